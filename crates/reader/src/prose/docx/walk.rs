//! The walk through a part of a document.

use super::Left;
use super::looks::{Looks, Styles};
use super::sheet::Sheet;
use crate::package::attribute;
use crate::prose::{Paragraphs, Refused, TEXT_LIMIT, broken, refused};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Deepest nesting of tables and text boxes.
const DEEPEST: usize = 64;

/// Where the walk is.
struct Walk<'s> {
    styles: &'s Styles,
    left: &'s mut Left,
    /// Elements whose content is not read, counted from the outermost.
    unread: usize,
    /// Whether inside `w:t`.
    words: bool,
    /// Properties that are open: of a paragraph, of a run.
    of_paragraph: bool,
    of_run: bool,
    /// The look of the run's style, and what the run says itself.
    looks: [Looks; 2],
    /// Raised parts of a formula that are open.
    powers: usize,
    /// The paragraph's end is deleted or hidden: the next goes on in it.
    endless: bool,
    /// Open fields: whether their result has begun.
    fields: Vec<bool>,
    /// The page, and the text boxes that are open on it.
    sheets: Vec<Sheet>,
}

pub(super) fn walk(
    name: &str,
    markup: &str,
    styles: &Styles,
    gathered: &mut Paragraphs,
    left: &mut Left,
) -> Result<(), Refused> {
    let mut reader = Reader::from_str(markup);
    reader.config_mut().check_end_names = false;
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk::new(styles, left);
    loop {
        match reader.read_event().map_err(|error| broken(name, error))? {
            Event::Start(tag) => walk.open(&tag),
            Event::End(tag) => walk.close(tag.local_name().as_ref()),
            Event::Text(text) => walk.say(&text.xml10_content()),
            Event::CData(text) => walk.say(&text.xml10_content()),
            Event::GeneralRef(reference) => walk.say(&letter(&reference)),
            Event::Eof => break,
            _ => {}
        }
        if walk.sheets.len() + walk.sheets.iter().map(Sheet::depth).sum::<usize>() > DEEPEST {
            return Err(broken(name, "表格和文本框套得太深"));
        }
        if let [page] = &mut walk.sheets[..] {
            page.lines.drain(..).for_each(|line| gathered.line(&line));
        }
        let open: usize = walk.sheets.iter().map(|sheet| sheet.line.len()).sum();
        if gathered.text.len() + open > TEXT_LIMIT {
            let sentence = format!("文字超过上限{}兆字节", TEXT_LIMIT >> 20);
            return Err(refused("prose.too-large", name, sentence, "请只交要核对的那一部分"));
        }
    }
    while walk.sheets.len() > 1 {
        walk.unbox();
    }
    walk.sheets.into_iter().flat_map(Sheet::all).for_each(|line| gathered.line(&line));
    Ok(())
}

fn letter(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let known = quick_xml::escape::resolve_predefined_entity(reference);
    known.map(str::to_owned).unwrap_or_default()
}

/// Elements that a reader does not see.
fn is_unread(tag: &str) -> bool {
    matches!(
        tag,
        "del"
            | "moveFrom"
            | "Fallback"
            | "instrText"
            | "delText"
            | "rt"
            | "rPrChange"
            | "pPrChange"
            | "sectPr"
    )
}

impl<'s> Walk<'s> {
    fn new(styles: &'s Styles, left: &'s mut Left) -> Self {
        Walk {
            styles,
            left,
            unread: 0,
            words: false,
            of_paragraph: false,
            of_run: false,
            looks: Default::default(),
            powers: 0,
            endless: false,
            fields: Vec::new(),
            sheets: vec![Sheet::default()],
        }
    }

    fn sheet(&mut self) -> &mut Sheet {
        if self.sheets.is_empty() {
            self.sheets.push(Sheet::default());
        }
        let last = self.sheets.len() - 1;
        &mut self.sheets[last]
    }

    fn look(&self) -> Looks {
        let [style, own] = self.looks;
        own.over(style).over(self.sheets.last().map(|sheet| sheet.looks).unwrap_or_default())
    }

