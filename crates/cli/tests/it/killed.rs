//! Clerks at work while the server is killed: whatever was acknowledged is there afterwards, once, and the journal verifies.

use super::crowds::Server;
use super::{Scratch, at, duheng, said};
use office::{AsOf, Office, RowQuery, Via, Who};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

const SCHOOL: &str = "2150900001";
const PASSWORD: &str = "竹影扫阶尘不动也无痕-7";

/// A browser that stays connected: its connection, and the cookie of its visit.
struct Clerk {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
    cookie: String,
}

/// An answer: its status, where it leads, the cookie that it sets, and its body.
struct Answer {
    status: u16,
    location: String,
    cookie: Option<String>,
    body: String,
}

impl Clerk {
    fn of(address: SocketAddr, cookie: &str) -> std::io::Result<Clerk> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Clerk { address, stream: BufReader::new(stream), cookie: cookie.to_owned() })
    }

    fn ask(&mut self, method: &str, path: &str, fields: &[(&str, &str)]) -> std::io::Result<Answer> {
        let encode = |(name, text): &(&str, &str)| format!("{}={}", encoded(name), encoded(text));
        let body = fields.iter().map(encode).collect::<Vec<_>>().join("&");
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nHost: {0}\r\nCookie: {1}\r\n", self.address, self.cookie);
        if method == "POST" {
            head += &format!(
                "Origin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
                self.address,
                body.len()
            );
        }
        self.stream.get_mut().write_all(format!("{head}\r\n{body}").as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> std::io::Result<Answer> {
        let ended = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(ended)?;
        let (mut length, mut location, mut cookie) = (0_usize, String::new(), None);
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(ended());
            }
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().map_err(|_| ended())?,
                "location" => location = value.to_owned(),
                "set-cookie" => cookie = value.split(';').next().map(str::to_owned),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, location, cookie, body: String::from_utf8_lossy(&body).into_owned() })
    }

    fn enter(&mut self, password: &str) -> u16 {
        let answer = self.ask("POST", "/login", &[("login", "jia"), ("password", password)]).unwrap();
        self.cookie = answer.cookie.unwrap_or_default();
        answer.status
    }

    /// The word that his forms carry.
    fn word(&mut self) -> String {
        let page = self.ask("GET", "/me", &[]).unwrap().body;
        page.split_once("name=\"word\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
    }

    fn guard(&mut self, word: &str, number: &str) -> std::io::Result<Answer> {
        let cells = [("cell 保安编号", number), ("cell 姓名", "样例员"), ("cell 校园", SCHOOL)];
        let more = [
            ("word", word),
            ("cell 保安员证", "是"),
            ("cell 背景审查", "是"),
            ("cell 上岗日期", "2022-02-01"),
        ];
        self.ask("POST", "/registers/guard/rows", &[&cells[..], &more].concat())
    }
}

fn encoded(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(letter).collect()
}

/// A district with a school and its clerk.
fn district(dir: &Path, scratch: &Scratch) {
    said(&["init", at(dir), "--pack", "chongqing-2023"]);
    let files = [
        ("unit", "名称,上级单位,代码\n甲小学,,2150900001\n"),
        ("appointment", "任职人,角色,单位,起始日期\n学校甲,学校经办,甲小学,2022-01-01\n"),
        ("campus-security", "学年,标识码,名称,校园类别,城乡\n2022,2150900001,甲小学,中小学,城区\n"),
    ];
    for (register, text) in files {
        let file = scratch.path(&format!("{register}.csv"));
        std::fs::write(&file, text).unwrap();
        said(&["import", at(dir), at(&file), "--register", register]);
    }
}

/// The keys of all guards.
fn keys(dir: &Path) -> Vec<String> {
    let office = Office::open(dir).unwrap();
    let session = office.session(Who::Person("本机".to_owned()), Via::Command);
    let reading = office.at(&session, &AsOf::Now, None).unwrap();
    let (mut keys, mut query) = (Vec::new(), RowQuery::default());
    loop {
        let page = reading.rows("保安员", &query).unwrap();
        keys.extend(page.rows.into_iter().map(|row| row.key));
        match page.next {
            Some(next) => query.after = Some(next),
            None => return keys,
        }
    }
}

#[test]
fn what_clerks_were_told_is_recorded_is_there_though_the_server_is_killed() {
    let kills: u32 = std::env::var("DUHENG_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(4);
    let scratch = Scratch::new("killed");
    let dir = scratch.path("d");
    district(&dir, &scratch);
    let told = said(&["user", "add", at(&dir), "学校甲", "--login", "jia"]);
    let first = told.split_once("首次口令：").unwrap().1.split_whitespace().next().unwrap().to_owned();
    let acknowledged: Mutex<BTreeSet<String>> = Mutex::default();
    let mut cookie = String::new();
    for kill in 0..kills {
        let mut server = Server::of(&dir);
        let mut clerk = Clerk::of(server.address, &cookie).unwrap();
        if kill == 0 {
            assert_eq!(clerk.enter(&first), 303);
            let word = clerk.word();
            let fields = [("word", word.as_str()), ("old", &first), ("new", PASSWORD), ("again", PASSWORD)];
            let answer = clerk.ask("POST", "/me/password", &fields).unwrap();
            assert_eq!(answer.status, 303, "{}", answer.body);
            cookie = answer.cookie.unwrap();
            clerk.cookie = cookie.clone();
        }
        // The visit outlives the server.
        let word = clerk.word();
        let began = Instant::now();
        std::thread::scope(|scope| {
            for nth in 0..8 {
                let (address, cookie, word, acknowledged) = (server.address, &cookie, &word, &acknowledged);
                scope.spawn(move || {
                    let Ok(mut clerk) = Clerk::of(address, cookie) else { return };
                    for row in 0.. {
                        let number = format!("K{kill}-{nth}-{row}");
                        let Ok(answer) = clerk.guard(word, &number) else { return };
                        assert_eq!(answer.status, 303, "{}", answer.body);
                        assert!(answer.location.starts_with("/registers/guard/"), "{}", answer.location);
                        acknowledged.lock().unwrap().insert(number);
                    }
                });
            }
            let least = acknowledged.lock().unwrap().len() + 20;
            while acknowledged.lock().unwrap().len() < least && began.elapsed() < Duration::from_secs(60) {
                std::thread::sleep(Duration::from_millis(5));
            }
            std::thread::sleep(Duration::from_millis(u64::from(kill * 37 % 200)));
            server.child.kill().unwrap();
            server.child.wait().unwrap();
        });
    }
    let verified = duheng(&["journal", "verify", at(&dir)]);
    assert!(verified.status.success(), "{verified:?}");
    // Each is there, and so is nothing of which nobody knows but what was on its way at a kill.
    let there = keys(&dir);
    let distinct: BTreeSet<String> = there.iter().cloned().collect();
    let acknowledged = acknowledged.into_inner().unwrap();
    assert_eq!(distinct.len(), there.len(), "none twice");
    let lost: Vec<&String> = acknowledged.difference(&distinct).collect();
    assert!(lost.is_empty(), "{} of {} are lost: {lost:?}", lost.len(), acknowledged.len());
    assert!(distinct.len() <= acknowledged.len() + 8 * kills as usize);
    assert!(acknowledged.len() >= 20 * kills as usize, "{} acts in {kills} lives", acknowledged.len());
    println!(
        "{kills} kills: {} acknowledged, all there; {} more",
        acknowledged.len(),
        distinct.len() - acknowledged.len()
    );
}
