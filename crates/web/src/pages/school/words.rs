//! Words of one page a school.

crate::words::words! {
    schools_lead: "每所学校一页：各本台账里与它有关的记录，和对它负责的人。" / "A page for each school: what every register says of it, and who answers for it.";
    schools_hint: "名称或标识码" / "name or code";
    no_schools: "还没有学校" / "No school yet";
    no_schools_next: "导入“学校”“幼儿园”等台账后就有了。" / "They come with the registers of schools and kindergartens.";
    no_match_school: "没有这样的学校" / "No such school";
    school_code: "标识码" / "Code";
    school_posts: "负责的人" / "Who answers for it";
    school_rows: "共{}行，列最近{}行" / "{} rows, the latest {} shown";
    school_duties: "该做的事" / "What it owes";
    school_done: "已做" / "Done";
    school_gaps: "缺" / "Missed";
    school_next: "下一次" / "Next";
}
