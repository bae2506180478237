//! Notices over records.

mod book;
mod recipients;

pub use book::{Book, Kept, KeptEvent, SentNotice};
pub use recipients::Household;

use super::{Keys, Practice, Reach, Shown, Written, evidence};
use crate::{Record, Records};
use define::house::{self, House, HouseField};
use define::{Date, Form, Notice};
use finding::{Finding, Place};
use ledger::letter::Next;
use std::collections::{BTreeMap, BTreeSet};

/// The hour of the day at which an example asks what is due: noon in Chongqing, four hours into the day of UTC.
const NOON: &str = "T12:00:00+08:00";

impl Practice for Notice {
    /// `households`: who would be written to, with the number of rows merged. `states`: every letter. `lists`: who has
    /// which household on the list. `due`: what is due at noon. `rate`: acknowledged of all.
    fn shown(&self, records: &Records, today: Date) -> Shown {
        let (households, wrong) = Household::all(self, records, today);
        let book = Book::among(self, records);
        let noon = ledger::letter::moment(&format!("{today}{NOON}")).unwrap_or(0);
        let reach: BTreeMap<&str, &Household> =
            households.iter().map(|household| (household.id.as_str(), household)).collect();
        let (mut states, mut lists, mut due, mut acknowledged) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for ((_, household), kept) in &book.letters {
            let state = kept.letter.state();
            states.push(format!("{household}{}", state.word()));
            if state == ledger::letter::State::Listed {
                lists.push(format!("{household}→{}", kept.listed_with().unwrap_or_default()));
            }
            acknowledged += usize::from(kept.acknowledgement().is_some());
            let reachable =
                |rung| reach.get(household.as_str()).is_some_and(|one| one.addresses.contains_key(&rung));
            let next = match kept.letter.next(self, reachable, noon) {
                Next::HandOver { rung, attempt } => format!("第{rung}级第{attempt}次"),
                Next::List { rung } => format!("第{rung}级名单"),
                Next::Reconcile => "对账".to_owned(),
                Next::Wait(_) => "等".to_owned(),
                Next::Nothing => continue,
            };
            due.push(format!("{household}{next}"));
        }
        let merged = households.iter().map(|one| format!("{}×{}", one.id, one.members.len()));
        Shown::from([
            ("households", merged.collect()),
            ("unfit", wrong.iter().map(|finding| finding.code.to_owned()).collect()),
            ("states", states),
            ("lists", lists),
            ("due", due),
            ("rate", vec![format!("{acknowledged}/{}", book.letters.len())]),
        ])
    }

    fn heeds(&self, written: &Written) -> bool {
        self.house().iter().any(|house| written.touches(house.register))
    }

    /// An event of a letter bears on that letter alone; a letter or a notice on all of them.
    fn reach(&self, records: &Records, written: &Written) -> Reach {
        let whole = [house::Notice::HOUSE, house::Letter::HOUSE];
        let events = house::LetterEvent::HOUSE.register;
        if whole.iter().any(|house| written.touches(house.register)) || written.replaces(events) {
            return Reach::new();
        }
        // Nothing else is looked at.
        let mut reach: Reach = crate::registers_of(records.pack(), self)
            .into_iter()
            .map(|name| (name, BTreeSet::new()))
            .collect();
        for record in records.of_house(&house::LetterEvent::HOUSE) {
            let event = house::LetterEvent::read(&record);
            let notice = ledger::key_part(&event.notice);
            let letter = format!("{notice}/{}", ledger::key_part(&event.household));
            let under = [
                (house::Notice::HOUSE, Keys::One(notice)),
                (house::Letter::HOUSE, Keys::One(letter.clone())),
                (house::LetterEvent::HOUSE, Keys::Beginning(letter + "/")),
            ];
            for (house, key) in under {
                reach.entry(house.register.to_owned()).or_default().insert(key);
            }
        }
        reach
    }

    fn against(&self, records: &Records, written: &Written, _today: Date) -> Vec<Finding> {
        let nothing = BTreeSet::new();
        let touched = |house: &House| written.numbers(house.register).unwrap_or(&nothing);
        let notices = touched(&house::Notice::HOUSE);
        let (letters, events) = (touched(&house::Letter::HOUSE), touched(&house::LetterEvent::HOUSE));
        let book = Book::among(self, records);
        let mut findings = delivered(self, records, written);
        for (number, notice, household) in &book.strays {
            if events.contains(number) {
                let sentence = format!("通知“{notice}”没有发给“{household}”的信");
                findings.push(said("notice.letter-unknown", notice, household, sentence));
            }
        }
        for ((notice, household), one) in &book.letters {
            let mine = || one.events.iter().any(|event| events.contains(&event.number));
            if let Some((_, why)) = &one.wrong
                && (letters.contains(&one.number) || mine())
            {
                findings.push(said(why.code, notice, household, why.sentence.clone()));
            }
        }
        for sent in book.notices.values() {
            let of_it = || book.letters.range((sent.id.clone(), String::new())..);
            let of_it = || of_it().take_while(|((notice, _), _)| *notice == sent.id);
            if !notices.contains(&sent.number) && !of_it().any(|(_, one)| letters.contains(&one.number)) {
                continue;
            }
            for text in [&sent.title, &sent.body] {
                if let Some(found) = define::sensitive(text) {
                    let sentence = format!("正文里有“{found}”：身份证号和残疾类别不能写进消息");
                    findings.push(said("notice.sensitive", &sent.id, "", sentence));
                }
            }
            let count = of_it().count() as u64;
            if count != sent.households {
                let sentence = format!("收件的户已冻结为{}户，信件有{count}封", sent.households);
                findings.push(said("notice.frozen", &sent.id, "", sentence));
            }
            let mut seen = BTreeMap::new();
            for ((_, household), one) in of_it() {
                for member in &one.members {
                    if let Some(other) = seen.insert(member, household) {
                        let sentence = format!("“{member}”既在“{other}”又在“{household}”：一户只发一封");
                        findings.push(said("notice.household-twice", &sent.id, household, sentence));
                    }
                }
            }
        }
        findings
    }
}

/// What was sent, to whom, and what became of it stays as it was. Words may be emptied, so that they can be erased.
fn delivered(notice: &Notice, records: &Records, written: &Written) -> Vec<Finding> {
    let of = records.of_house(&house::Notice::HOUSE).map(|record| house::Notice::read(&record));
    let mine: BTreeSet<String> =
        of.filter(|sent| sent.definition == notice.head.id).map(|sent| sent.number).collect();
    let sent = |field: HouseField| {
        let mine = &mine;
        move |record: &Record<'_>| mine.contains(&record.text(&field))
    };
    let letter = [house::Letter::UNIT, house::Letter::PERSON, house::Letter::BODY];
    let event = [house::LetterEvent::NOTE];
    let (notices, letters) = (sent(house::Notice::NUMBER), sent(house::Letter::NOTICE));
    let events = sent(house::LetterEvent::NOTICE);
    let mut findings = evidence(records, written, &house::Notice::HOUSE, &[], notices);
    findings.extend(evidence(records, written, &house::Letter::HOUSE, &letter, letters));
    findings.extend(evidence(records, written, &house::LetterEvent::HOUSE, &event, events));
    findings
}

fn said(code: &'static str, notice: &str, household: &str, sentence: String) -> Finding {
    Finding::error(code, Place::whole(format!("{notice}/{household}")), sentence)
}
