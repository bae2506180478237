//! A gateway on this machine (回环网关), for tests and the demonstration: it really speaks HTTP, really fails sometimes, and
//! keeps its own record of what it took, so that "none twice" is read from its books and not from the sender's.
//!
//! It does not drop a second hand-over of a key: it takes it and writes it down, as a gateway without such a check would.

use crate::{decoded, encoded};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

/// Longest request head and body that are read, in bytes.
const HEAD_LIMIT: u64 = 16 << 10;
const BODY_LIMIT: usize = 64 << 10;
/// Most reports of one answer.
const REPORTS: usize = 5_000;

/// How the gateway behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behaviour {
    /// Of a hundred requests so many are answered with an error.
    pub fail: u64,
    /// Of a hundred so many get no answer at all.
    pub silent: u64,
    /// How long it lets such a request hang.
    pub stall: Duration,
    /// Of a hundred households so many send their code back.
    pub replies: u64,
    /// What chance starts from: the same seed, the same households answer.
    pub seed: u64,
}

/// What the gateway has taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Hand-overs taken.
    pub accepted: u64,
    /// Different keys among them.
    pub keys: u64,
    /// Most hand-overs of one key.
    pub most: u64,
}

struct Books {
    taken: BTreeMap<String, u64>,
    accepted: u64,
    reports: Vec<String>,
    file: Option<File>,
    behaviour: Behaviour,
    /// How often each request came.
    asked: BTreeMap<u64, u64>,
}

/// A gateway that listens.
pub struct Loopback {
    address: SocketAddr,
    books: Arc<Mutex<Books>>,
}

impl Loopback {
    /// Listens on a loopback address; what it takes is kept in `state`, and read from there when it is started again.
    ///
    /// # Errors
    /// A port or a file that refuses.
    pub fn start(listen: &str, state: Option<&Path>, behaviour: Behaviour) -> std::io::Result<Loopback> {
        let mut books = Books {
            taken: BTreeMap::new(),
            accepted: 0,
            reports: Vec::new(),
            file: None,
            behaviour,
            asked: BTreeMap::new(),
        };
        if let Some(path) = state {
            if let Ok(file) = File::open(path) {
                for line in BufReader::new(file).lines() {
                    let line = line?;
                    let (key, code) = line.split_once('\t').unwrap_or((&line, ""));
                    books.note(&decoded(key).unwrap_or_default(), code);
                }
            }
            books.file = Some(std::fs::OpenOptions::new().create(true).append(true).open(path)?);
        }
        let listener = TcpListener::bind(listen)?;
        let address = listener.local_addr()?;
        let books = Arc::new(Mutex::new(books));
        let shared = books.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let books = shared.clone();
                std::thread::spawn(move || serve(stream, &books).ok());
            }
        });
        Ok(Loopback { address, books })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it has taken.
    pub fn taken(&self) -> Taken {
        lock(&self.books).taken()
    }
}

fn lock(books: &Mutex<Books>) -> MutexGuard<'_, Books> {
    books.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Books {
    fn taken(&self) -> Taken {
        let most = self.taken.values().max().copied().unwrap_or(0);
        Taken { accepted: self.accepted, keys: self.taken.len() as u64, most }
    }

    /// Chance, for one more time that this very request comes: whatever else comes in whatever order, it falls the same way.
    fn draw(&mut self, request: &Request) -> u64 {
        let words = [&request.method, &request.path, &request.body];
        let bytes = words.into_iter().flat_map(|word| word.bytes());
        let of_it = bytes.fold(self.behaviour.seed, |sum, byte| mixed(sum ^ u64::from(byte)));
        let times = self.asked.entry(of_it).or_default();
        *times += 1;
        mixed(of_it.wrapping_add(*times))
    }

    /// Takes a parcel: on the books before any answer.
    fn take(&mut self, key: &str, text: &str) {
        let code = text.split("回复").nth(1).unwrap_or_default();
        let code: String =
            code.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        if let Some(file) = &mut self.file {
            writeln!(file, "{}\t{code}", encoded(key)).ok();
        }
        self.note(key, &code);
    }

    fn note(&mut self, key: &str, code: &str) {
        self.accepted += 1;
        let count = self.taken.entry(key.to_owned()).or_default();
        *count += 1;
        if *count > 1 {
            return;
        }
        // What becomes of it follows from key and seed, so that a gateway started again reports the same.
        let whole = mixed(key.bytes().fold(self.behaviour.seed, |sum, byte| mixed(sum ^ u64::from(byte))));
        let chance = whole % 100;
        let mut report = |words: String| {
            let number = self.reports.len() + 1;
            self.reports.push(format!("{number}\t{}\t{words}\n", encoded(key)));
        };
        match chance {
            0..4 => report("undeliverable".to_owned()),
            4..10 => {}
            _ => {
                report("delivered".to_owned());
                if !code.is_empty() && mixed(whole) % 100 < self.behaviour.replies {
                    report(format!("reply\t{code}"));
                }
            }
        }
    }
}