    fn say(&mut self, words: &str) {
        if !self.words || self.unread > 0 || words.is_empty() || self.fields.contains(&false) {
            return;
        }
        let look = self.look();
        if look.hidden == Some(true) {
            self.left.hidden += 1;
        } else if look.struck == Some(true) {
            self.left.struck += 1;
        } else if look.raised == Some(true) || self.powers > 0 {
            self.sheet().line.raise(words);
        } else {
            self.sheet().line.push(words);
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        let tag: &str = name.as_ref();
        if matches!(tag, "ins" | "del" | "moveFrom" | "moveTo") {
            self.left.revisions += 1;
        }
        if self.of_paragraph && self.unread == 0 {
            self.property(tag, element);
        }
        if is_unread(tag) {
            self.unread += 1;
        }
        if self.unread > 0 {
            return;
        }
        if self.of_run {
            match tag {
                "rStyle" => self.looks[0] = self.styles.known_looks(&value(element)),
                tag => self.looks[1].take(tag, element),
            }
            return;
        }
        match tag {
            "pPr" => self.of_paragraph = true,
            "rPr" => self.of_run = !self.of_paragraph,
            "p" => {
                let looks = self.styles.looks(None);
                self.sheet().looks = looks;
            }
            "r" => self.looks = Default::default(),
            "t" => self.words = true,
            "sup" => self.powers += 1,
            "tbl" => self.sheet().table(),
            "tr" => self.sheet().row(),
            "tc" => self.sheet().cell(),
            "gridSpan" => self.sheet().span(value(element).parse().unwrap_or(1), false),
            "gridBefore" | "gridAfter" => self.sheet().span(value(element).parse().unwrap_or(0), true),
            "txbxContent" => self.sheets.push(Sheet::default()),
            "fldChar" => self.field(&attribute(element, "fldCharType").unwrap_or_default()),
            "tab" | "ptab" if !self.of_paragraph && !self.fields.contains(&false) => self.tab(),
            "noBreakHyphen" => self.sheet().line.push("-"),
            "br" | "cr" => {
                let of_page = matches!(attribute(element, "type").as_deref(), Some("page" | "column"));
                self.sheet().soft(of_page);
            }
            _ => {}
        }
    }

    /// What stands in the properties of a paragraph.
    fn property(&mut self, tag: &str, element: &BytesStart<'_>) {
        match tag {
            "pStyle" => {
                let looks = self.styles.looks(Some(&value(element)));
                self.sheet().looks = looks;
            }
            "del" | "moveFrom" => self.endless = true,
            "vanish" | "specVanish" => {
                let mut mark = Looks::default();
                mark.take("vanish", element);
                self.endless |= mark.hidden == Some(true);
            }
            _ => {}
        }
    }

    /// A tab at the begin of a paragraph is its indent.
    fn tab(&mut self) {
        let sheet = self.sheet();
        if sheet.depth() > 0 {
            sheet.line.push(" ");
        } else if !sheet.line.is_empty() {
            sheet.line.tab();
        }
    }

    fn field(&mut self, place: &str) {
        match place {
            "begin" => self.fields.push(false),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    *field = true;
                }
            }
            _ => drop(self.fields.pop()),
        }
    }

    fn close(&mut self, tag: &str) {
        if is_unread(tag) {
            self.unread = self.unread.saturating_sub(1);
            return;
        }
        if self.unread > 0 {
            return;
        }
        match tag {
            "pPr" => self.of_paragraph = false,
            "rPr" => self.of_run = false,
            "t" => self.words = false,
            "sup" => self.powers = self.powers.saturating_sub(1),
            // Over the line of a fraction.
            "num" if self.sheets.last().is_some_and(|sheet| !sheet.line.is_empty()) && !self.of_paragraph => {
                self.sheet().line.push("/");
            }
            "p" => {
                // A field without a result shows nothing; one that never ends hides no more than its paragraph.
                self.fields.retain(|begun| *begun);
                if !std::mem::take(&mut self.endless) {
                    self.sheet().end_paragraph();
                }
            }
            "tc" => self.sheet().end_cell(),
            "tr" => self.sheet().end_row(),
            "tbl" => self.sheet().end_table(),
            "txbxContent" => self.unbox(),
            _ => {}
        }
    }

    fn unbox(&mut self) {
        if self.sheets.len() > 1
            && let Some(inner) = self.sheets.pop()
        {
            self.sheet().hang(inner);
        }
    }
}

fn value(element: &BytesStart<'_>) -> String {
    attribute(element, "val").unwrap_or_default().into_owned()
}
