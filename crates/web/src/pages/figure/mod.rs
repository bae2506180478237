//! 数字: the figures that the report cites, and one from its printed value down to rows, entries and proof.

mod formula;
mod list;
mod pictures;
mod show;
mod terms;
mod words;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;

use crate::frame::Place;
use crate::site::{Looked, Refusal, Site, Visit};
pub use list::Figures;
pub use show::Figure;

/// The addresses of this room.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/figures", get(figures)).route("/figures/{id}", get(figure))
}

async fn figures(visit: Visit) -> Result<Response, Refusal> {
    let q = visit.asked::<Looked>()?.text();
    let page = visit.page(move |desk| {
        let reading = desk.reading()?;
        Ok(Figures::new(desk.frame(Place::Figures)?, &q, &reading.figures()?.figures, &*reading.evaluate()?))
    });
    Ok(page.await)
}

async fn figure(visit: Visit, Path(id): Path<String>) -> Response {
    let page = visit.page(move |desk| {
        let reading = desk.reading()?;
        let (lineage, board) = (reading.explain(&id)?, reading.evaluate()?);
        let registers = reading.registers()?;
        let own = &lineage.indicator.id;
        let belongs = board
            .aspects
            .iter()
            .find(|aspect| board.of(aspect).iter().any(|one| one.id == *own || one.parts.contains(own)));
        let aspect = belongs.map(|aspect| (aspect.name.as_str(), aspect.id.as_str()));
        let mut page = Figure::new(desk.frame(Place::Figures)?, &lineage, &registers, aspect, &desk.folder);
        let reopened = if page.verified.is_some() { reading.reopened(own)? } else { None };
        if let Some(one) = reopened {
            page.reopened = crate::words::say(page.words.reopened, &[&one.was, &one.now]);
        }
        Ok(page)
    });
    page.await
}
