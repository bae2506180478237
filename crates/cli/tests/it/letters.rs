//! A notice to many households, the sender killed at random points and started again: nobody lost, nobody twice.

use super::{Scratch, at, json, said};
use courier::loopback::{Behaviour, Loopback};
use office::RowQuery;
use office::{AsOf, LetterQuery, Office, Via, Who};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use view::LetterState;

/// Milliseconds that the sender waits for an answer; the gateway lets silent ones hang twice as long.
const PATIENCE: u64 = 200;

struct Run {
    households: usize,
    kills: u32,
    connections: usize,
    /// Longest life of a sender after it has read its outbox, in milliseconds.
    life: u64,
    seed: u64,
}

fn drawn(state: &mut u64, below: u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % below
}

fn killed(run: &Run) {
    println!("seed {} households {} kills {}", run.seed, run.households, run.kills);
    let scratch = Scratch::new(&format!("letters-{}", run.households));
    let (dir, books) = (scratch.path("d"), scratch.path("gateway"));
    let count = run.households.to_string();
    said(&["notice", "rehearse", at(&dir), "--households", &count, "--wait", "1"]);
    let behaviour = Behaviour {
        fail: 5,
        silent: 2,
        stall: Duration::from_millis(2 * PATIENCE),
        replies: 80,
        seed: run.seed,
    };
    let gateway = Loopback::start("127.0.0.1:0", Some(&books), behaviour).unwrap();
    let url = format!("http://{}", gateway.address());
    let (patience, connections) = (PATIENCE.to_string(), run.connections.to_string());
    let words = [
        "notice",
        "run",
        at(&dir),
        "--gateway",
        &url,
        "--timeout",
        &patience,
        "--wait",
        "5",
        "--connections",
        &connections,
    ];
    let mut state = run.seed;
    let (mut midway, mut loading, began) = (0, 0, Instant::now());
    for _ in 0..run.kills {
        let mut child = Command::new(env!("CARGO_BIN_EXE_duheng"))
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // One in eight dies while it still reads, the others at work.
        if drawn(&mut state, 8) == 0 {
            std::thread::sleep(Duration::from_millis(drawn(&mut state, 120)));
            loading += 1;
        } else {
            let mut line = String::new();
            BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
            assert!(line.starts_with("待发箱"), "{line}");
            std::thread::sleep(Duration::from_millis(drawn(&mut state, run.life)));
        }
        midway += u32::from(child.try_wait().unwrap().is_none());
        child.kill().ok();
        child.wait().unwrap();
    }
    println!("{midway} killed at work or reading ({loading} reading) in {:?}", began.elapsed());
    assert!(midway * 10 >= run.kills * 9, "the outbox was done after {midway} kills: no test of them");
    println!("{}", said(&words).trim());

    // The gateway's own books: nothing twice. They are the same when read again from its file.
    let taken = gateway.taken();
    println!("gateway {taken:?}");
    assert_eq!(taken.most, 1, "a key was handed over twice");
    assert_eq!(taken.accepted, taken.keys);
    let lines = std::fs::read_to_string(&books).unwrap();
    assert_eq!(lines.lines().count() as u64, taken.accepted);
    assert_eq!(lines.lines().collect::<BTreeSet<_>>().len() as u64, taken.accepted);

    // Nobody lost: every household has acknowledged or stands on a named person's list.
    let office = Office::open(&dir).unwrap();
    let session = office.session(Who::Person("核对人".to_owned()), Via::Command);
    let reading = office.at(&session, &AsOf::Now, None).unwrap();
    let notices = reading.notices().unwrap();
    let summary = &notices.notices[0];
    assert_eq!(summary.households, run.households);
    let query = LetterQuery { limit: usize::MAX, ..LetterQuery::default() };
    let view = reading.notice(&summary.id, &query).unwrap();
    for letter in &view.letters {
        let named = letter.state == LetterState::Listed && !letter.person.is_empty();
        assert!(
            letter.state == LetterState::Acknowledged || named,
            "{}: {}",
            letter.household,
            letter.state.key()
        );
        assert_eq!(letter.wrong, "");
    }

    // The rate shown is not above the rate proved: households with an entry that brings the very code that was sent them.
    let cells = |register: &str, names: &[&str]| -> Vec<Vec<String>> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let query = RowQuery { limit: 500, after, ..RowQuery::default() };
            let page = reading.rows(register, &query).unwrap();
            let places: Vec<usize> = names
                .iter()
                .map(|name| page.register.fields.iter().position(|field| field.name == *name).unwrap())
                .collect();
            let row = |row: &view::RowView| places.iter().map(|at| row.cells[*at].clone()).collect();
            all.extend(page.rows.iter().map(row));
            after = page.next.clone();
            if after.is_none() {
                return all;
            }
        }
    };
    // The codes as the gateway read them out of the messages that it took: notice/household/rung, code.
    let codes: BTreeSet<(String, String)> = lines
        .lines()
        .filter_map(|line| {
            let (key, code) = line.split_once('\t')?;
            Some((courier::decoded(key)?.split('/').nth(1)?.to_owned(), code.to_owned()))
        })
        .collect();
    let proved: BTreeSet<String> = cells("letter-event", &["家庭", "事件", "方式", "凭据"])
        .into_iter()
        .filter(|row| row[1] == "已应答" && row[2] == "回复码")
        // What came back is kept as a digest that is masked: that the gateway read a code for the household must do.
        .filter(|row| row[3] == "●●●" && codes.iter().any(|(household, _)| *household == row[0]))
        .map(|row| row[0].clone())
        .collect();
    let shown = view.letters.iter().filter(|letter| letter.state == LetterState::Acknowledged).count();
    println!("acknowledged: shown {shown}, proved {}, of {}", proved.len(), run.households);
    assert!(shown <= proved.len() && shown == summary.funnel.acknowledged);
    assert!(shown * 2 > run.households, "hardly anybody answered: the run shows little");
    let listed = view.letters.len() - shown;
    assert_eq!(reading.notice_lists(&summary.id).unwrap().len(), listed);
    drop((reading, office));
    let check = json(&["journal", "verify", at(&dir), "--json"]);
    assert_eq!(check["findings"].as_array().map(Vec::len), Some(0), "{check}");
}

