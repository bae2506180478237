//! Words that flow into a line: breaks that only the layout put there, raised marks of notes, paragraphs inside a cell.

/// A break inside a paragraph, until it is known whether the sentence goes on behind it.
const SOFT: char = '\n';
/// A break of a page or column there.
const PAGE: char = '\u{C}';
/// The end of a paragraph inside a cell.
const PART: char = '\u{B}';

/// A line under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    words: String,
    raised: String,
}

impl Line {
    /// Words as they come; breaks of their source are spaces.
    pub(super) fn push(&mut self, words: &str) {
        self.settle();
        self.words
            .extend(words.chars().map(|c| if matches!(c, SOFT | PAGE | PART | '\r') { ' ' } else { c }));
    }

    /// Words set higher than the line.
    pub(super) fn raise(&mut self, words: &str) {
        self.raised.push_str(words);
    }

    /// Begins the next cell.
    pub(super) fn tab(&mut self) {
        self.settle();
        self.words.push('\t');
    }

    pub(super) fn soft(&mut self, of_page: bool) {
        self.settle();
        self.words.push(if of_page { PAGE } else { SOFT });
    }

    pub(super) fn part(&mut self) {
        self.settle();
        self.words.push(PART);
    }

    /// What is written so far.
    pub(super) fn words(&mut self) -> &mut String {
        self.settle();
        &mut self.words
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.raised.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.words.len() + self.raised.len()
    }

    /// Drops what is blank at the end of a cell; empty cells before it stay.
    pub(super) fn trim_end(&mut self) {
        self.settle();
        self.words.truncate(self.words.trim_end_matches([' ', SOFT, PAGE, PART]).len());
    }

    /// Ends the line. Where a break inside it is one of sense, a line feed stands.
    pub(super) fn end(&mut self) -> String {
        self.settle();
        let words = std::mem::take(&mut self.words);
        if !words.contains([SOFT, PAGE, PART]) {
            return words;
        }
        let mut out = Joined::default();
        let mut rest = words.as_str();
        let mut stop = None;
        loop {
            let at = rest.find([SOFT, PAGE, PART]);
            let piece = &rest[..at.unwrap_or(rest.len())];
            if piece.trim().is_empty() && at.is_some() && stop != Some(PART) {
                // Several breaks are one.
            } else {
                out.join(stop, piece);
                stop = None;
            }
            let Some(at) = at else { return out.words };
            stop = stop.max(rest[at..].chars().next());
            rest = &rest[at + 1..];
        }
    }

    fn settle(&mut self) {
        if !self.raised.is_empty() {
            let raised = std::mem::take(&mut self.raised);
            let shown = raised_as(&raised, &self.words);
            self.words.push_str(&shown);
        }
    }
}

/// Pieces of a line, joined so far.
#[derive(Default)]
struct Joined {
    words: String,
    /// Where what stands behind the last line feed or tab begins: looking back for it at every piece would be quadratic.
    last: usize,
}

impl Joined {
    fn join(&mut self, stop: Option<char>, piece: &str) {
        let last = &self.words[self.last..];
        let digits = last.ends_with(is_digit) && piece.starts_with(is_digit);
        match stop {
            Some(PART) if digits => self.words.push('；'),
            Some(PART) if !last.is_empty() => self.words.push(' '),
            Some(stop) if !goes_on(last, piece, stop == PAGE) => {
                self.words.push('\n');
                self.last = self.words.len();
            }
            _ => {}
        }
        if let Some(at) = piece.rfind(['\n', '\t']) {
            self.last = self.words.len() + at + 1;
        }
        self.words.push_str(piece);
    }
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter)
}

/// So much of what stands before a break says whether it is prose, in bytes.
const LOOKED_AT: usize = 600;

/// The end of some words, of at most so many bytes.
fn end_of(words: &str) -> &str {
    let from = words.len().saturating_sub(LOOKED_AT);
    let from = (from..words.len()).find(|at| words.is_char_boundary(*at));
    &words[from.unwrap_or(words.len())..]
}

/// Whether a sentence goes on behind a break that stands in the midst of its paragraph. However long that is, as much of it is
/// looked at.
pub(super) fn goes_on(before: &str, after: &str, of_page: bool) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    if before.is_empty() || after.is_empty() {
        return true;
    }
    let closed = before.trim_end_matches(['”', '」', '』', '’', '"']);
    if closed.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':']) || begins(after) {
        return false;
    }
    // Two numbers one above the other are two numbers.
    if before.ends_with(is_digit) && after.starts_with(is_digit) {
        return false;
    }
    let prose = end_of(before).contains(['，', ',']);
    if begins(before) && !prose {
        return false;
    }
    let open = before.ends_with(['，', '、', ',', '（', '(', '“', '《', '—', '-', '.', '·']);
    let hangs = after.starts_with(['，', '。', '、', '；', '：', '）', '％', '%', '‰', ',', ')', '”', '》']);
    of_page || open || hangs || prose || before.ends_with(is_digit) || after.starts_with(is_digit)
}

