//! One district, played day by day.

use super::chance::Chance;
use super::rows::{Known, person};
use super::{check, duty, loops, notice, roster};
use crate::built_in::BuiltIn;
use crate::failure::{Failure, told};
use crate::sessions::{player, reading};
use clap::ValueEnum;
use define::house::BY_OFFICE;
use define::{Date, Pack};
use office::{Clock, Entropy, Given, Office, Shelf};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Days of a year on which something is played.
const DAYS: usize = 24;
/// Acts of a day, at most.
const ACTS: usize = 6;
/// Steps of the database's machine within which a cut falls.
pub const CUT_WITHIN: usize = 6_000;

/// A fault planted on purpose, to see that it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Plant {
    /// A disk that forgets: once, what was answered is put back to what it was before.
    #[value(help = "忘事的磁盘：已经答复的，有一次变回从前的样子")]
    Forgetful,
    /// A hand at the database file: once, a row is changed behind the office's back.
    #[value(help = "绕过系统的手：数据库里有一行被改过一次")]
    Hand,
}

impl Plant {
    /// Its word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Plant::Forgetful => "forgetful",
            Plant::Hand => "hand",
        }
    }
}

/// What was played, counted.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Played {
    /// Acts that were answered "recorded".
    pub recorded: u64,
    /// Rows in them.
    pub rows: u64,
    /// Acts that were refused.
    pub refused: u64,
    /// Acts among them that the player made to be refused.
    pub forbidden: u64,
    /// Times the power was cut.
    pub cuts: u64,
    /// Answers that were lost, so that the act was given again.
    pub lost: u64,
    /// Times a district was opened again.
    pub reopened: u64,
    /// Acts by kind.
    pub acts: BTreeMap<&'static str, u64>,
}

impl Played {
    /// Adds what was played of another district.
    pub fn add(&mut self, other: &Played) {
        self.recorded += other.recorded;
        self.rows += other.rows;
        self.refused += other.refused;
        self.forbidden += other.forbidden;
        self.cuts += other.cuts;
        self.lost += other.lost;
        self.reopened += other.reopened;
        for (what, count) in &other.acts {
            *self.acts.entry(what).or_insert(0) += count;
        }
    }
}

/// A clock that the player sets.
#[derive(Clone)]
struct Hands(Arc<AtomicI64>);

impl Clock for Hands {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Bytes from the seed.
struct Dice(Chance);

impl Entropy for Dice {
    fn fill(&mut self, bytes: &mut [u8]) -> office::Result<()> {
        for eight in bytes.chunks_mut(8) {
            let drawn = self.0.next().to_le_bytes();
            eight.copy_from_slice(&drawn[..eight.len()]);
        }
        Ok(())
    }
}

/// A district and all that is known of it from outside.
pub struct Player {
    pub chance: Chance,
    pub pack: Arc<Pack>,
    pub known: Known,
    pub today: Date,
    pub played: Played,
    pub violations: Vec<String>,
    pub provider: notice::Provider,
    dir: PathBuf,
    office: Option<Office>,
    hands: Hands,
    plant: Option<Plant>,
    shelf: Shelf,
}

impl Player {
    pub fn new(
        dir: &Path,
        seed: u64,
        built_in: BuiltIn<'_>,
        pack: Arc<Pack>,
        plant: Option<Plant>,
        shelf: &Shelf,
    ) -> Result<Player, Failure> {
        let mut chance = Chance::new(seed);
        let hands = Hands(Arc::new(AtomicI64::new(0)));
        let year = pack.year.unwrap_or(2022);
        let today = Date { year, month: 1, day: 1 };
        set(&hands, today);
        let dice = Box::new(Dice(Chance::new(chance.next())));
        let office =
            Office::init_with(dir, built_in.id, built_in.files, Box::new(hands.clone()), dice, shelf)
                .map_err(told)?;
        Ok(Player {
            chance,
            pack,
            known: Known::default(),
            today,
            played: Played::default(),
            violations: Vec::new(),
            provider: notice::Provider::default(),
            dir: dir.to_owned(),
            office: Some(office),
            hands,
            shelf: shelf.clone(),
            plant,
        })
    }

