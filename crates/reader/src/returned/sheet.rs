//! A sheet with words in one more column, and a filter over it.

use super::Column;
use super::styles::raw;
use crate::package::attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

/// Width of the column, in letters.
const WIDTH: u32 = 42;

/// The markup of a sheet with the column.
pub(super) fn with(markup: &str, column: &Column, style: Option<usize>) -> Result<String, String> {
    let mut reader = Reader::from_str(markup);
    let mut pass = Pass {
        column,
        style,
        writer: Writer::new(Vec::new()),
        prefix: String::new(),
        row: None,
        last: 0,
        cell: 0,
        skipped: 0,
        has_widths: markup.contains("<cols") || markup.contains(":cols"),
        is_covered: false,
        is_filtered: markup.contains("autoFilter") || markup.contains("tablePart"),
    };
    loop {
        match reader.read_event().map_err(|_| "工作表写坏了".to_owned())? {
            Event::Eof => break,
            event => pass.event(event)?,
        }
    }
    String::from_utf8(pass.writer.into_inner()).map_err(|error| error.to_string())
}

struct Pass<'c> {
    column: &'c Column,
    style: Option<usize>,
    writer: Writer<Vec<u8>>,
    /// Of the names of elements, with its colon.
    prefix: String,
    /// The row that is open and still wants its cell.
    row: Option<u32>,
    /// The last row and cell, for those that do not say which they are.
    last: u32,
    cell: u32,
    /// Depth inside a cell that is left out.
    skipped: usize,
    has_widths: bool,
    /// Whether a width is given that reaches over the column.
    is_covered: bool,
    /// Whether there is a filter already, of the sheet or of a table on it.
    is_filtered: bool,
}

impl Pass<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<(), String> {
        if self.skipped > 0 {
            match event {
                Event::Start(_) => self.skipped += 1,
                Event::End(_) => self.skipped -= 1,
                _ => {}
            }
            return Ok(());
        }
        match event {
            Event::Start(element) => self.open(element, false),
            Event::Empty(element) => self.open(element, true),
            Event::End(element) => {
                match element.local_name().as_ref() {
                    "row" => self.own_cell()?,
                    "cols" => self.width()?,
                    _ => {}
                }
                let is_data = element.local_name().as_ref() == "sheetData";
                self.write(Event::End(element))?;
                if is_data { self.filter() } else { Ok(()) }
            }
            other => self.write(other),
        }
    }

    fn open(&mut self, element: BytesStart<'_>, is_empty: bool) -> Result<(), String> {
        let name = element.local_name().as_ref().to_owned();
        match name.as_str() {
            "worksheet" => {
                let whole = element.name().as_ref().to_owned();
                self.prefix = whole.strip_suffix("worksheet").unwrap_or_default().to_owned();
            }
            "sheetData" if !self.has_widths => {
                let p = self.prefix.clone();
                raw(&mut self.writer, &format!("<{p}cols>"))?;
                self.width()?;
                raw(&mut self.writer, &format!("</{p}cols>"))?;
            }
            // Widths to the end of the sheet cover the column.
            "col"
                if attribute(&element, "max").and_then(|max| max.parse().ok()).unwrap_or(0)
                    >= self.column.at =>
            {
                self.is_covered = true;
            }
            "row" => return self.open_row(element, is_empty),
            "c" if self.row.is_some() || self.last > 0 => {
                let at = attribute(&element, "r").and_then(|name| column_of(&name));
                self.cell = at.unwrap_or(self.cell + 1);
                if self.cell == self.column.at {
                    self.skipped = usize::from(!is_empty);
                    return Ok(());
                }
                if self.cell > self.column.at {
                    self.own_cell()?;
                }
            }
            _ => {}
        }
        self.write(if is_empty { Event::Empty(element) } else { Event::Start(element) })
    }

    fn open_row(&mut self, element: BytesStart<'_>, is_empty: bool) -> Result<(), String> {
        let number = attribute(&element, "r").and_then(|number| number.parse().ok()).unwrap_or(self.last + 1);
        (self.last, self.cell, self.row) = (number, 0, Some(number));
        let mut row = BytesStart::new(element.name().as_ref().to_owned());
        let mut attributes = element.attributes();
        // How far its cells reach is not so any more.
        let kept = attributes.with_checks(false).flatten().filter(|one| one.key.as_ref() != "spans");
        kept.for_each(|one| row.push_attribute(one));
        let end = row.to_end().into_owned();
        self.write(Event::Start(row))?;
        if is_empty {
            self.own_cell()?;
            self.write(Event::End(end))?;
        }
        Ok(())
    }

    /// Writes the words of the open row, once.
    fn own_cell(&mut self) -> Result<(), String> {
        let Some(row) = self.row.take() else { return Ok(()) };
        let Some(words) = self.column.words.get(&row) else { return Ok(()) };
        let (p, name) = (&self.prefix, name_of(self.column.at));
        let style = self.style.map_or(String::new(), |style| format!(" s=\"{style}\""));
        let words: String = words.chars().filter(|c| !finding::is_control(*c) || *c == '\n').collect();
        let words = quick_xml::escape::escape(words);
        let cell = format!(
            "<{p}c r=\"{name}{row}\"{style} t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">{words}</{p}t></{p}is></{p}c>"
        );
        raw(&mut self.writer, &cell)
    }

    fn width(&mut self) -> Result<(), String> {
        let (p, at) = (&self.prefix, self.column.at);
        let col = format!("<{p}col min=\"{at}\" max=\"{at}\" width=\"{WIDTH}\" customWidth=\"1\"/>");
        if self.is_covered { Ok(()) } else { raw(&mut self.writer, &col) }
    }

    fn filter(&mut self) -> Result<(), String> {
        if self.is_filtered {
            return Ok(());
        }
        let last = self.column.words.keys().next_back().copied().unwrap_or(0).max(self.last);
        let (p, name, head) = (&self.prefix, name_of(self.column.at), self.column.header_row);
        raw(&mut self.writer, &format!("<{p}autoFilter ref=\"A{head}:{name}{last}\"/>"))
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), String> {
        self.writer.write_event(event).map_err(|error| error.to_string())
    }
}

/// The column of a cell's name, from 1.
fn column_of(name: &str) -> Option<u32> {
    let letters = name.chars().take_while(char::is_ascii_alphabetic);
    let at = letters.fold(0_u32, |at, c| {
        at.saturating_mul(26).saturating_add(u32::from(c.to_ascii_uppercase()) - u32::from('A') + 1)
    });
    (at > 0).then_some(at)
}

/// The name of a column.
fn name_of(mut at: u32) -> String {
    let mut name = Vec::new();
    while at > 0 {
        name.push(char::from(b'A' + ((at - 1) % 26) as u8));
        at = (at - 1) / 26;
    }
    name.iter().rev().collect()
}
