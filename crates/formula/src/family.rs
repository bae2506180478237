//! Names of tables in two words: 责任.校园保安 is one table, whatever stands behind it.

use crate::problem::Span;
use crate::syntax::{Part, Tree, Word};

/// Joins the first two words of every dotted name that begins with a family: `责任.校园保安.在岗` is the field 在岗 of the
/// table 责任.校园保安.
pub(crate) fn join(tree: &mut Tree, families: &[String]) {
    match &mut tree.part {
        Part::Path(words) | Part::Same(words) => join_words(words, families),
        Part::Call { arguments, .. } => arguments.iter_mut().for_each(|part| join(part, families)),
        Part::Negative(inner) | Part::Not(inner) => join(inner, families),
        Part::Two { left, right, .. } => {
            join(left, families);
            join(right, families);
        }
        Part::Number { .. } | Part::Text(_) | Part::Date(_) | Part::Boolean(_) | Part::Bad => {}
    }
}

fn join_words(words: &mut Vec<Word>, families: &[String]) {
    if words.len() < 2 || !families.contains(&words[0].text) {
        return;
    }
    let second = words.remove(1);
    let first = &mut words[0];
    first.text = format!("{}.{}", first.text, second.text);
    first.span = Span::new(first.span.start, second.span.end);
}
