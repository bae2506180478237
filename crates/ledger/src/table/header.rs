//! The header of a table: where it stands, which column feeds which field and in what unit.

use crate::name::is_invisible;
use define::{Field, FieldType, Register, nearest};
use finding::{Finding, Place};
use quantity::Unit;
use reader::Table;
use unicode_normalization::UnicodeNormalization;

/// A column that feeds a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Position of the field.
    pub field: usize,
    /// Column of the table, from 0.
    pub at: usize,
    /// Unit of its numbers, when they are not in that of the field.
    pub unit: Option<Unit>,
}

/// Rows that are looked at for the header.
const DEEPEST: usize = 20;
/// Columns that clerks keep for themselves, when the register has no such field.
const OWN: [&str; 9] = ["序号", "行号", "序", "编号序", "备注", "备考", "No", "№", ERRORS];
/// The column in which refused rows come back.
pub const ERRORS: &str = "导入错误";
/// What that column says of a row that was recorded.
pub const RECORDED: &str = "已入账";

/// Where a table has its header, from 1, and the column, from 0, in which an earlier import wrote what it made of each row.
pub fn header_of(register: &Register, table: &Table) -> (u32, Option<usize>) {
    let (table, _) = headed(register, table, &mut Vec::new());
    (table.header_row, told_column(&table))
}

/// The column in which an earlier import wrote what it made of each row.
pub(super) fn told_column(table: &Table) -> Option<usize> {
    table.header.iter().position(|name| compact(name) == ERRORS)
}

/// A table whose header is where the register's fields are named: rows above are titles, of which is told. A unit that they
/// name for the whole table comes with it.
pub(super) fn headed<'t>(
    register: &Register,
    table: &'t Table,
    findings: &mut Vec<Finding>,
) -> (std::borrow::Cow<'t, Table>, Option<Unit>) {
    let score = |cells: &[String]| cells.iter().filter(|cell| known(register, cell).is_some()).count();
    let top = score(&table.header);
    let below = table.lines.iter().take(DEEPEST).map(|line| score(&line.cells)).enumerate();
    let best = below.max_by_key(|(at, score)| (*score, std::cmp::Reverse(*at)));
    let Some((at, _)) = best.filter(|(_, score)| *score > top.max(1)) else {
        return (std::borrow::Cow::Borrowed(table), None);
    };
    let mut table = table.clone();
    let mut lines = std::mem::take(&mut table.lines).into_iter();
    let titles: Vec<(u32, Vec<String>)> =
        std::iter::once((table.header_row, std::mem::take(&mut table.header)))
            .chain(lines.by_ref().take(at).map(|line| (line.number, line.cells)))
            .collect();
    if let Some(head) = lines.next() {
        (table.header_row, table.header) = (head.number, head.cells);
    }
    table.lines = lines.collect();
    let mut unit = None;
    for (row, cells) in titles {
        let Some(first) = cells.iter().position(|cell| !cell.trim().is_empty()) else { continue };
        unit = cells.iter().find_map(|cell| named_unit(cell)).or(unit);
        let place = Place::cell(&table.source, row, table.first_column + first as u32)
            .excerpt(cells[first].trim(), None);
        let sentence = format!("第{row}行是标题，没有读；表头在第{}行", table.header_row);
        findings.push(Finding::note("import.row.title", place, sentence));
    }
    (std::borrow::Cow::Owned(table), unit)
}

/// The unit of a line such as 单位：万元.
fn named_unit(cell: &str) -> Option<Unit> {
    let plain = compact(cell);
    let at = plain.rfind("单位:").map(|at| at + "单位:".len())?;
    let words: String =
        plain[at..].chars().take_while(|letter| letter.is_alphabetic() || *letter == '%').collect();
    Unit::parse(&words).ok()
}

/// A header without spaces, line ends and letters that are not seen, in one width.
fn compact(name: &str) -> String {
    name.nfkc().filter(|letter| !letter.is_whitespace() && !is_invisible(*letter)).collect()
}

