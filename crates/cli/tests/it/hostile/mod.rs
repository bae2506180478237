//! Every kind of hostile file through its door: an answer within a time, and no memory left behind. In a release build
//! (`cargo xtask hostile`) the bars are those of the product, and 16 readers read pages meanwhile; the table is docs/hostile.md,
//! which `DUHENG_ANEW=1 cargo xtask hostile` writes anew. `DUHENG_HOSTILE=DIR` brings further files to the same doors.

pub mod files;
pub mod memory;
mod readers;

use crate::crowds::Server;
use crate::{Scratch, at, said};
use files::{Door, Hostile};
use memory::{Held, memory, watched};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Whether this is a build whose times mean something.
const IN_EARNEST: bool = !cfg!(debug_assertions);
/// Longest time to an answer; a debug build gets more of it, on processors that others use too.
const LONGEST: Duration = Duration::from_secs(if IN_EARNEST { 10 } else { 40 });
/// Most that the server may hold above idle while it answers.
const SERVER: u64 = if IN_EARNEST { 64 << 20 } else { 192 << 20 };
/// Most that an import may hold beyond the largest file, which it hands to its child: no cell of a file that is refused.
const IMPORT: u64 = 320 << 20;
/// Most that a child may hold: what a document may cost, and what a file of 256 MiB may.
const CHILD: u64 = 3_400 << 20;
/// Within which time 95 of 100 pages come to 16 readers meanwhile.
const PAGE: Duration = Duration::from_millis(50);

/// What became of a file.
struct Outcome {
    took: Duration,
    held: Held,
    /// Of a file that came while pages were read.
    page: Option<Duration>,
    answer: String,
}

/// A document on the page 核对.
fn proof_read(server: &Server, token: &str, file: &Hostile) -> Outcome {
    let idle = memory(server.child.id());
    let began = Instant::now();
    let asked = || {
        let mut stream = server.hands_in(token, file.name, &file.bytes);
        let mut answer = Vec::new();
        // Whoever waits in vain sees no status.
        stream.read_to_end(&mut answer).ok();
        (String::from_utf8_lossy(&answer).into_owned(), began.elapsed())
    };
    let (((answer, took), page), held) = watched(server.child.id(), || match IN_EARNEST {
        true => {
            let (asked, page) = readers::beside(server, asked);
            (asked, Some(page))
        }
        false => (asked(), None),
    });
    let status = answer.split(' ').nth(1).unwrap_or_default().to_owned();
    let why = answer
        .split_once(&format!("{}：", file.name))
        .map(|(_, rest)| rest.split(['；', '<']).next().unwrap_or_default());
    let answer = format!("{status} {}", why.unwrap_or("读了"));
    Outcome { took, held: Held { own: held.own.saturating_sub(idle), ..held }, page, answer }
}

/// A table at the command line.
fn imported(dir: &Path, scratch: &Scratch, file: &Hostile) -> Outcome {
    let path = scratch.path(file.name);
    std::fs::write(&path, &file.bytes).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_duheng"));
    command.args(["import", at(dir), at(&path), "--register", "教育经费"]);
    let began = Instant::now();
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (output, held) = watched(child.id(), || child.wait_with_output().unwrap());
    let took = began.elapsed();
    std::fs::remove_file(&path).unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = said.lines().find_map(|line| line.rsplit_once('[')?.1.strip_suffix(']').map(str::to_owned));
    let answer = format!("{} {}", output.status.code().unwrap_or(-1), code.unwrap_or(said));
    Outcome { took, held, page: None, answer }
}

fn row(file: &Hostile, outcome: &Outcome) -> String {
    let door = if file.door == Door::Claims { "核对" } else { "导入" };
    let page = outcome.page.map_or("—".to_owned(), |page| format!("{} ms", page.as_millis()));
    format!(
        "| {door} | {} | {} KiB | {:.1} s | {} MiB | {} MiB | {page} | {} |\n",
        file.kind,
        file.bytes.len().div_ceil(1 << 10),
        outcome.took.as_secs_f64(),
        outcome.held.own >> 20,
        outcome.held.children >> 20,
        outcome.answer
    )
}

/// Whether an outcome is beyond a bar.
fn is_beyond(file: &Hostile, outcome: &Outcome) -> bool {
    let (most, answered) = match file.door {
        Door::Claims => {
            (SERVER, ["200", "413", "422"].iter().any(|status| outcome.answer.starts_with(status)))
        }
        Door::Import => (IMPORT, outcome.answer.starts_with("1 import.")),
    };
    let held = outcome.held;
    !answered
        || outcome.took > LONGEST
        || held.own > most
        || held.children > CHILD
        || outcome.page.is_some_and(|page| page > PAGE)
}

/// The lines of docs/hostile.md between which the table stands.
const MARKS: [&str; 2] = ["<!-- table -->\n", "<!-- end of table -->\n"];
const HEAD: &str = "| door | kind | size | time | memory | of the child | pages, p95 | answer |\n|---|---|---|---|---|---|---|---|\n";

/// Writes the table into the page, whose words stay.
fn write_anew(table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/hostile.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(MARKS[0]).unwrap();
    let after = rest.split_once(MARKS[1]).unwrap().1;
    std::fs::write(path, format!("{before}{}{HEAD}{table}{}{after}", MARKS[0], MARKS[1])).unwrap();
}

/// Files that lie elsewhere.
fn brought() -> Vec<Hostile> {
    std::env::var_os("DUHENG_HOSTILE").map(|dir| files::of(Path::new(&dir))).unwrap_or_default()
}

#[test]
fn every_hostile_file_has_an_answer_and_the_house_stays() {
    let scratch = Scratch::new("hostile");
    let dir = scratch.path("district");
    said(&["init", at(&dir), "--pack", "chongqing-2023"]);
    let server = Server::of(&dir);
    let token = server.token();
    // The pages are made once before any time is taken.
    readers::beside(&server, || std::thread::sleep(Duration::from_secs(1)));
    let (mut table, mut wrong) = (String::new(), String::new());
    for (file, is_ours) in
        files::all().map(|file| (file, true)).chain(brought().into_iter().map(|file| (file, false)))
    {
        let outcome = match file.door {
            Door::Claims => proof_read(&server, &token, &file),
            Door::Import => imported(&dir, &scratch, &file),
        };
        terminal::complain!("{}", row(&file, &outcome).trim_end());
        if is_ours {
            table.push_str(&row(&file, &outcome));
        }
        if is_beyond(&file, &outcome) {
            wrong.push_str(&row(&file, &outcome));
        }
        server.answers("/", Duration::from_secs(10));
    }
    if std::env::var_os("DUHENG_ANEW").is_some() {
        write_anew(&table);
    }
    assert!(wrong.is_empty(), "{HEAD}{table}\nbeyond a bar:\n{wrong}");
    // Nothing of what was refused stayed.
    let journal = said(&["journal", "verify", at(&dir)]);
    assert!(!journal.is_empty());
}
