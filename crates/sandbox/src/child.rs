//! The other end: a process that reads one document and ends.

use crate::Limits;
use crate::frame::{read_document, write_answer};
use finding::{Finding, Place};
use nix::sys::prctl::set_pdeathsig;
use nix::sys::signal::Signal;
use reader::Prose;
use std::io::{self, Read, Write};

/// Reads one document from `from` under [`Limits::DOCUMENT`], which stay upon this process, and answers on `to`.
///
/// # Errors
/// Limits that the system refuses to lay on: nothing is read then; an asker who is gone.
pub fn serve_child(from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
    serve_child_by(reader::prose, Limits::DOCUMENT, from, to)
}

/// As [`serve_child`], by another reader and under other limits: the walls are tried with readers that run into them.
///
/// # Errors
/// As of [`serve_child`].
pub fn serve_child_by(
    reader: fn(&str, &[u8]) -> Result<Prose, Finding>,
    limits: Limits,
    from: &mut impl Read,
    to: &mut impl Write,
) -> io::Result<()> {
    // The house may end while a document is read; nobody waits for it then.
    set_pdeathsig(Signal::SIGKILL)?;
    limits.lay_on()?;
    let mut given = Vec::new();
    from.take(reader::DOCUMENT_LIMIT as u64 + (1 << 16)).read_to_end(&mut given)?;
    let (name, bytes) = read_document(&given).ok_or(io::ErrorKind::InvalidData)?;
    write_answer(to, &read(|| reader(name, bytes), name, limits.stack))
}

/// Reads on a stack of known size. A reader that panics over a document has found it broken.
fn read(
    reader: impl FnOnce() -> Result<Prose, Finding> + Send,
    name: &str,
    stack: usize,
) -> Result<Prose, Finding> {
    std::thread::scope(|scope| {
        let reading = std::thread::Builder::new().stack_size(stack).spawn_scoped(scope, reader);
        let outcome = reading.map(|reading| reading.join());
        match outcome {
            Ok(Ok(read)) => read,
            _ => {
                let finding =
                    Finding::error("prose.broken", Place::whole(name), "文件打不开：内容不合格式的规定");
                Err(finding.hint("文件可能没有传完整，请重新取得，或在 WPS、Word 中另存一次"))
            }
        }
    })
}
