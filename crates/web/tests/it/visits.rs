//! Visits: what fell to an inspector by a draw stands on his desk alone until somebody went there; the checklist says what was looked
//! at, and what was found opens a case.

use axum::http::StatusCode;
use office::{AsOf, Given, Office, RowQuery, Sealing};

use crate::hand::recorded;
use crate::recording::value;
use crate::signing::Browser;
use crate::{Ahead, District, by, campus};

fn fill(office: &Office) {
    let unit = |name: &str, code: &str| Given::new("单位树", &[("名称", name), ("代码", code)]);
    let mut rows = vec![unit("督导室", "")];
    for nth in 1..=3 {
        let (code, name) = (format!("215090000{nth}"), format!("第{nth}小学"));
        rows.extend([unit(&name, &code), campus(&code, &name)]);
        let number = format!("DX-{nth}");
        let inspector = [
            ("年度", "2022"),
            ("督学编号", number.as_str()),
            ("姓名", "样例督学"),
            ("督学责任区", "第一责任区"),
            ("聘期起始", "2022-01-01"),
            ("聘期终止", "2030-12-31"),
        ];
        let person = format!("督学{nth}");
        let post = [
            ("任职人", person.as_str()),
            ("人员编号", &number),
            ("角色", "责任督学"),
            ("单位", "督导室"),
            ("起始日期", "2022-01-01"),
        ];
        rows.extend([Given::new("责任督学", &inspector), Given::new("任职", &post)]);
    }
    let post = [("任职人", "学校一"), ("角色", "学校经办"), ("单位", "第1小学"), ("起始日期", "2022-01-01")];
    rows.push(Given::new("任职", &post));
    let leader = [("任职人", "领导癸"), ("角色", "区领导"), ("单位", "督导室"), ("起始日期", "2022-01-01")];
    rows.push(Given::new("任职", &leader));
    recorded(office, &rows);
}

/// Three campuses and three inspectors, of whom two were drawn for one of the campuses.
fn drawn() -> (District, Office, String, Vec<String>) {
    let (mut slip, mut clock) = ((String::new(), String::new()), Ahead::default());
    let district = District::demo_on_days(|office: &Office, ahead: &Ahead| {
        clock = ahead.clone();
        fill(office);
        let sealing = Sealing { draw: "school-safety", ..Sealing::default() };
        let sealed = office.seal_draw(&by(office, "督导室"), &sealing).unwrap();
        assert_eq!(sealed.findings, []);
        ahead.a_day();
        let made = office.draw(&by(office, "督导室"), "school-safety", None, "样例值").unwrap();
        assert_eq!(made.findings, []);
        let rows = office.at(&by(office, "本机"), &AsOf::Now, None).unwrap();
        let rows = rows.rows("抽取结果", &RowQuery::default()).unwrap();
        let at = |name: &str| rows.register.fields.iter().position(|field| field.name == name).unwrap();
        let row = &rows.rows[0];
        slip = (row.cells[at("对象")].clone(), row.cells[at("检查人员")].clone());
    });
    let (clock, chance) = (Box::new(clock), Box::new(office::Machine));
    let office = Office::open_with(&district.folder, clock, chance, &office::Shelf::default()).unwrap();
    (district, office, slip.0, slip.1.split('、').map(str::to_owned).collect())
}

fn person<'d>(district: &'d District, name: &str) -> Browser<'d> {
    let mut browser = Browser::of(district);
    assert_eq!(browser.post("/login", &[("person", name)]).status, StatusCode::SEE_OTHER);
    browser
}

