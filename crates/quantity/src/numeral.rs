//! Numerals (数字): Arabic, full-width, Chinese and those of cheques, each read to an exact value.

use crate::decimal::Decimal;

/// In which characters a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// 0–9 or their full-width forms.
    Arabic,
    /// 一二三, or 壹贰叁 as on cheques.
    Chinese,
}

/// What was read at some place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// The value; `None` if it has more than 38 digits or the characters do not make a number (十四五).
    pub(crate) value: Option<Decimal>,
    /// A second value for adjacent digits that mean a range (三四个 is three or four).
    pub(crate) to: Option<Decimal>,
    /// Index behind the last character.
    pub(crate) end: usize,
    /// Digits printed behind the point.
    pub(crate) places: u32,
    /// Power of ten of a 万 or 亿 at the end that is part of the Chinese numeral.
    pub(crate) scale: i32,
    /// Power of ten of the last place that a Chinese numeral names: 7 for 三亿五千万.
    pub(crate) coarse: i32,
    pub(crate) script: Script,
    /// Integer digits printed; 4 of them may be a year.
    pub(crate) digits: usize,
    /// Only a place word (百, 千, 万) without a digit: a number only in some company (百余名, 每千人).
    pub(crate) bare: bool,
}

/// Value of an Arabic digit, full-width or not.
pub(crate) fn arabic_digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => Some((c as u32 - '０' as u32) as u8),
        _ => None,
    }
}

fn chinese_digit(c: char) -> Option<i128> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn place(c: char) -> Option<i128> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        _ => None,
    }
}

fn myriad(c: char) -> Option<i32> {
    match c {
        '万' => Some(4),
        '亿' => Some(8),
        _ => None,
    }
}

/// Whether a numeral may begin with this character.
pub(crate) fn begins(c: char) -> bool {
    arabic_digit(c).is_some() || chinese_digit(c).is_some() || place(c).is_some() || myriad(c).is_some()
}

/// Reads the longest numeral at `at`; `None` if there is none.
pub(crate) fn read(chars: &[char], at: usize) -> Option<Numeral> {
    let first = *chars.get(at)?;
    if arabic_digit(first).is_some() { Some(arabic(chars, at)) } else { chinese(chars, at) }
}

fn is_point(c: char) -> bool {
    matches!(c, '.' | '．')
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '\u{2009}' | '\u{202f}')
}

/// A full-width comma or a blank between groups of three: a separator only where no list of numbers stands.
fn is_wide_separator(c: char) -> bool {
    matches!(c, '，' | ' ' | '\u{a0}')
}

/// The end of groups of three behind a full-width comma or a blank, if they are one number: 1，260亿元, 2 305个.
fn wide_groups(chars: &[char], at: usize, end: usize) -> Option<usize> {
    let digit = |i: usize| chars.get(i).copied().and_then(arabic_digit);
    let run = |from: usize| (from..).take_while(|i| digit(*i).is_some()).take(4).count();
    let mark = chars.get(end).copied().filter(|c| is_wide_separator(*c))?;
    let mut groups = end;
    while chars.get(groups) == Some(&mark) && run(groups + 1) == 3 && groups - end < 40 {
        groups += 4;
    }
    let next = chars.get(groups).copied();
    let number_follows = next == Some(mark) && digit(groups + 1).is_some();
    let unit =
        next.is_some_and(|c| !c.is_ascii() && c.is_alphabetic() || matches!(c, '%' | '％' | '.' | '．'));
    let listed =
        chars[at.saturating_sub(24)..at].windows(2).any(|w| matches!(w, ['分', '别'] | ['依', '次']));
    (groups > end && !number_follows && unit && !listed).then_some(groups)
}

