//! What there is to be read, as programs of OData read it before anything else: the service document (JSON) and the metadata (CSDL in
//! XML, OData 4.0 part 3). Both of the registers that the person sees in whose name is asked.

use std::fmt::Write as _;

use serde_json::json;
use view::RegisterView;

use super::names::{Column, From, Type, columns, sets};

/// The vocabulary in which is said what a column is.
const CORE: &str = "Org.OData.Core.V1";

/// The service document.
pub(super) fn service(root: &str, registers: &[RegisterView]) -> Vec<u8> {
    let names = sets(registers);
    let sets: Vec<_> = names
        .iter()
        .zip(registers)
        .map(|(name, register)| {
            json!({ "name": name, "title": register.name, "kind": "EntitySet",
                                        "url": crate::encoded(name) })
        })
        .collect();
    json!({ "@odata.context": format!("{root}$metadata"), "value": sets }).to_string().into_bytes()
}

fn escaped(text: &str) -> String {
    let plain = |c: &char| !c.is_control();
    let mut out = String::new();
    for c in text.chars().filter(plain) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

fn property(out: &mut String, column: &Column) {
    let is_key = matches!(column.from, From::Number | From::Entry);
    let nullable = if is_key { " Nullable=\"false\"" } else { "" };
    let scale = if column.kind == Type::Decimal { " Scale=\"variable\"" } else { "" };
    let head = format!("<Property Name=\"{}\" Type=\"{}\"{nullable}{scale}", column.name, column.kind.edm());
    let written = match column.about.is_empty() {
        true => write!(out, "{head}/>"),
        false => write!(
            out,
            "{head}><Annotation Term=\"{CORE}.Description\" String=\"{}\"/></Property>",
            escaped(&column.about)
        ),
    };
    written.expect("writing to a String does not fail");
}

/// The metadata.
pub(super) fn metadata(registers: &[RegisterView]) -> Vec<u8> {
    let mut types = String::new();
    let mut container = String::new();
    for (name, register) in sets(registers).iter().zip(registers) {
        let columns = columns(register);
        let key = columns.iter().find(|column| column.from == From::Number);
        let key = key.map(|column| column.name.as_str()).unwrap_or_default();
        types += &format!("<EntityType Name=\"{name}\"><Key><PropertyRef Name=\"{key}\"/></Key>");
        columns.iter().for_each(|column| property(&mut types, column));
        types += "</EntityType>";
        container += &format!("<EntitySet Name=\"{name}\" EntityType=\"duheng.{name}\"/>");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\
         <edmx:Reference Uri=\"https://oasis-tcs.github.io/odata-vocabularies/vocabularies/{CORE}.xml\">\
         <edmx:Include Namespace=\"{CORE}\"/></edmx:Reference>\
         <edmx:DataServices><Schema Namespace=\"duheng\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
         {types}<EntityContainer Name=\"Registers\">{container}</EntityContainer>\
         </Schema></edmx:DataServices></edmx:Edmx>\n"
    )
    .into_bytes()
}
