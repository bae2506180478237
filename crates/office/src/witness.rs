//! The books of a witness (见证簿): on a machine of one's own, what was signed of each log, and the key to sign with.

use crate::clock::{Clock, Entropy};
use crate::error::{Error, Result};
use finding::{Finding, Place};
use proof::{Hash as _, Keys, Signed, Sm3, Witness, WitnessRequest, cosigned, hex};
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
    /// Number of entries that it is of.
    pub size: u64,
    /// The line that a verifier is told of the witness.
    pub line: String,
    /// Why it was not signed.
    pub findings: Vec<Finding>,
}

/// Signs, in the name of a witness, what goes on from what he signed before; his books lie in `books`, a page for each log.
/// `key` is the text of the log's public keys. The page keeps them: keys that were changed are followed when the old one
/// signed the new one, and no others.
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
    crate::private::folder(books)?;
    let _turn = turn(books)?;
    let own = own(books, name, entropy)?;
    let mut answer = Witnessed { checkpoint: None, size: 0, line: own.line(), findings: Vec::new() };
    let mut refuse = |code, sentence: String, hint| {
        answer.findings.push(Finding::error(code, Place::whole("请求"), sentence).hint(hint));
    };
    let Some(request) = WitnessRequest::read(request) else {
        refuse("witness.form", "不是请求见证的文件".to_owned(), "请求由 duheng journal request 写出");
        return Ok(answer);
    };
    let Some(told) = Keys::read(key) else {
        refuse("witness.key", "没有给这份日志的公钥".to_owned(), "公钥由 duheng journal key 写出");
        return Ok(answer);
    };
    let page = Page::of(books, told.origin());
    let Some(keys) = page.keys(&told)? else {
        let sentence = "所给的公钥不是由见证过的那把换来的：没有旧钥匙的交叉签名".to_owned();
        refuse("witness.key-changed", sentence, "向这份日志的一方要换钥以后的公钥：duheng journal key");
        return Ok(answer);
    };
    let known = page.checkpoint()?;
    let known = known.as_ref().map(|signed| &signed.checkpoint);
    match own.cosign(&request, &keys, known, (clock.now() / 1000) as u64) {
        Err(why) => refuse("witness.refused", why.to_string(), "不见证；请与这份日志的一方核对"),
        Ok(line) => {
            let mut signed = request.signed;
            signed.signatures.push(line);
            // The books first: what was signed must be known to have been.
            page.note(&keys, &signed)?;
            answer.size = signed.checkpoint.size;
            answer.checkpoint = Some(signed.text());
        }
    }
    Ok(answer)
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

    /// The keys of the log: those that are known, or those told when they go on from them.
    fn keys(&self, told: &Keys) -> Result<Option<Keys>> {
        let Some(text) = text_of(&self.keys)? else { return Ok(Some(told.clone())) };
        let known = Keys::read(&text).ok_or_else(|| Error::damaged("见证簿里的公钥读不成"))?;
        Ok(match told.go_on_from(&known) {
            true => Some(told.clone()),
            false => known.is(&told.text()).then_some(known),
        })
    }

    /// The checkpoint that was signed last.
    fn checkpoint(&self) -> Result<Option<Signed>> {
        let read = |text: String| Signed::read(&text).ok_or_else(|| Error::damaged("见证簿里的检查点读不成"));
        text_of(&self.checkpoint)?.map(read).transpose()
    }

    fn note(&self, keys: &Keys, signed: &Signed) -> Result<()> {
        crate::private::replace(&self.keys, keys.text().as_bytes())?;
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
