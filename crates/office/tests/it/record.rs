//! What a person records: rows all together or not at all, each with its reasons.

use crate::district::District;
use crate::{by, now};
use office::{Finding, Given};

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code).collect()
}

fn class(number: &str, school: &str) -> Given {
    Given::new("班级", &[("学年", "2022"), ("编号", number), ("学校", school), ("人数", "44")])
}

#[test]
fn rows_are_recorded_in_the_name_of_who_gave_them_and_may_point_to_rows_given_with_them() {
    let district = District::filled();
    let before = district.entries();
    let school = now(&district.office).rows("学校", &Default::default()).unwrap().rows.remove(0);
    let known = school.key.split('/').next_back().unwrap().to_owned();
    let outcome = district
        .office
        .record(&by(&district.office, "样例统计员"), &[class("K-1", &known), class("K-2", &known)])
        .unwrap();
    assert_eq!(codes(&outcome.findings), [""; 0]);
    assert_eq!((outcome.first_entry, outcome.entries), (Some(before), 2));
    assert_eq!(now(&district.office).entry(before).unwrap().actor, "样例统计员");
    let again = district.office.record(&by(&district.office, "样例统计员"), &[class("K-1", &known)]).unwrap();
    assert_eq!((again.entries, again.findings.len()), (0, 0), "given once more, as after a lost answer");
    assert_eq!(
        district.office.journal_verify(&by(&district.office, "本机"), None, None).unwrap().findings,
        []
    );
    assert!(district.office.rebuild(&mut |_| {}).unwrap().equal);
}

#[test]
fn one_wrong_row_keeps_all_out_and_everything_wrong_is_told() {
    let district = District::filled();
    let before = district.entries();
    let nowhere =
        district.office.record(&by(&district.office, "样例统计员"), &[class("K-1", "2150999999")]).unwrap();
    assert_eq!(codes(&nowhere.findings), ["act.reference"]);
    let wrong = [
        Given::new("班级", &[("学年", "2022"), ("编号", "K-1"), ("人数", "四十"), ("人头", "1")]),
        Given::new("班机", &[]),
    ];
    let refused = district.office.record(&by(&district.office, "样例统计员"), &wrong).unwrap();
    let told = codes(&refused.findings);
    let all = ["import.cell.not-a-number", "record.field", "record.missing", "record.register"];
    assert_eq!(told, all, "a number that cannot be read is not told again as missing");
    assert_eq!((refused.entries, district.entries()), (0, before));
}

#[test]
fn power_cut_at_any_step_leaves_the_row_there_whole_or_not_at_all() {
    let district = District::filled();
    let school = now(&district.office).rows("学校", &Default::default()).unwrap().rows.remove(0);
    let known = school.key.split('/').next_back().unwrap().to_owned();
    let (mut kept, mut lost) = (0, 0);
    // From here on it is this machine's clock.
    office::Office::open(&district.dir()).unwrap().confirm_clock().unwrap();
    for cut in 0..90 {
        let office = office::Office::open(&district.dir()).unwrap();
        // Close together at first, where checks end and writing begins.
        office.cut_power_after(cut * cut);
        let told = office.record(&by(&office, "样例统计员"), &[class(&format!("K-{cut}"), &known)]).is_ok();
        drop(office);
        let reopened = office::Office::open(&district.dir()).unwrap();
        let query = office::RowQuery { limit: 500, ..Default::default() };
        let rows = now(&reopened).rows("班级", &query).unwrap().rows;
        let there = rows.iter().any(|row| row.key.ends_with(&format!("K-{cut}")));
        assert!(there || !told, "what was answered is there (cut {cut})");
        assert_eq!(
            reopened.journal_verify(&by(&reopened, "本机"), None, None).unwrap().findings,
            [],
            "cut {cut}"
        );
        // A statement that stood alone after the transaction was undone would be in the way of the next act.
        let next = reopened.record(&by(&reopened, "样例统计员"), &[class(&format!("N-{cut}"), &known)]);
        assert_eq!(next.map(|next| next.entries).ok(), Some(1), "cut {cut}");
        if there { kept += 1 } else { lost += 1 }
    }
    assert!(kept > 0 && lost > 0, "cuts fall before and after the record: {kept} {lost}");
    assert!(office::Office::open(&district.dir()).unwrap().rebuild(&mut |_| {}).unwrap().equal);
}
