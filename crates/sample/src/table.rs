//! One register's file: a header, rows of text cells, and the mark that says whether a row is synthetic.

use crate::day::Day;
use std::fmt::Display;

/// A file of the district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// File name: `学校.csv`.
    pub name: String,
    /// The register it feeds, by name: 学校.
    pub register: String,
    /// Comma-separated text, UTF-8 without a byte order mark, one header line.
    pub text: String,
}

impl File {
    /// The header and the cells of each row, the quotes of cells resolved.
    ///
    /// ```
    /// let files = sample::district(&sample::Spec::tongnan_2022());
    /// let towns = files.iter().find(|file| file.register == "镇街").unwrap();
    /// let (header, rows) = towns.cells();
    /// assert_eq!((header[1], rows[0][1].as_str(), rows.len()), ("名称", "桂林街道", 23));
    /// ```
    pub fn cells(&self) -> (Vec<&str>, Vec<Vec<String>>) {
        let mut lines = self.text.lines();
        let header = lines.next().unwrap_or_default().split(',').collect();
        (header, lines.map(cells).collect())
    }
}

/// The cells of a line; cells of these files hold no line ends.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let cell = cells.len() - 1;
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cells[cell].push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells[cell].push(letter),
        }
    }
    cells
}

/// A line of cells.
pub(crate) fn row_text<T: AsRef<str>>(cells: &[T]) -> String {
    let cell = |cell: &T| match cell.as_ref() {
        text if text.contains([',', '"', '\n']) => format!("\"{}\"", text.replace('"', "\"\"")),
        text => text.to_owned(),
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\n"
}

/// The mark of rows that carry public facts.
pub(crate) const RECORDED: &str = "实录";
/// The mark of synthetic rows.
pub(crate) const SYNTHETIC: &str = "样例";

/// A file being written.
pub(crate) struct Table {
    register: &'static str,
    columns: usize,
    mark: &'static str,
    /// The document that every row is copied from, and its day.
    document: Option<(&'static str, Day)>,
    text: String,
}

impl Table {
    /// A table of synthetic rows; `header` holds the field names separated by blanks.
    pub(crate) fn new(register: &'static str, header: &str) -> Table {
        let mut table = Table { register, columns: 0, mark: SYNTHETIC, document: None, text: String::new() };
        let names: Vec<&str> = header.split(' ').collect();
        table.columns = names.len();
        table.text = names.join(",") + ",数据性质\n";
        table
    }

    /// The rows from here on are public facts when `real`.
    pub(crate) fn recorded(mut self, real: bool) -> Table {
        self.mark = if real { RECORDED } else { SYNTHETIC };
        self
    }

    /// Every row is copied from this document of another office; said before the first row.
    pub(crate) fn declared(mut self, document: &'static str, day: Day) -> Table {
        self.document = Some((document, day));
        self.text = self.text.replace(",数据性质", ",申报文件,申报日期,数据性质");
        self
    }

    /// Adds a row; the document and the mark are added to it.
    pub(crate) fn row(&mut self, cells: &[&dyn Display]) {
        debug_assert_eq!(cells.len(), self.columns, "a row of {} is as wide as its header", self.register);
        let mut cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
        cells.extend(self.document.iter().flat_map(|(name, day)| [(*name).to_owned(), day.to_string()]));
        cells.push(self.mark.to_owned());
        self.text += &row_text(&cells);
    }

    pub(crate) fn file(self) -> File {
        File { name: format!("{}.csv", self.register), register: self.register.to_owned(), text: self.text }
    }
}

/// 是 or 否.
pub(crate) fn yes(flag: bool) -> &'static str {
    if flag { "是" } else { "否" }
}

/// Hundredths as a decimal with two places: 1859.26.
pub(crate) fn hundredths(number: u64) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

/// A number below a thousand in Chinese numerals: 二十三.
pub(crate) fn chinese(number: u64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u64| DIGITS[(n % 10) as usize];
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 if number == 10 => "十".to_owned(),
        11..=19 => format!("十{}", digit(number)),
        20..=99 if number.is_multiple_of(10) => format!("{}十", digit(number / 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number)),
        _ if number.is_multiple_of(100) => format!("{}百", digit(number / 100)),
        _ if number % 100 < 10 => format!("{}百零{}", digit(number / 100), digit(number)),
        _ if number % 100 < 20 => format!("{}百一{}", digit(number / 100), chinese(number % 100)),
        _ => format!("{}百{}", digit(number / 100), chinese(number % 100)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_when_they_must_be() {
        let mut table = Table::new("镇街", "名称 备注");
        table.row(&[&"甲", &"一,二"]);
        assert_eq!(table.file().text, "名称,备注,数据性质\n甲,\"一,二\",样例\n");
    }

    #[test]
    fn numerals() {
        let written = [7, 10, 12, 20, 34, 100, 105, 110, 112, 234].map(chinese);
        assert_eq!(
            written,
            [
                "七",
                "十",
                "十二",
                "二十",
                "三十四",
                "一百",
                "一百零五",
                "一百一十",
                "一百一十二",
                "二百三十四"
            ]
        );
    }
}
