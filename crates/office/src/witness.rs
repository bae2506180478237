//! The books of a witness (见证簿): on a machine of one's own, what was signed of each log, and the key to sign with.

use crate::clock::{Clock, Entropy};
use crate::error::{Error, Result};
use finding::{Finding, Place};
use proof::{
    Hash as _, Keys, NoteSignature, Signed, Sm3, Unwitnessed, Witness, WitnessRequest, cosigned, hex,
};
use std::path::{Path, PathBuf};

/// Name of the witness's key in the folder of the books.
const KEY: &str = "witness.key";
/// Name of the file that is locked by whoever has the turn.
const TURN: &str = "turn";

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witnessed {
    /// The checkpoint with the witness's line under it; none when it was not signed.
    pub checkpoint: Option<String>,
    /// That line alone, with its end: what a log is answered that asks by HTTP.
    pub cosignature: Option<String>,
    /// Number of entries that it is of.
    pub size: u64,
    /// The line that a verifier is told of the witness.
    pub line: String,
    /// Why it was not signed, as a program tells it apart.
    pub refused: Option<Unsigned>,
    /// Why it was not signed, in words.
    pub findings: Vec<Finding>,
}

/// Why a witness does not sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsigned {
    /// It is no request, or one that goes back.
    Form,
    /// The books know no such log.
    Unknown,
    /// It is not signed by the log's key, or the key is not led to by the one that is known.
    Key,
    /// The books know another size than the one that the request starts from, or that size with another root: that size.
    Conflict(u64),
    /// The log does not go on from what was signed.
    Proof,
}

/// The books of a witness: a folder with a page for each log, and the key to sign with.
pub struct WitnessBooks {
    folder: PathBuf,
    own: Witness,
}

/// Signs, in the name of a witness, what goes on from what he signed before; his books lie in `books`, a page for each log.
/// `key` is the text of the log's public keys, which he enters in his books: [`WitnessBooks::enter`].
///
/// # Errors
/// Books that cannot be read or written. What speaks against the request is in the answer.
///
/// ```
/// let books = std::env::temp_dir().join(format!("duheng-books-{}", std::process::id()));
/// let answer = office::witness(&books, "市教委督导室", "", "", &mut office::Machine, &office::Machine).unwrap();
/// assert_eq!(answer.findings[0].code, "witness.form");
/// # std::fs::remove_dir_all(books).ok();
/// ```
pub fn witness(
    books: &Path,
    name: &str,
    request: &str,
    key: &str,
    entropy: &mut dyn Entropy,
    clock: &dyn Clock,
) -> Result<Witnessed> {
    let books = WitnessBooks::open(books, name, entropy)?;
    if WitnessRequest::read(request).is_some()
        && let Some(finding) = books.enter(key)?
    {
        return Ok(Witnessed { findings: vec![finding], ..books.refused(Unsigned::Key) });
    }
    books.sign(request, clock)
}

impl WitnessBooks {
    /// Opens the books, with a key of their own that is made when there is none.
    ///
    /// # Errors
    /// A folder or a key that cannot be read or written; a name with a space or a plus sign in it.
    pub fn open(folder: &Path, name: &str, entropy: &mut dyn Entropy) -> Result<WitnessBooks> {
        crate::private::folder(folder)?;
        let _turn = turn(folder)?;
        Ok(WitnessBooks { own: own(folder, name, entropy)?, folder: folder.to_owned() })
    }

    /// The line that a verifier is told of the witness.
    pub fn line(&self) -> String {
        self.own.line()
    }

