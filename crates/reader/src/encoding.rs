//! Which letters the bytes of a text file mean.

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};
use finding::{Finding, Place};

/// An encoding that a clerk may insist on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// GB 18030, of which GBK and GB 2312 are parts.
    Gb18030,
}

impl std::str::FromStr for Encoding {
    type Err = String;

    fn from_str(text: &str) -> Result<Encoding, String> {
        match text.to_lowercase().as_str() {
            "utf-8" | "utf8" => Ok(Encoding::Utf8),
            "gb18030" | "gbk" | "gb2312" => Ok(Encoding::Gb18030),
            other => Err(format!("不认识的编码“{other}”：只有 utf-8 和 gb18030")),
        }
    }
}

/// The text, with a note when it is not UTF-8. Without a forced encoding: a byte order mark decides, else UTF-8 if the
/// bytes are valid UTF-8, else GB 18030 if they are valid that.
pub(crate) fn decode(
    name: &str,
    bytes: &[u8],
    forced: Option<Encoding>,
) -> Result<(String, Vec<Finding>), Finding> {
    let at = |offset: usize| {
        let line = bytes[..offset].iter().filter(|b| **b == b'\n').count() + 1;
        Place { line: Some(line as u32), ..Place::whole(name) }
    };
    let marks = bytes.chunks_exact(3).take_while(|mark| *mark == [0xEF, 0xBB, 0xBF]).count();
    let utf8 = || std::str::from_utf8(&bytes[3 * marks..]);
    match forced {
        Some(Encoding::Utf8) => utf8().map(|text| (text.to_owned(), Vec::new())).map_err(|error| {
            let finding = Finding::error(
                "import.encoding.not-utf-8",
                at(error.valid_up_to()),
                "从这一行起不是 UTF-8 文字",
            );
            match decoded(GB18030, bytes) {
                Some(_) => {
                    finding.hint("这个文件像是 GBK／GB18030 编码：去掉 --encoding，或写 --encoding gb18030")
                }
                None => finding.hint("请另存为 UTF-8 编码的 CSV"),
            }
        }),
        Some(Encoding::Gb18030) => decoded(GB18030, bytes).map(|text| (text, Vec::new())).ok_or_else(|| {
            Finding::error("import.encoding.not-gb18030", Place::whole(name), "文件不是 GB18030 文字")
        }),
        None => {
            for (mark, encoding) in [(&[0xFF, 0xFE][..], UTF_16LE), (&[0xFE, 0xFF][..], UTF_16BE)] {
                if let Some(rest) = bytes.strip_prefix(mark) {
                    let wrong = || {
                        Finding::error(
                            "import.encoding.unknown",
                            Place::whole(name),
                            "文件声称是 UTF-16，却读不成",
                        )
                    };
                    return decoded(encoding, rest).map(|text| (text, Vec::new())).ok_or_else(wrong);
                }
            }
            match utf8() {
                Ok(text) => return Ok((text.to_owned(), Vec::new())),
                // Whole letters of Chinese up to the last, which is begun and not ended.
                Err(error)
                    if error.error_len().is_none()
                        && error.valid_up_to() > 0
                        && !bytes[..3 * marks + error.valid_up_to()].is_ascii() =>
                {
                    let sentence = "文件在一个字的中间断了，没有写完";
                    let place = at(3 * marks + error.valid_up_to());
                    return Err(Finding::error("import.encoding.cut", place, sentence)
                        .hint("多半是没有传完：请重新取得这个文件"));
                }
                Err(_) => {}
            }
            let told =
                Finding::note("import.encoding.gb18030", Place::whole(name), "文件按 GB18030（GBK）编码读入");
            decoded(GB18030, bytes).map(|text| (text, vec![told])).ok_or_else(|| {
                let sentence = "既不是 UTF-8 也不是 GB18030 文字，读不出来";
                Finding::error("import.encoding.unknown", Place::whole(name), sentence)
                    .hint("请另存为 UTF-8 编码的 CSV")
            })
        }
    }
}

fn decoded(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<String> {
    debug_assert!(encoding != UTF_8);
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}
