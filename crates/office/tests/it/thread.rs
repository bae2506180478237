//! From a file to a printed figure and back.

use crate::district::{BUDGET, CLASSES, District, SCHOOLS};
use crate::{at, by, now};
use office::view::Verdict;
use office::{AsOf, Format, Rendition, verify_proof};
use std::sync::atomic::Ordering;

#[test]
fn a_figure_leads_back_to_its_rows_entries_and_proofs() {
    let district = District::filled();
    let office = &district.office;
    let lineage = now(&office).explain("F26").unwrap();
    assert_eq!(lineage.indicator.printed.as_deref(), Some("1.01%"));
    assert_eq!(lineage.indicator.verdict, Some(Verdict::Met));
    assert_eq!(lineage.indicator.status, office::view::Status::Recalled, "no surer than its parameter");
    assert_eq!(lineage.rows, 3);
    let years: Vec<i32> = lineage.terms.iter().map(|term| term.year).collect();
    assert!(years.contains(&2022) && years.contains(&2021), "{years:?}");
    fn rows(terms: &[office::view::TermView]) -> Vec<office::view::RowView> {
        terms.iter().flat_map(|term| term.rows.iter().cloned().chain(rows(&term.terms))).collect()
    }
    let rows = rows(&lineage.terms);
    assert_eq!(rows.len(), 3);
    for row in rows {
        let proof = now(&office).journal_prove(row.entry).unwrap();
        let text = serde_json::to_string(&proof).unwrap();
        let verified = verify_proof(&text, None).unwrap();
        assert!(verified.proof.body.unwrap().contains(&row.cells[2]), "the entry says what the row says");
        for (from, to) in [("教育事业费", "教育事业贝"), ("基本建设经费", "基本建设费用"), ("金额", "余额")]
        {
            if text.contains(from) {
                assert!(verify_proof(&text.replace(from, to), None).is_err());
            }
        }
        let other = now(&office).journal_prove(0).unwrap();
        let swapped = office::view::ProofView { path: other.path, ..proof };
        assert!(verify_proof(&serde_json::to_string(&swapped).unwrap(), None).is_err());
    }
    assert!(verify_proof("{}", None).is_err() && verify_proof("不是证明", None).is_err());
}

#[test]
fn the_same_files_again_change_nothing() {
    let district = District::filled();
    let root = now(&district.office).journal_root().unwrap();
    let again = district.import(&[("班级.csv", CLASSES), ("教育经费.csv", BUDGET), ("学校.csv", SCHOOLS)]);
    assert_eq!((again.entries, again.first_entry), (0, None));
    assert_eq!(again.registers.iter().map(|register| register.unchanged).sum::<u64>(), 8);
    assert_eq!(now(&district.office).journal_root().unwrap(), root, "not even a new checkpoint");
}

#[test]
fn one_changed_cell_is_one_entry_and_changes_what_depends_on_it_only() {
    let district = District::filled();
    let before = district.entries();
    let old = district.printed(&AsOf::Now);
    let board = now(&district.office).evaluate().unwrap();
    let figures = now(&district.office).figures().unwrap();
    let outcome =
        district.import(&[("班级.csv", &CLASSES.replace("一班,2150000001,45", "一班,2150000001,60"))]);
    assert_eq!((outcome.entries, outcome.registers[0].changed, outcome.registers[0].unchanged), (1, 1, 2));
    assert_eq!(district.entries(), before + 1);
    let new = district.printed(&AsOf::Now);
    let changed: Vec<&str> =
        old.iter().zip(&new).filter(|(a, b)| a != b).map(|(a, _)| a.0.as_str()).collect();
    assert_eq!(changed, ["class-size"]);

    let earlier = AsOf::Entries(before);
    let again = at(&district.office, &earlier, None).evaluate().unwrap();
    assert_eq!(
        (&again.aspects, &again.indicators, &again.score),
        (&board.aspects, &board.indicators, &board.score)
    );
    assert_eq!(again.standing.root, board.standing.root);
    assert_eq!(at(&district.office, &earlier, None).figures().unwrap().what, figures.what);

    let history = now(&district.office).row("班级", outcome.first_entry.unwrap()).is_ok();
    assert!(!history, "a changed row keeps its number");
    let page = now(&district.office).rows("class", &Default::default()).unwrap();
    let number = page.rows.iter().find(|row| row.cells[1] == "一班").unwrap().number;
    let versions = now(&district.office).row("班级", number).unwrap().versions;
    let told: Vec<(&str, Option<u64>)> =
        versions.iter().map(|one| (one.row.cells[3].as_str(), one.ended)).collect();
    assert_eq!(told, [("60", None), ("45", outcome.first_entry)]);
}