    /// Plays so many years; what must hold and did not.
    pub fn play(&mut self, years: u64) -> Result<Vec<String>, Failure> {
        let first = self.today.year;
        for year in first..first + years as i32 {
            let mut days: Vec<i32> = (0..DAYS).map(|_| self.chance.below(365) as i32).collect();
            days.sort_unstable();
            let planted = self.chance.below(DAYS);
            for (at, day) in days.into_iter().enumerate() {
                self.today = ledger::plus_days(Date { year, month: 1, day: 1 }, day);
                set(&self.hands, self.today);
                for _ in 0..1 + self.chance.below(ACTS) {
                    self.act()?;
                }
                if at == planted && year == first {
                    self.planted()?;
                }
                if !self.violations.is_empty() {
                    return Ok(std::mem::take(&mut self.violations));
                }
            }
            check::all(self)?;
            if !self.violations.is_empty() {
                break;
            }
        }
        Ok(std::mem::take(&mut self.violations))
    }

    /// The office, opened anew when it lies closed.
    pub fn office(&mut self) -> Result<&Office, Failure> {
        if self.office.is_none() {
            self.played.reopened += 1;
            let dice = Box::new(Dice(Chance::new(self.chance.next())));
            let office = Office::open_with(&self.dir, Box::new(self.hands.clone()), dice, &self.shelf)
                .map_err(told)?;
            self.office = Some(office);
        }
        self.office.as_ref().ok_or_else(|| "区县没有打开".to_owned())
    }

    /// Whether what the player gives is taken. The power may be cut and the answer lost on the way; the act is given
    /// until there is an answer.
    pub fn give(&mut self, rows: &[Given], by: &str) -> Result<bool, Failure> {
        loop {
            let cut = self.chance.percent(6).then(|| self.chance.below(CUT_WITHIN) as u64);
            let lost = self.chance.percent(4);
            let office = self.office()?;
            if let Some(steps) = cut {
                office.cut_power_after(steps);
            }
            let answer = office.record(&player(office, by), rows);
            if cut.is_some() {
                self.office = None;
                self.played.cuts += 1;
            }
            match answer {
                Err(_) if cut.is_some() => continue,
                Err(error) => return Err(error.to_string()),
                Ok(_) if lost => {
                    self.played.lost += 1;
                    continue;
                }
                Ok(outcome) if office::has_error(&outcome.findings) => {
                    self.played.refused += 1;
                    return Ok(false);
                }
                Ok(_) => {
                    self.played.recorded += 1;
                    self.played.rows += rows.len() as u64;
                    let pack = self.pack.clone();
                    rows.iter().for_each(|row| self.known.note(&pack, row));
                    return Ok(true);
                }
            }
        }
    }

    /// Gives what must be refused.
    pub fn forbid(&mut self, rows: &[Given], by: &str, why: &str) -> Result<(), Failure> {
        self.played.forbidden += 1;
        if self.give(rows, by)? {
            self.violations.push(format!("{}：应当拒绝而没有拒绝：{why}", self.today));
        }
        Ok(())
    }

    /// Closes the office, as when the power goes.
    pub fn close(&mut self) {
        self.office = None;
    }

    /// Lets time pass.
    pub fn pass(&mut self, milliseconds: i64) {
        self.hands.0.fetch_add(milliseconds, Ordering::SeqCst);
    }

    pub fn count(&mut self, what: &'static str) {
        *self.played.acts.entry(what).or_insert(0) += 1;
    }

    fn act(&mut self) -> Result<(), Failure> {
        let pack = self.pack.clone();
        match self.chance.below(14) {
            0 | 1 => {
                let Some(register) = self.chance.pick(&pack.registers) else { return Ok(()) };
                if notice::written_by_office(self, &register.name) {
                    return Ok(());
                }
                self.record(&register.name, &[])?;
                self.count("台账记入");
            }
            2 => self.broken_import()?,
            3 | 4 => roster::act(self)?,
            5..=7 => loops::act(self)?,
            8 | 9 => duty::act(self)?,
            10..=12 => notice::act(self)?,
            _ => {
                // The office is closed for the night now and then.
                self.office = None;
            }
        }
        Ok(())
    }

