//! A report on its way: put forward, checked and approved by three persons, frozen as it was signed, corrected beside it.

use crate::rights::{A, House, guard, house};
use office::{AsOf, Forward, Given, StepGiven};

const WAY: &str = "report-approval";
const NUMBER: &str = "BG-2022-1";

/// Who drafts (督导丁), who checks, who approves.
fn signing() -> House {
    let house = house();
    let post = |person: &str, unit: &str| {
        let own = [("任职人", person), ("角色", "审批人"), ("单位", unit), ("起始日期", "2022-01-01")];
        Given::new("任职", &own)
    };
    house.given(&[post("核一", "督导室"), post("批一", "区教委")]);
    house.given(&[guard("BA-1", A, "样例保安一"), guard("BA-2", A, "样例保安二")]);
    house
}

fn forward(disclosed: &str) -> Forward {
    Forward { disclosed: disclosed.into(), document: "样例府〔2023〕1号".into(), ..Forward::default() }
}

impl House {
    fn forwards(&self, who: &str) -> Vec<&'static str> {
        let outcome = self.office.put_forward(&self.page(who), 2022, &forward("主动公开")).unwrap();
        outcome.findings.iter().filter(|one| one.grade == office::Grade::Error).map(|one| one.code).collect()
    }

    fn signs(&self, who: &str, step: &str, note: &str) -> Vec<&'static str> {
        self.signs_of(NUMBER, who, step, note)
    }

    fn signs_of(&self, number: &str, who: &str, step: &str, note: &str) -> Vec<&'static str> {
        let given = StepGiven {
            loop_id: WAY.into(),
            case: number.into(),
            step: step.into(),
            note: note.into(),
            ..StepGiven::default()
        };
        let outcome = self.office.steps(&self.page(who), &[given]).unwrap();
        outcome.findings.iter().map(|one| one.code).collect()
    }

    fn report_text(&self, as_of: &AsOf) -> Vec<u8> {
        let reading = self.office.at(&self.page("督导丁"), as_of, Some(2022)).unwrap();
        reading.report().unwrap().text().into_bytes()
    }

    /// The report as it goes out of the office.
    fn paper(&self) -> String {
        let printed = self.see("督导丁").report_as(office::Format::Text, office::Rendition::Clean).unwrap();
        String::from_utf8(printed.bytes).unwrap()
    }

    fn stage(&self, number: &str) -> String {
        let editions = self.see("督导丁").editions().unwrap().editions;
        editions.into_iter().find(|one| one.number == number).unwrap().stage
    }

    /// A guard more: a figure and sentences of the report read otherwise.
    fn recorded(&self, number: &str) {
        self.given(&[guard(number, A, "样例保安")]);
    }
}

