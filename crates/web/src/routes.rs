//! The addresses of the site, each with the question that it asks. All are read with GET, except a document given to be
//! proof-read; nothing changes anything.

use askama::Template;
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::http::{StatusCode, header};
use axum::middleware;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use office::{AsOf, CaseFilter, DutyQuery, Format, LetterQuery, Office, RowQuery};
use serde::Deserialize;

use crate::address::encoded;
use crate::frame::{Place, Work};
use crate::marks::Verdict;
use crate::pages::cases::{Asked as AskedCases, CasePage, LoopPage, Loops};
use crate::pages::claims::{Claims, Sheet};
use crate::pages::devices::Devices;
use crate::pages::draw::Draw;
use crate::pages::draws::Draws;
use crate::pages::duties::Duties;
use crate::pages::duty::{self, Duty};
use crate::pages::entry::Entry;
use crate::pages::figure::Figure;
use crate::pages::figures::Figures;
use crate::pages::home::Home;
use crate::pages::indicators::Indicators;
use crate::pages::journal::Journal;
use crate::pages::notice::{Asked as AskedNotice, LETTERS, Notice};
use crate::pages::notices::Notices;
use crate::pages::register::{Asked, Register};
use crate::pages::registers::Registers;
use crate::pages::report::Report;
use crate::pages::roster::{Asked as AskedRoster, Roster};
use crate::pages::rosters::Rosters;
use crate::pages::row::Row;
use crate::pages::school::School;
use crate::pages::schools::Schools;
use crate::pages::tap::Tap;
use crate::site::{Desk, Refusal, Site, Trouble, Visit};
use crate::upload::{Given, UPLOAD_LIMIT};
use crate::words::say;
use crate::{assets, guard, signals};

/// Entries on a page of the journal, rows on a page of a register.
const ENTRIES: usize = 30;
const ROWS: usize = 50;
/// Longest body of a tap: a button sends none.
const TAP_LIMIT: usize = 1 << 10;
/// Longest batch of signals, in bytes; one byte more is told apart from a batch that is as long as it may be.
const SIGNALS_LIMIT: usize = (1 << 20) + 1;
/// Longest text to look for, in characters.
const LONGEST_FILTER: usize = 80;

/// The whole site over an open district, without a socket.
pub fn router(office: impl Into<std::sync::Arc<Office>>) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/indicators", get(indicators))
        .route("/figures", get(figures))
        .route("/figures/{id}", get(figure))
        .route("/registers", get(registers))
        .route("/registers/{id}", get(register))
        .route("/registers/{id}/{number}", get(row))
        .route("/draws", get(draws))
        .route("/draws/{number}", get(draw))
        .route("/draws/{number}/certificate.txt", get(draw_certificate))
        .route("/draws/{number}/seals.txt", get(draw_seals))
        .route("/schools", get(schools))
        .route("/schools/{code}", get(school))
        .route("/cases", get(loops))
        .route("/cases/{id}", get(cases))
        .route("/cases/{id}/{case}", get(case))
        .route("/notices", get(notices))
        .route("/notices/{id}", get(notice))
        .route("/k/{token}", get(tap).post(tap_acknowledge).layer(DefaultBodyLimit::max(TAP_LIMIT)))
        .route("/rosters", get(rosters))
        .route("/rosters/{id}", get(roster))
        .route("/duties", get(duties))
        .route("/duties/{id}", get(duty))
        .route("/api/duties", get(api_duties))
        .route("/report", get(report))
        .route("/report.docx", get(report_docx))
        .route("/report.html", get(report_html))
        .route("/report.txt", get(report_text))
        .route("/claims", get(claims).post(claims_of).layer(DefaultBodyLimit::max(UPLOAD_LIMIT)))
        .route("/devices", get(devices))
        .route("/signals", post(signals::take).layer(DefaultBodyLimit::max(SIGNALS_LIMIT)))
        .route("/journal", get(journal))
        .route("/journal/{seq}", get(entry))
        .route("/api/indicators", get(api_indicators))
        .route("/api/figures", get(api_figures))
        .route("/duheng.css", get(assets::style))
        .route("/duheng.js", get(assets::script))
        .route("/mark.svg", get(assets::mark))
        .fallback(nothing)
        .with_state(Site::new(office.into()))
        .layer(middleware::from_fn(guard::guard))
}

