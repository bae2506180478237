//! Words of proof-reading (核对).

crate::words::words! {
    claims_lead: "读一篇文章里的数字：彼此是否相符，与台账是否相符。只读不存，看完即弃。" / "The numbers of a document: whether they agree with one another, and with the rows. It is read and not kept.";
    claims_file: "要核对的文章" / "Document";
    claims_before: "上年文本（可不选）" / "Last year's text (optional)";
    claims_against: "与本区县台账对照" / "hold against this district's rows";
    claims_read: "核对" / "Check";
    claims_limit: "DOCX、PDF、HTML、TXT，合计不超过{}兆字节" / "DOCX, PDF, HTML or TXT, {} MiB together at most";
    claims_empty: "还没有选文章" / "No document yet";
    claims_empty_next: "选一份自评报告、年报或公报，按“核对”：每条断言在文中标出，算式在旁，最要紧的在前。" / "Choose a self-evaluation, an annual report or a bulletin: every claim is marked in the text, the arithmetic beside it, gravest first.";
    claims_title: "文中的断言" / "What the text asserts";
    claims_summary: "{}个数，{}条断言：不符{}，不能判断{}，相符或不矛盾{}；用语提示{}处" / "{} numbers, {} claims: {} inconsistent, {} undetermined, {} consistent; {} remarks on wording";
    claims_more: "。本页列到{}处，其余{}处从略；全部列出，请在服务器上用命令核对" / ". This page lists {}; {} more are left out, which the command on the server lists";
    claims_foreign: "这张表单不是本次打开的页面发出的，请从本页重新选文件。" / "This form was not sent by a page of this server as it runs now. Choose the file again on this page.";
    claims_too_large: "文件没有传完，或者超过了上限。" / "The file did not arrive whole, or is larger than the limit.";
    structure: "构成" / "Structure";
    operands: "所据" / "from";
    joined_by: "对应" / "joined by";
    implied: "算得" / "implied";
    cannot_compute: "算不出" / "cannot be computed";
    written: "所写" / "written";
    inconsistent: "不符" / "inconsistent";
    undetermined: "不能判断" / "undetermined";
    compatible: "不矛盾" / "compatible";
    entailed: "相符" / "follows";
    remark: "用语" / "wording";
    held_title: "对照台账" / "Against the rows";
    held_summary: "有据{}处（报告数字{}个），与台账不符{}，过时{}，无依据{}；评价指标已回应{}" / "{} borne out ({} figures of the report), {} contradicted, {} out of date, {} without support; {} indicators answered";
    contradicts: "与台账不符" / "contradicts the rows";
    out_of_date: "过时" / "out of date";
    unsupported: "无依据" / "no support";
    missed: "未达界限" / "misses the threshold";
    missed_note: "所写{}，要求{}{}（{}）" / "stated {}, required {}{} ({})";
    before_title: "与上年文本相比" / "Beside last year's text";
    fell: "下降" / "fell";
    vanished: "消失" / "vanished";
    repeated: "照抄" / "repeated";
    nothing_changed: "没有消失、下降或照抄的内容。" / "Nothing vanished, fell or merely repeats.";
}
