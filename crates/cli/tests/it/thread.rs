//! From one changed cell to the report and back.

use crate::{Scratch, at, duheng, json, replace, said};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn figures(dir: &str, as_of: &[&str]) -> BTreeMap<String, (String, String)> {
    let answer = json(&[&["figures", dir, "--json"], as_of].concat());
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let figures = answer["figures"].as_array().unwrap().iter();
    figures.map(|one| (text(one, "id"), (text(one, "printed"), text(one, "value")))).collect()
}

#[test]
fn the_figures_carry_the_published_wording() {
    let district = Scratch::district("wording");
    let figures = figures(at(&district.0), &[]);
    for (id, printed) in [
        ("F07", "13次"),
        ("F09", "30余件"),
        ("F17", "2万余份"),
        ("F24", "15.44亿元"),
        ("F25", "15.28亿元"),
        ("F26", "1.01%"),
        ("F28", "0.7%"),
        ("F35", "93.6%"),
        ("F37", "57.34%"),
        ("F41", "1:9以上"),
        ("F66", "798.56万元"),
        ("F67", "6次"),
        ("F78", "8000多个"),
    ] {
        assert_eq!(figures[id].0, printed, "{id}");
    }
    assert!(figures.len() >= 80, "{}", figures.len());
}

/// What the published report says in numbers (docs/figures.md lists every one of them) stands in the report of the sample district: in its
/// text, not in an annex, and word for word.
#[test]
fn nothing_that_the_published_report_says_in_numbers_is_missing() {
    let district = Scratch::district("beside");
    let folder = district.path("beside");
    said(&["report", at(&district.0), "--out", at(&folder), "--format", "txt", "--rendition", "clean"]);
    let text = std::fs::read_to_string(folder.join("自评报告.txt")).unwrap();
    let body: String =
        text.split("附件1\n").next().unwrap().chars().filter(|letter| !letter.is_whitespace()).collect();
    let listed = include_str!("../../../../docs/figures.md");
    let rows: Vec<Vec<&str>> = listed
        .lines()
        .filter(|line| line.starts_with("| F"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 80, "{}", rows.len());
    let (mut found, mut lacking) = (0, Vec::new());
    for row in &rows {
        // Names without a number, and what is not carried, are said in the remark.
        let words = row[1].split(['、', '（', '）']).map(|word| word.replace(' ', ""));
        for word in words.filter(|word| !word.is_empty() && !word.starts_with("列名") && word != "无") {
            match body.contains(&word) {
                true => found += 1,
                false => lacking.push(format!("{} {word}", row[0])),
            }
        }
    }
    assert!(lacking.is_empty() && found > 80, "{found} found, lacking {lacking:?}");
}

#[test]
fn one_changed_cell_changes_what_depends_on_it_and_the_report_as_of_before_stands() {
    let district = Scratch::district("change");
    let dir = at(&district.0);
    let before = figures(dir, &[]);
    let size = json(&["journal", "root", dir, "--json"])["size"].as_u64().unwrap().to_string();
    let old = district.path("report");

    // One row of administration, not of any stage: a million more in 2022.
    let file = district.path("files/教育经费.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    let line = text.lines().find(|line| line.starts_with("2022,2050101,行政运行,教育事业费")).unwrap();
    let amount = line.split(',').nth(6).unwrap();
    let (yuan, fen) = amount.split_once('.').unwrap();
    let more = format!("{}.{fen}", yuan.parse::<u64>().unwrap() + 1_000_000);
    replace(&file, line, &line.replace(amount, &more));
    let outcome = json(&["import", dir, at(&file), "--json"]);
    assert_eq!((outcome["entries"].as_u64(), outcome["recorded"].as_bool()), (Some(1), Some(true)));

    let after = figures(dir, &[]);
    let changed: BTreeSet<&str> =
        before.iter().filter(|(id, one)| after[*id] != **one).map(|(id, _)| id.as_str()).collect();
    assert_eq!(changed, BTreeSet::from(["F24", "F26"]));
    assert_eq!((after["F24"].0.as_str(), after["F26"].0.as_str()), ("15.45亿元", "1.08%"));

    // The sentences that differ are those that print the changed figures.
    let new = district.path("new");
    said(&["report", dir, "--out", at(&new)]);
    let sentences = |folder: &std::path::Path| -> Vec<String> {
        let text = std::fs::read_to_string(folder.join("自评报告.txt")).unwrap();
        let body = text.split("附件1\n").next().unwrap().to_owned();
        body.split(['。', '；', '，', '\n']).map(str::to_owned).collect()
    };
    let pairs: Vec<(String, String)> =
        sentences(&old).into_iter().zip(sentences(&new)).filter(|(a, b)| a != b).collect();
    // The sample's year was played by a clock of its own: the day of the report moves to today with the first real act.
    let (dated, pairs): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(old, _)| old.ends_with("31日"));
    assert_eq!((dated.len(), pairs.len()), (1, 2), "{dated:?} {pairs:?}");
    assert!(pairs[0].1.contains("15.45亿元") && pairs[1].1.contains("1.08%"), "{pairs:?}");

    // As of before: the same figures, and the same report to the byte.
    assert_eq!(figures(dir, &["--as-of", &size]), before);
    let again = district.path("again");
    said(&["report", dir, "--out", at(&again), "--as-of", &size]);
    for ending in ["docx", "html", "txt"] {
        let name = format!("自评报告.{ending}");
        assert!(
            std::fs::read(old.join(&name)).unwrap() == std::fs::read(again.join(&name)).unwrap(),
            "{name}"
        );
    }

    // The same file again is no news, and the rows are what the journal says.
    assert_eq!(json(&["import", dir, at(&file), "--json"])["entries"], 0);
    assert_eq!(json(&["rebuild", dir, "--json"])["equal"], true);
}

#[test]
fn the_way_from_1_01_percent_to_budget_rows_entries_and_proofs() {
    let district = Scratch::district("walk");
    let dir = at(&district.0);
    let lineage = json(&["explain", dir, "F26", "--json"]);
    assert_eq!(lineage["indicator"]["printed"], "1.01%");
    assert_eq!(lineage["rows"], 60);
    let told = said(&["explain", dir, "F26"]);
    for words in ["1.01%", "教育经费", "1543874301.04元", "1528437216.35元", "sm3 ", "rows "] {
        assert!(told.contains(words), "{words} in {told}");
    }
    let proofs = district.path("proofs");
    said(&["explain", dir, "F26", "--proofs", at(&proofs)]);
    let key = json(&["journal", "root", dir, "--json"])["key"].as_str().unwrap().to_owned();
    let mut count = 0;
    for proof in std::fs::read_dir(&proofs).unwrap() {
        let path = proof.unwrap().path();
        assert!(said(&["journal", "verify", at(&path), "--key", &key]).contains("证明成立"));
        // Whose log it is only a key that is named can say.
        let unnamed = duheng(&["journal", "verify", at(&path)]);
        assert_eq!(unnamed.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&unnamed.stdout).contains("自洽，未核对钥匙"));
        count += 1;
    }
    assert_eq!(count, 60);

    let one = std::fs::read_dir(&proofs).unwrap().next().unwrap().unwrap().path();
    replace(&one, "教育经费.csv", "教育经贵.csv");
    let refused = duheng(&["journal", "verify", at(&one)]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("proof.leaf"));
}

#[test]
fn a_flipped_byte_of_the_stored_log_is_named() {
    let district = Scratch::district("flip");
    let dir = at(&district.0);
    assert!(said(&["journal", "verify", dir]).contains("全部核对无误"));

    let lineage = json(&["explain", dir, "F26", "--json"]);
    let row = &lineage["terms"][0]["terms"][0]["rows"][0];
    let entry = row["entry"].as_u64().unwrap();
    let amount =
        row["cells"].as_array().unwrap().iter().find_map(|c| c.as_str().filter(|c| c.contains('.'))).unwrap();
    let database = district.path("duheng.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let needle = format!("cell\t金额\tnumber\t{amount}\n").into_bytes();
    let found = bytes.windows(needle.len()).position(|window| window == needle).unwrap();
    let last = found + needle.len() - 2;
    bytes[last] ^= 1;
    std::fs::write(&database, bytes).unwrap();

    let refused = duheng(&["journal", "verify", dir]);
    assert_eq!(refused.status.code(), Some(1));
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(told.contains(&format!("日志第{entry}条")) && told.contains("journal.entry-changed"), "{told}");
}
