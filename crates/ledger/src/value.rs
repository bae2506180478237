//! What a cell holds once it has been read.

use define::{Date, Field, FieldType, Register};
use quantity::Decimal;
use std::fmt;

/// The value of a cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A number in the unit of its field, with the digits as written: 1543523456.78 元, 93.60 %.
    Number(Decimal),
    /// A text, a word of a choice, a code or the key of another row.
    Text(String),
    /// 是 or 否.
    Boolean(bool),
    /// A day.
    Date(Date),
}

impl fmt::Display for Value {
    /// The value as a file would carry it: plain digits, 是 or 否, 2022-09-01.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => number.fmt(f),
            Value::Text(text) => f.write_str(text),
            Value::Boolean(true) => f.write_str("是"),
            Value::Boolean(false) => f.write_str("否"),
            Value::Date(day) => day.fmt(f),
        }
    }
}

impl Value {
    /// The value that a field's printed form stands for: the way back from [`Value::to_string`], used for stored rows.
    /// None when the text is not a value of the field's type.
    pub fn restore(field: &Field, text: &str) -> Option<Value> {
        match field.kind {
            FieldType::Integer | FieldType::Decimal | FieldType::Money => {
                text.parse().ok().map(Value::Number)
            }
            FieldType::Boolean => match text {
                "是" => Some(Value::Boolean(true)),
                "否" => Some(Value::Boolean(false)),
                _ => None,
            },
            FieldType::Date => text.parse().ok().map(Value::Date),
            FieldType::Text | FieldType::Choice(_) | FieldType::Code { .. } | FieldType::Ref { .. } => {
                Some(Value::Text(text.to_string()))
            }
        }
    }
}

/// A row: one value, or none, for each field of its register, in the order of the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Values by position of the field.
    pub values: Vec<Option<Value>>,
}

impl Row {
    /// The key of the row: the printed values of the key fields joined by `/`, with `/` and `\` inside a value
    /// preceded by `\`. None when a key cell is missing.
    ///
    /// Two rows of one register are the same fact exactly when their keys are equal.
    pub fn key(&self, register: &Register) -> Option<String> {
        let mut key = String::new();
        for (at, name) in register.key.iter().enumerate() {
            let (position, _) = register.field(name)?;
            let value = self.values.get(position)?.as_ref()?;
            if at > 0 {
                key.push('/');
            }
            key.push_str(&key_part(&printed_key(value)));
        }
        Some(key)
    }

    /// The year that the row belongs to: the number or the year of the day in the period field, where a school year
    /// begins on 1 September. None when the register is of no period or the cell is missing.
    pub fn year(&self, register: &Register) -> Option<i32> {
        let (position, _) = register.field(register.period_field.as_deref()?)?;
        match self.values.get(position)?.as_ref()? {
            Value::Number(number) => number.scaled(0)?.try_into().ok(),
            Value::Date(day) if register.period == define::Period::SchoolYear && day.month < 9 => {
                Some(day.year - 1)
            }
            Value::Date(day) => Some(day.year),
            _ => None,
        }
    }
}

/// A part of a key as [`Row::key`] prints it: a slash inside it does not part it.
///
/// ```
/// assert_eq!(ledger::key_part("2022/1"), "2022\\/1");
/// ```
pub fn key_part(part: &str) -> String {
    let mut text = String::with_capacity(part.len());
    for letter in part.chars() {
        if letter == '/' || letter == '\\' {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

/// A number in a key without trailing zeros, so that 1.0 and 1 are one key.
fn printed_key(value: &Value) -> String {
    let text = value.to_string();
    match value {
        Value::Number(_) if text.contains('.') => {
            text.trim_end_matches('0').trim_end_matches('.').to_string()
        }
        _ => text,
    }
}
