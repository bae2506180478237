//! Taking rows away (导出): the rows of a register as whoever asks sees them, masked cells masked, in one file.

use super::ledgers::Ledger;
use super::{Format, Reading};
use crate::error::{Error, Result};
use crate::query::RowQuery;
use crate::view::{FieldKind, RegisterView, RowView};
use paper::{Listing, ListingColumn};

/// Most rows of one file, and of one that is to be printed.
const MOST: usize = 100_000;
const MOST_PRINTED: usize = 5_000;

/// What kind of file is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// A workbook (XLSX), with a sheet that says what it is of.
    Workbook,
    /// Lines of text (CSV).
    Lines,
    /// A document of a word processor (DOCX).
    Docx,
    /// Pages (PDF).
    Pdf,
    /// Pages (OFD).
    Ofd,
}

impl ExportKind {
    /// All of them, each with the ending of its files and its media type.
    pub const ALL: [(ExportKind, &'static str, &'static str); 5] = [
        (ExportKind::Workbook, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (ExportKind::Lines, "csv", "text/csv; charset=utf-8"),
        (ExportKind::Docx, "docx", Format::Docx.media()),
        (ExportKind::Pdf, "pdf", Format::Pdf.media()),
        (ExportKind::Ofd, "ofd", Format::Ofd.media()),
    ];

    /// The kind of an ending: pdf.
    pub fn of_ending(ending: &str) -> Option<ExportKind> {
        ExportKind::ALL.iter().find(|(_, known, _)| *known == ending).map(|(kind, ..)| *kind)
    }

    /// Most rows of one such file.
    pub fn most(self) -> usize {
        match self {
            ExportKind::Workbook | ExportKind::Lines => MOST,
            ExportKind::Docx | ExportKind::Pdf | ExportKind::Ofd => MOST_PRINTED,
        }
    }
}

impl Reading {
    /// The rows of a register that a question finds, all of its pages together, with the columns that are computed behind those
    /// that were recorded. Nothing is left out: what is too much for one file is refused.
    ///
    /// # Errors
    /// As [`Reading::rows`]; [`Error::Unknown`] for more than 100,000 rows, 5,000 on pages; [`Error::Paper`] without fonts.
    pub fn export(&self, register: &str, query: &RowQuery, kind: ExportKind) -> Result<Vec<u8>> {
        let mut query = RowQuery { limit: RowQuery::MOST, after: None, ..query.clone() };
        let mut rows: Vec<Vec<String>> = Vec::new();
        let most = kind.most();
        let view = loop {
            let page = self.rows(register, &query)?;
            rows.extend(page.rows.into_iter().map(cells));
            if rows.len() > most {
                let name = page.register.name;
                return Err(Error::Unknown(format!(
                    "“{name}”这样查有{most}行以上，一个文件装不下；请先筛选"
                )));
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => break page.register,
            }
        };
        let columns = columns(&view);
        let about = match kind {
            ExportKind::Workbook => self.about_export(&view, &query, rows.len())?,
            _ => self.of_export(&view, &query, rows.len())?,
        };
        let (title, under) = (view.name.clone(), format!("共{}行", rows.len()));
        let tables = vec![Listing { caption: title.clone(), columns, rows, drawing: None }];
        self.print_ledger(Ledger { title, under, tables, about }, kind)
    }

    /// The name of a register (name or id).
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there.
    pub fn register_name(&self, register: &str) -> Result<String> {
        Ok(self.named(register)?.name.clone())
    }

    /// What the file is of: register, journal, question, number of rows.
    fn of_export(&self, view: &RegisterView, query: &RowQuery, rows: usize) -> Result<Vec<Vec<String>>> {
        let line = |name: &str, text: String| vec![name.to_owned(), text];
        let standing = self.standing()?;
        let mut about = vec![
            line("台账", view.name.clone()),
            line("日志", format!("{}条，根 {}", standing.size, standing.root)),
            line("行数", rows.to_string()),
        ];
        if let Some((field, words)) = &query.containing {
            let field = if field.is_empty() { "任一字段" } else { field };
            about.push(line("筛选", format!("{field}含“{words}”")));
        }
        if let Some(failing) = &query.failing {
            about.push(line("筛选", format!("“{failing}”不成立或不能判断")));
        }
        Ok(about)
    }

    /// What the file is of, and what the columns mean.
    fn about_export(&self, view: &RegisterView, query: &RowQuery, rows: usize) -> Result<Vec<Vec<String>>> {
        let line = |name: &str, text: String| vec![name.to_owned(), text];
        let mut about = self.of_export(view, query, rows)?;
        for field in &view.fields {
            let unit = Some(&field.unit).filter(|unit| !unit.is_empty()).map(|unit| format!("单位：{unit}"));
            let masked = field.sensitive.then(|| "敏感内容，已遮盖".to_owned());
            let said: Vec<String> = [unit, masked, field.note.clone()].into_iter().flatten().collect();
            about.push(line(&field.name, said.join("；")));
        }
        about.extend(view.computed.iter().map(|field| line(&field.name, format!("算出：{}", field.words))));
        Ok(about)
    }
}

fn columns(view: &RegisterView) -> Vec<ListingColumn> {
    let number =
        |kind: &FieldKind| matches!(kind, FieldKind::Integer | FieldKind::Decimal | FieldKind::Money);
    let given = view.fields.iter().map(|field| (&field.name, number(&field.kind) && !field.sensitive));
    let computed = view.computed.iter().map(|field| (&field.name, field.number));
    given.chain(computed).map(|(name, number)| ListingColumn { header: name.clone(), number }).collect()
}

fn cells(row: RowView) -> Vec<String> {
    row.cells.into_iter().chain(row.computed.into_iter().map(|cell| cell.text)).collect()
}
