//! Everything about one body (学校、幼儿园、机构……) across registers and forms of work. Which registers keep bodies and which
//! point to them is read from the definitions: none is named here.

use super::Reading;
use super::rows::row_view;
use crate::error::{Error, Result};
use crate::query::DutyQuery;
use crate::state::Needs;
use crate::view::{
    AboutDuty, AboutPost, AboutRegister, AboutView, BodyLine, CellState, CellView, Due, Known, RowView,
};
use define::{CodeKind, FieldType, Pack, Register};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows of one register that are shown; the count tells of the others.
const SHOWN: usize = 12;
/// Longest key that is looked for, in characters.
const LONGEST: usize = 80;

impl Reading {
    /// Every body that a school code (学校（机构）标识码) names, in the order of codes.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn bodies(&self) -> Result<Arc<Vec<BodyLine>>> {
        let kept = self.pack().registers.iter().filter(|register| own_field(register).is_some());
        let needs = Needs::Registers(kept.map(|register| register.name.clone()).collect());
        self.state.answer("bodies", needs, || self.all_bodies())
    }

    fn all_bodies(&self) -> Result<Vec<BodyLine>> {
        let pack = self.pack();
        let mut bodies: BTreeMap<String, BodyLine> = BTreeMap::new();
        for register in &pack.registers {
            let Some(own) = own_field(register).filter(|own| is_school_code(register, own)) else { continue };
            let at = register.field(own).map_or(0, |(at, _)| at);
            self.state.rows(&self.store, register)?;
            self.store.each_version(&register.id, self.size(), |version| {
                if version.is_erased() || !self.admits(register, version.number)? {
                    return Ok(());
                }
                let row = row_view(register, &version)?;
                let code = row.cells.get(at).cloned().unwrap_or_default();
                let line = bodies.entry(code.clone()).or_insert_with(|| BodyLine {
                    name: String::new(),
                    registers: Vec::new(),
                    code,
                });
                if line.name.is_empty() && row.label != line.code {
                    line.name = row.label;
                }
                if line.registers.last() != Some(&register.name) {
                    line.registers.push(register.name.clone());
                }
                Ok(())
            })?;
        }
        Ok(bodies.into_values().collect())
    }

    /// Everything that present rows say about the body of that key: its own rows, posts that rosters want filled for
    /// it, and rows of whatever register that hold its key, or its name, in a cell that may be shown.
    ///
    /// # Errors
    /// [`Error::Unknown`] when no register keeps such a body.
    pub fn about(&self, key: &str) -> Result<Known<AboutView>> {
        let unknown = || Error::Unknown(format!("没有哪本台账记着“{key}”"));
        if key.is_empty() || key.chars().count() > LONGEST {
            return Err(unknown());
        }
        self.known(&format!("about {key}"), Needs::All, || self.everything(key))
    }

    fn everything(&self, key: &str) -> Result<AboutView> {
        let mut view = self.rows_about(key)?;
        let kept: Vec<&str> = view.own.iter().map(|register| register.name.as_str()).collect();
        view.posts = self.posts_of(key, &kept)?;
        view.duties = self.duties_of(key, &kept)?;
        Ok(view)
    }

    fn rows_about(&self, key: &str) -> Result<AboutView> {
        let pack = self.pack();
        let unknown = || Error::Unknown(format!("没有哪本台账记着“{key}”"));
        for register in &pack.registers {
            self.agreed(register)?;
        }
        let mut found = Found::new(pack);
        self.store.each_holding(key, |id, version| match self.shows(id, version.number)? {
            true => found.take(id, &version, key),
            false => Ok(()),
        })?;
        let (own, mut pointing) = found.parted();
        let Some(first) = own.first() else { return Err(unknown()) };
        let label = first.rows.first().map(|row| row.label.clone()).filter(|label| !label.is_empty());
        let name = label.unwrap_or_else(|| key.to_owned());
        // Registers that know a unit by its name alone: 责任单位.
        if name != key {
            let mut named = Found::new(pack);
            self.store.each_holding(&name, |id, version| match self.shows(id, version.number)? {
                true => named.take(id, &version, &name),
                false => Ok(()),
            })?;
            let known = |one: &AboutRegister| own.iter().chain(&pointing).any(|other| other.id == one.id);
            let more: Vec<AboutRegister> = named.parted().1.into_iter().filter(|one| !known(one)).collect();
            pointing.extend(more);
        }
        Ok(AboutView { key: key.to_owned(), name, own, posts: Vec::new(), duties: Vec::new(), pointing })
    }

    /// Whether a row of the register of an id is seen.
    fn shows(&self, id: &str, number: u64) -> Result<bool> {
        self.pack().register_by_id(id).map_or(Ok(false), |register| self.admits(register, number))
    }

    fn posts_of(&self, key: &str, kept: &[&str]) -> Result<Vec<AboutPost>> {
        let ids: Vec<String> = {
            let pack = self.pack();
            let over =
                pack.forms.rosters.iter().filter(|one| kept.contains(&one.objects.register.text.as_str()));
            // Of what cannot be told from what is seen nothing is said.
            let over = over.filter(|roster| self.tells_roster(roster));
            over.map(|roster| roster.head.id.clone()).collect()
        };
        let mut posts = Vec::new();
        for id in ids {
            let roster = self.roster(&id, None, None)?;
            for post in roster.posts.iter().filter(|post| post.key.as_deref() == Some(key)) {
                posts.push(AboutPost {
                    roster: id.clone(),
                    name: roster.summary.card.name.clone(),
                    role: post.role.clone(),
                    least: post.least,
                    lacking: post.lacking,
                    holders: post.holders.iter().map(|holder| holder.name.clone()).collect(),
                    state: post.state,
                });
            }
        }
        Ok(posts)
    }
}

