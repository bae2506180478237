//! Files as the field really has them (`cases/EXPECT.tsv`), each imported into a copy of the sample district of its own by
//! the program's own import; what must be seen of it stands in [`super::table`].

use super::table::{CASES, Seen};
use super::texts::TEXTS;
use office::{Finding, Grade, ImportOptions, Office, RowQuery};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One line of the table of results.
pub struct Line {
    /// Number of the case.
    pub case: String,
    /// Its file.
    pub file: String,
    /// What was seen, in a word.
    pub became: String,
    /// What is wrong; empty when all is seen that must be.
    pub wrong: Vec<String>,
}

/// Where a file of the list goes.
struct Listed {
    case: String,
    file: String,
    register: Option<String>,
}

/// Tries every listed file: tables by an import into a copy of `district`, a prepared data folder that is only copied, texts
/// and documents by reading them. A case of which nothing is said that must be seen is an error, and so is one that is not listed.
pub fn run(folder: &Path, only: Option<&str>, district: &Path, scratch: &Path) -> Result<Vec<Line>, String> {
    let listed = listed(&super::text(folder, "cases/EXPECT.tsv")?);
    let mut known: BTreeSet<&str> = CASES.iter().map(|(case, _)| *case).collect();
    known.extend(TEXTS.iter().map(|(case, _)| *case));
    let (mut lines, mut left) = (Vec::new(), Vec::new());
    for one in listed.iter().filter(|one| only.is_none_or(|only| one.case == only)) {
        known.remove(one.case.as_str());
        if let Some(line) = super::texts::tried(&one.case, &one.file, &folder.join("cases")) {
            lines.push(line?);
            continue;
        }
        let Some((_, seen)) = CASES.iter().find(|(case, _)| *case == one.case) else {
            left.push(one.case.as_str());
            continue;
        };
        let copy = scratch.join(&one.case);
        copied(district, &copy)?;
        lines.push(tried(one, seen, &folder.join("cases"), &copy)?);
        std::fs::remove_dir_all(&copy).ok();
    }
    left.extend(known.into_iter().filter(|_| only.is_none()));
    match left.as_slice() {
        [] => Ok(lines),
        some => Err(format!("cases without anything that must be seen, or not listed: {}", some.join(" "))),
    }
}

fn listed(text: &str) -> Vec<Listed> {
    let line = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let (case, file) = (cells.next()?, cells.next()?);
        Some(Listed { case, file, register: cells.next().filter(|name| !name.is_empty()) })
    };
    text.lines().skip(1).filter_map(line).collect()
}

fn copied(from: &Path, to: &Path) -> Result<(), String> {
    let fail = |error: std::io::Error| format!("{}: {error}", to.display());
    std::fs::create_dir_all(to).map_err(fail)?;
    for entry in std::fs::read_dir(from).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let into: PathBuf = to.join(path.file_name().unwrap_or_default());
        match path.is_dir() {
            true => copied(&path, &into)?,
            false => std::fs::copy(&path, &into).map(|_| ()).map_err(fail)?,
        }
    }
    Ok(())
}

const HEAD: &str = "# Files as the field has them\n\n\
Small files made after public reports of what spreadsheets, word processors and clerks do to them. Tables are imported into a\n\
copy of the sample district each, texts and documents are proof-read. What must be seen of each (recorded cells, refusals with\n\
their cells and codes; numbers with their worth, claims found false, remarks) stands in `crates/chores/src/cases/table.rs` and\n\
`texts.rs`; *right* means that all of it was seen.\n\
Made by `cargo xtask files DIR`, DIR holding `cases/EXPECT.tsv` and the files.\n\n\
| case | file | what became of it | |\n|---|---|---|---|\n";

/// The results as a page.
pub fn page(lines: &[Line]) -> String {
    let right = lines.iter().filter(|line| line.wrong.is_empty()).count();
    let mut page = HEAD.to_owned();
    for Line { case, file, became, wrong } in lines {
        let mark = if wrong.is_empty() { "right" } else { "**wrong**" };
        page += &format!("| {case} | {file} | {became} | {mark} |\n");
    }
    page + &format!("\n{right} of {} right.\n", lines.len())
}

