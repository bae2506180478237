//! A question from a reader to the office, and its answer as a page.

mod deeds;
mod entrance;

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{FromRequestParts, Query};
use axum::http::{HeaderMap, StatusCode, Uri, header, request::Parts};
use axum::response::{Html, IntoResponse, Response};
use identity::Providers;
use office::{AllowedOrigins, AsOf, Checked, Finding, Office, Reading, Session, Via, Visitor, Who};
use sandbox::{Cancellation, Sandbox};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::cell::OnceCell;

use crate::Doors;
use crate::address::encoded;
use crate::bounds::{Bound, Bounds};
use crate::frame::{Frame, Place};
use crate::guard;
use crate::language::Language;
use crate::pages::problem::Problem;
use crate::runs;
use crate::signed::Signed;
use crate::under_way::UnderWay;
use crate::words::say;

/// What every handler has at hand.
#[derive(Clone)]
pub(crate) struct Site {
    office: Arc<Office>,
    /// Where documents from outside are read.
    documents: Arc<Sandbox>,
    /// The district's folder, as a command line would name it.
    folder: Arc<str>,
    /// What the link carries that the program prints on its terminal; none is let in by it when it is empty.
    ticket: Arc<str>,
    /// What stands in a kept page for the name of whoever asks.
    mark: Arc<str>,
    /// Whether a browser sends its cookie by TLS alone.
    secure: bool,
    /// Whether anybody may be anybody of the made-up people.
    demo: bool,
    /// The address under which others come, without a stroke at its end.
    public: Option<Arc<str>>,
    /// Whether TLS is spoken here and not by a proxy.
    has_tls: bool,
    /// Who is asked outside who somebody is.
    providers: Arc<Providers>,
    /// Where changes may be pushed to.
    pushes: Arc<AllowedOrigins>,
    bounds: Bounds,
    under_way: UnderWay,
    /// Under which address of a server of many districts it stands; none where it is alone.
    mounted: Option<Arc<Mounted>>,
}

/// Where a site stands among others on one server.
pub(crate) struct Mounted {
    /// What stands before its addresses: `/d/500152`.
    pub base: String,
    /// What the district is called.
    pub name: String,
    /// What it may hold at once.
    pub bounds: Bounds,
}

impl Site {
    /// The office behind the pages.
    pub fn office(&self) -> Arc<Office> {
        self.office.clone()
    }

    /// What may be worked on at once.
    pub fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// What is being recorded.
    pub fn under_way(&self) -> &UnderWay {
        &self.under_way
    }

    pub fn new(office: Arc<Office>, doors: Doors, mounted: Option<Mounted>) -> Site {
        let folder = office.dir().display().to_string();
        let quoted = folder.contains(|c: char| c.is_whitespace() || "'\"$`\\&;|<>()*?#".contains(c));
        let folder = if quoted { format!("'{}'", folder.replace('\'', "'\\''")) } else { folder };
        let secure =
            doors.public_url.as_deref().is_some_and(|url| url.starts_with("https://")) || doors.tls.is_some();
        Site {
            office,
            documents: Arc::new(doors.documents),
            folder: folder.into(),
            ticket: doors.ticket.unwrap_or_default().into(),
            mark: format!("who-{}", crate::ticket().unwrap_or_default()).into(),
            secure,
            demo: doors.demo,
            public: doors.public_url.map(|url| url.trim_end_matches('/').into()),
            has_tls: doors.tls.is_some(),
            providers: Arc::new(doors.providers),
            pushes: Arc::new(doors.pushes),
            bounds: mounted.as_ref().map_or_else(Bounds::new, |one| one.bounds.clone()),
            under_way: UnderWay::default(),
            mounted: mounted.map(Arc::new),
        }
    }

    /// Whether a text is what the link of the machine carries.
    pub fn is_ticket(&self, text: &str) -> bool {
        let (given, own) = (text.as_bytes(), self.ticket.as_bytes());
        let differ = given.iter().zip(own).fold(0, |sum, (one, other)| sum | (one ^ other));
        !own.is_empty() && given.len() == own.len() && differ == 0
    }

    /// Whether anybody may be anybody of the made-up people.
    pub fn is_demo(&self) -> bool {
        self.demo
    }

    /// Who is asked outside who somebody is.
    pub fn providers(&self) -> &Arc<Providers> {
        &self.providers
    }

    /// Where changes may be pushed to.
    pub fn pushes(&self) -> &Arc<AllowedOrigins> {
        &self.pushes
    }

