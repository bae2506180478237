//! Dated states (有日期的状态): of several tests the row holds the last one, and the earlier ones are rows of their own.

use crate::{Row, Value};
use define::{Date, Dated, Register};

/// Settles what a row given says of a dated state against what stands there. The row keeps the state of the later day; the other one
/// is returned, as a row of the register of the earlier ones. Nothing is to be kept where both speak of the same day, which is a
/// correction, and where only one says anything at all: who empties the cells says that there was no such test.
///
/// `given` is changed where the present state is the later one. None also when the earlier register does not fit the row.
pub fn settle(
    register: &Register,
    dated: &Dated,
    earlier: &Register,
    before: &Row,
    given: &mut Row,
) -> Option<Row> {
    let stood = day(register, dated, before)?;
    match day(register, dated, given) {
        Some(now) if now == stood => None,
        Some(now) if now < stood => {
            let past = past(register, dated, earlier, given);
            for (at, _) in dated.fields.iter().filter_map(|(here, _)| register.field(&here.text)) {
                given.values[at].clone_from(&before.values[at]);
            }
            past
        }
        Some(_) => past(register, dated, earlier, before),
        None => None,
    }
}

/// Whether a field tells of a state of another day than the one that stood there: what it held before is not lost with it.
pub fn is_renewed(register: &Register, field: &str, before: &Row, given: &Row) -> bool {
    register.dated.iter().filter(|dated| dated.there(field).is_some()).any(|dated| {
        let (stood, now) = (day(register, dated, before), day(register, dated, given));
        stood.is_some() && now.is_some() && stood != now
    })
}

fn day(register: &Register, dated: &Dated, row: &Row) -> Option<Date> {
    match &row.values[register.field(&dated.day.text)?.0] {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    }
}

/// The state of a row as a row of the register of the earlier ones.
fn past(register: &Register, dated: &Dated, earlier: &Register, row: &Row) -> Option<Row> {
    let value = |name: &str| register.field(name).and_then(|(at, _)| row.values[at].clone());
    let key = register.key.first()?;
    let cell = |field: &define::Field| {
        let here = dated.fields.iter().find(|(_, there)| there.text == field.name);
        match here {
            Some((here, _)) => value(&here.text),
            None if field.name == dated.of.text => value(key),
            None => value(&field.name),
        }
    };
    let past = Row { values: earlier.fields.iter().map(cell).collect() };
    past.key(earlier).map(|_| past)
}
