//! Which lines of the program name a mechanism: the house promises that none must.
//!
//! A line names a mechanism when, outside comments and tests, it holds the mechanism's number (`S17`), or the id or name
//! of a definition tagged with it. Numbers and ids of several words count wherever they stand, also written as an
//! identifier (`legal_tutor`, `LegalTutor`); a Chinese name of four characters or more counts wherever it stands in a
//! string; a shorter one when it is a whole word of a string (班级), an id of one word (`camera`) when it is a whole
//! string, because such words also belong to ordinary sentences.

use std::collections::BTreeSet;

/// A line of code, without comments: what stands in strings and what stands outside.
struct Line {
    number: usize,
    code: String,
    strings: Vec<String>,
}

/// One source file of the program.
pub struct Source {
    /// Path from the root of the repository.
    pub path: String,
    lines: Vec<Line>,
}

/// What names a mechanism.
#[derive(Default)]
pub struct Names {
    anywhere: BTreeSet<String>,
    in_strings: BTreeSet<String>,
    whole_words: BTreeSet<String>,
    whole_strings: BTreeSet<String>,
}

impl Names {
    /// The names of the mechanism of that number.
    pub fn of(number: &str) -> Names {
        let mut names = Names::default();
        names.whole_words.insert(number.to_owned());
        names.anywhere.insert(number.to_owned());
        names
    }

