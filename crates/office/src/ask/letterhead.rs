//! What its edition gives a report for paper: its number (发文字号), who signed for it (签发人), and the day on which it was issued
//! (成文日期). None of it is typed into the document: each is a row of the way that the report went.

use super::Reading;
use crate::error::Result;
use assess::Record;
use define::house::{Edition, Step};
use paper::{Day, Document};

impl Reading {
    /// The report as it goes out of the office.
    pub(super) fn official(&self) -> Result<Document> {
        let mut document = self.report()?.document.clone();
        let Some(edition) = self.edition_of_report()? else { return Ok(document) };
        let letterhead = self.judged.pack.outlines.first().and_then(|outline| outline.letterhead.as_ref());
        let meta = &mut document.meta;
        if let Some(issued) =
            edition.issued.and_then(|day| Day::new(u16::try_from(day.year).ok()?, day.month, day.day))
        {
            meta.date = Some(issued);
            meta.imprint.printed = meta.imprint.printed.map(|_| issued);
        }
        if let Some(letterhead) = letterhead {
            if !edition.document.is_empty() {
                meta.head.number = Some(edition.document.clone());
            }
            meta.head.signer = match &letterhead.signer {
                Some(step) => self.did(&edition.number, &step.text)?,
                None => None,
            };
        }
        Ok(document)
    }

    /// The edition that the report is: of a closed year the one that was issued with what was frozen, else the newest under way.
    fn edition_of_report(&self) -> Result<Option<Edition>> {
        let year = u64::try_from(self.year()?).ok();
        let editions = self.edition_rows()?.into_iter().filter(|edition| edition.year == year);
        Ok(match &self.closing {
            Some(closing) => {
                let issued = |edition: &Edition| edition.digest == closing.digest && edition.issued.is_some();
                editions.filter(issued).max_by_key(|edition| edition.order)
            }
            None => editions.filter(|edition| edition.issued.is_none()).max_by_key(|edition| edition.order),
        })
    }

    /// Who did a step of a report last.
    fn did(&self, number: &str, step: &str) -> Result<Option<String>> {
        let way = self.whole.pack.report_way().map(|way| way.head.id.clone());
        let Some((way, register)) = way.zip(self.whole.pack.register(Step::HOUSE.register)) else {
            return Ok(None);
        };
        let rows = self.whole.rows(&self.store, register)?;
        let steps = rows.iter().map(|(number, row)| Step::read(&Record { register, number: *number, row }));
        let last = steps
            .filter(|one| one.of == way && one.case == number && one.step == step)
            .max_by_key(|one| one.nth);
        Ok(last.map(|one| one.by).filter(|by| !by.is_empty()))
    }
}
