//! What the norm has around a text, for the tests of all crates that print or check it.

use paper::{Document, Imprint, Letterhead};

/// Everything that the norm has around a text.
pub fn around(document: &mut Document) {
    document.meta.head = Letterhead {
        copy: Some("000001".into()),
        secrecy: Some("秘密★1年".into()),
        urgency: Some("特急".into()),
        mark: Some("样例区人民政府文件".into()),
        number: Some("样例府报〔2023〕1号".into()),
        signer: Some("样例甲".into()),
    };
    document.meta.remark = Some("样例附注".into());
    document.meta.imprint = Imprint {
        copies: vec!["样例区委办公室".into(), "样例区人大常委会办公室".into(), "样例区政协办公室".into()],
        printer: Some("样例区人民政府办公室".into()),
        printed: document.meta.date,
    };
}
