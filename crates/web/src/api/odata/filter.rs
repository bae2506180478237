//! `$filter` of OData (part 2, §5.1.1): comparisons, `and`, `or`, `not`, `contains`, `startswith`, `endswith`, brackets. Whatever else
//! stands there is refused by its name and place.

use office::{Condition, Date, Part, Relation, Subject};

use super::names::{Column, From, Type};

/// Comparisons of one filter, and brackets within brackets, at most.
const MOST: usize = 100;
const DEEPEST: usize = 20;

/// A piece of a filter.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A name, a word such as `and`, a number, a day.
    Word(String),
    /// `'…'`.
    Quoted(String),
    /// One of `( ) ,`.
    Mark(char),
}

/// Reads a filter over columns; what is wrong with it in words.
pub(super) fn read(text: &str, columns: &[Column]) -> Result<Condition, String> {
    let mut reader = Reader { tokens: tokens(text)?, at: 0, columns };
    let condition = reader.any(0)?;
    match reader.tokens.get(reader.at) {
        Some(token) => Err(format!("“{}”处读不懂：这里只能接 and、or", shown(token))),
        None if condition.terms() > MOST => Err(format!("条件不能多于{MOST}个")),
        None => Ok(condition),
    }
}

fn shown(token: &Token) -> String {
    match token {
        Token::Word(text) => crate::site::cut(text),
        Token::Quoted(text) => format!("'{}'", crate::site::cut(text)),
        Token::Mark(mark) => mark.to_string(),
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_whitespace() => {}
            '(' | ')' | ',' => tokens.push(Token::Mark(c)),
            '\'' => {
                let mut quoted = String::new();
                loop {
                    match chars.next() {
                        // Two of them are one that stands in the text.
                        Some('\'') if chars.next_if_eq(&'\'').is_some() => quoted.push('\''),
                        Some('\'') => break,
                        Some(c) => quoted.push(c),
                        None => return Err("引号没有结束".to_owned()),
                    }
                }
                tokens.push(Token::Quoted(quoted));
            }
            c => {
                let mut word = String::from(c);
                while let Some(c) = chars.next_if(|c| !c.is_whitespace() && !"(),'".contains(*c)) {
                    word.push(c);
                }
                tokens.push(Token::Word(word));
            }
        }
    }
    Ok(tokens)
}

struct Reader<'c> {
    tokens: Vec<Token>,
    at: usize,
    columns: &'c [Column],
}

/// A side of a comparison.
enum Side<'c> {
    Column(&'c Column),
    Value(Option<String>, Type),
    Nothing,
}

impl<'c> Reader<'c> {
    fn next(&mut self) -> Result<Token, String> {
        let token = self.tokens.get(self.at).cloned().ok_or_else(|| "条件没有写完".to_owned())?;
        self.at += 1;
        Ok(token)
    }

    fn takes(&mut self, wanted: &str) -> bool {
        let is = match self.tokens.get(self.at) {
            Some(Token::Word(word)) => word == wanted,
            Some(Token::Mark(mark)) => wanted.len() == 1 && wanted.starts_with(*mark),
            _ => false,
        };
        self.at += usize::from(is);
        is
    }

    fn needs(&mut self, mark: &str) -> Result<(), String> {
        let here = self.tokens.get(self.at).map(shown).unwrap_or_default();
        self.takes(mark).then_some(()).ok_or_else(|| format!("“{here}”处应是“{mark}”"))
    }

