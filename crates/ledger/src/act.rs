//! Acts (行为): what the journal records, and their canonical text.
//!
//! The canonical text is what a leaf of the journal is hashed over. It is UTF-8, lines ended by LF, fields of a line
//! separated by TAB; inside a field `\\`, `\t`, `\n`, `\r` stand for backslash, tab, line feed and carriage return.
//! The first line is `duheng-act`, the version and the kind of act. Reading is strict: every text that is accepted is
//! printed back byte for byte, so one act has one text and one text one act.
//!
//! Here with `⇥` for TAB:
//!
//! ```text
//! duheng-act⇥1⇥record
//! register⇥education-budget
//! key⇥2022/教育事业费
//! origin⇥教育经费.csv⇥7
//! cell⇥年度⇥number⇥2022
//! cell⇥科目⇥text⇥教育事业费
//! cell⇥金额⇥number⇥1543523456.78
//! ```

use crate::Value;
use define::Date;
use std::collections::BTreeSet;
use std::fmt;

/// One act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// From here on the rows of a year are read by this pack.
    AdoptPack {
        /// Id of the pack.
        pack: String,
        /// Its content hash.
        hash: String,
        /// The year; none of a pack that is of no year.
        year: Option<i32>,
    },
    /// A row is recorded; a row of the same key before it is replaced.
    Record {
        /// Id of the register.
        register: String,
        /// Key of the row.
        key: String,
        /// Where it was read, if from a file.
        origin: Option<Origin>,
        /// Cells that hold something, by field name in the order of the register.
        cells: Vec<(String, Value)>,
    },
    /// A row no longer holds; it stays in the journal.
    Withdraw {
        /// Id of the register.
        register: String,
        /// Key of the row.
        key: String,
        /// Why.
        reason: String,
    },
    /// The body of an earlier entry is erased (依法删除); its leaf stays and every proof still holds.
    Erase {
        /// Number of the entry, from 0.
        entry: u64,
        /// Which row the entry was about, so that the rows can be made anew without its content.
        row: ErasedRow,
        /// The ground in law.
        reason: String,
    },
    /// What was submitted of a year is frozen (封存): values, sentences, pack and root.
    Close {
        /// The year.
        year: i32,
        /// Content hash of the pack that it was judged by.
        pack: String,
        /// Number of entries that it stands on.
        size: u64,
        /// Root over them, hexadecimal.
        root: String,
        /// The day from which they were looked at.
        day: Date,
        /// Values in the order of the pack.
        values: Vec<ClosedValue>,
        /// Sentences of the report in their order.
        sentences: Vec<String>,
    },
    /// Another key signs the journal from here on (换钥).
    RotateKey {
        /// The note ([`proof::Rotation`]) that the old key and the new one signed.
        note: String,
    },
}

/// The place of an erased entry among the versions of its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasedRow {
    /// Id of the register.
    pub register: String,
    /// Number of the row: the entry at which its key was first recorded.
    pub number: u64,
    /// The entry that ended the version which the erased entry made; the erased entry itself when it was a withdrawal.
    pub until: u64,
}

/// A value as it was submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedValue {
    /// Id of the indicator.
    pub id: String,
    /// As printed; empty when there was none.
    pub printed: String,
    /// As a decimal in its unit; empty when there was none.
    pub value: String,
    /// Key of the verdict; empty when there was nothing to judge.
    pub verdict: String,
}

/// Where a row was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// File name, with the sheet after `#` when there is one.
    pub file: String,
    /// Row of the table, the header being row 1.
    pub row: u32,
}

/// Why a text is not the canonical text of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl fmt::Display for ActError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "act text, line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for ActError {}

/// Canonical text begins with this and the version.
const HEAD: &str = "duheng-act\t1\t";