fn arabic(chars: &[char], at: usize) -> Numeral {
    let digit = |i: usize| chars.get(i).copied().and_then(arabic_digit);
    let run = |from: usize| (from..).take_while(|i| digit(*i).is_some()).count();
    let mut text = String::new();
    let push = |text: &mut String, from: usize, count: usize| {
        // More than 40 digits are no number of ours; the first 41 suffice to be refused.
        for i in from..from + count.min(41) {
            text.push(char::from(b'0' + digit(i).unwrap_or(0)));
        }
    };
    let lead = run(at);
    push(&mut text, at, lead);
    let (mut end, mut digits) = (at + lead, lead);
    if lead <= 3 {
        // Thousands in threes (GB/T 15835-2011): all groups must have three digits, or it is a list.
        let mut groups = end;
        while chars.get(groups).copied().is_some_and(is_separator) && run(groups + 1) == 3 && digits < 42 {
            push(&mut text, groups + 1, 3);
            digits += 3;
            groups += 4;
        }
        if chars.get(groups).copied().is_some_and(is_separator) && run(groups + 1) > 3 {
            text.truncate(lead);
            digits = lead;
        } else {
            end = groups;
        }
        if end == at + lead
            && let Some(groups) = wide_groups(chars, at, end)
        {
            for group in (end..groups).step_by(4) {
                push(&mut text, group + 1, 3);
                digits += 3;
            }
            end = groups;
        }
    }
    let mut places = 0;
    if chars.get(end).copied().is_some_and(is_point) && digit(end + 1).is_some() {
        let decimals = run(end + 1);
        text.push('.');
        push(&mut text, end + 1, decimals);
        end += 1 + decimals;
        places = u32::try_from(decimals).unwrap_or(u32::MAX);
    }
    let value = text.parse().ok();
    Numeral { value, to: None, end, places, scale: 0, coarse: 0, script: Script::Arabic, digits, bare: false }
}

fn chinese(chars: &[char], at: usize) -> Option<Numeral> {
    let in_run = |c: char| chinese_digit(c).is_some() || place(c).is_some() || myriad(c).is_some();
    let run = &chars[at..];
    let length = run.iter().take_while(|c| in_run(**c)).count();
    if length == 0 {
        return None;
    }
    let run = &run[..length];
    let mut numeral = Numeral {
        value: None,
        to: None,
        end: at + length,
        places: 0,
        scale: 0,
        coarse: 0,
        script: Script::Chinese,
        digits: run.iter().filter(|c| chinese_digit(**c).is_some()).count(),
        bare: chinese_digit(run[0]).is_none() && !matches!(run[0], '十' | '拾'),
    };
    if length > 60 {
        return Some(numeral);
    }
    if numeral.digits == length && length > 1 {
        // Digits by position: 二〇二二; two rising neighbours are three or four: 三四个.
        let figures: Vec<i128> = run.iter().filter_map(|c| chinese_digit(*c)).collect();
        if length == 2 {
            if figures[1] == figures[0] + 1 && figures[0] > 0 {
                numeral.value = Decimal::checked_new(figures[0], 0);
                numeral.to = Decimal::checked_new(figures[1], 0);
            }
        } else if length <= 38 {
            let value = figures.iter().fold(0i128, |sum, figure| sum * 10 + figure);
            numeral.value = Decimal::checked_new(value, 0);
        }
        return Some(numeral);
    }
    if let [low, high, rest @ ..] = run
        && let (Some(a), Some(b)) = (chinese_digit(*low), chinese_digit(*high))
        && a > 0
        && b == a + 1
        && rest.iter().all(|c| chinese_digit(*c).is_none())
    {
        let factor = whole(rest);
        let times = |n: i128| factor.and_then(|f| n.checked_mul(f)).and_then(|v| Decimal::checked_new(v, 0));
        (numeral.value, numeral.to) = (times(a), times(b));
        return Some(numeral);
    }
    let value = whole(run);
    numeral.scale = trailing_myriads(run);
    numeral.coarse = last_place(run);
    numeral.value = value.and_then(|v| Decimal::checked_new(v, 0));
    decimals(chars, &mut numeral);
    Some(numeral)
}

/// 点 and digits behind it: 九十三点六.
fn decimals(chars: &[char], numeral: &mut Numeral) {
    let digit = |i: usize| chars.get(i).copied().and_then(chinese_digit);
    if numeral.scale != 0 || chars.get(numeral.end) != Some(&'点') {
        return;
    }
    let from = numeral.end + 1;
    let count = (from..).take_while(|i| digit(*i).is_some()).count();
    let Some(value) = numeral.value.filter(|_| (1..=18).contains(&count)) else { return };
    let behind = (from..from + count).filter_map(digit).fold(0i128, |sum, figure| sum * 10 + figure);
    let places = count as u32;
    numeral.value = Decimal::checked_new(behind, places).and_then(|rest| value.checked_add(&rest));
    numeral.places = places;
    numeral.end = from + count;
}

fn trailing_myriads(run: &[char]) -> i32 {
    let tail = run.iter().rev().map_while(|c| myriad(*c)).sum();
    let inner = run.iter().filter(|c| myriad(**c).is_some()).count();
    let trailing = run.iter().rev().take_while(|c| myriad(**c).is_some()).count();
    // 三亿五千万 has places of its own inside; its last place is what the tail says.
    if inner == trailing { tail } else { run.last().and_then(|c| myriad(*c)).unwrap_or(0) }
}