#[test]
fn three_persons_sign_and_what_they_signed_is_frozen() {
    let house = signing();
    let denied = house.office.put_forward(&house.page("学校甲"), 2022, &forward("主动公开"));
    assert!(matches!(denied, Err(office::Error::Denied(_))), "a school drafts no report");
    let nobody = house.office.put_forward(&crate::by(&house.office, "样例路人"), 2022, &forward("主动公开"));
    let codes: Vec<&str> = nobody.unwrap().findings.iter().map(|one| one.code).collect();
    assert!(codes.contains(&"flow.no-post"), "{codes:?}");
    assert_eq!(house.forwards("督导丁"), [] as [&str; 0]);
    let put = house.office.at(&house.page("督导丁"), &AsOf::Open, Some(2022)).unwrap().editions().unwrap();
    assert_eq!((put.way.as_deref(), put.editions.len()), (Some(WAY), 1));
    let line = &put.editions[0];
    assert_eq!((line.stage.as_str(), line.waits.as_slice()), ("核稿", &["核一".to_owned()][..]));
    let signed = house.report_text(&AsOf::Entries(line.size));

    assert_eq!(house.signs("督导丁", "核稿通过", ""), ["access.denied"]);
    assert_eq!(house.signs("批一", "批准", ""), ["loop.not-from-here"], "not his turn");
    assert_eq!(house.signs("核一", "核稿通过", ""), [] as [&str; 0]);
    assert_eq!(house.signs("核一", "批准", ""), ["flow.no-task"], "who checked does not approve");
    assert_eq!(house.signs("批一", "批准", ""), [] as [&str; 0]);
    // What is recorded meanwhile is told, and changes nothing of what was signed.
    house.recorded("BA-3");
    let moved = house.see("督导丁").editions().unwrap().editions[0].moved;
    assert!(moved > 0, "stale sentences are told");
    assert!(house.office.issued(2022).unwrap().is_none(), "nothing is public before it is issued");
    assert_eq!(house.signs("督导丁", "印发", ""), [] as [&str; 0]);
    assert_eq!(house.stage(NUMBER), "已印发");
    assert_eq!(house.report_text(&AsOf::Now), signed, "what was signed is what is frozen");
    let since = house.office.since_closed(&house.page("督导丁"), 2022).unwrap().unwrap();
    assert!(since.kept);
    let issued = house.office.issued(2022).unwrap().unwrap();
    assert_eq!((issued.view.number.as_str(), issued.view.document.as_str()), (NUMBER, "样例府〔2023〕1号"));
    assert_eq!(issued.written.text().into_bytes(), signed);
    let verified = house.office.journal_verify(&house.page("督导丁"), None, None).unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
}

/// Number, day and who signed are what was done on the way: nobody types them into the report.
#[test]
fn what_stands_around_an_issued_report_follows_from_its_way() {
    let house = signing();
    let drafted = house.paper();
    assert!(!drafted.contains("签发人") && !drafted.contains("样例府"), "{drafted}");
    assert_eq!(house.forwards("督导丁"), [] as [&str; 0]);
    let under_way = house.paper();
    assert!(under_way.contains("样例府〔2023〕1号\n") && !under_way.contains("签发人"), "{under_way}");
    for (who, step) in [("核一", "核稿通过"), ("批一", "批准"), ("督导丁", "印发")] {
        assert_eq!(house.signs(who, step, ""), [] as [&str; 0]);
    }
    let issued = house.paper();
    assert!(issued.contains("人民政府文件\n样例府〔2023〕1号　　签发人：批一\n"), "{issued}");
    assert!(issued.contains("人民政府\n　　2023年1月5日\n"), "the day on which it was issued");
    assert!(issued.ends_with("人民政府办公室　　2023年1月5日印发\n"));
}

#[test]
fn a_correction_is_the_next_edition_and_stands_beside_the_first() {
    let house = signing();
    let through = |number: &str| {
        assert_eq!(house.forwards("督导丁"), [] as [&str; 0]);
        for (who, step) in [("核一", "核稿通过"), ("批一", "批准"), ("督导丁", "印发")] {
            assert_eq!(house.signs_of(number, who, step, ""), [] as [&str; 0], "{who} {step}");
        }
    };
    through(NUMBER);
    let first = house.report_text(&AsOf::Now);
    house.recorded("BA-3");
    assert_eq!(house.report_text(&AsOf::Now), first, "issued is issued");
    through("BG-2022-2");
    assert_ne!(house.report_text(&AsOf::Now), first);
    let reading = house.see("督导丁");
    let beside = reading.edition("BG-2022-2", Some(NUMBER)).unwrap();
    assert!(!beside.report.view.sentences.is_empty(), "the two are compared");
    assert!(beside.report.view.sentences.iter().any(|one| one.shown != one.other));
    assert_eq!(reading.edition(NUMBER, None).unwrap().line.closed.as_deref(), Some("2023-01-05"));
    assert_eq!(house.office.issued(2022).unwrap().unwrap().view.number, "BG-2022-2");
}

