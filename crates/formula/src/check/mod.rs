//! From words to meaning: every name resolved, every kind and unit checked, all problems collected.

mod aggregate;
mod call;
mod names;

use crate::functions::Form;
use crate::kind::{Argument, Measure, Type, Typing, clash};
use crate::problem::{Needed, Problem, Span};
use crate::schema::{Schema, Table};
use crate::scope::Scope;
use crate::syntax::{Operator, Part, Tree};
use crate::tree::{Expr, Node, Path};
use quantity::{Decimal, Interval};

/// Checks a parsed formula.
pub(crate) fn check(source: &str, tree: &Tree, scope: &Scope, schema: &Schema) -> (Expr, Vec<Problem>) {
    let mut checker = Checker {
        source,
        schema,
        by: &[],
        result: None,
        tables: Vec::new(),
        years: Vec::new(),
        base: usize::from(matches!(scope, Scope::Row { .. })),
        aggregates: 0,
        problems: Vec::new(),
    };
    match scope {
        Scope::Indicator { by } => checker.by = by,
        Scope::Verdict { result, by } => {
            checker.by = by;
            checker.result = Some(Type::from(result));
        }
        Scope::Row { register } => match schema.table(register) {
            Some(table) => checker.tables.push(table),
            None => checker.unknown_register(register, tree.span),
        },
    }
    let mut expr = checker.expr(tree);
    if matches!(scope, Scope::Verdict { .. }) {
        let argument = checker.argument(&expr);
        checker.typing(|typing| typing.condition(&argument));
    }
    if let Type::Number(Measure::Bare | Measure::Zero) = expr.kind {
        expr.kind = Type::ratio();
    }
    (expr, checker.problems)
}

struct Checker<'a> {
    source: &'a str,
    schema: &'a Schema,
    /// Grouping fields.
    by: &'a [String],
    /// What 结果 is.
    result: Option<Type>,
    /// Registers whose row is at hand, innermost last.
    tables: Vec<&'a Table>,
    /// For each 上年 around this place, how many rows were at hand where it began.
    years: Vec<usize>,
    /// How many rows are at hand outside any aggregate: one in row scope.
    base: usize,
    aggregates: usize,
    problems: Vec<Problem>,
}

