//! Calls: plain functions, 上年, keyed parameters and indicators. Aggregates have their own file.

use super::{Checker, over_rows};
use crate::functions::{self, FUNCTIONS, Form, Function};
use crate::near::nearest;
use crate::problem::{Problem, Span};
use crate::syntax::{Part, Tree, Word};
use crate::tree::{Expr, Node};

impl Checker<'_> {
    pub(super) fn call(&mut self, span: Span, name: &[Word], arguments: &[Tree]) -> Expr {
        let Some(first) = name.first() else { return self.bad(span) };
        if matches!(first.text.as_str(), "参数" | "指标") {
            let key = arguments.first().map(|argument| self.expr(argument));
            if arguments.len() != 1 {
                self.tell(Problem::new(
                    "formula.arguments",
                    span,
                    format!("{}的括号里应当正好有一项", first.text),
                ));
            }
            return self.name(span, name, key);
        }
        let function = if name.len() == 1 { functions::find(&first.text) } else { None };
        let Some(function) = function else {
            let near = nearest(&first.text, FUNCTIONS.iter().map(|function| function.name));
            let called = name.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(".");
            let place = first.span.to(name[name.len() - 1].span);
            self.tell(
                Problem::new("formula.unknown-function", place, format!("没有名为“{called}”的函数"))
                    .near(near),
            );
            // Names in the brackets are still checked, though not how an unknown function would use them.
            let told = self.problems.len();
            for argument in arguments.iter().filter(|argument| !matches!(argument.part, Part::Same(_))) {
                self.expr(argument);
            }
            let later = self.problems.split_off(told);
            self.problems
                .extend(later.into_iter().filter(|problem| !problem.code.starts_with("formula.bare")));
            return self.bad(span);
        };
        match &function.form {
            form if over_rows(form) => self.aggregate(span, function, arguments),
            Form::LastYear => self.last_year(span, function, arguments),
            _ => self.plain(span, function, arguments),
        }
    }

    /// Tells a wrong number of arguments.
    pub(super) fn counted(
        &mut self,
        span: Span,
        function: &Function,
        given: usize,
        takes: (usize, usize),
    ) -> bool {
        let fits = (takes.0..=takes.1).contains(&given);
        if !fits {
            let number = match takes {
                (least, usize::MAX) => format!("至少{least}项"),
                (least, most) if least == most => format!("{least}项"),
                (least, most) => format!("{least}到{most}项"),
            };
            let sentence = format!("“{}”的括号里应当有{number}，却有{given}项", function.name);
            self.tell(
                Problem::new("formula.arguments", span, sentence)
                    .hint(format!("写法：{}", function.signature)),
            );
        }
        fits
    }

    fn plain(&mut self, span: Span, function: &'static Function, arguments: &[Tree]) -> Expr {
        let Form::Plain { takes, gives, .. } = &function.form else { return self.bad(span) };
        let exprs: Vec<Expr> = arguments.iter().map(|argument| self.expr(argument)).collect();
        if !self.counted(span, function, exprs.len(), *takes) {
            return self.bad(span);
        }
        let known: Vec<_> = exprs.iter().map(|expr| self.argument(expr)).collect();
        let kind = self.typing(|typing| gives(typing, span, &known));
        if function.name == "有值" && !matches!(exprs[0].node, Node::Field { .. } | Node::Bad) {
            self.tell(Problem::new("formula.kind", exprs[0].span, "“有值”里应当是一个字段"));
        }
        if function.name == "在" {
            exprs[1..].iter().for_each(|word| self.choices(&exprs[0], word));
        }
        Expr { span, kind, node: Node::Call { function, arguments: exprs } }
    }

    fn last_year(&mut self, span: Span, function: &Function, arguments: &[Tree]) -> Expr {
        if !self.counted(span, function, arguments.len(), (1, 1)) {
            return self.bad(span);
        }
        self.years.push(self.tables.len());
        let told = self.problems.len();
        let inner = self.expr(&arguments[0]);
        self.years.pop();
        let mut moves = self.problems.len() > told;
        inner.walk(0, &mut |part, _| {
            moves |= matches!(
                part.node,
                Node::Aggregate(_) | Node::Parameter { .. } | Node::Indicator { .. } | Node::Year
            );
        });
        if !moves {
            self.tell(Problem::new("formula.last-year", span, "“上年”里没有随年度变化的聚合、参数或指标"));
        }
        Expr { span, kind: inner.kind.clone(), node: Node::LastYear(Box::new(inner)) }
    }
}