/// Text looked for, as the address gives it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Looked {
    q: String,
    verdict: String,
}

/// What the journal's address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Turned {
    before: Option<u64>,
    entry: String,
}

fn cut(text: &str) -> String {
    text.trim().chars().take(LONGEST_FILTER).collect()
}

async fn nothing(visit: Visit) -> Response {
    visit.page::<Registers>(|_| Err(Trouble::Nothing)).await
}

async fn home(visit: Visit) -> Response {
    visit
        .page(|desk| {
            let board = desk.office.evaluate(None, &AsOf::Now)?;
            let figures = desk.office.figures(&AsOf::Now)?;
            let (registers, journal) = (desk.office.registers()?, desk.office.journal_root()?);
            Ok(Home::new(
                desk.frame(Place::Home)?,
                &board,
                &figures,
                &registers,
                &journal,
                &desk.office.district()?,
                &desk.folder,
            ))
        })
        .await
}

async fn indicators(visit: Visit) -> Result<Response, Refusal> {
    let only = Some(Verdict::from_code(&visit.asked::<Looked>()?.verdict))
        .filter(|verdict| *verdict != Verdict::None);
    Ok(visit
        .page(move |desk| {
            let board = desk.office.evaluate(None, &AsOf::Now)?;
            Ok(Indicators::new(desk.frame(Place::Indicators)?, &board, only))
        })
        .await)
}

async fn figures(visit: Visit) -> Result<Response, Refusal> {
    let q = cut(&visit.asked::<Looked>()?.q);
    Ok(visit
        .page(move |desk| {
            let figures = desk.office.figures(&AsOf::Now)?;
            let board = desk.office.evaluate(None, &AsOf::Now)?;
            Ok(Figures::new(desk.frame(Place::Figures)?, &q, &figures, &board))
        })
        .await)
}

async fn figure(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .page(move |desk| {
            let lineage = desk.office.explain(&id, &AsOf::Now)?;
            let board = desk.office.evaluate(None, &AsOf::Now)?;
            let registers = desk.office.registers()?;
            let own = &lineage.indicator.id;
            let belongs = board
                .aspects
                .iter()
                .find(|aspect| aspect.indicators.iter().any(|i| i.id == *own || i.parts.contains(own)));
            let aspect = belongs.map(|aspect| (aspect.name.as_str(), aspect.id.as_str()));
            Ok(Figure::new(desk.frame(Place::Figures)?, &lineage, &registers, aspect, &desk.folder))
        })
        .await
}

async fn registers(visit: Visit) -> Result<Response, Refusal> {
    let q = cut(&visit.asked::<Looked>()?.q);
    let page = visit
        .page(move |desk| Ok(Registers::new(desk.frame(Place::Registers)?, &q, &desk.office.registers()?)));
    Ok(page.await)
}

async fn register(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut asked: Asked = visit.asked()?;
    asked.q = cut(&asked.q);
    Ok(visit
        .page(move |desk| {
            let (sort, descending) = asked.order();
            let query = RowQuery {
                sort: Some(sort.to_owned()).filter(|sort| !sort.is_empty()),
                descending,
                equal: Vec::new(),
                containing: (!asked.q.is_empty()).then(|| (asked.field.clone(), asked.q.clone())),
                after: Some(asked.after.clone()).filter(|after| !after.is_empty()),
                limit: ROWS,
            };
            let page = desk.office.rows(&id, &query)?;
            Ok(Register::new(desk.frame(Place::Registers)?, &page, &asked, &desk.folder))
        })
        .await)
}

async fn row(visit: Visit, Path((id, number)): Path<(String, String)>) -> Response {
    visit
        .page(move |desk| {
            let number = number.parse().map_err(|_| Trouble::Nothing)?;
            let history = desk.office.row(&id, number)?;
            Row::new(desk.frame(Place::Registers)?, &history).ok_or(Trouble::Nothing)
        })
        .await
}

/// The day that an address asks for; none when it asks for none.
fn day(on: &str) -> Result<Option<office::Date>, Trouble> {
    match on {
        "" => Ok(None),
        on => on.parse().map(Some).map_err(|()| Trouble::NotUnderstood),
    }
}

