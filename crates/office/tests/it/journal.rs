//! What is changed behind the office's back shows, with the entry that it concerns.

use crate::district::{BUDGET, District};
use crate::{at, by, now};
use office::{AsOf, EntryQuery, Error};

fn findings(district: &District) -> Vec<(&'static str, String)> {
    let check = district.office.journal_verify(&by(&district.office, "本机"), None, None).unwrap();
    check.findings.into_iter().map(|finding| (finding.code, finding.place.source)).collect()
}

#[test]
fn an_untouched_journal_verifies_and_its_rows_can_be_made_again() {
    let district = District::filled();
    let check = district.office.journal_verify(&by(&district.office, "本机"), None, None).unwrap();
    assert_eq!(check.findings, []);
    let root = now(&district.office).journal_root().unwrap();
    assert_eq!((check.size, &check.root, &check.key), (9, &root.root, &root.key));
    assert_eq!(check.checkpoints, 2);
    let rebuilt = district.office.rebuild(&mut |_| {}).unwrap();
    assert!(rebuilt.equal, "{:?}", rebuilt.findings);
    assert_eq!((rebuilt.entries, rebuilt.versions), (9, 8));
}

#[test]
fn a_flipped_byte_names_its_entry() {
    let flips: [(&str, &str, &str); 8] = [
        ("entry", "body", "seq = 5"),
        ("entry", "salt", "seq = 5"),
        ("entry", "at", "seq = 5"),
        ("entry", "author", "seq = 5"),
        ("node", "digest", "level = 0 AND number = 5"),
        ("node", "digest", "level = 1 AND number = 2"),
        ("node", "digest", "level = 3 AND number = 0"),
        ("checkpoint", "text", "size = 9"),
    ];
    for (table, column, which) in flips {
        let district = District::filled();
        let behind = district.behind();
        let change = match column {
            "at" => "at + 86400000".to_owned(),
            "author" => "author || '们'".to_owned(),
            "text" => "replace(text, '9', '8')".to_owned(),
            _ => {
                let bytes: Vec<u8> = behind
                    .query_row(&format!("SELECT {column} FROM {table} WHERE {which}"), [], |row| row.get(0))
                    .unwrap();
                let mut bytes = bytes;
                let last = bytes.len() - 2;
                bytes[last] ^= 1;
                format!("x'{}'", proof::hex::write(&bytes))
            }
        };
        let changed =
            behind.execute(&format!("UPDATE {table} SET {column} = {change} WHERE {which}"), []).unwrap();
        assert_eq!(changed, 1);
        drop(behind);
        let found = findings(&district);
        assert!(!found.is_empty(), "{table}.{column} was changed and nobody saw it");
        if table == "entry" {
            assert_eq!(found[0].1, "日志第5条", "{table}.{column}: {found:?}");
            assert_eq!(found[0].0, "journal.entry-changed");
        }
    }
}

#[test]
fn an_entry_put_in_order_with_its_leaf_still_breaks_the_checkpoint() {
    let district = District::filled();
    let behind = district.behind();
    behind.execute("DELETE FROM node WHERE level = 0 AND number = 8", []).unwrap();
    behind.execute("DELETE FROM entry WHERE seq = 8", []).unwrap();
    drop(behind);
    let found = findings(&district);
    assert!(found.iter().any(|(code, _)| *code == "journal.checkpoint-beyond"), "{found:?}");
}

#[test]
fn an_erased_body_without_an_act_of_erasure_is_told() {
    let district = District::filled();
    district.behind().execute("UPDATE entry SET body = NULL, salt = NULL WHERE seq = 4", []).unwrap();
    let found = findings(&district);
    assert_eq!(found.first().map(|found| found.1.as_str()), Some("日志第4条"), "{found:?}");
}

#[test]
fn a_row_changed_behind_the_journal_is_found_and_mended() {
    let district = District::filled();
    let honest = district.printed(&office::AsOf::Now);
    let change =
        "UPDATE version SET body = replace(body, '1500000000', '1600000000') WHERE register = 'budget'";
    assert!(district.behind().execute(change, []).unwrap() > 0);
    let opened = office::Office::open(&district.dir()).unwrap();
    let check = opened.journal_verify(&by(&opened, "本机"), None, None).unwrap();
    assert!(
        check.findings.iter().any(|finding| finding.code.starts_with("journal.row")),
        "{:?}",
        check.findings
    );
    let rebuilt = opened.rebuild(&mut |_| {}).unwrap();
    assert!(!rebuilt.equal && !rebuilt.findings.is_empty());
    assert!(opened.rebuild(&mut |_| {}).unwrap().equal);
    assert_eq!(opened.journal_verify(&by(&opened, "本机"), None, None).unwrap().findings, []);
    assert_eq!(district.printed(&office::AsOf::Now), honest);
}

#[test]
fn another_key_is_not_the_districts_and_without_one_it_is_read_and_verified() {
    let district = District::filled();
    let path = district.dir().join("checkpoint.key");
    let text = std::fs::read_to_string(&path).unwrap();
    let other = text.trim().replace(&text[..2], if &text[..2] == "01" { "02" } else { "01" });
    std::fs::write(&path, other).unwrap();
    assert!(matches!(office::Office::open(&district.dir()), Err(office::Error::OtherKey(_))));
    std::fs::remove_file(&path).unwrap();
    let office = office::Office::open(&district.dir()).unwrap();
    assert_eq!(office.journal_verify(&by(&office, "审计"), None, None).unwrap().findings, []);
    assert!(now(&office).evaluate().is_ok());
    let file = ("教育经费.csv".to_owned(), BUDGET.replace("0.37", "0.38").into_bytes());
    let refused = office.import(&by(&office, "本机"), &[file], &Default::default(), &mut |_| {});
    assert!(matches!(refused, Err(office::Error::NoKey(_))), "{refused:?}");
}

