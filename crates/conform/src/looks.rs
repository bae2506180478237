//! How words and paragraphs look in the end: what a style says, what it is based on, and what stands at the place itself.

use crate::markup::{Element, Node, elements, first};
use std::collections::BTreeMap;

/// Longest chain of styles based on one another.
const LONGEST: usize = 32;

/// A font as it is named: by itself, or through the theme of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The font that counts.
    pub(crate) font: String,
    /// It came by the theme; and what was written beside it, which does not count.
    pub(crate) themed: Option<Option<String>>,
}

/// How words look.
#[derive(Clone, Debug, Default)]
pub(crate) struct Look {
    /// The font of Chinese characters.
    pub(crate) east: Option<Named>,
    /// The font of letters and of whatever could be either.
    pub(crate) latin: Option<Named>,
    /// Marks that could be either are taken as Chinese ones.
    pub(crate) hint: Option<bool>,
    /// In halves of a point.
    pub(crate) size: Option<i32>,
    pub(crate) color: Option<String>,
}

/// How a paragraph stands. Lengths in twentieths of a point.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stand {
    pub(crate) align: Option<String>,
    pub(crate) left: Option<i32>,
    pub(crate) right: Option<i32>,
    pub(crate) first: Option<i32>,
    /// The same in hundredths of a character, which counts before lengths.
    pub(crate) left_chars: Option<i32>,
    pub(crate) right_chars: Option<i32>,
    pub(crate) first_chars: Option<i32>,
    pub(crate) line: Option<i32>,
    pub(crate) exact: Option<String>,
    pub(crate) on_grid: Option<bool>,
    /// From 0; 9 is that of text.
    pub(crate) outline: Option<i32>,
    pub(crate) numbered: Option<bool>,
}

/// Look and stand of one level.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    pub(crate) look: Look,
    pub(crate) stand: Stand,
}

/// The styles of a document.
#[derive(Default)]
pub(crate) struct Styles {
    defaults: Shape,
    known: BTreeMap<String, (Shape, Option<String>)>,
    usual: Option<String>,
    theme: BTreeMap<String, String>,
}

impl Styles {
    /// From the parts `styles.xml` and `theme1.xml`.
    pub(crate) fn of(styles: &[Node], theme: &[Node]) -> Styles {
        let mut all = Styles { theme: theme_fonts(theme), ..Styles::default() };
        let Some(root) = first(styles, "styles") else { return all };
        if let Some(defaults) = root.child("docDefaults") {
            let within = |outer: &str, inner: &str| defaults.child(outer).and_then(|one| one.child(inner));
            all.defaults.look = within("rPrDefault", "rPr").map(|one| all.look(one)).unwrap_or_default();
            all.defaults.stand = within("pPrDefault", "pPr").map(stand).unwrap_or_default();
        }
        for style in elements(&root.children).filter(|element| element.name == "style") {
            let Some(id) = style.attribute("styleId") else { continue };
            let shape = Shape {
                look: style.child("rPr").map(|one| all.look(one)).unwrap_or_default(),
                stand: style.child("pPr").map(stand).unwrap_or_default(),
            };
            let yes = |text: String| matches!(text.as_str(), "1" | "true" | "on");
            if style.attribute("type").as_deref() == Some("paragraph")
                && style.attribute("default").is_some_and(yes)
            {
                all.usual = Some(id.clone());
            }
            all.known.insert(id, (shape, style.child("basedOn").and_then(|one| one.attribute("val"))));
        }
        all
    }

    /// What a style comes to, without the defaults under it.
    fn style(&self, id: Option<&str>) -> Shape {
        let (mut shape, mut next) = (Shape::default(), id.map(str::to_owned));
        for _ in 0..LONGEST {
            let Some((own, base)) = next.as_ref().and_then(|id| self.known.get(id)) else { break };
            shape = shape.over(own);
            next.clone_from(base);
        }
        shape
    }

    /// How a paragraph stands and its words look, of its properties.
    pub(crate) fn paragraph(&self, properties: Option<&Element>) -> Shape {
        let named = properties.and_then(|one| one.child("pStyle")).and_then(|one| one.attribute("val"));
        let style = self.style(named.as_deref().or(self.usual.as_deref()));
        let own = Shape { look: Look::default(), stand: properties.map(stand).unwrap_or_default() };
        own.over(&style).over(&self.defaults)
    }

    /// How words look in a paragraph, of the properties of their run.
    pub(crate) fn words(&self, paragraph: &Look, properties: Option<&Element>) -> Look {
        let named = properties.and_then(|one| one.child("rStyle")).and_then(|one| one.attribute("val"));
        let style = named.map(|id| self.style(Some(&id))).unwrap_or_default();
        properties.map(|one| self.look(one)).unwrap_or_default().over(&style.look).over(paragraph)
    }

