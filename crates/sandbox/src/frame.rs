//! What goes between the house and a child. In: the length of the name in four bytes, the name, the document to the end.
//! Out: a line that is [`BEGIN`], a line of JSON, and the text to the end.

use finding::{Finding, Grade, Place};
use reader::Prose;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// The line behind which the answer stands; whatever the process said before is no answer.
pub(crate) const BEGIN: &[u8] = b"duheng-document 1\n";

/// Longest answer that is taken, in bytes: the longest text and some words about it.
pub(crate) const LONGEST: u64 = reader::TEXT_LIMIT as u64 + (1 << 20);

/// Writes a document to a child.
pub(crate) fn write_document(to: &mut impl Write, name: &str, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(name.len()).map_err(io::Error::other)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(name.as_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

/// Reads what [`write_document`] wrote: name and document.
pub(crate) fn read_document(given: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = given.split_first_chunk()?;
    let (name, bytes) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some((std::str::from_utf8(name).ok()?, bytes))
}

/// The head of an answer.
#[derive(Serialize, Deserialize)]
enum Head {
    /// A text of so many bytes follows.
    Read { source: String, notes: Vec<Told>, length: usize },
    /// Nothing follows.
    Refused(Told),
}

/// A finding on its way.
#[derive(Serialize, Deserialize)]
struct Told {
    code: String,
    grade: u8,
    source: String,
    line: Option<u32>,
    column: Option<u32>,
    cell: Option<String>,
    excerpt: Option<String>,
    mark: Option<(usize, usize)>,
    sentence: String,
    hint: Option<String>,
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
pub(crate) fn read_answer(said: &[u8]) -> Option<Result<Prose, Finding>> {
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

const GRADES: [Grade; 4] = [Grade::Note, Grade::Warning, Grade::Doubt, Grade::Error];

impl Told {
    fn of(finding: &Finding) -> Told {
        let place = finding.place.clone();
        Told {
            code: finding.code.to_owned(),
            grade: GRADES.iter().position(|grade| *grade == finding.grade).unwrap_or_default() as u8,
            source: place.source,
            line: place.line,
            column: place.column,
            cell: place.cell,
            excerpt: place.excerpt,
            mark: place.mark,
            sentence: finding.sentence.clone(),
            hint: finding.hint.clone(),
        }
    }

    /// The finding; none when its code is none of the reader's.
    fn finding(self) -> Option<Finding> {
        Some(Finding {
            code: reader::code(&self.code)?,
            grade: *GRADES.get(usize::from(self.grade))?,
            place: Place {
                source: self.source,
                line: self.line,
                column: self.column,
                cell: self.cell,
                excerpt: self.excerpt,
                mark: self.mark,
            },
            sentence: self.sentence,
            hint: self.hint,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(read: Result<Prose, Finding>) {
        let mut said = b"running 1 test\n".to_vec();
        write_answer(&mut said, &read).unwrap();
        assert_eq!(read_answer(&said), Some(read.clone()));
        for end in 0..said.len() {
            assert_eq!(read_answer(&said[..end]), None, "a part is no answer");
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
        let mut given = Vec::new();
        write_document(&mut given, "年报.pdf", b"%PDF\n\0").unwrap();
        assert_eq!(read_document(&given), Some(("年报.pdf", &b"%PDF\n\0"[..])));
        assert_eq!(read_document(&given[..6]), None);
    }
}
