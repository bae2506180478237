//! The call list (名单) of a notice as a workbook.

use super::Listed;
use crate::ask::Reading;
use crate::error::Result;

const HEADER: [&str; 9] =
    ["责任人", "方式", "家庭", "归属", "电话", "转到名单时刻", "此前", "结果（请填）", "经办人（请填）"];

impl Reading {
    /// The lists of a notice as an XLSX workbook, by person; and how many households are on them. It holds telephone
    /// numbers and is for the persons named.
    ///
    /// # Errors
    /// [`crate::Error::Unknown`] for a notice that is not there.
    pub fn notice_calls(&self, id: &str) -> Result<(Vec<u8>, usize)> {
        let lists = self.notice_lists(id)?;
        let rows: Vec<Vec<String>> =
            std::iter::once(HEADER.map(str::to_owned).to_vec()).chain(lists.iter().map(cells)).collect();
        Ok((paper::workbook("名单", &rows), lists.len()))
    }
}

fn cells(one: &Listed) -> Vec<String> {
    let known = [
        &one.person,
        one.channel,
        &one.household,
        &one.unit,
        &one.telephone,
        &one.since,
        &one.before,
        "",
        "",
    ];
    known.map(str::to_owned).to_vec()
}
