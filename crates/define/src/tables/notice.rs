//! What a notice offers: one row for each letter to a household.

use super::words::letter;
use super::{WorkTable, day, number, repeating, text, truth};
use crate::{Form, Notice, Pack};

pub(crate) fn tables(notice: &Notice, pack: &Pack) -> Vec<WorkTable> {
    let columns = vec![
        text(letter::NOTICE),
        text(letter::HOUSEHOLD),
        repeating(letter::UNIT, pack, &notice.recipients.register, &notice.unit),
        day(letter::SENT_ON),
        truth(letter::REACHED),
        truth(letter::ANSWERED),
        text(letter::CHANNEL),
        number(letter::RUNG, ""),
        number(letter::MEMBERS, "人"),
    ];
    vec![WorkTable::new(notice.family(), &notice.head, "户", columns)]
}