/// The field that a header names, with the words in brackets behind the name.
fn known(register: &Register, name: &str) -> Option<(usize, Option<String>)> {
    let plain = compact(name);
    let plain = plain.trim_matches(['*', '★', '●', ':']);
    let position = |name: &str| register.fields.iter().position(|field| compact(&field.name) == name);
    if plain.is_empty() {
        return None;
    }
    if let Some(at) = position(plain) {
        return Some((at, None));
    }
    let (name, inside) = plain.strip_suffix(')')?.rsplit_once('(')?;
    Some((position(name.trim_matches(['*', '★']))?, Some(inside.to_owned())))
}

/// Words in brackets behind a name that are no unit.
const ASIDES: [&str; 7] = ["必填", "选填", "可不填", "是/否", "是或否", "如有", "样例"];

/// Which column feeds which field, in the order of columns.
pub(super) fn columns(
    register: &Register,
    table: &Table,
    unit: Option<&Unit>,
    findings: &mut Vec<Finding>,
) -> Vec<Column> {
    merged(table, findings);
    let at = |column: usize| Place::cell(&table.source, table.header_row, table.first_column + column as u32);
    let mut columns: Vec<Column> = Vec::new();
    let used = used(table);
    for (column, name) in table.header.iter().enumerate() {
        let name = name.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if name.is_empty() {
            if column < used || is_filled(table, column) {
                findings.push(
                    Finding::error("import.header.empty", at(column), "表头这一格是空的")
                        .hint("若与旁边的格合并过，请拆开并写上字段名"),
                );
            }
            continue;
        }
        if let Some(letter) =
            name.chars().find(|c| finding::is_control(*c) && !matches!(c, '\n' | '\r' | '\t'))
        {
            let sentence = format!("表头这一格里有看不见的控制字符 U+{:04X}", u32::from(letter));
            let hint = "请删去这个字符；整份文件都是这样时，请另存为 UTF-8 编码的 CSV";
            findings.push(Finding::error("import.header.control", at(column), sentence).hint(hint));
            continue;
        }
        let Some((field, aside)) = known(register, name) else {
            findings.extend(foreign(register, name, at(column)));
            continue;
        };
        if let Some(first) = columns.iter().find(|known| known.field == field) {
            let first = at(first.at).cell.unwrap_or_default();
            let sentence = format!("表头“{name}”与 {first} 重复");
            findings.push(Finding::error("import.header.duplicate", at(column), sentence));
            continue;
        }
        match column_unit(&register.fields[field], aside.as_deref(), unit) {
            Ok(unit) => {
                if let Some(unit) = &unit {
                    let own = &register.fields[field].unit;
                    let sentence =
                        format!("“{}”这一列以“{unit}”计，已逐格换算成“{own}”", register.fields[field].name);
                    findings.push(Finding::note("import.header.converted", at(column), sentence));
                }
                columns.push(Column { field, at: column, unit });
            }
            Err(sentence) => findings.push(Finding::error("import.header.unit", at(column), sentence)),
        }
    }
    missing(register, table, &columns, findings);
    hidden(register, table, &columns, findings);
    columns
}

/// How many columns the header has.
pub(super) fn used(table: &Table) -> usize {
    table.header.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1)
}

fn is_filled(table: &Table, column: usize) -> bool {
    table.lines.iter().any(|line| line.cells.get(column).is_some_and(|cell| !cell.trim().is_empty()))
}

/// The unit of a column when it is not that of its field: named behind its header, else of the whole table for money.
fn column_unit(field: &Field, aside: Option<&str>, whole: Option<&Unit>) -> Result<Option<Unit>, String> {
    let is_number = matches!(field.kind, FieldType::Integer | FieldType::Decimal | FieldType::Money);
    let named = aside
        .filter(|aside| !ASIDES.contains(aside))
        .map(|aside| aside.strip_prefix("单位:").unwrap_or(aside));
    let other = |unit: Unit| (unit != field.unit).then_some(unit);
    match named {
        None if field.kind == FieldType::Money => {
            Ok(whole.filter(|whole| whole.same_dimension(&field.unit)).cloned().and_then(other))
        }
        None => Ok(None),
        Some(_) if !is_number => Ok(None),
        Some(words) => match Unit::parse(words) {
            Ok(unit)
                if unit.same_dimension(&field.unit) && (unit.name() == "%") == (field.unit.name() == "%") =>
            {
                Ok(other(unit))
            }
            _ => Err(format!("“{}”以“{}”计，表头写的是“{words}”", field.name, field.unit)),
        },
    }
}

