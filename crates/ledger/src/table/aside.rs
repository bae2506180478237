//! Rows that are no facts: totals (合计), signatures (签字), remarks and headers printed once more.

use define::Register;
use finding::{Finding, Place};
use reader::{Line, Table};

use super::header::Column;

const TOTALS: [&str; 8] = ["合计", "总计", "小计", "累计", "共计", "总合计", "本页合计", "本页小计"];
const SIGNATURES: [&str; 15] = [
    "制表",
    "填表",
    "填报",
    "审核",
    "复核",
    "审批",
    "负责人",
    "单位负责人",
    "主要负责人",
    "经办人",
    "分管领导",
    "主管领导",
    "领导签字",
    "盖章",
    "报送",
];
const REMARKS: [&str; 6] = ["注", "备注", "说明", "填表说明", "填写说明", "附注"];

/// What a row is when it is no fact, told at the cell that says so.
pub(super) fn aside(register: &Register, table: &Table, columns: &[Column], line: &Line) -> Option<Finding> {
    let filled = || line.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let lacks = columns.iter().any(|column| {
        let cell = line.cells.get(column.at).map_or("", String::as_str);
        register.fields[column.field].required && cell.trim().is_empty()
    });
    let at = |column: usize| Place::cell(&table.source, line.number, table.first_column + column as u32);
    let found = filled().find_map(|(column, cell)| {
        let plain: String = cell.chars().filter(|letter| !letter.is_whitespace()).collect();
        let named = |words: &[&str]| {
            words.iter().any(|word| {
                plain
                    .strip_prefix(word)
                    .is_some_and(|rest| rest.starts_with(['：', ':', '人', '（', '(']) || rest.is_empty())
            })
        };
        let exact = TOTALS.contains(&plain.as_str()) && is_name(register, columns, column);
        let total = TOTALS.iter().any(|word| plain.starts_with(word) || plain.ends_with(word));
        match () {
            () if exact || lacks && total => Some((column, "import.row.total", "这一行是合计，不是一条记录")),
            () if lacks && named(&SIGNATURES) => {
                Some((column, "import.row.signature", "这一行是签字栏，不是一条记录"))
            }
            () if lacks && named(&REMARKS) => {
                Some((column, "import.row.remark", "这一行是说明，不是一条记录"))
            }
            () => None,
        }
    });
    if let Some((column, code, sentence)) = found {
        let words = line.cells[column].trim();
        return Some(
            Finding::error(code, at(column).excerpt(words, None), sentence).hint("请删去这一行再导入"),
        );
    }
    let repeated = columns.len() > 1
        && columns.iter().all(|column| {
            line.cells.get(column.at).map(|cell| cell.trim())
                == table.header.get(column.at).map(|cell| cell.trim())
        });
    repeated.then(|| {
        let sentence = "这一行又是表头，不是一条记录";
        Finding::error("import.row.header", at(0), sentence).hint("请删去这一行再导入")
    })
}

/// Whether a column names its row: a key or the label.
fn is_name(register: &Register, columns: &[Column], at: usize) -> bool {
    let field = columns.iter().find(|column| column.at == at).map(|column| &register.fields[column.field]);
    field.is_some_and(|field| field.label || register.key.contains(&field.name))
}
