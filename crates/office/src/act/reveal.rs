//! Opening the slips of a draw that was sealed until arrival: one slip for one of the people who are sent.

use super::batch::Batch;
use super::draw::{record_row, refused, slip_row};
use crate::ask::draw::record::State;
use crate::district::Office;
use crate::error::{Error, Result};
use crate::session::Session;
use crate::view::RevealOutcome;
use proof::draw::{self as lots};
use proof::hex;

impl Office {
    /// Opens, for an inspector who has arrived, the first slip that names them and is still closed; what opened is
    /// recorded. The last one opens the certificate.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such draw; [`Error::Damaged`] when the outcome made again is not the one
    /// whose root was recorded.
    pub fn reveal_draw(&self, session: &Session, number: &str, inspector: &str) -> Result<RevealOutcome> {
        let (mut outcome, committed) = self.commit(session, |batch| batch.reveal(number, inspector))?;
        outcome.findings = committed.findings;
        Ok(outcome)
    }
}

impl Batch<'_> {
    fn reveal(&mut self, number: &str, inspector: &str) -> Result<RevealOutcome> {
        let (pack, size, look) = (self.pack(), self.first(), self.look());
        let record = look
            .draw_records(size)?
            .into_iter()
            .find(|record| record.number == number)
            .ok_or_else(|| Error::Unknown(format!("没有抽取“{number}”")))?;
        let mut outcome = RevealOutcome { number: number.to_owned(), ..RevealOutcome::default() };
        let why = match record.state {
            State::Listed => Some("还没有抽取，没有可启封的签"),
            State::Open if record.secret.is_empty() => Some("不是到达前密封的抽取，结果已公开"),
            State::Open => Some("已全部启封"),
            State::Closed => None,
        };
        if let Some(why) = why {
            self.findings.push(refused(number, why));
            return Ok(outcome);
        }
        let certificate = look.certificate_again(&record)?;
        let opened = look.opened(number, size)?;
        let closed = |at: &usize| !opened.contains_key(&(*at as u64 + 1));
        let sent = |at: &usize| {
            certificate.slips[*at].inspectors.iter().any(|sent| ledger::same_person(sent, inspector))
        };
        let Some(at) = (0..certificate.slips.len()).filter(closed).find(sent) else {
            // Whether somebody else is sent, and where, is not told.
            let sentence = format!("没有派给“{inspector}”而尚未启封的签");
            self.findings.push(refused(number, &sentence));
            return Ok(outcome);
        };
        self.draw_row(slip_row(&pack, &record, &certificate, at, Some((inspector, self.today)))?)?;
        outcome.left = certificate.slips.len() as u64 - opened.len() as u64 - 1;
        let text = (outcome.left == 0).then(|| certificate.print());
        if let Some(text) = &text {
            self.draw_row(record_row(&pack, &record.opened(&certificate, text))?)?;
        }
        let slip = &certificate.slips[at];
        outcome.slip = at as u64 + 1;
        outcome.object = slip.object.clone();
        let named = certificate.plan.objects.iter().find(|object| object.id == slip.object);
        outcome.name = named.map(|object| object.name.clone()).unwrap_or_default();
        outcome.inspectors = slip.inspectors.clone();
        outcome.opening = certificate.open(at).map(|opening| opening.print());
        outcome.certificate = text;
        Ok(outcome)
    }
}

/// A slip that is among those of a file of seals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The object.
    pub object: String,
    /// Who is sent.
    pub inspectors: Vec<String>,
    /// Root of the seals, hexadecimal: whoever knows it from before needs not trust the file.
    pub root: String,
}

/// Whether a slip that was opened is among those sealed before, from the two texts alone.
///
/// # Errors
/// The finding that says why not.
pub fn verify_opening(slip: &str, seals: &str) -> std::result::Result<Opened, Box<finding::Finding>> {
    match lots::opened(slip, seals) {
        Ok((slip, root)) => {
            Ok(Opened { object: slip.object, inspectors: slip.inspectors, root: hex::write(&root) })
        }
        Err(not) => Err(Box::new(finding::Finding::error(
            "draw.opening",
            finding::Place::whole("启封"),
            not.to_string(),
        ))),
    }
}
