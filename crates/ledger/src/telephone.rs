//! Telephone numbers (电话) in one form: what people type for one, and what they type for none.

/// What stands in a cell for a telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Telephone {
    /// A number in its one form: `19900000001`, `023-44550000`, `4008123123`.
    Number(String),
    /// None, as `无` says.
    None,
    /// Something else; what it lacks or has too much of.
    Wrong(&'static str),
}

/// Words for no telephone.
const NONE: [&str; 12] = ["", "无", "没有", "暂无", "无电话", "未填", "不知道", "/", "-", "—", "——", "0"];

/// Reads a telephone number of the mainland: a mobile one of eleven digits, a landline with or without its area code, or a
/// service number of ten.
///
/// ```
/// use ledger::{Telephone, telephone};
/// for text in ["199 0000 0001", "+86 199-0000-0001", "１９９０００００００１", "19900000001.0"] {
///     assert_eq!(telephone(text), Telephone::Number("19900000001".into()), "{text}");
/// }
/// assert_eq!(telephone("（023）44550000"), Telephone::Number("023-44550000".into()));
/// assert_eq!(telephone("无"), Telephone::None);
/// assert!(matches!(telephone("1990000093"), Telephone::Wrong(_)), "ten digits");
/// assert!(matches!(telephone("19900000933/19900000934"), Telephone::Wrong(_)), "two numbers");
/// ```
pub fn telephone(text: &str) -> Telephone {
    let text = crate::written_key(text);
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let none = text.split_whitespace().collect::<String>();
    if NONE.contains(&none.as_str()) {
        return Telephone::None;
    }
    let bare: String = text
        .chars()
        .filter(|letter| {
            !letter.is_whitespace()
                && !matches!(letter, '-' | '－' | '—' | '–' | '(' | ')' | '（' | '）' | '.')
        })
        .collect();
    let digits = bare.strip_prefix("+86").or(bare.strip_prefix("0086")).unwrap_or(&bare);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Telephone::Wrong("一格只填一个电话号码，不填别的字");
    }
    let number = |text: String| Telephone::Number(text);
    match (digits.len(), digits.as_bytes()[0], digits.as_bytes().get(1)) {
        (11, b'1', Some(b'3'..=b'9')) => number(digits.to_owned()),
        (10, b'4' | b'8', Some(b'0')) => number(digits.to_owned()),
        // 010 and 02x have eight digits behind; others three of the area and seven or eight.
        (11, b'0', Some(b'1' | b'2')) => number(format!("{}-{}", &digits[..3], &digits[3..])),
        (11 | 12, b'0', Some(b'3'..=b'9')) => number(format!("{}-{}", &digits[..4], &digits[4..])),
        (7 | 8, b'2'..=b'8', _) => number(digits.to_owned()),
        (10, b'1', _) => Telephone::Wrong("手机号码应有11位，这里少了一位"),
        (12.., b'1', _) => Telephone::Wrong("手机号码应有11位，这里多了"),
        _ => Telephone::Wrong("应当是11位手机号码，或带区号的座机号码"),
    }
}
