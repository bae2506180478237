//! `duheng demo`: the sample district from its files to the report.

use crate::asked::Database;
use crate::judged::{counts, verdict};
use crate::notice::Channels;
use crate::read_document::documents;
use crate::shell::{Ending, Failure, operator, reading, show, told};
use crate::{packs, report, serve};
use clap::Args;
use lab::BuiltIn;
use office::{AsOf, Clock, Format, Machine, Office, Rendition, Shelf, Via, Who};
use sample::{Spec, district};
use std::path::{Path, PathBuf};
use std::time::Instant;
use terminal::say;
use view::{IndicatorView, Verdict};

/// The pack of the sample district.
const PACK: &str = "chongqing-2023";
/// Folder of the sample's files inside the data folder.
const FILES: &str = "files";
/// Folder of the written report.
const REPORT: &str = "report";
/// Problems that the summary names.
const NAMED: usize = 6;

#[derive(Args)]
pub struct Demo {
    /// 数据目录
    #[arg(default_value = "duheng-demo")]
    pub dir: PathBuf,
    /// 只做到写出报告，不打开页面
    #[arg(long)]
    pub once: bool,
    /// 接着演练已经开始的下一年（到七月中旬）；当年的报告先行存档
    #[arg(long, conflicts_with = "districts")]
    pub begun: bool,
    /// 生成几个区县（大于 1 时各放一个子目录）
    #[arg(long, default_value_t = 1)]
    pub districts: u32,
    /// 监听地址
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// 演练发信：经这个短信网关发出，如 http://127.0.0.1:9000；不写则不发
    #[arg(long, value_name = "URL")]
    pub gateway: Option<String>,
    #[command(flatten)]
    pub channels: Channels,
    #[command(flatten)]
    pub database: Database,
}

pub fn run(asked: &Demo) -> Result<Ending, Failure> {
    if asked.districts > 1 && asked.database.database.is_some() {
        return Err("多个区县各用各的数据库：--database 只用于一个".into());
    }
    if asked.districts > 1 {
        return many(asked);
    }
    asked.database.note(&asked.dir)?;
    if Office::is_there(&asked.dir).map_err(told)? {
        if asked.once {
            return Err(format!("{} 已有数据；请换一个文件夹，或先删去它", asked.dir.display()));
        }
        say!("{} 已有数据，直接打开。", asked.dir.display());
    } else {
        let office = build(&asked.dir, &Spec::tongnan_2022(), &Shelf::default(), true, asked.begun)?;
        summary(&office, &asked.dir)?;
        if asked.once {
            return hand_over(&asked.dir);
        }
    }
    let office = onward(&asked.dir)?;
    let doors = web::Doors { demo: true, ..web::Doors::with(documents()?) };
    let mut jobs = serve::standing();
    if let Some(gateway) = &asked.gateway {
        jobs.push(jobs::sender(asked.channels.route(gateway)?));
    }
    serve::pages(office, &asked.listen, doors, jobs)
}

/// Whoever goes on in this folder does so by the machine's clock.
fn hand_over(dir: &Path) -> Result<Ending, Failure> {
    Office::open(dir).and_then(|office| office.confirm_clock()).map_err(told)?;
    Ok(Ending::Clean)
}

/// The clock of a demonstration: it goes on from what was recorded last, so that the sample's year is the present one, and
/// what is done in it moves that year's figures.
struct Onward {
    from: i64,
    began: Instant,
}

impl Clock for Onward {
    fn now(&self) -> i64 {
        self.from.saturating_add(i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX))
    }
}

/// Opens a sample district at the time at which its year was left.
fn onward(dir: &Path) -> Result<Office, Failure> {
    let shelf = Shelf::default();
    let office = Office::open_with(dir, Box::new(Machine), Box::new(Machine), &shelf).map_err(told)?;
    let Some(from) = office.known_time().map_err(told)? else { return Ok(office) };
    let clock = Onward { from, began: Instant::now() };
    Office::open_with(dir, Box::new(clock), Box::new(Machine), &shelf).map_err(told)
}

fn many(asked: &Demo) -> Result<Ending, Failure> {
    let (began, shelf) = (Instant::now(), Shelf::default());
    for n in 0..asked.districts {
        let spec = Spec::shaped(n);
        let dir = asked.dir.join(format!("district-{:03}", n + 1));
        let office = build(&dir, &spec, &shelf, false, false)?;
        let board = reading(&office, &AsOf::Now, None)?.evaluate().map_err(told)?;
        let [met, not, unknown] = counts(&board);
        hand_over(&dir)?;
        say!("{}  达标{met}  未达标{not}  不能判断{unknown}  日志{}条", dir.display(), board.standing.size);
    }
    say!("{}个样例区县，{:.1}秒", asked.districts, began.elapsed().as_secs_f32());
    Ok(Ending::Clean)
}

