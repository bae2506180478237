//! `duheng bench claims`: reports of a year read number by number, 1.48 million characters of them.

use super::generated::{grouped, machine};
use crate::built_in::BuiltIn;
use crate::failure::{Failure, told};
use office::{Format, Machine, Rendition, Shelf};
use std::time::{Duration, Instant};
use terminal::{say, table};

const CHARACTERS: usize = 1_480_000;
const TURNS: usize = 9;
/// The bar of the design.
const BAR: Duration = Duration::from_millis(400);
const YEAR: i32 = 2022;

pub fn run(pack: BuiltIn<'_>) -> Result<(), Failure> {
    let own = own(pack)?;
    let length = own.chars().count();
    let reports: Vec<String> = (0..CHARACTERS.div_ceil(length)).map(|nth| turned(&own, nth)).collect();
    let mut best = Duration::MAX;
    let mut found = (0, 0, 0);
    for _ in 0..TURNS {
        let start = Instant::now();
        found = (0, 0, 0);
        for report in &reports {
            let reading = claims::read("报告.txt", report);
            found = (
                found.0 + reading.quantities.len(),
                found.1 + reading.claims.len(),
                found.2 + usize::from(reading.is_wrong()),
            );
        }
        best = best.min(start.elapsed());
    }
    // As the district wrote it, it contradicts itself nowhere.
    if claims::read("报告.txt", &own).is_wrong() {
        return Err("样例区县的报告自相矛盾".to_owned());
    }
    let kept = if best <= BAR { "达到" } else { "未达到" };
    let line = vec![
        grouped(reports.len() as u64),
        grouped((reports.len() * length) as u64),
        grouped(found.0 as u64),
        grouped(found.1 as u64),
        format!("{:.3} 秒", best.as_secs_f64()),
        format!("≤ {:.1} 秒：{kept}", BAR.as_secs_f64()),
    ];
    terminal::text(&table(&["报告", "字", "数", "断言", "核对", "标尺"], &[line]));
    say!("改了数而自相矛盾的 {} 份；{TURNS} 次取最快，单线程；{}", found.2, machine());
    Ok(())
}

/// The report of the sample district, as text.
fn own(pack: BuiltIn<'_>) -> Result<String, Failure> {
    let folder = std::env::temp_dir().join(format!("duheng-bench-claims-{}", std::process::id()));
    std::fs::remove_dir_all(&folder).ok();
    let years = [(YEAR, sample::year(&sample::Spec::tongnan_2022()))];
    let written = crate::played::play(&folder, &years, pack, Box::new(Machine), &Shelf::default()).and_then(
        |(_, office)| {
            crate::sessions::reading(&office, Some(YEAR))?
                .report_as(Format::Text, Rendition::Sources)
                .map_err(told)
        },
    );
    std::fs::remove_dir_all(&folder).ok();
    String::from_utf8(written?.bytes).map_err(told)
}

/// A report of the same length whose figures are others: the last digit of every `nth` number is turned on.
fn turned(own: &str, nth: usize) -> String {
    let (mut numbers, mut before) = (0, false);
    let mut turn = |letter: char| {
        let digit = letter.is_ascii_digit();
        numbers += usize::from(digit && !before);
        before = digit;
        match letter.to_digit(10) {
            Some(digit) if nth > 0 && numbers % (nth + 7) == 0 => char::from(b'0' + ((digit + 1) % 10) as u8),
            _ => letter,
        }
    };
    own.chars().map(&mut turn).collect()
}
