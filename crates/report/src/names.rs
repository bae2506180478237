//! From the name in a placeholder to an indicator.

use crate::template::Name;
use define::{Indicator, Pack, Written, nearest};
use finding::Finding;

/// The indicator that a placeholder names, by its figure (`{F26}`) or its id (`{education-budget-growth}`).
pub(crate) fn find<'p>(pack: &'p Pack, name: &str) -> Option<&'p Indicator> {
    pack.figure(name).or_else(|| pack.indicator(name))
}

/// The indicator, or a finding that tells the nearest known name.
pub(crate) fn find_or_tell<'p>(
    pack: &'p Pack,
    written: &Written,
    name: &Name,
) -> Result<&'p Indicator, Box<Finding>> {
    let asked = name.text.as_str();
    find(pack, asked).ok_or_else(|| {
        let figures = pack.indicators.iter().filter_map(|indicator| indicator.figure.as_deref());
        let ids = pack.indicators.iter().map(|indicator| indicator.id.as_str());
        let by_name = pack.indicators.iter().find(|indicator| indicator.name == asked);
        let near = by_name.map(|indicator| indicator.id.as_str());
        let near = near.or_else(|| nearest(asked, figures.chain(ids).chain(["年度", "上年", "区县"])));
        let sentence = format!("没有编号或标识为“{asked}”的指标");
        let finding = Finding::error("report.figure-unknown", written.at(name.span.clone()), sentence);
        Box::new(match near {
            Some(near) => finding.hint(format!("是否想写“{{{near}}}”？")),
            None => finding.hint("花括号里写数字编号（如 F26）或指标标识；原样引用数字写 {引:…}"),
        })
    })
}