/// Writes a district's files, plays its year through the office, and says so.
fn build(dir: &Path, spec: &Spec, shelf: &Shelf, told_all: bool, begun: bool) -> Result<Office, Failure> {
    let (id, packs) = packs::files(PACK)?;
    let write = |file: &sample::File| -> Result<(), Failure> {
        let path = dir.join(FILES).join(&file.name);
        let folder = path.parent().unwrap_or(dir);
        std::fs::create_dir_all(folder).map_err(|error| format!("{}：{error}", folder.display()))?;
        std::fs::write(&path, &file.text).map_err(|error| format!("{}：{error}", file.name))
    };
    district(spec).iter().try_for_each(write)?;
    let year = spec.year as i32;
    let mut years = vec![(year, sample::year(spec))];
    if begun {
        years.push((year + 1, sample::begun(spec)));
    }
    years.iter().flat_map(|(_, days)| days).flat_map(|day| &day.files).try_for_each(write)?;
    let began = Instant::now();
    let pack = BuiltIn { id: &id, files: &packs };
    let (played, office) = lab::play(dir, &years, pack, Box::new(Machine), shelf)?;
    show(&played.findings);
    if told_all {
        say!(
            "演练  {}年：{}个记录日，{}次由各单位逐日记入{}行，{}个文件导入{}行，抽取{}次，通知{}次{}户，{:.1}秒",
            spec.year,
            played.days,
            played.acts,
            played.rows.1,
            played.files,
            played.rows.0,
            played.draws,
            played.notices.0,
            played.notices.1,
            began.elapsed().as_secs_f32(),
        );
        say!("      时钟是模拟的，数据是样例，逐行标明；每一步都与各单位实际办理走同一道门");
    }
    appoint(&office, spec, &played.left)?;
    collect(&office, spec)?;
    Ok(office)
}

/// Records the units and the made-up people who sign in to look around, among them the inspector of that number, who has a visit to make.
fn appoint(office: &Office, spec: &Spec, drawn: &str) -> Result<(), Failure> {
    let (units, mut posts) = sample::people(spec);
    if !drawn.is_empty() {
        posts.push(sample::drawn(spec, drawn));
    }
    for rows in [units, posts] {
        let row = |row: sample::Given| office::Given { register: row.register, cells: row.cells };
        let rows: Vec<office::Given> = rows.into_iter().map(row).collect();
        let outcome = office.record(&operator(office), &rows).map_err(told)?;
        if office::has_error(&outcome.findings) {
            show(&outcome.findings);
            return Err("样例人员没有记上".to_owned());
        }
    }
    Ok(())
}

/// Asks schools for something in a round, and does what some of them have done about it: each in his own name, by the door that all
/// go through.
fn collect(office: &Office, spec: &Spec) -> Result<(), Failure> {
    let round = sample::round(spec);
    let by = |name: &str| office.session(Who::Person(name.to_owned()), Via::Play);
    let whole = |findings: &[office::Finding]| match office::has_error(findings) {
        false => Ok(()),
        true => {
            show(findings);
            Err("样例的收集轮次没有记上".to_owned())
        }
    };
    let row = |row: sample::Given| office::Given { register: row.register, cells: row.cells };
    let (asker, asks) = round.asks;
    whole(&office.record(&by(asker), &[row(asks)]).map_err(told)?.findings)?;
    whole(&office.open_cases(&by(asker), round.of).map_err(told)?.findings)?;
    for one in round.done {
        let session = by(one.by);
        if let Some(fills) = one.fills {
            whole(&office.record(&session, &[row(fills)]).map_err(told)?.findings)?;
        }
        let step = office::StepGiven {
            loop_id: round.of.to_owned(),
            case: one.case,
            step: one.step.to_owned(),
            note: one.note.to_owned(),
            ..office::StepGiven::default()
        };
        whole(&office.steps(&session, &[step]).map_err(told)?.findings)?;
    }
    Ok(())
}

fn summary(office: &Office, dir: &Path) -> Result<(), Failure> {
    let began = Instant::now();
    let reading = reading(office, &AsOf::Now, None)?;
    let board = reading.evaluate().map_err(told)?;
    let figures = reading.figures().map_err(told)?;
    let judged = began.elapsed();
    let formats = [Format::Docx, Format::Html, Format::Text];
    let report::Files { report, paths, .. } =
        report::written(&reading, &dir.join(REPORT), &formats, Rendition::Sources)?;
    let findings = report.findings.iter().filter(|finding| finding.grade == office::Grade::Error).count();
    say!("日志  {}条，根 {}…", board.standing.size, &board.standing.root[..16]);
    say!(
        "定义  {}（{}…）{}",
        board.pack.id,
        &board.pack.hash[..12],
        if board.pack.official { "" } else { "，非官方骨架" }
    );
    let [met, not, unknown] = counts(&board);
    say!(
        "测算  {:.2}秒；{}个方面，{}项指标：",
        judged.as_secs_f32(),
        board.aspects.len(),
        met + not + unknown
    );
    say!();
    say!("      ● 达标 {met:>3}");
    say!("      ✕ 未达标 {not:>1}");
    say!("      ？不能判断 {unknown:>1}");
    say!();
    let unmet = |one: &&IndicatorView| one.verdict.is_some_and(|verdict| verdict != Verdict::Met);
    for one in board.scheme().into_iter().filter(unmet).take(NAMED) {
        let number = one.number.map(|n| n.to_string()).unwrap_or_default();
        say!("      {:<4}{number:>2}  {}", verdict(one.verdict), one.name);
    }
    if let Some(score) = &board.score {
        let grade = score.grade.as_deref().unwrap_or("等次不能判断");
        say!("      得分  {}（满分{}），{grade}；评分规则仅作演示", score.points, score.full);
    }
    let known = figures.figures.iter().filter(|figure| figure.printed.is_some()).count();
    say!("\n报告  引用数字{known}个，每个都能追到行；待处理的问题{findings}处");
    paths.iter().for_each(|path| say!("      {}", path.display()));
    let dir = dir.display();
    say!("\n接着试试");
    say!("      duheng explain {dir} F26        1.01% 从哪些行算出");
    say!("      duheng figures {dir}            报告里的每个数字");
    say!("      duheng journal verify {dir}     逐条核对日志");
    say!("      duheng serve {dir}              打开页面，点任何一个数字");
    Ok(())
}
