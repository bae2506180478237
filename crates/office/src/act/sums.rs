//! The sums over rows and facts as they change with entries, kept in memory until they are settled.

use crate::error::{Error, Result};
use crate::store::{Sum, fold};
use proof::Digest;
use std::collections::{BTreeMap, BTreeSet};

/// Sums being changed, and the digests of all.
#[derive(Default)]
pub(super) struct Sums {
    /// Digests of all sums as they stood when they were settled last.
    standings: BTreeMap<String, Digest>,
    held: BTreeMap<String, Sum>,
    changed: BTreeSet<String>,
}

/// A sum that was settled, with its digest.
pub(super) type Settled = (String, Sum, Digest);

impl Sums {
    /// On top of sums whose digests are known to be right; of these the ones that will change.
    ///
    /// # Errors
    /// A sum that is not the one of its digest.
    pub fn over(standings: BTreeMap<String, Digest>, held: BTreeMap<String, Sum>) -> Result<Sums> {
        let altered = |(name, sum): &(&String, &Sum)| {
            standings.get(*name).is_some_and(|digest| *digest != sum.digest())
        };
        match held.iter().find(altered) {
            Some((name, _)) => Err(Error::damaged(format!("台账 {name} 的连续杂凑被改动过"))),
            None => Ok(Sums { standings, held, changed: BTreeSet::new() }),
        }
    }

    /// A member more.
    pub fn add(&mut self, name: &str, member: &Digest) -> Result<()> {
        self.sum(name)?.add(member);
        Ok(())
    }

    /// A member less.
    pub fn remove(&mut self, name: &str, member: &Digest) -> Result<()> {
        self.sum(name)?.remove(member);
        Ok(())
    }

    fn sum(&mut self, name: &str) -> Result<&mut Sum> {
        // One that stands and is not held would begin from nothing.
        if !self.held.contains_key(name) && self.standings.contains_key(name) {
            return Err(Error::damaged(format!("没有读到台账 {name} 的连续杂凑")));
        }
        if !self.changed.contains(name) {
            self.changed.insert(name.to_owned());
        }
        Ok(self.held.entry(name.to_owned()).or_default())
    }

    /// The sums that changed since they were settled last, with their digests.
    pub fn settle(&mut self) -> Vec<Settled> {
        let mut settled = Vec::new();
        for name in std::mem::take(&mut self.changed) {
            let sum = self.held.entry(name.clone()).or_default().clone();
            let digest = sum.digest();
            self.standings.insert(name.clone(), digest);
            settled.push((name, sum, digest));
        }
        settled
    }

    /// The digest over all sums that are settled.
    pub fn digest(&self) -> Digest {
        fold(self.standings.iter().map(|(name, digest)| (name.as_str(), digest)))
    }

    /// The digests of all sums.
    pub fn into_standings(self) -> BTreeMap<String, Digest> {
        self.standings
    }
}