#[test]
fn a_key_that_the_reader_names_is_the_one_that_signed_or_it_is_told() {
    let district = District::filled();
    let root = now(&district.office).journal_root().unwrap();
    let session = by(&district.office, "审计");
    let check = district.office.journal_verify(&session, Some(&root.key), None).unwrap();
    assert!(check.is_named && check.findings.is_empty());
    let other = "0".repeat(32);
    let check = district.office.journal_verify(&session, Some(&other), None).unwrap();
    assert_eq!(check.findings[0].code, "journal.other-key");
    let proof = serde_json::to_string(&now(&district.office).journal_prove(2).unwrap()).unwrap();
    assert!(office::verify_proof(&proof, Some(&root.key)).unwrap().is_named);
    assert!(!office::verify_proof(&proof, None).unwrap().is_named);
    assert_eq!(office::verify_proof(&proof, Some(&other)).unwrap_err().code, "proof.other-key");
}

#[test]
fn every_earlier_checkpoint_goes_on_standing() {
    let district = District::filled();
    let older = now(&district.office).journal_root().unwrap();
    district.import(&[("教育经费.csv", &BUDGET.replace("1500000000", "1500000001"))]);
    let check = district.office.journal_verify(&by(&district.office, "本机"), None, None).unwrap();
    assert_eq!((check.checkpoints, check.findings.len()), (3, 0));
    let earlier = at(&district.office, &office::AsOf::Entries(older.size), None).evaluate().unwrap();
    assert_eq!(earlier.standing.root, older.root);
}

#[test]
fn what_the_pack_does_not_know_is_shown_to_nobody() {
    let district = District::filled();
    let shown = |seq: u64| {
        let entry = now(&district.office).entry(seq).unwrap();
        let (view, proof) =
            (serde_json::to_string(&entry).unwrap(), serde_json::to_string(&entry.proof).unwrap());
        view + &proof
    };
    assert!(shown(1).contains("1528461290"), "an entry of a register that the pack knows");
    for sql in [
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'register\tbudget', 'register\tgone') AS BLOB) WHERE seq = 1",
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'cell\t金额', 'cell\t旧金额') AS BLOB) WHERE seq = 2",
        "UPDATE entry SET body = CAST('1500000000 1528461290 43900000' AS BLOB) WHERE seq = 3",
    ] {
        assert_eq!(district.behind().execute(sql, []).unwrap(), 1);
    }
    for seq in 1..=3 {
        // An entry that is not the one that was signed is shown to nobody at all.
        let refused = now(&district.office).entry(seq).unwrap_err();
        assert!(matches!(refused, office::Error::Altered(_)), "{refused}");
        let told = refused.to_string();
        assert!(
            ["1528461290", "1500000000", "43900000"].iter().all(|amount| !told.contains(amount)),
            "{told}"
        );
    }
}

#[test]
fn what_an_altered_entry_did_is_not_left_out_in_the_middle_of_a_batch() {
    // The three budget lines are the first of one import: between them there is no checkpoint.
    let counted = |district: &District| {
        let reading = district.office.at(&by(&district.office, "本机"), &AsOf::Entries(3), None)?;
        let all = reading.registers()?;
        Ok::<_, Error>(all.iter().find(|one| one.name == "教育经费").map(|one| one.rows))
    };
    let district = District::filled();
    assert_eq!(counted(&district).unwrap(), Some(2));
    let elsewhere = "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'register\tbudget', 'register\tgone') AS BLOB) WHERE seq = 1";
    assert_eq!(district.behind().execute(elsewhere, []).unwrap(), 1);
    assert!(matches!(counted(&district), Err(Error::Altered(_))), "{:?}", counted(&district));
}

#[test]
fn entries_are_found_by_person_register_and_day_page_after_page() {
    let district = District::filled();
    let all = |query: &EntryQuery, step: usize| {
        let (mut before, mut found) = (None, Vec::new());
        loop {
            let page = now(&district.office).entries_that(query, before, step).unwrap();
            found.extend(page.entries.iter().map(|entry| entry.seq));
            if page.down_to <= page.first {
                return found;
            }
            before = Some(page.down_to);
        }
    };
    let of = |change: fn(&mut EntryQuery)| {
        let mut query = EntryQuery::default();
        change(&mut query);
        query
    };
    let budget = of(|query| query.register = "budget".into());
    let schools = of(|query| query.register = "school".into());
    assert_eq!(all(&budget, 2), [3, 2, 1], "a page of two and what is left");
    assert_eq!(all(&budget, 50), [3, 2, 1]);
    let others = all(&schools, 1);
    assert!(!others.is_empty() && others.iter().all(|seq| ![1, 2, 3].contains(seq)), "{others:?}");
    let person = of(|query| query.by = "本 机".into());
    assert_eq!(
        all(&person, 3).len() as u64,
        district.entries() - 1,
        "all but the adoption: {:?}",
        all(&person, 3)
    );
    assert_eq!(all(&of(|query| query.by = "无此人".into()), 3), [0_u64; 0]);
    let until = now(&district.office).entry(1).unwrap().time[..10].parse().unwrap();
    let on_the_day = EntryQuery { since: Some(until), until: Some(until), ..budget.clone() };
    assert_eq!(all(&on_the_day, 50), [3, 2, 1]);
    let earlier = EntryQuery { until: Some(define::Date { year: 2000, month: 1, day: 1 }), ..budget.clone() };
    let later = EntryQuery { since: Some(define::Date { year: 2100, month: 1, day: 1 }), ..budget };
    assert_eq!((all(&earlier, 50), all(&later, 50)), (vec![], vec![]));
}
