//! What a formula may speak of: registers with their fields, parameters, other indicators.

use crate::kind::Kind;
use quantity::Unit;

/// The terms known where a formula is defined.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// Registers (台账), and what else is read as one.
    pub tables: Vec<Table>,
    /// Dated parameters, reached by `参数.名称`.
    pub parameters: Vec<Parameter>,
    /// Indicators, reached by `指标.名称`.
    pub indicators: Vec<Indicator>,
    /// First words of tables that are named in two words: 责任 of 责任.校园保安.
    pub families: Vec<String>,
}

/// A register as formulas see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Chinese name: 学前教育机构.
    pub name: String,
    /// Unit of a count of its rows: 所.
    pub counter: Unit,
    /// Fields and computed fields.
    pub fields: Vec<Field>,
}

/// A field of a register.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Chinese name: 在园幼儿.
    pub name: String,
    /// What its cells hold. Cells of a number are kept in the base of its unit: 15.44亿元 as 1544000000元, 93.6% as 0.936.
    pub kind: Kind,
    /// The row of another register that a cell points to.
    pub reference: Option<Reference>,
    /// The words allowed, for a choice field; empty otherwise.
    pub choices: Vec<String>,
}

impl Field {
    /// A plain field.
    pub fn new(name: impl Into<String>, kind: Kind) -> Field {
        Field { name: name.into(), kind, reference: None, choices: Vec::new() }
    }
}

/// Where a cell points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Name of the other register.
    pub register: String,
    /// The field there that holds the same value.
    pub by: String,
}

/// A dated parameter: a number under a name, perhaps one for each key.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Chinese name: 普惠率下限.
    pub name: String,
    /// Unit of its values.
    pub unit: Unit,
    /// Keys it has values for (小学, 初中); empty when it has one value.
    pub keys: Vec<String>,
}

/// Another indicator's value.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Chinese name: 一般公共预算教育经费.
    pub name: String,
    /// What its value is.
    pub kind: Kind,
    /// The fields it is grouped by; empty for one value.
    pub by: Vec<String>,
}

impl Schema {
    pub(crate) fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    pub(crate) fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    pub(crate) fn indicator(&self, name: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.name == name)
    }
}

impl Table {
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}
