//! Which column of an official table holds what.

use super::TableRows;

/// Words of heads, the more telling first. A head counts when it contains one of them.
const ASPECT: [&str; 6] = ["评价内容", "评价重点", "一级指标", "方面", "评价项目", "类别"];
const INDICATOR: [&str; 5] = ["评价指标", "二级指标", "三级指标", "评价要点", "指标"];
const POINTS: [&str; 3] = ["分值", "权重", "满分"];
const CRITERIA: [&str; 5] = ["评价标准", "评分标准", "评分细则", "评价细则", "评价办法"];
const OWNER: [&str; 4] = ["责任单位", "牵头单位", "责任部门", "评价单位"];
/// Rows among which the head is looked for: titles stand above it.
const ABOVE: usize = 12;

/// The columns, by position.
pub(super) struct Columns {
    pub aspect: Option<usize>,
    pub indicator: usize,
    pub points: Option<usize>,
    pub criteria: Option<usize>,
    pub owner: Option<usize>,
}

impl Columns {
    /// The first row that names the column of indicators and at least one other, with its position.
    pub fn find(rows: &TableRows) -> Option<(usize, Columns)> {
        rows.iter().take(ABOVE).enumerate().find_map(|(at, (_, cells))| {
            let column = |words: &[&str], taken: &[Option<usize>]| {
                words.iter().find_map(|word| {
                    let named = |(at, cell): (usize, &String)| {
                        let cell: String = cell.chars().filter(|letter| !letter.is_whitespace()).collect();
                        (cell.contains(word) && cell.chars().count() <= 8 && !taken.contains(&Some(at)))
                            .then_some(at)
                    };
                    cells.iter().enumerate().find_map(named)
                })
            };
            let aspect = column(&ASPECT, &[]);
            let indicator = column(&INDICATOR, &[aspect])?;
            let (points, criteria, owner) =
                (column(&POINTS, &[]), column(&CRITERIA, &[]), column(&OWNER, &[]));
            let others = [aspect, points, criteria, owner].iter().flatten().count();
            (others > 0).then_some((at, Columns { aspect, indicator, points, criteria, owner }))
        })
    }
}
