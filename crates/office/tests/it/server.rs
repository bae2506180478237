//! A PostgreSQL server of the tests' own: made when it is first asked for, on a socket in a folder of its own, gone with the process
//! that asked. As root it runs as another user, because it refuses to run as root. Whoever looks is told where there is none.

use std::io::Read as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// What runs beside the server: when whoever started it is gone, its own input ends, and the server and its folder go too.
const KEEPER: &str = r#"
programs=$1; folder=$2; shift 2
"$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c full_page_writes=off \
    -c max_connections=200 -c shared_buffers=64MB "$@" >"$folder/log" 2>&1 </dev/null &
cat >/dev/null
kill -QUIT $! 2>/dev/null
wait
rm -rf "$folder"
"#;

/// A server that runs.
pub struct Server {
    folder: PathBuf,
    psql: PathBuf,
    /// Where it listens beside its socket, under TLS.
    pub port: u16,
    /// Holds the input of the keeper open.
    _keeper: Child,
}

/// The server of this process.
pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start(false))
}

/// One that is come to by a port, under TLS and with a password alone: its certificate is of `localhost`, `ca.pem` in its folder
/// vouches for it and `other.pem` does not.
pub fn secured() -> Server {
    Server::start(true)
}

/// The folder of the server's programs.
fn programs() -> PathBuf {
    let mut folders: Vec<PathBuf> =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        folders.extend(versions.flatten().map(|version| version.path().join("bin")));
    }
    let found = folders.into_iter().find(|folder| folder.join("initdb").exists());
    let initdb = found.expect("PostgreSQL is not installed: apt-get install postgresql").join("initdb");
    initdb.canonicalize().unwrap().parent().unwrap().to_owned()
}

/// User and group that the server runs as, when this process is root.
fn other_user() -> Option<(u32, u32)> {
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        return None;
    }
    let users = std::fs::read_to_string("/etc/passwd").unwrap();
    let numbers = |name: &str| {
        let line = users.lines().find(|line| line.starts_with(&format!("{name}:")))?;
        let mut cells = line.split(':').skip(2);
        Some((cells.next()?.parse().ok()?, cells.next()?.parse().ok()?))
    };
    Some(numbers("postgres").or(numbers("nobody")).expect("a user that is not root"))
}

fn command(program: &Path, user: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    command.current_dir("/");
    if let Some((user, group)) = user {
        command.uid(user).gid(group);
    }
    command
}

impl Server {
    fn start(is_secured: bool) -> Server {
        let (programs, user) = (programs(), other_user());
        let kind = if is_secured { "pgs" } else { "pg" };
        let folder = std::env::temp_dir().join(format!("duheng-{kind}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
        if let Some((user, group)) = user {
            chown(&folder, Some(user), Some(group)).unwrap();
        }
        let mut making = command(&programs.join("initdb"), user);
        // The order of the cluster is not that of bytes: whoever relies on it is found out.
        making.args(["-A", "trust", "-U", "root", "-E", "UTF8", "--locale=C", "--no-sync"]);
        making.args(["--locale-provider=icu", "--icu-locale=zh", "-D"]);
        let made = making.arg(folder.join("data")).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let mut keeping = command(Path::new("/bin/sh"), user);
        keeping.args(["-c", KEEPER, "keeper"]).arg(&programs).arg(&folder);
        let mut port = 5432;
        if is_secured {
            certified(&folder, user);
            port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            let doors = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n";
            std::fs::write(folder.join("data/pg_hba.conf"), doors).unwrap();
            let file = |name: &str, file: &str| format!("{name}={}", folder.join(file).display());
            let files = [file("ssl_cert_file", "server.pem"), file("ssl_key_file", "server.key")];
            keeping.args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "ssl=on"]);
            keeping.args(["-c", &files[0], "-c", &files[1]]);
        }
        let keeper = keeping.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let server = Server { folder, psql: programs.join("psql"), port, _keeper: keeper };
        for _ in 0..600 {
            if server.told("postgres", "SELECT 1").is_ok() {
                // One that may make its tables, and nothing else.
                server.told("postgres", "CREATE ROLE duheng LOGIN").unwrap();
                return server;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let mut log = String::new();
        std::fs::File::open(server.folder.join("log")).unwrap().read_to_string(&mut log).unwrap();
        panic!("PostgreSQL does not begin to answer: {log}");
    }

    /// What a sentence answers in a database, asked past the program.
    pub fn told(&self, database: &str, sql: &str) -> Result<String, String> {
        let mut asking = Command::new(&self.psql);
        asking.args([
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-U",
            "root",
            "-d",
            database,
            "-c",
            sql,
        ]);
        asking.args(["-p", &self.port.to_string()]);
        let told = asking.arg("-h").arg(&self.folder).output().unwrap();
        match told.status.success() {
            true => Ok(String::from_utf8(told.stdout).unwrap().trim().to_owned()),
            false => Err(String::from_utf8_lossy(&told.stderr).into_owned()),
        }
    }

    /// A file of its folder.
    pub fn file(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn number() -> u32 {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        NUMBER.fetch_add(1, Ordering::Relaxed)
    }

    fn address(&self, database: &str) -> String {
        format!(
            "postgres://duheng@/{database}?host={}",
            self.folder.display().to_string().replace('/', "%2F")
        )
    }

    /// The address of a new, empty schema.
    pub fn schema(&self) -> String {
        let name = format!("d{}", Server::number());
        self.told("postgres", &format!("CREATE SCHEMA {name} AUTHORIZATION duheng")).unwrap();
        format!("{}&options=-c%20search_path%3D{name}", self.address("postgres"))
    }

    /// The name and the address of a new, empty database.
    pub fn database(&self) -> (String, String) {
        let name = format!("own{}", Server::number());
        self.told("postgres", &format!("CREATE DATABASE {name} OWNER duheng")).unwrap();
        let address = self.address(&name);
        (name, address)
    }

    /// The address of an empty database by the port, under what the words behind `?` say.
    pub fn by_port(&self, host: &str, words: &str) -> String {
        format!("postgres://duheng:database%20secret@{host}:{}/postgres?{words}", self.port)
    }

    /// Ends every connection to a database, as if the machine between had gone.
    pub fn cut_off(&self, database: &str) {
        let others = "SELECT COUNT(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
                      WHERE datname = current_database() AND pid <> pg_backend_pid()";
        self.told(database, others).unwrap();
    }
}

/// An authority, a certificate of its for `localhost`, and another authority.
fn certified(folder: &Path, user: Option<(u32, u32)>) {
    let openssl = |words: &[&str]| {
        let done = command(Path::new("openssl"), user).current_dir(folder).args(words).output().unwrap();
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
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
