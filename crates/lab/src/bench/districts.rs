//! `duheng bench districts`: many districts on one server: memory, time to start, time of the overview.

use crate::built_in::BuiltIn;
use crate::failure::{Failure, told};
use office::{Machine, Office, Overseers, Shelf};
use sample::Spec;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};
use terminal::{say, table};

/// Districts of a city.
const DISTRICTS: usize = 38;
/// How often the overview is asked for.
const TURNS: usize = 40;
/// The bar of the design: the overview.
const BAR: Duration = Duration::from_secs(1);
/// Who looks.
const WHO: &str = "样例市级一";

/// Played districts in a temporary folder that goes when it is dropped.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

pub fn run(pack: BuiltIn<'_>) -> Result<(), Failure> {
    let folder = Folder(std::env::temp_dir().join(format!("duheng-bench-districts-{}", std::process::id())));
    made(&folder.0, pack)?;
    let before = resident();
    let (password, kept) = Overseers::enrolled().map_err(told)?;
    let people = Overseers::of([(WHO.to_owned(), kept)].into());
    let began = Instant::now();
    let address = served(&folder.0, people)?;
    let pair = office::base64::write(format!("{WHO}:{password}").as_bytes());
    let login = format!("Authorization: Basic {pair}\r\n");
    let answers = took(|| asked(address, "/login", ""))?.0;
    let mut opened = None;
    let summed = loop {
        let (_, overview) = took(|| asked(address, "/api/districts", &login))?;
        let of = |state: &str| overview.matches(&format!("\"state\":\"{state}\"")).count();
        if of("open") + of("computing") == DISTRICTS {
            opened.get_or_insert_with(|| began.elapsed());
        }
        if of("open") == DISTRICTS {
            break began.elapsed();
        }
        if of("shut") > 0 {
            return Err(overview);
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    let mut times = Vec::new();
    for path in ["/overview.csv", "/api/districts"].into_iter().cycle().take(TURNS) {
        times.push(took(|| asked(address, path, &login))?.0);
    }
    times.sort();
    let after = resident();
    let (middle, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    let shown = |time: Duration| format!("{:.0} 毫秒", time.as_secs_f64() * 1e3);
    let mib = |bytes: u64| format!("{} MiB", bytes >> 20);
    let rows = [
        ["先答登录页", &shown(answers)],
        ["各区县都已打开", &shown(opened.unwrap_or(summed))],
        ["各区县都已算好", &shown(summed)],
        ["总览，含核对口令：中位", &shown(middle)],
        ["总览，含核对口令：最慢", &shown(slowest)],
        ["内存，打开之前", &mib(before)],
        ["内存，算好之后", &mib(after)],
        ["内存，每个区县", &mib(after.saturating_sub(before) / DISTRICTS as u64)],
    ];
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    say!("{DISTRICTS}个样例区县（同一个的副本），各有一年的工作，连同值守、稽核等常驻工作");
    say!("{}", table(&["", ""], &rows));
    match slowest <= BAR {
        true => Ok(()),
        false => Err(format!("总览最慢{}，超过1秒", shown(slowest))),
    }
}

/// Plays a year of the sample district, and copies it until there are enough.
fn made(among: &Path, pack: BuiltIn<'_>) -> Result<(), Failure> {
    let (first, spec) = (among.join("d00"), Spec::tongnan_2022());
    let years = [(spec.year as i32, sample::year(&spec))];
    let files = years.iter().flat_map(|(_, days)| days).flat_map(|day| &day.files);
    for file in sample::district(&spec).iter().chain(files) {
        write(&first.join("files").join(&file.name), &file.text)?;
    }
    let (_, office) = crate::play(&first, &years, pack, Box::new(Machine), &Shelf::default())?;
    office.rest().map_err(told)?;
    drop(office);
    (1..DISTRICTS).try_for_each(|nth| copied(&first, &among.join(format!("d{nth:02}"))))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::create_dir_all(path.parent().unwrap_or(path)).map_err(told)?;
    std::fs::write(path, text).map_err(told)
}

fn copied(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(to).map_err(told)?;
    for entry in std::fs::read_dir(from).map_err(told)? {
        let path = entry.map_err(told)?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        match path.is_dir() {
            true => copied(&path, &target)?,
            false => std::fs::copy(&path, &target).map(drop).map_err(told)?,
        }
    }
    Ok(())
}

/// Serves them as `duheng serve --districts` does, until the process ends.
fn served(among: &Path, people: Overseers) -> Result<SocketAddr, Failure> {
    let shelf = Shelf::default();
    let member = |nth: usize| {
        let (dir, shelf) = (among.join(format!("d{nth:02}")), shelf.clone());
        let opens = move || {
            let office = Office::open_with(&dir, Box::new(Machine), Box::new(Machine), &shelf);
            let office = Arc::new(office.map_err(|error| error.to_string())?);
            let work = vec![jobs::clock(), jobs::watch(), jobs::audit(jobs::HOUR)];
            let held = Box::new(jobs::run(&office, work));
            let doors = web::Doors::with(sandbox::Sandbox::of_this().map_err(|error| error.to_string())?);
            Ok(web::Opened { office, doors, held })
        };
        web::Member { code: format!("d{nth:02}"), opens: Box::new(opens) }
    };
    let city = web::City {
        members: (0..DISTRICTS).map(member).collect(),
        people,
        public_url: None,
        tls: None,
        observed: web::Observed::default(),
        metrics: None,
    };
    let (tell, told_where) = mpsc::channel();
    std::thread::spawn(move || {
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        web::serve_districts(city, address, |address| _ = tell.send(address)).ok();
    });
    told_where.recv().map_err(told)
}

/// What is answered to a question, and how long it took.
fn took(question: impl FnOnce() -> std::io::Result<String>) -> Result<(Duration, String), Failure> {
    let began = Instant::now();
    let answer = question().map_err(told)?;
    match answer.starts_with("HTTP/1.1 200") {
        true => Ok((began.elapsed(), answer)),
        false => Err(answer.lines().next().unwrap_or_default().to_owned()),
    }
}

fn asked(address: SocketAddr, path: &str, more: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}Connection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Memory that the process holds, in bytes, where the system tells.
fn resident() -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) << 10
}
