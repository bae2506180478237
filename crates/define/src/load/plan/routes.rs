//! The keys of a plan of routes.

use super::{each, keyed};
use crate::read::{Reader, Table};
use crate::{List, RoutesBetween, RoutesPlaces, RoutesPlan};

/// Minutes, stops, people and trips that a definition may allow.
const MOST: i64 = 1_000;

/// Reads them.
pub(super) fn read(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> RoutesPlan {
    let (of, [from, to, minutes]) = keyed(reader, table, "between", ["from", "to", "minutes"]);
    let between = RoutesBetween { list: of, from, to, minutes };
    let places = each(reader, table, "sites", |reader, inner| RoutesPlaces {
        list: List {
            register: inner.required(reader, "register"),
            condition: inner.written(reader, "condition"),
        },
        place: inner.required(reader, "place"),
        within: inner.required(reader, "within"),
    });
    let base = table.required(reader, "base").text;
    let mut number = |key: &'static str| {
        let number = table.integer(reader, key).unwrap_or(0);
        if !(1..=MOST).contains(&number) {
            let span = table.value(key).map_or(table.span(), |value| value.span());
            reader.error("define.number", span, format!("{key} 从1到{MOST}"));
        }
        number.clamp(1, MOST)
    };
    let [stay, day, stops, seats, cars] = ["stay", "day", "stops", "seats", "cars"].map(&mut number);
    RoutesPlan { between, places, base, stay, day, stops, seats, cars }
}
