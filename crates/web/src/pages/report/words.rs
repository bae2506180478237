//! Words of the report.

crate::words::words! {
    downloads: "下载" / "Download";
    outline: "目录" / "Outline";
    coverage: "指标应答" / "Indicators answered";
    all_answered: "每条指标在报告中都有应答。" / "Every indicator is answered in the report.";
    report_how: "有下划线的数字都可点开。DOCX 按公文格式（GB/T 9704-2012）排版。" / "Every underlined number opens. The DOCX follows the layout of official documents (GB/T 9704-2012).";
    text_file: "纯文本" / "Text";
}
