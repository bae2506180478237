//! A case that several sign, at the office's doors: what each of them finds on his desk, who may act for whom, what a change reopens.

use crate::rights::{A, B, House, house};
use office::{Given, StepGiven, view};
use std::time::{Duration, Instant};

const LOOP: &str = "submissions";

fn post(person: &str, unit: &str, more: &[(&str, &str)]) -> Given {
    let own = [("任职人", person), ("角色", "审批人"), ("单位", unit), ("起始日期", "2022-01-01")];
    Given::new("任职", &[&own[..], more].concat())
}

fn submission(number: &str, figure: &str) -> Given {
    let own = [("编号", number), ("轮次", "2022年春季"), ("事项", "生均公用经费"), ("单位", "甲小学")];
    let days = [("下达日期", "2022-06-01"), ("截止日期", "2030-06-30"), ("报送数", figure)];
    Given::new("报送件", &[&own[..], &days].concat())
}

/// Three who sign, one above them, and so many things to be submitted.
fn signing(count: usize) -> House {
    let house = house();
    let unit = |name: &str| Given::new("单位树", &[("名称", name), ("上级单位", "区教委")]);
    house.given(&[unit("基础教育科"), unit("财政科")]);
    house.given(&[post("审一", "基础教育科", &[]), post("审二", "财政科", &[]), post("审三", "督导室", &[])]);
    house.given(&[post("审总", "区教委", &[])]);
    let all: Vec<Given> = (1..=count).map(|nth| submission(&format!("BS-{nth}"), "650")).collect();
    house.given(&all);
    house
}

fn step(case: &str, step: &str) -> StepGiven {
    StepGiven { loop_id: LOOP.into(), case: case.into(), step: step.into(), ..StepGiven::default() }
}

impl House {
    /// What is said against a step of somebody's; nothing when it was done.
    fn does(&self, who: &str, given: StepGiven) -> Vec<&'static str> {
        let outcome = self.office.steps(&self.page(who), &[given]).unwrap();
        outcome.findings.iter().map(|one| one.code).collect()
    }

    fn done(&self, who: &str, case: &str, name: &str) {
        assert_eq!(self.does(who, step(case, name)), [] as [&str; 0], "{who} {name}");
    }

    fn returns(&self, who: &str, case: &str, to: &str) {
        let given = StepGiven { note: "样例理由".into(), to: to.into(), ..step(case, "退回") };
        assert_eq!(self.does(who, given), [] as [&str; 0], "{who} returns");
    }

    /// The cases that wait on somebody's desk.
    fn waits(&self, who: &str) -> Vec<String> {
        self.see(who).desk().unwrap().cases.into_iter().map(|case| case.id).collect()
    }

    fn case(&self, case: &str) -> std::sync::Arc<view::CaseView> {
        let reading = self.see("审总");
        let today = reading.today();
        reading.case(LOOP, case, Some(today)).unwrap().what
    }
}

