//! Standing work of `duheng serve`: letters go out while the pages are open, once, whoever of two servers is killed.

use super::{Scratch, at, duheng, json, said};
use courier::loopback::{Behaviour, Loopback};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A serving process that ends with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn serve(dir: &Path, gateway: &str) -> Server {
    let words = ["serve", at(dir), "--listen", "127.0.0.1:0", "--gateway", gateway, "--timeout", "200"];
    let child = Command::new(env!("CARGO_BIN_EXE_duheng"))
        .args(words)
        .args(["--connections", "4"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut server = Server(child.unwrap());
    let mut line = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("http://127.0.0.1:"), "{line}");
    server
}

#[test]
fn letters_go_out_once_while_pages_are_open_though_one_server_is_killed() {
    let households = 300;
    let scratch = Scratch::new("serving");
    let (dir, books) = (scratch.path("d"), scratch.path("gateway"));
    said(&["notice", "rehearse", at(&dir), "--households", "300", "--wait", "1"]);
    let stall = Duration::from_millis(400);
    let behaviour = Behaviour { fail: 5, silent: 2, stall, replies: 80, seed: 7 };
    let gateway = Loopback::start("127.0.0.1:0", Some(&books), behaviour).unwrap();
    let url = format!("http://{}", gateway.address());
    let first = serve(&dir, &url);
    let began = Instant::now();
    while gateway.taken().accepted == 0 {
        assert!(began.elapsed() < Duration::from_secs(60), "the server sends nothing");
        std::thread::sleep(Duration::from_millis(5));
    }
    // Whoever wants to send beside it is told who does.
    let refused = duheng(&["notice", "run", at(&dir), "--gateway", &url]);
    let number = first.0.id().to_string();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains(&number), "{refused:?}");
    let second = serve(&dir, &url);
    drop(first);
    let began = Instant::now();
    loop {
        let view = json(&["notices", at(&dir), "--json"]);
        let notice = &view["notices"][0];
        let done: u64 = notice["states"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|state| state["state"] == "acknowledged" || state["state"] == "listed")
            .map(|state| state["count"].as_u64().unwrap())
            .sum();
        if done == households {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(120), "{notice:#}");
        std::thread::sleep(Duration::from_millis(300));
    }
    let taken = gateway.taken();
    assert_eq!((taken.most, taken.accepted), (1, taken.keys), "something went out twice");
    assert!(taken.accepted >= households);
    drop(second);
    let check = json(&["journal", "verify", at(&dir), "--json"]);
    assert_eq!(check["findings"].as_array().map(Vec::len), Some(0), "{check}");
}

#[cfg(unix)]
#[test]
fn told_to_end_it_ends_well_and_leaves_nothing_in_the_write_ahead_files() {
    let scratch = Scratch::new("ends");
    let dir = scratch.path("d");
    said(&["notice", "rehearse", at(&dir), "--households", "20", "--wait", "1"]);
    let gateway = Loopback::start(
        "127.0.0.1:0",
        None,
        Behaviour { fail: 0, silent: 0, stall: Duration::ZERO, replies: 50, seed: 7 },
    );
    let gateway = gateway.unwrap();
    let mut server = serve(&dir, &format!("http://{}", gateway.address()));
    let began = Instant::now();
    while gateway.taken().accepted < 20 {
        assert!(began.elapsed() < Duration::from_secs(60), "the server sends nothing");
        std::thread::sleep(Duration::from_millis(20));
    }
    let log = |name: &str| std::fs::metadata(dir.join(name)).map_or(0, |found| found.len());
    assert!(log("duheng.db-wal") > 0, "it was at work");
    assert!(Command::new("kill").args(["-TERM", &server.0.id().to_string()]).status().unwrap().success());
    assert_eq!(server.0.wait().unwrap().code(), Some(0));
    assert_eq!((log("duheng.db-wal"), log("signals.db-wal")), (0, 0));
}
