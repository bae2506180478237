//! What the forms of work refuse, through the real program: exit code 1, the reason told, the journal as before.

use crate::{Scratch, at, copy, duheng, json, said};
use serde_json::Value;

/// Imports files into a copy of the sample district: those of `first` are taken, that of `then` is refused with this
/// code, and what is told comes back.
fn refused(name: &str, first: &[(&str, &str)], then: (&str, &str), code: &str) -> String {
    let district = Scratch::district(name);
    let dir = at(&district.0);
    let write = |(register, text): &(&str, &str)| {
        let path = district.path(&format!("{register}.csv"));
        std::fs::write(&path, text).unwrap();
        at(&path).to_owned()
    };
    if !first.is_empty() {
        let files: Vec<String> = first.iter().map(write).collect();
        said(&[vec!["import", dir], files.iter().map(String::as_str).collect()].concat());
    }
    let before = json(&["journal", "root", dir, "--json"]);
    let output = duheng(&["import", dir, &write(&then)]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(&format!("[{code}]")), "{told}");
    assert_eq!(json(&["journal", "root", dir, "--json"]), before);
    assert!(said(&["journal", "verify", dir]).contains("全部核对无误"));
    told
}

const PROBLEM: &str = "编号,问题,来源,来源编号,责任单位,整改责任人,发现日期,整改期限,完成日期,严重程度
甲-1,样例：护栏松动,自查,样例,样例第一小学,样例甲,2022-11-01,2022-12-20,2022-11-20,一般
";

const FIXED: &str = "环,案号,步次,步骤,日期,经办人,角色,材料
rectification,甲-1,1,制定方案,2022-11-03,样例甲,责任单位,方案
rectification,甲-1,2,完成整改,2022-11-20,样例甲,责任单位,照片
";

#[test]
fn closing_ones_own_case() {
    let close = "环,案号,步次,步骤,日期,经办人,角色,材料
rectification,甲-1,3,复核销号,2022-11-25,样例甲,督导室,复核单
";
    let told = refused(
        "own-case",
        &[("整改问题", PROBLEM), ("办理步骤", FIXED)],
        ("办理步骤", close),
        "loop.closer-is-fixer",
    );
    assert!(told.contains("样例甲"), "{told}");
}

#[test]
fn a_penalty_under_a_law_not_yet_in_force() {
    let case = "案件编号,机构,行为日期,立案日期,案由,罚款
甲-9,500152-PX-010,2022-06-01,2022-06-06,样例案由,10000.00
";
    let taken = "环,案号,步次,步骤,日期,经办人,角色,材料,依据
penalty,甲-9,1,指定办案人员,2022-06-07,样例甲,校外教育培训监管科,,
penalty,甲-9,2,调查取证,2022-06-09,样例乙,办案人员,笔录,
penalty,甲-9,3,调查取证,2022-06-09,样例丙,办案人员,照片,
penalty,甲-9,4,调查终结,2022-06-16,样例乙,办案人员,终结报告,
penalty,甲-9,5,事先告知,2022-06-20,样例乙,办案人员,告知书,
";
    let decided = "环,案号,步次,步骤,日期,经办人,角色,材料,依据
penalty,甲-9,6,决定处罚,2023-11-20,样例丁,区教委负责人,决定书,校外培训行政处罚暂行办法（教育部令第53号）
";
    let first = [("执法案件", case), ("办理步骤", taken)];
    let told = refused("law", &first, ("办理步骤", decided), "loop.law-not-in-force");
    assert!(told.contains("教育部令第53号"), "{told}");
}

#[test]
fn a_roster_beyond_a_persons_load() {
    // Two schools each is the most; the third is too many, also when it comes later and alone.
    let header = "人员编号,姓名,类型,派出机关,学校,起聘日期,到期日期";
    let post =
        |school: &str| format!("{header}\n甲-1,样例甲,法治副校长,公安机关,{school},2022-11-01,2025-10-31\n");
    let one_and_two = post("2150900001") + post("2150900002").lines().last().unwrap() + "\n";
    let first = [("法治副校长", one_and_two.as_str())];
    let told = refused("load", &first, ("法治副校长", &post("2150900003")), "roster.load");
    assert!(told.contains("样例甲"), "{told}");
}

