//! Digits for the eye: thousands set apart, instants to the second. What is exact stays exact; nothing is rounded here.

/// A decimal string with the thousands of its whole part set apart: `-1543632918.27` gives `-1,543,632,918.27`. What
/// is not a plain decimal is given back as it is.
pub fn grouped(decimal: &str) -> String {
    let (sign, digits) = match decimal.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", decimal),
    };
    let (whole, part) = match digits.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (digits, None),
    };
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !figures(whole) || part.is_some_and(|part| !figures(part)) {
        return decimal.to_owned();
    }
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(part) = part {
        out.push('.');
        out.push_str(part);
    }
    out
}

/// A count with its thousands set apart: 69,954.
pub fn counted(count: u64) -> String {
    grouped(&count.to_string())
}

/// Any number as it is written, its thousands set apart: for templates.
pub fn told<N: ToString + ?Sized>(number: &N) -> String {
    grouped(&number.to_string())
}

/// A value with its unit, the thousands of the number set apart: `1543874301.04元` gives `1,543,874,301.04元`.
pub fn spaced(value: &str) -> String {
    match leading(value) {
        Some((number, unit)) => grouped(&number) + unit,
        None => value.to_owned(),
    }
}

/// A decimal string in its unit. A number of no unit may be a year and keeps its digits together.
pub fn measured(decimal: &str, unit: &str) -> String {
    match unit {
        "" | "年" => format!("{decimal}{unit}"),
        _ => grouped(decimal) + unit,
    }
}

/// An amount in 元 with both places of its fen, as ledgers write it.
pub fn to_the_fen(amount: &str) -> String {
    match amount.split_once('.') {
        _ if !amount.ends_with(|c: char| c.is_ascii_digit()) => amount.to_owned(),
        None => format!("{amount}.00"),
        Some((_, fen)) if fen.len() == 1 => format!("{amount}0"),
        Some(_) => amount.to_owned(),
    }
}

/// The number that printed words begin with, and what follows it: `15.44亿元` is 15.44 and 亿元.
pub fn leading(printed: &str) -> Option<(String, &str)> {
    let end = printed
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-')))
        .unwrap_or(printed.len());
    let number: String = printed[..end].chars().filter(|c| *c != ',').collect();
    (number.bytes().any(|b| b.is_ascii_digit())).then(|| (number, &printed[end..]))
}

/// An instant as the journal writes it, to the second, without its zone: it is China Standard Time throughout.
pub fn moment(rfc3339: &str) -> String {
    rfc3339.get(..19).unwrap_or(rfc3339).replace('T', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart_and_nothing_else_changes() {
        let cases = [
            ("0", "0"),
            ("999", "999"),
            ("1543632918.27", "1,543,632,918.27"),
            ("-1000", "-1,000"),
            ("0.0101308900", "0.0101308900"),
            ("缺", "缺"),
            ("1.", "1."),
            ("", ""),
        ];
        for (decimal, shown) in cases {
            assert_eq!(grouped(decimal), shown);
        }
        assert_eq!(counted(69954), "69,954");
    }

    #[test]
    fn amounts_have_both_places_of_their_fen() {
        let cases =
            [("595,504.2", "595,504.20"), ("30", "30.00"), ("1.005", "1.005"), ("", ""), ("缺", "缺")];
        for (amount, shown) in cases {
            assert_eq!(to_the_fen(amount), shown);
        }
        assert_eq!(spaced("1543874301.04元"), "1,543,874,301.04元");
        assert_eq!(spaced("是"), "是");
        assert_eq!(measured("2022", ""), "2022");
        assert_eq!(measured("23680", "份"), "23,680份");
    }

    #[test]
    fn printed_words_begin_with_a_number_or_do_not() {
        assert_eq!(leading("15.44亿元"), Some(("15.44".into(), "亿元")));
        assert_eq!(leading("1,543元"), Some(("1543".into(), "元")));
        assert_eq!(leading("-0.5%"), Some(("-0.5".into(), "%")));
        assert_eq!(leading("持平"), None);
    }
}
