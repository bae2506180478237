//! Rights: what no role allows is refused, what is not seen is in no list, count, search, history or explanation, and a right
//! that ended gives nothing from the next question on.

use crate::by;
use crate::district::{Dice, Folder, Hands, START};
use crate::signals::packs;
use office::view::RecordOutcome;
use office::{AsOf, Error, Given, Office, Reading, RowQuery, Session, Shelf, SignIn, StepGiven, Via, Who};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

const DAY: i64 = 86_400_000;
pub(crate) const A: &str = "2150900001";
pub(crate) const B: &str = "2150900002";

pub(crate) struct House {
    pub(crate) office: Office,
    hands: Hands,
    _folder: Folder,
}

/// Two schools, a section, the supervision office; a person in each, and the three administrators.
pub(crate) fn house() -> House {
    house_of(&packs())
}

/// The same under other packs.
pub(crate) fn house_of(packs: &[(String, String)]) -> House {
    let folder = Folder::new();
    let hands = Hands(Arc::new(AtomicI64::new(START)));
    let (clock, chance) = (Box::new(hands.clone()), Box::new(Dice(7)));
    let dir = folder.0.join("district");
    let office = Office::init_with(&dir, "chongqing-2023", packs, clock, chance, &Shelf::default()).unwrap();
    let house = House { office, hands, _folder: folder };
    let unit = |name: &str, above: &str, code: &str| {
        Given::new("单位树", &[("名称", name), ("上级单位", above), ("代码", code)])
    };
    let school = |code: &str, name: &str| {
        Given::new(
            "校园安防",
            &[("学年", "2022"), ("标识码", code), ("名称", name), ("校园类别", "中小学"), ("城乡", "城区")],
        )
    };
    house.given(&[
        unit("区教委", "", ""),
        unit("督导室", "区教委", ""),
        unit("安全稳定科", "区教委", ""),
        unit("甲小学", "区教委", A),
        unit("乙小学", "区教委", B),
        school(A, "甲小学"),
        school(B, "乙小学"),
    ]);
    house.given(&[
        post("学校甲", "学校经办", "甲小学", &[]),
        post("学校乙", "学校经办", "乙小学", &[]),
        post("科室丙", "科室经办", "安全稳定科", &[]),
        post("督导丁", "督导室经办", "督导室", &[]),
        post("督学戊", "责任督学", "督导室", &[("人员编号", "DX-1")]),
        post("安全己", "安全管理员", "督导室", &[]),
        post("系统庚", "系统管理员", "督导室", &[]),
        post("审计辛", "审计管理员", "督导室", &[]),
    ]);
    house
}

fn post(person: &str, role: &str, unit: &str, more: &[(&str, &str)]) -> Given {
    let mut cells = vec![("任职人", person), ("角色", role), ("单位", unit), ("起始日期", "2022-01-01")];
    cells.extend(more);
    Given::new("任职", &cells)
}

/// A guard of a campus: a row that a school records itself.
pub(crate) fn guard(number: &str, campus: &str, name: &str) -> Given {
    Given::new(
        "保安员",
        &[
            ("保安编号", number),
            ("姓名", name),
            ("校园", campus),
            ("上岗日期", "2022-02-01"),
            ("保安员证", "是"),
            ("背景审查", "是"),
        ],
    )
}

impl House {
    fn sign_in(&self, password: &str, number: &str) -> office::Result<SignIn> {
        let typed = office::Typed { login: "jia", password, number };
        self.office.sign_in(typed, None, "浏览器")
    }

    pub(crate) fn page(&self, name: &str) -> Session {
        self.office.session(Who::Person(name.to_owned()), Via::Page)
    }

    /// Days go by.
    pub(crate) fn wait(&self, days: i64) {
        self.hands.0.fetch_add(days * DAY, Ordering::SeqCst);
    }

    pub(crate) fn given(&self, rows: &[Given]) {
        let outcome = self.office.record(&by(&self.office, "本机"), rows).unwrap();
        assert!(
            outcome.findings.iter().all(|one| one.grade != office::Grade::Error),
            "{:?}",
            outcome.findings
        );
    }

    pub(crate) fn record(&self, name: &str, row: Given) -> RecordOutcome {
        self.office.record(&self.page(name), &[row]).unwrap()
    }

