//! What a plan of places changes for whom, in sentences that a meeting can argue with.

use view::PlacesView;

use super::words::Words;
use crate::numbers::told as number;
use crate::words::say;

/// Schools that one sentence names.
const NAMES: usize = 12;

/// The sentences of a view.
pub fn told(words: &Words, view: &PlacesView) -> Vec<String> {
    let (whom, unit) = (&view.whom, &view.unit);
    let mut all = Vec::new();
    if whom.seated > 0 {
        let at = whom.seated_at.iter().map(|(name, pupils)| format!("{name}{}", number(pupils)));
        let at: Vec<String> = at.collect();
        all.push(say(words.whom_seated, &[&number(&whom.seated), &at.join("、")]));
    }
    if whom.unseated > 0 {
        all.push(say(words.whom_unseated, &[&number(&whom.unseated)]));
    }
    if whom.elsewhere > 0 {
        let counts = [whom.elsewhere, whom.nearer, whom.farther].map(|count| number(&count));
        all.push(say(words.whom_elsewhere, &[&counts[0], &counts[1], &counts[2]]));
    }
    let longer = |(name, pupils, before, after): &(String, i64, i64, i64)| {
        let cells = [*pupils, *before, *after].map(|cell| number(&cell));
        say(words.whom_farther, &[name, &cells[0], &cells[1], &cells[2], unit])
    };
    all.extend(whom.farthest.iter().take(3).map(longer));
    let named = |sentence: &str, names: &[String]| {
        let some: Vec<&str> = names.iter().take(NAMES).map(String::as_str).collect();
        (!names.is_empty()).then(|| say(sentence, &[&names.len().to_string(), &some.join("、")]))
    };
    all.extend(named(words.whom_relieved, &whom.relieved));
    all.extend(named(words.whom_grown, &whom.grown));
    all.extend(named(words.whom_shrunk, &whom.shrunk));
    all
}
