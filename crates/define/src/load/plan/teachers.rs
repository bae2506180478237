//! The keys of the teachers of a plan of people.

use super::super::head::optional_list;
use super::super::must_have;
use super::{each, keyed};
use crate::read::{Reader, Table};
use crate::{StaffPlaces, StaffReach, StaffSubject, StaffTeachers, Written};

/// Reads them; none where a plan counts people alone.
pub(super) fn read(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    name: &Written,
) -> Option<StaffTeachers> {
    let keys = ["school", "stage", "subject", "home", "backbone", "movable", "share", "backbones"];
    let (mut found, mut places, mut reach) = (keys.map(|_| None), None, None);
    let of = optional_list(reader, table, "persons", |reader, inner| {
        found = keys.map(|key| Some(inner.required(reader, key)));
        let (of, [place, within]) = keyed(reader, inner, "spots", ["place", "within"]);
        places = Some(StaffPlaces { list: of, place, within });
        let (of, [from, to, minutes]) = keyed(reader, inner, "reach", ["from", "to", "minutes"]);
        reach = Some(StaffReach { list: of, from, to, minutes });
    })?;
    let subjects = each(reader, table, "subjects", |reader, inner| StaffSubject {
        name: inner.required(reader, "name").text,
        need: inner.required(reader, "need"),
    });
    must_have(reader, name, subjects.is_empty(), "学科 [[subjects]]");
    let [
        Some(school),
        Some(stage),
        Some(subject),
        Some(home),
        Some(backbone),
        Some(movable),
        Some(share),
        Some(backbones),
    ] = found
    else {
        return None;
    };
    let (places, reach) = (places?, reach?);
    Some(StaffTeachers {
        list: of,
        school,
        stage,
        subject,
        home,
        backbone,
        movable,
        share,
        backbones,
        places,
        reach,
        subjects,
    })
}
