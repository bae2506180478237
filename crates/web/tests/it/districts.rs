//! Many districts on one server: each is alone under its address, nobody comes from one into another, and who looks over all of them
//! sees what they come to and no row.

mod alone;
mod apart;
mod looked_over;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use office::{Office, Overseers};
use tower::ServiceExt;

use crate::{Answer, District, doors, runtime};

const HOST: &str = "127.0.0.1:8080";

/// A server over folders: code and folder.
pub(crate) fn server(folders: &[(&str, PathBuf)], people: Overseers) -> web::Districts {
    let member = |(code, folder): &(&str, PathBuf)| {
        let folder = folder.clone();
        let opens = move || {
            let office = Arc::new(Office::open(&folder).map_err(|error| error.to_string())?);
            Ok(web::Opened { office, doors: doors(), held: Box::new(()) })
        };
        web::Member { code: (*code).to_owned(), opens: Box::new(opens) }
    };
    web::Districts::of(web::City {
        members: folders.iter().map(member).collect(),
        people,
        public_url: Some("https://edu.example.gov.cn".to_owned()),
        tls: None,
        observed: web::Observed::default(),
        metrics: None,
    })
}

/// Two districts of the same people and rows under `a` and `b`, and the server over them.
pub(crate) fn two() -> ([District; 2], web::Districts) {
    let both = [crate::recording::worked(), crate::recording::worked()];
    let folders = [("a", both[0].folder.clone()), ("b", both[1].folder.clone())];
    let server = server(&folders, Overseers::default());
    (both, server)
}

/// A browser, which keeps cookies by name and path and brings them where they belong.
pub(crate) struct Browser {
    router: Router,
    pub cookies: BTreeMap<(String, String), String>,
}

impl Browser {
    pub fn of(server: &web::Districts) -> Browser {
        Browser { router: server.router(), cookies: BTreeMap::new() }
    }

    /// One that is signed in to a district, by the one page for all.
    pub fn entered(server: &web::Districts, code: &str, who: &str) -> Browser {
        let mut browser = Browser::of(server);
        let fields = [("district", code), ("login", who), ("password", crate::signing::PASSWORD)];
        let answer = browser.post("/login", &fields);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(answer.headers["location"], format!("/d/{code}/").as_str());
        browser
    }

    pub fn ask(&mut self, request: axum::http::request::Builder, body: impl Into<Body>) -> Answer {
        let request = request.header("host", HOST).body(body.into()).unwrap();
        let (mut head, body) = request.into_parts();
        let path = head.uri.path().to_owned();
        let brought = self.cookies.iter().filter(|((_, under), _)| path.starts_with(under.as_str()));
        let brought: Vec<String> = brought.map(|((name, _), value)| format!("{name}={value}")).collect();
        if !brought.is_empty() && !head.headers.contains_key(header::COOKIE) {
            head.headers.insert(header::COOKIE, brought.join("; ").parse().unwrap());
        }
        let answer = runtime().block_on(async {
            let answer = self.router.clone().oneshot(Request::from_parts(head, body)).await.unwrap();
            let (head, body) = answer.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap();
            let text = String::from_utf8_lossy(&body).into_owned();
            Answer { status: head.status, headers: head.headers, body: text, bytes: body.to_vec() }
        });
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            let path = set.split("Path=").nth(1).unwrap().split(';').next().unwrap();
            self.cookies.insert((name.to_owned(), path.to_owned()), value.to_owned());
        }
        answer
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path), Body::empty())
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = |(name, text): &(&str, &str)| format!("{name}={}", web::encoded(text));
        let body: Vec<String> = fields.iter().map(encode).collect();
        let request = Request::post(path)
            .header("origin", format!("http://{HOST}"))
            .header("content-type", "application/x-www-form-urlencoded");
        self.ask(request, body.join("&"))
    }

    /// The word that a page's forms carry.
    pub fn word(&mut self, path: &str) -> String {
        let page = self.get(path).body;
        page.split_once("name=\"word\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
    }
}
