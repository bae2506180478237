//! The check of an outline: everything that can be told before there are any facts.

use crate::names;
use crate::template::{self, Name, OWN, Piece};
use crate::{commitments, letterhead, naked};
use define::{Outline, Pack, PartKind, Section, Written};
use finding::Finding;
use std::collections::BTreeSet;

/// Checks an outline against its pack; every finding at once, each with its place.
///
/// Told are: numbers that are neither bound to a figure nor quoted, unknown placeholders with the nearest known name,
/// choices that leave a case without words, scheme indicators that no paragraph answers. An outline
/// with a finding of grade error is not written.
///
/// ```
/// use define::{File, PackFiles};
/// let files = vec![
///     File::new("pack.toml", "id = \"p\"\nname = \"样例\""),
///     File::new("report/r.toml", r#"
/// title = ["自评报告"]
/// [[part]]
/// heading = "履行教育职责情况"
/// [[part.section]]
/// heading = "加强领导"
/// text = "全年研究教育工作共13次。"
/// "#),
/// ];
/// let pack = define::check(&[PackFiles::new("p", files)]).pack.unwrap();
/// let findings = report::check(&pack, &pack.outlines[0]);
/// assert_eq!(findings[0].code, "report.naked-number");
/// assert_eq!(findings[0].place.to_string(), "p/report/r.toml:7:18");
/// ```
pub fn check(pack: &Pack, outline: &Outline) -> Vec<Finding> {
    let mut checker = Checker { pack, findings: Vec::new(), looked_at: BTreeSet::new() };
    for written in texts(outline) {
        checker.template(written, false);
    }
    for section in sections(outline) {
        for drawn in &section.draws {
            if let Some(problem) =
                pack.indicator(&drawn.text).and_then(|indicator| indicator.problem.as_ref())
            {
                checker.template(problem, true);
            }
        }
    }
    checker.coverage(outline);
    letterhead::check(pack, outline, &mut checker.findings);
    if sections(outline).any(|section| section.commitments.is_some()) {
        commitments::check(pack, outline, &mut checker.findings);
    }
    checker.findings
}

/// Every template of an outline, in order.
fn texts(outline: &Outline) -> impl Iterator<Item = &Written> {
    let parts = outline.parts.iter().flat_map(|part| {
        let own = std::iter::once(&part.heading).chain(&part.lead);
        own.chain(part.sections.iter().flat_map(section_texts))
    });
    let around = outline.letterhead.iter().flat_map(define::Letterhead::texts);
    around.chain(&outline.title).chain(&outline.opening).chain(parts)
}

fn section_texts(section: &Section) -> impl Iterator<Item = &Written> {
    let points = section.points.iter().map(|point| &point.text);
    std::iter::once(&section.heading).chain(&section.lead).chain(&section.text).chain(points)
}

fn sections(outline: &Outline) -> impl Iterator<Item = &Section> {
    outline.parts.iter().flat_map(|part| &part.sections)
}

struct Checker<'p> {
    pack: &'p Pack,
    findings: Vec<Finding>,
    /// Sentences of indicators already looked at.
    looked_at: BTreeSet<String>,
}

