//! Aspects and indicators out of the rows of an official table, as such tables are: cells merged over several rows, heads of
//! two rows, heads that come again on each page, points in brackets behind names, several lines in a cell.

use super::columns::Columns;
use super::{Item, TableRows, names, place};
use finding::{Finding, Place};
use quantity::Decimal;

/// Words of rows that add up.
const TOTAL: [&str; 5] = ["合计", "总计", "总分", "小计", "合计分值"];

/// What has been read so far.
#[derive(Default)]
struct Reading {
    aspects: Vec<Aspect>,
    items: Vec<Item>,
}

/// An aspect with the points that the table says it has.
struct Aspect {
    row: u32,
    name: String,
    points: Option<Decimal>,
}

/// The cells of a row by what they hold.
struct Cells<'c> {
    row: u32,
    cells: &'c [String],
    columns: &'c Columns,
}

impl<'c> Cells<'c> {
    fn at(&self, column: Option<usize>) -> &'c str {
        column.and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }

    /// The only cell that holds anything.
    fn alone(&self) -> Option<&'c str> {
        let mut held = self.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        held.next().filter(|_| held.next().is_none())
    }

    /// Point and criteria, in one line.
    fn criteria(&self) -> String {
        let said = [self.at(self.columns.point), self.at(self.columns.criteria)];
        said.map(in_one_line).join(" ").trim().to_owned()
    }
}

/// Aspects and indicators of a table, in its order.
pub(super) fn read(rows: &TableRows, findings: &mut Vec<Finding>) -> (Vec<String>, Vec<Item>) {
    let Some((head, columns)) = Columns::find(rows) else {
        let sentence = "没有认出表头：要有“评价指标”一列，最好还有评价内容（方面）、分值、评价标准、责任单位";
        findings.push(Finding::error("draft.no-head", Place::default(), sentence));
        return (Vec::new(), Vec::new());
    };
    let mut reading = Reading::default();
    for (row, cells) in &rows[head.end..] {
        // The head comes again where the table goes on on another page.
        if !rows[head.clone()].iter().any(|(_, of_head)| of_head == cells) {
            reading.take(&Cells { row: *row, cells, columns: &columns }, findings);
        }
    }
    reading.held_against_sums(findings);
    (reading.aspects.into_iter().map(|aspect| aspect.name).collect(), reading.items)
}

impl Reading {
    fn take(&mut self, cells: &Cells<'_>, findings: &mut Vec<Finding>) {
        let columns = cells.columns;
        let first = cells.cells.iter().find(|cell| !cell.trim().is_empty()).map_or("", |cell| cell);
        if names::is_remark(first) {
            let sentence = format!("表里的注没有取：{}", in_one_line(first));
            findings.push(Finding::warning("draft.remark", place(cells.row), sentence));
            return;
        }
        let (aspect, of_aspect) = names::parted(&names::bare(cells.at(columns.aspect)));
        let (name, in_brackets) = names::parted(&names::bare(cells.at(Some(columns.indicator))));
        if [&aspect, &name].iter().any(|word| TOTAL.contains(&word.as_str())) {
            return self.total(cells, findings);
        }
        // A row merged over the whole table names the aspect of those below it.
        if let Some(headed) = cells.alone().filter(|cell| columns.aspect.is_none() && names::is_headed(cell))
        {
            let (name, points) = names::parted(&names::bare(headed));
            return self.aspects.push(Aspect { row: cells.row, name, points });
        }
        if !aspect.is_empty() && self.aspects.last().is_none_or(|last| last.name != aspect) {
            self.aspects.push(Aspect { row: cells.row, name: aspect, points: of_aspect });
        }
        match name.is_empty() {
            true => self.go_on(cells, findings),
            false => self.begin(name, in_brackets, cells, findings),
        }
    }

