//! The blank of a register (空表): a workbook to be filled in and imported.

use super::Reading;
use crate::error::{Error, Result};
use define::{CodeKind, Field, FieldType, Register};
use paper::{BlankColumn, BlankKind};

/// Most codes of another register that are offered in a list.
const OFFERED: usize = 5_000;

impl Reading {
    /// The blank of a register (name or id) as an XLSX workbook: its columns, what may be chosen, and what they mean. It holds
    /// nothing but definitions and the codes and names of rows that it points to, none of them sensitive.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a register that is not there; a store that refuses.
    pub fn blank(&self, register: &str) -> Result<Vec<u8>> {
        let pack = self.pack();
        let known = pack.register_by_id(register).or_else(|| pack.register(register));
        let register = known.ok_or_else(|| Error::Unknown(format!("没有台账“{register}”")))?;
        let columns = register.fields.iter().map(|field| self.column(field)).collect::<Result<Vec<_>>>()?;
        Ok(paper::blank(&register.name, &columns, &about(register, &columns)))
    }

    fn column(&self, field: &Field) -> Result<BlankColumn> {
        let same = |words: &[String]| words.iter().map(|word| (word.clone(), String::new())).collect();
        let (kind, choices, what) = match &field.kind {
            FieldType::Text => (BlankKind::Text, Vec::new(), "文字".to_owned()),
            FieldType::Integer => (BlankKind::Number, Vec::new(), "整数".to_owned()),
            FieldType::Decimal => (BlankKind::Number, Vec::new(), "数".to_owned()),
            FieldType::Money => (BlankKind::Number, Vec::new(), "金额".to_owned()),
            FieldType::Date => (BlankKind::Day, Vec::new(), "日期，如 2022-09-01".to_owned()),
            FieldType::Boolean => {
                (BlankKind::Text, same(&["是".to_owned(), "否".to_owned()]), "是或否".to_owned())
            }
            FieldType::Choice(words) => (BlankKind::Text, same(words), "从列出的词里选".to_owned()),
            FieldType::Code { kind, .. } => (BlankKind::Text, Vec::new(), code(*kind).to_owned()),
            FieldType::Ref { register, by } => {
                let what = format!("“{register}”的{by}（要先记录“{register}”）");
                (BlankKind::Text, self.offered(register, by)?, what)
            }
        };
        let unit = match field.unit.to_string() {
            unit if unit.is_empty() => unit,
            unit => format!("，以{unit}计"),
        };
        let must = if field.required { "必填" } else { "可不填" };
        let note = field.note.as_deref().map(|note| format!("。{note}")).unwrap_or_default();
        Ok(BlankColumn {
            header: field.name.clone(),
            hint: format!("{must}：{what}{unit}{note}"),
            kind,
            choices,
        })
    }

    /// Codes of the rows that a field may point to, each with its name; none of a register that is too long for a list, or
    /// whose codes are not to be seen.
    fn offered(&self, name: &str, by: &str) -> Result<Vec<(String, String)>> {
        let Some(register) = self.pack().register(name) else { return Ok(Vec::new()) };
        let Some((at, field)) = register.field(by) else { return Ok(Vec::new()) };
        let label = register.label().filter(|label| !label.sensitive && label.name != by);
        let label = label.and_then(|label| register.field(&label.name)).map(|(at, _)| at);
        let rows = self.state.rows(&self.store, register)?;
        if field.sensitive || rows.len() > OFFERED {
            return Ok(Vec::new());
        }
        let word = |row: &ledger::Row, at: usize| row.values[at].as_ref().map(ToString::to_string);
        let mut offered: Vec<(String, String)> = rows
            .iter()
            .filter_map(|(_, row)| {
                Some((word(row, at)?, label.and_then(|label| word(row, label)).unwrap_or_default()))
            })
            .collect();
        // Codes of several years stand once.
        offered.sort();
        offered.dedup_by(|one, other| one.0 == other.0);
        Ok(offered)
    }
}

fn code(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::School => "学校（机构）标识码，10位",
        CodeKind::Division => "行政区划代码，6位、9位或12位",
        CodeKind::Credit => "统一社会信用代码，18位",
        CodeKind::Citizen => "公民身份号码，18位",
        CodeKind::Telephone => "电话号码，一格一个；没有的空着",
    }
}

/// What stands on the last sheet.
fn about(register: &Register, columns: &[BlankColumn]) -> Vec<Vec<String>> {
    let mut rows = vec![
        vec![format!("台账“{}”，由{}填", register.name, register.owner)],
        vec![register.note.clone().unwrap_or_default()],
        vec![format!("同一行按{}认：再导入同一个，就是更改", register.key.join("、"))],
        vec!["只填第一张表；表头不要改，行次序随意，空行不碍事".to_owned()],
        vec!["填好后：duheng import 数据目录 本文件".to_owned()],
        Vec::new(),
    ];
    rows.extend(columns.iter().map(|column| vec![format!("【{}】", column.header), column.hint.clone()]));
    rows
}
