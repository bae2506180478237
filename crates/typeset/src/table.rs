//! Tables: columns by weight, rows whole where a page holds them, heads on every page; too many columns go on below.

use crate::fonts::Role;
use crate::page::{ARTIFACT, Fill, Kind, Length};
use crate::strip::Strip;
use crate::style::{self, Set, Sheet};
use crate::words::Words;
use paper::{Align, Bar, Cell, Column, Row, Table};
use std::rc::Rc;

/// Between the rule and the words of a cell.
const PAD: Length = 4_250;
/// What a bar at the foot of a cell takes.
const BAR: Length = 5_000;
/// A rule.
const RULE: Length = 500;
/// Sizes to try, the widest first.
const SIZES: [Length; 3] = [12_000, 10_500, 9_000];
/// The last of them.
const SMALLEST: Length = SIZES[2];
/// Letters that every column is to hold on a line, and those that it must.
const WANTED: Length = 3;
const LEAST: Length = 4;

/// The strips of a table.
pub(crate) fn strips(words: &mut Words<'_>, table: &Table, sheet: &Sheet) -> Vec<Strip> {
    let (count, area) = (table.columns.len(), sheet.area);
    let roomy = |size: &Length| {
        let narrowest = widths(&table.columns, area, 0).into_iter().min().unwrap_or(area);
        narrowest >= WANTED * size + 2 * PAD
    };
    let simple = table
        .head
        .iter()
        .chain(&table.rows)
        .all(|row| row.cells.len() == count && row.cells.iter().all(|cell| cell.span <= 1));
    if let Some(size) = SIZES.into_iter().find(roomy) {
        return Setter { words, sheet, size, least: 0 }.table(table);
    }
    let (size, least) = (SMALLEST, LEAST * SMALLEST + 2 * PAD);
    if count as Length * least <= area || !simple || count < 3 {
        return Setter { words, sheet, size, least }.table(table);
    }
    let mut strips = Vec::new();
    for band in bands(table, sheet) {
        if !strips.is_empty() {
            strips.push(Strip::gap(size));
        }
        strips.extend(Setter { words, sheet, size, least }.table(&band));
    }
    strips
}

/// The columns' widths, by weight, none less than `least` where all can have as much, filling the line.
fn widths(columns: &[Column], area: Length, least: Length) -> Vec<Length> {
    let weights: Vec<i64> = columns.iter().map(|column| i64::from(column.width.clamp(1, 1_000))).collect();
    let floor = i64::from(least.min(area / (columns.len() as Length).max(1)));
    let mut narrow = vec![false; columns.len()];
    loop {
        let given = |at: usize, narrow: &[bool]| if narrow[at] { 0 } else { weights[at] };
        let kept = narrow.iter().filter(|one| **one).count() as i64 * floor;
        let (room, whole) =
            (i64::from(area) - kept, (0..weights.len()).map(|at| given(at, &narrow)).sum::<i64>().max(1));
        let found = (0..weights.len()).find(|at| !narrow[*at] && room * weights[*at] / whole < floor);
        let Some(found) = found else {
            let (mut passed, mut fixed, mut begun) = (0, 0, 0);
            let one = |at: usize| {
                passed += given(at, &narrow);
                fixed += if narrow[at] { floor } else { 0 };
                let end = room * passed / whole + fixed;
                (end - std::mem::replace(&mut begun, end)) as Length
            };
            return (0..weights.len()).map(one).collect();
        };
        narrow[found] = true;
    }
}

/// A table too wide for the page as tables below each other, the first column in each.
fn bands(table: &Table, sheet: &Sheet) -> Vec<Table> {
    let each = (sheet.area / (6 * SMALLEST + 2 * PAD)).max(2) as usize - 1;
    let rest: Vec<usize> = (1..table.columns.len()).collect();
    let of = |row: &Row, columns: &[usize]| -> Row {
        let cells = std::iter::once(&0).chain(columns).filter_map(|at| row.cells.get(*at));
        Row { cells: cells.cloned().collect() }
    };
    let band = |columns: &[usize]| Table {
        id: table.id.clone(),
        caption: None,
        columns: std::iter::once(&0)
            .chain(columns)
            .map(|at| Column { width: 1, ..table.columns[*at] })
            .collect(),
        head: table.head.iter().map(|row| of(row, columns)).collect(),
        rows: table.rows.iter().map(|row| of(row, columns)).collect(),
    };
    rest.chunks(each).map(band).collect()
}

struct Setter<'w, 'f, 's> {
    words: &'w mut Words<'f>,
    sheet: &'s Sheet,
    size: Length,
    /// Least width of a column.
    least: Length,
}

/// A cell set: its lines, and where it stands.
struct Filled {
    x: Length,
    width: Length,
    lines: Vec<Strip>,
    bar: Option<Bar>,
}

