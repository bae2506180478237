//! Pages as PDF/A-2a (ISO 19005-2): tagged, with bookmarks and links, the same bytes for the same pages.

use crate::error::Error;
use crate::fonts::Fonts;
use crate::letters::private;
use crate::page::{ARTIFACT, Fill, Length, Link, Page, Pages, Run};
use crate::tags::Tags;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::destination::{Destination, XyzDestination};
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill as Paint;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use std::collections::BTreeSet;

/// Red of the mark of the issuing body.
const RED: (u8, u8, u8) = (220, 0, 0);

/// What an archive says of a document without a day: it must say something, and no clock is looked at.
const UNDATED: (u16, u8, u8) = (1970, 1, 1);

/// Writes pages as PDF/A-2a. The same pages and fonts give the same bytes.
///
/// # Errors
/// [`Error::Pdf`] when the writer refuses: a font that cannot be embedded.
pub fn pdf(pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_A).finish();
    let configuration = configuration.map_err(|error| Error::Pdf(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut writer =
        Writer { faces: faces(fonts), tags: Tags::new(pages), document: Document::new_with(settings) };
    for page in &pages.pages {
        writer.page(page)?;
    }
    let Writer { tags, mut document, .. } = writer;
    document.set_tag_tree(tags.tree());
    document.set_outline(outline(pages));
    document.set_metadata(metadata(pages));
    document.finish().map(without_suspects).map_err(refused)
}

/// What the writer says of tags that are not certain, which is what is taken where nothing is said (ISO 32000-1, 14.7.1): some readers
/// take the word for a fault. Blanks in its place leave everything where it is.
fn without_suspects(mut bytes: Vec<u8>) -> Vec<u8> {
    const SAID: &[u8] = b"/Suspects false";
    let mut places = bytes.windows(SAID.len()).enumerate().filter(|(_, window)| *window == SAID);
    if let (Some((at, _)), None) = (places.next(), places.next()) {
        bytes[at..at + SAID.len()].fill(b' ');
    }
    bytes
}

/// What the writer refuses, each once.
fn refused(error: KrillaError) -> Error {
    match error {
        KrillaError::Validation(found) => {
            let found: BTreeSet<String> = found.iter().map(|(one, _)| format!("{one:?}")).collect();
            Error::Pdf(found.into_iter().collect::<Vec<_>>().join("；"))
        }
        other => Error::Pdf(other.to_string()),
    }
}

/// The faces as the writer knows them; none for one that it cannot read.
fn faces(fonts: &Fonts) -> Vec<Option<Font>> {
    fonts.faces.iter().map(|face| Font::new(face.bytes.clone().into(), face.index)).collect()
}

struct Writer {
    faces: Vec<Option<Font>>,
    tags: Tags,
    document: Document,
}

impl Writer {
    fn page(&mut self, page: &Page) -> Result<(), Error> {
        let size = PageSettings::from_wh(points(page.width), points(page.height));
        let size = size.ok_or_else(|| Error::Pdf("页面没有大小".to_owned()))?;
        let mut begun = self.document.start_page_with(size);
        let mut surface = begun.surface();
        let layout = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout));
        self.tags.artifact(&mut surface, layout, |surface| {
            page.fills.iter().filter(|fill| fill.node == ARTIFACT).for_each(|fill| square(surface, fill));
        });
        for stretch in page.fills.chunk_by(|one, other| one.node == other.node) {
            if stretch[0].node != ARTIFACT {
                self.tags.within(&mut surface, stretch[0].node, ContentTag::Other, |surface| {
                    stretch.iter().for_each(|fill| square(surface, fill));
                });
            }
        }
        for run in &page.runs {
            let Some(Some(font)) = self.faces.get(run.face) else {
                return Err(Error::Pdf("有字体不能嵌入".to_owned()));
            };
            match run.node {
                ARTIFACT => {
                    let number = ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther));
                    self.tags.artifact(&mut surface, number, |surface| words(surface, run, font));
                }
                node => {
                    let span = ContentTag::Span(SpanTag::empty());
                    self.tags.within(&mut surface, node, span, |surface| words(surface, run, font));
                }
            }
        }
        surface.finish();
        for link in &page.links {
            if let Some(annotation) = leads(link) {
                let identifier = begun.add_tagged_annotation(annotation);
                self.tags.leaf(link.node, identifier);
            }
        }
        begun.finish();
        Ok(())
    }
}

