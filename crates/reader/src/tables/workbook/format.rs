//! Number formats (数字格式, ECMA-376 part 1 §18.8.30): what a cell shows of the number that it holds.

use super::day;
use super::number::Stored;

/// What a cell shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its text, with all digits that are kept.
    pub text: String,
    /// It is a day of the calendar without a time.
    pub is_day: bool,
    /// Digits are kept that are not shown.
    pub is_rounded: bool,
    /// A day of which the year is not shown.
    pub is_yearless: bool,
}

/// How a cell shows its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// As it is.
    #[default]
    Plain,
    /// By digits with something around or between them.
    Digits(Digits),
    /// As a day, a time of day, or both.
    Moment { day: bool, time: bool, year: bool },
    /// As a length of time in hours.
    Duration,
}

/// A format of digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digits {
    prefix: String,
    suffix: String,
    /// Literals between digits of a whole number, by how many digits stand behind.
    between: Vec<(usize, String)>,
    /// Least digits before the point.
    least: usize,
    /// Digits shown behind the point.
    decimals: usize,
    /// A hundredfold for each percent sign.
    percent: usize,
    /// A thousandth for each comma at the end.
    thousands: usize,
}

/// Formats that a workbook does not write out (§18.8.30, with those of Chinese spreadsheets).
pub fn built_in(id: u32) -> Format {
    let code = match id {
        1 | 3 | 37 | 38 | 41 | 42 => "0",
        2 | 4 | 39 | 40 | 43 | 44 => "0.00",
        9 => "0%",
        10 => "0.00%",
        14 | 15 | 17 | 27 | 30 | 31 | 36 | 50 | 52 | 57 => "yyyy-mm-dd",
        16 | 28 | 29 | 51 | 53 | 54 | 58 => "mm-dd",
        22 => "yyyy-mm-dd hh:mm",
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => "hh:mm:ss",
        46 => "[h]:mm:ss",
        _ => "General",
    };
    Format::read(code)
}

impl Format {
    /// Reads a format code. Of its sections the first is taken: signs and colours of the others say nothing more.
    pub fn read(code: &str) -> Format {
        let tokens = tokens(code);
        if tokens.iter().any(|token| matches!(token, Token::Elapsed)) {
            return Format::Duration;
        }
        let letters: String = tokens.iter().filter_map(Token::letter).collect();
        if letters.contains("general") || letters.contains('通') {
            return Format::Plain;
        }
        let any = |some: &str| letters.contains(|letter: char| some.contains(letter));
        let is_digits = tokens.iter().any(|token| matches!(token, Token::Place(_)));
        let time = any("hs");
        if any("ymdhs") || !is_digits && any("ag") {
            let day = any("yda") || letters.contains('m') && !time;
            return Format::Moment { day, time, year: any("y") };
        }
        match is_digits && !tokens.contains(&Token::Exponent) && !tokens.contains(&Token::Fraction) {
            true => Format::Digits(digits(&tokens)),
            false => Format::Plain,
        }
    }

    /// What is shown of a number; an error is how many thousand times smaller the shown number is than the one held.
    pub fn show(&self, stored: &Stored, from_1904: bool) -> Result<Shown, usize> {
        let plain = || Shown { text: stored.plain(), ..Shown::default() };
        match self {
            Format::Plain => Ok(plain()),
            Format::Digits(digits) if digits.thousands > 0 => Err(digits.thousands),
            Format::Digits(digits) => Ok(digits.show(stored)),
            Format::Duration => Ok(match stored.moment() {
                Some((days, seconds)) => Shown {
                    text: format!("{}小时", day::time(days * 86_400 + seconds)),
                    ..Shown::default()
                },
                None => plain(),
            }),
            Format::Moment { day, time, year } => Ok(match stored.moment() {
                None => plain(),
                Some((days, seconds)) => {
                    let mut text = if *day { day::of_serial(days, from_1904) } else { String::new() };
                    if *time {
                        text += if *day { " " } else { "" };
                        text += &day::time(seconds);
                    }
                    Shown { text, is_day: *day && !*time, is_yearless: *day && !*year, ..Shown::default() }
                }
            }),
        }
    }
}

