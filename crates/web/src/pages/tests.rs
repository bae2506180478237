//! Pages over views made by hand: what every page must keep to.

mod scenarios;
mod work;

use view::*;

use super::*;
use crate::frame::{Frame, Place, Work};
use crate::language::Language;

fn frame(language: Language, at: Place) -> Frame {
    let mut frame = Frame::new(language, "/here", Some("a=1"));
    frame.at = Some(at);
    frame.place = "样例区 · 2022年度".into();
    frame.pack = "chongqing-2023 · 3fa94c07".into();
    frame
}

fn indicator(id: &str, name: &str, printed: Option<&str>, verdict: Verdict) -> IndicatorView {
    IndicatorView {
        id: id.into(),
        name: name.into(),
        number: Some(10),
        figure: None,
        value: printed.map(|_| "1.0131".into()),
        unit: "%".into(),
        printed: printed.map(str::to_owned),
        verdict: Some(verdict),
        points: Some(PointsView {
            points: "3.33".into(),
            full: "5".into(),
            verified: Some(view::VerifiedView {
                points: "3".into(),
                differs: true,
                reason: "佐证不足".into(),
                by: "样例评审".into(),
                on: "2023-02-20".into(),
            }),
        }),
        threshold: Some("≥ 0%".into()),
        gap: printed.map(|_| "1.01个百分点".into()),
        good: Some(verdict == Verdict::Met),
        reasons: if verdict == Verdict::CannotTell {
            vec!["缺2021年在园幼儿数".into()]
        } else {
            vec![]
        },
        status: Status::Recalled,
        owner: "财政科".into(),
        groups: vec![],
        parts: vec![],
        pack: "3fa94c07".repeat(8),
    }
}

fn standing() -> Standing {
    Standing { size: 6120, now: 6120, root: "9f".repeat(32), time: "2026-11-24T02:03:04+08:00".into() }
}

pub fn board(hostile: &str) -> Board {
    let funding = IndicatorView {
        parts: vec!["growth".into(), "per-child".into()],
        printed: None,
        threshold: None,
        gap: None,
        ..indicator("funding", &format!("教育经费只增不减{hostile}"), None, Verdict::CannotTell)
    };
    Board {
        pack: PackInfo {
            id: "chongqing-2023".into(),
            name: "样例评价方案".into(),
            hash: "3fa94c07".repeat(8),
            year: 2022,
            official: false,
            document: "渝教函〔2023〕464号".into(),
        },
        year: 2022,
        aspects: vec![AspectView {
            id: "A4".into(),
            name: "优先规划与投入".into(),
            indicators: vec![funding.id.clone()],
        }],
        indicators: vec![
            funding,
            IndicatorView {
                figure: Some("F26".into()),
                ..indicator("growth", "经费增长率", Some("1.01%"), Verdict::Met)
            },
            indicator("per-child", "生均支出增长率（学前）", None, Verdict::CannotTell),
        ],
        score: Some(ScoreView {
            points: "71～83".into(),
            full: "100".into(),
            verified: Some((20, "61.5".into())),
            grade: None,
            reasons: vec![format!("1项不能判断{hostile}")],
            document: "示例".into(),
        }),
    }
}

fn source(status: Status) -> SourceView {
    SourceView { document: "国办发〔2018〕82号".into(), status }
}

fn register(hostile: &str) -> RegisterView {
    let field = |name: &str, kind, unit: &str| FieldView {
        name: name.into(),
        kind,
        unit: unit.into(),
        choices: vec![],
        required: true,
        sensitive: false,
        note: None,
    };
    RegisterView {
        id: "education-budget".into(),
        name: format!("教育经费{hostile}"),
        counter: "笔".into(),
        kind: RegisterKind::Event,
        period: YearKind::CalendarYear,
        owner: "财政科".into(),
        rows: 1707,
        note: Some("一行是一个科目一年的数".into()),
        source: source(Status::Confirmed),
        fields: vec![
            field("年度", FieldKind::Integer, "年"),
            field("科目", FieldKind::Text, ""),
            field("金额", FieldKind::Money, "元"),
        ],
        lead: 2,
        computed: vec![ComputedView {
            name: format!("足额{hostile}"),
            number: false,
            unit: String::new(),
            truth: true,
            words: format!("金额不少于应有{hostile}"),
            note: Some(format!("含上年结转{hostile}")),
        }],
    }
}

