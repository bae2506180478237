//! Words of the indicators.

crate::words::words! {
    indicators_title: "评价指标" / "Indicators by aspect";
    indicators_lead: "{}：{} 个方面、{} 条指标" / "{}: {} aspects, {} indicators";
    aspects: "方面" / "Aspects";
    score: "得分" / "Points";
    points: "分" / "points";
    verified: "核定" / "verified";
    verified_total: "已核定 {} 条，共 {} 分" / "{} verified, {} points in all";
    grade: "等次" / "Grade";
    unofficial_note: "本方案的指标条目为非官方示例，名称与分值待导入官方文件后替换；结果只供内部自查。" / "The indicators of this pack are an unofficial example, to be replaced once the official table is imported; use the results for self-checking only.";
    closed_note: "{}年已于{}封存（日志第{}条）：以下为报送时的值。" / "{} was closed on {} (entry {}): these are the values submitted.";
    closed_differs: "按报送时的记录重算，与封存的值不同：请核对程序与定义包的版本。" / "Computed again from the rows submitted, the values are not those that were frozen: check the versions of program and pack.";
    since_closed: "封存后的记录会改动" / "Changed by what was recorded since";
    submitted: "报送" / "Submitted";
    now: "现在" / "Now";
    no_indicators: "没有符合条件的指标" / "No indicator of that kind";
    no_indicators_next: "换一个判定，或查看全部。" / "Choose another verdict, or all.";
}
