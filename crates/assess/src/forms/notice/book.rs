//! The letters of notices as their rows tell them.

use crate::{Record, Records};
use define::{Notice, NoticeWay, house};
use ledger::letter::{Event, Evidence, Happening, Keys, Letter, Refusal, moment, proved};
use std::collections::BTreeMap;

/// A notice that was sent (通知).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentNotice {
    /// The number of its row.
    pub number: u64,
    /// Its own number: 通知编号.
    pub id: String,
    /// Id of the definition.
    pub definition: String,
    /// The heading.
    pub title: String,
    /// The message with its placeholders.
    pub body: String,
    /// Households frozen.
    pub households: u64,
    /// When.
    pub at: String,
    /// By whom.
    pub by: String,
}

/// A letter with its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The number of its row.
    pub number: u64,
    /// Where the household belongs.
    pub unit: String,
    /// Keys of the recipients' rows that are this household.
    pub members: Vec<String>,
    /// The named person of the last rung.
    pub person: String,
    /// SM3 of the token.
    pub token: String,
    /// The reply code.
    pub code: String,
    /// The message when it differs from household to household.
    pub body: Option<String>,
    /// Its events in their order.
    pub events: Vec<KeptEvent>,
    /// The letter that they make, as far as they can be.
    pub letter: Letter,
    /// The first event that cannot be: the number of its row, and why.
    pub wrong: Option<(u64, Refusal)>,
}

/// An event as its row tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEvent {
    /// The number of its row.
    pub number: u64,
    /// Its place in the order, from 1.
    pub order: u32,
    /// What happened; none of a row whose time cannot be read.
    pub event: Option<Event>,
    /// The time as written.
    pub at: String,
    /// By which way it was acknowledged.
    pub way: Option<NoticeWay>,
    /// The token or code.
    pub given: String,
    /// Who recorded it.
    pub by: String,
    /// On whose list it is.
    pub person: String,
}

/// Notices by their number, letters by notice and household.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Notices of the definition.
    pub notices: BTreeMap<String, SentNotice>,
    /// Their letters.
    pub letters: BTreeMap<(String, String), Kept>,
    /// Events of no letter: the number of their row, notice and household.
    pub strays: Vec<(u64, String, String)>,
}

impl Book {
    /// Reads what was sent of a definition among records; letters of other definitions are left out.
    pub fn among(notice: &Notice, records: &Records) -> Book {
        let mut book = Book::default();
        let notices = records.of_house(&house::Notice::HOUSE);
        for row in notices.filter(|row| row.text(&house::Notice::DEFINITION) == notice.head.id) {
            let sent = SentNotice::of(&row);
            book.notices.insert(sent.id.clone(), sent);
        }
        for row in records.of_house(&house::Letter::HOUSE) {
            let id = row.text(&house::Letter::NOTICE);
            if book.notices.contains_key(&id) {
                book.letters.insert((id, row.text(&house::Letter::HOUSEHOLD)), Kept::of(&row));
            }
        }
        for row in records.of_house(&house::LetterEvent::HOUSE) {
            let key = (row.text(&house::LetterEvent::NOTICE), row.text(&house::LetterEvent::HOUSEHOLD));
            if let Some(kept) = book.letters.get_mut(&key) {
                kept.events.push(KeptEvent::of(&row));
            } else if book.notices.contains_key(&key.0) {
                book.strays.push((row.number, key.0, key.1));
            }
        }
        book.letters.values_mut().for_each(|kept| kept.fold(notice));
        book
    }
}

impl SentNotice {
    /// The notice of a row of 通知.
    pub fn of(row: &Record<'_>) -> SentNotice {
        let sent = house::Notice::read(row);
        SentNotice {
            number: row.number,
            id: sent.number,
            definition: sent.definition,
            title: sent.title,
            body: sent.body,
            households: sent.households.unwrap_or(0),
            at: sent.at,
            by: sent.by,
        }
    }
}

