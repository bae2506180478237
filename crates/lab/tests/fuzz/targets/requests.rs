//! What browsers, households and strangers ask: bytes to the port of a running server.

use super::text;
use crate::run::{Shape, Target, tried};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

const WORDS: &[&str] = &[
    "GET /",
    "POST /claims?token=",
    "HEAD ",
    "?on=2022-01-01",
    "&page=",
    "?q=",
    "?year=9999",
    "?as_of=1",
    "%E6%95%99",
    "%00",
    "%",
    "/..",
    "//",
    " HTTP/1.1\r\n",
    " HTTP/1.0\r\n",
    "Host: 127.0.0.1\r\n",
    "Content-Length: 9999999\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Sec-Fetch-Site: cross-site\r\n",
    "Authorization: HMAC-SM3 ",
    "Cookie: lang=en\r\n",
    "Accept-Language: en\r\n",
    "\r\n\r\n",
    "0\r\n\r\n",
    "/registers/",
    "/figures/",
    "/journal/",
    "/cases/",
    "/k/",
    "/signals",
    "Expect: 100-continue\r\n",
    "Upgrade: h2c\r\n",
];

/// First steps of the addresses.
const PLACES: &[&str] = &[
    "registers",
    "figures",
    "journal",
    "cases",
    "k",
    "signals",
    "claims",
    "duties",
    "rosters",
    "notices",
    "draws",
    "schools",
    "devices",
    "report",
    "api",
    "indicators",
];

/// What lets the requests in: pages are tried, not the sign-in before them.
const TICKET: &str = "fuzz";

/// The server, started once, over a district without rows.
static SERVER: LazyLock<SocketAddr> = LazyLock::new(|| {
    let dir = std::env::temp_dir().join(format!("duheng-fuzz-{}", std::process::id()));
    let office = office::Office::init(&dir, "chongqing-2023", &packs()).unwrap();
    let documents = sandbox::Sandbox::of_this().unwrap();
    let (told, hear) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let doors = web::Doors { ticket: Some(TICKET.to_owned()), ..web::Doors::with(documents) };
        web::serve(office, doors, SocketAddr::from(([127, 0, 0, 1], 0)), |address| {
            told.send(address).unwrap()
        })
    });
    hear.recv().unwrap()
});

/// The files of the shipped packs: path from the folder of packs, and text.
fn packs() -> Vec<(String, String)> {
    fn gather(folder: &Path, root: &Path, files: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, root, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let (root, mut files) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"), Vec::new());
    gather(&root, &root, &mut files);
    files
}

/// Says something, listens to the end: no answer says that the server is at fault.
fn asked(input: &[u8]) -> String {
    let mut stream = TcpStream::connect(*SERVER).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
    // A server that has heard enough may end the connection.
    // Behind its first line a request says who it comes from.
    let line = input.windows(2).position(|two| two == b"\r\n").map_or(input.len(), |at| at + 2);
    let cookie = format!("Cookie: duheng={TICKET}\r\n");
    let cookie = if line < input.len() { cookie.as_bytes() } else { b"" };
    stream.write_all(&[&input[..line], cookie, &input[line..]].concat()).ok();
    stream.shutdown(std::net::Shutdown::Write).ok();
    let (mut answer, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        match stream.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => answer.extend_from_slice(&piece[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                panic!("a connection that does not end")
            }
            Err(_) => break,
        }
    }
    let answer = text(&answer).into_owned();
    let statuses: Vec<&str> = answer.split("HTTP/1.1 ").skip(1).filter_map(|part| part.get(..3)).collect();
    assert!(!statuses.contains(&"500"), "{}", answer.lines().next().unwrap_or_default());
    let asked = text(input);
    let place = asked.split([' ', '?']).nth(1).and_then(|path| path.split('/').nth(1));
    let place = PLACES.iter().find(|known| place == Some(known));
    format!("{place:?} {:?}", statuses.first())
}

#[test]
fn http() {
    tried(&Target { name: "http", shape: Shape::Bytes, words: WORDS, reads: asked, grows: false });
}
