//! One more style among those of a workbook: red words that wrap.

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

/// The part of styles with one more, and its number. What the style looks like beside its font is as of an ordinary cell.
pub(super) fn with_one(markup: &str) -> Result<(String, usize), String> {
    let broken = |_| "工作簿的样式写坏了".to_owned();
    let mut reader = Reader::from_str(markup);
    let mut writer = Writer::new(Vec::new());
    let (mut fonts, mut styles) = (0, 0);
    let mut within: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event().map_err(broken)?;
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let parent = within.last().map_or("", String::as_str);
                match (parent, element.local_name().as_ref()) {
                    ("fonts", "font") => fonts += 1,
                    ("cellXfs", "xf") => styles += 1,
                    _ => {}
                }
                if matches!(event, Event::Start(_)) {
                    within.push(element.local_name().as_ref().to_owned());
                }
            }
            Event::End(element) => {
                within.pop();
                let name = element.name();
                let prefix =
                    name.as_ref().split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
                match element.local_name().as_ref() {
                    "fonts" => raw(&mut writer, &font(&prefix))?,
                    "cellXfs" => raw(&mut writer, &style(&prefix, fonts))?,
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
        let event = match event {
            Event::Start(element) if matches!(element.local_name().as_ref(), "fonts" | "cellXfs") => {
                Event::Start(uncounted(&element))
            }
            other => other,
        };
        writer.write_event(event).map_err(|error| error.to_string())?;
    }
    let text = String::from_utf8(writer.into_inner()).map_err(|error| error.to_string())?;
    Ok((text, styles))
}

/// An element without the count of its children, which is not needed and would be wrong.
fn uncounted(element: &BytesStart<'_>) -> BytesStart<'static> {
    let mut out = BytesStart::new(element.name().as_ref().to_owned());
    let mut attributes = element.attributes();
    let kept = attributes.with_checks(false).flatten().filter(|one| one.key.as_ref() != "count");
    kept.for_each(|one| out.push_attribute(one));
    out
}

pub(super) fn raw(writer: &mut Writer<Vec<u8>>, markup: &str) -> Result<(), String> {
    let text = BytesText::from_escaped(markup);
    writer.write_event(Event::Text(text)).map_err(|error| error.to_string())
}

fn font(p: &str) -> String {
    format!("<{p}font><{p}sz val=\"11\"/><{p}color rgb=\"FFC00000\"/><{p}name val=\"宋体\"/></{p}font>")
}

fn style(p: &str, font: usize) -> String {
    format!(
        "<{p}xf numFmtId=\"49\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" \
         applyAlignment=\"1\"><{p}alignment vertical=\"top\" wrapText=\"1\"/></{p}xf>"
    )
}