/// A number that has nothing to do with the one before (splitmix64).
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

struct Request {
    method: String,
    path: String,
    body: String,
}

fn serve(stream: TcpStream, books: &Mutex<Books>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    while let Some(request) = read(&mut stream)? {
        let (behaviour, draw) = {
            let mut books = lock(books);
            (books.behaviour, books.draw(&request))
        };
        let (chance, coin) = (draw % 100, (draw >> 32).is_multiple_of(2));
        if chance < behaviour.silent {
            // It may have taken it, or not; nobody hears.
            if coin {
                act(&request, books);
            }
            std::thread::sleep(behaviour.stall);
            return Ok(());
        }
        if chance < behaviour.silent + behaviour.fail {
            // One error in four comes after it was taken after all.
            if (draw >> 40).is_multiple_of(4) {
                act(&request, books);
            }
            answer(&mut stream, 503, "busy")?;
            continue;
        }
        let (status, body) = act(&request, books);
        answer(&mut stream, status, &body)?;
    }
    Ok(())
}

fn act(request: &Request, books: &Mutex<Books>) -> (u16, String) {
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let asked = |name: &str| {
        query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).and_then(decoded)
    };
    let mut books = lock(books);
    match (request.method.as_str(), path) {
        ("POST", "/v1/messages") => {
            let parcel: Value = serde_json::from_str(&request.body).unwrap_or_default();
            let part = |name: &str| parcel.get(name).and_then(Value::as_str).unwrap_or_default();
            if part("key").is_empty() || part("to").is_empty() || part("text").is_empty() {
                return (400, "{\"accepted\":false}".to_owned());
            }
            books.take(part("key"), part("text"));
            (200, "{\"accepted\":true}".to_owned())
        }
        ("GET", "/v1/messages") => match asked("key").is_some_and(|key| books.taken.contains_key(&key)) {
            true => (200, "{\"state\":\"accepted\"}".to_owned()),
            false => (404, "{\"state\":\"unknown\"}".to_owned()),
        },
        ("GET", "/v1/reports") => {
            let after = asked("after").and_then(|after| after.parse().ok()).unwrap_or(0);
            let limit = asked("limit").and_then(|limit| limit.parse().ok()).unwrap_or(REPORTS).min(REPORTS);
            (200, books.reports.iter().skip(after).take(limit).map(String::as_str).collect())
        }
        ("GET", "/v1/taken") => {
            let Taken { accepted, keys, most } = books.taken();
            (200, format!("{{\"accepted\":{accepted},\"keys\":{keys},\"most\":{most}}}"))
        }
        _ => (404, String::new()),
    }
}

fn read(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<Request>> {
    let wrong = || std::io::Error::from(std::io::ErrorKind::InvalidData);
    let mut first = String::new();
    if stream.by_ref().take(HEAD_LIMIT).read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut words = first.split_whitespace();
    let (method, path) = (words.next().ok_or_else(wrong)?, words.next().ok_or_else(wrong)?);
    let (method, path) = (method.to_owned(), path.to_owned());
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.by_ref().take(HEAD_LIMIT).read_line(&mut line)? == 0 {
            return Err(wrong());
        }
        if line.trim_end().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().map_err(|_| wrong())?;
        }
    }
    if length > BODY_LIMIT {
        return Err(wrong());
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(Some(Request { method, path, body: String::from_utf8(body).map_err(|_| wrong())? }))
}

fn answer(stream: &mut BufReader<TcpStream>, status: u16, body: &str) -> std::io::Result<()> {
    let text = format!("HTTP/1.1 {status} x\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    stream.get_mut().write_all(text.as_bytes())
}
