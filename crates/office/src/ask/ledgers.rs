//! What a form of work shows, as a ledger on paper (台账纸本): the cases of a loop, the matrix of a duty, the posts of a roster, the slips of a draw,
//! through one path with the rows of a register. What is on the page of a form is what is on its paper, for whoever asks.

use super::{CaseFilter, ExportKind, Format, Reading};
use crate::error::{Error, Result};
use crate::query::{DutyQuery, RowQuery};
use crate::view::{CellState, DrawView, DutyView, LoopView, RosterView};
use define::Date;
use paper::ListingColumn;

/// A ledger before it is printed.
pub(super) struct Ledger {
    pub(super) title: String,
    pub(super) under: String,
    pub(super) columns: Vec<ListingColumn>,
    pub(super) rows: Vec<Vec<String>>,
    /// What it is of, line by line.
    pub(super) about: Vec<Vec<String>>,
}

impl Reading {
    /// A register (name or id), a loop, duty or roster (id or name), or a draw (number) as a ledger in one file, as whoever asks sees it on a
    /// day: today, or the last of the year when none is named.
    ///
    /// # Errors
    /// [`Error::Unknown`] for what is none of them, or for more rows than one file holds; as [`Reading::rows`] and the questions of each form.
    pub fn print(&self, what: &str, day: Option<Date>, kind: ExportKind) -> Result<Vec<u8>> {
        let forms = &self.pack().forms;
        let is = |head: &define::FormHead| head.id == what || head.name == what;
        let ledger = if let Some(one) = forms.loops.iter().find(|one| is(&one.head)) {
            cases(&one.head.name, &*self.cases(&one.head.id, &CaseFilter::default(), day)?)
        } else if let Some(one) = forms.rosters.iter().find(|one| is(&one.head)) {
            posts(&one.head.name, &*self.roster(&one.head.id, day, None)?)
        } else if let Some(one) = forms.duties.iter().find(|one| is(&one.head)) {
            matrix(&one.head.name, &*self.duty(&one.head.id, &DutyQuery { day, ..DutyQuery::default() })?)
        } else if self.draws().is_ok_and(|list| list.draws.iter().any(|one| one.number == what)) {
            slips(&*self.drawn(what)?)
        } else {
            return self.export(what, &RowQuery::default(), kind);
        };
        self.print_ledger(self.with_journal(ledger)?, kind)
    }

    /// The same with the state of the journal that it was read from.
    fn with_journal(&self, mut ledger: Ledger) -> Result<Ledger> {
        let standing = self.standing()?;
        let line = |name: &str, text: String| vec![name.to_owned(), text];
        let count = ledger.rows.len();
        let mut about = vec![
            line("所印", ledger.title.clone()),
            line("日志", format!("{}条，根 {}", standing.size, standing.root)),
            line("行数", count.to_string()),
        ];
        about.append(&mut ledger.about);
        Ok(Ledger { about, ..ledger })
    }

    /// A ledger as a file: pages with a code that leads to its proof, a workbook, or lines of text.
    ///
    /// # Errors
    /// [`Error::Unknown`] for more rows than one file holds; [`Error::Paper`] without fonts.
    pub(super) fn print_ledger(&self, ledger: Ledger, kind: ExportKind) -> Result<Vec<u8>> {
        let Ledger { title, under, columns, rows, about } = ledger;
        if rows.len() > kind.most() {
            let most = kind.most();
            return Err(Error::Unknown(format!("“{title}”有{most}行以上，一个文件装不下；请先筛选")));
        }
        let format = match kind {
            ExportKind::Workbook => return Ok(paper::listing(&title, &columns, &rows, &about)),
            ExportKind::Lines => return Ok(paper::listing_csv(&columns, &rows).into_bytes()),
            ExportKind::Docx => Format::Docx,
            ExportKind::Pdf => Format::Pdf,
            ExportKind::Ofd => Format::Ofd,
        };
        let from: Vec<String> = about.iter().map(|line| line.join("：")).collect();
        let mut document = paper::ledger(&title, &under, &columns, &rows, &from);
        if let Some(note) = self.checkpoint_text()? {
            document.body.code(
                "proof",
                note,
                "日志检查点的二维码：扫描后存为文件，用 duheng journal consistent 核对",
            );
        }
        Ok(self.printed(&document, format, &super::printed::sheet_of(&document))?.bytes)
    }
}

fn columns(headers: &[&str], numbers: &[usize]) -> Vec<ListingColumn> {
    let column = |(at, header): (usize, &&str)| ListingColumn {
        header: (*header).to_owned(),
        number: numbers.contains(&at),
    };
    headers.iter().enumerate().map(column).collect()
}

