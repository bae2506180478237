//! Words of reports on their way.

crate::words::words! {
    editions: "报告审签" / "Report approval";
    editions_lead: "{}年的自评报告：送审、核稿、批准各由一人；印发即封存，以后的改动列在旁边，不改已印发的文本。" / "The report of {}: put forward, checked and approved by three persons; issuing freezes it, later changes stand beside it.";
    number: "编号" / "Number";
    stage: "办到" / "Stage";
    waits: "等谁" / "Waits for";
    moved: "改动了的句子" / "Sentences that changed";
    moved_by: "{}句与现在的记录不同" / "{} sentences read otherwise now";
    disclosed: "公开属性" / "Disclosure";
    document: "发文字号" / "Document number";
    steps: "办理" / "Steps";
    note: "送审说明" / "Note to those who check it";
    no_way: "定义包里没有报告审签的环节。" / "The pack has no way for reports.";
    no_way_next: "在定义包里为台账“报告稿”写一个环，送审和印发就有了。" / "Define a loop over the register of reports.";
    no_editions: "还没有送审的报告。" / "No report has been put forward.";
    no_editions_next: "有送审权的人在下面送审；送审的是此刻写成的报告，依据此刻日志里的每一条。" / "Whoever may, puts one forward below: as it would be written now.";
    forward: "送审" / "Put forward";
    forward_lead: "按此刻的台账写成报告送审。正在审签的一稿会换成新的文本，已签的人重签。" / "The report is put forward as the registers stand now. One under way takes the new text, and is signed anew.";
    stands_on: "{} 起草，依据日志的前{}条。" / "Drafted on {} from the first {} entries of the journal.";
    beside: "对照" / "Compare";
    beside_now: "现在的台账" / "The registers now";
    same: "没有一句话不同。" / "No sentence differs.";
    moved_now: "标出的句子，按现在的台账会写成别的。" / "Marked sentences would read otherwise by the registers now.";
    moved_other: "标出的句子，在 {} 里是别的写法。" / "Marked sentences read otherwise in {}.";
    public_page: "公开页" / "Public page";
    issued_title: "{}{}年度履行教育职责自评报告" / "{}: report of {}";
    issued_lead: "{} 印发，{} {}" / "Issued on {}, {} {}";
    issued_none: "这里没有公开的报告" / "There is no public report here";
    issued_none_next: "这一年的报告还没有印发，或者不主动公开。" / "The report of this year is not issued, or not public.";
    text_file: "纯文本" / "Text";
    facts: "核验" / "Verification";
    facts_lead: "报告末尾的日志收据是签名的检查点。保存它，就能核对这份报告依据的日志此后没有被改写。" / "The receipt at the end of the report is a signed checkpoint: whoever keeps it can hold the journal against it.";
    fact_entry: "封存于日志第几条" / "Frozen by entry";
    fact_size: "依据的条数" / "Entries it stands on";
    fact_digest: "封存内容的 SM3" / "SM3 of what was frozen";
    fact_key: "签名公钥指纹" / "Fingerprint of the key";
}
