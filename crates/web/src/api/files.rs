//! Files of the interface: what pages let people take away, for programs: exports, ledgers on paper, documents about a row, the
//! report. The format stands at the end of the address.

use office::{ExportKind, Format, Rendition, RowQuery};

use super::given::Given;
use super::problem::Refused;
use super::question::{Answer, Kind, Parameter, Question};
use super::questions::{DAY, DESCENDING, FAILING, Q, SORT, WHERE, of_rows};

const RENDITION: Parameter = Parameter {
    name: "rendition",
    kind: Kind::Text,
    about: "clean 报送本、marked 标注本、sources 溯源本；不写为报送本",
};

/// One line a file.
macro_rules! files {
    ($($path:literal $name:literal $about:literal [$($parameter:expr),*] $ask:expr;)*) => {
        pub(super) const FILES: &[Question] = &[$(Question {
            path: $path,
            name: $name,
            about: $about,
            parameters: &[$($parameter),*],
            answer: $ask,
            #[cfg(test)]
            shape: None,
        }),*];
    };
}

files! {
    "/api/registers/{register}/export/{format}" "export" "一本台账的行，作为文件：xlsx、csv、docx、pdf、ofd" [SORT, DESCENDING, WHERE, Q, FAILING]
        |reading, given| {
            let (kind, media) = kind(given)?;
            let query = RowQuery { limit: 0, after: None, ..of_rows(given) };
            Ok(Answer::file(reading.export(given.part("register"), &query, kind)?, media))
        };
    "/api/print/{what}/{format}" "print" "打印一本账：台账、闭环、定期事项、责任名册、一次抽取；格式同上" [DAY]
        |reading, given| {
            let (kind, media) = kind(given)?;
            Ok(Answer::file(reading.print(given.part("what"), given.day("day"), kind)?, media))
        };
    "/api/instruments/{instrument}/{number}/{format}" "instrument" "为一行台账出具的文书：docx、html、txt、pdf、ofd" []
        |reading, given| {
            let format = format(given)?;
            let printed = reading.instrument(given.part("instrument"), given.number_in("number")?, format)?;
            Ok(Answer::file(printed.bytes, format.media()))
        };
    "/api/report/{format}" "report" "自评报告：docx、html、txt、pdf、ofd" [RENDITION]
        |reading, given| {
            let (format, asked) = (format(given)?, given.some("rendition"));
            let rendition = asked.map_or(Some(Rendition::Clean), |text| Rendition::named(&text));
            let printed = reading.report_as(format, rendition.ok_or_else(Refused::nothing)?)?;
            Ok(Answer::file(printed.bytes, format.media()))
        };
}

/// The endings that an address of a file may have.
#[cfg(test)]
pub(super) const ENDINGS: [(&str, &str); 7] = [
    ("xlsx", ExportKind::ALL[0].2),
    ("csv", ExportKind::ALL[1].2),
    ("docx", Format::Docx.media()),
    ("pdf", Format::Pdf.media()),
    ("ofd", Format::Ofd.media()),
    ("html", Format::Html.media()),
    ("txt", Format::Text.media()),
];

/// A kind of export; another one leads nowhere.
fn kind(given: &Given) -> Result<(ExportKind, &'static str), Refused> {
    let known = ExportKind::ALL.iter().find(|(_, ending, _)| *ending == given.part("format"));
    known.map(|(kind, _, media)| (*kind, *media)).ok_or_else(Refused::nothing)
}

/// A format of a document; another one leads nowhere.
fn format(given: &Given) -> Result<Format, Refused> {
    let known = Format::ALL.into_iter().find(|format| format.ending() == given.part("format"));
    known.ok_or_else(Refused::nothing)
}
