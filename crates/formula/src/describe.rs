//! A formula in words, for people who do not read formulas.

use crate::functions::Form;
use crate::scope::Scope;
use crate::syntax::Operator;
use crate::tree::{Aggregate, Expr, Node};

/// The formula as Chinese words: sums and quotients keep their order, so that the words can be held against the text.
pub(crate) fn words(expr: &Expr, scope: &Scope) -> String {
    let by = match scope {
        Scope::Indicator { by } | Scope::Verdict { by, .. } => by.as_slice(),
        Scope::Row { .. } => &[],
    };
    let told = tell(expr, None, by);
    match scope {
        Scope::Indicator { by } if !by.is_empty() => format!("按{}分别计算：{told}", by.join("、")),
        _ => told,
    }
}

/// Words for a part; fields of `register` are named without it.
fn tell(expr: &Expr, register: Option<&str>, by: &[String]) -> String {
    let inner = |part: &Expr| tell(part, register, by);
    let keyed =
        |key: &Option<Box<Expr>>| key.as_ref().map_or(String::new(), |key| format!("（{}）", inner(key)));
    match &expr.node {
        Node::Number(_) => number(expr),
        Node::Text(text) => format!("“{text}”"),
        Node::Boolean(yes) => if *yes { "是" } else { "否" }.to_string(),
        Node::Date(day) => crate::calendar::written(*day),
        Node::Field { level: 0, path } if register == Some(&*path.register) || register.is_none() => {
            path.written().replace('.', "的")
        }
        Node::Field { level: 0, path } => format!("{}的{}", path.register, path.written().replace('.', "的")),
        Node::Field { path, .. } => format!("本{}的{}", path.register, path.written().replace('.', "的")),
        Node::Group(position) => by.get(*position).cloned().unwrap_or_default(),
        Node::Result => "结果".to_string(),
        Node::Year => "年度".to_string(),
        Node::Parameter { name, key } => format!("参数“{name}”{}", keyed(key)),
        Node::Indicator { name, key } => format!("指标“{name}”{}", keyed(key)),
        Node::LastYear(part) => format!("上年的{}", bracketed(part, inner(part))),
        Node::Negative(part) => format!("负{}", bracketed(part, inner(part))),
        Node::Not(part) => format!("不是（{}）", inner(part)),
        Node::Two { operator, left, right } => two(*operator, left, right, &inner),
        Node::Call { function, arguments } => {
            let told: Vec<String> = arguments.iter().map(inner).collect();
            fill(function.words, &told)
        }
        Node::Aggregate(aggregate) => over_rows(aggregate, register, by),
        Node::Bad => String::new(),
    }
}

fn number(expr: &Expr) -> String {
    let (Node::Number(value), crate::kind::Type::Number(measure)) = (&expr.node, &expr.kind) else {
        return String::new();
    };
    let point = crate::vector::exact(value).map_or(value.to_string(), |point| point.to_string());
    match measure {
        crate::kind::Measure::Of(unit) if !unit.is_pure() => format!("{point}{}", unit.base()),
        _ => point,
    }
}

fn loose(expr: &Expr) -> u8 {
    match &expr.node {
        Node::Two { operator, .. } => operator.binding(),
        _ => u8::MAX,
    }
}

fn bracketed(expr: &Expr, told: String) -> String {
    if loose(expr) == u8::MAX { told } else { format!("（{told}）") }
}

fn two(operator: Operator, left: &Expr, right: &Expr, inner: &dyn Fn(&Expr) -> String) -> String {
    let word = match operator {
        Operator::Or => "，或者",
        Operator::And => "，并且",
        Operator::Equal => "等于",
        Operator::NotEqual => "不等于",
        Operator::Less => "小于",
        Operator::AtMost => "不超过",
        Operator::Greater => "大于",
        Operator::AtLeast => "不低于",
        Operator::Plus => "加",
        Operator::Minus => "减",
        Operator::Times => "乘以",
        Operator::Over => "除以",
    };
    let (mut one, mut other) = (inner(left), inner(right));
    if loose(left) < operator.binding() {
        one = format!("（{one}）");
    }
    if loose(right) <= operator.binding() {
        other = format!("（{other}）");
    }
    format!("{one}{word}{other}")
}

fn over_rows(aggregate: &Aggregate, register: Option<&str>, by: &[String]) -> String {
    let here = Some(&*aggregate.register);
    let mut conditions: Vec<String> = aggregate
        .links
        .iter()
        .map(|link| {
            format!("{}与{}相同", link.path.written().replace('.', "的"), tell(&link.value, register, by))
        })
        .collect();
    conditions.extend(aggregate.filters.iter().map(|filter| tell(filter, here, by)));
    let rows = match conditions.as_slice() {
        [] => format!("“{}”", aggregate.register),
        some => format!("“{}”中{}的记录", aggregate.register, some.join("，并且")),
    };
    let mut told: Vec<String> = aggregate.subjects.iter().map(|subject| tell(subject, here, by)).collect();
    if let Some(first) = told.first_mut() {
        *first = format!("{rows}的{first}");
    } else {
        told.push(rows);
    }
    told.extend(aggregate.test.iter().map(|test| tell(test, here, by)));
    let template = match &aggregate.function.form {
        Form::Rows { .. } => aggregate.function.words,
        _ => "{0}",
    };
    fill(template, &told)
}

/// Puts words into their places; `{*}` takes all but the first.
fn fill(template: &str, told: &[String]) -> String {
    let mut filled = template.to_string();
    for (position, word) in told.iter().enumerate() {
        filled = filled.replace(&format!("{{{position}}}"), word);
    }
    filled.replace("{*}", &told.get(1..).unwrap_or(&[]).join("、"))
}
