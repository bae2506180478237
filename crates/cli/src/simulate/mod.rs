//! `duheng simulate`: random district-years with faults, and what must hold through all of them.
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

use crate::arguments::Simulate;
use crate::{Ending, Failure, packs, print_json, say::say, told};
use define::{File, PackFiles};
pub use player::Plant;
use player::{Played, Player};
use serde::Serialize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// Years that one district is played.
const SPAN: u64 = 2;

/// What was played and what was found.
#[derive(Serialize)]
struct Outcome {
    seed: u64,
    district_years: u64,
    seconds: f64,
    played: Played,
    violations: Vec<Violation>,
}

/// Something that must hold and did not.
#[derive(Serialize)]
struct Violation {
    seed: u64,
    what: String,
    replay: String,
}

pub fn run(asked: &Simulate) -> Result<Ending, Failure> {
    let began = Instant::now();
    let (id, files) = packs::files(&asked.pack)?;
    let pack = Arc::new(pack(&id, &files)?);
    let districts = asked.years.div_ceil(SPAN).max(1);
    let next = AtomicU64::new(0);
    let sum = Mutex::new((Played::default(), Vec::new()));
    let root = scratch()?;
    let work = || -> Result<(), Failure> {
        loop {
            let at = next.fetch_add(1, Ordering::SeqCst);
            let found = sum.lock().map_or(0, |sum| sum.1.len());
            if at >= districts || found > 0 && !asked.all {
                return Ok(());
            }
            let seed = asked.seed + at;
            let dir = root.join(format!("district-{seed}"));
            let mut player = Player::new(&dir, seed, &id, &files, pack.clone(), asked.plant)?;
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
    let outcome = Outcome {
        seed: asked.seed,
        district_years: asked.years,
        seconds: began.elapsed().as_secs_f64(),
        played,
        violations,
    };
    if asked.json {
        print_json(&outcome)?;
    } else {
        tell(&outcome);
    }
    Ok(if outcome.violations.is_empty() { Ending::Clean } else { Ending::Findings })
}

fn tell(outcome: &Outcome) {
    let played = &outcome.played;
    say!("演练  {}个区县年，{:.1}秒；种子从{}起", outcome.district_years, outcome.seconds, outcome.seed);
    say!(
        "      入账{}次共{}行，拒绝{}次（其中应拒的{}次）",
        played.recorded,
        played.rows,
        played.refused,
        played.forbidden
    );
    say!("      断电{}次，应答丢失{}次；重开{}次", played.cuts, played.lost, played.reopened);
    for (what, count) in &played.acts {
        say!("      {what}  {count}");
    }
    if outcome.violations.is_empty() {
        say!("没有违反：不丢、不重、整改人不销自己的号、没有报告不算零、日志核验无误、重建与现有相同。");
    }
    for one in &outcome.violations {
        say!("违反  {}\n      重放：{}", one.what, one.replay);
    }
}

/// The definitions, checked.
fn pack(id: &str, files: &[(String, String)]) -> Result<define::Pack, Failure> {
    let mut chain = Vec::new();
    let mut next = Some(id.to_owned());
    while let Some(id) = next {
        let prefix = format!("{id}/");
        let own = files
            .iter()
            .filter_map(|(path, text)| Some(File::new(path.strip_prefix(&prefix)?, text.clone())));
        let own = PackFiles::new(&id, own.collect());
        next = define::check(std::slice::from_ref(&own)).pack.and_then(|pack| pack.extends);
        chain.push(own);
    }
    chain.reverse();
    define::check(&chain).pack.ok_or_else(|| format!("定义包“{id}”读不成"))
}

/// A folder for districts that are thrown away; in memory where the machine has such a place.
fn scratch() -> Result<std::path::PathBuf, Failure> {
    let memory = std::path::Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let root = place.join(format!("duheng-simulate-{}", std::process::id()));
    std::fs::create_dir_all(&root).map_err(|error| format!("{}：{error}", root.display()))?;
    Ok(root)
}
