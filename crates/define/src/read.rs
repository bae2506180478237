//! Reading one TOML file key by key: every wrong key, missing key and wrong type is a finding with its place, and
//! reading goes on.

use crate::{Date, Written, nearest};
use finding::{Finding, Place};
use quantity::{Decimal, Unit};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Longest definition file that is read, in bytes.
pub const FILE_LIMIT: usize = 1 << 20;
/// Longest line of one, in bytes: every finding counts the letters before its place.
const LINE_LIMIT: usize = 16 << 10;
/// Most faults of writing that are told of one file.
const FAULTS_LIMIT: usize = 100;
/// What is shown of a line on either side of a place, in bytes.
const SHOWN: usize = 240;

/// One file being read.
pub struct Reader<'f> {
    pub path: &'f str,
    text: &'f str,
    line_starts: Vec<usize>,
    pub findings: Vec<Finding>,
}

/// A table of the file whose keys are taken one by one; [`Table::finish`] reports what nobody took.
pub struct Table<'t, 'i> {
    table: &'t DeTable<'i>,
    span: Range<usize>,
    asked: Vec<&'static str>,
}

impl<'f> Reader<'f> {
    /// Reads the file as TOML. What could be understood of a broken file is handed on beside the findings.
    pub fn open(path: &'f str, text: &'f str) -> (Reader<'f>, Option<DeTable<'f>>) {
        let line_starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect::<Vec<_>>();
        let mut reader = Reader { path, text, line_starts, findings: Vec::new() };
        if text.len() > FILE_LIMIT {
            let sentence = format!("文件有{}字节，超过上限{FILE_LIMIT}字节", text.len());
            reader.findings.push(Finding::error("define.file-too-long", Place::whole(path), sentence));
            return (reader, None);
        }
        if let Some(row) = text.lines().position(|line| line.len() > LINE_LIMIT) {
            let place = Place::at(path, row as u32 + 1, 1);
            let sentence = format!("这一行超过{LINE_LIMIT}字节");
            reader
                .findings
                .push(Finding::error("define.line-too-long", place, sentence).hint("请分成几行写"));
            return (reader, None);
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        let broken = !errors.is_empty();
        for error in errors.into_iter().take(FAULTS_LIMIT) {
            let place = error.span().map_or_else(|| Place::whole(path), |span| reader.place(span));
            let mut finding = Finding::error(
                "define.toml",
                place,
                format!("不合TOML写法：{}", error.message().replace('\n', " ")),
            );
            if error.message().contains("unquoted key") {
                finding = finding.hint("中文键名要加双引号，例如 \"年度\" = 2022");
            }
            reader.findings.push(finding);
        }
        (reader, (!broken).then(|| table.into_inner()))
    }

    /// The place of a byte range of the file.
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = span.start.min(self.text.len());
        let row = self.line_starts.partition_point(|at| *at <= start) - 1;
        let line_start = self.line_starts[row];
        let line_end = self.text[line_start..].find('\n').map_or(self.text.len(), |at| line_start + at);
        let line = self.text[line_start..line_end].trim_end_matches('\r');
        let column = self.text.get(line_start..start).map_or(0, |before| before.chars().count());
        let (from, until) = (start - line_start, span.end.clamp(start, line_end) - line_start);
        let (line, cut) = around(line, from);
        let mark = (from - cut, (until - cut).min(line.len()).max(from - cut));
        Place::at(self.path, row as u32 + 1, column as u32 + 1).excerpt(line, Some(mark))
    }

    /// Adds a finding of grade error.
    pub fn error(&mut self, code: &'static str, span: Range<usize>, sentence: impl Into<String>) {
        let place = self.place(span);
        self.findings.push(Finding::error(code, place, sentence));
    }

    /// The words of a TOML string with the place of their first character.
    pub fn written(&self, text: &str, span: Range<usize>) -> Written {
        let raw = self.text.get(span.clone()).unwrap_or("");
        let inside = raw.find(text).filter(|_| !text.is_empty()).unwrap_or(fence(raw));
        let place = self.place(span.start + inside..span.end);
        Written::new(text, self.path, place.line.unwrap_or(1), place.column.unwrap_or(1))
    }
}

