//! What an address may say behind its `?`: one table for all pages, held at the door before any page is asked. What stands
//! there bounds the work: a day is a day, a number has a greatest, a text a length. How near to the data a day must be is
//! office's to say.

use axum::extract::Query;
use axum::http::Uri;

/// What a value is.
#[derive(Clone, Copy)]
enum Value {
    /// A day, or nothing.
    Day,
    /// A whole number between two.
    Number(u64, u64),
    /// One of these words, or nothing.
    Word(&'static [&'static str]),
    /// So many characters at most.
    Text(usize),
}

/// Most values of one address.
const MOST: usize = 24;

/// Every parameter that any page reads. The test walks the pages, and the source for what they read.
const PARAMETERS: [(&str, Value); 38] = [
    ("after", Value::Text(2_000)),
    ("all", Value::Word(&["1"])),
    ("before", Value::Number(0, u64::MAX >> 1)),
    ("budget", Value::Number(0, 1_000_000_000)),
    ("by", Value::Text(80)),
    ("chain", Value::Text(200)),
    ("code", Value::Text(4_000)),
    ("draw", Value::Text(80)),
    ("entry", Value::Text(32)),
    ("error", Value::Text(200)),
    ("failing", Value::Text(80)),
    ("field", Value::Text(80)),
    ("fill", Value::Word(&["last", "present"])),
    ("forbid", Value::Text(2_000)),
    ("force", Value::Text(2_000)),
    ("from", Value::Number(0, 1_000_000)),
    ("iss", Value::Text(500)),
    ("lang", Value::Text(16)),
    ("next", Value::Text(2_000)),
    ("on", Value::Day),
    ("only", Value::Word(&["gaps"])),
    ("overdue", Value::Word(&["1"])),
    ("page", Value::Number(0, 100_000)),
    ("q", Value::Text(1_000)),
    ("register", Value::Text(80)),
    ("rendition", Value::Word(&["clean", "marked", "sources"])),
    ("scenario", Value::Text(80)),
    ("since", Value::Day),
    ("sort", Value::Text(80)),
    ("state", Value::Text(80)),
    ("step", Value::Text(80)),
    ("ticket", Value::Text(64)),
    ("token", Value::Text(128)),
    ("trips", Value::Word(&["1"])),
    ("until", Value::Day),
    ("verdict", Value::Text(80)),
    ("with", Value::Text(80)),
    ("year", Value::Number(1949, 2200)),
];

/// Whether an address asks for no more than it may. Names that no page reads are passed over; under a household's link,
/// to which messengers add what they like, nothing is read.
pub(crate) fn are_bounded(uri: &Uri) -> bool {
    if uri.query().is_none() || uri.path().starts_with("/k/") {
        return true;
    }
    let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri) else { return false };
    pairs.len() <= MOST && pairs.iter().all(|(name, value)| is_bounded(name, value))
}

fn is_bounded(name: &str, value: &str) -> bool {
    let Some((_, kind)) = PARAMETERS.iter().find(|(known, _)| *known == name) else { return true };
    match *kind {
        Value::Day => value.is_empty() || value.parse::<office::Date>().is_ok(),
        Value::Number(least, most) => {
            value.is_empty() || value.parse().is_ok_and(|number| (least..=most).contains(&number))
        }
        Value::Word(words) => value.is_empty() || words.contains(&value),
        Value::Text(most) => value.chars().count() <= most,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn values_beyond_their_bounds_are_told() {
        let bounded = |address: &str| are_bounded(&address.parse().unwrap());
        for good in [
            "/cases",
            "/cases?on=2022-06-01&q=%E6%95%99&overdue=1&lang=en",
            "/cases?on=&q=&utm=anything",
            "/journal?before=41383&entry=%2312",
            "/k/abc?from=singlemessage&page=x",
        ] {
            assert!(bounded(good), "{good}");
        }
        let long = format!("/cases?q={}", "a".repeat(1_001));
        let many = format!("/cases?{}", "x=1&".repeat(MOST + 1));
        for bad in [
            "/cases?on=2022-13-01",
            "/notices/x?page=100001",
            "/duties?from=99999999999999999999",
            "/cases?overdue=yes",
            "/cases?year=9999",
            "/cases?year=-1",
            "/cases?on=%FF",
            &long,
            &many,
        ] {
            assert!(!bounded(bad), "{bad}");
        }
    }

    /// The names that pages read, by the source: fields of what an address asks for, and values asked by name.
    fn read_by_pages(folder: &Path, names: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            // This very file reads none; a question of the interface declares its own.
            if path.ends_with("parameters.rs") || path.ends_with("api") {
                continue;
            }
            if path.is_dir() {
                read_by_pages(&path, names);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let structs = text.split("#[serde(default)]").skip(1);
            for body in
                structs.filter_map(|part| part.split_once('{')?.1.split_once('}').map(|(body, _)| body))
            {
                let fields = body.lines().map(str::trim).filter(|line| !line.starts_with("//"));
                let field = |line: &str| {
                    line.strip_prefix("pub ").unwrap_or(line).split(':').next().map(str::to_owned)
                };
                names.extend(fields.filter_map(field).filter(|name| !name.is_empty()));
            }
            names.extend(
                text.split(".value(\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned),
            );
        }
    }

    #[test]
    fn every_parameter_that_a_page_reads_stands_in_the_table() {
        let mut names = vec!["lang".to_owned(), "year".to_owned()];
        read_by_pages(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut names);
        assert!(names.len() > 20, "{names:?}");
        let known = |name: &str| PARAMETERS.iter().any(|(known, _)| *known == name);
        let unknown: Vec<&String> = names.iter().filter(|name| !known(name)).collect();
        assert!(unknown.is_empty(), "not in the table: {unknown:?}");
        let unread: Vec<_> =
            PARAMETERS.iter().filter(|(name, _)| !names.iter().any(|read| read == name)).collect();
        assert!(unread.is_empty(), "{:?}", unread.iter().map(|(name, _)| name).collect::<Vec<_>>());
    }
}
