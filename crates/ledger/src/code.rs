//! Codes with a form of their own, checked as their standards say.
//!
//! Only the form of the school code and of division codes is binding. A wrong check character of a credit code or of a
//! citizen number is a warning: officially published codes that fail exist, and a foreign code is kept as written.

use define::CodeKind;

/// What is wrong with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// Length or characters are not those of the code. The text says what they should be.
    Form(&'static str),
    /// A school code of a category that does not exist or does not fit here.
    Category {
        /// The two digits written.
        written: String,
        /// What the two digits stand for, if anything.
        meaning: Option<&'static str>,
    },
    /// A school code of another province than the district's.
    Province {
        /// The two digits written.
        written: String,
    },
    /// The check character does not fit the others. Holds the one that would.
    Check(char),
}

/// Categories of schools and institutions: the first two digits of the code (教育部 2011《学校（机构）代码管理办法》).
pub const CATEGORIES: [(&str, &str); 16] = [
    ("11", "幼儿园"),
    ("21", "普通小学"),
    ("22", "成人小学"),
    ("31", "普通初中"),
    ("32", "职业初中"),
    ("33", "成人初中"),
    ("34", "普通高中、完全中学"),
    ("35", "成人高中"),
    ("36", "中等职业学校"),
    ("37", "专门学校"),
    ("41", "普通高校"),
    ("42", "成人高校"),
    ("51", "特殊教育学校"),
    ("91", "科研机构"),
    ("92", "民办的其他高等教育机构"),
    ("93", "中等职业培训机构"),
];

/// Checks a code. `categories` are the school categories allowed (empty: all); `province` is the district's two-digit
/// province, when known.
///
/// ```
/// use define::CodeKind;
/// use ledger::{CodeFault, check_code};
/// let no_fault = check_code(CodeKind::School, "2150015201", &[], Some("50"));
/// assert_eq!(no_fault, None);
/// let wrong = check_code(CodeKind::School, "2150015201", &["11".into()], Some("50"));
/// assert_eq!(wrong, Some(CodeFault::Category { written: "21".into(), meaning: Some("普通小学") }));
/// assert_eq!(check_code(CodeKind::Credit, "11500384008682034F", &[], None), None);
/// assert!(matches!(check_code(CodeKind::Credit, "11500112450511511J", &[], None), Some(CodeFault::Check(_))));
/// ```
pub fn check_code(
    kind: CodeKind,
    text: &str,
    categories: &[String],
    province: Option<&str>,
) -> Option<CodeFault> {
    match kind {
        CodeKind::School => school(text, categories, province),
        CodeKind::Division => {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            (!digits || ![6, 9, 12].contains(&text.len())).then_some(CodeFault::Form("6位、9位或12位数字"))
        }
        CodeKind::Credit => credit(text),
        CodeKind::Citizen => citizen(text),
        CodeKind::Telephone => match crate::telephone(text) {
            crate::Telephone::Wrong(form) => Some(CodeFault::Form(form)),
            _ => None,
        },
    }
}

fn school(text: &str, categories: &[String], province: Option<&str>) -> Option<CodeFault> {
    if text.len() != 10 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(CodeFault::Form("10位数字（类别2位、省级区划2位、序号6位）"));
    }
    let written = text[..2].to_string();
    let meaning = CATEGORIES.iter().find(|(code, _)| *code == written).map(|(_, meaning)| *meaning);
    if meaning.is_none() || !(categories.is_empty() || categories.contains(&written)) {
        return Some(CodeFault::Category { written, meaning });
    }
    let here = &text[2..4];
    province
        .is_some_and(|province| province != here)
        .then(|| CodeFault::Province { written: here.to_string() })
}

/// GB 32100-2015: eighteen characters of 31 (no I, O, S, V, Z), weights 3^i mod 31.
fn credit(text: &str) -> Option<CodeFault> {
    const LETTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let values: Option<Vec<u32>> = text
        .bytes()
        .map(|byte| LETTERS.iter().position(|letter| *letter == byte).map(|at| at as u32))
        .collect();
    let Some(values) = values.filter(|values| values.len() == 18) else {
        return Some(CodeFault::Form("18位数字或大写字母（不用I、O、S、V、Z）"));
    };
    let mut weight = 1;
    let mut sum = 0;
    for value in &values[..17] {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    let check = (31 - sum % 31) % 31;
    (values[17] != check).then(|| CodeFault::Check(char::from(LETTERS[check as usize])))
}

/// GB 11643-1999: seventeen digits and a check character by ISO 7064 MOD 11-2.
fn citizen(text: &str) -> Option<CodeFault> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let bytes = text.as_bytes();
    let formed = bytes.len() == 18
        && bytes[..17].iter().all(u8::is_ascii_digit)
        && (bytes[17].is_ascii_digit() || bytes[17] == b'X');
    if !formed {
        return Some(CodeFault::Form("18位：17位数字加1位校验码（数字或X）"));
    }
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    let check = CHECKS[(sum % 11) as usize];
    (bytes[17] != check).then_some(CodeFault::Check(char::from(check)))
}
