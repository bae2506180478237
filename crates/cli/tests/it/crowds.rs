//! The real server under those who ask without meaning to be answered: connections that say nothing, questions whose asker
//! has left, documents that never arrive. The pages answer meanwhile, and memory stays where it was.

use super::hostile::{
    files,
    memory::{children, memory},
};
use super::{Scratch, at};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server that ends with the test.
pub struct Server {
    pub child: Child,
    pub address: SocketAddr,
    /// The head by which whoever sits at the machine is let in.
    cookie: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Server {
    pub fn of(dir: &Path) -> Server {
        Server::with(dir, &[])
    }

    /// With more words behind the command.
    pub fn with(dir: &Path, more: &[&str]) -> Server {
        let words = [&["serve", at(dir), "--listen", "127.0.0.1:0"], more].concat();
        let mut command = Command::new(env!("CARGO_BIN_EXE_duheng"));
        let child = command.args(words).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (address, cookie) = (SocketAddr::from(([127, 0, 0, 1], 0)), String::new());
        let mut server = Server { child, address, cookie };
        let mut lines = String::new();
        let mut told = BufReader::new(server.child.stdout.take().unwrap());
        (0..2).for_each(|_| _ = told.read_line(&mut lines).unwrap());
        let address = lines.split_once("http://").unwrap().1.split('/').next().unwrap();
        server.address = address.parse().unwrap();
        let ticket = lines.split_once("ticket=").unwrap().1.trim();
        server.cookie = format!("Cookie: duheng={ticket}\r\n");
        server
    }

    /// Begins to say something, and leaves the rest unsaid.
    pub fn says(&self, words: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.set_write_timeout(Some(Duration::from_secs(5))).unwrap();
        // Behind its first line it says who it comes from.
        let said = words.replacen("HTTP/1.1\r\n", &format!("HTTP/1.1\r\n{}", self.cookie), 1);
        stream.write_all(said.as_bytes()).ok();
        stream
    }

    /// Asks for a page as a browser does: status line and all, and how long it took.
    pub fn page(&self, path: &str) -> (String, Duration) {
        let began = Instant::now();
        let head = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        let mut answer = String::new();
        self.says(&head).read_to_string(&mut answer).unwrap();
        (answer, began.elapsed())
    }

    /// A page is answered well within a time.
    pub fn answers(&self, path: &str, within: Duration) {
        let (answer, took) = self.page(path);
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {:?}", answer.lines().next());
        assert!(took < within, "{path}: {took:?}");
    }

    /// Bytes of memory that the server holds.
    fn memory(&self) -> u64 {
        memory(self.child.id())
    }

    /// The word of its own pages.
    pub fn token(&self) -> String {
        let (page, _) = self.page("/claims");
        page.split_once("/claims?token=").unwrap().1.split('"').next().unwrap().to_owned()
    }

    /// Hands in a document on the page 核对, to its end; the answer is still to be heard.
    pub fn hands_in(&self, token: &str, name: &str, bytes: &[u8]) -> TcpStream {
        let host = self.address;
        let head =
            format!("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let length = head.len() + bytes.len() + 11;
        let mut stream = self.says(&format!(
            "POST /claims?token={token} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\n\
             Content-Length: {length}\r\nContent-Type: multipart/form-data; boundary=cut\r\n\r\n{head}"
        ));
        stream.write_all(bytes).unwrap();
        stream.write_all(b"\r\n--cut--\r\n").unwrap();
        stream
    }
}

#[test]
fn pages_answer_whoever_crowds_the_door() {
    // As many as it takes to fill a server's own.
    assert!(sandbox::descriptors() >= 1_300, "this test needs 1,300 open files");
    let district = Scratch::district("crowds");
    let server = Server::of(&district.0);
    // Every page that is asked for below, so that what they keep is not taken for the crowd's.
    for path in ["/", "/cases", "/claims", "/indicators", "/devices", "/rosters", "/registers", "/journal"] {
        server.answers(path, Duration::from_secs(60));
    }
    let idle = server.memory();

    let silent: Vec<TcpStream> = (0..1_100).map(|_| server.says("GET / HTTP/1.1\r\nHost: 127.0")).collect();
    server.answers("/indicators", Duration::from_secs(10));
    server.answers("/devices", Duration::from_secs(10));
    drop(silent);

    let slow = |nth: u32| format!("/cases?on={}-{:02}-{:02}", 2020 + nth / 100, 1 + nth % 12, 1 + nth % 28);
    for nth in 0..200 {
        let head = format!("GET {} HTTP/1.1\r\nHost: {}\r\n\r\n", slow(nth), server.address);
        drop(server.says(&head));
    }
    server.answers("/rosters", Duration::from_secs(25));

    let token = server.token();
    let upload = |token: &str| {
        let host = server.address;
        let length = 31 << 20;
        let mut stream = server.says(&format!(
            "POST /claims?token={token} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: {length}\r\n\
             Content-Type: multipart/form-data; boundary=cut\r\n\r\n--cut\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n"
        ));
        // All but the end, as far as it is taken.
        let block = vec![b'x'; 1 << 20];
        stream.set_write_timeout(Some(Duration::from_millis(200))).unwrap();
        (0..30).all(|_| stream.write_all(&block).is_ok());
        stream
    };
    let strangers: Vec<TcpStream> = (0..20).map(|_| upload("0")).collect();
    server.answers("/registers", Duration::from_secs(10));
    assert!(server.memory() < idle + (64 << 20), "{idle} → {}", server.memory());
    let own: Vec<TcpStream> = (0..6).map(|_| upload(&token)).collect();
    server.answers("/journal", Duration::from_secs(10));
    // Two documents are held at once, however many are begun.
    assert!(server.memory() < idle + (128 << 20), "{idle} → {}", server.memory());
    drop((strangers, own));
    server.answers("/", Duration::from_secs(10));
}

#[test]
fn a_page_of_another_site_does_not_make_it_work() {
    let district = Scratch::district("elsewhere");
    let server = Server::of(&district.0);
    let ask = |more: &str| {
        let head = format!(
            "GET /cases?on=2022-06-01 HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{more}\r\n",
            server.address
        );
        let mut answer = String::new();
        server.says(&head).read_to_string(&mut answer).unwrap();
        answer
    };
    let picture = ask("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n");
    assert!(picture.starts_with("HTTP/1.1 403"), "{picture}");
    assert!(ask("").starts_with("HTTP/1.1 200"));
    let (far, took) = server.page("/cases?on=9999-12-31");
    assert!(far.starts_with("HTTP/1.1 404") && took < Duration::from_secs(5), "{took:?}");
}

#[test]
fn who_leaves_takes_his_document_along() {
    let scratch = Scratch::new("abandoned");
    let dir = scratch.path("district");
    super::said(&["init", at(&dir), "--pack", "chongqing-2023"]);
    let server = Server::of(&dir);
    let token = server.token();
    // Two of a kind over which a child computes for as long as it may, and numbers without end, which are read in the house.
    let endless = files::endless();
    let numbers = "甲3所，比上年增长2%，".repeat(24_000).into_bytes();
    for (name, bytes, in_a_child) in [("a.pdf", &endless, true), ("b.txt", &numbers, false)] {
        let asked: Vec<TcpStream> = (0..2).map(|_| server.hands_in(&token, name, bytes)).collect();
        let until = Instant::now() + Duration::from_secs(5);
        while in_a_child && children(server.child.id()).len() < 2 {
            assert!(Instant::now() < until, "no child reads");
            std::thread::sleep(Duration::from_millis(10));
        }
        drop(asked);
        let left = Instant::now();
        let mut answer = String::new();
        server.hands_in(&token, "c.txt", "全区有学校98所。".as_bytes()).read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{name}: {:?}", answer.lines().next());
        assert!(left.elapsed() < Duration::from_secs(3), "{name}: {:?}", left.elapsed());
        // One that was ended has still to be taken from the list, which a busy machine does a little later.
        while !children(server.child.id()).is_empty() {
            assert!(left.elapsed() < Duration::from_secs(5), "{name}: a child goes on reading for nobody");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