    /// A random row of a register, with those it points to; the row itself when it was taken.
    pub fn record(&mut self, register: &str, set: &[(&str, String)]) -> Result<Option<Given>, Failure> {
        let pack = self.pack.clone();
        let mut known = std::mem::take(&mut self.known);
        let rows = known.row(&mut self.chance, &pack, register, self.today, set);
        self.known = known;
        let by = person(&mut self.chance);
        let taken = self.give(&rows, &by)?;
        Ok(if taken { rows.last().cloned() } else { None })
    }

    /// Files of which one is broken: nothing of any of them may stay.
    fn broken_import(&mut self) -> Result<(), Failure> {
        self.count("坏文件导入");
        let pack = self.pack.clone();
        let Some(register) = self.chance.pick(&pack.registers) else { return Ok(()) };
        let mut known = self.known.clone();
        let rows = known.row(&mut self.chance, &pack, &register.name, self.today, &[]);
        let mut files: Vec<(String, Vec<u8>)> = rows
            .iter()
            .map(|row| {
                let (names, texts): (Vec<&str>, Vec<&str>) =
                    row.cells.iter().map(|(name, text)| (name.as_str(), text.as_str())).unzip();
                (
                    format!("{}.csv", row.register),
                    format!("{}\n{}\n", names.join(","), texts.join(",")).into_bytes(),
                )
            })
            .collect();
        files.push((format!("{}.csv", register.name), "没有这一列,也没有这一列\n1,2\n".into()));
        let office = self.office()?;
        let before = given(office)?;
        let outcome = office
            .import(&player(office, "样例导入人"), &files, &Default::default(), &mut |_| {})
            .map_err(told)?;
        if outcome.recorded || given(office)? != before {
            self.violations.push(format!("{}：有一个文件是坏的，导入却留下了什么", self.today));
        }
        Ok(())
    }

    /// Plants the fault that was asked for.
    fn planted(&mut self) -> Result<(), Failure> {
        match self.plant {
            None => Ok(()),
            Some(Plant::Forgetful) => {
                self.office = None;
                let database = self.dir.join("duheng.db");
                let image = std::fs::read(&database).map_err(told)?;
                let pack = self.pack.clone();
                for register in &pack.registers {
                    if self.record(&register.name, &[])?.is_some() {
                        break;
                    }
                }
                self.office = None;
                for left in ["duheng.db-wal", "duheng.db-shm"] {
                    std::fs::remove_file(self.dir.join(left)).ok();
                }
                std::fs::write(&database, image).map_err(told)
            }
            Some(Plant::Hand) => {
                self.office = None;
                let database = self.dir.join("duheng.db");
                let mut image = std::fs::read(&database).map_err(told)?;
                // The mark of a synthetic row, wherever it stands last: in an entry or in a row.
                let mark = "样例".as_bytes();
                let at = image.windows(mark.len()).rposition(|bytes| bytes == mark);
                if let Some(at) = at {
                    image[at..at + mark.len()].copy_from_slice("样列".as_bytes());
                }
                std::fs::write(&database, image).map_err(told)
            }
        }
    }
}

fn set(hands: &Hands, day: Date) {
    if let Some(end) = office::end_of_day(&day.to_string()) {
        hands.0.store(end + 1 - 7 * 3_600_000, Ordering::SeqCst);
    }
}

/// How many rows each register has that somebody gave: what the office writes by itself, a refusal that it tells
/// among it, comes of a refused file too.
fn given(office: &Office) -> Result<Vec<(String, u64)>, Failure> {
    let all = reading(office, None)?.registers().map_err(told)?;
    let given = all.iter().filter(|register| !BY_OFFICE.iter().any(|house| house.register == register.name));
    Ok(given.map(|register| (register.name.clone(), register.rows)).collect())
}
