//! `word/styles.xml`: the look of each style.

use super::looks::{Style, Styles};
use crate::package::{attribute, says_yes};
use quick_xml::Reader;
use quick_xml::events::Event;

impl Styles {
    /// Reads as far as the part is sound; what is behind a fault has no look of its own.
    pub(super) fn read(markup: &str) -> Styles {
        let mut reader = Reader::from_str(markup);
        reader.config_mut().check_end_names = false;
        reader.config_mut().expand_empty_elements = true;
        let mut styles = Styles::default();
        let mut open: Option<(String, Style)> = None;
        let (mut runs, mut conditions) = (false, 0_usize);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "style" => {
                        let id = attribute(&element, "styleId").unwrap_or_default().into_owned();
                        let paragraph = attribute(&element, "type").as_deref() == Some("paragraph");
                        if paragraph && says_yes(&element, "default") {
                            styles.usual = Some(id.clone());
                        }
                        open = Some((id, Style::default()));
                    }
                    // The look of parts of a table, such as its first row.
                    "tblStylePr" => conditions += 1,
                    "rPr" => runs = conditions == 0,
                    "basedOn" => {
                        if let Some((_, style)) = &mut open {
                            style.based_on = attribute(&element, "val").map(|id| id.into_owned());
                        }
                    }
                    tag if runs => {
                        if let Some((_, style)) = &mut open {
                            style.looks.take(tag, &element);
                        }
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "style" => styles.known.extend(open.take()),
                    "tblStylePr" => conditions = conditions.saturating_sub(1),
                    "rPr" => runs = false,
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        styles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_looks_as_what_it_is_based_on_but_for_what_it_says() {
        let styles = Styles::read(
            "<w:styles><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"/>\
             <w:style w:styleId=\"mark\"><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
             <w:style w:styleId=\"own\"><w:basedOn w:val=\"mark\"/><w:rPr><w:vanish/></w:rPr></w:style>\
             <w:style w:styleId=\"seen\"><w:basedOn w:val=\"own\"/><w:rPr><w:vanish w:val=\"0\"/></w:rPr></w:style>\
             <w:style w:styleId=\"round\"><w:basedOn w:val=\"round\"/></w:style></w:styles>",
        );
        let looks = |id: &str| {
            let looks = styles.looks(Some(id));
            (looks.raised.unwrap_or(false), looks.hidden.unwrap_or(false))
        };
        assert_eq!(
            ["mark", "own", "seen", "round", "none"].map(looks),
            [(true, false), (true, true), (true, false), (false, false), (false, false)]
        );
    }
}