    /// The address under which whoever asks reached the site, without a stroke at its end: the public one, or this machine's own. Nothing
    /// else makes an absolute address of ours.
    pub fn reached(&self, headers: &HeaderMap) -> String {
        let public = self.public.as_deref();
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        match (public, host) {
            (Some(public), _) if !guard::host_is_local(headers) => public.to_owned(),
            (public, None) => public.unwrap_or_default().to_owned(),
            (_, Some(host)) => {
                let scheme = if self.has_tls { "https" } else { "http" };
                let base = self.mounted.as_ref().map_or("", |one| one.base.as_str());
                format!("{scheme}://{host}{base}")
            }
        }
    }

    /// Whether a browser sends its cookie by TLS alone.
    pub fn is_secure(&self) -> bool {
        self.secure
    }
}

/// Why a question has no page.
pub(crate) enum Trouble {
    /// The office could not do it.
    Office(office::Error),
    /// What stands behind the `?` is not what the page takes.
    NotUnderstood,
    /// What it is to be sorted, searched or chosen by is not there: the sentence that says so.
    NotOffered(String),
    /// There is nothing at this address.
    Nothing,
    /// The work ended before it was done.
    Lost,
}

impl From<office::Error> for Trouble {
    fn from(error: office::Error) -> Trouble {
        Trouble::Office(error)
    }
}

/// A page that says why there is no other.
pub(crate) struct Refusal(Box<Response>);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// One request: the site, who is signed in, and the frame of the page that will answer it.
#[derive(Clone)]
pub(crate) struct Visit {
    site: Site,
    signed: Option<Signed>,
    language: Language,
    uri: Uri,
}

impl FromRequestParts<Site> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Visit, Self::Rejection> {
        let language = Language::of(&parts.uri, &parts.headers);
        let signed = parts.extensions.get::<Signed>().cloned();
        Ok(Visit { site: site.clone(), signed, language, uri: parts.uri.clone() })
    }
}

/// What a handler asks the office with: it runs where blocking is allowed.
pub(crate) struct Desk {
    pub folder: Arc<str>,
    office: Arc<Office>,
    documents: Arc<Sandbox>,
    signed: Option<Signed>,
    ticket: Arc<str>,
    mark: Arc<str>,
    demo: bool,
    providers: Arc<Providers>,
    mounted: Option<Arc<Mounted>>,
    pub pushes: Arc<AllowedOrigins>,
    reading: OnceCell<Reading>,
    language: Language,
    uri: Uri,
}

impl Desk {
    /// What this request reads: one state of the journal for the whole page, taken when it is first asked for.
    pub fn reading(&self) -> Result<&Reading, Trouble> {
        if let Some(reading) = self.reading.get() {
            return Ok(reading);
        }
        let reading = self.reading_at(&AsOf::Now)?;
        Ok(self.reading.get_or_init(|| reading))
    }

    /// Holds what an address chooses against what there is to choose; nothing chosen is well.
    pub fn chosen(&self, key: &str, is_offered: impl Fn(&str) -> bool) -> Result<(), Trouble> {
        match key.is_empty() || is_offered(key) {
            true => Ok(()),
            false => Err(Trouble::NotOffered(say(self.language.words().not_offered, &[key]))),
        }
    }

    /// A reading of a moment.
    pub fn reading_at(&self, as_of: &AsOf) -> Result<Reading, Trouble> {
        let session = match &self.signed {
            Some(Signed::Machine) => self.office.session(Who::Person(MACHINE.to_owned()), Via::Command),
            Some(Signed::Person(visitor)) => self.session_of(visitor),
            None => return Err(Trouble::Nothing),
        };
        Ok(self.office.at(&session, as_of, year(&self.uri)?)?)
    }

    fn session_of(&self, visitor: &Visitor) -> Session {
        let via = if visitor.programme.is_some() { Via::Api } else { Via::Page };
        self.office.session(Who::Person(visitor.person.clone()), via)
    }

    /// Who is signed in.
    pub fn signed(&self) -> Option<&Signed> {
        self.signed.as_ref()
    }

    /// What forms of this reader's pages carry, and those of nobody else; empty where nobody is signed in.
    pub fn word(&self) -> String {
        word(self.signed.as_ref(), &self.ticket)
    }

    /// Whether anybody may be anybody of the made-up people.
    pub fn is_demo(&self) -> bool {
        self.demo
    }

    /// A session of the person who is signed in; whoever sits at the machine only reads.
    fn person(&self) -> Result<Session, Trouble> {
        match &self.signed {
            Some(Signed::Person(visitor)) => Ok(self.session_of(visitor)),
            _ => Err(Trouble::Office(office::Error::Denied(self.language.words().machine_reads.to_owned()))),
        }
    }

