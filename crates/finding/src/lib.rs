//! Findings (发现): what the system has to say about the user's material.
//!
//! A finding is a value, never an exception: a check collects all of them and hands them on together, so that a clerk
//! mends a file once. The same type is shown on a page, printed in the terminal and written as JSON.
//!
//! ```
//! use finding::{Finding, Grade, Place};
//! let f = Finding::error("import.count-negative", Place::cell("幼儿园.csv", 7, 4), "在园幼儿不能是负数")
//!     .hint("请核对第7行的人数");
//! assert_eq!(f.place.to_string(), "幼儿园.csv D7");
//! assert_eq!(f.grade, Grade::Error);
//! ```

mod visible;

pub use visible::{is_control, one_line, visible};

use serde::Serialize;
use std::fmt;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Worth knowing; nothing needs to be done.
    Note,
    /// Probably wrong; the material is accepted.
    Warning,
    /// Implausible (存疑); the material is accepted with a reason of whoever gives it.
    Doubt,
    /// Wrong; the material is not accepted.
    Error,
}

/// Where in the user's material a finding points.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// File name, page name or definition id.
    pub source: String,
    /// Line, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column, counted from 1: characters of a text line, or the column of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Address of a table cell as spreadsheets write it, such as `D7`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The words in question, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// Byte range of the words inside `excerpt`'s line, for a mark under them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<(usize, usize)>,
}

impl Place {
    /// A whole file or definition.
    pub fn whole(source: impl Into<String>) -> Self {
        Place { source: source.into(), ..Place::default() }
    }

    /// A line and a column of a text file, both counted from 1.
    pub fn at(source: impl Into<String>, line: u32, column: u32) -> Self {
        Place { source: source.into(), line: Some(line), column: Some(column), ..Place::default() }
    }

    /// A cell of a table: row and column counted from 1, row 1 being the header.
    ///
    /// ```
    /// assert_eq!(finding::Place::cell("a.xlsx", 2, 28).cell.as_deref(), Some("AB2"));
    /// ```
    pub fn cell(source: impl Into<String>, row: u32, column: u32) -> Self {
        let mut letters = Vec::new();
        let mut rest = column;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + (rest % 26) as u8));
            rest /= 26;
        }
        let address = letters.iter().rev().collect::<String>() + &row.to_string();
        Place {
            source: source.into(),
            line: Some(row),
            column: Some(column),
            cell: Some(address),
            ..Place::default()
        }
    }

    /// Adds the words in question and the byte range to mark in them.
    pub fn excerpt(mut self, words: impl Into<String>, mark: Option<(usize, usize)>) -> Self {
        self.excerpt = Some(words.into());
        self.mark = mark;
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&self.source))?;
        match (&self.cell, self.line, self.column) {
            (Some(cell), _, _) => write!(f, " {cell}"),
            (None, Some(line), Some(column)) => write!(f, ":{line}:{column}"),
            (None, Some(line), None) => write!(f, ":{line}"),
            _ => Ok(()),
        }
    }
}

/// One thing found in the user's material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// Stable code, dotted, from the general to the particular: `import.cell.not-a-number`.
    pub code: &'static str,
    /// How grave it is.
    pub grade: Grade,
    /// Where it points.
    pub place: Place,
    /// One plain sentence for the person who owns the material.
    pub sentence: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Finding {
    /// A finding of grade [`Grade::Error`].
    pub fn error(code: &'static str, place: Place, sentence: impl Into<String>) -> Self {
        Finding { code, grade: Grade::Error, place, sentence: sentence.into(), hint: None }
    }

    /// A finding of grade [`Grade::Warning`].
    pub fn warning(code: &'static str, place: Place, sentence: impl Into<String>) -> Self {
        Finding { grade: Grade::Warning, ..Finding::error(code, place, sentence) }
    }

    /// A finding of grade [`Grade::Note`].
    pub fn note(code: &'static str, place: Place, sentence: impl Into<String>) -> Self {
        Finding { grade: Grade::Note, ..Finding::error(code, place, sentence) }
    }

    /// Adds what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Finding {
    /// One finding as a clerk reads it in a terminal: grade, place, sentence, code; the words with a mark under them; the
    /// hint. What was in the material acts on no terminal and begins no line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grade = match self.grade {
            Grade::Error => "错误",
            Grade::Doubt => "存疑",
            Grade::Warning => "警告",
            Grade::Note => "提示",
        };
        write!(f, "{grade} {}：{} [{}]", self.place, one_line(&self.sentence), self.code)?;
        if let Some(words) = &self.place.excerpt {
            write!(f, "\n    {}", one_line(words))?;
            if let Some((start, end)) = self.place.mark
                && words.is_char_boundary(start)
                && words.is_char_boundary(end)
                && start <= end
            {
                let before = width(&one_line(&words[..start]));
                let under = width(&one_line(&words[start..end])).max(1);
                write!(f, "\n    {}{}", " ".repeat(before), "^".repeat(under))?;
            }
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n    → {}", one_line(hint))?;
        }
        Ok(())
    }
}

/// Columns that a terminal gives to a text: Chinese characters and full-width forms take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if (c as u32) < 0x1100 { 1 } else { 2 }).sum()
}

/// Whether any finding is of grade error.
pub fn has_error(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.grade == Grade::Error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_under_its_words_though_chinese_is_wide() {
        let place = Place::at("f26.toml", 3, 1).excerpt("合计(教育经费.金饿)", Some((20, 26)));
        let shown = Finding::error("formula.unknown-name", place, "没有名为“金饿”的字段").to_string();
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[1], "    合计(教育经费.金饿)");
        assert_eq!(lines[2].trim_start().len(), 4, "two wide characters take four columns");
        assert_eq!(lines[2].find('^'), Some(4 + 14));
    }

    #[test]
    fn what_stood_in_the_material_neither_acts_nor_begins_a_line() {
        let hostile = "甲\u{1b}[2J\u{1b}]52;c;eA==\u{7}\r\n日志全部核对无误\u{202e}\u{9b}";
        let place = Place::cell(hostile, 2, 1).excerpt(hostile, Some((0, hostile.len())));
        let shown = Finding::error("import.cell.control", place, hostile).hint(hostile).to_string();
        assert_eq!(shown.lines().count(), 4, "{shown}");
        assert!(shown.chars().all(|letter| letter == '\n' || !is_control(letter)), "{shown:?}");
        assert!(shown.contains("甲␛[2J␛]52;c;eA==␇␍␊日志全部核对无误‹U+202E›‹U+009B›"), "{shown}");
    }
}