    pub(crate) fn codes(&self, name: &str, row: Given) -> Vec<&'static str> {
        self.record(name, row).findings.iter().map(|one| one.code).collect()
    }

    pub(crate) fn see(&self, name: &str) -> Reading {
        self.office.at(&self.page(name), &AsOf::Now, None).unwrap()
    }

    /// Keys of the rows of a register that somebody sees, and the count told beside them.
    fn rows(&self, name: &str, register: &str, query: &RowQuery) -> (Vec<String>, u64) {
        let page = self.see(name).rows(register, query).unwrap();
        (page.rows.into_iter().map(|row| row.key).collect(), page.register.rows)
    }
}

#[test]
fn a_school_records_its_own_rows_and_sees_no_other_by_any_way() {
    let house = house();
    assert_eq!(house.codes("学校甲", guard("B-1", A, "样例一")), [] as [&str; 0]);
    assert_eq!(house.codes("学校乙", guard("B-2", B, "样例二")), [] as [&str; 0]);
    // Another's row: by a new one, by one under the key of theirs, by moving one of theirs here and one of one's own there.
    assert_eq!(house.codes("学校甲", guard("B-3", B, "样例三")), ["access.denied"]);
    assert_eq!(house.codes("学校甲", guard("B-2", B, "样例三")), ["access.denied"]);
    assert_eq!(house.codes("学校甲", guard("B-2", A, "样例二")), ["access.denied"]);
    assert_eq!(house.codes("学校甲", guard("B-1", B, "样例一")), ["access.denied"]);
    // A batch with one row out of scope is refused whole.
    let batch = [guard("B-4", A, "样例四"), guard("B-5", B, "样例五")];
    let refused = house.office.record(&house.page("学校甲"), &batch).unwrap();
    assert!(refused.first_entry.is_none() && refused.findings.len() == 1);

    let all = RowQuery::default();
    assert_eq!(house.rows("学校甲", "保安员", &all), (vec!["B-1".to_owned()], 1));
    assert_eq!(house.rows("科室丙", "保安员", &all).1, 2, "the section answers for the register");
    for query in [
        RowQuery { containing: Some((String::new(), "样例二".to_owned())), ..RowQuery::default() },
        RowQuery { equal: vec![("保安编号".to_owned(), "B-2".to_owned())], ..RowQuery::default() },
    ] {
        assert_eq!(
            house.rows("学校甲", "保安员", &query),
            (Vec::new(), 1),
            "a search tells no more than a list"
        );
    }
    let sorted = RowQuery { sort: Some("姓名".to_owned()), descending: true, ..RowQuery::default() };
    assert_eq!(house.rows("学校甲", "保安员", &sorted).0, ["B-1"]);

    // The row itself, its history and a row that was never there give one answer.
    let theirs = house.see("学校乙").rows("保安员", &all).unwrap().rows[0].number;
    let see = house.see("学校甲");
    let said =
        |number: u64| see.row("保安员", number).unwrap_err().to_string().replace(&number.to_string(), "N");
    assert_eq!(said(theirs), said(9_999_999));
    // About a body, the list of bodies, the list of registers.
    assert!(see.about(A).unwrap().own.iter().any(|one| one.name == "校园安防"));
    assert_eq!(
        see.about(B).unwrap_err().to_string().replace(B, "X"),
        see.about("2150999999").unwrap_err().to_string().replace("2150999999", "X")
    );
    assert_eq!(see.bodies().unwrap().iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), [A]);
    let counts = |name: &str| {
        let registers = house.see(name).registers().unwrap();
        registers.iter().find(|one| one.name == "保安员").map(|one| one.rows)
    };
    assert_eq!((counts("学校甲"), counts("科室丙"), counts("系统庚")), (Some(1), Some(2), None));
    // The journal and what is judged of the whole district are rights of their own.
    assert!(matches!(see.entries(None, 5), Err(Error::Denied(_))));
    assert!(matches!(see.entry(0), Err(Error::Denied(_))));
    assert!(matches!(see.evaluate(), Err(Error::Denied(_))));
    assert!(matches!(see.report(), Err(Error::Denied(_))));
    assert!(house.see("审计辛").entries(None, 5).is_ok());
    assert!(house.see("督导丁").evaluate().is_ok());
}

