//! Words of the server's own pages.

crate::words::words! {
    sign_in: "登录" / "Sign in";
    sign_in_lead: "先选区县，再写本区县的用户名和口令。" / "Choose the district, then give your name and password of that district.";
    district: "所在区县" / "District";
    find: "找区县" / "Find a district";
    find_hint: "区县名称或代码" / "name or code of a district";
    choose: "请选择区县" / "Please choose a district";
    city: "全市总览（市级人员）" / "Overview (people of the city)";
    login_name: "用户名" / "Name";
    password: "口令" / "Password";
    number: "动态码（设了的才填）" / "Number of the second factor (where there is one)";
    refused: "用户名或口令不对，或试得太多：请等一刻钟再试。" / "Name or password is wrong, or it was tried too often: wait a quarter of an hour.";
    shut: "这个区县现在打不开" / "This district cannot be opened now";
    shut_next: "请告诉信息中心；修好后过半分钟自动打开，不必重启。" / "Tell whoever runs the server; once mended it opens by itself within half a minute.";
    overview: "全市总览" / "Overview of the districts";
    overview_lead: "{} 个区县：能打开 {} 个，打不开 {} 个。只有各区县的数和判定，看不到台账里的行。" / "{} districts: {} open, {} cannot be opened. Values and verdicts alone; rows are not seen from here.";
    filter_hint: "区县名称或代码" / "name or code of a district";
    indicator: "看一项指标" / "One indicator";
    none_chosen: "（不看）" / "(none)";
    value: "值" / "Value";
    verdict: "判定" / "Verdict";
    year: "年度" / "Year";
    gaps: "缺项" / "Missed";
    overdue: "超期" / "Overdue";
    recorded: "最近记录" / "Last recorded";
    entries: "日志条数" / "Entries";
    root: "树根" / "Root";
    since: "此后又记 {} 条，正在重算" / "{} recorded since, being computed";
    computing: "已打开，正在测算" / "Open, being computed";
    waiting: "还没有打开" / "Not opened yet";
    is_shut: "打不开：" / "Cannot be opened: ";
    leave: "退出" / "Sign out";
    code: "代码" / "Code";
    state: "状况" / "State";
    name_of: "指标" / "Indicator";
}
