//! The checklist of a visit (检查单): each point is in order or not; what came of it stands in two fields of the row.

use office::Given;
use view::ChecklistView;

use crate::filled::Filled;
use crate::site::{Desk, Trouble};

/// Longest words beside a point, in characters.
const LONGEST: usize = 200;

/// A point of the form.
#[derive(Clone)]
pub struct Point {
    /// What is looked at.
    pub text: String,
    /// Its name in the form, and that of the words beside it.
    pub key: String,
    /// Their name.
    pub words_key: String,
    /// Whether it is in order; none when it was not looked at.
    pub fine: Option<bool>,
    /// The words.
    pub words: String,
}

/// The points of a form that was sent.
pub struct Ticked {
    /// The points.
    pub points: Vec<Point>,
    /// Whether who sent it may record the cases that are asked for.
    pub opens: bool,
    of: ChecklistView,
}

/// The points of a new form.
pub fn points(of: Option<&ChecklistView>) -> Vec<Point> {
    let point = |(nth, text): (usize, &String)| Point {
        text: text.clone(),
        key: format!("point {nth}"),
        words_key: format!("words {nth}"),
        fine: None,
        words: String::new(),
    };
    of.map(|of| of.items.iter().enumerate().map(point).collect()).unwrap_or_default()
}

/// What a form ticked; none of a register without a checklist, and of a row that is there.
pub fn ticked(desk: &Desk, id: &str, form: &Filled) -> Result<Option<Ticked>, Trouble> {
    if !form.text("number").is_empty() || !desk.may_have_checklist(id) {
        return Ok(None);
    }
    let reading = desk.reading()?;
    let Some(of) = reading.checklist(id)? else { return Ok(None) };
    let mut points = points(Some(&of));
    for point in &mut points {
        point.words = form.text(&point.words_key).trim().chars().take(LONGEST).collect();
        point.fine = match form.text(&point.key) {
            "fine" => Some(true),
            "wrong" => Some(false),
            // Words beside a point that nobody ticked say that something is wrong.
            _ if !point.words.is_empty() => Some(false),
            _ => None,
        };
    }
    Ok(Some(Ticked { points, opens: reading.opens_cases_of(id)?, of }))
}

impl Ticked {
    /// The row with what was ticked in its two fields, before what was written there.
    pub fn put_into(&self, given: &Given) -> Given {
        let looked = self.points.iter().filter(|point| point.fine.is_some()).map(|point| point.text.clone());
        let wrong = self.points.iter().filter(|point| point.fine == Some(false));
        let found = wrong.map(|point| match point.words.is_empty() {
            true => format!("{}：不符合", point.text),
            false => format!("{}：{}", point.text, point.words),
        });
        let mut whole = given.clone();
        put(&mut whole, &self.of.looked, looked.collect(), "、");
        put(&mut whole, &self.of.found, found.collect(), "；");
        whole
    }
}

fn put(given: &mut Given, field: &str, mut parts: Vec<String>, between: &str) {
    if parts.is_empty() {
        return;
    }
    match given.cells.iter_mut().find(|(name, _)| name == field) {
        Some((_, text)) => {
            parts.push(std::mem::take(text));
            *text = parts.join(between);
        }
        None => given.cells.push((field.to_owned(), parts.join(between))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_stands_before_what_is_written() {
        let of = ChecklistView {
            looked: "事项".into(),
            found: "问题".into(),
            items: vec!["门卫".into(), "器材".into(), "食堂".into(), "通道".into()],
        };
        let mut points = points(Some(&of));
        points[0].fine = Some(true);
        (points[1].fine, points[1].words) = (Some(false), "过期两具".into());
        points[3].fine = Some(false);
        let ticked = Ticked { points, opens: false, of };
        let whole = ticked.put_into(&Given::new("到校", &[("事项", "作业"), ("日期", "2022-06-01")]));
        let cell = |name: &str| whole.cells.iter().find(|(of, _)| of == name).map(|(_, text)| text.as_str());
        assert_eq!(cell("事项"), Some("门卫、器材、通道、作业"));
        assert_eq!(cell("问题"), Some("器材：过期两具；通道：不符合"));
        assert_eq!(cell("日期"), Some("2022-06-01"));
        let none = Ticked { points: super::points(Some(&ticked.of)), ..ticked };
        assert!(none.put_into(&Given::new("到校", &[])).cells.is_empty(), "nothing looked at, nothing found");
    }
}