#[test]
fn nobody_is_somebody_without_a_term_and_terms_end_with_the_day() {
    let house = house();
    let all = RowQuery::default();
    house.given(&[guard("B-1", A, "样例一")]);
    assert_eq!(house.rows("路人", "保安员", &all), (Vec::new(), 0));
    assert_eq!(house.codes("路人", guard("B-9", A, "样例九")), ["access.denied"]);
    assert_eq!(house.rows("学校　甲", "保安员", &all).1, 1, "a name is a name however it is typed");

    // The term ends: the very next question gives nothing, and so does the next act.
    let day = house.office.today();
    let session = house.page("学校甲");
    let ended = post("学校甲", "学校经办", "甲小学", &[("截止日期", &day.to_string())]);
    house.given(&[ended]);
    assert_eq!(house.rows("学校甲", "保安员", &all).1, 1, "its last day is a day");
    house.hands.0.fetch_add(DAY, Ordering::Relaxed);
    assert_eq!(house.rows("学校甲", "保安员", &all).1, 0);
    let refused = house.office.record(&session, &[guard("B-7", A, "样例七")]).unwrap();
    assert_eq!(refused.findings[0].code, "access.denied", "an old session helps nobody");
}

#[test]
fn a_delegation_gives_the_role_for_its_days_and_carries_no_further() {
    let house = house();
    let from = house.office.today().to_string();
    let delegation = |giver: &str, taker: &str, role: &str| {
        Given::new(
            "委托",
            &[("委托人", giver), ("受托人", taker), ("角色", role), ("起始日期", &from), ("截止日期", &from)],
        )
    };
    assert_eq!(house.codes("学校甲", delegation("学校乙", "学校甲", "学校经办")), ["access.self-grant"]);
    assert_eq!(house.codes("学校甲", delegation("学校乙", "路人", "学校经办")), ["access.denied"]);
    assert_eq!(house.codes("学校甲", delegation("学校甲", "路人", "学校经办")), [] as [&str; 0]);
    assert_eq!(house.codes("安全己", delegation("系统庚", "路人", "系统管理员")), ["access.delegate"]);
    assert_eq!(house.codes("路人", guard("B-1", A, "样例一")), [] as [&str; 0]);
    assert_eq!(house.codes("路人", guard("B-2", B, "样例二")), ["access.denied"]);
    let further = delegation("学校甲", "外人", "学校经办");
    assert_eq!(
        house.codes("路人", further),
        ["access.denied"],
        "what was delegated is not delegated further"
    );
    house.hands.0.fetch_add(DAY, Ordering::Relaxed);
    assert_eq!(house.codes("路人", guard("B-1", A, "样例一改")), ["access.denied"], "the day after its end");
}

#[test]
fn the_three_administrators_are_apart_and_nobody_appoints_himself() {
    let house = house();
    assert_eq!(house.codes("安全己", post("新人", "学校经办", "乙小学", &[])), [] as [&str; 0]);
    assert_eq!(house.codes("安全己", post("安全 己", "督导室经办", "督导室", &[])), ["access.self-grant"]);
    assert_eq!(house.codes("安全己", post("安全己", "安全管理员", "区教委", &[])), ["access.self-grant"]);
    assert_eq!(house.codes("安全己", post("学校甲", "审计管理员", "督导室", &[])), ["access.separate"]);
    assert_eq!(house.codes("安全己", post("某人", "总管", "督导室", &[])), ["access.role-unknown"]);
    for other in ["系统庚", "审计辛", "督导丁", "学校甲"] {
        assert_eq!(house.codes(other, post("某人", "学校经办", "甲小学", &[])), ["access.denied"], "{other}");
    }
    for administrator in ["安全己", "系统庚", "审计辛"] {
        assert_eq!(
            house.codes(administrator, guard("B-1", A, "样例一")),
            ["access.denied"],
            "{administrator}"
        );
    }
    let closed = house.office.close(&house.page("学校甲"), 2022).map(|outcome| outcome.findings[0].code);
    assert!(matches!(closed, Ok("access.denied") | Err(Error::Denied(_))), "{closed:?}");
}

