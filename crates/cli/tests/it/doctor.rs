//! What whoever runs the house is told: by the command, and by the address for those who watch.

use super::crowds::Server;
use super::{Scratch, at, duheng, json};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

fn line<'v>(view: &'v Value, code: &str) -> &'v Value {
    let lines = view["lines"].as_array().unwrap();
    lines.iter().find(|line| line["code"] == code).unwrap_or_else(|| panic!("{code} is not looked at"))
}

#[test]
fn each_thing_is_told_when_it_goes_wrong_and_when_it_is_mended() {
    let (district, scratch) = (Scratch::district("doctor"), Scratch::new("doctor-beside"));
    let dir = district.0.clone();
    let looked = |more: &[&str]| {
        let words = [&["doctor", at(&dir), "--json"], more].concat();
        let output = duheng(&words);
        let view: Value = serde_json::from_slice(&output.stdout).unwrap();
        (view, output.status.code().unwrap())
    };
    let (view, code) = looked(&[]);
    assert_eq!(code, 0);
    assert_eq!(line(&view, "backup")["state"], "watch");
    assert_eq!(line(&view, "jobs")["state"], "watch");
    for good in ["database", "journal", "signing-key", "folder", "documents"] {
        assert_eq!(line(&view, good)["state"], "good", "{view:#}");
    }

    assert!(duheng(&["backup", at(&dir), at(&scratch.path("backup"))]).status.success());
    let (view, _) = looked(&[]);
    assert_eq!(line(&view, "backup")["state"], "good");
    assert!(line(&view, "backup")["seen"].as_str().unwrap().ends_with("此后又记了0条"));
    // What it noted is no foreign matter.
    assert!(duheng(&["journal", "verify", at(&dir)]).status.success());

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let key = dir.join("checkpoint.key");
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
        let (view, code) = looked(&[]);
        assert_eq!((line(&view, "folder")["state"].as_str(), code), (Some("bad"), 1));
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let key = dir.join("checkpoint.key");
    std::fs::rename(&key, scratch.path("elsewhere.key")).unwrap();
    let (view, code) = looked(&[]);
    assert_eq!((line(&view, "signing-key")["state"].as_str(), code), (Some("bad"), 1));
    std::fs::rename(scratch.path("elsewhere.key"), &key).unwrap();
    assert_eq!(looked(&[]).1, 0);

    let listening = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/cgi?key=secret", listening.local_addr().unwrap());
    let (view, code) = looked(&["--reach", &address]);
    assert_eq!((line(&view, "reach")["state"].as_str(), code), (Some("good"), 0));
    assert!(!view.to_string().contains("secret"), "what stands behind the host may be a key");
    drop(listening);
    assert_eq!(looked(&["--reach", &address]).1, 1);
    assert_eq!(looked(&["--certificate", at(&dir.join("checkpoint.key"))]).1, 1);
}

#[test]
fn who_watches_is_told_numbers_and_nothing_else() {
    let scratch = Scratch::district("metrics");
    let dir = scratch.0.clone();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = Server::with(&dir, &["--metrics", &free.to_string()]);
    let entries = json(&["journal", "root", at(&dir), "--json"])["size"].as_u64().unwrap();
    let before = told(free, "/metrics");
    assert!(before.starts_with("HTTP/1.1 200"), "{before}");
    assert_eq!(value(&before, "duheng_entries"), entries.to_string());
    assert_eq!(value(&before, "duheng_up"), "1");
    let pages = |text: &str| {
        value(text, "duheng_answers_total{door=\"page\",status=\"2xx\"}").parse::<u64>().unwrap()
    };
    let began = pages(&before);
    (0..3).for_each(|_| server.answers("/", Duration::from_secs(20)));
    assert_eq!(pages(&told(free, "/metrics")), began + 3);
    // The audit that the server makes at its beginning is seen, and its outcome is what `/health` says.
    let until = Instant::now() + Duration::from_secs(30);
    while !told(free, "/metrics").contains("duheng_audit_agrees 1") {
        assert!(Instant::now() < until, "no audit was made");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(told(free, "/health").ends_with("ok\n"));
    let said = told(free, "/metrics");
    assert!(!said.contains("样例") && !said.contains("潼"), "no name and no content");
    // Those addresses are on the port of their own alone.
    assert!(server.page("/metrics").0.starts_with("HTTP/1.1 404"));
    let view = json(&["doctor", at(&dir), "--json"]);
    assert_eq!(line(&view, "jobs")["state"], "good");
    assert_eq!(line(&view, "audit")["state"], "good");
}

fn told(at: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(at).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The value behind a name at the begin of a line.
fn value(text: &str, name: &str) -> String {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("{name} is not told")).to_owned()
}
