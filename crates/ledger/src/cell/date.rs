//! Reading a day of a cell, in every writing that can be one day only.

use super::{CellFault, half_width};
use crate::{Value, weekday_of};
use define::{Date, Field};

/// Years of a day that anybody records.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Reads a day. A time of day behind it says nothing of the day; a day of the week must be the right one.
pub(super) fn read(field: &Field, text: &str) -> Result<Value, CellFault> {
    let Some(found) = day(text) else {
        let sentence = format!("“{}”应当是日历上的日期，这里是“{text}”", field.name);
        return Err(
            CellFault::error("import.cell.not-a-date", sentence).hint("写法如 2022-09-01".to_string())
        );
    };
    if !YEARS.contains(&found.year) {
        let sentence =
            format!("“{}”应在{}年至{}年之间，这里是“{found}”", field.name, YEARS.start(), YEARS.end());
        return Err(CellFault::error("import.cell.year", sentence));
    }
    Ok(Value::Date(found))
}

fn day(text: &str) -> Option<Date> {
    let plain = half_width(text);
    let plain = plain.trim_end_matches('.');
    let (plain, weekday) = without_weekday(plain.trim_end());
    let digits = plain.bytes().all(|byte| byte.is_ascii_digit());
    let found = match digits && plain.len() == 8 {
        true => date(&plain[..4], &plain[4..6], &plain[6..])?,
        false => {
            let plain = without_time(plain);
            let day = plain.strip_suffix('日').unwrap_or(plain);
            let day = day.replace(['年', '月', '/', '.', '—', '–', '－', '‐', '−'], "-");
            let mut parts = day.split('-').map(str::trim);
            let found = date(parts.next()?, parts.next()?, parts.next()?)?;
            parts.next().is_none().then_some(found)?
        }
    };
    weekday.is_none_or(|weekday| weekday_of(found) == weekday).then_some(found)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |part: &str, most: usize| {
        let digits = !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<i32>().ok() } else { None }
    };
    let year = digits(year, 4).filter(|year| *year >= 1000)?;
    Date::new(year, u8::try_from(digits(month, 2)?).ok()?, u8::try_from(digits(day, 2)?).ok()?)
}

/// Without a time of day: `2022/9/1 8:30`, `2022-09-01T00:00:00.000Z`.
fn without_time(text: &str) -> &str {
    let Some(at) = text.find([' ', 'T']).filter(|at| text[*at..].contains(':')) else { return text };
    let clock = text[at + 1..].trim().trim_end_matches('Z');
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let fits =
        |part: &&str, most: u8| part.len() <= 2 && part.parse::<u8>().is_ok_and(|number| number < most);
    let hours = parts.first().is_some_and(|hours| fits(hours, 24));
    let rest = parts.iter().skip(1).all(|part| fits(part, 60)) && (2..=3).contains(&parts.len());
    match hours && rest && fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        true => text[..at].trim_end(),
        false => text,
    }
}

/// Without a day of the week behind it, and which that is, Monday being 0.
fn without_weekday(text: &str) -> (&str, Option<u8>) {
    let bare = text.trim_end_matches(')');
    for word in ["星期", "周"] {
        if let Some((day, name)) = bare.rsplit_once(word) {
            let names = ["一", "二", "三", "四", "五", "六", "日"];
            let name = if name.trim() == "天" { "日" } else { name.trim() };
            let number = names.iter().position(|known| *known == name).map(|at| at as u8);
            if number.is_some() {
                return (day.trim_end().trim_end_matches('(').trim_end(), number);
            }
        }
    }
    (text, None)
}
