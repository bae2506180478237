//! From characters to tokens. Full-width and half-width forms are the same to the reader and to the lexer.

use crate::problem::{Problem, Span};

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lexeme {
    /// Digits in half-width form and the unit written right behind them: `30` and `万元`.
    Number { digits: String, unit: String },
    /// Words between quotation marks.
    Text(String),
    /// A day, as days since 1970-01-01.
    Date(i32),
    /// A name or a word operator; names with signs in them stand between 「 and 」.
    Name(String),
    /// One of `+ - * / = ≠ < ≤ > ≥ ( ) , .`.
    Sign(char),
    /// After the last token.
    End,
}

/// A token with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) lexeme: Lexeme,
    pub(crate) span: Span,
}

/// Signs in all the forms in which they are typed.
fn sign(c: char) -> Option<char> {
    Some(match c {
        '+' | '＋' => '+',
        '-' | '－' | '−' => '-',
        '*' | '×' | '＊' => '*',
        '/' | '÷' | '／' => '/',
        '=' | '＝' => '=',
        '≠' => '≠',
        '<' | '＜' => '<',
        '>' | '＞' => '>',
        '≤' | '⩽' => '≤',
        '≥' | '⩾' => '≥',
        '(' | '（' => '(',
        ')' | '）' => ')',
        ',' | '，' => ',',
        '.' | '．' => '.',
        _ => return None,
    })
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        _ => None,
    }
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '·'
}

fn in_unit(c: char) -> bool {
    (in_name(c) && digit(c).is_none()) || matches!(c, '%' | '％' | '‰' | '㎡' | '°' | '℃')
}

/// Most of what cannot be read that is shown, in characters.
const SHOWN: usize = 8;

/// What begins no token.
fn is_unreadable(c: char) -> bool {
    !c.is_whitespace() && digit(c).is_none() && closing(c).is_none() && !in_name(c) && sign(c).is_none()
}

/// Cuts a formula into tokens. Unreadable characters are problems; the rest is still cut.
pub(crate) fn lex(source: &str) -> (Vec<Token>, Vec<Problem>) {
    let mut lexer = Lexer { source, at: 0, tokens: Vec::new(), problems: Vec::new() };
    lexer.run();
    (lexer.tokens, lexer.problems)
}

struct Lexer<'s> {
    source: &'s str,
    at: usize,
    tokens: Vec<Token>,
    problems: Vec<Problem>,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> &str {
        let start = self.at;
        while let Some(c) = self.peek().filter(|c| keep(*c)) {
            self.at += c.len_utf8();
        }
        &self.source[start..self.at]
    }

    fn push(&mut self, start: usize, lexeme: Lexeme) {
        self.tokens.push(Token { lexeme, span: Span::new(start, self.at) });
    }

    fn run(&mut self) {
        while let Some(c) = self.peek() {
            let start = self.at;
            if c.is_whitespace() {
                self.at += c.len_utf8();
            } else if digit(c).is_some() {
                self.number(start);
            } else if let Some(close) = closing(c) {
                self.quoted(start, c, close);
            } else if in_name(c) {
                let name = self.take_while(in_name).to_string();
                self.push(start, Lexeme::Name(name));
            } else if let Some(found) = sign(c) {
                self.at += c.len_utf8();
                self.operator(start, found);
            } else {
                // However many stand together, they are told once.
                let all = self.take_while(is_unreadable);
                let shown: String = all.chars().take(SHOWN).collect();
                let more = if shown.len() < all.len() { "……" } else { "" };
                let sentence = format!("公式里不能写“{shown}{more}”");
                self.problems.push(
                    Problem::new("formula.character", Span::new(start, self.at), sentence)
                        .hint("名称里有符号时，用「」把整个名称括起来"),
                );
            }
        }
        self.push(self.at, Lexeme::End);
    }

    /// Joins `<=`, `>=`, `<>` and `!=`-like pairs into one sign.
    fn operator(&mut self, start: usize, first: char) {
        let second = self.peek().and_then(sign);
        let joined = match (first, second) {
            ('<', Some('=')) => '≤',
            ('>', Some('=')) => '≥',
            ('<', Some('>')) => '≠',
            _ => return self.push(start, Lexeme::Sign(first)),
        };
        self.at += self.peek().map_or(0, char::len_utf8);
        self.push(start, Lexeme::Sign(joined));
    }

    fn quoted(&mut self, start: usize, open: char, close: char) {
        self.at += open.len_utf8();
        let inner = self.take_while(|c| c != close).to_string();
        if self.peek().is_none() {
            self.problems.push(Problem::new(
                "formula.quote",
                Span::new(start, self.at),
                format!("引号没有合上，缺“{close}”"),
            ));
        } else {
            self.at += close.len_utf8();
        }
        self.push(start, if open == '「' { Lexeme::Name(inner) } else { Lexeme::Text(inner) });
    }

    fn number(&mut self, start: usize) {
        if let Some(day) = date(&self.source[start..]) {
            self.at += 10;
            return self.push(start, Lexeme::Date(day));
        }
        let mut digits = self.digits();
        let mut ahead = self.source[self.at..].chars();
        if ahead.next().is_some_and(|c| matches!(c, '.' | '．')) && ahead.next().and_then(digit).is_some() {
            self.at += self.peek().map_or(0, char::len_utf8);
            digits.push('.');
            digits += &self.digits();
        }
        let mut unit: String = self.take_while(in_unit).to_string();
        // A digit inside what follows makes the whole a name: 3至5岁人口.
        if self.peek().is_some_and(|c| digit(c).is_some()) && !unit.is_empty() && !digits.contains('.') {
            self.take_while(in_name);
            let name = self.source[start..self.at].to_string();
            return self.push(start, Lexeme::Name(name));
        }
        // 元/人 right behind a number is one unit.
        let rest = &self.source[self.at..];
        if !unit.is_empty() && rest.starts_with(['/', '／']) {
            let slash = if rest.starts_with('/') { 1 } else { '／'.len_utf8() };
            let below: String = rest[slash..].chars().take_while(|c| in_unit(*c)).collect();
            let whole = format!("{unit}/{below}");
            if !below.is_empty() && is_unit(&whole) {
                unit = whole;
                self.at += slash + below.len();
            }
        }
        if !unit.is_empty() && !is_unit(&unit) && !digits.contains('.') && unit.chars().all(in_name) {
            let name = self.source[start..self.at].to_string();
            return self.push(start, Lexeme::Name(name));
        }
        self.push(start, Lexeme::Number { digits, unit });
    }

    /// Digits in half-width form; separators between groups of three are dropped by the writer, not here: a comma
    /// separates arguments.
    fn digits(&mut self) -> String {
        let mut digits = String::new();
        while let Some((c, plain)) = self.peek().and_then(|c| Some((c, digit(c)?))) {
            digits.push(plain);
            self.at += c.len_utf8();
        }
        digits
    }
}