#[test]
fn one_returns_while_another_has_agreed_and_the_third_is_asked_no_more() {
    let house = signing(1);
    assert_eq!(house.waits("学校甲"), ["BS-1"]);
    assert_eq!(house.waits("学校乙"), [] as [&str; 0], "another school's is not its");
    house.done("学校甲", "BS-1", "提交");
    assert_eq!([house.waits("审一"), house.waits("审三")], [["BS-1"], ["BS-1"]]);
    let copy = StepGiven { to: "审总".into(), ..step("BS-1", "抄送") };
    assert_eq!(house.does("学校甲", copy), [] as [&str; 0]);
    house.done("审一", "BS-1", "同意");
    assert_eq!(house.does("审一", step("BS-1", "同意")), ["flow.no-task"], "nobody signs twice");
    assert_eq!(house.does("审二", step("BS-1", "退回")), ["loop.reason-missing"]);
    house.returns("审二", "BS-1", "");
    assert_eq!(house.case("BS-1").case.stage, "填报");
    assert_eq!(house.waits("学校甲"), ["BS-1"], "exactly one task, his who filed it");
    for who in ["审一", "审二", "审三", "审总"] {
        assert_eq!(house.waits(who), [] as [&str; 0], "{who}");
    }
    let desk = house.see("审总").desk().unwrap();
    assert_eq!(desk.copies.len(), 1, "the copy stays");
    assert_eq!(
        house.see("审一").desk().unwrap().sent[0].with,
        ["学校甲"],
        "who signed sees whom it waits for"
    );
    // He mends what was wrong: of those who signed, who answers for what he changed signs anew.
    let mended = Given::new(
        "报送件",
        &[
            ("编号", "BS-1"),
            ("轮次", "2022年春季"),
            ("事项", "生均公用经费"),
            ("单位", "甲小学"),
            ("下达日期", "2022-06-01"),
            ("截止日期", "2030-06-30"),
            ("报送数", "680"),
        ],
    );
    assert_eq!(house.codes("学校甲", mended), [] as [&str; 0]);
    house.done("学校甲", "BS-1", "提交");
    assert_eq!(house.case("BS-1").changed, ["报送数"], "the difference is told");
    for who in ["审一", "审二", "审三"] {
        house.done(who, "BS-1", "同意");
    }
    let case = house.case("BS-1");
    assert_eq!((case.case.stage.as_str(), case.differs.len()), ("已核准", 0));
    assert_eq!(house.does("审三", step("BS-1", "撤回")), ["loop.not-from-here"], "what is closed stays so");
}

#[test]
fn a_change_reopens_what_it_touches_and_leaves_the_rest() {
    let house = signing(1);
    house.done("学校甲", "BS-1", "提交");
    house.done("审一", "BS-1", "同意");
    house.done("审二", "BS-1", "同意");
    // The words are changed: 审二 answers for the figure alone.
    let mut changed = submission("BS-1", "650");
    changed.cells.push(("报送说明".into(), "样例说明".into()));
    assert_eq!(house.codes("学校甲", changed), [] as [&str; 0]);
    assert_eq!(house.waits("审一"), ["BS-1"], "he read other words");
    assert_eq!(house.waits("审二"), [] as [&str; 0], "his figure is the same");
    house.done("审三", "BS-1", "同意");
    assert_eq!(house.case("BS-1").case.stage, "会签", "without his new signature it does not pass");
    house.done("审一", "BS-1", "同意");
    assert_eq!(house.case("BS-1").case.stage, "已核准");
}

#[test]
fn a_return_to_who_left_office_lands_on_the_living() {
    let house = signing(1);
    house.done("学校甲", "BS-1", "提交");
    let gone = Given::new(
        "任职",
        &[
            ("任职人", "学校甲"),
            ("角色", "学校经办"),
            ("单位", "甲小学"),
            ("起始日期", "2022-01-01"),
            ("截止日期", "2022-01-02"),
        ],
    );
    house.given(&[gone]);
    house.returns("审二", "BS-1", "");
    let chairs = house.case("BS-1").chairs.clone();
    assert_eq!(
        (chairs[0].persons.as_slice(), chairs[0].above),
        (&["督导丁".to_owned()][..], true),
        "{:?}",
        chairs[0]
    );
    assert_eq!(house.waits("督导丁"), ["BS-1"]);
    let new = Given::new(
        "任职",
        &[("任职人", "学校新"), ("角色", "学校经办"), ("单位", "甲小学"), ("起始日期", "2022-01-01")],
    );
    house.given(&[new]);
    assert_eq!(house.waits("学校新"), ["BS-1"], "who comes after him");
    assert_eq!(house.waits("督导丁"), [] as [&str; 0]);
    house.done("学校新", "BS-1", "提交");
    assert_eq!(house.case("BS-1").case.stage, "会签");
}

