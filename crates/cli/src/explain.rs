//! `duheng explain`: from a figure down to rows, entries and proofs.

use crate::asked::Moment;
use crate::judged::verdict;
use crate::shell::{Ending, Failure, json_text, print_json, told, write};
use crate::words;
use clap::Args;
use std::collections::BTreeSet;
use std::path::PathBuf;
use terminal::{complain, say, table};
use view::{Known, Lineage, RowView, TermKind, TermView};

/// Rows of one term that the terminal shows.
const ROWS: usize = 8;

#[derive(Args)]
pub struct Explain {
    #[command(flatten)]
    pub at: Moment,
    /// 数字编号（F26）或指标编号
    pub id: String,
    /// 把存在证明写到此文件夹，供 `duheng journal verify` 核验
    #[arg(long)]
    pub proofs: Option<PathBuf>,
}

pub fn run(asked: &Explain) -> Result<Ending, Failure> {
    let reading = asked.at.reading()?;
    let lineage = reading.explain(&asked.id).map_err(told)?;
    let mut entries = BTreeSet::new();
    lineage.terms.iter().for_each(|term| entries_of(term, &mut entries));
    if asked.at.json() {
        print_json(&lineage)?;
    } else {
        head(&lineage);
        let fields = reading.registers().map_err(told)?;
        for term in &lineage.terms {
            shown(term, 0, &fields);
        }
        if let Some(entry) = entries.first() {
            let view = reading.entry(*entry).map_err(told)?;
            say!("日志第{entry}条（{}，{}）", view.time, view.actor);
            if let Some(body) = &view.body {
                body.lines().for_each(|line| say!("    {}", line.replace('\t', "  ")));
            }
            say!("    叶子 {}", view.leaf);
            say!("    存在证明 {} 步，通到检查点：", view.proof.path.len());
            view.proof
                .checkpoint
                .lines()
                .take_while(|line| !line.is_empty())
                .for_each(|line| say!("      {line}"));
        }
    }
    if let Some(folder) = &asked.proofs {
        std::fs::create_dir_all(folder).map_err(told)?;
        for entry in &entries {
            let proof = reading.journal_prove(*entry).map_err(told)?;
            write(&folder.join(format!("entry-{entry}.json")), json_text(&proof)?)?;
        }
        complain!(
            "{}份存在证明写在 {}，可用 duheng journal verify 逐份核验",
            entries.len(),
            folder.display()
        );
    } else if !asked.at.json() {
        say!("\n全部{}条的存在证明：加 --proofs 文件夹", entries.len());
    }
    Ok(Ending::Clean)
}

fn head(lineage: &Known<Lineage>) {
    let one = &lineage.indicator;
    let figure = one.figure.as_ref().map(|figure| format!("{figure}  ")).unwrap_or_default();
    let whole = format!("由{}项组成", lineage.parts.len());
    let unsaid = if lineage.formula.is_none() && !lineage.parts.is_empty() { &whole } else { "不能判断" };
    say!("{figure}{}：{}", one.name, one.printed.as_deref().unwrap_or(unsaid));
    let line = |label: &str, text: &str| {
        if !text.is_empty() {
            say!("  {label}  {text}");
        }
    };
    line("准确值", &one.value.as_ref().map(|value| format!("{value}{}", one.unit)).unwrap_or_default());
    line("判  定", verdict(one.verdict));
    line("界  限", one.threshold.as_deref().unwrap_or_default());
    line("差  距", one.gap.as_deref().unwrap_or_default());
    line("公  式", lineage.formula.as_deref().unwrap_or_default());
    line("说  明", lineage.words.as_deref().unwrap_or_default());
    line("条  件", lineage.condition.as_deref().unwrap_or_default());
    line("口  径", lineage.note.as_deref().unwrap_or_default());
    line("依  据", &format!("{}（{}）", lineage.source.document, words::status(lineage.source.status)));
    for one in &lineage.declared {
        line("申  报", &one.sentence());
    }
    for parameter in &lineage.parameters {
        let source = &parameter.source;
        line(
            "参  数",
            &format!(
                "{} = {}，{}（{}）",
                parameter.name,
                parameter.value,
                source.document,
                words::status(source.status)
            ),
        );
    }
    one.reasons.iter().for_each(|reason| line("原  因", reason));
    line("截  至", &format!("日志{}条，根 {}", lineage.standing.size, lineage.standing.root));
    line("行  数", &lineage.rows.to_string());
    for part in &lineage.parts {
        line(
            "组  成",
            &format!("{} {}：{}", verdict(part.verdict), part.name, part.printed.as_deref().unwrap_or("")),
        );
    }
    say!();
}

fn shown(term: &TermView, depth: usize, registers: &[view::RegisterView]) {
    let indent = "  ".repeat(depth + 1);
    let kind = words::term(term.kind);
    say!("{indent}{} = {}   〔{}年 {kind} {}〕", term.text, term.value, term.year, term.name);
    if term.kind == TermKind::Register {
        rows(term, &indent, registers);
    }
    term.terms.iter().for_each(|below| shown(below, depth + 1, registers));
}

fn rows(term: &TermView, indent: &str, registers: &[view::RegisterView]) {
    let Some(register) = registers.iter().find(|one| Some(&one.id) == term.target.as_ref()) else { return };
    // Only columns in which some shown row has a cell.
    let shown: Vec<&RowView> = term.rows.iter().take(ROWS).collect();
    let columns: Vec<usize> = (0..register.fields.len())
        .filter(|at| shown.iter().any(|row| row.cells.get(*at).is_some_and(|cell| !cell.is_empty())))
        .take(6)
        .collect();
    let mut header = vec!["日志条", "行号"];
    header.extend(columns.iter().map(|at| register.fields[*at].name.as_str()));
    let lines: Vec<Vec<String>> = shown
        .iter()
        .map(|row| {
            let cells = columns.iter().map(|at| row.cells[*at].clone());
            [row.entry.to_string(), row.number.to_string()].into_iter().chain(cells).collect()
        })
        .collect();
    table(&header, &lines).lines().for_each(|line| say!("{indent}    {line}"));
    if term.count as usize > shown.len() {
        say!("{indent}    ……共{}行", term.count);
    }
}

fn entries_of(term: &TermView, into: &mut BTreeSet<u64>) {
    into.extend(term.rows.iter().map(|row| row.entry));
    term.terms.iter().for_each(|below| entries_of(below, into));
}
