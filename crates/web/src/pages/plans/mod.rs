//! 规划: scenarios side by side, and what one comes to, also if something were decided otherwise.

mod curve;
mod drawn;
mod effects;
mod funds;
mod list;
mod placement;
mod routes;
mod show;
mod staff;
mod trips;
mod whom;
mod words;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use office::WhatIf;
use serde::Deserialize;

use crate::address::with_query;
use crate::frame::{Place, Work};
use crate::site::{Refusal, Site, Visit, cut, day};
pub use curve::Curve;
pub use funds::Funds;
pub use list::Plans;
pub use placement::Placement;
pub use routes::Routes;
pub use show::Scenario;
pub use staff::Staff;

/// Most measures that one address decides.
const DECIDED: usize = 30;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/plans", get(plans))
        .route("/plans/{id}", get(scenario))
        .route("/plans/{id}/funds", get(money))
        .route("/plans/{id}/curve", get(curve_of))
        .route("/plans/{id}/placement", get(children))
        .route("/plans/{id}/routes", get(trips_of))
        .route("/plans/{id}/staff", get(people))
}

/// What an address asks of a plan; measures are parted by commas, money is in 万元.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The day.
    pub on: String,
    /// The scenario.
    pub scenario: String,
    /// Measures that must be done.
    pub force: String,
    /// Measures that must be left alone.
    pub forbid: String,
    /// What may be spent.
    pub budget: String,
    /// The draw whose trips are asked for.
    pub draw: String,
    /// Whether visits at home are asked for as trips; anything says so.
    pub trips: String,
}

impl Asked {
    /// As the office is asked.
    fn what_if(&self) -> WhatIf {
        let list = |text: &str| {
            let names = text.split(',').filter(|name| !name.is_empty()).map(cut);
            names.take(DECIDED).collect::<Vec<String>>()
        };
        WhatIf {
            scenario: Some(cut(&self.scenario)).filter(|scenario| !scenario.is_empty()),
            force: list(&self.force),
            forbid: list(&self.forbid),
            budget: self.budget.parse::<u64>().ok().and_then(|budget| budget.checked_mul(10_000)),
        }
    }

    /// The address of a plan asked so.
    pub(super) fn address(&self, plan: &str) -> String {
        self.address_of(format!("/plans/{}", crate::address::encoded(plan)))
    }

    /// The address of a plan of money asked so.
    pub(super) fn money_address(&self, plan: &str) -> String {
        self.address_of(format!("/plans/{}/funds", crate::address::encoded(plan)))
    }

    /// The address of the trade-off of a plan asked so.
    pub(super) fn curve_address(&self, plan: &str) -> String {
        self.address_of(format!("/plans/{}/curve", crate::address::encoded(plan)))
    }

    fn address_of(&self, path: String) -> String {
        let asked = [
            ("on", self.on.as_str()),
            ("scenario", &self.scenario),
            ("force", &self.force),
            ("forbid", &self.forbid),
            ("budget", &self.budget),
        ];
        with_query(&path, &asked)
    }
}

async fn plans(visit: Visit) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.reading()?.plans(day(&asked.on)?)?;
        Ok(Plans::new(desk.frame(Place::Work(Work::Plans))?, &view, &asked.on))
    });
    Ok(page.await)
}

async fn scenario(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let reading = desk.reading()?;
        let view = reading.places(&id, day(&asked.on)?, &asked.what_if())?;
        Ok(Scenario::new(desk.frame(Place::Work(Work::Plans))?, &view, asked))
    });
    Ok(page.await)
}

async fn money(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.reading()?.funds(Some(&id), day(&asked.on)?, &asked.what_if(), Vec::new())?;
        Ok(Funds::new(desk.frame(Place::Work(Work::Plans))?, &view))
    });
    Ok(page.await)
}

async fn children(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.reading()?.placement(Some(&id), day(&asked.on)?, !asked.trips.is_empty())?;
        Ok(Placement::new(desk.frame(Place::Work(Work::Plans))?, &view, &asked.on))
    });
    Ok(page.await)
}

async fn people(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.reading()?.staff(Some(&id), day(&asked.on)?, &asked.what_if())?;
        let address = |standard: &str| {
            let asked = Asked { force: standard.to_owned(), ..asked.clone() };
            asked.address_of(format!("/plans/{}/staff", crate::address::encoded(&id)))
        };
        Ok(Staff::new(desk.frame(Place::Work(Work::Plans))?, &view, address))
    });
    Ok(page.await)
}

async fn trips_of(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let reading = desk.reading()?;
        let card = reading.routes_card(&id)?;
        let draw = cut(&asked.draw);
        let view = match draw.is_empty() {
            true => None,
            false => Some(reading.routes(Some(&id), &draw, None)?),
        };
        let frame = desk.frame(Place::Work(Work::Plans))?;
        Ok(Routes::new(frame, &card, &*reading.draws()?, view.as_ref().map(|view| &*view.what)))
    });
    Ok(page.await)
}

async fn curve_of(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let asked: Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.reading()?.curve(&id, day(&asked.on)?, &asked.what_if())?;
        Ok(Curve::new(desk.frame(Place::Work(Work::Plans))?, &view, &asked))
    });
    Ok(page.await)
}
