//! Who asks: a child for each document, watched until it has answered or has to be ended.

use crate::frame::{read_answer, write_document};
use crate::pool::{NoPlace, Pool};
use crate::question::{Question, Unanswered};
use crate::tables::read_tables;
use crate::{Cancellation, Limits};
use finding::Finding;
use reader::{Encoding, Prose, Tables};
use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
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

/// The allocator of the program reserves addresses in parcels of so many KiB: a whole gibibyte, which is its custom, would be more than
/// a child is given.
const RESERVE: (&str, &str) = ("MIMALLOC_ARENA_RESERVE", "32768");

/// Name of the one environment variable that a child has.
pub const MARK: &str = "DUHENG_SANDBOX";

/// Reads documents in children of an executable, a few at a time.
#[derive(Debug)]
pub struct Sandbox {
    program: PathBuf,
    words: Vec<OsString>,
    /// In the place of those that go with what is asked.
    limits: Option<Limits>,
    pool: Pool,
}

impl Sandbox {
    /// Children of this very executable, which calls [`crate::serve_child`] when its first word is [`VERB`].
    ///
    /// # Errors
    /// A system that does not say which executable this is.
    pub fn of_this() -> io::Result<Sandbox> {
        Sandbox::started_with(&[VERB], None)
    }

    /// Children of this very executable, which calls [`crate::serve_child_by`] with these limits when it is given these
    /// words.
    ///
    /// # Errors
    /// As of [`Sandbox::of_this`].
    pub fn with_words(words: &[&str], limits: Limits) -> io::Result<Sandbox> {
        Sandbox::started_with(words, Some(limits))
    }

    fn started_with(words: &[&str], limits: Option<Limits>) -> io::Result<Sandbox> {
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
        let question = Question::Prose;
        let answer = self.answered(question, name, bytes, asked, |mut from| read_answer(&mut from));
        answer.unwrap_or_else(|why| Err(question.finding(name, &why)))
    }

    /// Reads a file into tables as [`reader::tables`] does, apart from this process. Blocks until it is read.
    ///
    /// What keeps it from being read is among the findings: of the reader, or `import.file.too-costly`, `import.file.busy`,
    /// `import.file.cancelled` as with a document.
    pub fn tables(&self, name: &str, bytes: &[u8], forced: Option<Encoding>, asked: &Cancellation) -> Tables {
        if bytes.len() > reader::FILE_LIMIT {
            return reader::tables(name, bytes, forced);
        }
        let question = Question::Tables(forced);
        let answer = self.answered(question, name, bytes, asked, |from| read_tables(from));
        answer.unwrap_or_else(|why| Tables::refused(question.finding(name, &why)))
    }

    /// Waits for a place, starts a child, gives it the file, and waits for what `hear` makes of its answer.
    fn answered<T: Send>(
        &self,
        question: Question,
        name: &str,
        bytes: &[u8],
        asked: &Cancellation,
        hear: impl FnOnce(&mut ChildStdout) -> Option<T> + Send,
    ) -> Result<T, Unanswered> {
        let _place = self.pool.take(PATIENCE, asked).map_err(|why| match why {
            NoPlace::Busy => Unanswered::Busy,
            NoPlace::Left => Unanswered::Left,
        })?;
        let wall = self.limits.unwrap_or_else(|| question.limits(bytes.len())).wall;
        let mut child = Watched(self.command().spawn().map_err(|_| Unanswered::Busy)?);
        let (input, output) = (child.0.stdin.take(), child.0.stdout.take());
        let (Some(mut input), Some(mut output), Some(errors)) = (input, output, child.0.stderr.take()) else {
            return Err(Unanswered::Busy);
        };
        std::thread::scope(|scope| {
            let (said, answer) = channel();
            // A child that dies does not hear us to the end; what it died of is told by its answer.
            scope.spawn(move || write_document(&mut input, question, name, bytes).ok());
            let last_words = scope.spawn(move || last_words(errors));
            scope.spawn(move || said.send(hear(&mut output)));
            let outcome = wait(&answer, asked, wall);
            // The threads end with the child.
            child.end();
            let last_words = last_words.join().unwrap_or_default();
            outcome?.ok_or(Unanswered::Died(last_words))
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        // Nothing of what the house knows goes along.
        command.args(&self.words).env_clear().env(MARK, "1").env(RESERVE.0, RESERVE.1).current_dir("/");
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

/// The last words of a child; beyond what is kept the rest is let go unheard, so that the child is not held up.
fn last_words(mut from: impl Read) -> String {
    let mut said = Vec::new();
    from.by_ref().take(LAST_WORDS).read_to_end(&mut said).ok();
    io::copy(&mut from, &mut io::sink()).ok();
    String::from_utf8_lossy(&said).into_owned()
}

/// Waits for what a child says, for the end of its time, or for the asker to leave.
fn wait<T>(
    answer: &Receiver<Option<T>>,
    asked: &Cancellation,
    wall: Duration,
) -> Result<Option<T>, Unanswered> {
    let until = Instant::now() + wall;
    loop {
        match answer.recv_timeout(LOOK) {
            Ok(said) => return Ok(said),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) if asked.is_cancelled() => return Err(Unanswered::Left),
            Err(RecvTimeoutError::Timeout) if Instant::now() >= until => return Err(Unanswered::Late),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}