/// Whether words behind a number are a unit, a scale (万, 亿) or both.
fn is_unit(words: &str) -> bool {
    crate::kind::literal_unit(words).is_some()
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '"' => '"',
        '“' => '”',
        '＂' => '＂',
        '「' => '」',
        _ => return None,
    })
}

/// A day of the form 2022-09-01 at the start of `text`, as days since 1970-01-01.
pub(crate) fn date(text: &str) -> Option<i32> {
    let bytes = text.as_bytes().get(..10)?;
    if bytes[4] != b'-' || bytes[7] != b'-' || bytes_after_is_digit(text) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| {
        bytes[range]
            .iter()
            .try_fold(0i32, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i32::from(b - b'0')))
    };
    crate::calendar::day(part(0..4)?, part(5..7)? as u32, part(8..10)? as u32)
}

fn bytes_after_is_digit(text: &str) -> bool {
    text.as_bytes().get(10).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexemes(source: &str) -> Vec<Lexeme> {
        let (tokens, problems) = lex(source);
        assert!(problems.is_empty(), "{problems:?}");
        tokens.into_iter().map(|t| t.lexeme).collect()
    }

    #[test]
    fn full_width_and_half_width_read_alike() {
        let plain: Vec<_> = lexemes("若(a>=30,b*2,c)");
        assert_eq!(lexemes("若（a＞＝３０，b×２，c）"), plain);
        assert_eq!(lexemes("若(a≥30,b×2,c)"), plain);
    }

    #[test]
    fn a_number_takes_the_unit_behind_it() {
        let number = |digits: &str, unit: &str| Lexeme::Number { digits: digits.into(), unit: unit.into() };
        assert_eq!(lexemes("30万元")[0], number("30", "万元"));
        assert_eq!(lexemes("4.5㎡")[0], number("4.5", "㎡"));
        assert_eq!(lexemes("85%")[0], number("85", "%"));
        assert_eq!(lexemes("2000元/人")[0], number("2000", "元/人"));
        assert_eq!(lexemes("2022-09-01")[0], Lexeme::Date(19236));
        assert_eq!(lexemes("3至5岁人口")[0], Lexeme::Name("3至5岁人口".into()));
        assert_eq!(lexemes("「3-5岁人口」")[0], Lexeme::Name("3-5岁人口".into()));
    }

    #[test]
    fn an_open_quote_is_told() {
        let (_, problems) = lex("学段 = “小学");
        assert_eq!(problems[0].code, "formula.quote");
    }
}
