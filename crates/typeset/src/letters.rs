//! Letters of Chinese typesetting: what may not begin or end a line (避头尾), what may be narrowed (标点挤压).

/// Where the ink of a punctuation mark stands, when it fills half of its square.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    /// At the left: it closes or divides.
    Left,
    /// At the right: it opens.
    Right,
}

/// The half that a full-width mark fills.
pub(crate) fn half(letter: char) -> Option<Half> {
    match letter {
        '、' | '，' | '。' | '．' | '：' | '；' | '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '〗'
        | '］' | '｝' | '”' | '’' => Some(Half::Left),
        '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '〖' | '［' | '｛' | '“' | '‘' => {
            Some(Half::Right)
        }
        _ => None,
    }
}

/// What may not begin a line (CLREQ, GB/T 15834).
pub(crate) fn not_first(letter: char) -> bool {
    half(letter) == Some(Half::Left)
        || matches!(
            letter,
            '！' | '？'
                | '…'
                | '—'
                | '·'
                | '～'
                | '‰'
                | '％'
                | '%'
                | '℃'
                | '!'
                | '?'
                | ','
                | '.'
                | ':'
                | ';'
                | ')'
                | ']'
                | '}'
                | '〞'
                | '／'
                | '/'
                | '※'
        )
}

/// What may not end a line.
pub(crate) fn not_last(letter: char) -> bool {
    half(letter) == Some(Half::Right)
        || matches!(letter, '(' | '[' | '{' | '￥' | '¥' | '$' | '№' | '〝' | '§')
}

/// Letters of a word that is not broken: words and numbers of other scripts.
pub(crate) fn of_word(letter: char) -> bool {
    !wide(letter) && !letter.is_whitespace()
}

/// Letters that stand in a square of their own.
pub(crate) fn wide(letter: char) -> bool {
    matches!(letter as u32, 0x1100..=0x11ff | 0x2014 | 0x2026 | 0x2018..=0x201d | 0x2e80..=0x9fff | 0xa000..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff01..=0xff60 | 0xffe0..=0xffe6 | 0x1f000..=0x1faff | 0x20000..=0x3ffff)
        || letter == '·'
}

/// Letters of private use: each font means another thing by them.
pub(crate) fn private(letter: char) -> bool {
    matches!(letter as u32, 0xe000..=0xf8ff | 0xf0000..=0x10ffff)
}

/// Whether a line may end between two letters.
pub(crate) fn may_break(before: char, after: char) -> bool {
    if before == after && matches!(before, '—' | '…') {
        return false;
    }
    let word = of_word(before) && of_word(after);
    let measure = before.is_ascii_digit()
        && matches!(after, '年' | '月' | '日' | '个' | '元' | '亿' | '万' | '名' | '所' | '人' | '项' | '条');
    !word && !measure && !not_first(after) && !not_last(before)
}
