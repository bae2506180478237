//! Attaching a file to rows, and taking it off. Whoever may correct a row may do it; the rows of 佐证材料 follow from that and are
//! given by nobody.

use super::batch::{Batch, Put};
use crate::district::Office;
use crate::error::{Error, Result};
use crate::evidence::bytes;
use crate::session::{Session, Who};
use crate::sight;
use crate::view::{AttachedView, RecordOutcome};
use access::{Deed, Standing};
use assess::Record;
use define::house::Evidence;
use define::{Date, Register};
use finding::{Finding, Grade, Place};
use ledger::Row;
use reader::{ATTACHED_LIMIT, Attached, says_where};
use std::sync::Arc;

/// Most rows that one file is attached to at once.
const ROWS: usize = 200;
/// Longest name of a file, in characters.
const NAME: usize = 120;
/// Rows with the same picture that are named.
const NAMED: usize = 5;

/// A file to be attached.
#[derive(Clone, Copy, Debug)]
pub struct Attaching<'a> {
    /// Name or id of the register.
    pub register: &'a str,
    /// Numbers of the rows.
    pub rows: &'a [u64],
    /// What the file is called.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// From when it holds.
    pub from: Option<Date>,
    /// Until when it holds.
    pub until: Option<Date>,
    /// A remark.
    pub note: &'a str,
}

impl Office {
    /// Attaches a file to rows of a register: all of them or none. The bytes are on the disk before the journal names them.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register or a row that is not there; a file or a store that refuses. What speaks against it is in
    /// the outcome.
    pub fn attach(&self, session: &Session, asked: &Attaching<'_>) -> Result<AttachedView> {
        let dir = self.dir().to_owned();
        let (digest, committed) = self.commit(session, |batch| batch.attach(asked, &dir))?;
        let digest = if committed.first.is_some() { digest } else { String::new() };
        Ok(AttachedView { digest, entry: committed.first, findings: committed.findings })
    }

    /// Takes a file off a row, with the reason. Its bytes stay until the entry is erased.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register, a row or a file that is not there; a store that refuses.
    pub fn detach(
        &self,
        session: &Session,
        register: &str,
        number: u64,
        digest: &str,
        reason: &str,
    ) -> Result<RecordOutcome> {
        let ((), committed) = self.commit(session, |batch| batch.detach(register, number, digest, reason))?;
        Ok(RecordOutcome {
            first_entry: committed.first,
            entries: committed.first.map_or(0, |_| committed.entries),
            findings: committed.findings,
        })
    }
}

fn refused(code: &'static str, sentence: impl Into<String>) -> Finding {
    Finding::error(code, Place::whole(Evidence::HOUSE.register), sentence)
}

/// What a file is, or why it may not be attached to a row of the register.
fn kind(asked: &Attaching<'_>, register: &Register) -> std::result::Result<Attached, Finding> {
    if asked.bytes.is_empty() {
        return Err(refused("evidence.empty", "没有选文件，或文件是空的"));
    }
    if asked.bytes.len() > ATTACHED_LIMIT {
        return Err(refused("evidence.large", format!("文件超过{}MB，没有收", ATTACHED_LIMIT >> 20)));
    }
    let Some(kind) = Attached::of(asked.bytes) else {
        let kinds: Vec<&str> = Attached::ALL.iter().map(|(_, word)| *word).collect();
        let sentence = format!("按内容看不是可以附的文件；可以附的有{}", kinds.join("、"));
        return Err(refused("evidence.kind", sentence).hint("改了扩展名的不算；带宏的另存为不带宏的"));
    };
    if kind.is_picture() && register.photos.is_none() {
        let sentence = format!("台账“{}”没有写明收照片的依据，不收照片", register.name);
        return Err(refused("evidence.photo", sentence));
    }
    if kind.is_picture() && register.positions.is_none() && says_where(asked.bytes) {
        let sentence = format!("照片里带着拍摄位置，台账“{}”没有写明收位置的依据", register.name);
        return Err(refused("evidence.position", sentence).hint("请关掉相机的位置信息重拍，或去掉位置再传"));
    }
    if asked.name.trim().is_empty()
        || asked.name.chars().count() > NAME
        || asked.name.chars().any(finding::is_control)
    {
        return Err(refused("evidence.name", format!("文件名要有，不超过{NAME}字，不带控制字符")));
    }
    Ok(kind)
}