#[test]
fn a_draw_with_fewer_inspectors_than_needed() {
    let district = Scratch::district("few");
    let dir = at(&district.0);
    let officers = std::fs::read_to_string("../../samples/tongnan-2022/执法检查人员.csv").unwrap();
    let mut lines: Vec<String> = officers.lines().map(str::to_owned).collect();
    // All but the last are off duty.
    let last = lines.len() - 1;
    lines[1..last].iter_mut().for_each(|line| *line = line.replace(",是,样例", ",否,样例"));
    let path = district.path("执法检查人员.csv");
    std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    said(&["import", dir, at(&path)]);
    let before = json(&["journal", "root", dir, "--json"]);
    for words in [
        &["draw", "seal", dir, "training-institutions"][..],
        &["draw", "seal", dir, "training-institutions", "--sealed"],
    ] {
        let output = duheng(words);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("检查人员只有1名，每个对象须派2名"), "{told}");
    }
    assert_eq!(json(&["journal", "root", dir, "--json"]), before);
}

#[test]
fn a_certificate_changed_anywhere_is_told_from_the_file_alone() {
    let district = Scratch::district("drawn");
    let (dir, file) = (at(&district.0), district.path("c.txt"));
    // A draw of the year that was played: its lists were sealed on one day and drawn on a later one.
    said(&["draw", "certificate", dir, "school-safety-2022-3", "--out", at(&file)]);
    let output = duheng(&["draw", "verify", at(&file)]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("自洽，未核对钥匙") && told.contains("请到出处核对"), "{told}");
    let key = json(&["journal", "verify", dir, "--json"])["key"].as_str().unwrap().to_owned();
    assert!(told.contains(&format!("钥匙    {key}")), "{told}");
    assert!(said(&["draw", "verify", at(&file), "--key", &key]).contains("：成立。"));
    let named = district.path("key.txt");
    std::fs::write(&named, format!("{key}\n")).unwrap();
    assert!(said(&["draw", "verify", at(&file), "--key", at(&named)]).contains("：成立。"));
    let foreign = duheng(&["draw", "verify", at(&file), "--key", "0123456789abcdef"]);
    assert_eq!(foreign.status.code(), Some(1));
    assert!(String::from_utf8(foreign.stderr).unwrap().contains("[draw.key]"));
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let section =
        |name: &str| lines.iter().position(|line| line.starts_with(&format!("section\t{name}"))).unwrap();
    // Two lines of a list change places; their numbers stay, else the text would not even be a certificate.
    let swap = |at: usize| {
        let parted = |line: &str| line.split_once('\t').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let ((one, first), (two, second)) = (parted(lines[at]), parted(lines[at + 1]));
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        lines[at] = format!("{one}\t{second}");
        lines[at + 1] = format!("{two}\t{first}");
        lines.join("\n") + "\n"
    };
    let (objects, inspectors, result) = (section("objects"), section("inspectors"), section("result"));
    let sent = lines[result + 1].split('\t').nth(2).unwrap();
    let changes = [
        (swap(objects + 1), "对象名单（内容或次序）"),
        (swap(inspectors + 1), "检查人员名单（内容或次序）"),
        (
            text.replacen(lines[objects + 1], &lines[objects + 1].replacen("样例", "示例", 1), 1),
            "对象名单（内容或次序）",
        ),
        (
            text.replacen(lines[result + 1], &lines[result + 1].replacen(sent, "DX-999", 1), 1),
            "第1签：证书写",
        ),
    ];
    for (changed, told) in changes {
        assert_ne!(changed, text);
        std::fs::write(&file, changed).unwrap();
        let output = duheng(&["draw", "verify", at(&file), "--key", &key]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(told), "{told}: {said}");
    }
}

/// Two tries at one draw, in copies of one district.
#[test]
fn a_draw_is_not_sealed_and_run_in_one_go_and_two_outcomes_of_one_number_are_told() {
    let district = Scratch::district("twice");
    let dir = at(&district.0);
    let run = ["draw", "run", dir, "school-safety", "--year", "2023", "--public", "01 02"];
    let refused = |words: &[&str], why: &str| {
        let output = duheng(words);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains(why), "{told}");
    };
    refused(&run, "名单还没有封存");
    refused(&["draw", "seal", dir, "school-safety", "--year", "2023", "--on", "2022-12-31"], "太早");
    let told = said(&["draw", "seal", dir, "school-safety", "--year", "2023"]);
    assert!(told.contains("承诺值") && told.contains("等的公开值"), "{told}");
    refused(&run, "以后才公布");
    let files: Vec<_> = ["01 02", "01 03"].iter().map(|value| tomorrow(&district, value)).collect();
    let output = duheng(&["draw", "verify", at(&files[0]), at(&files[1])]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("[draw.twice]"));
}

