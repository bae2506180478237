//! A plan of places over rows: its layout, and which row stands behind each part of it.

use super::numbers::whole;
use crate::{Record, Records};
use define::house::{PlanChoice, PlanScenario};
use define::{List, PlacesPlan, Plan, Written};
use finding::{Finding, Place};
use plan::model::{Action, Layout, Point, School, Section, Standing};
use std::collections::BTreeMap;

/// A scenario with the number of its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What it says.
    pub says: PlanScenario,
    /// Number of the row.
    pub row: u64,
}

/// What may be done, as its row tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What names it from year to year.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Which kind.
    pub kind: String,
    /// The stage.
    pub stage: String,
    /// The first year in which it counts.
    pub year: i32,
    /// Seats that it adds, less those that it ends.
    pub seats: i64,
    /// The row.
    pub row: u64,
}

/// A layout with the rows behind it.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The layout.
    pub layout: Layout,
    /// Stages by position.
    pub stages: Vec<String>,
    /// What names each point's village, and each school or what opens it.
    pub keys: (Vec<String>, Vec<String>),
    /// Rows of the forecast of each point, year by year.
    pub points: Vec<Vec<u64>>,
    /// Row of each section, none of one that is only opened.
    pub sections: Vec<Option<u64>>,
    /// What may be done.
    pub measures: Vec<Measure>,
    /// What speaks against it; with an error nothing is solved.
    pub findings: Vec<Finding>,
}

/// The scenarios of a plan, in the order of their rows.
pub fn scenarios(plan: &Plan, records: &Records) -> Vec<Scenario> {
    let all = records.of_house(&PlanScenario::HOUSE);
    let all = all.map(|record| Scenario { says: PlanScenario::read(&record), row: record.number });
    all.filter(|one| plan.is_named(&one.says.plan)).collect()
}

/// While rows are read: what is known by which name so far.
struct Reading<'r, 'p> {
    records: &'r Records,
    places: &'p PlacesPlan,
    /// The year whose schools there are.
    base: i32,
    out: Bound,
    /// Positions of schools, and of sections by school and stage, by what names them.
    schools: BTreeMap<String, usize>,
    sections: BTreeMap<(String, usize), usize>,
    /// Positions of points, by where they live and the stage.
    points: BTreeMap<(String, usize), usize>,
}

/// The layout of a scenario, looked at in a year.
pub fn bind(places: &PlacesPlan, records: &Records, scenario: &Scenario, year: i32) -> Bound {
    let (from, to, due, wrong) = span(scenario);
    let layout = Layout {
        years: (from..=to).collect(),
        due: usize::try_from(due - from).unwrap_or(0),
        points: Vec::new(),
        schools: Vec::new(),
        sections: Vec::new(),
        actions: Vec::new(),
        apart: Vec::new(),
    };
    let out = Bound {
        layout,
        stages: Vec::new(),
        keys: Default::default(),
        points: Vec::new(),
        sections: Vec::new(),
        measures: Vec::new(),
        findings: wrong,
    };
    let (schools, sections, points) = Default::default();
    let mut reading = Reading { records, places, base: from.min(year), out, schools, sections, points };
    reading.capacity();
    reading.actions();
    reading.choices(scenario);
    reading.demand();
    reading.reach();
    if reading.out.findings.is_empty()
        && let Err(why) = reading.out.layout.sound()
    {
        reading.against("plan.layout", &scenario.says.name, why);
    }
    reading.out
}

/// First, last and due year of a scenario, with what is wrong with them.
fn span(scenario: &Scenario) -> (i32, i32, i32, Vec<Finding>) {
    let says = &scenario.says;
    let year = |year: Option<u64>| year.and_then(|year| i32::try_from(year).ok());
    let (from, to, due) = (year(says.from), year(says.to), year(says.due));
    match (from, to, due) {
        (Some(from), Some(to), Some(due)) if from <= due && due <= to && to - from < 20 => {
            (from, to, due, Vec::new())
        }
        _ => {
            let place = Place::whole(format!("规划情景“{}”", says.name));
            let sentence = "起始年、达标年、终止年要由先到后，前后不超过二十年";
            (
                from.unwrap_or(0),
                from.unwrap_or(0),
                from.unwrap_or(0),
                vec![Finding::error("plan.years", place, sentence)],
            )
        }
    }
}

