//! Writing the report: outline, pack and assessment to a document.

use crate::commitments::Promised;
use crate::coverage::{self, Answered, Paragraph, Scheme, Spot};
use crate::evidence::{self, Attached};
use crate::fill::Filler;
use crate::problems::Drawn;
use crate::wording::{self, Wording};
use crate::{check, commitments};
use assess::{Assessment, Assessor};
use define::{Outline, Pack, PackStatus, Part, PartKind, Section};
use finding::{Finding, has_error};
use paper::{Attachment, Day, Document, Level, Point, Rendition, Run, chinese_numeral};

/// What a report is written from.
pub struct Input<'a> {
    /// The definitions.
    pub pack: &'a Pack,
    /// The outline, one of the pack's.
    pub outline: &'a Outline,
    /// The facts, for the rows behind each figure.
    pub assessor: &'a Assessor,
    /// What the pack says of the year.
    pub assessment: &'a Assessment,
    /// Commitments that are not kept, see [`crate::promised`].
    pub commitments: &'a [Promised],
    /// The district, for `{区县}`: 潼南区.
    pub district: &'a str,
    /// To whom it is addressed, where the outline does not say so.
    pub addressee: Option<&'a str>,
    /// The body that issues it, where the outline does not say so.
    pub issuer: Option<&'a str>,
    /// The day of the document.
    pub date: Option<Day>,
    /// What must be seen under the title, such as 样例数据.
    pub remark: Option<&'a str>,
    /// Whether rows say of themselves that they are made up: the report carries the number that the outline has for that.
    pub made_up: bool,
    /// The files attached to rows.
    pub attached: &'a [Attached],
    /// Sentences as persons worded them.
    pub wordings: &'a [Wording],
    /// The log that the facts stand in.
    pub log: Option<Log>,
}

/// The state of the log at which the facts were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// Number of entries.
    pub size: u64,
    /// Root of the Merkle tree over them, in hexadecimal.
    pub root: String,
}

/// A written report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The document.
    pub document: Document,
    /// Which paragraph answers what.
    pub paragraphs: Vec<Paragraph>,
    /// Where each indicator of the scheme is answered.
    pub coverage: Vec<Answered>,
    /// What there is to say about it: figures that cannot be told, words that do not fit them.
    pub findings: Vec<Finding>,
}

/// Writes the report. The same input gives the same document.
///
/// # Errors
/// All findings, when one of them is of grade error: the outline does not compile, see [`crate::check`].
pub fn write(input: &Input<'_>) -> Result<Report, Vec<Finding>> {
    let findings = check(input.pack, input.outline);
    if has_error(&findings) {
        return Err(findings);
    }
    let mut filler = Filler::new(input);
    filler.findings = findings;
    let mut writer = Writer { filler, document: Document::default(), paragraphs: Vec::new() };
    writer.head();
    for (at, part) in input.outline.parts.iter().enumerate() {
        writer.part(at, part);
    }
    Ok(writer.finish())
}

struct Writer<'a> {
    filler: Filler<'a>,
    document: Document,
    paragraphs: Vec<Paragraph>,
}

impl<'a> Writer<'a> {
    fn head(&mut self) {
        let input = self.filler.input;
        let title = input.outline.title.iter().map(|line| self.filler.words(line)).collect();
        let mut remarks: Vec<&str> = input.remark.into_iter().collect();
        let said = remarks.iter().any(|remark| remark.contains("非官方"));
        if input.pack.status == PackStatus::Unofficial && !said {
            remarks.push("评价指标为非官方整理");
        }
        let meta = &mut self.document.meta;
        meta.title = title;
        meta.subtitle = (!remarks.is_empty()).then(|| format!("（{}）", remarks.join("，")));
        meta.addressee = input.addressee.map(str::to_string);
        meta.issuer = input.issuer.map(str::to_string);
        meta.date = input.date;
        if let Some(letterhead) = &input.outline.letterhead {
            self.filler.letterhead(letterhead, meta);
        }
        if let Some(opening) = &input.outline.opening {
            let runs = self.filler.fill(opening, None);
            self.document.body.paragraph("opening", runs);
        }
    }

    fn part(&mut self, at: usize, part: &Part) {
        let heading = self.filler.fill(&part.heading, None);
        let body = &mut self.document.body;
        body.heading(format!("part-{}", at + 1), Level::First, heading);
        if let Some(lead) = &part.lead {
            let runs = self.filler.fill(lead, None);
            self.document.body.paragraph(format!("part-{}-lead", at + 1), runs);
        }
        let label = format!("{}、", chinese_numeral(at + 1));
        let mut number = 0;
        for section in &part.sections {
            let drawn = self.drawn(part.kind, section);
            if drawn.is_empty()
                && section.lead.is_none()
                && section.text.is_none()
                && section.points.is_empty()
            {
                continue;
            }
            number += 1;
            self.section(section, &format!("{label}（{}）", chinese_numeral(number)), drawn);
        }
        if number == 0 {
            let words = match part.kind {
                PartKind::Problems => "本年度各项评价指标没有未达标的。",
                PartKind::NextSteps => "没有尚未完成的工作承诺。",
                PartKind::Written => return,
            };
            self.document.body.paragraph(format!("part-{}-none", at + 1), vec![Run::text(words)]);
        }
    }

