//! `duheng bench signals`: 10,000 alarms a second for 30 seconds over HTTP on loopback, beside a peer that sends one
//! alarm at a time, and so pays for one commit each.

use crate::built_in::BuiltIn;
use crate::failure::{Failure, told};
use office::{Envelope, Office};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use terminal::{complain, say, table};

const RATE: u64 = 10_000;
const SECONDS: u64 = 30;
const BATCH: u64 = 500;
const SENDERS: u64 = 4;
const PEER: Duration = Duration::from_secs(5);
const CAUSES: [&str; 5] = ["人员聚集", "陌生人徘徊", "越界闯入", "烟火", "遮挡"];

/// What a sender knows: a gateway, its key, how often it was used, the cameras behind it.
struct Gateway {
    campus: String,
    number: String,
    key: String,
    count: AtomicU64,
    cameras: Vec<String>,
}

impl Gateway {
    /// A new envelope around a batch.
    fn envelope(&self, body: &str) -> Result<String, Failure> {
        let counter = self.count.fetch_add(1, Ordering::SeqCst) + 1;
        let time = office::Clock::now(&office::Machine);
        let bare = Envelope { sender: &self.number, time, counter, signature: "" };
        let signature = bare.sign(&self.key, body.as_bytes()).ok_or("密钥读不成")?;
        Ok(format!("{}:{time}:{counter}:{signature}", self.number))
    }
}

pub fn run(pack: BuiltIn<'_>) -> Result<(), Failure> {
    let dir = std::env::temp_dir().join(format!("duheng-bench-signals-{}", std::process::id()));
    let measured = measure(&dir, pack);
    std::fs::remove_dir_all(&dir).ok();
    measured
}

fn measure(dir: &std::path::Path, pack: BuiltIn<'_>) -> Result<(), Failure> {
    let (office, gateways) = district(dir, pack)?;
    let office = Arc::new(office);
    let documents = sandbox::Sandbox::of_this().map_err(told)?;
    let (listening, address) = std::sync::mpsc::channel();
    let served = office.clone();
    std::thread::spawn(move || {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let doors = web::Doors::with(documents);
        web::serve(served, doors, any, move |at| _ = listening.send(at)).map_err(|error| complain!("{error}"))
    });
    let address = address.recv().map_err(told)?;
    let _watching = jobs::run(&office, vec![jobs::watch()]);
    let gateways = Arc::new(gateways);
    say!(
        "{}台设备，{}个网关；每秒{RATE}条报警，每批{BATCH}条，{SENDERS}个连接，{SECONDS}秒；收发两端同在一台机器",
        gateways.iter().map(|gateway| gateway.cameras.len() + 2).sum::<usize>(),
        gateways.len()
    );
    let began = Instant::now();
    let mut times = Vec::new();
    let mut causes = BTreeSet::new();
    let senders: Vec<_> = (0..SENDERS)
        .map(|nth| {
            let gateways = gateways.clone();
            std::thread::spawn(move || sender(nth, address, &gateways))
        })
        .collect();
    for sender in senders {
        let (own, told) = sender.join().map_err(|_| "发送线程中断".to_owned())??;
        times.extend(own);
        causes.extend(told);
    }
    let elapsed = began.elapsed();
    let sent = times.len() as u64 * BATCH;
    let peer = peer(address, &gateways)?;
    let opening = Instant::now();
    let view = loop {
        office.watch().map_err(told)?;
        let view = crate::sessions::reading(&office, None)?.devices(None).map_err(told)?;
        if view.waiting == 0 {
            break view;
        }
    };
    let counted: u64 = view.open.iter().map(|case| case.times).sum();
    times.sort();
    let at =
        |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default().as_secs_f64() * 1e3;
    let rows = vec![
        vec!["收下并落盘的报警".to_owned(), sent.to_string()],
        vec!["每秒".to_owned(), format!("{:.0}", sent as f64 / elapsed.as_secs_f64())],
        vec!["一批的应答，中位（毫秒）".to_owned(), format!("{:.1}", at(50))],
        vec!["一批的应答，百分之九十九（毫秒）".to_owned(), format!("{:.1}", at(99))],
        vec!["起因".to_owned(), causes.len().to_string()],
        vec!["未结案件".to_owned(), view.open.len().to_string()],
        vec!["余下起因立案（秒）".to_owned(), format!("{:.1}", opening.elapsed().as_secs_f64())],
        vec!["对照：一条一报，每秒".to_owned(), format!("{:.0}", peer as f64 / PEER.as_secs_f64())],
        vec!["内存峰值（兆字节）".to_owned(), memory().to_string()],
    ];
    terminal::text(&table(&["项目", "值"], &rows));
    if view.open.len() != causes.len() || counted != sent + peer {
        return Err(format!(
            "应有{}件未结案件、{}次报警，实有{}件、{counted}次",
            causes.len(),
            sent + peer,
            view.open.len()
        ));
    }
    Ok(())
}

