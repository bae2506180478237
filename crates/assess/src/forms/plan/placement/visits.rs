//! Visits at home (送教): where they go, and who comes.

use super::PlacementSheet;
use crate::Records;
use crate::forms::plan::RoutesStop;
use crate::forms::plan::numbers::numbers;
use define::PlacementPlan;
use finding::{Finding, Place};
use std::collections::{BTreeMap, BTreeSet};

impl PlacementSheet {
    /// A stop for every child who is taught at home, with who teaches it; without a name. Second, what speaks against the rows.
    pub fn visits(&self, of: &PlacementPlan, records: &Records) -> (Vec<RoutesStop>, Vec<Finding>) {
        let (Some(visits), mut findings) = (&of.visits, Vec::new()) else { return (Vec::new(), Vec::new()) };
        let mut teachers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in records.chosen_ever(&visits.list) {
            teachers.entry(row.text(&visits.child)).or_default().insert(row.text(&visits.teacher));
        }
        let register = &of.cases.list.register.text;
        let at_home = |way: usize| self.ways[way].last;
        let (mut stops, mut alone) = (Vec::new(), 0);
        for child in self.children.iter().filter(|child| child.way.is_some_and(at_home)) {
            let Some(row) = child.rows.1.and_then(|row| records.numbered(register, row)) else { continue };
            let year = row.year().unwrap_or(self.year);
            let stay = numbers(records, (&of.cases.list, &visits.stay), &[row], year, &mut findings);
            let crew: Vec<String> = teachers.get(&child.case).into_iter().flatten().cloned().collect();
            alone += usize::from(crew.is_empty());
            let at = vec![records.called(&row, &visits.home, self.year)];
            let stay = stay.get(&row.number).copied().unwrap_or(0);
            stops.push(RoutesStop { name: format!("{}（{}）", child.label, at[0]), at, stay, crew });
        }
        if alone > 0 {
            let place = Place::whole(visits.list.register.text.as_str());
            findings.push(Finding::warning("plan.visits", place, format!("{alone}名没有人去送教")));
        }
        (stops, findings)
    }
}
