//! What every page has around it: places to go, whose data this is, the other language.

use crate::address;
use crate::language::Language;
use crate::words::Words;

/// The places of the site, in the order of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
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

impl Place {
    const ALL: [Place; 8] = [
        Place::Home,
        Place::Indicators,
        Place::Figures,
        Place::Registers,
        Place::Work(Work::ALL[0]),
        Place::Report,
        Place::Claims,
        Place::Journal,
    ];

    fn href(self) -> &'static str {
        match self {
            Place::Home => "/",
            Place::Indicators => "/indicators",
            Place::Figures => "/figures",
            Place::Registers => "/registers",
            Place::Work(work) => work.href(),
            Place::Report => "/report",
            Place::Claims => "/claims",
            Place::Journal => "/journal",
        }
    }

    fn name(self, words: &Words) -> &'static str {
        match self {
            Place::Home => words.home,
            Place::Indicators => words.indicators,
            Place::Figures => words.figures,
            Place::Registers => words.registers,
            Place::Work(_) => words.work,
            Place::Report => words.report,
            Place::Claims => words.claims,
            Place::Journal => words.journal,
        }
    }
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
    /// 期: what is owed on a rhythm.
    Duties,
    /// 环: cases through their stages.
    Cases,
    /// 设备: what is heard of devices.
    Devices,
}

impl Work {
    const ALL: [Work; 7] =
        [Work::Rosters, Work::Duties, Work::Cases, Work::Notices, Work::Draws, Work::Schools, Work::Devices];

    fn href(self) -> &'static str {
        match self {
            Work::Rosters => "/rosters",
            Work::Devices => "/devices",
            Work::Draws => "/draws",
            Work::Schools => "/schools",
            Work::Duties => "/duties",
            Work::Cases => "/cases",
            Work::Notices => "/notices",
        }
    }

    fn name(self, words: &Words) -> &'static str {
        match self {
            Work::Rosters => words.rosters,
            Work::Devices => words.devices,
            Work::Draws => words.draws,
            Work::Schools => words.schools,
            Work::Duties => words.duties,
            Work::Cases => words.loops,
            Work::Notices => words.notices,
        }
    }
}

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
    /// The address of this very page in the other language.
    pub switch: String,
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
            switch: address::in_language(path, query, language.other().code()),
        }
    }

    /// The places of the head.
    pub fn places(&self) -> Vec<Link> {
        let link = |place: Place| Link {
            href: place.href(),
            name: place.name(self.words),
            current: match place {
                Place::Work(_) => matches!(self.at, Some(Place::Work(_))),
                place => self.at == Some(place),
            },
        };
        Place::ALL.map(link).into()
    }

    /// The places under 履职, on a page of one of them; otherwise none.
    pub fn work(&self) -> Vec<Link> {
        let Some(Place::Work(here)) = self.at else { return Vec::new() };
        let link =
            |work: Work| Link { href: work.href(), name: work.name(self.words), current: work == here };
        Work::ALL.map(link).into()
    }
}