fn colour(surface: &mut Surface<'_>, red: bool) {
    let paint = if red { rgb::Color::new(RED.0, RED.1, RED.2) } else { rgb::Color::black() };
    surface.set_fill(Some(Paint { paint: paint.into(), ..Paint::default() }));
}

fn square(surface: &mut Surface<'_>, fill: &Fill) {
    let Some(place) = rect(fill.x, fill.y, fill.width, fill.height) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(place);
    if let Some(path) = path.finish() {
        colour(surface, fill.red);
        surface.draw_path(&path);
    }
}

fn words(surface: &mut Surface<'_>, run: &Run, font: &Font) {
    let text: String = run.glyphs.iter().map(|glyph| archived(glyph.letter)).collect();
    let mut begun = 0;
    let ends = run.glyphs.iter().skip(1).map(|glyph| glyph.x).chain([run.width]);
    let glyphs: Vec<KrillaGlyph> = run
        .glyphs
        .iter()
        .zip(ends)
        .map(|(glyph, end)| {
            let from = begun;
            begun += archived(glyph.letter).len_utf8();
            let advance = share(end - glyph.x, run.size);
            KrillaGlyph::new(GlyphId::new(u32::from(glyph.id)), advance, 0.0, 0.0, 0.0, from..begun, None)
        })
        .collect();
    let first = run.glyphs.first().map_or(0, |glyph| glyph.x);
    colour(surface, run.red);
    let start = Point::from_xy(points(run.x + first), points(run.y));
    surface.draw_glyphs(start, &glyphs, font.clone(), &text, points(run.size), false);
}

/// A letter as an archive may have it: one of private use means nothing to anybody else.
fn archived(letter: char) -> char {
    if private(letter) { char::REPLACEMENT_CHARACTER } else { letter }
}

fn leads(link: &Link) -> Option<Annotation> {
    let place = rect(link.x, link.y, link.width, link.height)?;
    let to = XyzDestination::new(link.to.0, Point::from_xy(0.0, points(link.to.1)));
    let annotation = LinkAnnotation::new(place, Target::Destination(Destination::Xyz(to)));
    Some(Annotation::new_link(annotation, Some("转到所指之处".to_owned())))
}

fn metadata(pages: &Pages) -> Metadata {
    let mut metadata = Metadata::new()
        .title(if pages.title.is_empty() { "无题".to_owned() } else { pages.title.clone() })
        .language("zh-CN".to_owned())
        .creator("Duheng".to_owned())
        .document_id(pages.title.clone());
    if !pages.author.is_empty() {
        metadata = metadata.authors(vec![pages.author.clone()]);
    }
    let (year, month, day) = pages.day.unwrap_or(UNDATED);
    let midnight = DateTime::new(year).month(month).day(day).hour(0).minute(0).second(0);
    metadata.creation_date(midnight.utc_offset_hour(8).utc_offset_minute(0))
}

/// The bookmarks, each under the one before it that is less deep.
fn outline(pages: &Pages) -> Outline {
    let mut open: Vec<(usize, OutlineNode)> = Vec::new();
    let mut outline = Outline::new();
    for mark in &pages.outline {
        close(&mut open, mark.depth, &mut outline);
        let to = XyzDestination::new(mark.page, Point::from_xy(0.0, points(mark.y)));
        open.push((mark.depth, OutlineNode::new(mark.words.clone(), to)));
    }
    close(&mut open, 0, &mut outline);
    outline
}

/// Puts away open bookmarks of that depth and deeper.
fn close(open: &mut Vec<(usize, OutlineNode)>, depth: usize, outline: &mut Outline) {
    while open.last().is_some_and(|(deep, _)| *deep >= depth) {
        let Some((_, node)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, above)) => above.push_child(node),
            None => outline.push_child(node),
        }
    }
}

fn rect(x: Length, y: Length, width: Length, height: Length) -> Option<Rect> {
    Rect::from_xywh(points(x), points(y), points(width), points(height))
}

/// Thousandths of a point as the points that the writer takes.
#[expect(clippy::float_arithmetic, reason = "places on paper, never a figure: the writer takes floats")]
fn points(length: Length) -> f32 {
    length as f32 / 1000.0
}

/// A length as a share of a size.
#[expect(clippy::float_arithmetic, reason = "places on paper, never a figure: the writer takes floats")]
fn share(length: Length, size: Length) -> f32 {
    length as f32 / size.max(1) as f32
}
