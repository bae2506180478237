//! How words look, as far as it decides whether they are read: hidden, struck, raised. Said by a run itself or by a style.

use crate::package::attribute;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// What is said of the look of words; none is what is not said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Looks {
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) raised: Option<bool>,
}

impl Looks {
    /// These, and what they do not say as `under` says it.
    pub(super) fn over(self, under: Looks) -> Looks {
        Looks {
            hidden: self.hidden.or(under.hidden),
            struck: self.struck.or(under.struck),
            raised: self.raised.or(under.raised),
        }
    }

    /// Takes in a property of a run, `w:rPr/*`.
    pub(super) fn take(&mut self, tag: &str, element: &BytesStart<'_>) {
        let value = attribute(element, "val");
        let on = !matches!(value.as_deref(), Some("0" | "false" | "off"));
        match tag {
            "vanish" => self.hidden = Some(on),
            "strike" | "dstrike" => self.struck = Some(on || self.struck == Some(true)),
            "vertAlign" => self.raised = Some(value.as_deref() == Some("superscript")),
            // Half points; a line that is set a little higher is still the line.
            "position" => {
                let up = value.and_then(|value| value.trim_end_matches("pt").parse::<i32>().ok());
                self.raised = self.raised.or(up.map(|up| up >= 5));
            }
            _ => {}
        }
    }
}

/// One style.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) looks: Looks,
    pub(super) based_on: Option<String>,
}

/// The styles of a document by their ids.
#[derive(Default)]
pub(super) struct Styles {
    pub(super) known: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    pub(super) usual: Option<String>,
}

/// Longest chain of styles based on one another.
const LONGEST: usize = 32;

impl Styles {
    /// The look of a style that is named, of none but its own.
    pub(super) fn known_looks(&self, id: &str) -> Looks {
        if self.known.contains_key(id) { self.looks(Some(id)) } else { Looks::default() }
    }

    /// The look of a style, or of the usual one, with what it is based on.
    pub(super) fn looks(&self, id: Option<&str>) -> Looks {
        let mut looks = Looks::default();
        let mut next = id.or(self.usual.as_deref());
        for _ in 0..LONGEST {
            let Some(style) = next.and_then(|id| self.known.get(id)) else { break };
            looks = looks.over(style.looks);
            next = style.based_on.as_deref();
        }
        looks
    }
}
