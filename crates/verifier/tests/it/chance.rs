//! Chance that is the same in every run, and texts changed by it.

/// A generator whose numbers are the same in every run (Knuth's MMIX constants).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    pub fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }
}

/// Letters that are put in: digits, structure, look-alikes, what a screen does not show.
const LETTERS: [&str; 18] = [
    "",
    "0",
    "1",
    "9",
    "a",
    "f",
    "A",
    "机",
    "０",
    "\t",
    "\n",
    "\\",
    "\\n",
    "\r",
    "\0",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{feff}",
];

/// The text with one change somewhere, or two.
pub fn changed(text: &str, chance: &mut Chance) -> String {
    match chance.below(6) {
        0 => letter(text, chance),
        1 => digit(text, chance),
        2 | 3 => lines(text, chance),
        4 => field(text, chance),
        _ => {
            let once = field(text, chance);
            digit(&once, chance)
        }
    }
}

fn letter(text: &str, chance: &mut Chance) -> String {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let at = *chance.pick(&starts);
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    let gone = if chance.below(3) == 0 { 0 } else { length };
    format!("{}{}{}", &text[..at], chance.pick(&LETTERS), &text[at + gone..])
}

/// A digit replaced by another: most such texts are still of the right form.
fn digit(text: &str, chance: &mut Chance) -> String {
    let digits: Vec<usize> =
        text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
    if digits.is_empty() {
        return text.to_owned();
    }
    let at = *chance.pick(&digits);
    format!("{}{}{}", &text[..at], chance.below(10), &text[at + 1..])
}

/// A line dropped, doubled, moved, or two of them in each other's place; or the text cut off.
fn lines(text: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(5) {
        0 => {
            lines.remove(one);
        }
        1 => lines.insert(other, lines[one]),
        2 => lines.swap(one, other),
        3 => {
            let line = lines.remove(one);
            lines.insert(other.min(lines.len()), line);
        }
        _ => lines.truncate(one),
    }
    lines.concat()
}

/// A field replaced by another field of the text, or dropped, or doubled.
fn field(text: &str, chance: &mut Chance) -> String {
    let fields: Vec<&str> = text.split_inclusive(['\t', '\n']).collect();
    let (one, other) = (chance.below(fields.len()), chance.below(fields.len()));
    let mut fields = fields.clone();
    match chance.below(4) {
        0 | 1 => fields[one] = fields[other],
        2 => {
            fields.remove(one);
        }
        _ => fields.insert(one, fields[one]),
    }
    fields.concat()
}
