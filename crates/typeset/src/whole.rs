//! A document laid out: strips, pages, page numbers, links.

use crate::compose::Composer;
use crate::error::Error;
use crate::fonts::Fonts;
use crate::page::{ARTIFACT, Length, Link, Page, Pages, millimetres};
use crate::paginate::{Placed, paginate};
use crate::ruler::Ruler;
use crate::style::{self, Sheet};
use crate::words::Words;
use finding::{Finding, Place};
use paper::Document;

/// From the type area to the page number (GB/T 9704-2012, 7.5).
const BELOW: Length = millimetres(70);

/// Pages, and what there is to say about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// The pages.
    pub pages: Pages,
    /// Letters that no font has.
    pub findings: Vec<Finding>,
}

/// Lays a document out on sheets. The same arguments give the same pages.
///
/// # Errors
/// [`Error::NoFont`] when there is none.
pub fn pages(document: &Document, fonts: &Fonts, sheet: &Sheet) -> Result<Laid, Error> {
    if fonts.is_empty() {
        return Err(Error::NoFont);
    }
    let words = Words::new(Ruler::new(fonts));
    let mut composer = Composer { words, sheet, strips: Vec::new(), foot: Vec::new(), enclosed: Vec::new() };
    composer.document(document);
    let Composer { mut words, strips, foot, enclosed, .. } = composer;
    let mut placed = paginate(&strips, &foot, sheet);
    for at in 0..placed.pages.len() {
        number(&mut words, &mut placed.pages[at], at + 1, sheet);
    }
    links(&words, &mut placed);
    let meta = &document.meta;
    let pages = Pages {
        title: meta.title.concat(),
        author: meta.issuer.clone().unwrap_or_default(),
        day: meta.date.map(|day| (day.year, day.month, day.day)),
        pages: placed.pages,
        nodes: words.nodes,
        outline: placed.outline,
        enclosed,
    };
    let missing: String = words.ruler.missing.iter().collect();
    let findings = (!missing.is_empty()).then(|| {
        let sentence = format!("现有字体里没有这些字，以“〓”代替：{missing}");
        Finding::warning("typeset.glyph-missing", Place::whole("字体"), sentence)
            .hint("请把收有这些字的字体放进数据目录的“字体”文件夹")
    });
    Ok(Laid { pages, findings: findings.into_iter().collect() })
}

/// The number of a page between dashes, outside, one character in.
fn number(words: &mut Words<'_>, page: &mut Page, number: usize, sheet: &Sheet) {
    let style = style::NUMBER;
    let atoms = words.atoms(&style, &format!("— {number} —"), &[], ARTIFACT);
    let wide: Length = atoms.iter().map(|atom| atom.width).sum();
    let left = match number % 2 {
        1 => sheet.left + sheet.area - style.size - wide,
        _ => sheet.left + style.size,
    };
    let baseline = sheet.top + sheet.depth + BELOW + style.size * 35 / 100;
    for mut run in crate::line::set(&atoms, &style, wide + 1).into_iter().flatten() {
        run.x += left;
        run.y += baseline;
        page.runs.push(run);
    }
}

/// The places whose words lead to what stands on some page.
fn links(words: &Words<'_>, placed: &mut Placed) {
    let targets: std::collections::BTreeMap<usize, &str> =
        words.targets.iter().map(|(node, id)| (*node, id.as_str())).collect();
    for page in &mut placed.pages {
        let found = page.runs.iter().filter_map(|run| {
            let to = *placed.anchors.get(*targets.get(&run.node)?)?;
            let top = run.y - run.size * 88 / 100;
            Some(Link { x: run.x, y: top, width: run.width, height: run.size, node: run.node, to })
        });
        page.links = found.collect();
    }
}