fn row(number: u64, hostile: &str) -> RowView {
    RowView {
        register: "education-budget".into(),
        number,
        key: format!("2022/样例科目{number}"),
        label: format!("样例科目{number}{hostile}"),
        entry: 4100 + number,
        cells: vec!["2022".into(), format!("样例科目{number}{hostile}"), "12345678.90".into()],
        computed: vec![ComputedCell {
            text: "不能判断".into(),
            holds: None,
            why: format!("缺应有数{hostile}"),
        }],
    }
}

fn term(start: usize, end: usize, year: i32, value: &str, hostile: &str) -> TermView {
    TermView {
        start,
        end,
        text: "合计(教育经费.金额)".into(),
        value: value.into(),
        year,
        kind: TermKind::Register,
        target: Some("education-budget".into()),
        name: "教育经费".into(),
        count: 412,
        rows: (1..4).map(|n| row(n, hostile)).collect(),
        terms: vec![],
    }
}

pub fn lineage(hostile: &str) -> Known<Lineage> {
    let formula = "合计(教育经费.金额) / 上年(合计(教育经费.金额)) - 1";
    let at = formula.find("上年").unwrap_or(0);
    let first = "合计(教育经费.金额)".len();
    let what = Lineage {
        indicator: IndicatorView {
            figure: Some("F26".into()),
            ..indicator("growth", &format!("经费增长率{hostile}"), Some("1.01%"), Verdict::Met)
        },
        year: 2022,
        formula: Some(formula.into()),
        words: Some(format!("本年与上年之比减一{hostile}")),
        condition: Some("结果 >= 0".into()),
        note: None,
        source: source(Status::Recalled),
        declared: vec![DeclaredView {
            register: format!("教育经费{hostile}"),
            office: format!("区财政局{hostile}"),
            documents: vec![format!("决算批复{hostile}（2023-02-20）")],
        }],
        parameters: vec![ParameterView {
            name: "下限".into(),
            value: "0%".into(),
            source: source(Status::Recalled),
        }],
        terms: vec![
            term(0, first, 2022, "1543632918.27元", hostile),
            term(at, formula.len() - " - 1".len(), 2021, "1528150003.11元", hostile),
        ],
        parts: vec![],
        rows: 824,
    };
    Known { standing: standing(), what: std::sync::Arc::new(what) }
}

fn entry(seq: u64, hostile: &str) -> EntryView {
    let body = format!("样例条目的正文{hostile}");
    let checkpoint = "样例检查点".to_owned();
    EntryView {
        seq,
        time: "2026-11-24T02:03:04+08:00".into(),
        actor: "本机".into(),
        kind: WhoKind::Person,
        post: hostile.into(),
        via: Via::Page,
        act: Some(ActView::Record {
            register: "education-budget".into(),
            key: format!("2022/样例科目1{hostile}"),
            origin: Some(OriginView { file: format!("教育经费.csv{hostile}"), row: 7 }),
            cells: vec![ActCell { field: "科目".into(), value: format!("样例科目1{hostile}") }],
        }),
        body: Some(body.clone()),
        salt: Some("07".repeat(16)),
        leaf: "01".repeat(32),
        size: 6120,
        root: "9f".repeat(32),
        proof: ProofView {
            format: "duheng-inclusion-proof/2".into(),
            entry: seq,
            body: Some(body),
            salt: Some("07".repeat(16)),
            leaf: "01".repeat(32),
            path: (0..13).map(|n| format!("{n:02x}").repeat(32)).collect(),
            twin: "02".repeat(32),
            twin_path: (0..13).map(|n| format!("{n:02x}").repeat(32)).collect(),
            checkpoint,
            key: "duheng/样例+00000000+AQ==".into(),
        },
    }
}

