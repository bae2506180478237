//! Withdrawing, erasing, adopting, closing: each done whole, or refused with its reason and nothing half done.

use crate::district::{BUDGET, CLASSES, District, pack};
use crate::{at, by, now};
use office::{AsOf, Office};
use std::path::Path;

fn codes(findings: &[office::Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

/// Whether any file of the folder holds the bytes.
fn held(dir: &Path, words: &str) -> Vec<String> {
    let files = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let holds = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_default();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    };
    files.filter(holds).map(|path| path.display().to_string()).collect()
}

#[test]
fn a_row_that_others_refer_to_is_not_withdrawn_and_one_that_stands_alone_is() {
    let district = District::filled();
    let office = &district.office;
    let session = by(office, "样例统计员");
    let before = district.entries();
    let school = now(office).rows("学校", &Default::default()).unwrap().rows.remove(0);
    let refused = office.withdraw(&session, "学校", &school.key, "样例：重复登记").unwrap();
    assert_eq!(codes(&refused.findings), ["withdraw.referenced"]);
    assert!(refused.findings[0].sentence.contains("班级"), "{}", refused.findings[0]);
    let class = now(office).rows("班级", &Default::default()).unwrap().rows.remove(0);
    let silent = office.withdraw(&session, "班级", &class.key, "  ").unwrap();
    assert_eq!(codes(&silent.findings), ["act.reason"]);
    let nobody = office.withdraw(&session, "班级", "2022/没有这个班", "样例").unwrap();
    assert_eq!(codes(&nobody.findings), ["act.row-missing"]);
    assert!(office.withdraw(&session, "班机", "1", "样例").is_err());
    assert_eq!(district.entries(), before, "nothing half done");

    let then = district.printed(&AsOf::Now);
    let done = office.withdraw(&session, "班级", &class.key, "样例：重复登记").unwrap();
    assert_eq!((done.findings.len(), done.first_entry), (0, Some(before)));
    assert!(
        now(office).rows("班级", &Default::default()).unwrap().rows.iter().all(|row| row.key != class.key)
    );
    assert_ne!(district.printed(&AsOf::Now), then, "the figures follow");
    assert_eq!(district.printed(&AsOf::Entries(before)), then, "what was known stays known");
    assert_eq!(office.journal_verify(&session, None, None).unwrap().findings, []);
    assert!(office.rebuild(&mut |_| {}).unwrap().equal);
}

#[test]
fn what_is_erased_is_in_no_file_any_more_and_every_proof_holds() {
    let district = District::filled();
    let office = &district.office;
    let session = by(office, "样例档案员");
    let secret = "绝无仅有的旧名字";
    let changed = |name: &str| CLASSES.replace("一班", name);
    let first = district.import(&[("班级.csv", &changed(secret))]).first_entry.unwrap();
    let entries = district.entries();
    let present = office.erase(&session, first, "个人信息保护法第四十七条").unwrap();
    assert_eq!(codes(&present.findings), ["erase.present"]);
    let key = now(office)
        .rows("班级", &Default::default())
        .unwrap()
        .rows
        .into_iter()
        .find(|row| row.cells.iter().any(|cell| cell.contains(secret)))
        .unwrap();
    let number = key.number;
    // The row is corrected, then its former content erased.
    let withdrawn = office.withdraw(&session, "班级", &key.key, "样例：本人申请更正").unwrap();
    assert_eq!(withdrawn.findings, []);
    let proof = serde_json::to_string(&now(office).journal_prove(first - 1).unwrap()).unwrap();
    let groundless = office.erase(&session, first, " ").unwrap();
    assert_eq!(codes(&groundless.findings), ["act.reason"]);
    assert_eq!(codes(&office.erase(&session, 0, "样例").unwrap().findings), ["erase.not-row"]);
    assert_eq!(codes(&office.erase(&session, 999_999, "样例").unwrap().findings), ["act.entry-missing"]);
    assert_eq!(district.entries(), entries + 1, "refusals leave nothing");
    assert!(!held(&district.dir(), secret).is_empty(), "it is there before");

    let basis = "个人信息保护法第四十七条";
    let withdrawal = withdrawn.first_entry.unwrap();
    let done = office.erase(&session, first, basis).unwrap();
    assert_eq!((done.findings.len(), done.others), (0, vec![withdrawal]));
    // The withdrawal names the key, and the key the name.
    let done = office.erase(&session, withdrawal, basis).unwrap();
    assert_eq!((done.findings.len(), done.others.len()), (0, 0));
    assert_eq!(held(&district.dir(), secret), Vec::<String>::new());
    assert_eq!(codes(&office.erase(&session, first, basis).unwrap().findings), ["act.entry-erased"]);

    let check = office.journal_verify(&session, None, None).unwrap();
    assert_eq!((check.findings, check.erased), (vec![], 2));
    office::verify_proof(&proof, None).unwrap();
    let view = now(office).entry(first).unwrap();
    assert_eq!((view.body, view.salt), (None, None));
    office::verify_proof(&serde_json::to_string(&view.proof).unwrap(), None).unwrap();
    assert!(now(office).row("班级", number).is_ok(), "that there was a row stays");
    let rebuilt = office.rebuild(&mut |_| {}).unwrap();
    assert!(rebuilt.equal, "{:?}", rebuilt.findings);
    assert_eq!(office.journal_verify(&session, None, None).unwrap().findings, []);
}

#[test]
fn a_version_in_the_middle_of_a_row_is_erased_and_the_rows_come_out_as_before() {
    let district = District::filled();
    let office = &district.office;
    let session = by(office, "样例档案员");
    let with = |amount: &str| BUDGET.replace("0.37", amount);
    let middle = district.import(&[("教育经费.csv", &with("0.41"))]).first_entry.unwrap();
    district.import(&[("教育经费.csv", &with("0.43"))]);
    let printed = district.printed(&AsOf::Now);
    let done = office.erase(&session, middle, "样例：法院决定").unwrap();
    assert_eq!(done.findings, []);
    assert_eq!(done.others.len(), 2, "the version before and the one behind");
    assert_eq!(district.printed(&AsOf::Now), printed);
    let rebuilt = office.rebuild(&mut |_| {}).unwrap();
    assert!(rebuilt.equal, "{:?}", rebuilt.findings);
    assert_eq!(district.printed(&AsOf::Now), printed);
    assert_eq!(office.journal_verify(&session, None, None).unwrap().findings, []);
}

#[test]
fn a_pack_is_adopted_for_a_year_and_each_year_keeps_its_own() {
    let district = District::filled();
    let office = &district.office;
    let session = by(office, "样例督导室");
    let (id, files) = ("small", pack());
    let old = district.printed(&AsOf::Now);
    let stricter = |from: &str, to: &str| -> Vec<(String, String)> {
        files.iter().map(|(path, text)| (path.clone(), text.replace(from, to))).collect()
    };
    let before = district.entries();
    let same = office.adopt(&session, id, &files, 2022).unwrap();
    assert!(codes(&same.findings).contains(&"adopt.same") && same.entry.is_none());
    let gone = office.adopt(&session, id, &stricter("人数", "学生人数"), 2023).unwrap();
    assert!(office::has_error(&gone.findings) && gone.entry.is_none(), "{:?}", gone.findings);
    assert!(office.adopt(&session, "no-such-pack", &files, 2023).is_err());
    assert_eq!(district.entries(), before, "nothing half done");

    let next = stricter("year = 2022", "year = 2023");
    let adopted = office.adopt(&session, id, &next, 2023).unwrap();
    assert!(!office::has_error(&adopted.findings), "{:?}", adopted.findings);
    assert_eq!(adopted.entry, Some(before));
    assert!(adopted.changes.iter().any(|one| one.definition.contains("pack")), "{:?}", adopted.changes);
    assert_eq!(now(office).scheme().year, 2023);
    assert_eq!(at(office, &AsOf::Now, Some(2022)).scheme().year, 2022);
    let board = at(office, &AsOf::Now, Some(2022)).evaluate().unwrap();
    let printed: Vec<_> =
        board.indicators.iter().map(|one| (one.id.clone(), one.printed.clone(), one.verdict)).collect();
    assert_eq!(printed, old, "2022 is judged by its own pack");
    assert!(office.rebuild(&mut |_| {}).unwrap().equal);
    let reopened = Office::open(&district.dir()).unwrap();
    assert_eq!(now(&reopened).scheme().year, 2023);
}

#[test]
fn a_closed_year_keeps_what_was_submitted_and_tells_what_has_changed_since() {
    let district = District::filled();
    let office = &district.office;
    let session = by(office, "样例督导室");
    assert_eq!(office.since_closed(&session, 2022).unwrap(), None);
    assert_eq!(codes(&office.close(&session, 2024).unwrap().findings), ["close.pack"]);
    // Of a year that lies farther ahead nothing is asked at all.
    assert!(matches!(office.close(&session, 2031), Err(office::Error::Unknown(_))));
    let submitted = district.printed(&AsOf::Now);
    let report = now(office).report_as(office::Format::Text, office::Rendition::Sources).unwrap().bytes;
    let done = office.close(&session, 2022).unwrap();
    assert_eq!(done.findings.iter().filter(|f| f.grade == office::Grade::Error).count(), 0);
    assert!(done.entry.is_some() && done.values > 0 && done.sentences > 0);
    let again = office.close(&session, 2022).unwrap();
    assert!(codes(&again.findings).contains(&"close.unchanged") && again.entry.is_none());

    district.import(&[("班级.csv", &CLASSES.replace("一班,2150000001,45", "一班,2150000001,60"))]);
    assert_eq!(district.printed(&AsOf::Now), submitted, "not changed silently");
    assert_eq!(
        now(office).report_as(office::Format::Text, office::Rendition::Sources).unwrap().bytes,
        report
    );
    assert_ne!(district.printed(&AsOf::Open), submitted, "what would be is there when it is asked for");
    let since = office.since_closed(&session, 2022).unwrap().unwrap();
    assert!(since.kept && !since.changes.is_empty());
    let one = &since.changes[0];
    assert!(
        submitted
            .iter()
            .any(|(id, printed, _)| *id == one.id && printed.clone().unwrap_or_default() == one.was)
    );
    assert_ne!(one.was, one.now);
    assert_eq!(office.journal_verify(&session, None, None).unwrap().findings, []);
    let again = office.close(&session, 2022).unwrap();
    assert!(again.entry.is_some(), "a corrected submission closes anew");
    assert_ne!(district.printed(&AsOf::Now), submitted);
}

#[test]
fn a_year_with_a_row_that_breaks_its_check_is_not_closed() {
    let district = District::filled();
    let office = &district.office;
    let session = by(office, "样例督导室");
    let check = "\n[[checks]]\nformula = \"人数 <= 40\"\nsentence = \"样例：一个班不超过40人\"\n";
    let mut files = pack();
    for (path, text) in &mut files {
        if path.ends_with("registers/class.toml") {
            text.push_str(check);
        }
    }
    // Rows that were right when they were recorded are not by the corrected pack.
    let adopted = office.adopt(&session, "small", &files, 2022).unwrap();
    assert!(adopted.entry.is_some(), "{:?}", adopted.findings);
    let before = district.entries();
    let refused = office.close(&session, 2022).unwrap();
    assert!(refused.findings.iter().any(|one| one.sentence.contains("不超过40人")), "{:?}", refused.findings);
    assert_eq!((refused.entry, district.entries()), (None, before), "nothing half done");
}
