//! Tables in a text (表格): rows of cells between tabs. A row called a total is held against the rows above it, a column of
//! growth against its two years, a column of shares against its amounts.

use crate::claim::{Claim, Rule};
use crate::judge::{Mention, Proposal, Term, decide};
use crate::relation::Relation;
use quantity::{Form, Quantity};
use std::ops::Range;

/// Rows and columns that are looked at.
const MOST_ROWS: usize = 400;
const MOST_COLUMNS: usize = 40;

/// One table: rows of cells, each with its words and the number in it.
struct Table<'t, 'a> {
    heads: Vec<&'t str>,
    rows: Vec<Row<'t, 'a>>,
}

struct Row<'t, 'a> {
    label: String,
    words: Vec<&'t str>,
    numbers: Vec<Option<Mention<'a>>>,
}

/// Claims of all tables of a text.
pub(crate) fn claims(text: &str, quantities: &[Quantity], found: &mut Vec<Claim>) {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let range = start..start + line.len();
        start = range.end + 1;
        let columns = line.matches('\t').count() + 1;
        if (2..=MOST_COLUMNS).contains(&columns) {
            lines.push(range);
        } else {
            table(text, &lines, quantities, found);
            lines.clear();
        }
    }
    table(text, &lines, quantities, found);
}

fn table(text: &str, lines: &[Range<usize>], quantities: &[Quantity], found: &mut Vec<Claim>) {
    if lines.len() < 3 || lines.len() > MOST_ROWS {
        return;
    }
    let Some(table) = Table::of(text, lines, quantities) else { return };
    table.totals(found);
    table.growth(found);
    table.shares(found);
}

impl<'t, 'a> Table<'t, 'a> {
    fn of(text: &'t str, lines: &[Range<usize>], quantities: &'a [Quantity]) -> Option<Table<'t, 'a>> {
        let mut rows = lines.iter().map(|line| Row::of(text, line.clone(), quantities));
        let head = rows.next()?;
        let named =
            head.words.iter().skip(1).all(|w| !w.is_empty()) && head.numbers.iter().all(Option::is_none);
        let rows: Vec<Row<'t, 'a>> = rows.collect();
        let even = rows.iter().all(|row| row.words.len() == head.words.len());
        (named && even).then_some(Table { heads: head.words, rows })
    }

    /// The columns whose numbers can be added.
    fn amounts(&self) -> Vec<usize> {
        const OTHER: [&str; 17] = [
            "率", "%", "％", "比", "均", "增长", "增幅", "占", "排名", "序号", "编号", "年龄", "名次",
            "代码", "标准", "单价", "得分",
        ];
        let adds = |column: &usize| {
            !OTHER.iter().any(|w| self.heads[*column].contains(w))
                && self.rows.iter().any(|row| row.numbers[*column].is_some())
        };
        (1..self.heads.len()).filter(adds).collect()
    }

    fn total(&self) -> Option<usize> {
        let called = |row: &Row<'_, '_>| {
            matches!(
                row.label.as_str(),
                "合计" | "总计" | "共计" | "总数" | "全区合计" | "全县合计" | "全市合计"
            )
        };
        let mut totals = (0..self.rows.len()).filter(|at| called(&self.rows[*at]));
        totals.next().filter(|at| totals.next().is_none() && (*at == 0 || *at + 1 == self.rows.len()))
    }

    /// Whether rows stand below each other's heads: then the table is no flat list.
    fn nested(&self) -> bool {
        let below = |row: &Row<'_, '_>| {
            ["其中", "小计", "#", "—", "-", "1.", "（一）", "一、"].iter().any(|w| row.label.starts_with(w))
                || row.label.ends_with("小计")
        };
        self.rows.iter().any(below)
    }

    fn totals(&self, found: &mut Vec<Claim>) {
        let Some(total) = self.total().filter(|_| !self.nested()) else { return };
        for column in self.amounts() {
            let Some(whole) = self.rows[total].numbers[column] else { continue };
            let others = self
                .rows
                .iter()
                .enumerate()
                .filter(|(at, row)| *at != total && !row.words[column].is_empty());
            let parts: Option<Vec<Term<'_>>> =
                others.map(|(_, row)| row.numbers[column].map(Term::Number)).collect();
            if let Some(parts) = parts.filter(|parts| parts.len() >= 2) {
                found.extend(decide(Proposal::new(Relation::Sum, parts, Term::Number(whole), Rule::Table)));
            }
        }
    }

