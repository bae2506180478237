//! Outsiders' memory (见证): whether the journal goes on from a checkpoint that somebody kept, and what a witness is handed.

use super::Reading;
use crate::error::{Error, Result};
use crate::store::{NodeReader, TwinReader};
use crate::view::Consistency;
use finding::{Finding, Place};
use proof::{Sha256, Signed, Sm3, WitnessRequest, verify_consistency};

impl Reading {
    /// Holds the journal against a checkpoint that somebody kept, by itself or in whatever text it was copied with: it is the same log, no tail is lost, and everything that
    /// was signed then stands where it stood.
    ///
    /// # Errors
    /// A store that refuses. What does not hold is in the answer.
    pub fn consistent(&self, older: &str) -> Result<Consistency> {
        let keys = self.house.archive.audit.keys();
        let mut answer = Consistency {
            older: 0,
            size: self.now,
            fingerprint: keys.newest().fingerprint(),
            changes: crate::signing::changes(&keys),
            findings: Vec::new(),
        };
        let mut refuse = |code, sentence: String, hint| {
            let finding = Finding::error(code, Place::whole("检查点"), sentence);
            answer.findings.push(finding.hint(hint));
        };
        let Some(older) = Signed::find(older) else {
            let hint = "检查点由 duheng journal root 写出，也印在报告末尾的收据上";
            refuse("consistent.form", "里面没有签过名的检查点".to_owned(), hint);
            return Ok(answer);
        };
        let (old, now) = (&older.checkpoint, self.now);
        if old.origin != self.house.archive.audit.origin {
            refuse(
                "consistent.other-log",
                format!("检查点是另一份日志（{}）的", old.origin),
                "核对是哪个区的",
            );
        } else if !keys.signed(&older) && keys.all().any(|key| older.is_by(key)) {
            let sentence = format!("检查点的{}条不该由签它的那把钥匙签：那时用的是另一把", old.size);
            let hint = "换下的钥匙还在签名：有人用旧钥匙写着另一份历史，或者换钥的条目不是那一条";
            refuse("consistent.given-up-key", sentence, hint);
        } else if !keys.signed(&older) {
            let sentence = "检查点不是用这份日志的钥匙签的".to_owned();
            let hint = "钥匙换过而没有交叉签名，或者检查点是别人写的；旧的副本也不认得后来换的钥匙";
            refuse("consistent.signature", sentence, hint);
        } else if old.size > now {
            let sentence = format!("检查点签下了{}条，日志只有{now}条：末尾丢了，或者这是旧的副本", old.size);
            refuse("consistent.tail-lost", sentence, "从备份恢复，并与保存检查点的一方核对");
        } else if !self.goes_on_from(&older)? {
            let sentence = format!("日志的前{}条不是检查点签下的那些：这是另一份历史", old.size);
            refuse("consistent.other-history", sentence, "两份历史各有签名：保存检查点的一方手里就是证据");
        }
        answer.older = older.checkpoint.size;
        Ok(answer)
    }

    fn goes_on_from(&self, older: &Signed) -> Result<bool> {
        let (old, size) = (&older.checkpoint, self.now);
        if old.size == 0 {
            return Ok(true);
        }
        let sealed = self.house.archive.audit.of(&self.store, size)?;
        let new = sealed.signed.as_ref().map(|signed| &signed.checkpoint);
        let new = new.ok_or_else(|| Error::damaged("日志没有检查点"))?;
        let missing = || Error::damaged("日志树缺少结点");
        let path = proof::consistency::<Sm3>(&NodeReader(&self.store), old.size, size).ok_or_else(missing)?;
        let twins = proof::consistency::<Sha256>(&TwinReader(&self.store), old.size, size);
        let twins = twins.ok_or_else(missing)?;
        Ok(verify_consistency::<Sm3>(old.size, size, &old.root, &new.root, &path).is_ok()
            && verify_consistency::<Sha256>(old.size, size, &old.twin, &new.twin, &twins).is_ok())
    }

    /// What a witness is handed who signed the journal last when it had `old` entries.
    ///
    /// # Errors
    /// [`Error::Unknown`] when the journal is shorter than that.
    pub fn witness_request(&self, old: u64) -> Result<String> {
        if old > self.now {
            return Err(Error::Unknown(format!("日志只有{}条，没有{old}条", self.now)));
        }
        let sealed = self.house.archive.audit.of(&self.store, self.now)?;
        let signed = sealed.signed.clone().ok_or_else(|| Error::damaged("日志没有检查点"))?;
        let path = proof::consistency::<Sha256>(&TwinReader(&self.store), old, self.now);
        let path = path.ok_or_else(|| Error::damaged("日志树缺少结点"))?;
        Ok(WitnessRequest { old, path, signed }.text())
    }
}
