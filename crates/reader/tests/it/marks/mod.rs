//! Documents times marks: whatever a document puts between two letters of a sentence that a reader does not read as a part
//! of it, at every place, leaves the sentence as it is.

mod docx;
mod html;
mod pdf;
mod plain;

/// A sentence with numbers of every kind in it, and what is put into it.
const SENTENCE: &str = "2022年教育经费15.44亿元，比上年15.28亿元增长2.01%，检查机构253所。";

/// The sentence with something put between two of its letters, for every two.
fn everywhere() -> impl Iterator<Item = (&'static str, &'static str)> {
    SENTENCE.char_indices().skip(1).map(|(at, _)| SENTENCE.split_at(at))
}

/// The lines read of a document, without empty ones.
#[track_caller]
fn lines(name: &str, bytes: &[u8]) -> Vec<String> {
    let prose = reader::prose(name, bytes).unwrap_or_else(|refused| panic!("{name}: {refused}"));
    prose.text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}
