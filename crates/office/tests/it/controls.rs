//! Characters that act on a terminal or turn what is read: refused in every encoding, at every place of a file, by every
//! door.

use crate::district::{CLASSES, District, SCHOOLS};
use crate::workbook;
use crate::{by, now};
use office::{Given, ImportOptions, view::ImportOutcome};

/// One of each kind: NUL, bell, escape, DEL, C1, the turns of direction, no character at all.
const CONTROLS: [char; 17] = [
    '\0', '\u{7}', '\u{8}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9b}', '\u{9d}', '\u{200e}', '\u{200f}',
    '\u{61c}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{fffe}', '\u{ffff}',
];

/// The text as the bytes of a file in every encoding that import reads.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let wide = |mark: u16, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(mark).chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with its mark", format!("\u{feff}{text}").into_bytes()),
        ("GB18030", encoding_rs::GB18030.encode(text).0.into_owned()),
        ("UTF-16LE", wide(0xFEFF, u16::to_le_bytes)),
        ("UTF-16BE", wide(0xFEFF, u16::to_be_bytes)),
    ]
}

fn refused(district: &District, outcome: &ImportOutcome, code: &str, place: &str, what: &str) {
    assert!(!outcome.recorded, "{what}");
    let found: Vec<(&str, String)> =
        outcome.findings.iter().map(|finding| (finding.code, finding.place.to_string())).collect();
    assert!(found.iter().any(|one| one.0 == code && one.1 == place), "{what}: {found:?}");
    for finding in &outcome.findings {
        let shown = finding.to_string();
        assert!(shown.chars().all(|letter| letter == '\n' || !finding_control(letter)), "{what}: {shown:?}");
    }
    assert_eq!(district.entries(), 1, "{what}");
}

/// What no terminal may be given, written down here once more.
fn finding_control(letter: char) -> bool {
    matches!(u32::from(letter),
        0..=0x1f | 0x7f..=0x9f | 0x200e | 0x200f | 0x61c | 0x202a..=0x202e | 0x2066..=0x2069 | 0xfffe | 0xffff)
}

#[test]
fn every_control_is_refused_at_its_cell_in_every_encoding() {
    let district = District::new();
    for control in CONTROLS {
        for (place, code, text) in [
            ("学校.csv C2", "import.cell.control", SCHOOLS.replace("小学一", &format!("小{control}学一"))),
            (
                "学校.csv B3",
                "import.cell.control",
                SCHOOLS.replace("2150000002", &format!("215000{control}0002")),
            ),
            ("学校.csv C1", "import.header.control", SCHOOLS.replacen("名称", &format!("名{control}称"), 1)),
        ] {
            for (encoding, bytes) in encodings(&text) {
                let what = format!("U+{:04X} in {encoding}", u32::from(control));
                let outcome = district.import_bytes("学校.csv", &bytes, &ImportOptions::default());
                refused(&district, &outcome, code, place, &what);
            }
        }
        let name = format!("学{control}校.csv");
        let options = ImportOptions { register: Some("学校".to_owned()), ..ImportOptions::default() };
        let outcome = district.import_bytes(&name, SCHOOLS.as_bytes(), &options);
        assert!(
            !outcome.recorded && outcome.findings[0].code == "import.file.control",
            "{:?}",
            outcome.findings
        );
    }
    assert!(
        district.import(&[("学校.csv", SCHOOLS), ("班级.csv", CLASSES)]).recorded,
        "the files are good without"
    );
}

#[test]
fn every_control_is_refused_in_a_workbook_as_itself_and_as_a_reference() {
    let district = District::new();
    for control in CONTROLS {
        for written in [control.to_string(), format!("&#{};", u32::from(control))] {
            let rows =
                workbook::header(1) + &workbook::line(2, "1").replace("科目2", &format!("科{written}目"));
            let outcome = district.import_bytes(
                "上报表.xlsx",
                &workbook::workbook(&rows, ""),
                &ImportOptions::default(),
            );
            let codes: Vec<&str> = outcome.findings.iter().map(|finding| finding.code).collect();
            // What is not even XML may be told as a broken workbook.
            let told = codes.contains(&"import.cell.control") || codes.contains(&"import.xlsx.broken");
            assert!(!outcome.recorded && told, "U+{:04X}: {codes:?}", u32::from(control));
        }
    }
    assert_eq!(district.entries(), 1);
}

#[test]
fn what_a_person_types_passes_the_same_check_and_a_text_may_have_lines() {
    let district = District::new();
    let me = by(&district.office, "本机");
    let school = |name: &str, code: &str| {
        let cells = [
            ("学年", "2022"),
            ("标识码", code),
            ("名称", name),
            ("城乡", "城区"),
            ("学生", "9"),
            ("专任教师", "3"),
        ];
        district.office.record(&me, &[Given::new("学校", &cells)]).unwrap()
    };
    for control in CONTROLS {
        let outcome = school(&format!("样例{control}小学"), "2150000001");
        assert_eq!(outcome.first_entry, None);
        assert_eq!(outcome.findings[0].code, "import.cell.control", "U+{:04X}", u32::from(control));
    }
    for (name, code) in [("样例\n小学", "2150000001"), ("样例\r\n小学\t一", "2150000002")] {
        let outcome = school(name, code);
        assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    }
    assert_eq!(
        school("样例\r小学", "2150000003").first_entry,
        None,
        "a bare return goes back over what is written"
    );
    let outcome = district.office.withdraw(&me, "学校", "2022/2150000001", "重\u{1b}[2J复").unwrap();
    assert_eq!(outcome.findings[0].code, "act.control");
    assert_eq!(now(&district.office).journal_root().unwrap().size, 3);
}
