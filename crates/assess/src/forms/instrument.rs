//! Instruments (文书) over records: what a document about a row says, and what it still lacks.

use super::{Practice, Shown, Written};
use crate::{Record, Records};
use define::house::District;
use define::{DISTRICT_HOLE, Date, FieldType, Instrument, InstrumentPart, Piece, Written as Text, pieces};
use finding::Finding;
use ledger::Value;
use std::collections::BTreeSet;

/// A document about a row as it would be issued.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composed {
    /// What names the row.
    pub object: String,
    /// Its title.
    pub title: String,
    /// Its number; empty without one.
    pub number: String,
    /// To whom it goes; empty without.
    pub addressee: String,
    /// Its paragraphs.
    pub body: Vec<String>,
    /// Tables of rows that belong to it.
    pub parts: Vec<ComposedPart>,
    /// Who issues it.
    pub issuer: String,
    /// Its day.
    pub day: Option<Date>,
    /// Fields that it shows and that are empty: it cannot be issued.
    pub missing: BTreeSet<String>,
    /// The rows that it was written from: register, number.
    pub sources: Vec<(String, u64)>,
}

/// A table in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComposedPart {
    /// Its caption.
    pub title: String,
    /// Heads of its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

impl Composed {
    /// Whether nothing that it shows is missing.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// All of it in one line, part by part.
    fn in_one_line(&self) -> String {
        let mut words = vec![self.title.clone(), self.number.clone(), self.addressee.clone()];
        words.extend(self.body.iter().cloned());
        for part in &self.parts {
            words.push(part.title.clone());
            words.extend(part.rows.iter().map(|row| row.join("｜")));
        }
        words.extend([self.issuer.clone(), self.day.map(on_paper).unwrap_or_default()]);
        words.retain(|one| !one.is_empty());
        words.join("／")
    }
}

/// The rows of which each gives a document of an instrument, in the order of recording: all years' whole.
pub fn due<'r>(instrument: &Instrument, records: &'r Records) -> Vec<Record<'r>> {
    records.chosen_ever(&instrument.rows)
}

/// The row of this number, if it gives a document of an instrument.
pub fn due_of<'r>(instrument: &Instrument, records: &'r Records, number: u64) -> Option<Record<'r>> {
    records.chosen_among(&instrument.rows, |row| row.number == number).into_iter().next()
}

/// What a document about a row lacks.
pub fn lacking(instrument: &Instrument, records: &Records, row: &Record<'_>) -> BTreeSet<String> {
    texts(instrument, records, row).missing
}

/// The document of an instrument about a row.
///
/// ```
/// use assess::{Records, instrument};
/// let files = [
///     ("pack.toml", "id = \"p\"\nname = \"样例\""),
///     ("registers/problem.toml", "name = \"整改问题\"\ncounter = \"个\"\nkind = \"event\"\nperiod = \"calendar-year\"\nperiod_field = \"发现日期\"\nkey = [\"编号\"]\nsource = { document = \"样例\", status = \"unofficial\" }\nfields = [{ name = \"编号\", type = \"text\" }, { name = \"问题\", type = \"text\" }, { name = \"发现日期\", type = \"date\" }]"),
///     ("registers/district.toml", "name = \"区县\"\ncounter = \"个\"\nkind = \"state\"\nperiod = \"none\"\nkey = [\"名称\"]\nsource = { document = \"样例\", status = \"unofficial\" }\nfields = [{ name = \"名称\", type = \"text\" }]"),
///     ("instruments/order.toml", "name = \"整改通知书\"\nowner = \"督导室\"\nsource = { document = \"样例\", status = \"unofficial\" }\ntitle = \"整改通知书\"\nbody = [\"{问题}，请整改。\"]\nissuer = \"督导室\"\nday = \"发现日期\"\nrows = { register = \"整改问题\" }"),
/// ];
/// let files = files.map(|(path, text)| define::File::new(path, text));
/// let pack = std::sync::Arc::new(define::check(&[define::PackFiles::new("p", files.to_vec())]).pack.unwrap());
/// let text = |words: &str| Some(ledger::Value::Text(words.into()));
/// let day = define::Date::new(2022, 6, 1).map(ledger::Value::Date);
/// let row = ledger::Row { values: vec![text("W1"), text("消防栓没有水"), day] };
/// let rows = [(1, std::sync::Arc::new(row))].into_iter().collect();
/// let records = Records::new(pack.clone(), [("整改问题".to_owned(), rows)].into());
/// let form = &pack.forms.instruments[0];
/// let row = instrument::due_of(form, &records, 1).unwrap();
/// assert_eq!(instrument::compose(form, &records, &row).body, ["消防栓没有水，请整改。"]);
/// ```
pub fn compose(instrument: &Instrument, records: &Records, row: &Record<'_>) -> Composed {
    let mut composed = texts(instrument, records, row);
    for part in &instrument.parts {
        let (table, sources) = listed(part, records, row);
        composed.parts.push(table);
        composed.sources.extend(sources);
    }
    composed
}