impl Act {
    /// The canonical text.
    ///
    /// ```
    /// use ledger::Act;
    /// let act = Act::AdoptPack { pack: "base".into(), hash: "66c7f0f4".into(), year: Some(2022) };
    /// assert_eq!(act.print(), "duheng-act\t1\tadopt-pack\npack\tbase\nhash\t66c7f0f4\nyear\t2022\n");
    /// assert_eq!(Act::parse(&act.print()), Ok(act));
    /// ```
    pub fn print(&self) -> String {
        let mut text = String::from(HEAD);
        match self {
            Act::AdoptPack { pack, hash, year } => {
                text.push_str("adopt-pack\n");
                line(&mut text, &["pack", pack]);
                line(&mut text, &["hash", hash]);
                if let Some(year) = year {
                    line(&mut text, &["year", &year.to_string()]);
                }
            }
            Act::Record { register, key, origin, cells } => {
                text.push_str("record\n");
                line(&mut text, &["register", register]);
                line(&mut text, &["key", key]);
                if let Some(origin) = origin {
                    line(&mut text, &["origin", &origin.file, &origin.row.to_string()]);
                }
                for (field, value) in cells {
                    line(&mut text, &["cell", field, kind(value), &value.to_string()]);
                }
            }
            Act::Withdraw { register, key, reason } => {
                text.push_str("withdraw\n");
                line(&mut text, &["register", register]);
                line(&mut text, &["key", key]);
                line(&mut text, &["reason", reason]);
            }
            Act::Erase { entry, row, reason } => {
                text.push_str("erase\n");
                line(&mut text, &["entry", &entry.to_string()]);
                let (number, until) = (row.number.to_string(), row.until.to_string());
                line(&mut text, &["row", &row.register, &number, &until]);
                line(&mut text, &["reason", reason]);
            }
            Act::Close { year, pack, size, root, day, values, sentences } => {
                text.push_str("close\n");
                line(&mut text, &["year", &year.to_string()]);
                line(&mut text, &["pack", pack]);
                line(&mut text, &["size", &size.to_string()]);
                line(&mut text, &["root", root]);
                line(&mut text, &["day", &day.to_string()]);
                for one in values {
                    line(&mut text, &["value", &one.id, &one.printed, &one.value, &one.verdict]);
                }
                for sentence in sentences {
                    line(&mut text, &["sentence", sentence]);
                }
            }
            Act::RotateKey { note } => {
                text.push_str("rotate-key\n");
                line(&mut text, &["note", note]);
            }
        }
        text
    }

    /// The act of a canonical text.
    ///
    /// # Errors
    /// When the text is not exactly what [`Act::print`] writes for some act.
    pub fn parse(text: &str) -> Result<Act, ActError> {
        let mut lines = Lines { text, line: 0 };
        let head = lines.next()?;
        let refuse = |lines: &Lines<'_>, reason| ActError { line: lines.line, reason };
        let [magic, version, act] = head.as_slice() else {
            return Err(refuse(&lines, "the first line has three fields"));
        };
        if magic != "duheng-act" || version != "1" {
            return Err(refuse(&lines, "not an act of version 1"));
        }
        let act = match act.as_str() {
            "adopt-pack" => {
                let (pack, hash) = (lines.named("pack")?, lines.named("hash")?);
                let year = if lines.text.is_empty() { None } else { Some(lines.number("year")?) };
                Act::AdoptPack { pack, hash, year }
            }
            "record" => {
                let register = lines.named("register")?;
                let key = lines.named("key")?;
                let mut origin = None;
                let mut cells: Vec<(String, Value)> = Vec::new();
                let mut fields = BTreeSet::new();
                while !lines.text.is_empty() {
                    match lines.next()?.as_slice() {
                        [word, file, row] if word == "origin" && origin.is_none() && cells.is_empty() => {
                            let row = row
                                .parse()
                                .map_err(|_| refuse(&lines, "the row of an origin is a whole number"))?;
                            origin = Some(Origin { file: file.clone(), row });
                        }
                        [word, field, kind, value] if word == "cell" => {
                            if !fields.insert(field.clone()) {
                                return Err(refuse(&lines, "a field twice"));
                            }
                            let value = value_of(kind, value)
                                .ok_or_else(|| refuse(&lines, "not a value of its kind"))?;
                            cells.push((field.clone(), value));
                        }
                        _ => return Err(refuse(&lines, "neither an origin nor a cell")),
                    }
                }
                Act::Record { register, key, origin, cells }
            }
            "withdraw" => Act::Withdraw {
                register: lines.named("register")?,
                key: lines.named("key")?,
                reason: lines.named("reason")?,
            },
            "erase" => {
                let entry = lines.number("entry")?;
                let row = match lines.next()?.as_slice() {
                    [word, register, number, until] if word == "row" => {
                        let whole = |text: &str| text.parse().ok();
                        match (whole(number), whole(until)) {
                            (Some(number), Some(until)) => {
                                ErasedRow { register: register.clone(), number, until }
                            }
                            _ => return Err(refuse(&lines, "a row is named by whole numbers")),
                        }
                    }
                    _ => return Err(refuse(&lines, "not the line expected here")),
                };
                Act::Erase { entry, row, reason: lines.named("reason")? }
            }
            "close" => {
                let (year, pack) = (lines.number("year")?, lines.named("pack")?);
                let (size, root) = (lines.number("size")?, lines.named("root")?);
                let day = lines.number("day")?;
                let (mut values, mut sentences) = (Vec::new(), Vec::new());
                while !lines.text.is_empty() {
                    match lines.next()?.as_slice() {
                        [word, id, printed, value, verdict] if word == "value" && sentences.is_empty() => {
                            let (id, printed) = (id.clone(), printed.clone());
                            let (value, verdict) = (value.clone(), verdict.clone());
                            values.push(ClosedValue { id, printed, value, verdict });
                        }
                        [word, sentence] if word == "sentence" => sentences.push(sentence.clone()),
                        _ => return Err(refuse(&lines, "not the line expected here")),
                    }
                }
                Act::Close { year, pack, size, root, day, values, sentences }
            }
            "rotate-key" => Act::RotateKey { note: lines.named("note")? },
            _ => return Err(refuse(&lines, "an unknown kind of act")),
        };
        if !lines.text.is_empty() {
            return Err(ActError { line: lines.line + 1, reason: "more lines than the act has" });
        }
        if act.print() != text {
            return Err(ActError { line: 1, reason: "not in canonical form" });
        }
        Ok(act)
    }
}

