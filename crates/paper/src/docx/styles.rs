//! Styles and fonts of GB/T 9704-2012: what each kind of paragraph looks like.
//!
//! Lengths are twentieths of a point (twips), sizes half points. 22 lines of 579 twips fill 225 mm; a run spacing of
//! −5 twips puts 28 characters of 16 pt on 156 mm (28 × 15.75 pt = 441 pt of 442.2 pt; with −4 it would be 442.4 pt). The grid is of type `lines`: a character grid makes some word
//! processors count fewer characters a line.

use super::package::HEAD;
use std::fmt::Write;

/// One line of text, in twips.
pub(super) const LINE: usize = 579;
/// One line of the title, in twips.
pub(super) const TITLE_LINE: usize = 700;
/// Two characters of text, in twips.
const INDENT: usize = 630;

const TITLE: &str = "方正小标宋简体";
const TEXT: &str = "仿宋_GB2312";
const KAI: &str = "楷体_GB2312";
const HEI: &str = "黑体";
const SONG: &str = "宋体";

/// One paragraph style.
struct Style {
    id: &'static str,
    name: &'static str,
    font: &'static str,
    /// Half points.
    size: u32,
    /// Inside `w:pPr`, in schema order before the outline level.
    paragraph: String,
    outline: Option<usize>,
    next: Option<&'static str>,
    red: bool,
}

/// `word/styles.xml`.
pub(super) fn styles() -> String {
    let exact = |line: usize| format!("<w:spacing w:line=\"{line}\" w:lineRule=\"exact\"/>");
    let indented = format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"{INDENT}\"/>");
    let heading = |level: usize, font| Style {
        id: ["Heading1", "Heading2", "Heading3", "Heading4"][level],
        name: ["heading 1", "heading 2", "heading 3", "heading 4"][level],
        font,
        size: 32,
        paragraph: format!("<w:keepNext/>{}{indented}<w:jc w:val=\"both\"/>", exact(LINE)),
        outline: Some(level),
        next: Some("BodyText"),
        red: false,
    };
    let plain = |id, name, font, size, paragraph: String| Style {
        id,
        name,
        font,
        size,
        paragraph,
        outline: None,
        next: None,
        red: false,
    };
    let small = |id, name, font, rest: &str| {
        plain(id, name, font, 24, format!("<w:snapToGrid w:val=\"0\"/>{}{rest}", exact(400)))
    };
    // Notes are many: 五号 on lines of 15.5 pt.
    let note = |id, name, font, rest: &str| {
        plain(id, name, font, 21, format!("<w:snapToGrid w:val=\"0\"/>{}{rest}", exact(310)))
    };
    let all = [
        plain("Notice", "Notice", TEXT, 32, exact(LINE)),
        plain("NoticeHei", "Notice Hei", HEI, 32, exact(LINE)),
        plain(
            "IssuerMark",
            "Issuer Mark",
            TITLE,
            96,
            "<w:snapToGrid w:val=\"0\"/><w:jc w:val=\"center\"/>".to_string(),
        )
        .red(),
        plain("DocumentNumber", "Document Number", TEXT, 32, exact(LINE)),
        plain("BodyText", "Body Text", TEXT, 32, format!("{}{indented}<w:jc w:val=\"both\"/>", exact(LINE))),
        plain(
            "Title",
            "Title",
            TITLE,
            44,
            format!("<w:keepNext/><w:snapToGrid w:val=\"0\"/>{}<w:jc w:val=\"center\"/>", exact(TITLE_LINE)),
        ),
        plain("Subtitle", "Subtitle", KAI, 32, format!("{}<w:jc w:val=\"center\"/>", exact(LINE))),
        plain("Addressee", "Addressee", TEXT, 32, format!("{}<w:jc w:val=\"both\"/>", exact(LINE))),
        heading(0, HEI),
        heading(1, KAI),
        heading(2, TEXT),
        heading(3, TEXT),
        plain(
            "Signature",
            "Signature",
            TEXT,
            32,
            format!("<w:keepNext/>{}<w:jc w:val=\"right\"/>", exact(LINE)),
        ),
        plain("AttachmentList", "Attachment List", TEXT, 32, exact(LINE)).kept(),
        plain(
            "AttachmentLabel",
            "Attachment Label",
            HEI,
            32,
            format!("<w:keepNext/><w:pageBreakBefore/>{}", exact(LINE)),
        ),
        plain(
            "AttachmentTitle",
            "Attachment Title",
            TITLE,
            44,
            format!(
                "<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"{LINE}\" w:after=\"{LINE}\" w:line=\"{LINE}\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>"
            ),
        ),
        small("Caption", "caption", HEI, "<w:jc w:val=\"center\"/>").kept(),
        small("TableHead", "Table Head", HEI, "<w:jc w:val=\"center\"/>"),
        small("TableText", "Table Text", TEXT, ""),
        note("NoteHead", "Note Head", HEI, "<w:ind w:left=\"630\" w:hanging=\"630\"/>").kept(),
        note("NoteText", "Note Text", TEXT, "<w:ind w:left=\"630\"/>"),
        plain(
            "Verbatim",
            "Verbatim",
            SONG,
            15,
            format!("<w:snapToGrid w:val=\"0\"/>{}<w:jc w:val=\"left\"/>", exact(240)),
        ),
        plain(
            "Picture",
            "Picture",
            TEXT,
            32,
            "<w:snapToGrid w:val=\"0\"/><w:jc w:val=\"center\"/>".to_string(),
        ),
        plain("Imprint", "Imprint", TEXT, 28, format!("<w:snapToGrid w:val=\"0\"/>{}", exact(480))),
        plain("Footer", "footer", SONG, 28, "<w:snapToGrid w:val=\"0\"/>".to_string()),
    ];
    let mut out = format!(
        "{HEAD}<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults>\
         <w:rPrDefault><w:rPr>{}<w:spacing w:val=\"-5\"/><w:kern w:val=\"0\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr>\
         <w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/></w:pPr></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr>\
         <w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
        family(TEXT),
    );
    for style in all {
        style.push(&mut out);
    }
    let _ = writeln!(
        out,
        "<w:style w:type=\"character\" w:styleId=\"NoteMark\"><w:name w:val=\"Note Mark\"/><w:rPr>\
         <w:spacing w:val=\"0\"/><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Signer\"><w:name w:val=\"Signer\"/><w:rPr>{}</w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Emphasis\"><w:name w:val=\"Emphasis\"/><w:rPr><w:em w:val=\"dot\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"PageNumber\"><w:name w:val=\"page number\"/><w:rPr>{}\
         <w:spacing w:val=\"0\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr></w:style></w:styles>",
        family(KAI),
        family(SONG),
    );
    out
}

