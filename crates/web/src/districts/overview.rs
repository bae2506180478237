//! 全市总览: a line a district, for people of the city and for nobody else.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use view::{DistrictLine, DistrictState, DistrictSummary, OverviewView, SummaryValue, Verdict};

use super::Town;
use super::entry::{overseer, said};
use super::words::{self, Words};
use crate::frame::Frame;
use crate::language::Language;
use crate::numbers::moment;
use crate::runs;
use crate::site::taken_away;
use crate::words::say;

/// What the districts come to now.
pub(super) fn of(town: &Town) -> OverviewView {
    OverviewView { districts: town.houses.iter().map(|house| house.line()).collect() }
}

/// The page.
#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    frame: Frame,
    words: &'static Words,
    /// Who looks.
    who: String,
    /// How many there are.
    lead: String,
    /// The text that is looked for.
    q: String,
    /// Indicators to choose from: id, name, whether it is shown.
    indicators: Vec<(String, String, bool)>,
    /// The name of the indicator that is shown; empty for none.
    shown: String,
    lines: Vec<Line>,
}

/// A line of the page.
struct Line {
    code: String,
    name: String,
    /// What stands in the place of numbers; empty where there are some.
    instead: String,
    /// What was recorded since; empty for nothing.
    since: String,
    summary: Option<DistrictSummary>,
    recorded: String,
    /// Of the indicator that is shown: value, verdict.
    value: (String, &'static str),
}

pub(super) async fn page(State(town): State<Arc<Town>>, uri: Uri, headers: HeaderMap) -> Response {
    let Some(who) = overseer(&town, &headers, false).await else {
        return Redirect::to("/login").into_response();
    };
    let language = Language::of(&uri, &headers);
    let asked = uri.query().unwrap_or_default();
    let frame = Frame { offers: None, ..Frame::new(language, "/", uri.query()) };
    let page = Overview::new(frame, &of(&town), who, (said(asked, "q").trim(), &said(asked, "indicator")));
    match runs::page(&page, language) {
        Ok(page) => Html(page).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl Overview {
    fn new(frame: Frame, view: &OverviewView, who: String, (q, id): (&str, &str)) -> Overview {
        let words = words::of(frame.language);
        let open = view.districts.iter().filter(|line| line.state != DistrictState::Shut).count();
        let counts = [view.districts.len(), open, view.districts.len() - open].map(|many| many.to_string());
        let counts = counts.each_ref().map(String::as_str);
        let known = indicators(view);
        let shown = known.iter().find(|(of, _)| of == id).map(|(_, name)| name.clone()).unwrap_or_default();
        let chosen = |(of, name): (String, String)| (of.clone(), name, of == id);
        let found = view.districts.iter().filter(|line| line.name.contains(q) || line.code.contains(q));
        Overview {
            lead: say(words.overview_lead, &counts),
            indicators: known.into_iter().map(chosen).collect(),
            shown,
            lines: found.map(|line| Line::of(line, id, words)).collect(),
            q: q.to_owned(),
            who,
            words,
            frame,
        }
    }
}

/// The indicators of all schemes, by number.
fn indicators(view: &OverviewView) -> Vec<(String, String)> {
    let all = view.districts.iter().filter_map(|line| line.summary.as_ref()).flat_map(|one| &one.values);
    let mut found: Vec<(Option<u32>, String, String)> =
        all.map(|one| (one.number, one.id.clone(), one.name.clone())).collect();
    found.sort();
    found.dedup_by(|one, other| one.1 == other.1);
    let told = |(number, id, name): (Option<u32>, String, String)| match number {
        Some(number) => (id, format!("{number} {name}")),
        None => (id, name),
    };
    found.into_iter().map(told).collect()
}

impl Line {
    fn of(line: &DistrictLine, id: &str, words: &'static Words) -> Line {
        let instead = match line.state {
            DistrictState::Open => String::new(),
            DistrictState::Computing if line.why.is_empty() => words.computing.to_owned(),
            DistrictState::Computing => line.why.clone(),
            DistrictState::Waiting => words.waiting.to_owned(),
            DistrictState::Shut => format!("{}{}", words.is_shut, line.why),
        };
        let value = line.summary.as_ref().and_then(|one| one.values.iter().find(|one| one.id == id));
        Line {
            code: line.code.clone(),
            name: line.name.clone(),
            instead,
            since: if line.since > 0 { say(words.since, &[&line.since.to_string()]) } else { String::new() },
            recorded: line.summary.as_ref().map(|one| moment(&one.standing.time)).unwrap_or_default(),
            value: value.map(|one| told(one, words)).unwrap_or_default(),
            summary: line.summary.clone(),
        }
    }
}

/// A value and its verdict in words.
fn told(one: &SummaryValue, words: &Words) -> (String, &'static str) {
    let verdict = match one.verdict {
        Some(Verdict::Met) => words.met,
        Some(Verdict::NotMet) => words.not_met,
        Some(Verdict::CannotTell) => words.cannot_tell,
        None => words.no_verdict,
    };
    (one.printed.clone().unwrap_or_else(|| "—".to_owned()), verdict)
}

/// What stands under `/api/`: the same, to a program.
pub(super) async fn json(State(town): State<Arc<Town>>, uri: Uri, headers: HeaderMap) -> Response {
    match overseer(&town, &headers, true).await {
        Some(_) => Json(of(&town)).into_response(),
        None => stranger(&uri, &headers),
    }
}

/// The same as a table to take away: a line a district and indicator.
pub(super) async fn csv(State(town): State<Arc<Town>>, uri: Uri, headers: HeaderMap) -> Response {
    if overseer(&town, &headers, true).await.is_none() {
        return stranger(&uri, &headers);
    }
    let words = words::of(Language::of(&uri, &headers));
    taken_away(&format!("{}.csv", words.overview), "text/csv; charset=utf-8", table(&of(&town), words))
}

fn stranger(uri: &Uri, headers: &HeaderMap) -> Response {
    let words = words::of(Language::of(uri, headers));
    let asked = (header::WWW_AUTHENTICATE, "Basic realm=\"Duheng\", charset=\"UTF-8\"");
    (StatusCode::UNAUTHORIZED, [asked], words.not_signed_in).into_response()
}

fn table(view: &OverviewView, words: &Words) -> String {
    // The mark by which spreadsheets know the encoding.
    let mut out = "\u{feff}".to_owned();
    let head = [
        words.code,
        words.district,
        words.state,
        words.year,
        words.met,
        words.not_met,
        words.cannot_tell,
        words.gaps,
        words.overdue,
        words.recorded,
        words.entries,
        words.root,
        words.name_of,
        words.value,
        words.verdict,
    ];
    line(&mut out, &head);
    for one in &view.districts {
        let Some(summary) = &one.summary else {
            line(&mut out, &[&one.code, &one.name, &format!("{} {}", one.state.key(), one.why)]);
            continue;
        };
        let counts = [summary.met, summary.not_met, summary.cannot_tell, summary.gaps, summary.overdue];
        let counts = counts.map(|count| count.to_string());
        let (year, entries) = (summary.year.to_string(), summary.standing.size.to_string());
        let [met, not, unknown, gaps, overdue] = counts.each_ref().map(String::as_str);
        let time = moment(&summary.standing.time);
        let first = [
            one.code.as_str(),
            &one.name,
            one.state.key(),
            &year,
            met,
            not,
            unknown,
            gaps,
            overdue,
            &time,
            &entries,
            &summary.standing.root,
        ];
        for value in &summary.values {
            let (printed, verdict) = told(value, words);
            line(&mut out, &[&first[..], &[&value.name, &printed, verdict]].concat());
        }
    }
    out
}

/// A line of a table; a cell that a spreadsheet would reckon is text.
fn line(out: &mut String, cells: &[&str]) {
    let cell = |cell: &&str| {
        let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let reckons = cell.starts_with(['=', '+', '@'])
            || cell.starts_with(char::is_control)
            || cell.strip_prefix('-').is_some_and(|rest| !rest.is_empty() && !number(rest));
        let text = if reckons { format!("'{cell}") } else { (*cell).to_owned() };
        let quoted = text.contains(['"', ',', '\n', '\r']);
        if quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}
