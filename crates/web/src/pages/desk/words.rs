//! Words of the desk.

crate::words::words! {
    day: "今天 {}" / "Today {}";
    no_role: "现在没有所任角色" / "You are in no role at present";
    no_role_next: "什么也看不到、办不了；请找安全管理员。" / "Nothing can be seen or done; please ask the security administrator.";
    cases: "等我办的案件" / "Cases that wait for me";
    no_cases: "没有等着办的案件。" / "No case waits.";
    may: "可办：" / "To do: ";
    more: "另有 {} 件，见“环”。" / "{} more, under Loops.";
    duties: "应当报送和办理的" / "What is owed";
    no_duties: "没有欠着的。" / "Nothing is owed.";
    overdue: "逾期 {}" / "{} overdue";
    open: "在期 {}" / "{} in time";
    by: "{} 前" / "by {}";
    days_late: "超期 {} 个工作日" / "{} working days late";
    done: "我最近办的" / "Done by me lately";
    record: "记一行" / "Record";
    nil: "零报告" / "Report nil";
    many: "批量办理：{}" / "Do many: {}";
    visits: "抽中由我去的" / "Visits drawn for me";
    letters: "本班还没有应答的" / "Not acknowledged in my class";
    letters_wait: "{} 户未应答" / "{} households";
    registers: "我可以记的" / "What I may record";
    none_done: "还没有。" / "Nothing yet.";
}
