//! What an official document has around its text: the head above the red line (版头) and the imprint at the foot of its last
//! page (版记), GB/T 9704-2012, 7.2 and 7.4. Whatever is not set is not printed.

use crate::{Day, Document};
use serde::Serialize;

/// The head (版头): what stands above the red line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// Number of the copy (份号), six digits.
    pub copy: Option<String>,
    /// Degree of secrecy and for how long (密级和保密期限): 秘密★1年.
    pub secrecy: Option<String>,
    /// Urgency (紧急程度): 特急, 加急.
    pub urgency: Option<String>,
    /// The mark of the issuing body (发文机关标志), in red: 样例区人民政府文件.
    pub mark: Option<String>,
    /// The number of the document (发文字号): 样例府报〔2023〕1号.
    pub number: Option<String>,
    /// Who signed for it (签发人), of a document that goes upward.
    pub signer: Option<String>,
}

/// The imprint (版记): at the foot of the last page, between lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imprint {
    /// To whom copies go (抄送机关).
    pub copies: Vec<String>,
    /// Who prints it (印发机关).
    pub printer: Option<String>,
    /// The day on which it is printed (印发日期).
    pub printed: Option<Day>,
}

impl Letterhead {
    /// The lines flush at the top, from above: number of the copy, secrecy, urgency.
    pub fn notices(&self) -> impl Iterator<Item = &str> {
        [&self.copy, &self.secrecy, &self.urgency].into_iter().flatten().map(String::as_str)
    }

    /// Whether there is anything above a red line.
    ///
    /// ```
    /// use paper::Letterhead;
    /// assert!(!Letterhead::default().has_line());
    /// assert!(Letterhead { mark: Some("样例区人民政府文件".into()), ..Letterhead::default() }.has_line());
    /// ```
    pub fn has_line(&self) -> bool {
        self.mark.is_some() || self.number.is_some() || self.signer.is_some()
    }
}

impl Imprint {
    /// Who gets copies, as one sentence, without the words 抄送：. None when nobody does.
    ///
    /// ```
    /// let imprint = paper::Imprint { copies: vec!["区委办公室".into(), "区教委".into()], ..Default::default() };
    /// assert_eq!(imprint.copied().as_deref(), Some("区委办公室，区教委。"));
    /// ```
    pub fn copied(&self) -> Option<String> {
        (!self.copies.is_empty()).then(|| format!("{}。", self.copies.join("，")))
    }

    /// The day as it stands there: 2023年3月1日印发.
    pub fn printed_words(&self) -> Option<String> {
        self.printed.map(|day| format!("{day}印发"))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.copies.is_empty() && self.printer.is_none() && self.printed.is_none()
    }
}

impl Document {
    /// The remark under the day (附注) in its brackets.
    pub fn remark(&self) -> Option<String> {
        self.meta.remark.as_ref().map(|remark| format!("（{remark}）"))
    }
}