    /// Of a closed year, when it was closed and what would be otherwise now.
    pub fn closed(&self, year: i32) -> Result<Option<view::ClosedView>, Trouble> {
        Ok(self.office.since_closed(self.reading()?.session(), year)?)
    }

    /// Proof-reads a document from outside, apart from this process.
    ///
    /// # Errors
    /// A finding that says why it cannot be read. [`Trouble::Lost`] when who asked has left: nobody sees what is said then.
    pub fn check(
        &self,
        name: &str,
        bytes: &[u8],
        asked: &Cancellation,
    ) -> Result<Result<Checked, Finding>, Trouble> {
        let prose = match self.documents.prose(name, bytes, asked) {
            Ok(prose) => prose,
            Err(finding) => return Ok(Err(finding)),
        };
        Checked::read_while(prose, &|| !asked.is_cancelled()).map(Ok).ok_or(Trouble::Lost)
    }

    /// What the last audit found.
    pub fn audited(&self) -> Result<Option<view::AuditView>, Trouble> {
        Ok(self.office.audited()?)
    }

    /// A page that says what the reading says and nothing else, as it was made for whoever asked first. The journal is held against what was
    /// signed before it is handed out, as before it was made.
    fn kept<T: Template>(
        &self,
        question: impl FnOnce(&Desk) -> Result<T, Trouble>,
    ) -> Result<Bytes, Trouble> {
        let address = self.uri.path_and_query().map_or("/", |asked| asked.as_str());
        let (reading, audited) = (self.reading()?, self.audited()?.map(|told| told.time).unwrap_or_default());
        // A page says what the last audit found; the reading itself knows its day.
        let key = format!("page {} {address} {audited}", self.language.code());
        let page = reading.kept(&key, Bytes::len, || rendered(&question(self)?, self.language))?;
        Ok(Bytes::clone(&page))
    }

    /// A page with the name of whoever asks in its head: what is kept is the same for all who see the same.
    fn named(&self, page: Bytes) -> Bytes {
        let mark = self.mark.as_bytes();
        let Some(at) = page.windows(mark.len()).position(|part| part == mark) else { return page };
        let name = name(self.signed.as_ref(), self.language);
        let name = askama::filters::escape(&name, askama::filters::Html).map(|name| name.to_string());
        let name = runs::marked(&name.unwrap_or_default(), self.language);
        Bytes::from([&page[..at], name.as_bytes(), &page[at + mark.len()..]].concat())
    }

    /// The frame of a page at `place`: whose data, which pack.
    pub fn frame(&self, place: Place) -> Result<Frame, Trouble> {
        Ok(Frame { at: Some(place), ..self.frame_of_none()? })
    }

    /// The frame of a page of no place before anybody is let in: it says nothing of the district, but for its name where the server has
    /// others.
    pub fn closed_frame(&self) -> Frame {
        let place = self.mounted.as_ref().map(|one| one.name.clone()).unwrap_or_default();
        Frame { offers: None, place, ..Frame::new(self.language, self.uri.path(), self.uri.query()) }
    }

    /// Whether the server has other districts.
    pub fn is_one_of_many(&self) -> bool {
        self.mounted.is_some()
    }

    /// The frame of a page of no place: whose data, which pack.
    pub fn frame_of_none(&self) -> Result<Frame, Trouble> {
        let reading = self.reading()?;
        let scheme = reading.scheme();
        let mut frame = Frame::new(self.language, self.uri.path(), self.uri.query());
        frame.offers = Some(reading.offers());
        frame.who = self.mark.to_string();
        let district = reading.district()?;
        let year = say(frame.words.year_of, &[&reading.year().unwrap_or(scheme.year).to_string()]);
        frame.place = if district.is_empty() { year } else { format!("{district} · {year}") };
        if let Some(finding) = self.office.audited()?.and_then(|told| told.finding) {
            frame.alarm = finding.sentence;
        }
        frame.pack = format!("{} · {}", scheme.id, scheme.hash.get(..8).unwrap_or(&scheme.hash));
        Ok(frame)
    }
}

/// What a register answers: that it has no such field is a fault of the question, and not of the register that is there.
pub(crate) fn offered<T>(
    reading: &Reading,
    register: &str,
    answer: Result<T, office::Error>,
) -> Result<T, Trouble> {
    match answer {
        Err(office::Error::Unknown(why)) if reading.register_name(register).is_ok() => {
            Err(Trouble::NotOffered(why))
        }
        answer => Ok(answer?),
    }
}

