//! Verification (核验): everything stored is recomputed from the entries, and what does not hold is named.

use crate::Result;
use crate::district::Office;
use crate::journal::leaf;
use crate::store::Store;
use crate::view::JournalCheck;
use finding::{Finding, Place};
use ledger::Act;
use proof::{Digest, Edge, Signed, Sm3, fingerprint, hex};
use std::collections::BTreeSet;

/// Most findings of one verification.
const FINDINGS_LIMIT: usize = 100;
/// What the text of an act of erasure begins with.
const ERASE: &[u8] = b"duheng-act\t1\terase\n";

impl Office {
    /// Recomputes every leaf, node and root, verifies every checkpoint, compares every row with its entry, and names
    /// what does not hold.
    pub fn journal_verify(&self) -> Result<JournalCheck> {
        let inner = &mut *self.turn();
        let beside = inner.store.again()?;
        let public_key = inner.signer.public_key();
        let (check, rows) = std::thread::scope(|scope| {
            let rows = scope.spawn(move || rows(&beside));
            let check = entries(&inner.store, &public_key);
            (check, rows.join())
        });
        let mut check = check?;
        let rows = rows.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        check.findings.extend(rows);
        check.findings.truncate(FINDINGS_LIMIT);
        Ok(check)
    }
}

/// Entries, tree and checkpoints.
fn entries(store: &Store, public_key: &[u8]) -> Result<JournalCheck> {
    let mut check = JournalCheck {
        size: store.size()?,
        root: String::new(),
        checkpoints: 0,
        erased: 0,
        key: fingerprint(public_key),
        findings: Vec::new(),
    };
    let levels = nodes(store, &mut check)?;
    let mut edge = Edge::default();
    let mut checkpoints: Vec<(u64, String)> = store.checkpoints()?;
    checkpoints.reverse();
    let mut expected = 0;
    let (mut erased, mut erasures) = (BTreeSet::new(), BTreeSet::new());
    store.each_entry(0, u64::MAX, |entry| {
        while expected < entry.seq {
            tell(&mut check, "journal.entry-missing", expected, "这一条不见了");
            expected += 1;
        }
        expected += 1;
        let stored = levels.first().and_then(|leaves| leaves.get(entry.seq as usize));
        let leaf = match (leaf(&entry), stored) {
            (Some(leaf), Some(stored)) if leaf == *stored => leaf,
            (None, Some(stored)) if entry.body.is_none() && entry.salt.is_none() => {
                check.erased += 1;
                erased.insert(entry.seq);
                *stored
            }
            (leaf, stored) => {
                let sentence = "这一条与日志树里的叶子不符：时间、记录人、内容、盐或叶子被改动过";
                tell(&mut check, "journal.entry-changed", entry.seq, sentence);
                leaf.or(stored.copied()).unwrap_or_default()
            }
        };
        if let Some(body) = entry.body.filter(|body| body.starts_with(ERASE))
            && let Ok(Act::Erase { entry, .. }) = Act::parse(&String::from_utf8_lossy(&body))
        {
            erasures.insert(entry);
        }
        edge.append::<Sm3>(leaf, |level, number, digest| {
            let stored = levels.get(level as usize).and_then(|level| level.get(number as usize));
            if level > 0 && stored != Some(&digest) {
                let covered = format!("日志树第{level}层第{number}个结点与其下各条不符");
                tell(&mut check, "journal.node-changed", number << level, &covered);
            }
        });
        while let Some((size, text)) = checkpoints.pop_if(|(size, _)| *size == edge.size()) {
            checkpoint(&mut check, size, &text, &edge, public_key);
        }
        Ok(())
    })?;
    for (size, _) in &checkpoints {
        let sentence = "检查点所说的条目比日志还多：日志被截短过";
        tell(&mut check, "journal.checkpoint-beyond", *size, sentence);
    }
    for seq in erased.difference(&erasures) {
        tell(&mut check, "journal.entry-emptied", *seq, "这一条的内容没有了，日志里却没有删除它的记录");
    }
    check.root = hex::write(&edge.root::<Sm3>());
    Ok(check)
}

