//! What goes between the house and a child. In: a byte that says what is asked, the length of the name in four bytes, that of
//! the file in eight, the name, the file. Out: a line that is [`BEGIN`], a line of JSON, and the text to the end.

use crate::question::Question;
use crate::told::Told;
use finding::Finding;
use reader::Prose;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// The line behind which the answer stands; whatever the process said before is no answer.
pub(crate) const BEGIN: &[u8] = b"duheng-document 1\n";

/// Longest answer that is taken, in bytes: the longest text and some words about it.
const LONGEST: u64 = reader::TEXT_LIMIT as u64 + (1 << 20);

/// Longest name that a child takes.
const NAME_LIMIT: u32 = 1 << 16;

/// Hands a file to a child.
pub(crate) fn write_document(
    to: &mut impl Write,
    question: Question,
    name: &str,
    bytes: &[u8],
) -> io::Result<()> {
    let length = u32::try_from(name.len()).map_err(io::Error::other)?;
    to.write_all(&[question.mark()])?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(name.as_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

/// What stands before a file: what is asked, the length of the file, its name.
pub(crate) fn read_head(from: &mut impl Read) -> io::Result<(Question, usize, String)> {
    let no = || io::Error::from(io::ErrorKind::InvalidData);
    let (mut mark, mut name, mut length) = ([0; 1], [0; 4], [0; 8]);
    from.read_exact(&mut mark)?;
    from.read_exact(&mut name)?;
    from.read_exact(&mut length)?;
    let question = Question::of(mark[0]).ok_or_else(no)?;
    let length = usize::try_from(u64::from_le_bytes(length)).map_err(io::Error::other)?;
    let name_length = u32::from_le_bytes(name);
    if name_length > NAME_LIMIT || length > question.longest() {
        return Err(no());
    }
    let mut name = vec![0; name_length as usize];
    from.read_exact(&mut name)?;
    Ok((question, length, String::from_utf8(name).map_err(io::Error::other)?))
}

/// The file behind the head, whole or not at all.
pub(crate) fn read_file(from: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(length);
    from.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// The head of an answer.
#[derive(Serialize, Deserialize)]
enum Head {
    /// A text of so many bytes follows.
    Read { source: String, notes: Vec<Told>, length: usize },
    /// Nothing follows.
    Refused(Told),
}

/// Writes an answer.
pub(crate) fn write_answer(to: &mut impl Write, read: &Result<Prose, Finding>) -> io::Result<()> {
    let (head, text) = match read {
        Ok(prose) => {
            let notes = prose.notes.iter().map(Told::of).collect();
            let source = prose.source.clone();
            (Head::Read { source, notes, length: prose.text.len() }, prose.text.as_str())
        }
        Err(finding) => (Head::Refused(Told::of(finding)), ""),
    };
    to.write_all(BEGIN)?;
    serde_json::to_writer(&mut *to, &head)?;
    to.write_all(b"\n")?;
    to.write_all(text.as_bytes())?;
    to.flush()
}

/// Reads what [`write_answer`] wrote; none when it is no whole answer.
pub(crate) fn read_answer(from: &mut impl Read) -> Option<Result<Prose, Finding>> {
    let mut said = Vec::new();
    from.take(LONGEST).read_to_end(&mut said).ok()?;
    answer_of(&said)
}

fn answer_of(said: &[u8]) -> Option<Result<Prose, Finding>> {
    let begin = said.windows(BEGIN.len()).position(|words| words == BEGIN)? + BEGIN.len();
    let end = begin + said[begin..].iter().position(|byte| *byte == b'\n')?;
    let head: Head = serde_json::from_slice(&said[begin..end]).ok()?;
    Some(match head {
        Head::Read { source, notes, length } => {
            // A child that died over its answer has not given one.
            let text = said[end + 1..].get(..length)?;
            let text = std::str::from_utf8(text).ok()?.to_owned();
            let notes = notes.into_iter().map(Told::finding).collect::<Option<_>>()?;
            Ok(Prose { source, text, notes })
        }
        Head::Refused(told) => Err(told.finding()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use finding::Place;

    fn over(read: Result<Prose, Finding>) {
        let mut said = b"running 1 test\n".to_vec();
        write_answer(&mut said, &read).unwrap();
        assert_eq!(answer_of(&said), Some(read.clone()));
        for end in 0..said.len() {
            assert_eq!(answer_of(&said[..end]), None, "a part is no answer");
        }
    }

    #[test]
    fn answers_come_over_whole() {
        let note = Finding::note("import.encoding.gb18030", Place::whole("甲.txt"), "按 GB18030 读入");
        over(Ok(Prose { source: "甲.txt".into(), text: "一\n二\n".into(), notes: vec![note] }));
        let place = Place::at("乙.txt", 3, 4).excerpt("三\n所", Some((0, 3)));
        over(Err(Finding::error("prose.broken", place, "打不开").hint("另存一次")));
    }

    #[test]
    fn documents_come_over_whole() {
        let (mut given, file) = (Vec::new(), b"%PDF\n\0");
        write_document(&mut given, Question::Prose, "年报.pdf", file).unwrap();
        let mut from = given.as_slice();
        let (question, length, name) = read_head(&mut from).unwrap();
        assert_eq!((question, length, name.as_str()), (Question::Prose, file.len(), "年报.pdf"));
        assert_eq!(read_file(&mut from, length).unwrap(), file);
        for end in 0..given.len() {
            let mut from = &given[..end];
            let read = read_head(&mut from).and_then(|(_, length, _)| read_file(&mut from, length));
            assert!(read.is_err(), "a part is no document");
        }
    }
}
