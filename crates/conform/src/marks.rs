//! Punctuation among Chinese characters (GB/T 15834-2011).

/// Whether a character is Chinese writing.
pub(crate) fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Marks whose font a word processor takes from the letters around them unless it is told that they are Chinese.
pub(crate) fn is_either(letter: char) -> bool {
    matches!(letter, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// A mark that is not the Chinese one, where it stands in a text, and what stands there rightly.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) right: String,
}

/// Half-width marks among Chinese characters.
pub(crate) fn half_width(text: &[char]) -> Vec<Wrong> {
    let near = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|letter| is_word(*letter));
    let mut wrong = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (before, after) = (near(at.checked_sub(1)), near(Some(at + 1)));
        let run = text[at..].iter().take_while(|letter| **letter == text[at]).count();
        match text[at] {
            ',' | ';' | '?' | '!' | ':' if before && (after || at + 1 == text.len()) => {
                let right = match text[at] {
                    ',' => "，",
                    ';' => "；",
                    '?' => "？",
                    '!' => "！",
                    _ => "：",
                };
                wrong.push(Wrong { from: at, to: at + 1, right: right.to_owned() });
            }
            '.' if run >= 3 && before => {
                wrong.push(Wrong { from: at, to: at + run, right: "……".to_owned() });
                at += run - 1;
            }
            '。' if run >= 2 => {
                wrong.push(Wrong {
                    from: at,
                    to: at + run,
                    right: if run == 2 { "。" } else { "……" }.to_owned(),
                });
                at += run - 1;
            }
            '-' if run == 2 && before && near(Some(at + 2)) => {
                wrong.push(Wrong { from: at, to: at + 2, right: "——".to_owned() });
                at += 1;
            }
            _ => {}
        }
        at += 1;
    }
    wrong.extend(brackets(text));
    wrong.sort_by_key(|one| one.from);
    wrong
}

/// A Chinese character or a closing mark behind one.
fn is_word(letter: char) -> bool {
    is_chinese(letter) || "”’）》】、。，；".contains(letter)
}

/// Half-width brackets around Chinese words, both or neither.
fn brackets(text: &[char]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let mut open = None;
    for (at, letter) in text.iter().enumerate() {
        match letter {
            '(' => open = Some(at),
            ')' => {
                if let Some(from) = open.take()
                    && text[from..at].iter().any(|letter| is_chinese(*letter))
                {
                    wrong.push(Wrong { from, to: from + 1, right: "（".to_owned() });
                    wrong.push(Wrong { from: at, to: at + 1, right: "）".to_owned() });
                }
            }
            _ => {}
        }
    }
    wrong
}

/// Straight quotation marks around Chinese words; none where they do not come in pairs.
pub(crate) fn straight(text: &[char]) -> Vec<Wrong> {
    let places: Vec<usize> = (0..text.len()).filter(|at| text[*at] == '"').collect();
    let chinese = |pair: &[usize]| text[pair[0]..pair[1]].iter().any(|letter| is_chinese(*letter));
    let mut wrong = Vec::new();
    for pair in places.chunks(2).filter(|pair| pair.len() == 2 && chinese(pair)) {
        for (at, right) in pair.iter().zip(["“", "”"]) {
            wrong.push(Wrong { from: *at, to: at + 1, right: right.to_owned() });
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_wrong_among_chinese_words_only() {
        let of = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            let mut wrong = half_width(&letters);
            wrong.extend(straight(&letters));
            wrong.sort_by_key(|one| one.from);
            for one in wrong.iter().rev() {
                letters.splice(one.from..one.to, one.right.chars());
            }
            letters.into_iter().collect::<String>()
        };
        for (text, right) in [
            ("改善条件,加大投入", "改善条件，加大投入"),
            ("投入3,250万元，占1.5%", "投入3,250万元，占1.5%"),
            ("\"双减\"工作", "“双减”工作"),
            ("GB/T 9704(2012)", "GB/T 9704(2012)"),
            ("学校(含教学点)共3所", "学校（含教学点）共3所"),
            ("等等...", "等等……"),
            ("会议8:30开始", "会议8:30开始"),
            ("教育--民生", "教育——民生"),
            ("6'10\"", "6'10\""),
        ] {
            assert_eq!(of(text), right);
        }
    }
}
