//! A nil report (零报告): a named person says that in a period nothing happened.

use super::record::Given;
use crate::district::Office;
use crate::error::Result;
use crate::session::Session;
use crate::view::RecordOutcome;
use define::house::NilReport;

impl Office {
    /// Reports that in a period nothing happened in a unit that owes the duty, today, in the name of whose session it is.
    ///
    /// # Errors
    /// A store that refuses. What speaks against it is in the outcome.
    pub fn report_nil(
        &self,
        session: &Session,
        duty: &str,
        unit: &str,
        period: &str,
    ) -> Result<RecordOutcome> {
        let nil = NilReport {
            duty: duty.to_owned(),
            unit: unit.to_owned(),
            period: period.to_owned(),
            day: Some(self.today()),
            by: session.who.name().to_owned(),
        };
        let cells = nil.write().into_iter().map(|(field, text)| (field.to_owned(), text)).collect();
        self.record(session, &[Given { register: NilReport::HOUSE.register.to_owned(), cells }])
    }
}
