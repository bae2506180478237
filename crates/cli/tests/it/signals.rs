//! Signals through the program: over HTTP, over a real broker (Mosquitto), watched while it serves.

use office::{Clock, Envelope};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const DUHENG: &str = env!("CARGO_BIN_EXE_duheng");

/// A process that ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("duheng-cli-signals-{name}-{}", std::process::id()));
    std::fs::remove_dir_all(&path).ok();
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn duheng(arguments: &[&str]) -> String {
    let output = Command::new(DUHENG).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A campus with a gateway, a button and two cameras; the first camera beats every second.
fn district(name: &str) -> PathBuf {
    let folder = folder(name);
    let dir = folder.join("district");
    let campus = "学年,标识码,名称,校园类别,城乡
2022,2150900001,样例学校,中小学,城区
";
    let devices = "编号,类别,校园,部位,网关,心跳间隔,启用日期
WG-1,网关,2150900001,机房,,3600,2020-09-01
BJ-1,一键报警,2150900001,门卫室,WG-1,3600,2020-09-01
SX-1,摄像头,2150900001,教学区,WG-1,1,2020-09-01
SX-2,摄像头,2150900001,教学区,WG-1,3600,2020-09-01
";
    let (first, second) = (folder.join("校园安防.csv"), folder.join("设备.csv"));
    std::fs::write(&first, campus).unwrap();
    std::fs::write(&second, devices).unwrap();
    let at = dir.to_str().unwrap();
    duheng(&["init", at, "--pack", "chongqing-2023"]);
    duheng(&["import", at, first.to_str().unwrap(), second.to_str().unwrap()]);
    dir
}

/// What lets in whoever sits at the machine, by the address of the server.
static TICKETS: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

/// `duheng serve`, and where it listens.
fn serve(dir: &Path, more: &[&str]) -> (Process, String) {
    let mut child = Command::new(DUHENG)
        .args(["serve", dir.to_str().unwrap(), "--listen", "127.0.0.1:0"])
        .args(more)
        .envs([("DUHENG_MQTT_USER", "duheng"), ("DUHENG_MQTT_PASSWORD", "broker secret")])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = String::new();
    let mut told = BufReader::new(child.stdout.take().unwrap());
    (0..2).for_each(|_| _ = told.read_line(&mut lines).unwrap());
    let address = lines.split("http://").nth(1).and_then(|rest| rest.split('/').next());
    let address = address.expect("the address is told").to_owned();
    let ticket = lines.split("ticket=").nth(1).expect("and how to get in").trim();
    TICKETS.lock().unwrap().insert(address.clone(), ticket.to_owned());
    (Process(child), address)
}

/// A new envelope of the gateway around a batch: time, counter, signature.
fn envelope(key: &str, body: &str) -> (i64, u64, String) {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let (time, counter) = (office::Machine.now(), COUNT.fetch_add(1, Ordering::SeqCst));
    let bare = Envelope { sender: "WG-1", time, counter, signature: "" };
    (time, counter, bare.sign(key, body.as_bytes()).unwrap_or_default())
}

fn login(key: &str, body: &str) -> String {
    let (time, counter, signature) = envelope(key, body);
    format!("WG-1:{time}:{counter}:{signature}")
}

fn post(address: &str, login: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST /signals HTTP/1.1\r\nHost: localhost\r\nAuthorization: HMAC-SM3 {login}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// Asks for the devices until they are as wished.
fn until(dir: &Path, what: &str, holds: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
    let began = Instant::now();
    loop {
        let text = duheng(&["devices", dir.to_str().unwrap(), "--json"]);
        let view: serde_json::Value = serde_json::from_str(&text).unwrap();
        if holds(&view) {
            return view;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{what}: {view:#}");
        std::thread::sleep(Duration::from_millis(300));
    }
}

fn cases(view: &serde_json::Value, kind: &str) -> Vec<String> {
    let open = view["open"].as_array().unwrap().iter().filter(|case| case["kind"] == kind);
    open.map(|case| format!("{} {}", case["device"].as_str().unwrap(), case["times"])).collect()
}

#[test]
fn over_http_alarms_become_one_case_and_silence_another_while_it_serves() {
    let dir = district("http");
    let key = duheng(&["devices", dir.to_str().unwrap(), "--key", "WG-1"]);
    let (_serving, address) = serve(&dir, &[]);
    let alarm = "{\"device\":\"BJ-1\",\"kind\":\"alarm\",\"cause\":\"紧急求助\"}\n";
    let body = alarm.repeat(3) + "{\"device\":\"SX-1\",\"kind\":\"heartbeat\"}\n";
    let first = login(&key, &body);
    let answer = post(&address, &first, &body);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"taken\":4,\"refused\":[]"), "{answer}");
    assert!(post(&address, &first, &body).starts_with("HTTP/1.1 409"), "it was given before");
    let said = |login: &str| {
        let answer = post(&address, login, alarm);
        assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
        answer.split("\r\n\r\n").nth(1).unwrap().to_owned()
    };
    let stranger = login(&key, alarm).replace("WG-1", "WG-9");
    assert_eq!(said(&stranger), said(&login(&"00".repeat(32), alarm)), "neither tells what is known here");
    said("");
    assert!(post(&address, &login(&key, "[{"), "[{").starts_with("HTTP/1.1 400"));
    let many = alarm.repeat(2_001);
    assert!(post(&address, &login(&key, &many), &many).starts_with("HTTP/1.1 413"));
    let view = until(&dir, "a case of the button, one of the silent camera", |view| {
        cases(view, "alarm") == ["BJ-1 3"] && cases(view, "silence") == ["SX-1 1"]
    });
    assert_eq!(view["rates"][0]["whole"], 4);
    let page = {
        let mut stream = TcpStream::connect(&address).unwrap();
        let ticket = TICKETS.lock().unwrap()[&address].clone();
        let cookie = format!("Cookie: duheng={ticket}");
        write!(stream, "GET /devices HTTP/1.1\r\nHost: localhost\r\n{cookie}\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        page
    };
    assert!(page.contains("紧急求助") && page.contains("SX-1"), "the page shows both");
    std::fs::remove_dir_all(dir.parent().unwrap()).ok();
}

/// A real broker: `cargo xtask test` installs Mosquitto. Without it this test fails.
#[test]
fn over_a_real_broker_signals_are_taken_and_kept_for_a_subscriber_that_was_away() {
    let dir = district("mqtt");
    let (_broker, port) = broker(dir.parent().unwrap(), "allow_anonymous true\n");
    let at = format!("127.0.0.1:{port}");
    taken_and_kept(&dir, &["-h", "127.0.0.1", "-p", &port.to_string()], &["--mqtt", &at]);
}

/// The same under TLS and after a sign-in; whom nobody trusted vouches for gets neither the password nor a subscriber.
#[test]
fn over_a_broker_under_tls_signals_are_taken_after_a_sign_in() {
    let dir = district("mqtts");
    let folder = dir.parent().unwrap();
    authority(folder);
    let words = ["-b", "-c", "who", "duheng", "broker secret"];
    assert!(made_by(Command::new("mosquitto_passwd").current_dir(folder).args(words)), "mosquitto_passwd");
    let at = folder.display();
    let more = format!(
        "allow_anonymous false\npassword_file {at}/who\ncertfile {at}/server.pem\nkeyfile {at}/server.key\nuser root\n"
    );
    let (_broker, port) = broker(folder, &more);
    let (ca, other) = (folder.join("ca.pem"), folder.join("other.pem"));
    let address = format!("mqtts://localhost:{port}");
    let subscribing = |ca: &Path| {
        let words = ["serve", dir.to_str().unwrap(), "--listen", "127.0.0.1:0", "--mqtt", &address, "--ca"];
        let mut command = Command::new(DUHENG);
        command
            .args(words)
            .arg(ca)
            .env("DUHENG_MQTT_USER", "duheng")
            .env("DUHENG_MQTT_PASSWORD", "broker secret");
        command
    };
    let mut distrusting =
        Process(subscribing(&other).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap());
    let mut log = BufReader::new(distrusting.0.stderr.take().unwrap());
    let mut said = String::new();
    while !said.contains("standing work waits") {
        assert!(log.read_line(&mut said).unwrap() > 0, "{said}");
    }
    assert!(said.contains("invalid peer certificate") && !said.contains("secret"), "{said}");
    drop(distrusting);
    let port = port.to_string();
    let publish = [
        "-h",
        "localhost",
        "-p",
        &port,
        "--cafile",
        ca.to_str().unwrap(),
        "-u",
        "duheng",
        "-P",
        "broker secret",
    ];
    taken_and_kept(&dir, &publish, &["--mqtt", &address, "--ca", ca.to_str().unwrap()]);
}

fn made_by(command: &mut Command) -> bool {
    command.output().is_ok_and(|done| done.status.success())
}

/// An authority, a certificate of its for `localhost` as `server.pem`, and another authority.
fn authority(folder: &Path) {
    let openssl = |words: &[&str]| {
        assert!(made_by(Command::new("openssl").current_dir(folder).args(words)), "openssl {words:?}");
    };
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    for name in ["ca", "other"] {
        let (secret, pem) = (format!("{name}.key"), format!("{name}.pem"));
        let made = ["-keyout", &secret, "-out", &pem, "-days", "2", "-subj", "/CN=authority"];
        openssl(&[&["req", "-x509"], &key[..], &made].concat());
    }
    let asked = ["-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost"];
    openssl(&[&["req"], &key[..], &asked].concat());
    let by = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names", "-days", "2"];
    openssl(&[&["x509", "-req", "-in", "server.csr", "-out", "server.pem"], &by[..]].concat());
}

/// Mosquitto with these settings, and its port.
fn broker(folder: &Path, settings: &str) -> (Process, u16) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let config = folder.join("mosquitto.conf");
    std::fs::write(&config, format!("listener {port} 127.0.0.1\n{settings}")).unwrap();
    let program = ["mosquitto", "/usr/sbin/mosquitto"]
        .into_iter()
        .find(|program| Command::new(program).arg("-h").output().is_ok())
        .expect("Mosquitto is missing: apt-get install mosquitto mosquitto-clients, or cargo xtask test");
    let broker = Command::new(program).arg("-c").arg(&config).stderr(Stdio::null()).spawn().unwrap();
    let broker = Process(broker);
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(began.elapsed() < Duration::from_secs(20), "the broker does not listen");
        std::thread::sleep(Duration::from_millis(50));
    }
    (broker, port)
}

/// What is published with these words comes in where it is subscribed to with those, and what is published meanwhile later.
fn taken_and_kept(dir: &Path, publishing: &[&str], subscribing: &[&str]) {
    let key = duheng(&["devices", dir.to_str().unwrap(), "--key", "WG-1"]);
    let publish = |key: &str, body: &str| {
        let (time, counter, signature) = envelope(key, body);
        let message = format!(
            "{{\"sender\":\"WG-1\",\"time\":{time},\"counter\":{counter},\"signature\":\"{signature}\"}}\n{body}"
        );
        assert!(!message.contains(key.trim()), "whoever subscribes reads no key");
        let arguments = ["-q", "1", "-t", "duheng/signals/WG-1", "-m", &message];
        let mut command = Command::new("mosquitto_pub");
        let output = command.args(publishing).args(arguments).output().expect("mosquitto-clients is missing");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let subscribed = [subscribing, &["--topic", "duheng/#"]].concat();
    let (serving, _) = serve(dir, &subscribed);
    let alarm = "{\"device\":\"SX-2\",\"kind\":\"alarm\",\"cause\":\"烟火\"}\n";
    // The subscription may still be on its way; it is there as soon as one message has come through.
    until(dir, "the first message", |view| {
        publish(&key, "{\"device\":\"BJ-1\",\"kind\":\"heartbeat\"}\n");
        view["heard"] == 1
    });
    publish(&"00".repeat(32), alarm);
    publish(&key, &alarm.repeat(2));
    until(dir, "one case of two alarms, none of a forged key", |view| cases(view, "alarm") == ["SX-2 2"]);
    drop(serving);
    publish(&key, alarm);
    let (_serving, _) = serve(dir, &subscribed);
    until(dir, "what was published meanwhile", |view| cases(view, "alarm") == ["SX-2 3"]);
    std::fs::remove_dir_all(dir.parent().unwrap()).ok();
}
