//! What may be shown of a cell and of a key (显示): of a sensitive one a mask. Findings repeat cells and keys by these
//! functions and no others.

use crate::Value;
use define::{Field, Register};

/// What stands in place of a sensitive cell: as long as there are no accounts, nobody has the right to read it.
pub const MASK: &str = "●●●";

/// A cell as it may be shown.
///
/// ```
/// # use define::{File, PackFiles, check};
/// # let pack = File::new("pack.toml", "id = \"p\"\nname = \"例\"\n");
/// # let person = File::new("registers/person.toml", "name = \"人员\"\ncounter = \"人\"\nkind = \"state\"\nkey = [\"证件\"]\nowner = \"办公室\"\nsource = { document = \"例\", status = \"local\" }\n[[fields]]\nname = \"证件\"\ntype = \"text\"\nsensitive = true\n[[fields]]\nname = \"学校\"\ntype = \"text\"\n");
/// # let pack = check(&[PackFiles::new("p", vec![pack, person])]).pack.unwrap();
/// let register = pack.register("人员").unwrap();
/// assert_eq!(ledger::shown(&register.fields[0], "510000"), ledger::MASK);
/// assert_eq!(ledger::shown(&register.fields[1], "一小"), "一小");
/// assert_eq!(ledger::shown_key(register, "510000"), ledger::MASK);
/// ```
pub fn shown<'t>(field: &Field, text: &'t str) -> &'t str {
    if field.sensitive && !text.is_empty() { MASK } else { text }
}

/// As [`shown`], of a value.
pub fn shown_value(field: &Field, value: &Value) -> String {
    shown(field, &value.to_string()).to_owned()
}

/// The key of a row as it may be shown.
pub fn shown_key<'k>(register: &Register, key: &'k str) -> &'k str {
    if has_sensitive_key(register) { MASK } else { key }
}

/// Whether the key of a row tells a sensitive cell. A key field that is not there is taken for one.
pub fn has_sensitive_key(register: &Register) -> bool {
    register.key.iter().any(|name| register.field(name).is_none_or(|(_, field)| field.sensitive))
}
