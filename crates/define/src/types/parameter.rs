//! Parameters (参数): dated thresholds and standards.

use super::Source;
use crate::{Date, Written};
use quantity::{Decimal, Unit};

/// A threshold or standard with its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// File name without `.toml`: `inclusive-share-floor`.
    pub id: String,
    /// The name used in formulas after `参数.`.
    pub name: String,
    /// Unit of every value.
    pub unit: Unit,
    /// Values in file order.
    pub values: Vec<ParameterValue>,
    /// What it is for.
    pub note: Option<String>,
    /// Id of the pack that defines it.
    pub pack: String,
    /// The name with its place.
    pub written: Written,
}

/// One value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterValue {
    /// As written: 80%.
    pub text: Written,
    /// Exact value in the base of the unit: 0.8 for 80%, 300000 for 30万元.
    pub value: Decimal,
    /// For which key it holds (a stage, a kind of school); none when the parameter has no key.
    pub key: Option<String>,
    /// First day in force; none when it has always been.
    pub from: Option<Date>,
    /// Last day in force; none when it still is.
    pub to: Option<Date>,
    /// The document behind it.
    pub source: Source,
}

impl Parameter {
    /// The value in force on the last day of a calendar year, for a key.
    ///
    /// Outside every declared span of days there is none: the last known value is never carried on.
    pub fn value(&self, key: Option<&str>, year: i32) -> Option<&ParameterValue> {
        let day = Date { year, month: 12, day: 31 };
        self.values.iter().find(|value| {
            value.key.as_deref() == key
                && value.from.is_none_or(|from| from <= day)
                && value.to.is_none_or(|to| day <= to)
        })
    }
}
