//! The content of a page: text, rules, what leads elsewhere.

use super::measure::{decimal, micrometres, millimetres};
use super::subset::Subsets;
use super::{HEAD, OFD};
use crate::page::{Fill, Length, Page, Pages, Run};
use paper::escaped;
use std::collections::BTreeMap;

/// Numbers of what stands in a document: fonts first, then pages, then everything on them.
pub(super) struct Numbers(usize);

/// Pages are numbered from here on; no document has so many fonts.
const PAGES: usize = 1_000;

impl Numbers {
    pub(super) fn after(pages: usize, fonts: usize) -> Self {
        Numbers((PAGES + pages).max(fonts) + 1)
    }

    fn next(&mut self) -> usize {
        self.0 += 1;
        self.0
    }

    /// The last one given.
    pub(super) fn last(&self) -> usize {
        self.0
    }
}

/// The number of a page.
pub(super) fn page_number(at: usize) -> usize {
    PAGES + at + 1
}

/// What leads to a height of a page.
pub(super) fn leads(page: usize, y: Length) -> String {
    format!(
        "<ofd:Actions><ofd:Action Event=\"CLICK\"><ofd:Goto><ofd:Dest Type=\"XYZ\" PageID=\"{}\" Left=\"0\" Top=\"{}\" Zoom=\"0\"/></ofd:Goto></ofd:Action></ofd:Actions>",
        page_number(page),
        millimetres(y)
    )
}

/// `Content.xml` of a page.
pub(super) fn page(page: &Page, pages: &Pages, subsets: &Subsets, numbers: &mut Numbers) -> String {
    let links: BTreeMap<usize, (usize, Length)> =
        page.links.iter().map(|link| (link.node, link.to)).collect();
    let mut out = format!(
        "{HEAD}<ofd:Page {OFD}><ofd:Area><ofd:PhysicalBox>0 0 {} {}</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID=\"{}\" Type=\"Body\">",
        millimetres(page.width),
        millimetres(page.height),
        numbers.next()
    );
    page.fills.iter().for_each(|fill| out += &square(fill, numbers.next()));
    for run in &page.runs {
        let to = links.get(&run.node).filter(|to| to.0 < pages.pages.len());
        out += &text(run, subsets.number(run.face), numbers.next(), to);
    }
    out + "</ofd:Layer></ofd:Content></ofd:Page>\n"
}

fn colour(red: bool) -> &'static str {
    if red { "<ofd:FillColor Value=\"220 0 0\"/>" } else { "<ofd:FillColor Value=\"0 0 0\"/>" }
}

fn square(fill: &Fill, number: usize) -> String {
    let (wide, high) = (millimetres(fill.width), millimetres(fill.height));
    format!(
        "<ofd:PathObject ID=\"{number}\" Boundary=\"{} {} {wide} {high}\" Stroke=\"false\" Fill=\"true\">{}<ofd:AbbreviatedData>M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C</ofd:AbbreviatedData></ofd:PathObject>",
        millimetres(fill.x),
        millimetres(fill.y),
        colour(fill.red)
    )
}

/// A run as one text object; what a reader selects are the letters themselves.
fn text(run: &Run, font: usize, number: usize, to: Option<&(usize, Length)>) -> String {
    let letters: String = run.glyphs.iter().map(|glyph| glyph.letter).collect();
    let left = run.glyphs.iter().map(|glyph| glyph.x).min().unwrap_or(0).min(0);
    let places: Vec<i64> = run.glyphs.iter().map(|glyph| micrometres(glyph.x - left)).collect();
    let steps: Vec<String> = places.windows(2).map(|pair| decimal(pair[1] - pair[0])).collect();
    let steps = if steps.is_empty() { String::new() } else { format!(" DeltaX=\"{}\"", steps.join(" ")) };
    let up = run.size * 88 / 100;
    let action = to.map_or_else(String::new, |(page, y)| leads(*page, *y));
    format!(
        "<ofd:TextObject ID=\"{number}\" Boundary=\"{} {} {} {}\" Font=\"{font}\" Size=\"{}\">{action}{}<ofd:TextCode X=\"{}\" Y=\"{}\"{steps}>{}</ofd:TextCode></ofd:TextObject>",
        millimetres(run.x + left),
        millimetres(run.y - up),
        millimetres(run.width - left),
        millimetres(run.size * 12 / 10),
        millimetres(run.size),
        colour(run.red),
        decimal(places.first().copied().unwrap_or(0)),
        millimetres(up),
        escaped(&letters)
    )
}
