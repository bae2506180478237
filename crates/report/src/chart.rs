//! What is judged against a threshold, to be looked at (指标与界限对照图): value and threshold as digits, and a bar under the value.

use assess::{Gap, Outcome, Verdict};
use define::Pack;
use paper::{Align, Attachment, Bar, Body, Cell, Column, Rendition, Row, Run, Table};
use quantity::Decimal;

/// The title of the attachment.
const TITLE: &str = "指标与界限对照图";
/// Places at which bars are measured.
const PLACES: u32 = 6;

/// The attachment: every share (%) that is held against a threshold, in the order of the scheme. None where there is none.
pub(crate) fn attachment<'o>(
    pack: &Pack,
    outcomes: impl Fn(&str) -> Option<&'o Outcome>,
) -> Option<Attachment> {
    let rows: Vec<Row> = pack.indicators.iter().filter_map(|one| row(outcomes(&one.id)?)).collect();
    if rows.is_empty() {
        return None;
    }
    let column = |width, align| Column { width, align };
    let mut body = Body::default();
    body.table(Table {
        id: "chart-table".into(),
        caption: None,
        columns: vec![
            column(9, Align::Left),
            column(9, Align::Right),
            column(4, Align::Right),
            column(3, Align::Center),
        ],
        head: vec![Row::of(["指标", "现值", "界限", "判定"])],
        rows,
    });
    Some(Attachment { id: "chart".into(), title: TITLE.into(), body, from: Rendition::Clean })
}

/// A share, its threshold and its verdict; none of what is no share or has no threshold.
fn row(outcome: &Outcome) -> Option<Row> {
    let (gap, verdict) = (outcome.gap.as_ref()?, outcome.verdict?);
    let (value, printed) = (outcome.value.as_ref()?, outcome.printed.as_ref()?);
    if outcome.unit != "%" {
        return None;
    }
    let value: Decimal = value.parse().ok()?;
    let bound = threshold(value, gap);
    let mut cells = Row::of([outcome.name.as_str()]).cells;
    let bar = bar(value, bound);
    cells.push(Cell { bar, ..Cell::new(vec![Run::text(printed.clone())]) });
    let rest = [format!("{}{}", gap.sign, gap.threshold), Verdict::label(verdict).to_owned()];
    cells.extend(Row::of(rest).cells);
    Some(Row { cells })
}

/// The threshold as a number: as far from the value as the margin says, on the side that the sign says.
fn threshold(value: Decimal, gap: &Gap) -> Option<Decimal> {
    let margin: Decimal = gap.margin.parse().ok()?;
    match gap.sign {
        "≥" | ">" => value.checked_sub(&margin),
        "≤" | "<" => value.checked_add(&margin),
        _ => None,
    }
}

/// A bar in which a hundred per cent fill the cell, or the greater of value and threshold where either is more.
fn bar(value: Decimal, bound: Option<Decimal>) -> Option<Bar> {
    let measured = |number: Decimal| number.round(PLACES).scaled(PLACES);
    let (value, bound) = (measured(value)?, bound.and_then(measured));
    let whole = [100 * 10_i128.pow(PLACES), value, bound.unwrap_or(0)].into_iter().max()?;
    Bar::of(value, whole, bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(sign: &'static str, threshold: &str, margin: &str) -> Gap {
        let (threshold, margin, printed) = (threshold.into(), margin.into(), String::new());
        Gap { sign, threshold, margin, printed, good: true }
    }

    #[test]
    fn a_threshold_is_found_from_either_side_and_the_longest_fills_the_cell() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        let least = threshold(decimal("90.06"), &gap("≥", "80%", "10.06"));
        assert_eq!(least, Some(decimal("80")));
        assert_eq!(bar(decimal("90.06"), least), Some(Bar { share: 900, bound: Some(800) }));
        let most = threshold(decimal("3"), &gap("≤", "5%", "2"));
        assert_eq!(bar(decimal("3"), most), Some(Bar { share: 30, bound: Some(50) }));
        let beyond = threshold(decimal("125"), &gap("≥", "100%", "25"));
        assert_eq!(bar(decimal("125"), beyond), Some(Bar { share: 1_000, bound: Some(800) }));
        assert_eq!(bar(decimal("-1.73"), None), None, "nothing is less long than nothing");
    }
}
