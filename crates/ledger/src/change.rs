//! What an act does to the rows, and what must hold before it may.

use crate::{Act, ErasedRow, MASK, Row, Value, shown, shown_key, shown_value};
use define::{FieldType, Register};
use finding::{Finding, Place};

/// What the rules may ask about the present state.
pub trait Facts {
    /// The register of that id in the adopted pack.
    fn register(&self, id: &str) -> Option<&Register>;
    /// The present row of that key.
    fn row(&self, register: &str, key: &str) -> Option<Row>;
    /// Whether some present row of the register with that name holds the value in the field.
    fn holds(&self, register: &str, field: &str, value: &str) -> bool;
    /// How many entries the journal has.
    fn entries(&self) -> u64;
    /// Whether the body of that entry is there to be erased.
    fn has_body(&self, entry: u64) -> bool;
    /// Whether a pack of that content hash is kept.
    fn has_pack(&self, hash: &str) -> bool;
}

/// The change of the rows that an act stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Rows are read by another pack from now on.
    Adopt {
        /// Id of the pack.
        pack: String,
        /// Its content hash.
        hash: String,
        /// The year; none of a pack that is of no year.
        year: Option<i32>,
    },
    /// The row of this key is this one.
    Put {
        /// Id of the register.
        register: String,
        /// Key of the row.
        key: String,
        /// The row.
        row: Row,
    },
    /// There is no row of this key.
    Remove {
        /// Id of the register.
        register: String,
        /// Key of the row.
        key: String,
    },
    /// Body and salt of the entry are gone, and the version that it made has no content.
    Erase {
        /// Number of the entry.
        entry: u64,
        /// Its row.
        row: ErasedRow,
    },
    /// A year is frozen.
    Close {
        /// The year.
        year: i32,
    },
    /// Another key signs.
    Rotate {
        /// The note that both keys signed.
        note: String,
    },
}

/// The act that records a row.
pub fn record(register: &Register, key: &str, row: &Row, origin: Option<crate::Origin>) -> Act {
    let cells = register.fields.iter().zip(&row.values);
    Act::Record {
        register: register.id.clone(),
        key: key.to_string(),
        origin,
        cells: cells.filter_map(|(field, value)| Some((field.name.clone(), value.clone()?))).collect(),
    }
}

/// What an act does. None when the act names a register or a field that the register given does not have; after
/// [`check`] found nothing this cannot be.
///
/// `register` is asked for the register of an id.
pub fn apply<'r>(act: &Act, register: impl Fn(&str) -> Option<&'r Register>) -> Option<Change> {
    Some(match act {
        Act::AdoptPack { pack, hash, year } => {
            Change::Adopt { pack: pack.clone(), hash: hash.clone(), year: *year }
        }
        Act::Record { register: id, key, cells, .. } => {
            let fields = &register(id)?.fields;
            let mut row = Row { values: vec![None; fields.len()] };
            for (name, value) in cells {
                let position = fields.iter().position(|field| field.name == *name)?;
                row.values[position] = Some(value.clone());
            }
            Change::Put { register: id.clone(), key: key.clone(), row }
        }
        Act::Withdraw { register, key, .. } => {
            Change::Remove { register: register.clone(), key: key.clone() }
        }
        Act::Erase { entry, row, .. } => Change::Erase { entry: *entry, row: row.clone() },
        Act::Close { year, .. } => Change::Close { year: *year },
        Act::RotateKey { note } => Change::Rotate { note: note.clone() },
    })
}

