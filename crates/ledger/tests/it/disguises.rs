//! Keys by a generator: however a key comes to be typed, it is the same key or a refusal, never a second row.

use define::{File, PackFiles, check};
use ledger::{key_identity, read_table};

const REGISTER: &str = r#"
name = "人员"
counter = "人"
kind = "state"
key = ["编号"]
owner = "办公室"
source = { document = "例", status = "local" }
[[fields]]
name = "编号"
type = "text"
required = true
[[fields]]
name = "姓名"
type = "text"
label = true
required = true
"#;

/// Keys of the kinds that districts have.
const KEYS: [&str; 8] = [
    "500152-BA-001",
    "2150900001",
    "001234",
    "500152199001011234",
    "FZ2022001",
    "ZG-2022-7",
    "潼府发〔2022〕3号",
    "A-00017",
];

/// Something done to a key.
type Disguise = fn(&str) -> String;

/// What people and programs make of a key.
const DISGUISES: [(&str, Disguise); 19] = [
    ("as it is", str::to_owned),
    ("spaces around", |key| format!("  {key}\u{3000}")),
    ("zero-width space behind", |key| format!("{key}\u{200b}")),
    ("zero-width space inside", |key| key.replacen('0', "0\u{200b}", 1)),
    ("byte order mark", |key| format!("\u{feff}{key}")),
    ("soft hyphen", |key| format!("{key}\u{ad}")),
    ("apostrophe", |key| format!("'{key}")),
    ("curly apostrophe", |key| format!("’{key}")),
    ("formula of a text", |key| format!("=\"{key}\"")),
    ("curly quotes", |key| format!("“{key}”")),
    ("full width", |key| {
        key.chars()
            .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c })
            .collect()
    }),
    ("en dash", |key| key.replace('-', "–")),
    ("em dash", |key| key.replace('-', "—")),
    ("minus", |key| key.replace('-', "−")),
    ("non-breaking hyphen", |key| key.replace('-', "\u{2011}")),
    ("lower case", str::to_lowercase),
    ("point nought", |key| {
        if key.len() >= 8 && key.bytes().all(|b| b.is_ascii_digit()) {
            format!("{key}.0")
        } else {
            key.to_owned()
        }
    }),
    ("lost noughts", |key| {
        if key.bytes().all(|b| b.is_ascii_digit()) {
            key.trim_start_matches('0').to_owned()
        } else {
            key.to_owned()
        }
    }),
    ("scientific", |key| {
        if key.len() > 11 && key.bytes().all(|b| b.is_ascii_digit()) {
            format!("{}.{}E+{}", &key[..1], &key[1..6], key.len() - 1)
        } else {
            key.to_owned()
        }
    }),
];

#[test]
fn a_key_in_disguise_is_the_key_or_a_refusal() {
    let pack = File::new("pack.toml", "id = \"p\"\nname = \"例\"\n");
    let checked = check(&[PackFiles::new("p", vec![pack, File::new("registers/person.toml", REGISTER)])]);
    let pack = checked.pack.unwrap_or_else(|| panic!("{:?}", checked.findings));
    let register = pack.register("人员").unwrap();
    let (mut same, mut refused) = (0, 0);
    for key in KEYS {
        for (what, disguise) in DISGUISES {
            let cell = disguise(key).replace('"', "\"\"");
            let text = format!("编号,姓名\n{key},甲\n\"{cell}\",乙\n");
            let file = reader::tables("人员.csv", text.as_bytes(), None);
            assert!(file.findings.is_empty(), "{what}: {:?}", file.findings);
            let both = read_table(register, &file.tables[0], None);
            // Beside the key itself in one file it is told as the same one, or refused for what it is.
            assert!(finding::has_error(&both.findings), "{key} {what}: {:?}", both.rows);
            let text = format!("编号,姓名\n\"{cell}\",乙\n");
            let file = reader::tables("人员.csv", text.as_bytes(), None);
            let alone = read_table(register, &file.tables[0], None);
            match alone.rows.as_slice() {
                [] => refused += 1,
                [row] => {
                    assert_eq!(key_identity(&row.key), key_identity(key), "{key} {what}");
                    same += 1;
                }
                more => panic!("{more:?}"),
            }
        }
    }
    assert_eq!((same + refused, refused), (KEYS.len() * DISGUISES.len(), 1));
}

#[test]
fn keys_that_differ_in_more_than_form_stay_two() {
    let mut identities: Vec<String> = KEYS.iter().map(|key| key_identity(key)).collect();
    identities.extend((1..500).map(|number| key_identity(&format!("500152-BA-{number:03}A"))));
    let all = identities.len();
    identities.sort();
    identities.dedup();
    assert_eq!(identities.len(), all);
}
