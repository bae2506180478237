//! What registers and their columns are called for a program that reads OData (CSDL §17.2): letters, digits and `_` of what they are
//! called here, no two alike.

use view::{ComputedView, FieldKind, FieldView, RegisterView};

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Whole,
    Decimal,
    Day,
    Truth,
}

/// Where the values of a column stand in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The number of the row for good: its key.
    Number,
    /// The entry that made it.
    Entry,
    /// A recorded cell.
    Cell(usize),
    /// A computed one.
    Computed(usize),
}

/// A column of an entity set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub name: String,
    /// As the register calls it; empty of the two that every row has.
    pub field: String,
    pub from: From,
    pub kind: Type,
    /// Whether its cells are masked.
    pub sensitive: bool,
    /// What is to be known of it: what it is called here, its unit, what is counted.
    pub about: String,
}

/// The name as an identifier.
fn identifier(text: &str) -> String {
    let fits = |c: char| if c.is_alphabetic() || c.is_ascii_digit() { c } else { '_' };
    let name: String = text.chars().take(120).map(fits).collect();
    match name.chars().next() {
        Some(first) if !first.is_ascii_digit() => name,
        _ => format!("_{name}"),
    }
}

/// The first of a name, the name with 2, with 3 … that nobody has yet.
fn free(text: &str, taken: &[String]) -> String {
    let name = identifier(text);
    let numbered = (2_u32..).map(|nth| format!("{name}_{nth}"));
    let mut all = std::iter::once(name.clone()).chain(numbered);
    all.find(|one| !taken.contains(one)).unwrap_or(name)
}

/// The names of the entity sets, in the order of the registers.
pub(super) fn sets(registers: &[RegisterView]) -> Vec<String> {
    let mut names = Vec::with_capacity(registers.len());
    for register in registers {
        names.push(free(&register.name, &names));
    }
    names
}

impl Type {
    fn of(field: &FieldView) -> Type {
        match field.kind {
            // What is masked is shown as a text.
            _ if field.sensitive => Type::Text,
            FieldKind::Integer => Type::Whole,
            FieldKind::Decimal | FieldKind::Money => Type::Decimal,
            FieldKind::Date => Type::Day,
            FieldKind::Boolean => Type::Truth,
            FieldKind::Text | FieldKind::Choice | FieldKind::Code | FieldKind::Ref => Type::Text,
        }
    }

    /// As the metadata names it.
    pub fn edm(self) -> &'static str {
        match self {
            Type::Text => "Edm.String",
            Type::Whole => "Edm.Int64",
            Type::Decimal => "Edm.Decimal",
            Type::Day => "Edm.Date",
            Type::Truth => "Edm.Boolean",
        }
    }
}

fn said(name: &str, field: &str, unit: &str, note: Option<&String>) -> String {
    let called = Some(field.to_owned()).filter(|field| field != name);
    let unit = Some(format!("单位：{unit}")).filter(|_| !unit.is_empty());
    [called, unit, note.cloned()].into_iter().flatten().collect::<Vec<_>>().join("；")
}

/// The columns of a register: what was recorded, what is computed, number and entry.
pub(super) fn columns(register: &RegisterView) -> Vec<Column> {
    let mut taken = Vec::new();
    let mut named = |text: &str| {
        taken.push(free(text, &taken));
        taken.last().cloned().unwrap_or_default()
    };
    let mut columns: Vec<Column> = Vec::new();
    for (at, field) in register.fields.iter().enumerate() {
        let name = named(&field.name);
        let about = said(&name, &field.name, &field.unit, field.note.as_ref());
        let kind = Type::of(field);
        let (field, sensitive) = (field.name.clone(), field.sensitive);
        columns.push(Column { name, field, from: From::Cell(at), kind, sensitive, about });
    }
    for (at, one) in register.computed.iter().enumerate() {
        columns.push(computed(named(&one.name), at, one));
    }
    for (name, from) in [("行号", From::Number), ("日志条目", From::Entry)] {
        let (field, about) = (String::new(), String::new());
        columns.push(Column { name: named(name), field, from, kind: Type::Whole, sensitive: false, about });
    }
    columns
}

/// A computed column. What cannot be told of a yes or no is missing; a number is told as it is printed.
fn computed(name: String, at: usize, one: &ComputedView) -> Column {
    let kind = if one.truth { Type::Truth } else { Type::Text };
    let about = format!("算出：{}", said(&name, &one.words, &one.unit, one.note.as_ref()));
    Column { name, field: one.name.clone(), from: From::Computed(at), kind, sensitive: false, about }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_an_identifier_and_no_two_are_alike() {
        assert_eq!(identifier("教职工（人）"), "教职工_人_");
        assert_eq!(identifier("2022年"), "_2022年");
        assert_eq!(identifier(""), "_");
        let taken = ["面积_".to_owned(), "面积__2".to_owned()];
        assert_eq!(free("面积）", &taken), "面积__3");
    }
}
