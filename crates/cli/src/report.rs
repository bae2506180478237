//! `duheng report`.

use crate::say::say;
use crate::{Ending, Failure, moment, open, show, told};
use office::{Format, Office, WrittenReport};
use std::path::{Path, PathBuf};

/// Name of the report's files, without ending.
const NAME: &str = "自评报告";

pub fn run(dir: &Path, out: &Path, formats: &[String], as_of: Option<&str>) -> Result<Ending, Failure> {
    let formats = formats.iter().map(|format| format.parse()).collect::<Result<Vec<Format>, _>>()?;
    let office = open(dir)?;
    let (report, paths) = written(&office, out, &formats, as_of)?;
    let ending = show(&report.findings);
    paths.iter().for_each(|path| say!("{}", path.display()));
    Ok(ending)
}

/// Writes the report's files.
pub fn written(
    office: &Office,
    out: &Path,
    formats: &[Format],
    as_of: Option<&str>,
) -> Result<(WrittenReport, Vec<PathBuf>), Failure> {
    let report = office.report(&moment(as_of)?).map_err(told)?;
    std::fs::create_dir_all(out).map_err(|error| format!("{}：{error}", out.display()))?;
    let mut paths = Vec::new();
    for format in formats {
        let path = out.join(format!("{NAME}.{}", format.ending()));
        std::fs::write(&path, report.bytes(*format))
            .map_err(|error| format!("{}：{error}", path.display()))?;
        paths.push(path);
    }
    Ok((report, paths))
}