    /// A merged cell that goes on: further criteria of the same indicator, and their points.
    fn go_on(&mut self, cells: &Cells<'_>, findings: &mut Vec<Finding>) {
        let Some(last) = self.items.last_mut() else { return };
        let more = cells.criteria();
        last.criteria = [last.criteria.as_str(), more.as_str()].join(" ").trim().to_owned();
        let told = cells.at(cells.columns.points);
        if told.is_empty() {
            return;
        }
        last.points = last.points.zip(names::points(told)).and_then(|(one, more)| one.checked_add(&more));
        if last.points.is_none() {
            let sentence = format!("“{}”接下去的分值“{told}”加不上", last.name);
            findings.push(Finding::warning("draft.points-unclear", place(cells.row), sentence));
        }
    }

    fn begin(
        &mut self,
        name: String,
        in_brackets: Option<Decimal>,
        cells: &Cells<'_>,
        findings: &mut Vec<Finding>,
    ) {
        let (row, columns) = (cells.row, cells.columns);
        let mut warn = |code: &'static str, sentence: String| {
            findings.push(Finding::warning(code, place(row), sentence));
        };
        if self.aspects.is_empty() {
            warn("draft.no-aspect", format!("“{name}”没有写属于哪个方面"));
            self.aspects.push(Aspect { row, name: "未分方面".to_owned(), points: None });
        }
        let told = cells.at(columns.points);
        let in_column = names::points(told);
        let points = in_column.or(in_brackets.filter(|_| told.is_empty()));
        if points.is_none() {
            warn("draft.points-unclear", format!("“{name}”的分值“{told}”读不成数"));
        }
        // Rows below may have further points: only a cell of the whole indicator can differ from its brackets.
        if let (Some(column), Some(brackets)) = (in_column, in_brackets)
            && column > brackets
        {
            warn("draft.points-differ", format!("“{name}”后面写的是{brackets}分，分值一栏是{column}"));
        }
        let owner = cells.at(columns.owner).split_whitespace().collect::<Vec<_>>().join("、");
        // A table without that column says nothing of it.
        if owner.is_empty() && columns.owner.is_some() {
            warn("draft.no-owner", format!("“{name}”没有写责任单位"));
        }
        if self.items.iter().any(|item| item.name == name) {
            findings.push(Finding::error("draft.twice", place(row), format!("“{name}”在表里写了两次")));
            return;
        }
        let (aspect, criteria) = (self.aspects.len() - 1, cells.criteria());
        self.items.push(Item { row, aspect, name, points, criteria, owner });
    }

    /// What the indicators of an aspect, or all of them, come to; none when the points of one are not known.
    fn sum(&self, aspect: Option<usize>) -> Option<Decimal> {
        let of = self.items.iter().filter(|item| aspect.is_none_or(|aspect| item.aspect == aspect));
        of.map(|item| item.points).try_fold(Decimal::from(0), |sum, points| sum.checked_add(&points?))
    }

    /// A row that adds up what stands above it.
    fn total(&self, cells: &Cells<'_>, findings: &mut Vec<Finding>) {
        let columns = cells.columns;
        let told = columns.points.map(|at| cells.at(Some(at))).and_then(names::points);
        let part = cells.cells.iter().any(|cell| names::bare(cell) == "小计");
        let sum = self.sum(if part { self.aspects.len().checked_sub(1) } else { None });
        if let (Some(told), Some(sum)) = (told, sum)
            && told != sum
        {
            let sentence = format!("表里的合计是{told}分，所列各条相加是{sum}分");
            findings.push(Finding::warning("draft.points-sum", place(cells.row), sentence));
        }
    }

    /// Points that an aspect has by its name, against its indicators.
    fn held_against_sums(&self, findings: &mut Vec<Finding>) {
        for (at, aspect) in self.aspects.iter().enumerate() {
            if let (Some(told), Some(sum)) = (aspect.points, self.sum(Some(at)))
                && told != sum
            {
                let sentence = format!("方面“{}”写的是{told}分，所列各条相加是{sum}分", aspect.name);
                findings.push(Finding::warning("draft.points-sum", place(aspect.row), sentence));
            }
        }
    }
}

/// Several lines of a cell as one.
fn in_one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}
