//! Fonts, sizes, colours (GB/T 9704-2012, 5.2.1, 7.2 to 7.4).

use crate::draft::Draft;
use crate::fault::{Edit, Fault};
use crate::fonts::{self, Family, family};
use crate::kind::Kind;
use crate::looks::Named;
use crate::marks::{is_chinese, is_either};
use crate::paragraph::{Paragraph, Run};

pub(crate) fn faults(draft: &Draft) -> Vec<Fault> {
    draft.paragraphs.iter().enumerate().flat_map(|(at, one)| paragraph(at, one)).collect()
}

/// Font and size (in halves of a point) of an element; none where the norm leaves it open.
pub(crate) fn asked(kind: Kind) -> Option<(Family, i32)> {
    match kind {
        Kind::Title => Some((Family::XiaoBiaoSong, 44)),
        Kind::Heading(1) | Kind::AttachmentLabel => Some((Family::Hei, 32)),
        Kind::Heading(2) => Some((Family::Kai, 32)),
        Kind::Heading(_) | Kind::Text | Kind::Addressee | Kind::Attachments => Some((Family::FangSong, 32)),
        Kind::Signature | Kind::Date | Kind::Remark => Some((Family::FangSong, 32)),
        Kind::Edition => Some((Family::FangSong, 28)),
        _ => None,
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Title => "标题",
        Kind::Addressee => "主送机关",
        Kind::Heading(1) => "一级标题",
        Kind::Heading(2) => "二级标题",
        Kind::Heading(3) => "三级标题",
        Kind::Heading(_) => "四级标题",
        Kind::Attachments => "附件说明",
        Kind::AttachmentLabel => "附件顺序号",
        Kind::Signature => "发文机关署名",
        Kind::Date => "成文日期",
        Kind::Edition => "版记",
        Kind::Remark => "附注",
        _ => "正文",
    }
}

fn paragraph(at: usize, one: &Paragraph) -> Vec<Fault> {
    let mut faults = Vec::new();
    let head = head_of(one);
    for run in one.runs.iter().filter(|run| run.to > run.from) {
        let words = &one.text[run.from..run.to];
        if words.iter().all(|letter| letter.is_whitespace()) {
            continue;
        }
        if let Some((asked_family, size)) = asked(one.kind) {
            // What follows a heading in its own line is text.
            let in_head = run.from < head;
            let wanted = if in_head || !matches!(one.kind, Kind::Heading(_)) {
                asked_family
            } else {
                Family::FangSong
            };
            let what =
                if in_head || !matches!(one.kind, Kind::Heading(_)) { name(one.kind) } else { "正文" };
            // A run that holds both is the heading's.
            let mixed = in_head && run.to > head + 1;
            if words.iter().any(|letter| is_chinese(*letter)) {
                faults.extend(font(at, run, what, wanted).filter(|_| !mixed || wanted != Family::FangSong));
            }
            if run.look.size != Some(size) {
                let sentence = format!("{what}的字号是{}", size_name(run.look.size.unwrap_or(21)));
                let fault = Fault::of("paper.size", at, sentence, format!("用{}", size_name(size)));
                let set = |property| Edit::Run {
                    run: run.id,
                    property,
                    set: vec![("val", Some(size.to_string()))],
                };
                faults.push(fault.mend(set("sz")).mend(set("szCs")));
            }
        }
        if !matches!(one.kind, Kind::Above) && run.look.color.as_deref().is_some_and(is_coloured) {
            let fault = Fault::of("paper.colour", at, "文字不是黑色", "除发文机关标志和分隔线外，文字用黑色");
            let set = vec![
                ("val", Some("000000".to_owned())),
                ("themeColor", None),
                ("themeTint", None),
                ("themeShade", None),
            ];
            faults.push(fault.mend(Edit::Run { run: run.id, property: "color", set }));
        }
        faults.extend(marks(at, one, run));
    }
    faults
}

/// Up to where a paragraph is its heading: to its first full stop, or all of it.
fn head_of(one: &Paragraph) -> usize {
    match one.kind {
        Kind::Heading(_) => {
            one.text.iter().position(|letter| *letter == '。').map_or(one.text.len(), |at| at + 1)
        }
        _ => one.text.len(),
    }
}

fn font(at: usize, run: &Run, what: &str, wanted: Family) -> Option<Fault> {
    let named = run.look.east.clone().unwrap_or(Named { font: "宋体".to_owned(), themed: None });
    if family(&named.font) == Some(wanted) {
        return None;
    }
    let shown = if named.font.is_empty() { "未写明" } else { &named.font };
    let remedy = format!("用{}，写作“{}”", wanted.word(), wanted.name());
    let fault = match &named.themed {
        Some(Some(written)) if family(written) == Some(wanted) => {
            let sentence = format!("{what}写明了{written}，却被主题字体盖过，实际是{shown}");
            Fault::of("paper.theme-font", at, sentence, "去掉主题字体，只留写明的字体")
        }
        Some(_) => Fault::of("paper.theme-font", at, format!("{what}用的是主题字体（{shown}）"), remedy),
        None => Fault::of("paper.font", at, format!("{what}的字体是{shown}"), remedy),
    };
    Some(fault.mend(set_font(run.id, wanted)))
}

/// Sets the font of Chinese characters, and takes the theme's away.
fn set_font(run: usize, family: Family) -> Edit {
    let set = vec![("eastAsia", Some(family.name().to_owned())), ("eastAsiaTheme", None)];
    Edit::Run { run, property: "rFonts", set }
}

/// Quotation marks, dashes and ellipses among Chinese words that come out in a font for letters.
fn marks(at: usize, one: &Paragraph, run: &Run) -> Option<Fault> {
    if run.look.hint == Some(true) {
        return None;
    }
    let latin = run.look.latin.as_ref().map_or("Times New Roman", |named| named.font.as_str());
    if fonts::is_chinese(latin) {
        return None;
    }
    let near = |place: Option<usize>| {
        place
            .and_then(|place| one.text.get(place))
            .is_some_and(|letter| is_chinese(*letter) || "，。、；：".contains(*letter))
    };
    let place = (run.from..run.to).find(|place| {
        let mut ends = *place;
        while one.text.get(ends).is_some_and(|letter| is_either(*letter)) {
            ends += 1;
        }
        is_either(one.text[*place]) && (near(place.checked_sub(1)) || near(Some(ends)))
    })?;
    let sentence = format!("标点 {} 会用{latin}排出来", one.text[place]);
    let fault = Fault::of("paper.mark-font", at, sentence, "标点与汉字用同一种字体");
    Some(fault.mend(Edit::Run {
        run: run.id,
        property: "rFonts",
        set: vec![("hint", Some("eastAsia".to_owned()))],
    }))
}

/// A colour that is seen as one.
fn is_coloured(color: &str) -> bool {
    let part = |at: usize| color.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
    color.len() == 6 && [0, 2, 4].into_iter().filter_map(part).any(|part| part > 0x40)
}

/// A size by its Chinese name.
fn size_name(size: i32) -> String {
    let known = [
        (84, "初号"),
        (72, "小初"),
        (52, "一号"),
        (48, "小一"),
        (44, "二号"),
        (36, "小二"),
        (32, "三号"),
        (30, "小三"),
        (28, "四号"),
        (24, "小四"),
        (21, "五号"),
        (18, "小五"),
    ];
    match known.iter().find(|(known, _)| *known == size) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("{}.{}磅", size / 2, size % 2 * 5),
    }
}
