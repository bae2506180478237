//! The canonical text of an act, as far as a page needs it: lines of fields separated by TAB, the first of them naming
//! the act. Anything that is not such a text is shown as it is and named by no act.

use super::words::Words;
use crate::words::say;

/// What an act's text says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Act<'t> {
    /// `record`, `withdraw`, `adopt-pack`, `erase`.
    pub kind: &'t str,
    /// Id of the register.
    pub register: Option<&'t str>,
    /// Key of the row, or id of the pack.
    pub key: Option<&'t str>,
    /// The file and row that it was read from.
    pub origin: Option<(&'t str, &'t str)>,
}

impl<'t> Act<'t> {
    /// Reads the head of an act's text.
    ///
    /// A text of another form gives an act of no kind.
    pub fn read(text: &'t str) -> Act<'t> {
        let mut act = Act::default();
        for (nth, line) in text.lines().take(5).enumerate() {
            let fields: Vec<&str> = line.split('\t').collect();
            match (nth, fields.as_slice()) {
                (0, ["duheng-act", _, kind]) => act.kind = kind,
                (0, _) => break,
                (_, ["register", id]) => act.register = Some(id),
                (_, ["key" | "pack" | "entry", key]) => act.key = Some(key),
                (_, ["origin", file, row]) => act.origin = Some((file, row)),
                _ => {}
            }
        }
        act
    }

    /// What was done.
    pub fn done(&self, words: &Words) -> &'static str {
        match self.kind {
            "record" => words.act_record,
            "withdraw" => words.act_withdraw,
            "adopt-pack" => words.act_adopt_pack,
            "erase" => words.act_erase,
            _ => words.act_other,
        }
    }

    /// The file and row, in words.
    pub fn origin(&self, words: &Words) -> Option<String> {
        self.origin.map(|(file, row)| say(words.origin_row, &[file, row]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_says_its_register_key_and_origin() {
        let text = "duheng-act\t1\trecord\nregister\teducation-budget\nkey\t2022/教育事业费\norigin\t教育经费.csv\t7\n\
                    cell\t金额\tnumber\t1543523456.78\n";
        let act = Act::read(text);
        assert_eq!(
            (act.kind, act.register, act.key),
            ("record", Some("education-budget"), Some("2022/教育事业费"))
        );
        assert_eq!(
            act.origin(super::super::words::of(crate::language::Language::Chinese)).as_deref(),
            Some("教育经费.csv 第 7 行")
        );
    }

    #[test]
    fn another_text_is_no_act() {
        assert_eq!(Act::read("register\tx\n"), Act::default());
        assert_eq!(Act::read(""), Act::default());
    }
}
