//! Notes (数字来源): every figure gets a number that leads to what it stands on.

use crate::subject::Subject;
use crate::write::Input;
use assess::{Lineage, Verdict};
use define::{PackStatus, Status};
use paper::{Align, Body, Column, Figure, Note, Rendition, Row, Run, Table};
use std::collections::{BTreeMap, BTreeSet};

/// What stands behind the number of a note whose definition or threshold nobody has read in its own document.
pub(crate) const DOUBTFUL: &str = "※";

/// The title of the appendix, and the sentence with which it begins.
pub(crate) const SOURCES: &str = "数字来源";
pub(crate) const PREFACE: &str = "正文中的数字均由台账按评价方案的定义算出。";

/// The figures cited so far.
#[derive(Default)]
pub(crate) struct Sources<'a> {
    notes: Vec<Cited<'a>>,
    numbers: BTreeMap<String, usize>,
    occurrences: BTreeMap<String, usize>,
}

struct Cited<'a> {
    subject: Subject<'a>,
    /// Id of the first figure that cites it.
    first: String,
    /// As first printed.
    text: String,
}

impl<'a> Sources<'a> {
    /// A figure run for what is printed of a subject. The same source keeps its note.
    pub(crate) fn cite(&mut self, subject: &Subject<'a>, text: &str) -> Figure {
        self.cite_as(subject, text, text)
    }

    /// As [`Sources::cite`]; the note says `noted`, not what stands in the sentence.
    pub(crate) fn cite_as(&mut self, subject: &Subject<'a>, text: &str, noted: &str) -> Figure {
        let key = subject.note_key();
        let occurrence = self.occurrences.entry(key.clone()).or_insert(0);
        *occurrence += 1;
        let id = match *occurrence {
            1 => format!("figure-{key}"),
            more => format!("figure-{key}-{more}"),
        };
        let at = *self.numbers.entry(key).or_insert(self.notes.len());
        if at == self.notes.len() {
            self.notes.push(Cited { subject: subject.clone(), first: id.clone(), text: noted.to_string() });
        }
        let mark = doubtful(subject.outcome.status).then(|| DOUBTFUL.to_string());
        Figure {
            id,
            text: text.to_string(),
            source: subject.source().to_string(),
            note: Some(at as u32 + 1),
            mark,
        }
    }

    /// How many sources are cited.
    pub(crate) fn len(&self) -> usize {
        self.notes.len()
    }

    /// The appendix, and of every note the rows behind it.
    pub(crate) fn body(&self, input: &Input<'_>) -> (Body, Vec<Behind>) {
        let mut body = Body::default();
        body.paragraph("sources-of", vec![Run::text(preface())]);
        body.table(standing(input));
        let mut behind = Vec::new();
        for (at, cited) in self.notes.iter().enumerate() {
            let rows = rows(&cited.subject, input);
            body.note(self.note(at, cited, &rows, input));
            behind.push(rows);
        }
        (body, behind)
    }

    fn note(&self, at: usize, cited: &Cited<'a>, rows: &Behind, input: &Input<'_>) -> Note {
        let subject = &cited.subject;
        let (indicator, outcome) = (subject.indicator, subject.outcome);
        let figure = indicator.figure.as_ref().map_or(String::new(), |figure| format!("（{figure}）"));
        let group = subject.group.as_ref().map_or(String::new(), |(key, _)| format!("·{key}"));
        let known = subject.printed().is_some() || subject.gap().is_some();
        let text = if known { cited.text.as_str() } else { "暂不能得出" };
        let head = vec![Run::text(format!("{text}　{}{group}{figure}", indicator.name))];
        let mut note = Note::new(at as u32 + 1, Some(cited.first.clone()), head);
        let algorithm = formula(subject, input);
        if !algorithm.is_empty() {
            note.line_from(Rendition::Sources, "算法", vec![Run::text(algorithm)]);
        }
        let mut line = |label: &str, words: String| {
            if !words.is_empty() {
                note.line(label, vec![Run::text(words)]);
            }
        };
        line("出自", registers(rows, input));
        line("申报", declared(rows, input));
        line("参数", parameters(subject));
        let condition = indicator.met_when.as_ref().map_or(String::new(), |written| written.in_one_line());
        if let Some(verdict) = subject.verdict() {
            let gap = subject.gap().filter(|_| verdict != Verdict::CannotTell);
            let gap = gap.map_or(String::new(), |gap| {
                let side = if gap.good { "余" } else { "差" };
                format!("，界限{}{}，{side}{}", gap.sign, gap.threshold, gap.printed)
            });
            let condition = if condition.is_empty() { condition } else { format!("（{condition}）") };
            line("判定", format!("{}{condition}{gap}", verdict.label()));
        }
        if subject.verdict() == Some(Verdict::CannotTell)
            || outcome.printed.is_none() && indicator.formula.is_some()
        {
            line("原因", subject.reason());
        }
        line("口径", indicator.note.clone().unwrap_or_default());
        let remark = indicator.source.note.as_ref().map_or(String::new(), |remark| format!("，{remark}"));
        line("依据", format!("{}（{}{remark}）", indicator.source.document, indicator.source.status.label()));
        let others = self.others(at, cited, input);
        if !others.is_empty() {
            note.line("另见", others);
        }
        note
    }

