//! Visits that fell to somebody by a draw and are not made yet: offered on his desk, whether or not he sees the register of draws.
//! What an inspector owes is told to him alone, and to nobody of the other inspectors' desks.

use super::Reading;
use crate::error::Result;
use crate::sight::Sight;
use crate::view::{DeskVisit, DrawOffer};
use assess::Record;
use define::house::{DrawRecord, DrawResult};
use define::{Date, Draw, DrawVisit, FieldType, Right};
use std::collections::BTreeMap;

/// Most visits that are offered.
const SHOWN: usize = 20;

impl Reading {
    /// Slips of the year on which somebody stands as an inspector and to which nobody has gone yet, the newest first.
    pub(super) fn visits(&self) -> Result<Vec<DeskVisit>> {
        let mut owed: Vec<(u64, DeskVisit)> = Vec::new();
        for draw in &self.pack().forms.draws {
            owed.extend(self.visits_of(draw)?);
        }
        owed.sort_by_key(|(row, _)| std::cmp::Reverse(*row));
        Ok(owed.into_iter().take(SHOWN).map(|(_, visit)| visit).collect())
    }

    fn visits_of(&self, draw: &Draw) -> Result<Vec<(u64, DeskVisit)>> {
        let (state, store) = self.unbounded();
        let numbers = self.numbers();
        let Some(register) = self.pack().register(DrawResult::HOUSE.register) else { return Ok(Vec::new()) };
        let year = self.year().ok().and_then(|year| u64::try_from(year).ok());
        let is_mine = |slip: &DrawResult| {
            slip.draw == draw.head.id
                && (year.is_none() || slip.year == year)
                && slip.inspectors.split('、').any(|one| numbers.iter().any(|number| number == one))
        };
        let rows = state.rows(store, register)?;
        let slips = rows
            .iter()
            .map(|(number, row)| (*number, DrawResult::read(&Record { register, number: *number, row })));
        let mine: Vec<(u64, DrawResult)> = slips.filter(|(_, slip)| is_mine(slip)).collect();
        if mine.is_empty() {
            return Ok(Vec::new());
        }
        let records = state.records(store, &assess::registers_of(self.pack(), draw))?;
        let drawn = records.of_house(&DrawRecord::HOUSE).map(|record| DrawRecord::read(&record));
        let drawn: BTreeMap<String, Option<Date>> = drawn.map(|one| (one.number, one.day)).collect();
        let rows = draw.visit.iter().flat_map(|visit| {
            let rows = records.chosen_ever(&visit.list).into_iter();
            rows.map(|record| (record.text(&visit.object), record.date(&visit.date)))
        });
        let made: Vec<(String, Option<Date>)> = rows.collect();
        // Whoever went there since the draw has been there.
        let is_open = |slip: &DrawResult| {
            let since = drawn.get(&slip.number).copied().flatten();
            !made.iter().any(|(object, day)| *object == slip.object && *day >= since)
        };
        let open = mine.into_iter().filter(|(_, slip)| is_open(slip));
        open.map(|(row, slip)| Ok((row, self.visit_of(draw, slip, &numbers)?))).collect()
    }

    /// The numbers by which rows name whoever asks.
    fn numbers(&self) -> Vec<String> {
        let Sight::Within(within) = &self.sight else { return Vec::new() };
        let all = within.standing.mandates().iter().map(|mandate| mandate.number.clone());
        all.filter(|number| !number.is_empty()).collect()
    }

    fn visit_of(&self, draw: &Draw, slip: DrawResult, numbers: &[String]) -> Result<DeskVisit> {
        let (mut register, mut known) = (None, Vec::new());
        if let Some(visit) = draw.visit.as_ref().filter(|_| !slip.object.is_empty())
            && self.takes_rows(&visit.list.register.text)?
        {
            register = self.pack().register(&visit.list.register.text).map(|one| one.id.clone());
            known = self.told_by(draw, visit, &slip, numbers);
        }
        Ok(DeskVisit {
            draw: slip.number,
            object: slip.object,
            name: slip.name,
            inspectors: slip.inspectors,
            day: slip.day.map(|day| day.to_string()).unwrap_or_default(),
            register,
            known,
        })
    }

    /// What a slip tells of the row by which its visit is recorded: the object, the day, who came.
    fn told_by(
        &self,
        draw: &Draw,
        visit: &DrawVisit,
        slip: &DrawResult,
        numbers: &[String],
    ) -> Vec<(String, String)> {
        let mut known = vec![
            (visit.object.text.clone(), slip.object.clone()),
            (visit.date.text.clone(), self.today().to_string()),
        ];
        known.extend(visit.inspectors.iter().map(|field| (field.text.clone(), slip.inspectors.clone())));
        // A field that points to one inspector names whoever goes.
        let register = self.pack().register(&visit.list.register.text);
        let single = register.into_iter().flat_map(|register| &register.fields).find(|field| {
            matches!(&field.kind, FieldType::Ref { register, .. } if *register == draw.inspectors.register.text)
        });
        known.extend(single.zip(numbers.first()).map(|(field, number)| (field.name.clone(), number.clone())));
        known
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
