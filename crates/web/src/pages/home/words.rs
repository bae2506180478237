//! Words of the overview.

crate::words::words! {
    home_title: "{}教育履职自评" / "Self-evaluation of {}";
    home_lead: "报告里的每个数字，都由平时工作中记下的行算出；点开任何一个，可以一直走到这些行、它们的条目和存在证明。" / "Every number of the report is computed from rows recorded while the work was done. Open any of them and walk down to those rows, their entries and the proof that they stand in the log.";
    nothing_yet: "这里还没有数据" / "Nothing has been imported yet";
    nothing_yet_next: "先导入各科室的台账文件（CSV 或 XLSX）：" / "Import the files of the sections first (CSV or XLSX):";
    short: "未达标和不能判断的指标" / "Not met, or cannot tell";
    all_met: "没有未达标的指标" / "No indicator falls short";
    registers_line: "{} 个台账，共 {} 行" / "{} registers, {} rows";
    journal_line: "{} 条" / "{} entries";
    report_line: "报告引用 {} 处数字，每一处都可点开核对。" / "The report cites {} figures; each of them opens.";
    check_yourself: "自己核验：日志根与命令" / "Verify it yourself: the log root and the command";
    read_report: "阅读报告" / "Read the report";
}
