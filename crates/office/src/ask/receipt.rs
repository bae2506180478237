//! The receipt of a report (收据): the signed checkpoint over the entries that it was written from, at the end of the report.
//! Whoever keeps the report keeps what the journal is held against later.

use super::Reading;
use crate::error::{Error, Result};
use crate::state::State;
use paper::{Attachment, Body, Rendition, Run};

/// Head of the receipt.
const TITLE: &str = "日志收据";

impl Reading {
    /// The signed checkpoint that covers what is read, as text; none of an empty journal.
    pub(super) fn checkpoint_text(&self) -> Result<Option<String>> {
        Ok(self.checkpoint(&self.whole)?.map(|(_, note)| note))
    }

    /// The first checkpoint that covers the entries of a state: how many it signs, and its text.
    fn checkpoint(&self, state: &State) -> Result<Option<(u64, String)>> {
        let Some(last) = state.size.checked_sub(1) else { return Ok(None) };
        let audit = &self.house.archive.audit;
        let missing = || Error::damaged("日志没有检查点");
        let sealed = audit.of(&self.store, self.store.checkpoint_beyond(last)?.ok_or_else(missing)?)?;
        let signed = sealed.signed.as_ref().ok_or_else(missing)?;
        Ok(Some((signed.checkpoint.size, signed.text())))
    }

    /// The receipt of a state: the checkpoint over exactly its entries, or of a state inside a batch the first one that
    /// covers them. None of an empty journal.
    pub(super) fn receipt(&self, state: &State) -> Result<Option<Attachment>> {
        let Some((size, note)) = self.checkpoint(state)? else { return Ok(None) };
        let key = self.house.archive.audit.keys().within(size).newest().fingerprint();
        let mut body = Body::default();
        let mut say =
            |id: &str, words: String| body.paragraph(format!("receipt-{id}"), vec![Run::text(words)]);
        let more = match size == state.size {
            true => String::new(),
            false => format!("；它们之后的第一个检查点签下前{size}条"),
        };
        say("state", format!("本报告依据日志的前{}条写成{more}。签名公钥指纹：{key}。", state.size));
        say(
            "use",
            "保存本报告，就保存了下面的检查点：日志此后被截短、改写或另写一份，都与它对不上。\
             把它连同签名行原样抄下，或扫描二维码，存为文件，用 duheng journal consistent 文件 数据目录 核对。"
                .to_owned(),
        );
        body.verbatim("receipt-checkpoint", note.lines().filter(|line| !line.is_empty()));
        body.code("receipt-code", note.as_str(), "检查点的二维码");
        Ok(Some(Attachment { id: "receipt".into(), title: TITLE.into(), body, from: Rendition::Sources }))
    }
}
