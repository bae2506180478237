//! From bytes to lines, columns and characters.

use finding::Place;

/// Characters before each byte, asked in rising or falling order alike.
pub(crate) struct Characters(Vec<(usize, usize)>);

impl Characters {
    const STEP: usize = 256;

    pub(crate) fn of(text: &str) -> Characters {
        Characters(text.char_indices().enumerate().step_by(Self::STEP).map(|(n, (at, _))| (at, n)).collect())
    }

    pub(crate) fn at(&self, text: &str, byte: usize) -> usize {
        let near = self.0.partition_point(|(at, _)| *at <= byte).max(1) - 1;
        let (from, count) = self.0.get(near).copied().unwrap_or((0, 0));
        count + text[from..byte].chars().count()
    }
}

/// Where lines begin.
pub(crate) struct Lines {
    begins: Vec<usize>,
    characters: Characters,
}

impl Lines {
    pub(crate) fn of(text: &str) -> Lines {
        let begins = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { begins, characters: Characters::of(text) }
    }

    /// The place of bytes of a text, with up to twenty characters around them and a mark.
    pub(crate) fn place(&self, source: &str, text: &str, start: usize, end: usize) -> Place {
        let line = self.begins.partition_point(|begin| *begin <= start).max(1) - 1;
        let begin = self.begins[line];
        let column = self.characters.at(text, start) - self.characters.at(text, begin) + 1;
        let around = |(_, c): &(usize, char)| *c != '\n';
        let back =
            text[begin..start].char_indices().rev().take(20).last().map_or(start, |(at, _)| begin + at);
        let on = text[end..].char_indices().take_while(around).take(20).last();
        let on = on.map_or(end, |(at, c)| end + at + c.len_utf8());
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mark = Some((start - back, end - back));
        Place::at(source, number(line + 1), number(column)).excerpt(&text[back..on], mark)
    }
}
