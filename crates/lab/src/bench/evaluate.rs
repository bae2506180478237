//! `duheng bench evaluate`: the seven resource indicators of 教督〔2017〕6号 for 500,000 generated schools in 5,790
//! groups (2,895 counties, two stages), against a plain read of the same memory in the same run.

use formula::{
    Answer, Asked, Cells, Column, Evaluation, Field, Formula, Frame, Kind, Parameter, Schema, Scope, Survey,
    Table, World, compile,
};
use quantity::{Decimal, Interval, Truth, Unit};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};
use terminal::say;

const SCHOOLS: usize = 500_000;
const COUNTIES: usize = 2_895;
const ROUNDS: usize = 41;

/// Number columns: name, decimals, least cell, number of different cells. `benches/peers/evaluate.py` has the same list.
const COLUMNS: [(&str, u32, u64, u64); 30] = [
    ("男生", 0, 20, 900),
    ("女生", 0, 20, 900),
    ("博士教师", 0, 0, 2),
    ("硕士教师", 0, 0, 9),
    ("本科教师", 0, 4, 60),
    ("专科教师", 0, 0, 30),
    ("国家级骨干", 0, 0, 2),
    ("省级骨干", 0, 0, 3),
    ("市级骨干", 0, 0, 6),
    ("县级骨干", 0, 0, 12),
    ("体育教师", 0, 0, 8),
    ("音乐教师", 0, 0, 5),
    ("美术教师", 0, 0, 5),
    ("艺术教师", 0, 0, 3),
    ("普通教室", 2, 40_000, 300_000),
    ("专用教室", 2, 10_000, 200_000),
    ("公共教学用房", 2, 5_000, 100_000),
    ("图书阅览室", 2, 5_000, 60_000),
    ("室内体育用房", 2, 0, 90_000),
    ("田径场", 2, 100_000, 900_000),
    ("球类场", 2, 40_000, 300_000),
    ("器械区", 2, 0, 60_000),
    ("教学仪器", 2, 3_000_000, 90_000_000),
    ("实验设备", 2, 0, 60_000_000),
    ("信息化设备", 2, 1_000_000, 80_000_000),
    ("音体美器材", 2, 0, 9_000_000),
    ("普通多媒体教室", 0, 2, 30),
    ("专用多媒体教室", 0, 0, 8),
    ("图书", 0, 500, 30_000),
    ("计算机", 0, 10, 200),
];

/// Name, numerator, factor of the quotient by pupils, standard for 小学 and 初中.
const INDICATORS: [(&str, &str, &str, &str, &str); 7] = [
    ("高学历教师", "学校.博士教师 + 学校.硕士教师 + 学校.本科教师 + 学校.专科教师", " * 100", "4.2", "5.3"),
    ("骨干教师", "学校.国家级骨干 + 学校.省级骨干 + 学校.市级骨干 + 学校.县级骨干", " * 100", "1", "1"),
    ("艺体教师", "学校.体育教师 + 学校.音乐教师 + 学校.美术教师 + 学校.艺术教师", " * 100", "0.9", "0.9"),
    (
        "教学用房",
        "学校.普通教室 + 学校.专用教室 + 学校.公共教学用房 + 学校.图书阅览室 - 学校.室内体育用房",
        "",
        "4.5",
        "5.8",
    ),
    ("体育场馆", "学校.田径场 + 学校.球类场 + 学校.器械区 + 学校.室内体育用房", "", "7.5", "10.2"),
    ("仪器设备值", "学校.教学仪器 + 学校.实验设备 + 学校.信息化设备 + 学校.音体美器材", "", "2000", "2500"),
    ("多媒体教室", "学校.普通多媒体教室 + 学校.专用多媒体教室", " * 100", "2.3", "2.4"),
];

/// The generated register and the standards.
struct Country {
    schools: Arc<Frame>,
}

impl World for Country {
    fn frame(&self, register: &str, year: i32) -> Option<Arc<Frame>> {
        (register == "学校" && year == 2022).then(|| self.schools.clone())
    }