    /// Takes in a definition: its file name without `.toml` and the name it carries.
    pub fn definition(&mut self, id: &str, name: &str) {
        if id.contains('-') {
            self.in_strings.insert(id.to_owned());
            self.anywhere.insert(id.replace('-', "_"));
            self.anywhere.insert(id.split('-').map(capital).collect());
        } else {
            self.whole_strings.insert(id.to_owned());
        }
        if name.chars().count() >= 4 {
            self.in_strings.insert(name.to_owned());
        } else {
            self.whole_words.insert(name.to_owned());
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

impl Source {
    /// Reads a file of Rust; everything under `#[cfg(test)]` is left out.
    pub fn read(path: String, text: &str) -> Source {
        let mut lines = scan(text);
        without_tests(&mut lines);
        Source { path, lines }
    }

    /// The lines that name one of `names`.
    pub fn naming(&self, names: &Names) -> Vec<usize> {
        self.lines.iter().filter(|line| line.names(names)).map(|line| line.number).collect()
    }
}

impl Line {
    fn names(&self, names: &Names) -> bool {
        names.anywhere.iter().any(|name| whole_word(&self.code, name))
            || self.strings.iter().any(|string| {
                names.in_strings.iter().any(|name| string.contains(name.as_str()))
                    || names.whole_strings.contains(string)
                    || names.whole_words.iter().any(|name| whole_word(string, name))
            })
    }
}

/// Whether `name` stands in `text` with no letter, digit or `_` on either side (Chinese characters are letters).
fn whole_word(text: &str, name: &str) -> bool {
    let joins = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    text.match_indices(name).any(|(at, _)| {
        !joins(text[..at].chars().next_back()) && !joins(text[at + name.len()..].chars().next())
    })
}

/// Parts a text into lines, strings apart and comments gone. A string over several lines belongs to each of them.
fn scan(text: &str) -> Vec<Line> {
    let letters: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    let mut line = Line { number: 1, code: String::new(), strings: Vec::new() };
    let mut at = 0;
    let end_line = |line: &mut Line, lines: &mut Vec<Line>| {
        let number = line.number + 1;
        lines.push(std::mem::replace(line, Line { number, code: String::new(), strings: Vec::new() }));
    };
    while at < letters.len() {
        match (letters[at], letters.get(at + 1).copied()) {
            ('/', Some('/')) => {
                while at < letters.len() && letters[at] != '\n' {
                    at += 1;
                }
            }
            ('/', Some('*')) => {
                at += 2;
                while at < letters.len() && !(letters[at] == '*' && letters.get(at + 1) == Some(&'/')) {
                    if letters[at] == '\n' {
                        end_line(&mut line, &mut lines);
                    }
                    at += 1;
                }
                at += 2;
            }
            // A quoted character, not a lifetime.
            ('\'', Some('\\')) => {
                at += 3;
                while at < letters.len() && letters[at] != '\'' {
                    at += 1;
                }
                at += 1;
            }
            ('\'', Some(_)) if letters.get(at + 2) == Some(&'\'') => at += 3,
            ('r', Some('"' | '#')) if raw_fence(&letters, at).is_some() && !ends_in_letter(&line.code) => {
                let fence = raw_fence(&letters, at).unwrap_or(0);
                at += 2 + fence;
                let mut string = String::new();
                while at < letters.len() {
                    if letters[at] == '"'
                        && letters[at + 1..].iter().take(fence).filter(|c| **c == '#').count() == fence
                    {
                        break;
                    }
                    push(&mut string, letters[at], &mut line, &mut lines, &end_line);
                    at += 1;
                }
                at += 1 + fence;
                line.strings.push(string);
            }
            ('"', _) => {
                at += 1;
                let mut string = String::new();
                while at < letters.len() && letters[at] != '"' {
                    if letters[at] == '\\' && letters.get(at + 1) != Some(&'\n') {
                        at += 1;
                    }
                    if at < letters.len() {
                        push(&mut string, letters[at], &mut line, &mut lines, &end_line);
                    }
                    at += 1;
                }
                at += 1;
                line.strings.push(string);
            }
            ('\n', _) => {
                end_line(&mut line, &mut lines);
                at += 1;
            }
            (letter, _) => {
                line.code.push(letter);
                at += 1;
            }
        }
    }
    lines.push(line);
    lines
}

/// Adds a letter of a string; at the end of a line what was read so far stays with that line.
fn push(
    string: &mut String,
    letter: char,
    line: &mut Line,
    lines: &mut Vec<Line>,
    end_line: &impl Fn(&mut Line, &mut Vec<Line>),
) {
    if letter == '\n' {
        line.strings.push(std::mem::take(string));
        end_line(line, lines);
    } else {
        string.push(letter);
    }
}

fn ends_in_letter(code: &str) -> bool {
    code.chars().next_back().is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
}

/// How many `#` stand between `r` and the quotation mark, when this is a raw string.
fn raw_fence(letters: &[char], at: usize) -> Option<usize> {
    let fence = letters[at + 1..].iter().take_while(|letter| **letter == '#').count();
    (letters.get(at + 1 + fence) == Some(&'"')).then_some(fence)
}

/// Takes out what `#[cfg(test)]` stands before: up to the brace that closes it, or to the semicolon.
fn without_tests(lines: &mut Vec<Line>) {
    let mut kept = Vec::new();
    let mut depth: Option<i64> = None;
    for line in lines.drain(..) {
        if depth.is_none() && line.code.contains("#[cfg(test)]") {
            depth = Some(0);
        }
        let Some(open) = depth else {
            kept.push(line);
            continue;
        };
        let braces = |brace| i64::try_from(line.code.matches(brace).count()).unwrap_or(i64::MAX);
        let now = open + braces('{') - braces('}');
        let closed = line.code.contains('}') && now == 0 || line.code.trim_end().ends_with(';') && open == 0;
        depth = if closed { None } else { Some(now) };
    }
    *lines = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"//! S17 in a comment, "legal-tutor" too
fn a() -> &'static str {
    let quoted = '"'; // 法治副校长聘任
    "S17"
}
fn b() { take("x 法治副校长聘任记录", r#"legal-tutor""#); }
fn legal_tutor() {}
/* LegalTutor
*/ struct LegalTutor;
fn c() { say("学校"); say("本学校的"); say("参数.学校", "word"); }
#[cfg(test)]
mod tests {
    fn d() { say("S17"); }
}
fn e() { say("S170 一行
二行 S17"); }
"##;

    fn lines(names: &Names) -> Vec<usize> {
        Source::read("a.rs".to_owned(), TEXT).naming(names)
    }

    #[test]
    fn numbers_and_definitions_count_outside_comments_and_tests() {
        assert_eq!(lines(&Names::of("S17")), [4, 16]);
        let mut names = Names::of("S99");
        names.definition("legal-tutor", "法治副校长聘任");
        assert_eq!(lines(&names), [6, 7, 9]);
    }

    #[test]
    fn a_short_name_counts_as_a_whole_word_only() {
        let mut names = Names::of("S99");
        names.definition("say", "学校");
        assert_eq!(lines(&names), [10]);
        let mut names = Names::of("S99");
        names.definition("x", "本校");
        assert_eq!(lines(&names), [0; 0]);
        names.definition("legal", "本校");
        assert_eq!(lines(&names), [0; 0]);
        names.definition("word", "本校");
        assert_eq!(lines(&names), [10]);
    }
}
