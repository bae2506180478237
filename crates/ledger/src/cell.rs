//! Reading one cell against its field.

use crate::{CodeFault, Value, check_code};
use define::{CodeKind, Date, Field, FieldType, nearest};
use finding::Grade;
use quantity::Decimal;

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

/// Largest number of a field that sets no limit of its own, either side of nought, in the base unit: 元 of 万元.
const LARGEST: i64 = 1_000_000_000_000;
/// Years of a day that anybody records.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;
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
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let reading = read(field, text, province);
    if !field.sensitive || text.is_empty() {
        return reading;
    }
    let veiled = |fault: CellFault| veiled(field, fault.code, fault.grade);
    reading.map(|(value, warning)| (value, warning.map(veiled))).map_err(veiled)
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

fn read(field: &Field, text: &str, province: Option<&str>) -> CellReading {
    if let Some(fault) = control(field, text) {
        return Err(fault);
    }
    if text.is_empty() {
        return match field.required {
            true => Err(CellFault::error("import.cell.missing", format!("“{}”必填，这里是空的", field.name))),
            false => Ok((None, None)),
        };
    }
    let kept = |value| Ok((Some(value), None));
    match &field.kind {
        FieldType::Integer | FieldType::Decimal | FieldType::Money => number(field, text).and_then(kept),
        FieldType::Date => date(field, text).and_then(kept),
        FieldType::Boolean => match text {
            "是" | "√" => kept(Value::Boolean(true)),
            "否" | "×" => kept(Value::Boolean(false)),
            _ => Err(CellFault::error(
                "import.cell.not-yes-or-no",
                format!("“{}”只填“是”或“否”，这里是“{text}”", field.name),
            )),
        },
        FieldType::Choice(choices) => choice(field, text, choices).and_then(kept),
        FieldType::Code { kind, categories } => code(field, text, *kind, categories, province),
        FieldType::Text | FieldType::Ref { .. } if text.chars().count() > TEXT_LIMIT => {
            Err(CellFault::error("import.cell.too-long", format!("“{}”超过{TEXT_LIMIT}字", field.name)))
        }
        FieldType::Text | FieldType::Ref { .. } => kept(Value::Text(text.to_string())),
    }
}

fn number(field: &Field, text: &str) -> Result<Value, CellFault> {
    let name = &field.name;
    let unit = field.unit.to_string();
    let written = half_width(text);
    let (digits, suffix) = match written.strip_suffix(unit.as_str()).filter(|_| !unit.is_empty()) {
        Some(digits) => (digits.trim_end(), true),
        None => (written.as_str(), false),
    };
    let Some(value) = plain_number(digits) else {
        let fault = CellFault::error("import.cell.not-a-number", format!("“{name}”应当是数，这里是“{text}”"));
        if let Some(value) = written.strip_suffix('%').and_then(plain_number) {
            let fraction = value.checked_mul(&Decimal::new(1, 2)).map_or(String::new(), |d| d.to_string());
            return Err(CellFault::error(
                "import.cell.fraction-as-percent",
                format!("“{name}”填小数，不填百分数，这里是“{text}”"),
            )
            .hint(format!("请改写为 {fraction}")));
        }
        return Err(match written.chars().any(|c| c.is_ascii_digit()) && !unit.is_empty() {
            true => fault.hint(format!("本列以“{unit}”计，只填数字")),
            false => fault,
        });
    };
    let one = Decimal::from(1);
    let zero = Decimal::from(0);
    if unit == "%" && !suffix && value != zero && value <= one && value >= Decimal::from(-1) {
        let percent = value.checked_mul(&Decimal::from(100)).map_or(String::new(), |d| d.to_string());
        return Err(CellFault::error(
            "import.cell.percent-as-fraction",
            format!("“{name}”以%计，这里写的是“{text}”，看不出是{percent}%还是{text}%"),
        )
        .hint(format!("请连百分号一起写：{percent}% 或 {text}%")));
    }
    if field.kind == FieldType::Integer && value != value.round(0) {
        return Err(CellFault::error("import.cell.not-whole", format!("“{name}”应当是整数，这里是“{text}”")));
    }
    if field.kind == FieldType::Money && unit == "元" && value != value.round(2) {
        return Err(CellFault::error("import.cell.below-fen", format!("“{name}”精确到分，这里是“{text}”")));
    }
    if value < zero && field.min.as_ref().is_none_or(|min| *min >= zero) && counts(field) {
        let fault = CellFault::error("import.cell.negative", format!("“{name}”不能是负数，这里是“{text}”"));
        return Err(fault);
    }
    if let Some(min) = field.min.as_ref().filter(|min| value < **min) {
        let fault =
            CellFault::error("import.cell.too-small", format!("“{name}”不应小于{min}，这里是“{text}”"));
        return Err(fault);
    }
    if let Some(max) = field.max.as_ref().filter(|max| value > **max) {
        let fault =
            CellFault::error("import.cell.too-large", format!("“{name}”不应大于{max}，这里是“{text}”"));
        return Err(match unit.is_empty() && *max == one && value <= Decimal::from(100) {
            true => fault.hint(format!("本列填小数：若是{text}%，请改写为小数")),
            false => fault,
        });
    }
    if field.max.is_none() && beyond_belief(field, &value) {
        let what = if field.kind == FieldType::Money { "一万亿元" } else { "一万亿" };
        let sentence = format!("“{name}”超过{what}，这里是“{text}”");
        return Err(
            CellFault::error("import.cell.absurd", sentence).hint("多半是多写了几位，或单位不对".to_string())
        );
    }
    Ok(Value::Number(value))
}