    /// What a section draws from facts: problems or commitments, one entry each.
    fn drawn(&mut self, kind: PartKind, section: &Section) -> Vec<Drawn> {
        let input = self.filler.input;
        match kind {
            PartKind::Written => Vec::new(),
            PartKind::Problems => self.filler.problems(section),
            PartKind::NextSteps => {
                let Some(category) = &section.commitments else { return Vec::new() };
                let open = commitments::open(input.commitments, &category.text);
                open.into_iter().map(|runs| Drawn { problems: Vec::new(), runs }).collect()
            }
        }
    }

    fn section(&mut self, section: &Section, label: &str, drawn: Vec<Drawn>) {
        let heading = self.filler.fill(&section.heading, None);
        self.document.body.heading(&section.id.text, Level::Second, heading);
        let mut lead = Vec::new();
        for written in section.lead.iter().chain(&section.text) {
            lead.extend(self.filler.fill(written, None));
        }
        let answers: Vec<String> = section.answers.iter().map(|id| id.text.clone()).collect();
        let id = format!("{}-text", section.id.text);
        let mut paragraph = Paragraph {
            spot: Spot { id: id.clone(), label: label.to_string() },
            answers,
            problems: Vec::new(),
            figures: cited(&lead),
        };
        let mut points = Vec::new();
        let mut spots = Vec::new();
        for point in &section.points {
            let runs = self.filler.fill(&point.text, None);
            let answers = point.answers.iter().map(|id| id.text.clone()).collect();
            spots.push((point.id.text.clone(), answers, Vec::new(), cited(&runs)));
            points.push(Point::new(&point.id.text, runs));
        }
        let counted = section.commitments.is_some();
        for (at, one) in drawn.into_iter().enumerate() {
            let problems = one.problems;
            if counted {
                let id = format!("{}-commitment-{}", section.id.text, at + 1);
                spots.push((id.clone(), Vec::new(), problems, cited(&one.runs)));
                points.push(Point::new(id, one.runs));
            } else {
                paragraph.problems.extend(problems);
                paragraph.figures.extend(cited(&one.runs));
                lead.extend(one.runs);
            }
        }
        match points.len() {
            0 => self.document.body.paragraph(&id, lead),
            _ => self.document.body.points(&id, lead, points),
        }
        self.paragraphs.push(paragraph);
        for (at, (id, answers, problems, figures)) in spots.into_iter().enumerate() {
            let label = format!("{label}第{}点", chinese_numeral(at + 1));
            self.paragraphs.push(Paragraph { spot: Spot { id, label }, answers, problems, figures });
        }
    }

    fn finish(mut self) -> Report {
        let input = self.filler.input;
        let scheme = input.pack.indicators.iter().filter_map(|indicator| {
            let verdict = input.assessment.outcome(&indicator.id).and_then(|outcome| outcome.verdict);
            let item = input.assessment.score.as_ref().and_then(|score| score.item(&indicator.id));
            let points = item.map(|item| format!("{}/{}", item.printed(), item.weight)).unwrap_or_default();
            let found = input.assessment.verified.get(&indicator.id).zip(item);
            let verified = found.map(|(found, item)| (found.clone(), found.differs(item.least, item.most)));
            Some(Scheme { number: indicator.number?, indicator, verdict, points, verified })
        });
        let coverage = coverage::answered(input.pack, scheme, &self.paragraphs);
        let label = |id: &str| {
            let mut of = self.paragraphs.iter().filter(|one| one.spot.id == id);
            of.next().map_or_else(|| id.to_owned(), |one| one.spot.label.clone())
        };
        let (stale, annex) = wording::put(&mut self.document, input.wordings, &label);
        self.filler.findings.extend(stale);
        let title: String = self.document.meta.title.concat();
        let read = crate::proofread::proofread(&title, &self.document);
        self.filler.findings.extend(read);
        if self.filler.sources.len() > 0 {
            let (body, behind) = self.filler.sources.body(input);
            self.document.attachments.push(Attachment {
                id: "sources".into(),
                title: crate::sources::SOURCES.into(),
                body,
                from: Rendition::Marked,
            });
            self.document.attachments.extend(evidence::annex(input.attached, &behind));
        }
        self.document.attachments.extend(annex);
        if !coverage.is_empty() {
            let total = input.assessment.score.as_ref();
            let found = input.assessment.verified_total().map(|(_, sum)| sum.to_string());
            let total =
                total.map(|score| [format!("{}/{}", score.printed(), score.full), found.unwrap_or_default()]);
            let body = coverage::body(&coverage, total);
            let title = "评价指标与正文对照表".to_string();
            self.document.attachments.push(Attachment {
                id: "coverage".into(),
                title,
                body,
                from: Rendition::Clean,
            });
            let chart = crate::chart::attachment(input.pack, |id| input.assessment.outcome(id));
            self.document.attachments.extend(chart);
        }
        Report {
            document: self.document,
            paragraphs: self.paragraphs,
            coverage,
            findings: self.filler.findings,
        }
    }
}

/// The sources of the figures in runs.
fn cited(runs: &[Run]) -> Vec<String> {
    let figures = runs.iter().filter_map(|run| match run {
        Run::Figure(figure) => Some(figure.source.clone()),
        _ => None,
    });
    figures.collect()
}
