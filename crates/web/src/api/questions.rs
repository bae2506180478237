//! Every question of the interface, one a line: address, name, what it is, what it may be asked with, the view and how it is asked.

use office::{CaseFilter, DutyQuery, LetterQuery, RowQuery};

use super::given::Given;
use super::problem::Refused;
use super::question::{Answer, Kind, Parameter, Question};
use crate::site::offered;

/// One line a question; the view is named, and what answers is held against it by the compiler.
macro_rules! questions {
    ($($path:literal $name:literal $about:literal [$($parameter:expr),*] $view:ty, $ask:expr;)*) => {
        pub(super) const QUESTIONS: &[Question] = &[$(Question {
            path: $path,
            name: $name,
            about: $about,
            parameters: &[$($parameter),*],
            answer: |reading, given| {
                let ask: fn(&office::Reading, &Given) -> Result<$view, Refused> = $ask;
                Answer::of(&ask(reading, given)?)
            },
            #[cfg(test)]
            shape: Some(|shapes| shapes.subschema_for::<$view>()),
        }),*];
    };
}

pub(super) const DAY: Parameter =
    Parameter {
        name: "day", kind: Kind::Day, about: "哪一天；不写为今天，已过的年度为其最后一天"
    };
const SCENARIO: Parameter =
    Parameter { name: "scenario", kind: Kind::Text, about: "情景的编号或名称；不写为采用的" };
const DRAW: Parameter = Parameter { name: "draw", kind: Kind::Text, about: "抽取编号" };
const TRIPS: Parameter = Parameter { name: "trips", kind: Kind::Flag, about: "送教也排成几天几趟" };
pub(super) const Q: Parameter = Parameter { name: "q", kind: Kind::Text, about: "包含这些字的" };
const OPEN: Parameter = Parameter { name: "open", kind: Kind::Flag, about: "只要未办结的" };
const OVERDUE: Parameter = Parameter { name: "overdue", kind: Kind::Flag, about: "只要逾期的" };
const GAPS: Parameter = Parameter { name: "gaps", kind: Kind::Flag, about: "只要有缺的单位" };
const AFTER: Parameter =
    Parameter { name: "after", kind: Kind::Text, about: "从哪里接着：上一页的 next" };
pub(super) const SORT: Parameter = Parameter { name: "sort", kind: Kind::Text, about: "按哪个字段排" };
pub(super) const DESCENDING: Parameter =
    Parameter { name: "descending", kind: Kind::Flag, about: "从大到小" };
pub(super) const WHERE: Parameter =
    Parameter { name: "where", kind: Kind::Equal, about: "字段:值，只要相等的；可写几个" };
pub(super) const FAILING: Parameter =
    Parameter { name: "failing", kind: Kind::Text, about: "计算字段：只要它不成立的行" };
const ROWS: Parameter =
    Parameter { name: "limit", kind: Kind::Number(500), about: "一页几行；不写为50" };
const ENTRIES: Parameter =
    Parameter { name: "limit", kind: Kind::Number(200), about: "几条；不写为50" };
const BEFORE: Parameter =
    Parameter { name: "before", kind: Kind::Number(u32::MAX as u64), about: "这一条之前的" };
const SINCE: Parameter =
    Parameter {
        name: "since", kind: Kind::Number(u32::MAX as u64), about: "从哪一条起；不写为开头"
    };
const LOOKED: Parameter =
    Parameter { name: "limit", kind: Kind::Number(2_000), about: "看几条；不写为500" };