/// A problem of a school, as an inspector records it.
fn problem(number: &str, unit: &str) -> Given {
    Given::new(
        "整改问题",
        &[
            ("编号", number),
            ("问题", "样例：器材过期"),
            ("来源", "责任督学督导"),
            ("来源编号", "DX-1-1"),
            ("责任单位", unit),
            ("整改责任人", "样例校长"),
            ("发现日期", "2022-06-01"),
            ("整改期限", "2022-08-31"),
            ("严重程度", "一般"),
        ],
    )
}

#[test]
fn a_school_rectifies_its_case_and_cannot_close_it_under_any_name() {
    let house = house();
    assert_eq!(house.codes("督学戊", problem("ZG-1", "甲小学")), [] as [&str; 0]);
    assert_eq!(
        house.codes("学校甲", problem("ZG-2", "甲小学")),
        ["access.denied"],
        "problems are found by others"
    );
    let closed = Given {
        cells: [problem("ZG-1", "甲小学").cells, vec![("复核人".to_owned(), "某某".to_owned())]].concat(),
        ..problem("ZG-1", "甲小学")
    };
    assert_eq!(house.codes("督学戊", closed), ["access.denied"], "not one of his fields");
    let step = |name: &str, role: &str, step: &str| {
        let given = StepGiven {
            loop_id: "rectification".into(),
            case: "ZG-1".into(),
            step: step.into(),
            evidence: "样例照片".into(),
            ..StepGiven::default()
        };
        let outcome = house.office.steps(&house.page(name).in_post(role), &[given]).unwrap();
        outcome
            .findings
            .iter()
            .filter(|one| one.grade == office::Grade::Error)
            .map(|one| one.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(step("学校乙", "责任单位", "制定方案"), ["access.denied"], "another school's case");
    assert_eq!(step("学校甲", "责任单位", "制定方案"), [] as [&str; 0]);
    assert_eq!(step("学校甲", "责任单位", "完成整改"), [] as [&str; 0]);
    for name in ["学校甲", "学校 甲", "学校\u{200b}甲"] {
        assert_eq!(step(name, "督导室", "复核销号"), ["access.denied"], "{name}");
    }
    // Nor by writing the step as a row in another's name.
    let forged = Given::new(
        "办理步骤",
        &[
            ("环", "rectification"),
            ("案号", "ZG-1"),
            ("步次", "3"),
            ("步骤", "复核销号"),
            ("日期", "2022-06-15"),
            ("经办人", "督导丁"),
            ("角色", "督导室"),
            ("材料", "样例"),
        ],
    );
    assert!(house.codes("学校甲", forged).contains(&"access.other-person"));
    let seen = |name: &str| {
        house
            .see(name)
            .case("rectification", "ZG-1", Some(house.office.today()))
            .map(|case| case.what.case.stage.clone())
    };
    assert_eq!(seen("学校甲").unwrap(), "待复核");
    assert!(seen("学校乙").is_err(), "the case of another is not there");
    assert_eq!(step("督导丁", "督导室", "复核销号"), [] as [&str; 0]);
    assert_eq!(seen("学校甲").unwrap(), "已销号");
}

#[test]
fn what_is_masked_opens_by_right_with_a_reason_and_never_unseen() {
    let house = house();
    house.given(&[guard("B-1", A, "样例一")]);
    let contact = Given::new(
        "任职",
        &[
            ("任职人", "班主任壬"),
            ("角色", "班主任"),
            ("单位", "甲小学"),
            ("班级", "三年级2班"),
            ("起始日期", "2022-01-01"),
        ],
    );
    house.given(&[contact]);
    let number = house.see("科室丙").rows("保安员", &RowQuery::default()).unwrap().rows[0].number;
    let looks = || house.see("审计辛").rows("查看记录", &RowQuery::default()).unwrap().register.rows;
    let refused = house.office.disclose(&house.page("学校甲"), "保安员", number, "核对").unwrap();
    assert_eq!((refused.cells.len(), refused.findings[0].code, looks()), (0, "access.denied", 0));
    let silent = house.office.disclose(&by(&house.office, "本机"), "保安员", number, "  ").unwrap();
    assert_eq!((silent.cells.len(), silent.findings[0].code), (0, "disclose.reason"));
    let opened = house.office.disclose(&by(&house.office, "本机"), "保安员", number, "核对背景审查").unwrap();
    assert_eq!(opened.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>(), ["是"]);
    assert_eq!(looks(), 1, "the look is a row");
}

/// What the security register says, as whoever audits reads it: what, whom, of what, how often that day.
fn events(house: &House) -> Vec<(String, String, String, String)> {
    let page = house.see("审计辛").rows("安全记录", &RowQuery::default()).unwrap();
    let told = |row: &office::view::RowView| {
        let [what, whom, over, times] = [2, 3, 5, 7].map(|at| row.cells[at].clone());
        (what, whom, over, times)
    };
    page.rows.iter().map(told).collect()
}

#[test]
fn what_is_refused_to_somebody_stands_in_the_journal_and_he_cannot_take_it_out() {
    let house = house();
    let before = house.office.at(&by(&house.office, "本机"), &AsOf::Now, None).unwrap().size();
    assert_eq!(house.codes("学校甲", guard("B-3", B, "样例三")), ["access.denied"]);
    assert_eq!(house.codes("安全己", post("安全己", "学校经办", "甲小学", &[])), ["access.self-grant"]);
    assert!(house.office.add_account(&house.page("学校甲"), "x", "某人").is_err());
    let told = events(&house);
    let told: Vec<_> =
        told.iter().map(|(a, b, c, d)| (a.as_str(), b.as_str(), c.as_str(), d.as_str())).collect();
    assert_eq!(
        told,
        [
            ("被拒绝", "学校甲", "保安员", "1"),
            ("被拒绝", "安全己", "任职", "1"),
            ("被拒绝", "学校甲", "账号 x", "2"),
        ]
    );
    let after = house.office.at(&by(&house.office, "本机"), &AsOf::Now, None).unwrap().size();
    assert_eq!(after, before + 3, "each is an entry, and nothing else was written");
    // Nobody writes there himself, nor takes out what stands there, whoever he is.
    let forged = Given::new(
        "安全记录",
        &[("记录号", "1"), ("日期", "2022-06-01"), ("事项", "登录"), ("何人", "学校乙"), ("当日次数", "1")],
    );
    for person in ["学校甲", "审计辛", "安全己", "系统庚"] {
        assert_eq!(house.codes(person, forged.clone()), ["access.denied"], "{person}");
        let taken = house.office.withdraw(
            &house.page(person),
            "安全记录",
            &after.saturating_sub(1).to_string(),
            "误记",
        );
        assert!(taken.unwrap().findings.iter().any(|one| one.code == "access.denied"), "{person}");
    }
    // Nor does whoever sits at the machine, by hand or by a file: not there, and in no other register that the office writes.
    let machine = by(&house.office, "本机");
    let looked = [
        ("所看台账", "保安员"),
        ("所看行", "1"),
        ("次", "1"),
        ("查看人", "学校乙"),
        ("日期", "2022-06-01"),
        ("事由", "看看"),
    ];
    for row in [forged, Given::new("查看记录", &looked)] {
        let refused = house.office.record(&machine, &[row]).unwrap();
        assert_eq!(refused.findings.iter().map(|one| one.code).collect::<Vec<_>>(), ["access.denied"]);
    }
    let own = events(&house).into_iter().filter(|one| one.1 == "本机").count();
    assert_eq!(own, 2);
    // Who tries all day does not fill the journal.
    for _ in 0..200 {
        house.codes("学校乙", guard("B-9", A, "样例九"));
    }
    let of = events(&house).into_iter().filter(|one| one.1 == "学校乙").count();
    assert_eq!(of, 30 + 3, "one by one up to thirty, then the 32nd, 64th, 128th");
}

#[test]
fn who_comes_in_and_what_is_done_with_accounts_stands_in_the_journal() {
    let house = house();
    let system = house.page("系统庚");
    let first = house.office.add_account(&system, "jia", "学校甲").unwrap().unwrap();
    let SignIn::Done(token) = house.sign_in(&first, "").unwrap() else { panic!() };
    let visitor = house.office.visitor(&token, false).unwrap().unwrap();
    let token = house
        .office
        .change_password(&visitor, &first, "竹影扫阶尘不动，月穿潭底", "浏览器")
        .unwrap()
        .unwrap();
    let visitor = house.office.visitor(&token, false).unwrap().unwrap();
    house.office.end_visit(&visitor, visitor.visit).unwrap();
    for _ in 0..5 {
        assert_eq!(house.sign_in("不对的口令", "").unwrap(), SignIn::Refused);
    }
    house.office.disable_account(&system, "jia", true).unwrap();
    let told: Vec<(String, String)> = events(&house).into_iter().map(|one| (one.0, one.1)).collect();
    let words = ["开账号", "登录", "改口令", "登录", "退出", "登录被锁", "停账号"];
    assert_eq!(told, words.map(|word| (word.to_owned(), "学校甲".to_owned())));
}

/// The number that an app shows of a secret at a moment: RFC 6238 once more, from its text.
fn shown(secret: &str, at: i64) -> String {
    use hmac::{Hmac, KeyInit, Mac};
    let worth = |letter: char| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).unwrap();
    let bits: String = secret.chars().map(|letter| format!("{:05b}", worth(letter))).collect();
    let bytes: Vec<u8> =
        (0..20).map(|at| u8::from_str_radix(&bits[at * 8..at * 8 + 8], 2).unwrap()).collect();
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&bytes).unwrap();
    mac.update(&((at / 30_000) as u64).to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let from = (digest[19] % 16) as usize;
    let number = digest[from..from + 4].iter().fold(0_u64, |sum, byte| sum * 256 + u64::from(*byte));
    format!("{:06}", number % (1 << 31) % 1_000_000)
}

#[test]
fn a_second_factor_is_asked_for_from_then_on_and_a_number_is_taken_once() {
    let house = house();
    let system = house.page("系统庚");
    let first = house.office.add_account(&system, "jia", "学校甲").unwrap().unwrap();
    let SignIn::Done(token) = house.sign_in(&first, "").unwrap() else { panic!() };
    let visitor = house.office.visitor(&token, false).unwrap().unwrap();
    let offer = house.office.offer_second_factor(&visitor).unwrap();
    assert!(offer.secret.len() == 32 && offer.path.starts_with('M'));
    let refused = house.office.set_second_factor(&visitor, &offer.secret, "000000").unwrap();
    assert_eq!(refused.unwrap_err().code, "account.second");
    assert!(!house.office.visitor(&token, false).unwrap().unwrap().has_second);
    let number = shown(&offer.secret, START);
    house.office.set_second_factor(&visitor, &offer.secret, &number).unwrap().unwrap();
    assert!(house.office.visitor(&token, false).unwrap().unwrap().has_second);
    for given in ["", "000000", number.as_str()] {
        assert_eq!(house.sign_in(&first, given).unwrap(), SignIn::Refused, "{given}");
    }
    assert!(house.office.drop_second_factor(&visitor, "不对").unwrap().is_err());
    house.office.drop_second_factor(&visitor, &first).unwrap().unwrap();
    assert!(matches!(house.sign_in(&first, "").unwrap(), SignIn::Done(_)));
    let told = events(&house).into_iter().filter(|one| one.0 == "动态口令").count();
    assert_eq!(told, 2, "taken into use and given up");
}

/// A directory in which one person has one password, and which can be away; it keeps what it was asked.
struct Book(office::Shown, Mutex<Vec<[String; 2]>>);

impl Book {
    fn saying(said: office::Shown) -> Book {
        Book(said, Mutex::default())
    }
}

impl office::Directory for Book {
    fn show(&self, name: &str, password: &str) -> office::Shown {
        self.1.lock().unwrap().push([name.to_owned(), password.to_owned()]);
        if name == "0017" && password == "目录口令" { self.0.clone() } else { office::Shown::Wrong }
    }
}

#[test]
fn a_directory_decides_over_an_account_that_is_linked_to_it_and_over_no_other() {
    let house = house();
    let system = house.page("系统庚");
    assert!(house.office.add_account_without_password(&house.page("学校乙"), "jia", "学校甲").is_err());
    house.office.add_account_without_password(&system, "jia", "学校甲").unwrap().unwrap();
    let own = house.office.add_account(&system, "yi", "学校乙").unwrap().unwrap();
    house.office.link_account(&system, "jia", office::DIRECTORY, "0017").unwrap().unwrap();
    let taken = house.office.link_account(&system, "yi", office::DIRECTORY, "0017").unwrap();
    assert_eq!(taken.unwrap_err().code, "account.link", "one subject leads to one account");
    let show = |login: &str, password: &str, said: office::Shown| {
        let typed = office::Typed { login, password, number: "" };
        house.office.sign_in(typed, Some(&Book::saying(said)), "浏览器").unwrap()
    };
    let SignIn::Done(token) = show("jia", "目录口令", office::Shown::Right) else { panic!() };
    let visitor = house.office.visitor(&token, false).unwrap().unwrap();
    assert!(!visitor.has_password && !visitor.must_change && visitor.person == "学校甲");
    assert!(matches!(show("0017", "目录口令", office::Shown::Right), SignIn::Done(_)), "by its own name too");
    assert!(
        matches!(show("yi", &own, office::Shown::Away(String::new())), SignIn::Done(_)),
        "whoever is down"
    );
    assert_eq!(show("jia", "目录口令", office::Shown::Away("没有答复".to_owned())), SignIn::Away);
    let closed = office::Shown::Closed("目录里的账号被锁".to_owned());
    assert_eq!(show("jia", "目录口令", closed), SignIn::Closed("目录里的账号被锁".to_owned()));
    // Without the directory there is no password at all.
    for password in ["", "目录口令"] {
        assert_eq!(house.sign_in(password, "").unwrap(), SignIn::Refused);
    }
    for _ in 0..4 {
        show("jia", "猜", office::Shown::Right);
    }
    assert_eq!(show("jia", "目录口令", office::Shown::Right), SignIn::Locked, "guessing is bounded here too");
    let told: Vec<String> =
        events(&house).into_iter().filter(|one| one.1 == "学校甲").map(|one| one.0).collect();
    let words = ["开账号", "关联统一身份", "登录", "登录", "被拒绝", "被拒绝", "登录被锁"];
    assert_eq!(told[..7], words.map(str::to_owned));
}

#[test]
fn the_directory_is_asked_once_whatever_the_name_and_told_only_of_who_is_its_own() {
    let house = house();
    let system = house.page("系统庚");
    house.office.add_account_without_password(&system, "jia", "学校甲").unwrap().unwrap();
    house.office.add_account(&system, "yi", "学校乙").unwrap().unwrap();
    house.office.link_account(&system, "jia", office::DIRECTORY, "0017").unwrap().unwrap();
    let asked = |login: &str| {
        let book = Book::saying(office::Shown::Wrong);
        let typed = office::Typed { login, password: "猜的口令", number: "" };
        assert_eq!(house.office.sign_in(typed, Some(&book), "浏览器").unwrap(), SignIn::Refused);
        book.1.into_inner().unwrap()
    };
    assert_eq!(asked("jia"), [["0017", "猜的口令"].map(str::to_owned)]);
    // So that the time is the same: in vain, by a name and a password that nobody typed.
    for login in ["yi", "没有这个人"] {
        let asked = asked(login);
        assert_eq!(asked.len(), 1, "{login}");
        assert!(
            !asked[0].iter().any(|word| word == login || word == "猜的口令" || word == "0017"),
            "{asked:?}"
        );
    }
    house.office.disable_account(&system, "jia", true).unwrap();
    let shut_out = asked("jia");
    assert!(
        shut_out.len() == 1 && shut_out[0][0] != "0017",
        "who is shut out here is not tried there: {shut_out:?}"
    );
}

#[test]
fn a_provider_opens_no_account_and_a_claim_links_once() {
    let house = house();
    let system = house.page("系统庚");
    let come = |subject: &str, claim: Option<&str>| {
        let known = office::Known { provider: "gov", subject, claim };
        house.office.sign_in_known(&known, "浏览器").unwrap()
    };
    assert_eq!(come("S-1", Some("jia")), SignIn::Stranger, "nobody has an account by that name");
    house.office.add_account(&system, "jia", "学校甲").unwrap().unwrap();
    assert_eq!(come("S-1", None), SignIn::Stranger, "nobody linked it");
    assert!(matches!(come("S-1", Some("jia")), SignIn::Done(_)));
    assert!(matches!(come("S-1", None), SignIn::Done(_)), "from now on the subject alone counts");
    assert_eq!(come("S-2", Some("jia")), SignIn::Stranger, "somebody else who says the same");
    house.office.disable_account(&system, "jia", true).unwrap();
    assert_eq!(come("S-1", None), SignIn::Stranger);
    house.office.disable_account(&system, "jia", false).unwrap();
    let SignIn::Done(token) = come("S-1", None) else { panic!() };
    house.office.unlink_account(&system, "jia", "gov").unwrap();
    assert!(house.office.visitor(&token, false).unwrap().is_none(), "the visit ended with the link");
    assert_eq!(come("S-1", None), SignIn::Stranger);
    assert!(house.office.unlink_account(&system, "jia", "gov").is_err(), "there is none");
    assert!(house.office.link_account(&house.page("学校甲"), "jia", "gov", "S-9").is_err(), "not his to do");
    let told: Vec<String> =
        events(&house).into_iter().filter(|one| one.1 == "学校甲").map(|one| one.0).collect();
    assert!(told.contains(&"关联统一身份".to_owned()) && told.contains(&"解除关联".to_owned()), "{told:?}");
}

/// Everything that some people are shown, in words.
fn all_shown(house: &House) -> Vec<String> {
    let mut shown = Vec::new();
    for name in ["学校甲", "学校乙", "科室丙", "督导丁", "督学戊"] {
        let reading = house.see(name);
        shown.push(format!("{name} {:?}", reading.desk().unwrap()));
        for register in ["保安员", "整改问题", "校园安防", "单位树", "办理步骤"] {
            let query = RowQuery::default();
            // Who sees nothing of a register is told so, the same before and after.
            shown.push(format!("{name} {:?}", reading.rows(register, &query).map(|page| page.rows).ok()));
        }
        let cases = reading.cases("rectification", &Default::default(), None);
        shown.push(format!("{name} {:?}", cases.map(|cases| cases.what.cases.clone()).ok()));
    }
    shown
}

#[test]
fn what_somebody_is_shown_after_others_worked_is_what_a_new_opening_shows() {
    let mut house = house();
    let step = |house: &House, case: &str, step: &str| {
        let given = StepGiven {
            loop_id: "rectification".into(),
            case: case.into(),
            step: step.into(),
            evidence: "样例照片".into(),
            ..StepGiven::default()
        };
        house.office.steps(&house.page("学校甲").in_post("责任单位"), &[given]).unwrap();
    };
    type Act<'a> = Box<dyn Fn(&House) + 'a>;
    let by_hand =
        |row: Given| -> Act<'_> { Box::new(move |house: &House| house.given(std::slice::from_ref(&row))) };
    let acts: Vec<Act<'_>> = vec![
        by_hand(guard("B-1", A, "样例一")),
        by_hand(problem("ZG-1", "甲小学")),
        by_hand(guard("B-2", B, "样例二")),
        by_hand(problem("ZG-2", "乙小学")),
        Box::new(|house| step(house, "ZG-1", "制定方案")),
        // A case goes to another school, its step with it, and comes back.
        by_hand(problem("ZG-1", "乙小学")),
        by_hand(problem("ZG-1", "甲小学")),
        // A guard goes over to the other school, and back under another name.
        by_hand(guard("B-1", B, "样例一")),
        by_hand(guard("B-1", A, "样例三")),
        Box::new(|house| step(house, "ZG-1", "完成整改")),
        by_hand(problem("ZG-2", "甲小学")),
        by_hand(post("学校乙", "学校经办", "甲小学", &[])),
        by_hand(guard("B-4", B, "样例四")),
    ];
    let mut moved = 0;
    for (at, act) in acts.iter().enumerate() {
        let before = all_shown(&house);
        act(&house);
        let after = all_shown(&house);
        moved += before.iter().zip(&after).filter(|(before, after)| before != after).count();
        // Sometimes several acts follow each other before all is made anew.
        if at % 3 == 2 || at + 1 == acts.len() {
            let House { office, hands, _folder: folder } = house;
            drop(office);
            let (dir, clock) = (folder.0.join("district"), Box::new(hands.clone()));
            let office = Office::open_with(&dir, clock, Box::new(Dice(9)), &Shelf::default()).unwrap();
            house = House { office, hands, _folder: folder };
            for (carried, anew) in after.iter().zip(all_shown(&house)) {
                assert_eq!(*carried, anew, "after act {at}");
            }
        }
    }
    assert!(moved > 20, "{moved} answers moved");
}
