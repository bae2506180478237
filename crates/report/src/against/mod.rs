//! A finished text held against the district's rows (对照台账): which indicator a number is about, whether the rows prove it,
//! and which indicators of the scheme the text does not answer.
//!
//! A number is taken to be an indicator's when the words around it speak of it. Where the values agree, passable words
//! suffice; a number is said to contradict the rows only when its own clause names exactly one indicator, without a
//! narrower scope, another year or a plan between them.

mod bound;
mod link;
pub(crate) mod mention;
mod scheme;
mod scope;
pub(crate) mod subject;
mod value;

pub use bound::Held;
pub use scheme::Unanswered;

use assess::Assessment;
use claims::Reading;
use define::Pack;

/// The facts that a text is held against.
pub struct Facts<'a> {
    /// The definitions.
    pub pack: &'a Pack,
    /// What the rows say of the year.
    pub assessment: &'a Assessment,
    /// What they say of the year before.
    pub before: Option<&'a Assessment>,
    /// What they said at earlier moments, each with the name of the moment, the newest first.
    pub earlier: &'a [(String, &'a Assessment)],
}

/// How a number of the text stands to the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The rows give another value.
    Contradicts,
    /// The rows gave this value at an earlier moment, or give it for the year before.
    OutOfDate,
    /// No rows bear it out.
    Unsupported,
    /// The rows give this value.
    Proved,
}

impl Standing {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Contradicts => "contradicts",
            Standing::OutOfDate => "out-of-date",
            Standing::Unsupported => "unsupported",
            Standing::Proved => "proved",
        }
    }

    /// The word shown to a reader.
    ///
    /// ```
    /// assert_eq!(report::Standing::OutOfDate.label(), "过时");
    /// ```
    pub fn label(self) -> &'static str {
        match self {
            Standing::Contradicts => "与台账不符",
            Standing::OutOfDate => "过时",
            Standing::Unsupported => "无依据",
            Standing::Proved => "有据",
        }
    }
}

/// A number of the text and the indicator it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Byte where the number begins in the text.
    pub start: usize,
    /// Byte behind it.
    pub end: usize,
    /// How it stands to the rows.
    pub standing: Standing,
    /// Id of the indicator; none for a number that no indicator is about.
    pub indicator: Option<String>,
    /// Its name.
    pub name: String,
    /// The figure of the report that it prints.
    pub figure: Option<String>,
    /// What the rows give, as printed.
    pub printed: Option<String>,
    /// The threshold of the indicator, held against the number as stated.
    pub held: Option<Held>,
    /// One line for the reader.
    pub note: String,
}

/// A text held against the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Against {
    /// Numbers and set phrases of the text in its order.
    pub links: Vec<Link>,
    /// Indicators of the scheme that the text does not answer.
    pub unanswered: Vec<Unanswered>,
    /// Indicators of the scheme.
    pub scheme: usize,
}

impl Against {
    /// Whether the rows give another value for anything.
    pub fn is_wrong(&self) -> bool {
        self.links.iter().any(|link| link.standing == Standing::Contradicts)
    }

    /// Figures of the report that are linked to an indicator with rows, each once, in the order of the text.
    pub fn figures(&self) -> Vec<&str> {
        let mut figures: Vec<&str> = Vec::new();
        let borne_out = |link: &&Link| link.indicator.is_some() && link.standing != Standing::Unsupported;
        for figure in self.links.iter().filter(borne_out).filter_map(|link| link.figure.as_deref()) {
            if !figures.contains(&figure) {
                figures.push(figure);
            }
        }
        figures
    }
}

/// Holds a text against facts. `reading` is that of the text. Time grows with the text.
pub fn against(text: &str, reading: &Reading, facts: &Facts<'_>) -> Against {
    let links = link::links(text, reading, facts);
    let (scheme, unanswered) = scheme::unanswered(facts.pack, text, &links);
    Against { links, unanswered, scheme }
}
