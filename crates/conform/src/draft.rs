//! A draft (公文稿): the parts of a DOCX, and its paragraphs as they look and as what they are taken for.

use crate::kind::Kind;
use crate::looks::{Look, Styles};
use crate::markup::{Element, Node, elements, first, read};
use crate::paragraph::{Paragraph, Piece, Run};
use crate::recognition::kinds;
use finding::{Finding, Place};

/// A draft that was read.
pub(crate) struct Draft {
    /// All parts of the package in their order.
    pub(crate) parts: Vec<(String, Vec<u8>)>,
    /// The part with the text, and its markup.
    pub(crate) main: usize,
    pub(crate) body: Vec<Node>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) sections: Vec<Section>,
    /// The left and the right pages differ.
    pub(crate) two_sided: bool,
    /// Footers and headers by the id of their relation.
    pub(crate) margins: Vec<Margin>,
    /// Changes of others still stand in it.
    pub(crate) revised: bool,
}

/// A header or footer.
pub(crate) struct Margin {
    pub(crate) relation: String,
    /// Its words, with ‹PAGE› for the number of the page.
    pub(crate) text: String,
    pub(crate) look: Look,
    pub(crate) align: Option<String>,
}

/// A section: its page.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    pub(crate) id: usize,
    /// Width, height, and the margins above, right, below, left with the binding.
    pub(crate) page: Option<[i32; 2]>,
    pub(crate) edges: Option<[i32; 4]>,
    pub(crate) grid: Option<(String, i32, Option<i32>)>,
    /// Footers and headers: kind of pages and relation.
    pub(crate) margins: Vec<(String, String)>,
}

impl Draft {
    /// Reads a DOCX.
    ///
    /// # Errors
    /// Why it cannot be read, as a finding.
    pub(crate) fn read(bytes: &[u8]) -> Result<Draft, Finding> {
        let refuse = |sentence: String| {
            Finding::error("paper.unreadable", Place::whole("公文稿"), sentence)
                .hint("请用文字处理软件另存为 DOCX")
        };
        let parts = reader::parts(bytes).map_err(refuse)?;
        let named = |name: &str| {
            parts.iter().position(|(part, _)| part.trim_start_matches('/').eq_ignore_ascii_case(name))
        };
        let part = |name: &str| match named(name) {
            Some(at) => markup(&parts[at]).map_err(refuse),
            None => Ok(Vec::new()),
        };
        let relations = part("_rels/.rels")?;
        let links = first(&relations, "Relationships").map_or(&[][..], |one| &one.children);
        let target = |kind: &str| {
            elements(links)
                .find(|one| one.attribute("Type").is_some_and(|of| of.ends_with(kind)))
                .and_then(|one| one.attribute("Target"))
        };
        let main = target("/officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
        let main = main.trim_start_matches('/').to_owned();
        let at = named(&main).ok_or_else(|| refuse(format!("文件里缺少{main}")))?;
        let body = markup(&parts[at]).map_err(refuse)?;
        let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let file = main.rsplit('/').next().unwrap_or_default();
        let relations = part(&format!("{folder}_rels/{file}.rels"))?;
        let links = first(&relations, "Relationships").map_or(&[][..], |one| &one.children);
        let beside = |kind: &str| {
            let link = elements(links).find(|one| one.attribute("Type").is_some_and(|of| of.ends_with(kind)));
            link.and_then(|one| one.attribute("Target")).map(|to| resolved(&folder, &to))
        };
        let of = |kind: &str| beside(kind).map_or(Ok(Vec::new()), |name| part(&name));
        let styles = Styles::of(&of("/styles")?, &of("/theme")?);
        let settings = of("/settings")?;
        let two_sided =
            first(&settings, "settings").is_some_and(|one| one.child("evenAndOddHeaders").is_some());
        let mut margins = Vec::new();
        for link in elements(links).filter(|one| {
            one.attribute("Type").is_some_and(|of| of.ends_with("/footer") || of.ends_with("/header"))
        }) {
            let (Some(relation), Some(target)) = (link.attribute("Id"), link.attribute("Target")) else {
                continue;
            };
            margins.push(Margin::of(relation, &part(&resolved(&folder, &target))?, &styles));
        }
        let mut gathered =
            Gathered { styles: &styles, paragraphs: Vec::new(), sections: Vec::new(), revised: false };
        let holder = first(&body, "document").and_then(|one| one.child("body"));
        let holder = holder.ok_or_else(|| refuse("里面没有正文".to_owned()))?;
        gathered.blocks(&holder.children, false);
        let Gathered { mut paragraphs, sections, revised, .. } = gathered;
        let found = kinds(&paragraphs);
        paragraphs.iter_mut().zip(found).for_each(|(one, kind)| one.kind = kind);
        Ok(Draft { parts, main: at, body, paragraphs, sections, two_sided, margins, revised })
    }
}

fn markup((name, bytes): &(String, Vec<u8>)) -> Result<Vec<Node>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| format!("{name}不是 UTF-8"))?;
    read(text.trim_start_matches('\u{feff}')).map_err(|what| format!("{name}{what}"))
}

/// The name of a part that a relation leads to.
pub(crate) fn resolved(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}{}", target.trim_start_matches("./")),
    }
}

