//! What a request reads of the district: the one place that says as whom and as of when.

use std::sync::Arc;

use office::{
    AsOf, CaseFilter, Checked, Date, DutyQuery, LetterQuery, Office, Result, RowQuery, WrittenReport,
};
use view::*;

/// One state of the journal for a whole page.
pub(crate) struct Reading {
    office: Arc<Office>,
    as_of: AsOf,
}

impl Reading {
    /// What is known now.
    pub fn of(office: Arc<Office>) -> Reading {
        Reading { office, as_of: AsOf::Now }
    }

    pub fn scheme(&self) -> Result<PackInfo> {
        self.office.scheme()
    }

    pub fn district(&self) -> Result<String> {
        self.office.district()
    }

    pub fn evaluate(&self) -> Result<Board> {
        self.office.evaluate(None, &self.as_of)
    }

    pub fn figures(&self) -> Result<Vec<FigureView>> {
        self.office.figures(&self.as_of)
    }

    pub fn explain(&self, id: &str) -> Result<Lineage> {
        self.office.explain(id, &self.as_of)
    }

    pub fn registers(&self) -> Result<Vec<RegisterView>> {
        self.office.registers()
    }

    pub fn rows(&self, id: &str, query: &RowQuery) -> Result<RowPage> {
        self.office.rows(id, query)
    }

    pub fn row(&self, id: &str, number: u64) -> Result<RowHistory> {
        self.office.row(id, number)
    }

    pub fn rosters(&self, day: Option<Date>) -> Result<RostersView> {
        self.office.rosters(day, &self.as_of)
    }

    pub fn roster(&self, id: &str, day: Option<Date>, chain: Option<&str>) -> Result<RosterView> {
        self.office.roster(id, day, chain, &self.as_of)
    }

    pub fn duties(&self, day: Option<Date>) -> Result<DutiesView> {
        self.office.duties(None, day, &self.as_of)
    }

    pub fn duty(&self, id: &str, query: &DutyQuery) -> Result<DutyView> {
        self.office.duty(id, query, &self.as_of)
    }

    pub fn loops(&self, day: Option<Date>) -> Result<LoopsView> {
        self.office.loops(day, &self.as_of)
    }

    pub fn cases(&self, id: &str, filter: &CaseFilter, day: Option<Date>) -> Result<LoopView> {
        self.office.cases(id, filter, day, &self.as_of)
    }

    pub fn case(&self, id: &str, case: &str, day: Option<Date>) -> Result<CaseView> {
        self.office.case(id, case, day, &self.as_of)
    }

    pub fn notices(&self) -> Result<NoticesView> {
        self.office.notices(&self.as_of)
    }

    pub fn notice(&self, id: &str, query: &LetterQuery) -> Result<NoticeView> {
        self.office.notice(id, query, &self.as_of)
    }

    pub fn notice_tap(&self, token: &str) -> Result<Option<TapView>> {
        self.office.notice_tap(token)
    }

    pub fn draws(&self) -> Result<DrawList> {
        self.office.draws()
    }

    pub fn drawn(&self, number: &str) -> Result<DrawView> {
        self.office.drawn(number)
    }

    pub fn bodies(&self) -> Result<Vec<BodyLine>> {
        self.office.bodies()
    }

    pub fn about(&self, code: &str) -> Result<AboutView> {
        self.office.about(code)
    }

    pub fn devices(&self) -> Result<DevicesView> {
        self.office.devices(None)
    }

    pub fn report(&self) -> Result<WrittenReport> {
        self.office.report(&self.as_of)
    }

    pub fn against(&self, checked: &Checked) -> Result<AgainstView> {
        self.office.against(checked, &self.as_of)
    }

    pub fn journal_root(&self) -> Result<JournalRoot> {
        self.office.journal_root()
    }

    pub fn entries(&self, before: Option<u64>, most: usize) -> Result<Vec<EntryView>> {
        self.office.entries(before, most)
    }

    pub fn entry(&self, seq: u64) -> Result<EntryView> {
        self.office.entry(seq)
    }
}
