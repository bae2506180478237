//! `duheng bench change`: from one changed value to changed verdicts, at the size of a district (the built-in pack over
//! the sample district) and of the country (500,000 generated schools, fourteen indicators in 5,790 groups).

use crate::built_in::BuiltIn;
use crate::failure::Failure;
use assess::{Assessor, Facts};
use define::{Date, FieldType, File, Pack, PackFiles, Register, check};
use ledger::{Row, Value, read_table};
use quantity::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use terminal::say;

const YEAR: i32 = 2022;
/// Changes measured at each size.
const CHANGES: usize = 400;
/// A register, the position of a field that is no key in it, and its rows by their numbers.
type Cells<'r> = (&'r Register, usize, &'r assess::Rows);

const SCHOOLS: usize = 500_000;
const COUNTIES: usize = 2_895;

/// Measures and prints the table.
pub fn run(pack: BuiltIn<'_>) -> Result<(), Failure> {
    say!(
        "一处改动之后，重新得出全部判定所需的时间（{CHANGES}次改动，每次改一行里的一个值：数、日期、是否、文字）"
    );
    say!();
    say!("| 规模 | 行 | 指标 | 全部计算 | 一处改动：中位 | 99% | 最慢 | 上限 |");
    say!("|---|---|---|---|---|---|---|---|");
    let (pack, rows) = district(pack)?;
    measure("一个区县", pack, rows, 2);
    let (pack, rows) = country();
    measure("全国", pack, rows, 10);
    Ok(())
}

/// Rows by the name of their register, each with its number.
type Rows = BTreeMap<String, assess::Rows>;

/// Changes one value of one row after another, there and back, and holds the end against everything computed anew.
fn measure(size: &str, pack: Arc<Pack>, rows: Rows, limit: u128) {
    let facts = || {
        let mut facts = Facts::new();
        for (name, rows) in &rows {
            if let Some(register) = pack.register(name) {
                facts.add_rows(register, rows.clone());
            }
        }
        facts
    };
    let mut assessor = Assessor::new(pack.clone(), facts());
    let start = Instant::now();
    let first = assessor.assess(YEAR);
    let whole = start.elapsed();
    let outcomes = first.outcomes.len();
    drop(first);
    let cells: Vec<Cells<'_>> = rows
        .iter()
        .filter_map(|(name, rows)| Some((pack.register(name)?, rows)))
        .flat_map(|(register, rows)| {
            let free = move |name: &str| {
                !register.key.iter().any(|key| key == name) && register.period_field.as_deref() != Some(name)
            };
            let fields = register.fields.iter().enumerate();
            fields
                .filter(move |(_, field)| free(&field.name))
                .map(move |(position, _)| (register, position, rows))
        })
        .collect();
    let mut times: Vec<Duration> = Vec::with_capacity(CHANGES);
    let mut slowest: BTreeMap<String, Duration> = BTreeMap::new();
    let mut step = 0_usize;
    while times.len() < CHANGES && step < CHANGES * 20 {
        step += 1;
        let (register, position, rows) = cells[step * 7919 % cells.len()];
        let Some((number, row)) = rows.nth(step.wrapping_mul(2_654_435_761) % rows.len().max(1)) else {
            continue;
        };
        let Some(new) = row.values[position].as_ref().and_then(|old| another(register, position, old)) else {
            continue;
        };
        let mut changed = Row::clone(row);
        changed.values[position] = Some(new);
        for row in [&changed, row] {
            let start = Instant::now();
            assessor.put(&register.name, *number, row);
            let assessment = assessor.assess(YEAR);
            let time = start.elapsed();
            times.push(time);
            let field = format!("{}.{}", register.name, register.fields[position].name);
            let known = slowest.entry(field).or_default();
            *known = time.max(*known);
            drop(assessment);
        }
    }
    let same = assessor.assess(YEAR) == Assessor::new(pack.clone(), facts()).assess(YEAR);
    times.sort();
    let at = |part: usize| times.get((times.len() * part / 100).min(times.len().saturating_sub(1)));
    let told = |time: Option<&Duration>| time.map_or(String::new(), |time| milliseconds(*time));
    let count: usize = rows.values().map(|rows| rows.len()).sum();
    say!(
        "| {size} | {count} | {outcomes} | {} | {} | {} | {} | {limit}毫秒 |",
        milliseconds(whole),
        told(at(50)),
        told(at(99)),
        told(times.last())
    );
    let verdict = if same { "逐项相等" } else { "不相等，这是程序的错误" };
    say!("| | | | 改动之后与全部重算：{verdict} | | | | |");
    let mut slowest: Vec<(Duration, String)> = slowest
        .into_iter()
        .map(|(field, time)| (time, field))
        .filter(|(time, _)| time.as_millis() >= limit)
        .collect();
    slowest.sort_by(|one, other| other.cmp(one));
    if !slowest.is_empty() {
        let told = slowest.iter().map(|(time, field)| format!("{field} {}", milliseconds(*time)));
        say!("| | | | 超过上限的字段：{} | | | | |", told.collect::<Vec<_>>().join("，"));
    }
}

