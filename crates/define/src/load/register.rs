//! `registers/<id>.toml`.

use super::{must_have, source};
use crate::read::{Reader, Table};
use crate::{
    Belongs, Check, Checklist, CodeKind, Computed, Dated, Field, FieldType, Period, Register, RegisterKind,
    Written,
};
use finding::{Finding, Grade};
use quantity::Unit;

/// Reads a register.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Register {
    let written = table.required(reader, "name");
    let kinds =
        [RegisterKind::Event, RegisterKind::State, RegisterKind::Snapshot].map(|kind| (kind.key(), kind));
    let mut register = Register {
        id: id.to_string(),
        name: written.text.clone(),
        counter: table.text(reader, "counter").unwrap_or_else(|| "条".to_string()),
        kind: table.word(reader, "kind", &kinds).unwrap_or(RegisterKind::Event),
        period: source::period(reader, &mut table).unwrap_or(Period::None),
        period_field: table.text(reader, "period_field"),
        key: table.texts(reader, "key"),
        owner: table.filled(reader, "owner").map(|owner| owner.text).unwrap_or_default(),
        source: source::source(reader, &mut table),
        mechanisms: table.texts(reader, "mechanisms"),
        fields: table.tables(reader, "fields").into_iter().map(|inner| field(reader, inner)).collect(),
        computed: table.tables(reader, "computed").into_iter().map(|inner| computed(reader, inner)).collect(),
        checks: table.tables(reader, "checks").into_iter().map(|inner| check(reader, inner)).collect(),
        declared: table.filled(reader, "declared").map(|office| office.text),
        photos: table.filled(reader, "photos").map(|ground| ground.text),
        positions: table.filled(reader, "positions").map(|ground| ground.text),
        checklist: table.table(reader, "checklist").map(|inner| checklist(reader, inner)),
        apart: super::loops::texts_by_field(reader, &mut table, "apart"),
        dated: table.tables(reader, "dated").into_iter().map(|inner| dated(reader, inner)).collect(),
        once: super::loops::texts_by_field(reader, &mut table, "once"),
        note: table.text(reader, "note"),
        pack: pack.to_string(),
        written: written.clone(),
    };
    must_have(reader, &written, register.fields.is_empty(), "字段 [[fields]]");
    must_have(reader, &written, register.key.is_empty(), "主键 key");
    fits(reader, &register);
    bound_year(&mut register);
    name_document(&mut register);
    for field in &mut register.fields {
        field.is_key = register.key.contains(&field.name);
    }
    table.finish(reader);
    register
}

