//! The books of a witness (见证簿): on a machine of one's own, what was signed of each log, and the key to sign with.

use crate::clock::{Clock, Entropy};
use crate::error::{Error, Result};
use finding::{Finding, Place};
use proof::{PublicKey, Signed, Witness, WitnessRequest, cosigned, hex};
use std::path::Path;

/// Name of the witness's key in the folder of the books.
const KEY: &str = "witness.key";

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

/// Signs, in the name of a witness, what goes on from what he signed before; his books lie in `books`. `key` is the log's
/// public key as its two lines.
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
    let own = own(books, name, entropy)?;
    let mut answer = Witnessed { checkpoint: None, size: 0, line: own.line(), findings: Vec::new() };
    let mut refuse = |code, sentence: String, hint| {
        answer.findings.push(Finding::error(code, Place::whole("请求"), sentence).hint(hint));
    };
    let Some(request) = WitnessRequest::read(request) else {
        refuse("witness.form", "不是请求见证的文件".to_owned(), "请求由 duheng journal request 写出");
        return Ok(answer);
    };
    let Some((_, key)) = PublicKey::read(key) else {
        refuse("witness.key", "没有给这份日志的公钥".to_owned(), "公钥是两行，由 duheng journal key 写出");
        return Ok(answer);
    };
    let page = books.join(format!("{}.checkpoint", key.fingerprint()));
    let known = match std::fs::read_to_string(&page) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(Error::File(page, error)),
        Ok(text) => Some(Signed::read(&text).ok_or_else(|| Error::damaged("见证簿里的检查点读不成"))?),
    };
    let known = known.as_ref().map(|signed| &signed.checkpoint);
    match own.cosign(&request, &key, known, (clock.now() / 1000) as u64) {
        Err(why) => refuse("witness.refused", why.to_string(), "不见证；请与这份日志的一方核对"),
        Ok(line) => {
            let mut signed = request.signed;
            signed.signatures.push(line);
            // The books first: what was signed must be known to have been.
            crate::private::write(&page, signed.text().as_bytes())?;
            answer.size = signed.checkpoint.size;
            answer.checkpoint = Some(signed.text());
        }
    }
    Ok(answer)
}

/// When the witness of that line signed a checkpoint, as RFC 3339 text; none when he did not.
pub fn witnessed(checkpoint: &str, line: &str) -> Option<String> {
    let time = cosigned(&Signed::read(checkpoint)?, line.trim())?;
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
