//! Acts: canonical text, what speaks against them, what they do.

use super::*;
use proptest::prelude::*;

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        (any::<i64>(), 0_u32..12).prop_map(|(m, s)| Value::Number(quantity::Decimal::new(i128::from(m), s))),
        "\\PC{0,8}|[\\\\\t\n\r/|]{0,4}".prop_map(Value::Text),
        any::<bool>().prop_map(Value::Boolean),
        (1900_i32..2100, 1_u8..13, 1_u8..29).prop_map(|(year, month, day)| Value::Date(define::Date {
            year,
            month,
            day
        })),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let word = || "[\\PC\\\\\t\n\r]{0,6}";
    let cells = proptest::collection::btree_map(word(), value(), 0..5);
    let origin = proptest::option::of((word(), any::<u32>()).prop_map(|(file, row)| Origin { file, row }));
    let value = (word(), word(), word(), word()).prop_map(|(id, printed, value, verdict)| ClosedValue {
        id,
        printed,
        value,
        verdict,
    });
    let values = proptest::collection::vec(value, 0..3);
    prop_oneof![
        (word(), word(), proptest::option::of(any::<i32>())).prop_map(|(pack, hash, year)| Act::AdoptPack {
            pack,
            hash,
            year
        }),
        (word(), word(), origin, cells).prop_map(|(register, key, origin, cells)| Act::Record {
            register,
            key,
            origin,
            cells: cells.into_iter().collect(),
        }),
        (word(), word(), word()).prop_map(|(register, key, reason)| Act::Withdraw { register, key, reason }),
        (any::<u64>(), word(), any::<u64>(), any::<u64>(), word()).prop_map(
            |(entry, register, number, until, reason)| Act::Erase {
                entry,
                row: ErasedRow { register, number, until },
                reason
            }
        ),
        (any::<i32>(), word(), any::<u64>(), word(), values, proptest::collection::vec(word(), 0..3))
            .prop_map(|(year, pack, size, root, values, sentences)| Act::Close {
                day: define::Date::new(2023, 1, 6).unwrap(),
                year,
                pack,
                size,
                root,
                values,
                sentences
            }),
        word().prop_map(|note| Act::RotateKey { note }),
    ]
}

proptest! {
    #[test]
    fn the_text_of_an_act_is_read_back_as_the_act(act in act()) {
        prop_assert_eq!(Act::parse(&act.print()), Ok(act));
    }

    #[test]
    fn a_text_that_is_accepted_is_printed_back_byte_for_byte(act in act(), at in any::<u16>(), byte in any::<u8>()) {
        let mut bytes = act.print().into_bytes();
        let at = usize::from(at) % bytes.len();
        bytes[at] = byte;
        if let Ok(text) = String::from_utf8(bytes)
            && let Ok(read) = Act::parse(&text)
        {
            prop_assert_eq!(read.print(), text);
        }
    }
}

#[test]
fn the_canonical_text_is_the_documented_one() {
    let act = Act::Record {
        register: "education-budget".into(),
        key: "2022/教育事业费".into(),
        origin: Some(Origin { file: "教育经费.csv".into(), row: 7 }),
        cells: vec![
            ("年度".into(), Value::Number(2022.into())),
            ("科目".into(), Value::Text("教育\t事业费".into())),
            ("金额".into(), Value::Number("1543523456.78".parse().unwrap())),
        ],
    };
    let text = "duheng-act\t1\trecord\nregister\teducation-budget\nkey\t2022/教育事业费\norigin\t教育经费.csv\t7\n\
                cell\t年度\tnumber\t2022\ncell\t科目\ttext\t教育\\t事业费\ncell\t金额\tnumber\t1543523456.78\n";
    assert_eq!(act.print(), text);
    for (broken, reason) in [
        (text.trim_end().to_string(), "a line without its end"),
        (text.replace("number\t2022", "number\t2022.0"), "not in canonical form"),
        (text.replace("number\t2022", "number\t02022"), "not in canonical form"),
        (text.replace("金额", "年度"), "a field twice"),
        (text.replace("\\t", "\\x"), "an unknown escape"),
        (text.replace("\t1\trecord", "\t2\trecord"), "not an act of version 1"),
        (format!("{text}cell\t多\tnumber\t一\n"), "not a value of its kind"),
    ] {
        assert_eq!(Act::parse(&broken).unwrap_err().reason, reason, "{broken}");
    }
}

