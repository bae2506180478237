//! Names: fields of the row at hand, 本, 参数, 指标, 年度, 结果, grouping fields.

use super::Checker;
use crate::kind::{Measure, Type};
use crate::near::nearest;
use crate::problem::{Needed, Problem, Span};
use crate::schema::{Field, Schema, Table};
use crate::syntax::Word;
use crate::tree::{Expr, Hop, Node, Path};
use quantity::Unit;

/// Why a path could not be followed: the word at which it breaks and the table searched, or that it is not a reference.
pub(crate) struct Broken<'a> {
    pub at: usize,
    pub table: &'a Table,
    not_a_reference: bool,
}

impl Schema {
    /// Follows words from a register's row: fields, through references.
    pub(crate) fn path<'a>(
        &'a self,
        table: &'a Table,
        words: &[&str],
    ) -> Result<(Path, &'a Field), Broken<'a>> {
        let mut through = Vec::new();
        let mut here = table;
        for (at, word) in words.iter().enumerate() {
            let broken = Broken { at, table: here, not_a_reference: false };
            let Some(field) = here.field(word) else { return Err(broken) };
            if at + 1 == words.len() {
                let path =
                    Path { register: table.name.as_str().into(), through, field: field.name.as_str().into() };
                return Ok((path, field));
            }
            let target = field.reference.as_ref().and_then(|r| Some((r, self.table(&r.register)?)));
            let Some((reference, next)) = target else {
                return Err(Broken { not_a_reference: true, ..broken });
            };
            through.push(Hop {
                field: field.name.as_str().into(),
                to: next.name.as_str().into(),
                by: reference.by.as_str().into(),
            });
            here = next;
        }
        Err(Broken { at: 0, table, not_a_reference: false })
    }

    /// The kind of a grouping field: that of the first register that has it.
    fn group_kind(&self, name: &str) -> Type {
        let words: Vec<&str> = name.split('.').collect();
        let found = self.tables.iter().find_map(|table| self.path(table, &words).ok());
        found.map_or(Type::Text, |(_, field)| Type::from(&field.kind))
    }
}

impl<'a> Checker<'a> {
    /// A dotted name, with an argument in brackets for a keyed parameter or indicator.
    pub(super) fn name(&mut self, span: Span, words: &[Word], key: Option<Expr>) -> Expr {
        let Some(first) = words.first() else { return self.bad(span) };
        match first.text.as_str() {
            "参数" => return self.parameter(span, words, key),
            "指标" => return self.indicator(span, words, key),
            "本" => return self.outer(span, words),
            _ => {}
        }
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        if let Some(table) = self.tables.last().copied() {
            if table.field(texts[0]).is_some() {
                return self.field(span, 0, table, words);
            }
            if texts[0] == table.name && texts.len() > 1 {
                return self.field(span, 0, table, &words[1..]);
            }
        }
        let whole = texts.join(".");
        if let Some(position) = self.by.iter().position(|name| *name == whole) {
            return Expr { span, kind: self.schema.group_kind(&whole), node: Node::Group(position) };
        }
        match (whole.as_str(), self.result.clone()) {
            ("年度", _) => {
                return Expr { span, kind: Type::Number(Measure::Bare), node: Node::Year };
            }
            ("结果", Some(kind)) => return Expr { span, kind, node: Node::Result },
            _ => {}
        }
        self.unknown_name(span, words);
        self.bad(span)
    }

    fn unknown_name(&mut self, span: Span, words: &[Word]) {
        let first = words[0].text.as_str();
        let problem = match (self.schema.table(first), self.tables.last()) {
            (Some(_), Some(table)) if words.len() > 1 => Problem::new(
                "formula.other-register",
                span,
                format!("这里看的是“{}”的行，不能直接用“{first}”的字段", table.name),
            )
            .hint("用聚合函数汇总它，或通过引用字段取它的一行"),
            (Some(_), None) if words.len() > 1 => {
                let written = span.of(self.source);
                Problem::new("formula.bare-field", span, format!("“{written}”有许多行，要说明怎样汇总"))
                    .hint(format!("如：合计({written})"))
            }
            (Some(_), _) => {
                Problem::new("formula.bare-register", span, format!("“{first}”是台账，不是一个值"))
                    .hint(format!("如：计数({first})"))
            }
            _ => self.unknown_word(span, words),
        };
        self.tell(problem);
    }

