//! The draft (稿): what a batch comes to in the journal — texts, leaves, nodes, sums — worked out beside the checks, before
//! anything is written, and thrown away when these refuse.

use super::batch::Planned;
use super::effect::{Effect, effects, summed};
use super::permission::Allowed;
use crate::clock::Entropy;
use crate::end::End;
use crate::error::Result;
use crate::leaf::parts;
use crate::store::Store;
use define::Pack;
use proof::{Digest, Hash, Leaves, SALT, Sha256, Sm3};
use std::collections::BTreeMap;

/// Most salts drawn at once.
const SALTS: usize = 1024;
/// Entries worked out together.
const TOGETHER: usize = 128;

/// An entry as it will be written.
pub(super) struct Drafted {
    pub seq: u64,
    pub body: String,
    pub salt: [u8; SALT],
    /// Nodes that become complete with it: level, number, and the digests of both trees.
    pub nodes: Vec<(u32, u64, Digest, Digest)>,
    pub effects: Vec<Effect>,
}

/// The end of the journal, upon which a batch is drafted.
pub(super) struct Ground {
    end: End,
    at: i64,
    author: String,
    salts: Vec<u8>,
}

impl Ground {
    /// Over the end of the journal: whoever writes has been allowed to.
    pub fn read(
        store: &Store,
        mut end: End,
        at: i64,
        allowed: &Allowed<'_>,
        planned: &[Planned],
        entropy: &mut dyn Entropy,
    ) -> Result<Ground> {
        planned.iter().try_for_each(|one| end.sums.hold(store, summed(&one.act)))?;
        let mut salts = vec![0; SALT * planned.len()];
        salts.chunks_mut(SALT * SALTS).try_for_each(|some| entropy.fill(some))?;
        Ok(Ground { end, at, author: allowed.session().line(), salts })
    }

    /// Drafts the acts of a batch and hands them on, some at a time; then the end to which they lead. None when nobody takes
    /// them any more.
    pub fn draft(
        self,
        planned: &[Planned],
        pack: &Pack,
        mut hand_on: impl FnMut(Vec<Drafted>) -> bool,
    ) -> Result<Option<End>> {
        let Ground { mut end, at, author, salts } = self;
        end.at = Some(at);
        let mut drafting = Drafting { end, at, author, made: BTreeMap::new() };
        let salts: &[[u8; SALT]] = salts.as_chunks().0;
        for (acts, salts) in planned.chunks(TOGETHER).zip(salts.chunks(TOGETHER)) {
            if !hand_on(drafting.entries(acts, salts, pack)?) {
                return Ok(None);
            }
        }
        Ok(Some(drafting.end))
    }
}

/// A draft being made.
struct Drafting {
    end: End,
    at: i64,
    author: String,
    /// Members that versions of this batch are, by register and number: they may end within it.
    made: BTreeMap<(String, u64), Digest>,
}

impl Drafting {
    fn entries(&mut self, acts: &[Planned], salts: &[[u8; SALT]], pack: &Pack) -> Result<Vec<Drafted>> {
        let (at, mut leaves, mut drafted) = (self.at.to_string(), Leaves::default(), Vec::new());
        for ((one, salt), seq) in acts.iter().zip(salts).zip(self.end.size()..) {
            let body = one.act.print();
            leaves.push(salt, &parts(&at, &self.author, &body));
            let effects = effects(&one.act, seq, salt, one.before.as_ref(), |id| pack.register_by_id(id))?;
            drafted.push(Drafted { seq, body, salt: *salt, nodes: Vec::new(), effects });
        }
        let digests = leaves.digests::<Sm3>().into_iter().zip(leaves.digests::<Sha256>());
        for (one, (leaf, twin)) in drafted.iter_mut().zip(digests) {
            one.nodes = self.end.append(leaf, twin);
        }
        self.sum(&drafted)?;
        Ok(drafted)
    }

    /// Brings what entries do into the sums.
    fn sum(&mut self, drafted: &[Drafted]) -> Result<()> {
        let mut texts = Vec::new();
        for one in drafted {
            for effect in &one.effects {
                if let Effect::Put(register, version) | Effect::End(register, version) = effect {
                    texts.push(version.member_text(register));
                }
            }
        }
        let members = Sm3::digests(&texts.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let mut members = texts.iter().zip(members);
        for (one, effect) in
            drafted.iter().flat_map(|one| one.effects.iter().map(move |effect| (one, effect)))
        {
            if let Some((name, member)) = effect.fact(one.seq) {
                self.end.sums.add(name, &member)?;
                continue;
            }
            let Some((_, member)) = members.next() else { continue };
            match effect {
                Effect::Put(register, version) => {
                    self.end.sums.add(register, &member)?;
                    self.made.insert((register.clone(), version.number), member);
                }
                Effect::End(register, version) => {
                    // One that was put in the same batch had no salt yet.
                    let made = self.made.remove(&(register.clone(), version.number));
                    let erased = version.is_erased().then(|| version.member(register));
                    self.end.sums.remove(register, &made.or(erased).unwrap_or(member))?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}
