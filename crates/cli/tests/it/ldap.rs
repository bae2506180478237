//! Signing in with the password of a directory: Debian's slapd, started by the test.

use super::oidc::{Curl, Process, events, free_port, serve, told};
use super::{Scratch, at, said};
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Where Debian has it.
const SLAPD: &str = "/usr/sbin/slapd";
const SLAPADD: &str = "/usr/sbin/slapadd";

const PEOPLE: &str = "dn: dc=example
objectClass: dcObject
objectClass: organization
o: example
dc: example

dn: ou=people,dc=example
objectClass: organizationalUnit
ou: people

dn: cn=policy,dc=example
objectClass: device
objectClass: pwdPolicy
cn: policy
pwdAttribute: userPassword
pwdLockout: TRUE
pwdMaxFailure: 3

dn: uid=zhangsan,ou=people,dc=example
objectClass: inetOrgPerson
uid: zhangsan
cn: zhangsan
sn: z
userPassword: directory password

dn: uid=lisi,ou=people,dc=example
objectClass: inetOrgPerson
uid: lisi
cn: lisi
sn: l
userPassword: another password

dn: cn=reader,dc=example
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: reader's secret
";

fn settings(folder: &Path) -> String {
    let at = folder.display();
    format!(
        "include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
pidfile {at}/slapd.pid
TLSCertificateFile {at}/server.pem
TLSCertificateKeyFile {at}/server.key
database mdb
suffix dc=example
rootdn cn=root,dc=example
directory {at}/data
overlay ppolicy
ppolicy_default cn=policy,dc=example
ppolicy_use_lockout
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact=cn=reader,dc=example read by * none
"
    )
}

fn run(folder: &Path, program: &str, words: &[&str], input: &str) {
    let child = Command::new(program).current_dir(folder).args(words).stdin(Stdio::piped()).output_of(input);
    assert!(child.status.success(), "{program} {words:?}: {}", String::from_utf8_lossy(&child.stderr));
}

trait Fed {
    fn output_of(&mut self, input: &str) -> std::process::Output;
}

impl Fed for Command {
    fn output_of(&mut self, input: &str) -> std::process::Output {
        let child = self.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.unwrap_or_else(|why| panic!("{self:?}: {why}: apt-get install slapd openssl"));
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }
}

/// A directory for ldaps and for ldap with StartTLS, and both ports.
fn directory(folder: &Path) -> (Process, u16, u16) {
    std::fs::create_dir_all(folder.join("data")).unwrap();
    // An authority, and a certificate for one name.
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").unwrap();
    let key = ["-newkey", "rsa:2048", "-nodes"];
    let authority = ["-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=authority"];
    run(folder, "openssl", &[&["req", "-x509"], &key[..], &authority].concat(), "");
    let asked = ["-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost"];
    run(folder, "openssl", &[&["req"], &key[..], &asked].concat(), "");
    let by = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names", "-days", "2"];
    let signed = ["x509", "-req", "-in", "server.csr", "-out", "server.pem"];
    run(folder, "openssl", &[&signed[..], &by].concat(), "");
    std::fs::write(folder.join("slapd.conf"), settings(folder)).unwrap();
    run(folder, SLAPADD, &["-f", "slapd.conf"], PEOPLE);
    let (secured, plain) = (free_port(), free_port());
    let doors = format!("ldaps://127.0.0.1:{secured}/ ldap://127.0.0.1:{plain}/");
    let mut command = Command::new(SLAPD);
    command.current_dir(folder).args(["-f", "slapd.conf", "-h", &doors, "-d", "0"]);
    let process = Process(command.stderr(Stdio::null()).spawn().unwrap());
    let began = Instant::now();
    while [secured, plain].iter().any(|port| TcpStream::connect(("127.0.0.1", *port)).is_err()) {
        assert!(began.elapsed() < Duration::from_secs(20), "slapd does not listen");
        std::thread::sleep(Duration::from_millis(50));
    }
    (process, secured, plain)
}

