//! A round in which schools hand something in: what is asked, of whom, and what is done about it once people are in their posts.

use crate::Given;
use crate::day::Day;
use crate::people::{CLERKS, given};
use crate::schools;
use crate::spec::Spec;

/// The round's name.
const ROUND: &str = "年终自评材料（样例）";

/// What is asked.
const MATTER: &str = "生均公用经费";

/// A round (收集轮次) and what follows on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The loop of what is handed in.
    pub of: &'static str,
    /// The row that asks, and who records it.
    pub asks: (&'static str, Given),
    /// What is done, in order.
    pub done: Vec<HandedIn>,
}

/// A step of what a school hands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// Who does it.
    pub by: &'static str,
    /// The number of the case.
    pub case: String,
    /// The step.
    pub step: &'static str,
    /// The remark; may be empty.
    pub note: &'static str,
    /// The row as he fills it in before; none when he fills in nothing.
    pub fills: Option<Given>,
}

/// The round of the year's end: of one school it is approved, of the next one it was sent back, mended and waits to be signed anew, of the
/// third nothing has come yet.
///
/// ```
/// let round = sample::round(&sample::Spec::tongnan_2022());
/// assert_eq!(round.asks.1.register, "收集轮次");
/// assert_eq!(round.done.iter().filter(|one| one.step == "退回").count(), 1);
/// ```
pub fn round(spec: &Spec) -> Round {
    let made = schools::schools(spec);
    let schools: Vec<_> = made.schools.iter().zip(CLERKS).collect();
    let names: Vec<&str> = schools.iter().map(|(school, _)| school.name.as_str()).collect();
    let (asked, due) = (Day::of(spec.year, 12, 30).to_string(), Day::of(spec.year + 1, 1, 19).to_string());
    let asks = given(
        "收集轮次",
        &[
            ("轮次", ROUND),
            ("事项", MATTER),
            ("要求", "按决算口径填报送数"),
            ("单位", &names.join("、")),
            ("下达日期", &asked),
            ("截止日期", &due),
        ],
    );
    let mut done = Vec::new();
    for ((school, clerk), figures) in schools.into_iter().zip([&["652.40"][..], &["688.15", "681.50"], &[]]) {
        let case = format!("BS-{ROUND}-{}", school.code);
        let row = |figure: &str| {
            let cells = [("编号", case.as_str()), ("轮次", ROUND), ("事项", MATTER), ("单位", &school.name)];
            let more = [("下达日期", asked.as_str()), ("截止日期", &due), ("报送数", figure)];
            given("报送件", &[&cells[..], &more].concat())
        };
        let mut does = |by: &'static str, step: &'static str, note: &'static str, figure: Option<&str>| {
            done.push(HandedIn { by, case: case.clone(), step, note, fills: figure.map(row) });
        };
        let Some(first) = figures.first() else { continue };
        does(clerk, "提交", "", Some(first));
        does("样例冯审批", "同意", "", None);
        match figures.get(1) {
            None => {
                does("样例褚审批", "同意", "", None);
                does("样例卫审批", "同意", "", None);
            }
            Some(mended) => {
                does("样例褚审批", "退回", "数与决算表不符，请核对", None);
                does(clerk, "提交", "已按决算表更正", Some(mended));
            }
        }
    }
    Round { of: "submissions", asks: ("样例李督导", asks), done }
}