async fn loops(visit: Visit) -> Result<Response, Refusal> {
    let asked: AskedCases = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.office.loops(day(&asked.on)?, &AsOf::Now)?;
        Ok(Loops::new(desk.frame(Place::Work(Work::Cases))?, &view, &asked.on))
    });
    Ok(page.await)
}

async fn cases(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut asked: AskedCases = visit.asked()?;
    asked.q = cut(&asked.q);
    let page = visit.page(move |desk| {
        let filter = CaseFilter {
            overdue: !asked.overdue.is_empty(),
            containing: Some(asked.q.clone()).filter(|q| !q.is_empty()),
            ..CaseFilter::default()
        };
        let view = desk.office.cases(&id, &filter, day(&asked.on)?, &AsOf::Now)?;
        Ok(LoopPage::new(desk.frame(Place::Work(Work::Cases))?, &view, &asked))
    });
    Ok(page.await)
}

async fn case(visit: Visit, Path((id, case)): Path<(String, String)>) -> Result<Response, Refusal> {
    let asked: AskedCases = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.office.case(&id, &case, day(&asked.on)?, &AsOf::Now)?;
        Ok(CasePage::new(desk.frame(Place::Work(Work::Cases))?, &view, &asked.on))
    });
    Ok(page.await)
}

async fn notices(visit: Visit) -> Response {
    let page = visit.page(|desk| {
        let view = desk.office.notices(&AsOf::Now)?;
        Ok(Notices::new(desk.frame(Place::Work(Work::Notices))?, &view))
    });
    page.await
}

async fn notice(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut asked: AskedNotice = visit.asked()?;
    asked.q = cut(&asked.q);
    let page = visit.page(move |desk| {
        let query = LetterQuery {
            state: asked.state.clone(),
            looked: asked.q.clone(),
            skip: asked.page.saturating_mul(LETTERS),
            limit: LETTERS,
        };
        let view = desk.office.notice(&id, &query, &AsOf::Now)?;
        Ok(Notice::new(desk.frame(Place::Work(Work::Notices))?, &view, &asked))
    });
    Ok(page.await)
}

async fn tap(visit: Visit, Path(token): Path<String>) -> Response {
    tapped(visit, token, false).await
}

async fn tap_acknowledge(visit: Visit, Path(token): Path<String>) -> Response {
    tapped(visit, token, true).await
}

/// A household's page, after its acknowledgement when it pressed the button. Pressing twice changes nothing.
async fn tapped(visit: Visit, token: String, pressed: bool) -> Response {
    let language = visit.language();
    if !visit.may_tap() {
        let retry = [(header::RETRY_AFTER, "1")];
        return (StatusCode::TOO_MANY_REQUESTS, retry, language.words().tap_busy).into_response();
    }
    let view = visit.ask(move |desk| {
        if pressed {
            // What speaks against it shows on the page: the button stays.
            desk.office.notice_tap_acknowledge(&token)?;
        }
        Ok(desk.office.notice_tap(&token)?)
    });
    let (status, page) = match view.await {
        Ok(Some(view)) => (StatusCode::OK, Tap::new(language, &view)),
        Ok(None) => (StatusCode::NOT_FOUND, Tap::unknown(language)),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, Tap::unknown(language)),
    };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn rosters(visit: Visit) -> Result<Response, Refusal> {
    let asked: AskedRoster = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.office.rosters(day(&asked.on)?, &AsOf::Now)?;
        Ok(Rosters::new(desk.frame(Place::Work(Work::Rosters))?, &view, &asked.on))
    });
    Ok(page.await)
}

async fn roster(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let mut asked: AskedRoster = visit.asked()?;
    (asked.q, asked.chain) = (cut(&asked.q), cut(&asked.chain));
    let page = visit.page(move |desk| {
        let on = day(&asked.on)?;
        let chain = Some(asked.chain.as_str()).filter(|chain| !chain.is_empty());
        // A cell that is not there is told on the page; a roster that is not there has none.
        let (view, no_chain) = match desk.office.roster(&id, on, chain, &AsOf::Now) {
            Err(office::Error::Unknown(why)) if chain.is_some() => {
                (desk.office.roster(&id, on, None, &AsOf::Now)?, why)
            }
            view => (view?, String::new()),
        };
        Ok(Roster::new(desk.frame(Place::Work(Work::Rosters))?, &view, asked, no_chain))
    });
    Ok(page.await)
}