impl Filled {
    /// The bar at the foot of the cell, and a red line where it is held against something.
    fn fills(&self, bar: Bar, height: Length) -> Vec<Fill> {
        let (left, room) = (self.x + PAD, (self.width - 2 * PAD).max(1));
        let at = |share: u16| room * Length::from(share) / 1_000;
        let top = height - BAR - PAD / 2;
        let plain = |x, y, width, height, red| Fill { x, y, width, height, node: ARTIFACT, red };
        let mut fills = vec![plain(left, top, at(bar.share).max(RULE), BAR / 2, false)];
        fills.extend(bar.bound.map(|bound| plain(left + at(bound), top - BAR / 4, 2 * RULE, BAR, true)));
        fills
    }
}

impl Setter<'_, '_, '_> {
    fn table(&mut self, table: &Table) -> Vec<Strip> {
        let widths = widths(&table.columns, self.sheet.area, self.least);
        let node = self.words.node(Kind::Table, 0);
        let deep = self.sheet.depth;
        let mut head = Vec::new();
        for row in &table.head {
            let cells = self.row(table, row, &widths, node, Kind::Head);
            head.extend(self.strips(cells, deep / 2));
        }
        let tall: Length = head.iter().map(|strip| strip.height).sum();
        // A head that leaves no room for rows is not repeated.
        let again = (!head.is_empty() && tall < deep / 3).then(|| Rc::new(head.clone()));
        head.iter_mut().for_each(|strip| strip.kept = true);
        let mut strips = head;
        for row in &table.rows {
            let cells = self.row(table, row, &widths, node, Kind::Cell);
            let room = if again.is_some() { deep - tall } else { deep };
            let rows = self.strips(cells, room);
            strips.extend(rows.into_iter().map(|strip| Strip { head: again.clone(), ..strip }));
        }
        strips
    }

    fn row(&mut self, table: &Table, row: &Row, widths: &[Length], within: usize, kind: Kind) -> Vec<Filled> {
        let node = self.words.node(Kind::Row, within);
        let mut column = 0;
        let mut cells = Vec::new();
        for cell in &row.cells {
            let span = cell.span.max(1) as usize;
            let x: Length = widths.iter().take(column).sum();
            let width: Length = widths.iter().skip(column).take(span).sum();
            let align = table.columns.get(column).map(|column| column.align).unwrap_or_default();
            let lines = self.cell(cell, width, align, node, &kind);
            cells.push(Filled { x, width, lines, bar: cell.bar });
            column += span;
        }
        cells
    }

    fn cell(&mut self, cell: &Cell, width: Length, align: Align, within: usize, kind: &Kind) -> Vec<Strip> {
        let node = self.words.node(kind.clone(), within);
        let (role, set) = match (kind, align) {
            (Kind::Head, _) => (Role::Hei, Set::Center),
            (_, Align::Center) => (Role::Text, Set::Center),
            (_, Align::Right) => (Role::Text, Set::Right),
            (_, Align::Left) => (Role::Text, Set::Left),
        };
        let style = style::cell(role, self.size, set);
        let atoms = self.words.atoms(&style, "", &cell.runs, node);
        self.words.strips(&atoms, &style, (width - 2 * PAD).max(1))
    }

    /// A row as one strip, or as many as pages ask for when none holds it.
    fn strips(&self, cells: Vec<Filled>, room: Length) -> Vec<Strip> {
        let line = style::cell(Role::Text, self.size, Set::Left).line;
        let most = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
        let room = if cells.iter().any(|cell| cell.bar.is_some()) { room - BAR } else { room };
        let each = (((room - 2 * PAD) / line).max(1) as usize).min(most);
        let whole = each == most;
        (0..most).step_by(each).map(|from| piece(&cells, from, each.min(most - from), line, whole)).collect()
    }
}

/// Some lines of a row, in their rules.
fn piece(cells: &[Filled], from: usize, count: usize, line: Length, whole: bool) -> Strip {
    // Bars stand under the last lines.
    let ends = cells.iter().all(|cell| cell.lines.len() <= from + count);
    let below = if ends && cells.iter().any(|cell| cell.bar.is_some()) { BAR } else { 0 };
    let height = count as Length * line + PAD + below;
    let mut strip = Strip { height, ..Strip::default() };
    for cell in cells {
        let lines = cell.lines.iter().skip(from).take(count);
        let used = lines.len() as Length * line;
        let mut y = if whole { (height - below - used) / 2 } else { PAD / 2 };
        for set in lines {
            strip.runs.extend(set.runs.iter().cloned().map(|mut run| {
                run.x += cell.x + PAD;
                run.y += y;
                run
            }));
            strip.anchors.extend(set.anchors.iter().cloned());
            y += line;
        }
        strip
            .fills
            .extend(cell.bar.filter(|_| below > 0).into_iter().flat_map(|bar| cell.fills(bar, height)));
        let rule = |x, y, width, height| Fill { x, y, width, height, node: ARTIFACT, red: false };
        strip.fills.extend([
            rule(cell.x, 0, cell.width, RULE),
            rule(cell.x, height, cell.width + RULE, RULE),
            rule(cell.x, 0, RULE, height),
            rule(cell.x + cell.width, 0, RULE, height),
        ]);
    }
    strip
}