    /// The columns of a year and the year before it, when there is one such pair.
    fn years(&self) -> Option<(usize, usize)> {
        let year = |head: &str| -> Option<i32> {
            let digits: String =
                head.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
            digits.parse().ok().filter(|_| digits.len() == 4)
        };
        let known: Vec<(usize, i32)> =
            self.amounts().into_iter().filter_map(|c| Some((c, year(self.heads[c])?))).collect();
        if let [(one, first), (other, second)] = known[..] {
            return match first - second {
                1 => Some((one, other)),
                -1 => Some((other, one)),
                _ => None,
            };
        }
        let named = |words: &[&str]| {
            let mut having =
                self.amounts().into_iter().filter(|c| words.iter().any(|w| self.heads[*c].contains(w)));
            having.next().filter(|_| having.next().is_none())
        };
        Some((named(&["本年", "今年", "本期"])?, named(&["上年", "去年", "上期"])?))
    }

    fn growth(&self, found: &mut Vec<Claim>) {
        let Some((new, old)) = self.years() else { return };
        let rate = |head: &&str| {
            let grows = ["增长", "增幅", "增减", "升降"].iter().any(|w| head.contains(w));
            grows && ["%", "％", "率", "幅"].iter().any(|w| head.contains(w)) && !head.contains("百分点")
        };
        let mut rates = (1..self.heads.len()).filter(|c| rate(&self.heads[*c]));
        let Some(column) = rates.next().filter(|_| rates.next().is_none()) else { return };
        for row in &self.rows {
            if let (Some(new), Some(old), Some(rate)) =
                (row.numbers[new], row.numbers[old], row.numbers[column])
            {
                let operands = vec![Term::Number(new), Term::Number(old)];
                found.extend(decide(Proposal::new(
                    Relation::GrowthPct,
                    operands,
                    percent(rate),
                    Rule::Table,
                )));
            }
        }
    }

    fn shares(&self, found: &mut Vec<Claim>) {
        let share = |c: &usize| ["占比", "比重", "占总", "构成"].iter().any(|w| self.heads[*c].contains(w));
        let columns: Vec<usize> = (1..self.heads.len()).filter(share).collect();
        let (Some(total), [column], [amount]) = (self.total(), &columns[..], &self.amounts()[..]) else {
            return;
        };
        let Some(whole) = self.rows[total].numbers[*amount] else { return };
        for (at, row) in self.rows.iter().enumerate().filter(|(at, _)| *at != total) {
            if let (Some(part), Some(rate)) = (row.numbers[*amount], row.numbers[*column])
                && at != total
            {
                let operands = vec![Term::Number(part), Term::Number(whole)];
                found.extend(decide(Proposal::new(Relation::SharePct, operands, percent(rate), Rule::Table)));
            }
        }
    }
}

/// A cell under a head with % needs no sign of its own.
fn percent(cell: Mention<'_>) -> Term<'_> {
    if cell.unit().name().is_empty() { Term::Percent(cell) } else { Term::Number(cell) }
}

impl<'t, 'a> Row<'t, 'a> {
    fn of(text: &'t str, line: Range<usize>, quantities: &'a [Quantity]) -> Row<'t, 'a> {
        let (mut words, mut numbers) = (Vec::new(), Vec::new());
        let mut at = line.start;
        for cell in text[line].split('\t') {
            let inner = cell.trim();
            let start = at + (cell.len() - cell.trim_start().len());
            at += cell.len() + 1;
            words.push(inner);
            let first = quantities.partition_point(|q| q.start < start);
            let whole = quantities
                .get(first)
                .filter(|q| q.start == start && q.end == start + inner.len() && q.form == Form::Plain);
            // A minus sign stands before the number.
            numbers.push(whole.filter(|_| !inner.is_empty()).map(Mention::of));
        }
        let label: String = words
            .iter()
            .find(|w| w.chars().any(char::is_alphabetic))
            .unwrap_or(&"")
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        Row { label, words, numbers }
    }
}