/// Another value of a field.
fn another(register: &Register, position: usize, old: &Value) -> Option<Value> {
    Some(match old {
        Value::Number(number) => Value::Number(number.checked_add(&Decimal::ONE)?),
        Value::Boolean(yes) => Value::Boolean(!yes),
        Value::Date(day) => {
            Value::Date(Date::new(day.year, day.month, if day.day == 1 { 2 } else { day.day - 1 })?)
        }
        Value::Text(text) => Value::Text(match &register.fields[position].kind {
            FieldType::Choice(choices) => choices.iter().find(|choice| *choice != text)?.clone(),
            _ => format!("{text}甲"),
        }),
    })
}

fn milliseconds(time: Duration) -> String {
    format!("{}.{:03}毫秒", time.as_micros() / 1000, time.as_micros() % 1000)
}

/// The built-in pack over the sample district.
fn district(pack: BuiltIn<'_>) -> Result<(Arc<Pack>, Rows), Failure> {
    let pack = pack.checked()?;
    let mut rows = Rows::new();
    let mut number = 0;
    for file in sample::district(&sample::Spec::tongnan_2022()) {
        let Some(register) = pack.register(&file.register) else { continue };
        let read = rows.entry(file.register.clone()).or_default();
        let tables = reader::tables(&file.name, file.text.as_bytes(), None).tables;
        for row in tables.iter().flat_map(|table| read_table(register, table, None).rows) {
            number += 1;
            read.put(number, Arc::new(row.row));
        }
    }
    Ok((pack, rows))
}

/// Counted things of a generated school, with the standards for 小学 and 初中 (教督〔2017〕6号) by pupil or by hundred.
const RESOURCES: [(&str, &str, &str); 7] = [
    ("高学历教师", "4.2", "5.3"),
    ("骨干教师", "1", "1"),
    ("艺体教师", "0.9", "0.9"),
    ("教学用房", "450", "580"),
    ("体育场馆", "750", "1020"),
    ("仪器设备值", "200000", "250000"),
    ("多媒体教室", "2.3", "2.4"),
];

/// The pack of the seven resources: each a weighted coefficient of variation and a share of schools at the standard.
fn country() -> (Arc<Pack>, Rows) {
    const SOURCE: &str = "source = { document = \"样例\", status = \"unofficial\" }\n";
    let mut register = format!(
        "name = \"学校\"\ncounter = \"所\"\nperiod = \"school-year\"\nperiod_field = \"学年\"\nkey = [\"标识码\"]\n{SOURCE}fields = [\n\
         {{ name = \"学年\", type = \"integer\", required = true }},\n{{ name = \"标识码\", type = \"integer\", required = true }},\n\
         {{ name = \"区县\", type = \"text\", required = true }},\n{{ name = \"学段\", type = \"choice\", choices = [\"小学\", \"初中\"], required = true }},\n\
         {{ name = \"学生\", type = \"integer\" }},\n"
    );
    let mut files = vec![File::new("pack.toml", "id = \"country\"\nname = \"全国\"\n")];
    for (at, (name, primary, junior)) in RESOURCES.iter().enumerate() {
        register += &format!("{{ name = \"{name}\", type = \"integer\" }},\n");
        let value =
            |key: &str, value: &str| format!("[[values]]\nvalue = \"{value}\"\nkey = \"{key}\"\n{SOURCE}");
        let standard =
            format!("name = \"{name}\"\nunit = \"\"\n{}{}", value("小学", primary), value("初中", junior));
        files.push(File::new(format!("parameters/r{at}.toml"), standard));
        let ratio = format!("学校.{name} / 学校.学生 * 100");
        let by = "by = [\"区县\", \"学段\"]\n";
        let variation = format!(
            "name = \"{name}差异系数\"\nformula = \"差异系数({ratio}, 学校.学生)\"\nmet_when = \"结果 <= 0.5\"\nprint = {{ decimals = 4 }}\n{by}{SOURCE}"
        );
        let share = format!(
            "name = \"{name}达标占比\"\nunit = \"%\"\nformula = \"占比(学校, {ratio} >= 参数.{name}(学段))\"\nmet_when = \"结果 >= 95%\"\nprint = {{ decimals = 2 }}\n{by}{SOURCE}"
        );
        files.push(File::new(format!("indicators/variation-{at}.toml"), variation));
        files.push(File::new(format!("indicators/share-{at}.toml"), share));
    }
    register += "]\n";
    files.push(File::new("registers/school.toml", register));
    let pack = check(&[PackFiles::new("country", files)]).pack.expect("the generated pack is a pack");
    let mut seed = 20_220_901_u64;
    let mut draw = move |least: u64, different: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some(Value::Number(Decimal::from((least + (seed >> 33) % different) as i64)))
    };
    let least = [(4, 60), (0, 30), (0, 30), (4_000, 9_000), (5_000, 12_000), (900_000, 4_000_000), (1, 40)];
    let school = |number: usize| {
        let county = number * COUNTIES / SCHOOLS;
        let stage = if number % 3 < 2 { "小学" } else { "初中" };
        let mut values = vec![
            Some(Value::Number(YEAR.into())),
            Some(Value::Number(Decimal::from(number as i64))),
            Some(Value::Text(format!("样例{county:04}区"))),
            Some(Value::Text(stage.to_string())),
            draw(60, 1_900),
        ];
        values.extend(least.map(|(least, different)| draw(least, different)));
        (number as u64, Arc::new(Row { values }))
    };
    let rows = Rows::from([("学校".to_string(), (0..SCHOOLS).map(school).collect())]);
    (Arc::new(pack), rows)
}
