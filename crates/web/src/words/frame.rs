//! Words of the frame, the marks, and whatever more than one room says.

super::catalogue! { []
    // The frame
    product: "督衡" / "Duheng";
    own_name: "中文" / "English";
    promise: "每个数字都能自证" / "Every number answers for itself";
    machine: "本机" / "this machine";
    denied: "没有看这一页的权" / "No right to see this page";
    denied_next: "需要看的，请安全管理员任职。" / "Whoever needs it asks the security administrator for a role.";
    machine_reads: "从本机链接进来的只能看；办事请用个人账号登录。" / "The link of the machine only reads; to do anything sign in with an account.";
    not_signed_in: "没有登录，或登录已结束。" / "Not signed in, or the visit has ended.";
    skip: "跳到正文" / "Skip to the content";
    nav: "栏目" / "Places";
    pack: "方案包" / "Pack";
    year_of: "{}年度" / "{}";
    alarm: "稽核不符：" / "The audit disagrees: ";
    audit_agrees: "稽核 {}：各行与最新检查点（{} 条）相符" / "Audit {}: all rows agree with the newest checkpoint ({} entries)";
    audit_differs: "稽核 {}：不符" / "Audit {}: rows disagree";
    audit_none: "还没有稽核过；页面开着时每小时一次" / "Not audited yet; once an hour while the pages are served";
    // Places
    desk: "工作台" / "Desk";
    home: "概览" / "Overview";
    indicators: "指标" / "Indicators";
    figures: "数字" / "Figures";
    registers: "台账" / "Registers";
    work: "履职" / "Work";
    devices: "设备" / "Devices";
    rosters: "责任表" / "Rosters";
    draws: "随机抽取" / "Draws";
    schools: "一校一页" / "Schools";
    people: "人员" / "People";
    plans: "规划" / "Plans";
    notices: "告知" / "Notices";
    report: "报告" / "Report";
    claims: "核对" / "Check a text";
    journal: "日志" / "Journal";
    // Verdicts
    met: "达标" / "met";
    not_met: "未达标" / "not met";
    cannot_tell: "不能判断" / "cannot tell";
    no_verdict: "不作判定" / "not judged";
    // How well a source is known
    confirmed: "已核" / "confirmed";
    confirmed_means: "已见于所列文件的公开文本" / "seen in a published text of the document named";
    secondary: "转述" / "secondary";
    secondary_means: "见于他处转述，未见原文" / "seen quoted elsewhere, not in the original";
    recalled: "凭记忆" / "recalled";
    recalled_means: "凭知识记录，未见原文，须核对后使用" / "recorded from memory, original not seen: check before relying on it";
    derived: "推算" / "derived";
    derived_means: "由已知数推算而得" / "derived from known numbers";
    local: "本地" / "local";
    local_means: "本地规定" / "a local rule";
    unofficial: "非官方" / "unofficial";
    unofficial_means: "非官方示例，待官方文本替换" / "an unofficial example, to be replaced by the official text";
    // Several things done at once
    item_done: "已办" / "done";
    item_refused: "没有办" / "not done";
    // Words used everywhere
    name: "名称" / "Name";
    number: "编号" / "No.";
    value: "数值" / "Value";
    verdict: "判定" / "Verdict";
    gap: "差距" / "Gap";
    threshold: "要求" / "Required";
    gap_over: "富余 {}" / "{} to spare";
    gap_under: "相差 {}" / "{} away";
    required: "要求 {}" / "required {}";
    owner: "责任单位" / "Answers for it";
    basis: "依据" / "Basis";
    kind: "类别" / "Kind";
    register: "台账" / "Register";
    rows: "行数" / "Rows";
    entry: "条目" / "Entry";
    content: "内容" / "Content";
    at: "时间" / "Time";
    root: "日志根" / "Log root";
    copy: "复制" / "copy";
    copied: "已复制" / "copied";
    filter: "筛选" / "Filter";
    pages: "翻页" / "Pages";
    next_page: "下一页" / "Next";
    all: "全部" / "All";
    and: "；" / "; ";
    // Indicators
    part: "分项" / "Part";
    parts_met: "{}/{} 项达标" / "{} of {} met";
    parts_unmet: "未达标：{}" / "not met: {}";
    parts_open: "不能判断：{}" / "cannot be told: {}";
    // Figures
    rows_all: "背后共有 {} 行" / "{} rows in all stand behind it";
    // Registers and rows
    filter_hint: "输入要找的字" / "text to look for";
    sort_hint: "点表头排序" / "click a heading to sort";
    no_match: "没有符合筛选的行" / "No row matches";
    no_match_next: "换个词，或清除筛选。" / "Try another word, or clear the filter.";
    // Loops
    loops: "闭环案件" / "Cases";
    // Rosters
    on_day: "看这一天" / "Look at this day";
    post_role: "角色" / "Role";
    post_holder: "责任人" / "Holder";
    post_state: "状态" / "State";
    post_vacant: "空缺" / "Vacant";
    post_unqualified: "不合条件" / "Unqualified";
    post_expiring: "将到期" / "Running out";
    post_short: "履职不足" / "Work owed";
    post_open: "说不清" / "Cannot tell";
    post_held: "在岗" / "Held";
    page_before: "上一页" / "Previous page";
    // Report
    unanswered: "下列指标还没有应答：" / "Not answered yet:";
    no_report: "报告还不能生成" / "The report cannot be written yet";
    no_report_next: "改正方案包中的提纲后再看；检查：duheng pack check" / "Mend the outline in the pack, then look again; to check: duheng pack check";
    // Duties
    duties: "按期应办" / "Duties";
    // Journal
    journal_lead: "每次记录都写入一条，只增不改；每条的杂凑值连成一棵 SM3 树，改动任何一条都会被发现。" / "Every act is written as an entry and never changed; their hashes form one SM3 tree, so a change to any of them shows.";
    checkpoint: "签名检查点" / "Signed checkpoint";
    // Problems
    not_found: "没有这一页" / "There is no such page";
    not_found_next: "它可能属于别的年度或别的方案包。" / "It may belong to another year or another pack.";
    went_wrong: "这一页没能做出来" / "This page could not be made";
    went_wrong_next: "数据没有受到影响；服务的终端里写着原因。" / "The data are untouched; the server's terminal says why.";
    refused_question: "看不懂这个地址" / "This address is not understood";
    not_offered: "没有“{}”这一项可选" / "“{}” is none of the choices";
    // Refusals at the door
    only_read: "这个地址只供查看（GET）。" / "This address is read-only: GET.";
    only_sent: "这个地址只收页面交来的表单，本身没有可看的。" / "This address takes what a page sends and shows nothing itself.";
    too_large: "交来的内容太大，没有收下。" / "What was sent is too large and was not taken.";
    not_a_form: "交来的内容不是这一页的表单，没有收下。" / "What was sent is not the form of a page, and was not taken.";
    our_name: "请用公布的地址访问：{}" / "Please come by the published address: {}";
    too_long: "地址太长。" / "The address is too long.";
    no_body: "查看不带内容。" / "A question carries no body.";
    not_our_page: "只收本服务自己的页面交来的内容。" / "Only a page of this server may send something.";
    too_busy: "现在要答的太多，请稍后再试。" / "Too much is being asked just now; please try again in a moment.";
    not_our_name: "只用本机自己的名字访问：localhost、127.0.0.1。" / "Only this machine's own names are answered: localhost, 127.0.0.1.";
    // The server itself
    not_loopback: "{} 能从别的机器访问；没有证书（--certificate）只在本机地址（127.0.0.1、[::1]）上提供" / "{} is reachable from other machines; without a certificate (--certificate) only loopback is served (127.0.0.1, [::1])";
    not_listening: "不能在 {} 上监听：{}" / "{} cannot be listened on: {}";
    tls_unreadable: "{} 读不出：{}" / "{} cannot be read: {}";
    tls_no_certificate: "{} 里没有证书（PEM）" / "there is no certificate in {} (PEM)";
    tls_no_key: "{} 里没有私钥（PEM）" / "there is no private key in {} (PEM)";
    tls_open_key: "私钥 {} 别人也能读（权限 {}），请改成只有运行的人能读：chmod 600" / "others can read the private key {} (mode {}); let its owner alone read it: chmod 600";
    tls_not_of_each_other: "私钥和证书不是一对" / "the private key is not the certificate's";
    tls_expired: "证书已在 {} 到期，请换上新的" / "the certificate expired at {}: please renew it";
    tls_not_yet: "证书到 {} 才生效；请看机器的时间准不准" / "the certificate begins at {}; please look at the machine's clock";
    tls_not_usable: "证书用不了：{}" / "the certificate cannot be used: {}";
    stopped: "服务停了：{}" / "the server stopped: {}";
}