impl<'a> Checker<'a> {
    fn tell(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn bad(&self, span: Span) -> Expr {
        Expr { span, kind: Type::Any, node: Node::Bad }
    }

    /// Runs typing rules and keeps what they find wrong.
    fn typing<T>(&mut self, rules: impl FnOnce(&mut Typing) -> T) -> T {
        let mut typing = Typing::default();
        let result = rules(&mut typing);
        self.problems.append(&mut typing.problems);
        result
    }

    fn argument(&self, expr: &Expr) -> Argument {
        let literal = match &expr.node {
            Node::Number(value) => crate::vector::exact(value),
            _ => None,
        };
        let text = expr.span.of(self.source).to_string();
        Argument { kind: expr.kind.clone(), span: expr.span, text, literal }
    }

    fn expr(&mut self, tree: &Tree) -> Expr {
        let span = tree.span;
        match &tree.part {
            Part::Number { digits, unit } => self.number(span, digits, unit),
            Part::Text(text) => Expr { span, kind: Type::Text, node: Node::Text(text.as_str().into()) },
            Part::Date(day) => Expr { span, kind: Type::Date, node: Node::Date(*day) },
            Part::Boolean(yes) => Expr { span, kind: Type::Boolean, node: Node::Boolean(*yes) },
            Part::Path(words) => self.name(span, words, None),
            Part::Call { name, arguments } => self.call(span, name, arguments),
            Part::Same(_) => {
                self.tell(
                    Problem::new("formula.same", span, "“同 字段”只能写在聚合函数里")
                        .hint("如：合计(折算人数, 同 学校)"),
                );
                self.bad(span)
            }
            Part::Negative(inner) => {
                let inner = self.expr(inner);
                let argument = self.argument(&inner);
                let kind = self.typing(|typing| typing.number(&argument));
                Expr { span, kind, node: Node::Negative(Box::new(inner)) }
            }
            Part::Not(inner) => {
                let inner = self.condition(inner);
                Expr { span, kind: Type::Boolean, node: Node::Not(Box::new(inner)) }
            }
            Part::Two { operator, left, right } => self.two(span, *operator, left, right),
            Part::Bad => self.bad(span),
        }
    }

    /// A condition.
    fn condition(&mut self, tree: &Tree) -> Expr {
        let expr = self.expr(tree);
        let argument = self.argument(&expr);
        self.typing(|typing| typing.condition(&argument));
        expr
    }

    fn number(&mut self, span: Span, digits: &str, unit: &str) -> Expr {
        let value: Option<Decimal> = digits.parse().ok();
        let parsed = crate::kind::literal_unit(unit);
        let (Some(value), Some(parsed)) = (value, parsed) else {
            let what = if value.is_none() { digits } else { unit };
            let sentence = format!("“{what}”{}", if value.is_none() { "位数太多" } else { "不是认得的单位" });
            self.tell(Problem::new("formula.number", span, sentence));
            return self.bad(span);
        };
        let Some(base) = value.times_ten_to(parsed.scale()) else {
            self.tell(Problem::new("formula.number", span, "数太大"));
            return self.bad(span);
        };
        // 30万 is as bare as 300000; 85% is a ratio.
        let scale_only = parsed.is_pure() && parsed.scale() >= 0 && unit != "倍";
        let measure = match () {
            () if base.is_zero() => Measure::Zero,
            () if scale_only => Measure::Bare,
            () => Measure::Of(parsed),
        };
        Expr { span, kind: Type::Number(measure), node: Node::Number(Interval::point(base)) }
    }

    fn two(&mut self, span: Span, operator: Operator, left: &Tree, right: &Tree) -> Expr {
        let (left, right) = match operator {
            Operator::And | Operator::Or => (self.condition(left), self.condition(right)),
            _ => (self.expr(left), self.expr(right)),
        };
        let (one, other) = (self.argument(&left), self.argument(&right));
        let kind = match operator {
            Operator::And | Operator::Or => Type::Boolean,
            Operator::Plus | Operator::Minus => self.sum(operator, &one, &other),
            Operator::Times | Operator::Over => {
                self.typing(|typing| match (typing.number(&one), typing.number(&other)) {
                    (Type::Number(a), Type::Number(b)) if operator == Operator::Times => {
                        Type::Number(a.times(&b))
                    }
                    (Type::Number(a), Type::Number(b)) => Type::Number(a.over(&b)),
                    _ => Type::Any,
                })
            }
            _ => {
                self.comparison(operator, &one, &other);
                self.choices(&left, &right);
                self.choices(&right, &left);
                Type::Boolean
            }
        };
        Expr { span, kind, node: Node::Two { operator, left: Box::new(left), right: Box::new(right) } }
    }

    fn sum(&mut self, operator: Operator, one: &Argument, other: &Argument) -> Type {
        self.typing(|typing| match (&one.kind, &other.kind) {
            (Type::Date, Type::Date) if operator == Operator::Minus => {
                Type::of(quantity::Unit::parse("天").unwrap_or_default())
            }
            _ => match (typing.number(one), typing.number(other)) {
                (Type::Number(a), Type::Number(b)) => match a.agree(&b) {
                    Some(measure) => Type::Number(measure),
                    None => {
                        let what = if operator == Operator::Plus {
                            "相加的两数单位不同"
                        } else {
                            "相减的两数单位不同"
                        };
                        typing.problems.push(clash(what, one, other, &a, &b));
                        Type::Any
                    }
                },
                _ => Type::Any,
            },
        })
    }

    fn comparison(&mut self, operator: Operator, one: &Argument, other: &Argument) {
        let ordered = !matches!(operator, Operator::Equal | Operator::NotEqual);
        self.typing(|typing| {
            typing.same(one, other);
            if ordered && typing.problems.is_empty() {
                for side in [one, other] {
                    if matches!(side.kind, Type::Text | Type::Boolean) {
                        let sentence = format!("“{}”是{}，不能比大小", side.text, side.kind);
                        typing.problems.push(Problem::new("formula.order", side.span, sentence));
                        break;
                    }
                }
            }
        });
    }

    /// A word compared with a choice field must be one of its choices.
    fn choices(&mut self, field: &Expr, word: &Expr) {
        let (Node::Field { path, .. }, Node::Text(text)) = (&field.node, &word.node) else { return };
        let Some(found) = self.schema.table(path.owner()).and_then(|table| table.field(&path.field)) else {
            return;
        };
        if !found.choices.is_empty() && !found.choices.iter().any(|choice| **choice == **text) {
            let near = crate::near::nearest(text, found.choices.iter().map(String::as_str));
            let sentence = format!("“{}”没有“{text}”这个选项", found.name);
            let problem = Problem::new("formula.unknown-choice", word.span, sentence);
            let all = found.choices.join("、");
            self.tell(if near.is_some() {
                problem.near(near)
            } else {
                problem.hint(format!("选项有：{all}"))
            });
        }
    }

    fn unknown_register(&mut self, name: &str, span: Span) {
        let near = crate::near::nearest(name, self.schema.tables.iter().map(|table| table.name.as_str()));
        self.tell(
            Problem::new("formula.unknown-register", span, format!("没有名为“{name}”的台账"))
                .near(near)
                .needs(Needed::Table(name.to_owned())),
        );
    }

    /// The paths of the grouping fields in a register.
    fn grouping(&mut self, table: &'a Table, span: Span) -> Vec<Path> {
        let by = self.by;
        let mut paths = Vec::new();
        for name in by {
            let words: Vec<&str> = name.split('.').collect();
            match self.schema.path(table, &words) {
                Ok((path, _)) => paths.push(path),
                Err(_) => self.tell(
                    Problem::new(
                        "formula.no-group-field",
                        span,
                        format!("按“{name}”分组，但台账“{}”没有这个字段", table.name),
                    )
                    .hint("要用不分组的数，写成另一个指标再用“指标.名称”引用"),
                ),
            }
        }
        paths
    }
}

/// Whether a form goes over rows.
fn over_rows(form: &Form) -> bool {
    matches!(form, Form::Rows { .. })
}
