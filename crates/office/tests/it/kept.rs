//! What a door makes of a state is made once for it, and never handed out where the state would be refused.

use crate::district::{BUDGET, District};
use crate::{at, now};
use office::{AsOf, Reading, RowQuery};
use std::cell::Cell;

/// The newest budget as a door makes it, with a count of the makings.
fn made(reading: &Reading, times: &Cell<usize>) -> office::Result<String> {
    let make = || {
        times.set(times.get() + 1);
        let rows = reading.rows("教育经费", &RowQuery::default())?.rows;
        Ok(rows.iter().map(|row| row.cells.join(",")).collect::<Vec<_>>().join("\n"))
    };
    reading.kept("budget", String::len, make).map(|made| (*made).clone())
}

#[test]
fn a_thing_is_made_once_for_a_state_and_anew_for_the_next() {
    let district = District::filled();
    let times = Cell::new(0);
    let first = made(&now(&district.office), &times).unwrap();
    assert_eq!(made(&now(&district.office), &times).unwrap(), first);
    assert_eq!(times.get(), 1, "the second reading of the state made nothing");
    district.import(&[("教育经费.csv", &BUDGET.replace("1500000000", "1500000001"))]);
    let second = made(&now(&district.office), &times).unwrap();
    assert!(second.contains("1500000001") && !first.contains("1500000001"), "{second}");
    assert_eq!(times.get(), 2);
    assert_eq!(made(&at(&district.office, &AsOf::Open, None), &times).unwrap(), second);
    assert_eq!(made(&at(&district.office, &AsOf::Now, Some(2022)), &times).unwrap(), second);
    assert_eq!(times.get(), 3, "another year asked for is another reading");
}

#[test]
fn what_was_made_before_rows_were_altered_is_not_handed_out_behind_it() {
    let district = District::filled();
    let times = Cell::new(0);
    made(&now(&district.office), &times).unwrap();
    let changed = district.behind().execute(
        "UPDATE version SET body = replace(body, '1500000000', '9') WHERE body LIKE '%1500000000%'",
        [],
    );
    assert_ne!(changed, Ok(0), "there is something to alter");
    let refused = made(&now(&district.office), &times);
    assert!(matches!(&refused, Err(office::Error::Altered(_))), "{refused:?}");
    assert_eq!(times.get(), 2, "it was made again, and refused");
}
