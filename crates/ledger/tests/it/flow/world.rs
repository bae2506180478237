//! The flows that are gone through, with the people in them.

use define::{Date, Need, Seat, Signing};
use ledger::flow::{Content, Flow, Node, People, StandIn, Term};

/// Those who may file and sign; the last is above all, signs nothing else and never leaves.
pub const NAMES: [&str; 6] = ["甲", "乙", "丙", "丁", "戊", "上级"];
pub const ABOVE: &str = "上级";
/// Who signs nothing himself, and may stand in.
pub const STAND_IN: &str = "戊";

/// A flow with its people.
#[derive(Clone, Debug)]
pub struct World {
    pub flow: Flow,
    /// Who holds which role.
    pub posts: Vec<(&'static str, String)>,
}

pub fn day() -> Date {
    Date::new(2022, 6, 1).unwrap()
}

impl World {
    /// Its people, without somebody who left; with one who stands in for the holder of the first seat that is signed.
    pub fn people(&self, left: Option<&str>, stands_in: bool) -> People {
        let posts = self.posts.iter().filter(|(person, _)| Some(*person) != left);
        let term = |(person, role): &(&str, String)| Term {
            person: (*person).to_owned(),
            role: role.clone(),
            unit: String::new(),
            from: Some(day()),
            to: None,
        };
        let giver = self.posts.iter().find(|(_, role)| role == "席0").map_or("", |(person, _)| person);
        let one = StandIn {
            giver: giver.to_owned(),
            taker: STAND_IN.to_owned(),
            role: "席0".to_owned(),
            from: day(),
            to: None,
            present: true,
        };
        People {
            terms: posts.map(term).collect(),
            stand_ins: Some(one).filter(|_| stands_in).into_iter().collect(),
        }
    }

    /// Whoever is in it.
    pub fn persons(&self) -> Vec<&'static str> {
        let mut all: Vec<&str> = self.posts.iter().map(|(person, _)| *person).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Two seats of one role that three persons hold.
    pub fn pool(need: u32) -> World {
        let pool = seat("席0", false);
        let sign = Signing {
            seats: vec![pool.clone(), pool],
            need: Need::Of(need),
            above: above(),
            ..filing_apart()
        };
        let flow = Flow { nodes: vec![filing(), Node { stage: "一".into(), sign }], end: "办结".into() };
        let mut posts: Vec<(&str, String)> = ["甲", "乙", "丙"].map(|name| (name, "席0".to_owned())).to_vec();
        posts.extend([("甲", "填报".to_owned()), ("戊", "闲".to_owned()), (ABOVE, "上级".to_owned())]);
        World { flow, posts }
    }
}

fn seat(role: &str, narrow: bool) -> Seat {
    let over = if narrow { vec!["子".to_owned()] } else { Vec::new() };
    Seat { role: role.into(), over, ..Seat::default() }
}

fn above() -> Vec<Seat> {
    vec![seat("无人", false), seat("上级", false)]
}

fn filing() -> Node {
    let sign = Signing { seats: vec![seat("填报", false)], above: above(), ..Signing::default() };
    Node { stage: "填报".into(), sign }
}

fn filing_apart() -> Signing {
    Signing { apart: vec!["填报".into()], ..Signing::default() }
}

/// Ways to put so many seats into stages one after the other.
fn shares(seats: usize) -> Vec<Vec<usize>> {
    if seats == 0 {
        return vec![Vec::new()];
    }
    let first = |size: usize| {
        shares(seats - size).into_iter().map(move |rest| [vec![size], rest].concat()).collect::<Vec<_>>()
    };
    (1..=seats).flat_map(first).collect()
}

/// Ways to choose one number up to each of some numbers.
fn needs(sizes: &[usize]) -> Vec<Vec<u32>> {
    sizes.iter().fold(vec![Vec::new()], |all, size| {
        all.iter()
            .flat_map(|one| (1..=*size as u32).map(move |need| [one.clone(), vec![need]].concat()))
            .collect()
    })
}

/// Ways in which so many things are of the same or different persons.
fn partitions(things: usize) -> Vec<Vec<usize>> {
    (0..things).fold(vec![Vec::new()], |all, _| {
        let next = |one: &Vec<usize>| one.iter().max().map_or(0, |most| most + 1);
        all.iter()
            .flat_map(|one| (0..=next(one).min(3)).map(move |who| [one.clone(), vec![who]].concat()))
            .collect()
    })
}

/// What a stage is held apart from.
#[derive(Clone, Copy)]
enum Apart {
    Nothing,
    Filing,
    All,
}

/// Every flow of so many seats, with every way in which its seats and its filing are of the same or different persons.
pub fn worlds(seats: usize) -> Vec<World> {
    let mut worlds = Vec::new();
    for sizes in shares(seats) {
        for needs in needs(&sizes) {
            // The last of the things is the filing.
            for who in partitions(seats + 1) {
                for apart in [Apart::Nothing, Apart::Filing, Apart::All] {
                    worlds.push(world(&sizes, &needs, &who, apart));
                }
            }
        }
    }
    worlds
}

fn world(sizes: &[usize], needs: &[u32], who: &[usize], apart: Apart) -> World {
    let stages = ["一", "二", "三", "四"];
    let mut nodes = vec![filing()];
    let mut next = 0;
    for (at, size) in sizes.iter().enumerate() {
        // Every other seat answers for one of two fields alone.
        let seats = (next..next + size).map(|nth| seat(&format!("席{nth}"), nth % 2 == 1)).collect();
        next += size;
        let apart = match apart {
            Apart::Nothing => Vec::new(),
            Apart::Filing => vec!["填报".to_owned()],
            Apart::All => nodes.iter().map(|node| node.stage.clone()).collect(),
        };
        let sign = Signing { seats, need: Need::Of(needs[at]), above: above(), apart, ..Signing::default() };
        nodes.push(Node { stage: stages[at].into(), sign });
    }
    let (filing, seats) = who.split_last().unwrap();
    let mut posts: Vec<(&str, String)> =
        seats.iter().enumerate().map(|(nth, who)| (NAMES[*who], format!("席{nth}"))).collect();
    posts.push((NAMES[*filing], "填报".to_owned()));
    posts.extend([("戊", "闲".to_owned()), (ABOVE, "上级".to_owned())]);
    World { flow: Flow { nodes, end: "办结".into() }, posts }
}

/// What a case says, by which of its two fields were changed.
pub fn content(changed: [bool; 2]) -> Content {
    let says = |changed: bool| if changed { "新" } else { "旧" }.to_owned();
    Content::from([("子".to_owned(), says(changed[0])), ("丑".to_owned(), says(changed[1]))])
}