async fn duties(visit: Visit) -> Result<Response, Refusal> {
    let asked: duty::Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let view = desk.office.duties(None, day(&asked.on)?, &AsOf::Now)?;
        Ok(Duties::new(desk.frame(Place::Work(Work::Duties))?, &view))
    });
    Ok(page.await)
}

async fn duty(visit: Visit, Path(id): Path<String>) -> Result<Response, Refusal> {
    let asked: duty::Asked = visit.asked()?;
    let page = visit.page(move |desk| {
        let query = DutyQuery {
            year: None,
            day: day(&asked.on)?,
            only_gaps: asked.only == "gaps",
            from: asked.from,
            limit: duty::UNITS,
        };
        let view = desk.office.duty(&id, &query, &AsOf::Now)?;
        Ok(Duty::new(desk.frame(Place::Work(Work::Duties))?, &view, &asked))
    });
    Ok(page.await)
}

async fn report(visit: Visit) -> Response {
    visit
        .page(|desk| {
            let written = desk.office.report(&AsOf::Now)?;
            let figures = desk.office.figures(&AsOf::Now)?;
            Ok(Report::new(desk.frame(Place::Report)?, &written, &figures))
        })
        .await
}

async fn report_docx(visit: Visit) -> Response {
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    document(visit, Format::Docx, kind).await
}

async fn report_html(visit: Visit) -> Response {
    document(visit, Format::Html, "text/html; charset=utf-8").await
}

async fn report_text(visit: Visit) -> Response {
    document(visit, Format::Text, "text/plain; charset=utf-8").await
}

/// The report to take away, under a name that says whose it is.
async fn document(visit: Visit, format: Format, kind: &'static str) -> Response {
    let written = visit.ask(move |desk| {
        let (district, year) = (desk.office.district()?, desk.office.scheme()?.year);
        let name = format!("{district}{year}年度履行教育职责自评报告.{}", format.ending());
        Ok((name, desk.office.report(&AsOf::Now)?.bytes(format)))
    });
    match written.await {
        Ok((name, bytes)) => {
            let disposition = format!("attachment; filename*=UTF-8''{}", encoded(&name));
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, &disposition)], bytes)
                .into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn claims(visit: Visit) -> Response {
    visit.page(|desk| claims_page(desk, Vec::new(), None)).await
}

async fn claims_of(visit: Visit, form: Multipart) -> Response {
    let given = Given::read(form).await;
    let ours = given.as_ref().is_some_and(|given| visit.is_ours(&given.token));
    let page = visit.page(move |desk| {
        let words = desk.frame(Place::Claims)?.words;
        let Some(given) = given else {
            return claims_page(desk, vec![words.claims_too_large.to_owned()], None);
        };
        if !ours {
            return claims_page(desk, vec![words.claims_foreign.to_owned()], None);
        }
        let Some((name, bytes)) = given.file else { return claims_page(desk, Vec::new(), None) };
        let told = |finding: office::Finding| {
            let hint = finding.hint.map(|hint| format!("；{hint}")).unwrap_or_default();
            format!("{}：{}{hint}", finding.place.source, finding.sentence)
        };
        let mut refused = Vec::new();
        let checked = office::check(&name, &bytes).map_err(|finding| refused.push(told(finding))).ok();
        let before = given.before.map(|(name, bytes)| office::check(&name, &bytes));
        let before = before.and_then(|read| read.map_err(|finding| refused.push(told(finding))).ok());
        let Some(checked) = checked else { return claims_page(desk, refused, None) };
        let held = match given.against {
            true => Some(desk.office.against(&checked, &AsOf::Now)?),
            false => None,
        };
        let before = before.map(|old| checked.since(&old));
        let sheet = Sheet::new(&checked, held.as_ref(), before.as_ref(), words, true);
        claims_page(desk, refused, Some(sheet))
    });
    page.await
}