fn closed(hostile: &str) -> ClosedView {
    let changes = vec![SinceClosed {
        id: "growth".into(),
        name: format!("经费增长率{hostile}"),
        was: hostile.into(),
        now: hostile.into(),
    }];
    ClosedView {
        year: 2022,
        entry: 6121,
        at: "2023-01-31T08:00:00+08:00".into(),
        size: 6120,
        kept: false,
        changes,
    }
}

fn journal_root() -> JournalRoot {
    JournalRoot {
        size: 6120, root: "9f".repeat(32), checkpoint: "样例检查点".into(), key: "ab".repeat(8)
    }
}

fn figures(hostile: &str) -> Vec<FigureView> {
    vec![FigureView {
        id: "F26".into(),
        indicator: "growth".into(),
        name: format!("经费增长率{hostile}"),
        printed: Some("1.01%".into()),
        value: Some("1.0131".into()),
        unit: "%".into(),
        rows: 824,
    }]
}

fn report(frame: Frame, hostile: &str) -> report::Report {
    report::Report {
        words: report::words::of(frame.language),
        frame,
        body: "<article class=\"document\"><h1><span>自评报告</span></h1><p id=\"growth\">增长</p></article>"
            .into(),
        downloads: vec![report::show::Taking {
            name: "报送本",
            files: vec![report::show::Download { href: "/report.docx".into(), name: "DOCX" }],
        }],
        outline: vec![],
        coverage: report::show::Coverage {
            counted: "25/26".into(),
            unanswered: vec![report::show::Unanswered {
                href: "/figures/x".into(),
                name: format!("专门教育{hostile}"),
            }],
        },
        figures: vec![],
        findings: vec![format!("数字与词不合{hostile}")],
        moved: report::Moved {
            since: "2022-12-30".into(),
            sentences: vec![view::MovedSentence {
                id: "growth".into(),
                shown: format!("增长1.02%{hostile}"),
                other: format!("增长1.01%{hostile}"),
            }],
            article: None,
            closed: false,
        },
        moved_lead: format!("与前一日不同{hostile}"),
    }
}

fn people(frame: Frame, hostile: &str) -> crate::pages::people::People {
    let held = |roster: Option<&str>| view::PostHeld {
        roster: roster.map(str::to_owned),
        title: format!("责任督学{hostile}"),
        of: format!("甲小学{hostile}"),
        until: "2023-08-31".into(),
    };
    let person = view::PersonHeld {
        name: format!("样例甲{hostile}"),
        held: vec![held(None), held(Some("campus"))],
    };
    let view = view::PeopleView { day: "2022-12-30".into(), people: vec![person] };
    crate::pages::people::People::new(frame, &view, "")
}

/// Every page, with `hostile` wherever text of the user's material stands.
fn duty_summary(hostile: &str) -> DutySummary {
    DutySummary {
        card: card("town-inspections", "镇街专项检查", hostile),
        rhythm: Rhythm::Quarter,
        nil_allowed: true,
        units: 1,
        periods: 2,
        owed: 2,
        done: 1,
        late: 0,
        nil: 0,
        contradicted: 0,
        extended: 0,
        open: 0,
        ahead: 0,
        gaps: 1,
        zero: Some(ZeroView {
            state: ZeroState::Open,
            rows: vec![],
            missing: 1,
            first: vec![Owed { unit: hostile.into(), period: "2022-Q2".into() }],
        }),
    }
}

/// The card of a definition.
fn card(id: &str, name: &str, hostile: &str) -> Card {
    Card {
        id: id.into(),
        name: format!("{name}{hostile}"),
        owner: hostile.into(),
        source: SourceView { document: hostile.into(), status: Status::Local },
        mechanisms: vec!["S55".into()],
        note: Some(hostile.into()),
    }
}

fn row_ref(number: u64) -> RowRef {
    RowRef { register: "supervision-check".into(), number }
}

