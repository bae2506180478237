//! One word for one thing: `xtask/vocabulary.toml` held against the program, its pages, the packs and the documents.

use crate::mechanisms::entries;
use std::path::Path;

/// A word of the house with those that must not stand in its place.
struct Word {
    say: String,
    not: Vec<String>,
    allow: Vec<Allowed>,
}

/// A phrase in which a forbidden word means something else.
struct Allowed {
    words: String,
    /// Only in files whose path begins so; anywhere when empty.
    files: String,
}

/// Where words are looked for: folders from the root of the repository, and the pages that lie in the root.
const FOLDERS: [&str; 4] = ["crates", "docs", "packs", "xtask/src"];

/// Endings of the files that hold words.
const ENDINGS: [&str; 6] = [".rs", ".html", ".js", ".toml", ".md", ".txt"];

/// Tells every wrong word of the repository: file, line, the word and what to say.
pub fn check(root: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(root.join("xtask/vocabulary.toml")).map_err(|e| e.to_string())?;
    let words = read(&text)?;
    let mut wrong = Vec::new();
    for folder in FOLDERS {
        walk(root, folder, &words, &mut wrong)?;
    }
    for page in entries(root)?.iter().filter(|name| name.ends_with(".md")) {
        search(root, page, &words, &mut wrong)?;
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

fn walk(root: &Path, folder: &str, words: &[Word], wrong: &mut Vec<String>) -> Result<(), String> {
    for name in entries(&root.join(folder))? {
        let path = format!("{folder}/{name}");
        if root.join(&path).is_dir() {
            walk(root, &path, words, wrong)?;
        } else if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            search(root, &path, words, wrong)?;
        }
    }
    Ok(())
}

fn search(root: &Path, path: &str, words: &[Word], wrong: &mut Vec<String>) -> Result<(), String> {
    let text = std::fs::read_to_string(root.join(path)).map_err(|e| format!("{path}: {e}"))?;
    wrong.extend(found(path, &text, words));
    Ok(())
}

/// The wrong words of one file.
fn found(path: &str, text: &str, words: &[Word]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for word in words.iter().filter(|word| word.not.iter().any(|not| line.contains(not))) {
            // What is allowed is taken out first, so that one right use does not excuse a wrong one in the same line.
            let here = |allowed: &&Allowed| path.starts_with(&allowed.files);
            let left = word
                .allow
                .iter()
                .filter(here)
                .fold(line.to_owned(), |line, allowed| line.replace(&allowed.words, "\u{1f}"));
            for not in word.not.iter().filter(|not| left.contains(*not)) {
                wrong.push(format!("{path}:{}: “{not}”: say “{}”", at + 1, word.say));
            }
        }
    }
    wrong
}

fn read(text: &str) -> Result<Vec<Word>, String> {
    let table: toml::Table = text.parse().map_err(|e| format!("vocabulary.toml: {e}"))?;
    let tables = |value: &toml::Value, key: &str| -> Vec<toml::Value> {
        value.get(key).and_then(|list| list.as_array()).cloned().unwrap_or_default()
    };
    let words = |value: &toml::Value, key: &str| -> Result<String, String> {
        let word = value.get(key).and_then(|word| word.as_str());
        word.map(str::to_owned).ok_or(format!("vocabulary.toml: {value:?} has no {key}"))
    };
    let allowed = |value: &toml::Value| {
        words(value, "why")?;
        Ok(Allowed { words: words(value, "words")?, files: words(value, "files").unwrap_or_default() })
    };
    let word = |value: &toml::Value| {
        Ok(Word {
            say: words(value, "say")?,
            not: tables(value, "not").iter().filter_map(|not| not.as_str().map(str::to_owned)).collect(),
            allow: tables(value, "allow").iter().map(allowed).collect::<Result<_, String>>()?,
        })
    };
    tables(&toml::Value::Table(table), "word").iter().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_says_one_word_for_one_thing() {
        let outcome = check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
        assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    }

    const WORDS: &str = r#"
[[word]]
say = "甲"
not = ["乙", "丙"]
allow = [{ words = "乙方", why = "a party" }, { words = "丙等", files = "packs/", why = "a grade" }]
"#;

    fn told(path: &str, text: &str) -> Vec<String> {
        found(path, text, &read(WORDS).unwrap())
    }

    #[test]
    fn a_wrong_word_is_told_with_its_line_and_the_right_one() {
        assert_eq!(
            told("docs/a.md", "甲\n说乙和丙"),
            ["docs/a.md:2: “乙”: say “甲”", "docs/a.md:2: “丙”: say “甲”"]
        );
    }

    #[test]
    fn an_allowed_phrase_excuses_itself_alone_and_only_where_it_is_allowed() {
        assert_eq!(told("docs/a.md", "乙方"), Vec::<String>::new());
        assert_eq!(told("docs/a.md", "乙方说乙"), ["docs/a.md:1: “乙”: say “甲”"]);
        assert_eq!(told("packs/a.toml", "丙等"), Vec::<String>::new());
        assert_eq!(told("docs/a.md", "丙等"), ["docs/a.md:1: “丙”: say “甲”"]);
    }

    #[test]
    fn a_phrase_is_allowed_with_a_reason_only() {
        assert!(read("[[word]]\nsay = \"甲\"\nnot = [\"乙\"]\nallow = [{ words = \"乙方\" }]").is_err());
    }
}
