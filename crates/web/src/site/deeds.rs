//! What a reader does at his desk: rows, steps, files, draws, reports, each in his own name.

use office::Finding;

use super::{Desk, Trouble};

impl Desk {
    /// Records a row that a form gave; `seen` is the number and the entry of the row that it was filled from.
    pub fn record(
        &self,
        given: &office::Given,
        seen: Option<(u64, u64)>,
        (reason, once): (&str, &str),
    ) -> Result<view::RowOutcome, Trouble> {
        Ok(self.office.record_once(&self.person()?.because(Some(reason)), given, seen, once)?)
    }

    /// Whether rows of a register may stand on a checklist.
    pub fn may_have_checklist(&self, register: &str) -> bool {
        self.office.may_have_checklist(register)
    }

    /// Records a row that a program gave under a key of its own; none when the key was used for another one.
    pub fn record_by_key(
        &self,
        given: &office::Given,
        reason: &str,
        key: &str,
    ) -> Result<Option<view::RowOutcome>, Trouble> {
        Ok(self.office.record_by_key(&self.person()?.because(Some(reason)), given, key)?)
    }

    /// Does what a program sends under a key of its own once, and answers the same when it comes again; none when the key was used for
    /// other content.
    pub fn answer_by_key<E: From<Trouble> + From<office::Error>>(
        &self,
        sent: (&str, &[u8]),
        deed: impl FnOnce() -> Result<String, E>,
    ) -> Result<Option<String>, E> {
        self.office.answer_by_key(&self.person()?, sent, deed)
    }

    /// A word by which a form that arrives twice is known.
    pub fn once(&self) -> String {
        crate::ticket().unwrap_or_default()
    }

    /// Opens the cases for which a row asks that records a visit, where whoever recorded it may open them.
    pub fn open_cases_of(&self, register: &str, number: u64) -> Result<(), Trouble> {
        let outcome = self.office.open_cases_of(&self.person()?, register, number)?;
        for finding in outcome.findings {
            tracing::info!(code = finding.code, "a visit opened no case");
        }
        Ok(())
    }

    /// Checks a block of rows, or records it.
    pub fn block(
        &self,
        block: &office::Block,
        taking: office::Taking,
        reason: &str,
        progress: &mut dyn FnMut(office::Progress),
    ) -> Result<view::BlockView, Trouble> {
        Ok(self.office.block(&self.person()?.because(Some(reason)), block, taking, progress)?)
    }

    /// What somebody has begun to write for a register.
    pub fn draft(&self, register: &str) -> Result<Option<String>, Trouble> {
        Ok(self.office.draft(&self.person()?, register)?)
    }

    /// Keeps it, or nothing of it when it is empty.
    pub fn keep_draft(&self, register: &str, text: &str) -> Result<(), Trouble> {
        let id = self.reading()?.form(register, None)?.register.id;
        Ok(self.office.keep_draft(&self.person()?, &id, text)?)
    }

    /// Withdraws a row: what speaks against it.
    pub fn withdraw(&self, register: &str, number: u64, why: &str) -> Result<Vec<Finding>, Trouble> {
        Ok(grave(self.office.withdraw_row(&self.person()?, register, number, why)?.findings))
    }

    /// Opens what is masked in a row.
    pub fn disclose(&self, register: &str, number: u64, why: &str) -> Result<view::DisclosedView, Trouble> {
        Ok(self.office.disclose(&self.person()?, register, number, why)?)
    }

    /// Does a step of a case, in the role in which it is done: what speaks against it, above all that it is another's to do.
    pub fn step(&self, step: office::StepGiven) -> Result<Vec<Finding>, Trouble> {
        let role = self.reading()?.role_of_step(&step.loop_id, &step.step);
        let session = self.person()?.in_post(&role);
        Ok(grave(self.office.steps(&session, &[step])?.findings))
    }

    /// Does one step of many cases, each done or refused by itself; all are waited for once.
    pub fn steps_each(
        &self,
        given: &[office::StepGiven],
    ) -> Result<Vec<Result<Vec<Finding>, Trouble>>, Trouble> {
        let Some(first) = given.first() else { return Ok(Vec::new()) };
        let role = self.reading()?.role_of_step(&first.loop_id, &first.step);
        let session = self.person()?.in_post(&role);
        let done = self.office.steps_each(&session, given)?;
        Ok(done.into_iter().map(|one| one.map(grave).map_err(Trouble::Office)).collect())
    }

    /// Attaches a file to rows.
    pub fn attach(&self, asked: &office::Attaching<'_>, reason: &str) -> Result<view::AttachedView, Trouble> {
        Ok(self.office.attach(&self.person()?.because(Some(reason)), asked)?)
    }

