//! A district with one generated register, for the benches of import, journal and lists.

use crate::failure::Failure;
use office::Office;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use view::ImportOutcome;

/// Number columns of the register beside year, code, name and area.
pub const NUMBERS: [&str; 6] = ["在校学生", "专任教师", "校舍面积", "运动场面积", "图书", "设备值"];
/// Columns in all.
pub const COLUMNS: usize = 4 + NUMBERS.len();
/// Rows of one file.
pub const BATCH: usize = 200_000;

/// A district in a temporary folder that goes when it is dropped.
pub struct District {
    pub office: Office,
    folder: PathBuf,
}

impl Drop for District {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

impl District {
    pub fn new(name: &str) -> Result<District, Failure> {
        let folder = std::env::temp_dir().join(format!("duheng-bench-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&folder).ok();
        let numbers: String = NUMBERS
            .iter()
            .map(|name| {
                format!("{{ name = \"{name}\", type = \"decimal\", required = true, min = \"0\" }},\n")
            })
            .collect();
        let head = "id = \"bench\"\nname = \"实测\"\nyear = 2022\nstatus = \"unofficial\"\n";
        let register = format!(
            "name = \"样例学校\"\ncounter = \"所\"\nkind = \"snapshot\"\nperiod = \"school-year\"\nperiod_field = \"学年\"\n\
             key = [\"学年\", \"标识码\"]\nsource = {{ document = \"生成\", status = \"unofficial\" }}\nfields = [\n\
             {{ name = \"学年\", type = \"integer\", required = true }},\n\
             {{ name = \"标识码\", type = \"code\", code = \"school\", required = true }},\n\
             {{ name = \"名称\", type = \"text\", required = true, label = true }},\n\
             {{ name = \"城乡\", type = \"choice\", choices = [\"城区\", \"镇区\", \"乡村\"], required = true }},\n{numbers}]\n"
        );
        let files = [
            ("bench/pack.toml".to_owned(), head.to_owned()),
            ("bench/registers/school.toml".to_owned(), register),
        ];
        let office = Office::init(&folder, "bench", &files).map_err(|error| error.to_string())?;
        Ok(District { office, folder })
    }

    /// Imports a text as the generated register.
    pub fn import(&self, text: String) -> Result<(ImportOutcome, Duration), Failure> {
        let file = ("样例学校.csv".to_owned(), text.into_bytes());
        let start = Instant::now();
        let outcome = crate::sessions::import(&self.office, &[file])?;
        let taken = start.elapsed();
        match outcome.findings.first() {
            Some(finding) => Err(finding.to_string()),
            None => Ok((outcome, taken)),
        }
    }

    /// Bytes of the data folder.
    pub fn bytes(&self) -> u64 {
        let files = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum()
    }
}

/// Rows `from..to` as CSV; the first number of every `changed`-th row is one more.
pub fn rows(from: usize, to: usize, changed: Option<usize>) -> String {
    let mut text = format!("学年,标识码,名称,城乡,{}\n", NUMBERS.join(","));
    for row in from..to {
        let mixed = (row as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let code = 2_150_000_000 + (mixed >> 20) % 1_000_000;
        let area = ["城区", "镇区", "乡村"][(mixed >> 40) as usize % 3];
        // Codes repeat in a million rows; the year tells such rows apart.
        text += &format!("{},{code},样例学校{row:07},{area}", 2000 + row / 50_000);
        for column in 0..NUMBERS.len() as u64 {
            let number = (mixed >> (8 + column * 5)) % 90_000
                + u64::from(column == 0 && changed.is_some_and(|n| row.is_multiple_of(n)));
            if column < 2 {
                text += &format!(",{number}")
            } else {
                text += &format!(",{}.{:02}", number, number % 100)
            }
        }
        text.push('\n');
    }
    text
}

/// What the table was measured on.
pub fn machine() -> String {
    let model = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = model.lines().find_map(|line| {
        line.strip_prefix("model name")?.split_once(':').map(|(_, name)| name.trim().to_owned())
    });
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "{}，{cores} 核；{}；{} 构建；duheng {}",
        model.unwrap_or_else(|| "处理器未知".into()),
        std::env::consts::OS,
        if cfg!(debug_assertions) { "调试" } else { "发布" },
        env!("CARGO_PKG_VERSION")
    )
}

/// A number with thousands separators.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// So many in that time, a second.
pub fn rate(count: u64, taken: Duration) -> u64 {
    (count as u128 * 1_000_000_000 / taken.as_nanos().max(1)) as u64
}
