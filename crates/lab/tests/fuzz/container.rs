//! Changes inside of a zip container: a part is changed, dropped, doubled or renamed, and all of it packed again. Bytes of a
//! container changed from outside seldom lead past its own checks.

use crate::chance::Chance;
use crate::change::{Stock, changed};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The parts of a container: name and content.
pub type Parts = Vec<(String, Vec<u8>)>;

/// Takes a container apart; none when it does not open.
pub fn parts(bytes: &[u8]) -> Option<Parts> {
    let mut container = ZipArchive::new(Cursor::new(bytes)).ok()?;
    (0..container.len())
        .map(|at| {
            let mut part = container.by_index(at).ok()?.take(1 << 20);
            let mut content = Vec::new();
            part.read_to_end(&mut content).ok()?;
            let name = String::from_utf8_lossy(part.into_inner().name_raw()).into_owned();
            Some((name, content))
        })
        .collect()
}

/// Packs parts; those of a name that is there already are left out.
pub fn packed(parts: &Parts, small: bool) -> Vec<u8> {
    let method = if small { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let begun = zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method));
        if begun.is_ok() {
            zip.write_all(content).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// The container with something changed in it.
pub fn changed_within(whole: &[u8], stock: &Stock<'_>, chance: &mut Chance) -> Vec<u8> {
    let Some(mut parts) = parts(whole).filter(|parts| !parts.is_empty() && !chance.once_in(12)) else {
        return changed(whole, stock, chance);
    };
    for _ in 0..=chance.below(2) {
        let at = chance.below(parts.len());
        match chance.below(20) {
            _ if parts.is_empty() => {}
            0 => drop(parts.swap_remove(at)),
            1 => {
                parts[at].0 = String::from_utf8_lossy(&changed(parts[at].0.as_bytes(), stock, chance)).into()
            }
            2 => {
                let other = parts[chance.below(parts.len())].1.clone();
                parts[at].1 = other;
            }
            _ => {
                // Pieces of the other parts, since pieces of other containers are packed.
                let others: Vec<Vec<u8>> = parts.iter().map(|(_, content)| content.clone()).collect();
                let stock = Stock { others: &others, words: stock.words };
                parts[at].1 = changed(&parts[at].1, &stock, chance);
            }
        }
    }
    packed(&parts, chance.once_in(2))
}
