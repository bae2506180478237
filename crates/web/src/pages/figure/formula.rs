//! The formula of a figure, with the terms that were evaluated marked in it.

use view::TermView;

/// A stretch of a formula.
#[derive(Debug, PartialEq, Eq)]
pub struct Span {
    /// Its text.
    pub text: String,
    /// The number of the term that it is, from 1.
    pub term: Option<usize>,
}

/// The number of each term, from 1: a place has one number, however many groups it was evaluated for.
pub fn numbered(terms: &[TermView]) -> Vec<usize> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    let number = |term: &TermView| {
        let place = (term.start, term.end);
        places.iter().position(|known| *known == place).unwrap_or_else(|| {
            places.push(place);
            places.len() - 1
        }) + 1
    };
    terms.iter().map(number).collect()
}

/// Cuts a formula at the places of its terms. A term whose place is not one of the text is left unmarked.
pub fn spans(formula: &str, terms: &[TermView]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    let plain = |from: usize, to: usize, spans: &mut Vec<Span>| {
        if let Some(text) = formula.get(from..to).filter(|text| !text.is_empty()) {
            spans.push(Span { text: text.to_owned(), term: None });
        }
    };
    for (term, n) in terms.iter().zip(numbered(terms)) {
        let Some(text) =
            formula.get(term.start..term.end).filter(|text| term.start >= at && !text.is_empty())
        else {
            continue;
        };
        plain(at, term.start, &mut spans);
        spans.push(Span { text: text.to_owned(), term: Some(n) });
        at = term.end;
    }
    plain(at, formula.len(), &mut spans);
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(start: usize, end: usize) -> TermView {
        TermView {
            start,
            end,
            text: String::new(),
            value: String::new(),
            year: 2022,
            kind: view::TermKind::Register,
            target: None,
            name: String::new(),
            count: 0,
            rows: Vec::new(),
            terms: Vec::new(),
        }
    }

    #[test]
    fn a_formula_is_cut_at_its_terms_and_nothing_is_lost() {
        let formula = "本年 / 上年 - 1";
        let cut = spans(formula, &[term(0, 6), term(9, 15)]);
        let shown: Vec<_> = cut.iter().map(|s| (s.text.as_str(), s.term)).collect();
        assert_eq!(shown, [("本年", Some(1)), (" / ", None), ("上年", Some(2)), (" - 1", None)]);
    }

    #[test]
    fn the_terms_of_every_group_share_the_numbers_of_their_places() {
        assert_eq!(numbered(&[term(0, 6), term(9, 15), term(0, 6), term(9, 15)]), [1, 2, 1, 2]);
    }

    #[test]
    fn places_that_are_none_leave_the_formula_whole() {
        let whole = [Span { text: "本年".into(), term: None }];
        for odd in [term(1, 2), term(0, 99), term(4, 2), term(0, 0)] {
            assert_eq!(spans("本年", &[odd]), whole);
        }
        assert_eq!(spans("", &[]), []);
    }
}
