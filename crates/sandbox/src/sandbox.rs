//! Who asks: a child for each document, watched until it has answered or has to be ended.

use crate::frame::{LONGEST, read_answer, write_document};
use crate::pool::{NoPlace, Pool};
use crate::{Cancellation, Limits};
use finding::{Finding, Place};
use reader::Prose;
use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Children that read at one time.
const AT_ONCE: usize = 2;
/// How long a document waits for its turn.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often it is looked whether the asker has left.
const LOOK: Duration = Duration::from_millis(50);
/// Most that is kept of what a dying child says, in bytes.
const LAST_WORDS: u64 = 16 << 10;

/// The word by which the executable knows that it is a child.
pub const VERB: &str = "read-document";

/// Name of the one environment variable that a child has.
pub const MARK: &str = "DUHENG_SANDBOX";

/// Reads documents in children of an executable, a few at a time.
#[derive(Debug)]
pub struct Sandbox {
    program: PathBuf,
    words: Vec<OsString>,
    limits: Limits,
    pool: Pool,
}

/// How a child ended.
enum Ended {
    /// What it said; the last words on the standard error.
    Said(Vec<u8>, String),
    /// It took too long.
    Late,
    /// Who asked has left.
    Left,
}

impl Sandbox {
    /// Children of this very executable, which calls [`crate::serve_child`] when its first word is [`VERB`].
    ///
    /// # Errors
    /// A system that does not say which executable this is.
    pub fn of_this() -> io::Result<Sandbox> {
        Sandbox::with_words(&[VERB], Limits::DOCUMENT)
    }

    /// Children of this very executable, which calls [`crate::serve_child_by`] with these limits when it is given these
    /// words.
    ///
    /// # Errors
    /// As of [`Sandbox::of_this`].
    pub fn with_words(words: &[&str], limits: Limits) -> io::Result<Sandbox> {
        // The link leads to the file that runs, though another was put in its place meanwhile.
        let link = Path::new("/proc/self/exe");
        let program = if link.exists() { link.to_owned() } else { std::env::current_exe()? };
        let words = words.iter().map(OsString::from).collect();
        Ok(Sandbox { program, words, limits, pool: Pool::of(AT_ONCE) })
    }

    /// Reads a document as [`reader::prose`] does, apart from this process. Blocks until it is read.
    ///
    /// # Errors
    /// One finding: of the reader; `prose.too-costly` when the document needs more than [`Limits::DOCUMENT`];
    /// `prose.busy` when others take all places; `prose.cancelled` when who asked has left.
    pub fn prose(&self, name: &str, bytes: &[u8], asked: &Cancellation) -> Result<Prose, Finding> {
        if bytes.len() > reader::DOCUMENT_LIMIT {
            // Refused by its size before it is looked at.
            return reader::prose(name, bytes);
        }
        let _place = self.pool.take(PATIENCE, asked).map_err(|why| match why {
            NoPlace::Busy => refused("prose.busy", name, "正在核对的文章太多", "请稍后再试"),
            NoPlace::Left => left(name),
        })?;
        match self.asked(name, bytes, asked) {
            Ok(Ended::Said(said, last_words)) => {
                read_answer(&said).unwrap_or_else(|| Err(died(name, &last_words)))
            }
            Ok(Ended::Late) => Err(too_costly(name, "读它用的时间超过上限")),
            Ok(Ended::Left) => Err(left(name)),
            Err(error) => Err(refused("prose.busy", name, format!("现在读不了文章：{error}"), "请稍后再试")),
        }
    }

    /// Starts a child, gives it the document, and waits.
    fn asked(&self, name: &str, bytes: &[u8], asked: &Cancellation) -> io::Result<Ended> {
        let mut child = Watched(self.command().spawn()?);
        let (input, output) = (child.0.stdin.take(), child.0.stdout.take());
        let (Some(mut input), Some(output), Some(errors)) = (input, output, child.0.stderr.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        std::thread::scope(|scope| {
            let (said, hear) = channel();
            // A child that dies does not hear us to the end; what it died of is told by its answer.
            scope.spawn(move || write_document(&mut input, name, bytes).ok());
            let last_words = scope.spawn(move || heard(errors, LAST_WORDS));
            scope.spawn(move || said.send(heard(output, LONGEST)));
            let outcome = wait(&hear, asked, self.limits.wall);
            // The threads end with the child.
            child.end();
            let last_words = last_words.join().unwrap_or_default();
            Ok(match outcome {
                Ended::Said(said, _) => Ended::Said(said, String::from_utf8_lossy(&last_words).into_owned()),
                other => other,
            })
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        // Nothing of what the house knows goes along.
        command.args(&self.words).env_clear().env(MARK, "1").current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// A child that does not outlive who waits for it.
struct Watched(Child);

impl Watched {
    fn end(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.end();
    }
}

/// Hears a child out; beyond `most` bytes the rest is let go unheard, so that the child is not held up.
fn heard(mut from: impl Read, most: u64) -> Vec<u8> {
    let mut said = Vec::new();
    from.by_ref().take(most).read_to_end(&mut said).ok();
    io::copy(&mut from, &mut io::sink()).ok();
    said
}

/// Waits for what a child says, for the end of its time, or for the asker to leave.
fn wait(hear: &Receiver<Vec<u8>>, asked: &Cancellation, wall: Duration) -> Ended {
    let until = Instant::now() + wall;
    loop {
        match hear.recv_timeout(LOOK) {
            Ok(said) => return Ended::Said(said, String::new()),
            Err(RecvTimeoutError::Disconnected) => return Ended::Said(Vec::new(), String::new()),
            Err(RecvTimeoutError::Timeout) if asked.is_cancelled() => return Ended::Left,
            Err(RecvTimeoutError::Timeout) if Instant::now() >= until => return Ended::Late,
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// What is said of a document over which a child died.
fn died(name: &str, last_words: &str) -> Finding {
    match last_words {
        words if words.contains("overflowed its stack") => too_costly(name, "里面一层套一层，套得太深"),
        words if words.contains("memory allocation") => too_costly(name, "读它要用的内存超过上限"),
        _ => too_costly(name, "读它用的时间或内存超过上限"),
    }
}

fn too_costly(name: &str, sentence: &str) -> Finding {
    refused("prose.too-costly", name, sentence, "请在 WPS、Word 中另存一次，或只交要核对的那几页")
}

fn left(name: &str) -> Finding {
    refused("prose.cancelled", name, "没有读完：要求核对的人已经离开", "请再交一次")
}

fn refused(code: &'static str, name: &str, sentence: impl Into<String>, hint: &str) -> Finding {
    Finding::error(code, Place::whole(name), sentence).hint(hint)
}
