//! What a value is compared with, and which value is compared.

use super::{Reader, Running, label};
use crate::claim::{Claim, Rule};
use crate::lists::How;
use crate::name;
use crate::role::{Kind, Role, alike};
use crate::sentence::{Item, Sentence};
use quantity::Hedge;

impl<'a> Reader<'_, '_, 'a> {
    /// 比上年15.28亿元: the value is the nearest before it of the same kind, or the first of the sentence before.
    pub(super) fn based(&mut self, at: usize, words: &str, found: &mut Vec<Claim>) {
        let item = &self.sentence.items[at];
        let near = value_before(self.sentence, at, item);
        let mut running = match near {
            Some(index) => {
                found.extend(label(&self.sentence.items[index], item, words));
                let mut running = self.value(index);
                running.or = self.whole_of(index);
                self.compared.push(index);
                running
            }
            None => self.sentence_before(at),
        };
        running.old = Some(item.mention);
        running.years.1 = item.year;
        self.running = running;
    }

    /// The whole of a part told in the same sentence, when nothing has been compared with it yet.
    fn whole_of(&self, item: usize) -> Option<crate::judge::Mention<'a>> {
        let frame = self.book.frame(self.number, item)?;
        let list = &self.book.lists[self.book.part_of[frame]?];
        let whole = &self.book.frames[list.whole?];
        let here =
            whole.sentence == self.number && list.how == How::Among && !self.compared.contains(&whole.item);
        here.then_some(whole.mention)
    }

    /// A sentence that begins with the comparison speaks of the first value of the sentence before.
    fn sentence_before(&self, at: usize) -> Running<'a> {
        let item = &self.sentence.items[at];
        let opening = at == 0 && item.before.trim_start().starts_with(['比', '较', '与', '同']);
        let earlier = (0..self.number).rev().take(6).find(|s| !self.book.sentences[*s].inside);
        let earlier = earlier.map(|s| (s, self.book.sentences[s]));
        let Some((number, before)) = earlier
            .filter(|(_, s)| opening && !self.sentence.inside && s.paragraph == self.sentence.paragraph)
        else {
            return Running::default();
        };
        let like =
            |i: &&Item<'_>| i.role == Role::Value && i.kind == item.kind && alike(i.mention, item.mention);
        let Some(place) = before.items.iter().position(|i| like(&i)) else { return Running::default() };
        let value = &before.items[place];
        let name = self
            .book
            .frame(number, place)
            .map_or_else(|| name::of(&value.before), |f| self.book.frames[f].full.clone());
        let (years, rule) = ((value.year, None), Some(Rule::Inherited));
        Running { value: Some(value.mention), name, years, rule, ..Running::default() }
    }

    /// 2022年末有图书4120册。2023年末有图书3980册，比上年减少140册: the value of the year before under the same name.
    pub(super) fn year_before(&mut self, item: &Item<'a>) {
        let (Some(value), Some(year)) = (self.running.value, self.running.years.0) else { return };
        let wanted = name::core(&self.running.name);
        let paragraph = self.sentence.paragraph;
        let earlier = |f: &usize| {
            let frame = &self.book.frames[*f];
            let own = name::core(&frame.full);
            frame.year == Some(year - 1)
                && alike(frame.mention, value)
                && (own == wanted || own.is_empty() && wanted.is_empty())
        };
        let start = value.start().min(item.mention.start());
        let near =
            self.book.before(start).take(12).take_while(|f| self.book.frames[*f].paragraph == paragraph);
        let Some(found) = near.into_iter().find(earlier) else { return };
        self.running.old = Some(self.book.frames[found].mention);
        self.running.years.1 = Some(year - 1);
        self.running.rule = Some(Rule::Inherited);
    }
}

/// The value that a base is compared with: the nearest before it of the same dimension that is a value itself.
fn value_before(sentence: &Sentence<'_>, at: usize, base: &Item<'_>) -> Option<usize> {
    let from = (0..=at).rev().find(|i| sentence.items[*i].before.contains(['；', ';'])).unwrap_or(0);
    (from..at).rev().find(|i| {
        let item = &sentence.items[*i];
        let bounded =
            matches!(item.mention.hedge(), Hedge::Above | Hedge::AtLeast | Hedge::Below | Hedge::AtMost);
        // 年均增速为1.20%，比前十年的年均增速1.50%: a rate of change is itself compared.
        let rate = base.kind == Kind::Rate && matches!(item.role, Role::Change { .. });
        let value = matches!(item.role, Role::Value | Role::Target | Role::Share(_) | Role::Whole);
        !bounded && item.kind == base.kind && alike(item.mention, base.mention) && (value || rate)
    })
}
