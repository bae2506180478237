//! The veil (遮盖): the last look at what a batch says before it leaves the office. Whatever sensitive cell was given to
//! the batch, or stands in a row that it replaces, is in no finding, whichever rule made it and however it quotes.

use define::{Field, FieldType, Register};
use finding::Finding;
use ledger::{MASK, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Sensitive cells of a batch.
#[derive(Default)]
pub(super) struct Veil {
    /// Texts by their number of letters.
    texts: BTreeMap<usize, BTreeSet<String>>,
}

impl Veil {
    /// Notes a cell as it was given. The words of a choice stand in the definition for all to read, and what a single
    /// letter or a short number stands for nobody can tell from it.
    pub fn cell(&mut self, field: &Field, text: &str) {
        let text = text.trim();
        let open = matches!(&field.kind, FieldType::Choice(choices) if choices.iter().any(|one| one == text));
        if !field.sensitive || open {
            return;
        }
        let letters = text.chars().count();
        let telling = if text.chars().all(|letter| letter.is_ascii_digit()) { 4 } else { 2 };
        if letters >= telling {
            self.texts.entry(letters).or_default().insert(text.to_owned());
        }
    }

    /// Notes the cells of a row, as they are printed.
    pub fn row(&mut self, register: &Register, row: &Row) {
        for (field, value) in register.fields.iter().zip(&row.values).filter(|(field, _)| field.sensitive) {
            if let Some(value) = value {
                self.cell(field, &value.to_string());
            }
        }
    }

    /// The finding without any of them.
    pub fn over(&self, mut finding: Finding) -> Finding {
        if self.texts.is_empty() {
            return finding;
        }
        finding.sentence = self.text(finding.sentence);
        finding.hint = finding.hint.map(|hint| self.text(hint));
        finding.place.source = self.text(finding.place.source);
        if let Some(words) = finding.place.excerpt.take() {
            let veiled = self.text(words.clone());
            // A mark under other words would point at nothing.
            finding.place.mark = finding.place.mark.filter(|_| veiled == words);
            finding.place.excerpt = Some(veiled);
        }
        finding
    }

    fn text(&self, text: String) -> String {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (mut out, mut at) = (String::new(), 0);
        while at + 1 < starts.len() {
            let longest = self.texts.iter().rev().find(|(letters, texts)| {
                let end = starts.get(at + **letters);
                end.is_some_and(|end| texts.contains(&text[starts[at]..*end]))
            });
            let step = longest.map_or(1, |(letters, _)| *letters);
            out.push_str(if longest.is_some() { MASK } else { &text[starts[at]..starts[at + 1]] });
            at += step;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: FieldType) -> Field {
        let written = define::Written::new("证件", "x.toml", 1, 1);
        let (unit, min, max) = (quantity::Unit::default(), None, None);
        let name = "证件".to_owned();
        Field {
            name,
            kind,
            unit,
            is_key: false,
            required: false,
            min,
            max,
            label: false,
            belongs: None,
            sensitive: true,
            note: None,
            written,
        }
    }

    #[test]
    fn the_longest_cell_goes_first_and_short_numbers_stay() {
        let mut veil = Veil::default();
        ["王某", "王某某", "510101", "12"].iter().for_each(|text| veil.cell(&field(FieldType::Text), text));
        veil.cell(&field(FieldType::Choice(vec!["是否".to_owned()])), "是否");
        let place = finding::Place::whole("表/王某").excerpt("王某某", Some((0, 3)));
        let told = veil.over(Finding::error("x", place, "第12行：王某某（510101）是否属实").hint("王某"));
        assert_eq!(told.sentence, "第12行：●●●（●●●）是否属实");
        assert_eq!((told.place.source.as_str(), told.hint.as_deref()), ("表/●●●", Some(MASK)));
        assert_eq!((told.place.excerpt.as_deref(), told.place.mark), (Some(MASK), None));
    }
}