    fn parameter(&self, name: &str, key: Option<&str>, _: i32) -> Option<Interval> {
        let primary = match key? {
            "小学" => true,
            "初中" => false,
            _ => return None,
        };
        let text = match name {
            "差异系数上限" if primary => "0.50",
            "差异系数上限" => "0.45",
            _ => {
                INDICATORS.iter().find(|one| one.0 == name).map(|one| if primary { one.3 } else { one.4 })?
            }
        };
        Some(Interval::point(text.parse().ok()?))
    }

    fn indicator(&self, _: &str, _: Option<&str>, _: i32) -> Option<Answer> {
        None
    }
}

/// The cell of a row and a column: a linear congruential step from their number, upper bits taken.
fn cell(row: usize, column: usize, least: u64, different: u64) -> i64 {
    let number = (row as u64 * 32 + column as u64)
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    let mixed = (number ^ (number >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (least + (mixed >> 33) % different) as i64
}

impl Country {
    /// Schools in the order of a national register: county by county, primary schools first.
    fn generated() -> Country {
        let county = |row: usize| row * COUNTIES / SCHOOLS;
        let counties: Vec<String> = (0..COUNTIES).map(|number| format!("样例{number:04}区")).collect();
        let texts = |name: &str, word: &dyn Fn(usize) -> String| {
            Column::texts(name, &(0..SCHOOLS).map(|row| Some(word(row))).collect::<Vec<_>>())
        };
        let stage = |row: usize| {
            let first = (county(row) * SCHOOLS).div_ceil(COUNTIES);
            if (row - first) % 173 < 120 { "小学" } else { "初中" }.to_string()
        };
        let mut frame = Frame::new((0..SCHOOLS as u64).collect());
        frame.columns.push(texts("区县", &|row| counties[county(row)].clone()));
        frame.columns.push(texts("学段", &stage));
        for (position, (name, scale, least, different)) in COLUMNS.into_iter().enumerate() {
            let mut column = Column::integers(name, &[]);
            let mantissas = (0..SCHOOLS).map(|row| cell(row, position, least, different)).collect();
            column.cells = Cells::Numbers { mantissas, scale };
            frame.columns.push(column);
        }
        Country { schools: Arc::new(frame) }
    }

    fn schema() -> Schema {
        let number = |name: &str| Field::new(name, Kind::Number(Unit::none()));
        let mut fields = vec![Field::new("区县", Kind::Text), Field::new("学段", Kind::Text)];
        fields.extend(COLUMNS.iter().map(|column| number(column.0)));
        let keys = vec!["小学".to_string(), "初中".to_string()];
        let parameter = |name: &str| Parameter { name: name.into(), unit: Unit::none(), keys: keys.clone() };
        let mut parameters: Vec<Parameter> = INDICATORS.iter().map(|one| parameter(one.0)).collect();
        parameters.push(parameter("差异系数上限"));
        Schema {
            tables: vec![Table { name: "学校".into(), counter: Unit::none(), fields }],
            parameters,
            indicators: vec![],
            families: Vec::new(),
        }
    }
}

/// The seven coefficients of variation and the seven shares, with their conditions.
fn formulas() -> Vec<(Formula, Formula)> {
    let schema = Country::schema();
    let by = vec!["区县".to_string(), "学段".to_string()];
    let of = |source: &str, scope: Scope| {
        compile(source, &scope, &schema).unwrap_or_else(|problems| panic!("{}", problems[0].show(source)))
    };
    let judged = |source: &str, condition: &str| {
        let formula = of(source, Scope::Indicator { by: by.clone() });
        let condition = of(condition, Scope::Verdict { result: formula.kind().clone(), by: by.clone() });
        (formula, condition)
    };
    let pupils = "(学校.男生 + 学校.女生)";
    let mut all = Vec::new();
    for (name, above, factor, ..) in INDICATORS {
        let ratio = format!("({above}) / {pupils}{factor}");
        all.push(judged(&format!("差异系数({ratio}, {pupils})"), "结果 <= 参数.差异系数上限(学段)"));
        all.push(judged(&format!("占比(学校, {ratio} >= 参数.{name}(学段))"), "结果 >= 95%"));
    }
    all
}

/// The sum of all words of the columns that the formulas look at.
fn read(frame: &Frame, threads: usize) -> i64 {
    fn sum(cells: &[i64]) -> i64 {
        cells.iter().fold(0, |sum, cell| sum.wrapping_add(*cell))
    }
    let part = |from: usize, to: usize| {
        let mut total = 0i64;
        for column in &frame.columns {
            match &column.cells {
                Cells::Numbers { mantissas, .. } if !matches!(column.name.as_str(), "图书" | "计算机") =>
                {
                    total = total.wrapping_add(sum(&mantissas[from..to]));
                }
                Cells::Texts { ids, .. } => {
                    total += ids[from..to].iter().map(|id| i64::from(*id)).sum::<i64>()
                }
                _ => {}
            }
        }
        total
    };
    if threads == 1 {
        return part(0, SCHOOLS);
    }
    std::thread::scope(|scope| {
        let half = scope.spawn(|| part(0, SCHOOLS / 2));
        let rest = part(SCHOOLS / 2, SCHOOLS);
        half.join().map_or(rest, |half| half.wrapping_add(rest))
    })
}

/// How long a piece of work takes.
fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// Measures and prints the table.
pub fn run() -> Result<(), crate::failure::Failure> {
    say!("生成{SCHOOLS}所学校、{}列、{}组……", COLUMNS.len(), COUNTIES * 2);
    let country = Country::generated();
    let formulas = formulas();
    let asked: Vec<Asked> =
        formulas.iter().map(|(formula, met)| Asked { formula, places: 4, met_when: Some(met) }).collect();
    let survey = |threads: usize| Evaluation::new(&country, 2022).survey(&asked, threads);
    let surveys = survey(2);
    let frame = &country.schools;
    let megabytes = (28 * 8 + 2 * 4) * SCHOOLS / 1_000_000;
    say!(
        "7个比值的差异系数（按学生数加权）与达标学校占比，判定并取4位小数；触及内存{megabytes}兆字节，{ROUNDS}次取最快"
    );
    say!();
    say!("| 线程 | 计算 | 只读同一内存 | 倍数 |");
    say!("|---|---|---|---|");
    for threads in [1, 2] {
        // Turn and turn about, so that what else the machine does meets both alike.
        let (mut reading, mut computing) = (Duration::MAX, Duration::MAX);
        for _ in 0..ROUNDS {
            reading = reading.min(timed(|| read(frame, threads)));
            computing = computing.min(timed(|| survey(threads)));
        }
        let hundredths = computing.as_nanos() * 100 / reading.as_nanos().max(1);
        say!(
            "| {threads} | {}毫秒 | {}毫秒 | {}.{:02} |",
            milliseconds(computing),
            milliseconds(reading),
            hundredths / 100,
            hundredths % 100
        );
    }
    say!();
    told(&surveys);
    Ok(())
}

fn milliseconds(time: Duration) -> String {
    format!("{}.{:02}", time.as_micros() / 1000, time.as_micros() % 1000 / 10)
}

/// Sums over all groups, for holding against the peers.
fn told(surveys: &[Survey]) {
    say!("| 式 | 各组四位小数之和 | 达标组 | 另行精算组 |");
    say!("|---|---|---|---|");
    for (position, survey) in surveys.iter().enumerate() {
        let (name, what) =
            (INDICATORS[position / 2].0, if position % 2 == 0 { "差异系数" } else { "达标占比" });
        let rounded = (0..survey.len()).filter_map(|group| survey.rounded(group));
        let sum = rounded.fold(Decimal::ZERO, |sum, value| sum.checked_add(&value).unwrap_or(sum));
        let met = (0..survey.len()).filter(|group| survey.verdict(*group) == Truth::Yes).count();
        say!("| {name}{what} | {sum} | {met}/{} | {} |", survey.len(), survey.recomputed());
    }
}