/// The power of ten of the places behind the last digit: 千万 of 三亿五千万.
fn last_place(run: &[char]) -> i32 {
    // A cheque is exact.
    if run.iter().any(|c| "壹贰叁肆伍陆柒捌玖拾佰仟".contains(*c)) {
        return 0;
    }
    let tail = run.iter().rev().take_while(|c| chinese_digit(**c).is_none());
    tail.map(|c| {
        myriad(*c)
            .or(place(*c).map(|size| {
                if size == 10 {
                    1
                } else if size == 100 {
                    2
                } else {
                    3
                }
            }))
            .unwrap_or(0)
    })
    .sum()
}

/// Value of a numeral with place words; `None` if they do not follow each other as in a number.
fn whole(run: &[char]) -> Option<i128> {
    let (mut hundreds_of_millions, mut myriads, mut section) = (0i128, 0i128, 0i128);
    let mut digit: Option<i128> = None;
    let mut last_place = i128::MAX;
    for c in run {
        if let Some(figure) = chinese_digit(*c) {
            // 四五 inside 十四五: two digits without a place between them, unless the first is a filling nought.
            if digit.is_some_and(|d| d != 0) {
                return None;
            }
            digit = Some(figure);
        } else if let Some(size) = place(*c) {
            if size >= last_place {
                return None;
            }
            section =
                section.checked_add(digit.take().filter(|d| *d != 0).unwrap_or(1).checked_mul(size)?)?;
            last_place = size;
        } else {
            let here = section.checked_add(digit.take().unwrap_or(0))?;
            let empty = hundreds_of_millions == 0 && myriads == 0 && here == 0;
            let here = if empty { 1 } else { here };
            if myriad(*c) == Some(4) {
                myriads = myriads.checked_add(here)?.checked_mul(10_000)?;
            } else {
                let below = if myriads == 0 && here == 0 {
                    hundreds_of_millions
                } else {
                    myriads.checked_add(here)?
                };
                let kept = if myriads == 0 && here == 0 { 0 } else { hundreds_of_millions };
                hundreds_of_millions = below.checked_mul(100_000_000)?.checked_add(kept)?;
                myriads = 0;
            }
            section = 0;
            last_place = i128::MAX;
        }
    }
    let last = digit.unwrap_or(0).checked_mul(abbreviated(run))?;
    hundreds_of_millions.checked_add(myriads)?.checked_add(section)?.checked_add(last)
}

/// What a digit at the end counts: 三万五 is 35000, 两百五 is 250; behind 零 or 十 it counts ones.
fn abbreviated(run: &[char]) -> i128 {
    let [.., before, last] = run else { return 1 };
    if chinese_digit(*last).is_none() {
        return 1;
    }
    match myriad(*before) {
        Some(power) => 10i128.pow(power.unsigned_abs() - 1),
        None => place(*before).filter(|size| *size >= 100).map_or(1, |size| size / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let numeral = read(&chars, 0)?;
        assert_eq!(numeral.end, chars.len(), "{text} is read to its end");
        numeral.value.map(|v| v.to_string())
    }

    #[test]
    fn numerals_of_every_script_have_their_value() {
        for (text, expected) in [
            ("15.44", "15.44"),
            ("1,453,437.2", "1453437.2"),
            ("８０００", "8000"),
            ("十三", "13"),
            ("一百零五", "105"),
            ("两千零二十", "2020"),
            ("二〇二二", "2022"),
            ("十五亿四千四百万", "1544000000"),
            ("壹拾伍亿肆仟肆佰万", "1544000000"),
            ("三万亿", "3000000000000"),
            ("一万零三百", "10300"),
            ("三万五", "35000"),
            ("两百五", "250"),
            ("一万零一十二", "10012"),
            ("九十三点六", "93.6"),
        ] {
            assert_eq!(value(text).as_deref(), Some(expected), "{text}");
        }
        let whole = |text: &str| arabic(&text.chars().collect::<Vec<_>>(), 0).value.map(|v| v.to_string());
        assert_eq!(whole("1，260亿元").as_deref(), Some("1260"));
        assert_eq!(whole("３４，１５０，６００元").as_deref(), Some("34150600"));
        assert_eq!(whole("2 305个").as_deref(), Some("2305"));
        assert_eq!(whole("3，其中").as_deref(), Some("3"));
        assert_eq!(value("十四五"), None);
        assert_eq!(value(&"9".repeat(60)), None);
    }
}