impl Kept {
    /// The letter of a row of 信件, before its events.
    pub fn of(row: &Record<'_>) -> Kept {
        let letter = house::Letter::read(row);
        Kept {
            number: row.number,
            unit: letter.unit,
            members: letter.members.split('、').map(str::to_owned).collect(),
            person: letter.person,
            token: letter.token,
            code: letter.code,
            body: Some(letter.body).filter(|body| !body.is_empty()),
            ..Kept::default()
        }
    }

    /// Makes the letter of its events, as far as they can be.
    pub fn fold(&mut self, notice: &Notice) {
        self.events.sort_by_key(|event| (event.order, event.number));
        (self.letter, self.wrong) = (Letter::default(), None);
        for (nth, event) in self.events.iter().enumerate() {
            let in_order = event.order as usize == nth + 1;
            let next = match event.event {
                None => {
                    Err(refusal("notice.time", format!("时刻“{}”应写作 2022-07-02T09:00:00+08:00", event.at)))
                }
                Some(_) if !in_order => {
                    Err(refusal("notice.order", format!("信件的第{}件事写成了第{}件", nth + 1, event.order)))
                }
                Some(found) => self.check(notice, event, &found).and_then(|()| self.letter.step(&found)),
            };
            match next {
                Ok(next) => self.letter = next,
                Err(why) => {
                    self.wrong = Some((event.number, why));
                    return;
                }
            }
        }
    }

    /// What an event must bring beside its order: a rung of the ladder, a named person, evidence.
    fn check(&self, notice: &Notice, event: &KeptEvent, found: &Event) -> Result<(), Refusal> {
        let rung = notice.rung(found.rung);
        match found.what {
            Happening::Acknowledged => {
                let keys = Keys { token: &self.token, code: &self.code };
                let evidence = Evidence { way: event.way, given: &event.given, by: &event.by };
                proved(&evidence, &keys, &notice.ways).map(|_| ())
            }
            Happening::Listed if !rung.is_some_and(|rung| rung.channel.is_list()) => {
                Err(refusal("notice.state-jump", format!("第{}级不是名单", found.rung)))
            }
            Happening::Listed if event.person.trim().is_empty() => {
                Err(refusal("notice.list-unnamed", "转到名单要写明责任人的姓名".to_owned()))
            }
            Happening::HandingOver if rung.is_none_or(|rung| rung.channel.is_list()) => {
                Err(refusal("notice.state-jump", format!("第{}级没有可以交付的渠道", found.rung)))
            }
            _ => Ok(()),
        }
    }

    /// The acknowledgement, when there is a proved one.
    pub fn acknowledgement(&self) -> Option<&KeptEvent> {
        let acknowledged =
            |event: &&KeptEvent| event.event.is_some_and(|one| one.what == Happening::Acknowledged);
        self.letter.acknowledged().then(|| self.events.iter().find(acknowledged)).flatten()
    }

    /// On whose list it is now.
    pub fn listed_with(&self) -> Option<&str> {
        let listed = |event: &&KeptEvent| event.event.is_some_and(|one| one.what == Happening::Listed);
        self.events.iter().rev().find(listed).map(|event| event.person.as_str())
    }
}

impl KeptEvent {
    /// The event of a row of 信件动态.
    pub fn of(row: &Record<'_>) -> KeptEvent {
        let told = house::LetterEvent::read(row);
        let small = |number: Option<u64>| number.and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
        let event = moment(&told.at).zip(Happening::parse(&told.event)).map(|(at, what)| Event {
            what,
            rung: small(told.rung),
            attempt: small(told.attempt),
            at,
        });
        KeptEvent {
            number: row.number,
            order: small(told.order),
            event,
            at: told.at,
            way: NoticeWay::ALL.into_iter().find(|one| one.word() == told.way),
            given: told.given,
            by: told.by,
            person: told.person,
        }
    }
}

fn refusal(code: &'static str, sentence: String) -> Refusal {
    Refusal { code, sentence }
}
