//! The draft (稿): what a batch comes to in the journal — texts, leaves, nodes, sums, a signed checkpoint — worked out beside
//! the checks, before anything is written, and thrown away when these refuse.

use super::batch::Planned;
use super::effect::{Effect, effects, summed};
use super::permission::Allowed;
use super::sums::{Settled, Sums};
use crate::audit::Audited;
use crate::clock::{Entropy, instant};
use crate::error::{Error, Result};
use crate::leaf::parts;
use crate::signing::Signing;
use crate::store::{NodeReader, Store, Sum, TwinReader};
use define::Pack;
use proof::{Checkpoint, Digest, Edge, Hash, Leaves, SALT, Sha256, Signed, Sm3};
use std::collections::BTreeMap;
use std::sync::Arc;

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

/// How a batch ends.
pub(super) struct Sealed {
    pub audited: Arc<Audited>,
    /// The checkpoint as it is kept.
    pub text: String,
    pub sums: Vec<Settled>,
}

/// The end of the journal, upon which a batch is drafted.
pub(super) struct Ground {
    edge: Edge,
    twin: Edge,
    standings: BTreeMap<String, Digest>,
    held: BTreeMap<String, Sum>,
    at: i64,
    author: String,
    origin: String,
    salts: Vec<u8>,
}

impl Ground {
    /// Takes up the journal where it ends: behind a checkpoint that was checked. Whoever writes has been allowed to.
    pub fn read(
        store: &Store,
        sealed: &Audited,
        (at, origin): (i64, &str),
        allowed: &Allowed<'_>,
        planned: &[Planned],
        entropy: &mut dyn Entropy,
    ) -> Result<Ground> {
        let size = sealed.size;
        let missing = || Error::damaged("日志树缺少结点");
        let edge = Edge::read(&NodeReader(store), size).ok_or_else(missing)?;
        let twin = Edge::read(&TwinReader(store), size).ok_or_else(missing)?;
        if let Some(signed) = &sealed.signed
            && (edge.root::<Sm3>() != signed.checkpoint.root
                || twin.root::<Sha256>() != signed.checkpoint.twin)
        {
            return Err(Error::altered(format!("日志第{}条以前的树", size - 1)));
        }
        let mut held = BTreeMap::new();
        for one in planned {
            let name = summed(&one.act);
            if !held.contains_key(name) {
                held.insert(name.to_owned(), store.sum(name)?);
            }
        }
        let mut salts = vec![0; SALT * planned.len()];
        salts.chunks_mut(SALT * SALTS).try_for_each(|some| entropy.fill(some))?;
        let (author, standings) = (allowed.session().line(), sealed.standings.clone());
        Ok(Ground { edge, twin, standings, held, at, author, origin: origin.to_owned(), salts })
    }

    /// Drafts the acts of a batch and hands them on, some at a time; then the end of it. None when nobody takes them any
    /// more. Two sign where the key is changed: the one that was, and the one that will.
    pub fn draft(
        self,
        planned: &[Planned],
        pack: &Pack,
        signers: &[Signing],
        mut hand_on: impl FnMut(Vec<Drafted>) -> bool,
    ) -> Result<Option<Sealed>> {
        let Ground { edge, twin, standings, held, at, author, origin, salts } = self;
        let mut drafting =
            Drafting { edge, twin, sums: Sums::over(standings, held)?, at, author, made: BTreeMap::new() };
        let salts: &[[u8; SALT]] = salts.as_chunks().0;
        for (acts, salts) in planned.chunks(TOGETHER).zip(salts.chunks(TOGETHER)) {
            if !hand_on(drafting.entries(acts, salts, pack)?) {
                return Ok(None);
            }
        }
        Ok(Some(drafting.seal(origin, signers)))
    }
}

/// A draft being made.
struct Drafting {
    edge: Edge,
    twin: Edge,
    sums: Sums,
    at: i64,
    author: String,
    /// Members that versions of this batch are, by register and number: they may end within it.
    made: BTreeMap<(String, u64), Digest>,
}

impl Drafting {
    fn entries(&mut self, acts: &[Planned], salts: &[[u8; SALT]], pack: &Pack) -> Result<Vec<Drafted>> {
        let (at, mut leaves, mut drafted) = (self.at.to_string(), Leaves::default(), Vec::new());
        for ((one, salt), seq) in acts.iter().zip(salts).zip(self.edge.size()..) {
            let body = one.act.print();
            leaves.push(salt, &parts(&at, &self.author, &body));
            let effects = effects(&one.act, seq, salt, one.before.as_ref(), |id| pack.register_by_id(id))?;
            drafted.push(Drafted { seq, body, salt: *salt, nodes: Vec::new(), effects });
        }
        let digests = leaves.digests::<Sm3>().into_iter().zip(leaves.digests::<Sha256>());
        for (one, (leaf, twin)) in drafted.iter_mut().zip(digests) {
            let (nodes, mut twins) = (&mut one.nodes, Vec::new());
            self.twin.append::<Sha256>(twin, |_, _, digest| twins.push(digest));
            let mut twins = twins.into_iter();
            self.edge.append::<Sm3>(leaf, |level, number, digest| {
                nodes.extend(twins.next().map(|twin| (level, number, digest, twin)));
            });
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
                self.sums.add(name, &member)?;
                continue;
            }
            let Some((_, member)) = members.next() else { continue };
            match effect {
                Effect::Put(register, version) => {
                    self.sums.add(register, &member)?;
                    self.made.insert((register.clone(), version.number), member);
                }
                Effect::End(register, version) => {
                    // One that was put in the same batch had no salt yet.
                    let made = self.made.remove(&(register.clone(), version.number));
                    let erased = version.is_erased().then(|| version.member(register));
                    self.sums.remove(register, &made.or(erased).unwrap_or(member))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn seal(mut self, origin: String, signers: &[Signing]) -> Sealed {
        let size = self.edge.size();
        let settled = self.sums.settle();
        let checkpoint = Checkpoint {
            origin,
            size,
            root: self.edge.root::<Sm3>(),
            twin: self.twin.root::<Sha256>(),
            rows: self.sums.digest(),
            time: instant(self.at),
        };
        let bare = Signed { checkpoint, signatures: Vec::new() };
        let signed = signers.iter().fold(bare, |signed, signer| signed.beside(&**signer));
        let text = signed.text();
        let standings = self.sums.into_standings();
        let audited = Audited { size, signed: Some(signed), standings, at: Some(self.at) };
        Sealed { audited: Arc::new(audited), text, sums: settled }
    }
}
