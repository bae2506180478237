//! Zip containers (workbooks, DOCX): measured before anything reads them.
//!
//! A container says of itself how large it is inside, and may lie. Its parts are inflated once into nothing and counted, up
//! to the limit; what remains behind this door expands to no more than was counted. A count that a part declares of its own
//! entries, for which readers reserve room, is held against the part's length on the way.

use std::io::{Cursor, Read, Write};
use zip::ZipArchive;

/// Most files in a container.
const FILES_LIMIT: usize = 20_000;
/// Largest container after inflating, all parts together: 1 GiB.
const INFLATED_LIMIT: u64 = 1 << 30;
/// How many times larger than the file it may be inside, beyond [`FREE`]. Tables of zeros reach 50.
const RATIO_LIMIT: u64 = 100;
/// What any container may hold, however small it is packed: 32 MiB.
const FREE: u64 = 32 << 20;

/// Why a container is not read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It does not open.
    Broken(String),
    /// It is too large inside, as this sentence says.
    Large(String),
}

/// Opens a container whose parts together are within the limits. Pictures and other parts that no reader here looks at
/// count too.
pub(crate) fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Unfit> {
    let broken = |error: &dyn std::fmt::Display| Unfit::Broken(error.to_string());
    let mut container = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if container.len() > FILES_LIMIT {
        return Err(Unfit::Large(format!("压缩包里的文件超过{FILES_LIMIT}个")));
    }
    let most = INFLATED_LIMIT.min(FREE + (bytes.len() as u64).saturating_mul(RATIO_LIMIT));
    let too_large = || {
        let sentence = format!("解开后超过{}兆字节，与文件的大小不相称", most >> 20);
        Unfit::Large(sentence)
    };
    // What it says itself, without a byte inflated.
    let mut told = 0_u64;
    for at in 0..container.len() {
        told = told.saturating_add(container.by_index_raw(at).map_err(|error| broken(&error))?.size());
    }
    if told > most {
        return Err(too_large());
    }
    let mut left = most;
    for at in 0..container.len() {
        let part = container.by_index(at).map_err(|error| broken(&error))?;
        let mut counted = Counted::default();
        std::io::copy(&mut part.take(left + 1), &mut counted).map_err(|error| broken(&error))?;
        left = left.checked_sub(counted.length).ok_or_else(too_large)?;
        if counted.declared > counted.length / SHORTEST_ENTRY {
            let sentence = format!("自称有{}条字串，装不下这么多", counted.declared);
            return Err(Unfit::Broken(sentence));
        }
    }
    Ok(container)
}

/// The attribute by which a table of strings says how many there are.
const DECLARED: &[u8] = b"uniqueCount";
/// Length of the shortest string of such a table, `<si/>`.
const SHORTEST_ENTRY: u64 = 5;

/// Where bytes of a part go: they are counted, and the largest number that stands behind [`DECLARED`] is kept.
#[derive(Default)]
struct Counted {
    length: u64,
    declared: u64,
    /// Letters of the attribute's name that were just read.
    matched: usize,
    number: u64,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.length += bytes.len() as u64;
        for byte in bytes {
            if self.matched < DECLARED.len() {
                // No part of the name but its first letter begins the name anew.
                self.matched = match *byte == DECLARED[self.matched] {
                    true => self.matched + 1,
                    false => usize::from(*byte == DECLARED[0]),
                };
                continue;
            }
            match byte {
                b'0'..=b'9' => {
                    self.number = self.number.saturating_mul(10).saturating_add(u64::from(byte - b'0'));
                    self.declared = self.declared.max(self.number);
                }
                b'=' | b'"' | b'\'' | b' ' | b'\t' | b'\r' | b'\n' if self.number == 0 => {}
                _ => (self.matched, self.number) = (0, 0),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn container(parts: &[(&str, usize)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, length) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![b'9'; *length]).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_large_inside_is_not_opened_though_it_says_it_is_small() {
        let small = container(&[("a.xml", 30 << 20)]);
        assert!(open(&small).is_ok());
        let mut large = container(&[("a.xml", 20 << 20), ("b.xml", 20 << 20)]);
        assert!(matches!(open(&large), Err(Unfit::Large(_))));
        // Told to be one byte long, in the head of the part and in the directory.
        for at in 0..large.len() - 30 {
            let size_at = match &large[at..at + 4] {
                b"PK\x03\x04" => at + 22,
                b"PK\x01\x02" => at + 24,
                _ => continue,
            };
            large[size_at..size_at + 4].copy_from_slice(&1_u32.to_le_bytes());
        }
        assert!(open(&large).is_err());
        assert!(matches!(open(b"PK\x03\x04"), Err(Unfit::Broken(_))));
    }

    #[test]
    fn a_count_beyond_what_fits_is_found_wherever_it_stands() {
        for (text, declared) in [
            ("<sst count=\"1\" uniqueCount=\"4294967295\">", 4_294_967_295),
            ("<sst uniqueCount = '07'><si/>", 7),
            ("uuniqueCount=\"12\" uniqueCount=\"3\"", 12),
            ("<sst uniqueCoun=\"9\"/>", 0),
        ] {
            let mut counted = Counted::default();
            // However the bytes come.
            text.as_bytes().chunks(3).for_each(|some| counted.write_all(some).unwrap());
            assert_eq!((counted.declared, counted.length), (declared, text.len() as u64), "{text}");
        }
    }
}
