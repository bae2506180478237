//! What a workbook says of itself: its sheets, its epoch, its strings, its number formats.

use super::escaped::unescaped;
use super::format::{self, Format};
use crate::package::{Broken, Link, Package, attribute, gather, says_yes};
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// A sheet, before it is read.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed {
    pub name: String,
    pub part: String,
    pub is_hidden: bool,
}

/// What cells refer to.
#[derive(Default)]
pub struct Book {
    pub sheets: Vec<Listed>,
    pub from_1904: bool,
    pub strings: Vec<String>,
    /// Formats by the style of a cell.
    pub formats: Vec<Format>,
    /// The part of the styles.
    pub styles: Option<String>,
}

impl Book {
    pub fn read(package: &mut Package<'_>) -> Result<Book, Broken> {
        let main = package.main("xl/workbook.xml")?;
        let links = package.links(&main)?;
        let mut book = Book::default();
        book.list(package, &main, &links)?;
        let part = |kind: &str| links.iter().find(|link| link.kind == kind).map(|link| link.part.clone());
        if let Some(part) = part("sharedStrings").filter(|part| package.has(part)) {
            book.strings = strings(package, &part)?;
        }
        if let Some(part) = part("styles").filter(|part| package.has(part)) {
            book.formats = formats(package, &part)?;
            book.styles = Some(part);
        }
        Ok(book)
    }

    fn list(&mut self, package: &mut Package<'_>, main: &str, links: &[Link]) -> Result<(), Broken> {
        let mut part = package.part(main)?;
        loop {
            match part.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "workbookPr" => self.from_1904 = says_yes(&element, "date1904"),
                    "sheet" => {
                        let id = attribute(&element, "id").unwrap_or_default();
                        // Charts and dialogues are sheets too, without cells.
                        let link = links.iter().find(|link| link.id == id && link.kind == "worksheet");
                        let name = attribute(&element, "name").unwrap_or_default().into_owned();
                        let state = attribute(&element, "state").unwrap_or_default();
                        let is_hidden = matches!(state.as_ref(), "hidden" | "veryHidden");
                        if let Some(link) = link {
                            self.sheets.push(Listed { name, part: link.part.clone(), is_hidden });
                        }
                    }
                    _ => {}
                },
                Event::Eof if self.sheets.is_empty() => return Err("工作簿里没有工作表".to_owned()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

/// Strings that many cells share; how they are to be spoken is none of their words.
fn strings(package: &mut Package<'_>, part: &str) -> Result<Vec<String>, Broken> {
    let mut part = package.part(part)?;
    let (mut strings, mut text) = (Vec::new(), String::new());
    let (mut words, mut spoken) = (false, false);
    loop {
        match part.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => text.clear(),
                "rPh" => spoken = true,
                "t" => words = !spoken,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "si" => strings.push(unescaped(std::mem::take(&mut text))),
                "rPh" => spoken = false,
                "t" => words = false,
                _ => {}
            },
            Event::Eof => return Ok(strings),
            event if words => gather(&event, &mut text)?,
            _ => {}
        }
    }
}

fn formats(package: &mut Package<'_>, part: &str) -> Result<Vec<Format>, Broken> {
    let mut part = package.part(part)?;
    let mut codes: BTreeMap<u32, String> = BTreeMap::new();
    let (mut styles, mut cells) = (Vec::new(), false);
    loop {
        match part.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    let code = attribute(&element, "formatCode").unwrap_or_default().into_owned();
                    codes.extend(id.map(|id| (id, code)));
                }
                "cellXfs" => cells = true,
                "xf" if cells => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    styles
                        .push(codes.get(&id).map_or_else(|| format::built_in(id), |code| Format::read(code)));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => cells = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}