/// What a document says, without its tables.
fn texts(instrument: &Instrument, records: &Records, row: &Record<'_>) -> Composed {
    let mut composed = Composed {
        object: row.label(),
        sources: vec![(row.register.name.clone(), row.number)],
        ..Composed::default()
    };
    let mut fill = |text: &Text| filled(text, records, row, &mut composed.missing);
    let optional = |text: &Option<Text>, fill: &mut dyn FnMut(&Text) -> String| {
        text.as_ref().map(fill).unwrap_or_default()
    };
    (composed.title, composed.issuer) = (fill(&instrument.title), fill(&instrument.issuer));
    composed.number = optional(&instrument.number, &mut fill);
    composed.addressee = optional(&instrument.addressee, &mut fill);
    composed.body = instrument.body.iter().map(&mut fill).collect();
    composed.day = row.date(&instrument.day);
    if composed.day.is_none() {
        composed.missing.insert(instrument.day.text.clone());
    }
    composed
}

/// A text with what the row says in its holes.
fn filled(text: &Text, records: &Records, row: &Record<'_>, missing: &mut BTreeSet<String>) -> String {
    let mut hole = |name: &str| {
        let words = match name {
            DISTRICT_HOLE => records.of_house(&District::HOUSE).map(|one| one.text(&District::NAME)).next(),
            _ => Some(cell(records, row, name)),
        };
        let words = words.unwrap_or_default();
        if words.is_empty() {
            missing.insert(name.to_owned());
        }
        words
    };
    let piece = |piece: Piece<'_>| match piece {
        Piece::Text(words) => words.to_owned(),
        Piece::Hole(name, _) => hole(name),
    };
    pieces(&text.text).map(piece).collect()
}

/// A cell as on paper: what it points to by its name, a day in words.
fn cell(records: &Records, row: &Record<'_>, name: &str) -> String {
    let Some((at, field)) = row.register.field(name) else { return String::new() };
    match (row.row.values.get(at).and_then(Option::as_ref), &field.kind) {
        (Some(Value::Date(day)), _) => on_paper(*day),
        (Some(Value::Boolean(yes)), _) => if *yes { "是" } else { "否" }.to_owned(),
        (Some(value), FieldType::Ref { register, by }) => {
            let code = value.to_string();
            let by = records.pack().register(register).and_then(|there| there.field(by)).map(|(at, _)| at);
            let holds = |one: &Record<'_>| {
                let cell = by.and_then(|at| one.row.values.get(at)?.as_ref());
                cell.is_some_and(|cell| cell.to_string() == code)
            };
            let there = records.all(register).filter(holds);
            there.last().and_then(|one| one.open_label()).unwrap_or(code)
        }
        (Some(value), _) => format!("{value}{}", field.unit),
        (None, _) => String::new(),
    }
}

/// A day as official documents write it (GB/T 9704-2012, 7.3.5.4): months and days without a nought before them.
fn on_paper(day: Date) -> String {
    format!("{}年{}月{}日", day.year, day.month, day.day)
}

/// A table of a document, and the rows that it lists.
fn listed(part: &InstrumentPart, records: &Records, row: &Record<'_>) -> (ComposedPart, Vec<(String, u64)>) {
    let pairs: Vec<(&Text, String)> = part.by.iter().zip(part.of.iter().map(|of| row.text(of))).collect();
    let belongs = |one: &Record<'_>| pairs.iter().all(|(by, wanted)| one.says(*by, wanted));
    let rows = records.chosen_among(&part.list, belongs);
    let (mut table, mut sources) = (ComposedPart::default(), Vec::new());
    table.title.clone_from(&part.title);
    table.heads = part.fields.iter().map(|field| field.text.clone()).collect();
    for one in rows {
        table.rows.push(part.fields.iter().map(|field| cell(records, &one, &field.text)).collect());
        sources.push((one.register.name.clone(), one.number));
    }
    (table, sources)
}

impl Practice for Instrument {
    fn shown(&self, records: &Records, _today: Date) -> Shown {
        let all: Vec<Composed> = due(self, records).iter().map(|row| compose(self, records, row)).collect();
        let missing = all.iter().filter(|one| !one.is_complete()).map(|one| {
            let fields: Vec<&str> = one.missing.iter().map(String::as_str).collect();
            format!("{}：{}", one.object, fields.join("、"))
        });
        Shown::from([
            ("documents", all.iter().filter(|one| one.is_complete()).map(Composed::in_one_line).collect()),
            ("missing", missing.collect()),
        ])
    }

    /// A document follows from rows and speaks against none: nothing is gathered for it when rows are written.
    fn heeds(&self, _written: &Written) -> bool {
        false
    }

    fn against(&self, _records: &Records, _written: &Written, _today: Date) -> Vec<Finding> {
        Vec::new()
    }
}
