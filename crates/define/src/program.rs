//! The formulas of a pack, checked against its terms and brought into an order of computation.

use crate::circles::circles;
use crate::schema::schema;
use crate::{Computed, Form, Gives, Indicator, Pack, Register, WorkTable, Written};
use finding::Finding;
use formula::{Dependencies, Formula, Kind, Needed, Problem, Schema, Scope, compile};
use quantity::Unit;
use std::collections::{BTreeMap, BTreeSet};

/// Checked formulas in an order in which each needs only earlier ones (of the same year).
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The terms that formulas may use.
    pub schema: Schema,
    /// Computed fields.
    pub columns: Vec<ColumnFormula>,
    /// Indicators with a formula.
    pub indicators: Vec<IndicatorFormula>,
    /// Row checks.
    pub checks: Vec<CheckFormula>,
    /// Row formulas of forms of work, by the place where they are written.
    pub rows: BTreeMap<(String, u32, u32), Formula>,
    /// Forms of work as tables.
    pub tables: Vec<WorkTable>,
    /// Registers of the work tables that any formula reads: their rows are kept beside their columns.
    pub worked: BTreeSet<String>,
    /// The fields in which rows of registers say of which form of work they speak, by register.
    pub spoken: BTreeMap<String, String>,
    /// The order of computation: positions in `columns`, `indicators` and `tables`.
    pub steps: Vec<Step>,
}

/// One step of the computation of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Position in [`Program::columns`].
    Column(usize),
    /// Position in [`Program::indicators`].
    Indicator(usize),
    /// Position in [`Program::tables`].
    Table(usize),
}

/// A computed field.
#[derive(Clone, Debug)]
pub struct ColumnFormula {
    /// Position of the register in the pack.
    pub register: usize,
    /// Position of the field among the computed fields of the register, as written.
    pub computed: usize,
    /// The formula, in the scope of a row.
    pub formula: Formula,
    /// What it depends on.
    pub depends: Dependencies,
}

/// An indicator's formulas.
#[derive(Clone, Debug)]
pub struct IndicatorFormula {
    /// Position in the pack.
    pub indicator: usize,
    /// The value.
    pub formula: Formula,
    /// What the value depends on.
    pub depends: Dependencies,
    /// The condition over the value.
    pub met_when: Option<Formula>,
    /// What the condition depends on.
    pub met_depends: Dependencies,
    /// The threshold, when the condition compares the value with one.
    pub threshold: Option<Threshold>,
}

/// A condition of the form 结果 ≥ something.
#[derive(Clone, Debug)]
pub struct Threshold {
    /// `≥`, `>`, `≤`, `<` or `=`.
    pub sign: &'static str,
    /// The something, in the scope of the indicator.
    pub formula: Formula,
}

/// A row check.
#[derive(Clone, Debug)]
pub struct CheckFormula {
    /// Position of the register in the pack.
    pub register: usize,
    /// Position of the check in the register.
    pub check: usize,
    /// The formula, in the scope of a row.
    pub formula: Formula,
}

impl Program {
    /// The formulas of the indicator at a position in the pack.
    pub fn of(&self, indicator: usize) -> Option<&IndicatorFormula> {
        self.indicators.iter().find(|formula| formula.indicator == indicator)
    }

    /// The work table of that name: 责任.校园保安.
    pub fn table(&self, name: &str) -> Option<&WorkTable> {
        self.tables.iter().find(|one| one.table.name == name)
    }

    /// The row formula of a form of work written there.
    pub fn row(&self, written: &Written) -> Option<&Formula> {
        self.rows.get(&(written.source.clone(), written.line, written.column))
    }

    /// The formula of a computed field.
    pub fn column(&self, register: usize, computed: usize) -> Option<&ColumnFormula> {
        self.columns.iter().find(|column| column.register == register && column.computed == computed)
    }
}

/// Compiles every formula of a pack; problems become findings at their places in the files.
pub fn program(pack: &Pack, findings: &mut Vec<Finding>) -> Program {
    let mut building = Building {
        pack,
        forms: pack.forms.all().collect(),
        program: Program { schema: schema(pack, findings), ..Program::default() },
        findings,
    };
    building.scheme();
    building.in_order();
    building.conditions();
    building.checks();
    building.forms();
    building.parameters();
    building.worked();
    building.spoken();
    building.program
}

