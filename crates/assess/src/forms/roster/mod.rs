//! Rosters over records.

mod against;
mod bound;
mod sheet;

pub(crate) use sheet::roster_days;
pub use sheet::{Holder, Person, Post, RosterSheet, TreeCell};

use super::{Practice, Reach, Shown, Written};
use crate::Records;
use define::{Date, Roster};
use finding::Finding;
use quantity::Truth;

impl Practice for Roster {
    fn shown(&self, records: &Records, today: Date) -> Shown {
        shown(&RosterSheet::new(self, records, today))
    }

    fn heeds(&self, written: &Written) -> bool {
        written.touches(&self.links.list.register.text)
            || self.tree.is_some() && written.touches(&self.objects.register.text)
    }

    fn reach(&self, records: &Records, written: &Written) -> Reach {
        against::reach(self, records, written)
    }

    fn against(&self, records: &Records, written: &Written, today: Date) -> Vec<Finding> {
        against::against(self, records, written, today)
    }
}

/// A sheet in short words.
fn shown(sheet: &RosterSheet) -> Shown {
    let mut shown = Shown::new();
    let covered = sheet.posts.iter().filter(|post| post.is_covered()).count();
    shown.insert("covered", vec![format!("{covered}/{}", sheet.posts.len())]);
    let lacking = sheet.posts.iter().filter(|post| post.lacking() > 0);
    let vacancy = |post: &Post| match post.least {
        Some(least) if least > 1 => format!("{} {}/{least}", post.place(), post.holders.len()),
        _ => post.place(),
    };
    shown.insert("vacant", lacking.map(vacancy).collect());
    let open = sheet.posts.iter().filter(|post| post.least.is_none());
    shown.insert("open", open.map(Post::place).collect());
    let span = |(from, to): &(Date, Date)| format!("{from}—{to}");
    let gap = |post: &Post| {
        post.gaps.iter().map(|gap| format!("{} {}", post.place(), span(gap))).collect::<Vec<_>>()
    };
    shown.insert("gaps", sheet.posts.iter().flat_map(gap).collect());
    let holders =
        || sheet.posts.iter().flat_map(|post| post.holders.iter().map(move |holder| (post, holder)));
    let expiring = holders().filter(|(_, holder)| holder.expiring).map(|(post, holder)| {
        format!(
            "{}@{} {}",
            holder.label,
            post.place(),
            holder.term.1.map_or_else(String::new, |to| to.to_string())
        )
    });
    shown.insert("expiring", expiring.collect());
    let short = holders().filter_map(|(post, holder)| {
        let (done, owed) = holder.work.filter(|(done, owed)| done < owed)?;
        Some(format!("{}@{} {done}/{owed}", holder.label, post.label))
    });
    shown.insert("short", unique(short));
    let unqualified =
        holders().filter(|(_, holder)| holder.qualified.is_some_and(|truth| truth != Truth::Yes));
    shown.insert("unqualified", unique(unqualified.map(|(_, holder)| holder.label.clone())));
    let overloaded = sheet.persons.iter().filter(|person| person.is_overloaded());
    shown.insert(
        "overloaded",
        overloaded.map(|person| format!("{} {}", person.label, person.objects.len())).collect(),
    );
    let idle = sheet.persons.iter().filter(|person| person.objects.is_empty());
    shown.insert("idle", idle.map(|person| person.label.clone()).collect());
    if let Some(due) = &sheet.shifts {
        let came = due.len() - sheet.missed().count();
        shown.insert("shifts", vec![format!("{came}/{}", due.len())]);
        let shift = |shift: &ledger::roster::Shift| match shift.role.is_empty() {
            true => format!("{} {}", sheet.label(&shift.object), shift.day),
            false => format!("{}·{} {}", sheet.label(&shift.object), shift.role, shift.day),
        };
        shown.insert("missed", sheet.missed().map(shift).collect());
    }
    if !sheet.cells.is_empty() {
        let empty = sheet.cells.iter().filter(|cell| cell.chief.is_empty());
        shown.insert("empty_cells", empty.map(|cell| cell.id.clone()).collect());
        let leaves = (0..sheet.cells.len()).filter(|at| sheet.cells[*at].leaf);
        shown.insert("chain", leaves.map(|at| sheet.chain(at)).collect());
    }
    shown
}

/// In order, each once.
fn unique(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for word in words {
        if !list.contains(&word) {
            list.push(word);
        }
    }
    list
}

impl Post {
    /// What the post is called: the object, and the role when roles are told apart.
    pub fn place(&self) -> String {
        match &self.role {
            Some(role) => format!("{}·{role}", self.label),
            None => self.label.clone(),
        }
    }
}

impl RosterSheet {
    /// What an object is called.
    pub fn label(&self, object: &str) -> String {
        let post = self.posts.iter().find(|post| post.object == object);
        post.map_or_else(|| object.to_string(), |post| post.label.clone())
    }

    /// The call chain of a cell in one line: 家长 张三 → 师长 李四 → … , with where it breaks.
    pub fn chain(&self, at: usize) -> String {
        let Some(cell) = self.cells.get(at) else { return String::new() };
        let step = |at: &usize| {
            let cell = &self.cells[*at];
            let chief = if cell.chief.is_empty() { "（空缺）" } else { &cell.chief };
            format!("{} {chief}", cell.level)
        };
        let mut steps: Vec<String> = cell.chain.iter().map(step).collect();
        steps.extend(cell.broken.as_ref().map(|broken| format!("断：{broken}")));
        steps.join(" → ")
    }
}