/// The lines not yet read.
struct Lines<'t> {
    text: &'t str,
    line: usize,
}

impl Lines<'_> {
    /// The fields of the next line.
    fn next(&mut self) -> Result<Vec<String>, ActError> {
        self.line += 1;
        let refuse = |reason| ActError { line: self.line, reason };
        let (line, rest) = self.text.split_once('\n').ok_or_else(|| refuse("a line without its end"))?;
        self.text = rest;
        line.split('\t').map(|field| plain(field).ok_or_else(|| refuse("an unknown escape"))).collect()
    }

    /// The value of the next line, which must have this name.
    fn named(&mut self, name: &str) -> Result<String, ActError> {
        match <[String; 2]>::try_from(self.next()?) {
            Ok([word, value]) if word == name => Ok(value),
            _ => Err(ActError { line: self.line, reason: "not the line expected here" }),
        }
    }
}

impl Lines<'_> {
    /// The whole number of the next line, which must have this name.
    fn number<T: std::str::FromStr>(&mut self, name: &str) -> Result<T, ActError> {
        let text = self.named(name)?;
        text.parse().map_err(|_| ActError { line: self.line, reason: "not a whole number" })
    }
}

fn line(text: &mut String, fields: &[&str]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            text.push('\t');
        }
        if !field.contains(['\\', '\t', '\n', '\r']) {
            text.push_str(field);
            continue;
        }
        for letter in field.chars() {
            match letter {
                '\\' => text.push_str("\\\\"),
                '\t' => text.push_str("\\t"),
                '\n' => text.push_str("\\n"),
                '\r' => text.push_str("\\r"),
                letter => text.push(letter),
            }
        }
    }
    text.push('\n');
}

fn plain(field: &str) -> Option<String> {
    let mut text = String::with_capacity(field.len());
    let mut letters = field.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next()? {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            letter => letter,
        });
    }
    Some(text)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Number(_) => "number",
        Value::Text(_) => "text",
        Value::Boolean(_) => "boolean",
        Value::Date(_) => "date",
    }
}

fn value_of(kind: &str, text: &str) -> Option<Value> {
    match kind {
        "number" => text.parse().ok().map(Value::Number),
        "text" => Some(Value::Text(text.to_string())),
        "boolean" if text == "是" => Some(Value::Boolean(true)),
        "boolean" if text == "否" => Some(Value::Boolean(false)),
        "date" => text.parse().ok().map(Value::Date),
        _ => None,
    }
}