/// A term that waits for the terms its formula needs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Waiting {
    Column(usize, usize),
    Indicator(usize),
    Form(usize),
}

struct Building<'p, 'f> {
    pack: &'p Pack,
    forms: Vec<&'p dyn Form>,
    program: Program,
    findings: &'f mut Vec<Finding>,
}

impl<'p> Building<'p, '_> {
    fn computed(&self, register: usize, at: usize) -> (&'p Register, &'p Computed) {
        let register = &self.pack.registers[register];
        (register, &register.computed[at])
    }

    /// The formula of a waiting term with its scope.
    fn formula(&self, waiting: Waiting) -> Option<(&'p Written, Scope)> {
        match waiting {
            Waiting::Column(register, at) => {
                let (register, computed) = self.computed(register, at);
                Some((&computed.formula, Scope::Row { register: register.name.clone() }))
            }
            Waiting::Indicator(at) => {
                let indicator = &self.pack.indicators[at];
                Some((indicator.formula.as_ref()?, Scope::Indicator { by: by(indicator) }))
            }
            Waiting::Form(_) => None,
        }
    }

    /// The name of a waiting term.
    fn name(&self, waiting: Waiting) -> String {
        match waiting {
            Waiting::Column(register, at) => self.computed(register, at).1.name.clone(),
            Waiting::Indicator(at) => self.pack.indicators[at].name.clone(),
            Waiting::Form(at) => self.forms[at].head().name.clone(),
        }
    }

    /// Where a waiting term is written.
    fn place(&self, waiting: Waiting) -> finding::Place {
        match (waiting, self.formula(waiting)) {
            (Waiting::Form(at), _) => self.forms[at].head().written.place(),
            (_, Some((written, _))) => written.at(0..written.text.len()),
            (_, None) => finding::Place::whole(self.name(waiting)),
        }
    }

    /// What other formulas lack while a term waits.
    fn gives(&self, waiting: Waiting) -> Vec<Needed> {
        match waiting {
            Waiting::Column(register, at) => {
                let (register, computed) = self.computed(register, at);
                vec![Needed::Field { register: register.name.clone(), field: computed.name.clone() }]
            }
            Waiting::Indicator(at) => vec![Needed::Indicator(self.pack.indicators[at].name.clone())],
            Waiting::Form(at) => {
                let tables = self.forms[at].tables(self.pack).into_iter();
                tables.map(|one| Needed::Table(one.table.name)).collect()
            }
        }
    }

    /// The tables of the scheme: they follow from nothing but the pack.
    fn scheme(&mut self) {
        for table in crate::tables::scheme(self.pack) {
            self.program.schema.tables.push(table.table.clone());
            self.program.steps.push(Step::Table(self.program.tables.len()));
            self.program.tables.push(table);
        }
    }

    /// Compiles what can be compiled with the terms known so far, again and again, until nothing more can.
    fn in_order(&mut self) {
        let mut waiting: Vec<Waiting> = Vec::new();
        for (at, register) in self.pack.registers.iter().enumerate() {
            waiting.extend((0..register.computed.len()).map(|computed| Waiting::Column(at, computed)));
        }
        waiting.extend((0..self.pack.indicators.len()).map(Waiting::Indicator));
        waiting.retain(|waiting| {
            self.formula(*waiting).is_some_and(|(written, _)| !written.text.trim().is_empty())
        });
        waiting.extend((0..self.forms.len()).map(Waiting::Form));
        let mut problems: BTreeMap<Waiting, Vec<Problem>> = BTreeMap::new();
        loop {
            let before = waiting.len();
            waiting.retain(|one| match self.try_one(*one) {
                Ok(()) => false,
                Err(found) => {
                    problems.insert(*one, found);
                    true
                }
            });
            if waiting.is_empty() {
                return;
            }
            if waiting.len() == before {
                break;
            }
        }
        self.stuck(&waiting, &problems);
    }

    fn try_one(&mut self, waiting: Waiting) -> Result<(), Vec<Problem>> {
        if let Waiting::Form(at) = waiting {
            return self.try_form(at);
        }
        let Some((written, scope)) = self.formula(waiting) else { return Ok(()) };
        let formula = compile(&written.text, &scope, &self.program.schema)?;
        let depends = formula.depends();
        match waiting {
            Waiting::Column(register, at) => {
                let (owner, computed) = self.computed(register, at);
                self.declared(written, &computed.unit, formula.kind());
                let kind = settled(&computed.unit, formula.kind());
                if let Some(table) =
                    self.program.schema.tables.iter_mut().find(|table| table.name == owner.name)
                {
                    table.fields.push(formula::Field::new(&computed.name, kind));
                }
                self.program.steps.push(Step::Column(self.program.columns.len()));
                self.program.columns.push(ColumnFormula { register, computed: at, formula, depends });
            }
            Waiting::Indicator(at) => {
                let indicator = &self.pack.indicators[at];
                self.declared(written, &indicator.unit, formula.kind());
                let kind = settled(&indicator.unit, formula.kind());
                let term = formula::Indicator { name: indicator.name.clone(), kind, by: by(indicator) };
                self.program.schema.indicators.push(term);
                self.program.steps.push(Step::Indicator(self.program.indicators.len()));
                self.program.indicators.push(IndicatorFormula {
                    indicator: at,
                    formula,
                    depends,
                    met_when: None,
                    met_depends: Dependencies::default(),
                    threshold: None,
                });
            }
            Waiting::Form(_) => {}
        }
        Ok(())
    }

    /// The tables of a form of work, once all its row formulas can be compiled: what they look at is computed before it.
    fn try_form(&mut self, at: usize) -> Result<(), Vec<Problem>> {
        let (form, pack) = (self.forms[at], self.pack);
        let (mut problems, mut formulas) = (Vec::new(), Vec::new());
        for (written, register, _) in form.formulas() {
            if pack.register(&register.text).is_none() {
                continue;
            }
            let scope = Scope::Row { register: register.text.clone() };
            match compile(&written.text, &scope, &self.program.schema) {
                Ok(formula) => formulas.push((register.text.as_str(), formula.depends())),
                Err(found) => problems.extend(found.into_iter().filter(|one| one.needs.is_some())),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut depends = Dependencies::default();
        formulas.iter().for_each(|(_, one)| depends.join(one.clone()));
        let reach = self.program.reach(pack, &depends);
        let counts_days = crate::tables::counts_days(form, &reach);
        let reach = crate::tables::looked_at(pack, form, reach);
        let known_as: BTreeSet<String> = form.known_as().into_iter().map(str::to_owned).collect();
        for table in form.tables(pack) {
            let lines = crate::tables::lines(&self.program, pack, form, table.family, &formulas);
            self.program.schema.tables.push(table.table.clone());
            self.program.steps.push(Step::Table(self.program.tables.len()));
            self.program.tables.push(WorkTable {
                fields: reach.fields.clone(),
                columns: reach.columns.clone(),
                lines,
                beside: form.beside(table.family),
                known_as: known_as.clone(),
                counts_days,
                ..table
            });
        }
        Ok(())
    }

    /// The declared unit must be of the dimension that the formula has.
    fn declared(&mut self, written: &Written, unit: &Option<Unit>, kind: &Kind) {
        let Some(unit) = unit else { return };
        let clash = match kind {
            Kind::Number(found) => !(found.same_dimension(unit) || found.is_pure() && unit.is_counted()),
            _ => true,
        };
        if clash {
            let sentence = format!("声明的单位是“{unit}”，公式的结果却是{kind}");
            let place = written.at(0..written.text.len());
            self.findings.push(Finding::error("define.unit-clash", place, sentence));
        }
    }

    /// What still waits either has problems of its own, or waits for something that has, or goes in a circle.
    fn stuck(&mut self, waiting: &[Waiting], problems: &BTreeMap<Waiting, Vec<Problem>>) {
        let given = waiting.iter().flat_map(|one| self.gives(*one).into_iter().map(|needed| (needed, *one)));
        let given: BTreeMap<Needed, Waiting> = given.collect();
        let mut needs: BTreeMap<Waiting, Vec<Waiting>> = BTreeMap::new();
        for one in waiting {
            for problem in problems.get(one).into_iter().flatten() {
                match (problem.needs.as_ref().and_then(|needed| given.get(needed)), self.formula(*one)) {
                    (Some(needed), _) => needs.entry(*one).or_default().push(*needed),
                    (None, Some((written, _))) => {
                        let place = written.at(problem.span.range());
                        self.findings.push(problem.finding(place));
                    }
                    // What is wrong with the formulas of forms is told with them.
                    (None, None) => {}
                }
            }
        }
        let edges: BTreeMap<Waiting, Vec<Waiting>> = needs;
        for circle in circles(&edges) {
            let chain: Vec<String> = circle.iter().map(|one| self.name(*one)).collect();
            let Some(first) = circle.first() else { continue };
            let sentence = format!("公式互相引用成环：{} → {}", chain.join(" → "), chain[0]);
            self.findings.push(Finding::error("define.cycle", self.place(*first), sentence));
        }
    }

    fn conditions(&mut self) {
        for at in 0..self.program.indicators.len() {
            let indicator = &self.pack.indicators[self.program.indicators[at].indicator];
            let Some(written) = &indicator.met_when else { continue };
            let result = settled(&indicator.unit, self.program.indicators[at].formula.kind());
            let scope = Scope::Verdict { result, by: by(indicator) };
            match compile(&written.text, &scope, &self.program.schema) {
                Ok(formula) if *formula.kind() == Kind::Boolean => {
                    self.program.indicators[at].threshold =
                        threshold(&written.text, &scope, &self.program.schema);
                    self.program.indicators[at].met_depends = formula.depends();
                    self.program.indicators[at].met_when = Some(formula);
                }
                Ok(formula) => self.not_a_condition(written, formula.kind()),
                Err(problems) => self.tell(written, &problems),
            }
        }
    }

    fn checks(&mut self) {
        for (register, owner) in self.pack.registers.iter().enumerate() {
            for (check, rule) in owner.checks.iter().enumerate() {
                let scope = Scope::Row { register: owner.name.clone() };
                match compile(&rule.formula.text, &scope, &self.program.schema) {
                    Ok(formula) if *formula.kind() == Kind::Boolean => {
                        self.program.checks.push(CheckFormula { register, check, formula });
                    }
                    Ok(formula) => self.not_a_condition(&rule.formula, formula.kind()),
                    Err(problems) => self.tell(&rule.formula, &problems),
                }
            }
        }
    }

    fn forms(&mut self) {
        let pack = self.pack;
        for (written, register, gives) in pack.forms.all().flat_map(|form| form.formulas()) {
            let Some(formula) = self.over_row(written, &register.text) else { continue };
            match (gives, formula.kind()) {
                (Gives::Truth, Kind::Boolean) | (Gives::Number, Kind::Number(_)) => {
                    let place = (written.source.clone(), written.line, written.column);
                    self.program.rows.insert(place, formula);
                }
                (Gives::Truth, kind) => self.not_a_condition(written, &kind.clone()),
                (Gives::Number, kind) => {
                    let sentence = format!("这里应当是数，写的却是{kind}");
                    let place = written.at(0..written.text.len());
                    self.findings.push(Finding::error("define.not-a-number", place, sentence));
                }
            }
        }
    }

    /// A formula over the rows of a register; none, with findings, when it is not one. An unknown register is told
    /// elsewhere.
    fn over_row(&mut self, written: &Written, register: &str) -> Option<Formula> {
        self.pack.register(register)?;
        let scope = Scope::Row { register: register.to_string() };
        compile(&written.text, &scope, &self.program.schema)
            .map_err(|problems| self.tell(written, &problems))
            .ok()
    }

    fn not_a_condition(&mut self, written: &Written, kind: &Kind) {
        let place = written.at(0..written.text.len());
        let sentence = format!("这里应当是条件（是或否），写的却是{kind}");
        self.findings.push(Finding::error("define.not-a-condition", place, sentence));
    }

    fn tell(&mut self, written: &Written, problems: &[Problem]) {
        let told = problems.iter().map(|problem| problem.finding(written.at(problem.span.range())));
        self.findings.extend(told);
    }

    /// In which fields rows of the house say of which form they speak.
    fn spoken(&mut self) {
        for form in &self.forms {
            let own = form.house().into_iter().map(|house| (house.register.to_owned(), house));
            let named = form.housed().into_iter().map(|(register, house)| (register.text.clone(), house));
            let fields =
                own.chain(named).filter_map(|(register, house)| Some((register, house.form?.to_owned())));
            self.program.spoken.extend(fields);
        }
    }

    /// Which registers stand behind the work tables that are read.
    fn worked(&mut self) {
        let program = &self.program;
        let conditions = program.indicators.iter().filter_map(|one| one.met_when.as_ref());
        let all =
            conditions.chain(program.checks.iter().map(|check| &check.formula)).chain(program.rows.values());
        let known = program.columns.iter().map(|one| &one.depends);
        let known = known.chain(program.indicators.iter().map(|one| &one.depends)).cloned();
        let names = all.map(Formula::depends).chain(known).flat_map(|depends| depends.registers);
        let tables: BTreeSet<String> = names.map(|(name, _)| name).collect();
        let read = program.tables.iter().filter(|one| tables.contains(&one.table.name));
        self.program.worked = read.flat_map(|one| one.registers().cloned()).collect();
    }

    /// Parameters that no formula uses; told only when every formula could be read.
    fn parameters(&mut self) {
        if finding::has_error(self.findings) {
            return;
        }
        let program = &self.program;
        let conditions = program.indicators.iter().filter_map(|one| one.met_when.as_ref());
        let checks = program.checks.iter().map(|check| &check.formula);
        let mut used: BTreeSet<String> = BTreeSet::new();
        let depends = conditions.chain(checks).chain(program.rows.values()).map(Formula::depends);
        let known = program.columns.iter().map(|one| &one.depends);
        let known = known.chain(program.indicators.iter().map(|one| &one.depends));
        for depends in depends.chain(known.cloned()) {
            used.extend(depends.parameters.into_iter().map(|(name, _)| name));
        }
        for parameter in self.pack.parameters.iter().filter(|parameter| !used.contains(&parameter.name)) {
            let place = parameter.written.at(0..parameter.name.len());
            let sentence = format!("参数“{}”没有公式用到", parameter.name);
            self.findings.push(Finding::warning("define.parameter-unused", place, sentence));
        }
    }
}

/// The names of the grouping fields.
fn by(indicator: &Indicator) -> Vec<String> {
    indicator.by.iter().map(|by| by.text.clone()).collect()
}

/// The kind under which others see a value: the declared unit where there is one.
fn settled(unit: &Option<Unit>, kind: &Kind) -> Kind {
    match (unit, kind) {
        (Some(unit), Kind::Number(_)) => Kind::Number(unit.clone()),
        (_, kind) => kind.clone(),
    }
}

/// 结果 ≥ something, when the condition has that form.
fn threshold(text: &str, scope: &Scope, schema: &Schema) -> Option<Threshold> {
    let rest = text.trim().strip_prefix("结果")?.trim_start();
    let signs = [
        (">=", "≥"),
        ("≥", "≥"),
        ("⩾", "≥"),
        ("<=", "≤"),
        ("≤", "≤"),
        ("⩽", "≤"),
        (">", ">"),
        ("＞", ">"),
        ("<", "<"),
        ("＜", "<"),
        ("=", "="),
        ("＝", "="),
    ];
    let (rest, sign) = signs.iter().find_map(|(written, sign)| Some((rest.strip_prefix(written)?, *sign)))?;
    if rest.contains("结果") || rest.starts_with('>') {
        return None;
    }
    // What 结果 is compared with is a number, not a condition.
    let Scope::Verdict { by, .. } = scope else { return None };
    let formula = compile(rest, &Scope::Indicator { by: by.clone() }, schema).ok()?;
    matches!(formula.kind(), Kind::Number(_)).then_some(Threshold { sign, formula })
}
