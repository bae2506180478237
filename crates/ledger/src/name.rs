//! Names of persons in one canonical form, so that rules about persons are about persons and not about how a name is typed.

use unicode_normalization::UnicodeNormalization;

/// A person's name in canonical form: compatibility composition (Unicode NFKC: 全角 becomes half width), lower case, without
/// spaces and without letters that are not seen (zero-width and direction marks, soft hyphens, variation selectors).
///
/// ```
/// use ledger::canonical_name;
/// assert_eq!(canonical_name("张　三"), canonical_name("张三"));
/// assert_eq!(canonical_name("Ｌｉ\u{200b} Lei"), "lilei");
/// assert_ne!(canonical_name("张三"), canonical_name("张三丰"));
/// ```
pub fn canonical_name(name: &str) -> String {
    // Most names are of letters that are in this form already.
    let plain = |letter| matches!(letter, '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9');
    if name.chars().all(plain) {
        return name.to_owned();
    }
    let seen = name.nfkc().filter(|letter| !letter.is_whitespace() && !is_invisible(*letter));
    let lower: String = seen.flat_map(char::to_lowercase).collect();
    // Lowering may leave what composes once more.
    lower.nfkc().collect()
}

/// Whether two names are of one person.
///
/// ```
/// assert!(ledger::same_person("督学 甲", "督学甲\u{200d}"));
/// assert!(!ledger::same_person("", ""), "nobody is nobody's double");
/// ```
pub fn same_person(one: &str, other: &str) -> bool {
    let name = canonical_name(one);
    !name.is_empty() && name == canonical_name(other)
}

/// Controls, and letters of Unicode's default-ignorable kind.
pub(crate) fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}