/// `[checklist]`: what is looked at on a visit.
fn checklist(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Checklist {
    let checklist = Checklist {
        looked: table.required(reader, "looked"),
        found: table.required(reader, "found"),
        items: table.list(reader, "items"),
    };
    must_have(reader, &checklist.looked, checklist.items.is_empty(), "要看的事项 items");
    table.finish(reader);
    checklist
}

/// `[[dated]]`: cells that hold the last of several.
fn dated(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Dated {
    let dated = Dated {
        earlier: table.required(reader, "earlier"),
        of: table.required(reader, "of"),
        day: table.required(reader, "day"),
        fields: fields_by_field(reader, &mut table),
    };
    must_have(reader, &dated.day, dated.there(&dated.day.text).is_none(), "fields 里的日期");
    table.finish(reader);
    dated
}

/// `fields = { 这里的字段 = 那里的字段 }`.
fn fields_by_field(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Vec<(Written, Written)> {
    let texts = super::loops::texts_by_field(reader, table, "fields");
    let there = |(here, text): (Written, String)| (here.clone(), Written { text, ..here });
    texts.into_iter().map(there).collect()
}

/// Reports where a checklist names what is no text field, or a point twice.
fn fits(reader: &mut Reader<'_>, register: &Register) {
    let Some(checklist) = &register.checklist else { return };
    for name in [&checklist.looked, &checklist.found] {
        if !register.field(&name.text).is_some_and(|(_, field)| field.kind == FieldType::Text) {
            let sentence = format!("“{}”没有文字字段“{}”，检查单写不进去", register.name, name.text);
            reader.findings.push(Finding::error("define.checklist", name.place(), sentence));
        }
    }
    for (nth, item) in checklist.items.iter().enumerate() {
        if checklist.items[..nth].iter().any(|earlier| earlier.text == item.text) {
            let sentence = format!("检查单里“{}”写了两次", item.text);
            reader.findings.push(Finding::error("define.checklist", item.place(), sentence));
        }
    }
}

/// Years of a register that sets no bounds of its own.
const YEARS: (i64, i64) = (1900, 2100);

/// A year that no register was ever of is a slip of the hand: rows of it would be in no report, and nobody would see them.
fn bound_year(register: &mut Register) {
    let period = register.period_field.as_ref();
    let field = register.fields.iter_mut().find(|field| Some(&field.name) == period);
    if let Some(field) = field.filter(|field| field.kind == FieldType::Integer) {
        field.min.get_or_insert_with(|| YEARS.0.into());
        field.max.get_or_insert_with(|| YEARS.1.into());
    }
}

/// What another office says is believed by its document: every row names it.
fn name_document(register: &mut Register) {
    if register.declared.is_none() {
        return;
    }
    for (name, kind) in [(Register::DOCUMENT, FieldType::Text), (Register::DOCUMENT_DAY, FieldType::Date)] {
        let field = Field {
            name: name.to_owned(),
            kind,
            unit: Unit::default(),
            is_key: false,
            required: true,
            min: None,
            max: None,
            label: false,
            belongs: None,
            sensitive: false,
            note: Some("抄自哪一份文件、哪一天的".to_owned()),
            written: Written { text: name.to_owned(), ..register.written.clone() },
        };
        register.fields.push(field);
    }
}

fn field(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Field {
    let written = table.required(reader, "name");
    let types = ["text", "integer", "decimal", "money", "date", "boolean", "choice", "code", "ref"]
        .map(|word| (word, word));
    let word = table.word(reader, "type", &types);
    if word.is_none() && table.value("type").is_none() {
        table.missing(reader, "type");
    }
    let word = word.unwrap_or("text");
    let unit = table.unit(reader, "unit");
    let choices = table.texts(reader, "choices");
    let codes =
        [CodeKind::School, CodeKind::Division, CodeKind::Credit, CodeKind::Citizen, CodeKind::Telephone]
            .map(|kind| (kind.key(), kind));
    let code = table.word(reader, "code", &codes);
    let categories = table.texts(reader, "categories");
    let to = table.text(reader, "to");
    let by = table.text(reader, "by");
    for (key, used, of) in [
        ("unit", unit.is_some(), &["integer", "decimal", "money"][..]),
        ("choices", !choices.is_empty(), &["choice"]),
        ("code", code.is_some(), &["code"]),
        ("categories", !categories.is_empty(), &["code"]),
        ("to", to.is_some(), &["ref"]),
        ("by", by.is_some(), &["ref"]),
    ] {
        if used && !of.contains(&word) {
            let sentence = format!("“{key}”只用于 type = \"{}\"，这里是“{word}”", of.join("、"));
            reader.error("define.key-unfit", table.span(), sentence);
        }
    }
    let kind = match word {
        "integer" => FieldType::Integer,
        "decimal" => FieldType::Decimal,
        "money" => FieldType::Money,
        "date" => FieldType::Date,
        "boolean" => FieldType::Boolean,
        "choice" => {
            if choices.is_empty() {
                table.missing(reader, "choices");
            }
            FieldType::Choice(choices)
        }
        "code" => {
            if code.is_none() {
                table.missing(reader, "code");
            }
            FieldType::Code { kind: code.unwrap_or(CodeKind::School), categories }
        }
        "ref" => {
            if to.is_none() {
                table.missing(reader, "to");
            }
            FieldType::Ref { register: to.unwrap_or_default(), by: by.unwrap_or_default() }
        }
        _ => FieldType::Text,
    };
    let unit = match (&kind, unit) {
        (_, Some(unit)) => unit,
        (FieldType::Money, None) => Unit::parse("元").unwrap_or_default(),
        (_, None) => Unit::default(),
    };
    let field = Field {
        name: written.text.clone(),
        kind,
        unit,
        is_key: false,
        required: table.flag(reader, "required"),
        min: table.decimal(reader, "min"),
        max: table.decimal(reader, "max"),
        label: table.flag(reader, "label"),
        belongs: table.word(reader, "belongs", &Belongs::ALL),
        sensitive: table.flag(reader, "sensitive"),
        note: table.text(reader, "note"),
        written,
    };
    if let (Some(min), Some(max)) = (&field.min, &field.max)
        && min > max
    {
        reader.error("define.range", table.span(), format!("“{}”的 min 大于 max", field.name));
    }
    table.finish(reader);
    field
}

fn computed(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Computed {
    let written = table.required(reader, "name");
    let computed = Computed {
        name: written.text.clone(),
        formula: table.required(reader, "formula"),
        unit: table.unit(reader, "unit"),
        note: table.text(reader, "note"),
        written,
    };
    table.finish(reader);
    computed
}

fn check(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Check {
    let check = Check {
        formula: table.required(reader, "formula"),
        sentence: table.required(reader, "sentence").text,
        grade: table
            .word(
                reader,
                "grade",
                &[("error", Grade::Error), ("doubt", Grade::Doubt), ("warning", Grade::Warning)],
            )
            .unwrap_or(Grade::Error),
    };
    table.finish(reader);
    check
}