questions! {
    "/api/standing" "standing" "依据：日志有多少条、根摘要" []
        view::Standing, |reading, _| Ok(reading.standing()?);
    "/api/offers" "offers" "本人的角色和看得到的地方" []
        view::OffersView, |reading, _| Ok(reading.offers());
    "/api/desk" "desk" "工作台：待办、已办、临期" []
        view::DeskView, |reading, _| Ok(reading.desk()?);
    "/api/registers" "registers" "台账及其字段" []
        Vec<view::RegisterView>, |reading, _| Ok(reading.registers()?.to_vec());
    "/api/registers/{register}/rows" "rows" "一本台账的行" [SORT, DESCENDING, WHERE, Q, FAILING, AFTER, ROWS]
        view::RowPage, rows;
    "/api/registers/{register}/rows/{number}/instruments" "instruments" "一行能出的文书，各缺什么" []
        Vec<view::InstrumentView>, |reading, given| Ok(reading.instruments(given.part("register"), given.number_in("number")?)?);
    "/api/indicators" "indicators" "评价指标及判定" []
        view::Known<view::Board>, |reading, _| Ok(reading.evaluate()?);
    "/api/figures" "figures" "报告引用的数" []
        view::Known<view::FiguresView>, |reading, _| Ok(reading.figures()?);
    "/api/figures/{figure}" "figure" "一个数从何而来" []
        view::Known<view::Lineage>, |reading, given| Ok(reading.explain(given.part("figure"))?);
    "/api/rosters" "rosters" "责任名册" [DAY]
        view::Known<view::RostersView>, |reading, given| Ok(reading.rosters(given.day("day"))?);
    "/api/rosters/{roster}" "roster" "一本责任名册" [DAY]
        view::Known<view::RosterView>, |reading, given| Ok(reading.roster(given.part("roster"), given.day("day"), None)?);
    "/api/plans" "plans" "规划及其情景" [DAY]
        view::Known<view::PlansView>, |reading, given| Ok(reading.plans(given.day("day"))?);
    "/api/plans/{plan}" "plan" "一个规划情景的测算" [DAY, SCENARIO]
        view::Known<view::PlacesView>, |reading, given| Ok(reading.places(given.part("plan"), given.day("day"), &office::WhatIf { scenario: given.some("scenario"), ..Default::default() })?);
    "/api/plans/{plan}/map" "map" "一个规划情景的村、学校和流向，有坐标的" [DAY, SCENARIO]
        view::Known<view::PlanMapView>, |reading, given| Ok(reading.places_map(given.part("plan"), given.day("day"), &office::WhatIf { scenario: given.some("scenario"), ..Default::default() })?);
    "/api/plans/{plan}/curve" "curve" "取舍曲线：放宽班额、收紧路程，各最少花多少" [DAY, SCENARIO]
        view::Known<view::CurveView>, |reading, given| Ok(reading.curve(given.part("plan"), given.day("day"), &office::WhatIf { scenario: given.some("scenario"), ..Default::default() })?);
    "/api/plans/{plan}/placement" "placed" "安置：每种方式几人；有权看个案的，逐名去处和理由" [DAY, TRIPS]
        view::Known<view::PlacementView>, |reading, given| Ok(reading.placement(Some(given.part("plan")), given.day("day"), given.flag("trips"))?);
    "/api/plans/{plan}/routes" "routes" "一次抽取的到校检查排成几天几趟" [DAY, DRAW]
        view::Known<view::RoutesView>, |reading, given| Ok(reading.routes(Some(given.part("plan")), given.some("draw").as_deref().unwrap_or_default(), given.day("day"))?);
    "/api/plans/{plan}/staff" "staff" "一个师资情景：各校缺多少人、缺哪一科、谁到哪里、交流够不够" [DAY, SCENARIO]
        view::Known<view::StaffView>, |reading, given| Ok(reading.staff(Some(given.part("plan")), given.day("day"), &office::WhatIf { scenario: given.some("scenario"), ..Default::default() })?);
    "/api/plans/{plan}/funds" "funds" "一个经费情景：各校的钱、照哪条规则、对照法定要求" [DAY, SCENARIO]
        view::Known<view::FundsView>, |reading, given| Ok(reading.funds(Some(given.part("plan")), given.day("day"), &office::WhatIf { scenario: given.some("scenario"), ..Default::default() }, Vec::new())?);
    "/api/duties" "duties" "定期事项" [DAY]
        view::Known<view::DutiesView>, |reading, given| Ok(reading.duties(given.day("day"))?);
    "/api/duties/{duty}" "duty" "一项定期事项" [DAY, GAPS]
        view::Known<view::DutyView>, duty;
    "/api/cases" "loops" "闭环" [DAY]
        view::Known<view::LoopsView>, |reading, given| Ok(reading.loops(given.day("day"))?);
    "/api/cases/{loop}" "cases" "一个闭环的案件" [DAY, OPEN, OVERDUE, Q]
        view::Known<view::LoopView>, cases;
    "/api/cases/{loop}/{case}" "case" "一件案件" [DAY]
        view::Known<view::CaseView>, |reading, given| Ok(reading.case(given.part("loop"), given.part("case"), given.day("day"))?);
    "/api/editions" "editions" "送审的报告：办到哪一步、等谁" []
        view::EditionsView, |reading, _| Ok(reading.editions()?);
    "/api/draws" "draws" "随机抽取" []
        view::DrawList, |reading, _| Ok((*reading.draws()?).clone());
    "/api/draws/{draw}" "draw" "一次抽取" []
        view::DrawView, |reading, given| Ok((*reading.drawn(given.part("draw"))?).clone());
    "/api/notices" "notices" "给家庭的通知" []
        view::Known<view::NoticesView>, |reading, _| Ok(reading.notices()?);
    "/api/notices/{notice}" "notice" "一次通知及其各户" [Q]
        view::Known<view::NoticeView>, notice;
    "/api/devices" "devices" "设备" []
        view::DevicesView, |reading, _| Ok(reading.devices(None)?);
    "/api/bodies" "bodies" "单位" []
        Vec<view::BodyLine>, |reading, _| Ok(reading.bodies()?.to_vec());
    "/api/bodies/{body}" "body" "一个单位" []
        view::Known<view::AboutView>, |reading, given| Ok(reading.about(given.part("body"))?);
    "/api/journal" "journal" "日志的根和签名" []
        view::JournalRoot, |reading, _| Ok(reading.journal_root()?);
    "/api/journal/entries" "entries" "日志条目，新的在前" [BEFORE, ENTRIES]
        Vec<view::EntryView>, entries;
    "/api/journal/entries/{entry}" "entry" "一条日志及其存在证明" []
        view::EntryView, |reading, given| Ok(reading.entry(given.number_in("entry")?)?);
    "/api/changes" "changes" "从某条起变更的行：跟着它，副本就与本处一致" [SINCE, LOOKED]
        view::ChangesView, |reading, given| Ok(reading.changes(given.number("since"), given.number("limit"))?);
}

