//! What a file really is, by its content: files of other kinds come under the names of tables, and tables under others.

use finding::{Finding, Place};

/// A kind of file that is not read as a table: the code and what is said, and the way out.
type Said = (&'static str, &'static str, &'static str);

const SAVE_AS: &str = "请用 WPS／Excel 打开，另存为“Excel 工作簿（.xlsx）”，再导入";

/// What a file is that is no table, nor one that is read; none when it may be one.
pub(super) fn other(name: &str, bytes: &[u8]) -> Option<Finding> {
    let (code, sentence, hint) = match () {
        () if bytes.starts_with(b"PK") => packed(bytes)?,
        () if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) => compound(bytes),
        () if bytes.starts_with(b"{\\rtf") => ("import.file.rtf", "这是 RTF 文档，不是表格", SAVE_AS),
        () if bytes.starts_with(b"%PDF") => {
            ("import.file.pdf", "这是 PDF 文件，不是表格", "请向出具的人要原来的表格（.xlsx 或 CSV）")
        }
        () if bytes.starts_with(b"\x89PNG") || bytes.starts_with(&[0xFF, 0xD8, 0xFF]) => {
            ("import.file.picture", "这是图片，不是表格", "请把图上的内容填进表格再导入")
        }
        () if is_old_sheet(bytes) => ("import.file.old-excel", "这是旧版 Excel（.xls）文件", SAVE_AS),
        () => markup(bytes)?,
    };
    Some(Finding::error(code, Place::whole(name), sentence).hint(hint))
}

/// Kinds of containers, by the names of parts, which stand in them unpacked.
fn packed(bytes: &[u8]) -> Option<Said> {
    let has = |words: &str| holds(bytes, words.as_bytes());
    // The directory at the end is what a transfer loses first.
    if !has("PK\u{5}\u{6}") {
        return Some((
            "import.file.cut",
            "文件不完整：压缩包没有结尾，多半是没有传完",
            "请重新取得这个文件；还是这样的，请填表的人再发一次",
        ));
    }
    if has("xl/workbook.xml") || has("xl\\workbook.xml") {
        return None;
    }
    Some(match () {
        () if has("opendocument.spreadsheet") => {
            ("import.file.open-document", "这是 OpenDocument 表格（.ods）", SAVE_AS)
        }
        () if has("opendocument.") => {
            ("import.file.open-document", "这是 OpenDocument 文档，不是表格", SAVE_AS)
        }
        () if has("xl/workbook.bin") => ("import.file.binary-workbook", "这是二进制工作簿（.xlsb）", SAVE_AS),
        () if has("Index/Document.iwa") || has("Index.zip") => (
            "import.file.numbers",
            "这是苹果 Numbers 表格",
            "请在 Numbers 里“导出到→Excel”，得到 .xlsx 文件再导入",
        ),
        () if has("word/document") => {
            ("import.file.document", "这是 Word 文档，不是表格", "请把表格复制到 WPS／Excel 里，另存为 .xlsx")
        }
        () if has("ppt/presentation") => ("import.file.document", "这是演示文稿，不是表格", SAVE_AS),
        () if has("OFD.xml") => (
            "import.file.document",
            "这是 OFD 版式文件，不是表格",
            "请向出具的人要原来的表格（.xlsx 或 CSV）",
        ),
        () if has("xl/") => return None,
        () if has("_rels/.rels") || has("[Content_Types].xml") => return None,
        () => ("import.file.archive", "这是压缩包，不是表格", "请先解压，再导入里面的表格"),
    })
}

/// Compound files: old workbooks and documents, and new ones under a password.
fn compound(bytes: &[u8]) -> Said {
    let wide = |words: &str| words.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
    let has = |words: &str| holds(bytes, &wide(words));
    match () {
        () if has("EncryptedPackage") => (
            "import.file.password",
            "这个文件设了打开密码",
            "请用 WPS／Excel 打开，在“文件→信息→保护工作簿”里去掉密码，保存后再导入",
        ),
        () if has("WordDocument") => ("import.file.document", "这是旧版 Word 文档，不是表格", SAVE_AS),
        () => ("import.file.old-excel", "这是旧版 Excel（.xls）文件，不论叫什么名字", SAVE_AS),
    }
}

