//! Everything about one school, by definitions alone.

use crate::district::District;
use crate::now;
use office::Error;

const SCHOOL: &str = "2150000001";

#[test]
fn a_school_is_found_in_its_own_register_and_in_those_that_point_to_it() {
    let district = District::filled();
    let bodies = now(&district.office).bodies().unwrap();
    assert_eq!(bodies.iter().map(|body| body.code.as_str()).next(), Some(SCHOOL));
    assert!(bodies.iter().all(|body| body.registers == ["学校"] && !body.name.is_empty()), "{bodies:?}");
    let view = now(&district.office).about(SCHOOL).unwrap();
    assert_eq!((view.key.as_str(), &view.name), (SCHOOL, &bodies[0].name));
    let own: Vec<(&str, &[String])> = view.own.iter().map(|one| (one.id.as_str(), &one.by[..])).collect();
    assert_eq!(own, [("school", &["标识码".to_owned()][..])]);
    let [classes] = &view.pointing[..] else { panic!("{:?}", view.pointing) };
    assert_eq!((classes.id.as_str(), &classes.by[..]), ("class", &["学校".to_owned()][..]));
    // What the page says is what the register says, and nothing of another school.
    let at = classes.fields.iter().position(|field| field == "学校").unwrap();
    assert!(classes.rows.iter().all(|row| row.cells[at] == SCHOOL));
    let query =
        office::RowQuery { equal: vec![("学校".to_owned(), SCHOOL.to_owned())], ..Default::default() };
    assert_eq!(classes.count, now(&district.office).rows("class", &query).unwrap().rows.len() as u64);
}

#[test]
fn what_no_register_keeps_is_refused() {
    let district = District::filled();
    let long = "2".repeat(5000);
    for key in ["2150999999", "", "城区", "2022", "%", long.as_str()] {
        let refused = now(&district.office).about(key).unwrap_err();
        assert!(matches!(refused, Error::Unknown(_)), "{key}: {refused}");
    }
}