/// Present rows in memory.
struct Memory {
    pack: Pack,
    rows: BTreeMap<(String, String), Row>,
    bodies: Vec<bool>,
}

impl Facts for Memory {
    fn register(&self, id: &str) -> Option<&Register> {
        self.pack.register_by_id(id)
    }
    fn row(&self, register: &str, key: &str) -> Option<Row> {
        self.rows.get(&(register.to_string(), key.to_string())).cloned()
    }
    fn holds(&self, register: &str, field: &str, value: &str) -> bool {
        let Some(register) = self.pack.register(register) else { return false };
        let Some((position, _)) = register.field(field) else { return false };
        let rows = self.rows.iter().filter(|((id, _), _)| *id == register.id);
        rows.map(|(_, row)| &row.values[position]).any(|cell| *cell == Some(Value::Text(value.to_string())))
    }
    fn entries(&self) -> u64 {
        self.bodies.len() as u64
    }
    fn has_body(&self, entry: u64) -> bool {
        self.bodies.get(entry as usize).copied().unwrap_or(false)
    }
    fn has_pack(&self, hash: &str) -> bool {
        self.pack.hash == hash
    }
}

impl Memory {
    fn perform(&mut self, act: &Act) -> Vec<Finding> {
        let findings = check(act, self);
        if has_error(&findings) {
            return findings;
        }
        match apply(act, |id| self.pack.register_by_id(id)).unwrap() {
            Change::Put { register, key, row } => {
                self.rows.insert((register, key), row);
            }
            Change::Remove { register, key } => {
                self.rows.remove(&(register, key));
            }
            Change::Erase { entry, .. } => self.bodies[entry as usize] = false,
            Change::Adopt { .. } | Change::Close { .. } | Change::Rotate { .. } => {}
        }
        self.bodies.push(true);
        Vec::new()
    }
}

