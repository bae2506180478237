//! Lists of persons (名册) held against a roll (学籍): who is on both for certain, who may be, who is not.
//!
//! Nobody is taken for another by machine: whatever is not certain is told, with the reason, for a person to decide.

use crate::canonical_name;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody on a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPerson {
    /// Line of the list, as a spreadsheet counts it.
    pub line: u32,
    /// Name as written.
    pub name: String,
    /// Day of birth as year, month, day.
    pub born: (u32, u32, u32),
    /// Number of the identity document; empty when it is not told.
    pub number: String,
}

/// Who of the roll somebody of a list is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnRoll {
    /// This one, by position.
    Certain(usize),
    /// One of these perhaps, with what speaks for each.
    Perhaps(Vec<(usize, Likeness)>),
    /// Nobody.
    Missing,
}

/// Why two may be one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Name and birth agree, and the roll has several such.
    Several,
    /// One number, but another name or birth.
    NumberAlone,
    /// Name and birth agree, but the numbers differ.
    OtherNumber,
    /// Born on one day, and the names differ by one character.
    NearName,
    /// One name, and the births differ by one digit or by month and day changed for each other.
    NearBirth,
}

impl Likeness {
    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Likeness::Several => "学籍里有几个同名同生日的",
            Likeness::NumberAlone => "证件号相同，姓名或生日不同",
            Likeness::OtherNumber => "姓名、生日相同，证件号不同",
            Likeness::NearName => "生日相同，姓名差一个字",
            Likeness::NearBirth => "姓名相同，生日差一位或月日颠倒",
        }
    }
}

/// Holds each of a list against a roll, in the order of the list.
///
/// ```
/// use ledger::{Likeness, ListPerson, OnRoll, on_roll};
/// let one = |line, name: &str, born| ListPerson { line, name: name.into(), born, number: String::new() };
/// let roll = [one(2, "样例甲", (2014, 3, 5)), one(3, "样例乙", (2013, 1, 12))];
/// let list = [one(2, "样例　甲", (2014, 3, 5)), one(3, "样例丙", (2013, 1, 12)), one(4, "样例丁", (2012, 7, 1))];
/// assert_eq!(on_roll(&list, &roll), [
///     OnRoll::Certain(0),
///     OnRoll::Perhaps(vec![(1, Likeness::NearName)]),
///     OnRoll::Missing,
/// ]);
/// ```
pub fn on_roll(list: &[ListPerson], roll: &[ListPerson]) -> Vec<OnRoll> {
    let roll = Roll::of(roll);
    list.iter().map(|one| roll.find(one)).collect()
}

/// A roll by what it is looked through.
#[derive(Default)]
struct Roll<'r> {
    all: &'r [ListPerson],
    names: Vec<String>,
    by_number: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_birth: BTreeMap<(u32, u32, u32), Vec<usize>>,
}

impl<'r> Roll<'r> {
    fn of(all: &'r [ListPerson]) -> Roll<'r> {
        let mut roll = Roll { all, ..Roll::default() };
        for (at, one) in all.iter().enumerate() {
            let name = canonical_name(&one.name);
            roll.by_name.entry(name.clone()).or_default().push(at);
            roll.by_birth.entry(one.born).or_default().push(at);
            if !one.number.is_empty() {
                roll.by_number.entry(canonical_name(&one.number)).or_default().push(at);
            }
            roll.names.push(name);
        }
        roll
    }

    fn find(&self, one: &ListPerson) -> OnRoll {
        let (name, number) = (canonical_name(&one.name), canonical_name(&one.number));
        let own = |all: Option<&Vec<usize>>| all.cloned().unwrap_or_default();
        let same_number = if number.is_empty() { Vec::new() } else { own(self.by_number.get(&number)) };
        let same_name = own(self.by_name.get(&name));
        let same_birth = own(self.by_birth.get(&one.born));
        let twins: Vec<usize> =
            same_name.iter().copied().filter(|at| self.all[*at].born == one.born).collect();
        let apart =
            |at: &usize| !number.is_empty() && !self.all[*at].number.is_empty() && !same_number.contains(at);
        match (same_number.as_slice(), twins.as_slice()) {
            ([only], _) if twins.contains(only) => return OnRoll::Certain(*only),
            ([], [only]) if !apart(only) => return OnRoll::Certain(*only),
            _ => {}
        }
        let mut found: BTreeMap<usize, Likeness> = BTreeMap::new();
        let mut add = |at: usize, why: Likeness| {
            found.entry(at).or_insert(why);
        };
        same_number.iter().for_each(|at| add(*at, Likeness::NumberAlone));
        let of_twins = |at: &usize| if apart(at) { Likeness::OtherNumber } else { Likeness::Several };
        twins.iter().for_each(|at| add(*at, of_twins(at)));
        let near = same_birth.iter().filter(|at| differ_by_one(&self.names[**at], &name));
        near.for_each(|at| add(*at, Likeness::NearName));
        let near = same_name.iter().filter(|at| near_births(self.all[**at].born, one.born));
        near.for_each(|at| add(*at, Likeness::NearBirth));
        match found.is_empty() {
            true => OnRoll::Missing,
            false => OnRoll::Perhaps(found.into_iter().collect()),
        }
    }
}

/// Whether one character put in, left out or changed makes one name of the other.
fn differ_by_one(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if long.len() - short.len() > 1 || one == other {
        return false;
    }
    let same = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    let from = same + usize::from(short.len() == long.len());
    short.get(from..) == long.get(same + 1..)
}

/// Whether two days differ by one digit as eight digits, or by month and day changed for each other.
fn near_births(one: (u32, u32, u32), other: (u32, u32, u32)) -> bool {
    let digits = |day: (u32, u32, u32)| format!("{:04}{:02}{:02}", day.0, day.1, day.2);
    let (a, b) = (digits(one), digits(other));
    let apart = a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count();
    apart == 1 || (one != other && one.0 == other.0 && (one.1, one.2) == (other.2, other.1))
}

/// A day of birth as people write it: 2014-03-05, 2014年3月5日, 2014/3/5, 20140305; none when it is no day.
///
/// ```
/// assert_eq!(ledger::birth("2014年3月5日"), Some((2014, 3, 5)));
/// assert_eq!(ledger::birth("20140305"), Some((2014, 3, 5)));
/// assert_eq!(ledger::birth("2014-13-05"), None);
/// ```
pub fn birth(text: &str) -> Option<(u32, u32, u32)> {
    let text = text.trim();
    let parts: Vec<&str> = match text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => vec![&text[..4], &text[4..6], &text[6..]],
        false => {
            text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
        }
    };
    let [year, month, day] = parts.as_slice() else { return None };
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let date =
        define::Date::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    date.filter(|_| (1900..2100).contains(&year)).map(|_| (year, month, day))
}

/// Lines that a list has twice, by name and birth: each with the first of them.
pub fn repeated(list: &[ListPerson]) -> Vec<(u32, u32)> {
    let mut seen: BTreeMap<(String, (u32, u32, u32)), u32> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for one in list {
        let first = *seen.entry((canonical_name(&one.name), one.born)).or_insert(one.line);
        if first != one.line {
            told.insert((one.line, first));
        }
    }
    told.into_iter().collect()
}