/// The sample's campuses and devices, taken into use for the day of the measurement.
fn district(dir: &std::path::Path, pack: BuiltIn<'_>) -> Result<(Office, Vec<Gateway>), Failure> {
    let office = Office::init(dir, pack.id, pack.files).map_err(told)?;
    let sample = sample::district(&sample::Spec::tongnan_2022());
    let wanted = sample.iter().filter(|file| ["校园安防", "设备"].contains(&file.register.as_str()));
    let input: Vec<_> = wanted.map(|file| (file.name.clone(), file.text.clone().into_bytes())).collect();
    let outcome = crate::sessions::import(&office, &input)?;
    if !outcome.recorded {
        return Err("样例设备没有导入".to_owned());
    }
    let mut gateways: Vec<Gateway> = Vec::new();
    let text = sample.iter().find(|file| file.register == "设备").map_or("", |file| &file.text);
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        match cells[..] {
            [id, "网关", campus, ..] => {
                let key = office.signal_key(id).map_err(told)?;
                let (campus, number) = (campus.to_owned(), id.to_owned());
                gateways.push(Gateway { campus, number, key, count: AtomicU64::new(0), cameras: Vec::new() });
            }
            [id, "摄像头", ..] => {
                if let Some(last) = gateways.last_mut() {
                    last.cameras.push(id.to_owned());
                }
            }
            _ => {}
        }
    }
    Ok((office, gateways))
}

/// The time of each answer, and the causes told.
type Sent = Result<(Vec<Duration>, BTreeSet<String>), Failure>;

/// Sends its share of the rate, a batch at its time; late batches follow at once.
fn sender(nth: u64, address: SocketAddr, gateways: &[Gateway]) -> Sent {
    let mut line = Line::open(address)?;
    let began = Instant::now();
    let (mut times, mut causes) = (Vec::new(), BTreeSet::new());
    let batches = RATE * SECONDS / BATCH / SENDERS;
    let pace = Duration::from_secs(SECONDS) / u32::try_from(batches).unwrap_or(1);
    for turn in 0..batches {
        let due = pace * turn as u32;
        std::thread::sleep(due.saturating_sub(began.elapsed()));
        let gateway = &gateways[((turn * SENDERS + nth) % gateways.len() as u64) as usize];
        let mut body = String::new();
        for at in 0..BATCH as usize {
            let (camera, cause) = (&gateway.cameras[at % gateway.cameras.len()], CAUSES[at % CAUSES.len()]);
            body += &format!("{{\"device\":\"{camera}\",\"kind\":\"alarm\",\"cause\":\"{cause}\"}}\n");
            causes.insert(format!("{}/{cause}", gateway.campus));
        }
        let sent = Instant::now();
        line.send(gateway, &body, BATCH)?;
        times.push(sent.elapsed());
    }
    Ok((times, causes))
}

/// One alarm a request over one connection: one commit each.
fn peer(address: SocketAddr, gateways: &[Gateway]) -> Result<u64, Failure> {
    let mut line = Line::open(address)?;
    let began = Instant::now();
    let mut sent = 0;
    while began.elapsed() < PEER {
        let gateway = &gateways[0];
        let body =
            format!("{{\"device\":\"{}\",\"kind\":\"alarm\",\"cause\":\"烟火\"}}\n", gateway.cameras[0]);
        line.send(gateway, &body, 1)?;
        sent += 1;
    }
    Ok(sent)
}

/// A connection that asks one thing after the other.
struct Line(TcpStream);

impl Line {
    fn open(address: SocketAddr) -> Result<Line, Failure> {
        let stream = TcpStream::connect(address).map_err(told)?;
        stream.set_nodelay(true).map_err(told)?;
        Ok(Line(stream))
    }

    /// Sends a batch and waits until all of it is taken; a busy server is asked again.
    fn send(&mut self, gateway: &Gateway, body: &str, count: u64) -> Result<(), Failure> {
        loop {
            let head = format!(
                "POST /signals HTTP/1.1\r\nHost: localhost\r\nAuthorization: HMAC-SM3 {}\r\nContent-Length: {}\r\n\r\n",
                gateway.envelope(body)?,
                body.len()
            );
            self.0.write_all(&[head.as_bytes(), body.as_bytes()].concat()).map_err(told)?;
            let answer = self.answer()?;
            if answer.starts_with("HTTP/1.1 503") {
                std::thread::sleep(Duration::from_millis(100));
                continue;
            }
            if !answer.contains(&format!("\"taken\":{count},\"refused\":[]")) {
                return Err(format!("没有全部收下：{answer}"));
            }
            return Ok(());
        }
    }

    fn answer(&mut self) -> Result<String, Failure> {
        let mut bytes = Vec::new();
        let mut piece = [0; 4096];
        loop {
            let text = String::from_utf8_lossy(&bytes);
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let length = head.lines().find_map(|line| {
                    let (name, value) = line.split_once(':')?;
                    name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
                });
                if body.len() >= length.unwrap_or(0) {
                    return Ok(text.into_owned());
                }
            }
            match self.0.read(&mut piece).map_err(told)? {
                0 => return Err("连接断开".to_owned()),
                count => bytes.extend_from_slice(&piece[..count]),
            }
        }
    }
}

/// Greatest memory of this process, where the system tells it.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
