//! Instruments (文书): documents about one row, for whoever sees all that they are written from.

use super::{Format, Printed, Reading};
use crate::error::{Error, Result};
use crate::view::InstrumentView;
use assess::Records;
use assess::instrument::{self, Composed};
use define::{FieldType, Form, Instrument, Register, house};
use paper::{Align, Attachment, Body, Column, Day, Document, Rendition, Run, Table};
use std::collections::BTreeSet;

impl Reading {
    /// The documents that a row gives, and what each still lacks.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there; a store that refuses.
    pub fn instruments(&self, register: &str, number: u64) -> Result<Vec<InstrumentView>> {
        let register = self.named(register)?;
        let all = self.pack().forms.instruments.iter();
        let mut found = Vec::new();
        for form in all.filter(|form| form.rows.register.text == register.name) {
            if !self.admits(register, number)? {
                break;
            }
            let records = self.state.records(&self.store, &self.behind(form, false))?;
            let Some(row) = instrument::due_of(form, &records, number) else { continue };
            let lacking = instrument::lacking(form, &records, &row).into_iter().collect();
            found.push(InstrumentView { id: form.head.id.clone(), name: form.head.name.clone(), lacking });
        }
        Ok(found)
    }

    /// The number of the row that a key (or a number, `#12`) names among those that give a document of an instrument.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an instrument or a row that is not there.
    pub fn instrument_row(&self, name: &str, key: &str) -> Result<u64> {
        let form = self.instrument_named(name)?;
        let register = self.named(&form.rows.register.text)?;
        let by_number = key.strip_prefix('#').and_then(|number| number.parse().ok());
        let number = match by_number {
            Some(number) => Some(number),
            None => self.store.present(&register.id, key)?.map(|present| present.number),
        };
        number.ok_or_else(|| Error::Unknown(format!("台账“{}”没有“{key}”这一行", register.name)))
    }

    /// A document about a row as a file.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an instrument or a row that is not there, for a row that gives none, and for one of which a fact is
    /// missing; [`Error::Denied`] when it is written from rows that whoever asks does not see; [`Error::Paper`] without fonts.
    pub fn instrument(&self, name: &str, number: u64, format: Format) -> Result<Printed> {
        let form = self.instrument_named(name)?;
        let register = self.named(&form.rows.register.text)?;
        let none = || Error::Unknown(format!("“{}”第{number}号记录不出“{}”", register.name, form.head.name));
        if !self.admits(register, number)? {
            return Err(none());
        }
        let composed = self.composed(form, number)?.ok_or_else(none)?;
        if !composed.missing.is_empty() {
            let fields: Vec<&str> = composed.missing.iter().map(String::as_str).collect();
            let sentence = format!("“{}”还缺{}，不能出具", form.head.name, fields.join("、"));
            return Err(Error::Unknown(sentence));
        }
        let document = self.on_paper(form, &composed)?;
        self.printed(&document, format, &super::printed::sheet_of(&document))
    }

    fn instrument_named(&self, name: &str) -> Result<&Instrument> {
        let mut all = self.pack().forms.instruments.iter();
        let found = all.find(|form| form.head.id == name || form.head.name == name);
        found.ok_or_else(|| Error::Unknown(format!("没有文书“{name}”")))
    }

    /// What a document says, written from what whoever asks sees: it is the same that anybody sees, or it is not given.
    fn composed(&self, form: &Instrument, number: u64) -> Result<Option<Composed>> {
        let names = self.behind(form, true);
        let of = |records: &Records| {
            instrument::due_of(form, records, number).map(|row| instrument::compose(form, records, &row))
        };
        let seen = of(&self.state.records(&self.store, &names)?);
        let whole = of(&self.whole.records(&self.store, &names)?);
        match (&seen, &whole) {
            (Some(seen), Some(whole)) if seen.sources != whole.sources => {
                Err(Error::Denied(format!("“{}”所据的行，您只看得到一部分", form.head.name)))
            }
            _ => Ok(seen),
        }
    }