/// A district with two people of the directory and one of its own, whose first password is given.
fn district(scratch: &Scratch) -> String {
    let dir = scratch.path("d");
    said(&["init", at(&dir), "--pack", "chongqing-2023"]);
    said(&["user", "add", at(&dir), "样例甲", "--login", "jia", "--outside", "ldap:zhangsan"]);
    said(&["user", "add", at(&dir), "样例乙", "--login", "yi", "--outside", "ldap:lisi"]);
    // Whose names there would be more than a name.
    said(&["user", "add", at(&dir), "样例丙", "--login", "bing", "--outside", "ldap:*"]);
    said(&["user", "add", at(&dir), "样例丁", "--login", "ding", "--outside", "ldap:x)(uid=zhangsan"]);
    said(&[
        "user",
        "add",
        at(&dir),
        "样例戊",
        "--login",
        "wu",
        "--outside",
        "ldap:zhangsan,ou=people,dc=example#",
    ]);
    let own = said(&["user", "add", at(&dir), "样例管理员", "--login", "admin"]);
    std::fs::copy(scratch.path("ldap/ca.pem"), dir.join("ca.pem")).unwrap();
    std::fs::write(dir.join("ldap.secret"), "reader's secret").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let own = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(dir.join("ldap.secret"), own).unwrap();
    }
    own.split_once("首次口令：").unwrap().1.split_whitespace().next().unwrap().to_owned()
}

/// What is told of a name and a password, with a way by which the directory is asked.
fn tries(scratch: &Scratch, settings: &str, tried: &[(&str, &str, &str)]) {
    let (dir, port) = (scratch.path("d"), free_port());
    std::fs::write(dir.join("identity.toml"), settings).unwrap();
    let _server = serve(&dir, port);
    let home = format!("http://127.0.0.1:{port}");
    for (nth, (login, password, wanted)) in tried.iter().enumerate() {
        let jar = format!("{port}-{nth}");
        let origin = format!("origin: {home}");
        let fields = [format!("login={login}"), format!("password={password}")];
        let curl = Curl(scratch, &jar);
        let more = ["-H", &origin, "--data-urlencode", &fields[0], "--data-urlencode", &fields[1]];
        let answer = curl.ask(&format!("{home}/login"), &more);
        match *wanted {
            "" => {
                assert!(answer.starts_with("HTTP/1.1 303"), "{login}: {answer}");
                let me = curl.ask(&format!("{home}/me"), &[]);
                assert!(me.contains("样例"), "{login}: {me}");
            }
            wanted => assert!(told(&answer).contains(wanted), "{login} {password}: {}", told(&answer)),
        }
    }
}

const WRONG: &str = "用户名、口令或动态口令不对";

#[test]
fn the_directory_is_shown_the_password_under_tls_by_every_way_of_finding_a_name() {
    let scratch = Scratch::new("ldap");
    let (_directory, secured, plain) = directory(&scratch.path("ldap"));
    let own = district(&scratch);
    let right = ("jia", "directory password", "");
    // By a pattern of names, with TLS from the first byte; a name is a name, whatever stands in it.
    let template = format!(
        "[ldap]\nurl = \"ldaps://localhost:{secured}\"\ndn = \"uid={{}},ou=people,dc=example\"\nca = \"ca.pem\"\n"
    );
    let mut tried =
        vec![right, ("zhangsan", "directory password", ""), ("admin", &own, ""), ("jia", "", WRONG)];
    tried.extend([("jia", "another password", WRONG), ("yi", "directory password", WRONG)]);
    let strange = ["bing", "ding", "wu"].map(|login| (login, "directory password", WRONG));
    tried.extend(strange);
    tries(&scratch, &template, &tried);
    // By a search, after StartTLS.
    let search = format!(
        "[ldap]\nurl = \"ldap://localhost:{plain}\"\nbase = \"ou=people,dc=example\"\nfilter = \"(&(objectClass=inetOrgPerson)(uid={{}}))\"\n\
         bind_dn = \"cn=reader,dc=example\"\nsecret_file = \"ldap.secret\"\nca = \"ca.pem\"\n"
    );
    tries(&scratch, &search, &[&[right, ("jia", "*", WRONG)][..], &strange].concat());
    // A filter that would find everybody finds nobody.
    let all = search.replace("(uid={})", "(|(uid={})(cn=*))");
    tries(&scratch, &all, &[("jia", "directory password", WRONG)]);
    // A certificate that nobody vouches for, and one of another name: nothing is said to it.
    let named = template.replace("localhost", "127.0.0.1");
    tries(&scratch, &named, &[("jia", "directory password", "目录现在问不到"), ("admin", &own, "")]);
    let unknown = template.replace("ca = \"ca.pem\"\n", "");
    tries(&scratch, &unknown, &[("jia", "directory password", "目录现在问不到")]);
}

