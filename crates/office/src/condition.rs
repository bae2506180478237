//! What must hold of a row for it to be listed (条件): comparisons of its cells, joined by and, or, not. Numbers are compared as exact
//! decimals. A missing cell is equal to nothing but a missing one, and in no order with anything.

use crate::error::{Error, Result};
use define::{FieldType, Register};
use quantity::Decimal;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same.
    Equal,
    /// Another.
    NotEqual,
    /// More, or later.
    Greater,
    /// The same or more.
    AtLeast,
    /// Less, or earlier.
    Less,
    /// The same or less.
    AtMost,
}

/// Where words stand in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Somewhere in it.
    Anywhere,
    /// At its beginning.
    Start,
    /// At its end.
    End,
}

/// What of a row is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The cell of a field.
    Cell(String),
    /// The number of the row.
    Number,
    /// The entry that made it.
    Entry,
}

/// A condition.
///
/// ```
/// use office::{Condition, Relation, Subject};
/// let cell = |name: &str| Subject::Cell(name.to_owned());
/// let large = Condition::Is(cell("在校学生"), Relation::AtLeast, Some("1000".to_owned()));
/// let named = Condition::Is(cell("名称"), Relation::NotEqual, None);
/// assert_eq!(Condition::All(vec![large, named]).terms(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// All of these hold.
    All(Vec<Condition>),
    /// One of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// How a value stands to another; none for a missing one.
    Is(Subject, Relation, Option<String>),
    /// Words in the cell of a field.
    Has(String, Part, String),
}

impl Condition {
    /// Comparisons in it.
    pub fn terms(&self) -> usize {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().map(Condition::terms).sum(),
            Condition::Not(part) => part.terms(),
            Condition::Is(..) | Condition::Has(..) => 1,
        }
    }

    /// Cells that hold one value in every row for which it holds: by these an index finds them.
    pub(crate) fn equals(&self) -> Vec<(&str, &str)> {
        match self {
            Condition::All(parts) => parts.iter().flat_map(Condition::equals).collect(),
            Condition::Is(Subject::Cell(field), Relation::Equal, Some(value)) => vec![(field, value)],
            _ => Vec::new(),
        }
    }

    /// It with its values read as those of the fields.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a field that is not there or may not be looked through, and for a value that is none of its kind.
    pub(crate) fn bound(&self, register: &Register) -> Result<Bound> {
        let all = |parts: &[Condition]| parts.iter().map(|part| part.bound(register)).collect::<Result<_>>();
        Ok(match self {
            Condition::All(parts) => Bound::All(all(parts)?),
            Condition::Any(parts) => Bound::Any(all(parts)?),
            Condition::Not(part) => Bound::Not(Box::new(part.bound(register)?)),
            Condition::Has(field, part, words) => {
                open_field(register, field)?;
                Bound::Has(field.clone(), *part, words.clone())
            }
            Condition::Is(subject, relation, value) => {
                let (name, number) = match subject {
                    Subject::Cell(name) => (name.as_str(), is_number(open_field(register, name)?)),
                    Subject::Number => ("行号", true),
                    Subject::Entry => ("日志条目", true),
                };
                let value = match value {
                    None => Operand::Missing,
                    Some(text) if number => Operand::Size(
                        text.parse()
                            .map_err(|_| Error::Unknown(format!("“{name}”是数，不能与“{text}”比较")))?,
                    ),
                    Some(text) => Operand::Text(text.clone()),
                };
                Bound::Is(subject.clone(), *relation, value)
            }
        })
    }
}

/// A field of a register by which may be looked for and sorted.
///
/// # Errors
/// [`Error::Unknown`] for one that is not there, and for one that is masked: an order or a match would tell what its cells hide.
pub(crate) fn open_field<'r>(register: &'r Register, name: &str) -> Result<&'r define::Field> {
    match register.field(name) {
        None => Err(Error::Unknown(format!("台账“{}”没有字段“{name}”", register.name))),
        Some((_, field)) if field.sensitive => {
            Err(Error::Unknown(format!("“{name}”是敏感内容，不能据以排序或查找")))
        }
        Some((_, field)) => Ok(field),
    }
}

/// Whether the cells of a field are numbers.
pub(crate) fn is_number(field: &define::Field) -> bool {
    matches!(field.kind, FieldType::Integer | FieldType::Decimal | FieldType::Money)
}

/// A condition bound to a register.
pub(crate) enum Bound {
    All(Vec<Bound>),
    Any(Vec<Bound>),
    Not(Box<Bound>),
    Is(Subject, Relation, Operand),
    Has(String, Part, String),
}

/// What a value is compared with.
pub(crate) enum Operand {
    Missing,
    Size(Decimal),
    Text(String),
}

impl Bound {
    /// Whether it holds of a row, certainly.
    pub fn holds(&self, number: u64, entry: u64, body: &str) -> bool {
        // What cannot be read is not what was signed, and is refused where it is shown.
        let cells: BTreeMap<String, String> = serde_json::from_str(body).unwrap_or_default();
        self.told(&Candidate { number, entry, cells }) == Some(true)
    }

    /// Whether it holds; none where a missing cell leaves it open.
    fn told(&self, row: &Candidate) -> Option<bool> {
        match self {
            Bound::All(parts) => joined(parts, row, false),
            Bound::Any(parts) => joined(parts, row, true),
            Bound::Not(part) => part.told(row).map(|holds| !holds),
            Bound::Is(subject, relation, value) => Some(relation.holds(row.compared(subject, value))),
            Bound::Has(field, part, words) => {
                let text = row.cell(field)?;
                Some(match part {
                    Part::Anywhere => text.contains(words.as_str()),
                    Part::Start => text.starts_with(words.as_str()),
                    Part::End => text.ends_with(words.as_str()),
                })
            }
        }
    }
}

/// Parts joined by or (`decisive`: true) or by and (false): one part decides, else an open one leaves it open.
fn joined(parts: &[Bound], row: &Candidate, decisive: bool) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match part.told(row) {
            Some(holds) if holds == decisive => return Some(decisive),
            Some(_) => {}
            None => open = true,
        }
    }
    (!open).then_some(!decisive)
}

/// A row that may be listed.
struct Candidate {
    number: u64,
    entry: u64,
    cells: BTreeMap<String, String>,
}

impl Candidate {
    fn cell(&self, field: &str) -> Option<&str> {
        self.cells.get(field).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// How what is compared stands to a value; none where one is missing and the other not.
    fn compared(&self, subject: &Subject, value: &Operand) -> Option<Ordering> {
        let own = match subject {
            Subject::Cell(field) => self.cell(field).map(str::to_owned),
            Subject::Number => Some(self.number.to_string()),
            Subject::Entry => Some(self.entry.to_string()),
        };
        match (own, value) {
            (None, Operand::Missing) => Some(Ordering::Equal),
            (None, _) | (_, Operand::Missing) => None,
            (Some(own), Operand::Size(size)) => own.parse::<Decimal>().ok().map(|own| own.cmp(size)),
            (Some(own), Operand::Text(text)) => Some(own.as_str().cmp(text)),
        }
    }
}

impl Relation {
    fn holds(self, order: Option<Ordering>) -> bool {
        match self {
            Relation::Equal => order == Some(Ordering::Equal),
            Relation::NotEqual => order != Some(Ordering::Equal),
            Relation::Greater => order == Some(Ordering::Greater),
            Relation::AtLeast => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
            Relation::Less => order == Some(Ordering::Less),
            Relation::AtMost => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        }
    }
}
