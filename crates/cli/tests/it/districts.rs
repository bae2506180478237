//! Many districts on one server, with the real executable: what is found in a folder, what is wrong with it, and what is served.

use super::moving::server::server;
use super::{Scratch, at, duheng, said};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn init(dir: &Path) {
    said(&["init", at(dir), "--pack", "chongqing-2023"]);
}

fn listed(among: &Path) -> (Value, Option<i32>) {
    let output = duheng(&["districts", at(among), "--json"]);
    (serde_json::from_slice(&output.stdout).unwrap_or_default(), output.status.code())
}

/// Why a district of the list cannot be opened.
fn why(list: &Value, code: &str) -> String {
    let found = list.as_array().unwrap().iter().find(|one| one["code"] == code);
    found.unwrap_or_else(|| panic!("{code}: {list:#}"))["why"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_wrong_with_one_is_said_in_its_place() {
    let scratch = Scratch::new("districts-list");
    let among = scratch.path("among");
    for name in ["500152", "南湖区", "twice", "elsewhere"] {
        init(&among.join(name));
    }
    init(&scratch.path("far"));
    std::fs::create_dir(among.join("photographs")).unwrap();
    let toml = "[districts]\nnanhu = \"南湖区\"\ntwice = \"../far\"\nhere = \"elsewhere\"\nagain = \"elsewhere\"\ngone = \"nothing\"\n";
    std::fs::write(among.join("districts.toml"), toml).unwrap();
    let (list, code) = listed(&among);
    assert_eq!((list.as_array().unwrap().len(), code), (6, Some(1)), "{list:#}");
    assert_eq!((why(&list, "500152"), why(&list, "nanhu")), (String::new(), String::new()));
    assert!(why(&list, "twice").contains("几个区县都用代码“twice”"), "{}", why(&list, "twice"));
    assert!(why(&list, "twice").contains("文件夹“twice”") && why(&list, "twice").contains("../far"));
    assert!(why(&list, "gone").contains("不是数据目录"), "{}", why(&list, "gone"));
    let both = [why(&list, "here"), why(&list, "again")].concat();
    assert!(both.contains("已经是区县“again”的"), "{both}");
    let words = said_of(&among);
    assert!(words.contains("文件夹“photographs”里没有区县") && words.contains("没有市级人员"), "{words}");
    // Without the list a folder's name is its code, and not every name can be one.
    std::fs::remove_file(among.join("districts.toml")).unwrap();
    let (list, _) = listed(&among);
    assert!(why(&list, "南湖区").contains("不能作代码"), "{}", why(&list, "南湖区"));
    for (text, wanted) in
        [("[districts]\na = \"x\"\na = \"y\"\n", "写了两次"), ("[distrcts]\n", "districts.toml第1行")]
    {
        std::fs::write(among.join("districts.toml"), text).unwrap();
        let output = duheng(&["districts", at(&among)]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && told.contains(wanted), "{told}");
    }
}

fn said_of(among: &Path) -> String {
    String::from_utf8(duheng(&["districts", at(among)]).stdout).unwrap()
}

/// A serving process that ends with the test.
struct Server(Child, String);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn serve(among: &Path) -> Server {
    let mut child = Command::new(env!("CARGO_BIN_EXE_duheng"))
        .args(["serve", "--districts", at(among), "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
    let address = address.unwrap_or_else(|| panic!("{line}")).to_owned();
    Server(child, address)
}

/// What is answered to a question, head and body.
fn get(address: &str, path: &str, more: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}Connection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[cfg(unix)]
#[test]
fn each_is_served_under_its_code_one_moves_meanwhile_and_all_end_well() {
    let scratch = Scratch::new("districts-serve");
    let among = scratch.path("among");
    for code in ["500152", "500153"] {
        init(&among.join(code));
    }
    let given = said(&["districts", at(&among), "--person", "样例市级一"]);
    let password = given.split("口令：").nth(1).unwrap().lines().next().unwrap().to_owned();
    let line = given.lines().find(|line| line.starts_with('"')).unwrap();
    std::fs::write(among.join("districts.toml"), format!("[people]\n{line}\n")).unwrap();
    let mut serving = serve(&among);
    let address = serving.1.clone();
    assert!(get(&address, "/login", "").contains("500152"));
    for code in ["500152", "500153"] {
        let led = get(&address, &format!("/d/{code}/registers"), "");
        assert!(
            led.starts_with("HTTP/1.1 303") && led.contains(&format!("location: /d/{code}/login?next=")),
            "{led}"
        );
    }
    let pair = office::base64::write(format!("样例市级一:{password}").as_bytes());
    let asks = || get(&address, "/api/districts", &format!("Authorization: Basic {pair}\r\n"));
    until(&asks, |told| told.matches("\"state\":\"open\"").count() == 2);
    assert!(get(&address, "/api/districts", "").starts_with("HTTP/1.1 401"));
    // One is moved to another database meanwhile: it is opened where it is then, and the other is not touched.
    let database = server().schema();
    let moved = duheng(&["move", at(&among.join("500153")), &database]);
    assert!(moved.status.success(), "{moved:?}");
    said(&["adopt", at(&among.join("500153")), "chongqing-2023", "--for", "2024"]);
    let size = |told: &str, nth: usize| {
        told.split("\"size\":").nth(nth).and_then(|rest| rest.split(',').next()?.parse::<u64>().ok())
    };
    until(&asks, |told| told.matches("\"state\":\"open\"").count() == 2 && size(told, 2) > size(told, 1));
    assert!(get(&address, "/d/500153/login", "").starts_with("HTTP/1.1 200"));
    let log = || std::fs::metadata(among.join("500152/duheng.db-wal")).map_or(0, |log| log.len());
    assert!(log() > 0, "it was at work");
    assert!(Command::new("kill").args(["-TERM", &serving.0.id().to_string()]).status().unwrap().success());
    assert_eq!(serving.0.wait().unwrap().code(), Some(0));
    assert_eq!(log(), 0, "nothing is left in the write-ahead file");
}

/// Asks again until it is as wished.
fn until(asks: &dyn Fn() -> String, holds: impl Fn(&str) -> bool) {
    let began = Instant::now();
    loop {
        let told = asks();
        if holds(&told) {
            return;
        }
        // What moved is looked for every half-minute, and the other tests take their part of the machine.
        assert!(began.elapsed() < Duration::from_secs(240), "{told}");
        std::thread::sleep(Duration::from_millis(200));
    }
}
