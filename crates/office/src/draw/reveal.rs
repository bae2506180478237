//! Opening the slips of a draw that was sealed until arrival: one slip for one of the people who are sent.

use super::record::{self, State};
use super::refused;
use crate::district::Office;
use crate::view::RevealOutcome;
use crate::{Error, Result};
use proof::draw::{self as lots};

impl Office {
    /// Opens, for an inspector who has arrived, the first slip that names them and is still closed; what opened is
    /// recorded. The last one opens the certificate.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such draw; [`Error::Damaged`] when the outcome made again is not the one
    /// whose root was recorded.
    pub fn reveal_draw(&self, number: &str, inspector: &str) -> Result<RevealOutcome> {
        let inner = &mut *self.turn();
        let size = inner.store.size()?;
        let pack = inner.pack(size)?;
        let records = inner.draw_records(&pack, size)?;
        let record = records
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
            outcome.findings.push(refused(number, why));
            return Ok(outcome);
        }
        let certificate = inner.certificate_again(&record)?;
        let opened = inner.opened(&pack, number, size)?;
        let closed = |at: &usize| !opened.contains_key(&(*at as u64 + 1));
        let at = (0..certificate.slips.len())
            .filter(closed)
            .find(|at| certificate.slips[*at].inspectors.iter().any(|sent| sent == inspector));
        let Some(at) = at else {
            // Whether somebody else is sent, and where, is not told.
            let sentence = format!("没有派给“{inspector}”而尚未启封的签");
            outcome.findings.push(refused(number, &sentence));
            return Ok(outcome);
        };
        let day = inner.today();
        let mut acts = vec![record::slip(&pack, &record, &certificate, at, Some((inspector, day)))?];
        outcome.left = certificate.slips.len() as u64 - opened.len() as u64 - 1;
        let text = (outcome.left == 0).then(|| certificate.print());
        if let Some(text) = &text {
            acts.push(record.opened(&certificate, text).act(&pack)?);
        }
        inner.write_rows(&acts)?;
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

/// Whether a slip that was opened is among those sealed before, from the two texts alone: the object and who was sent.
///
/// # Errors
/// The finding that says why not.
pub fn verify_opening(
    slip: &str,
    seals: &str,
) -> std::result::Result<(String, Vec<String>), Box<finding::Finding>> {
    match lots::opened(slip, seals) {
        Ok(slip) => Ok((slip.object, slip.inspectors)),
        Err(not) => Err(Box::new(finding::Finding::error(
            "draw.opening",
            finding::Place::whole("启封"),
            not.to_string(),
        ))),
    }
}
