//! Registers and their rows.

use super::Reading;
use crate::condition::{is_number, open_field};
use crate::error::{Error, Result};
use crate::query::RowQuery;
use crate::state::Needs;
use crate::store::{Cursor, Equal, Listing, Page, Sort, Version};
use crate::view::*;
use access::Sees;
use define::{FieldType, Pack, Register};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows of a page when nothing is asked.
const USUAL: usize = 50;
/// Rows of a register up to which an order needs no index.
const UNINDEXED: u64 = 5_000;

impl Reading {
    /// All registers of the pack in force, with how many rows each has.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn registers(&self) -> Result<Arc<Vec<RegisterView>>> {
        self.state.answer("registers", Needs::All, || {
            let view = |register| Ok(self.register_view(register, self.present(register)?));
            let shown = self.pack().registers.iter().filter(|register| self.shows_any(register));
            shown.map(view).collect()
        })
    }

    /// The present rows of a register as they stand in the file are those that were signed.
    pub(super) fn agreed(&self, register: &Register) -> Result<()> {
        self.house.archive.audit.agree(&self.store, &register.id, self.now)
    }

    /// How many rows of a register are known in this reading.
    fn present(&self, register: &Register) -> Result<u64> {
        match self.state.size == self.now && self.sight.sees(register) == Sees::All {
            true => {
                self.agreed(register)?;
                self.store.present_rows(&register.id)
            }
            false => Ok(self.state.rows(&self.store, register)?.len() as u64),
        }
    }

    /// The numbers of the rows that are seen; none when all are.
    pub(super) fn among(&self, register: &Register) -> Result<Option<Vec<u64>>> {
        match self.sight.sees(register) {
            Sees::All => Ok(None),
            _ => {
                let rows = self.state.rows(&self.store, register)?;
                Ok(Some(rows.iter().map(|(number, _)| *number).collect()))
            }
        }
    }

    /// Whether anything of a register may be seen: its rows, or rows that follow those of others.
    fn shows_any(&self, register: &Register) -> bool {
        self.sight.sees(register) != Sees::Nothing
            || self.state.rows(&self.store, register).is_ok_and(|rows| !rows.is_empty())
    }

    /// A page of a register's rows.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register or a field that is not there, or one that may not be looked through.
    pub fn rows(&self, register: &str, query: &RowQuery) -> Result<RowPage> {
        let register = known(self.pack(), register)?;
        let limit = if query.limit == 0 { USUAL } else { query.limit.min(RowQuery::MOST) };
        if let Some(field) = &query.failing {
            self.agreed(register)?;
            let cursor = query.after.as_deref().map(read_cursor).transpose()?;
            let (rows, next) =
                self.failing(register, field, (cursor.map(|cursor| cursor.number), query.skip, limit))?;
            let next = next.map(|number| write_cursor(&Cursor { number, value: String::new() }));
            return Ok(RowPage {
                rows: self.with_computed(register, rows)?,
                next,
                partial: false,
                register: self.register_view(register, self.present(register)?),
            });
        }
        let page = self.listed(register, query, limit)?;
        if let Some(order) = page.wanting
            && self.store.present_rows(&register.id)? > UNINDEXED
        {
            self.house.index(order);
        }
        let rows = page.rows.into_iter().map(|(number, key, since, body)| {
            row_view(register, &Version { number, key, since, until: None, body, salt: Vec::new() })
        });
        Ok(RowPage {
            rows: self.with_computed(register, rows.collect::<Result<_>>()?)?,
            next: page.next.as_ref().map(write_cursor),
            partial: page.partial,
            register: self.register_view(register, self.present(register)?),
        })
    }

    /// How many rows a question finds from where its page begins, up to a number of them that is enough.
    ///
    /// # Errors
    /// As of [`Reading::rows`].
    pub fn found(&self, register: &str, query: &RowQuery, enough: usize) -> Result<usize> {
        let register = known(self.pack(), register)?;
        if let Some(field) = &query.failing {
            return Ok(self.failing_numbers(register, field)?.len().min(enough));
        }
        let query = RowQuery { skip: enough, ..query.clone() };
        Ok(self.listed(register, &query, 0)?.skipped)
    }

    /// The rows that a question finds, as they are stored. What is passed over may be more than one search looks at.
    fn listed(&self, register: &Register, query: &RowQuery, limit: usize) -> Result<Page> {
        let sort = match &query.sort {
            None => Sort { field: None, descending: query.descending },
            Some(name) => {
                let number = is_number(open_field(register, name)?);
                Sort { field: Some((name.clone(), number)), descending: query.descending }
            }
        };
        let holding = query.holding.as_ref().map(|condition| condition.bound(register)).transpose()?;
        let fixed = query.holding.iter().flat_map(|condition| condition.equals());
        let given = query.equal.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let equal = given.chain(fixed).map(|(name, value)| {
            let number = is_number(open_field(register, name)?);
            Ok(Equal { field: name.to_owned(), number, value: value.to_owned() })
        });
        let equal = equal.collect::<Result<_>>()?;
        let containing = query.containing.as_ref().filter(|(_, words)| !words.is_empty());
        let fields: Vec<&str> = match containing {
            Some((name, _)) if !name.is_empty() => vec![open_field(register, name)?.name.as_str()],
            _ => register.fields.iter().filter(|one| !one.sensitive).map(|one| one.name.as_str()).collect(),
        };
        self.agreed(register)?;
        let among = self.among(register)?;
        let listing = Listing {
            sort,
            equal,
            containing: containing.map(|(_, words)| (&fields[..], words.as_str())),
            holding: holding.as_ref(),
            among: among.as_deref(),
            at: (self.state.size != self.now).then_some(self.state.size),
        };
        let (mut cursor, mut skip) = (query.after.as_deref().map(read_cursor).transpose()?, query.skip);
        loop {
            let mut page = self.store.list(&register.id, &listing, (cursor.as_ref(), skip, limit))?;
            skip -= page.skipped;
            if skip == 0 || page.next.is_none() {
                page.skipped = query.skip - skip;
                return Ok(page);
            }
            cursor = page.next;
        }
    }

    /// A row with all its versions.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register or a row that is not there.
    pub fn row(&self, register: &str, number: u64) -> Result<RowHistory> {
        let register = known(self.pack(), register)?;
        self.agreed(register)?;
        let history = self.store.history(&register.id, number)?;
        self.house.archive.audit.attest_history(&self.store, &register.id, &history, self.now)?;
        let history = self.seen_of(register, history)?;
        if history.is_empty() {
            return Err(Error::Unknown(format!("台账“{}”没有第{number}号记录", register.name)));
        }
        let versions = history
            .iter()
            .rev()
            .map(|version| Ok(RowVersion { row: row_view(register, version)?, ended: version.until }));
        let mut versions: Vec<RowVersion> = versions.collect::<Result<_>>()?;
        if let Some(newest) = versions.first_mut().filter(|newest| newest.ended.is_none()) {
            let row = self.with_computed(register, vec![newest.row.clone()])?;
            newest.row = row.into_iter().next().unwrap_or_else(|| newest.row.clone());
        }
        let register = self.register_view(register, self.present(register)?);
        Ok(RowHistory { register, versions })
    }

    /// Of the versions of a row those that are seen. A row is his who sees it as it is, or, when it was withdrawn, as it last
    /// was; of what it was before he sees what was his then too.
    fn seen_of(&self, register: &Register, history: Vec<Version>) -> Result<Vec<Version>> {
        let sees = self.sight.sees(register);
        let Some(newest) = history.last().filter(|_| sees != Sees::All) else { return Ok(history) };
        let admits = |version: &Version| match version.is_erased() {
            true => Ok(false),
            false => crate::row::read(register, &version.body).map(|row| sees.admits(&row)),
        };
        let follows = self.admits(register, newest.number)?;
        if !follows && !admits(newest)? {
            return Ok(Vec::new());
        }
        if sees == Sees::Nothing {
            return Ok(history);
        }
        let mut shown = Vec::new();
        for version in history {
            if admits(&version)? {
                shown.push(version);
            }
        }
        Ok(shown)
    }

    pub(super) fn register_view(&self, register: &Register, rows: u64) -> RegisterView {
        view(self.pack(), register, rows)
    }
}

