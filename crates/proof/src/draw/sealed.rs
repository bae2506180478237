//! A draw whose outcome stays sealed until arrival (到达前密封).
//!
//! With public lists and a public seed anybody could tell the outcome in advance. A sealed plan therefore commits to a
//! secret as well, which is part of the seed and is told only with the full certificate, when all visits are done.
//! Until then there are [`Seals`], which name nothing but a root; and for each object an [`Opening`], which is handed
//! over on arrival and opens that one slip and no other.

use super::certificate::Origin;
use super::lines::{Lines, Misread, push};
use super::{Certificate, Slip};
use crate::{Digest, Hash, Refused, SALT, Sm3, hex, inclusion, node, root, salted_leaf, verify_inclusion};
use std::fmt;

/// What is published of a sealed draw before the visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seals {
    /// The commitment to lists, rule and secret.
    pub commitment: Digest,
    /// Where the seed comes from, without the secret.
    pub origin: Origin,
    /// How many slips there are.
    pub count: u64,
    /// Root of the Merkle tree over the salted slips.
    pub root: Digest,
}

/// One slip, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Position from 0.
    pub at: u64,
    /// The object and who is sent.
    pub slip: Slip,
    /// The salt of its leaf.
    pub salt: [u8; SALT],
    /// The inclusion proof.
    pub path: Vec<Digest>,
}

/// Why an opening does not belong to the seals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// One of the two texts is not what it should be.
    Form(Misread),
    /// The slip is not among those sealed.
    Path(Refused),
}

impl fmt::Display for NotOpened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotOpened::Form(misread) => misread.fmt(f),
            NotOpened::Path(refused) => write!(f, "这一签不在封签里：{refused}"),
        }
    }
}

impl std::error::Error for NotOpened {}

impl Certificate {
    /// The salt of a slip: the first sixteen bytes of SM3(`<secret>/slip/<position>`). None when the draw is not sealed.
    fn salt(&self, at: usize) -> Option<[u8; SALT]> {
        let secret = hex::write(self.origin.secret.as_ref()?);
        let digest = Sm3::digest(&[format!("{secret}/slip/{at}").as_bytes()]);
        let mut salt = [0; SALT];
        salt.copy_from_slice(&digest[..SALT]);
        Some(salt)
    }

    fn nodes(&self) -> Option<Vec<Vec<Digest>>> {
        let leaf =
            |(at, slip): (usize, &Slip)| Some(salted_leaf::<Sm3>(&self.salt(at)?, slip.line(at).as_bytes()));
        let mut levels: Vec<Vec<Digest>> =
            vec![self.slips.iter().enumerate().map(leaf).collect::<Option<_>>()?];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let pairs = below.chunks_exact(2).map(|pair| node::<Sm3>(&pair[0], &pair[1]));
            let level = pairs.collect();
            levels.push(level);
        }
        Some(levels)
    }

    /// What is published before the visits; none when the draw is not sealed.
    pub fn seals(&self) -> Option<Seals> {
        let count = self.slips.len() as u64;
        let root = root::<Sm3>(&self.nodes()?, count)?;
        let origin = Origin { secret: None, ..self.origin.clone() };
        Some(Seals { commitment: self.commitment.whole, origin, count, root })
    }

    /// The opening of the slip at a position from 0; none when the draw is not sealed or has no such slip.
    pub fn open(&self, at: usize) -> Option<Opening> {
        let path = inclusion::<Sm3>(&self.nodes()?, at as u64, self.slips.len() as u64)?;
        Some(Opening { at: at as u64, slip: self.slips.get(at)?.clone(), salt: self.salt(at)?, path })
    }
}

impl Seals {
    /// The canonical text.
    pub fn print(&self) -> String {
        let mut text = String::new();
        push(&mut text, &["duheng-draw-seals", "2"]);
        text.push_str(&self.origin.text(&self.commitment));
        push(&mut text, &["slips", &self.count.to_string(), &hex::write(&self.root)]);
        text
    }

    /// Reads what [`Seals::print`] writes.
    ///
    /// # Errors
    /// The line that is not as it should be.
    pub fn parse(text: &str) -> Result<Seals, Misread> {
        let mut lines = Lines::new(text);
        let [_version] = lines.named("duheng-draw-seals")?;
        let (origin, commitment) = Origin::read(&mut lines)?;
        let [count, root] = lines.named("slips")?;
        let seals = Seals { commitment, origin, count: lines.number(&count)?, root: lines.digest(&root)? };
        if seals.print() == text { Ok(seals) } else { lines.refuse("不是规范写法") }
    }
}

impl Opening {
    /// The canonical text.
    pub fn print(&self) -> String {
        let mut text = String::new();
        push(&mut text, &["duheng-draw-slip", "1"]);
        text.push_str(&self.slip.line(self.at as usize));
        push(&mut text, &["salt", &hex::write(&self.salt)]);
        self.path.iter().for_each(|step| push(&mut text, &["path", &hex::write(step)]));
        text
    }

    /// Reads what [`Opening::print`] writes.
    ///
    /// # Errors
    /// The line that is not as it should be.
    pub fn parse(text: &str) -> Result<Opening, Misread> {
        let mut lines = Lines::new(text);
        let [_version] = lines.named("duheng-draw-slip")?;
        let number = text.lines().nth(1).and_then(|line| line.split('\t').next()).unwrap_or_default();
        let number: usize = lines.number(number)?;
        let slip = Slip::read(&mut lines, number)?;
        let [salt] = lines.named("salt")?;
        let Ok(salt) = lines.bytes(&salt)?.try_into() else { return lines.refuse("盐是32位十六进制") };
        let mut path = Vec::new();
        while !lines.done() {
            let [step] = lines.named("path")?;
            path.push(lines.digest(&step)?);
        }
        let Some(at) = number.checked_sub(1) else { return lines.refuse("序号从1起") };
        let opening = Opening { at: at as u64, slip, salt, path };
        if opening.print() == text { Ok(opening) } else { lines.refuse("不是规范写法") }
    }

    /// Whether this slip is among those sealed.
    ///
    /// # Errors
    /// Why it is not.
    pub fn verify(&self, seals: &Seals) -> Result<(), Refused> {
        let leaf = salted_leaf::<Sm3>(&self.salt, self.slip.line(self.at as usize).as_bytes());
        verify_inclusion::<Sm3>(self.at, seals.count, &leaf, &self.path, &seals.root)
    }
}

/// Opens a slip against the seals published before, both as text: the slip, and the root that it stands under.
///
/// # Errors
/// [`NotOpened`].
pub fn opened(slip: &str, seals: &str) -> Result<(Slip, Digest), NotOpened> {
    let opening = Opening::parse(slip).map_err(NotOpened::Form)?;
    let seals = Seals::parse(seals).map_err(NotOpened::Form)?;
    opening.verify(&seals).map_err(NotOpened::Path)?;
    Ok((opening.slip, seals.root))
}
