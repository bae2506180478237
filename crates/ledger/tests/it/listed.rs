//! Lists of persons held against a roll.

use ledger::{Likeness, ListPerson, OnRoll, birth, on_roll, repeated};

fn one(name: &str, born: &str, number: &str) -> ListPerson {
    ListPerson { line: 0, name: name.into(), born: birth(born).unwrap(), number: number.into() }
}

#[test]
fn what_is_certain_is_found_and_what_is_not_is_left_to_a_person() {
    let roll = [
        one("样例甲一", "2014-03-05", "A1"),
        one("样例乙一", "2013-01-12", ""),
        one("样例丙一", "2012-07-01", "C1"),
        one("样例丙一", "2012-07-01", "C2"),
        one("样例丁一", "2011-10-09", "D1"),
    ];
    let cases = [
        (one("样例甲一", "2014-03-05", "a1"), OnRoll::Certain(0)),
        (one("样例乙一", "20130112", "B9"), OnRoll::Certain(1)),
        // Of two with one name and birth the number decides; without it a person does.
        (one("样例丙一", "2012-07-01", "C2"), OnRoll::Certain(3)),
        (
            one("样例丙一", "2012-07-01", ""),
            OnRoll::Perhaps(vec![(2, Likeness::Several), (3, Likeness::Several)]),
        ),
        (one("样例甲一", "2014-03-05", "A2"), OnRoll::Perhaps(vec![(0, Likeness::OtherNumber)])),
        (one("样例戊一", "2010-01-01", "D1"), OnRoll::Perhaps(vec![(4, Likeness::NumberAlone)])),
        (one("样例乙", "2013-01-12", ""), OnRoll::Perhaps(vec![(1, Likeness::NearName)])),
        (one("样例丁一", "2011-09-10", ""), OnRoll::Perhaps(vec![(4, Likeness::NearBirth)])),
        (one("样例丁一", "2011-10-08", ""), OnRoll::Perhaps(vec![(4, Likeness::NearBirth)])),
        (one("样例丁一", "2010-10-08", ""), OnRoll::Missing),
        (one("样例乙丙", "2013-01-13", ""), OnRoll::Missing),
    ];
    for (listed, wanted) in cases {
        assert_eq!(on_roll(std::slice::from_ref(&listed), &roll), [wanted], "{listed:?}");
    }
}

#[test]
fn a_list_that_names_somebody_twice_says_so() {
    let mut list =
        [one("样例甲", "2014-03-05", ""), one("样例乙", "2014-03-05", ""), one("样例 甲", "2014-3-5", "")];
    (0..).zip(&mut list).for_each(|(at, one)| one.line = at + 2);
    assert_eq!(repeated(&list), [(4, 2)]);
    assert!(["2014-02-30", "", "三月", "2014-3"].iter().all(|text| birth(text).is_none()));
}
