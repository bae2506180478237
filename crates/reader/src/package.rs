//! A package of parts (workbook, DOCX): its parts as streams of markup, and the links from one to another.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;
use zip::read::ZipFile;

/// Largest part that is read as a whole: 512 MiB.
const PART_LIMIT: u64 = 512 << 20;

/// Why a package is not read: it is not whole, as this sentence says.
pub type Broken = String;

/// Largest package of which all parts are taken out: 64 MiB.
const PARTS_LIMIT: u64 = 64 << 20;

/// All parts of a package in their order, names and bytes as they are, for who writes it anew.
///
/// # Errors
/// What is no package, or larger inside than [`PARTS_LIMIT`] or than its size allows for, in words.
///
/// ```
/// assert!(reader::parts(b"GB/T 9704-2012").is_err());
/// ```
pub fn parts(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Broken> {
    let mut archive = crate::container::open(bytes).map_err(|unfit| match unfit {
        crate::container::Unfit::Broken(_) => "不是 DOCX，或者没有存完整".to_owned(),
        crate::container::Unfit::Large(sentence) => sentence,
    })?;
    let (mut parts, mut left) = (Vec::new(), PARTS_LIMIT);
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|_| "里面有打不开的部分".to_owned())?;
        if part.is_dir() {
            continue;
        }
        let name = part.name().map_err(|_| "里面有名字读不出的部分".to_owned())?.into_owned();
        let mut inside = Vec::new();
        (&mut part).take(left + 1).read_to_end(&mut inside).map_err(|_| format!("文件里的{name}打不开"))?;
        left = left.checked_sub(inside.len() as u64).ok_or("解开后超过64兆字节")?;
        parts.push((name, inside));
    }
    Ok(parts)
}

/// A package. Parts are found however their names are written: with backslashes, a leading slash, other case.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Parts by name, in lower case with plain slashes, as they should be written and are not always.
    names: Vec<(String, usize)>,
}

/// A link from one part to another: what kind it is and where it goes.
pub struct Link {
    pub id: String,
    pub kind: String,
    pub part: String,
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

    /// All bytes of a part, and one more than `most` of a longer one.
    pub fn bytes(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Broken> {
        let (at, lacks) = (self.at(name)?, || format!("文件里的{name}打不开"));
        let file = self.archive.by_index(at).map_err(|_| lacks())?;
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| lacks())?;
        Ok(bytes)
    }

    /// A part as text.
    pub fn text(&mut self, name: &str) -> Result<String, Broken> {
        let bytes = self.bytes(name, PART_LIMIT)?;
        String::from_utf8(bytes).map_err(|_| format!("文件里的{name}不是 UTF-8"))
    }

    /// Opens a part.
    pub fn part(&mut self, name: &str) -> Result<Part<'_, 'b>, Broken> {
        let at = self.at(name)?;
        let file = self.archive.by_index(at).map_err(|_| format!("文件里的{name}打不开"))?;
        let mut reader = Reader::from_reader(BufReader::new(file));
        reader.config_mut().check_end_names = false;
        reader.config_mut().expand_empty_elements = true;
        Ok(Part { name: name.to_owned(), reader, buffer: Vec::new() })
    }

    /// The place of a part in its container.
    pub fn at(&self, name: &str) -> Result<usize, Broken> {
        let wanted = plain(name);
        let found = self.names.iter().find(|(known, _)| *known == wanted).map(|(_, at)| *at);
        found.ok_or_else(|| format!("文件里缺少{name}"))
    }

    /// The main part: the one that the package's own links name, or else the usual one.
    pub fn main(&mut self, usual: &str) -> Result<String, Broken> {
        let named = match self.has("_rels/.rels") {
            true => self.links("")?.into_iter().find(|link| link.kind == "officeDocument"),
            false => None,
        };
        Ok(named.map_or_else(|| usual.to_owned(), |link| link.part))
    }

    /// The links of a part; of the package itself for no name.
    pub fn links(&mut self, of: &str) -> Result<Vec<Link>, Broken> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let slash = if folder.is_empty() { "" } else { "/" };
        let mut part = self.part(&format!("{folder}{slash}_rels/{name}.rels"))?;
        let mut links = Vec::new();
        loop {
            match part.next()? {
                Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                    let value = |name: &str| attribute(&element, name).unwrap_or_default().into_owned();
                    let target = value("Target").replace('\\', "/");
                    let part = match target.strip_prefix('/') {
                        Some(whole) => whole.to_owned(),
                        None => resolved(folder, &target),
                    };
                    let kind = value("Type").rsplit('/').next().unwrap_or_default().to_owned();
                    links.push(Link { id: value("Id"), kind, part });
                }
                Event::Eof => return Ok(links),
                _ => {}
            }
        }
    }
}

fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

impl Part<'_, '_> {
    /// The next event; an empty element comes as its begin and its end.
    pub fn next(&mut self) -> Result<Event<'_>, Broken> {
        self.buffer.clear();
        let name = &self.name;
        self.reader.read_event_into(&mut self.buffer).map_err(|_| format!("文件里的{name}写坏了"))
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
    known.map(str::to_owned).ok_or_else(|| format!("文件里有不成字的“&{};”", &**reference))
}
