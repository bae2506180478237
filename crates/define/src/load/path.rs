//! Where a file of a pack may lie: `pack.toml`, `FORM/ID.toml`, or one folder deeper, `FORM/SUBJECT/ID.toml`. An
//! example lies beside its definition and is called `ID.example.toml`.
//!
//! The folder of a subject (`A6-学前教育`, `经费`) is for people who look for a definition; the program reads nothing
//! from its name.

use super::{File, folders, in_pack};
use crate::nearest;
use finding::{Finding, Place};
use std::collections::BTreeMap;

/// Whether a file is a definition or the examples of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Definition,
    Example,
}

/// What the path of a file says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat<'p> {
    /// The folder of its form; empty for `pack.toml`.
    pub form: &'p str,
    /// The folder of its subject; empty when it lies in the form's folder itself.
    subject: &'p str,
    pub id: &'p str,
    pub what: What,
}

/// Pages for people that may lie in the folder of a pack itself.
pub const PAGES: [&str; 2] = ["INDEX.md", "README.md"];

/// A file that lies where nothing is read.
#[derive(Debug, PartialEq, Eq)]
pub enum Misplaced<'p> {
    /// Its name does not end in `.toml`.
    Ending,
    /// Its folder is none of the forms'.
    Form(&'p str),
    /// It lies more than one folder below its form's.
    Deep(&'p str),
}

/// Forms whose definitions have no examples of their own: they are shown by those of what rests on them.
const BARE: [&str; 3] = ["registers", "parameters", "report"];

impl<'p> Seat<'p> {
    /// The path as if nothing were parted by subject: what definitions are put in order by.
    pub fn without_subject(&self) -> String {
        let example = if self.what == What::Example { ".example" } else { "" };
        match self.form {
            "" => format!("{}{example}.toml", self.id),
            form => format!("{form}/{}{example}.toml", self.id),
        }
    }

    /// Whether both are the definition, or both the examples, of one id.
    fn names(&self, other: &Seat<'_>) -> bool {
        (self.form, self.id, self.what) == (other.form, other.id, other.what)
    }

    /// The seat of the file at `path`, or why there is none.
    pub fn of(path: &'p str) -> Result<Seat<'p>, Misplaced<'p>> {
        let (inner, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.strip_suffix(".toml").ok_or(Misplaced::Ending)?;
        let (id, what) = match stem.strip_suffix(".example") {
            Some(id) => (id, What::Example),
            None => (stem, What::Definition),
        };
        let (form, subject) = inner.split_once('/').unwrap_or((inner, ""));
        if path == "pack.toml" {
            return Ok(Seat { form, subject, id, what });
        }
        if !folders().any(|known| known == form) {
            return Err(Misplaced::Form(form));
        }
        match subject.contains('/') {
            true => Err(Misplaced::Deep(form)),
            false => Ok(Seat { form, subject, id, what }),
        }
    }
}

impl Misplaced<'_> {
    /// What is said of the file at `path`: a warning, for the rest of the pack can be read without it.
    pub fn finding(&self, path: &str) -> Finding {
        let (sentence, hint) = match *self {
            Misplaced::Ending => ("定义包里只放 .toml 文件，这个文件没有读".to_owned(), None),
            Misplaced::Form("examples") => (
                "不认识的位置，这个文件没有读".to_owned(),
                Some("示例放在定义旁边，名为 <标识>.example.toml".to_owned()),
            ),
            Misplaced::Form(form) => (
                "不认识的位置，这个文件没有读".to_owned(),
                nearest(form, folders()).map(|near| format!("是否想放在 {near}/ 下？")),
            ),
            Misplaced::Deep(form) => (
                format!("{form}/ 下只分一层文件夹，这个文件放得太深，没有读"),
                Some(format!("放在 {form}/<类目>/ 下")),
            ),
        };
        let finding = Finding::warning("define.file-unknown", Place::whole(path), sentence);
        match hint {
            Some(hint) => finding.hint(hint),
            None => finding,
        }
    }
}

/// Reports a second file of the same id, and examples that do not lie beside their definition. (Those of a definition of
/// the pack below have nothing in this pack to lie beside.) The files come in the order of [`Seat::without_subject`].
pub fn check(folder: &str, seats: &[(Seat<'_>, &File)], findings: &mut Vec<Finding>) {
    let mut report = |code, file: &File, sentence| {
        findings.push(Finding::error(code, Place::whole(in_pack(folder, &file.path)), sentence));
    };
    for group in seats.chunk_by(|(one, _), (other, _)| one.names(other)) {
        let [(seat, first), more @ ..] = group else { continue };
        for (_, second) in more {
            let sentence = format!("标识“{}”已在 {} 用过", seat.id, in_pack(folder, &first.path));
            report("define.id-twice", second, sentence);
        }
    }
    let definitions: BTreeMap<&str, &(Seat<'_>, &File)> = seats
        .iter()
        .filter(|(seat, _)| seat.what == What::Definition && !BARE.contains(&seat.form))
        .map(|one| (one.0.id, one))
        .collect();
    for (seat, file) in seats.iter().filter(|(seat, _)| seat.what == What::Example) {
        if BARE.contains(&seat.form) {
            report("define.example-apart", file, format!("{}/ 里的定义不写示例", seat.form));
        } else if let Some((beside, definition)) = definitions.get(seat.id)
            && (beside.form, beside.subject) != (seat.form, seat.subject)
        {
            let sentence = format!("示例没有放在定义旁边，定义在 {}", in_pack(folder, &definition.path));
            report("define.example-apart", file, sentence);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_is_one_folder_and_an_example_has_the_id_of_its_definition() {
        let seat = |form, subject, id, what| Ok(Seat { form, subject, id, what });
        assert_eq!(Seat::of("pack.toml"), seat("", "", "pack", What::Definition));
        assert_eq!(Seat::of("loops/penalty.toml"), seat("loops", "", "penalty", What::Definition));
        assert_eq!(
            Seat::of("indicators/A6-学前教育/inclusive-share.example.toml"),
            seat("indicators", "A6-学前教育", "inclusive-share", What::Example)
        );
        assert_eq!(Seat::of("indicators/A6/x/inclusive-share.toml"), Err(Misplaced::Deep("indicators")));
        assert_eq!(Seat::of("indicator/x.toml"), Err(Misplaced::Form("indicator")));
        assert_eq!(Seat::of("x.toml"), Err(Misplaced::Form("")));
        assert_eq!(Seat::of("indicators/pack.tml"), Err(Misplaced::Ending));
    }
}
