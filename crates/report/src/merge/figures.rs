//! What became of the figures of sentences that were worded otherwise, and numbers that are none of theirs.

use crate::naked;
use crate::wording::places_of;
use paper::{Figure, Run};

/// Letters of a stretch beyond which it is not held letter by letter.
const LONGEST: usize = 3_000;

/// What became of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is printed from that byte on.
    Kept(usize),
    /// Something else stands from one byte to the other in its place; nothing, when it is gone.
    Changed { says: String, from: usize, to: usize },
}

/// The fate of each figure of sentences in what they read now.
pub(crate) fn fates(was: &str, sentences: &[Vec<Run>], now: &str) -> Vec<Fate> {
    let figures = super::figures_of(sentences);
    let mut begins = Vec::new();
    let mut at = 0;
    for run in sentences.iter().flatten() {
        if matches!(run, Run::Figure(_)) {
            begins.push(at);
        }
        at += run.words().len();
    }
    let same = aligned(was, now);
    let one = |((figure, place), begin): ((&&Figure, Option<usize>), &usize)| match place {
        Some(place) => Fate::Kept(place),
        None => instead(&same, *begin..*begin + figure.text.len(), now),
    };
    let places = places_of(now, &figures);
    figures.iter().zip(places).zip(&begins).map(one).collect()
}

/// What stands between the letters that surrounded a figure: of several words its number.
fn instead(same: &[(usize, usize)], figure: std::ops::Range<usize>, now: &str) -> Fate {
    let width = |at: usize| now[at..].chars().next().map_or(0, char::len_utf8);
    let from = same.iter().rfind(|(old, _)| *old < figure.start).map_or(0, |(_, new)| new + width(*new));
    let to = same.iter().find(|(old, _)| *old >= figure.end).map_or(now.len(), |(_, new)| *new).max(from);
    let between = &now[from..to];
    let (from, to) = match naked::numbers(between).into_iter().next() {
        Some(number) => (from + number.start, from + number.end),
        None if between.chars().count() <= 12 => (from, to),
        None => (from, from),
    };
    Fate::Changed { says: now[from..to].to_owned(), from, to }
}

/// Letters that both texts have in their order, by their bytes.
fn aligned(was: &str, now: &str) -> Vec<(usize, usize)> {
    let letters = |text: &str| text.char_indices().collect::<Vec<(usize, char)>>();
    let (old, new) = (letters(was), letters(now));
    if old.len() > LONGEST || new.len() > LONGEST {
        return Vec::new();
    }
    let wide = new.len() + 1;
    let mut best = vec![0_u16; wide * (old.len() + 1)];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            best[a * wide + b] = match old[a].1 == new[b].1 {
                true => best[(a + 1) * wide + b + 1] + 1,
                false => best[(a + 1) * wide + b].max(best[a * wide + b + 1]),
            };
        }
    }
    let (mut a, mut b, mut same) = (0, 0, Vec::new());
    while a < old.len() && b < new.len() {
        if old[a].1 == new[b].1 {
            same.push((old[a].0, new[b].0));
            (a, b) = (a + 1, b + 1);
        } else if best[(a + 1) * wide + b] >= best[a * wide + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    same
}

/// Numbers that stand in the new words and are neither figures nor stood in the old words beside them.
pub(crate) fn strange(sentences: &[Vec<Run>], now: &str, figures: &[&Figure], fates: &[Fate]) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for run in sentences.iter().flatten().filter(|run| !matches!(run, Run::Figure(_))) {
        let words = run.words();
        known.extend(naked::numbers(words).into_iter().map(|number| words[number].to_owned()));
    }
    let mut blank = now.as_bytes().to_vec();
    for (figure, fate) in figures.iter().zip(fates) {
        let (from, to) = match fate {
            Fate::Kept(at) => (*at, at + figure.text.len()),
            Fate::Changed { from, to, .. } => (*from, *to),
        };
        blank[from..to].fill(b'#');
    }
    // Spans lie on borders of letters, and what is put in their place is ASCII.
    let blank = String::from_utf8_lossy(&blank).into_owned();
    let mut strange = Vec::new();
    for number in naked::numbers(&blank) {
        let number = &blank[number];
        match known.iter().position(|one| one == number) {
            Some(at) => drop(known.remove(at)),
            None => strange.push(number.to_owned()),
        }
    }
    strange
}