#[test]
fn what_is_put_forward_anew_is_signed_anew_and_a_returned_one_goes_back_to_its_drafter() {
    let house = signing();
    assert_eq!(house.forwards("督导丁"), [] as [&str; 0]);
    assert_eq!(house.forwards("督导丁"), ["report.unchanged"], "the same again is nothing new");
    assert_eq!(house.signs("核一", "退回", "第二部分的数与台账不符"), [] as [&str; 0]);
    assert_eq!(house.stage(NUMBER), "拟稿");
    house.recorded("BA-3");
    assert_eq!(house.forwards("督导丁"), [] as [&str; 0]);
    assert_eq!(house.signs("核一", "核稿通过", ""), [] as [&str; 0]);
    house.recorded("BA-4");
    // Put forward anew while it waits to be approved: who checked has not read this one.
    assert_eq!(house.forwards("督导丁"), [] as [&str; 0]);
    assert_eq!(house.stage(NUMBER), "核稿");
    let session = house.page("督导丁");
    let closed = house.office.close(&session, 2022).unwrap();
    assert!(closed.findings.iter().any(|one| one.code == "close.under-way"), "{:?}", closed.findings);
    assert_eq!(closed.entry, None);
}

#[test]
fn a_row_that_says_another_text_than_its_entries_give_is_not_issued() {
    let house = signing();
    assert_eq!(house.forwards("督导丁"), [] as [&str; 0]);
    let line = house.see("督导丁").editions().unwrap().editions[0].clone();
    let forged = |digest: &str, size: u64| {
        let size = size.to_string();
        let cells = [("编号", NUMBER), ("年度", "2022"), ("版次", "1"), ("所依条数", &size)];
        let more = [("起草日期", "2022-06-12"), ("正文杂凑", digest), ("公开属性", "主动公开")];
        Given::new("报告稿", &[&cells[..], &more].concat())
    };
    house.given(&[forged(&line.digest, line.size - 1)]);
    assert_eq!(house.signs("核一", "核稿通过", ""), [] as [&str; 0]);
    assert_eq!(house.signs("批一", "批准", ""), [] as [&str; 0]);
    let entries = house.see("督导丁").size();
    assert_eq!(house.signs("督导丁", "印发", ""), ["report.differs"]);
    assert_eq!(house.see("督导丁").size(), entries, "nothing half done");
    assert_eq!(house.stage(NUMBER), "待印发");
}

#[test]
fn a_report_that_is_not_for_everybody_is_shown_to_nobody_outside() {
    let house = signing();
    let outcome = house.office.put_forward(&house.page("督导丁"), 2022, &forward("依申请公开")).unwrap();
    assert_eq!(outcome.number, NUMBER);
    for (who, step) in [("核一", "核稿通过"), ("批一", "批准"), ("督导丁", "印发")] {
        assert_eq!(house.signs(who, step, ""), [] as [&str; 0], "{who} {step}");
    }
    assert!(house.office.issued(2022).unwrap().is_none());
    // Nor by what is written into its row afterwards, or into a row beside it.
    let line = house.see("督导丁").editions().unwrap().editions[0].clone();
    let size = line.size.to_string();
    let opened = |number: &str, order: &str| {
        let cells = [("编号", number), ("年度", "2022"), ("版次", order), ("所依条数", &*size)];
        let more = [("起草日期", &*line.day), ("正文杂凑", &*line.digest), ("公开属性", "主动公开")];
        house
            .office
            .record(&crate::by(&house.office, "本机"), &[Given::new("报告稿", &[&cells[..], &more].concat())])
    };
    let told: Vec<bool> = [opened(NUMBER, "1"), opened("BG-2022-9", "9")]
        .map(|outcome| office::has_error(&outcome.unwrap().findings))
        .to_vec();
    assert!(!told[1], "a row beside it can be written");
    assert!(house.office.issued(2022).unwrap().is_none(), "{told:?}");
}
