//! A checked formula and how it comes about.

use crate::depends::Dependencies;
use crate::kind::Kind;
use crate::problem::{Problem, Span};
use crate::schema::Schema;
use crate::scope::Scope;
use crate::tree::{Aggregate, Expr, Node};

/// Longest formula, in bytes. Each problem is shown with the whole of it, so that the square of this bounds what a bad one
/// costs; the longest of the shipped packs has 250.
const LONGEST: usize = 4 << 10;

/// A checked formula.
#[derive(Clone, Debug)]
pub struct Formula {
    pub(crate) source: String,
    pub(crate) kind: Kind,
    pub(crate) scope: Scope,
    pub(crate) expr: Expr,
}

/// Checks a formula against the known terms.
///
/// # Errors
/// All problems at once, in the order of the text: syntax, unknown names with the nearest known one, clashes of kind
/// and unit with both places.
///
/// ```
/// use formula::{Field, Kind, Schema, Scope, Table, compile};
/// use quantity::Unit;
/// let money = Kind::Number(Unit::parse("元")?);
/// let table = Table { name: "教育经费".into(), counter: Unit::parse("笔")?, fields: vec![Field::new("金额", money)] };
/// let schema = Schema { tables: vec![table], ..Schema::default() };
/// let indicator = Scope::Indicator { by: vec![] };
/// assert!(compile("合计(教育经费.金额) / 上年(合计(教育经费.金额)) - 1", &indicator, &schema).is_ok());
/// let problems = compile("合计(教育经费.金饿) + 计数(教育经费)", &indicator, &schema).unwrap_err();
/// assert_eq!(problems[0].hint.as_deref(), Some("是不是“金额”？"));
/// let problems = compile("合计(教育经费.金额) + 计数(教育经费)", &indicator, &schema).unwrap_err();
/// assert_eq!(problems[0].code, "formula.unit-clash");
/// let problems = compile(&"合计(".repeat(1_000), &indicator, &schema).unwrap_err();
/// assert_eq!(problems[0].code, "formula.too-long");
/// # Ok::<(), quantity::UnknownUnit>(())
/// ```
pub fn compile(source: &str, scope: &Scope, schema: &Schema) -> Result<Formula, Vec<Problem>> {
    if source.len() > LONGEST {
        let sentence = format!("公式有{}字节，超过上限{LONGEST}字节", source.len());
        let problem = Problem::new("formula.too-long", Span::new(0, source.len()), sentence);
        return Err(vec![problem.hint("请把其中一段写成台账的计算字段，或另一个指标")]);
    }
    let (mut tree, mut problems) = crate::parse::parse(source);
    crate::family::join(&mut tree, &schema.families);
    let (expr, mut more) = crate::check::check(source, &tree, scope, schema);
    problems.append(&mut more);
    if !problems.is_empty() {
        problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
        return Err(problems);
    }
    Ok(Formula { source: source.to_string(), kind: expr.kind.kind(), scope: scope.clone(), expr })
}

impl Formula {
    /// As written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What its value is.
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Where it stands.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// What it depends on.
    pub fn depends(&self) -> Dependencies {
        crate::depends::of(&self.expr, &self.scope)
    }

    /// Whether its value may differ from group to group.
    pub fn looks_at_group(&self) -> bool {
        let mut looks = false;
        self.expr.walk(0, &mut |part, _| looks |= matches!(part.node, Node::Group(_)));
        self.each_grouped(&mut |_, _| looks = true);
        looks
    }

    /// The formula in words, for pages.
    pub fn describe(&self) -> String {
        crate::describe::words(&self.expr, &self.scope)
    }

    /// Calls `see` with every grouped aggregate and the years by which 上年 shifts it.
    pub(crate) fn each_grouped<'a>(&'a self, see: &mut dyn FnMut(&'a Aggregate, i32)) {
        self.expr.walk_years(0, &mut |part, shift| {
            if let Node::Aggregate(aggregate) = &part.node
                && !aggregate.groups.is_empty()
            {
                see(aggregate, shift);
            }
        });
    }
}
