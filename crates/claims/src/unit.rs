//! One unit for a whole list (共用单位): 分别为400、300、200公里.

use quantity::{Form, Quantity, Unit, parse};

/// How far back the word that announces a list may stand, in bytes.
const FAR: usize = 60;

/// Gives the numbers of a list that is announced by 分别 or 依次 the unit that stands behind the last of them.
pub(crate) fn carried_back(text: &str, quantities: &mut [Quantity]) {
    for at in (1..quantities.len()).rev() {
        let (before, behind) = quantities.split_at_mut(at);
        let (Some(bare), Some(next)) = (before.last_mut(), behind.first()) else { continue };
        let plain = bare.form == Form::Plain && bare.unit.name().is_empty() && next.form == Form::Plain;
        if !plain
            || next.unit.name().is_empty()
            || !matches!(&text[bare.end..next.start], "、" | "和" | "，" | ",")
        {
            continue;
        }
        let mut from = bare.start.saturating_sub(FAR);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        if ["分别", "依次"].iter().any(|word| text[from..bare.start].contains(word)) {
            with_unit(bare, &next.unit);
        }
    }
}

fn with_unit(bare: &mut Quantity, unit: &Unit) {
    if let Ok(read) = parse(&format!("{}{}", bare.text, unit.name())) {
        let (start, end, text) = (bare.start, bare.end, std::mem::take(&mut bare.text));
        *bare = Quantity { start, end, text, before: bare.before, after: bare.after, ..read };
    }
}
