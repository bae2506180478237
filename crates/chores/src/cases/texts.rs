//! What must be seen of the cases that are texts and documents, read as `duheng claims` reads them.

use super::files::Line;
use claims::Verdict;
use office::Checked;
use std::path::Path;
use std::time::{Duration, Instant};

/// Something that must be seen of a text.
#[derive(Debug)]
pub enum Said {
    /// A number is read once, and is worth so much in the base of its unit.
    Number(&'static str, &'static str),
    /// No number is read with these words.
    NoNumber(&'static str),
    /// No number is one that rows would have to bear out.
    NoMeasure,
    /// What is said of this number is found false.
    False(&'static str),
    /// What is said of this number is not found false, and is told.
    Agrees(&'static str),
    /// Nothing is found false.
    NothingFalse,
    /// A remark marks these words.
    Remark(&'static str),
    /// These words stand in the text as it is read, once.
    Once(&'static str),
    /// A note of the reading has this code.
    Noted(&'static str),
    /// The document is refused with this code, and the way out is told in these words.
    Refused(&'static str, &'static str),
    /// Read within a second.
    Soon,
}

use Said::*;

/// The cases and what must be seen of them.
pub const TEXTS: &[(&str, &[Said])] = &[
    (
        "CLM-01",
        &[
            Number("一万五千亿元", "1500000000000"),
            Number("二十万亿元", "20000000000000"),
            Number("一万零一十二人", "10012"),
            Number("一万零十二人", "10012"),
            Agrees("20%"),
        ],
    ),
    (
        "CLM-02",
        &[
            Number("百分之七十", "0.70"),
            Number("千分之三", "0.003"),
            Number("万分之五", "0.0005"),
            Number("十分之一", "0.1"),
            Number("百分之一百零五", "1.05"),
        ],
    ),
    (
        "CLM-04",
        &[
            Number("123元1角1分", "123.11"),
            Number("十点三万元", "103000"),
            Number("五点五万元", "55000"),
            Number("十五点八万元", "158000"),
            Agrees("十五点八万元"),
        ],
    ),
    (
        "CLM-05",
        &[
            Number("三万五元", "35000"),
            Number("两百五户", "250"),
            Number("3千余人", "3000"),
            Number("2万5千人次", "25000"),
        ],
    ),
    ("CLM-06", &[False("17%")]),
    ("CLM-07", &[False("两番")]),
    ("CLM-09", &[Remark("约5000万元左右"), Remark("1000万元以上"), Remark("近200人左右")]),
    ("CLM-10", &[Remark("2O19"), Remark("l2"), Remark("1OO"), Number("15.44亿元", "1544000000")]),
    (
        "CLM-14",
        &[
            Number("1，234，567元", "1234567"),
            Number("1，000，000元", "1000000"),
            Number("2 345 678元", "2345678"),
            Agrees("23.46%"),
            NoNumber("567元"),
        ],
    ),
    ("CLM-17", &[False("82404.88"), Agrees("81200.00")]),
    ("CLM-18", &[False("1859.26万元")]),
    ("CLM-20", &[NoMeasure]),
    ("CLM-23", &[Soon, NothingFalse]),
    ("CLM-25", &[Number("3541.07万元", "35410700"), Number("1800个", "1800"), NothingFalse]),
    ("DOC-01", &[False("2.01%")]),
    (
        "DOC-02",
        &[Number("15.44亿元", "1544000000"), NoNumber("16.44"), Agrees("1.01%"), Noted("prose.revisions")],
    ),
    (
        "DOC-03",
        &[Number("15.44亿元", "1544000000"), NoNumber("99.99"), Agrees("1.01%"), Noted("prose.unseen")],
    ),
    ("DOC-04", &[Number("15.44亿元", "1544000000"), Number("253所", "253"), Once("253所")]),
    (
        "DOC-05",
        &[
            Number("15.44亿元", "1544000000"),
            Number("15.28亿元", "1528000000"),
            Agrees("1.01%"),
            NoNumber("77"),
        ],
    ),
    ("DOC-07", &[False("82404.88")]),
    (
        "DOC-09",
        &[Number("15.44亿元", "1544000000"), Number("253所", "253"), Number("32件", "32"), NothingFalse],
    ),
    ("DOC-12", &[Number("15.44亿元", "1544000000"), False("2.01%")]),
    ("DOC-14", &[Number("15.44亿元", "1544000000"), Once("比上年15.28亿元增长1.01%")]),
    ("DOC-16a", &[Refused("prose.kind", ".docx")]),
    ("DOC-16b", &[Refused("prose.kind", ".docx")]),
    ("DOC-17", &[Refused("prose.kind", "DOCX")]),
    ("DOC-24", &[False("2.01%")]),
    ("DOC-30", &[Number("15.44亿元", "1544000000"), Number("15.28亿元", "1528000000"), False("2.01%")]),
    ("DOC-30b", &[False("2.01%")]),
    ("DOC-34", &[Refused("prose.scan", "文字识别")]),
];

/// Reads one of the texts; none when [`TEXTS`] does not know the case.
pub fn tried(case: &str, file: &str, folder: &Path) -> Option<Result<Line, String>> {
    let (_, seen) = TEXTS.iter().find(|(known, _)| *known == case)?;
    Some(std::fs::read(folder.join(file)).map_err(|error| format!("{file}: {error}")).map(|bytes| {
        let begun = Instant::now();
        let read = office::check(file, &bytes);
        let took = begun.elapsed();
        let wrong: Vec<String> =
            seen.iter().filter(|must| !is(must, &read, took)).map(|must| format!("{must:?}")).collect();
        let became = match &read {
            Err(_) => "refused".to_owned(),
            Ok(checked) => {
                let of =
                    |verdict| checked.reading.claims.iter().filter(|claim| claim.verdict == verdict).count();
                format!(
                    "{} numbers, {} claims false",
                    checked.reading.quantities.len(),
                    of(Verdict::Inconsistent)
                )
            }
        };
        Line { case: case.to_owned(), file: file.to_owned(), became, wrong }
    }))
}

fn is(must: &Said, read: &Result<Checked, office::Finding>, took: Duration) -> bool {
    let checked = match (must, read) {
        (Refused(code, way), Err(refused)) => {
            return refused.code == *code && refused.hint.as_ref().is_some_and(|hint| hint.contains(way));
        }
        (Refused(..), Ok(_)) | (_, Err(_)) => return false,
        (_, Ok(checked)) => checked,
    };
    let (numbers, claims) = (&checked.reading.quantities, &checked.reading.claims);
    let told = |words: &str, fits: fn(Verdict) -> bool| {
        claims.iter().any(|claim| claim.published.text == words && fits(claim.verdict))
    };
    let worth = |value: &str| value.parse::<quantity::Decimal>().ok();
    match must {
        Number(words, value) => {
            let of: Vec<_> = numbers.iter().filter(|number| number.text == *words).collect();
            of.len() == 1 && Some(of[0].value()) == worth(value)
        }
        NoNumber(words) => numbers.iter().all(|number| number.text != *words),
        NoMeasure => numbers.iter().all(|number| !number.is_measure() || number.unit.name().is_empty()),
        False(words) => told(words, |verdict| verdict == Verdict::Inconsistent),
        Agrees(words) => {
            told(words, |verdict| verdict == Verdict::Consistent)
                && !told(words, |v| v == Verdict::Inconsistent)
        }
        NothingFalse => claims.iter().all(|claim| claim.verdict != Verdict::Inconsistent),
        Remark(words) => checked.reading.remarks.iter().any(|remark| remark.sentence.contains(words)),
        Once(words) => checked.prose.text.matches(words).count() == 1,
        Noted(code) => checked.prose.notes.iter().any(|note| note.code == *code),
        Refused(..) => false,
        Soon => took < Duration::from_secs(1),
    }
}
