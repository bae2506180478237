//! TLS of our own: what curl and OpenSSL, which know nothing of us, find at the door.

use super::{Scratch, at, duheng, said};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const NAME: &str = "duheng.test";

fn openssl(folder: &Path, words: &[&str]) {
    let done = Command::new("openssl").current_dir(folder).args(words).output().expect("openssl is there");
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A certificate under our name with its key, `NAME.pem` and `NAME.key`, that ends after so many days.
pub fn certificate(folder: &Path, file: &str, days: &str) {
    let (key, request, pem) = (format!("{file}.key"), format!("{file}.csr"), format!("{file}.pem"));
    let (subject, names) = (format!("/CN={NAME}"), format!("subjectAltName=DNS:{NAME}"));
    let elliptic = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    let files = ["-keyout", &key, "-out", &request, "-subj", &subject];
    openssl(folder, &[&["req"], &elliptic[..], &files, &["-addext", &names]].concat());
    let signed = ["x509", "-req", "-in", &request, "-signkey", &key, "-days", days, "-out", &pem];
    openssl(folder, &[&signed[..], &["-copy_extensions", "copyall"]].concat());
    close(&folder.join(key), 0o600);
}

fn close(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// A serving process that ends with the test, and its port.
struct Server(Child, u16);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The words of `duheng serve` with a certificate.
fn words(folder: &Path, file: &str) -> Vec<String> {
    let path = |ending: &str| at(&folder.join(format!("{file}.{ending}"))).to_owned();
    let url = format!("https://{NAME}");
    let dir = folder.join("d");
    let fixed = ["serve", at(&dir), "--listen", "127.0.0.1:0", "--public-url", &url];
    let mut words: Vec<String> = fixed.map(str::to_owned).into();
    words.extend(["--certificate".to_owned(), path("pem"), "--key".to_owned(), path("key")]);
    words
}

fn serve(folder: &Path, file: &str) -> Server {
    let mut child = Command::new(env!("CARGO_BIN_EXE_duheng"))
        .args(words(folder, file))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.split("https://127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next());
    let port = port.unwrap_or_else(|| panic!("{line}")).parse().unwrap();
    Server(child, port)
}

/// What curl finds that trusts one certificate alone.
fn curl(server: &Server, trusted: &Path, path: &str, more: &[&str]) -> Output {
    let port = server.1;
    Command::new("curl")
        .args(["-sS", "-i", "--noproxy", "*", "--max-time", "20", "--cacert", at(trusted)])
        .args(["--connect-to", &format!("{NAME}:443:127.0.0.1:{port}")])
        .args(more)
        .arg(format!("https://{NAME}{path}"))
        .output()
        .expect("curl is there")
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn curl_comes_by_tls_alone_and_a_renewed_certificate_counts_without_a_restart() {
    let scratch = Scratch::new("tls");
    said(&["init", at(&scratch.path("d")), "--pack", "chongqing-2023"]);
    certificate(&scratch.0, "first", "30");
    certificate(&scratch.0, "next", "60");
    std::fs::copy(scratch.path("first.pem"), scratch.path("trusted.pem")).unwrap();
    let server = serve(&scratch.0, "first");
    let trusted = scratch.path("trusted.pem");
    let health = text(&curl(&server, &trusted, "/health", &[]));
    assert!(health.starts_with("HTTP/1.1 200") && health.ends_with("ok\n"), "{health}");
    assert!(health.to_lowercase().contains("strict-transport-security: max-age="), "{health}");
    text(&curl(&server, &trusted, "/health", &["--tls-max", "1.2"]));
    assert!(!curl(&server, &trusted, "/health", &["--tls-max", "1.1"]).status.success(), "an old TLS");
    // A form of our own page under the public name is taken, one of a page without TLS is not.
    let sign_in = |origin: &str| {
        let origin = format!("origin: {origin}");
        let more = ["-H", &origin, "--data", "login=x&password=y"];
        text(&curl(&server, &trusted, "/login", &more))
    };
    assert!(sign_in(&format!("https://{NAME}")).contains("用户名、口令或动态口令不对"));
    assert!(sign_in(&format!("http://{NAME}")).contains("只收本服务自己的页面"));
    // Plain HTTP is told where to go.
    let mut plain = TcpStream::connect(("127.0.0.1", server.1)).unwrap();
    plain.write_all(b"GET / HTTP/1.1\r\nHost: duheng.test\r\n\r\n").unwrap();
    let mut answer = String::new();
    plain.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("只认 HTTPS"), "{answer}");
    // A file cut off in the middle of a renewal changes nothing; a whole one counts.
    std::fs::write(scratch.path("first.pem"), "-----BEGIN CERT").unwrap();
    std::thread::sleep(Duration::from_secs(6));
    text(&curl(&server, &trusted, "/health", &[]));
    std::fs::copy(scratch.path("next.key"), scratch.path("first.key")).unwrap();
    std::fs::copy(scratch.path("next.pem"), scratch.path("first.pem")).unwrap();
    let began = Instant::now();
    while !curl(&server, &scratch.path("next.pem"), "/health", &[]).status.success() {
        assert!(began.elapsed() < Duration::from_secs(60), "the renewed certificate is not shown");
        std::thread::sleep(Duration::from_millis(500));
    }
    assert!(!curl(&server, &trusted, "/health", &[]).status.success(), "the old one is gone");
}

#[test]
fn what_is_wrong_with_a_certificate_is_told_at_the_start() {
    let scratch = Scratch::new("tls-wrong");
    said(&["init", at(&scratch.path("d")), "--pack", "chongqing-2023"]);
    certificate(&scratch.0, "good", "30");
    certificate(&scratch.0, "other", "30");
    certificate(&scratch.0, "old", "-1");
    std::fs::copy(scratch.path("good.pem"), scratch.path("mixed.pem")).unwrap();
    std::fs::copy(scratch.path("other.key"), scratch.path("mixed.key")).unwrap();
    std::fs::copy(scratch.path("good.pem"), scratch.path("open.pem")).unwrap();
    std::fs::copy(scratch.path("good.key"), scratch.path("open.key")).unwrap();
    close(&scratch.path("open.key"), 0o644);
    std::fs::copy(scratch.path("good.key"), scratch.path("none.pem")).unwrap();
    std::fs::copy(scratch.path("good.key"), scratch.path("none.key")).unwrap();
    for (file, sentence) in [
        ("mixed", "私钥和证书不是一对"),
        ("old", "到期，请换上新的"),
        ("open", "别人也能读（权限 644）"),
        ("none", "里没有证书"),
        ("missing", "读不出"),
    ] {
        let words = words(&scratch.0, file);
        let refused = duheng(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(refused.status.code() == Some(2) && told.contains(sentence), "{file}: {told}");
    }
    // Without one nobody comes from elsewhere.
    let refused = duheng(&["serve", at(&scratch.path("d")), "--listen", "0.0.0.0:0"]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(2) && told.contains("--certificate"), "{told}");
}

#[test]
fn who_begins_to_speak_and_goes_silent_keeps_nobody_out() {
    let scratch = Scratch::new("tls-silent");
    said(&["init", at(&scratch.path("d")), "--pack", "chongqing-2023"]);
    certificate(&scratch.0, "good", "30");
    let server = serve(&scratch.0, "good");
    // More than the process has places for; each has sent the first bytes of a handshake.
    let silent: Vec<TcpStream> = (0..1_500)
        .filter_map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", server.1)).ok()?;
            stream.write_all(&[22, 3, 1, 2, 0, 1]).ok()?;
            Some(stream)
        })
        .collect();
    assert!(silent.len() > 500, "{} connections", silent.len());
    let began = Instant::now();
    let health = text(&curl(&server, &scratch.path("good.pem"), "/health", &[]));
    assert!(health.ends_with("ok\n") && began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    // And none of them is waited for longer than a handshake may take.
    let mut last = &silent[silent.len() - 1];
    last.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    assert!(matches!(last.read(&mut [0u8; 64]), Ok(0) | Err(_)), "it is told nothing");
    assert!(began.elapsed() < Duration::from_secs(19), "it is ended");
}
