//! Words of the report.

crate::words::words! {
    editions: "报告审签：送审、核稿、批准、印发" / "Report approval";
    downloads: "下载" / "Download";
    outline: "目录" / "Outline";
    coverage: "指标应答" / "Indicators answered";
    all_answered: "每条指标在报告中都有应答。" / "Every indicator is answered in the report.";
    report_how: "有下划线的数字都可点开。PDF、DOCX 按公文格式（GB/T 9704-2012）排版；报送本不带注号和来源，供报送。" / "Every underlined number opens. PDF and DOCX follow the layout of official documents (GB/T 9704-2012); what is sent has no marks and no sources.";
    moved: "改动了的句子" / "Sentences that changed";
    moved_since: "与 {} 日终时相比，标出的句子因后来的记录而不同。" / "Marked sentences differ from the end of {} by what was recorded since.";
    moved_closed: "{} 已封存，这里是上报的文本；标出的句子按现在的记录会写成别的。" / "Closed on {}: this is what was submitted; marked sentences would read otherwise by what is recorded now.";
    moved_none: "没有因后来的记录而不同的句子。" / "No sentence differs by what was recorded since.";
    moved_compare: "对照" / "Compare";
    text_file: "纯文本" / "Text";
    clean: "报送本" / "To be sent";
    marked: "标注本" / "With marks";
    sources: "溯源本" / "With sources";
}
