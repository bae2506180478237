//! Aggregates: which register, what enters, and how rows outside are linked by equality.

use super::Checker;
use crate::functions::{Counted, Form, Function, Subject};
use crate::problem::{Needed, Problem, Span};
use crate::schema::Table;
use crate::syntax::{Operator, Part, Tree, Word};
use crate::tree::{Aggregate, Expr, Link, Node};

impl<'a> Checker<'a> {
    pub(super) fn aggregate(&mut self, span: Span, function: &'static Function, arguments: &[Tree]) -> Expr {
        let Form::Rows { subject, tests, gives, .. } = &function.form else { return self.bad(span) };
        let (same, plain): (Vec<&Tree>, Vec<&Tree>) =
            arguments.iter().partition(|argument| matches!(argument.part, Part::Same(_)));
        let least = if *subject == Subject::Weighted || *tests { 2 } else { 1 };
        if !self.counted(span, function, plain.len(), (least, least + 1)) {
            return self.bad(span);
        }
        let Some(table) = self.register_of(span, *subject, &plain, !same.is_empty()) else {
            return self.bad(span);
        };
        let mut links = self.windows(table, &same);
        let uncorrelated_groups =
            if self.by.is_empty() || !links.is_empty() { Vec::new() } else { self.grouping(table, span) };
        self.tables.push(table);
        let values = match subject {
            Subject::Register => 0,
            Subject::Value => 1,
            Subject::Weighted => 2,
        };
        let subjects: Vec<Expr> = plain[..values].iter().map(|tree| self.expr(tree)).collect();
        let mut rest = plain[values.max(1)..].iter();
        let test = if *tests { rest.next().map(|tree| self.condition(tree)) } else { None };
        let condition = rest.next().map(|tree| self.condition(tree));
        let known: Vec<_> = subjects.iter().map(|expr| self.argument(expr)).collect();
        self.tables.pop();
        let counted = Counted { rows: table.counter.clone(), target: self.target(subjects.first()) };
        let kind = self.typing(|typing| gives(typing, &known, &counted));
        let entering = condition.as_ref().map(|condition| condition.span);
        let mut filters = Vec::new();
        if let Some(condition) = condition {
            split(condition, &mut links, &mut filters);
        }
        let parts = subjects.iter().chain(&filters).chain(&test);
        let looks_out = parts.clone().any(|part| part.needs_row(1));
        let correlated = looks_out || !links.is_empty();
        if looks_out && links.is_empty() {
            self.tell(
                Problem::new(
                    "formula.no-link",
                    span,
                    "聚合里用到“本”，却没有“字段 = 本.字段”把两本台账连起来",
                )
                .hint("在条件里加上相等的一项，如：学校 = 本.标识码"),
            );
        }
        let id = self.aggregates;
        self.aggregates += 1;
        let aggregate = Aggregate {
            id,
            function,
            register: table.name.as_str().into(),
            subjects,
            links,
            filters,
            test,
            condition: entering,
            looks_out,
            groups: if correlated { Vec::new() } else { uncorrelated_groups },
        };
        Expr { span, kind, node: Node::Aggregate(Box::new(aggregate)) }
    }

    /// The register that an aggregate goes over.
    fn register_of(
        &mut self,
        span: Span,
        subject: Subject,
        plain: &[&Tree],
        window: bool,
    ) -> Option<&'a Table> {
        let schema = self.schema;
        if subject == Subject::Register {
            let Part::Path(words) = &plain[0].part else {
                self.tell(Problem::new("formula.register-wanted", plain[0].span, "第一项应当是台账的名称"));
                return None;
            };
            let table = schema.table(&words[0].text).filter(|_| words.len() == 1);
            if table.is_none() {
                match schema.table(&words[0].text) {
                    Some(found) => self.tell(
                        Problem::new(
                            "formula.register-wanted",
                            plain[0].span,
                            "第一项应当是台账的名称，不带字段",
                        )
                        .hint(format!("写成“{}”；数不同的值用“去重计数”", found.name)),
                    ),
                    None => self.unknown_register(&words[0].text, words[0].span),
                }
            }
            return table;
        }
        let here = self.tables.last().copied();
        if let Some(table) = here.filter(|_| window) {
            return Some(table);
        }
        let mut named = None;
        plain.iter().for_each(|tree| {
            first_register(tree, &mut |word: &Word| {
                if named.is_none() {
                    named = schema.table(&word.text);
                }
            })
        });
        if let Some(table) = named.or(here) {
            return Some(table);
        }
        let mut first = None;
        plain.iter().for_each(|tree| {
            first_word(tree, &mut |word: &Word| {
                if first.is_none() {
                    first = Some(word.clone());
                }
            })
        });
        let problem = match first {
            Some(word) if is_dotted(plain[0]) => {
                let near =
                    crate::near::nearest(&word.text, schema.tables.iter().map(|table| table.name.as_str()));
                Problem::new("formula.unknown-register", word.span, format!("没有名为“{}”的台账", word.text))
                    .near(near)
                    .needs(Needed::Table(word.text))
            }
            Some(word) => {
                let holders: Vec<&str> = schema
                    .tables
                    .iter()
                    .filter(|table| table.field(&word.text).is_some())
                    .map(|table| table.name.as_str())
                    .collect();
                let problem = Problem::new("formula.which-register", word.span, "看不出要汇总哪本台账");
                match holders.first() {
                    Some(table) => problem.hint(format!("写成“{table}.{}”", word.text)),
                    None => problem.hint("写成“台账.字段”"),
                }
            }
            None => {
                Problem::new("formula.which-register", span, "看不出要汇总哪本台账").hint("写成“台账.字段”")
            }
        };
        self.tell(problem);
        None
    }

    /// `同 字段`: the row's own value of a field of the same name.
    fn windows(&mut self, table: &'a Table, same: &[&Tree]) -> Vec<Link> {
        let mut links = Vec::new();
        for tree in same {
            let Part::Same(words) = &tree.part else { continue };
            let Some(here) = self.tables.last().copied() else {
                self.tell(
                    Problem::new(
                        "formula.same",
                        tree.span,
                        "“同”只能用在台账的计算字段和检查里，这里没有“这一行”",
                    )
                    .hint("指标要逐组计算时，用 by 写明分组字段"),
                );
                continue;
            };
            let span = words.last().map_or(tree.span, |word| words[0].span.to(word.span));
            let value = self.field(span, 0, here, words);
            let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            match self.schema.path(table, &texts) {
                Ok((path, _)) => links.push(Link { path, value }),
                Err(_) if here.name == table.name => {}
                Err(broken) => {
                    let field = texts.get(broken.at).copied().unwrap_or_default();
                    self.tell(Problem::no_field(span, &broken.table.name, field));
                }
            }
        }
        links
    }

    /// The counter of the register that a reference field points to.
    fn target(&self, subject: Option<&Expr>) -> Option<quantity::Unit> {
        let Node::Field { path, .. } = &subject?.node else { return None };
        let field = self.schema.table(path.owner())?.field(&path.field)?;
        let register = &field.reference.as_ref()?.register;
        Some(self.schema.table(register)?.counter.clone())
    }
}

