//! Words of registers and their rows.

crate::words::words! {
    period: "期别" / "Period";
    empty: "空" / "empty";
    field: "字段" / "Field";
    clear: "清除" / "Clear";
    first_page: "首页" / "First";
    registers_lead: "台账由各单位在工作中逐行记下，字段和检查由方案包规定。" / "Registers are kept row by row by the units that do the work; a pack declares their fields and checks.";
    registers_hint: "名称或责任单位" / "name or owner";
    no_registers: "方案包没有台账" / "The pack declares no register";
    no_registers_next: "检查方案包：duheng pack check" / "Check the pack: duheng pack check";
    no_match_register: "没有符合筛选的台账" / "No register matches";
    any_field: "任一字段" / "any field";
    rows_total: "共 {} 行" / "{} rows";
    last_page: "末页" / "Last";
    page_number: "第几页" / "Page";
    go: "去" / "Go";
    rows_matched: "筛选“{}”：找到 {} 行，共 {} 行" / "“{}”: {} rows found of {}";
    failing: "只看“{}”不成立的" / "only rows failing “{}”";
    rows_failing: "“{}”不成立或不能判断的：找到 {} 行，共 {} 行" / "rows for which “{}” does not hold or cannot be told: {} of {}";
    computed: "算出" / "Computed";
    rows_partial: "已查找一部分，继续请翻下一页" / "part of the register searched so far; the next page goes on";
    no_rows: "还没有行" / "No rows yet";
    no_rows_next: "把本台账的文件导入：" / "Import a file of this register:";
    edit: "更正、撤回、打开" / "Correct, withdraw, open";
    new_row: "记一行" / "Record a row";
    history: "来历" / "History";
    stood_then: "这是 {} 日终时日志里的样子。" / "This is how the journal had it at the end of {}.";
    none_then: "{} 日终时还没有这一行，或它那时不归您看。" / "At the end of {} there was no such row, or it was not yours to see.";
    current: "现行" / "in force";
    replaced_by: "被 #{} 取代" / "replaced by #{}";
    event: "事件" / "event";
    state: "状态" / "state";
    snapshot: "时点" / "snapshot";
    calendar_year: "财政（日历）年度" / "calendar (fiscal) year";
    school_year: "学年" / "school year";
    no_period: "不分期" / "no period";
    grid: "表格填报" / "Fill in a grid";
    export: "导出" / "Export";
    instruments: "文书" / "Documents";
    lacking: "还缺{}，补上才能出具" / "lacks {}: cannot be issued before it is filled";
    evidence: "佐证材料 {}" / "Evidence {}";
}
