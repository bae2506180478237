//! `duheng claims`: a text proof-read, gravest first.

use crate::arguments::Claims;
use crate::say::say;
use crate::table::width;
use crate::{Ending, Failure, print_json};
use office::view::{Piece, Told};
use office::{Checked, Finding};

/// Columns of a line in the terminal.
const COLUMNS: usize = 92;

pub fn run(asked: &Claims) -> Result<Ending, Failure> {
    let checked = read(&asked.file)?;
    let ending = if checked.is_wrong() { Ending::Findings } else { Ending::Clean };
    if asked.json {
        print_json(&checked.view())?;
        return Ok(ending);
    }
    print(&checked);
    Ok(ending)
}

/// Reads a file; what keeps it from being read is a failure.
fn read(path: &std::path::Path) -> Result<Checked, Failure> {
    let size = std::fs::metadata(path).map_err(|error| format!("{}：{error}", path.display()))?.len();
    let bytes = match size > office::DOCUMENT_LIMIT as u64 {
        // Not read in vain: the office refuses it by its size.
        true => vec![0; office::DOCUMENT_LIMIT + 1],
        false => std::fs::read(path).map_err(|error| format!("{}：{error}", path.display()))?,
    };
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into());
    office::check(&name, &bytes).map_err(|finding| finding.to_string())
}

fn print(checked: &Checked) {
    let notes: Vec<&Finding> = checked.prose.notes.iter().collect();
    notes.iter().for_each(|note| say!("{note}\n"));
    let told = checked.told();
    for one in told.iter().filter(|one| one.gravity > 0) {
        say!("{}", shown(one));
    }
    let count = |gravity: u8| told.iter().filter(|one| one.gravity == gravity).count();
    say!(
        "{}：读到{}个数，{}条断言：不符{}，不能判定{}，不矛盾但推不出{}，相符{}；用语提示{}处",
        checked.prose.source,
        checked.reading.quantities.len(),
        checked.reading.claims.len(),
        count(4),
        told.iter().filter(|one| one.kind == "undetermined").count(),
        count(1),
        count(0),
        checked.reading.remarks.len()
    );
}

/// The sentence, the mark under its words, the arithmetic, the advice.
fn shown(told: &Told) -> String {
    let verdict = match (told.kind, told.gravity) {
        ("inconsistent", _) => "不符",
        ("undetermined", _) => "不能判定",
        ("remark", _) => "提示",
        _ => "不矛盾",
    };
    let mut out = format!("{verdict} {}：{}\n", told.place, told.title);
    for (words, marks) in wrapped(&told.pieces) {
        out.push_str(&format!("    {words}\n"));
        if !marks.trim().is_empty() {
            out.push_str(&format!("    {}\n", marks.trim_end()));
        }
    }
    out.push_str(&format!("    {}\n", told.note));
    if let Some(advice) = &told.advice {
        out.push_str(&format!("    → {advice}\n"));
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
            Some("operand") => '-',
            Some(_) => '^',
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
            piece("15.28", Some("operand")),
            piece("增长", None),
            piece("1%", Some("published")),
        ];
        let lines = wrapped(&pieces);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].0, format!("{long}15.2"));
        assert_eq!(lines[0].1.trim_start(), "----");
        assert_eq!(lines[1], ("8增长1%".to_owned(), "-    ^^".to_owned()));
    }
}