/// What is shown of a line around a byte of it, and how many bytes are left out before.
fn around(line: &str, at: usize) -> (&str, usize) {
    let cut = line.floor_char_boundary(at.saturating_sub(SHOWN));
    let end = line.floor_char_boundary((at + SHOWN).min(line.len()));
    (line.get(cut..end.max(cut)).unwrap_or_default(), cut)
}

impl<'t, 'i> Table<'t, 'i> {
    /// A table whose place is `span`.
    pub fn new(table: &'t DeTable<'i>, span: Range<usize>) -> Self {
        Table { table, span, asked: Vec::new() }
    }

    /// Where the table stands.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The underlying entries.
    pub fn entries(&self) -> impl Iterator<Item = (&'t str, Range<usize>, &'t Spanned<DeValue<'i>>)> {
        self.table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
    }

    /// The value of a key, if written.
    pub fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.table.get(key)
    }

    /// Reports a key that must be there.
    pub fn missing(&self, reader: &mut Reader<'_>, key: &str) {
        reader.error("define.key-missing", self.span(), format!("缺少“{key}”"));
    }

    /// A string.
    pub fn written(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Written> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(reader.written(text, value.span())),
            other => wrong_type(reader, key, value.span(), "一段文字（加双引号）", other),
        }
    }

    /// A string that must be there and not be blank; a stand-in otherwise, so that reading goes on.
    pub fn required(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Written {
        let present = self.table.contains_key(key);
        match self.written(reader, key) {
            Some(words) if !words.text.trim().is_empty() => words,
            Some(words) => {
                let place = words.place();
                reader.findings.push(Finding::error("define.blank", place, format!("“{key}”不能为空")));
                words
            }
            None => {
                if !present {
                    self.missing(reader, key);
                }
                reader.written("", self.span())
            }
        }
    }

    /// A string that may be left out, but must not be blank when it is written.
    pub fn filled(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Written> {
        self.value(key)?;
        Some(self.required(reader, key))
    }

    /// A string without its place.
    pub fn text(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<String> {
        self.written(reader, key).map(|words| words.text)
    }

    /// A boolean; false when not written.
    pub fn flag(&mut self, reader: &mut Reader<'_>, key: &'static str) -> bool {
        let Some(value) = self.value(key) else { return false };
        match value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            other => wrong_type(reader, key, value.span(), "true 或 false", other).unwrap_or(false),
        }
    }

    /// A whole number.
    pub fn integer(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<i64> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Some(number),
                Err(_) => {
                    reader.error("define.number", value.span(), format!("“{key}”的数太大"));
                    None
                }
            },
            other => wrong_type(reader, key, value.span(), "一个整数", other),
        }
    }

    /// A decimal number, written as a string or as a number.
    pub fn decimal(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Decimal> {
        let value = self.value(key)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.as_ref(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            other => return wrong_type(reader, key, value.span(), "一个数", other),
        };
        let number = text.replace('_', "").parse().ok();
        if number.is_none() {
            reader.error("define.number", value.span(), format!("“{key}”写作“{text}”，不是数"));
        }
        number
    }

    /// A unit.
    pub fn unit(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Unit> {
        let words = self.written(reader, key)?;
        let unit = Unit::parse(&words.text).ok();
        if unit.is_none() {
            let sentence = format!("不认识的计量单位“{}”", words.text);
            let place = words.at(0..words.text.len());
            reader.findings.push(Finding::error("define.unit", place, sentence));
        }
        unit
    }

    /// A day, written as a string or as a TOML date.
    pub fn date(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Date> {
        let value = self.value(key)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            other => return wrong_type(reader, key, value.span(), "一个日期，如 \"2022-09-01\"", other),
        };
        let day = text.parse().ok();
        if day.is_none() {
            let sentence = format!("“{key}”写作“{text}”，不是日历上的日期（应如 2022-09-01）");
            reader.error("define.date", value.span(), sentence);
        }
        day
    }

    /// A list of strings; empty when not written.
    pub fn list(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<Written> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            wrong_type::<()>(reader, key, value.span(), "一列文字 [\"…\", \"…\"]", value.get_ref());
            return Vec::new();
        };
        let mut list = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(text) => list.push(reader.written(text, item.span())),
                other => {
                    wrong_type::<()>(reader, key, item.span(), "文字（加双引号）", other);
                }
            }
        }
        list
    }

    /// A string or a list of strings.
    pub fn one_or_more(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<Written> {
        match self.table.get(key).map(Spanned::get_ref) {
            Some(DeValue::String(_)) => self.written(reader, key).into_iter().collect(),
            _ => self.list(reader, key),
        }
    }

    /// A list of strings without their places.
    pub fn texts(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<String> {
        self.list(reader, key).into_iter().map(|words| words.text).collect()
    }

    /// A table inside this table.
    pub fn table(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Table<'t, 'i>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Table::new(table, value.span())),
            other => wrong_type(reader, key, value.span(), "一个表", other),
        }
    }

    /// Tables written as `[[key]]`; empty when not written.
    pub fn tables(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<Table<'t, 'i>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            wrong_type::<()>(reader, key, value.span(), &format!("若干个 [[{key}]]"), value.get_ref());
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(table) => tables.push(Table::new(table, item.span())),
                other => {
                    wrong_type::<()>(reader, key, item.span(), "一个表", other);
                }
            }
        }
        tables
    }

    /// One of the words of a list; none (with a finding) when it is another.
    pub fn word<T: Copy>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let written = self.written(reader, key)?;
        let found = words.iter().find(|(word, _)| *word == written.text).map(|(_, value)| *value);
        if found.is_none() {
            let list = words.iter().map(|(word, _)| *word).collect::<Vec<_>>();
            let place = written.at(0..written.text.len());
            let sentence = format!("“{key}”不能是“{}”，可用：{}", written.text, list.join("、"));
            let mut finding = Finding::error("define.word", place, sentence);
            if let Some(near) = nearest(&written.text, list) {
                finding = finding.hint(format!("是否想写“{near}”？"));
            }
            reader.findings.push(finding);
        }
        found
    }

    /// Reports every key that nobody asked for, with the nearest known.
    pub fn finish(self, reader: &mut Reader<'_>) {
        for (key, span, _) in self.entries() {
            if self.asked.contains(&key) {
                continue;
            }
            let place = reader.place(span);
            let mut finding = Finding::error("define.key-unknown", place, format!("不认识的键“{key}”"));
            finding = match nearest(key, self.asked.iter().copied()) {
                Some(near) => finding.hint(format!("是否想写“{near}”？")),
                None => finding.hint(format!("可用的键：{}", self.asked.join("、"))),
            };
            reader.findings.push(finding);
        }
    }
}

/// How many bytes stand before the words of a string over several lines, when an escape keeps them from being found as
/// they are: the three marks, and the end of line that TOML does not count.
fn fence(raw: &str) -> usize {
    let marks = raw.starts_with("'''") || raw.starts_with("\"\"\"");
    match raw.get(3..) {
        Some(rest) if marks && rest.starts_with("\r\n") => 5,
        Some(rest) if marks && rest.starts_with('\n') => 4,
        Some(_) if marks => 3,
        _ => 0,
    }
}

fn wrong_type<T>(
    reader: &mut Reader<'_>,
    key: &str,
    span: Range<usize>,
    wanted: &str,
    found: &DeValue<'_>,
) -> Option<T> {
    let found = match found {
        DeValue::String(_) => "文字",
        DeValue::Integer(_) | DeValue::Float(_) => "数",
        DeValue::Boolean(_) => "是非值",
        DeValue::Datetime(_) => "日期",
        DeValue::Array(_) => "列表",
        DeValue::Table(_) => "表",
    };
    reader.error("define.type", span, format!("“{key}”应当是{wanted}，这里是{found}"));
    None
}