impl<'r> Reading<'r, '_> {
    fn against(&mut self, code: &'static str, place: &str, sentence: impl Into<String>) {
        self.out.findings.push(Finding::error(code, Place::whole(place), sentence));
    }

    fn stage(&mut self, word: &str) -> usize {
        let known = self.out.stages.iter().position(|stage| stage == word);
        known.unwrap_or_else(|| {
            self.out.stages.push(word.to_owned());
            self.out.stages.len() - 1
        })
    }

    /// The rows of a list in the base year; those of which it cannot be told speak against it.
    fn rows(&mut self, list: &List) -> Vec<Record<'r>> {
        let year = self.records.standing_year(&list.register.text, self.base);
        let (yes, open) = self.records.chosen(list, year);
        if let Some(first) = open.first() {
            let sentence = format!("{}行缺少判断算不算数所需的内容", open.len());
            self.against("plan.condition", &place(first), sentence);
        }
        yes
    }

    /// What formulas give for the rows of a list, each a whole number that is not negative.
    fn numbers<const N: usize>(
        &mut self,
        list: &List,
        rows: &[Record<'r>],
        formulas: [(&Written, &str); N],
    ) -> BTreeMap<u64, [i64; N]> {
        let register = &list.register.text;
        let year = self.records.standing_year(register, self.base);
        let answers = formulas.map(|(formula, _)| self.records.answers(formula, register, year));
        let mut out = BTreeMap::new();
        for row in rows {
            let mut all = [0; N];
            for (at, answers) in answers.iter().enumerate() {
                match answers.get(&row.number).and_then(whole) {
                    Some(number) if number >= 0 => all[at] = number,
                    Some(number) => {
                        let sentence = format!("“{}”的{}是负数：{number}", row.label(), formulas[at].1);
                        self.against("plan.negative", &place(row), sentence);
                    }
                    None => {
                        let sentence = format!("“{}”的{}算不出一个整数", row.label(), formulas[at].1);
                        self.against("plan.number", &place(row), sentence);
                    }
                }
            }
            out.insert(row.number, all);
        }
        out
    }

    fn capacity(&mut self) {
        let (of, capacity) = (&self.places.schools, &self.places.capacity);
        let rows = self.rows(&of.list);
        let limits = self.numbers(&of.list, &rows, [(&of.limit, "规模上限")]);
        for row in &rows {
            self.schools.insert(row.text(&of.school), self.out.layout.schools.len());
            self.out.keys.1.push(row.text(&of.school));
            let limit = limits.get(&row.number).map(|[limit]| *limit);
            self.out.layout.schools.push(School { name: row.label(), limit });
        }
        let rows = self.rows(&capacity.list);
        let formulas = [(&capacity.classes, "班数"), (&capacity.norm, "标准班额")];
        let numbers = self.numbers(&capacity.list, &rows, formulas);
        for row in &rows {
            let (school, stage) = (row.text(&capacity.school), row.text(&capacity.stage));
            let kind = self.stage(&stage);
            let Some(at) = self.schools.get(&school).copied() else {
                self.against("plan.school", &place(row), format!("“{}”的学校不在学校名单里", row.label()));
                continue;
            };
            let [classes, norm] = numbers.get(&row.number).copied().unwrap_or_default();
            self.sections.insert((school, kind), self.out.layout.sections.len());
            self.out.sections.push(Some(row.number));
            let name = row.label();
            self.out.layout.sections.push(Section { name, kind, school: at, classes, norm });
        }
    }

    fn actions(&mut self) {
        let of = &self.places.actions;
        let rows = self.rows(&of.list);
        let formulas =
            [(&of.classes, "班数"), (&of.norm, "标准班额"), (&of.limit, "规模上限"), (&of.cost, "投资")];
        let numbers = self.numbers(&of.list, &rows, formulas);
        for row in &rows {
            let [classes, norm, limit, cost] = numbers.get(&row.number).copied().unwrap_or_default();
            let (kind, stage) = (row.text(&of.kind), row.text(&of.stage));
            let stage_at = self.stage(&stage);
            let (opens, closes) = (of.opens.contains(&kind), of.closes.contains(&kind));
            let mut effects = Vec::new();
            let there = self.sections.get(&(row.text(&of.school), stage_at)).copied();
            match there {
                Some(section) if closes => {
                    effects.push((section, -self.out.layout.sections[section].classes))
                }
                Some(section) if !opens => effects.push((section, classes)),
                None if closes || !opens => {
                    let sentence = format!("“{}”要动的学校没有这个学段", row.label());
                    self.against("plan.measure", &place(row), sentence);
                }
                _ => {}
            }
            if opens {
                effects.push((self.open(row, stage_at, norm, limit), classes));
            }
            let year = row.text(&of.year).parse().unwrap_or(0);
            let layout = &mut self.out.layout;
            let from = layout.years.iter().position(|one| *one >= year).unwrap_or(layout.years.len());
            let seats = effects.iter().map(|(at, more)| more * layout.sections[*at].norm).sum();
            let at = layout.actions.len();
            let touches = |other: &Action, both: &[(usize, i64)]| {
                let same = |(one, more): &(usize, i64)| {
                    both.iter().any(|(two, much)| one == two && (*more < 0 || *much < 0))
                };
                other.effects.iter().any(same)
            };
            let apart = layout.actions.iter().enumerate().filter(|(_, other)| touches(other, &effects));
            let apart: Vec<(usize, usize)> = apart.map(|(other, _)| (other, at)).collect();
            layout.apart.extend(apart);
            let standing = Standing::Free;
            layout.actions.push(Action { name: row.label(), cost, from, effects, standing });
            self.out.measures.push(Measure {
                id: row.id(),
                name: row.label(),
                kind,
                stage,
                year,
                seats,
                row: row.number,
            });
        }
    }

    /// The place of a school that is opened.
    fn open(&mut self, row: &Record<'_>, kind: usize, norm: i64, limit: i64) -> usize {
        let school = self.out.layout.schools.len();
        self.schools.insert(row.id(), school);
        self.out.keys.1.push(row.id());
        self.out.layout.schools.push(School { name: row.label(), limit: Some(limit) });
        let section = self.out.layout.sections.len();
        self.sections.insert((row.id(), kind), section);
        self.out.sections.push(None);
        self.out.layout.sections.push(Section { name: row.label(), kind, school, classes: 0, norm });
        section
    }

    fn choices(&mut self, scenario: &Scenario) {
        for record in self.records.of_house(&PlanChoice::HOUSE) {
            let choice = PlanChoice::read(&record);
            if choice.scenario != scenario.says.id {
                continue;
            }
            let known = self.out.measures.iter().position(|one| one.id == choice.measure);
            let (Some(at), standing) = (known, standing(&choice.choice)) else {
                let sentence = format!("没有措施“{}”", choice.measure);
                self.against("plan.choice", &place(&record), sentence);
                continue;
            };
            self.out.layout.actions[at].standing = standing;
        }
    }

    fn demand(&mut self) {
        let of = &self.places.demand;
        let years = self.out.layout.years.clone();
        let named = self.places.points.clone();
        let called: BTreeMap<String, String> =
            self.rows(&named.list).iter().map(|row| (row.text(&named.point), row.label())).collect();
        let mut told: Vec<Vec<Option<i64>>> = Vec::new();
        for row in self.rows(&of.list) {
            let year = row.text(&of.year).parse::<i32>().ok();
            let Some(at) = years.iter().position(|one| Some(*one) == year) else { continue };
            let (point, stage) = (row.text(&of.point), row.text(&of.stage));
            let kind = self.stage(&stage);
            let next = self.points.len();
            let place_at = *self.points.entry((point, kind)).or_insert(next);
            if place_at == next {
                let name = called.get(&row.text(&of.point)).cloned().unwrap_or(row.text(&of.point));
                let name = format!("{name}·{stage}");
                self.out.keys.0.push(row.text(&of.point));
                let pupils = vec![0; years.len()];
                self.out.layout.points.push(Point { name, kind, pupils, reach: Vec::new() });
                self.out.points.push(vec![row.number; years.len()]);
                told.push(vec![None; years.len()]);
            }
            let pupils = row.text(&of.pupils).parse::<i64>().ok();
            if told[place_at][at].is_some() {
                self.against("plan.twice", &place(&row), format!("“{}”这一年写了两次人数", row.label()));
            }
            (told[place_at][at], self.out.points[place_at][at]) = (pupils, row.number);
            self.out.layout.points[place_at].pupils[at] = pupils.unwrap_or(0);
        }
        for (at, told) in told.iter().enumerate() {
            let missing: Vec<String> = years
                .iter()
                .zip(told)
                .filter(|(_, told)| told.is_none())
                .map(|(year, _)| year.to_string())
                .collect();
            if !missing.is_empty() {
                let sentence = format!("没有{}年的人数", missing.join("、"));
                let name = self.out.layout.points[at].name.clone();
                self.against("plan.demand", &name, sentence);
            }
        }
    }

    fn reach(&mut self) {
        let of = &self.places.reach;
        let rows = self.rows(&of.list);
        let numbers = self.numbers(&of.list, &rows, [(&of.length, "路程")]);
        for row in &rows {
            let kind = self.stage(&row.text(&of.stage));
            let point = self.points.get(&(row.text(&of.from), kind)).copied();
            let section = self.sections.get(&(row.text(&of.to), kind)).copied();
            let (Some(point), Some(section)) = (point, section) else {
                let what = if point.is_none() {
                    "这里没有预测的学生"
                } else {
                    "这个去处没有这个学段"
                };
                self.against("plan.reach", &place(row), format!("“{}”对不上：{what}", row.label()));
                continue;
            };
            let [length] = numbers.get(&row.number).copied().unwrap_or_default();
            let reach = &mut self.out.layout.points[point].reach;
            match reach.iter().any(|(there, _)| *there == section) {
                true => self.against("plan.twice", &place(row), format!("“{}”这段路写了两次", row.label())),
                false => reach.push((section, length)),
            }
        }
        let stranded = self.out.layout.points.iter().filter(|point| point.reach.is_empty());
        let names: Vec<String> = stranded.map(|point| point.name.clone()).collect();
        for name in names.iter().take(20) {
            let finding = Finding::warning("plan.stranded", Place::whole(name), "没有一所够得着的学校");
            self.out.findings.push(finding.hint("补上上学路程，或放宽最远路程"));
        }
    }
}

fn standing(choice: &str) -> Standing {
    match choice {
        PlanChoice::FORCED => Standing::Open,
        PlanChoice::FORBIDDEN => Standing::Closed,
        _ => Standing::Free,
    }
}

fn place(row: &Record<'_>) -> String {
    format!("{}“{}”", row.register.name, row.label())
}