fn known<'p>(pack: &'p Pack, name: &str) -> Result<&'p Register> {
    let found = pack.register_by_id(name).or_else(|| pack.register(name));
    found.ok_or_else(|| {
        let all = pack.registers.iter();
        let names = all.flat_map(|register| [register.id.as_str(), register.name.as_str()]);
        let near =
            define::nearest(name, names).map(|near| format!("；是否想写“{near}”？")).unwrap_or_default();
        Error::Unknown(format!("没有台账“{name}”{near}"))
    })
}

/// A cursor as a text for an address: number, a point, the sort value.
fn write_cursor(cursor: &Cursor) -> String {
    format!("{}.{}", cursor.number, cursor.value)
}

fn read_cursor(text: &str) -> Result<Cursor> {
    text.split_once('.')
        .and_then(|(number, value)| Some(Cursor { number: number.parse().ok()?, value: value.to_owned() }))
        .ok_or_else(|| Error::Unknown("页的起点写得不对".to_owned()))
}

pub(crate) fn row_view(register: &Register, version: &Version) -> Result<RowView> {
    if version.is_erased() {
        return Ok(erased(register, version));
    }
    let cells: BTreeMap<String, String> = serde_json::from_str(&version.body)
        .map_err(|_| Error::damaged(format!("台账“{}”第{}号记录", register.name, version.number)))?;
    let cell = |name: &str| cells.get(name).cloned().unwrap_or_default();
    let shown = |field: &define::Field| ledger::shown(field, &cell(&field.name)).to_owned();
    let key = ledger::shown_key(register, &version.key).to_owned();
    let label = register.label().map(shown).filter(|label| !label.is_empty());
    Ok(RowView {
        register: register.id.clone(),
        number: version.number,
        label: label.unwrap_or_else(|| key.clone()),
        key,
        entry: version.since,
        cells: register.fields.iter().map(shown).collect(),
        computed: Vec::new(),
    })
}

