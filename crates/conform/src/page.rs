//! Page, grid and page numbers (GB/T 9704-2012, 5.1, 5.2 and 7.5).

use crate::draft::{Draft, Margin, PAGE, Section};
use crate::fault::{Edit, Fault};
use crate::fonts::{Family, family};

/// A millimetre in twentieths of a point.
const MILLIMETRE: i32 = 57;
/// Width and height of A4, and the margins above, right, below and left of a type area of 156 × 225 mm.
const PAGE_SIZE: [i32; 2] = [11_906, 16_838];
const EDGES: [i32; 4] = [2_098, 1_474, 1_984, 1_588];

pub(crate) fn faults(draft: &Draft) -> Vec<Fault> {
    let mut faults: Vec<Fault> = draft.sections.iter().flat_map(section).collect();
    if draft.sections.is_empty() {
        let remedy = "用 A4 型纸，天头37毫米、订口28毫米、版心156毫米×225毫米";
        faults.push(Fault::whole("paper.page-size", "没有写明纸张", remedy).mend(Edit::Page));
    }
    faults.extend(numbers(draft));
    if draft.revised {
        let remedy = "逐处接受或拒绝修订后再成文";
        faults.push(Fault::whole("paper.revised", "稿中还留着未定的修订", remedy));
    }
    faults
}

fn value(number: i32) -> Option<String> {
    Some(number.to_string())
}

fn section(section: &Section) -> Vec<Fault> {
    let mut faults = Vec::new();
    let set = |property, set| Edit::Section { section: section.id, property, set };
    let page = section.page.unwrap_or([0, 0]);
    let is_wide = page[0] > page[1];
    let expected = if is_wide { [PAGE_SIZE[1], PAGE_SIZE[0]] } else { PAGE_SIZE };
    if page.iter().zip(expected).any(|(is, should)| (is - should).abs() > 30) {
        let sentence = format!("纸张是{}×{}毫米", millimetres(page[0]), millimetres(page[1]));
        let fault = Fault::whole("paper.page-size", sentence, "用 A4 型纸（210毫米×297毫米）");
        faults.push(fault.mend(set("pgSz", vec![("w", value(expected[0])), ("h", value(expected[1]))])));
    }
    // A page that lies on its side is a table's: how it is bound is another matter.
    let edges = section.edges.unwrap_or([0; 4]);
    if !is_wide && edges.iter().zip(EDGES).any(|(is, should)| (is - should).abs() > MILLIMETRE) {
        let [above, right, below, left] = edges.map(millimetres);
        let sentence = format!("页边距是上{above}、下{below}、左{left}、右{right}毫米");
        let remedy = "天头37毫米、订口28毫米、版心156毫米×225毫米，即上37、下35、左28、右26毫米";
        let [above, right, below, left] = EDGES.map(value);
        let edges =
            vec![("top", above), ("right", right), ("bottom", below), ("left", left), ("gutter", value(0))];
        faults.push(Fault::whole("paper.page-edges", sentence, remedy).mend(set("pgMar", edges)));
    }
    if let Some((kind, pitch, spare)) = &section.grid
        && !is_wide
        && kind != "default"
    {
        let lines = if *pitch > 0 { 12_756 / pitch } else { 0 };
        // The pitch of characters is that of 三号 and what the grid adds, in 4096ths of a point.
        let characters = spare.map(|spare| 8_844 / (320 + spare * 20 / 4_096).max(1));
        let is_right =
            lines == 22 && (kind == "lines" || characters.is_none_or(|count| (27..=28).contains(&count)));
        if !is_right {
            let sentence = match characters.filter(|_| kind != "lines") {
                Some(characters) => format!("文档网格是每页{lines}行、每行{characters}字"),
                None => format!("文档网格是每页{lines}行"),
            };
            let fault = Fault::whole("paper.grid", sentence, "每页22行、每行28字，撑满版心");
            let grid =
                vec![("type", Some("lines".to_owned())), ("linePitch", value(579)), ("charSpace", None)];
            faults.push(fault.mend(set("docGrid", grid)));
        }
    }
    faults
}

fn millimetres(length: i32) -> i32 {
    (length * 254 + 7_200) / 14_400
}

/// Page numbers stand outside on both sides: — 1 —, 四号宋体 of half width.
fn numbers(draft: &Draft) -> Vec<Fault> {
    let remedy = "页码用四号半角宋体数字，左右各放一条一字线，单页居右空一字，双页居左空一字";
    let used = |margin: &&Margin| {
        let used =
            |section: &Section| section.margins.iter().any(|(_, relation)| *relation == margin.relation);
        margin.text.contains(PAGE) && draft.sections.iter().any(used)
    };
    // Of a draft without a page there is none to number yet.
    if draft.sections.is_empty() {
        return Vec::new();
    }
    let numbered: Vec<&Margin> = draft.margins.iter().filter(used).collect();
    let fault = |code, sentence: &str| Fault::whole(code, sentence, remedy).mend(Edit::PageNumbers);
    if numbered.is_empty() {
        return vec![fault("paper.page-number", "没有页码")];
    }
    let mut faults = Vec::new();
    let dashed = |text: &str| {
        let (before, after) = text.trim().split_once(PAGE).unwrap_or_default();
        let dash = |text: &str| matches!(text.trim(), "—" | "－" | "-" | "–" | "一");
        dash(before) && dash(after)
    };
    if numbered.iter().any(|margin| !dashed(&margin.text)) {
        faults.push(fault("paper.page-number-form", "页码左右没有各放一条一字线"));
    }
    let is_type = |margin: &&Margin| {
        let font = margin.look.latin.as_ref().or(margin.look.east.as_ref());
        margin.look.size == Some(28) && font.is_none_or(|font| family(&font.font) == Some(Family::Song))
    };
    if !numbered.iter().all(is_type) {
        faults.push(fault("paper.page-number-type", "页码不是四号宋体"));
    }
    let align = |margin: &&Margin| margin.align.clone().unwrap_or_else(|| "left".to_owned());
    let kinds = |kind: &str| {
        let relations = draft.sections.iter().flat_map(|section| &section.margins);
        let of: Vec<&String> = relations.filter(|(of, _)| of == kind).map(|(_, relation)| relation).collect();
        numbered.iter().filter(|margin| of.contains(&&margin.relation)).map(align).collect::<Vec<String>>()
    };
    let at = |sides: Vec<String>, names: [&str; 2]| {
        !sides.is_empty() && sides.iter().all(|side| names.contains(&side.as_str()))
    };
    if !(draft.two_sided && at(kinds("default"), ["right", "end"]) && at(kinds("even"), ["left", "start"])) {
        faults.push(fault("paper.page-number-side", "页码没有单页居右、双页居左"));
    }
    faults
}