impl Reading {
    fn duties_of(&self, key: &str, kept: &[&str]) -> Result<Vec<AboutDuty>> {
        let ids: Vec<String> = {
            let pack = self.pack();
            let over = pack.forms.duties.iter().filter(|duty| {
                duty.scope.as_ref().is_some_and(|scope| kept.contains(&scope.list.register.text.as_str()))
                    && self.tells_duty(duty)
            });
            over.map(|duty| duty.head.id.clone()).collect()
        };
        let mut duties = Vec::new();
        for id in ids {
            let view = self.duty(&id, &DutyQuery::default())?;
            let Some(unit) = view.units.iter().find(|unit| unit.id == key) else { continue };
            let named = |cell: &CellView| view.periods.get(cell.period).map(|one| one.id.clone());
            let of = |states: &'static [CellState]| {
                unit.cells.iter().filter(move |cell| states.contains(&cell.state))
            };
            let next = of(&[CellState::Open, CellState::Extended]).next();
            duties.push(AboutDuty {
                duty: id,
                name: view.summary.card.name.clone(),
                owed: unit.cells.len() as u64,
                discharged: of(&[CellState::Done, CellState::Late, CellState::Nil]).count() as u64,
                gaps: of(&[CellState::Gap, CellState::Contradicted]).filter_map(named).collect(),
                next: next
                    .and_then(|cell| Some(Due { period: named(cell)?, deadline: cell.deadline.clone() })),
            });
        }
        Ok(duties)
    }
}

/// The one key field of a register beside its year: what names a body from year to year. None of a register whose rows
/// are named by several things, or by something that they point to.
pub(super) fn own_field(register: &Register) -> Option<&str> {
    let mut own = register.key.iter().filter(|name| register.period_field.as_ref() != Some(*name));
    let (only, more) = (own.next()?, own.next());
    let (_, field) = register.field(only)?;
    (more.is_none() && !matches!(field.kind, FieldType::Ref { .. })).then_some(only)
}

pub(super) fn is_school_code(register: &Register, name: &str) -> bool {
    let kind = register.field(name).map(|(_, field)| &field.kind);
    matches!(kind, Some(FieldType::Code { kind: CodeKind::School, .. }))
}

/// Rows found, register by register in the order of the pack.
struct Found<'p> {
    pack: &'p Pack,
    registers: BTreeMap<usize, (Vec<String>, u64, Vec<RowView>)>,
}

impl<'p> Found<'p> {
    fn new(pack: &'p Pack) -> Found<'p> {
        Found { pack, registers: BTreeMap::new() }
    }

    /// Takes in a row that holds the text in a cell that may be shown.
    fn take(&mut self, id: &str, version: &crate::store::Version, text: &str) -> Result<()> {
        let Some(at) = self.pack.registers.iter().position(|register| register.id == id) else {
            return Ok(());
        };
        let register = &self.pack.registers[at];
        let row = row_view(register, version)?;
        let holds = register.fields.iter().zip(&row.cells).filter(|(_, cell)| *cell == text);
        let by: Vec<String> = holds.map(|(field, _)| field.name.clone()).collect();
        if by.is_empty() {
            return Ok(());
        }
        let (fields, count, rows) = self.registers.entry(at).or_default();
        fields.extend(by.into_iter().filter(|name| !fields.contains(name)).collect::<Vec<_>>());
        *count += 1;
        if rows.len() < SHOWN {
            rows.push(row);
        }
        Ok(())
    }

    /// Registers that keep the body, and those that point to it.
    fn parted(self) -> (Vec<AboutRegister>, Vec<AboutRegister>) {
        let pack = self.pack;
        let all = self.registers.into_iter().map(|(at, (by, count, rows))| {
            let register = &pack.registers[at];
            let own = own_field(register).is_some_and(|own| by.iter().any(|name| name == own));
            let view = AboutRegister {
                id: register.id.clone(),
                name: register.name.clone(),
                counter: register.counter.clone(),
                owner: register.owner.clone(),
                source: crate::card::source(&register.source),
                by,
                fields: register.fields.iter().map(|field| field.name.clone()).collect(),
                count,
                rows,
            };
            (own, view)
        });
        let (own, pointing): (Vec<_>, Vec<_>) = all.partition(|(own, _)| *own);
        let views = |list: Vec<(bool, AboutRegister)>| list.into_iter().map(|(_, view)| view).collect();
        (views(own), views(pointing))
    }
}
