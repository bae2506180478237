//! Growth, decline and difference (增减): 比上年…增加…，增长…; 由…提高到…; 较…提高…个百分点. The value is the subject of the clause
//! or the one that the clause names, the base the one that the words compare with.

mod base;
mod judged;

use crate::book::Book;
use crate::claim::{Claim, Reason, Rule};
use crate::judge::{Mention, undecided};
use crate::name;
use crate::relation::Relation;
use crate::role::{Kind, Role, Way, alike};
use crate::sentence::{Item, Sentence};
use crate::series::listed;
use crate::years::{doubled, multiple, year_label};
use quantity::Hedge;

/// What the clause under way compares.
#[derive(Clone, Debug, Default)]
pub(crate) struct Running<'a> {
    pub(crate) value: Option<Mention<'a>>,
    /// The whole of which the value is a part, if the words may as well speak of it.
    pub(crate) or: Option<Mention<'a>>,
    /// What the value is called.
    pub(crate) name: String,
    /// The share told of the value, for a difference in points.
    pub(crate) share: Option<Mention<'a>>,
    pub(crate) old: Option<Mention<'a>>,
    pub(crate) delta: Option<(Mention<'a>, Way)>,
    pub(crate) years: (Option<i32>, Option<i32>),
    /// Where in the claims a rate waits for the amount of the change: 同比增长10.85%，增收2798万元.
    pub(crate) waiting: Option<(usize, Mention<'a>, Way)>,
    pub(crate) rule: Option<Rule>,
}

/// A sentence being read for its changes.
pub(crate) struct Reader<'b, 's, 'a> {
    pub(crate) book: &'b Book<'s, 'a>,
    pub(crate) text: &'b str,
    pub(crate) number: usize,
    pub(crate) sentence: &'b Sentence<'a>,
    pub(crate) doubt: Option<Reason>,
    running: Running<'a>,
    origin: Option<usize>,
    /// Items that have been compared with something.
    compared: Vec<usize>,
}

/// Claims of change in all sentences.
pub(crate) fn claims(book: &Book<'_, '_>, text: &str, found: &mut Vec<Claim>) {
    let with_numbers = book.sentences.iter().enumerate().filter(|(_, sentence)| !sentence.items.is_empty());
    for (number, sentence) in with_numbers {
        let mut reader = Reader {
            book,
            text,
            number,
            sentence,
            doubt: doubt(sentence),
            running: Running::default(),
            origin: None,
            compared: Vec::new(),
        };
        reader.read(found);
    }
}

impl<'a> Reader<'_, '_, 'a> {
    fn read(&mut self, found: &mut Vec<Claim>) {
        let listed = listed(self.sentence);
        for (at, listed) in listed.iter().enumerate() {
            let item = &self.sentence.items[at];
            if item.before.contains(['；', ';']) {
                self.running = Running::default();
                self.origin = None;
            }
            if *listed && matches!(item.role, Role::Base(_) | Role::Change { .. } | Role::From) {
                // Lists that answer to lists are read as such.
                self.running = Running::default();
                continue;
            }
            self.item(at, *listed, found);
        }
    }

    fn item(&mut self, at: usize, listed: bool, found: &mut Vec<Claim>) {
        let item = &self.sentence.items[at];
        match &item.role {
            Role::Base(words) => {
                self.based(at, words, found);
                found.extend(self.doubled(at));
            }
            Role::From => {
                self.running = Running::default();
                self.origin = Some(at);
            }
            Role::Target => {
                let origin = self.origin.take().map(|o| &self.sentence.items[o]);
                let origin = origin.filter(|o| alike(o.mention, item.mention));
                self.running = self.value(at);
                self.running.old = origin.map(|o| o.mention);
                self.running.years.1 = origin.and_then(|o| o.year);
                found.extend(self.doubled(at));
            }
            Role::Change { way, compared, yearly, subject } => {
                self.changes(at, *way, compared.as_deref(), *yearly, subject, found);
                found.extend(self.doubled(at));
            }
            Role::Value => self.said(at, listed, found),
            Role::Share(_) => {
                let own = item.before.rfind('占').is_some_and(|place| {
                    let words = crate::role::clause(&item.before[..place]).trim();
                    !words
                        .trim_start_matches(['约', '共', '仅', '均', '各', '就', '已', '、', '（', '('])
                        .is_empty()
                });
                if own || self.running.value.is_none() {
                    self.running = Running::default();
                }
                self.running.share = Some(item.mention);
            }
            Role::Whole => {}
            Role::Other => {
                self.running.old = None;
                self.running.delta = None;
            }
        }
    }

