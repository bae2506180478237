//! Words of the grid.

crate::words::words! {
    grid: "表格填报" / "Fill in a grid";
    grid_of: "表格填报：{}" / "Fill in a grid: {}";
    lead: "从 Excel 或 WPS 里复制一块，贴在表里：多出的行接在后面，第一行是表头的按表头认列。表里没有的列不变，空着的格会清空原值。" / "Copy a block from a spreadsheet and paste it into the grid: new rows go below, and a first line of names says which column is which. A column that is not there changes nothing; an empty cell empties what was there.";
    present: "载入今年已有的行" / "Load this year's rows";
    last_year: "以上一年为底" / "Begin with last year's";
    text_label: "贴在这里：一行一条，格与格之间用制表符" / "Paste here: a row a line, cells with TAB between them";
    check: "核对" / "Check";
    record: "全部记入" / "Record all";
    good: "只记好的行" / "Record the good rows";
    drop: "丢弃草稿" / "Discard the draft";
    reason: "存疑的理由" / "Why it holds all the same";
    reason_lead: "有存疑的格。核对无误的，写明理由再记入，理由随数据进日志。" / "Some cells are implausible. If they are right, say why and record again; the reason goes into the journal.";
    kept: "草稿已存" / "Draft kept";
    unkept: "草稿没有存上" / "The draft was not kept";
    tally: "新增 {}　更改 {}　相同 {}　不能记 {}" / "{} new, {} changed, {} the same, {} refused";
    recorded: "已记入 {} 行，自第 {} 条起。" / "{} rows recorded, from entry {} on.";
    under_way: "正在记入，已核 {} / {} 行；离开这一页也会记完。" / "Recording: {} of {} rows read. It goes on though this page is closed.";
    nothing: "没有可记的行。" / "There is no row to record.";
    refused: "没有记入：先改好标出的格，或只记好的行。" / "Nothing was recorded: mend the marked cells, or record the good rows.";
    stale: "有的行别人已改过：两边的值都在格里，看过再记一次就以您的为准。" / "Somebody has changed rows meanwhile: both values stand in the cells; recording once more puts yours in their place.";
    row: "行" / "Row";
    fate_new: "新增" / "new";
    fate_changed: "更改" / "changed";
    fate_same: "相同" / "same";
    fate_wrong: "不能记" / "refused";
    fate_left: "不是数据" / "no row";
    more: "只列出前 {} 行，先列有话要说的。" / "The first {} rows, those of which something is said before others.";
    more_rows: "行太多，只载入了前面的。" / "There are more rows than were loaded.";
    undo: "撤销" / "Undo";
    redo: "重做" / "Redo";
    fill_down: "向下填充" / "Fill down";
    fill_all: "填入所选" / "Into all selected";
    delete_rows: "移出表格" / "Take rows out";
    lost: "连不上，改动留在这一页；稍后再核对。" / "No connection; your changes stay on this page. Check again later.";
    keys: "方向键移动，直接键入即改，Ctrl+V 贴入，Ctrl+D 向下填充，选一片后键入再按 Ctrl+回车填满，Ctrl+Z 撤销。" / "Arrows move, typing changes, Ctrl+V pastes, Ctrl+D fills down, Ctrl+Enter puts what was typed into all selected, Ctrl+Z undoes.";
    back: "返回台账" / "Back to the register";
}
