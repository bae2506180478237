//! Lines of canonical text: fields separated by TAB, ended by LF, with `\\`, `\t`, `\n`, `\r` for the four letters
//! that would be mistaken for structure.

use std::borrow::Cow;
use std::fmt;

/// A text that is not the canonical text of what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong with it, in Chinese.
    pub reason: String,
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}行：{}", self.line, self.reason)
    }
}

impl std::error::Error for Misread {}

/// Appends one line.
pub(super) fn push(text: &mut String, fields: &[&str]) {
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

/// Whether a text holds letters that a screen obeys instead of showing: control characters (escaped line ends and tabs
/// excepted) and those that turn the direction of writing. A certificate is read on screens and must show what was hashed.
pub(super) fn unshown(text: &str) -> bool {
    text.chars().any(|letter| {
        (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    })
}

fn plain(field: &str) -> Option<Cow<'_, str>> {
    if !field.contains('\\') {
        return Some(Cow::Borrowed(field));
    }
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
    Some(Cow::Owned(text))
}

/// The fields of one line.
pub(super) type Fields<'t> = Vec<Cow<'t, str>>;

/// The lines not yet read.
pub(super) struct Lines<'t> {
    rest: &'t str,
    line: usize,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Self {
        Lines { rest: text, line: 0 }
    }

    /// Refuses the line read last.
    pub fn refuse<T>(&self, reason: impl Into<String>) -> Result<T, Misread> {
        Err(Misread { line: self.line, reason: reason.into() })
    }

    /// Whether the next line begins with this field.
    pub fn ahead(&self, word: &str) -> bool {
        self.rest.strip_prefix(word).is_some_and(|rest| rest.starts_with(['\t', '\n']))
    }

    /// Whether nothing is left.
    pub fn done(&self) -> bool {
        self.rest.is_empty()
    }

    /// The fields of the next line.
    pub fn next(&mut self) -> Result<Fields<'t>, Misread> {
        self.line += 1;
        let Some((line, rest)) = self.rest.split_once('\n') else {
            return self.refuse("文件不完整");
        };
        self.rest = rest;
        if unshown(line) || line.contains('\r') {
            return self.refuse("含有控制字符");
        }
        match line.split('\t').map(plain).collect() {
            Some(fields) => Ok(fields),
            None => self.refuse("不认识的转义"),
        }
    }

    /// The fields of the next line behind its name.
    pub fn named<const N: usize>(&mut self, name: &str) -> Result<[Cow<'t, str>; N], Misread> {
        let mut fields = self.next()?;
        if fields.first().is_none_or(|first| first != name) || fields.len() != N + 1 {
            return self.refuse(format!("这里应是“{name}”一行，其后{N}项"));
        }
        fields.remove(0);
        // The length was just seen.
        fields.try_into().or_else(|_| self.refuse("项数不对"))
    }

    /// The head of a section: `section`, its name, how many lines it has when it says so.
    pub fn section(&mut self, name: &str) -> Result<(), Misread> {
        let [found] = self.named("section")?;
        if found == name { Ok(()) } else { self.refuse(format!("这里应是“{name}”一节")) }
    }

    /// The head of a section that lists something, and how many.
    pub fn list(&mut self, name: &str) -> Result<usize, Misread> {
        let [found, count] = self.named("section")?;
        if found != name {
            return self.refuse(format!("这里应是“{name}”一节"));
        }
        self.number(&count)
    }

    /// A line of a list: its number, which must be the one that comes next, then its fields.
    pub fn item<const N: usize>(&mut self, number: usize) -> Result<[Cow<'t, str>; N], Misread> {
        let name = number.to_string();
        let mut fields = self.next()?;
        if fields.first().is_none_or(|first| *first != name) {
            return self.refuse(format!("序号应是{number}"));
        }
        fields.remove(0);
        fields.try_into().or_else(|_| self.refuse(format!("序号之后应有{N}项")))
    }

    /// A whole number as it is printed: no sign, no leading noughts.
    pub fn number<T: std::str::FromStr + ToString>(&self, text: &str) -> Result<T, Misread> {
        match text.parse::<T>() {
            Ok(number) if number.to_string() == text => Ok(number),
            _ => self.refuse(format!("“{text}”不是这里该有的整数")),
        }
    }

    /// A digest in lower-case hexadecimal.
    pub fn digest(&self, text: &str) -> Result<crate::Digest, Misread> {
        match crate::hex::digest(text) {
            Some(digest) if crate::hex::write(&digest) == text => Ok(digest),
            _ => self.refuse(format!("“{text}”不是64位小写十六进制的杂凑值")),
        }
    }

    /// Bytes in lower-case hexadecimal.
    pub fn bytes(&self, text: &str) -> Result<Vec<u8>, Misread> {
        match crate::hex::read(text) {
            Some(bytes) if crate::hex::write(&bytes) == text => Ok(bytes),
            _ => self.refuse(format!("“{text}”不是小写十六进制")),
        }
    }
}
