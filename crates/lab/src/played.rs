//! The sample district's year, played through the office's own acts by a clock that the player holds.

use crate::built_in::BuiltIn;
use crate::failure::{Failure, told};
use crate::hands::{Hands, moment};
use crate::postman::Postman;
use crate::sessions::{import, player, reading};
use crate::visitor::Visitor;
use office::{Entropy, Finding, Given, Office, Sealing, Session, Shelf, StepGiven};
use sample::Day;
use std::collections::BTreeMap;
use std::path::Path;
use terminal::Progress;

/// What was played.
#[derive(Default)]
pub struct Played {
    /// Working days.
    pub days: usize,
    /// Rows from files, rows recorded by hand.
    pub rows: (u64, u64),
    /// Transactions in which units recorded rows.
    pub acts: usize,
    /// Files handed in.
    pub files: usize,
    /// Draws held.
    pub draws: usize,
    /// Notices sent and letters in them.
    pub notices: (usize, usize),
    /// The number of an inspector who has not gone yet where he was drawn to; empty when all have.
    pub left: String,
    /// Warnings of all acts.
    pub findings: Vec<Finding>,
}

/// Makes a district in `dir` and plays its years, each closed before the next one begins; packs stay ready on the caller's
/// shelf. The office's clock goes on from the last day. Of the dice follow its key, its salts and what its draws come to.
///
/// # Errors
/// A folder that holds something already, or a day that the office refuses.
pub fn play(
    dir: &Path,
    years: &[(i32, Vec<Day>)],
    pack: BuiltIn<'_>,
    dice: Box<dyn Entropy>,
    shelf: &Shelf,
) -> Result<(Played, Office), Failure> {
    let hands = Hands::default();
    let first = years.first().map_or(0, |(year, _)| *year);
    hands.set(&format!("{first}-01-01"))?;
    let clock = Box::new(hands.clone());
    let office = Office::init_with(dir, pack.id, pack.files, clock, dice, shelf).map_err(told)?;
    let owners: BTreeMap<String, String> = reading(&office, None)?
        .registers()
        .map_err(told)?
        .iter()
        .map(|one| (one.name.clone(), one.owner.clone()))
        .collect();
    let mut player_of = Player {
        hands: &hands,
        office: &office,
        owners: &owners,
        postman: Postman::new(&hands)?,
        visitor: Visitor::default(),
        played: Played::default(),
    };
    for (at, (year, days)) in years.iter().enumerate() {
        if let Some((before, _)) = at.checked_sub(1).and_then(|last| years.get(last)) {
            player_of.close(*before, &format!("{year}-01-03"))?;
        }
        player_of.year(*year, days)?;
    }
    let Player { mut played, visitor, .. } = player_of;
    played.left = visitor.left().to_owned();
    hands.let_go();
    Ok((played, office))
}

/// Who plays: the clock that he holds, the office, and what goes on from one day to the next.
struct Player<'p> {
    hands: &'p Hands,
    office: &'p Office,
    owners: &'p BTreeMap<String, String>,
    postman: Postman,
    visitor: Visitor,
    played: Played,
}

impl Player<'_> {
    /// What was submitted of a year stays what it was, whatever is recorded later.
    fn close(&mut self, year: i32, day: &str) -> Result<(), Failure> {
        self.postman.until(self.office, moment(day)?)?;
        self.hands.set(day)?;
        let outcome = self.office.close(&player(self.office, "督导室"), year).map_err(told)?;
        refuse(day, &outcome.findings)
    }

    fn year(&mut self, year: i32, days: &[Day]) -> Result<(), Failure> {
        self.played.days += days.len();
        let mut line = Progress::new("演练全年");
        for (at, day) in days.iter().enumerate() {
            line.show(at as u64, days.len() as u64);
            self.day(year, day)?;
        }
        Ok(())
    }

    fn day(&mut self, year: i32, day: &Day) -> Result<(), Failure> {
        let (office, played) = (self.office, &mut self.played);
        self.postman.until(office, moment(&day.date)?)?;
        self.hands.set(&day.date)?;
        // Whatever is recorded on a day is waited for once.
        office.sitting(|office| one(office, day, self.owners, played)).map_err(told)??;
        let visits = self.visitor.go(&day.date);
        if !visits.is_empty() {
            let outcome = office.record(&player(office, "校外教育培训监管科"), &visits).map_err(told)?;
            refuse(&day.date, &outcome.findings)?;
            played.acts += 1;
            played.rows.1 += outcome.entries;
        }
        for (draw, value) in &day.draws {
            let outcome = office.draw(&player(office, "督导室"), draw, Some(year), value).map_err(told)?;
            refuse(&day.date, &outcome.findings)?;
            self.visitor.take(office, year, draw, &outcome.number)?;
            played.draws += 1;
        }
        for draw in &day.seals {
            let sealing = Sealing { draw, year: Some(year), ..Sealing::default() };
            let sealed = office.seal_draw(&player(office, "督导室"), &sealing).map_err(told)?;
            refuse(&day.date, &sealed.findings)?;
        }
        for notice in &day.notices {
            let sent = office.notice_send(&player(office, "安全稳定科"), notice).map_err(told)?;
            refuse(&day.date, &sent.findings)?;
            played.notices.0 += 1;
            played.notices.1 += sent.households;
            self.postman.take(sent.notice);
        }
        Ok(())
    }
}