/// Stored nodes by level. Reading them at once is quicker than asking for each.
fn nodes(store: &Store, check: &mut JournalCheck) -> Result<Vec<Vec<Digest>>> {
    let mut levels: Vec<Vec<Digest>> = Vec::new();
    store.each_node(|level, number, digest| {
        while levels.len() <= level as usize {
            levels.push(Vec::new());
        }
        let row = &mut levels[level as usize];
        while (row.len() as u64) < number {
            tell(check, "journal.node-missing", (row.len() as u64) << level, "日志树少了一个结点");
            row.push([0; 32]);
        }
        match <Digest>::try_from(digest) {
            Ok(digest) => row.push(digest),
            Err(_) => {
                tell(check, "journal.node-changed", number << level, "日志树的一个结点长度不对");
                row.push([0; 32]);
            }
        }
        Ok(())
    })?;
    Ok(levels)
}

fn checkpoint(check: &mut JournalCheck, size: u64, text: &str, edge: &Edge, public_key: &[u8]) {
    let place = size.saturating_sub(1);
    match Signed::read(text) {
        None => tell(check, "journal.checkpoint-broken", place, "检查点的文字被改动过，读不成"),
        Some(signed) if !signed.verify() => {
            tell(check, "journal.checkpoint-signature", place, "检查点的签名不成立");
        }
        Some(signed) if signed.public_key != public_key => {
            tell(check, "journal.checkpoint-key", place, "检查点不是用本区的钥匙签的");
        }
        Some(signed) if signed.checkpoint.size != size || signed.checkpoint.root != edge.root::<Sm3>() => {
            let sentence = "检查点签下的根与日志推出的根不同：此前有条目被改动过";
            tell(check, "journal.checkpoint-root", place, sentence);
        }
        Some(_) => check.checkpoints += 1,
    }
}

/// Rows against the entries that made and ended them. A row that is missing altogether is found by rebuilding.
fn rows(store: &Store) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut say = |code, register: &str, number: u64, since: u64, sentence: &str| {
        if findings.len() < FINDINGS_LIMIT {
            let place = Place::whole(format!("{register} 第{number}号记录，日志第{since}条"));
            let finding = Finding::error(code, place, sentence);
            findings.push(finding.hint("各行可由日志重建：duheng rebuild"));
        }
    };
    let mut buffer = String::new();
    store.each_row_with_entries(|row| {
        let made = match row.made {
            None => true,
            Some(act) => row_of(act, row.register, row.key, &mut buffer) && buffer == row.body,
        };
        if !made {
            say("journal.row-differs", row.register, row.number, row.since, "这一行与记下它的条目不符");
        }
        if row.ended.is_some_and(|act| !about(act, row.register, row.key)) {
            say("journal.row-ended", row.register, row.number, row.since, "这一行不是由所写的条目终止的");
        }
    })?;
    Ok(findings)
}

/// Whether the text of an act records a row of that register and key; its cells as a row's body are left in `body`.
fn row_of(act: &str, register: &str, key: &str, body: &mut String) -> bool {
    if !about(act, register, key) || !act.starts_with("duheng-act\t1\trecord\n") {
        return false;
    }
    body.clear();
    body.push('{');
    for line in act.lines() {
        let mut parts = line.split('\t');
        if let (Some("cell"), Some(field), Some(_), Some(value)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        {
            if body.len() > 1 {
                body.push(',');
            }
            crate::writer::quote(body, &plain(field));
            body.push(':');
            crate::writer::quote(body, &plain(value));
        }
    }
    body.push('}');
    true
}

/// Whether the text of an act names that register and key.
fn about(act: &str, register: &str, key: &str) -> bool {
    let mut lines = act.lines().skip(1);
    let mut named = |name: &str, value: &str| {
        lines
            .next()
            .and_then(|line| line.split_once('\t'))
            .is_some_and(|(word, text)| word == name && plain(text) == value)
    };
    named("register", register) && named("key", key)
}

/// A field of an act without its escapes.
fn plain(field: &str) -> std::borrow::Cow<'_, str> {
    if !field.contains('\\') {
        return field.into();
    }
    let mut text = String::with_capacity(field.len());
    let mut letters = field.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            letter => letter,
        });
    }
    text.into()
}

fn tell(check: &mut JournalCheck, code: &'static str, seq: u64, sentence: &str) {
    if check.findings.len() < FINDINGS_LIMIT {
        check.findings.push(Finding::error(code, Place::whole(format!("日志第{seq}条")), sentence));
    }
}
