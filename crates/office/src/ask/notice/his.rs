//! Letters to the households of whoever records what they said (代录应答): a class teacher sees those of his class, and of a notice no
//! other letter, nor how many there are.

use super::summary;
use crate::ask::Reading;
use crate::error::Result;
use crate::state::{Needs, State};
use crate::view::{DeskLetters, NoticesView};
use assess::Book;
use define::{Form, Notice, Right};
use ledger::letter::State as LetterStands;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Reading {
    /// Whether somebody may record that households have acknowledged a notice of this definition: as its sender, or of his own.
    pub fn acknowledges(&self, definition: &str) -> bool {
        self.sight.within().is_some_and(|within| {
            [Right::Send, Right::Acknowledge]
                .iter()
                .any(|right| within.standing.has(&within.pack, *right, definition))
        })
    }

    /// Whether notices are shown to somebody: all of them, or those of which he records what households of his said.
    pub(in crate::ask) fn opens_notices(&self) -> bool {
        let mut all = self.pack().forms.notices.iter();
        self.sees_every_letter().is_ok() || all.any(|one| self.acknowledges(&one.head.id))
    }

    /// The notices that wait for what households of his say, the newest first, with how many of them.
    ///
    /// # Errors
    /// A store that refuses.
    pub(in crate::ask) fn letters_waiting(&self) -> Result<Vec<DeskLetters>> {
        if self.sees_every_letter().is_ok() {
            return Ok(Vec::new());
        }
        let mut waiting = Vec::new();
        for notice in self.pack().forms.notices.iter().filter(|one| self.acknowledges(&one.head.id)) {
            let book = self.book(notice)?;
            for sent in book.notices.values() {
                let of_it = book.letters.iter().filter(|((id, _), _)| *id == sent.id);
                let open =
                    of_it.filter(|(_, kept)| kept.letter.state() != LetterStands::Acknowledged).count();
                if open > 0 {
                    let (id, title, at) = (sent.id.clone(), sent.title.clone(), sent.at.clone());
                    waiting.push(DeskLetters { id, title, at, households: open as u64 });
                }
            }
        }
        waiting.sort_by(|a, b| b.at.cmp(&a.at));
        Ok(waiting)
    }

    /// The notices of which somebody records acknowledgements, each with the letters to households of his alone.
    pub(super) fn notices_of_his(&self) -> Result<NoticesView> {
        if !self.opens_notices() {
            self.sees_every_letter()?;
        }
        let mut notices = Vec::new();
        for notice in self.pack().forms.notices.iter().filter(|one| self.acknowledges(&one.head.id)) {
            let book = self.book(notice)?;
            notices.extend(book.notices.values().map(|sent| summary(sent, &book)));
        }
        notices.sort_by(|a, b| b.at.cmp(&a.at).then(a.id.cmp(&b.id)));
        Ok(NoticesView { definitions: Vec::new(), notices })
    }

    /// Nothing, when whoever asks sees the letters of all households.
    pub(super) fn sees_every_letter(&self) -> Result<()> {
        self.sight.needs_all(self.pack(), define::house::Notice::HOUSE.register)
    }

    /// The letters of a definition that are seen, folded once for as long as none of them changes: all of them, or those to the
    /// households of whoever records what they said.
    pub(super) fn book(&self, notice: &Notice) -> Result<Arc<Book>> {
        if self.sees_every_letter().is_ok() {
            return self.whole_book(notice, &self.state);
        }
        let (whole, store) = self.unbounded();
        let register = self.pack().register(&notice.recipients.register.text);
        let (Some(within), Some(register)) = (self.sight.within(), register) else {
            return Ok(Arc::default());
        };
        let reach = within.standing.acknowledges(self.pack(), notice, register);
        let rows = whole.rows(store, register)?;
        let his = rows.iter().filter(|(_, row)| reach.admits(row));
        let keys: BTreeSet<String> = his.filter_map(|(_, row)| row.key(register)).collect();
        let all = self.whole_book(notice, whole)?;
        let mine = all.letters.iter().filter(|(_, kept)| kept.members.iter().any(|key| keys.contains(key)));
        let letters: BTreeMap<_, _> = mine.map(|(key, kept)| (key.clone(), kept.clone())).collect();
        let told = all.notices.iter().filter(|(id, _)| letters.keys().any(|(of, _)| of == *id));
        let notices = told.map(|(id, sent)| (id.clone(), sent.clone())).collect();
        Ok(Arc::new(Book { notices, letters, strays: Vec::new() }))
    }

    fn whole_book(&self, notice: &Notice, state: &State) -> Result<Arc<Book>> {
        let names: BTreeSet<String> =
            notice.house().into_iter().map(|house| house.register.to_owned()).collect();
        let needs = Needs::Registers(names.clone());
        state.answer(&format!("book {}", notice.head.id), needs, || {
            Ok(Book::among(notice, &state.records(&self.store, &names)?))
        })
    }
}