impl Digits {
    fn show(&self, stored: &Stored) -> Shown {
        let value = stored.clone().shifted(2 * self.percent as i32);
        let Some((whole, fraction)) = value.parts() else {
            return Shown { text: value.plain(), ..Shown::default() };
        };
        let least = self.least;
        let mut whole = format!("{whole:0>least$}");
        for (behind, words) in &self.between {
            if let Some(at) = whole.len().checked_sub(*behind).filter(|at| *at > 0) {
                whole.insert_str(at, words);
            }
        }
        let sign = if value.is_negative() { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        let percent = "%".repeat(self.percent.min(1));
        Shown {
            text: format!("{}{sign}{whole}{point}{fraction}{percent}{}", self.prefix, self.suffix),
            is_rounded: fraction.len() > self.decimals,
            ..Shown::default()
        }
    }
}

/// A piece of a format code.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A place of a digit: `0`, `#` or `?`.
    Place(char),
    Point,
    Comma,
    Percent,
    Exponent,
    Fraction,
    /// Hours, minutes or seconds that run beyond their circle: `[h]`.
    Elapsed,
    /// A letter of a date.
    Letter(char),
    /// Words shown as they stand.
    Words(String),
}

impl Token {
    fn letter(&self) -> Option<char> {
        if let Token::Letter(letter) = self { Some(*letter) } else { None }
    }
}

/// Signs that belong to how a number is written, not to what it says.
const SIGNS: &str = "()（）-+¥￥$ \u{a0}:";

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut letters = code.chars().peekable();
    let say = |tokens: &mut Vec<Token>, words: &str| {
        if let Some(Token::Words(before)) = tokens.last_mut() {
            before.push_str(words);
        } else if !words.is_empty() {
            tokens.push(Token::Words(words.to_owned()));
        }
    };
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            '"' => {
                let words: String = letters.by_ref().take_while(|letter| *letter != '"').collect();
                say(&mut tokens, &words);
            }
            '\\' | '!' => say(&mut tokens, &letters.next().map(String::from).unwrap_or_default()),
            // Room of a letter, and a letter that fills the cell.
            '_' | '*' => drop(letters.next()),
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                let lower = inside.to_lowercase();
                if !lower.is_empty() && lower.chars().all(|letter| "hms".contains(letter)) {
                    tokens.push(Token::Elapsed);
                }
            }
            '0' | '#' | '?' => tokens.push(Token::Place(letter)),
            '.' => tokens.push(Token::Point),
            ',' => tokens.push(Token::Comma),
            '%' => tokens.push(Token::Percent),
            'E' | 'e' if matches!(letters.peek(), Some('+' | '-')) => tokens.push(Token::Exponent),
            '/' if matches!(tokens.last(), Some(Token::Place(_))) => tokens.push(Token::Fraction),
            'A' | 'a' if letters.clone().take(4).collect::<String>().eq_ignore_ascii_case("M/PM") => {
                tokens.push(Token::Letter('h'));
                letters.by_ref().take(4).for_each(drop);
            }
            'e' | 'E' => tokens.push(Token::Letter('y')),
            letter if letter.is_ascii_alphabetic() => tokens.push(Token::Letter(letter.to_ascii_lowercase())),
            '通' => tokens.push(Token::Letter(letter)),
            letter => say(&mut tokens, letter.encode_utf8(&mut [0; 4])),
        }
    }
    // The word General holds letters that would be those of a date.
    let general = code.split(';').next().unwrap_or_default().to_lowercase().contains("general");
    if general { vec![Token::Letter('通')] } else { tokens }
}

