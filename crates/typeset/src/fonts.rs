//! Fonts: which face serves which of the five that an official document is set in.

use crate::face::Face;
use finding::{Finding, Place};
use std::sync::Arc;

/// The five that GB/T 9704-2012 sets a document in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 小标宋, of the title.
    Title,
    /// 仿宋, of the text.
    Text,
    /// 楷体, of headings of the second level.
    Kai,
    /// 黑体, of headings of the first.
    Hei,
    /// 宋体, of page numbers.
    Song,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 5] = [Role::Title, Role::Text, Role::Kai, Role::Hei, Role::Song];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Role::Title => "小标宋",
            Role::Text => "仿宋",
            Role::Kai => "楷体",
            Role::Hei => "黑体",
            Role::Song => "宋体",
        }
    }

    /// Names of faces that serve it, the best first; whether a bold one is wanted stands with each.
    fn names(self) -> &'static [(&'static str, bool)] {
        match self {
            Role::Title => &[
                ("方正小标宋简体", false),
                ("方正小标宋_GBK", false),
                ("FZXiaoBiaoSong-B05S", false),
                ("小标宋", false),
                ("Noto Serif SC Black", true),
                ("Noto Serif CJK SC Black", true),
                ("Noto Serif CJK SC", true),
                ("Source Han Serif SC", true),
                ("思源宋体", true),
                ("FandolSong", true),
            ],
            Role::Text => &[
                ("仿宋_GB2312", false),
                ("FangSong_GB2312", false),
                ("仿宋", false),
                ("FangSong", false),
                ("方正仿宋_GBK", false),
                ("方正仿宋简体", false),
                ("华文仿宋", false),
                ("STFangsong", false),
                ("FandolFang R", false),
                ("FandolFang", false),
                ("Noto Serif CJK SC", false),
                ("Source Han Serif SC", false),
                ("思源宋体", false),
            ],
            Role::Kai => &[
                ("楷体_GB2312", false),
                ("KaiTi_GB2312", false),
                ("楷体", false),
                ("KaiTi", false),
                ("方正楷体_GBK", false),
                ("华文楷体", false),
                ("FandolKai", false),
                ("LXGW WenKai", false),
                ("霞鹜文楷", false),
                ("AR PL UKai CN", false),
                ("AR PL KaitiM GB", false),
                ("Noto Serif CJK SC", false),
                ("Source Han Serif SC", false),
            ],
            Role::Hei => &[
                ("黑体", false),
                ("SimHei", false),
                ("方正黑体_GBK", false),
                ("华文黑体", false),
                ("FandolHei", true),
                ("Noto Sans CJK SC", true),
                ("Source Han Sans SC", true),
                ("思源黑体", true),
                ("WenQuanYi Zen Hei", false),
            ],
            Role::Song => &[
                ("宋体", false),
                ("SimSun", false),
                ("方正书宋_GBK", false),
                ("华文宋体", false),
                ("FandolSong", false),
                ("Noto Serif CJK SC", false),
                ("Source Han Serif SC", false),
                ("AR PL UMing CN", false),
            ],
        }
    }
}

/// The fonts at hand, and which of them serves which role.
///
/// Nothing is looked for here: who calls reads the files, the operator's own first.
#[derive(Clone, Default)]
pub struct Fonts {
    pub(crate) faces: Vec<Face>,
    /// The face of each role, in their order.
    chosen: Vec<usize>,
}

impl Fonts {
    /// Fonts from files, each with the name that findings call it by; a file before another is preferred where both serve.
    /// What cannot be read is a warning, a role that something else must serve a note, and no font at all an error.
    ///
    /// ```
    /// let (fonts, findings) = typeset::Fonts::of([("空.ttf".to_owned(), vec![1, 2, 3])]);
    /// assert!(fonts.is_empty());
    /// assert_eq!(findings[0].code, "typeset.font-unreadable");
    /// ```
    pub fn of(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> (Fonts, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut faces: Vec<Face> = Vec::new();
        for (name, bytes) in files {
            let read = Face::of(&Arc::new(bytes));
            if read.is_empty() {
                let sentence = "字体文件读不出来，没有使用";
                findings.push(
                    Finding::warning("typeset.font-unreadable", Place::whole(&name), sentence)
                        .hint("请换一个完好的 TTF、OTF 或 TTC 文件"),
                );
            }
            for face in read {
                if face.restricted {
                    let sentence = format!("字体“{}”的许可不允许嵌入，没有使用", face.name);
                    findings.push(Finding::warning("typeset.font-restricted", Place::whole(&name), sentence));
                } else {
                    faces.push(face);
                }
            }
        }
        let mut fonts = Fonts { faces, chosen: Vec::new() };
        if fonts.is_empty() {
            findings.push(
                Finding::error("typeset.no-font", Place::whole("字体"), "没有找到可用的中文字体，不能排版")
                    .hint("请把仿宋、楷体、黑体、小标宋的字体文件放进数据目录的“字体”文件夹，或安装 fonts-noto-cjk"),
            );
            return (fonts, findings);
        }
        for role in Role::ALL {
            let (at, named) = fonts.serving(role);
            fonts.chosen.push(at);
            if !named {
                let sentence = format!("没有{}，以“{}”代替", role.label(), fonts.faces[at].name);
                findings.push(Finding::note("typeset.font-replaced", Place::whole("字体"), sentence));
            }
        }
        (fonts, findings)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// The face that serves a role, and whether it is one made for it.
    fn serving(&self, role: Role) -> (usize, bool) {
        let found = role.names().iter().find_map(|(name, bold)| {
            self.faces
                .iter()
                .position(|face| face.is(name) && (face.bold == *bold || name.ends_with("Black")))
        });
        let chinese = || {
            self.faces.iter().position(|face| face.opened().is_some_and(|open| open.glyph('的').is_some()))
        };
        match found {
            Some(at) => (at, true),
            None => (chinese().unwrap_or(0), false),
        }
    }

    /// The face of a role, by its place.
    pub(crate) fn face(&self, role: Role) -> usize {
        self.chosen.get(role as usize).copied().unwrap_or(0)
    }

    /// What serves each role, by name.
    pub fn used(&self) -> Vec<(Role, &str)> {
        Role::ALL.iter().zip(&self.chosen).map(|(role, at)| (*role, self.faces[*at].name.as_str())).collect()
    }
}