    fn unknown_word(&self, span: Span, words: &[Word]) -> Problem {
        let first = words[0].text.as_str();
        let glued = ["或", "且", "非"].into_iter().find(|operator| {
            first.split_once(operator).is_some_and(|(left, right)| {
                [left, right].iter().any(|part| !part.is_empty() && self.is_known(part))
            })
        });
        if let Some(operator) = glued {
            return Problem::new("formula.glued", words[0].span, format!("不认得“{first}”"))
                .hint(format!("“{operator}”两边要空格"));
        }
        let tables = self.schema.tables.iter().map(|table| table.name.as_str());
        if let Some(table) = self.tables.last() {
            let fields = table.fields.iter().map(|field| field.name.as_str());
            let near =
                nearest(first, fields.chain(if words.len() > 1 { Some(table.name.as_str()) } else { None }));
            return Problem::no_field(words[0].span, &table.name, first).near(near);
        }
        if words.len() > 1 {
            let sentence = format!("没有名为“{first}”的台账");
            return Problem::new("formula.unknown-register", words[0].span, sentence)
                .near(nearest(first, tables))
                .needs(Needed::Table(first.to_owned()));
        }
        let others = self.by.iter().map(String::as_str).chain(["年度", "参数", "指标"]);
        Problem::new("formula.unknown-name", span, format!("不认得“{first}”"))
            .near(nearest(first, others.chain(tables)))
    }

    fn is_known(&self, word: &str) -> bool {
        let in_tables = |table: &Table| table.name == word || table.field(word).is_some();
        self.schema.tables.iter().any(in_tables) || self.by.iter().any(|name| name == word)
    }

    /// A field of the row `level` rows out.
    pub(super) fn field(&mut self, span: Span, level: usize, table: &'a Table, words: &[Word]) -> Expr {
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let schema = self.schema;
        match schema.path(table, &texts) {
            Ok((path, field)) => {
                let row = self.tables.len() - 1 - level;
                if self.years.iter().any(|outside| row < *outside) && level == 0 {
                    self.tell(
                        Problem::new(
                            "formula.last-year-row",
                            span,
                            "“上年”里不能直接用这一行的字段，上年没有“这一行”",
                        )
                        .hint("用聚合找到上年的行，如：上年(合计(台账.字段, 标识码 = 本.标识码))"),
                    );
                }
                let kind = Type::from(&field.kind);
                Expr { span, kind, node: Node::Field { level, path } }
            }
            Err(broken) => {
                let word = words.get(broken.at);
                let (text, place) = word.map_or(("", span), |word| (word.text.as_str(), word.span));
                let problem = if broken.not_a_reference {
                    Problem::new(
                        "formula.not-a-reference",
                        place,
                        format!("“{text}”不指向别的台账，后面不能再接字段"),
                    )
                } else {
                    let near = nearest(text, broken.table.fields.iter().map(|field| field.name.as_str()));
                    Problem::no_field(place, &broken.table.name, text).near(near)
                };
                self.tell(problem);
                self.bad(span)
            }
        }
    }

    /// `本.字段`: the row around the aggregate; in plain row scope the row itself. Further 本 go further out.
    fn outer(&mut self, span: Span, words: &[Word]) -> Expr {
        let out = words.iter().take_while(|word| word.text == "本").count();
        let level = if self.base == 1 && self.tables.len() == 1 { out - 1 } else { out };
        if self.tables.len() <= level {
            self.tell(Problem::new("formula.no-outer-row", span, "“本”指聚合外面的那一行，这里外面没有行"));
            return self.bad(span);
        }
        if words.len() == out {
            self.tell(Problem::new("formula.syntax", span, "“本”后面应当接“.字段”"));
            return self.bad(span);
        }
        let table = self.tables[self.tables.len() - 1 - level];
        self.field(span, level, table, &words[out..])
    }