fn digits(tokens: &[Token]) -> Digits {
    let is_place = |token: &Token| matches!(token, Token::Place(_));
    let (first, last) = (tokens.iter().position(is_place), tokens.iter().rposition(is_place));
    let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
    let point = tokens.iter().position(|token| *token == Token::Point);
    let mut out = Digits::default();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Place(place) if point.is_none_or(|point| at < point) => {
                out.least += usize::from(*place == '0')
            }
            Token::Place(_) => out.decimals += 1,
            Token::Percent => out.percent += 1,
            Token::Comma => out.thousands += usize::from(at > last || point == Some(at + 1)),
            Token::Words(words) => {
                let bare = words.trim_matches(|letter| SIGNS.contains(letter));
                match at {
                    at if at < first => {
                        out.prefix += words.trim_matches(|letter| "()（）+¥￥$ \u{a0}".contains(letter))
                    }
                    at if at > last => out.suffix += bare,
                    at if point.is_none() => {
                        let behind = tokens[at..].iter().filter(|token| is_place(token)).count();
                        out.between.push((behind, words.clone()));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    // A sign of its own in front of a number is none of its digits.
    if out.prefix.chars().all(|letter| SIGNS.contains(letter)) {
        out.prefix.clear();
    }
    // From the right, so that places counted from there stay where they are.
    out.between.sort();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, stored: &str) -> String {
        let stored = Stored::read(stored).unwrap().rounded();
        Format::read(code)
            .show(&stored, false)
            .map_or_else(|scale| format!("÷1000^{scale}"), |shown| shown.text)
    }

    #[test]
    fn digits_are_shown_with_what_the_format_says_of_them() {
        for (code, stored, text) in [
            ("General", "0.9978", "0.9978"),
            ("0.00%", "0.9978", "99.78%"),
            ("0%", "1.25", "125%"),
            ("000000", "1234", "001234"),
            ("\"BA-\"000", "7", "BA-007"),
            ("0\"万元\"", "12", "12万元"),
            ("0.00\"%\"", "99.78", "99.78%"),
            ("_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ ", "-1234.5", "-1234.5"),
            ("[$¥-804]#,##0.00;[Red]-#,##0.00", "1234.5", "1234.5"),
            ("#,##0_);(#,##0)", "-3", "-3"),
            ("0!.0,", "12345", "÷1000^1"),
            ("#,##0,,\"百万\"", "12345678", "÷1000^2"),
            ("000\\-0000", "1234567", "123-4567"),
            ("0.00E+00", "1234.5", "1234.5"),
            ("# ?/?", "1.5", "1.5"),
            ("@", "12", "12"),
            ("[DBNum2]0", "12", "12"),
        ] {
            assert_eq!(shown(code, stored), text, "{code} {stored}");
        }
    }

    #[test]
    fn days_times_and_lengths_of_time_are_told_apart() {
        for (code, stored, text) in [
            ("yyyy/m/d", "44805.354166", "2022-09-01"),
            ("yyyy\"年\"m\"月\"d\"日\";@", "44805", "2022-09-01"),
            ("[$-804]aaaa", "44805", "2022-09-01"),
            ("m/d/yy h:mm", "44805.5", "2022-09-01 12:00"),
            ("h:mm AM/PM", "0.5", "12:00"),
            ("mm:ss", "0.00075", "00:01:05"),
            ("[h]:mm", "1.5", "36:00小时"),
            ("m\"月\"d\"日\"", "44805", "2022-09-01"),
            ("[Red]0;[Blue]0", "44805", "44805"),
            ("e\"年\"m\"月\"", "44805", "2022-09-01"),
        ] {
            assert_eq!(shown(code, stored), text, "{code} {stored}");
        }
        let stored = Stored::read("44805").unwrap();
        let yearless = Format::read("m\"月\"d\"日\"").show(&stored, false).unwrap();
        assert!(yearless.is_yearless && yearless.is_day);
        assert!(!Format::read("yyyy-mm-dd").show(&stored, false).unwrap().is_yearless);
        assert!(Format::read("0.0").show(&Stored::read("1.25").unwrap(), false).unwrap().is_rounded);
        assert_eq!(built_in(14), Format::read("yyyy-mm-dd"));
        assert_eq!(built_in(46), Format::Duration);
    }
}
