//! Problems of a formula: what is wrong, where, and what was probably meant.

use std::fmt;
use std::ops::Range;

/// A stretch of a formula's text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The stretch from `start` to before `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The least stretch that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The words of `source` under this span; empty when it lies outside.
    pub fn of(self, source: &str) -> &str {
        source.get(self.range()).unwrap_or("")
    }
}

/// One thing wrong with a formula. All problems of a formula are collected before it is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable code: `formula.unknown-field`, `formula.unit-clash`.
    pub code: &'static str,
    /// Where.
    pub span: Span,
    /// One plain Chinese sentence.
    pub sentence: String,
    /// What to do about it: the nearest known name, the way to write it.
    pub hint: Option<String>,
    /// Further places with what stands there, such as the two sides of a unit clash.
    pub related: Vec<(Span, String)>,
    /// The term whose lack it is: whoever compiles formulas in order waits for it.
    pub needs: Option<Needed>,
}

/// A term that a formula asks for and that the schema does not have, or not yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needed {
    /// A field of a register, recorded or computed.
    Field {
        /// The register.
        register: String,
        /// The field.
        field: String,
    },
    /// A table.
    Table(String),
    /// An indicator.
    Indicator(String),
}

impl Problem {
    pub(crate) fn new(code: &'static str, span: Span, sentence: impl Into<String>) -> Problem {
        Problem { code, span, sentence: sentence.into(), hint: None, related: Vec::new(), needs: None }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn needs(mut self, needed: Needed) -> Problem {
        self.needs = Some(needed);
        self
    }

    /// A field that a register lacks.
    pub(crate) fn no_field(span: Span, register: &str, field: &str) -> Problem {
        let sentence = format!("台账“{register}”没有名为“{field}”的字段");
        Problem::new("formula.unknown-field", span, sentence)
            .needs(Needed::Field { register: register.to_owned(), field: field.to_owned() })
    }

    pub(crate) fn near(self, nearest: Option<&str>) -> Problem {
        match nearest {
            Some(name) => self.hint(format!("是不是“{name}”？")),
            None => self,
        }
    }

    pub(crate) fn also(mut self, span: Span, what: impl Into<String>) -> Problem {
        self.related.push((span, what.into()));
        self
    }

    /// The problem as a finding at a place of the caller's, who knows the file the formula stands in. Related places
    /// are told in the hint, since a finding has one place.
    pub fn finding(&self, place: finding::Place) -> finding::Finding {
        let mut words: Vec<String> = self.related.iter().map(|(_, what)| what.clone()).collect();
        words.extend(self.hint.clone());
        let found = finding::Finding::error(self.code, place, self.sentence.clone());
        if words.is_empty() { found } else { found.hint(words.join("；")) }
    }

    /// The problem shown under the formula it was found in.
    ///
    /// ```
    /// use formula::{Schema, Scope, compile};
    /// let problems = compile("合计(教育经费.金饿)", &Scope::Indicator { by: vec![] }, &Schema::default()).unwrap_err();
    /// assert!(problems[0].show("合计(教育经费.金饿)").contains("^^^^^^^^"));
    /// ```
    pub fn show(&self, source: &str) -> String {
        let place = finding::Place::whole("公式").excerpt(source, Some((self.span.start, self.span.end)));
        self.finding(place).to_string()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.sentence, self.code)?;
        if let Some(hint) = &self.hint {
            write!(f, " {hint}")?;
        }
        Ok(())
    }
}
