//! What a form of work shows, as a ledger on paper (台账纸本): what its definition prints of its work table (`define::PrintedTable`), through
//! one path with the rows of a register, for whoever asks. No form has a line here: a new definition prints. A single draw is a certificate of
//! its own: its slips in the order drawn, with what anybody recomputes it from.

use super::plans::WhatIf;
use super::{ExportKind, Format, Reading};
use crate::error::{Error, Result};
use crate::query::RowQuery;
use crate::view::DrawView;
use assess::{Record, printed, registers_of};
use define::{Date, Form, PrintedTable, Says};
use paper::{Listing, ListingColumn};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A ledger before it is printed.
pub(super) struct Ledger {
    pub(super) title: String,
    pub(super) under: String,
    pub(super) tables: Vec<Listing>,
    /// What it is of, line by line.
    pub(super) about: Vec<Vec<String>>,
}

impl Ledger {
    fn rows(&self) -> usize {
        self.tables.iter().map(|table| table.rows.len()).sum()
    }
}

impl Reading {
    /// A register (name or id), a form of work (id or name), or a draw (number) as a ledger in one file, as whoever asks sees it on a
    /// day: today, or the last of the year when none is named.
    ///
    /// # Errors
    /// [`Error::Unknown`] for what is none of them, or for more rows than one file holds; [`Error::Denied`] for a form of whose registers
    /// whoever asks sees too little; as [`Reading::rows`].
    pub fn print(&self, what: &str, day: Option<Date>, kind: ExportKind) -> Result<Vec<u8>> {
        let pack = self.pack().clone();
        let is = |form: &&dyn Form| form.head().id == what || form.head().name == what;
        let ledger = if pack.register(what).is_some() {
            return self.export(what, &RowQuery::default(), kind);
        } else if let Some(form) = pack.forms.all().find(is) {
            self.form_on_paper(form, day)?
        } else if self.draws().is_ok_and(|list| list.draws.iter().any(|one| one.number == what)) {
            slips(&*self.drawn(what)?)
        } else {
            return self.export(what, &RowQuery::default(), kind);
        };
        self.print_ledger(self.with_journal(ledger)?, kind)
    }