/// Whether a number is larger than anything a district has: a million millions of its base unit.
fn beyond_belief(field: &Field, value: &Decimal) -> bool {
    let limit = Decimal::from(LARGEST);
    let plain = value.times_ten_to(field.unit.scale());
    plain.is_none_or(|plain| plain > limit || plain < limit.negated())
}

/// A whole number with a counting unit counts things; a count is never negative.
fn counts(field: &Field) -> bool {
    field.kind == FieldType::Integer && field.unit != quantity::Unit::default() || field.min.is_some()
}

/// Digits with an optional sign, point and thousands separators that stand where they should.
fn plain_number(text: &str) -> Option<Decimal> {
    let (sign, unsigned) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_some_and(|fraction| !digits(fraction)) {
        return None;
    }
    let whole = match whole.contains(',') {
        false if digits(whole) => whole.to_string(),
        true => {
            let mut groups = whole.split(',');
            let first = groups.next().filter(|first| digits(first) && first.len() <= 3)?;
            let mut joined = first.to_string();
            for group in groups {
                if group.len() != 3 || !digits(group) {
                    return None;
                }
                joined.push_str(group);
            }
            joined
        }
        false => return None,
    };
    let fraction = fraction.map_or(String::new(), |fraction| format!(".{fraction}"));
    format!("{sign}{whole}{fraction}").parse().ok()
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

fn date(field: &Field, text: &str) -> Result<Value, CellFault> {
    let plain = half_width(text);
    let day = plain.strip_suffix(" 00:00:00").or(plain.strip_suffix("T00:00:00")).unwrap_or(&plain);
    let day = day.strip_suffix('日').unwrap_or(day).replace(['年', '月', '/', '.'], "-");
    let mut parts = day.split('-').map(|part| {
        let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse::<i32>().ok() } else { None }
    });
    let day = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Some(year)), Some(Some(month)), Some(Some(day)), None) if year >= 1000 => u8::try_from(month)
            .ok()
            .zip(u8::try_from(day).ok())
            .and_then(|(month, day)| Date::new(year, month, day)),
        _ => None,
    };
    if let Some(found) = day.filter(|day| !YEARS.contains(&day.year)) {
        let sentence =
            format!("“{}”应在{}年至{}年之间，这里是“{found}”", field.name, YEARS.start(), YEARS.end());
        return Err(CellFault::error("import.cell.year", sentence));
    }
    day.map(Value::Date).ok_or_else(|| {
        let sentence = format!("“{}”应当是日历上的日期，这里是“{text}”", field.name);
        CellFault::error("import.cell.not-a-date", sentence).hint("写法如 2022-09-01".to_string())
    })
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