/// What the draw sealed in a district gives a day later with a value, done in a copy of it: the certificate, or the seals.
fn tomorrow(district: &Scratch, value: &str) -> std::path::PathBuf {
    let copied = Scratch::new(&format!("copy-{}", value.replace(' ', "-")));
    copy(&district.0, &copied.0);
    let text = a_day_later(&copied, value);
    let file = district.path(&format!("{value}.txt"));
    std::fs::write(&file, text).unwrap();
    file
}

struct Tomorrow;

impl office::Clock for Tomorrow {
    fn now(&self) -> i64 {
        office::Machine.now() + 86_400_000
    }
}

/// Draws by a clock that is a day ahead.
fn a_day_later(district: &Scratch, value: &str) -> String {
    let (clock, chance) = (Box::new(Tomorrow), Box::new(office::Machine));
    let office = office::Office::open_with(&district.0, clock, chance, &office::Shelf::default()).unwrap();
    let session = office.session(office::Who::Person("督导室".to_owned()), office::Via::Command);
    let outcome = office.draw(&session, "school-safety", Some(2023), value).unwrap();
    assert_eq!(outcome.findings, []);
    outcome.certificate.or(outcome.seals).unwrap()
}

#[test]
fn a_sealed_target_is_opened_only_by_who_is_sent_and_only_as_it_was_sealed() {
    let district = Scratch::district("sealed");
    let dir = at(&district.0);
    let (seals, slip) = (district.path("s.txt"), district.path("1.txt"));
    let told = said(&["draw", "seal", dir, "school-safety", "--year", "2023", "--sealed"]);
    assert!(told.contains("名单和规则已封"), "{told}");
    std::fs::write(&seals, a_day_later(&district, "01 02")).unwrap();
    let number = "school-safety-2023-1";
    let refused = duheng(&["draw", "reveal", dir, number, "--inspector", "没有这个人"]);
    assert_eq!(refused.status.code(), Some(1));
    // Somebody is sent; who it is, only trying tells.
    let mut opened = None;
    for person in 1..=69 {
        let person = format!("500152-DX-{person:03}");
        let output =
            duheng(&["draw", "reveal", dir, number, "--inspector", &person, "--out", at(&slip), "--json"]);
        if output.status.success() {
            opened = Some(serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap());
            break;
        }
    }
    let object = opened.unwrap()["object"].as_str().unwrap().to_owned();
    assert!(!std::fs::read_to_string(&seals).unwrap().contains(&object));
    // Against the file alone it is consistent; it holds against the root that was published when it was drawn.
    let bare = duheng(&["draw", "open", at(&slip), at(&seals)]);
    assert_eq!(bare.status.code(), Some(1));
    assert!(String::from_utf8(bare.stdout).unwrap().contains("未核对封签根"));
    let root = json(&["draw", "list", dir, "--json"])["draws"][0]["root"].as_str().unwrap().to_owned();
    assert!(said(&["draw", "open", at(&slip), at(&seals), "--root", &root]).contains(&object));
    let forged = std::fs::read_to_string(&slip).unwrap().replace(&object, "2150900001");
    std::fs::write(&slip, forged).unwrap();
    assert_eq!(duheng(&["draw", "open", at(&slip), at(&seals), "--root", &root]).status.code(), Some(1));
}

#[test]
fn a_nil_report_for_a_period_with_a_recorded_incident() {
    // Every school has reported in the sample year; one of them now has an event on record.
    let incident = "编号,发生日期,学校,概况,级别
样例-1,2022-09-20,2150900001,样例,一般
";
    let nil = "期,单位,期间,日期,报告人
ideology-reports,2150900001,2022-Q3,2022-10-08,样例甲
";
    let told = refused("nil", &[("意识形态事件", incident)], ("零报告", nil), "duty.nil-contradicted");
    assert!(told.contains("2150900001"), "{told}");
}

