//! What a file that is attached to a row is, told by its content: its name says nothing. Nothing of it is parsed but, of a
//! photograph, the head in which a telephone writes where it was taken.

/// Largest file that is attached, in bytes.
pub const ATTACHED_LIMIT: usize = 20 << 20;

/// Kinds of files that may be attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attached {
    /// A photograph.
    Jpeg,
    /// A picture.
    Png,
    /// A document in fixed layout.
    Pdf,
    /// A word processor's document, without macros.
    Docx,
    /// A workbook, without macros.
    Xlsx,
    /// 版式文件, GB/T 33190.
    Ofd,
    /// Plain text in UTF-8 or GB 18030.
    Text,
}

impl Attached {
    /// Every kind with the word for it in 佐证材料.
    pub const ALL: [(Attached, &'static str); 7] = [
        (Attached::Jpeg, "JPEG"),
        (Attached::Png, "PNG"),
        (Attached::Pdf, "PDF"),
        (Attached::Docx, "DOCX"),
        (Attached::Xlsx, "XLSX"),
        (Attached::Ofd, "OFD"),
        (Attached::Text, "文本"),
    ];

    /// The kind of a file by its content; none of what may not be attached.
    ///
    /// ```
    /// use reader::Attached;
    /// assert_eq!(Attached::of(b"\xff\xd8\xff\xe0\0\x10JFIF"), Some(Attached::Jpeg));
    /// assert_eq!(Attached::of("会议记录".as_bytes()), Some(Attached::Text));
    /// assert_eq!(Attached::of(b"MZ\x90\0\x03\0\0\0"), None);
    /// ```
    pub fn of(bytes: &[u8]) -> Option<Attached> {
        let begins = |head: &[u8]| bytes.starts_with(head);
        if begins(b"\xff\xd8\xff") {
            return Some(Attached::Jpeg);
        }
        if begins(b"\x89PNG\r\n\x1a\n") {
            return Some(Attached::Png);
        }
        if begins(b"%PDF-") {
            return Some(Attached::Pdf);
        }
        if begins(b"PK\x03\x04") {
            return package(bytes);
        }
        is_text(bytes).then_some(Attached::Text)
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        Attached::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Attached> {
        Attached::ALL.iter().find(|(_, of)| *of == word).map(|(kind, _)| *kind)
    }

    /// Whether it is a picture.
    pub fn is_picture(self) -> bool {
        matches!(self, Attached::Jpeg | Attached::Png)
    }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A package by the names of its parts; none with a macro in it.
fn package(bytes: &[u8]) -> Option<Attached> {
    if holds(bytes, b"vbaProject.bin") {
        return None;
    }
    let kinds: [(&[u8], Attached); 3] = [
        (b"word/document.xml", Attached::Docx),
        (b"xl/workbook.xml", Attached::Xlsx),
        (b"OFD.xml", Attached::Ofd),
    ];
    kinds.into_iter().find(|(part, _)| holds(bytes, part)).map(|(_, kind)| kind)
}

fn is_text(bytes: &[u8]) -> bool {
    let is_letter = |byte: &u8| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    if bytes.is_empty() || !bytes.iter().all(is_letter) {
        return false;
    }
    std::str::from_utf8(bytes).is_ok() || !encoding_rs::GB18030.decode_without_bom_handling(bytes).1
}

/// The text of a file of kind [`Attached::Text`].
pub fn attached_text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => encoding_rs::GB18030.decode(bytes).0.into_owned(),
    }
}

/// Whether a picture says where it was taken: a GPS directory in its Exif head, or any in its XMP.
pub fn says_where(bytes: &[u8]) -> bool {
    let exif = bytes.windows(6).position(|window| window == b"Exif\0\0").map(|at| &bytes[at + 6..]);
    let chunk = || bytes.windows(4).position(|window| window == b"eXIf").map(|at| &bytes[at + 4..]);
    let of_tiff = exif.or_else(|| bytes.starts_with(b"\x89PNG").then(chunk).flatten());
    of_tiff.is_some_and(has_gps) || holds(bytes, b"exif:GPSLatitude")
}

/// Whether the first directory of a TIFF head points to one of positions.
fn has_gps(tiff: &[u8]) -> bool {
    let little = match tiff.get(..2) {
        Some(b"II") => true,
        Some(b"MM") => false,
        _ => return false,
    };
    let short = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = tiff.get(at..at + 4)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) } as usize)
    };
    let Some(first) = long(4) else { return false };
    let Some(count) = short(first) else { return false };
    (0..usize::from(count)).any(|nth| short(first.saturating_add(2 + nth * 12)) == Some(0x8825))
}

#[cfg(test)]
mod tests {
    use super::{Attached, says_where};

    /// A photograph with one entry in its Exif head.
    fn photograph(tag: u16, big: bool) -> Vec<u8> {
        let mut bytes = b"\xff\xd8\xff\xe1\0\x30Exif\0\0".to_vec();
        let short = |number: u16| if big { number.to_be_bytes() } else { number.to_le_bytes() };
        let long = |number: u32| if big { number.to_be_bytes() } else { number.to_le_bytes() };
        bytes.extend(if big { b"MM" } else { b"II" });
        bytes.extend(short(42));
        bytes.extend(long(8));
        bytes.extend(short(1));
        bytes.extend(short(tag));
        bytes.extend([0; 14]);
        bytes
    }

    #[test]
    fn a_position_is_found_in_both_orders_of_bytes_and_nothing_else_is_one() {
        for big in [false, true] {
            assert!(says_where(&photograph(0x8825, big)));
            assert!(!says_where(&photograph(0x0112, big)), "an orientation is no position");
        }
        assert!(!says_where(b"\xff\xd8\xffExif\0\0II"), "a head that is cut off");
    }

    #[test]
    fn what_is_no_such_file_is_none_whatever_its_name() {
        let none: [&[u8]; 5] = [
            b"",
            b"\x7fELF\x02\x01",
            b"PK\x03\x04nothing",
            b"PK\x03\x04word/document.xml vbaProject.bin",
            b"\xd0\xcf\x11\xe0",
        ];
        assert!(none.into_iter().all(|bytes| Attached::of(bytes).is_none()));
        assert_eq!(Attached::of(b"PK\x03\x04[Content_Types].xml xl/workbook.xml"), Some(Attached::Xlsx));
        assert_eq!(Attached::of(&[0xc4, 0xe3, 0xba, 0xc3]), Some(Attached::Text), "GB 18030");
    }
}