fn duty_view(hostile: &str) -> DutyView {
    let period = |id: &str| PeriodView {
        id: id.into(),
        from: "2022-01-01".into(),
        to: "2022-03-31".into(),
        holiday: Some(hostile.into()),
        owed: 1,
        discharged: 1,
    };
    let cell = |period, state, rows: Vec<RowRef>| CellView {
        period,
        state,
        deadline: "2022-03-31".into(),
        left: -3,
        amount: 1,
        least: 2,
        rows,
    };
    DutyView {
        year: 2022,
        day: "2022-12-31".into(),
        summary: duty_summary(hostile),
        periods: vec![period("2022-Q1"), period("2022-Q2")],
        units: vec![UnitView {
            id: "500152001".into(),
            name: format!("样例一镇{hostile}"),
            gaps: 1,
            cells: vec![cell(0, CellState::Done, vec![row_ref(7)]), cell(1, CellState::Gap, vec![])],
        }],
        found: 1,
        from: 0,
    }
}

pub fn all(language: Language, hostile: &str) -> Vec<(&'static str, String)> {
    let at = |place| frame(language, place);
    let (board, lineage, registers) = (board(hostile), lineage(hostile), [register(hostile)]);
    let entries: Vec<EntryView> = (4100..4103).map(|n| entry(n, hostile)).collect();
    let rows = RowPage {
        register: register(hostile),
        rows: (1..4).map(|n| row(n, hostile)).collect(),
        next: Some("8:3".into()),
        partial: false,
    };
    let asked =
        register::Asked {
            sort: "-金额".into(), q: hostile.into(), after: "1".into(), ..Default::default()
        };
    let history = RowHistory {
        register: register(hostile),
        versions: vec![
            RowVersion { row: row(2, hostile), ended: None },
            RowVersion { row: row(1, hostile), ended: Some(4102) },
        ],
    };
    let figures = figures(hostile);
    let aspect = Some(("优先规划与投入", "A4"));
    let rendered =
        |page: &dyn askama::DynTemplate| page.dyn_render().expect("rendering to a String does not fail");
    let folder = "district";
    let home = home::Home::new(
        at(Place::Home),
        &board,
        &figures,
        &registers,
        (&journal_root(), None),
        hostile,
        folder,
    );
    let row = register::Row::new(at(Place::Registers), &history, Some(0), &Default::default())
        .expect("it has versions");
    let listed = journal::Listed::All(entries.clone());
    let journal =
        journal::Journal::new(at(Place::Journal), &journal_root(), &listed, Some(4103), &registers, folder);
    let figure = figure::Figure::new(at(Place::Figures), &lineage, &registers, aspect, folder);
    let duties_view =
        DutiesView { year: 2022, day: "2022-12-31".into(), duties: vec![duty_summary(hostile)] };
    let asked_duty = duty::Asked { only: hostile.into(), from: 0, on: hostile.into() };
    vec![
        ("duties", rendered(&duty::Duties::new(at(Place::Work(Work::Duties)), &duties_view))),
        ("duty", rendered(&duty::Duty::new(at(Place::Work(Work::Duties)), &duty_view(hostile), &asked_duty))),
        ("home", rendered(&home)),
        (
            "indicators",
            rendered(&indicators::Indicators::new(
                at(Place::Indicators),
                &board,
                Some(closed(hostile)),
                None,
            )),
        ),
        ("figures", rendered(&figure::Figures::new(at(Place::Figures), "", &figures, &board))),
        ("figure", rendered(&figure)),
        ("registers", rendered(&register::Registers::new(at(Place::Registers), "", &registers))),
        (
            "register",
            rendered(&register::Register::new(
                at(Place::Registers),
                &rows,
                &asked,
                &register::Beside { folder, ..Default::default() },
            )),
        ),
        ("row", rendered(&row)),
        ("report", rendered(&report(at(Place::Report), hostile))),
        ("people", rendered(&people(at(Place::Work(crate::frame::Work::People)), hostile))),
        ("journal", rendered(&journal)),
        ("entry", rendered(&journal::Entry::new(at(Place::Journal), &entries[0], &registers, folder))),
    ]
    .into_iter()
    .chain(work::all(language, hostile))
    .collect()
}

