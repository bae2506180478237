//! Whoever was drawn goes to what was drawn, on the next days on which anything is recorded.

use crate::failure::{Failure, told};
use crate::sessions::reading;
use office::{Given, Office};

/// Visits still to be made.
#[derive(Default)]
pub struct Visitor {
    pending: Vec<(String, String, String)>,
    made: usize,
    left: String,
}

impl Visitor {
    /// Takes the slips of a draw. The last one of each draw is left: nobody finds the time.
    pub fn take(&mut self, office: &Office, year: i32, draw: &str, number: &str) -> Result<(), Failure> {
        let drawn = reading(office, Some(year))?.drawn(number).map_err(told)?;
        let slip = |slip: &view::DrawSlip| (draw.to_owned(), slip.object.clone(), slip.inspectors.join("、"));
        let mut slips: Vec<_> = drawn.table.iter().map(slip).collect();
        // Of draws whose visits are made here.
        if let Some((draw, object, inspectors)) = slips.pop()
            && sample::visit(&draw, 0, "", (&object, &inspectors)).is_some()
        {
            self.left = inspectors.split('、').next().unwrap_or_default().to_owned();
        }
        self.pending.extend(slips);
        Ok(())
    }

    /// The number of an inspector who has not gone yet where he was drawn to; empty when all have.
    pub fn left(&self) -> &str {
        &self.left
    }

    /// The rows of the visits made on a day.
    pub fn go(&mut self, date: &str) -> Vec<Given> {
        let pending = std::mem::take(&mut self.pending);
        let mut rows = Vec::new();
        for (draw, object, inspectors) in pending {
            self.made += 1;
            let row = sample::visit(&draw, self.made, date, (&object, &inspectors));
            rows.extend(row.map(|row| Given { register: row.register, cells: row.cells }));
        }
        rows
    }
}
