//! Reading one cell against its field.

mod date;
mod number;
mod text;

use crate::{CodeFault, MASK, Telephone, Value, check_code, telephone};
use define::{CodeKind, Field, FieldType, nearest};
use finding::Grade;
use quantity::Unit;

/// What is wrong with a cell, before its place is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// Stable code of the finding.
    pub code: &'static str,
    /// Whether the cell is refused or kept with a warning.
    pub grade: Grade,
    /// One plain sentence.
    pub sentence: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl CellFault {
    fn error(code: &'static str, sentence: String) -> Self {
        CellFault { code, grade: Grade::Error, sentence, hint: None }
    }

    fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// Longest text of a cell, in characters.
const TEXT_LIMIT: usize = 4_000;

/// What a cell was read as: a value or nothing (an empty cell), with a warning at most; or a fault that refuses it.
pub type CellReading = Result<(Option<Value>, Option<CellFault>), CellFault>;

/// Reads the text of a cell as a value of a field.
///
/// Spaces around are dropped and full-width digits read as digits. A number may carry thousands separators and the
/// unit of its field, no other. `province` is the district's two-digit province code, which school codes must carry.
///
/// What stands in a sensitive field is not repeated in what is said about it, nor anything that follows from it.
pub fn read_cell(field: &Field, text: &str, province: Option<&str>) -> CellReading {
    read_cell_in(field, text, province, None)
}

/// As [`read_cell`], of a column whose numbers are in a unit of its own.
pub(crate) fn read_cell_in(
    field: &Field,
    text: &str,
    province: Option<&str>,
    unit: Option<&Unit>,
) -> CellReading {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if field.sensitive && text == MASK {
        return masked(field);
    }
    let reading = read(field, text, province, unit);
    if !field.sensitive || text.is_empty() {
        return reading;
    }
    let veiled = |fault: CellFault| veiled(field, fault.code, fault.grade);
    reading.map(|(value, warning)| (value, warning.map(veiled))).map_err(veiled)
}

/// What stands in place of a sensitive cell came back, as from a file that was taken away: whoever puts the row leaves what is
/// there. What is counted or pointed with cannot wait for that.
fn masked(field: &Field) -> CellReading {
    match &field.kind {
        FieldType::Text | FieldType::Code { .. } | FieldType::Choice(_) => {
            Ok((Some(Value::Text(MASK.to_owned())), None))
        }
        _ => Err(CellFault {
            code: "import.cell.masked",
            grade: Grade::Error,
            sentence: format!("“{}”的这一格是遮盖的样子，不是内容", field.name),
            hint: Some("要保留原值的，从表里去掉这一列".to_owned()),
        }),
    }
}

/// What is said of a sensitive cell: made from the field and the code alone, so that it cannot tell what stood there.
fn veiled(field: &Field, code: &'static str, grade: Grade) -> CellFault {
    let rule = match (code, &field.kind) {
        ("import.cell.control", _) => "里有看不见的控制字符".to_string(),
        ("import.cell.too-long", _) => format!("超过{TEXT_LIMIT}字"),
        ("import.cell.code-check", _) => "的校验位不符，已按原样保留，请核对".to_string(),
        (_, FieldType::Choice(choices)) => format!("只可填：{}", choices.join("、")),
        (_, FieldType::Boolean) => "只填“是”或“否”".to_string(),
        (_, FieldType::Date) => "应当是日历上的日期，写法如 2022-09-01".to_string(),
        (_, FieldType::Integer | FieldType::Decimal | FieldType::Money) => {
            let least = field.min.as_ref().map(|min| format!("，不小于{min}")).unwrap_or_default();
            let most = field.max.as_ref().map(|max| format!("，不大于{max}")).unwrap_or_default();
            format!("应当是以“{}”计的数{least}{most}", field.unit)
        }
        ("import.cell.telephone", _) => "应当是11位手机号码，或带区号的座机号码，一格一个".to_string(),
        (_, FieldType::Code { .. }) => "不是本列所收的代码".to_string(),
        (_, FieldType::Text | FieldType::Ref { .. }) => "不合本列的要求".to_string(),
    };
    let sentence = format!("“{}”{rule}（敏感字段，内容不显示）", field.name);
    CellFault { code, grade, sentence, hint: None }
}

/// What a control does to a page or a terminal is not what anybody meant to record. Only a text may have lines.
fn control(field: &Field, text: &str) -> Option<CellFault> {
    let lines = field.kind == FieldType::Text;
    let plain = text.replace("\r\n", "\n");
    let letter = plain.chars().find(|c| finding::is_control(*c) && !(lines && matches!(c, '\n' | '\t')))?;
    let sentence = format!("“{}”里有看不见的控制字符 U+{:04X}", field.name, u32::from(letter));
    Some(CellFault::error("import.cell.control", sentence).hint("请删去这个字符，重新键入这一格".to_string()))
}

fn read(field: &Field, text: &str, province: Option<&str>, unit: Option<&Unit>) -> CellReading {
    if let Some(fault) = control(field, text) {
        return Err(fault);
    }
    if text.is_empty() {
        return match field.required {
            true => Err(missing(field)),
            false => Ok((None, None)),
        };
    }
    let kept = |value| Ok((Some(value), None));
    match &field.kind {
        FieldType::Integer | FieldType::Decimal | FieldType::Money => {
            number::read(field, text, unit).and_then(kept)
        }
        FieldType::Date => date::read(field, text).and_then(kept),
        FieldType::Boolean => match text {
            "是" | "√" | "✓" | "✔" | "☑" => kept(Value::Boolean(true)),
            "否" | "×" | "✗" | "✘" => kept(Value::Boolean(false)),
            _ => Err(CellFault::error(
                "import.cell.not-yes-or-no",
                format!("“{}”只填“是”或“否”，这里是“{text}”", field.name),
            )),
        },
        FieldType::Choice(choices) => choice(field, text, choices).and_then(kept),
        FieldType::Code { kind: CodeKind::Telephone, .. } => match telephone(text) {
            Telephone::Number(number) => kept(Value::Text(number)),
            Telephone::None if field.required => Err(missing(field)),
            Telephone::None => Ok((None, None)),
            Telephone::Wrong(why) => Err(CellFault::error(
                "import.cell.telephone",
                format!("“{}”{why}，这里是“{text}”", field.name),
            )),
        },
        FieldType::Code { kind, categories } => code(field, text, *kind, categories, province),
        FieldType::Text | FieldType::Ref { .. } => text::read(field, text).and_then(kept),
    }
}

fn missing(field: &Field) -> CellFault {
    CellFault::error("import.cell.missing", format!("“{}”必填，这里是空的", field.name))
}

fn choice(field: &Field, text: &str, choices: &[String]) -> Result<Value, CellFault> {
    if choices.iter().any(|choice| choice == text) {
        return Ok(Value::Text(text.to_string()));
    }
    let sentence = format!("“{}”不能是“{text}”，可填：{}", field.name, choices.join("、"));
    let fault = CellFault::error("import.cell.not-a-choice", sentence);
    Err(match nearest(text, choices.iter().map(String::as_str)) {
        Some(near) => fault.hint(format!("是否想填“{near}”？")),
        None => fault,
    })
}

fn code(
    field: &Field,
    text: &str,
    kind: CodeKind,
    categories: &[String],
    province: Option<&str>,
) -> CellReading {
    let name = &field.name;
    let code = half_width(text).to_uppercase();
    let value = Value::Text(code.clone());
    match check_code(kind, &code, categories, province) {
        None => Ok((Some(value), None)),
        Some(CodeFault::Form(form)) => {
            Err(CellFault::error("import.cell.code-form", format!("“{name}”应当是{form}，这里是“{text}”")))
        }
        Some(CodeFault::Category { written, meaning }) => {
            let is = meaning
                .map_or("没有这一类别".to_string(), |meaning| format!("类别{written}是{meaning}"));
            let may = match categories.is_empty() {
                true => String::new(),
                false => format!("，本列只收类别{}", categories.join("、")),
            };
            Err(CellFault::error("import.cell.code-category", format!("“{name}”{text}：{is}{may}")))
        }
        Some(CodeFault::Province { written }) => {
            let here = province.unwrap_or_default();
            Err(CellFault::error(
                "import.cell.code-province",
                format!("“{name}”{text}：第3、4位是{written}，本地应为{here}"),
            ))
        }
        Some(CodeFault::Check(_)) => {
            let sentence = format!("“{name}”{text}的校验位不符，已按原样保留，请核对");
            let fault =
                CellFault { grade: Grade::Warning, ..CellFault::error("import.cell.code-check", sentence) };
            Ok((Some(value), Some(fault)))
        }
    }
}

/// Full-width digits, signs and letters as their half-width forms.
fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    };
    text.chars().map(narrow).collect()
}
