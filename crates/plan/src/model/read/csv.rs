//! A table of our own: villages down, schools across, in each cell what it costs to bring one pupil of the village to the
//! school (a distance, say). Rows that are no village say what is known of the schools and of the whole.
//!
//! ```text
//! 村庄,学生,甲校,乙校,丙校
//! 学位,,90,60,60
//! 费用,,0,500,500
//! 状态,,已开,可开,不开
//! 所数,2
//! 可分,否
//! 东村,30,1.2,3,不可达
//! 西村,45,乙校=0.8
//! ```
//! A village far from most schools names those that it can reach; it cannot reach the others.

mod problem;

use super::{MOST_LINKS, Read};
use crate::model::Standing;
use finding::{Finding, Place};
use quantity::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A village: name, pupils, and what it costs to reach each school that can be reached.
type Village = (String, Decimal, Vec<(u32, Decimal)>);

/// A table as it is read, with all that is wrong in it.
struct Table<'t> {
    source: &'t str,
    names: Vec<String>,
    /// Where each school stands.
    at: BTreeMap<String, usize>,
    capacities: Option<Vec<Option<Decimal>>>,
    fixed: Vec<Decimal>,
    standings: Vec<Standing>,
    count: Option<usize>,
    split: bool,
    villages: Vec<Village>,
    /// Links of all of them.
    links: usize,
    seen: BTreeSet<String>,
    wrong: Vec<Finding>,
}

pub fn read(text: &str, source: &str) -> Result<Read, Vec<Finding>> {
    let mut rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let Some((_, head)) = rows.next() else {
        return Err(vec![Finding::error("plan.file.empty", Place::whole(source), "文件是空的")]);
    };
    let mut table = Table::new(cells(head), source);
    for (at, line) in rows {
        table.take(at as u32 + 1, &cells(line));
    }
    table.ready()?.problem().map_err(|finding| vec![finding])
}

/// The cells of a line; quotation marks hold a comma together.
fn cells(line: &str) -> Vec<String> {
    let (mut out, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(std::mem::take(&mut cell).trim().to_owned()),
            _ => cell.push(letter),
        }
    }
    out.push(cell.trim().to_owned());
    out
}

impl<'t> Table<'t> {
    fn new(head: Vec<String>, source: &'t str) -> Table<'t> {
        let names: Vec<String> = head.into_iter().skip(2).collect();
        let sites = names.len();
        let mut table = Table {
            source,
            fixed: vec![Decimal::ZERO; sites],
            standings: vec![Standing::Free; sites],
            capacities: None,
            at: BTreeMap::new(),
            links: 0,
            names,
            count: None,
            split: false,
            villages: Vec::new(),
            seen: BTreeSet::new(),
            wrong: Vec::new(),
        };
        if sites == 0 {
            table.say(1, 3, "plan.csv.no-school", "表头第三列起应是学校，这里一所也没有".to_owned());
        }
        for at in 0..sites {
            let name = table.names[at].clone();
            if name.is_empty() || table.at.insert(name.clone(), at).is_some() {
                table.say(1, at + 3, "plan.csv.school-name", format!("学校名称空着或重复：“{name}”"));
            }
        }
        table
    }

    fn say(&mut self, row: u32, column: usize, code: &'static str, sentence: String) {
        self.wrong.push(Finding::error(code, Place::cell(self.source, row, column as u32), sentence));
    }

    fn take(&mut self, row: u32, cells: &[String]) {
        let width = self.names.len() + 2;
        let longer = cells.iter().skip(width).any(|cell| !cell.is_empty());
        let of_schools = |cells: &[String]| {
            (2..width).map(|at| cells.get(at).cloned().unwrap_or_default()).collect::<Vec<_>>()
        };
        if longer {
            return self.say(row, width + 1, "plan.csv.too-wide", "这一行比表头宽".to_owned());
        }
        if !self.seen.insert(cells[0].clone()) {
            return self.say(row, 1, "plan.csv.twice", format!("“{}”写了两次", cells[0]));
        }
        match cells[0].as_str() {
            "学位" => {
                self.capacities = Some(self.amounts((row, "这一行"), &of_schools(cells), "学位", "不限"))
            }
            "费用" => {
                let fixed = self.amounts((row, "这一行"), &of_schools(cells), "费用", "");
                self.fixed = fixed.into_iter().map(|one| one.unwrap_or(Decimal::ZERO)).collect();
            }
            "状态" => self.stand(row, &of_schools(cells)),
            "所数" => self.count = self.whole_count(row, cells.get(1).map_or("", String::as_str)),
            "可分" => self.split = self.yes(row, cells.get(1).map_or("", String::as_str)),
            name => {
                let pupils = cells.get(1).map_or("", String::as_str);
                let reached = match cells.get(2).is_some_and(|cell| cell.contains('=')) {
                    true => self.named(row, name, &cells[2..]),
                    false => {
                        let costs = self.amounts((row, name), &of_schools(cells), "费用", "不可达");
                        (0..).zip(costs).filter_map(|(at, cost)| Some((at, cost?))).collect()
                    }
                };
                self.village(row, name, pupils, reached);
            }
        }
    }

    /// Numbers of a row; `none` is the word for there being no number.
    fn amounts(
        &mut self,
        (row, of): (u32, &str),
        cells: &[String],
        what: &str,
        none: &str,
    ) -> Vec<Option<Decimal>> {
        let mut out = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            out.push(match cell.parse::<Decimal>() {
                Ok(number) if number.mantissa() >= 0 => Some(number),
                Ok(number) => {
                    self.say(row, at + 3, "plan.csv.negative", format!("{what}不能是负数：{number}"));
                    None
                }
                Err(_) if !none.is_empty() && cell == none => None,
                Err(_) if cell.is_empty() => {
                    let school = &self.names[at];
                    let sentence = format!("“{of}”到“{school}”空着：{what}要写明");
                    self.say(row, at + 3, "plan.csv.hole", sentence);
                    None
                }
                Err(_) => {
                    self.say(row, at + 3, "plan.csv.not-a-number", format!("{what}应是数，这里是“{cell}”"));
                    None
                }
            });
        }
        out
    }