/// A day's files, then what each unit records by hand.
fn one(
    office: &Office,
    day: &Day,
    owners: &BTreeMap<String, String>,
    played: &mut Played,
) -> Result<(), Failure> {
    if !day.files.is_empty() {
        let input: Vec<(String, Vec<u8>)> =
            day.files.iter().map(|file| (file.name.clone(), file.text.clone().into_bytes())).collect();
        let outcome = import(office, &input)?;
        refuse(&day.date, &outcome.findings)?;
        played.rows.0 += outcome.entries;
        played.files += input.len();
        played.findings.extend(outcome.findings);
    }
    let mut by_owner: Vec<(&str, Vec<Given>)> = Vec::new();
    let (steps, rows): (Vec<_>, Vec<_>) = day.rows.iter().partition(|row| row.register == "办理步骤");
    for row in rows {
        let owner = owners.get(&row.register).map_or("样例单位", String::as_str);
        let given = Given { register: row.register.clone(), cells: row.cells.clone() };
        match by_owner.iter_mut().find(|(unit, _)| *unit == owner) {
            Some((_, rows)) => rows.push(given),
            None => by_owner.push((owner, vec![given])),
        }
    }
    for (owner, rows) in by_owner {
        let outcome = office.record(&player(office, owner), &rows).map_err(told)?;
        refuse(&day.date, &outcome.findings)?;
        played.acts += 1;
        played.rows.1 += outcome.entries;
        played.findings.extend(outcome.findings);
    }
    for (session, steps) in by_person(office, &steps) {
        let outcome = office.steps(&session, &steps).map_err(told)?;
        refuse(&day.date, &outcome.findings)?;
        played.acts += 1;
        played.rows.1 += outcome.entries;
    }
    Ok(())
}

/// A day's steps, those that one person does in one role together, as at one sitting. The steps of each case keep their order.
fn by_person(office: &Office, rows: &[&sample::Given]) -> Vec<(Session, Vec<StepGiven>)> {
    let mut done: Vec<(Session, Vec<StepGiven>)> = Vec::new();
    // The sitting of the last step of each case.
    let mut last: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in rows {
        let cell = |name: &str| {
            let found = row.cells.iter().find(|(field, _)| field == name);
            found.map(|(_, text)| text.as_str()).unwrap_or_default()
        };
        let session = player(office, cell("经办人")).in_post(cell("角色"));
        let case = (cell("环").to_owned(), cell("案号").to_owned());
        let from = last.get(&case).copied().unwrap_or(0);
        let sitting = done[from..].iter().position(|(other, _)| *other == session).map(|at| from + at);
        let at = sitting.unwrap_or(done.len());
        match done.get_mut(at) {
            Some((_, steps)) => steps.push(step(row)),
            None => done.push((session, vec![step(row)])),
        }
        last.insert(case, at);
    }
    done
}

/// A row of 办理步骤 as the step of a person: its number and its day are for the office to fill in.
fn step(row: &sample::Given) -> StepGiven {
    let cell = |name: &str| {
        let found = row.cells.iter().find(|(field, _)| field == name);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    StepGiven {
        loop_id: cell("环"),
        case: cell("案号"),
        step: cell("步骤"),
        evidence: cell("材料"),
        basis: cell("依据"),
        note: cell("说明"),
        more: vec![("数据性质".to_owned(), cell("数据性质"))],
        ..StepGiven::default()
    }
}

/// A sample that its own office refuses is a bug of ours, told with its day.
fn refuse(date: &str, findings: &[Finding]) -> Result<(), Failure> {
    if !office::has_error(findings) {
        return Ok(());
    }
    let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
    Err(format!("{date}：样例被拒\n{}", told.join("\n")))
}
