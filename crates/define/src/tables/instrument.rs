//! What an instrument offers: one row for each document that is due.

use super::words::instrument;
use super::{WorkTable, number, pointing, truth};
use crate::{Form, Instrument, Pack};

pub(crate) fn tables(form: &Instrument, pack: &Pack) -> Vec<WorkTable> {
    let register = pack.register(&form.rows.register.text);
    let columns = vec![
        pointing(instrument::OBJECT, register, register.and_then(|register| register.single_key())),
        truth(instrument::COMPLETE),
        number(instrument::MISSING, "项"),
    ];
    vec![WorkTable::new(form.family(), &form.head, "份", columns)]
}
