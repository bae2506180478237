//! Signing in by a provider outside: a real one (npm's `oidc-provider`), and one that lies.

use super::{Scratch, at, json, said};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A process that ends with the test.
pub struct Process(pub Child);

impl Drop for Process {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// A process, once it has said a line with a word in it; and that line.
fn started(command: &mut Command, word: &str) -> (Process, String) {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn();
    let mut process = Process(
        child.unwrap_or_else(|why| panic!("{command:?}: {why}; for node: apt-get install nodejs npm")),
    );
    let mut told = BufReader::new(process.0.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains(word) {
        line.clear();
        assert_ne!(told.read_line(&mut line).unwrap(), 0, "{command:?} ended without a word");
    }
    // What it says later is read and dropped: who writes to nobody ends.
    std::thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
    (process, line)
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A script of the provider's folder, with what it stands on as its lock says. Without node and npm it fails and says so.
fn node(words: &[&str]) -> Process {
    let start = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/provider/start.mjs");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("provider");
    let mut command = Command::new("node");
    command.arg(start).arg(folder).args(words);
    started(&mut command, "listening").0
}

/// A real provider on a port, which leads back to another one.
fn real(port: u16, back: u16, algorithm: &str) -> Process {
    let back = format!("http://127.0.0.1:{back}/login/outside/gov/back");
    node(&["server.mjs", &port.to_string(), &back, algorithm])
}

pub fn serve(dir: &Path, port: u16) -> Process {
    let listen = format!("127.0.0.1:{port}");
    let words = ["serve", at(dir), "--listen", &listen];
    started(Command::new(env!("CARGO_BIN_EXE_duheng")).args(words), "http://").0
}

/// A district with an account that has no password and is found by its login.
fn district(scratch: &Scratch, settings: &str) -> PathBuf {
    let dir = scratch.path("d");
    said(&["init", at(&dir), "--pack", "chongqing-2023"]);
    said(&["user", "add", at(&dir), "样例甲", "--login", "jia", "--outside", "other:1"]);
    std::fs::write(dir.join("identity.toml"), settings).unwrap();
    let secret = dir.join("identity.secret");
    std::fs::write(&secret, "a secret of the test, and of nothing else\n").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    dir
}

fn settings(port: u16) -> String {
    format!(
        "[[oidc]]\nid = \"gov\"\nlabel = \"样例统一身份\"\nissuer = \"http://127.0.0.1:{port}\"\nclient_id = \"duheng\"\n\
         secret_file = \"identity.secret\"\nscopes = [\"profile\"]\nclaim = \"employee_number\"\n"
    )
}

/// A browser without eyes: curl with a jar of cookies.
pub struct Curl<'s>(pub &'s Scratch, pub &'s str);

impl Curl<'_> {
    /// Head and body of what is at an address.
    pub fn ask(&self, address: &str, more: &[&str]) -> String {
        let jar = self.0.path(self.1);
        let done = Command::new("curl")
            .args(["-sS", "-i", "--noproxy", "*", "--max-time", "30", "-b", at(&jar), "-c", at(&jar)])
            .args(more)
            .arg(address)
            .output()
            .expect("curl is there");
        assert!(done.status.success(), "{address}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    /// The provider's page with the field for a name, and its address.
    fn to_provider(&self, ours: &str, next: &str) -> String {
        let begun = self.ask(&format!("{ours}/login/outside/gov?next={next}"), &[]);
        let asked = self.ask(&location(&begun), &[]);
        let origin = location(&begun).split("/auth").next().unwrap().to_owned();
        origin + &location(&asked)
    }

    /// Types a name at the provider: the address that leads back to us.
    fn types(&self, form: &str, login: &str) -> String {
        let sent = self.ask(form, &["--data", &format!("login={login}")]);
        location(&self.ask(&location(&sent), &[]))
    }
}

/// Where an answer leads to.
fn location(answer: &str) -> String {
    let line = answer.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("location").then(|| value.trim().to_owned())
    });
    line.unwrap_or_else(|| panic!("{answer}"))
}

pub fn told(answer: &str) -> &str {
    answer.split("role=\"alert\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or(answer)
}

/// What happened and why, as the register of security events says.
pub fn events(dir: &Path) -> Vec<(String, String)> {
    let office = office::Office::open(dir).unwrap();
    let session = office.session(office::Who::Person("本机".to_owned()), office::Via::Command);
    let reading = office.at(&session, &office::AsOf::Now, None).unwrap();
    let rows = reading.rows("安全记录", &office::RowQuery::default()).unwrap().rows;
    rows.iter().map(|row| (row.cells[2].clone(), row.cells[6].clone())).collect()
}

#[test]
fn a_real_provider_signs_somebody_in_by_every_algorithm_and_after_a_change_of_keys() {
    let scratch = Scratch::new("oidc");
    let (port, ours) = (free_port(), free_port());
    let dir = district(&scratch, &settings(port));
    let _server = serve(&dir, ours);
    let home = format!("http://127.0.0.1:{ours}");
    for (nth, algorithm) in ["RS256", "PS256", "ES256", "EdDSA"].into_iter().enumerate() {
        // Each start has keys of its own: what we know of the provider is out of date.
        let _provider = real(port, ours, algorithm);
        let curl = Curl(&scratch, ["jar-1", "jar-2", "jar-3", "jar-4"][nth]);
        assert!(curl.ask(&format!("{home}/login"), &[]).contains("样例统一身份"));
        let back = curl.types(&curl.to_provider(&home, "%2Fme"), "zhangsan");
        let entered = curl.ask(&back, &[]);
        assert!(entered.starts_with("HTTP/1.1 200"), "{algorithm}: {entered}");
        assert!(entered.contains("http-equiv=\"refresh\" content=\"0;url=/me\""), "{entered}");
        assert!(entered.contains("SameSite=Strict"), "the visit is kept as every other");
        let me = curl.ask(&format!("{home}/me"), &[]);
        assert!(me.contains("样例甲") && !me.contains("name=\"old\""), "no password to change: {me}");
        // The same answer once more: the browser has nothing left that belongs to it.
        assert!(told(&curl.ask(&back, &[])).contains("state"));
        std::thread::sleep(Duration::from_secs(6));
    }
    let people = json(&["user", "list", at(&dir), "--json"]);
    assert_eq!(people[0]["outside"], serde_json::json!(["gov:S-zhangsan", "other:1"]));
}

#[test]
fn who_is_known_outside_and_has_no_account_sees_nothing() {
    let scratch = Scratch::new("oidc-strangers");
    let (port, ours) = (free_port(), free_port());
    let dir = district(&scratch, &settings(port));
    let (_provider, _server) = (real(port, ours, "RS256"), serve(&dir, ours));
    let home = format!("http://127.0.0.1:{ours}");
    let curl = Curl(&scratch, "stranger");
    let back = curl.types(&curl.to_provider(&home, ""), "lisi");
    let refused = curl.ask(&back, &[]);
    assert!(refused.starts_with("HTTP/1.1 403") && told(&refused).contains("没有与它关联"), "{refused}");
    assert!(curl.ask(&format!("{home}/me"), &[]).starts_with("HTTP/1.1 303"));
    // Who does not agree there.
    let curl = Curl(&scratch, "unwilling");
    let back = curl.types(&curl.to_provider(&home, ""), "");
    assert!(told(&curl.ask(&back, &[])).contains("没有同意：access_denied"));
    // An account of his own, linked by hand, and no way out of the house.
    said(&["user", "add", at(&dir), "样例乙", "--login", "yi", "--outside", "gov:S-lisi"]);
    for (jar, next) in [("x", "https%3A%2F%2Fevil.example"), ("y", "%2F%2Fevil.example"), ("z", "%2F%5Cevil")]
    {
        let curl = Curl(&scratch, jar);
        let entered = curl.ask(&curl.types(&curl.to_provider(&home, next), "lisi"), &[]);
        assert!(entered.contains("content=\"0;url=/\""), "{next}: {entered}");
    }
    // A forged state, and somebody else's answer brought by a link: it is not of this browser.
    let (own, other) = (Curl(&scratch, "own"), Curl(&scratch, "other"));
    let stolen = own.types(&own.to_provider(&home, ""), "lisi");
    other.to_provider(&home, "");
    assert!(told(&other.ask(&stolen, &[])).contains("state"), "signed in as another without knowing");
    let bare = Curl(&scratch, "bare");
    assert!(told(&bare.ask(&stolen, &[])).contains("state"));
    // A code is good once, even with all that belongs to it.
    let jar = std::fs::read(scratch.path("own")).unwrap();
    assert!(own.ask(&stolen, &[]).starts_with("HTTP/1.1 200"));
    std::fs::write(scratch.path("own"), jar).unwrap();
    assert!(told(&own.ask(&stolen, &[])).contains("没有同意：invalid_grant"));
    // All of it is told.
    let events = events(&dir);
    for (what, why) in [
        ("被拒绝", "没有与它关联"),
        ("被拒绝", "access_denied"),
        ("被拒绝", "state"),
        ("被拒绝", "invalid_grant"),
    ] {
        assert!(events.iter().any(|one| one.0 == what && one.1.contains(why)), "{why}: {events:?}");
    }
}

/// As in earnest: TLS of our own under a public name, to which the provider leads back.
#[cfg(unix)]
#[test]
fn under_tls_and_a_public_name_the_way_back_and_all_cookies_are_of_that_name() {
    let scratch = Scratch::new("oidc-tls");
    let (port, ours) = (free_port(), free_port());
    let dir = district(&scratch, &settings(port));
    super::tls::certificate(&scratch.0, "own", "2");
    let (pem, key) = (scratch.path("own.pem"), scratch.path("own.key"));
    let (listen, home) = (format!("127.0.0.1:{ours}"), format!("https://duheng.test:{ours}"));
    let words = ["serve", at(&dir), "--listen", &listen, "--public-url", &home];
    let mut command = Command::new(env!("CARGO_BIN_EXE_duheng"));
    command.args(words).args(["--certificate", at(&pem), "--key", at(&key)]);
    let _server = started(&mut command, "https://");
    let back = format!("{home}/login/outside/gov/back");
    let _provider = node(&["server.mjs", &port.to_string(), &back, "ES256"]);
    let curl = Curl(&scratch, "jar");
    let name = format!("duheng.test:{ours}:127.0.0.1");
    let tls = ["--cacert", at(&pem), "--resolve", &name];
    let begun = curl.ask(&format!("{home}/login/outside/gov?next=%2Fme"), &tls);
    assert!(begun.contains("SameSite=Lax; Secure"), "{begun}");
    let asked = location(&curl.ask(&location(&begun), &[]));
    let back = curl.types(&format!("http://127.0.0.1:{port}{asked}"), "zhangsan");
    assert!(back.starts_with(&home), "{back}");
    let entered = curl.ask(&back, &tls);
    assert!(entered.contains("SameSite=Strict; Secure") && entered.contains("0;url=/me"), "{entered}");
    assert!(curl.ask(&format!("{home}/me"), &tls).contains("样例甲"));
}

#[test]
fn signing_out_leads_to_the_provider_and_one_that_is_down_keeps_nobody_else_out() {
    let scratch = Scratch::new("oidc-out");
    let (port, ours) = (free_port(), free_port());
    let dir = district(&scratch, &settings(port));
    let told_first = said(&["user", "add", at(&dir), "样例管理员", "--login", "admin"]);
    let first = told_first.split_once("首次口令：").unwrap().1.split_whitespace().next().unwrap().to_owned();
    let _server = serve(&dir, ours);
    let home = format!("http://127.0.0.1:{ours}");
    let provider = real(port, ours, "RS256");
    let curl = Curl(&scratch, "one");
    curl.ask(&curl.types(&curl.to_provider(&home, ""), "zhangsan"), &[]);
    let me = curl.ask(&format!("{home}/me"), &[]);
    let word = me.split_once("name=\"word\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let origin = format!("origin: {home}");
    let left = curl.ask(&format!("{home}/logout"), &["-H", &origin, "--data", &format!("word={word}")]);
    assert!(left.contains("/session/end?client_id=duheng") && left.contains("样例统一身份"), "{left}");
    assert!(curl.ask(&format!("{home}/me"), &[]).starts_with("HTTP/1.1 303"), "and here it is ended");
    drop(provider);
    std::thread::sleep(Duration::from_millis(200));
    // Another server, which has never heard of the provider.
    let again = free_port();
    let _other = serve(&dir, again);
    let home = format!("http://127.0.0.1:{again}");
    let refused = curl.ask(&format!("{home}/login/outside/gov"), &[]);
    assert!(refused.starts_with("HTTP/1.1 503") && told(&refused).contains("现在问不到"), "{refused}");
    // One that takes a connection and says nothing is not waited for without end, by as many as ask.
    let silent = TcpListener::bind(("127.0.0.1", port)).unwrap();
    let began = Instant::now();
    std::thread::scope(|all| {
        let ask = || curl.ask(&format!("{home}/login/outside/gov"), &[]);
        let asked: Vec<_> = (0..6).map(|_| all.spawn(ask)).collect();
        asked.into_iter().for_each(|one| assert!(one.join().unwrap().starts_with("HTTP/1.1 503")));
    });
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    drop(silent);
    let origin = format!("origin: {home}");
    let data = format!("login=admin&password={first}");
    assert!(
        curl.ask(&format!("{home}/login"), &["-H", &origin, "--data", &data]).starts_with("HTTP/1.1 303")
    );
}

/// What a provider tells of a token, given the nonce of the attempt.
type Telling<'t> = dyn Fn(&str) -> String + 't;

#[test]
fn a_provider_that_lies_is_not_believed() {
    let scratch = Scratch::new("oidc-lies");
    let (port, ours) = (free_port(), free_port());
    let dir = district(&scratch, &settings(port));
    let (_forger, _server) = (node(&["forger.mjs", &port.to_string()]), serve(&dir, ours));
    let home = format!("http://127.0.0.1:{ours}");
    let curl = Curl(&scratch, "jar");
    // What is told of a token, given what it should say; `nonce` is that of the attempt.
    let come = |what: &Telling, more: &str| {
        let begun = location(&curl.ask(&format!("{home}/login/outside/gov"), &[]));
        let field = |name: &str| {
            let rest = begun.split_once(&format!("{name}=")).unwrap().1;
            rest.split('&').next().unwrap().to_owned()
        };
        let code = base64(what(&field("nonce")).as_bytes());
        curl.ask(&format!("{home}/login/outside/gov/back?code={code}&state={}{more}", field("state")), &[])
    };
    said(&["user", "link", at(&dir), "jia", "gov:S-zhangsan"]);
    let honest = |nonce: &str| format!("{{\"claims\":{{\"nonce\":\"{nonce}\"}}}}");
    assert!(come(&honest, "").starts_with("HTTP/1.1 200"), "what is honest is believed");
    let with =
        |more: &'static str| move |nonce: &str| format!("{{\"claims\":{{\"nonce\":\"{nonce}\",{more}}}}}");
    let by =
        |more: &'static str| move |nonce: &str| format!("{{\"claims\":{{\"nonce\":\"{nonce}\"}},{more}}}");
    let lies: [(&Telling, &str); 9] = [
        (&|_: &str| "{\"claims\":{\"nonce\":\"another\"}}".to_owned(), "nonce"),
        (&with("\"aud\":\"somebody\""), "aud"),
        (&with("\"iss\":\"https://id.example\""), "iss"),
        (&with("\"late\":121"), "exp"),
        (&with("\"iat\":1"), "iat"),
        (&by("\"alg\":\"none\",\"key\":\"none\""), "alg"),
        (&by("\"alg\":\"HS256\",\"key\":\"shared\""), "alg"),
        (&by("\"key\":\"other\""), "签名不对"),
        (&by("\"alg\":\"ES256\""), "密钥"),
    ];
    for (lie, word) in lies {
        let refused = come(lie, "");
        assert!(
            refused.starts_with("HTTP/1.1 403") && told(&refused).contains(word),
            "{word}: {}",
            told(&refused)
        );
    }
    assert!(
        told(&come(&honest, "&iss=https%3A%2F%2Fid.example")).contains("iss"),
        "another provider's answer"
    );
    // Nothing of a secret in what is told.
    let events = format!("{:?}", events(&dir));
    assert!(events.contains("签名不对") && !events.contains("a secret of the test"), "{events}");
}

#[test]
fn what_is_wrong_in_the_settings_is_told_at_the_start() {
    let scratch = Scratch::new("oidc-settings");
    let dir = district(&scratch, "");
    let plain = settings(1).replace("http://127.0.0.1:1", "http://id.example");
    for (text, sentence) in [
        (plain.as_str(), "issuer 要写 https"),
        ("[[oidc]]\nid = \"A B\"\nissuer = \"https://x\"\nclient_id = \"d\"\n", "小写字母"),
        ("[[oidc]]\nid = \"a\"\nissuer = \"https://x\"\nclient_id = \"d\"\nprofile = \"不知道\"\n", "渝快政"),
        ("[[oidc]]\nid = \"a\"\nissuer = \"https://x\"\nclient_id = \"d\"\nsecret = \"x\"\n", "secret"),
        ("[ldap]\nurl = \"ldap://x\"\ndn = \"uid=x\"\n", "二者择一"),
        ("[ldap]\nurl = \"http://x\"\ndn = \"uid={}\"\n", "StartTLS"),
        ("[ldap]\nurl = \"ldaps://x\"\nbase = \"dc=x\"\nfilter = \"(uid={}\"\n", "filter 看不懂"),
    ] {
        std::fs::write(dir.join("identity.toml"), text).unwrap();
        let refused = super::duheng(&["serve", at(&dir), "--listen", "127.0.0.1:0"]);
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(refused.status.code() == Some(2) && told.contains(sentence), "{text}: {told}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::write(dir.join("identity.toml"), settings(1)).unwrap();
        let open = std::fs::Permissions::from_mode(0o640);
        std::fs::set_permissions(dir.join("identity.secret"), open).unwrap();
        let refused = super::duheng(&["serve", at(&dir), "--listen", "127.0.0.1:0"]);
        assert!(String::from_utf8_lossy(&refused.stderr).contains("别人也能读（权限 640）"), "{refused:?}");
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits =
            three.iter().enumerate().fold(0u32, |sum, (at, byte)| sum | u32::from(*byte) << (16 - 8 * at));
        for at in 0..=three.len() {
            out.push(char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]));
        }
    }
    out
}