    fn parameter(&mut self, span: Span, words: &[Word], key: Option<Expr>) -> Expr {
        let schema = self.schema;
        let Some(name) = self.second(span, words, "参数") else { return self.bad(span) };
        let Some(parameter) = schema.parameter(&name.text) else {
            let near = nearest(&name.text, schema.parameters.iter().map(|parameter| parameter.name.as_str()));
            let sentence = format!("没有名为“{}”的参数", name.text);
            self.tell(Problem::new("formula.unknown-parameter", name.span, sentence).near(near));
            return self.bad(span);
        };
        self.key(
            span,
            &format!("参数“{}”", parameter.name),
            &parameter.keys,
            !parameter.keys.is_empty(),
            &key,
        );
        let node = Node::Parameter { name: parameter.name.as_str().into(), key: key.map(Box::new) };
        Expr { span, kind: Type::of(parameter.unit.clone()), node }
    }

    fn indicator(&mut self, span: Span, words: &[Word], key: Option<Expr>) -> Expr {
        let schema = self.schema;
        let Some(name) = self.second(span, words, "指标") else { return self.bad(span) };
        let Some(indicator) = schema.indicator(&name.text) else {
            let near = nearest(&name.text, schema.indicators.iter().map(|indicator| indicator.name.as_str()));
            let sentence = format!("没有名为“{}”的指标", name.text);
            let problem = Problem::new("formula.unknown-indicator", name.span, sentence);
            self.tell(problem.near(near).needs(Needed::Indicator(name.text.clone())));
            return self.bad(span);
        };
        self.key(span, &format!("指标“{}”", indicator.name), &[], !indicator.by.is_empty(), &key);
        let kind = match &indicator.kind {
            Kind::Number(unit) if unit.is_pure() => Type::of(Unit::none()),
            kind => Type::from(kind),
        };
        let node = Node::Indicator { name: indicator.name.as_str().into(), key: key.map(Box::new) };
        Expr { span, kind, node }
    }

    fn second<'w>(&mut self, span: Span, words: &'w [Word], what: &str) -> Option<&'w Word> {
        if words.len() == 2 {
            return words.get(1);
        }
        let sentence = format!("“{what}”后面应当接一个名称，写成“{what}.名称”");
        self.tell(Problem::new("formula.syntax", span, sentence));
        None
    }

    /// A key must be given exactly when there are several values, and be a word or a known choice.
    fn key(&mut self, span: Span, what: &str, keys: &[String], keyed: bool, key: &Option<Expr>) {
        match key {
            None if keyed => self.tell(
                Problem::new("formula.key-missing", span, format!("{what}有多个值，要说明取哪一个"))
                    .hint(format!("写成“{}(…)”{}", span.of(self.source), listed(keys))),
            ),
            Some(key) if !keyed => {
                self.tell(Problem::new(
                    "formula.key-unwanted",
                    key.span,
                    format!("{what}只有一个值，不用括号"),
                ));
            }
            Some(key) => {
                let argument = self.argument(key);
                self.typing(|typing| typing.text(&argument));
                if let Node::Text(text) = &key.node
                    && !keys.is_empty()
                    && !keys.iter().any(|known| **known == **text)
                {
                    let near = nearest(text, keys.iter().map(String::as_str));
                    let sentence = format!("{what}没有“{text}”这一项");
                    self.tell(Problem::new("formula.unknown-key", key.span, sentence).near(near));
                }
            }
            None => {}
        }
    }
}

use crate::kind::Kind;

fn listed(keys: &[String]) -> String {
    if keys.is_empty() { String::new() } else { format!("，有：{}", keys.join("、")) }
}
