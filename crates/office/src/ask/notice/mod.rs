//! What is asked of notices: all in numbers, one household by household, the list of a named person.

mod calls;
mod his;

use super::Reading;
use crate::error::{Error, Result};
use crate::letters::Registers;

use crate::view::{
    Channel, Funnel, Known, LetterState, LetterTimes, LetterView, NoticeDefinition, NoticeSummary,
    NoticeView, NoticesView, StateTally, Way, WayTally,
};
use assess::{Book, Household, Kept, SentNotice};
use define::{Form, Notice, NoticeWay};
use ledger::letter::{Next, State};
use quantity::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which letters of a notice are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterQuery {
    /// Those in this state; all without.
    pub state: Option<LetterState>,
    /// Households that begin so, or belong there.
    pub looked: String,
    /// So many are passed over.
    pub skip: usize,
    /// At most so many.
    pub limit: usize,
}

/// A household on a named person's list (名单).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The person.
    pub person: String,
    /// By telephone or by a visit.
    pub channel: &'static str,
    /// The household.
    pub household: String,
    /// Where it belongs.
    pub unit: String,
    /// What to call: sensitive, for this list alone.
    pub telephone: String,
    /// Since when.
    pub since: String,
    /// What became of it on the rungs before.
    pub before: String,
}

impl Reading {
    /// All notices.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn notices(&self) -> Result<Known<NoticesView>> {
        if self.sees_every_letter().is_err() {
            return Ok(Known { standing: self.standing()?, what: Arc::new(self.notices_of_his()?) });
        }
        let needs = self.needing(self.pack().forms.notices.iter().map(|one| one as &dyn Form));
        self.known("notices", needs, || self.all_notices())
    }

    fn all_notices(&self) -> Result<NoticesView> {
        let (mut definitions, mut notices) = (Vec::new(), Vec::new());
        for notice in &self.pack().forms.notices {
            let book = self.book(notice)?;
            definitions.push(NoticeDefinition {
                card: crate::card::card(&notice.head),
                ladder: ladder(notice),
                sent: book.notices.len(),
            });
            notices.extend(book.notices.values().map(|sent| summary(sent, &book)));
        }
        notices.sort_by(|a, b| b.at.cmp(&a.at).then(a.id.cmp(&b.id)));
        Ok(NoticesView { definitions, notices })
    }

    /// One notice, household by household.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a notice that is not there.
    pub fn notice(&self, id: &str, query: &LetterQuery) -> Result<Known<NoticeView>> {
        let (notice, book) = self.book_of(id)?;
        let sent = book.notices.get(id).ok_or_else(|| unknown(id))?;
        let households = self.households(notice)?;
        let now = self.session.at;
        let fits = |household: &str, kept: &Kept| {
            (query.state.is_none() || Some(letter_state(kept.letter.state())) == query.state)
                && (query.looked.is_empty()
                    || household.contains(&query.looked)
                    || kept.unit.contains(&query.looked))
        };
        let letters: Vec<_> =
            book.letters.iter().filter(|((of, household), kept)| of == id && fits(household, kept)).collect();
        let shown = letters.iter().skip(query.skip).take(query.limit);
        let letter_view = |((_, household), kept): &(&(String, String), &Kept)| {
            let reach = kept.members.iter().find_map(|member| households.get(member));
            letter(notice, household, kept, reach, now)
        };
        let view = NoticeView {
            summary: summary(sent, &book),
            ladder: ladder(notice),
            found: letters.len(),
            letters: shown.map(letter_view).collect(),
        };
        Ok(Known { standing: self.standing()?, what: Arc::new(view) })
    }

    /// The households of a notice that are on named persons' lists, by person.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a notice that is not there.
    pub fn notice_lists(&self, id: &str) -> Result<Vec<Listed>> {
        let (notice, book) = self.book_of(id)?;
        let households = self.households(notice)?;
        let mut lists = Vec::new();
        for ((of, household), kept) in &book.letters {
            if of != id || kept.letter.state() != State::Listed {
                continue;
            }
            let reach = kept.members.iter().find_map(|member| households.get(member));
            let rung = notice.rung(kept.letter.rung());
            let own = reach.and_then(|one| one.addresses.get(&kept.letter.rung()));
            let telephone = own.or_else(|| reach.and_then(|one| one.addresses.values().next()));
            let before: Vec<&str> = kept
                .events
                .iter()
                .filter_map(|event| event.event)
                .map(|event| event.what.word())
                .filter(|word| *word != "转名单")
                .collect();
            lists.push(Listed {
                person: kept.listed_with().unwrap_or_default().to_owned(),
                channel: rung.map(|rung| rung.channel.word()).unwrap_or_default(),
                household: household.clone(),
                unit: kept.unit.clone(),
                telephone: telephone.cloned().unwrap_or_default(),
                since: crate::clock::instant(kept.letter.since()),
                before: before.join("、"),
            });
        }
        lists.sort_by(|a, b| (&a.person, &a.household).cmp(&(&b.person, &b.household)));
        Ok(lists)
    }
}

impl Reading {
    fn book_of(&self, id: &str) -> Result<(&Notice, Arc<Book>)> {
        if !self.opens_notices() {
            self.sees_every_letter()?;
        }
        for notice in &self.pack().forms.notices {
            let sent = Registers::of(self.pack())?.sent(&self.store, id)?;
            if sent.is_some_and(|sent| sent.definition == notice.head.id) {
                return Ok((notice, self.book(notice)?));
            }
        }
        Err(unknown(id))
    }

    /// Whether somebody may send a notice of a definition.
    pub fn sends(&self, definition: &str) -> bool {
        let within = self.sight.within();
        within.is_some_and(|within| within.standing.has(&within.pack, define::Right::Send, definition))
    }