#[test]
fn a_figure_is_asked_as_known_on_a_day() {
    let district = District::filled();
    let day = 86_400_000;
    district.hands.0.fetch_add(2 * day, Ordering::SeqCst);
    district.import(&[("教育经费.csv", &BUDGET.replace("43900000.37", "0.00"))]);
    let growth = |as_of: &str| {
        let lineage = at(&district.office, &as_of.parse().unwrap(), None).explain("growth").unwrap();
        (lineage.indicator.printed.clone().unwrap_or_default(), lineage.indicator.verdict.unwrap())
    };
    assert_eq!(growth("2023-01-06"), ("1.01%".into(), Verdict::Met));
    assert_eq!(growth("2023-01-07").1, Verdict::NotMet);
    let before = district.office.at(&by(&district.office, "本机"), &"2023-01-04".parse().unwrap(), None);
    assert!(before.is_err(), "there was no definition pack yet");

    // A clock set back does not put an entry before the ones that stand.
    district.hands.0.fetch_sub(30 * day, Ordering::SeqCst);
    let outcome = district.import(&[("教育经费.csv", BUDGET)]);
    let entry = now(&district.office).entry(outcome.first_entry.unwrap()).unwrap();
    assert!(entry.time.starts_with("2023-01-07"), "{}", entry.time);
    assert_eq!(growth("2023-01-06"), ("1.01%".into(), Verdict::Met));
}

#[test]
fn the_report_as_of_before_is_the_same_to_the_byte_and_only_the_changed_sentence_differs_after() {
    let district = District::filled();
    let before = district.entries();
    let formats = [Format::Docx, Format::Html, Format::Text];
    let written = |as_of: &AsOf| {
        formats.map(|format| {
            at(&district.office, as_of, None).report_as(format, Rendition::Sources).unwrap().bytes
        })
    };
    let old = written(&AsOf::Now);
    district.hands.0.fetch_add(9 * 86_400_000, Ordering::SeqCst);
    district.import(&[("班级.csv", &CLASSES.replace("一班,2150000001,45", "一班,2150000001,60"))]);
    assert!(written(&AsOf::Entries(before)) == old, "as known before the change");
    assert!(written(&"2023-01-13".parse().unwrap()) == old, "as known on the day before the change");
    let sentences = |bytes: &[Vec<u8>]| {
        let text = String::from_utf8(bytes[2].clone()).unwrap();
        let point = text.lines().find(|line| line.contains("一是")).unwrap();
        point.split('。').map(str::to_owned).collect::<Vec<_>>()
    };
    let (old, new) = (sentences(&old), sentences(&written(&AsOf::Now)));
    assert!(old[0].contains("15.44亿元") && old[0].contains("1.01%"));
    assert_eq!(old[0], new[0], "what does not depend on it is as it was");
    assert!(old[1].contains("平均班额39.7人") && new[1].contains("平均班额44.7人"), "{new:?}");
}