    /// The registers that an instrument is written from: its own, those of its tables, those that cells point to.
    fn behind(&self, form: &Instrument, whole: bool) -> BTreeSet<String> {
        let mut names = match whole {
            true => assess::registers_of(self.pack(), form),
            false => BTreeSet::from([form.rows.register.text.clone()]),
        };
        names.extend(form.house().iter().map(|house| house.register.to_owned()));
        let registers: Vec<&Register> = names.iter().filter_map(|name| self.pack().register(name)).collect();
        let fields = registers.iter().flat_map(|register| &register.fields);
        let pointed = fields.filter_map(|field| match &field.kind {
            FieldType::Ref { register, .. } => Some(register.clone()),
            _ => None,
        });
        let pointed: Vec<String> = pointed.collect();
        names.extend(pointed.into_iter().filter(|_| whole));
        names.retain(|name| self.pack().register(name).is_some());
        names
    }

    /// The document for paper, with what it was written from below.
    fn on_paper(&self, form: &Instrument, composed: &Composed) -> Result<Document> {
        let mut document = Document::default();
        let meta = &mut document.meta;
        meta.title = vec![composed.title.clone()];
        meta.addressee = Some(composed.addressee.clone()).filter(|words| !words.is_empty());
        meta.issuer = Some(composed.issuer.clone());
        meta.date = composed.day.and_then(|day| Day::new(u16::try_from(day.year).ok()?, day.month, day.day));
        let made_up = self.rests_on_made_up(composed)?.then_some("样例数据，非真实情况");
        let under: Vec<&str> = [composed.number.as_str()].into_iter().chain(made_up).collect();
        let under: Vec<&str> = under.into_iter().filter(|words| !words.is_empty()).collect();
        meta.subtitle = Some(under.join("；")).filter(|words| !words.is_empty());
        for (at, words) in composed.body.iter().enumerate() {
            document.body.paragraph(format!("body-{at}"), vec![Run::text(words.clone())]);
        }
        for (at, part) in composed.parts.iter().enumerate() {
            document.body.table(table(at, part));
        }
        let standing = self.standing()?;
        let rows = composed.sources.iter().map(|(register, number)| format!("{register}#{number}"));
        let from = [
            format!("依据：{}", rows.collect::<Vec<_>>().join("、")),
            format!("定义：{}（{}）", form.head.name, form.head.source.document),
            format!("日志：{}条，根 {}", standing.size, standing.root),
        ];
        let mut body = Body::default();
        body.verbatim("from", from.iter().map(String::as_str));
        if let Some(note) = self.checkpoint_text()? {
            let label = "日志检查点的二维码：扫描后存为文件，用 duheng journal consistent 核对";
            body.code("proof", note, label);
        }
        let title = "出处与核对".to_owned();
        document.attachments.push(Attachment { id: "proof".into(), title, body, from: Rendition::Clean });
        Ok(document)
    }

    /// Whether any row that a document was written from says of itself that it is made up.
    fn rests_on_made_up(&self, composed: &Composed) -> Result<bool> {
        for (name, number) in &composed.sources {
            let register = self.named(name)?;
            let row = self.row_of(register, *number)?;
            let said =
                register.field(house::NATURE).zip(row).and_then(|((at, _), row)| row.values[at].clone());
            if said.is_some_and(|said| said.to_string() == house::SYNTHETIC) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A table of a document.
fn table(at: usize, part: &instrument::ComposedPart) -> Table {
    let width = |column: usize| {
        let cells = part.rows.iter().filter_map(|row| row.get(column)).chain(part.heads.get(column));
        let longest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
        u32::try_from(longest.clamp(4, 24)).unwrap_or(24)
    };
    let none =
        || paper::Row::of(part.heads.iter().enumerate().map(|(at, _)| if at == 0 { "无" } else { "" }));
    let rows = part.rows.iter().map(|row| paper::Row::of(row.iter().map(String::as_str)));
    let mut rows: Vec<paper::Row> = rows.collect();
    if rows.is_empty() {
        rows.push(none());
    }
    Table {
        id: format!("part-{at}"),
        caption: Some(part.title.clone()),
        columns: (0..part.heads.len()).map(|at| Column { width: width(at), align: Align::Left }).collect(),
        head: vec![paper::Row::of(part.heads.iter().map(String::as_str))],
        rows,
    }
}
