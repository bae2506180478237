//! What goes with a document as files (附件, GB/T 33190-2016, 20): texts that a code on its pages says too.

use super::{HEAD, OFD};
use crate::page::Enclosed;
use paper::escaped;

/// Where the list stands in the document.
pub(super) fn named(all: &[Enclosed]) -> &'static str {
    match all.is_empty() {
        true => "",
        false => "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
    }
}

/// The list and the files, with their places in the package; nothing where there are none.
pub(super) fn parts(all: &[Enclosed]) -> Vec<(String, Vec<u8>)> {
    if all.is_empty() {
        return Vec::new();
    }
    let listed: String = (1..).zip(all).map(|(number, one)| entry(number, one)).collect();
    let list = format!("{HEAD}<ofd:Attachments {OFD}>{listed}</ofd:Attachments>\n");
    let files = (1..)
        .zip(all)
        .map(|(number, one)| (format!("Doc_0/Attachs/{}", file(number)), one.text.clone().into_bytes()));
    std::iter::once(("Doc_0/Attachs/Attachments.xml".to_owned(), list.into_bytes())).chain(files).collect()
}

fn file(number: usize) -> String {
    format!("file_{number}.txt")
}

/// Its name: what the code is called, without how it is read by a camera.
fn name(one: &Enclosed) -> &str {
    let (first, _) = one.label.split_once('：').unwrap_or((&one.label, ""));
    first.strip_suffix("的二维码").unwrap_or(first)
}

fn entry(number: usize, one: &Enclosed) -> String {
    format!(
        "<ofd:Attachment ID=\"A{number}\" Name=\"{}\" Format=\"txt\" Visible=\"true\"><ofd:FileLoc>{}</ofd:FileLoc></ofd:Attachment>",
        escaped(name(one)),
        file(number)
    )
}
