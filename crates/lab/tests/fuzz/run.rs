//! One target tried for a while: an input after the other, and what is wrong with any.

use crate::chance::Chance;
use crate::change::{Stock, changed};
use crate::container::changed_within;
use crate::growth::Growing;
use std::collections::BTreeSet;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Longest time to an answer.
const LONGEST: Duration = Duration::from_secs(10);
/// Of how much time one part is spent on growth.
const GROWTH: u32 = 5;
/// Most inputs that are changed further, and how long each may be.
const KEPT: usize = 2_000;
const KEPT_LENGTH: usize = 64 << 10;
/// The stack on which a document is read.
const STACK: usize = 8 << 20;

/// What inputs of a target are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Bytes,
    /// Letters: what is no UTF-8 is replaced.
    Text,
    /// A zip container, changed within.
    Container,
}

/// A reader.
pub struct Target {
    pub name: &'static str,
    pub shape: Shape,
    /// Words of its format, to be put in.
    pub words: &'static [&'static str],
    /// Reads, holds what must hold, and says in a few words what came of it.
    pub reads: fn(&[u8]) -> String,
    /// Whether its time is spent on this thread, so that growth can be measured.
    pub grows: bool,
}

/// Tries a target; any fault fails the test.
pub fn tried(target: &Target) {
    let outcome = std::thread::scope(|scope| {
        let trial = std::thread::Builder::new().stack_size(STACK);
        trial.spawn_scoped(scope, || Trial::of(target).run()).unwrap().join().unwrap()
    });
    println!("{}", outcome.row);
    assert!(outcome.faults.is_empty(), "{}: {:#?}", target.name, outcome.faults);
}

struct Outcome {
    row: String,
    faults: Vec<String>,
}

struct Trial<'t> {
    target: &'t Target,
    keep: Option<PathBuf>,
    reading: Option<File>,
    chance: Chance,
    inputs: Vec<Vec<u8>>,
    answers: BTreeSet<String>,
    faults: Vec<String>,
    longest: Duration,
}

impl Trial<'_> {
    fn of(target: &Target) -> Trial<'_> {
        let keep = std::env::var_os("DUHENG_FUZZ_KEEP").map(|dir| PathBuf::from(dir).join(target.name));
        keep.iter().for_each(|dir| std::fs::create_dir_all(dir).unwrap());
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target.name);
        let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        assert!(!files.is_empty(), "no seeds of {}", target.name);
        let inputs = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
        let reading = keep.as_ref().map(|dir| File::create(dir.join("reading")).unwrap());
        Trial {
            target,
            keep,
            reading,
            chance: Chance::of(1),
            inputs,
            answers: BTreeSet::new(),
            faults: Vec::new(),
            longest: Duration::ZERO,
        }
    }

    fn run(mut self) -> Outcome {
        let seconds = std::env::var("DUHENG_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
        let (mut tried, mut grown, mut growing) = (0_u64, 0_u64, Duration::ZERO);
        for input in self.inputs.clone() {
            self.read(input);
        }
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(seconds.unwrap_or(1)) {
            if self.target.grows && growing * GROWTH < began.elapsed() {
                let began = Instant::now();
                self.grow();
                grown += 1;
                growing += began.elapsed();
            }
            for _ in 0..16 {
                let input = self.next();
                self.read(input);
                tried += 1;
            }
        }
        assert!(tried > 10, "only {tried} inputs of {} were tried", self.target.name);
        let row = format!(
            "| {} | {} s | {tried} | {grown} | {} | {} ms | {} |",
            self.target.name,
            began.elapsed().as_secs(),
            self.answers.len(),
            self.longest.as_millis(),
            self.faults.len()
        );
        Outcome { row, faults: self.faults }
    }

    /// The next input: one that is kept, changed.
    fn next(&mut self) -> Vec<u8> {
        let at = self.chance.below(self.inputs.len());
        let stock = Stock { others: &self.inputs, words: self.target.words };
        let whole = &self.inputs[at];
        match self.target.shape {
            Shape::Bytes => changed(whole, &stock, &mut self.chance),
            Shape::Text => letters(changed(whole, &stock, &mut self.chance)),
            Shape::Container => changed_within(whole, &stock, &mut self.chance),
        }
    }

    /// Notes what is read now, behind its length: what ends the program is found there.
    fn note(&self, input: &[u8]) {
        if let Some(reading) = &self.reading {
            let length = (input.len() as u64).to_le_bytes();
            reading.write_all_at(&[&length, input].concat(), 0).unwrap();
        }
    }

    /// Reads one input; one that brings a new answer is kept.
    fn read(&mut self, input: Vec<u8>) {
        self.note(&input);
        let began = Instant::now();
        let read = catch_unwind(AssertUnwindSafe(|| (self.target.reads)(&input)));
        let took = began.elapsed();
        self.longest = self.longest.max(took);
        if took > LONGEST {
            self.fault(format!("{took:?} to an answer"), &input);
        }
        match read {
            Ok(answer) => {
                if self.answers.len() < KEPT && input.len() <= KEPT_LENGTH && self.answers.insert(answer) {
                    if let Some(keep) = &self.keep {
                        std::fs::write(keep.join(format!("answer-{}", self.answers.len())), &input).unwrap();
                    }
                    self.inputs.push(input);
                }
            }
            Err(why) => {
                let why = why.downcast_ref::<String>().cloned();
                self.fault(why.unwrap_or_else(|| "a panic".to_owned()), &input);
            }
        }
    }

    fn grow(&mut self) {
        let at = self.chance.below(self.inputs.len());
        let within = self.target.shape == Shape::Container;
        let Some(growing) = Growing::of(&self.inputs[at], within, &mut self.chance) else { return };
        let reads = |input: &[u8]| {
            self.note(input);
            drop(catch_unwind(AssertUnwindSafe(|| (self.target.reads)(input))));
        };
        if let Some((told, input)) = growing.too_fast(&reads) {
            self.fault(format!("grows too fast: {told}"), &input);
        }
    }

    /// Notes a fault, and keeps the input that shows it.
    fn fault(&mut self, why: String, input: &[u8]) {
        let plain: String = why.chars().filter(|letter| !letter.is_ascii_digit()).take(120).collect();
        if !self.answers.insert(format!("fault {plain}")) {
            return;
        }
        let folder = self.keep.clone().unwrap_or_else(std::env::temp_dir);
        let file = folder.join(format!("fault-{}-{}", self.target.name, self.faults.len()));
        std::fs::write(&file, input).unwrap();
        println!("{}: {why}: {}", self.target.name, file.display());
        self.faults.push(format!("{why}: {}", file.display()));
    }
}

/// What stands in bytes, as letters.
fn letters(bytes: Vec<u8>) -> Vec<u8> {
    String::from_utf8_lossy(&bytes).into_owned().into_bytes()
}

/// What is the same in answers that differ by names, numbers and places only.
pub fn gist(answer: &str) -> String {
    answer.chars().filter(|letter| !letter.is_ascii_digit()).take(60).collect()
}
