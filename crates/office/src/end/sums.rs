//! The sums over rows and facts as they change with entries, kept in memory until they are settled.

use crate::error::{Error, Result};
use crate::store::{Store, Sum, fold};
use proof::Digest;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Sums being changed, and the digests of all. A copy costs little: sums are shared until one of the copies changes them.
#[derive(Clone, Default)]
pub(crate) struct Sums {
    /// Digests of all sums as they stood when they were settled last.
    standings: Arc<BTreeMap<String, Digest>>,
    held: BTreeMap<Arc<str>, Arc<Sum>>,
    changed: BTreeSet<Arc<str>>,
}

/// A sum that was settled, with its digest.
pub(crate) type Settled = (Arc<str>, Arc<Sum>, Digest);

impl Sums {
    /// On top of sums whose digests are known to be right.
    pub fn over(standings: Arc<BTreeMap<String, Digest>>) -> Sums {
        Sums { standings, ..Sums::default() }
    }

    /// Reads a sum that will change, if it is not held yet.
    ///
    /// # Errors
    /// A sum that is not the one of its digest.
    pub fn hold(&mut self, store: &Store, name: &str) -> Result<()> {
        if self.held.contains_key(name) {
            return Ok(());
        }
        let sum = store.sum(name)?;
        if self.standings.get(name).is_some_and(|digest| *digest != sum.digest()) {
            return Err(Error::damaged(format!("台账 {name} 的连续杂凑被改动过")));
        }
        self.held.insert(name.into(), Arc::new(sum));
        Ok(())
    }

    /// A member more.
    ///
    /// # Errors
    /// A sum that was not held.
    pub fn add(&mut self, name: &str, member: &Digest) -> Result<()> {
        self.sum(name)?.add(member);
        Ok(())
    }

    /// A member less.
    ///
    /// # Errors
    /// A sum that was not held.
    pub fn remove(&mut self, name: &str, member: &Digest) -> Result<()> {
        self.sum(name)?.remove(member);
        Ok(())
    }

    fn sum(&mut self, name: &str) -> Result<&mut Sum> {
        let name = match self.held.get_key_value(name) {
            Some((name, _)) => name.clone(),
            // One that stands and is not held would begin from nothing.
            None if self.standings.contains_key(name) => {
                return Err(Error::damaged(format!("没有读到台账 {name} 的连续杂凑")));
            }
            None => name.into(),
        };
        self.changed.insert(name.clone());
        Ok(Arc::make_mut(self.held.entry(name).or_default()))
    }

    /// The sums that changed since they were settled last, with their digests.
    pub(crate) fn settle(&mut self) -> Vec<Settled> {
        let mut settled = Vec::new();
        let standings = Arc::make_mut(&mut self.standings);
        for name in std::mem::take(&mut self.changed) {
            let Some(sum) = self.held.get(&name) else { continue };
            let digest = sum.digest();
            match standings.get_mut(&*name) {
                Some(standing) => *standing = digest,
                None => drop(standings.insert(name.to_string(), digest)),
            }
            settled.push((name, sum.clone(), digest));
        }
        settled
    }

    /// The digest over all sums that are settled.
    pub(super) fn digest(&self) -> Digest {
        fold(self.standings.iter().map(|(name, digest)| (name.as_str(), digest)))
    }

    /// The digests of all sums that are settled.
    pub(super) fn standings(&self) -> Arc<BTreeMap<String, Digest>> {
        self.standings.clone()
    }
}
