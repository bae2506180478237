//! What a program may build on: every `--json` question answers with the keys and types that its file under
//! `tests/shapes` lists. A key that changes is seen here before anybody's script breaks.
//!
//! After a wanted change: `DUHENG_ANEW=1 cargo test -p cli shapes` writes the files (and fails, so that no gate runs
//! that way); look at the difference.

use crate::{Scratch, at, json};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A text with a claim that holds, one that does not, a remark, a link to rows, and a number that fell.
const TEXT: &str = "2022年一般公共预算教育经费15.44亿元，比2021年15.28亿元增长1.01%。\n收费33844.74万元，较上年的34583.04万元\
                    减少738.30万元，下降1.73%。配备安保人员483名。建成省级示范校9所。\n";
const LAST_YEAR: &str = "配备安保人员490名。\n";

/// The questions: name of the file, words of the command. `DIR`, `AMONG`, `TEXT`, `OLD`, `NOTICE`, `CASE`, `PROOF` and `ROWS` are
/// filled in.
const QUESTIONS: [(&str, &str); 31] = [
    ("evaluate", "evaluate DIR"),
    ("figures", "figures DIR"),
    ("explain", "explain DIR F26"),
    ("explain-grouped", "explain DIR class-size"),
    ("about", "about DIR 2150900001"),
    ("bodies", "about DIR"),
    ("rosters", "rosters DIR --on 2022-12-31"),
    ("roster", "rosters DIR five-actor-matrix --on 2022-12-31"),
    ("roster-tree", "rosters DIR grid --on 2022-12-31 --chain CHAIN"),
    ("duties", "duties DIR --year 2022 --on 2022-12-31"),
    ("duty", "duties DIR town-inspections --year 2022 --on 2022-12-31"),
    ("cases", "cases DIR --on 2022-12-31"),
    ("loop", "cases DIR rectification --on 2022-12-31"),
    ("case", "cases DIR rectification CASE --on 2022-12-31"),
    ("notices", "notices DIR"),
    ("notice", "notices DIR NOTICE"),
    ("districts", "districts AMONG"),
    ("draws", "draw list DIR"),
    ("devices", "devices DIR"),
    ("claims", "claims TEXT"),
    ("claims-against", "claims TEXT --against DIR --before OLD"),
    ("journal-root", "journal root DIR"),
    ("journal-verify", "journal verify DIR"),
    ("journal-proof", "journal verify PROOF --key KEY"),
    ("import", "import DIR ROWS --dry-run"),
    ("rebuild", "rebuild DIR"),
    ("burden", "burden DIR --year 2022"),
    ("watch", "watch DIR"),
    ("plans", "plan places DIR --compare --on 2022-12-31"),
    ("plan-funds", "plan funds DIR --scenario 500152-QJ-021 --on 2022-12-31"),
    ("plan-places", "plan places DIR --scenario 500152-QJ-004 --on 2022-12-31"),
];

