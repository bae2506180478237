//! Random rows by the definition of their register: no register is known by name here.

use super::chance::Chance;
use define::{CodeKind, Date, Dated, FieldType, Pack, Register};
use office::Given;
use std::collections::BTreeMap;

/// How deep a row may need rows it points to.
const DEPTH: usize = 4;
/// People of a simulated district.
const PEOPLE: [&str; 8] = ["样例甲", "样例乙", "样例丙", "样例丁", "样例戊", "样例己", "样例庚", "样例辛"];

/// A name of a person out of a small district.
pub fn person(chance: &mut Chance) -> String {
    PEOPLE[chance.below(PEOPLE.len())].to_owned()
}

/// Rows as given, by register and the texts of their key fields: what a district knows of itself from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    pub rows: BTreeMap<String, BTreeMap<String, Given>>,
    serial: u64,
}

/// What names a row among those of its register.
pub fn key_of(register: &Register, given: &Given) -> String {
    register.key.iter().map(|name| ledger::key_part(cell(given, name))).collect::<Vec<_>>().join("/")
}

/// A cell as given; empty when it was not.
pub fn cell<'g>(given: &'g Given, field: &str) -> &'g str {
    given.cells.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text)
}

impl Known {
    /// Takes note of a row that was recorded.
    pub fn note(&mut self, pack: &Pack, given: &Given) {
        let Some(register) = pack.register(&given.register) else { return };
        let mut stands = given.clone();
        for dated in &register.dated {
            if let Some(past) = self.earlier(pack, register, dated, &mut stands) {
                self.note(pack, &past);
            }
        }
        self.rows.entry(register.name.clone()).or_default().insert(key_of(register, given), stands);
    }

    /// Of two tests of one thing the last stands in its row and the other in a row of its own: told by texts of days, by no rule
    /// of the office.
    fn earlier(&self, pack: &Pack, register: &Register, dated: &Dated, now: &mut Given) -> Option<Given> {
        let stood = self.rows.get(&register.name)?.get(&key_of(register, now))?;
        let days = (cell(stood, &dated.day.text).to_owned(), cell(now, &dated.day.text).to_owned());
        if days.0.is_empty() || days.1.is_empty() || days.0 == days.1 {
            return None;
        }
        let over = if days.0 < days.1 { stood } else { &*now };
        let of = |field: &str| match dated.fields.iter().find(|(_, there)| there.text == field) {
            Some((here, _)) => cell(over, &here.text).to_owned(),
            None if field == dated.of.text => key_of(register, over),
            None => cell(over, field).to_owned(),
        };
        let earlier = pack.register(&dated.earlier.text)?;
        let cells = earlier.fields.iter().map(|field| (field.name.clone(), of(&field.name)));
        let past = Given { register: earlier.name.clone(), cells: cells.collect() };
        if days.1 < days.0 {
            let kept = |name: &String| dated.fields.iter().any(|(here, _)| here.text == *name);
            let state = stood.cells.iter().filter(|(name, _)| kept(name)).cloned();
            now.cells.retain(|(name, _)| !kept(name));
            now.cells.extend(state);
        }
        Some(past)
    }

    /// Rows of a register.
    pub fn of(&self, register: &str) -> impl Iterator<Item = &Given> {
        self.rows.get(register).into_iter().flat_map(BTreeMap::values)
    }

    /// A random row of a register.
    pub fn any(&self, chance: &mut Chance, register: &str) -> Option<&Given> {
        let rows = self.rows.get(register)?;
        rows.values().nth(chance.below(rows.len()))
    }

    /// A random new row of a register, and before it those it must point to. Cells of `set` are as they are.
    pub fn row(
        &mut self,
        chance: &mut Chance,
        pack: &Pack,
        register: &str,
        today: Date,
        set: &[(&str, String)],
    ) -> Vec<Given> {
        let mut rows = Vec::new();
        self.add(chance, pack, register, today, set, 0, &mut rows);
        rows
    }

    #[allow(clippy::too_many_arguments)]
    fn add(
        &mut self,
        chance: &mut Chance,
        pack: &Pack,
        register: &str,
        today: Date,
        set: &[(&str, String)],
        depth: usize,
        rows: &mut Vec<Given>,
    ) {
        let Some(register) = pack.register(register) else { return };
        let mut cells = Vec::new();
        for field in &register.fields {
            if let Some((_, text)) = set.iter().find(|(name, _)| *name == field.name) {
                if !text.is_empty() {
                    cells.push((field.name.clone(), text.clone()));
                }
                continue;
            }
            let period = register.period_field.as_ref() == Some(&field.name);
            let named = register.key.contains(&field.name);
            if !field.required && !named && !chance.percent(70) {
                continue;
            }
            let text = match &field.kind {
                FieldType::Ref { register: to, by } => {
                    let known =
                        rows.iter().filter(|row| row.register == *to).map(|row| cell(row, by).to_owned());
                    let mut known = known;
                    let known =
                        known.next_back().or_else(|| Some(cell(self.any(chance, to)?, by).to_owned()));
                    match known {
                        Some(text) => text,
                        None if depth < DEPTH && *to != register.name && (field.required || named) => {
                            self.add(chance, pack, to, today, &[], depth + 1, rows);
                            rows.last().map(|row| cell(row, by).to_owned()).unwrap_or_default()
                        }
                        None => continue,
                    }
                }
                _ if period && !matches!(field.kind, FieldType::Date) => today.year.to_string(),
                FieldType::Text if named => {
                    self.serial += 1;
                    format!("模拟{:05}", self.serial)
                }
                FieldType::Text => match chance.below(3) {
                    0 => person(chance),
                    _ => format!("样例{}", chance.below(20)),
                },
                FieldType::Integer | FieldType::Decimal | FieldType::Money => {
                    let whole = |bound: &Option<quantity::Decimal>, other: i64| {
                        bound.map_or(other, |bound| bound.to_string().parse().unwrap_or(other))
                    };
                    let least = whole(&field.min, 0);
                    let most = whole(&field.max, least + 30).max(least);
                    (least + chance.below((most - least + 1) as usize) as i64).to_string()
                }
                FieldType::Boolean => if chance.percent(85) { "是" } else { "否" }.to_owned(),
                FieldType::Choice(choices) => match choices.iter().any(|choice| choice == "样例") {
                    true => "样例".to_owned(),
                    false => chance.pick(choices).cloned().unwrap_or_default(),
                },
                FieldType::Date if period || chance.percent(80) => today.to_string(),
                FieldType::Date => ledger::plus_days(today, chance.below(60) as i32 - 20).to_string(),
                FieldType::Code { kind, categories } => {
                    self.serial += 1;
                    match kind {
                        CodeKind::School => {
                            let category = chance.pick(categories).map_or("21", String::as_str);
                            format!("{category}50{:06}", self.serial)
                        }
                        _ => format!("{:06}", 500_000 + self.serial),
                    }
                }
            };
            cells.push((field.name.clone(), text));
        }
        rows.push(Given { register: register.name.clone(), cells });
    }
}