impl Checker<'_> {
    /// A template; `own` when it belongs to an indicator and may speak of its `{结果}`.
    fn template(&mut self, written: &Written, own: bool) {
        let place = format!("{}:{}:{}", written.source, written.line, written.column);
        if own && !self.looked_at.insert(place) {
            return;
        }
        let pieces = template::parse(written, &mut self.findings);
        naked::check(written, &pieces, &mut self.findings);
        self.pieces(written, &pieces, own);
    }

    fn pieces(&mut self, written: &Written, pieces: &[Piece], own: bool) {
        for piece in pieces {
            match piece {
                Piece::Figure(name) if OWN.contains(&name.text.as_str()) => {
                    if !own {
                        let sentence = format!("“{{{}}}”只能写在指标自己的句子或者“|”后的文字里", name.text);
                        let place = written.at(name.span.clone());
                        self.findings.push(Finding::error("report.result-outside", place, sentence));
                    }
                }
                Piece::Figure(name) => self.figure(written, name),
                Piece::Sentence(name) => self.sentence(written, name),
                Piece::Choice(name, branches) => {
                    if !(own && OWN.contains(&name.text.as_str())) {
                        self.known(written, name);
                    }
                    branches.iter().for_each(|(_, inner)| self.pieces(written, inner, true));
                }
                Piece::Together(said) => said.iter().for_each(|(_, name)| self.figure(written, name)),
                Piece::Words(_) | Piece::Quotation(_) | Piece::Variable(_) => {}
            }
        }
    }

    fn known(&mut self, written: &Written, name: &Name) -> Option<usize> {
        match names::find_or_tell(self.pack, written, name) {
            Ok(indicator) => self.pack.indicators.iter().position(|one| one.id == indicator.id),
            Err(finding) => {
                self.findings.push(*finding);
                None
            }
        }
    }

    /// A figure must have a value to print, and a group only where there are groups.
    fn figure(&mut self, written: &Written, name: &Name) {
        let Some(at) = self.known(written, name) else { return };
        let indicator = &self.pack.indicators[at];
        let place = || written.at(name.span.clone());
        if indicator.formula.is_none() {
            let sentence = format!("“{}”由几项合成，没有可印的数值", indicator.name);
            let hint = format!("可以写 {{{}|达标=…|未达标=…}}，或者引用其中一项", name.text);
            self.findings.push(Finding::error("report.figure-without-value", place(), sentence).hint(hint));
        } else if name.group.is_some() && indicator.by.is_empty() {
            let sentence =
                format!("“{}”不分组，不能写“:{}”", indicator.name, name.group.as_deref().unwrap_or_default());
            self.findings.push(Finding::error("report.group-unknown", place(), sentence));
        }
    }

    fn sentence(&mut self, written: &Written, name: &Name) {
        let Some(at) = self.known(written, name) else { return };
        match self.pack.indicators[at].sentence.clone() {
            Some(sentence) => self.template(&sentence, true),
            None => {
                let sentence = format!("指标“{}”没有写 sentence", self.pack.indicators[at].name);
                let place = written.at(name.span.clone());
                self.findings.push(Finding::error("report.sentence-missing", place, sentence));
            }
        }
    }

    /// Each indicator of the scheme is answered by some section or point.
    fn coverage(&mut self, outline: &Outline) {
        let answered: BTreeSet<&str> = sections(outline)
            .flat_map(|section| {
                section.answers.iter().chain(section.points.iter().flat_map(|point| &point.answers))
            })
            .map(|written| written.text.as_str())
            .collect();
        let drawn: BTreeSet<&str> = sections(outline)
            .flat_map(|section| &section.draws)
            .map(|written| written.text.as_str())
            .collect();
        let draws = outline.parts.iter().any(|part| part.kind == PartKind::Problems);
        for indicator in self.pack.indicators.iter().filter(|indicator| indicator.number.is_some()) {
            let number = indicator.number.unwrap_or_default();
            if !answered.contains(indicator.id.as_str()) {
                let sentence = format!("第{number}条指标“{}”没有哪一段作答", indicator.name);
                let hint = format!("在作答的 [[part.section.point]] 里写 answers = [\"{}\"]", indicator.id);
                let place = finding::Place::whole(&outline.source);
                self.findings.push(Finding::error("report.indicator-unanswered", place, sentence).hint(hint));
            }
            let part_drawn = indicator.parts.iter().any(|part| drawn.contains(part.text.as_str()));
            if draws && !part_drawn && !drawn.contains(indicator.id.as_str()) {
                let sentence = format!("第{number}条指标“{}”未达标时没有哪一节列为问题", indicator.name);
                let hint = format!("在问题部分的一节里写 draws = [\"{}\"]", indicator.id);
                let place = finding::Place::whole(&outline.source);
                self.findings.push(Finding::warning("report.problem-undrawn", place, sentence).hint(hint));
            }
        }
    }
}
