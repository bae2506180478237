//! Families of fonts that GB/T 9704-2012 names, by the names under which they are sold and shipped. The norm names families, not
//! makers: 小标宋 need not be 方正's.

/// A family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// 仿宋
    FangSong,
    /// 楷体
    Kai,
    /// 黑体
    Hei,
    /// 小标宋
    XiaoBiaoSong,
    /// 宋体
    Song,
}

impl Family {
    /// The name to write.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Family::FangSong => "仿宋_GB2312",
            Family::Kai => "楷体_GB2312",
            Family::Hei => "黑体",
            Family::XiaoBiaoSong => "方正小标宋简体",
            Family::Song => "宋体",
        }
    }

    /// What it is called among people.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Family::FangSong => "仿宋",
            Family::Kai => "楷体",
            Family::Hei => "黑体",
            Family::XiaoBiaoSong => "小标宋",
            Family::Song => "宋体",
        }
    }
}

/// The family of a font by its name.
pub(crate) fn family(font: &str) -> Option<Family> {
    let name = font.to_lowercase().replace([' ', '-', '_'], "");
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["小标宋", "xiaobiaosong"]) {
        Some(Family::XiaoBiaoSong)
    } else if has(&["仿宋", "fangsong"]) {
        Some(Family::FangSong)
    } else if has(&["楷体", "kaiti", "simkai", "楷书", "stkaiti"])
        || name == "kai"
        || name.starts_with("方正楷")
    {
        Some(Family::Kai)
    } else if has(&["黑体", "simhei", "heiti"]) && !has(&["雅黑"]) {
        Some(Family::Hei)
    } else if has(&["宋体", "simsun", "songti", "书宋"]) {
        Some(Family::Song)
    } else {
        None
    }
}

/// Whether letters of a font stand among Chinese characters as such: it has Chinese characters itself.
pub(crate) fn is_chinese(font: &str) -> bool {
    family(font).is_some()
        || font.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
        || ["noto sans cjk", "noto serif cjk", "source han", "microsoft yahei"]
            .iter()
            .any(|name| font.to_lowercase().starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_known_by_the_names_of_several_makers() {
        for (font, of) in [
            ("仿宋_GB2312", Some(Family::FangSong)),
            ("FangSong", Some(Family::FangSong)),
            ("方正仿宋_GBK", Some(Family::FangSong)),
            ("华文楷体", Some(Family::Kai)),
            ("方正楷体_GBK", Some(Family::Kai)),
            ("SimHei", Some(Family::Hei)),
            ("方正小标宋_GBK", Some(Family::XiaoBiaoSong)),
            ("FZXiaoBiaoSong-B05S", Some(Family::XiaoBiaoSong)),
            ("微软雅黑", None),
            ("Times New Roman", None),
            ("宋体", Some(Family::Song)),
        ] {
            assert_eq!(family(font), of, "{font}");
        }
    }
}