    /// The notes of the indicators that enter this one.
    fn others(&self, at: usize, cited: &Cited<'a>, input: &Input<'_>) -> Vec<Run> {
        let program = &input.pack.program.indicators;
        let id = &cited.subject.indicator.id;
        let Some(program) = program.iter().find(|one| input.pack.indicators[one.indicator].id == *id) else {
            return Vec::new();
        };
        let mut runs = Vec::new();
        for (number, other) in self.notes.iter().enumerate().filter(|(number, _)| *number != at) {
            let name = &other.subject.indicator.name;
            if program.depends.indicators.iter().any(|(entered, _)| entered == name) {
                let number = number + 1;
                runs.push(Run::Link { text: format!("〔{number}〕"), target: format!("note-{number}") });
            }
        }
        runs
    }
}

/// Whether a standing is to be seen beside the figure.
pub(crate) fn doubtful(status: Status) -> bool {
    matches!(status, Status::Secondary | Status::Recalled | Status::Unofficial)
}

/// What the whole report stands on.
fn standing(input: &Input<'_>) -> Table {
    let pack = input.pack;
    let official = match pack.status {
        PackStatus::Official => "",
        PackStatus::Unofficial => "，非官方",
    };
    let mut rows = vec![
        Row::of(["评价方案".to_string(), format!("{}（{}{official}）", pack.name, pack.id)]),
        Row::of(["评价年度".to_string(), format!("{}年", input.assessment.year)]),
        Row::of(["方案摘要".to_string(), pack.hash.clone()]),
    ];
    if let Some(log) = &input.log {
        rows.push(Row::of(["所据日志".to_string(), format!("前{}条", log.size)]));
        rows.push(Row::of(["日志根".to_string(), log.root.clone()]));
    }
    let column = |width| Column { width, align: Align::Left };
    Table {
        id: "standing".into(),
        caption: None,
        columns: vec![column(13), column(87)],
        head: Vec::new(),
        rows,
    }
}

/// What the notes are, and what their marks mean.
fn preface() -> String {
    format!("{PREFACE}注号带“{DOUBTFUL}”的，其定义或者所用界限为转述、凭记忆或者非官方，以正式文件为准。")
}

/// The formula in words; for an indicator that gathers others, those.
fn formula(subject: &Subject<'_>, input: &Input<'_>) -> String {
    let pack = input.pack;
    let id = &subject.indicator.id;
    match pack.program.indicators.iter().find(|one| pack.indicators[one.indicator].id == *id) {
        Some(one) => one.formula.describe(),
        None => {
            let name = |id: &str| pack.indicator(id).map_or(id.to_string(), |one| one.name.clone());
            let parts: Vec<String> = subject.indicator.parts.iter().map(|part| name(&part.text)).collect();
            format!("各项均达标：{}", parts.join("、"))
        }
    }
}

/// Rows behind a figure: register, year, number.
pub(crate) type Behind = BTreeSet<(String, i32, u64)>;

fn rows(subject: &Subject<'_>, input: &Input<'_>) -> Behind {
    let mut rows = Behind::new();
    let keys: Vec<Vec<String>> = match &subject.group {
        Some((_, group)) => group.iter().map(|group| group.key.clone()).collect(),
        None if subject.outcome.groups.is_empty() => vec![Vec::new()],
        None => subject.outcome.groups.iter().map(|group| group.key.clone()).collect(),
    };
    for key in &keys {
        let lineage = input.assessor.explain(&subject.indicator.id, subject.outcome.year, key);
        rows.extend(lineage.as_ref().map(Lineage::rows).unwrap_or_default());
    }
    rows
}

/// What of it is copied from another office, and from which document: 教育经费抄自区财政局《…》（2023-02-20）.
fn declared(rows: &Behind, input: &Input<'_>) -> String {
    let told = input.assessor.declared(rows).into_iter().map(|one| {
        let documents = one.documents.iter().map(|(name, day)| format!("《{name}》（{day}）"));
        format!("“{}”抄自{}{}", one.register, one.office, documents.collect::<Vec<_>>().join("、"))
    });
    told.collect::<Vec<_>>().join("；")
}

/// Registers and how many of their rows entered: 教育经费（2022年）12行.
fn registers(rows: &Behind, input: &Input<'_>) -> String {
    let mut counts: BTreeMap<(String, i32), usize> = BTreeMap::new();
    for (register, year, _) in rows {
        *counts.entry((register.clone(), *year)).or_insert(0) += 1;
    }
    let told: Vec<String> = counts
        .into_iter()
        .map(|((register, year), count)| {
            let undated =
                input.pack.register(&register).is_some_and(|register| register.period_field.is_none());
            let year = if undated { String::new() } else { format!("（{year}年）") };
            format!("台账“{register}”{year}{count}行")
        })
        .collect();
    told.join("，")
}

fn parameters(subject: &Subject<'_>) -> String {
    let used = &subject.outcome.parameters;
    // A parameter with a value for this very group is told for it alone.
    let group = subject.group.as_ref().map(|(key, _)| key.as_str());
    let keyed = |name: &str| used.iter().any(|used| used.name == name && used.key.as_deref() == group);
    let told: Vec<String> = used
        .iter()
        .filter(|used| group.is_none() || used.key.as_deref() == group || !keyed(&used.name))
        .map(|used| {
            let key = used.key.as_ref().map_or(String::new(), |key| format!("（{key}）"));
            format!("{}{key}{}，{}（{}）", used.name, used.value, used.document, used.status.label())
        })
        .collect();
    told.join("；")
}