/// What is said of a column that feeds no field: one that clerks keep for themselves, a computed one, or an unknown one.
fn foreign(register: &Register, name: &str, place: Place) -> Option<Finding> {
    let plain = compact(name);
    if register.computed.iter().any(|computed| compact(&computed.name) == plain) {
        let sentence = format!("“{name}”由公式算出，这一列没有读");
        return Some(Finding::note("import.header.computed", place, sentence));
    }
    if OWN.iter().any(|own| own.eq_ignore_ascii_case(plain.trim_end_matches('.'))) {
        let sentence = format!("“{name}”不是台账的字段，这一列没有读");
        return (plain != ERRORS).then(|| Finding::note("import.header.left", place, sentence));
    }
    let names = register.fields.iter().map(|field| field.name.as_str());
    let sentence = format!("“{}”没有名为“{name}”的字段", register.name);
    let finding = Finding::error("import.header.unknown", place, sentence);
    Some(match nearest(name, names) {
        Some(near) => finding.hint(format!("是否想写“{near}”？")),
        None => finding,
    })
}

fn merged(table: &Table, findings: &mut Vec<Finding>) {
    for (first_row, first_column, last_row, last_column) in &table.merged {
        let place = Place::cell(&table.source, *first_row, *first_column);
        let finding = match *first_row <= table.header_row && table.header_row <= *last_row {
            true => Finding::error("import.header.merged", place, "表头有合并的单元格"),
            false if *first_row > table.header_row => {
                Finding::error("import.cell.merged", place, "数据区有合并的单元格")
            }
            false => continue,
        };
        let last = Place::cell("", *last_row, *last_column).cell.unwrap_or_default();
        findings.push(finding.hint(format!("请拆开（到 {last} 为止），每一格各填各的")));
    }
}

fn missing(register: &Register, table: &Table, columns: &[Column], findings: &mut Vec<Finding>) {
    for (position, field) in register.fields.iter().enumerate() {
        if field.required && !columns.iter().any(|column| column.field == position) {
            let sentence = format!("表头缺少必填的“{}”", field.name);
            let place = Place::cell(&table.source, table.header_row, table.first_column);
            findings.push(Finding::error("import.header.missing", place, sentence));
        }
    }
}

/// Columns that are read though nobody sees them.
fn hidden(register: &Register, table: &Table, columns: &[Column], findings: &mut Vec<Finding>) {
    for column in columns {
        let number = table.first_column + column.at as u32;
        if table.hidden_columns.iter().any(|(from, to)| (*from..=*to).contains(&number)) {
            let place = Place::cell(&table.source, table.header_row, number);
            let sentence = format!("“{}”这一列是隐藏的，也读入了", register.fields[column.field].name);
            findings.push(Finding::warning("import.column.hidden", place, sentence));
        }
    }
}

/// How well a table fits a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// How many of its columns the register knows.
    pub known: usize,
    /// Whether all of them are known or left out on purpose, and none that must be there is missing.
    pub is_whole: bool,
}

/// How well a table fits a register, by the row that names most of its fields.
pub fn fit(register: &Register, table: &Table) -> Fit {
    let (table, _) = headed(register, table, &mut Vec::new());
    let names: Vec<&str> =
        table.header.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let known: Vec<usize> = names.iter().filter_map(|name| Some(self::known(register, name)?.0)).collect();
    let strange = names.iter().filter(|name| self::known(register, name).is_none());
    let strange = strange
        .filter_map(|name| foreign(register, name, Place::whole("")))
        .any(|one| one.grade == finding::Grade::Error);
    let mut fields = register.fields.iter().enumerate();
    let missing = fields.any(|(at, field)| field.required && !known.contains(&at));
    Fit { known: known.len(), is_whole: !known.is_empty() && !strange && !missing }
}
