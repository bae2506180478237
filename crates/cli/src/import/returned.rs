//! `duheng import … --refused FILE`: the good rows are recorded, the clerk's own file comes back with the others.

use super::{Import, said};
use crate::shell::{Ending, Failure, ending, print_json, show, told, write};
use office::{ImportOptions, Office, Refused, Session, Tables};
use std::path::{Path, PathBuf};
use terminal::{Progress, say};

pub(super) fn run(
    asked: &Import,
    back: &Path,
    office: &Office,
    by: &Session,
    options: &ImportOptions,
    files: &[Tables],
) -> Result<Ending, Failure> {
    for (source, _) in asked.files.iter().zip(files) {
        if source
            .canonicalize()
            .ok()
            .is_some_and(|source| back.canonicalize().is_ok_and(|back| back == source))
        {
            return Err(format!("{}：退回的文件不能写在原来的文件上", back.display()));
        }
    }
    let mut line = Progress::new("导入");
    let good = office.import_good(by, files, options, &mut |step| line.show(step.done, step.total));
    let (outcome, refused) = good.map_err(told)?;
    drop(line);
    let written = match refused.is_empty() {
        true => Vec::new(),
        false => {
            let columns =
                office.returned_columns(by, files, options, (&refused, outcome.recorded)).map_err(told)?;
            give_back(asked, back, files, &refused, &columns)?
        }
    };
    if asked.at.json {
        print_json(&outcome)?;
        return Ok(ending(&outcome.findings));
    }
    let ending = show(&outcome.findings);
    if outcome.recorded {
        say!("{}", said(&view::ImportOutcome { findings: Vec::new(), ..outcome }, false));
    } else if refused.is_empty() {
        say!("{}", said(&outcome, false));
    } else {
        say!("没有一行可以入账。");
    }
    for path in written {
        let path = path.display();
        say!(
            "有{}行未入账，连同原因写在{path}的“导入错误”一列：筛选出来改好，再导入这个文件。",
            refused.len()
        );
    }
    Ok(ending)
}

/// Writes each file that holds a refused row: the only one to the name given, several to it with a number.
fn give_back(
    asked: &Import,
    back: &Path,
    files: &[Tables],
    refused: &Refused,
    columns: &std::collections::BTreeMap<String, office::Column>,
) -> Result<Vec<PathBuf>, Failure> {
    let holds = |file: &Tables| {
        let of = |source: &str| refused.keys().any(|(held, _)| held == source);
        file.tables.iter().any(|table| of(&table.source))
    };
    let returned: Vec<&PathBuf> =
        asked.files.iter().zip(files).filter(|(_, file)| holds(file)).map(|(path, _)| path).collect();
    let mut written = Vec::new();
    for (nth, path) in returned.iter().enumerate() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(path).map_err(|error| format!("{}：{error}", path.display()))?;
        let own = columns.iter().filter(|(source, _)| source.split('#').next() == Some(name.as_str()));
        let own = own.map(|(source, column)| (source.clone(), column.clone())).collect();
        let bytes = office::returned(&name, &bytes, &own).map_err(|finding| finding.to_string())?;
        let to = match returned.len() {
            1 => back.to_path_buf(),
            _ => {
                let stem = back.file_stem().unwrap_or_default().to_string_lossy();
                let kind = path.extension().unwrap_or_default().to_string_lossy();
                back.with_file_name(format!("{stem}-{}.{kind}", nth + 1))
            }
        };
        write(&to, bytes)?;
        written.push(to);
    }
    Ok(written)
}