    /// Enters a log by the text of its public keys, as the witness himself says that they are: a new page, or on the page
    /// that is there a change of the key that the old key signed. What speaks against it, if anything.
    ///
    /// # Errors
    /// Books that cannot be read or written.
    pub fn enter(&self, keys: &str) -> Result<Option<Finding>> {
        let say = |code, sentence: &str, hint| {
            Ok(Some(Finding::error(code, Place::whole("公钥"), sentence).hint(hint)))
        };
        let Some(told) = Keys::read(keys) else {
            return say("witness.key", "没有给这份日志的公钥", "公钥由 duheng journal key 写出");
        };
        let _turn = turn(&self.folder)?;
        let page = Page::of(&self.folder, told.origin());
        match page.keys()? {
            Some(known) if !page.take(&known, &told)? => {
                let sentence = "所给的公钥不是由见证过的那把换来的：没有旧钥匙的交叉签名";
                say("witness.key-changed", sentence, "向这份日志的一方要换钥以后的公钥：duheng journal key")
            }
            Some(_) => Ok(None),
            None => page.put_keys(&told).map(|()| None),
        }
    }

    /// Follows a change of the key of a log that the books know, whoever tells it: the old key signed it.
    ///
    /// # Errors
    /// Books that cannot be read or written.
    pub fn follow(&self, keys: &str) -> Result<std::result::Result<(), Unsigned>> {
        let Some(told) = Keys::read(keys) else { return Ok(Err(Unsigned::Form)) };
        let _turn = turn(&self.folder)?;
        let page = Page::of(&self.folder, told.origin());
        Ok(match page.keys()? {
            None => Err(Unsigned::Unknown),
            Some(known) if !page.take(&known, &told)? => Err(Unsigned::Key),
            Some(_) => Ok(()),
        })
    }

    /// Signs the checkpoint of a request when it goes on from the one that was signed last of that log.
    ///
    /// # Errors
    /// Books that cannot be read or written. What speaks against the request is in the answer.
    pub fn sign(&self, request: &str, clock: &dyn Clock) -> Result<Witnessed> {
        let Some(request) = WitnessRequest::read(request) else {
            let hint = "请求由 duheng journal request 写出";
            return Ok(self.told(Unsigned::Form, "witness.form", "不是请求见证的文件".to_owned(), hint));
        };
        let _turn = turn(&self.folder)?;
        let page = Page::of(&self.folder, &request.signed.checkpoint.origin);
        let Some(keys) = page.keys()? else {
            let hint = "先把它的公钥记进见证簿：--key";
            return Ok(self.told(
                Unsigned::Unknown,
                "witness.unknown",
                "见证簿里没有这份日志".to_owned(),
                hint,
            ));
        };
        let known = page.checkpoint()?;
        let known = known.as_ref().map(|signed| &signed.checkpoint);
        match self.own.cosign(&request, &keys, known, (clock.now() / 1000) as u64) {
            Err(why) => {
                let refused = unsigned(&request, known.map_or(0, |known| known.size), &why);
                let hint = "不见证；请与这份日志的一方核对";
                Ok(self.told(refused, "witness.refused", why.to_string(), hint))
            }
            Ok(line) => {
                let (mut signed, cosignature) = (request.signed, format!("{}\n", line.line()));
                signed.signatures.push(line);
                // The books first: what was signed must be known to have been.
                page.put_checkpoint(&signed)?;
                Ok(Witnessed {
                    checkpoint: Some(signed.text()),
                    cosignature: Some(cosignature),
                    size: signed.checkpoint.size,
                    line: self.line(),
                    refused: None,
                    findings: Vec::new(),
                })
            }
        }
    }

    fn refused(&self, why: Unsigned) -> Witnessed {
        let (line, findings) = (self.line(), Vec::new());
        Witnessed { checkpoint: None, cosignature: None, size: 0, line, refused: Some(why), findings }
    }

    fn told(&self, why: Unsigned, code: &'static str, sentence: String, hint: &str) -> Witnessed {
        let finding = Finding::error(code, Place::whole("请求"), sentence).hint(hint);
        Witnessed { findings: vec![finding], ..self.refused(why) }
    }
}