/// The place of a version whose entry was lawfully erased.
fn erased(register: &Register, version: &Version) -> RowView {
    RowView {
        register: register.id.clone(),
        number: version.number,
        label: "已依法删除".to_owned(),
        key: String::new(),
        entry: version.since,
        cells: vec![String::new(); register.fields.len()],
        computed: Vec::new(),
    }
}

fn view(pack: &Pack, register: &Register, rows: u64) -> RegisterView {
    let names = register.key.iter().chain(register.label().map(|field| &field.name));
    let lead = names.filter_map(|name| Some(register.field(name)?.0 + 1)).max().unwrap_or(0);
    RegisterView {
        id: register.id.clone(),
        name: register.name.clone(),
        counter: register.counter.clone(),
        kind: match register.kind {
            define::RegisterKind::Event => RegisterKind::Event,
            define::RegisterKind::State => RegisterKind::State,
            define::RegisterKind::Snapshot => RegisterKind::Snapshot,
        },
        period: match register.period {
            define::Period::CalendarYear => YearKind::CalendarYear,
            define::Period::SchoolYear => YearKind::SchoolYear,
            define::Period::None => YearKind::None,
        },
        owner: register.owner.clone(),
        rows,
        note: register.note.clone(),
        source: crate::card::source(&register.source),
        fields: register.fields.iter().map(field_view).collect(),
        lead,
        computed: super::computed::computed_views(pack, register),
    }
}

fn field_view(field: &define::Field) -> FieldView {
    let (kind, choices) = match &field.kind {
        FieldType::Text => (FieldKind::Text, Vec::new()),
        FieldType::Integer => (FieldKind::Integer, Vec::new()),
        FieldType::Decimal => (FieldKind::Decimal, Vec::new()),
        FieldType::Money => (FieldKind::Money, Vec::new()),
        FieldType::Date => (FieldKind::Date, Vec::new()),
        FieldType::Boolean => (FieldKind::Boolean, vec!["是".to_owned(), "否".to_owned()]),
        FieldType::Choice(choices) => (FieldKind::Choice, choices.clone()),
        FieldType::Code { .. } => (FieldKind::Code, Vec::new()),
        FieldType::Ref { .. } => (FieldKind::Ref, Vec::new()),
    };
    FieldView {
        name: field.name.clone(),
        kind,
        unit: field.unit.to_string(),
        choices,
        required: field.required,
        sensitive: field.sensitive,
        note: field.note.clone(),
    }
}
