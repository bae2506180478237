//! Totals behind their parts (合计): 小学100所、初中40所，共150所.

use super::{Builder, How, List};
use crate::classes;
use crate::frame::Gap;
use crate::name;

impl Builder<'_, '_> {
    /// A total behind its parts: 小学100所、初中40所，共150所. Whether it is one.
    pub(super) fn total(&mut self, id: usize) -> bool {
        let frame = &self.frames[id];
        if let Some(level) = self
            .open
            .iter()
            .position(|l| l.whole.is_none() && l.parts.len() >= 2 && self.like(l.parts[0], id))
        {
            self.close(level + 1);
            self.open[level].whole = Some(id);
            self.close(0);
            self.leads.push(id);
            return true;
        }
        let parts = self.parts_before(id);
        if parts.len() < 2 {
            return false;
        }
        // A value of the same kind that was passed over may be a part as well.
        let sentence = self.frames[parts[0]].sentence;
        let here = (0..id).rev().take_while(|b| self.frames[*b].sentence >= sentence);
        let passed = here.into_iter().any(|b| !parts.contains(&b) && self.like(b, id));
        self.close(0);
        for part in &parts {
            self.part[*part] = true;
        }
        let mut list = List::across(id, parts, How::Total, frame.sentence);
        list.open = passed;
        self.done.push(list);
        self.leads.push(id);
        true
    }

    /// The values that a total adds up: those before it in its sentence, or mates of one another in the sentences before.
    pub(super) fn parts_before(&self, id: usize) -> Vec<usize> {
        let frame = &self.frames[id];
        let before = |b: &usize| !self.frames[*b].mean && self.like(*b, id);
        let bare =
            frame.own.is_empty() || ["两项", "三项", "各项", "以上"].iter().any(|w| frame.own.starts_with(w));
        if !frame.first {
            let here = (0..id).rev().take_while(|b| self.frames[*b].sentence == frame.sentence);
            let mut parts: Vec<usize> =
                here.filter(before).filter(|b| !self.frames[*b].called && !self.part[*b]).collect();
            parts.reverse();
            if !frame.called {
                return self.column_before(id);
            }
            let related = |p: &usize| name::common_end(&self.frames[*p].own, &frame.own) >= 2;
            let named = parts.iter().all(related) || self.are_classes(&parts);
            // 12个村、3个社区，共186个村民小组: another thing is counted.
            let other = |p: &usize| {
                let noun = &self.frames[*p].noun;
                !noun.is_empty() && !frame.noun.is_empty() && !noun.chars().any(|c| frame.noun.contains(c))
            };
            let same = !parts.iter().any(other);
            return if frame.called && (bare || named) && same { parts } else { Vec::new() };
        }
        if frame.gap == Gap::Paragraph {
            return Vec::new();
        }
        let mut parts: Vec<usize> = Vec::new();
        for b in (0..id).rev().take(24).take_while(|b| self.frames[*b].paragraph == frame.paragraph) {
            let f = &self.frames[b];
            let first_of_list =
                parts.last().is_some_and(|p| classes::are_mates(f.title(), self.frames[*p].title()));
            if f.called || (f.region && !(first_of_list && self.frames[b + 1].gap <= Gap::Semicolon)) {
                break;
            }
            if before(&b) && !self.part[b] {
                parts.push(b);
            }
        }
        parts.reverse();
        let related = |p: &usize| name::common_end(self.frames[*p].title(), frame.title()) >= 2;
        let named = frame.called || parts.iter().all(related);
        if named && self.are_classes(&parts) { parts } else { Vec::new() }
    }

    /// 城区…占地3000亩。乡镇…占地2300亩。全市…占地5300亩: values of the same name under subjects that are classes.
    pub(super) fn column_before(&self, id: usize) -> Vec<usize> {
        let frame = &self.frames[id];
        let same = |b: &usize| {
            let f = &self.frames[*b];
            f.sentence < frame.sentence
                && f.own == frame.own
                && !f.own.is_empty()
                && self.like(*b, id)
                && !self.part[*b]
        };
        let here = (0..id).rev().take(24).take_while(|b| self.frames[*b].paragraph == frame.paragraph);
        let mut parts: Vec<usize> = here.filter(same).collect();
        parts.reverse();
        let names: Vec<&str> = parts.iter().map(|p| self.frames[*p].title()).collect();
        if classes::complete(frame.title(), &names) || self.are_classes(&parts) { parts } else { Vec::new() }
    }

    /// Whether every value is a class beside the first.
    pub(super) fn are_classes(&self, parts: &[usize]) -> bool {
        let Some((first, rest)) = parts.split_first() else { return false };
        rest.iter().all(|p| classes::are_mates(self.frames[*first].title(), self.frames[*p].title()))
    }
}
