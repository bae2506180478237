//! `duheng claims`: a text proof-read, gravest first.

use crate::read_document::documents;
use crate::shell::{Ending, Failure, open, print_json, reading, told, write};
use clap::Args;
use office::{AsOf, Checked};
use sandbox::Cancellation;
use std::path::{Path, PathBuf};
use terminal::{say, width};
use view::{AgainstView, BeforeView, Holds, LinkStanding, LinkView, Piece, PieceMark, Told, ToldKind};

/// Columns of a line in the terminal.
const COLUMNS: usize = 92;

/// Most lines of one kind that are shown; the rest is counted.
const SHOWN: usize = 40;

#[derive(Args)]
pub struct Claims {
    /// 文章：DOCX、HTML、TXT，或有文字层的 PDF
    pub file: PathBuf,
    /// 与这个数据目录的台账对照：有据、不符、过时、无依据，及未回应的评价指标
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    /// 与上年文本相比：消失的、下降的、照抄的
    #[arg(long, value_name = "OLD")]
    pub before: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
    /// 写成一页可打印的 HTML
    #[arg(long, value_name = "OUT")]
    pub html: Option<PathBuf>,
}

pub fn run(asked: &Claims) -> Result<Ending, Failure> {
    let checked = read(&asked.file)?;
    let mut view = checked.view();
    if let Some(dir) = &asked.against {
        view.against = Some(reading(&open(dir)?, &AsOf::Now, None)?.against(&checked).map_err(told)?);
    }
    if let Some(old) = &asked.before {
        view.before = Some(checked.since(&read(old)?));
    }
    let contradicts =
        |held: &AgainstView| held.links.iter().any(|link| link.standing == LinkStanding::Contradicts);
    let wrong = checked.is_wrong() || view.against.as_ref().is_some_and(contradicts);
    let ending = if wrong { Ending::Findings } else { Ending::Clean };
    if let Some(out) = &asked.html {
        let page = web::claims(&checked, view.against.as_ref(), view.before.as_ref()).map_err(told)?;
        write(out, page)?;
    }
    if asked.json {
        print_json(&view)?;
        return Ok(ending);
    }
    print(&checked);
    view.against.iter().for_each(print_against);
    view.before.iter().for_each(print_before);
    Ok(ending)
}

/// Reads a file; what keeps it from being read is a failure.
fn read(path: &Path) -> Result<Checked, Failure> {
    let size = std::fs::metadata(path).map_err(|error| format!("{}：{error}", path.display()))?.len();
    let bytes = match size > office::DOCUMENT_LIMIT as u64 {
        // Not read in vain: the office refuses it by its size.
        true => vec![0; office::DOCUMENT_LIMIT + 1],
        false => std::fs::read(path).map_err(|error| format!("{}：{error}", path.display()))?,
    };
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into());
    let prose = documents()?.prose(&name, &bytes, &Cancellation::default());
    prose.map(Checked::read).map_err(|finding| finding.to_string())
}

fn print(checked: &Checked) {
    checked.prose.notes.iter().for_each(|note| say!("{note}\n"));
    let told = checked.told();
    for one in told.iter().filter(|one| one.gravity > 0) {
        say!("{}", shown(one));
    }
    let count = |gravity: u8| told.iter().filter(|one| one.gravity == gravity).count();
    say!(
        "{}：读到{}个数，{}条断言：不符{}，不能判断{}，不矛盾但推不出{}，相符{}；用语提示{}处",
        checked.prose.source,
        checked.reading.quantities.len(),
        checked.reading.claims.len(),
        count(4),
        told.iter().filter(|one| one.kind == ToldKind::Undetermined).count(),
        count(1),
        count(0),
        checked.reading.remarks.len()
    );
}

/// The sentence, the mark under its words, the arithmetic, the advice.
fn shown(told: &Told) -> String {
    let verdict = match told.kind {
        ToldKind::Inconsistent => "不符",
        ToldKind::Undetermined => "不能判断",
        ToldKind::Remark => "提示",
        ToldKind::Consistent => "不矛盾",
    };
    let mut out = format!("{verdict} {}：{}\n", told.place, told.title);
    out.push_str(&marked(&told.pieces));
    out.push_str(&format!("    {}\n", told.note));
    if let Some(advice) = &told.advice {
        out.push_str(&format!("    → {advice}\n"));
    }
    out
}

