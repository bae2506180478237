//! Bad files are told in words, with the place; nothing is set aside for what is only announced.

use plan::Format;

/// Codes of what is wrong, and all the words.
fn wrong(text: &str, format: Format) -> (Vec<&'static str>, String) {
    let found = plan::read(text, "题目.txt", format).expect_err("this file is bad");
    let words = found.iter().map(|one| one.to_string()).collect::<Vec<_>>().join("\n");
    (found.iter().map(|one| one.code).collect(), words)
}

#[test]
fn a_table_tells_all_that_is_wrong_at_once_with_its_cells() {
    let text = "村庄,学生,甲校,乙校,乙校\n学位,,30,0,40\n费用,,1,-5,2\n状态,,已开,开,可开\n\
                东村,0,1,2,3\n西村,12,1,,3\n西村,5,1,2,3\n北村,7,1,2,三\n南村,8,1,2,3,4\n";
    let (codes, words) = wrong(text, Format::Csv);
    for code in [
        "school-name",
        "negative",
        "state",
        "no-pupils",
        "hole",
        "twice",
        "not-a-number",
        "too-wide",
        "no-places",
    ] {
        assert!(codes.contains(&format!("plan.csv.{code}").as_str()), "{code}: {words}");
    }
    for place in ["E1", "D3", "D4", "B5", "D6", "A7", "E8", "F9"] {
        assert!(words.contains(&format!("题目.txt {place}：")), "{place}: {words}");
    }
    assert!(words.contains("“西村”到“乙校”空着"), "{words}");
    // A row of the schools that stands behind the villages is not theirs.
    let (_, words) = wrong("村庄,学生,甲校\n东村,3,1\n学位,,\n", Format::Csv);
    assert!(!words.contains("东村"), "{words}");
}

#[test]
fn a_file_that_breaks_off_says_where_at_every_length() {
    let whole = "2 2\n10 5\n10 6\n4 4\n3 1\n2 9\n";
    let words: Vec<&str> = whole.split_ascii_whitespace().collect();
    for length in 0..words.len() {
        let (codes, told) = wrong(&words[..length].join("\n"), Format::Holmberg);
        assert_eq!(codes, ["plan.file.cut-off"], "{told}");
    }
    assert!(plan::read(whole, "题目.txt", Format::Holmberg).is_ok());
    assert_eq!(wrong(&format!("{whole} 7"), Format::Holmberg).0, ["plan.file.too-long"]);
}

#[test]
fn numbers_that_are_only_announced_cost_nothing() {
    let huge = "9999999999";
    for (format, text) in [
        (Format::OrlibPmed, format!("{huge} {huge} {huge}\n1 2 3\n")),
        (Format::OrlibPmed, format!("{huge} 1 5\n1 2 3\n")),
        (Format::OrlibCap, format!("{huge} {huge}\n10 5\n")),
        (Format::Holmberg, format!("{huge} {huge}\n10 5\n")),
        (Format::Holmberg, "99999999999999999999999999999999999999 1\n".to_owned()),
    ] {
        let (codes, words) = wrong(&text, format);
        assert_eq!(codes.len(), 1, "{words}");
        assert!(words.starts_with("错误 题目.txt"), "{words}");
    }
}

#[test]
fn each_kind_of_bad_number_has_its_words() {
    for (text, code) in [
        ("2 1 1\n1 3 4\n", "plan.file.no-such-node"),
        ("2 1 1\n1 2 -4\n", "plan.file.negative"),
        ("2 1 1\n1 2 x\n", "plan.file.not-a-number"),
        ("2 1 0\n1 2 4\n", "plan.file.not-a-count"),
        ("5 1 1\n1 2 4\n", "plan.file.lonely-node"),
        ("2 1 1\n1 2 99999999999999999999999999\n", "plan.file.too-great"),
    ] {
        assert_eq!(wrong(text, Format::OrlibPmed).0, [code]);
    }
    assert_eq!(wrong("1 1\ncapacity 5\n4\n3\n", Format::OrlibCap).0, ["plan.file.capacity-left-open"]);
    assert_eq!(wrong("1 1\n9 5\n0\n3\n", Format::OrlibCap).0, ["plan.client.no-demand"]);
    assert_eq!(wrong("", Format::Csv).0, ["plan.file.empty"]);
    assert_eq!(wrong("村庄,学生\n", Format::Csv).0, ["plan.csv.no-school", "plan.csv.no-village"]);
}

#[test]
fn the_last_of_several_edges_counts() {
    let problem = plan::read("2 2 1\n1 2 3\n2 1 8\n", "题目.txt", Format::OrlibPmed).unwrap().problem;
    assert_eq!(problem.cost(0, 1), Some(8));
}

#[test]
fn costs_of_a_unit_that_do_not_end_are_told() {
    let read = plan::read("2 2\n3 1\n3 1\n3\n1 1\n1\n1 1\n", "题目.txt", Format::OrlibCap).unwrap();
    assert_eq!(read.notes.len(), 1);
    assert!(read.notes[0].sentence.contains("至多相差0.000000002"), "{}", read.notes[0]);
    let even = plan::read("2 2\n3 1\n3 1\n4\n1 1\n1\n1 1\n", "题目.txt", Format::OrlibCap).unwrap();
    assert!(even.notes.is_empty() && even.problem.places == 2);
}

/// A village names the schools that it can reach, or says of each school what it costs: the same problem.
#[test]
fn a_village_that_names_its_schools_is_the_same_village() {
    let head = "村庄,学生,甲校,乙校,丙校\n学位,,90,60,60\n费用,,0,50,50\n";
    let full = format!("{head}东村,30,1.2,3,不可达\n西村,45,不可达,0.8,4\n");
    let named = format!("{head}东村,30,乙校=3,甲校=1.2\n西村,45,丙校=4,乙校= 0.8,\n");
    let solved = |text: &str| {
        let problem = plan::read(text, "题目.csv", Format::Csv).unwrap().problem;
        let links: Vec<Vec<(usize, i64)>> =
            (0..2).map(|village| problem.links.of(village).collect()).collect();
        (links, problem.places)
    };
    assert_eq!(solved(&full), solved(&named));
    assert_eq!(solved(&named).0, [vec![(0, 360), (1, 900)], vec![(1, 360), (2, 1800)]]);
    let (codes, words) =
        wrong(&format!("{head}东村,30,甲校=1,丁校=2,乙校=-1,丙校=三,7\n西村,4,甲校=1,甲校=2\n"), Format::Csv);
    let all = ["too-wide", "named-twice"].map(|code| format!("plan.csv.{code}"));
    assert_eq!(codes, all, "{words}");
    let (codes, words) =
        wrong(&format!("{head}东村,30,丁校=2,乙校=-1,丙校=三\n北村,4,甲校=1,7\n"), Format::Csv);
    let all =
        ["other-school", "negative", "not-a-number", "not-named"].map(|code| format!("plan.csv.{code}"));
    assert_eq!(codes, all, "{words}");
    for place in ["C4", "D4", "E4", "D5"] {
        assert!(words.contains(&format!("题目.txt {place}：")), "{place}: {words}");
    }
}