    /// Households by the keys of their rows.
    fn households(&self, notice: &Notice) -> Result<Arc<BTreeMap<String, Household>>> {
        let today = self.today();
        let key = format!("households {} {today}", notice.head.id);
        self.state.answer(&key, self.needing([notice as &dyn Form]), || {
            let records = self.records(notice)?;
            let (households, _) = Household::all(notice, &records, today);
            let by_member = households.into_iter().flat_map(|one| {
                let members = one.members.clone();
                members.into_iter().map(move |member| (member, one.clone()))
            });
            Ok(by_member.collect())
        })
    }
}

fn unknown(id: &str) -> Error {
    Error::Unknown(format!("没有通知“{id}”"))
}

fn ladder(notice: &Notice) -> Vec<Channel> {
    notice.ladder.iter().map(|rung| channel(rung.channel)).collect()
}

fn summary(sent: &SentNotice, book: &Book) -> NoticeSummary {
    let mut states: BTreeMap<State, usize> = BTreeMap::new();
    let mut ways: BTreeMap<NoticeWay, usize> = BTreeMap::new();
    let mut funnel = Funnel::default();
    for (_, kept) in book.letters.iter().filter(|((id, _), _)| *id == sent.id) {
        *states.entry(kept.letter.state()).or_default() += 1;
        let [handed, delivered, _] = kept.letter.times();
        funnel.households += 1;
        funnel.handed_over += usize::from(handed.is_some());
        funnel.delivered += usize::from(delivered.is_some());
        // Only what is proved is counted: an acknowledgement with its evidence among the letter's events.
        if let Some(way) = kept.acknowledgement().and_then(|event| event.way) {
            funnel.acknowledged += 1;
            *ways.entry(way).or_default() += 1;
        }
    }
    NoticeSummary {
        id: sent.id.clone(),
        row: sent.number,
        definition: sent.definition.clone(),
        title: sent.title.clone(),
        body: sent.body.clone(),
        at: sent.at.clone(),
        by: sent.by.clone(),
        households: funnel.households,
        states: State::ALL
            .into_iter()
            .map(|state| StateTally {
                state: letter_state(state),
                count: states.get(&state).copied().unwrap_or(0),
            })
            .collect(),
        rate: share(funnel.acknowledged, funnel.households),
        funnel,
        ways: ways.into_iter().map(|(one, count)| WayTally { way: way(one), count }).collect(),
    }
}

/// A share with two decimals, rounded down: what is shown is never more than what is proved.
///
/// ```text
/// 2 of 3: 66.66%
/// ```
fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return String::new();
    }
    let parts = part as u64 * 10_000 / whole as u64;
    let percent: Option<Decimal> = format!("{}.{:02}", parts / 100, parts % 100).parse().ok();
    percent.map(|percent| format!("{percent}%")).unwrap_or_default()
}

fn letter(notice: &Notice, household: &str, kept: &Kept, reach: Option<&Household>, now: i64) -> LetterView {
    let one = &kept.letter;
    let reaches = |rung| reach.is_some_and(|household| household.addresses.contains_key(&rung));
    let word = |rung| notice.rung(rung).map(|rung| rung.channel.word()).unwrap_or_default();
    let [handed_over, delivered, answered] = one.times().map(|at| at.map(crate::instant).unwrap_or_default());
    let next = match one.next(notice, reaches, now) {
        Next::Nothing => String::new(),
        Next::Wait(at) => {
            format!("{} 起", crate::clock::instant(at).get(..16).unwrap_or_default().replace('T', " "))
        }
        Next::Reconcile => "与网关对账".to_owned(),
        Next::HandOver { rung, attempt: 1 } => format!("{}，现在", word(rung)),
        Next::HandOver { rung, attempt } => format!("{}第{attempt}次，现在", word(rung)),
        Next::List { rung } => format!("转{}名单，现在", word(rung)),
    };
    let acknowledged = kept.acknowledgement();
    let listed = one.state() == State::Listed;
    LetterView {
        household: household.to_owned(),
        row: kept.number,
        unit: kept.unit.clone(),
        members: kept.members.len(),
        state: letter_state(one.state()),
        rung: one.rung(),
        channel: notice.rung(one.rung()).map(|rung| channel(rung.channel)),
        times: LetterTimes { handed_over, delivered, acknowledged: answered },
        way: acknowledged.and_then(|event| event.way).map(way),
        by: acknowledged.map(|event| event.by.clone()).unwrap_or_default(),
        person: if listed { kept.listed_with().unwrap_or_default().to_owned() } else { kept.person.clone() },
        next,
        wrong: kept.wrong.as_ref().map(|(_, why)| why.sentence.clone()).unwrap_or_default(),
    }
}

fn channel(channel: define::Channel) -> Channel {
    match channel {
        define::Channel::Message => Channel::Message,
        define::Channel::WeCom => Channel::WeCom,
        define::Channel::Mail => Channel::Mail,
        define::Channel::Calls => Channel::Calls,
        define::Channel::Visit => Channel::Visit,
    }
}

fn letter_state(state: State) -> LetterState {
    match state {
        State::Queued => LetterState::Queued,
        State::HandingOver => LetterState::HandingOver,
        State::HandedOver => LetterState::HandedOver,
        State::Delivered => LetterState::Delivered,
        State::Undeliverable => LetterState::Undeliverable,
        State::Listed => LetterState::Listed,
        State::Acknowledged => LetterState::Acknowledged,
    }
}

fn way(way: NoticeWay) -> Way {
    match way {
        NoticeWay::Link => Way::Link,
        NoticeWay::Code => Way::Code,
        NoticeWay::Record => Way::Record,
    }
}