/// What an import showed.
pub(super) struct Shown {
    recorded: bool,
    findings: Vec<Finding>,
    added: i64,
    office: Office,
    register: Option<String>,
}

fn tried(one: &Listed, seen: &[Seen], files: &Path, copy: &Path) -> Result<Line, String> {
    let bytes = std::fs::read(files.join(&one.file)).map_err(|error| format!("{}: {error}", one.file))?;
    let office = Office::open(copy).map_err(|error| error.to_string())?;
    let before = rows(&office, one.register.as_deref())?;
    let options = ImportOptions { register: one.register.clone(), ..ImportOptions::default() };
    let by = office.session(office::Who::Service("核对".to_owned()), office::Via::Command);
    let by = by.because(seen.iter().any(|must| matches!(must, Seen::Reasoned)).then_some("样例：日期写法"));
    let read = completed(reader::tables(&one.file, &bytes, None));
    let outcome = office.import_read(&by, vec![read], &options, &mut |_| {});
    let outcome = outcome.map_err(|error| format!("{}: {error}", one.case))?;
    let added = rows(&office, one.register.as_deref())? - before;
    let register = one.register.clone();
    let shown = Shown { recorded: outcome.recorded, findings: outcome.findings, added, office, register };
    let mut wrong = Vec::new();
    for must in seen {
        if !shown.is(must)? {
            wrong.push(format!("{must:?}"));
        }
    }
    if !wrong.is_empty() {
        wrong.extend(shown.findings.iter().take(6).map(|finding| format!("    {finding}")));
        wrong.extend(shown.first()?);
    }
    let became = match (shown.recorded, shown.findings.iter().any(|one| one.grade >= Grade::Warning)) {
        (true, false) => "recorded",
        (true, true) => "recorded with a warning",
        (false, _) => "refused",
    };
    Ok(Line { case: one.case.clone(), file: one.file.clone(), became: became.to_owned(), wrong })
}

/// Tables with the columns that name the document of what is copied from another office. The files are older than those
/// columns, and none of them is about them.
fn completed(mut read: reader::Tables) -> reader::Tables {
    for table in &mut read.tables {
        let is_head = |cells: &Vec<String>| cells.iter().any(|cell| cell == "科目编码" || cell == "单位代码");
        let rows =
            std::iter::once(&mut table.header).chain(table.lines.iter_mut().map(|line| &mut line.cells));
        let mut width = None;
        for cells in rows {
            let words = match width {
                None if is_head(cells) => {
                    width = Some(cells.len());
                    [define::Register::DOCUMENT, define::Register::DOCUMENT_DAY]
                }
                None => continue,
                // A row that has fewer cells than it should stays short.
                Some(width) if cells.len() < width && table.medium == reader::Medium::Text => continue,
                Some(width) => {
                    cells.resize(width, String::new());
                    ["样例文件", "2022-12-31"]
                }
            };
            cells.extend(words.map(str::to_owned));
        }
    }
    read
}

fn rows(office: &Office, register: Option<&str>) -> Result<i64, String> {
    let Some(register) = register else { return Ok(0) };
    let page = super::reading(office)?.rows(register, &RowQuery { limit: 1, ..RowQuery::default() });
    Ok(page.map_err(|error| error.to_string())?.register.rows as i64)
}