/// The cases of a loop, the overdue first.
fn cases(name: &str, view: &LoopView) -> Ledger {
    let row = |one: &crate::view::CaseLine| {
        let days = one.overdue.map(|days| format!("超{days}日"));
        let late = if one.late { "曾超期" } else { "" };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            one.id.clone(),
            one.label.clone(),
            one.unit.clone(),
            one.opened.clone(),
            one.stage.clone(),
            text(&one.deadline),
            days.unwrap_or_else(|| late.to_owned()),
            text(&one.closed),
        ]
    };
    let hidden =
        (view.hidden > 0).then(|| vec!["未列".to_owned(), format!("按权限不列出的{}件", view.hidden)]);
    Ledger {
        title: format!("{name}案件一览"),
        under: format!("截至{}，共{}件", view.day, view.cases.len()),
        columns: columns(&["案件", "案件事由", "承办", "立案", "现处阶段", "应办结", "超期", "办结"], &[]),
        rows: view.cases.iter().map(row).collect(),
        about: hidden.into_iter().collect(),
    }
}

/// The posts of a roster, a line for each holder.
fn posts(name: &str, view: &RosterView) -> Ledger {
    let mut rows = Vec::new();
    for post in &view.posts {
        let least = post.least.map_or_else(|| "不能判断".to_owned(), |least| least.to_string());
        let line = |name: &str, role: &str, term: String| {
            vec![
                post.object.clone(),
                role.to_owned(),
                least.clone(),
                post.lacking.to_string(),
                name.to_owned(),
                term,
            ]
        };
        if post.holders.is_empty() {
            rows.push(line("（空缺）", &post.role, String::new()));
        }
        for one in &post.holders {
            let role = if one.role.is_empty() { &post.role } else { &one.role };
            let end = if one.to.is_empty() { "今" } else { &one.to };
            rows.push(line(&one.name, role, format!("{}至{end}", one.from)));
        }
    }
    Ledger {
        title: format!("{name}责任表"),
        under: format!("截至{}，共{}岗", view.day, view.posts.len()),
        columns: columns(&["责任对象", "岗位", "应有人数", "缺", "现任", "任期起止"], &[2, 3]),
        rows,
        about: Vec::new(),
    }
}

/// What became of an occurrence, in a word.
fn word(state: CellState) -> &'static str {
    match state {
        CellState::Done => "做到",
        CellState::Late => "迟",
        CellState::Nil => "零报",
        CellState::Contradicted => "零报告有矛盾",
        CellState::Extended => "已延期",
        CellState::Open => "在期",
        CellState::Ahead => "未到期",
        CellState::Gap => "空当",
    }
}

/// The matrix of a duty: units down, periods across.
fn matrix(name: &str, view: &DutyView) -> Ledger {
    let headers: Vec<&str> = ["应办单位", "空当"]
        .into_iter()
        .chain(view.periods.iter().map(|period| period.id.as_str()))
        .collect();
    let row = |unit: &crate::view::UnitView| {
        let mut row = vec![unit.name.clone(), unit.gaps.to_string()];
        row.resize(headers.len(), String::new());
        for cell in &unit.cells {
            if let Some(at) = row.get_mut(cell.period + 2) {
                *at = word(cell.state).to_owned();
            }
        }
        row
    };
    Ledger {
        title: format!("{name}履行情况"),
        under: format!("{}年，截至{}，共{}家", view.year, view.day, view.units.len()),
        columns: columns(&headers, &[1]),
        rows: view.units.iter().map(row).collect(),
        about: Vec::new(),
    }
}

/// The slips of a draw that are open, in the order drawn, with what anybody recomputes it from.
fn slips(view: &DrawView) -> Ledger {
    let row = |one: &crate::view::DrawSlip| {
        let opened = one.opened.as_ref().map(|opened| format!("{} {}", opened.day, opened.by));
        vec![
            one.number.to_string(),
            one.object.clone(),
            one.name.clone(),
            one.inspectors.join("、"),
            opened.unwrap_or_default(),
        ]
    };
    let line = |name: &str, text: &str| vec![name.to_owned(), text.to_owned()];
    let about = [("承诺", &view.commitment), ("抽签种子", &view.seed), ("证书摘要", &view.digest)];
    Ledger {
        title: format!("{}抽取结果", view.name),
        under: format!("{}，{}，抽出{}个", view.number, view.day, view.slips),
        columns: columns(&["第几签", "被抽对象", "对象名称", "派出人员", "揭签"], &[0]),
        rows: view.table.iter().map(row).collect(),
        about: about
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| line(name, text))
            .collect(),
    }
}
