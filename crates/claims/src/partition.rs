//! Wholes that are known to fall into named parts (划分): only with these may a missing rest be called an error.

/// The whole, if it must be named, and the kinds of words by which its parts are told.
struct Partition {
    /// Words of which one must stand in the name of the whole; empty: any whole.
    whole: &'static [&'static str],
    parts: &'static [&'static [&'static str]],
}

const PARTITIONS: &[Partition] = &[
    Partition { whole: &[], parts: &[&["公办"], &["民办"]] },
    Partition { whole: &[], parts: &[&["男"], &["女"]] },
    Partition { whole: &[], parts: &[&["城镇", "城市"], &["农村", "乡村"]] },
    Partition { whole: &[], parts: &[&["城区"], &["镇区"], &["乡村"]] },
    Partition { whole: &[], parts: &[&["第一产业"], &["第二产业"], &["第三产业"]] },
    Partition {
        whole: &["高中阶段"],
        parts: &[&["普通高中", "普高"], &["中等职业", "中职", "职业", "职高", "中专", "县职"]],
    },
    Partition { whole: &["义务教育"], parts: &[&["小学"], &["初中"]] },
    Partition {
        whole: &[], parts: &[&["本县", "本区", "县内", "区内"], &["县外", "区外", "外县", "外区"]]
    },
];

fn has(name: &str, words: &[&str]) -> bool {
    words.iter().any(|w| name.contains(w))
}

/// Whether the thing named is only one part of the whole named: 普通高中 of 高中阶段.
pub(crate) fn is_only_a_part(whole: &str, name: &str) -> bool {
    PARTITIONS.iter().filter(|p| !p.whole.is_empty()).any(|p| {
        has(whole, p.whole)
            && !has(name, p.whole)
            && p.parts.iter().any(|words| has(name, words) && !has(whole, words))
    })
}

/// Whether both names speak of the same part.
pub(crate) fn same_part(one: &str, other: &str) -> bool {
    PARTITIONS.iter().flat_map(|p| p.parts).any(|words| has(one, words) && has(other, words))
}

/// Whether these names are exactly the parts of a partition, each once, by otherwise the same words.
pub(crate) fn complete(whole: &str, names: &[String]) -> bool {
    PARTITIONS.iter().any(|p| {
        if p.parts.len() != names.len() || (!p.whole.is_empty() && !p.whole.iter().any(|w| whole.contains(w)))
        {
            return false;
        }
        let rest_of = |name: &String, words: &[&str]| {
            words.iter().find(|w| name.contains(**w)).map(|w| name.replacen(w, "", 1))
        };
        let mut rests = Vec::new();
        for words in p.parts {
            let mut having = names.iter().filter_map(|name| rest_of(name, words));
            let (Some(rest), None) = (having.next(), having.next()) else { return false };
            rests.push(rest);
        }
        rests.windows(2).all(|pair| alike(&pair[0], &pair[1]))
    })
}

/// 公办学校 and 民办学校, 男生 and 女生 leave the same rest; one of them may leave it out.
fn alike(one: &str, other: &str) -> bool {
    one == other || one.is_empty() || other.is_empty()
}
