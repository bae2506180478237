//! Pages as OFD (版式文件, GB/T 33190-2016): the same words at the same places as in the PDF, the same bytes for the same pages.
//!
//! Fonts are cut to what is used and written as TrueType under the families that official documents name, since readers of OFD
//! look for those by name and some cannot read other outlines (decision 47).

mod content;
mod enclosed;
mod measure;
mod subset;
mod truetype;

use crate::fonts::Fonts;
use crate::page::{Bookmark, Pages};
use content::Numbers;
use measure::millimetres;
use paper::{escaped, packed};
use subset::Subsets;

/// Head of every part.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
/// Namespace of every part.
const OFD: &str = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";

/// Writes pages as OFD. The same pages and fonts give the same bytes.
pub fn ofd(pages: &Pages, fonts: &Fonts) -> Vec<u8> {
    let subsets = Subsets::of(pages, fonts);
    let mut numbers = Numbers::after(pages.pages.len(), subsets.fonts.len());
    let contents: Vec<String> =
        pages.pages.iter().map(|page| content::page(page, pages, &subsets, &mut numbers)).collect();
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("OFD.xml".into(), root(pages, &contents).into_bytes()),
        ("Doc_0/Document.xml".into(), document(pages, numbers.last()).into_bytes()),
        ("Doc_0/PublicRes.xml".into(), resources(&subsets).into_bytes()),
    ];
    for (at, content) in contents.into_iter().enumerate() {
        parts.push((format!("Doc_0/Pages/Page_{at}/Content.xml"), content.into_bytes()));
    }
    parts.extend(enclosed::parts(&pages.enclosed));
    for font in subsets.fonts {
        parts.push((format!("Doc_0/Res/font_{}.ttf", font.number), font.bytes));
    }
    let parts: Vec<(&str, Vec<u8>)> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    packed(&parts)
}

/// The entry of the package.
fn root(pages: &Pages, contents: &[String]) -> String {
    let day = pages.day.map_or_else(String::new, |(year, month, day)| {
        format!("<ofd:CreationDate>{year:04}-{month:02}-{day:02}</ofd:CreationDate>")
    });
    format!(
        "{HEAD}<ofd:OFD {OFD} Version=\"1.1\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{}</ofd:DocID><ofd:Title>{}</ofd:Title>\
         <ofd:Author>{}</ofd:Author>{day}<ofd:Creator>Duheng</ofd:Creator></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>\n",
        identity(contents),
        escaped(&pages.title),
        escaped(&pages.author),
    )
}

/// 32 hexadecimal digits that follow from the contents (FNV-1a): who is who among documents, no protection.
fn identity(contents: &[String]) -> String {
    let hash = |start: u64| {
        contents
            .iter()
            .flat_map(|content| content.bytes())
            .fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    format!("{:016x}{:016x}", hash(0xcbf2_9ce4_8422_2325), hash(0x9ae1_6a3b_2f90_404f))
}

fn document(pages: &Pages, last: usize) -> String {
    let area = pages.pages.first().map_or_else(String::new, |page| {
        format!("0 0 {} {}", millimetres(page.width), millimetres(page.height))
    });
    let listed: String = (0..pages.pages.len())
        .map(|at| {
            format!("<ofd:Page ID=\"{}\" BaseLoc=\"Pages/Page_{at}/Content.xml\"/>", content::page_number(at))
        })
        .collect();
    format!(
        "{HEAD}<ofd:Document {OFD}><ofd:CommonData><ofd:MaxUnitID>{last}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:PageArea>\
         <ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{}{}</ofd:Document>\n",
        outline(pages),
        enclosed::named(&pages.enclosed)
    )
}

/// The bookmarks, each within the one before it that is less deep.
fn outline(pages: &Pages) -> String {
    if pages.outline.is_empty() {
        return String::new();
    }
    let mut out = String::from("<ofd:Outlines>");
    let mut open: Vec<usize> = Vec::new();
    for mark in &pages.outline {
        while open.last().is_some_and(|depth| *depth >= mark.depth) {
            open.pop();
            out += "</ofd:OutlineElem>";
        }
        open.push(mark.depth);
        out += &bookmark(mark);
    }
    open.iter().for_each(|_| out += "</ofd:OutlineElem>");
    out + "</ofd:Outlines>"
}

fn bookmark(mark: &Bookmark) -> String {
    format!("<ofd:OutlineElem Title=\"{}\">{}", escaped(&mark.words), content::leads(mark.page, mark.y))
}

fn resources(subsets: &Subsets) -> String {
    let fonts: String = subsets
        .fonts
        .iter()
        .map(|font| {
            let (number, name) = (font.number, escaped(&font.name));
            format!(
                "<ofd:Font ID=\"{number}\" FontName=\"{name}\" FamilyName=\"{name}\" Charset=\"unicode\"><ofd:FontFile>font_{number}.ttf</ofd:FontFile></ofd:Font>"
            )
        })
        .collect();
    format!("{HEAD}<ofd:Res {OFD} BaseLoc=\"Res\"><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>\n")
}