#[test]
fn an_act_that_does_not_fit_is_refused_with_every_ground() {
    let mut memory = Memory { pack: pack(), rows: BTreeMap::new(), bodies: Vec::new() };
    let codes = |findings: Vec<Finding>| findings.iter().map(|finding| finding.code).collect::<Vec<_>>();
    let number = |n: i32| Value::Number(n.into());
    let text = |t: &str| Value::Text(t.to_string());
    let act = |register: &str, key: &str, cells: &[(&str, Value)]| Act::Record {
        register: register.into(),
        key: key.into(),
        origin: None,
        cells: cells.iter().map(|(field, value)| (field.to_string(), value.clone())).collect(),
    };
    assert_eq!(codes(memory.perform(&act("nowhere", "1", &[]))), ["act.register-unknown"]);
    let wrong = act(
        "kindergarten",
        "2022/2",
        &[
            ("学年", number(2022)),
            ("标识码", text("1150015201")),
            ("城乡", text("郊区")),
            ("镇街", text("500152999")),
            ("操场", number(1)),
        ],
    );
    let told = ["act.value", "act.reference", "act.field-unknown", "act.missing", "act.key"];
    assert_eq!(codes(memory.perform(&wrong)), told);
    assert_eq!(memory.perform(&act("town", "500152001", &[("代码", text("500152001"))])), []);
    let right = act(
        "kindergarten",
        "2022/1150015201",
        &[
            ("学年", number(2022)),
            ("标识码", text("1150015201")),
            ("在园幼儿", number(3)),
            ("镇街", text("500152001")),
        ],
    );
    assert_eq!(memory.perform(&right), []);
    let withdraw = |reason: &str| Act::Withdraw {
        register: "kindergarten".into(),
        key: "2022/1150015201".into(),
        reason: reason.into(),
    };
    assert_eq!(codes(memory.perform(&withdraw(" "))), ["act.reason"]);
    assert_eq!(memory.perform(&withdraw("重复登记")), []);
    assert_eq!(codes(memory.perform(&withdraw("重复登记"))), ["act.row-missing"]);
    let row = |until| ErasedRow { register: "kindergarten".into(), number: 1, until };
    let basis = "个人信息保护法第四十七条";
    let erase = |entry| Act::Erase { entry, row: row(entry + 1), reason: basis.into() };
    assert_eq!(
        codes(memory.perform(&Act::Erase { entry: 1, row: row(2), reason: " ".into() })),
        ["act.reason"]
    );
    assert_eq!(
        codes(memory.perform(&Act::Erase { entry: 1, row: row(0), reason: basis.into() })),
        ["act.entry-row"]
    );
    assert_eq!(memory.perform(&erase(1)), []);
    assert_eq!(codes(memory.perform(&erase(1))), ["act.entry-erased"]);
    assert_eq!(codes(memory.perform(&erase(9))), ["act.entry-missing"]);
    let adopt = |hash: &str| Act::AdoptPack { pack: "pack".into(), hash: hash.into(), year: Some(2023) };
    assert_eq!(codes(memory.perform(&adopt("xyz"))), ["act.hash"]);
    assert_eq!(codes(memory.perform(&adopt(&"0".repeat(64)))), ["act.pack-missing"]);
    // A change of the key is for the entry that it names, and signed by both.
    let signer = |byte| proof::LogSigner::from_secret(&[byte; 32]).unwrap();
    let rotate = |entry| {
        let rotation = proof::Rotation::sign("duheng/样例区", entry, &signer(7), &signer(8));
        Act::RotateKey { note: rotation.text() }
    };
    let entries = memory.bodies.len() as u64;
    assert_eq!(codes(memory.perform(&rotate(entries + 1))), ["act.rotation"]);
    assert_eq!(codes(memory.perform(&Act::RotateKey { note: "换".into() })), ["act.rotation"]);
    assert_eq!(memory.perform(&rotate(entries)), []);
    let close = |size, values: &[&str]| Act::Close {
        year: 2022,
        pack: "0".repeat(64),
        size,
        root: "00".into(),
        day: define::Date::new(2023, 1, 6).unwrap(),
        values: values
            .iter()
            .map(|id| ClosedValue {
                id: (*id).into(),
                printed: "1.01%".into(),
                value: "1.0101".into(),
                verdict: "met".into(),
            })
            .collect(),
        sentences: vec!["一般公共预算教育支出增长1.01%。".into()],
    };
    assert_eq!(codes(memory.perform(&close(99, &[]))), ["act.entry-missing", "act.close-empty"]);
    assert_eq!(memory.perform(&close(2, &["growth"])), []);
    let hash = memory.pack.hash.clone();
    assert_eq!(memory.perform(&adopt(&hash)), []);
}

#[test]
fn reading_the_same_table_again_changes_nothing_and_one_changed_cell_is_one_act() {
    let pack = pack();
    let register = pack.register("幼儿园").unwrap();
    let text =
        "学年|标识码|在园幼儿|持证率\n2022|1150015201|3|93.6%\n2022|1150015202|4|\n2022|1150015203|5|90%";
    let read = |text: &str| read_table(register, &table("表.csv", text), Some("50")).rows;
    let mut memory = Memory { pack: pack.clone(), rows: BTreeMap::new(), bodies: Vec::new() };
    let first = difference(read(text), |key| memory.row("kindergarten", key));
    assert_eq!((first.recorded.len(), first.changed.len(), first.unchanged), (3, 0, 0));
    for act in first.acts(register, "表.csv") {
        assert_eq!(memory.perform(&act), []);
    }
    let again = difference(read(text), |key| memory.row("kindergarten", key));
    assert_eq!(again.acts(register, "表.csv"), []);
    let written = text.replace("93.6%", "93.60");
    assert_eq!(difference(read(&written), |key| memory.row("kindergarten", key)).unchanged, 3);
    let changed = difference(read(&text.replace("|4|", "|6|")), |key| memory.row("kindergarten", key));
    let acts = changed.acts(register, "表.csv");
    let [Act::Record { key, origin, .. }] = &acts[..] else { panic!("one act") };
    assert_eq!((key.as_str(), origin.as_ref().unwrap().row), ("2022/1150015202", 3));
    let (before, after) = &changed.changed[0];
    assert_eq!(ledger::Difference::fields(register, before, &after.row), ["在园幼儿"]);
    assert_eq!(record(register, &after.key, &after.row, None).print().lines().count(), 6);
}