/// Whether a line begins as headings and items do: 一、（二）3．①
pub(super) fn begins(line: &str) -> bool {
    if line.starts_with(|c: char| ('①'..='⑳').contains(&c) || "●■◆•▪★".contains(c)) {
        return true;
    }
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let bare = line.trim_start_matches(['（', '(']);
    // Nine bytes of numerals at most: three characters.
    let long = bare.chars().take(10).take_while(|c| numeral(*c)).map(char::len_utf8).sum::<usize>();
    let rest = &bare[long..];
    long > 0 && long <= 9 && {
        match bare.len() < line.len() {
            true => rest.starts_with(['）', ')']),
            false => rest.starts_with(['、', '．']),
        }
    }
}

/// What raised words are for a reader: of a unit (m², km³) or a power of ten they are part, a mark of a note is none of the
/// text, other words are words.
pub(super) fn raised_as(raised: &str, before: &str) -> String {
    let words = raised.trim();
    let power = ["×10", "x10", "X10", "*10"].iter().any(|ten| before.trim_end().ends_with(ten));
    let signed = words.trim_start_matches(['-', '−', '+']);
    if power && !signed.is_empty() && signed.chars().all(|c| c.is_ascii_digit()) {
        return words.chars().map(superscript).collect();
    }
    if matches!(words, "2" | "3") && before.ends_with(['m', 'M', 'ｍ']) {
        return words.chars().map(superscript).collect();
    }
    if is_mark(words) { String::new() } else { raised.to_owned() }
}

fn superscript(letter: char) -> char {
    match letter {
        '-' | '−' => '⁻',
        '+' => '⁺',
        _ => letter
            .to_digit(10)
            .map_or(letter, |digit| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit as usize]),
    }
}

/// Whether raised words are the mark of a note: 1, [2], ③, *, 注4, a, 〔5※〕.
fn is_mark(words: &str) -> bool {
    const BRACKETS: [(char, char); 5] = [('[', ']'), ('〔', '〕'), ('［', '］'), ('【', '】'), ('（', '）')];
    let short = words.chars().count() <= 12;
    if short && BRACKETS.iter().any(|(open, close)| words.starts_with(*open) && words.ends_with(*close)) {
        return true;
    }
    let rest = words.strip_prefix('注').unwrap_or(words);
    let sign = |c: char| {
        c.is_ascii_digit()
            || ('①'..='⑳').contains(&c)
            || ('０'..='９').contains(&c)
            || "⁰¹²³⁴⁵⁶⁷⁸⁹[]［］〔〕()（）【】,，、-–—~*＊†‡§※ 　".contains(c)
    };
    rest.chars().all(sign) || (rest.len() == 1 && rest.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_goes_on_over_a_break_and_a_list_does_not() {
        for (before, after, of_page, on) in [
            ("教育经费15.44亿元，比上年15.28亿元", "增长2.01%。", false, true),
            ("教育经费", "15.44亿元", false, true),
            ("小学三所", "初中两所", false, false),
            ("小学三所", "初中两所", true, true),
            ("共三所。", "初中", true, false),
            ("15", "44", false, false),
            ("一、投入", "教育经费15.44亿元", true, false),
            ("其中，小学三所，", "（二）师资", false, false),
        ] {
            assert_eq!(goes_on(before, after, of_page), on, "{before}|{after}");
        }
    }

    #[test]
    fn what_is_raised_is_a_unit_a_power_a_mark_or_words() {
        for (before, raised, shown) in [
            ("253", "2", ""),
            ("1200m", "2", "²"),
            ("1.5×10", "-8", "⁻⁸"),
            ("15.44", "[3]", ""),
            ("15.44", "〔12※〕", ""),
            ("亿元", "①②", ""),
            ("亿元", "注1", ""),
            ("第1", "st", "st"),
            ("亿元", "（估计）", ""),
            ("亿元", "左右", "左右"),
        ] {
            assert_eq!(raised_as(raised, before), shown, "{before}{raised}");
        }
    }

    #[test]
    fn numbers_of_two_paragraphs_of_a_cell_stay_two() {
        let mut line = Line::default();
        for (at, words) in ["12", "345", "所", ""].iter().enumerate() {
            if at > 0 {
                line.part();
            }
            line.push(words);
        }
        assert_eq!(line.end().trim_end(), "12；345 所");
    }
}