impl Margin {
    fn of(relation: String, nodes: &[Node], styles: &Styles) -> Margin {
        let mut gathered = Gathered { styles, paragraphs: Vec::new(), sections: Vec::new(), revised: false };
        for root in elements(nodes) {
            gathered.blocks(&root.children, false);
        }
        let numbered = gathered.paragraphs.iter().position(|one| one.text.contains(&PAGE));
        let shown = numbered.and_then(|at| gathered.paragraphs.get(at));
        Margin {
            relation,
            text: gathered.paragraphs.iter().map(Paragraph::words).collect::<Vec<_>>().join(""),
            look: shown
                .and_then(|one| one.runs.iter().find(|run| run.to > run.from))
                .map(|run| run.look.clone())
                .unwrap_or_default(),
            align: shown.and_then(|one| one.stand.align.clone()),
        }
    }
}

/// Stands for the number of the page among words.
pub(crate) const PAGE: char = '\u{e000}';

struct Gathered<'s> {
    styles: &'s Styles,
    paragraphs: Vec<Paragraph>,
    sections: Vec<Section>,
    revised: bool,
}

impl Gathered<'_> {
    fn blocks(&mut self, nodes: &[Node], in_table: bool) {
        for element in elements(nodes) {
            match element.name.as_str() {
                "p" => self.paragraph(element, in_table),
                "tbl" | "tr" | "tc" => self.blocks(&element.children, true),
                "sdt" | "sdtContent" | "customXml" | "smartTag" | "ins" => {
                    self.revised |= element.name == "ins";
                    self.blocks(&element.children, in_table);
                }
                "sectPr" => self.sections.push(section(element)),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, element: &Element, in_table: bool) {
        let properties = element.child("pPr");
        if let Some(ends) = properties.and_then(|one| one.child("sectPr")) {
            self.sections.push(section(ends));
        }
        let shape = self.styles.paragraph(properties);
        let mut made = Paragraph {
            id: element.id,
            text: Vec::new(),
            runs: Vec::new(),
            pieces: Vec::new(),
            stand: shape.stand,
            look: shape.look,
            in_table,
            kind: Kind::Empty,
        };
        let mut field = false;
        self.inline(&element.children, &mut made, &mut field);
        self.paragraphs.push(made);
    }

    /// Runs of a paragraph, also those within links and fields; what was struck out by a revision is no text.
    fn inline(&mut self, nodes: &[Node], made: &mut Paragraph, field: &mut bool) {
        for element in elements(nodes) {
            match element.name.as_str() {
                "r" => self.run(element, made, field),
                "del" | "moveFrom" => self.revised = true,
                "ins" | "moveTo" => {
                    self.revised = true;
                    self.inline(&element.children, made, field);
                }
                "fldSimple" if element.attribute("instr").is_some_and(|code| is_page(&code)) => {
                    let inner = elements(&element.children).find(|one| one.name == "r");
                    let look = self.styles.words(&made.look, inner.and_then(|run| run.child("rPr")));
                    let from = made.text.len();
                    made.text.push(PAGE);
                    made.runs.push(Run { id: inner.map_or(0, |run| run.id), look, from, to: from + 1 });
                }
                "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml" | "bdo"
                | "dir" => {
                    self.inline(&element.children, made, field);
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, element: &Element, made: &mut Paragraph, field: &mut bool) {
        let look = self.styles.words(&made.look, element.child("rPr"));
        let from = made.text.len();
        for child in elements(&element.children) {
            match child.name.as_str() {
                "t" if !*field => {
                    let from = made.text.len();
                    made.text.extend(child.words().chars());
                    made.pieces.push(Piece { id: child.id, from, to: made.text.len() });
                }
                "tab" => made.text.push('\t'),
                "br" | "cr" => made.text.push('\n'),
                "instrText" if is_page(&child.words()) => {
                    made.text.push(PAGE);
                    *field = true;
                }
                "fldChar" if child.attribute("fldCharType").as_deref() == Some("end") => *field = false,
                _ => {}
            }
        }
        made.runs.push(Run { id: element.id, look, from, to: made.text.len() });
    }
}

fn is_page(code: &str) -> bool {
    code.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("PAGE"))
}

fn section(element: &Element) -> Section {
    let number = |child: &str, name: &str| element.child(child).and_then(|one| one.number(name));
    let page = number("pgSz", "w").zip(number("pgSz", "h")).map(|(wide, high)| [wide, high]);
    let edge = |name: &str| number("pgMar", name);
    let edges = (|| {
        let binding = edge("gutter").unwrap_or(0);
        Some([edge("top")?.abs(), edge("right")?, edge("bottom")?.abs(), edge("left")? + binding])
    })();
    let grid = element.child("docGrid").map(|one| {
        let kind = one.attribute("type").unwrap_or_else(|| "default".to_owned());
        (kind, one.number("linePitch").unwrap_or(0), one.number("charSpace"))
    });
    let margins = elements(&element.children)
        .filter(|one| one.name == "footerReference" || one.name == "headerReference")
        .filter_map(|one| {
            Some((one.attribute("type").unwrap_or_else(|| "default".to_owned()), one.attribute("id")?))
        })
        .collect();
    Section { id: element.id, page, edges, grid, margins }
}