    /// Takes a piece of a file that will be attached: how many bytes are there now.
    pub fn arrives(&self, what: &office::Arriving<'_>, at: u64, piece: &[u8]) -> Result<u64, Trouble> {
        Ok(self.office.arrives(&self.person()?, what, at, piece)?)
    }

    /// The bytes of a file that has come whole in pieces.
    pub fn arrived(&self, what: &office::Arriving<'_>) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(self.office.arrived(&self.person()?, what)?)
    }

    /// Lets go of them: they are attached.
    pub fn let_go_of_arrived(&self) -> Result<(), Trouble> {
        self.office.let_go_of_arrived(&self.person()?);
        Ok(())
    }

    /// Takes a file off a row: what speaks against it.
    pub fn detach(&self, row: (&str, u64), digest: &str, why: &str) -> Result<Vec<Finding>, Trouble> {
        Ok(grave(self.office.detach(&self.person()?, row.0, row.1, digest, why)?.findings))
    }

    /// Seals the lists of a draw.
    pub fn seal_draw(&self, asked: &office::Sealing<'_>) -> Result<view::DrawOutcome, Trouble> {
        Ok(self.office.seal_draw(&self.person()?, asked)?)
    }

    /// Makes a draw that is sealed, with the public value that it waited for: what speaks against it.
    pub fn make_draw(&self, number: &str, value: &str) -> Result<Vec<Finding>, Trouble> {
        let view = self.reading()?.drawn(number)?;
        let outcome = self.office.draw(&self.person()?, &view.draw, Some(view.year), value)?;
        Ok(grave(outcome.findings))
    }

    /// Reports that in a period nothing happened in a unit: what speaks against it.
    pub fn nil(&self, duty: &str, unit: &str, period: &str) -> Result<Vec<Finding>, Trouble> {
        Ok(grave(self.office.report_nil(&self.person()?, duty, unit, period)?.findings))
    }

    /// Sends a notice of a definition: its number, or what speaks against it.
    pub fn send_notice(&self, definition: &str) -> Result<Result<String, Vec<Finding>>, Trouble> {
        let sent = self.office.notice_send(&self.person()?, definition)?;
        Ok(if sent.notice.is_empty() { Err(grave(sent.findings)) } else { Ok(sent.notice) })
    }

    /// Puts the report of the reading's year forward: its way and its number, or what speaks against it.
    pub fn put_forward(
        &self,
        given: &office::Forward,
    ) -> Result<Result<(String, String), Vec<Finding>>, Trouble> {
        let reading = self.reading()?;
        let (year, way) = (reading.year()?, reading.editions()?.way.unwrap_or_default());
        let done = self.office.put_forward(&self.person()?, year, given)?;
        let findings = grave(done.findings);
        Ok(if findings.is_empty() { Ok((way, done.number)) } else { Err(findings) })
    }

    /// The report of a year that everybody may read.
    pub fn issued(&self, year: i32) -> Result<Option<office::IssuedReport>, Trouble> {
        match self.office.issued(year) {
            Ok(issued) => Ok(issued),
            // A year without a pack has none.
            Err(office::Error::Unknown(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The same as a file to take away.
    pub fn issued_as(
        &self,
        year: i32,
        format: office::Format,
    ) -> Result<Option<std::sync::Arc<Vec<u8>>>, Trouble> {
        match self.office.issued_as(year, format) {
            Ok(issued) => Ok(issued),
            Err(office::Error::Unknown(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Records, in one's own name, that a household has acknowledged: what speaks against it.
    pub fn acknowledged(&self, notice: &str, household: &str) -> Result<Vec<Finding>, Trouble> {
        let session = self.person()?;
        let how = office::Acknowledging::Record(session.who.name());
        Ok(grave(self.office.notice_acknowledge(&session, notice, household, how)?.findings))
    }

    /// What a one-tap address shows.
    pub fn tapped(&self, token: &str) -> Result<Option<view::TapView>, Trouble> {
        Ok(self.office.notice_tap(token)?)
    }

    /// A household acknowledges what its address leads to. When the office does not record it, as under a clock that
    /// nobody believes, the household is told so and not shown a page that looks well.
    pub fn acknowledge(&self, token: &str) -> Result<(), Trouble> {
        let outcome = self.office.notice_tap_acknowledge(token)?;
        match outcome.is_some_and(|outcome| office::has_error(&outcome.findings)) {
            true => Err(Trouble::Lost),
            false => Ok(()),
        }
    }
}

/// The findings for which nothing was recorded.
fn grave(findings: Vec<Finding>) -> Vec<Finding> {
    if office::has_error(&findings) { findings } else { Vec::new() }
}
