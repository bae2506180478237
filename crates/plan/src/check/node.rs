//! What is decided at a node of the tree: kept with a trail, so that the way back is the way in.

use crate::model::{Problem, Standing};

/// Decisions on the way from the root.
pub struct Node {
    /// Of each site.
    pub standing: Vec<Standing>,
    /// The one site that may serve a client, where that is decided.
    pub forced: Vec<Option<usize>>,
    /// Sites that may not serve a client.
    pub banned: Vec<Vec<usize>>,
    trail: Vec<Undo>,
}

enum Undo {
    Site(usize, Standing),
    Forced(usize, Option<usize>),
    Banned(usize),
}

impl Node {
    /// The root.
    pub fn new(problem: &Problem) -> Node {
        Node {
            standing: problem.sites.iter().map(|site| site.standing).collect(),
            forced: vec![None; problem.clients.len()],
            banned: vec![Vec::new(); problem.clients.len()],
            trail: Vec::new(),
        }
    }

    /// Where the trail is now.
    pub fn mark(&self) -> usize {
        self.trail.len()
    }

    /// Takes back whatever was decided since a mark.
    pub fn back(&mut self, mark: usize) {
        while self.trail.len() > mark {
            match self.trail.pop() {
                Some(Undo::Site(site, was)) => self.standing[site] = was,
                Some(Undo::Forced(client, was)) => self.forced[client] = was,
                Some(Undo::Banned(client)) => drop(self.banned[client].pop()),
                None => {}
            }
        }
    }

    /// Decides a site. Where it was decided otherwise above, nothing is possible here and any bound is right; the other half of
    /// the branching keeps what was decided.
    pub fn decide(&mut self, site: usize, standing: Standing) {
        self.trail.push(Undo::Site(site, self.standing[site]));
        self.standing[site] = standing;
    }

    /// Decides that a client is served by this site alone.
    pub fn force(&mut self, client: usize, site: usize) {
        self.trail.push(Undo::Forced(client, self.forced[client]));
        self.forced[client] = Some(site);
        self.decide(site, Standing::Open);
    }

    /// Decides that a client is not served by this site.
    pub fn ban(&mut self, client: usize, site: usize) {
        self.banned[client].push(site);
        self.trail.push(Undo::Banned(client));
    }

    /// Whether a site may serve a client here.
    pub fn may_serve(&self, client: usize, site: usize) -> bool {
        let forced = self.forced[client].is_none_or(|only| only == site);
        forced && self.standing[site] != Standing::Closed && !self.banned[client].contains(&site)
    }
}
