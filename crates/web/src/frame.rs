//! What every page has around it: places to go, whose data this is, the other language.

use crate::address;
use crate::language::Language;
use crate::words::Words;

/// The places of the site, in the order of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// 工作台: what is due.
    Desk,
    /// 概览: what is here.
    Home,
    /// 指标: the indicators by aspect.
    Indicators,
    /// 数字: the figures.
    Figures,
    /// 台账: registers and their rows.
    Registers,
    /// 履职: the forms of work.
    Work(Work),
    /// 报告: the report.
    Report,
    /// 核对: a document proof-read.
    Claims,
    /// 日志: the journal.
    Journal,
}

/// The places under 履职: one for each form of work that has pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// 责任表: who answers for what.
    Rosters,
    /// 信: messages to households.
    Notices,
    /// 随机抽取: draws with their certificates.
    Draws,
    /// 一校一页: everything about one school.
    Schools,
    /// 人员: who held what on a day.
    People,
    /// 期: what is owed on a rhythm.
    Duties,
    /// 环: cases through their stages.
    Cases,
    /// 设备: what is heard of devices.
    Devices,
    /// 规划: scenarios and what each comes to.
    Plans,
}

/// A place of the site: where it is, what it is called.
type Sign = (Place, &'static str, fn(&Words) -> &'static str);

/// The head, in its order. 履职 leads to the first of its forms.
const HEAD: [Sign; 9] = [
    (Place::Desk, "/", |words| words.desk),
    (Place::Home, "/overview", |words| words.home),
    (Place::Indicators, "/indicators", |words| words.indicators),
    (Place::Figures, "/figures", |words| words.figures),
    (Place::Registers, "/registers", |words| words.registers),
    (WORK[0].0, WORK[0].1, |words| words.work),
    (Place::Report, "/report", |words| words.report),
    (Place::Claims, "/claims", |words| words.claims),
    (Place::Journal, "/journal", |words| words.journal),
];

/// The forms of work under 履职, in their order.
const WORK: [Sign; 9] = [
    (Place::Work(Work::Rosters), "/rosters", |words| words.rosters),
    (Place::Work(Work::Duties), "/duties", |words| words.duties),
    (Place::Work(Work::Cases), "/cases", |words| words.loops),
    (Place::Work(Work::Notices), "/notices", |words| words.notices),
    (Place::Work(Work::Draws), "/draws", |words| words.draws),
    (Place::Work(Work::Schools), "/schools", |words| words.schools),
    (Place::Work(Work::People), "/people", |words| words.people),
    (Place::Work(Work::Devices), "/devices", |words| words.devices),
    (Place::Work(Work::Plans), "/plans", |words| words.plans),
];

/// A link of the head.
pub struct Link {
    /// Where it leads.
    pub href: &'static str,
    /// What it says.
    pub name: &'static str,
    /// Whether the reader is there.
    pub current: bool,
}

/// The frame of a page.
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// Its catalogue.
    pub words: &'static Words,
    /// Where the reader is; `None` on a page of no place, such as a problem.
    pub at: Option<Place>,
    /// The district and the year shown: `重庆市潼南区 · 2022年度`.
    pub place: String,
    /// The pack that judges, with its content hash, abbreviated.
    pub pack: String,
    /// What the last audit found against the rows, told on every page; empty when they agree.
    pub alarm: String,
    /// The address of this very page in the other language.
    pub switch: String,
    /// What stands for the name of whoever asks; empty where nobody is signed in.
    pub who: String,
    /// Which places are open to him; none where nobody is signed in.
    pub offers: Option<view::OffersView>,
}

impl Frame {
    /// A frame of no place and no district.
    pub fn new(language: Language, path: &str, query: Option<&str>) -> Frame {
        Frame {
            language,
            words: language.words(),
            at: None,
            place: String::new(),
            pack: String::new(),
            alarm: String::new(),
            switch: address::in_language(path, query, language.other().code()),
            who: String::new(),
            offers: Some(view::OffersView {
                evaluation: true,
                journal: true,
                notices: true,
                draws: true,
                devices: true,
                ..view::OffersView::default()
            }),
        }
    }

    /// The places of the head.
    pub fn places(&self) -> Vec<Link> {
        let here = |place| match (place, self.at) {
            (Place::Work(_), Some(Place::Work(_))) => true,
            (place, at) => at == Some(place),
        };
        let link = |(place, href, name): Sign| Link { href, name: name(self.words), current: here(place) };
        let Some(offers) = &self.offers else { return Vec::new() };
        let open = |(place, ..): &Sign| match place {
            // Whoever is in no role sits at the machine: his desk is the overview.
            Place::Desk => !offers.roles.is_empty(),
            Place::Home | Place::Indicators | Place::Figures | Place::Report | Place::Claims => {
                offers.evaluation
            }
            Place::Journal => offers.journal,
            Place::Registers | Place::Work(_) => true,
        };
        HEAD.into_iter().filter(open).map(link).collect()
    }

    /// Whether the journal as a whole is open to who asks.
    pub fn reads_journal(&self) -> bool {
        self.offers.as_ref().is_some_and(|offers| offers.journal)
    }

    /// The places under 履职 that are open to who asks, on a page of one of them; otherwise none.
    pub fn work(&self) -> Vec<Link> {
        let Some(here @ Place::Work(_)) = self.at else { return Vec::new() };
        let link = |(place, href, name): Sign| Link { href, name: name(self.words), current: place == here };
        let open = |(place, ..): &Sign| match (place, &self.offers) {
            (Place::Work(Work::Notices), Some(offers)) => offers.notices,
            (Place::Work(Work::Draws), Some(offers)) => offers.draws,
            (Place::Work(Work::Devices), Some(offers)) => offers.devices,
            _ => true,
        };
        WORK.into_iter().filter(open).map(link).collect()
    }
}