/// Everything that speaks against an act in the present state. Empty when it may be recorded.
pub fn check(act: &Act, facts: &dyn Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut says = |code, place: &str, sentence: String| {
        findings.push(Finding::error(code, Place::whole(place), sentence));
    };
    if has_control(act) {
        says("act.control", "", "里面有看不见的控制字符".to_string());
    }
    match act {
        Act::AdoptPack { pack, hash, .. } => {
            if hash.len() != 64
                || !hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
            {
                says("act.hash", pack, format!("“{hash}”不是定义包的杂凑值"));
            } else if !facts.has_pack(hash) {
                says("act.pack-missing", pack, format!("没有存下杂凑值为“{hash}”的定义包"));
            }
        }
        Act::Record { register: id, key, cells, .. } => match facts.register(id) {
            None => says("act.register-unknown", id, format!("没有标识为“{id}”的台账")),
            Some(register) => record_fits(register, key, cells, facts, &mut says),
        },
        Act::Withdraw { register: id, key, reason } => {
            // Of a register that is not known nobody can say whether its keys may be shown.
            let known = facts.register(id);
            let key_shown = known.map_or(MASK, |register| shown_key(register, key));
            let register = known.map_or(id, |register| &register.name);
            if facts.row(id, key).is_none() {
                says("act.row-missing", register, format!("没有“{key_shown}”这一行，无从撤回"));
            }
            if reason.trim().is_empty() {
                says("act.reason", register, "撤回要写明理由".to_string());
            }
        }
        Act::Erase { entry, reason, row } => {
            let place = format!("#{entry}");
            if row.until < *entry || row.number > *entry {
                says("act.entry-row", &place, format!("第{entry}条不在所写的这一行里"));
            }
            if *entry >= facts.entries() {
                says("act.entry-missing", &place, format!("日志里没有第{entry}条"));
            } else if !facts.has_body(*entry) {
                says("act.entry-erased", &place, format!("第{entry}条的内容已经删除"));
            }
            if reason.trim().is_empty() {
                says("act.reason", &place, "删除要写明依据".to_string());
            }
        }
        Act::Close { year, size, values, .. } => {
            if *size > facts.entries() {
                says("act.entry-missing", &year.to_string(), format!("日志里没有{size}条"));
            }
            if values.is_empty() {
                says("act.close-empty", &year.to_string(), format!("{year}年没有可封存的值"));
            }
        }
        Act::RotateKey { note } => match proof::Rotation::read(note) {
            Some(rotation) if rotation.entry == facts.entries() => {}
            _ => says("act.rotation", "", "换钥的文书不是由新旧两把钥匙为这一条签的".to_string()),
        },
    }
    findings
}

/// Whether any text of an act holds a control. The texts of cells may have lines, nothing else may. Every act passes
/// here, so that none of it is in a journal whatever door it came by.
fn has_control(act: &Act) -> bool {
    let bad = |text: &str| text.chars().any(finding::is_control);
    let lined = |text: &str| text.chars().any(|c| finding::is_control(c) && !matches!(c, '\n' | '\r' | '\t'));
    match act {
        Act::AdoptPack { pack, .. } => bad(pack),
        Act::Record { key, origin, cells, .. } => {
            let texts = cells.iter().filter_map(|(_, value)| match value {
                Value::Text(text) => Some(text),
                _ => None,
            });
            bad(key)
                || origin.as_ref().is_some_and(|one| bad(&one.file))
                || texts.into_iter().any(|text| lined(text))
        }
        Act::Withdraw { reason, .. } | Act::Erase { reason, .. } => lined(reason),
        // Printed by the program from what is recorded already.
        Act::Close { .. } | Act::RotateKey { .. } => false,
    }
}

fn record_fits(
    register: &Register,
    key: &str,
    cells: &[(String, Value)],
    facts: &dyn Facts,
    says: &mut dyn FnMut(&'static str, &str, String),
) {
    let key_shown = shown_key(register, key);
    let place = format!("{}/{key_shown}", register.id);
    let mut row = Row { values: vec![None; register.fields.len()] };
    for (name, value) in cells {
        let Some((position, field)) = register.field(name) else {
            says("act.field-unknown", &place, format!("“{}”没有名为“{name}”的字段", register.name));
            continue;
        };
        let fits = match (&field.kind, value) {
            (FieldType::Integer | FieldType::Decimal | FieldType::Money, Value::Number(_)) => true,
            (FieldType::Boolean, Value::Boolean(_)) | (FieldType::Date, Value::Date(_)) => true,
            (FieldType::Choice(choices), Value::Text(text)) => choices.contains(text),
            (FieldType::Text | FieldType::Code { .. } | FieldType::Ref { .. }, Value::Text(_)) => true,
            _ => false,
        };
        if !fits {
            says("act.value", &place, format!("“{name}”不能是“{}”", shown_value(field, value)));
        }
        if let (FieldType::Ref { register: to, by }, Value::Text(text)) = (&field.kind, value)
            && !facts.holds(to, by, text)
        {
            let text = shown(field, text);
            says("act.reference", &place, format!("“{name}”写的是“{text}”，“{to}”里没有这个{by}"));
        }
        row.values[position] = Some(value.clone());
    }
    for (field, value) in register.fields.iter().zip(&row.values) {
        if field.required && value.is_none() {
            says("act.missing", &place, format!("“{}”必填", field.name));
        }
    }
    if row.key(register).as_deref() != Some(key) {
        says("act.key", &place, format!("主键“{key_shown}”与各格不符"));
    }
}