/// One row is asked for apart: what it says carries a tag.
pub(super) static ROW: Question = Question {
    path: "/api/registers/{register}/rows/{number}",
    name: "row",
    about: "一行及其历次修改；ETag 是更正时要说的“看到的是这一版”",
    parameters: &[],
    answer: |reading, given| {
        let history = reading.row(given.part("register"), given.number_in("number")?)?;
        let present = history.versions.first().filter(|version| version.ended.is_none());
        let entry = present.map(|version| version.row.entry);
        let answer = Answer::of(&history)?;
        Ok(match entry {
            Some(entry) => answer.tagged(entry),
            None => answer,
        })
    },
    #[cfg(test)]
    shape: Some(|shapes| shapes.subschema_for::<view::RowHistory>()),
};

/// The rows that are asked for.
pub(super) fn of_rows(given: &Given) -> RowQuery {
    RowQuery {
        sort: given.some("sort"),
        descending: given.flag("descending"),
        equal: given.equal("where"),
        containing: given.some("q").map(|words| (String::new(), words)),
        failing: given.some("failing"),
        after: given.some("after"),
        limit: usize::try_from(given.number("limit")).unwrap_or_default(),
        ..RowQuery::default()
    }
}

fn rows(reading: &office::Reading, given: &Given) -> Result<view::RowPage, Refused> {
    let register = given.part("register");
    Ok(offered(reading, register, reading.rows(register, &of_rows(given)))?)
}

fn duty(reading: &office::Reading, given: &Given) -> Result<view::Known<view::DutyView>, Refused> {
    let query = DutyQuery { day: given.day("day"), only_gaps: given.flag("gaps"), ..DutyQuery::default() };
    Ok(reading.duty(given.part("duty"), &query)?)
}

fn cases(reading: &office::Reading, given: &Given) -> Result<view::Known<view::LoopView>, Refused> {
    let filter = CaseFilter {
        overdue: given.flag("overdue"),
        open: given.flag("open"),
        source: None,
        containing: given.some("q"),
    };
    Ok(reading.cases(given.part("loop"), &filter, given.day("day"))?)
}

fn notice(reading: &office::Reading, given: &Given) -> Result<view::Known<view::NoticeView>, Refused> {
    let query = LetterQuery { looked: given.text("q").to_owned(), ..LetterQuery::default() };
    Ok(reading.notice(given.part("notice"), &query)?)
}

fn entries(reading: &office::Reading, given: &Given) -> Result<Vec<view::EntryView>, Refused> {
    let limit = match given.number("limit") {
        0 => 50,
        limit => usize::try_from(limit).unwrap_or(50),
    };
    Ok(reading.entries(given.some("before").map(|_| given.number("before")), limit)?)
}
