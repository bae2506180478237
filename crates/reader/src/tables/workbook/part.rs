//! A part of a workbook's package as a stream of markup.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::io::{BufReader, Cursor};
use zip::ZipArchive;
use zip::read::ZipFile;

/// Why a workbook is not read: it is not whole, as this sentence says.
pub type Broken = String;

/// The package of a workbook.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Parts by name, in lower case with plain slashes, as they should be written and are not always.
    names: Vec<(String, usize)>,
}

/// A part that is being read.
pub struct Part<'p, 'b> {
    name: String,
    reader: Reader<BufReader<ZipFile<'p, Cursor<&'b [u8]>>>>,
    buffer: Vec<u8>,
}

impl<'b> Package<'b> {
    pub fn new(archive: ZipArchive<Cursor<&'b [u8]>>) -> Package<'b> {
        let names = archive
            .file_names()
            .enumerate()
            .filter_map(|(at, name)| Some((plain(&name.ok()?), at)))
            .collect();
        Package { archive, names }
    }

    /// Whether there is a part of that name.
    pub fn has(&self, name: &str) -> bool {
        let name = plain(name);
        self.names.iter().any(|(known, _)| *known == name)
    }

    /// Opens a part.
    pub fn part(&mut self, name: &str) -> Result<Part<'_, 'b>, Broken> {
        let wanted = plain(name);
        let lacks = || format!("工作簿里缺少{name}");
        let at =
            self.names.iter().find(|(known, _)| *known == wanted).map(|(_, at)| *at).ok_or_else(lacks)?;
        let file = self.archive.by_index(at).map_err(|_| lacks())?;
        let mut reader = Reader::from_reader(BufReader::new(file));
        reader.config_mut().check_end_names = false;
        reader.config_mut().expand_empty_elements = true;
        Ok(Part { name: name.to_owned(), reader, buffer: Vec::new() })
    }
}

fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

impl Part<'_, '_> {
    /// The next event; an empty element comes as its begin and its end.
    pub fn next(&mut self) -> Result<Event<'_>, Broken> {
        self.buffer.clear();
        let name = &self.name;
        self.reader.read_event_into(&mut self.buffer).map_err(|_| format!("工作簿里的{name}写坏了"))
    }

    /// The name of the part.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// An attribute by its name without a prefix.
pub fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let one = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|one| one.key.local_name().as_ref() == name)?;
    one.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// Whether an attribute says yes.
pub fn says_yes(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| matches!(value.as_ref(), "1" | "true" | "on"))
}

/// Adds the words of an event to a text.
pub fn gather(event: &Event<'_>, text: &mut String) -> Result<(), Broken> {
    match event {
        Event::Text(words) => text.push_str(&words.xml10_content()),
        Event::CData(words) => text.push_str(&words.xml10_content()),
        Event::GeneralRef(reference) => text.push_str(&letter(reference)?),
        _ => {}
    }
    Ok(())
}

/// What a reference stands for; one that stands for nothing may not vanish from the text.
fn letter(reference: &BytesRef<'_>) -> Result<String, Broken> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Ok(character.to_string());
    }
    let known = quick_xml::escape::resolve_predefined_entity(reference);
    known.map(str::to_owned).ok_or_else(|| format!("工作簿里有不成字的“&{};”", &**reference))
}

/// A text with the letters that markup cannot hold, which a workbook writes as `_x000D_`.
pub fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        let letter = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let letter = letter.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        let (words, next) = if letter.is_some() { (at, at + 7) } else { (at + 2, at + 2) };
        out.push_str(&rest[..words]);
        out.extend(letter);
        rest = &rest[next..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_written_by_their_number_are_read_as_letters() {
        for (written, read) in [
            ("样例_x000D_\n保安", "样例\r\n保安"),
            ("_x005F_x000D_", "_x000D_"),
            ("a_xyz_b_x00", "a_xyz_b_x00"),
        ] {
            assert_eq!(unescaped(written.to_owned()), read);
        }
    }
}
