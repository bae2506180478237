//! Every kind of hostile file through its door: an answer within a time, and no memory left behind. The table is
//! docs/hostile.md; `DUHENG_ANEW=1 cargo test -p cli hostile` writes it anew.

mod files;

use crate::crowds::Server;
use crate::{Scratch, at, said};
use files::{Door, Hostile};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Longest time to an answer: the processor time of a document, on processors that others use too.
const LONGEST: Duration = Duration::from_secs(40);
/// Most that the server may hold above idle while it answers: the form itself, and what is read of it.
const SERVER: u64 = 192 << 20;
/// Most that an import may hold: the largest file, its text, and its cells.
const IMPORT: u64 = 1_500 << 20;

/// What became of a file.
struct Outcome {
    took: Duration,
    memory: u64,
    answer: String,
}

/// Watches the memory of a process while something is done: the most that it held.
fn watched<T>(process: u32, work: impl FnOnce() -> T) -> (T, u64) {
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut most = 0;
            while !done.load(std::sync::atomic::Ordering::SeqCst) {
                most = most.max(memory(process));
                std::thread::sleep(Duration::from_millis(10));
            }
            most
        });
        let outcome = work();
        done.store(true, std::sync::atomic::Ordering::SeqCst);
        (outcome, watch.join().unwrap())
    })
}

/// Bytes of memory that a process holds; none once it has ended.
fn memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() << 10
}

/// A document on the page 核对.
fn proof_read(server: &Server, token: &str, file: &Hostile) -> Outcome {
    let host = server.address;
    let head =
        format!("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\n\r\n", file.name);
    let length = head.len() + file.bytes.len() + 11;
    let idle = memory(server.child.id());
    let began = Instant::now();
    let (answer, most) = watched(server.child.id(), || {
        let mut stream = server.says(&format!(
            "POST /claims?token={token} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\n\
             Content-Length: {length}\r\nContent-Type: multipart/form-data; boundary=cut\r\n\r\n{head}"
        ));
        stream.write_all(&file.bytes).unwrap();
        stream.write_all(b"\r\n--cut--\r\n").unwrap();
        let mut answer = Vec::new();
        // Whoever waits in vain sees no status.
        stream.read_to_end(&mut answer).ok();
        String::from_utf8_lossy(&answer).into_owned()
    });
    let status = answer.split(' ').nth(1).unwrap_or_default().to_owned();
    let why = answer
        .split_once(&format!("{}：", file.name))
        .map(|(_, rest)| rest.split(['；', '<']).next().unwrap_or_default());
    let answer = format!("{status} {}", why.unwrap_or("读了"));
    Outcome { took: began.elapsed(), memory: most.saturating_sub(idle), answer }
}

/// A table at the command line.
fn imported(dir: &Path, scratch: &Scratch, file: &Hostile) -> Outcome {
    let path = scratch.path(file.name);
    std::fs::write(&path, &file.bytes).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_duheng"));
    command.args(["import", at(dir), at(&path), "--register", "教育经费"]);
    let began = Instant::now();
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (output, most) = watched(child.id(), || child.wait_with_output().unwrap());
    std::fs::remove_file(&path).unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = said.lines().find_map(|line| line.rsplit_once('[')?.1.strip_suffix(']').map(str::to_owned));
    let answer = format!("{} {}", output.status.code().unwrap_or(-1), code.unwrap_or(said));
    Outcome { took: began.elapsed(), memory: most, answer }
}

fn row(file: &Hostile, outcome: &Outcome) -> String {
    let door = if file.door == Door::Claims { "核对" } else { "导入" };
    format!(
        "| {door} | {} | {} KiB | {:.1} s | {} MiB | {} |\n",
        file.kind,
        file.bytes.len().div_ceil(1 << 10),
        outcome.took.as_secs_f64(),
        outcome.memory >> 20,
        outcome.answer
    )
}

const HEAD: &str = "# Hostile files\n\n\
Every kind through its door, by the debug build on two cores that others use too: written by\n\
`DUHENG_ANEW=1 cargo test -p cli hostile`. Documents go to the page 核对 of a running server (its memory above idle); tables to\n\
`duheng import` (its whole memory). The server goes on answering after each; nothing of an import that is refused is recorded.\n\n\
| door | kind | size | time | memory | answer |\n|---|---|---|---|---|---|\n";

#[test]
fn every_hostile_file_has_an_answer_and_the_house_stays() {
    let scratch = Scratch::new("hostile");
    let dir = scratch.path("district");
    said(&["init", at(&dir), "--pack", "chongqing-2023"]);
    let server = Server::of(&dir);
    let (page, _) = server.page("/claims");
    let token = page.split_once("/claims?token=").unwrap().1.split('"').next().unwrap().to_owned();
    let (mut table, mut wrong) = (HEAD.to_owned(), String::new());
    for file in files::all() {
        let outcome = match file.door {
            Door::Claims => proof_read(&server, &token, &file),
            Door::Import => imported(&dir, &scratch, &file),
        };
        terminal::complain!("{}", row(&file, &outcome).trim_end());
        table.push_str(&row(&file, &outcome));
        let (most, answered) = match file.door {
            Door::Claims => {
                (SERVER, ["200", "413", "422"].iter().any(|status| outcome.answer.starts_with(status)))
            }
            Door::Import => (IMPORT, outcome.answer.starts_with("1 import.")),
        };
        if !answered || outcome.took > LONGEST || outcome.memory > most {
            wrong.push_str(&row(&file, &outcome));
        }
        server.answers("/", Duration::from_secs(10));
    }
    assert!(wrong.is_empty(), "{table}\nbeyond a bound:\n{wrong}");
    // Nothing of what was refused stayed.
    let journal = said(&["journal", "verify", at(&dir)]);
    assert!(!journal.is_empty());
    if std::env::var_os("DUHENG_ANEW").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/hostile.md"), table).unwrap();
    }
}