#[test]
fn an_acknowledgement_with_a_forged_token() {
    let household = "家庭编号,学生序,监护人序,学校,联系电话,班主任,网格编号
甲-H1,1,1,2150900001,19900000001,样例班主任,500152001001-WG
";
    let notice = "通知编号,定义,标题,正文,户数,日期,时刻,发件人
甲-T1,four-knows-notice,样例提醒,家长您好,1,2022-07-02,2022-07-02T09:00:00+08:00,样例甲
";
    let letter = "通知,家庭,归属,成员,日期,责任人,令牌摘要,应答码摘要
甲-T1,甲-H1,2150900001,甲-H1/1/1,2022-07-02,样例村社长0101,065dfd8c28a6bb56148a5a39e42b5c8401c856f56d1a68775731272d438907bc,471100
";
    let header = "通知,家庭,序,事件,级次,日期,时刻,次,渠道,方式,凭据";
    let sent = format!(
        "{header}
甲-T1,甲-H1,1,交付中,1,2022-07-02,2022-07-02T09:01:00+08:00,1,短信,,
甲-T1,甲-H1,2,已交付,1,2022-07-02,2022-07-02T09:01:00+08:00,1,短信,,
"
    );
    let forged = format!(
        "{header}
甲-T1,甲-H1,3,已应答,1,2022-07-02,2022-07-02T10:00:00+08:00,,,链接,ffffffffffffffffffffffffffffffff
"
    );
    let first = [("家庭联系", household), ("通知", notice), ("信件", letter), ("信件动态", &sent)];
    refused("token", &first, ("信件动态", &forged), "notice.token-forged");
}

#[test]
fn what_others_stand_on_is_neither_withdrawn_nor_rewritten() {
    let district = Scratch::district("stands-on");
    let dir = at(&district.0);
    let case = "DC-500152-DC-005";
    let before = json(&["journal", "root", dir, "--json"]);
    let refused = |words: &[&str], code: &str| {
        let output = duheng(words);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{words:?}: {told}");
        assert!(told.contains(&format!("[{code}]")), "{words:?}: {told}");
        assert_eq!(json(&["journal", "root", dir, "--json"]), before, "{words:?}");
    };
    let withdraw = |register: &str, key: &str, code: &str| {
        refused(&["withdraw", dir, register, key, "--reason", "样例：不要了"], code);
    };
    let rewrite = |register: &str, row: &str, code: &str| {
        let path = district.path("rewritten.csv");
        std::fs::write(&path, row).unwrap();
        refused(&["import", dir, at(&path), "--register", register], code);
    };
    let slip = json(&["draw", "list", dir, "--json"])["draws"][0]["number"].as_str().unwrap().to_owned();
    let notice = json(&["notices", dir, "--json"])["notices"][0]["id"].as_str().unwrap().to_owned();
    // A case with steps, a step under another, a slip of a draw, a letter, what became of it.
    withdraw("整改问题", case, "loop.case-has-steps");
    withdraw("办理步骤", &format!("rectification/{case}/2"), "loop.gap");
    withdraw("抽取结果", &format!("{slip}/1"), "evidence.fixed");
    withdraw("抽取记录", &slip, "withdraw.referenced");
    let letters = json(&["notices", dir, &notice, "--json"]);
    let household = letters["letters"][0]["household"].as_str().unwrap();
    withdraw("信件", &format!("{notice}/{household}"), "evidence.fixed");
    withdraw("信件动态", &format!("{notice}/{household}/1"), "evidence.fixed");
    // The fixer renamed to the closer after the case was closed.
    let closer = "环,案号,步次,步骤,日期,经办人,角色,材料,数据性质\n\
                  rectification,DC-500152-DC-005,2,完成整改,2022-02-07,样例复核人01,责任单位,样例整改照片,样例\n";
    rewrite("办理步骤", closer, "loop.closer-is-fixer");
    let other =
        format!("抽取编号,年度,序号,抽取,对象,名称,检查人员\n{slip},2022,1,school-safety,样例,样例,样例\n");
    rewrite("抽取结果", &other, "evidence.fixed");

    // The last step goes, and the row of its case with it: nothing says any more that it was closed, no figure either.
    let closed = || {
        let all = json(&["evaluate", dir, "--json"]);
        let of = |one: &&Value| one["id"] == "problems-closed";
        all["indicators"].as_array().unwrap().iter().find(of).unwrap()["printed"].clone()
    };
    assert_eq!(closed(), "97.22%");
    said(&["withdraw", dir, "办理步骤", &format!("rectification/{case}/3"), "--reason", "样例：录错"]);
    let view = json(&["cases", dir, "rectification", case, "--on", "2022-12-31", "--json"]);
    assert_eq!(
        (&view["case"]["stage"], &view["case"]["closed"]),
        (&Value::from("待复核"), &Value::Null),
        "{view}"
    );
    assert_eq!(view["differs"].as_array().map(Vec::len), Some(0), "{view}");
    assert_eq!(closed(), "96.3%");
    assert!(said(&["journal", "verify", dir]).contains("全部核对无误"));
}