    fn look(&self, properties: &Element) -> Look {
        let value = |name: &str| properties.child(name).and_then(|one| one.attribute("val"));
        let fonts = properties.child("rFonts");
        let font = |plain: &str, themed: &str| {
            let fonts = fonts?;
            let plain = fonts.attribute(plain);
            match fonts.attribute(themed) {
                Some(theme) => Some(Named {
                    font: self.theme.get(&theme).cloned().unwrap_or_default(),
                    themed: Some(plain),
                }),
                None => plain.map(|font| Named { font, themed: None }),
            }
        };
        Look {
            east: font("eastAsia", "eastAsiaTheme"),
            latin: font("hAnsi", "hAnsiTheme").or_else(|| font("ascii", "asciiTheme")),
            hint: fonts.and_then(|one| one.attribute("hint")).map(|hint| hint == "eastAsia"),
            size: properties.child("sz").and_then(|one| one.number("val")),
            color: value("color"),
        }
    }
}

/// The fonts that a theme gives to its names.
fn theme_fonts(theme: &[Node]) -> BTreeMap<String, String> {
    let mut fonts = BTreeMap::new();
    let scheme = first(theme, "theme")
        .and_then(|one| one.child("themeElements"))
        .and_then(|one| one.child("fontScheme"));
    for (element, name) in [("majorFont", "major"), ("minorFont", "minor")] {
        let Some(font) = scheme.and_then(|one| one.child(element)) else { continue };
        let face = |name: &str| {
            font.child(name).and_then(|one| one.attribute("typeface")).filter(|face| !face.is_empty())
        };
        let hans = elements(&font.children)
            .find(|one| one.attribute("script").as_deref() == Some("Hans"))
            .and_then(|one| one.attribute("typeface"));
        fonts.insert(format!("{name}EastAsia"), face("ea").or(hans).unwrap_or_default());
        for latin in ["Ascii", "HAnsi"] {
            fonts.insert(format!("{name}{latin}"), face("latin").unwrap_or_default());
        }
    }
    fonts
}

fn stand(properties: &Element) -> Stand {
    let of = |element: &str, name: &str| properties.child(element).and_then(|one| one.number(name));
    let text = |element: &str, name: &str| properties.child(element).and_then(|one| one.attribute(name));
    let back = |value: Option<i32>| value.filter(|value| *value != 0).map(|value| -value);
    let is_on = |text: String| !matches!(text.as_str(), "0" | "false" | "off");
    Stand {
        align: text("jc", "val"),
        left: of("ind", "left").or_else(|| of("ind", "start")),
        right: of("ind", "right").or_else(|| of("ind", "end")),
        first: back(of("ind", "hanging")).or_else(|| of("ind", "firstLine")),
        left_chars: of("ind", "leftChars").or_else(|| of("ind", "startChars")),
        right_chars: of("ind", "rightChars").or_else(|| of("ind", "endChars")),
        first_chars: back(of("ind", "hangingChars")).or_else(|| of("ind", "firstLineChars")),
        line: of("spacing", "line"),
        exact: text("spacing", "lineRule"),
        on_grid: properties.child("snapToGrid").map(|one| one.attribute("val").is_none_or(is_on)),
        outline: of("outlineLvl", "val"),
        numbered: properties
            .child("numPr")
            .map(|one| one.child("numId").and_then(|id| id.number("val")) != Some(0)),
    }
}

impl Look {
    /// These, and what they do not say as `under` says it.
    fn over(self, under: &Look) -> Look {
        Look {
            east: self.east.or_else(|| under.east.clone()),
            latin: self.latin.or_else(|| under.latin.clone()),
            hint: self.hint.or(under.hint),
            size: self.size.or(under.size),
            color: self.color.or_else(|| under.color.clone()),
        }
    }
}

impl Shape {
    fn over(self, under: &Shape) -> Shape {
        let (own, below) = (self.stand, &under.stand);
        // A length beside a count of characters further down counts no more than the count does.
        let either = |length: Option<i32>,
                      chars: Option<i32>,
                      below: Option<i32>,
                      below_chars: Option<i32>| match (length, chars) {
            (None, None) => (below, below_chars),
            (length, None) => (length, below_chars),
            pair => pair,
        };
        let (left, left_chars) = either(own.left, own.left_chars, below.left, below.left_chars);
        let (right, right_chars) = either(own.right, own.right_chars, below.right, below.right_chars);
        let (first, first_chars) = either(own.first, own.first_chars, below.first, below.first_chars);
        Shape {
            look: self.look.over(&under.look),
            stand: Stand {
                align: own.align.or_else(|| below.align.clone()),
                left,
                right,
                first,
                left_chars,
                right_chars,
                first_chars,
                line: own.line.or(below.line),
                exact: own.exact.or_else(|| below.exact.clone()),
                on_grid: own.on_grid.or(below.on_grid),
                outline: own.outline.or(below.outline),
                numbered: own.numbered.or(below.numbered),
            },
        }
    }
}

impl Stand {
    /// How far the first line begins from the left edge, where a character is so wide.
    pub(crate) fn start(&self, wide: i32) -> i32 {
        let length = |chars: Option<i32>, length: Option<i32>| match chars {
            Some(chars) if chars != 0 => chars * wide / 100,
            _ => length.unwrap_or(0),
        };
        length(self.left_chars, self.left) + length(self.first_chars, self.first)
    }

    /// How far lines end from the right edge.
    pub(crate) fn end(&self, wide: i32) -> i32 {
        match self.right_chars {
            Some(chars) if chars != 0 => chars * wide / 100,
            _ => self.right.unwrap_or(0),
        }
    }
}