/// What a program is told; `known` is the size that was signed last.
fn unsigned(request: &WitnessRequest, known: u64, why: &Unwitnessed) -> Unsigned {
    let size = request.signed.checkpoint.size;
    match why {
        Unwitnessed::Signature => Unsigned::Key,
        Unwitnessed::Origin => Unsigned::Unknown,
        Unwitnessed::Shorter(_) if request.old > size => Unsigned::Form,
        Unwitnessed::Shorter(known) | Unwitnessed::Stale(known) => Unsigned::Conflict(*known),
        Unwitnessed::History(_) if known == size => Unsigned::Conflict(known),
        Unwitnessed::History(_) => Unsigned::Proof,
    }
}

/// The checkpoint of a request with the lines under it that a witness answered; none when they are no signatures.
pub fn with_cosignatures(request: &str, lines: &str) -> Option<String> {
    let mut signed = WitnessRequest::read(request)?.signed;
    let lines = lines.lines().map(NoteSignature::read).collect::<Option<Vec<_>>>()?;
    signed.signatures.extend(lines);
    Signed::read(&signed.text()).map(|signed| signed.text())
}

/// What the books hold of one log.
struct Page {
    keys: PathBuf,
    checkpoint: PathBuf,
}

impl Page {
    fn of(books: &Path, origin: &str) -> Page {
        let name = hex::write(&Sm3::digest(&[origin.as_bytes()])[..16]);
        Page {
            keys: books.join(format!("{name}.keys")),
            checkpoint: books.join(format!("{name}.checkpoint")),
        }
    }

    /// The keys of the log; none when it is not known.
    fn keys(&self) -> Result<Option<Keys>> {
        let read = |text: String| Keys::read(&text).ok_or_else(|| Error::damaged("见证簿里的公钥读不成"));
        text_of(&self.keys)?.map(read).transpose()
    }

    /// Takes keys that go on from the known ones; whether those told are the log's at all.
    fn take(&self, known: &Keys, told: &Keys) -> Result<bool> {
        match told.go_on_from(known) {
            true => self.put_keys(told).map(|()| true),
            false => Ok(known.is(&told.text())),
        }
    }

    /// The checkpoint that was signed last.
    fn checkpoint(&self) -> Result<Option<Signed>> {
        let read = |text: String| Signed::read(&text).ok_or_else(|| Error::damaged("见证簿里的检查点读不成"));
        text_of(&self.checkpoint)?.map(read).transpose()
    }

    fn put_keys(&self, keys: &Keys) -> Result<()> {
        crate::private::replace(&self.keys, keys.text().as_bytes())
    }

    fn put_checkpoint(&self, signed: &Signed) -> Result<()> {
        crate::private::replace(&self.checkpoint, signed.text().as_bytes())
    }
}

fn text_of(path: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some).map_err(Error::file(path)),
    }
}

/// The books are one process's, and one request's, at a time.
fn turn(books: &Path) -> Result<std::fs::File> {
    let path = books.join(TURN);
    let file = crate::private::opened(&path).map_err(Error::file(&path))?;
    file.lock().map_err(Error::file(&path))?;
    Ok(file)
}

/// When the witness of that line signed a checkpoint, as RFC 3339 text; none when he did not.
pub fn witnessed(checkpoint: &str, line: &str) -> Option<String> {
    let time = cosigned(&Signed::find(checkpoint)?, line.trim())?;
    Some(crate::clock::instant(i64::try_from(time).ok()?.checked_mul(1000)?))
}

/// The witness of the books, with a key of its own that is made when there is none.
fn own(books: &Path, name: &str, entropy: &mut dyn Entropy) -> Result<Witness> {
    let path = books.join(KEY);
    if !path.exists() {
        let mut secret = [0; 32];
        entropy.fill(&mut secret)?;
        crate::private::write(&path, hex::write(&secret).as_bytes())?;
    }
    let text = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
    let secret = hex::digest(text.trim()).ok_or_else(|| Error::damaged("见证方的私钥读不成"))?;
    Witness::new(name, &secret).ok_or_else(|| Error::Unknown("见证方的名称里不能有空格和加号".to_owned()))
}
