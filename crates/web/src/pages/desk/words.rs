//! Words of the desk.

crate::words::words! {
    day: "今天 {}" / "Today {}";
    no_role: "现在没有所任角色" / "You are in no role at present";
    no_role_next: "什么也看不到、办不了；请找安全管理员。" / "Nothing can be seen or done; please ask the security administrator.";
    cases: "等我办的案件" / "Cases that wait for me";
    no_cases: "没有等着办的案件。" / "No case waits.";
    may: "可办：" / "To do: ";
    more: "另有 {} 件，见“闭环案件”。" / "{} more, under Cases.";
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
    visits: "抽中由我去、还没去的" / "Visits drawn for me, not made yet";
    week: "本周十件事" / "Ten matters of this week";
    week_rule: "先一票否决和未达标的指标，再超期、退回的案件，逾期未办的，空缺的岗位，本周到期的；每类先列最重的一件，余下的位置依次补。" / "Vetoes and red indicators first, then cases over time and sent back, what was missed, vacant posts, what is due this week; the gravest of each kind, then the next in this order.";
    veto: "一票否决" / "Veto";
    not_met: "未达标" / "Not met";
    cannot_tell: "不能判断" / "Cannot be told";
    required: "要求 {}" / "required {}";
    cases_late: "超期 {0} 件，最久 {1} 个工作日" / "{0} over time, the worst by {1} working days";
    returned: "退回在办 {} 件" / "{} sent back";
    cases_due: "本周到期 {0} 件，最早 {1}" / "{0} due this week, the first on {1}";
    duties_due: "本周应报 {0} 项，最早 {1}" / "{0} owed this week, the first on {1}";
    missed: "逾期未办 {} 项" / "{} missed";
    vacant: "空缺 {} 个岗位" / "{} vacant";
    letters: "本班还没有应答的" / "Not acknowledged in my class";
    letters_wait: "{} 户未应答" / "{} households";
    queued: "这台手机上有还没发出的，连上就自动发出。" / "Something on this device has not gone out yet; it goes by itself when there is a connection.";
    registers: "我可以记的" / "What I may record";
    sent: "我提交、签过的，还在办" / "Filed or signed by me, under way";
    copies: "抄送给我的" / "Copied to me";
    with: "现在等：" / "Waits for: ";
    none_done: "还没有。" / "Nothing yet.";
}
