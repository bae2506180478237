//! A Pratt parser: operators by how tightly they bind, one pass, no backtracking, bounded depth.

use crate::lex::{Lexeme, Token, lex};
use crate::problem::{Problem, Span};
use crate::syntax::{Operator, Part, Tree, Word};

/// Levels a formula may nest. Deeper ones are refused, so that no formula can exhaust the stack.
pub(crate) const DEPTH: usize = 128;
const NOT: u8 = 3;
const NEGATIVE: u8 = 7;

/// Reads a formula. The tree is there even when there are problems; its unreadable parts are [`Part::Bad`].
pub(crate) fn parse(source: &str) -> (Tree, Vec<Problem>) {
    let (tokens, problems) = lex(source);
    let mut parser = Parser { source, tokens, at: 0, nesting: 0, problems };
    let tree = parser.part(0);
    if parser.here().lexeme != Lexeme::End {
        let span = parser.here().span;
        let problem = parser.unexpected("公式到这里应当结束");
        let glued = matches!(parser.here().lexeme, Lexeme::Name(_) | Lexeme::Number { .. });
        parser.tell(
            span,
            if glued {
                problem.hint("两个词之间缺运算符，或名称里多了空格")
            } else {
                problem
            },
        );
    }
    (tree, parser.problems)
}

struct Parser<'s> {
    source: &'s str,
    tokens: Vec<Token>,
    at: usize,
    nesting: usize,
    problems: Vec<Problem>,
}

