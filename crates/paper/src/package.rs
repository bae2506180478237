//! A package of parts (ECMA-376 part 2): the container of DOCX, XLSX and OFD.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The parts as one file (ZIP), without a clock in it: the same parts give the same bytes.
///
/// ```
/// assert_eq!(paper::packed(&[("a.xml", b"<a/>".to_vec())])[..2], *b"PK");
/// ```
pub fn packed(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // Writing to memory has no way to fail, and a few short names are within every limit of the format.
        archive.start_file(*name, options).expect("a part of the package in memory");
        archive.write_all(bytes).expect("a part of the package in memory");
    }
    archive.finish().expect("a package in memory").into_inner()
}
