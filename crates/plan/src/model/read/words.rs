//! The words of a file of numbers, one after the other, each with its line.

use finding::{Finding, Place};
use quantity::Decimal;

/// Words still to be read.
pub struct Words<'t> {
    source: &'t str,
    lines: std::iter::Enumerate<std::str::Lines<'t>>,
    line: usize,
    rest: std::str::SplitAsciiWhitespace<'t>,
}

impl<'t> Words<'t> {
    /// All words of a text.
    pub fn new(text: &'t str, source: &'t str) -> Words<'t> {
        Words { source, lines: text.lines().enumerate(), line: 0, rest: "".split_ascii_whitespace() }
    }

    fn next(&mut self, what: &str) -> Result<&'t str, Finding> {
        loop {
            if let Some(word) = self.rest.next() {
                return Ok(word);
            }
            let Some((at, line)) = self.lines.next() else {
                let sentence = format!("文件在这里断了：还应有{what}");
                return Err(self.wrong("plan.file.cut-off", sentence));
            };
            self.line = at + 1;
            self.rest = line.split_ascii_whitespace();
        }
    }

    /// A decimal that is not negative. `7500.` is 7500.
    pub fn decimal(&mut self, what: &str) -> Result<Decimal, Finding> {
        let word = self.next(what)?;
        // Published files write 7500. and .5 as well.
        let bare = word.strip_suffix('.').unwrap_or(word);
        let full = if bare.starts_with('.') { format!("0{bare}") } else { bare.to_owned() };
        match full.parse::<Decimal>() {
            Ok(number) if number.mantissa() < 0 => {
                Err(self.wrong("plan.file.negative", format!("{what}不能是负数：{word}")))
            }
            Ok(number) => Ok(number),
            Err(_) if word.eq_ignore_ascii_case("capacity") => Err(self
                .wrong("plan.file.capacity-left-open", "文件里的容量写作“capacity”，没有数".to_owned())
                .hint("这一类文件的容量另行给定：请先把每个“capacity”换成数")),
            Err(_) => Err(self.wrong("plan.file.not-a-number", format!("{what}应是一个数，这里是“{word}”"))),
        }
    }

    /// A whole number from 1 on.
    pub fn count(&mut self, what: &str) -> Result<usize, Finding> {
        let number = self.decimal(what)?;
        let whole = number.scaled(0).and_then(|whole| usize::try_from(whole).ok());
        whole.filter(|whole| *whole > 0).ok_or_else(|| {
            self.wrong("plan.file.not-a-count", format!("{what}应是1以上的整数，这里是{number}"))
        })
    }

    /// That nothing stands behind the last number.
    pub fn end(&mut self) -> Result<(), Finding> {
        let Ok(word) = self.next("") else { return Ok(()) };
        Err(self.wrong("plan.file.too-long", format!("数已经齐了，后面还有“{word}”")))
    }

    /// A finding at the line read last.
    pub fn wrong(&self, code: &'static str, sentence: String) -> Finding {
        let line = u32::try_from(self.line.max(1)).unwrap_or(u32::MAX);
        Finding::error(code, Place { line: Some(line), ..Place::whole(self.source) }, sentence)
    }
}
