//! Words of a definition file together with the place where they stand.

use finding::Place;
use std::ops::Range;

/// A text as written in a definition file: a formula, a name, a sentence.
///
/// Keeping the place lets every later check point back into the file: a unit error found in a formula underlines the
/// words of the formula, not merely its file.
///
/// ```
/// let formula = define::Written::new("合计(教育经费.金额)", "indicators/f24.toml", 5, 12);
/// let place = formula.at(7..19);
/// assert_eq!(place.to_string(), "indicators/f24.toml:5:15");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The words, with TOML escapes resolved.
    pub text: String,
    /// The file they stand in.
    pub source: String,
    /// Line of the first character, from 1.
    pub line: u32,
    /// Column of the first character, from 1, in characters.
    pub column: u32,
}

impl Written {
    /// Words at a place.
    pub fn new(text: impl Into<String>, source: impl Into<String>, line: u32, column: u32) -> Self {
        Written { text: text.into(), source: source.into(), line, column }
    }

    /// The words in one line, as a reader is shown a formula that its file writes over several.
    ///
    /// ```
    /// let formula = define::Written::new("合计(教育经费.金额)\n  / 合计(学段学生.在校学生)\n", "indicators/f.toml", 5, 1);
    /// assert_eq!(formula.in_one_line(), "合计(教育经费.金额) / 合计(学段学生.在校学生)");
    /// ```
    pub fn in_one_line(&self) -> String {
        let lines = self.text.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut words = String::new();
        for line in lines {
            // No gap after an opening bracket or before a closing one.
            if !words.is_empty() && !words.ends_with('(') && !line.starts_with(')') {
                words.push(' ');
            }
            words.push_str(line);
        }
        words
    }

    /// The place of the whole text.
    pub fn place(&self) -> Place {
        Place::at(&self.source, self.line, self.column)
    }

    /// A byte range of the text as words of their own, at their place. A range that is none gives no words, at the place of the whole.
    pub fn part(&self, span: Range<usize>) -> Written {
        let (Some(before), Some(words)) = (self.text.get(..span.start), self.text.get(span)) else {
            return Written { text: String::new(), ..self.clone() };
        };
        let lines = before.matches('\n').count() as u32;
        let last = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32;
        let column = if lines == 0 { self.column + last } else { 1 + last };
        Written::new(words, self.source.clone(), self.line + lines, column)
    }

    /// The place of a byte range of the text, with the words of its line as excerpt and the range marked.
    /// A range outside the text or off a character boundary gives the place of the whole text.
    pub fn at(&self, span: Range<usize>) -> Place {
        let (Some(before), Some(_)) = (self.text.get(..span.start), self.text.get(span.clone())) else {
            return self.place();
        };
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let lines_before = before.matches('\n').count() as u32;
        let line_end = self.text[line_start..].find('\n').map_or(self.text.len(), |at| line_start + at);
        let characters = self.text[line_start..span.start].chars().count() as u32;
        let column = if lines_before == 0 { self.column + characters } else { 1 + characters };
        let mark = (span.start - line_start, span.end.min(line_end) - line_start);
        let line = self.text[line_start..line_end].trim_end_matches('\r');
        Place::at(&self.source, self.line + lines_before, column).excerpt(line, Some(mark))
    }
}