    fn doubled(&self, at: usize) -> Option<Claim> {
        doubled(&self.running, &self.sentence.items[at], self.sentence.after(at), self.text)
    }

    /// An item as the value of what follows.
    fn value(&self, at: usize) -> Running<'a> {
        let item = &self.sentence.items[at];
        let frame = self.book.frame(self.number, at);
        let name = frame.map_or_else(|| name::of(&item.before), |f| self.book.frames[f].full.clone());
        Running { value: Some(item.mention), name, years: (item.year, None), ..Running::default() }
    }

    fn said(&mut self, at: usize, listed: bool, found: &mut Vec<Claim>) {
        let item = &self.sentence.items[at];
        match item.kind {
            Kind::Times => found.extend(multiple(&self.running, item)),
            Kind::Points | Kind::Ratio => {}
            Kind::Rate | Kind::Amount => {
                let bounded = matches!(
                    item.mention.hedge(),
                    Hedge::Above | Hedge::AtLeast | Hedge::AtMost | Hedge::Below
                );
                // 首次超过3万亿元 says something of the value before it, not a new one; 的39.44% neither.
                let link = item.kind == Kind::Rate
                    && matches!(item.before.trim(), "" | "的" | "的比例" | "的比例为");
                // 贷款3.1亿元，人均7380元，比上年增加: a mean beside the value is not what changes.
                let mean = item.kind == Kind::Amount
                    && self.running.value.is_some()
                    && self.book.frame(self.number, at).is_some_and(|f| {
                        let frame = &self.book.frames[f];
                        frame.mean && frame.own.chars().count() <= 4
                    });
                let link = link || mean;
                let same_list = listed && self.running.old.is_some();
                let new = !bounded || self.running.value.is_none();
                if new && !link && !same_list {
                    self.running = self.value(at);
                }
            }
        }
    }

    fn changes(
        &mut self,
        at: usize,
        way: Way,
        compared: Option<&str>,
        yearly: bool,
        subject: &str,
        found: &mut Vec<Claim>,
    ) {
        let item = &self.sentence.items[at];
        if item.before.contains("其中") {
            // 其中女教师增加90人: a clause about a part, whatever was compared before.
            self.running = Running::default();
        }
        if let Some(origin) = self.origin.take()
            && self.running.old.is_none()
        {
            let origin = &self.sentence.items[origin];
            self.running.old = Some(origin.mention);
            self.running.years.1 = origin.year;
        }
        if !subject.is_empty() && !self.speaks_of(subject) {
            self.running = self.value_named(at, subject);
        }
        if subject.is_empty()
            && item.kind == Kind::Amount
            && self.running.value.is_some_and(|value| !alike(value, item.mention))
            && let Some(only) = self.only_value_like(at)
        {
            self.running = self.value(only);
        }
        let other_period = compared.is_some_and(|c| yearly && !c.is_empty() && c != "上年");
        if other_period {
            self.running = Running::default();
        }
        if self.running.value.is_none() && self.running.old.is_none() && subject.is_empty() {
            let last = at
                .checked_sub(1)
                .filter(|l| matches!(self.sentence.items[*l].role, Role::Value | Role::Target));
            if let Some(last) = last.filter(|_| !other_period) {
                self.running = self.value(last);
            }
        }
        if self.running.old.is_none()
            && self.running.delta.is_none()
            && compared.is_none_or(|c| c.contains("上年") || c.contains("去年"))
        {
            self.year_before(item);
        }
        let before = self.doubt;
        if in_constant_prices(&self.running.name) {
            self.doubt = Some(Reason::ConstantPrices);
        }
        self.changed(item, way, yearly, found);
        self.doubt = before;
    }

    /// 贷款3.1亿元，惠及学生4.2万人，比上年增加0.4亿元: the one value of this kind in the segment.
    fn only_value_like(&self, at: usize) -> Option<usize> {
        let items = &self.sentence.items;
        let from = (0..=at).rev().find(|i| items[*i].before.contains(['；', ';'])).unwrap_or(0);
        let like = |f: &usize| {
            let frame = &self.book.frames[*f];
            (from..at).contains(&frame.item) && !frame.mean && alike(frame.mention, items[at].mention)
        };
        let mut found = self.book.of_sentence(self.number).filter(like);
        let only = found.next()?;
        found.next().is_none().then(|| self.book.frames[only].item)
    }

    /// Whether the subject of a change is the value under way.
    fn speaks_of(&self, subject: &str) -> bool {
        let name = &self.running.name;
        self.running.value.is_some()
            && (name.is_empty()
                || name::same(name, subject)
                || name.ends_with(subject)
                || subject.ends_with(name.as_str()))
    }

    /// The newest value with this name in the paragraph.
    fn value_named(&self, at: usize, subject: &str) -> Running<'a> {
        let start = self.sentence.items[at].mention.start();
        let here = |f: &usize| self.book.frames[*f].paragraph == self.sentence.paragraph;
        let wanted = name::core(subject);
        let named = |f: &usize| {
            let frame = &self.book.frames[*f];
            name::core(&frame.full) == wanted || name::core(&frame.own) == wanted
        };
        let found = self.book.before(start).take(24).take_while(here).find(named);
        found.map_or_else(Running::default, |f| {
            let frame = &self.book.frames[f];
            let years = (frame.year, None);
            let rule = Some(Rule::Named);
            Running {
                value: Some(frame.mention),
                name: frame.full.clone(),
                years,
                rule,
                ..Running::default()
            }
        })
    }
}

