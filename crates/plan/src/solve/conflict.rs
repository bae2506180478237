//! Why nothing is possible: the smallest set of rules that cannot hold together.

use super::primal::Primal;
use super::search::Search;
use super::state::State;
use super::watch::Watch;
use super::work::Work;
use crate::model::{Links, Problem, Standing};
use std::fmt;

/// A rule of a problem that may contradict others; each says itself in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Sites have limited room.
    Room(String),
    /// So many sites are open.
    Count(String),
    /// Sites that must not open.
    Closed(String),
    /// Sites that stay open.
    Opened(String),
    /// Each client is served by one site.
    Whole(String),
    /// Clients that not every site can serve.
    Reach(String),
}

/// Rules that cannot hold together, though all but any one of them could; none when that was not found out in time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflict(pub Vec<Rule>);

impl Conflict {
    /// The rules in words.
    pub fn words(&self) -> Vec<String> {
        self.0.iter().map(Rule::to_string).collect()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Rule::Room(words)
        | Rule::Count(words)
        | Rule::Closed(words)
        | Rule::Opened(words)
        | Rule::Whole(words)
        | Rule::Reach(words)) = self;
        f.write_str(words)
    }
}

/// The smallest set of rules of `problem` that nothing satisfies.
pub fn conflict(problem: &Problem, watch: &mut dyn Watch) -> Conflict {
    let rules = rules(problem);
    let mut sets: Vec<u32> = (1..1u32 << rules.len()).collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    for set in sets {
        let kept: Vec<&Rule> =
            (0..rules.len()).filter(|at| set >> at & 1 == 1).map(|at| &rules[at]).collect();
        match possible(&relaxed(problem, &kept), watch) {
            Some(true) => {}
            Some(false) => return Conflict(kept.into_iter().cloned().collect()),
            None => return Conflict::default(),
        }
    }
    Conflict::default()
}

/// The rules that a problem has.
fn rules(problem: &Problem) -> Vec<Rule> {
    let named = |standing: Standing| {
        let names =
            problem.sites.iter().filter(move |site| site.standing == standing).map(|site| site.name.as_str());
        names.collect::<Vec<_>>().join("、")
    };
    let mut rules = Vec::new();
    let bounded: Vec<i64> = problem.sites.iter().filter_map(|site| site.capacity).collect();
    if !bounded.is_empty() {
        let open = problem.sites.iter().filter(|site| site.standing != Standing::Closed);
        let all: Option<i128> = open.map(|site| site.capacity.map(i128::from)).sum();
        let all = all.map_or("不限".to_owned(), |all| all.to_string());
        rules.push(Rule::Room(format!("容量：可开的场址合计容{all}，需求合计{}", problem.demand())));
    }
    if let Some(count) = problem.count {
        rules.push(Rule::Count(format!("开办数：正好{count}处（共{}处）", problem.sites.len())));
    }
    if problem.sites.iter().any(|site| site.standing == Standing::Closed) {
        rules.push(Rule::Closed(format!("状态：{}不开", named(Standing::Closed))));
    }
    if problem.sites.iter().any(|site| site.standing == Standing::Open) {
        rules.push(Rule::Opened(format!("状态：{}已开，不能关", named(Standing::Open))));
    }
    if !problem.split && !bounded.is_empty() {
        let greatest = problem.clients.iter().max_by_key(|client| client.demand);
        let words =
            greatest.map_or(String::new(), |one| format!("（最大的是“{}”，{}）", one.name, one.demand));
        rules.push(Rule::Whole(format!("不可分：每个需求点由一处服务{words}")));
    }
    if problem.links.len() < problem.sites.len() * problem.clients.len() {
        rules.push(Rule::Reach(reach(problem)));
    }
    rules
}

/// The client that is bound most, in words.
fn reach(problem: &Problem) -> String {
    let least = (0..problem.clients.len()).min_by_key(|client| problem.links.of(*client).count());
    let least = least.map_or(String::new(), |client| {
        let names: Vec<&str> =
            problem.links.of(client).take(6).map(|(site, _)| problem.sites[site].name.as_str()).collect();
        let reached = if names.is_empty() {
            "哪里也到不了".to_owned()
        } else {
            format!("只能到{}", names.join("、"))
        };
        format!("“{}”{reached}", problem.clients[client].name)
    });
    format!("可达：有的需求点到不了有的场址，最受限的{least}")
}

/// The problem with no other rules than these, and nothing to pay.
fn relaxed(problem: &Problem, kept: &[&Rule]) -> Problem {
    let keeps = |is: fn(&Rule) -> bool| kept.iter().any(|rule| is(rule));
    let mut out = problem.clone();
    let (opened, closed) =
        (keeps(|rule| matches!(rule, Rule::Opened(_))), keeps(|rule| matches!(rule, Rule::Closed(_))));
    for site in &mut out.sites {
        let stays =
            (site.standing == Standing::Open && opened) || (site.standing == Standing::Closed && closed);
        site.standing = if stays { site.standing } else { Standing::Free };
        site.capacity = site.capacity.filter(|_| keeps(|rule| matches!(rule, Rule::Room(_))));
        site.fixed = 0;
    }
    out.count = out.count.filter(|_| keeps(|rule| matches!(rule, Rule::Count(_))));
    out.split |= !keeps(|rule| matches!(rule, Rule::Whole(_)));
    let everywhere = !keeps(|rule| matches!(rule, Rule::Reach(_)));
    let mut links = Links::new();
    for client in 0..problem.clients.len() {
        let all = || (0..problem.sites.len()).map(|site| (site as u32, 0)).collect();
        let some = || problem.links.of(client).map(|(site, _)| (site as u32, 0)).collect();
        links.push(if everywhere { all() } else { some() });
    }
    out.links = links;
    out
}

/// Whether a problem has a solution; `None` when that was not found out in time.
fn possible(problem: &Problem, watch: &mut dyn Watch) -> Option<bool> {
    if (0..problem.clients.len()).any(|client| problem.links.of(client).next().is_none()) {
        return Some(false);
    }
    let work = Work::new(problem);
    if work.range(&State::new(&work).standing).is_none() {
        return Some(false);
    }
    let mut primal = Primal::new(&work, 1);
    primal.begin(watch);
    let mut search = Search::new(&work, &mut primal);
    let over = search.run_to_first(watch);
    match (&search.primal.best, over) {
        (Some(_), _) => Some(true),
        (None, true) => Some(false),
        (None, false) => None,
    }
}
