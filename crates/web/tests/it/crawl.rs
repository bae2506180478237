//! Every address that a page offers opens (通路): each person goes through all links that he is offered from his desk on, and none is
//! refused, lost or broken, of whatever year what it shows is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;
use office::Office;

use crate::recording::worked;
use crate::signing::{Browser, PASSWORD};

/// Addresses of one shape that are followed: registers and rows are many, and made by the same page.
const EACH: usize = 20;

/// The addresses within the site to which a page leads that stands at one.
fn links<'p>(page: &'p str, at: &'p str) -> impl Iterator<Item = String> + 'p {
    let path = at.split('?').next().unwrap_or_default();
    let found = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let whole =
        move |link: &str| if link.starts_with('?') { format!("{path}{link}") } else { link.to_owned() };
    let inside = found.map(whole).filter(|link| link.starts_with('/') && !link.starts_with("//"));
    inside.map(|link| link.split('#').next().unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&"))
}

/// An address without what tells pages of one kind apart.
pub(crate) fn shape(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let named = |(at, part): (usize, &str)| {
        if at > 1 && !["new", "grid", "edit", "do", "nil"].contains(&part) { "*" } else { part }.to_owned()
    };
    let path: Vec<String> = path.split('/').enumerate().map(named).collect();
    let names: BTreeSet<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{}?{names:?}", path.join("/"))
}

/// Goes through all that somebody is offered; gives how many addresses.
fn goes_through(browser: &mut Browser<'_>, who: &str) -> usize {
    let (mut met, mut shapes) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let mut open = VecDeque::from([("/".to_owned(), String::new())]);
    let (mut gone, mut lost) = (0, Vec::new());
    while let Some((address, from)) = open.pop_front() {
        let answer = browser.get(&address);
        if answer.status != StatusCode::OK {
            lost.push(format!("{who} is led from {from} to {address}: {}", answer.status));
        }
        gone += 1;
        // The same in the other language is the same page; a cookie of it would be the browser's only one here.
        for link in links(&answer.body, &address).filter(|link| !link.contains("lang=")) {
            let of_shape = shapes.entry(shape(&link)).or_default();
            if *of_shape < EACH && met.insert(link.clone()) {
                *of_shape += 1;
                open.push_back((link, address.clone()));
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
    gone
}

#[test]
fn every_link_that_somebody_is_offered_opens() {
    let district = worked();
    for who in ["学校甲", "督导丁"] {
        let mut browser = Browser::of(&district);
        browser.enters(who, PASSWORD);
        let gone = goes_through(&mut browser, who);
        assert!(gone > 50, "{who}: {gone} addresses");
    }
}

#[test]
fn a_case_of_a_later_year_than_the_packs_opens_wherever_it_is_named() {
    let district = worked();
    let today = Office::open(&district.folder).unwrap().today();
    assert!(today.year > 2023, "the pack's year is over");
    let mut school = Browser::of(&district);
    school.enters("学校甲", PASSWORD);
    let page = school.get("/cases/rectification/ZG-1");
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("器材过期"));
    // The list of the evaluated year does not hold it, and says where it stands.
    let list = school.get("/cases/rectification").body;
    let link =
        links(&list, "/cases/rectification").find(|link| link.contains(&format!("on={today}"))).unwrap();
    assert!(!list.contains("ZG-1<") && school.get(&link).body.contains("ZG-1<"));
    assert_eq!(
        school.get("/cases/rectification/ZG-1?on=2022-12-31").status,
        StatusCode::NOT_FOUND,
        "on that day"
    );
}
