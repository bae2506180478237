//! The overview: for people of the city alone, of districts that can be opened and of those that cannot.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use office::{Office, Overseers};

use super::{Browser, server};
use crate::{District, by};

const WHO: &str = "样例市级一";

fn people() -> (Overseers, String) {
    let (password, kept) = Overseers::enrolled().unwrap();
    (Overseers::of([(WHO.to_owned(), kept)].into()), password)
}

#[test]
fn nobody_sees_it_but_people_of_the_city() {
    let district = crate::recording::worked();
    let (people, password) = people();
    let server = server(&[("a", district.folder.clone())], people);
    server.look(true);
    let mut nobody = Browser::of(&server);
    assert_eq!(nobody.get("/").headers["location"], "/login");
    for path in ["/overview.csv", "/api/districts"] {
        assert_eq!(nobody.get(path).status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let enters = |browser: &mut Browser, password: &str| {
        browser.post("/login", &[("district", "-"), ("login", WHO), ("password", password)])
    };
    assert_eq!(enters(&mut nobody, "wrong").status, StatusCode::FORBIDDEN);
    // A person of a district is none of the city, and the other way about.
    let fields = [("district", "-"), ("login", "督导丁"), ("password", crate::signing::PASSWORD)];
    assert_eq!(nobody.post("/login", &fields).status, StatusCode::FORBIDDEN);
    let fields = [("district", "a"), ("login", WHO), ("password", password.as_str())];
    assert_eq!(nobody.post("/login", &fields).status, StatusCode::FORBIDDEN);
    assert_eq!(nobody.post("/login", &[("login", "x")]).status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut overseer = Browser::of(&server);
    assert_eq!(enters(&mut overseer, &password).status, StatusCode::SEE_OTHER);
    let page = overseer.get("/");
    assert_eq!(page.status, StatusCode::OK);
    for row in ["样例一", "ZG-1", "器材过期"] {
        assert!(!page.body.contains(row), "nothing of the rows: {row}");
    }
    // He is in no district.
    assert!(overseer.get("/d/a/").headers["location"].to_str().unwrap().starts_with("/d/a/login"));
    let program = |password: &str| {
        let pair = office::base64::write(format!("{WHO}:{password}").as_bytes());
        Request::get("/api/districts").header("authorization", format!("Basic {pair}"))
    };
    assert_eq!(nobody.ask(program("wrong"), Body::empty()).status, StatusCode::UNAUTHORIZED);
    assert_eq!(nobody.ask(program(&password), Body::empty()).status, StatusCode::OK);
    let other = Request::post("/logout").header("origin", "https://example.org");
    assert_eq!(
        overseer.ask(other, Body::empty()).status,
        StatusCode::FORBIDDEN,
        "no page of another site ends it"
    );
    assert_eq!(overseer.post("/logout", &[]).headers["location"], "/login");
    assert_eq!(overseer.get("/").status, StatusCode::SEE_OTHER, "it is ended here too");
    assert_eq!(super::server(&[], Overseers::default()).overview().districts.len(), 0);
}

#[test]
fn it_says_what_each_comes_to_and_follows_what_is_recorded() {
    let districts = [District::new(), crate::recording::worked()];
    let folders = [("a", districts[0].folder.clone()), ("b", districts[1].folder.clone())];
    let server = server(&folders, Overseers::default());
    let before = server.overview();
    assert!(
        before
            .districts
            .iter()
            .all(|line| line.state == view::DistrictState::Waiting && line.summary.is_none())
    );
    server.look(true);
    let office = Office::open(&folders[1].1).unwrap();
    let reading = office.at(&by(&office, "本机"), &office::AsOf::Now, None).unwrap();
    let (board, root) = (reading.evaluate().unwrap(), reading.journal_root().unwrap());
    let counted = |verdict| board.scheme().iter().filter(|one| one.verdict == Some(verdict)).count() as u64;
    let line = server.overview().districts[1].clone();
    let summary = line.summary.unwrap();
    assert_eq!((line.state, line.since), (view::DistrictState::Open, 0));
    assert_eq!(summary.met, counted(view::Verdict::Met));
    assert_eq!(summary.not_met, counted(view::Verdict::NotMet));
    assert_eq!(summary.cannot_tell, counted(view::Verdict::CannotTell));
    assert_eq!((summary.standing.size, &summary.standing.root), (root.size, &root.root));
    assert_eq!(summary.values.len(), board.scheme().len());
    let more = [crate::guard("B-9", "2150900001", "样例九")];
    office.record(&by(&office, "本机"), &more).unwrap();
    server.look(false);
    let after = server.overview().districts[1].summary.clone().unwrap();
    assert!(after.standing.size > summary.standing.size && after.standing.root != summary.standing.root);
}

#[test]
fn one_that_cannot_be_opened_is_said_in_words_and_keeps_no_other() {
    let (good, broken) = (crate::recording::worked(), crate::recording::worked());
    std::fs::write(
        broken.folder.join("duheng.db"),
        b"not a database at all, but long enough to be read as one",
    )
    .unwrap();
    let folders =
        [("a", good.folder.clone()), ("b", broken.folder.clone()), ("c", good.folder.join("nothing"))];
    let (people, password) = people();
    let server = server(&folders, people);
    server.look(true);
    let mut browser = Browser::entered(&server, "a", "督导丁");
    assert_eq!(browser.get("/d/a/registers").status, StatusCode::OK);
    let shut = browser.get("/d/b/registers");
    assert_eq!(shut.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        shut.body.contains("这个区县现在打不开") && !shut.body.contains("duheng.db"),
        "no path: {}",
        shut.body
    );
    assert_eq!(browser.get("/d/x/").status, StatusCode::NOT_FOUND);
    let fields = [("district", "b"), ("login", "督导丁"), ("password", crate::signing::PASSWORD)];
    assert_eq!(browser.post("/login", &fields).status, StatusCode::SERVICE_UNAVAILABLE);
    browser.post("/login", &[("district", "-"), ("login", WHO), ("password", &password)]);
    let page = browser.get("/").body;
    assert_eq!(page.matches("打不开：").count(), 2, "{page}");
    assert!(page.contains("不是数据目录") && page.contains("能打开 1 个"), "{page}");
    let csv = browser.get("/overview.csv");
    assert!(csv.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
    assert!(csv.body.lines().count() > 10 && csv.body.contains("b,b,shut"), "{}", csv.body);
    let told: serde_json::Value = serde_json::from_str(&browser.get("/api/districts").body).unwrap();
    assert_eq!(told["districts"][2]["state"], "shut");
    assert!(told["districts"][0]["summary"]["standing"]["root"].as_str().unwrap().len() == 64);
}

#[test]
fn one_that_is_mended_opens_by_itself_and_one_that_breaks_is_shut() {
    let district = crate::recording::worked();
    let away = district.folder.with_extension("away");
    std::fs::rename(&district.folder, &away).unwrap();
    let server = server(&[("a", district.folder.clone())], Overseers::default());
    server.look(true);
    assert_eq!(server.overview().districts[0].state, view::DistrictState::Shut);
    std::fs::rename(&away, &district.folder).unwrap();
    server.look(false);
    assert_eq!(server.overview().districts[0].state, view::DistrictState::Shut, "it is not tried every time");
    server.look(true);
    assert_eq!(server.overview().districts[0].state, view::DistrictState::Open);
}
