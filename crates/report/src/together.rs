//! Figures said together (并列): those that print the same are named one after the other and printed once, so that a report
//! does not say 率为100% line by line; what differs stands by itself.

use crate::fill::{Filler, Within, push_words};
use crate::subject::Subject;
use crate::template::Name;
use paper::Run;
use std::ops::Range;

/// A figure with what it is called.
struct Said<'a> {
    label: String,
    name: Name,
    subject: Subject<'a>,
}

impl<'a> Filler<'a> {
    /// 覆盖率、备案率和签订率均为100%，合格率为98%: in the order in which they are written, the same figure once.
    pub(crate) fn together(
        &mut self,
        said: &[(Range<usize>, Name)],
        within: Within<'_, 'a>,
        runs: &mut Vec<Run>,
    ) {
        let mut groups: Vec<Vec<Said<'a>>> = Vec::new();
        for (label, name) in said {
            let Some(subject) = self.named(name, within) else { continue };
            let label = within.written.text[label.clone()].trim().to_owned();
            let one = Said { label, name: name.clone(), subject };
            let printed = one.subject.printed();
            let same =
                |group: &&mut Vec<Said<'a>>| printed.is_some() && group[0].subject.printed() == printed;
            match groups.iter_mut().find(same) {
                Some(group) => group.push(one),
                None => groups.push(vec![one]),
            }
        }
        for (at, group) in groups.iter().enumerate() {
            if at > 0 {
                push_words(runs, "，");
            }
            self.group(group, within, runs);
        }
    }

    /// Figures that print the same. Each name bears the note of its figure, the last one at the figure itself.
    fn group(&mut self, group: &[Said<'a>], within: Within<'_, 'a>, runs: &mut Vec<Run>) {
        let Some((last, others)) = group.split_last() else { return };
        for (at, one) in others.iter().enumerate() {
            if at > 0 {
                push_words(runs, "、");
            }
            let printed = one.subject.printed().unwrap_or_default();
            runs.push(Run::Figure(self.sources.cite_as(&one.subject, &one.label, printed)));
        }
        // 报警和视频监控达标率 has its own 和.
        let and = if group.iter().any(|one| one.label.contains('和')) { "以及" } else { "和" };
        push_words(runs, if others.is_empty() { "" } else { and });
        push_words(runs, &last.label);
        push_words(runs, if others.is_empty() { "为" } else { "均为" });
        self.figure(&last.subject, &last.name, within, runs);
    }
}