#[test]
fn a_vacation_is_handed_over_with_what_waits_and_taken_back() {
    let house = signing(2);
    house.done("学校甲", "BS-1", "提交");
    let today = house.see("审总").today();
    let last = ledger_day(today, 4);
    let away = |along: &str| {
        let (from, to) = (today.to_string(), last.clone());
        let own = [("委托人", "审一"), ("受托人", "督学戊"), ("角色", "审批人"), ("起始日期", from.as_str())];
        Given::new("委托", &[&own[..], &[("截止日期", to.as_str()), ("连同待办", along)]].concat())
    };
    house.wait(0);
    assert_eq!(house.waits("督学戊"), [] as [&str; 0]);
    house.given(&[away("是")]);
    assert_eq!(house.waits("督学戊"), ["BS-1"], "what waited goes along");
    assert_eq!(house.does("督学戊", step("BS-1", "同意")), ["flow.no-task"], "in his own name he has none");
    let stead = StepGiven { stead: "审一".into(), ..step("BS-1", "同意") };
    assert_eq!(house.does("督学戊", stead), [] as [&str; 0]);
    let case = house.case("BS-1");
    let last_step = case.steps.last().unwrap();
    assert_eq!([last_step.by.as_str(), &last_step.stead], ["督学戊", "审一"], "both names");
    house.wait(7);
    house.done("学校甲", "BS-2", "提交");
    assert_eq!(house.waits("督学戊"), [] as [&str; 0], "it is over");
    assert!(house.waits("审一").contains(&"BS-2".to_owned()));
}

/// A day so many days later, as a cell is written.
fn ledger_day(day: office::Date, later: i32) -> String {
    let (mut year, mut month, mut at) = (day.year, day.month, day.day);
    for _ in 0..later {
        at += 1;
        if office::Date::new(year, month, at).is_none() {
            (at, month) = (1, month + 1);
        }
        if month == 13 {
            (month, year) = (1, year + 1);
        }
    }
    office::Date::new(year, month, at).unwrap().to_string()
}

#[test]
fn who_filed_it_does_not_approve_it_though_he_holds_the_seat() {
    let house = signing(1);
    house.given(&[post("学校甲", "督导室", &[])]);
    let gone = [("截止日期", "2022-01-02")];
    house.given(&[post("审三", "督导室", &gone)]);
    house.done("学校甲", "BS-1", "提交");
    assert_eq!(house.does("学校甲", step("BS-1", "同意")), ["flow.no-task"], "never silently");
    let case = house.case("BS-1");
    let third = &case.chairs[3];
    assert_eq!((third.persons.as_slice(), third.above), (&["审总".to_owned()][..], true), "{third:?}");
    for who in ["审一", "审二", "审总"] {
        house.done(who, "BS-1", "同意");
    }
    assert_eq!(house.case("BS-1").case.stage, "已核准");
}

#[test]
fn a_task_is_handed_on_asked_besides_and_taken_back() {
    let house = signing(1);
    house.done("学校甲", "BS-1", "提交");
    house.done("学校甲", "BS-1", "撤回");
    assert_eq!(house.waits("学校甲"), ["BS-1"]);
    house.done("学校甲", "BS-1", "提交");
    let to = |name: &str, to: &str| StepGiven { to: to.into(), ..step("BS-1", name) };
    assert_eq!(house.does("审一", step("BS-1", "转办")), ["flow.to-missing"]);
    assert_eq!(house.does("审一", to("转办", "没有此人")), ["flow.not-in-post"]);
    assert_eq!(house.does("审一", to("转办", "审二")), ["flow.already"]);
    assert_eq!(house.does("审一", to("转办", "审总")), [] as [&str; 0]);
    assert_eq!([house.waits("审一").len(), house.waits("审总").len()], [0, 1]);
    house.done("审总", "BS-1", "同意");
    house.done("审二", "BS-1", "同意");
    assert_eq!(house.does("审三", to("加签", "审一")), [] as [&str; 0]);
    house.done("审三", "BS-1", "同意");
    assert_eq!(house.case("BS-1").case.stage, "会签", "who was asked besides has not signed");
    assert_eq!(house.does("审二", to("减签", "审一")), ["flow.not-asked"]);
    assert_eq!(house.does("审三", to("减签", "审一")), [] as [&str; 0]);
    assert_eq!(house.case("BS-1").case.stage, "已核准");
}

