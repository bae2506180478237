//! `duheng evaluate` and `duheng figures`.

use crate::asked::Moment;
use crate::shell::{Ending, Failure, print_json, told};
use clap::Args;
use terminal::{say, table};
use view::{Board, IndicatorView, Verdict};

#[derive(Args)]
pub struct Evaluate {
    #[command(flatten)]
    pub at: Moment,
}

#[derive(Args)]
#[command(mut_arg("as_of", |as_of| as_of.help("截至：条目号，或日期（如 2026-11-24）")))]
pub struct Figures {
    #[command(flatten)]
    pub at: Moment,
}

pub fn evaluate(asked: &Evaluate) -> Result<Ending, Failure> {
    let (board, closed) = (asked.at.reading()?.evaluate().map_err(told)?, asked.at.closed()?);
    if asked.at.json() {
        print_json(&view::Submitted { answer: board, closed })?;
        return Ok(Ending::Clean);
    }
    if !board.pack.official {
        say!("注意：{} 不是官方指标表（{}）\n", board.pack.name, board.pack.document);
    }
    for aspect in &board.aspects {
        say!("{} {}", aspect.id, aspect.name);
        let rows: Vec<Vec<String>> = board.of(aspect).into_iter().map(row).collect();
        say!("{}", table(&["号", "指标", "值", "判定", "自评得分", "核定得分", "差距"], &rows));
    }
    say!("{}", summary(&board));
    differences(&board);
    if let Some(closed) = &closed {
        since(closed);
    }
    Ok(Ending::Clean)
}

/// Of a closed year, what would be otherwise now.
fn since(closed: &view::ClosedView) {
    say!("{}年已于{}封存（日志第{}条），以上为报送时的值", closed.year, closed.at, closed.entry);
    if !closed.kept {
        say!("注意：按报送时的记录重算，与封存的值不同");
    }
    let row = |one: &view::SinceClosed| vec![one.name.clone(), one.was.clone(), one.now.clone()];
    let rows: Vec<Vec<String>> = closed.changes.iter().map(row).collect();
    match rows.is_empty() {
        true => say!("封存后没有改动这些值的记录"),
        false => say!("封存后的记录会改动：\n{}", table(&["指标", "报送", "现在"], &rows)),
    }
}

pub fn figures(asked: &Figures) -> Result<Ending, Failure> {
    let figures = asked.at.reading()?.figures().map_err(told)?;
    if asked.at.json() {
        print_json(&figures)?;
        return Ok(Ending::Clean);
    }
    let rows: Vec<Vec<String>> = figures
        .figures
        .iter()
        .map(|figure| {
            vec![
                figure.id.clone(),
                figure.printed.clone().unwrap_or_else(|| "不能判断".to_owned()),
                figure.name.clone(),
                figure.rows.to_string(),
            ]
        })
        .collect();
    say!("{}", table(&["编号", "印出", "指标", "依据行数"], &rows));
    Ok(Ending::Clean)
}

fn row(one: &IndicatorView) -> Vec<String> {
    vec![
        one.number.map(|n| n.to_string()).unwrap_or_default(),
        one.name.clone(),
        one.printed.clone().unwrap_or_default(),
        verdict(one.verdict).to_owned(),
        one.points.as_ref().map(|one| format!("{}/{}", one.points, one.full)).unwrap_or_default(),
        verified(one).map(|one| one.points.clone()).unwrap_or_default(),
        one.gap.clone().unwrap_or_default(),
    ]
}

fn verified(one: &IndicatorView) -> Option<&view::VerifiedView> {
    one.points.as_ref()?.verified.as_ref()
}

/// What reviewers found in all, and where otherwise than was computed.
fn differences(board: &Board) {
    if let Some((count, sum)) = board.score.as_ref().and_then(|score| score.verified.as_ref()) {
        say!("已核定{count}条，核定得分合计{sum}");
    }
    for one in board.scheme() {
        let (Some(points), Some(found)) = (&one.points, verified(one).filter(|one| one.differs)) else {
            continue;
        };
        let number = one.number.map(|number| number.to_string()).unwrap_or_default();
        say!(
            "核定不同：第{number}条“{}”自评{}，核定{}：{}（{}，{}）",
            one.name,
            points.points,
            found.points,
            found.reason,
            found.by,
            found.on
        );
    }
}

/// A verdict in words with a mark that is seen at a glance.
pub fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Met) => "● 达标",
        Some(Verdict::NotMet) => "✕ 未达标",
        Some(Verdict::CannotTell) => "？不能判断",
        None => "",
    }
}

/// How many of the scheme's indicators are met, not met, cannot be told.
pub fn counts(board: &Board) -> [usize; 3] {
    let scheme = board.scheme();
    let count =
        |verdict| scheme.iter().filter(|one| one.number.is_some() && one.verdict == Some(verdict)).count();
    [Verdict::Met, Verdict::NotMet, Verdict::CannotTell].map(count)
}

/// One line on the whole.
pub fn summary(board: &Board) -> String {
    let [met, not, unknown] = counts(board);
    let score = board.score.as_ref().map(|score| {
        let grade = score.grade.as_ref().map(|grade| format!("，{grade}")).unwrap_or_default();
        format!("；{}分（满分{}）{grade}", score.points, score.full)
    });
    format!("达标{met}项，未达标{not}项，不能判断{unknown}项{}", score.unwrap_or_default())
}