fn claims_page(desk: &Desk, refused: Vec<String>, sheet: Option<Sheet>) -> Result<Claims, Trouble> {
    let frame = desk.frame(Place::Claims)?;
    let limit = say(frame.words.claims_limit, &[&(UPLOAD_LIMIT >> 20).to_string()]);
    Ok(Claims { token: desk.token.to_string(), limit, refused, sheet, frame })
}

async fn journal(visit: Visit) -> Result<Response, Refusal> {
    let Turned { before, entry } = visit.asked()?;
    if let Ok(number) = entry.trim().trim_start_matches('#').parse::<u64>() {
        return Ok(Redirect::to(&format!("/journal/{number}")).into_response());
    }
    Ok(visit
        .page(move |desk| {
            let root = desk.office.journal_root()?;
            let entries = desk.office.entries(before, ENTRIES)?;
            let registers = desk.office.registers()?;
            Ok(Journal::new(desk.frame(Place::Journal)?, &root, &entries, before, &registers, &desk.folder))
        })
        .await)
}

async fn entry(visit: Visit, Path(seq): Path<String>) -> Response {
    visit
        .page(move |desk| {
            let seq = seq.parse().map_err(|_| Trouble::Nothing)?;
            let entry = desk.office.entry(seq)?;
            Ok(Entry::new(desk.frame(Place::Journal)?, &entry, &desk.office.registers()?, &desk.folder))
        })
        .await
}

async fn draws(visit: Visit) -> Response {
    visit.page(|desk| Ok(Draws::new(desk.frame(Place::Work(Work::Draws))?, &desk.office.draws()?))).await
}

async fn draw(visit: Visit, Path(number): Path<String>) -> Response {
    let number = cut(&number);
    let page = visit
        .page(move |desk| Ok(Draw::new(desk.frame(Place::Work(Work::Draws))?, &desk.office.drawn(&number)?)));
    page.await
}

async fn draw_certificate(visit: Visit, Path(number): Path<String>) -> Response {
    let number = cut(&number);
    let file = format!("{number}.draw.txt");
    text(visit.ask(move |desk| desk.office.drawn(&number)?.certificate.ok_or(Trouble::Nothing)).await, &file)
}

async fn draw_seals(visit: Visit, Path(number): Path<String>) -> Response {
    let number = cut(&number);
    let file = format!("{number}.seals.txt");
    text(visit.ask(move |desk| desk.office.drawn(&number)?.seals.ok_or(Trouble::Nothing)).await, &file)
}

/// A text to take away under a name.
fn text(asked: Result<String, Refusal>, name: &str) -> Response {
    match asked {
        Ok(text) => {
            let disposition = format!("attachment; filename*=UTF-8''{}", encoded(name));
            let kind = "text/plain; charset=utf-8";
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, &disposition)], text)
                .into_response()
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn schools(visit: Visit) -> Result<Response, Refusal> {
    let q = cut(&visit.asked::<Looked>()?.q);
    let page = visit.page(move |desk| {
        Ok(Schools::new(desk.frame(Place::Work(Work::Schools))?, &q, &desk.office.bodies()?))
    });
    Ok(page.await)
}

async fn school(visit: Visit, Path(code): Path<String>) -> Response {
    let code = cut(&code);
    let page = visit.page(move |desk| {
        Ok(School::new(desk.frame(Place::Work(Work::Schools))?, &desk.office.about(&code)?))
    });
    page.await
}

async fn api_indicators(visit: Visit) -> Response {
    match visit.ask(|desk| Ok(desk.office.evaluate(None, &AsOf::Now)?)).await {
        Ok(board) => Json(board).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

async fn api_duties(visit: Visit) -> Response {
    match visit.ask(|desk| Ok(desk.office.duties(None, None, &AsOf::Now)?)).await {
        Ok(duties) => Json(duties).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

async fn api_figures(visit: Visit) -> Response {
    match visit.ask(|desk| Ok(desk.office.figures(&AsOf::Now)?)).await {
        Ok(figures) => Json(serde_json::json!({ "figures": figures })).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

async fn devices(visit: Visit) -> Response {
    visit
        .page(|desk| Ok(Devices::new(desk.frame(Place::Work(Work::Devices))?, desk.office.devices(None)?)))
        .await
}