#[test]
fn a_report_says_the_same_in_every_format_and_its_annexes_say_nothing() {
    let district = District::filled();
    let (reading, report) = (now(&district.office), now(&district.office).report().unwrap());
    let said = |name: &str, bytes: &[u8]| {
        let checked = office::check(name, bytes).unwrap();
        let claims: Vec<_> =
            checked.reading.claims.iter().map(|c| (c.relation, c.verdict, c.note.clone())).collect();
        // The annexes are listed by their bare numbers.
        let numbers = checked.reading.quantities.iter().filter(|q| !q.unit.name().is_empty());
        let numbers: Vec<String> = numbers.map(|q| q.text.clone()).collect();
        (numbers, claims)
    };
    let plain = said("a.txt", report.sentences().join("\n").as_bytes());
    assert!(!plain.1.is_empty() && plain.0.iter().any(|number| number == "15.44亿元"), "{plain:?}");
    for format in [Format::Docx, Format::Html, Format::Text] {
        let name = format!("a.{}", format.ending());
        assert_eq!(
            said(&name, &reading.report_as(format, Rendition::Sources).unwrap().bytes),
            plain,
            "{name}"
        );
    }
}

#[test]
fn equal_input_gives_an_equal_root() {
    let (one, two) = (District::filled(), District::filled());
    assert_eq!(now(&one.office).journal_root().unwrap(), now(&two.office).journal_root().unwrap());
}

#[test]
fn files_may_come_in_any_order_but_rows_must_find_what_they_point_to() {
    let district = District::new();
    let outcome = district.import(&[("班级.csv", CLASSES), ("学校.csv", SCHOOLS)]);
    assert!(outcome.recorded, "{:?}", outcome.findings);
    let ids: Vec<&str> = outcome.registers.iter().map(|register| register.id.as_str()).collect();
    assert_eq!(ids, ["school", "class"]);

    let lonely = District::new();
    let outcome = lonely.import(&[("班级.csv", CLASSES)]);
    assert!(!outcome.recorded);
    let found = &outcome.findings[0];
    assert_eq!((found.code, found.place.to_string().as_str()), ("import.cell.reference", "班级.csv C2"));
    assert_eq!(lonely.entries(), 1);
}

#[test]
fn a_dry_run_says_what_would_be_and_leaves_nothing() {
    let district = District::filled();
    let before = now(&district.office).journal_root().unwrap();
    let changed = CLASSES.replace(",30", ",31");
    let options = office::ImportOptions { dry_run: true, ..Default::default() };
    let outcome = district.import_bytes("班级.csv", changed.as_bytes(), &options);
    assert!(!outcome.recorded && outcome.findings.is_empty());
    assert_eq!((outcome.registers[0].changed, outcome.entries), (1, 1));
    assert_eq!(now(&district.office).journal_root().unwrap(), before);
    assert_eq!(district.import(&[("班级.csv", CLASSES)]).entries, 0);
}

#[test]
fn a_district_is_not_made_over_another_and_the_key_is_its_owners() {
    let district = District::new();
    let again = office::Office::init(&district.dir(), "small", &crate::district::pack());
    assert!(matches!(again, Err(office::Error::Taken(_))));
    assert!(matches!(office::Office::open(&district.folder.0), Err(office::Error::NoDistrict(_))));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(district.dir().join("checkpoint.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn two_offices_on_one_folder_take_turns() {
    let district = District::filled();
    let (start, rounds) = (district.entries(), 12);
    let dir = district.dir();
    let work = |name: &'static str| {
        let office = office::Office::open(&dir).unwrap();
        office.confirm_clock().unwrap();
        move || {
            for round in 0..rounds {
                let text = format!("年度,科目,金额\n2020,{name}{round},1.00\n");
                let file = ("教育经费.csv".to_owned(), text.into_bytes());
                assert!(
                    office
                        .import(&by(&office, "本机"), &[file], &Default::default(), &mut |_| {})
                        .unwrap()
                        .recorded
                );
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work("甲"));
        scope.spawn(work("乙"));
    });
    assert_eq!(district.entries(), start + 2 * rounds);
    assert_eq!(
        district.office.journal_verify(&by(&district.office, "本机"), None, None).unwrap().findings,
        []
    );
}
