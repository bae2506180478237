//! What is implausible is recorded with a reason or not at all, and the reason stands in the journal.

use crate::district::District;
use crate::{by, now};
use office::view::ImportOutcome;
use office::{Grade, ImportOptions, Session};

/// 工资统计 with a doubt against last year and a magnitude; the register of reasons.
const PAY: &str = r#"
name = "工资统计"
counter = "条"
kind = "snapshot"
period = "calendar-year"
period_field = "年度"
key = ["年度", "群体"]
source = { document = "样例", status = "unofficial" }
fields = [
    { name = "年度", type = "integer", required = true },
    { name = "群体", type = "text", required = true },
    { name = "平均工资", type = "money", unit = "元", required = true },
]

[[checks]]
formula = '平均工资 >= 20000元 且 平均工资 <= 500000元'
sentence = "人均年工资不在2万元至50万元之间"
grade = "doubt"

[[checks]]
formula = '上年(计数(工资统计, 群体 = 本.群体)) = 0条 或 平均工资 <= 上年(合计(工资统计.平均工资, 群体 = 本.群体)) * 2'
sentence = "比上年翻了一番以上"
grade = "doubt"
"#;
const DOUBT: &str = include_str!("../../../../packs/base/registers/办理与报送/doubt.toml");

fn pay(district: &District, text: &str, reason: Option<&str>, dry_run: bool) -> ImportOutcome {
    let session: Session = by(&district.office, "样例统计员").because(reason);
    let files = [("工资统计.csv".to_owned(), format!("年度,群体,平均工资\n{text}").into_bytes())];
    let options = ImportOptions { dry_run, ..ImportOptions::default() };
    district.office.import(&session, &files, &options, &mut |_| {}).unwrap()
}

fn doubts(outcome: &ImportOutcome) -> Vec<&str> {
    let doubts = outcome.findings.iter().filter(|finding| finding.grade == Grade::Doubt);
    doubts.map(|finding| finding.sentence.as_str()).collect()
}

#[test]
fn ten_thousands_for_ones_are_doubted_until_somebody_says_why() {
    let district = District::with(&[("registers/pay.toml", PAY), ("registers/doubt.toml", DOUBT)]);
    let plain = pay(&district, "2021,公务员,81234.00\n2022,教师,85106.00\n", None, false);
    assert!(plain.recorded && plain.findings.is_empty(), "{:?}", plain.findings);
    let before = district.entries();

    // 8.51 (万元) for 85106 元, and a leap against last year, both in one look.
    let wrong = "2022,教师,8.51\n2022,公务员,812340.00\n";
    for dry in [true, false] {
        let refused = pay(&district, wrong, None, dry);
        assert!(!refused.recorded);
        let told = doubts(&refused);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told.contains(&"比上年翻了一番以上"), "{told:?}");
        assert!(refused.findings.iter().any(|finding| finding.code == "record.doubt"));
        assert!(refused.findings.iter().any(|finding| finding.place.line == Some(2)), "the row is named");
    }
    let blank = pay(&district, wrong, Some("  "), false);
    assert!(!blank.recorded, "a blank is no reason");
    assert_eq!(district.entries(), before, "nothing half done");

    let reason = "样例：补发三年绩效，财政已复核";
    let taken = pay(&district, "2022,公务员,170000.00\n", Some(reason), false);
    assert!(taken.recorded, "{:?}", taken.findings);
    assert_eq!(doubts(&taken), ["比上年翻了一番以上"], "it is still told");
    let rows = now(&district.office).rows("存疑说明", &Default::default()).unwrap().rows;
    assert_eq!(rows.len(), 1);
    for words in [reason, "工资统计", "2022/公务员", "比上年翻了一番以上", "样例统计员"]
    {
        assert!(rows[0].cells.iter().any(|cell| cell == words), "{words}: {:?}", rows[0].cells);
    }
    assert_eq!(district.entries(), before + 2, "the row and the reason, in one batch");
    assert_eq!(
        district.office.journal_verify(&by(&district.office, "样例"), None, None).unwrap().findings,
        []
    );

    // What says the same again is no new doubt; what is withdrawn from doubt needs no reason.
    let again = pay(&district, "2022,公务员,170000.00\n2022,教师,85107.00\n", None, false);
    assert!(again.recorded && again.findings.is_empty(), "{:?}", again.findings);
}
