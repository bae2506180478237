//! Notices as tables: one line for each household's letter.

use super::{Cell, Sources, sheet::Sheet};
use crate::Records;
use crate::forms::notice::Book;
use define::words::letter;
use define::{Date, Notice, house};
use ledger::letter::moment;
use std::sync::Arc;

/// The hour at which a day of Chongqing ends, as a moment.
const END: &str = "T23:59:59+08:00";

/// 告知: every letter sent in the year, up to the end of a day.
pub(super) fn fill(notice: &Notice, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let book = Book::among(notice, records);
    let (letters, events): (Arc<str>, Arc<str>) =
        (house::Letter::HOUSE.register.into(), house::LetterEvent::HOUSE.register.into());
    let end = moment(&format!("{day}{END}")).unwrap_or(i64::MAX);
    for ((sent, household), kept) in &book.letters {
        let on = book.notices.get(sent).and_then(|sent| sent.at.get(..10)?.parse::<Date>().ok());
        if on.is_none_or(|on| on > day || on.year != day.year) {
            continue;
        }
        let known = || kept.events.iter().filter(|event| event.event.is_some_and(|one| one.at <= end));
        let answer = kept.acknowledgement().filter(|event| known().any(|one| one.number == event.number));
        let reached = known().filter_map(|event| event.event).any(|event| {
            matches!(
                event.what,
                ledger::letter::Happening::Delivered | ledger::letter::Happening::Acknowledged
            )
        });
        let rung = known().filter_map(|event| event.event).map(|event| event.rung).max();
        let mut sources: Sources = vec![(letters.clone(), kept.number)];
        sources.extend(known().map(|event| (events.clone(), event.number)));
        sheet.line(
            [
                (letter::NOTICE, Cell::Text(sent.clone())),
                (letter::HOUSEHOLD, Cell::Text(household.clone())),
                (letter::UNIT, Cell::Text(kept.unit.clone())),
                (letter::SENT_ON, on.into()),
                (letter::REACHED, Cell::Truth(reached)),
                (letter::ANSWERED, Cell::Truth(answer.is_some())),
                (
                    letter::CHANNEL,
                    Cell::Text(
                        answer.and_then(|event| event.way).map_or(String::new(), |way| way.word().to_owned()),
                    ),
                ),
                (letter::RUNG, Cell::Number(rung.unwrap_or(0).into())),
                (letter::MEMBERS, Cell::count(kept.members.len())),
            ],
            sources,
        );
    }
}
