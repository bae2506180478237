//! Random district-years with faults, and what must hold through all of them.
//!
//! Each district is played from outside, by the acts that people have, on the definitions of a real pack. The player
//! keeps its own note of what was answered "recorded" and asks for what must hold with rules of its own, written
//! without the code they judge. The power is cut at random steps of the database's machine, answers are lost and acts
//! given again. One number replays a district.

mod chance;
mod check;
mod duty;
mod loops;
mod notice;
mod player;
mod roster;
mod rows;

use crate::built_in::BuiltIn;
use crate::failure::{Failure, told};
use player::Player;
pub use player::{Plant, Played};
use serde::Serialize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Years that one district is played.
const SPAN: u64 = 2;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Years {
    /// The first seed; a district has one each.
    pub seed: u64,
    /// District-years.
    pub years: u64,
    /// Threads; as many as the machine has processors, when none is said.
    pub threads: Option<usize>,
    /// A fault to be planted.
    pub plant: Option<Plant>,
    /// Whether to go on after a violation.
    pub all: bool,
}

/// What was played and what was found.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// The first seed.
    pub seed: u64,
    /// District-years asked for.
    pub district_years: u64,
    /// How long it took.
    pub seconds: f64,
    /// What was played.
    pub played: Played,
    /// What did not hold.
    pub violations: Vec<Violation>,
}

/// Something that must hold and did not.
#[derive(Debug, Serialize)]
pub struct Violation {
    /// The seed of its district.
    pub seed: u64,
    /// What did not hold.
    pub what: String,
    /// The command that shows it again.
    pub replay: String,
}

/// Plays districts on the definitions of a pack.
///
/// # Errors
/// A pack that cannot be read, a folder that cannot be made. What does not hold is in the outcome.
pub fn run(asked: &Years, built_in: BuiltIn<'_>) -> Result<Outcome, Failure> {
    let began = Instant::now();
    let pack = built_in.checked()?;
    let districts = asked.years.div_ceil(SPAN).max(1);
    let next = AtomicU64::new(0);
    let sum = Mutex::new((Played::default(), Vec::new()));
    let (root, shelf) = (scratch()?, office::Shelf::default());
    let work = || -> Result<(), Failure> {
        loop {
            let at = next.fetch_add(1, Ordering::SeqCst);
            let found = sum.lock().map_or(0, |sum| sum.1.len());
            if at >= districts || found > 0 && !asked.all {
                return Ok(());
            }
            let seed = asked.seed + at;
            let dir = root.join(format!("district-{seed}"));
            let mut player = Player::new(&dir, seed, built_in, pack.clone(), asked.plant, &shelf)?;
            let years = SPAN.min(asked.years - at * SPAN);
            // What could not be done at all breaks the promise as well.
            let violations = player.play(years).unwrap_or_else(|failure| vec![failure]);
            let mut sum = sum.lock().map_err(told)?;
            sum.0.add(&player.played);
            for what in violations {
                let plant = asked.plant.map_or(String::new(), |plant| format!(" --plant {}", plant.word()));
                let replay = format!("duheng simulate --seed {seed} --years {years}{plant}");
                sum.1.push(Violation { seed, what, replay });
            }
            drop(player);
            std::fs::remove_dir_all(&dir).map_err(told)?;
        }
    };
    let threads =
        asked.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let ended = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mine = work();
        others
            .into_iter()
            .map(|one| one.join().unwrap_or_else(|_| Err("演练中途崩溃".to_owned())))
            .fold(mine, Result::and)
    });
    std::fs::remove_dir_all(&root).ok();
    ended?;
    let (played, violations) = sum.into_inner().map_err(told)?;
    Ok(Outcome {
        seed: asked.seed,
        district_years: asked.years,
        seconds: began.elapsed().as_secs_f64(),
        played,
        violations,
    })
}

/// A folder for districts that are thrown away; in memory where the machine has such a place.
fn scratch() -> Result<std::path::PathBuf, Failure> {
    let memory = std::path::Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let root = place.join(format!("duheng-simulate-{}", std::process::id()));
    std::fs::create_dir_all(&root).map_err(|error| format!("{}：{error}", root.display()))?;
    Ok(root)
}
