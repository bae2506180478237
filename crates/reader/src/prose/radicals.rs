//! Radicals in place of the characters that look like them: fonts say ⻓ (U+2ED3) and ⼊ (U+2F0A) where 长 and 入 are
//! printed, since one glyph serves both.

use unicode_normalization::UnicodeNormalization;

/// CJK Radicals Supplement, each beside its unified ideograph (Unicode, EquivalentUnifiedIdeograph), as far as the
/// ideograph occurs by itself. Unlike the Kangxi radicals these have no compatibility mapping.
const SUPPLEMENT: &str = "⺁厂⺄乙⺇几⺈刀⺊卜⺌小⺍小⺎兀⺒巳⺓幺⺜日⺝月⺟母⺠民⺧牛⺩王⺫目⺬示⺶羊⺻聿⺼肉⺽臼⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// The letters that are meant: radicals and compatibility ideographs unified, ligatures parted.
pub(super) fn unified(letter: char) -> impl Iterator<Item = char> {
    let supplement = match letter {
        '\u{2E80}'..='\u{2EFF}' => in_supplement(letter),
        _ => None,
    };
    let compatible = matches!(letter as u32, 0x2E80..=0x2FDF | 0xF900..=0xFAFF | 0xFB00..=0xFB06);
    let other = (supplement.is_none() && compatible).then(|| letter.nfkc());
    let same = (!compatible).then_some(letter);
    supplement.into_iter().chain(other.into_iter().flatten()).chain(same)
}

fn in_supplement(letter: char) -> Option<char> {
    let mut pairs = SUPPLEMENT.chars();
    while let (Some(radical), Some(ideograph)) = (pairs.next(), pairs.next()) {
        if radical == letter {
            return Some(ideograph);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_the_characters_that_they_stand_for() {
        let unify = |text: &str| text.chars().flat_map(unified).collect::<String>();
        assert_eq!(unify("增⻓⼀般收⼊，⻢家ﬁx﨑"), "增长一般收入，马家fix﨑");
        for pair in SUPPLEMENT.chars().collect::<Vec<_>>().chunks(2) {
            let radical = u32::from(pair[0]);
            assert!((0x2E80..0x2F00).contains(&radical), "{pair:?}");
            assert!((0x4E00..0xA000).contains(&u32::from(pair[1])), "{pair:?}");
        }
    }
}
