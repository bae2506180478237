//! The places of a text where a number or a set phrase stands, with the words around them.

use super::subject::{Pair, pairs};
use claims::Reading;
use quantity::{Form, Quantity};
use std::collections::BTreeMap;

/// How near the words around a number are taken to be, in hundredths: those of its own clause, of the sentence before
/// and behind it, of the sentence before.
const OWN: u64 = 100;
const SENTENCE: u64 = 75;
const BEHIND: u64 = 40;
const BEFORE: u64 = 30;
/// Characters looked at before and behind.
const REACH: usize = 160;

/// A number or a phrase at its place.
#[derive(Clone, Debug)]
pub(crate) struct Mention<'a> {
    pub start: usize,
    pub end: usize,
    pub quantity: Option<&'a Quantity>,
    /// Words of its own clause in front of it.
    pub lead: &'a str,
    /// Words of its sentence in front of that clause.
    pub earlier: &'a str,
    /// Words of its own clause behind it.
    pub tail: &'a str,
    before: &'a str,
    behind: &'a str,
    text: &'a str,
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '\n')
}

fn ends_clause(c: char) -> bool {
    ends_sentence(c) || matches!(c, '，' | '；' | '：' | '、' | ',' | ';')
}

impl<'a> Mention<'a> {
    pub(crate) fn at(text: &'a str, start: usize, end: usize, quantity: Option<&'a Quantity>) -> Mention<'a> {
        let from = text[..start].char_indices().rev().take(REACH).last().map_or(start, |(at, _)| at);
        let to = text[end..].char_indices().take(REACH).last().map_or(end, |(at, c)| end + at + c.len_utf8());
        let past = |at: usize| at + text[at..].chars().next().map_or(0, char::len_utf8);
        let begin = |until: usize, stop: fn(char) -> bool| {
            text[from..until].rfind(stop).map_or(from, |at| past(from + at))
        };
        let (mut clause, sentence) = (begin(start, ends_clause), begin(start, ends_sentence));
        // 甲小学、乙小学、丙小学等3所: what is listed before the number belongs to its clause.
        let listed = text[clause..start].trim_end().ends_with('等');
        while listed && clause > from && text[from..clause].ends_with('、') {
            clause = begin(clause - '、'.len_utf8(), ends_clause);
        }
        // The sentence before, in the same paragraph.
        let earlier = match sentence.checked_sub(1).filter(|_| !text[..sentence].ends_with('\n')) {
            Some(_) if sentence > from => {
                let stop = text[..sentence].char_indices().next_back().map_or(from, |(at, _)| at).max(from);
                begin(stop, ends_sentence)
            }
            _ => sentence,
        };
        let clause_end = text[end..to].find(ends_clause).map_or(to, |at| end + at);
        let sentence_end = text[end..to].find(ends_sentence).map_or(to, |at| end + at);
        Mention {
            start,
            end,
            quantity,
            lead: &text[clause..start],
            earlier: &text[sentence..clause],
            tail: &text[end..clause_end],
            before: &text[earlier..sentence],
            behind: &text[clause_end..sentence_end],
            text: &text[start..end],
        }
    }

    /// The pairs of characters around it, with how near they stand.
    pub(crate) fn context(&self) -> BTreeMap<Pair, u64> {
        let mut context = self.own();
        for (words, near) in [(self.earlier, SENTENCE), (self.behind, BEHIND), (self.before, BEFORE)] {
            for pair in pairs(words) {
                context.entry(pair).or_insert(near);
            }
        }
        context
    }

    /// The pairs of its own clause alone.
    pub(crate) fn own(&self) -> BTreeMap<Pair, u64> {
        let clause = format!("{}{}{}", self.lead, self.text, self.tail);
        pairs(&clause).chain(pairs(self.lead)).chain(pairs(self.tail)).map(|pair| (pair, OWN)).collect()
    }
}

/// Numbers that measure or count something, or state a ratio.
pub(crate) fn numbers<'a>(text: &'a str, reading: &'a Reading) -> Vec<Mention<'a>> {
    let stated = |q: &&Quantity| match q.form {
        Form::Plain | Form::Range => !q.unit.name().is_empty(),
        Form::Ratio => true,
        _ => false,
    };
    reading.quantities.iter().filter(stated).map(|q| Mention::at(text, q.start, q.end, Some(q))).collect()
}

/// Every place where `words` stand by themselves; digits at its ends do not run on.
pub(crate) fn places<'a>(text: &'a str, words: &str) -> Vec<Mention<'a>> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
    let led = digit(words.chars().next());
    let ended = digit(words.chars().next_back());
    text.match_indices(words)
        .map(|(at, _)| (at, at + words.len()))
        .filter(|(start, end)| {
            let runs_in = led && digit(text[..*start].chars().next_back());
            let runs_on = ended && digit(text[*end..].chars().next());
            !runs_in && !runs_on
        })
        .map(|(start, end)| Mention::at(text, start, end, None))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_clause_and_its_sentence() {
        let text = "前言。2022年，全区毛入园率为93.6%以上，普惠率为99%。";
        let reading = claims::read("a", text);
        let mentions = numbers(text, &reading);
        let first = &mentions[0];
        assert_eq!((first.lead, first.earlier), ("全区毛入园率为", "2022年，"));
        assert_eq!(mentions[1].lead, "普惠率为");
        assert_eq!(first.before, "前言。");
    }

    #[test]
    fn what_is_listed_before_a_number_belongs_to_its_clause() {
        let text = "全年，投用甲小学、乙小学、丙小学等3所小学，新增学位9个、教室2间。";
        let reading = claims::read("a", text);
        let mentions = numbers(text, &reading);
        let leads: Vec<&str> = mentions.iter().map(|mention| mention.lead).collect();
        assert_eq!(leads, ["投用甲小学、乙小学、丙小学等", "新增学位", "教室"]);
    }

    #[test]
    fn digits_do_not_run_on() {
        assert_eq!(places("113次，13次，13", "13次").len(), 1);
        assert_eq!(places("1530、15300", "1530").len(), 1);
    }
}
