//! `duheng plan staff`: what each school needs by a standard, and the fewest moves that fill what lacks.

use crate::asked::Planned;
use crate::shell::{Ending, Failure, print_json, show, told};
use clap::Args;
use office::WhatIf;
use terminal::{say, table};
use view::{StaffMove, StaffView, SubjectGap, SubjectLine, SubjectMoveView, SubjectsView};

/// Moves that are listed without being asked for all.
const LISTED: usize = 20;

#[derive(Args)]
pub struct Staff {
    #[command(flatten)]
    pub planned: Planned,
    /// 推演：换成这个标准
    #[arg(long, value_name = "NAME")]
    pub standard: Option<String>,
    /// 列出全部调动
    #[arg(long)]
    pub all: bool,
}

pub fn run(asked: &Staff) -> Result<Ending, Failure> {
    let (day, reading) = (asked.planned.at.day()?, asked.planned.at.reading()?);
    let force = asked.standard.clone().into_iter().collect();
    let what = WhatIf { scenario: asked.planned.scenario.clone(), force, ..WhatIf::default() };
    let view = reading.staff(asked.planned.plan.as_deref(), day, &what).map_err(told)?;
    match asked.planned.at.json() {
        true => print_json(&view)?,
        false => tell(&view, if asked.all { usize::MAX } else { LISTED }),
    }
    let left = view.left + view.subjects.as_ref().map_or(0, |of| i64::from(!(of.checked && of.enough)));
    Ok(if left == 0 && view.findings.is_empty() { Ending::Clean } else { Ending::Findings })
}

fn tell(view: &StaffView, listed: usize) {
    say!("{} · {}（{}，照{}）", view.card.name, view.scenario, view.day, view.standard);
    show(&view.findings);
    say!("现有{}人，照标准需要{}人；总数不变", view.held, view.needed);
    say!("缺员{}人，别校富余{}人", view.lacking, view.beyond);
    let moved: i64 = view.moves.iter().map(|one| one.people).sum();
    match (view.left, view.checked) {
        (0, true) => say!("调{moved}人就都补齐，不能再少（每次调动补一人）；已由另一套程序核对"),
        (left, true) => say!("最多能补{moved}人，仍缺{left}人：同学段富余的人不够，已由另一套程序核对"),
        (left, false) => say!("调{moved}人，仍缺{left}人"),
    }
    let line = |one: &StaffMove| vec![one.from.clone(), one.to.clone(), one.people.to_string()];
    let rows: Vec<Vec<String>> = view.moves.iter().take(listed).map(line).collect();
    say!("\n{}", table(&["调出", "调入", "人数"], &rows));
    if view.moves.len() > listed {
        say!("另有{}条，加 --all 全部列出", view.moves.len() - listed);
    }
    if let Some(subjects) = &view.subjects {
        by_subject(subjects, listed);
    }
    super::tell_effects(&view.effects);
}

/// Subjects: what lacks where, who goes where, whether enough move.
fn by_subject(of: &SubjectsView, listed: usize) {
    let checked = if of.checked { "不能更多，已由另一套程序核对" } else { "没有核对" };
    say!(
        "\n学科：{}名教师照课时缺{}人，调{}人补上，仍缺{}人：{checked}",
        of.teachers,
        of.lacking,
        of.filled,
        of.left
    );
    let line = |one: &SubjectLine| {
        let numbers = [one.held, one.lacking, one.beyond, one.left].map(|number| number.to_string());
        let [held, lacking, beyond, left] = numbers;
        vec![one.stage.clone(), one.subject.clone(), held, one.needed.clone(), lacking, beyond, left]
    };
    let rows: Vec<Vec<String>> = of.subjects.iter().map(line).collect();
    say!("{}", table(&["学段", "学科", "现有", "照课时", "有校缺", "有校富余", "调后仍缺"], &rows));
    let gap = |one: &SubjectGap| {
        let [held, lacking, left] = [one.held, one.lacking, one.left].map(|number| number.to_string());
        vec![one.school.clone(), one.subject.clone(), held, one.needed.clone(), lacking, left]
    };
    let rows: Vec<Vec<String>> = of.posts.iter().take(listed).map(gap).collect();
    say!("\n{}", table(&["缺学科的学校", "学科", "现有", "照课时", "缺", "仍缺"], &rows));
    let [due, backbones] = of.least;
    let enough = if of.enough { "够了，已由另一套程序核对" } else { "不够" };
    say!(
        "\n交流：符合条件{}人，应交流{due}人、其中骨干{backbones}人；安排{}人、骨干{}人：{enough}",
        of.movable,
        of.moving[0],
        of.moving[1]
    );
    let moved = |one: &SubjectMoveView| {
        let why = if one.fills { "补缺" } else { "对调" };
        let (people, backbones) = (one.people.to_string(), one.backbones.to_string());
        let way = format!("{}分钟内", one.minutes);
        vec![one.from.clone(), one.to.clone(), one.subject.clone(), people, backbones, way, why.to_owned()]
    };
    let rows: Vec<Vec<String>> = of.moves.iter().take(listed).map(moved).collect();
    say!("{}", table(&["从", "到", "学科", "人数", "骨干", "从住处", "为什么"], &rows));
    let more = (of.posts.len().saturating_sub(listed)) + (of.moves.len().saturating_sub(listed));
    if more > 0 {
        say!("另有{more}条，加 --all 全部列出");
    }
}