    /// What the definition of a form prints of it, over the rows that whoever asks sees.
    fn form_on_paper(&self, form: &dyn Form, day: Option<Date>) -> Result<Ledger> {
        if !self.tells_form(form) {
            return Err(Error::Denied(format!("“{}”不在所看的范围里", form.head().name)));
        }
        let (pack, day) = (self.pack(), self.day(day)?);
        let tables = pack.printed(form);
        let mut names = registers_of(pack, form);
        names.extend(tables.iter().flat_map(called));
        names.retain(|name| pack.register(name).is_some());
        let records = self.state.records(&self.store, &names)?;
        let records = records.knowing(self.state.calendar(&self.store)?).appointing(self.rights()?);
        let withheld = self.withheld(form)?;
        let mut left_out = 0;
        let listing = |table: &PrintedTable<'_>| {
            let told = printed(table, &records, day, &withheld);
            left_out += told.withheld;
            let column = |(header, number)| ListingColumn { header, number };
            Listing {
                caption: table.title.clone(),
                columns: told.columns.into_iter().map(column).collect(),
                rows: told.lines,
                drawing: None,
            }
        };
        let mut tables: Vec<Listing> = tables.iter().map(listing).collect();
        let about = (left_out > 0).then(|| vec!["未列".to_owned(), format!("按权限不列出的{left_out}行")]);
        let caption = tables.first().map_or("", |table| table.caption.as_str());
        let title = format!("{}{}", form.head().name, if tables.len() == 1 { caption } else { "" });
        let counts: Vec<String> = tables.iter().map(|table| format!("{}行", table.rows.len())).collect();
        let under = format!("截至{day}，共{}", counts.join("、"));
        tables.extend(self.ground_on_paper(form, day)?);
        Ok(Ledger { title, under, tables, about: about.into_iter().collect() })
    }

    /// The map of a plan of places with the table of its schools; none of another form.
    fn ground_on_paper(&self, form: &dyn Form, day: Date) -> Result<Option<Listing>> {
        let id = &form.head().id;
        if !self.pack().forms.plans.iter().any(|one| one.head.id == *id && one.places().is_some()) {
            return Ok(None);
        }
        match self.places_map(id, Some(day), &WhatIf::default()) {
            Ok(map) => Ok(super::map::on_paper(&map)),
            // No scenario is adopted: there is nothing to be drawn.
            Err(Error::Unknown(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether what a form shows can be told from what whoever asks sees: its cases one by one; a duty and a roster where who owes and what
    /// was done are seen alike; anything else where all rows that it names are seen.
    fn tells_form(&self, form: &dyn Form) -> bool {
        let (forms, id) = (&self.pack().forms, &form.head().id);
        if forms.loops.iter().any(|one| one.head.id == *id) {
            return true;
        }
        if let Some(roster) = forms.rosters.iter().find(|one| one.head.id == *id) {
            return self.tells_roster(roster);
        }
        if let Some(duty) = forms.duties.iter().find(|one| one.head.id == *id) {
            return self.tells_duty(duty);
        }
        let named = form.names().into_iter().map(|(register, _)| register.text.clone());
        let house = form.house().into_iter().map(|house| house.register.to_owned());
        named.chain(house).all(|name| self.sight.needs_all(self.pack(), &name).is_ok())
    }

    /// The rows of cases that are only counted.
    fn withheld(&self, form: &dyn Form) -> Result<BTreeSet<(Arc<str>, u64)>> {
        let Some(of) = self.pack().forms.loops.iter().find(|one| one.head.id == form.head().id) else {
            return Ok(BTreeSet::new());
        };
        let records = self.records(of)?;
        let name: Arc<str> = of.case.list.register.text.as_str().into();
        let is_hidden = |record: &Record<'_>| {
            of.restricted || of.case.sensitive.as_ref().is_some_and(|field| record.yes(field) == Some(true))
        };
        Ok(records.all(&name).filter(is_hidden).map(|record| (name.clone(), record.number)).collect())
    }

    /// The same with the state of the journal that it was read from.
    fn with_journal(&self, mut ledger: Ledger) -> Result<Ledger> {
        let standing = self.standing()?;
        let line = |name: &str, text: String| vec![name.to_owned(), text];
        let count = ledger.rows();
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
        let rows = ledger.rows();
        let Ledger { title, under, tables, about } = ledger;
        if rows > kind.most() {
            let most = kind.most();
            return Err(Error::Unknown(format!("“{title}”有{most}行以上，一个文件装不下；请先筛选")));
        }
        let format = match kind {
            ExportKind::Workbook => return Ok(paper::listing(&tables, &about)),
            ExportKind::Lines => return Ok(paper::listing_csv(&tables).into_bytes()),
            ExportKind::Docx => Format::Docx,
            ExportKind::Pdf => Format::Pdf,
            ExportKind::Ofd => Format::Ofd,
        };
        let from: Vec<String> = about.iter().map(|line| line.join("：")).collect();
        let mut document = paper::ledger(&title, &under, &tables, &from);
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

/// The registers whose rows cells are called by.
fn called<'t>(table: &'t PrintedTable<'_>) -> impl Iterator<Item = String> + use<'t> {
    table.columns.iter().filter_map(|column| match &column.says {
        Says::Label { register, .. } | Says::Field { register, .. } => Some(register.clone()),
        Says::Itself | Says::Masked => None,
    })
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
    let columns = ["第几签", "被抽对象", "对象名称", "派出人员", "揭签"].into_iter().enumerate();
    let columns =
        columns.map(|(at, header)| ListingColumn { header: header.to_owned(), number: at == 0 }).collect();
    let line = |name: &str, text: &str| vec![name.to_owned(), text.to_owned()];
    let about = [("承诺", &view.commitment), ("抽签种子", &view.seed), ("证书摘要", &view.digest)];
    Ledger {
        title: format!("{}抽取结果", view.name),
        under: format!("{}，{}，抽出{}个", view.number, view.day, view.slips),
        tables: vec![Listing {
            caption: view.number.clone(),
            columns,
            rows: view.table.iter().map(row).collect(),
            drawing: None,
        }],
        about: about
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| line(name, text))
            .collect(),
    }
}