/// 1,500 households and 15 kills; `cargo xtask notices` sets the full size in the environment.
#[test]
fn a_sender_killed_at_random_points_loses_nobody_and_hands_nothing_over_twice() {
    let set = |name: &str| Some(std::env::var(name).ok()?.parse::<u64>().expect("a whole number"));
    let seed = set("DUHENG_SEED").unwrap_or(u64::from(std::process::id()));
    let households = set("DUHENG_HOUSEHOLDS").unwrap_or(1_500) as usize;
    let kills = set("DUHENG_KILLS").unwrap_or(15) as u32;
    killed(&Run { households, kills, connections: 4, life: if kills > 15 { 1_000 } else { 300 }, seed });
}

/// A copy does not know what its original did since: it asks the gateway before it hands anything over.
#[test]
fn neither_a_restored_nor_a_copied_district_hands_over_what_its_original_did() {
    let scratch = crate::Scratch::new("copies");
    let of = |name: &str| scratch.path(name);
    let households = 40;
    said(&["notice", "rehearse", at(&of("original")), "--households", "40", "--wait", "1"]);
    said(&["backup", at(&of("original")), at(&of("backup")), "--with-keys"]);
    crate::copy(&of("original"), &of("copied"));
    let behaviour = Behaviour { fail: 5, silent: 0, stall: Duration::ZERO, replies: 80, seed: 7 };
    let gateway = Loopback::start("127.0.0.1:0", None, behaviour).unwrap();
    let url = format!("http://{}", gateway.address());
    let run = |dir: &str| {
        said(&["notice", "run", at(&of(dir)), "--gateway", &url, "--timeout", "500", "--wait", "3"]);
        let office = Office::open(&of(dir)).unwrap();
        let session = office.session(Who::Person("核对人".to_owned()), Via::Command);
        let reading = office.at(&session, &AsOf::Now, None).unwrap();
        let notices = reading.notices().unwrap();
        let query = LetterQuery { limit: usize::MAX, ..LetterQuery::default() };
        let view = reading.notice(&notices.notices[0].id, &query).unwrap();
        let ended = [LetterState::Acknowledged, LetterState::Listed];
        assert_eq!(view.letters.iter().filter(|letter| ended.contains(&letter.state)).count(), households);
        gateway.taken()
    };
    let first = run("original");
    assert!(first.keys >= households as u64 && first.most == 1, "{first:?}");
    said(&["restore", at(&of("backup")), at(&of("restored"))]);
    for dir in ["restored", "copied"] {
        let taken = run(dir);
        assert_eq!((taken.most, taken.accepted), (1, taken.keys), "{dir}: nobody is written to twice");
    }
}

/// A gateway that takes connections and says nothing, and one that is not there at all: the sender says how far it has come,
/// ends by itself and says why, and a living gateway afterwards gets each letter once.
#[test]
fn a_dead_gateway_is_given_up_in_time_and_costs_nobody_his_letter() {
    let mute = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let absent = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let addresses = [mute.local_addr().unwrap(), absent];
    // Connections are kept open, as by a machine that hangs.
    std::thread::spawn(move || mute.incoming().map_while(Result::ok).collect::<Vec<_>>());
    let scratch = Scratch::new("dead-gateway");
    let dir = scratch.path("d");
    said(&["notice", "rehearse", at(&dir), "--households", "40", "--wait", "1"]);
    for address in addresses {
        let url = format!("http://{address}");
        let began = Instant::now();
        let words = ["notice", "run", at(&dir), "--gateway", &url, "--timeout", "200", "--wait", "3"];
        let ended = Command::new(env!("CARGO_BIN_EXE_duheng")).args(words).output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
        assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
        assert_eq!(ended.status.code(), Some(2), "{out}{err}");
        assert!(out.starts_with("待发箱") && err.contains(&url) && err.contains("没有答复"), "{out}{err}");
        assert!(out.contains("交付0（"), "nothing was delivered: {out}");
    }
    let behaviour = Behaviour { fail: 0, silent: 0, stall: Duration::ZERO, replies: 80, seed: 7 };
    let gateway = Loopback::start("127.0.0.1:0", None, behaviour).unwrap();
    let url = format!("http://{}", gateway.address());
    said(&["notice", "run", at(&dir), "--gateway", &url, "--timeout", "500", "--wait", "3"]);
    let taken = gateway.taken();
    assert!(taken.keys >= 40, "{taken:?}");
    assert_eq!((taken.most, taken.accepted), (1, taken.keys), "nobody is written to twice");
}
