//! What stands around the text: head (版头) and imprint (版记).

use super::Page;
use crate::Document;

impl Page<'_> {
    /// What stands above the red line.
    pub(super) fn head(&mut self, document: &Document) {
        let head = &document.meta.head;
        if head.notices().next().is_none() && !head.has_line() {
            return;
        }
        self.out.push_str("<header class=\"letterhead\">\n");
        head.notices().for_each(|words| self.paragraph_of("notice", Some(words)));
        self.paragraph_of("organ", head.mark.as_deref());
        let signer = head.signer.as_ref().map(|signer| format!("签发人：{signer}"));
        self.side_by_side("number", head.number.as_deref(), signer.as_deref());
        self.out.push_str("</header>\n");
    }

    /// What stands at the foot of the last page.
    pub(super) fn imprint(&mut self, document: &Document) {
        let imprint = &document.meta.imprint;
        if imprint.is_empty() {
            return;
        }
        self.out.push_str("<footer class=\"imprint\">\n");
        let copies = imprint.copied().map(|copies| format!("抄送：{copies}"));
        self.paragraph_of("copies", copies.as_deref());
        self.side_by_side("printed", imprint.printer.as_deref(), imprint.printed_words().as_deref());
        self.out.push_str("</footer>\n");
    }

    /// A paragraph of what stands left and what stands right.
    fn side_by_side(&mut self, class: &str, left: Option<&str>, right: Option<&str>) {
        if left.is_none() && right.is_none() {
            return;
        }
        self.out.push_str("<p class=\"");
        self.out.push_str(class);
        self.out.push_str("\">");
        left.into_iter().for_each(|words| self.wrapped("span", words));
        right.into_iter().for_each(|words| self.wrapped("span", words));
        self.out.push_str("</p>\n");
    }
}
