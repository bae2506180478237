//! What depends on what, for `duheng pack graph`.

use crate::{Pack, Step};
use formula::Dependencies;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Nodes and arrows of a pack: an arrow goes from what is needed to what needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// Nodes: kind and name.
    pub nodes: BTreeSet<Node>,
    /// Arrows.
    pub arrows: BTreeSet<(Node, Node)>,
}

/// A node of the graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A register.
    Register(String),
    /// A computed field, as `register.field`.
    Computed(String),
    /// A parameter.
    Parameter(String),
    /// A work table: 责任.校园保安.
    Table(String),
    /// An indicator.
    Indicator(String),
}

impl Node {
    /// The name without its kind.
    pub fn name(&self) -> &str {
        match self {
            Node::Register(name)
            | Node::Computed(name)
            | Node::Parameter(name)
            | Node::Table(name)
            | Node::Indicator(name) => name,
        }
    }
}

/// The node that stands for rows: of a register, or of a work table.
fn rows_of(pack: &Pack, name: &str) -> Node {
    match pack.program.table(name) {
        Some(_) => Node::Table(name.to_owned()),
        None => Node::Register(name.to_owned()),
    }
}

impl Graph {
    /// The graph of a pack; with `only`, what the indicator of that id needs, directly or not.
    pub fn of(pack: &Pack, only: Option<&str>) -> Graph {
        let mut graph = Graph::default();
        for step in &pack.program.steps {
            let (node, depends) = match step {
                Step::Column(at) => {
                    let column = &pack.program.columns[*at];
                    let register = &pack.registers[column.register];
                    let name = format!("{}.{}", register.name, register.computed[column.computed].name);
                    (Node::Computed(name), column.depends.clone())
                }
                Step::Indicator(at) => {
                    let program = &pack.program.indicators[*at];
                    let mut depends = program.depends.clone();
                    depends.parameters.extend(program.met_depends.parameters.iter().cloned());
                    depends.indicators.extend(program.met_depends.indicators.iter().cloned());
                    (Node::Indicator(pack.indicators[program.indicator].name.clone()), depends)
                }
                Step::Table(at) => {
                    let table = &pack.program.tables[*at];
                    let registers = table.registers().map(|name| (name.clone(), 0)).collect();
                    (
                        Node::Table(table.table.name.clone()),
                        Dependencies { registers, ..Dependencies::default() },
                    )
                }
            };
            graph.needs(pack, node, &depends);
        }
        for indicator in &pack.indicators {
            for part in indicator.parts.iter().filter_map(|part| pack.indicator(&part.text)) {
                graph.arrow(Node::Indicator(part.name.clone()), Node::Indicator(indicator.name.clone()));
            }
        }
        match only.and_then(|id| pack.indicator(id)) {
            Some(indicator) => graph.above(Node::Indicator(indicator.name.clone())),
            None => graph,
        }
    }

    fn needs(&mut self, pack: &Pack, node: Node, depends: &Dependencies) {
        for (register, field, _) in &depends.fields {
            let computed = pack
                .register(register)
                .is_some_and(|register| register.computed.iter().any(|computed| computed.name == *field));
            let from = match computed {
                true => Node::Computed(format!("{register}.{field}")),
                false => rows_of(pack, register),
            };
            self.arrow(from, node.clone());
        }
        for (register, _) in &depends.registers {
            self.arrow(rows_of(pack, register), node.clone());
        }
        for (parameter, _) in &depends.parameters {
            self.arrow(Node::Parameter(parameter.clone()), node.clone());
        }
        for (indicator, _) in &depends.indicators {
            self.arrow(Node::Indicator(indicator.clone()), node.clone());
        }
        self.nodes.insert(node);
    }

    fn arrow(&mut self, from: Node, to: Node) {
        self.nodes.insert(from.clone());
        self.nodes.insert(to.clone());
        self.arrows.insert((from, to));
    }

    /// The part of the graph from which a node can be reached.
    fn above(self, node: Node) -> Graph {
        let mut kept = BTreeSet::from([node]);
        loop {
            let more: Vec<Node> = self
                .arrows
                .iter()
                .filter(|(from, to)| kept.contains(to) && !kept.contains(from))
                .map(|(from, _)| from.clone())
                .collect();
            if more.is_empty() {
                break;
            }
            kept.extend(more);
        }
        let arrows = self.arrows.into_iter().filter(|(_, to)| kept.contains(to)).collect();
        Graph { nodes: kept, arrows }
    }

    /// The graph in the language of Graphviz.
    pub fn dot(&self) -> String {
        let mut text = String::from("digraph pack {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
        for (at, node) in self.nodes.iter().enumerate() {
            let shape = match node {
                Node::Register(_) => "cylinder",
                Node::Computed(_) => "note",
                Node::Parameter(_) => "parallelogram",
                Node::Table(_) => "folder",
                Node::Indicator(_) => "box",
            };
            let _ = writeln!(text, "  n{at} [label=\"{}\", shape={shape}];", quoted(node.name()));
        }
        self.each_arrow(|from, to| {
            let _ = writeln!(text, "  n{from} -> n{to};");
        });
        text.push_str("}\n");
        text
    }

    /// The graph in the language of Mermaid.
    pub fn mermaid(&self) -> String {
        let mut text = String::from("flowchart LR\n");
        for (at, node) in self.nodes.iter().enumerate() {
            let (open, close) = match node {
                Node::Register(_) => ("[(", ")]"),
                Node::Computed(_) => ("([", "])"),
                Node::Parameter(_) => ("[/", "/]"),
                Node::Table(_) => ("[[", "]]"),
                Node::Indicator(_) => ("[", "]"),
            };
            let _ = writeln!(text, "  n{at}{open}\"{}\"{close}", node.name().replace('"', "#quot;"));
        }
        self.each_arrow(|from, to| {
            let _ = writeln!(text, "  n{from} --> n{to}");
        });
        text
    }

    fn each_arrow(&self, mut write: impl FnMut(usize, usize)) {
        let nodes: Vec<&Node> = self.nodes.iter().collect();
        for (from, to) in &self.arrows {
            if let (Ok(from), Ok(to)) = (nodes.binary_search(&from), nodes.binary_search(&to)) {
                write(from, to);
            }
        }
    }
}

fn quoted(name: &str) -> String {
    name.replace('\\', "\\\\").replace('"', "\\\"")
}
