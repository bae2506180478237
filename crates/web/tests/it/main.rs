//! The site over a new district, asked without a socket.

mod api;
mod cases;
mod claims;
mod crawl;
mod districts;
mod doors;
mod duties;
mod empty;
mod evidence;
mod grid;
mod hand;
mod house;
mod kept;
mod letters;
mod matrix;
mod notices;
mod paging;
mod placement;
mod proof;
mod recording;
mod refused;
mod resumed;
mod rosters;
mod signing;
mod thousand;
mod visits;
mod witness;
mod work;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use office::Office;
use sandbox::{Limits, Sandbox};
use tower::ServiceExt;

/// What the link of the machine carries.
const TICKET: &str = "0123456789abcdef";

/// A district of its own without a row, and its site.
struct District {
    folder: PathBuf,
    router: Router,
}

/// An answer, read to its end.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
    bytes: Vec<u8>,
}

/// The machine's clock, put forward by milliseconds.
#[derive(Clone, Default)]
struct Ahead(std::sync::Arc<std::sync::atomic::AtomicI64>);

impl Ahead {
    fn a_day(&self) {
        self.0.fetch_add(86_400_000, Ordering::Relaxed);
    }
}

impl office::Clock for Ahead {
    fn now(&self) -> i64 {
        office::Clock::now(&office::Machine) + self.0.load(Ordering::Relaxed)
    }
}

impl District {
    fn new() -> District {
        District::with(|_| {})
    }

    /// A district in which something was done before its pages are opened.
    fn with(done: impl FnOnce(&Office)) -> District {
        District::of(|_| {}, done)
    }

    /// As [`District::with`], with the packs changed before.
    fn of(change: impl FnOnce(&mut Vec<(String, String)>), done: impl FnOnce(&Office)) -> District {
        District::made(change, |office, _| done(office))
    }

    /// A district in which something was done on several days before its pages are opened.
    fn on_days(done: impl FnOnce(&Office, &Ahead)) -> District {
        District::made(|_| {}, done)
    }

    fn made(change: impl FnOnce(&mut Vec<(String, String)>), done: impl FnOnce(&Office, &Ahead)) -> District {
        District::behind(doors(), change, done)
    }

    /// As [`District::on_days`], with the clock of its last day, and anybody may be anybody.
    fn demo_on_days(done: impl FnOnce(&Office, &Ahead)) -> District {
        District::behind(web::Doors { demo: true, ..doors() }, |_| {}, done)
    }

    fn behind(
        doors: web::Doors,
        change: impl FnOnce(&mut Vec<(String, String)>),
        done: impl FnOnce(&Office, &Ahead),
    ) -> District {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let nth = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("web-{}-{nth}", std::process::id()));
        let mut files = Vec::new();
        read_packs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"), "", &mut files);
        change(&mut files);
        let ahead = Ahead::default();
        let (clock, chance) = (Box::new(ahead.clone()), Box::new(office::Machine));
        let shelf = office::Shelf::default();
        let office = Office::init_with(&folder, "chongqing-2023", &files, clock, chance, &shelf).unwrap();
        done(&office, &ahead);
        District { folder, router: web::router(office, doors) }
    }

    /// Asks with a request made by hand, as whoever sits at the machine.
    fn ask(&self, mut request: Request<Body>) -> Answer {
        request.headers_mut().append("cookie", format!("duheng={TICKET}").parse().unwrap());
        self.ask_bare(request)
    }

    /// Asks with a request made by hand, as nobody.
    fn ask_bare(&self, request: Request<Body>) -> Answer {
        runtime().block_on(async {
            let answer = self.router.clone().oneshot(request).await.unwrap();
            let (head, body) = answer.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap();
            Answer {
                status: head.status,
                headers: head.headers,
                body: String::from_utf8_lossy(&body).into_owned(),
                bytes: body.to_vec(),
            }
        })
    }

    /// Asks for a page as a browser on this machine does.
    fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).header("host", "127.0.0.1:8080").body(Body::empty()).unwrap())
    }
}

/// One runtime for all tests: what a site does after it has answered is done as in a server.
fn runtime() -> &'static tokio::runtime::Runtime {
    static RUNTIME: std::sync::OnceLock<tokio::runtime::Runtime> = std::sync::OnceLock::new();
    RUNTIME.get_or_init(|| {
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
    })
}

impl Drop for District {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn read_packs(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        match entry.file_type().unwrap().is_dir() {
            true => read_packs(&entry.path(), &format!("{path}/"), files),
            false => files.push((path, std::fs::read_to_string(entry.path()).unwrap())),
        }
    }
}

/// Doors as `duheng serve` has them; the child that reads a document is this very program.
fn doors() -> web::Doors {
    let words = ["--exact", "the_other_end", "--nocapture", "--test-threads=1"];
    web::Doors {
        public_url: Some("https://edu.example.gov.cn".to_owned()),
        ticket: Some(TICKET.to_owned()),
        ..web::Doors::with(Sandbox::with_words(&words, Limits::DOCUMENT).unwrap())
    }
}

/// Not a test but the child of one, when the sandbox starts this program again.
#[test]
fn the_other_end() {
    if std::env::var_os(sandbox::MARK).is_some() {
        let served = sandbox::serve_child(&mut std::io::stdin().lock(), &mut std::io::stdout().lock());
        std::process::exit(i32::from(served.is_err()));
    }
}

/// A session of a person at this machine.
fn by(office: &Office, name: &str) -> office::Session {
    office
        .session(office::Who::Person(name.to_owned()), office::Via::Command)
        .because(Some("样例：测试用的行"))
}

/// The campus of a school, as a row.
fn campus(code: &str, name: &str) -> office::Given {
    let cells = [("学年", "2022"), ("标识码", code), ("名称", name), ("校园类别", "中小学")];
    office::Given::new("校园安防", &[&cells[..], &[("城乡", "城区")]].concat())
}

/// A guard of a campus, as a row.
fn guard(number: &str, campus: &str, name: &str) -> office::Given {
    let cells = [("保安编号", number), ("姓名", name), ("校园", campus), ("上岗日期", "2022-02-01")];
    office::Given::new("保安员", &[&cells[..], &[("保安员证", "是"), ("背景审查", "是")]].concat())
}
