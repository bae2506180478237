//! Rust source files, and their code without what is none: comments, texts, and what only tests have.

use std::path::Path;

/// The code of a file, comments and texts blanked, up to its first `#[cfg(test)]`.
pub fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(inner) = rest.strip_prefix("r#\"") {
            inner.find("\"#").map_or(rest.len(), |end| end + 5)
        } else if letter == '"' {
            quoted(rest)
        } else if let Some(quote) = ["'\"'", "'\\\"'"].into_iter().find(|quote| rest.starts_with(quote)) {
            quote.len()
        } else {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        };
        out.push(' ');
        rest = &rest[skipped..];
    }
    let end = out.find("#[cfg(test)]").unwrap_or(out.len());
    out.truncate(end);
    out
}

/// Length of the text literal with which `rest` begins.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The first names behind every `crate::`, those of a group `crate::{a, b::c}` one by one.
pub fn names_behind_crate(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` is for whoever uses a macro.
        if code[..at].ends_with(|letter: char| letter == '$' || letter == '_' || letter.is_alphanumeric()) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(members(group)),
            None => names.extend(name(rest)),
        }
    }
    names
}

/// First names of the members of a group whose opening brace is read.
fn members(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut fresh) = (0, Vec::new(), true);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            letter if letter.is_whitespace() => {}
            _ if fresh => {
                names.extend(name(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

/// The name with which a text begins.
pub fn name(text: &str) -> Option<String> {
    let text = text.trim_start().trim_start_matches("r#");
    let end = text.find(|letter: char| letter != '_' && !letter.is_alphanumeric()).unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

/// The Rust files under a folder: path from it, and text.
pub fn files(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(inner) = folders.pop() {
        let told = |why: std::io::Error| format!("{}: {why}", folder.join(&inner).display());
        for entry in std::fs::read_dir(folder.join(&inner)).map_err(told)? {
            let entry = entry.map_err(told)?;
            let path = format!("{inner}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push(format!("{path}/"));
            } else if path.ends_with(".rs") {
                found.push((path, std::fs::read_to_string(entry.path()).map_err(told)?));
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_code_is_not_read() {
        let text = "use crate::a; // crate::b\nlet x = \"crate::c \\\" crate::d\"; let y = '\"'; crate::e(); r#\"crate::f\"#\n\
                    $crate::g!();\n#[cfg(test)]\nmod tests { use crate::h; }";
        assert_eq!(names_behind_crate(&code(text)), ["a", "e"]);
    }

    #[test]
    fn a_group_is_read_one_by_one() {
        let text = "use crate::{\n  a::{b, c},\n  Error, d::E,\n};\nuse crate::f;";
        assert_eq!(names_behind_crate(text), ["a", "Error", "d", "f"]);
    }
}