/// Parts joined by 且 become links where they equate a field of the row with something outside it, else filters.
fn split(condition: Expr, links: &mut Vec<Link>, filters: &mut Vec<Expr>) {
    match condition.node {
        Node::Two { operator: Operator::And, left, right } => {
            split(*left, links, filters);
            split(*right, links, filters);
        }
        Node::Two { operator: Operator::Equal, left, right } => {
            match (as_link(&left, &right), as_link(&right, &left)) {
                (Some(link), _) | (None, Some(link)) => links.push(link),
                _ => {
                    let node = Node::Two { operator: Operator::Equal, left, right };
                    filters.push(Expr { node, ..condition });
                }
            }
        }
        node => filters.push(Expr { node, ..condition }),
    }
}

/// A link, when `field` is a field of the row and `value` needs a row outside but not this one.
fn as_link(field: &Expr, value: &Expr) -> Option<Link> {
    let Node::Field { level: 0, path } = &field.node else { return None };
    let mut inside = false;
    value.walk(0, &mut |part, level| {
        inside |= matches!(part.node, Node::Field { level: at, .. } if at == level);
    });
    if inside || !value.needs_row(1) {
        return None;
    }
    let mut outside = value.clone();
    move_out(&mut outside, 0);
    Some(Link { path: path.clone(), value: outside })
}

/// Takes an expression one row outwards.
fn move_out(expr: &mut Expr, inner: usize) {
    match &mut expr.node {
        Node::Field { level, .. } if *level > inner => *level -= 1,
        Node::Parameter { key: Some(part), .. } | Node::Indicator { key: Some(part), .. } => {
            move_out(part, inner)
        }
        Node::LastYear(part) | Node::Negative(part) | Node::Not(part) => move_out(part, inner),
        Node::Two { left, right, .. } => {
            move_out(left, inner);
            move_out(right, inner);
        }
        Node::Call { arguments, .. } => arguments.iter_mut().for_each(|part| move_out(part, inner)),
        Node::Aggregate(aggregate) => {
            let inside =
                aggregate.subjects.iter_mut().chain(&mut aggregate.filters).chain(&mut aggregate.test);
            inside.for_each(|part| move_out(part, inner + 1));
            aggregate.links.iter_mut().for_each(|link| move_out(&mut link.value, inner));
        }
        _ => {}
    }
}

/// Visits the first words of dotted names in order, outside nested calls of their own rows.
fn first_register(tree: &Tree, see: &mut dyn FnMut(&Word)) {
    visit(tree, &mut |words| {
        if words.len() > 1 {
            see(&words[0]);
        }
    });
}

fn first_word(tree: &Tree, see: &mut dyn FnMut(&Word)) {
    visit(tree, &mut |words| see(&words[0]));
}

fn is_dotted(tree: &Tree) -> bool {
    let mut dotted = false;
    visit(tree, &mut |words| dotted |= words.len() > 1);
    dotted
}

/// Whether a name may begin with a register: not a parameter, an indicator or 本.
fn speaks_of_rows(words: &[Word]) -> bool {
    words.first().is_some_and(|word| !matches!(word.text.as_str(), "参数" | "指标" | "本"))
}

fn visit(tree: &Tree, see: &mut dyn FnMut(&[Word])) {
    match &tree.part {
        Part::Path(words) if speaks_of_rows(words) => see(words),
        Part::Call { name, arguments } => {
            let aggregates = name.len() == 1
                && crate::functions::find(&name[0].text)
                    .is_some_and(|function| super::over_rows(&function.form));
            if !aggregates {
                arguments.iter().for_each(|argument| visit(argument, see));
            }
        }
        Part::Negative(inner) | Part::Not(inner) => visit(inner, see),
        Part::Two { left, right, .. } => {
            visit(left, see);
            visit(right, see);
        }
        _ => {}
    }
}
