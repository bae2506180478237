//! Words of evidence.

crate::words::words! {
    evidence: "佐证材料" / "Evidence";
    lead: "文件按内容认，{}；一份不超过 {} MB。照片和位置，定义里写明依据的才收。" / "Files are known by their content: {}; {} MB each at most. Photographs and positions are taken only where the definition names the ground.";
    none: "还没有附材料。" / "Nothing is attached yet.";
    attach: "附一份" / "Attach a file";
    file: "文件" / "File";
    also: "也附到本台账的行" / "Also to these rows of the register";
    also_hint: "行号用顿号或逗号隔开；可不填" / "Numbers of rows with commas between them; may be left empty";
    from: "生效日期" / "Holds from";
    until: "失效日期" / "Holds until";
    note: "说明" / "Remark";
    reason: "存疑的理由" / "Why it holds all the same";
    reason_hint: "同一张照片附到别处时要写" / "Needed for a photograph that is attached elsewhere already";
    done: "已附上，第 {} 条记下了。" / "Attached; entry {} records it.";
    holds: "在有效期内" / "in force";
    lapsed: "不在有效期内" / "not in force";
    also_at: "同一份也附在" / "The same is attached to";
    unseen: "您看不到的 {} 行" / "{} rows that you do not see";
    download: "下载" / "Download";
    detach: "取下" / "Take off";
    why: "事由" / "Reason";
    preview: "预览" / "Preview";
    by: "{} {} 上传" / "attached {} by {}";
    too_large: "没有收全，或超过了大小上限。" / "It did not arrive whole, or is too large.";
    cut: "没有连上，连上后接着传" / "No connection; it goes on when there is one";
    shrunk: "照片已缩小并去掉拍摄位置" / "The photograph was made smaller and says no longer where it was taken";
}