impl Style {
    /// Stays on the page of the paragraph that follows.
    fn kept(mut self) -> Self {
        self.paragraph.insert_str(0, "<w:keepNext/>");
        self
    }

    /// In the red of the head.
    fn red(mut self) -> Self {
        self.red = true;
        self
    }

    fn push(&self, out: &mut String) {
        let Style { id, name, font, size, paragraph, outline, next, red } = self;
        let colour = if *red { "<w:color w:val=\"FF0000\"/>" } else { "" };
        let next = next.map_or_else(String::new, |next| format!("<w:next w:val=\"{next}\"/>"));
        let outline = outline.map_or_else(String::new, |level| format!("<w:outlineLvl w:val=\"{level}\"/>"));
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>{next}<w:qFormat/>\
             <w:pPr>{paragraph}{outline}</w:pPr><w:rPr>{}{colour}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
            family(font),
        );
    }
}

/// The same font for Chinese characters, letters and digits: official documents do not mix families in a line.
fn family(font: &str) -> String {
    format!("<w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:eastAsia=\"{font}\" w:cs=\"{font}\"/>")
}

/// `word/fontTable.xml`: what to look for where a named font is missing.
pub(super) fn fonts() -> String {
    let mut out =
        format!("{HEAD}<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">");
    for (name, other) in [(TITLE, "小标宋"), (TEXT, "仿宋"), (KAI, "楷体"), (HEI, "SimHei"), (SONG, "SimSun")]
    {
        let _ = write!(
            out,
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{other}\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/></w:font>"
        );
    }
    out.push_str("</w:fonts>\n");
    out
}
