//! What a paragraph is taken for, by its words and its place: GB/T 9704-2012 names the elements, a draft does not.

/// An element of an official document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Empty,
    /// What stands above the line: copy number, secrecy, urgency, the body's name, number, who signs.
    Above,
    Title,
    Subtitle,
    Addressee,
    /// A heading of level 1 to 4, alone or before its text.
    Heading(u8),
    Text,
    /// 附件： and the names under it.
    Attachments,
    Signature,
    Date,
    /// （此件公开发布）
    Remark,
    /// 附件1, alone, where an attachment begins; and its title.
    AttachmentLabel,
    AttachmentTitle,
    /// Text of an attachment.
    Attached,
    /// 抄送 and 印发.
    Edition,
    /// In a table, or its caption.
    Table,
}

/// A heading by its number: level, value, how many characters the number takes with its mark, and whether it is written as the
/// norm has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub(crate) level: u8,
    pub(crate) value: u32,
    pub(crate) length: usize,
    pub(crate) is_right: bool,
}

/// The number with which a text begins, if it is that of a heading.
pub(crate) fn numbered(text: &[char]) -> Option<Numbered> {
    let counted = |from: usize| {
        let digits =
            text[from..].iter().take_while(|letter| "〇一二三四五六七八九十百".contains(**letter)).count();
        value(&text[from..from + digits]).map(|value| (value, from + digits))
    };
    let arabic = |from: usize| {
        let digits = text[from..].iter().take_while(|letter| letter.is_ascii_digit()).count();
        let value: u32 =
            text[from..from + digits].iter().collect::<String>().parse().ok().filter(|_| digits < 3)?;
        Some((value, from + digits))
    };
    let at = |at: usize| text.get(at).copied().unwrap_or(' ');
    let made = |level, value, length, is_right| Some(Numbered { level, value, length, is_right });
    match at(0) {
        open @ ('（' | '(') => {
            let (level, (value, end)) =
                counted(1).map(|found| (2, found)).or_else(|| arabic(1).map(|found| (4, found)))?;
            if !matches!(at(end), '）' | ')') {
                return None;
            }
            let more = usize::from(matches!(at(end + 1), '、' | '.' | '．'));
            made(level, value, end + 1 + more, open == '（' && at(end) == '）' && more == 0)
        }
        letter if letter.is_ascii_digit() => {
            let (value, end) = arabic(0)?;
            match at(end) {
                '.' | '．' if !at(end + 1).is_ascii_digit() && value > 0 => made(3, value, end + 1, true),
                '、' if value > 0 => made(3, value, end + 1, false),
                _ => None,
            }
        }
        _ => {
            let (value, end) = counted(0)?;
            match at(end) {
                '、' => made(1, value, end + 1, true),
                '.' | '．' | '，' | ',' | '：' => made(1, value, end + 1, false),
                _ => None,
            }
        }
    }
}

/// A number in Chinese characters, up to 99.
fn value(digits: &[char]) -> Option<u32> {
    let digit =
        |letter: char| "〇一二三四五六七八九".chars().position(|one| one == letter).map(|at| at as u32);
    match digits {
        [one] if *one == '十' => Some(10),
        [one] => digit(*one),
        ['十', one] => Some(10 + digit(*one)?),
        [tens, '十'] => Some(10 * digit(*tens)?),
        [tens, '十', one] => Some(10 * digit(*tens)? + digit(*one)?),
        _ => None,
    }
    .filter(|value| *value > 0)
}

/// A number as headings have it.
pub(crate) fn in_chinese(value: u32) -> String {
    let digit = |at: u32| "〇一二三四五六七八九".chars().nth(at as usize).unwrap_or('〇');
    match (value / 10, value % 10) {
        (0, ones) => digit(ones).to_string(),
        (tens, ones) => {
            let tens = if tens > 1 { digit(tens).to_string() } else { String::new() };
            let ones = if ones > 0 { digit(ones).to_string() } else { String::new() };
            format!("{tens}十{ones}")
        }
    }
}

/// Whether a text is a day and nothing else, however written.
pub(crate) fn is_day(text: &str) -> bool {
    let letters: Vec<char> = text.trim().chars().collect();
    let counts = |letter: &char| letter.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(*letter);
    let parts: Vec<&[char]> = letters.split(|letter| "年月日.．/-－".contains(*letter)).collect();
    let years = parts.first().is_some_and(|part| part.len() == 4 && part.iter().all(counts));
    let rest = parts.iter().skip(1).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    years && rest.len() == 2 && rest.iter().all(|part| part.len() <= 3 && part.iter().all(counts))
}

/// Where the number of a document (发文字号) stands in a text: from its opening bracket to 号.
pub(crate) fn document_number(text: &[char], from: usize) -> Option<(usize, usize)> {
    (from..text.len()).find_map(|at| {
        let letter = text[at];
        let issuer = at.checked_sub(1).map(|before| text[before])?;
        if !"[［【〔(（﹝{".contains(letter) || !crate::marks::is_chinese(issuer) {
            return None;
        }
        let year = text.get(at + 1..at + 5)?;
        let closes = text.get(at + 5).is_some_and(|letter| "]］】〕)）﹞}".contains(*letter));
        if !closes || !year.iter().all(char::is_ascii_digit) || !matches!(year[0], '1' | '2') {
            return None;
        }
        let mut end = at + 6;
        while text.get(end).is_some_and(|letter| letter.is_ascii_digit() || matches!(letter, '第' | ' ')) {
            end += 1;
        }
        (text.get(end) == Some(&'号') && text[at + 6..end].iter().any(char::is_ascii_digit))
            .then_some((at, end + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings_are_told_from_numbers_of_sentences() {
        let of = |text: &str| {
            numbered(&text.chars().collect::<Vec<_>>()).map(|one| (one.level, one.value, one.is_right))
        };
        for (text, found) in [
            ("一、总体情况", Some((1, 1, true))),
            ("十二、保障", Some((1, 12, true))),
            ("二十、附则", Some((1, 20, true))),
            ("三.保障", Some((1, 3, false))),
            ("（三）经费", Some((2, 3, true))),
            ("(三)经费", Some((2, 3, false))),
            ("（三）、经费", Some((2, 3, false))),
            ("2.办学条件", Some((3, 2, true))),
            ("2、办学条件", Some((3, 2, false))),
            ("（4）教师", Some((4, 4, true))),
            ("2022年", None),
            ("3.5万人", None),
            ("一是加强", None),
            ("（一", None),
            ("十", None),
        ] {
            assert_eq!(of(text), found, "{text}");
        }
        for value in 1..=99 {
            let text = in_chinese(value) + "、";
            assert_eq!(of(&text), Some((1, value, true)), "{text}");
        }
    }

    #[test]
    fn a_day_is_known_however_it_is_written() {
        for day in ["2023年5月6日", "二〇二三年五月六日", "2023.5.6", "2023-05-06", "2023年05月06日"]
        {
            assert!(is_day(day), "{day}");
        }
        for none in ["2023年5月", "2023年", "5月6日", "2023年5月6日印发", "二是", ""] {
            assert!(!is_day(none), "{none}");
        }
    }

    #[test]
    fn the_number_of_a_document_is_found_in_any_brackets() {
        let of = |text: &str| document_number(&text.chars().collect::<Vec<_>>(), 0);
        assert_eq!(of("教督〔2017〕6号"), Some((2, 10)));
        assert_eq!(of("教督[2017]第06号"), Some((2, 12)));
        assert_eq!(of("（2017）6号"), None);
        assert_eq!(of("共计（2017）人"), None);
    }
}