/// Material that would leave its place if it were not escaped.
const HOSTILE: &str = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>";

/// Every start tag of a page, without its brackets.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.split('<').skip(1).filter(|tag| !tag.starts_with('/')).filter_map(|tag| tag.split('>').next())
}

#[test]
fn material_is_escaped_wherever_it_stands() {
    for (name, page) in all(Language::Chinese, HOSTILE) {
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{name}");
        assert!(
            page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"),
            "{name} shows the material"
        );
    }
}

#[test]
fn no_page_carries_script_or_style_of_its_own() {
    for (name, page) in all(Language::English, "") {
        for tag in tags(&page) {
            assert!(!tag.contains(" style="), "{name}: {tag}");
            assert!(!tag.split_whitespace().any(|a| a.starts_with("on") && a.contains('=')), "{name}: {tag}");
            assert!(!tag.starts_with("style"), "{name}: {tag}");
            assert!(!tag.starts_with("script") || tag.contains("src=\"/duheng.js"), "{name}: {tag}");
            assert!(!tag.contains("=\"http"), "{name} loads or leads elsewhere: {tag}");
        }
    }
}

#[test]
fn whatever_may_scroll_is_reached_by_the_keyboard() {
    let (mut folders, mut seen) = (vec![concat!(env!("CARGO_MANIFEST_DIR"), "/src/pages").into()], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir::<std::path::PathBuf>(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "html") {
                let page = std::fs::read_to_string(&path).unwrap();
                for tag in page
                    .split("<div ")
                    .skip(1)
                    .filter_map(|rest| rest.split_once("><").or_else(|| rest.split_once(">\n")))
                {
                    let tag = tag.0;
                    let class = tag.strip_prefix("class=\"").and_then(|rest| rest.split('"').next());
                    if class.is_some_and(|class| class.split([' ', '{']).any(|word| word == "scroll")) {
                        assert!(tag.contains("tabindex=\"0\""), "{}: {tag}", path.display());
                        seen += 1;
                    }
                }
            }
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn every_page_says_its_language_and_where_the_reader_is() {
    for language in [Language::Chinese, Language::English] {
        for (name, page) in all(language, "") {
            assert!(page.contains(&format!("<html lang=\"{}\">", language.tag())), "{name}");
            assert_eq!(page.matches("aria-current=\"page\"").count(), 1, "{name}");
            assert_eq!(page.matches("<h1").count(), 1, "{name}");
            let other = format!("href=\"/here?a=1&#38;lang={}\"", language.other().code());
            assert!(page.contains(&other), "{name} offers the other language");
        }
    }
}

#[test]
fn every_anchor_that_a_page_leads_to_stands_on_it() {
    for (name, page) in all(Language::Chinese, "") {
        for tag in tags(&page) {
            if let Some(anchor) = tag.split("href=\"#").nth(1).and_then(|rest| rest.split('"').next()) {
                assert!(page.contains(&format!(" id=\"{anchor}\"")), "{name} has no #{anchor}");
            }
        }
    }
}

#[test]
fn a_figure_shows_its_terms_rows_and_years() {
    let page = figure::Figure::new(
        frame(Language::Chinese, Place::Figures),
        &lineage(""),
        &[register("")],
        None,
        "d",
    );
    let terms: Vec<_> = page.terms.iter().map(|t| (t.n, t.year.as_str(), t.rows.as_str())).collect();
    assert_eq!(terms, [(1, "2022", "412"), (2, "2021", "412")]);
    assert_eq!(page.rows.len(), 2, "one table a year");
    assert_eq!(page.rows[0].counted, "共 412 行，先列 3 行");
    assert_eq!(page.rows[0].rows[0].cells[2].text, "12,345,678.90");
    assert_eq!(page.rows[0].rows[0].lead, 1, "the year leads nowhere; the name does");
    assert_eq!(page.rows[0].rows[0].cells[0].text, "2022", "a year has no thousands");
    assert_eq!(page.charts.len(), 1, "two amounts of one unit are drawn side by side");
    assert_eq!(page.commands[0], "duheng explain d F26");
    assert!(page.proof.is_some_and(|proof| proof.href == "/journal/4101#proof"));
}

#[test]
fn a_row_shows_what_changed() {
    let history = RowHistory {
        register: register(""),
        versions: vec![
            RowVersion { row: row(2, ""), ended: None },
            RowVersion { row: row(1, ""), ended: Some(4102) },
        ],
    };
    let page = register::Row::new(
        frame(Language::Chinese, Place::Registers),
        &history,
        Some(0),
        &Default::default(),
    )
    .expect("it has versions");
    let changes: Vec<_> =
        page.history[0].changes.iter().map(|c| (c.field.as_str(), c.after.as_str())).collect();
    assert_eq!(changes, [("科目", "样例科目2")]);
    assert!(page.history[1].changes.is_empty() && page.history[1].state.contains("#4102"));
}

#[test]
fn sorting_again_turns_the_order_round_and_starts_at_the_first_page() {
    let rows = RowPage { register: register(""), rows: vec![], next: None, partial: false };
    let asked = register::Asked {
        sort: "金额".into(),
        q: "甲".into(),
        after: "x".into(),
        page: 2,
        ..Default::default()
    };
    let page = register::Register::new(
        frame(Language::Chinese, Place::Registers),
        &rows,
        &asked,
        &register::Beside { found: Some(120), folder: "d", ..Default::default() },
    );
    let column = page.columns.iter().find(|column| column.name == "金额").unwrap();
    assert_eq!(column.order, Some("ascending"));
    assert_eq!(
        column.href.as_deref(),
        Some("/registers/education-budget?sort=-%E9%87%91%E9%A2%9D&q=%E7%94%B2")
    );
    assert_eq!(page.empty.title, "没有符合筛选的行");
    let pages = page.pages.unwrap();
    assert_eq!((pages.number, pages.last, pages.carried.len()), (2, 3, 2));
    assert!(pages.to_first.is_some() && pages.to_last.is_some() && page.next.is_none());
    let before = pages.to_before.unwrap();
    assert!(before.ends_with("&q=%E7%94%B2&page=1") && !before.contains("after"), "{before}");
}

#[test]
fn computed_fields_stand_behind_the_name_of_a_row_and_their_failing_rows_are_one_click_away() {
    let rows = RowPage { register: register(""), rows: vec![row(1, "")], next: None, partial: false };
    let asked = register::Asked::default();
    let page = register::Register::new(
        frame(Language::Chinese, Place::Registers),
        &rows,
        &asked,
        &register::Beside { folder: "d", ..Default::default() },
    );
    let names: Vec<&str> = page.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["年度", "科目", "足额", "金额"]);
    assert_eq!(page.columns[2].words.as_deref(), Some("金额不少于应有（含上年结转）"));
    let cell = &page.rows[0].cells[2];
    assert_eq!(
        (cell.computed, cell.text.as_str(), cell.why.as_str()),
        (Some("open"), "不能判断", "缺应有数")
    );
    assert_eq!(page.failing.len(), 1);
    assert_eq!(page.failing[0].href, "/registers/education-budget?failing=%E8%B6%B3%E9%A2%9D");
}

#[test]
fn a_coverage_matrix_tells_each_cell_by_sign_and_word_and_leads_to_its_row() {
    let asked = duty::Asked::default();
    let page = duty::Duty::new(frame(Language::Chinese, Place::Work(Work::Duties)), &duty_view(""), &asked);
    let cells: Vec<_> = page.units[0].cells.iter().flatten().collect();
    assert_eq!((cells[0].sign, cells[0].href.as_deref()), ("●", Some("/registers/supervision-check/7")));
    assert_eq!((cells[1].sign, cells[1].told.as_str()), ("✕", "2022-Q2 空当 1/2 2022-03-31到期"));
    let gaps: Vec<_> = page.listed.iter().map(|gap| (gap.unit.as_str(), gap.period.as_str())).collect();
    assert_eq!(gaps, [("样例一镇", "2022-Q2")]);
    assert_eq!(page.gaps, "/duties/town-inspections?only=gaps");
}
