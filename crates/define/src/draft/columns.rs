//! Which column of an official table holds what.

use super::TableRows;

/// Words of heads, the more telling first. A head counts when it contains one of them.
const ASPECT: [&str; 7] = ["评价内容", "评价重点", "一级指标", "方面", "评价项目", "评价领域", "类别"];
const INDICATOR: [&str; 5] = ["评价指标", "二级指标", "三级指标", "评价要点", "指标"];
/// What lies below an indicator: it belongs to its criteria.
const POINT: [&str; 6] = ["三级指标", "评价要点", "观测点", "考核要点", "主要内容", "指标内容"];
const POINTS: [&str; 3] = ["分值", "权重", "满分"];
const CRITERIA: [&str; 6] = ["评价标准", "评分标准", "评分细则", "评价细则", "评分办法", "评价办法"];
const OWNER: [&str; 5] = ["责任单位", "牵头单位", "责任部门", "牵头部门", "评价单位"];
/// Rows among which the head is looked for: titles stand above it.
const ABOVE: usize = 12;
/// A longer cell is no head.
const LONGEST: usize = 8;

/// The columns, by position.
pub(super) struct Columns {
    pub aspect: Option<usize>,
    pub indicator: usize,
    pub point: Option<usize>,
    pub points: Option<usize>,
    pub criteria: Option<usize>,
    pub owner: Option<usize>,
}

impl Columns {
    /// The columns by the first row that names that of indicators and at least one other, with the positions of the rows that
    /// are the head: two where cells of it are merged over others.
    pub fn find(rows: &TableRows) -> Option<(std::ops::Range<usize>, Columns)> {
        rows.iter().take(ABOVE).enumerate().find_map(|(at, (_, upper))| {
            let one = Columns::of(upper)?;
            // Below “评价指标”, merged over them, stand “一级指标” and “二级指标”; below “分值” stands nothing.
            let lower = rows.get(at + 1).map(|(_, cells)| cells).filter(|cells| levels(cells) > 1);
            let two = lower.and_then(|lower| Columns::of(&laid_under(upper, lower)));
            Some(two.map_or((at..at + 1, one), |two| (at..at + 2, two)))
        })
    }

    fn of(cells: &[String]) -> Option<Columns> {
        let aspect = column(cells, &ASPECT, &[]);
        let indicator = column(cells, &INDICATOR, &[aspect])?;
        let point = column(cells, &POINT, &[aspect, Some(indicator)]);
        let [points, criteria, owner] =
            [&POINTS[..], &CRITERIA, &OWNER].map(|words| column(cells, words, &[Some(indicator), point]));
        let others = [aspect, points, criteria, owner].iter().flatten().count();
        (others > 0).then_some(Columns { aspect, indicator, point, points, criteria, owner })
    }
}

/// The first column whose head contains one of the words, of those that are not taken.
fn column(cells: &[String], words: &[&str], taken: &[Option<usize>]) -> Option<usize> {
    let heads: Vec<String> = cells.iter().map(|cell| bare(cell)).collect();
    words.iter().find_map(|word| {
        let named = |(at, head): (usize, &String)| {
            let names = head.contains(word) && head.chars().count() <= LONGEST;
            (names && !taken.contains(&Some(at))).then_some(at)
        };
        heads.iter().enumerate().find_map(named)
    })
}

/// How many cells name a level of the scheme.
fn levels(cells: &[String]) -> usize {
    let names = |cell: &&String| {
        let head = bare(cell);
        let words = ASPECT.iter().chain(&INDICATOR).chain(&POINT);
        head.chars().count() <= LONGEST && words.into_iter().any(|word| head.contains(word))
    };
    cells.iter().filter(names).count()
}

/// The head of each column where two rows make it: the lower one, or the upper where that is empty.
fn laid_under(upper: &[String], lower: &[String]) -> Vec<String> {
    let cell = |cells: &[String], at: usize| cells.get(at).map_or(String::new(), |cell| bare(cell));
    (0..upper.len().max(lower.len()))
        .map(|at| Some(cell(lower, at)).filter(|head| !head.is_empty()).unwrap_or_else(|| cell(upper, at)))
        .collect()
}

fn bare(cell: &str) -> String {
    cell.chars().filter(|letter| !letter.is_whitespace()).collect()
}