impl Parser<'_> {
    fn here(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn step(&mut self) -> Token {
        let token = self.here().clone();
        if self.at < self.tokens.len() - 1 {
            self.at += 1;
        }
        token
    }

    fn is(&self, sign: char) -> bool {
        self.here().lexeme == Lexeme::Sign(sign)
    }

    fn eat(&mut self, sign: char) -> bool {
        let there = self.is(sign);
        if there {
            self.step();
        }
        there
    }

    /// One syntax problem a place: what follows from it is not told again.
    fn tell(&mut self, span: Span, problem: Problem) {
        if self.problems.iter().all(|known| known.span.start != span.start) {
            self.problems.push(problem);
        }
    }

    fn unexpected(&self, expected: &str) -> Problem {
        let token = self.here();
        let found = match &token.lexeme {
            Lexeme::End => "公式已经结束".to_string(),
            _ => format!("却是“{}”", token.span.of(self.source)),
        };
        Problem::new("formula.syntax", token.span, format!("{expected}，{found}"))
    }

    fn tree(&self, span: Span, part: Part, depth: usize) -> Tree {
        Tree { span, part, depth }
    }

    fn operator(&self) -> Option<Operator> {
        Some(match &self.here().lexeme {
            Lexeme::Name(name) if name == "或" => Operator::Or,
            Lexeme::Name(name) if name == "且" => Operator::And,
            Lexeme::Sign('=') => Operator::Equal,
            Lexeme::Sign('≠') => Operator::NotEqual,
            Lexeme::Sign('<') => Operator::Less,
            Lexeme::Sign('≤') => Operator::AtMost,
            Lexeme::Sign('>') => Operator::Greater,
            Lexeme::Sign('≥') => Operator::AtLeast,
            Lexeme::Sign('+') => Operator::Plus,
            Lexeme::Sign('-') => Operator::Minus,
            Lexeme::Sign('*') => Operator::Times,
            Lexeme::Sign('/') => Operator::Over,
            _ => return None,
        })
    }

    /// A part whose operators all bind more tightly than `least`.
    fn part(&mut self, least: u8) -> Tree {
        if self.nesting >= DEPTH {
            return self.too_deep();
        }
        self.nesting += 1;
        let mut left = self.prefix();
        while let Some(operator) = self.operator().filter(|operator| operator.binding() > least) {
            let sign = self.step();
            let right = self.part(operator.binding());
            let depth = left.depth.max(right.depth) + 1;
            let span = left.span.to(right.span);
            if depth > DEPTH {
                left = self.too_deep();
                break;
            }
            left = Tree {
                span,
                part: Part::Two { operator, left: Box::new(left), right: Box::new(right) },
                depth,
            };
            if operator.compares() && self.operator().is_some_and(Operator::compares) {
                let again = self.here().span;
                self.tell(
                    again,
                    Problem::new("formula.chain", again, "比较不能连写")
                        .hint("写成“甲 ≤ 乙 且 乙 ≤ 丙”")
                        .also(sign.span, "前一个比较在这里"),
                );
                self.step();
                self.part(operator.binding());
                left.part = Part::Bad;
            }
        }
        self.nesting -= 1;
        left
    }

    fn too_deep(&mut self) -> Tree {
        let span = self.here().span;
        self.problems.push(
            Problem::new("formula.depth", span, format!("公式套得太深，最多{DEPTH}层"))
                .hint("把里面的部分写成单独的指标或台账的计算字段"),
        );
        self.at = self.tokens.len() - 1;
        self.tree(span, Part::Bad, 1)
    }

    fn prefix(&mut self) -> Tree {
        let token = self.here().clone();
        let span = token.span;
        match token.lexeme {
            Lexeme::Number { digits, unit } => {
                self.step();
                self.tree(span, Part::Number { digits, unit }, 1)
            }
            Lexeme::Text(text) => {
                self.step();
                self.tree(span, Part::Text(text), 1)
            }
            Lexeme::Date(day) => {
                self.step();
                self.tree(span, Part::Date(day), 1)
            }
            Lexeme::Sign('-') => {
                self.step();
                let inner = self.part(NEGATIVE - 1);
                let depth = inner.depth + 1;
                self.tree(span.to(inner.span), Part::Negative(Box::new(inner)), depth)
            }
            Lexeme::Sign('(') => {
                self.step();
                let inner = self.part(0);
                let end = self.close(span);
                Tree { span: span.to(end), part: inner.part, depth: inner.depth }
            }
            Lexeme::Name(name) => self.word(name, span),
            _ => {
                let problem = self.unexpected("这里应当是一个数、一个名称或“(”");
                self.tell(span, problem);
                while matches!(self.here().lexeme, Lexeme::Sign(sign) if !matches!(sign, '(' | ')' | ',')) {
                    self.step();
                }
                // What stands behind a stray operator is still read, for its own problems.
                if matches!(self.here().lexeme, Lexeme::Number { .. } | Lexeme::Name(_) | Lexeme::Sign('(')) {
                    return self.prefix();
                }
                self.tree(span, Part::Bad, 1)
            }
        }
    }

    fn word(&mut self, name: String, span: Span) -> Tree {
        match name.as_str() {
            "非" => {
                self.step();
                let inner = self.part(NOT);
                let depth = inner.depth + 1;
                return self.tree(span.to(inner.span), Part::Not(Box::new(inner)), depth);
            }
            "是" | "否" => {
                self.step();
                return self.tree(span, Part::Boolean(name == "是"), 1);
            }
            "同" => {
                self.step();
                if matches!(self.here().lexeme, Lexeme::Name(_)) {
                    let words = self.path();
                    let end = words.last().map_or(span, |word| word.span);
                    return self.tree(span.to(end), Part::Same(words), 1);
                }
                let problem = self.unexpected("“同”后面应当是字段名");
                self.tell(span, problem);
                return self.tree(span, Part::Bad, 1);
            }
            "且" | "或" => {
                let problem = Problem::new("formula.syntax", span, format!("“{name}”前面缺一个条件"));
                self.tell(span, problem);
                self.step();
                self.part(NOT);
                return self.tree(span, Part::Bad, 1);
            }
            _ => {}
        }
        let name = self.path();
        let last = name.last().map_or(span, |word| word.span);
        if !self.is('(') {
            return self.tree(span.to(last), Part::Path(name), 1);
        }
        let open = self.step().span;
        let mut arguments = Vec::new();
        let mut depth = 0;
        if !self.is(')') {
            loop {
                let argument = self.part(0);
                depth = depth.max(argument.depth);
                arguments.push(argument);
                if !self.eat(',') {
                    break;
                }
            }
        }
        let end = self.close(open);
        self.tree(span.to(end), Part::Call { name, arguments }, depth + 1)
    }

    /// Words joined by dots.
    fn path(&mut self) -> Vec<Word> {
        let mut words = Vec::new();
        loop {
            let token = self.here().clone();
            match token.lexeme {
                Lexeme::Name(text) => {
                    self.step();
                    words.push(Word { text, span: token.span });
                }
                _ => {
                    let problem = self.unexpected("“.”后面应当是字段名");
                    self.tell(token.span, problem);
                    return words;
                }
            }
            if !self.eat('.') {
                return words;
            }
        }
    }

    /// The closing bracket, or a problem at its place; skips to it when something else stands before it.
    fn close(&mut self, open: Span) -> Span {
        if self.is(')') {
            return self.step().span;
        }
        let span = self.here().span;
        let problem = self.unexpected("这里应当是“)”").also(open, "对应的“(”在这里");
        self.tell(span, problem);
        let mut level = 0usize;
        loop {
            match self.here().lexeme {
                Lexeme::End => return self.here().span,
                Lexeme::Sign('(') => level += 1,
                Lexeme::Sign(')') if level == 0 => return self.step().span,
                Lexeme::Sign(')') => level -= 1,
                _ => {}
            }
            self.step();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree with brackets everywhere.
    fn shape(source: &str) -> String {
        fn show(tree: &Tree) -> String {
            match &tree.part {
                Part::Number { digits, unit } => format!("{digits}{unit}"),
                Part::Text(text) => format!("“{text}”"),
                Part::Date(day) => crate::calendar::written(*day),
                Part::Boolean(yes) => if *yes { "是" } else { "否" }.into(),
                Part::Path(words) => words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join("."),
                Part::Same(words) => format!("同 {}", words[0].text),
                Part::Call { name, arguments } => format!(
                    "{}({})",
                    name.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join("."),
                    arguments.iter().map(show).collect::<Vec<_>>().join(",")
                ),
                Part::Negative(inner) => format!("[-{}]", show(inner)),
                Part::Not(inner) => format!("[非 {}]", show(inner)),
                Part::Two { operator, left, right } => {
                    let sign =
                        ["或", "且", "=", "≠", "<", "≤", ">", "≥", "+", "-", "×", "÷"][*operator as usize];
                    format!("[{}{sign}{}]", show(left), show(right))
                }
                Part::Bad => "?".into(),
            }
        }
        let (tree, problems) = parse(source);
        assert!(problems.is_empty(), "{problems:?}");
        show(&tree)
    }

    #[test]
    fn operators_bind_as_at_school() {
        assert_eq!(shape("a + b * c - d"), "[[a+[b×c]]-d]");
        assert_eq!(shape("a = 1 或 b = 2 且 非 c >= 3"), "[[a=1]或[[b=2]且[非 [c≥3]]]]");
        assert_eq!(shape("-a * b"), "[[-a]×b]");
        assert_eq!(shape("a - b - c ÷ d ÷ e"), "[[a-b]-[[c÷d]÷e]]");
        assert_eq!(
            shape("合计(折算人数, 同 学校) / 参数.上限(学段)"),
            "[合计(折算人数,同 学校)÷参数.上限(学段)]"
        );
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let (_, problems) = parse("合计(a +, b) * / 1 <= 2 <= 3");
        let codes: Vec<_> = problems.iter().map(|p| p.code).collect();
        assert_eq!(codes, ["formula.syntax", "formula.syntax", "formula.chain"], "{problems:?}");
    }

    #[test]
    fn depth_is_bounded_in_brackets_and_in_chains() {
        for source in
            ["(".repeat(100_000), "-".repeat(100_000), "1+".repeat(100_000) + "1", "非 ".repeat(9_999)]
        {
            let (_, problems) = parse(&source);
            assert!(problems.iter().any(|p| p.code == "formula.depth"), "{}", &source[..9]);
        }
    }
}