    fn stand(&mut self, row: u32, cells: &[String]) {
        for (at, cell) in cells.iter().enumerate() {
            self.standings[at] = match cell.as_str() {
                "已开" => Standing::Open,
                "可开" => Standing::Free,
                "不开" => Standing::Closed,
                other => {
                    let sentence = format!("状态是已开、可开或不开，这里是“{other}”");
                    self.say(row, at + 3, "plan.csv.state", sentence);
                    Standing::Free
                }
            };
        }
    }

    fn whole_count(&mut self, row: u32, cell: &str) -> Option<usize> {
        let count = cell.parse::<usize>().ok().filter(|count| *count > 0);
        if count.is_none() {
            self.say(row, 2, "plan.csv.count", format!("所数应是1以上的整数，这里是“{cell}”"));
        }
        count
    }

    fn yes(&mut self, row: u32, cell: &str) -> bool {
        if !["是", "否"].contains(&cell) {
            self.say(row, 2, "plan.csv.split", format!("可分写是或否，这里是“{cell}”"));
        }
        cell == "是"
    }

    /// Schools that a village names, with what it costs to reach each.
    fn named(&mut self, row: u32, of: &str, cells: &[String]) -> Vec<(u32, Decimal)> {
        let mut out: Vec<(u32, Decimal)> = Vec::new();
        for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let Some((school, cost)) = cell.rsplit_once('=') else {
                let sentence = format!("“{of}”这一行写的是“校名=费用”，这里是“{cell}”");
                self.say(row, at + 3, "plan.csv.not-named", sentence);
                continue;
            };
            let Some(school) = self.at.get(school.trim()).copied() else {
                let sentence = format!("表头里没有“{}”这所学校", school.trim());
                self.say(row, at + 3, "plan.csv.other-school", sentence);
                continue;
            };
            match cost.trim().parse::<Decimal>() {
                Ok(cost) if cost.mantissa() >= 0 => out.push((school as u32, cost)),
                Ok(cost) => self.say(row, at + 3, "plan.csv.negative", format!("费用不能是负数：{cost}")),
                Err(_) => {
                    let sentence = format!("费用应是数，这里是“{}”", cost.trim());
                    self.say(row, at + 3, "plan.csv.not-a-number", sentence);
                }
            }
        }
        out.sort_by_key(|(school, _)| *school);
        if let Some(twice) = out.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let sentence = format!("“{of}”两次写到“{}”", self.names[twice[0].0 as usize]);
            self.say(row, 3, "plan.csv.named-twice", sentence);
        }
        out
    }

    fn village(&mut self, row: u32, name: &str, pupils: &str, reached: Vec<(u32, Decimal)>) {
        let number = pupils.parse::<Decimal>().ok().filter(|number| number.mantissa() > 0);
        if name.is_empty() {
            self.say(row, 1, "plan.csv.village-name", "村庄没有名称".to_owned());
        }
        if number.is_none() {
            let sentence = format!("“{name}”没有学生：学生数应大于0，这里是“{pupils}”");
            self.say(row, 2, "plan.csv.no-pupils", sentence);
        }
        self.links = self.links.saturating_add(reached.len());
        // What is too much is not kept to the end of the file.
        if self.links <= MOST_LINKS {
            self.villages.push((name.to_owned(), number.unwrap_or(Decimal::ONE), reached));
        }
    }
}