    fn any(&mut self, depth: usize) -> Result<Condition, String> {
        let mut parts = vec![self.all(depth)?];
        while self.takes("or") {
            parts.push(self.all(depth)?);
        }
        Ok(one_or(parts, Condition::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Condition, String> {
        let mut parts = vec![self.part(depth)?];
        while self.takes("and") {
            parts.push(self.part(depth)?);
        }
        Ok(one_or(parts, Condition::All))
    }

    fn part(&mut self, depth: usize) -> Result<Condition, String> {
        if depth > DEEPEST {
            return Err(format!("括号不能多于{DEEPEST}层"));
        }
        if self.takes("not") {
            return Ok(Condition::Not(Box::new(self.part(depth + 1)?)));
        }
        if self.takes("(") {
            let inner = self.any(depth + 1)?;
            self.needs(")")?;
            return Ok(inner);
        }
        let is_called = matches!(self.tokens.get(self.at + 1), Some(Token::Mark('(')));
        if is_called { self.called() } else { self.compared() }
    }

    /// `contains(列,'字')` and its like.
    fn called(&mut self) -> Result<Condition, String> {
        let name = shown(&self.next()?);
        let part = match name.as_str() {
            "contains" => Part::Anywhere,
            "startswith" => Part::Start,
            "endswith" => Part::End,
            _ => {
                return Err(format!("没有函数“{name}”；有 contains、startswith、endswith"));
            }
        };
        self.needs("(")?;
        let side = self.next()?;
        let column = self.column(&shown(&side))?;
        self.needs(",")?;
        let words = match self.next()? {
            Token::Quoted(words) => words,
            token => return Err(format!("“{}”处应是引号里的字", shown(&token))),
        };
        self.needs(")")?;
        match column.kind {
            Type::Text => Ok(Condition::Has(column.field.clone(), part, words)),
            _ => Err(format!("“{}”不是文字，不能用 {name}", column.name)),
        }
    }

    fn compared(&mut self) -> Result<Condition, String> {
        let left = self.side()?;
        let ended = matches!(self.tokens.get(self.at), None | Some(Token::Mark(')')));
        let is_joined =
            matches!(self.tokens.get(self.at), Some(Token::Word(word)) if word == "and" || word == "or");
        if let (Side::Column(column), true) = (&left, ended || is_joined) {
            // A yes or no is a condition by itself.
            return condition(column, Relation::Equal, Some("true".to_owned()), Type::Truth);
        }
        let word = shown(&self.next()?);
        let relation =
            relation(&word).ok_or_else(|| format!("没有比较“{word}”；有 eq、ne、gt、ge、lt、le"))?;
        match (left, self.side()?) {
            (Side::Column(column), Side::Value(value, kind)) => condition(column, relation, value, kind),
            (Side::Value(value, kind), Side::Column(column)) => {
                condition(column, mirrored(relation), value, kind)
            }
            (Side::Column(column), Side::Nothing) | (Side::Nothing, Side::Column(column)) => {
                condition(column, relation, None, column.kind)
            }
            _ => Err("比较的一边应是列，另一边应是值".to_owned()),
        }
    }

    fn side(&mut self) -> Result<Side<'c>, String> {
        let word = match self.next()? {
            Token::Quoted(text) => return Ok(Side::Value(Some(text), Type::Text)),
            Token::Mark(mark) => return Err(format!("“{mark}”处应是列或值")),
            Token::Word(word) => word,
        };
        let value = |kind| Ok(Side::Value(Some(word.clone()), kind));
        match word.as_str() {
            "null" => Ok(Side::Nothing),
            "true" | "false" => value(Type::Truth),
            text if is_number(text) => value(Type::Decimal),
            text if text.parse::<Date>().is_ok() => value(Type::Day),
            text => Ok(Side::Column(self.column(text)?)),
        }
    }

    /// The column of a name, by which may be looked for.
    fn column(&self, name: &str) -> Result<&'c Column, String> {
        let known = self.columns.iter().find(|column| column.name == name);
        let column = known.ok_or_else(|| format!("没有列“{name}”，也不是认得的值"))?;
        open(column)?;
        Ok(column)
    }
}

/// Nothing, when a column may be looked through and sorted by.
pub(super) fn open(column: &Column) -> Result<(), String> {
    match column.from {
        From::Computed(_) => Err(format!("“{}”是算出的，不能据以筛选或排序", column.name)),
        _ if column.sensitive => Err(format!("“{}”是敏感内容，不能据以筛选或排序", column.name)),
        _ => Ok(()),
    }
}

/// Whether a text is a number as OData and JSON write it.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(part) && (whole.len() == 1 || !whole.starts_with('0')) && text.len() <= 30
}

fn one_or(mut parts: Vec<Condition>, all: fn(Vec<Condition>) -> Condition) -> Condition {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            parts.extend(last);
            all(parts)
        }
    }
}

fn relation(word: &str) -> Option<Relation> {
    Some(match word {
        "eq" => Relation::Equal,
        "ne" => Relation::NotEqual,
        "gt" => Relation::Greater,
        "ge" => Relation::AtLeast,
        "lt" => Relation::Less,
        "le" => Relation::AtMost,
        _ => return None,
    })
}

fn mirrored(relation: Relation) -> Relation {
    match relation {
        Relation::Greater => Relation::Less,
        Relation::AtLeast => Relation::AtMost,
        Relation::Less => Relation::Greater,
        Relation::AtMost => Relation::AtLeast,
        same => same,
    }
}

/// A comparison of a column with a value of its own kind.
fn condition(
    column: &Column,
    relation: Relation,
    value: Option<String>,
    kind: Type,
) -> Result<Condition, String> {
    let is_size = |kind| matches!(kind, Type::Whole | Type::Decimal);
    if column.kind != kind && !(is_size(column.kind) && is_size(kind)) {
        let value = value.unwrap_or_default();
        return Err(format!(
            "“{}”是{}，不能与“{}”比较",
            column.name,
            column.kind.edm(),
            crate::site::cut(&value)
        ));
    }
    let value = match (kind, value) {
        (Type::Truth, Some(text)) => Some(if text == "true" { "是" } else { "否" }.to_owned()),
        (_, value) => value,
    };
    let subject = match column.from {
        From::Number => Subject::Number,
        From::Entry => Subject::Entry,
        _ => Subject::Cell(column.field.clone()),
    };
    Ok(Condition::Is(subject, relation, value))
}
