//! The other end: a process that reads one document and ends.

use crate::Limits;
use crate::frame::{read_file, read_head, write_answer};
use crate::question::Question;
use crate::tables::write_tables;
use finding::{Finding, Place};
use nix::sys::prctl::set_pdeathsig;
use nix::sys::signal::Signal;
use reader::{Prose, Tables};
use std::io::{self, Read, Write};

/// Reads one file from `from` under the limits of what is asked of it, which stay upon this process, and answers on `to`.
///
/// # Errors
/// Limits that the system refuses to lay on: nothing is read then; an asker who is gone.
pub fn serve_child(from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
    serve(reader::prose, None, from, to)
}

/// As [`serve_child`], by another reader of documents and under other limits: the walls are tried with readers that run into
/// them.
///
/// # Errors
/// As of [`serve_child`].
pub fn serve_child_by(
    reader: fn(&str, &[u8]) -> Result<Prose, Finding>,
    limits: Limits,
    from: &mut impl Read,
    to: &mut impl Write,
) -> io::Result<()> {
    serve(reader, Some(limits), from, to)
}

fn serve(
    prose: fn(&str, &[u8]) -> Result<Prose, Finding>,
    limits: Option<Limits>,
    from: &mut impl Read,
    to: &mut impl Write,
) -> io::Result<()> {
    // The house may end while a document is read; nobody waits for it then.
    set_pdeathsig(Signal::SIGKILL)?;
    let (question, length, name) = read_head(from)?;
    let limits = limits.unwrap_or_else(|| question.limits(length));
    limits.lay_on()?;
    let bytes = read_file(from, length)?;
    match question {
        Question::Prose => {
            let read = apart(|| prose(&name, &bytes), limits.stack);
            write_answer(to, &read.unwrap_or_else(|| Err(broken("prose.broken", &name))))
        }
        Question::Tables(encoding) => {
            let read = apart(|| reader::tables(&name, &bytes, encoding), limits.stack);
            write_tables(to, &read.unwrap_or_else(|| Tables::refused(broken("import.xlsx.broken", &name))))
        }
    }
}

/// Reads on a stack of known size; none when the reader panicked.
fn apart<T: Send>(reader: impl FnOnce() -> T + Send, stack: usize) -> Option<T> {
    std::thread::scope(|scope| {
        let reading = std::thread::Builder::new().stack_size(stack).spawn_scoped(scope, reader);
        reading.ok()?.join().ok()
    })
}

/// What is said of a file over which a reader panicked.
fn broken(code: &'static str, name: &str) -> Finding {
    let finding = Finding::error(code, Place::whole(name), "文件打不开：内容不合格式的规定");
    finding.hint("文件可能没有传完整，请重新取得，或在 WPS、Office 中另存一次")
}
