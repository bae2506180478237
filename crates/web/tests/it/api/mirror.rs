//! A copy that follows the changes is the source, for who sees everything and for who sees a part.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{A, B, Program, a_guard, district, read};

/// Acts at random; `DUHENG_ACTS` says how many.
fn acts() -> u64 {
    std::env::var("DUHENG_ACTS").ok().and_then(|text| text.parse().ok()).unwrap_or(120)
}

/// A copy of what a program sees.
struct Mirror<'p, 'd> {
    program: &'p Program<'d>,
    since: u64,
    rows: BTreeMap<(String, u64), Value>,
}

impl Mirror<'_, '_> {
    fn follows(&mut self) {
        loop {
            let told = read(&self.program.get(&format!("/api/changes?since={}&limit=50", self.since)));
            for change in told["changes"].as_array().unwrap() {
                let row =
                    (change["register"].as_str().unwrap().to_owned(), change["number"].as_u64().unwrap());
                match change["row"].is_null() {
                    true => self.rows.remove(&row),
                    false => self.rows.insert(row, change["row"]["cells"].clone()),
                };
            }
            self.since = told["until"].as_u64().unwrap();
            if told["more"] == false {
                return;
            }
        }
    }

    /// What the lists of all registers show.
    fn listed(&self) -> BTreeMap<(String, u64), Value> {
        let mut rows = BTreeMap::new();
        for register in read(&self.program.get("/api/registers")).as_array().unwrap() {
            let id = register["id"].as_str().unwrap();
            let mut after = String::new();
            loop {
                let page = read(&self.program.get(&format!("/api/registers/{id}/rows?limit=500{after}")));
                for row in page["rows"].as_array().unwrap() {
                    rows.insert((id.to_owned(), row["number"].as_u64().unwrap()), row["cells"].clone());
                }
                match page["next"].as_str() {
                    Some(next) => after = format!("&after={}", web::encoded(next)),
                    None => break,
                }
            }
        }
        rows
    }
}

#[test]
fn a_mirror_that_follows_the_changes_is_the_source() {
    let district = district();
    let readers = ["督导丁", "学校甲"].map(|person| Program::of(&district, person, false));
    let writers = ["学校甲", "学校乙"].map(|person| Program::of(&district, person, true));
    let office = Program::of(&district, "科室丙", true);
    let mut mirrors = readers.each_ref().map(|program| Mirror { program, since: 0, rows: BTreeMap::new() });
    let mut present: Vec<(usize, String)> = Vec::new();
    let mut chance = 7_u64;
    for nth in 0..acts() {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let draw = |most: usize| (chance >> 33) as usize % most.max(1);
        match (draw(5), present.is_empty()) {
            (0, false) => {
                let (_, address) = present.swap_remove(draw(present.len()));
                let why = Some(json!({ "reason": "样例：不在了" }));
                let gone = office.ask("POST", &format!("{address}/withdrawal"), &[], why);
                assert!(gone.status.is_success(), "{}", gone.body);
            }
            (1 | 2, false) => {
                let (who, address) = &present[draw(present.len())];
                let row = writers[*who].get(address);
                let tag = row.headers["etag"].to_str().unwrap().to_owned();
                let mut cells = a_guard("", [A, B][*who]);
                let number = read(&row)["versions"][0]["key"].as_str().unwrap().to_owned();
                cells["保安编号"] = json!(number);
                cells["姓名"] = json!(format!("样例改{nth}"));
                let changed =
                    writers[*who].ask("PUT", address, &[("if-match", &tag)], Some(json!({ "cells": cells })));
                assert!(changed.status.is_success(), "{}", changed.body);
            }
            _ => {
                let who = draw(2);
                let made =
                    writers[who].records(&format!("m-{nth}"), a_guard(&format!("M-{nth}"), [A, B][who]));
                assert!(made.status.is_success(), "{}", made.body);
                present.push((who, made.headers["location"].to_str().unwrap().to_owned()));
            }
        }
        if nth % 17 == 0 {
            mirrors.iter_mut().for_each(Mirror::follows);
        }
    }
    for mirror in &mut mirrors {
        mirror.follows();
        let listed = mirror.listed();
        assert!(listed.len() > 3);
        assert_eq!(mirror.rows, listed);
    }
    assert!(mirrors[1].rows.len() < mirrors[0].rows.len());
    assert!(!format!("{:?}", mirrors[1].rows).contains(B), "a part is a part");
}