impl Shown {
    fn is(&self, must: &Seen) -> Result<bool, String> {
        let at = |cell: &str, grade: Grade| {
            let named = |one: &&Finding| one.place.cell.as_deref() == Some(cell) && one.grade >= grade;
            self.findings.iter().any(|one| named(&one))
        };
        Ok(match must {
            Seen::Recorded(rows) => self.recorded && self.added == *rows,
            Seen::Reasoned => true,
            Seen::Refused => !self.recorded && self.added == 0,
            Seen::At(cell) => at(cell, Grade::Note),
            Seen::Warned(cell) => at(cell, Grade::Warning),
            Seen::Row(row) => {
                self.findings.iter().any(|one| one.place.line == Some(*row) || of_row(one, *row))
            }
            Seen::Errors(cells) => {
                let errors = self.findings.iter().filter(|one| one.grade == Grade::Error);
                let found: BTreeSet<&str> = errors.filter_map(|one| one.place.cell.as_deref()).collect();
                found == cells.iter().copied().collect()
            }
            Seen::Code(code) => self.findings.iter().any(|one| one.code == *code),
            Seen::Lacks(code) => self.findings.iter().all(|one| one.code != *code),
            Seen::Holds(key, field, value) => self.cell(key, field)?.as_deref() == Some(*value),
            Seen::Keyless(key) => self.cell(key, "")?.is_none(),
            Seen::Either(these, those) => self.all(these)? || self.all(those)?,
            Seen::Evaluates => {
                super::reading(&self.office)?.evaluate().map_err(|error| error.to_string())?;
                true
            }
            Seen::Calendar(day, end) => self.calendar(day, end)?,
            Seen::Says(words) => self.findings.iter().any(|one| one.sentence.contains(words)),
            Seen::Quiet(figure) => {
                let figures = super::reading(&self.office)?.figures().map_err(|error| error.to_string())?;
                figures.figures.iter().any(|one| one.id == *figure && one.printed.is_none())
            }
        })
    }

    /// Whether a loop with open cases says nothing of the calendar on a day within it, and tells its end beyond it.
    fn calendar(&self, day: &str, end: &str) -> Result<bool, String> {
        let told = |day: &str| {
            let day: define::Date = day.parse().map_err(|_| format!("no day: {day}"))?;
            let view = super::reading(&self.office)?.loops(Some(day)).map_err(|error| error.to_string())?;
            let said: BTreeSet<String> =
                view.loops.iter().filter_map(|one| one.beyond_calendar.clone()).collect();
            Ok::<_, String>(said)
        };
        let year: i32 = end[..4].parse().map_err(|_| format!("no year: {end}"))?;
        let beyond = told(&format!("{}-06-01", year + 1))?;
        Ok(told(day)?.is_empty() && beyond == [end.to_owned()].into())
    }

    fn all(&self, seen: &[Seen]) -> Result<bool, String> {
        seen.iter().try_fold(true, |all, must| Ok(all && self.is(must)?))
    }

    /// A cell of the present row of a key; the key itself for no field.
    fn cell(&self, key: &str, field: &str) -> Result<Option<String>, String> {
        let Some(register) = &self.register else { return Ok(None) };
        let reading = super::reading(&self.office)?;
        let mut query = RowQuery { limit: RowQuery::MOST, ..RowQuery::default() };
        loop {
            let page = reading.rows(register, &query).map_err(|error| error.to_string())?;
            if let Some(row) = page.rows.iter().find(|row| row.key == key) {
                let at = page.register.fields.iter().position(|known| known.name == field);
                return Ok(Some(at.map_or_else(|| row.key.clone(), |at| row.cells[at].clone())));
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => return Ok(None),
            }
        }
    }

    /// The row recorded last, for whoever looks for what went wrong.
    fn first(&self) -> Result<Vec<String>, String> {
        let Some(register) = self.register.as_deref().filter(|_| self.recorded) else {
            return Ok(Vec::new());
        };
        let query = RowQuery { limit: 1, descending: true, ..RowQuery::default() };
        let page = super::reading(&self.office)?.rows(register, &query).map_err(|error| error.to_string())?;
        Ok(page.rows.iter().map(|row| format!("    {} {:?} (+{})", row.key, row.cells, self.added)).collect())
    }
}

/// Whether the cell of a finding stands in a row.
fn of_row(finding: &Finding, row: u32) -> bool {
    let cell = finding.place.cell.as_deref().unwrap_or_default();
    cell.trim_start_matches(|letter: char| letter.is_ascii_uppercase()) == row.to_string()
}