#[test]
fn every_answer_in_json_keeps_its_keys_and_types() {
    let anew = std::env::var_os("DUHENG_ANEW").is_some();
    let mut wrong = Vec::new();
    for (name, shape) in shapes("shapes") {
        if anew {
            std::fs::write(file(&name), &shape).unwrap();
            wrong.push(format!("{name}: written anew"));
            continue;
        }
        let kept = std::fs::read_to_string(file(&name)).unwrap_or_default();
        let (kept, now) = (keys(&kept), keys(&shape));
        for (key, kind) in &kept {
            match now.get(key) {
                None => wrong.push(format!("{name}: no more {key}")),
                // Whether a cell is empty is the district's to say, not the shape's.
                Some(other) if other != kind && *other != "null" && *kind != "null" => {
                    wrong.push(format!("{name}: {key} was {kind}, is {other}"))
                }
                Some(_) => {}
            }
        }
        wrong.extend(
            now.keys().filter(|key| !kept.contains_key(*key)).map(|key| format!("{name}: new {key}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_keys_that_others_build_on_are_there() {
    let listed = |name: &str| std::fs::read_to_string(file(name)).unwrap();
    for (name, keys) in [
        (
            "evaluate",
            &["indicators[].id: string", "indicators[].name: string", "indicators[].pack: string"][..],
        ),
        (
            "evaluate",
            &[
                "indicators[].value: ",
                "indicators[].unit: ",
                "indicators[].printed: ",
                "indicators[].verdict: ",
            ],
        ),
        ("figures", &["figures[].id: string", "figures[].indicator: string", "figures[].printed: "]),
        ("figures", &["figures[].value: ", "figures[].unit: string", "figures[].rows: number"]),
        ("duties", &["year: number", "day: string", "duties[].id: string", "duties[].owed: number"]),
        ("duties", &["duties[].done: number", "duties[].gaps: number"]),
        (
            "claims",
            &["quantities[].text: string", "quantities[].lo: ", "quantities[].hi: ", "quantities[].hedge: "],
        ),
        (
            "claims",
            &[
                "claims[].span: ",
                "claims[].relation: ",
                "claims[].verdict: string",
                "claims[].published.text: ",
            ],
        ),
        (
            "claims",
            &[
                "claims[].operands[].start: number",
                "claims[].strength: ",
                "claims[].note: ",
                "remarks: array",
            ],
        ),
    ] {
        for key in keys {
            assert!(listed(name).lines().any(|line| line.starts_with(key)), "{name}: {key}");
        }
    }
}

fn keys(shape: &str) -> BTreeMap<&str, &str> {
    shape.lines().filter_map(|line| line.split_once(": ")).collect()
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shapes").join(format!("{name}.txt"))
}

/// What every question answers: a line a path, with the types found there.
fn shapes(scratch: &str) -> Vec<(String, String)> {
    let district = Scratch::district(scratch);
    let dir = at(&district.0);
    let path = |name: &str, content: &str| {
        let path = district.path(name);
        std::fs::write(&path, content).unwrap();
        at(&path).to_owned()
    };
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let notices = json(&["notices", dir, "--json"]);
    let cases = json(&["cases", dir, "rectification", "--on", "2022-12-31", "--json"]);
    let schools = json(&["rosters", dir, "grid-schools", "--json"]);
    let proof = district.path("proof.json");
    std::fs::write(&proof, crate::said(&["journal", "prove", dir, "7"])).unwrap();
    let among = district.path("among");
    crate::said(&["init", at(&among.join("500152")), "--pack", "chongqing-2023"]);
    let filled = BTreeMap::from([
        ("AMONG", at(&among).to_owned()),
        ("DIR", dir.to_owned()),
        ("TEXT", path("text.txt", TEXT)),
        ("OLD", path("old.txt", LAST_YEAR)),
        ("NOTICE", text(&notices["notices"][0]["id"])),
        ("CASE", text(&cases["cases"][0]["id"])),
        ("CHAIN", text(&schools["posts"][0]["key"])),
        ("PROOF", at(&proof).to_owned()),
        ("KEY", text(&json(&["journal", "root", dir, "--json"])["key"])),
        ("ROWS", at(&district.path("files/教育经费.csv")).to_owned()),
    ]);
    let asked = |words: &str| -> Vec<String> {
        let word = |word: &str| filled.get(word).cloned().unwrap_or_else(|| word.to_owned());
        words.split(' ').map(word).chain(["--json".to_owned()]).collect()
    };
    let shape = |(name, words): (&str, &str)| {
        let words = asked(words);
        let output = crate::duheng(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let answer: Value =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{words:?}: {output:?}"));
        let mut found = BTreeMap::new();
        walk(&answer, "", &mut found);
        let line = |(path, mut types): (String, BTreeSet<&str>)| {
            if types.len() > 1 {
                types.remove("null");
            }
            format!("{path}: {}\n", types.into_iter().collect::<Vec<_>>().join("|"))
        };
        (name.to_owned(), found.into_iter().map(line).collect())
    };
    QUESTIONS.into_iter().map(shape).collect()
}

fn walk(value: &Value, path: &str, found: &mut BTreeMap<String, BTreeSet<&'static str>>) {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !path.is_empty() {
        found.entry(path.to_owned()).or_default().insert(kind);
    }
    match value {
        Value::Array(list) => list.iter().for_each(|one| walk(one, &format!("{path}[]"), found)),
        Value::Object(fields) => {
            for (key, one) in fields {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                walk(one, &path, found);
            }
        }
        _ => {}
    }
}