#[test]
fn a_drawn_visit_is_owed_by_who_was_drawn_and_by_nobody_else_until_it_is_made() {
    let (district, office, object, team) = drawn();
    let name = |number: &String| format!("督学{}", number.trim_start_matches("DX-"));
    for nth in 1..=3 {
        let number = format!("DX-{nth}");
        let desk = person(&district, &name(&number)).get("/").body;
        assert_eq!(desk.contains("抽中由我去"), team.contains(&number), "{number} of {team:?}");
    }
    let mut one = person(&district, &name(&team[0]));
    let desk = one.get("/").body;
    let link = desk.split("href=\"/registers/supervisor-visit/new?").nth(1).expect("it leads to the form");
    let link =
        format!("/registers/supervisor-visit/new?{}", link.split('"').next().unwrap().replace("&#38;", "&"));
    let form = one.get(&link);
    assert_eq!(form.status, StatusCode::OK);
    for known in [object.as_str(), team[0].as_str(), &office.today().to_string()] {
        assert!(form.body.contains(&format!("value=\"{known}\"")), "the slip tells {known}");
    }
    assert!(form.body.contains("消防器材在有效期内"), "the points of the checklist");
    let [word, once] = ["word", "once"].map(|name| value(&form.body, name));
    let day = office.today().to_string();
    let fields = [
        ("word", word.as_str()),
        ("once", once.as_str()),
        ("cell 日期", &day),
        ("cell 校园", &object),
        ("cell 督学", &team[0]),
        ("point 0", "fine"),
        ("point 3", "wrong"),
        ("words 3", "样例：两具过期"),
    ];
    let saved = one.post("/registers/supervisor-visit/rows", &fields);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let again = one.post("/registers/supervisor-visit/rows", &fields);
    assert_eq!(
        again.headers["location"], saved.headers["location"],
        "the same form once more is the same visit"
    );
    let row = one.get(saved.headers["location"].to_str().unwrap()).body;
    assert!(
        row.contains("门卫值守与来人核验、消防器材在有效期内")
            && row.contains("消防器材在有效期内：样例：两具过期")
    );
    for number in &team {
        let desk = person(&district, &name(number)).get("/").body;
        assert!(!desk.contains("抽中由我去"), "{number} owes it no more");
    }
    let reading = office.at(&by(&office, "本机"), &AsOf::Now, None).unwrap();
    let cases = reading.rows("整改问题", &RowQuery::default()).unwrap();
    assert_eq!(cases.rows.len(), 1, "one visit, one case, whatever arrived twice");
    assert!(cases.rows[0].cells.iter().any(|cell| cell == "消防器材在有效期内：样例：两具过期"));
    assert!(cases.rows[0].cells[0].starts_with("DX-"), "{:?}", cases.rows[0].cells);
}

#[test]
fn what_a_form_ticked_stays_ticked_when_something_speaks_against_it() {
    let (district, _, object, team) = drawn();
    let mut one = person(&district, &format!("督学{}", team[0].trim_start_matches("DX-")));
    let word = one.word("/registers/supervisor-visit/new");
    let fields = [("word", word.as_str()), ("cell 校园", &object), ("point 2", "fine"), ("point 5", "wrong")];
    let told = one.post("/registers/supervisor-visit/rows", &fields);
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ticked = |nth: usize, what: &str| format!("name=\"point {nth}\" value=\"{what}\" checked");
    assert!(
        told.body.contains(&ticked(2, "fine")) && told.body.contains(&ticked(5, "wrong")),
        "{}",
        told.body
    );
    assert_eq!(told.body.matches(" checked").count(), 2);
}

#[test]
fn the_matters_of_the_week_move_with_the_work_and_are_for_who_oversees_it() {
    let (district, office, ..) = drawn();
    let mut leader = person(&district, "领导癸");
    let matters = |page: &str| {
        let week =
            page.split_once("id=\"week\"").map_or("", |(_, rest)| rest.split("</section>").next().unwrap());
        week.matches("<li>").count()
    };
    let before = leader.get("/").body;
    assert!(matters(&before) <= 10 && !before.contains("超期 1 件"), "{before}");
    let problem = [
        ("编号", "ZG-1"),
        ("问题", "样例：灭火器过期"),
        ("来源", "责任督学督导"),
        ("来源编号", "DX-1"),
        ("责任单位", "第1小学"),
        ("整改责任人", "样例校长"),
        ("发现日期", "2022-06-01"),
        ("整改期限", "2022-06-30"),
        ("严重程度", "一般"),
    ];
    recorded(&office, &[Given::new("整改问题", &problem)]);
    let page = leader.get("/").body;
    assert!(page.contains("整改销号") && page.contains("超期 1 件，最久"), "{page}");
    let link =
        page.split("id=\"week\"").nth(1).unwrap().split("href=\"/cases/rectification?").nth(1).unwrap();
    let link = format!("/cases/rectification?{}", link.split('"').next().unwrap().replace("&#38;", "&"));
    let list = leader.get(&link).body;
    assert!(list.contains("ZG-1<"), "it leads to the case: {list}");
    // The school has a plan within the day: the case waits for another step and is over no time of that one any more.
    let mut school = person(&district, "学校一");
    assert!(!school.get("/").body.contains("本周十件事"), "it is not for everybody");
    let word = school.word("/cases/rectification/ZG-1/do");
    let step = |name: &'static str| {
        [("word", word.as_str()), ("step", name), ("evidence", "样例")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
    };
    for name in ["制定方案", "完成整改"] {
        let fields = step(name);
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let done = school.post("/cases/rectification/ZG-1/do", &fields);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }
    let after = leader.get("/").body;
    assert!(!after.contains("超期 1 件，最久"), "the work moved, and so did the week: {after}");
}
