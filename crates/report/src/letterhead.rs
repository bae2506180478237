//! What stands around a report (版头、版记): the outline's settings, filled.

use crate::fill::Filler;
use define::{Letterhead, Outline, Pack, nearest};
use finding::Finding;
use paper::Meta;

/// The step whose doer signs for the document must be one of the way of reports.
pub(crate) fn check(pack: &Pack, outline: &Outline, findings: &mut Vec<Finding>) {
    let Some(signer) = outline.letterhead.as_ref().and_then(|head| head.signer.as_ref()) else { return };
    let known: Vec<&str> = pack
        .report_way()
        .map(|way| way.steps.iter().map(|step| step.name.text.as_str()).collect())
        .unwrap_or_default();
    if known.contains(&signer.text.as_str()) {
        return;
    }
    let sentence = format!("报告审签里没有步骤“{}”，印不出签发人", signer.text);
    let finding = Finding::error("report.signer-unknown", signer.place(), sentence);
    findings.push(match nearest(&signer.text, known.iter().copied()) {
        Some(near) => finding.hint(format!("是否想写“{near}”？")),
        None => finding.hint(format!("可以写：{}", known.join("、"))),
    });
}

impl Filler<'_> {
    /// Fills in what the outline sets; what it does not set stays as it is. The number and who signed come with the edition.
    pub(crate) fn letterhead(&mut self, letterhead: &Letterhead, meta: &mut Meta) {
        let head = &mut meta.head;
        for (to, from) in [
            (&mut head.copy, &letterhead.copy),
            (&mut head.secrecy, &letterhead.secrecy),
            (&mut head.urgency, &letterhead.urgency),
            (&mut head.mark, &letterhead.mark),
            (&mut meta.addressee, &letterhead.addressee),
            (&mut meta.issuer, &letterhead.issuer),
            (&mut meta.remark, &letterhead.remark),
            (&mut meta.imprint.printer, &letterhead.printer),
        ] {
            if let Some(written) = from {
                *to = Some(self.words(written));
            }
        }
        if self.input.made_up {
            meta.head.number = letterhead.sample.as_ref().map(|written| self.words(written));
        }
        meta.imprint.copies = letterhead.copies.iter().map(|written| self.words(written)).collect();
        meta.imprint.printed = meta.date.filter(|_| meta.imprint.printer.is_some());
    }
}