/// What the rows say: contradictions, what is out of date, thresholds missed, numbers without support, what is unanswered.
fn print_against(held: &AgainstView) {
    say!("\n对照台账");
    let of = |standing: LinkStanding| held.links.iter().filter(move |link| link.standing == standing);
    for link in of(LinkStanding::Contradicts).chain(of(LinkStanding::OutOfDate)) {
        say!("{} {}：{}{}", link.label, link.place, link.name, figure(link));
        say!("{}    {}\n", marked(&link.pieces), link.note);
    }
    let missed = |link: &&LinkView| link.threshold.as_ref().is_some_and(|held| held.holds == Holds::No);
    for link in held.links.iter().filter(missed) {
        let Some(threshold) = &link.threshold else { continue };
        let (sign, value, document) = (threshold.sign, &threshold.value, &threshold.document);
        say!(
            "未达界限 {}：{}{}所写{}，要求{sign}{value}（{document}）",
            link.place,
            link.name,
            figure(link),
            link.text
        );
    }
    let unsupported: Vec<&LinkView> = of(LinkStanding::Unsupported).collect();
    for link in unsupported.iter().take(SHOWN) {
        let before: String =
            link.pieces.iter().take_while(|piece| piece.mark.is_none()).map(|p| p.text.as_str()).collect();
        let lead: String = before.chars().rev().take(16).collect::<Vec<_>>().into_iter().rev().collect();
        say!("无依据 {}：…{lead}【{}】", link.place, link.text);
    }
    if unsupported.len() > SHOWN {
        say!("……另有{}个数无依据", unsupported.len() - SHOWN);
    }
    for one in &held.unanswered {
        say!("未回应 评价指标{}：{}", one.number, one.name);
    }
    say!(
        "有据{}处（报告数字{}个），与台账不符{}，过时{}，无依据{}；评价指标{}项，未回应{}项",
        of(LinkStanding::Proved).count(),
        held.figures.len(),
        of(LinkStanding::Contradicts).count(),
        of(LinkStanding::OutOfDate).count(),
        unsupported.len(),
        held.scheme,
        held.unanswered.len()
    );
}

fn figure(link: &LinkView) -> String {
    link.figure.as_ref().map(|figure| format!("（{figure}）")).unwrap_or_default()
}

fn print_before(before: &BeforeView) {
    say!("\n与上年文本（{}）相比", before.source);
    before.fell.iter().take(SHOWN).for_each(|one| say!("下降 {}：{} → {}", one.words, one.before, one.after));
    before.vanished.iter().take(SHOWN).for_each(|one| say!("消失 {one}"));
    before.repeated.iter().take(SHOWN).for_each(|one| say!("照抄 {one}"));
    let (fell, vanished, repeated) = (before.fell.len(), before.vanished.len(), before.repeated.len());
    say!("下降{fell}处，消失{vanished}处，照抄{repeated}句");
}

/// The lines of a sentence, each with its marks.
fn marked(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for (words, marks) in wrapped(pieces) {
        out.push_str(&format!("    {words}\n"));
        if !marks.trim().is_empty() {
            out.push_str(&format!("    {}\n", marks.trim_end()));
        }
    }
    out
}

/// Lines of a sentence with the marks under them: ^ under the number in question, - under those it follows from.
fn wrapped(pieces: &[Piece]) -> Vec<(String, String)> {
    let mut lines = vec![(String::new(), String::new())];
    let mut column = 0;
    for piece in pieces {
        let sign = match piece.mark {
            None => ' ',
            Some(PieceMark::Operand) => '-',
            Some(PieceMark::Published | PieceMark::Remark) => '^',
        };
        for character in piece.text.chars().map(|c| if c == '\t' { ' ' } else { c }) {
            let wide = width(character.encode_utf8(&mut [0; 4]));
            if column + wide > COLUMNS {
                lines.push(Default::default());
                column = 0;
            }
            if let Some((words, marks)) = lines.last_mut() {
                words.push(character);
                marks.extend(std::iter::repeat_n(sign, wide));
            }
            column += wide;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_under_their_words_though_the_line_wraps() {
        let piece = |text: &str, mark| Piece { text: text.into(), mark };
        let long = "教".repeat(44);
        let pieces = [
            piece(&long, None),
            piece("15.28", Some(PieceMark::Operand)),
            piece("增长", None),
            piece("1%", Some(PieceMark::Published)),
        ];
        let lines = wrapped(&pieces);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].0, format!("{long}15.2"));
        assert_eq!(lines[0].1.trim_start(), "----");
        assert_eq!(lines[1], ("8增长1%".to_owned(), "-    ^^".to_owned()));
    }
}