#[test]
fn a_locked_account_and_a_directory_that_is_gone_are_told_apart_from_a_wrong_password() {
    let scratch = Scratch::new("ldap-locked");
    let (process, secured, _) = directory(&scratch.path("ldap"));
    let own = district(&scratch);
    let settings = format!(
        "[ldap]\nurl = \"ldaps://localhost:{secured}\"\ndn = \"uid={{}},ou=people,dc=example\"\nca = \"ca.pem\"\n"
    );
    let guess = ("jia", "a guess", WRONG);
    // Three wrong ones, and the directory lets nobody in any more; a fourth is told so.
    tries(&scratch, &settings, &[guess, guess, guess, ("jia", "directory password", "目录里的账号被锁")]);
    drop(process);
    let away = ("yi", "another password", "目录现在问不到");
    tries(&scratch, &settings, &[away, ("admin", &own, "")]);
    // One that takes a connection and says nothing is not waited for without end.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let began = Instant::now();
    tries(&scratch, &settings.replace(&secured.to_string(), &port.to_string()), &[away, ("admin", &own, "")]);
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    let events = events(&scratch.path("d"));
    for why in ["目录里的账号被锁", "问不到目录"] {
        assert!(events.iter().any(|one| one.0 == "被拒绝" && one.1.contains(why)), "{why}: {events:?}");
    }
    assert!(!format!("{events:?}").contains("a guess"), "no password is told");
}

#[test]
fn a_directory_that_never_answers_keeps_nobody_waiting() {
    let scratch = Scratch::new("ldap-silent");
    std::fs::create_dir_all(scratch.path("ldap")).unwrap();
    std::fs::write(scratch.path("ldap/ca.pem"), "").unwrap();
    let own = district(&scratch);
    // It takes connections, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let settings = format!(
        "[ldap]\nurl = \"ldaps://localhost:{}\"\ndn = \"uid={{}},ou=people,dc=example\"\n",
        silent.local_addr().unwrap().port()
    );
    let dir = scratch.path("d");
    let timed = |settings: Option<&str>, tried: &[(&str, &str, &str)]| -> Vec<Duration> {
        match settings {
            Some(text) => std::fs::write(dir.join("identity.toml"), text).unwrap(),
            None => drop(std::fs::remove_file(dir.join("identity.toml"))),
        }
        let port = free_port();
        let _server = serve(&dir, port);
        let home = format!("http://127.0.0.1:{port}");
        let origin = format!("origin: {home}");
        let mut took = Vec::new();
        for (nth, (login, password, wanted)) in tried.iter().enumerate() {
            let fields = [format!("login={login}"), format!("password={password}")];
            let jar = format!("silent-{port}-{nth}");
            let more = ["-H", &origin, "--data-urlencode", &fields[0], "--data-urlencode", &fields[1]];
            let began = Instant::now();
            let answer = Curl(&scratch, &jar).ask(&format!("{home}/login"), &more);
            took.push(began.elapsed());
            match *wanted {
                "" => assert!(answer.starts_with("HTTP/1.1 303"), "{login}: {answer}"),
                wanted => assert!(told(&answer).contains(wanted), "{login}: {}", told(&answer)),
            }
        }
        took
    };
    let (away, at_home) = (("jia", "directory password", "目录现在问不到"), ("admin", own.as_str(), ""));
    let usual = timed(None, &[at_home, at_home])[1];
    // Less than the directory is waited for.
    let soon = usual + Duration::from_millis(2_500);
    let took = timed(Some(&settings), &[at_home, away, away, at_home]);
    assert!(took[0] < soon, "who has a password here: {took:?}, usually {usual:?}");
    assert!(took[1] < usual + Duration::from_secs(6), "the first waits for the directory a little: {took:?}");
    assert!(took[2] < soon, "the next is told at once: {took:?}, usually {usual:?}");
    assert!(took[3] < soon, "{took:?}, usually {usual:?}");
}
