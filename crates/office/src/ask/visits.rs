//! Visits that fell to somebody by a draw: offered on his desk, whether or not he sees the register of draws.

use super::Reading;
use crate::error::Result;
use crate::sight::Sight;
use crate::view::{DeskVisit, DrawOffer};
use assess::Record;
use define::Right;
use define::house::DrawResult;

/// Most visits that are offered.
const SHOWN: usize = 20;

impl Reading {
    /// Slips on which somebody stands as an inspector, of the year, the newest first.
    pub(super) fn visits(&self) -> Result<Vec<DeskVisit>> {
        let Sight::Within(within) = &self.sight else { return Ok(Vec::new()) };
        let (state, store) = self.unbounded();
        let Some(register) = self.pack().register(DrawResult::HOUSE.register) else { return Ok(Vec::new()) };
        let year = self.year().ok().and_then(|year| u64::try_from(year).ok());
        let mandates = within.standing.mandates();
        let is_mine = |inspectors: &str| {
            let mut named = inspectors.split('、');
            named
                .any(|one| mandates.iter().any(|mandate| !mandate.number.is_empty() && mandate.number == one))
        };
        let rows = state.rows(store, register)?;
        let slips = rows
            .iter()
            .rev()
            .map(|(number, row)| DrawResult::read(&Record { register, number: *number, row }));
        let mine = slips.filter(|slip| is_mine(&slip.inspectors) && (year.is_none() || slip.year == year));
        Ok(mine
            .take(SHOWN)
            .map(|slip| DeskVisit {
                draw: slip.number,
                object: slip.object,
                name: slip.name,
                inspectors: slip.inspectors,
                day: slip.day.map(|day| day.to_string()).unwrap_or_default(),
            })
            .collect())
    }

    /// The draws that somebody may seal and make: id and name.
    pub fn draws_offered(&self) -> Vec<DrawOffer> {
        let Sight::Within(within) = &self.sight else { return Vec::new() };
        let may = |draw: &&define::Draw| within.standing.has(self.pack(), Right::Draw, &draw.head.id);
        let offer =
            |draw: &define::Draw| DrawOffer { id: draw.head.id.clone(), name: draw.head.name.clone() };
        self.pack().forms.draws.iter().filter(may).map(offer).collect()
    }
}