impl Batch<'_> {
    fn attach(&mut self, asked: &Attaching<'_>, dir: &std::path::Path) -> Result<String> {
        let mut rows = asked.rows.to_vec();
        rows.sort_unstable();
        rows.dedup();
        let (Some(first), true) = (rows.first(), rows.len() <= ROWS) else {
            self.findings.push(refused("evidence.rows", format!("要写明附在哪一行，一次不超过{ROWS}行")));
            return Ok(String::new());
        };
        let (register, _) = self.numbered(asked.register, *first)?;
        for number in &rows {
            let (_, row) = self.numbered(asked.register, *number)?;
            if let Some(finding) = self.may_attach(&register, &row)? {
                self.findings.push(finding);
                return Ok(String::new());
            }
        }
        let kind = match kind(asked, &register) {
            Ok(kind) => kind,
            Err(finding) => {
                self.findings.push(finding);
                return Ok(String::new());
            }
        };
        let digest = bytes::digest(asked.bytes);
        let repeated = self.same_picture(&register, &rows, (&digest, kind))?;
        let book = self.book()?;
        let mut numbers = Vec::new();
        for number in &rows {
            let evidence = Evidence {
                digest: digest.clone(),
                register: register.id.clone(),
                row: Some(*number),
                name: asked.name.trim().to_owned(),
                kind: kind.word().to_owned(),
                size: Some(asked.bytes.len() as u64),
                from: asked.from,
                until: asked.until,
                day: Some(self.today),
                by: self.session.who.name().to_owned(),
                note: asked.note.trim().to_owned(),
            };
            let row = crate::row::made(&book, &evidence.write())?;
            let place = Place::whole(Evidence::HOUSE.register);
            if let Put::Recorded(number) = self.following(|batch| batch.put(&book, row, None, place))? {
                numbers.push(number);
            }
        }
        if let (Some(finding), Some(number)) = (repeated, numbers.first()) {
            self.doubt(&book, *number, finding);
        }
        // Refused further on, the bytes are nobody's and the next sweep takes them.
        bytes::lay(dir, asked.bytes)?;
        Ok(digest)
    }

    /// The register of evidence.
    fn book(&self) -> Result<Register> {
        let house = Evidence::HOUSE.register;
        let missing = || Error::damaged(format!("定义包里没有台账“{house}”"));
        self.pack().register(house).cloned().ok_or_else(missing)
    }

    /// Why the session may not attach anything to a row; none when it may.
    fn may_attach(&self, register: &Register, row: &Arc<Row>) -> Result<Option<Finding>> {
        let (Who::Person(name), true) = (&self.session.who, sight::is_judged(self.session)) else {
            return Ok(None);
        };
        let pack = self.pack();
        let facts = sight::facts(&self.head, self.store)?;
        let standing = Standing::of(&pack, &facts, name, self.today);
        let deed = Deed::Record { register, before: Some(row), after: row };
        Ok(standing.may(&pack, &deed).err())
    }

    /// A picture that is attached elsewhere already: it hardly shows both.
    fn same_picture(
        &self,
        register: &Register,
        rows: &[u64],
        (digest, kind): (&str, Attached),
    ) -> Result<Option<Finding>> {
        if !kind.is_picture() {
            return Ok(None);
        }
        let book = self.book()?;
        let present = self.head.rows(self.store, &book)?;
        let read = present
            .iter()
            .map(|(number, row)| Evidence::read(&Record { register: &book, number: *number, row }));
        let own =
            |one: &Evidence| one.register == register.id && one.row.is_some_and(|row| rows.contains(&row));
        let same: Vec<Evidence> = read.filter(|one| one.digest == digest && !own(one)).collect();
        if same.is_empty() {
            return Ok(None);
        }
        let name = |one: &Evidence| {
            let name =
                self.head.pack.register_by_id(&one.register).map_or("", |register| register.name.as_str());
            format!("{name}第{}号", one.row.unwrap_or_default())
        };
        let named: Vec<String> = same.iter().take(NAMED).map(name).collect();
        let sentence = format!("同一张照片已附在别的{}行：{}", same.len(), named.join("、"));
        Ok(Some(Finding { grade: Grade::Doubt, ..refused("evidence.repeated", sentence) }))
    }

    fn detach(&mut self, register: &str, number: u64, digest: &str, reason: &str) -> Result<()> {
        let (register, row) = self.numbered(register, number)?;
        if let Some(finding) = self.may_attach(&register, &row)? {
            self.findings.push(finding);
            return Ok(());
        }
        if reason.trim().is_empty() {
            self.findings.push(refused("withdraw.reason", "要写明为什么取下"));
            return Ok(());
        }
        let book = self.book()?;
        let known = self.head.rows(self.store, &book)?.iter().find_map(|(at, row)| {
            let one = Evidence::read(&Record { register: &book, number: *at, row });
            let is_it = one.digest == digest && one.register == register.id && one.row == Some(number);
            is_it.then(|| row.key(&book)).flatten()
        });
        let key = known.ok_or_else(|| Error::Unknown("这一行没有附这份材料".to_owned()))?;
        self.following(|batch| batch.withdraw(&book.id, &key, reason.trim()))
    }
}