/// The first record of a workbook of the years before compound files.
fn is_old_sheet(bytes: &[u8]) -> bool {
    matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04 | 0x06 | 0x08 | 0x10, 0x00, ..])
}

/// Bytes of a text that are looked at.
const HEAD: usize = 4 << 10;

/// Pages and other markup under the names of tables.
fn markup(bytes: &[u8]) -> Option<Said> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let head = head.replace('\0', "");
    let head = head.trim_start_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{fffd}')
    });
    Some(match () {
        () if head.starts_with("mime-version:") || head.starts_with("content-type: multipart") => {
            ("import.file.web-archive", "这是网页存档（MHT），不是表格", SAVE_AS)
        }
        () if head.contains("urn:schemas-microsoft-com:office:spreadsheet") => {
            ("import.file.xml-table", "这是 XML 表格（2003 格式）", SAVE_AS)
        }
        () if ["<html", "<!doctype html", "<table", "<head", "<body", "<meta"]
            .iter()
            .any(|tag| head.starts_with(tag)) =>
        {
            ("import.file.web-page", "这是网页（HTML）里的表格，不论叫什么名字", SAVE_AS)
        }
        () if head.starts_with("<?xml") && head.contains("<html") => {
            ("import.file.web-page", "这是网页（HTML）里的表格，不论叫什么名字", SAVE_AS)
        }
        () if head.starts_with("<?xml") || head.starts_with('<') && head.contains("xmlns") => {
            ("import.file.markup", "这是 XML 文件，不是表格", SAVE_AS)
        }
        () if head.starts_with("[{") || head.starts_with("{\"") => {
            ("import.file.markup", "这是 JSON 文件，不是表格", "请导出为 .xlsx 或 CSV 再导入")
        }
        () => return None,
    })
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    let Some(first) = words.first() else { return true };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        if rest[at..].starts_with(words) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds_are_told_as_what_they_are() {
        let old = [&[0xD0, 0xCF, 0x11, 0xE0][..], &[0; 64]].concat();
        let locked =
            [&old[..], &"EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect::<Vec<u8>>()].concat();
        let zip = |inside: &str| [b"PK\x03\x04", inside.as_bytes(), b"PK\x05\x06"].concat();
        for (bytes, code) in [
            (old.clone(), Some("import.file.old-excel")),
            (locked, Some("import.file.password")),
            (vec![0x09, 0x08, 0x10, 0x00, 0, 6], Some("import.file.old-excel")),
            (b"{\\rtf1".to_vec(), Some("import.file.rtf")),
            (b"%PDF-1.7".to_vec(), Some("import.file.pdf")),
            (b"PK\x03\x04xl/workbook.xml".to_vec(), Some("import.file.cut")),
            (zip("xl/workbook.xml"), None),
            (zip("xl/workbook.bin"), Some("import.file.binary-workbook")),
            (
                zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
                Some("import.file.open-document"),
            ),
            (zip("Index/Document.iwa"), Some("import.file.numbers")),
            (zip("word/document.xml"), Some("import.file.document")),
            (zip("a.csv"), Some("import.file.archive")),
            (b"\xef\xbb\xbf <HTML><table>".to_vec(), Some("import.file.web-page")),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"
                    .to_vec(),
                Some("import.file.xml-table"),
            ),
            (b"MIME-Version: 1.0\r\n".to_vec(), Some("import.file.web-archive")),
            ("名称,人数\n<一幼>,3\n".as_bytes().to_vec(), None),
        ] {
            let told = other("a.csv", &bytes);
            assert_eq!(
                told.as_ref().map(|finding| finding.code),
                code,
                "{:?}",
                String::from_utf8_lossy(&bytes)
            );
            assert!(told.is_none_or(|finding| finding.hint.is_some()));
        }
    }
}
