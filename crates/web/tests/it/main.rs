//! The site over a new district, asked without a socket.

mod cases;
mod claims;
mod doors;
mod duties;
mod empty;
mod house;
mod notices;
mod rosters;
mod work;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use office::Office;
use tower::ServiceExt;

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
        static MADE: AtomicU32 = AtomicU32::new(0);
        let nth = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("web-{}-{nth}", std::process::id()));
        let mut files = Vec::new();
        read_packs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"), "", &mut files);
        change(&mut files);
        let office = Office::init(&folder, "chongqing-2023", &files).unwrap();
        done(&office);
        District { folder, router: web::router(office) }
    }

    /// Asks with a request made by hand.
    fn ask(&self, request: Request<Body>) -> Answer {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
        runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.unwrap();
            let (head, body) = answer.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap();
            Answer {
                status: head.status,
                headers: head.headers,
                body: String::from_utf8_lossy(&body).into_owned(),
            }
        })
    }

    /// Asks for a page as a browser on this machine does.
    fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).header("host", "127.0.0.1:8080").body(Body::empty()).unwrap())
    }
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

/// A session of a person at this machine.
fn by(office: &Office, name: &str) -> office::Session {
    office.session(office::Who::Person(name.to_owned()), office::Via::Command)
}