/// Whoever sits at this machine.
const MACHINE: &str = "本机";

/// The word that forms carry.
fn word(signed: Option<&Signed>, ticket: &str) -> String {
    match signed {
        Some(Signed::Person(visitor)) => visitor.word.clone(),
        // Only whoever has the ticket reads a page in which it stands.
        Some(Signed::Machine) => ticket.to_owned(),
        None => String::new(),
    }
}

/// The name that stands in the head of a page for whoever asks.
fn name(signed: Option<&Signed>, language: Language) -> String {
    match signed {
        Some(Signed::Person(visitor)) => visitor.person.clone(),
        _ => language.words().machine.to_owned(),
    }
}

/// The year that an address asks for; none for the newest.
fn year(uri: &Uri) -> Result<Option<i32>, Trouble> {
    let mut asked = uri.query().unwrap_or_default().split('&').filter_map(|part| part.strip_prefix("year="));
    asked.next().map(|year| year.parse().map_err(|_| Trouble::NotUnderstood)).transpose()
}

impl Visit {
    /// The reader's language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What may be worked on at once.
    pub fn bounds(&self) -> &Bounds {
        &self.site.bounds
    }

    /// The address.
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// One value of the address behind its `?`, as it stands there.
    pub fn value(&self, name: &str) -> Option<&str> {
        let pairs = self.uri.query().unwrap_or_default().split('&');
        pairs.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Who is signed in.
    pub fn signed(&self) -> Option<&Signed> {
        self.signed.as_ref()
    }

    /// The name of who is signed in; empty for whoever sits at the machine.
    pub fn person(&self) -> &str {
        match &self.signed {
            Some(Signed::Person(visitor)) => &visitor.person,
            _ => "",
        }
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Whether a form carries the word that only this reader's own pages do.
    pub fn is_ours(&self, given: &str) -> bool {
        !given.is_empty() && word(self.signed.as_ref(), &self.site.ticket) == given
    }

    /// The answer to a form that no page of this reader's sent.
    pub fn foreign(&self) -> Response {
        (StatusCode::FORBIDDEN, format!("{}\n", self.language.words().not_our_page)).into_response()
    }

    /// What the address asks for behind its `?`; a page that says so when it is not understood.
    pub fn asked<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        Query::try_from_uri(&self.uri).map(|Query(asked)| asked).map_err(|_| {
            let bare = Frame::new(self.language, self.uri.path(), self.uri.query());
            problem(bare, Trouble::NotUnderstood, &self.uri)
        })
    }

    /// Asks the office when it is one's turn among the readers, and gives what it says.
    pub async fn ask<T: Send + 'static>(
        self,
        question: impl FnOnce(&Desk) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Refusal> {
        let among = self.site.bounds.questions.clone();
        self.ask_among(&among, question).await
    }

    /// Asks the office off the threads that answer other readers, when it is one's turn. Who leaves before is not begun.
    pub async fn ask_among<T: Send + 'static>(
        self,
        bound: &Bound,
        question: impl FnOnce(&Desk) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Refusal> {
        let mut bare = Frame::new(self.language, self.uri.path(), self.uri.query());
        let uri = self.uri.clone();
        let turn = bound.turn().await;
        let answer = tokio::task::spawn_blocking(move || {
            // It lasts as long as the work, though the asker be gone.
            let _turn = turn;
            let desk = self.desk();
            // A page that says why there is no other leads nowhere that is not open to its reader.
            question(&desk).map_err(|trouble| {
                let who = desk.signed.is_some().then(|| name(desk.signed.as_ref(), desk.language));
                (trouble, who, desk.reading().ok().map(Reading::offers))
            })
        });
        let answer = answer.await.unwrap_or(Err((Trouble::Lost, None, None)));
        answer.map_err(|(trouble, who, offers)| {
            bare.who = who.unwrap_or_default();
            bare.offers = offers;
            problem(bare, trouble, &uri)
        })
    }

    /// Asks the office when it is one's turn among the readers, and gives what it says or why it does not.
    pub async fn told<T: Send + 'static, E: From<Trouble> + Send + 'static>(
        self,
        question: impl FnOnce(&Desk) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let turn = self.site.bounds.questions.turn().await;
        let answer = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            question(&self.desk())
        });
        answer.await.unwrap_or_else(|_| Err(Trouble::Lost.into()))
    }

    /// The desk at which the office is asked.
    fn desk(self) -> Desk {
        let Visit { site, signed, language, uri } = self;
        let Site { office, documents, folder, ticket, mark, demo, providers, pushes, mounted, .. } = site;
        let reading = OnceCell::new();
        Desk {
            folder,
            office,
            documents,
            signed,
            ticket,
            mark,
            demo,
            providers,
            mounted,
            pushes,
            reading,
            language,
            uri,
        }
    }

    /// Asks the office for a page that follows from the address, the language and the reading with its day, and from nothing
    /// else: it is made once for a state of the journal.
    pub async fn page<T: Template + Send + 'static>(
        self,
        question: impl FnOnce(&Desk) -> Result<T, Trouble> + Send + 'static,
    ) -> Response {
        answered(self.ask(|desk| Ok(desk.named(desk.kept(question)?))).await)
    }

    /// Asks the office for a page that shows more: the minute, what devices say, what a form brought.
    pub async fn page_of_now<T: Template + Send + 'static>(
        self,
        question: impl FnOnce(&Desk) -> Result<T, Trouble> + Send + 'static,
    ) -> Response {
        answered(self.ask(|desk| Ok(desk.named(rendered(&question(desk)?, desk.language)?))).await)
    }
}