/// Why arithmetic on the printed figures would prove nothing here.
fn doubt(sentence: &Sentence<'_>) -> Option<Reason> {
    let words = sentence.words() + &sentence.aside;
    let says = |list: &[&str]| list.iter().any(|w| words.contains(w));
    if says(&["可比价", "不变价", "可比价格", "实际增长", "扣除价格"]) {
        return Some(Reason::ConstantPrices);
    }
    says(&["同口径", "可比口径", "剔除", "扣除", "还原", "口径调整", "新口径"])
        .then_some(Reason::RebasedScope)
}

/// A rate or multiple whose base is not in the text.
pub(crate) fn without_base<'a>(
    item: &Item<'a>,
    way: Way,
    yearly: bool,
    operands: &[Mention<'a>],
    why: Reason,
) -> Claim {
    undecided(rate_relation(item.kind, way, yearly), operands, item.mention, why)
}

fn rate_relation(kind: Kind, way: Way, yearly: bool) -> Relation {
    match (kind, way) {
        (Kind::Points, _) => Relation::PpDiff,
        _ if yearly => Relation::CagrPct,
        (Kind::Times, _) => Relation::GrowthTimes,
        (_, Way::Up) => Relation::GrowthPct,
        (_, Way::Down) => Relation::DeclinePct,
    }
}

/// Aggregates whose growth is told in constant prices without saying so.
pub(crate) fn in_constant_prices(name: &str) -> bool {
    ["生产总值", "GDP", "增加值", "总产值"].iter().any(|w| name.contains(w))
}

pub(crate) fn label<'a>(new: &Item<'a>, old: &Item<'a>, words: &str) -> Option<Claim> {
    year_label(new, old, words)
}
