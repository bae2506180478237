//! A parent gets a message on a telephone, follows its link and taps 应答, with and without script; then the letter stands as answered.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use browser::{Desk, Driver, Duheng};

use crate::grid::picture;
use crate::office::says;

/// A gateway that takes every message and keeps its text; gives its address.
pub fn gateway(kept: Arc<Mutex<String>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let kept = kept.clone();
            std::thread::spawn(move || answers(stream, &kept));
        }
    });
    address
}

fn answers(mut stream: std::net::TcpStream, kept: &Mutex<String>) {
    let (mut read, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok()
            });
            if body.len() >= length.unwrap_or(0usize) {
                kept.lock().unwrap().push_str(body);
                let (status, answer) = match head {
                    head if head.starts_with("POST") => ("200 OK", "{\"accepted\":true}"),
                    // A district that is a copy asks first: it was never handed over.
                    head if head.starts_with("GET /v1/messages") => {
                        ("404 Not Found", "{\"state\":\"unknown\"}")
                    }
                    _ => ("200 OK", ""),
                };
                let length = answer.len();
                let _ = stream.write_all(
                    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{answer}").as_bytes(),
                );
                read.clear();
            }
        }
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return,
            Ok(length) => read.extend_from_slice(&piece[..length]),
        }
    }
}

/// The links that stand in messages, without what they begin with.
pub fn links(text: &str) -> Vec<&str> {
    let rests = text.split("http://link").skip(1);
    rests.map(|rest| rest.split(|letter: char| !letter.is_ascii_graphic()).next().unwrap()).collect()
}

fn duheng(executable: &Path, arguments: &[&str]) -> String {
    let done = Command::new(executable).args(arguments).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

#[test]
fn a_parent_taps_and_the_letter_is_answered() {
    let executable = browser::executable().unwrap();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("rehearsed");
    let _ = std::fs::remove_dir_all(&folder);
    let dir = folder.to_str().unwrap();
    duheng(&executable, &["notice", "rehearse", dir, "--households", "2", "--wait", "3600"]);
    let messages = Arc::new(Mutex::new(String::new()));
    let gateway = gateway(messages.clone());
    duheng(&executable, &["notice", "run", dir, "--gateway", &gateway, "--link", "http://link"]);
    let text = messages.lock().unwrap().clone();
    let links = links(&text);
    assert_eq!(links.len(), 2, "{text}");
    let (driver, served) = (Driver::start().unwrap(), Duheng::serve(&executable, &folder).unwrap());
    for (link, desk) in links.iter().zip([Desk::phone(), Desk::phone().without_script()]) {
        let page = driver.open(&desk).unwrap();
        page.go(&served.bare(link)).unwrap();
        assert!(page.text("main").unwrap().contains("家长您好"));
        assert_eq!(page.overhang().unwrap(), 0);
        picture(&page, "tap");
        page.find("button").unwrap().click().unwrap();
        says(&page, "[role=status]", "应答");
        picture(&page, "tapped");
        assert!(page.all("button").unwrap().is_empty(), "once is enough");
        assert_eq!(page.complaints().unwrap(), Vec::<String>::new());
        // A token that is no household's opens nothing.
        page.go(&served.bare(&format!("{link}0"))).unwrap();
        assert!(!page.text("main").unwrap().contains("家长您好"));
    }
    let page = driver.open(&Desk::default()).unwrap();
    page.go(&served.page("/notices")).unwrap();
    page.find("tbody a").unwrap().click().unwrap();
    says(&page, "main", "100%");
    let rows = page.texts("tbody tr").unwrap();
    assert!(
        rows.len() == 2 && rows.iter().all(|row| row.contains("已应答") && row.contains("链接")),
        "{rows:?}"
    );
}
