//! What is asked of plans of placement (安置). Whoever may not look into cases learns how many go which way, and of no child, place or
//! home: what an assessment says would follow from them.

use super::Reading;
use super::routes::{nothing, trips};
use crate::error::{Error, Result};
use crate::sight::Sight;
use crate::view::{
    Known, PlacementLine, PlacementPlaceView, PlacementSummary, PlacementView, PlacementWay, RoutesView,
};
use access::Sees;
use assess::plan::{PlacementChild, PlacementPlace, PlacementSheet};
use define::{Date, Form, PlacementPlan, Plan, PlanWork};
use finding::{Finding, Place};

impl Reading {
    /// The children of a plan of placement (by id or name; the first without), each with its way; with `trips`, the visits of those
    /// who are taught at home as day trips.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a plan that is not there, [`Error::Denied`] where not all its rows are seen.
    pub fn placement(
        &self,
        plan: Option<&str>,
        day: Option<Date>,
        trips: bool,
    ) -> Result<Known<PlacementView>> {
        let first = self.pack().forms.plans.iter().find(|plan| of(plan).is_some());
        let first = first.map(|plan| plan.head.id.clone()).unwrap_or_default();
        let (usual, plan, day) = (day.is_none(), self.plan(plan.unwrap_or(&first))?, self.day(day)?);
        let Some(placement) = of(plan) else {
            return Err(Error::Unknown(format!("“{}”不是安置规划", plan.head.name)));
        };
        let opens = self.opens_cases(placement);
        let key = format!("placement {} {day} {opens} {trips}", plan.head.id);
        self.known_when(usual, &key, self.needing([plan as &dyn Form]), || {
            let records = self.records(plan)?;
            let sheet = sheet(plan, &records, day)?;
            let visits =
                if opens && trips { self.home_visits(placement, &sheet, &records, day)? } else { None };
            Ok(whole(plan, &sheet, day, opens.then_some(visits)))
        })
    }

    /// A plan of placement in numbers.
    pub(super) fn placement_summary(&self, plan: &Plan, day: Date) -> Result<PlacementSummary> {
        let sheet = sheet(plan, &self.records(plan)?, day)?;
        Ok(PlacementSummary {
            card: crate::card::card(&plan.head),
            children: sheet.children.len(),
            ways: ways(&sheet),
            unplaced: sheet.unplaced().count(),
            checked: sheet.held(),
        })
    }

    /// Whether whoever asks may look into every case: at all that is masked in it.
    fn opens_cases(&self, placement: &PlacementPlan) -> bool {
        let Sight::Within(within) = &self.sight else { return true };
        let pack = self.pack();
        let Some(register) = pack.register(&placement.cases.list.register.text) else { return false };
        let masked = register.fields.iter().filter(|field| field.sensitive);
        masked.into_iter().all(|field| within.standing.opens(pack, register, field) == Sees::All)
    }

    /// Visits at home as day trips; none when there are none.
    fn home_visits(
        &self,
        placement: &PlacementPlan,
        sheet: &PlacementSheet,
        records: &assess::Records,
        day: Date,
    ) -> Result<Option<RoutesView>> {
        let Some(asked) = &placement.visits else { return Ok(None) };
        let (stops, findings) = sheet.visits(placement, records);
        if stops.is_empty() {
            return Ok(None);
        }
        let plan = match self.plan(&asked.routes.text) {
            Ok(plan) => plan,
            Err(Error::Denied(why)) => {
                let finding = Finding::warning("plan.visits", Place::whole(asked.routes.text.as_str()), why);
                return Ok(Some(RoutesView { findings: vec![finding], ..nothing("", "") }));
            }
            Err(error) => return Err(error),
        };
        let mut view =
            trips(&self.ground(plan, day)?, &stops, (&plan.head.id, &plan.head.name), &plan.head.name);
        view.findings.extend(findings);
        Ok(Some(view))
    }
}

/// What a plan is of, if it is one of placement.
pub(super) fn of(plan: &Plan) -> Option<&PlacementPlan> {
    match &plan.work {
        PlanWork::Placement(placement) => Some(placement),
        _ => None,
    }
}

fn sheet(plan: &Plan, records: &assess::Records, day: Date) -> Result<PlacementSheet> {
    let found = PlacementSheet::of(plan, records, day);
    found.ok_or_else(|| Error::Unknown(format!("“{}”不是安置规划", plan.head.name)))
}

fn ways(sheet: &PlacementSheet) -> Vec<PlacementWay> {
    let way = |one: &assess::plan::PlacementShare| PlacementWay {
        name: one.name.clone(),
        children: one.children,
        seats: one.seats,
    };
    sheet.ways.iter().map(way).collect()
}

/// The whole of it; children and places for whoever may look, with the visits at home.
fn whole(
    plan: &Plan,
    sheet: &PlacementSheet,
    day: Date,
    opened: Option<Option<RoutesView>>,
) -> PlacementView {
    let masked = opened.is_none();
    let named = |way: usize| sheet.ways[way].name.clone();
    let place = |one: &PlacementPlace| PlacementPlaceView {
        name: one.name.clone(),
        way: named(one.way),
        children: one.children,
        seats: one.seats,
    };
    let line = |child: &PlacementChild| PlacementLine {
        child: child.label.clone(),
        stage: child.stage.clone(),
        way: child.way.map(named).unwrap_or_default(),
        place: child.place.map(|(place, _)| sheet.places[place].name.clone()).unwrap_or_default(),
        reason: child.reason.clone(),
        decided: child.decided.clone(),
    };
    let mut lines: Vec<PlacementLine> = sheet.children.iter().map(line).collect();
    lines.sort_by_key(|line| !line.way.is_empty());
    let told = sheet.places.iter().filter(|place| place.children > 0);
    let mut places: Vec<PlacementPlaceView> = told.map(place).collect();
    places.sort_by_key(|place| (place.seats - place.children, -place.children));
    let unless = |masked: bool| if masked { 0 } else { usize::MAX };
    PlacementView {
        day: day.to_string(),
        year: sheet.year,
        card: crate::card::card(&plan.head),
        children: sheet.children.len(),
        ways: ways(sheet),
        unplaced: sheet.unplaced().count(),
        otherwise: sheet.otherwise().count(),
        fits: sheet.proof.as_ref().is_some_and(|proof| proof.cost.is_some()),
        checked: sheet.held(),
        clash: sheet.clash().into_iter().map(str::to_owned).collect(),
        masked,
        places: places.into_iter().take(unless(masked)).collect(),
        lines: lines.into_iter().take(unless(masked)).collect(),
        visits: opened.flatten(),
        findings: sheet.findings.iter().take(unless(masked)).cloned().collect(),
    }
}
