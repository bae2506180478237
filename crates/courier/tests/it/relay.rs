//! A real mail server with TLS and a sign-in (aiosmtpd, started by the test): who is spoken to, and what is said to him.

use crate::{PATIENCE, parcel};
use courier::{Carrier, Outcome, Relay, Smtp};
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use wire::Trust;

/// Debian's, whatever other Python stands first on the path.
const PYTHON: &str = "/usr/bin/python3";

/// Takes mail of whoever signs in, and tells each message in a line.
const SERVER: &str = r#"
import ssl, sys, time
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

class Told:
    async def handle_DATA(self, server, session, envelope):
        lines = envelope.content.decode().splitlines()
        subject = next(line for line in lines if line.startswith("Subject:"))
        under = session.ssl is not None or implicit
        print(session.auth_data, under, envelope.mail_from, envelope.rcpt_tos, subject, lines[-1], sep="|", flush=True)
        return "250 taken"

def who(server, session, envelope, mechanism, data):
    right = (data.login, data.password) == (b"duheng", b"relay secret")
    return AuthResult(success=right, handled=False, auth_data=data.login.decode() if right else None)

implicit = sys.argv[1] == "implicit"
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("server.pem", "server.key")
under = {"ssl_context": context} if implicit else {"tls_context": context, "require_starttls": True}
asked = {"authenticator": who, "auth_required": True, "auth_require_tls": not implicit}
Controller(Told(), hostname="127.0.0.1", port=int(sys.argv[2]), **under, **asked).start()
print("ready", flush=True)
time.sleep(600)
"#;

struct Server {
    child: Child,
    told: BufReader<std::process::ChildStdout>,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Server {
    fn start(folder: &Path, way: &str) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(PYTHON);
        command.current_dir(folder).args(["-c", SERVER, way, &port.to_string()]).stdout(Stdio::piped());
        let mut child = command.spawn().expect("python3 is missing: apt-get install python3-aiosmtpd");
        let told = BufReader::new(child.stdout.take().unwrap());
        let mut server = Server { child, told, port };
        assert_eq!(
            server.line(),
            "ready",
            "the mail server does not start: apt-get install python3-aiosmtpd"
        );
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(20), "the mail server does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.told.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}

fn openssl(folder: &Path, words: &[&str]) {
    let done = Command::new("openssl").current_dir(folder).args(words).output().expect("openssl is there");
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// An authority, a certificate of its for `localhost`, and another authority.
fn certificates() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("duheng-relay-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    for name in ["ca", "other"] {
        let (secret, pem) = (format!("{name}.key"), format!("{name}.pem"));
        let made = ["-keyout", &secret, "-out", &pem, "-days", "2", "-subj", "/CN=authority"];
        openssl(&folder, &[&["req", "-x509"], &key[..], &made].concat());
    }
    let asked = ["-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost"];
    openssl(&folder, &[&["req"], &key[..], &asked].concat());
    let by = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names", "-days", "2"];
    openssl(&folder, &[&["x509", "-req", "-in", "server.csr", "-out", "server.pem"], &by[..]].concat());
    folder
}

#[test]
fn mail_goes_under_tls_and_after_a_sign_in_to_whom_is_trusted_alone() {
    let folder = certificates();
    let trust = |name: &str| Trust::of_file(&folder.join(name)).unwrap();
    for (way, scheme) in [("implicit", "smtps"), ("starttls", "smtp+starttls")] {
        let mut server = Server::start(&folder, way);
        let relay = |host: &str| {
            Relay::read(&format!("{scheme}://{host}:{}", server.port), "notice@example.cn").unwrap()
        };
        let signed = |relay: Relay, password: &str| {
            relay.signing_in("duheng".to_owned(), password.to_owned()).unwrap()
        };
        let said = |relay: Relay| Smtp::new(relay, PATIENCE).hand_over(&parcel("T1/1/1"));
        let refused = |outcome: Outcome| match outcome {
            Outcome::Refused(why) => why,
            other => panic!("{way}: {other:?}"),
        };
        let untrusted = "邮件中继的证书不受信任，或 TLS 不成";
        let other = signed(relay("localhost").trusting(trust("other.pem")), "relay secret");
        assert_eq!(refused(said(other)), untrusted);
        // The certificate is of a name, not of an address.
        let by_number = signed(relay("127.0.0.1").trusting(trust("ca.pem")), "relay secret");
        assert_eq!(refused(said(by_number)), untrusted);
        let wrong = signed(relay("localhost").trusting(trust("ca.pem")), "wrong");
        assert_eq!(refused(said(wrong)), "登录邮件中继：邮件中继答 535");
        assert_eq!(refused(said(relay("localhost").trusting(trust("ca.pem")))), "邮件中继答 530");
        let right = signed(relay("localhost").trusting(trust("ca.pem")), "relay secret");
        assert_eq!(
            format!("{right:?}"),
            format!("{scheme}://localhost:{}", server.port),
            "no password is shown"
        );
        let mut smtp = Smtp::new(right, PATIENCE);
        assert_eq!(smtp.hand_over(&parcel("T1/1/1")), Outcome::Accepted);
        assert_eq!(smtp.hand_over(&parcel("T1/2/1")), Outcome::Accepted);
        let line = server.line();
        assert!(
            line.starts_with("duheng|True|notice@example.cn|['yl-1@example.invalid']|Subject: =?utf-8?b?"),
            "{line}"
        );
        assert!(line.ends_with("5a626ZW/5oKo5aW977ya6K+35Zue5aSNIDQ3MTEwMOOAgg=="), "{line}");
        assert!(server.line().starts_with("duheng|True|"));
        let refusal = Relay::read("smtp://mail.example.cn", "notice@example.cn").unwrap();
        assert!(refusal.signing_in("a".to_owned(), "b".to_owned()).unwrap_err().contains("不加密"));
    }
    std::fs::remove_dir_all(folder).ok();
}

/// A relay that speaks no TLS is not spoken to in its stead.
#[test]
fn a_relay_without_starttls_gets_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = std::thread::spawn(move || {
        use std::io::Write;
        let mut stream = BufReader::new(listener.accept().unwrap().0);
        let mut all = String::new();
        stream.get_mut().write_all(b"220 relay\r\n").unwrap();
        while stream.read_line(&mut all).unwrap_or(0) > 0 {
            stream.get_mut().write_all(b"250 ok\r\n").ok();
        }
        all
    });
    let relay = Relay::read(&format!("smtp+starttls://localhost:{port}"), "notice@example.cn").unwrap();
    let relay = relay.signing_in("duheng".to_owned(), "relay secret".to_owned()).unwrap();
    let mut smtp = Smtp::new(relay, PATIENCE);
    assert_eq!(smtp.hand_over(&parcel("T1/1/1")), Outcome::Refused("邮件中继不会 STARTTLS".to_owned()));
    drop(smtp);
    assert_eq!(heard.join().unwrap(), "EHLO duheng\r\nQUIT\r\n");
}
