//! What a draw offers: one row for each slip.

use super::words::slip;
use super::{WorkTable, day, pointing, text, truth};
use crate::{Draw, Form, Pack};

pub(crate) fn tables(draw: &Draw, pack: &Pack) -> Vec<WorkTable> {
    let objects = pack.register(&draw.objects.register.text);
    let columns = vec![
        text(slip::DRAW),
        pointing(slip::OBJECT, objects, objects.and_then(|register| register.single_key())),
        text(slip::INSPECTORS),
        day(slip::DRAWN_ON),
        truth(slip::OPENED),
        day(slip::VISITED_ON),
        truth(slip::VISITED),
        truth(slip::BY_DRAWN),
    ];
    let counter = objects.map_or("", |register| register.counter.as_str());
    vec![WorkTable::new(draw.family(), &draw.head, counter, columns)]
}