#[test]
fn a_thousand_are_approved_each_with_its_own_outcome() {
    let house = signing(1_000);
    let all = |name: &str| (1..=1_000).map(|nth| step(&format!("BS-{nth}"), name)).collect::<Vec<_>>();
    let filed = house.office.steps(&house.page("学校甲"), &all("提交")).unwrap();
    assert!(filed.first_entry.is_some(), "{:?}", filed.findings.first());
    // One of them is not his to sign any more.
    let given = StepGiven { note: "样例理由".into(), ..step("BS-7", "退回") };
    assert_eq!(house.does("审二", given), [] as [&str; 0]);
    let began = Instant::now();
    let outcomes = house.office.steps_each(&house.page("审一"), &all("同意")).unwrap();
    let outcomes: Vec<_> = outcomes.into_iter().map(|one| one.unwrap()).collect();
    let took = began.elapsed();
    let refused: Vec<usize> =
        outcomes.iter().enumerate().filter(|(_, one)| !one.is_empty()).map(|(nth, _)| nth + 1).collect();
    assert_eq!((outcomes.len(), refused), (1_000, vec![7]));
    assert_eq!(outcomes[6][0].code, "loop.not-from-here");
    let bar = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
    println!("a thousand in {took:?}");
    assert!(took < bar, "{took:?}");
}

#[test]
fn a_round_asks_one_thing_of_each_school_that_stands_on_its_day() {
    let house = signing(0);
    let school = |year: &str, code: &str, name: &str| {
        let own = [("学年", year), ("标识码", code), ("名称", name), ("学校类型", "小学"), ("办别", "公办")];
        let cells: Vec<(&str, &str)> =
            own.into_iter().chain([("城乡", "城区"), ("镇街", "500152001")]).collect();
        let given = |name: &String| cells.iter().any(|(of, _)| of == name);
        // What else a school must say, it says.
        let registers = house.see("督导丁").registers().unwrap();
        let of = registers.iter().find(|one| one.name == "学校").unwrap();
        let missing: Vec<&String> = of
            .fields
            .iter()
            .filter(|field| field.required)
            .map(|field| &field.name)
            .filter(|name| !given(name))
            .collect();
        let more = missing.iter().map(|name| (name.as_str(), "1"));
        Given::new("学校", &cells.iter().copied().chain(more).collect::<Vec<_>>())
    };
    house.given(&[Given::new("镇街", &[("代码", "500152001"), ("名称", "样例街道"), ("类型", "街道")])]);
    house.given(&[school("2021", A, "甲小学"), school("2022", B, "乙小学")]);
    let round = |name: &str, day: &str| {
        let own = [("轮次", name), ("事项", "安保投入"), ("学校类型", "小学、教学点"), ("下达日期", day)];
        Given::new("收集轮次", &[&own[..], &[("截止日期", "2030-06-30")]].concat())
    };
    // On that day the directory of 2021 stands: one school is asked.
    let asks = |row: Given| {
        let session = house.page("督导丁");
        let outcome = house.office.record(&session, &[row]).unwrap();
        assert!(!office::has_error(&outcome.findings), "{:?}", outcome.findings);
        house.office.open_cases(&session, LOOP).unwrap().cases
    };
    assert_eq!(asks(round("春季", "2022-03-01")), [format!("BS-春季-{A}")]);
    assert_eq!(house.waits("学校甲"), [format!("BS-春季-{A}")], "it is on the clerk's desk");
    assert_eq!(asks(round("秋季", "2022-09-05")), [format!("BS-秋季-{B}")], "none is opened twice");
    house.done("学校乙", &format!("BS-秋季-{B}"), "提交");
    let reading = house.see("督导丁");
    let view = reading.cases(LOOP, &office::CaseFilter::default(), Some(reading.today())).unwrap();
    let told: Vec<(&str, &[u64])> =
        view.by_stage.iter().map(|one| (one.name.as_str(), one.cases.as_slice())).collect();
    assert_eq!(told, [("春季", &[1, 0, 0][..]), ("秋季", &[0, 1, 0])], "complete is apart from approved");
}