fn rendered(page: &impl Template, language: Language) -> Result<Bytes, Trouble> {
    runs::page(page, language).map(Bytes::from).map_err(|_| Trouble::Lost)
}

fn answered(page: Result<Bytes, Refusal>) -> Response {
    match page {
        Ok(html) => Html(html).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

/// The page that says what could not be done.
fn problem(frame: Frame, trouble: Trouble, uri: &Uri) -> Refusal {
    let words = frame.words;
    let (status, title, sentence, hint) = match trouble {
        Trouble::Nothing => (StatusCode::NOT_FOUND, words.not_found, String::new(), words.not_found_next),
        Trouble::NotUnderstood => (StatusCode::BAD_REQUEST, words.refused_question, String::new(), ""),
        Trouble::NotOffered(what) => (StatusCode::BAD_REQUEST, words.refused_question, what, ""),
        Trouble::Office(office::Error::Unknown(what)) => {
            (StatusCode::NOT_FOUND, words.not_found, what, words.not_found_next)
        }
        Trouble::Office(office::Error::Pack(findings)) => {
            let said: Vec<&str> = findings.iter().map(|finding| finding.sentence.as_str()).take(5).collect();
            (StatusCode::CONFLICT, words.no_report, said.join("；"), words.no_report_next)
        }
        Trouble::Office(office::Error::Denied(what)) => {
            (StatusCode::FORBIDDEN, words.denied, what, words.denied_next)
        }
        Trouble::Office(error) => {
            // The reader is told that it failed; what failed, paths included, is for who runs the server.
            tracing::error!(error = error.logged(), "a page could not be answered");
            (StatusCode::INTERNAL_SERVER_ERROR, words.went_wrong, String::new(), words.went_wrong_next)
        }
        Trouble::Lost => {
            (StatusCode::INTERNAL_SERVER_ERROR, words.went_wrong, String::new(), words.went_wrong_next)
        }
    };
    let language = frame.language;
    let mut page = Problem::new(frame, title, sentence, hint);
    if status == StatusCode::BAD_REQUEST {
        page = page.without_conditions(uri);
    }
    Refusal(Box::new(match runs::page(&page, language) {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => status.into_response(),
    }))
}

/// Longest text to look for, in characters.
const LONGEST_FILTER: usize = 80;

/// A text out of an address, without its edges and not longer than may be looked for.
pub(crate) fn cut(text: &str) -> String {
    text.trim().chars().take(LONGEST_FILTER).collect()
}

/// Text looked for, as the address of a list gives it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Looked {
    q: String,
}

impl Looked {
    /// The text.
    pub fn text(&self) -> String {
        cut(&self.q)
    }
}

/// The day that an address asks for; none when it asks for none.
pub(crate) fn day(on: &str) -> Result<Option<office::Date>, Trouble> {
    match on {
        "" => Ok(None),
        on => on.parse().map(Some).map_err(|()| Trouble::NotUnderstood),
    }
}

/// A document to take away under a name.
pub(crate) fn taken_away(name: &str, kind: &'static str, content: impl IntoResponse) -> Response {
    let disposition = format!("attachment; filename*=UTF-8''{}", encoded(name));
    let kind = (header::CONTENT_TYPE, kind.to_owned());
    ([kind, (header::CONTENT_DISPOSITION, disposition)], content).into_response()
}
