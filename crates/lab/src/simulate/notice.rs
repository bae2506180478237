//! Notices in a simulation: a sender whose power is cut, a provider that fails, times out and keeps its own book,
//! households that acknowledge, and forgers.

use super::player::Player;
use super::rows::{cell, person};
use crate::failure::{Failure, told};
use crate::sessions::{player as session_of, reading};
use define::{Form, Notice};
use ledger::letter::Happening;
use office::{Acknowledging, Due, LetterQuery, Office, Outbox, Outgoing};
use std::collections::BTreeMap;

/// Who sends notices.
const SENDER: &str = "样例发信人";
/// Who records that a household was reached.
const TEACHER: &str = "样例老师";
/// Turns of a sender before it stops for the day.
const TURNS: usize = 6;
/// Letters taken up at once.
const BATCH: usize = 8;
/// How long a hand-over stays in doubt before the provider is asked, in milliseconds.
const GRACE: i64 = 1_000;
/// Where links lead.
const SITE: &str = "http://127.0.0.1";

/// The provider: what it has accepted by key, and the text that went out.
#[derive(Default)]
pub struct Provider {
    accepted: BTreeMap<String, u32>,
    texts: BTreeMap<String, String>,
    /// Acknowledgements that the office has answered, by notice and household.
    acknowledged: BTreeMap<(String, String), u32>,
}

/// Sends a notice, works the outbox, or lets a household answer.
pub fn act(player: &mut Player) -> Result<(), Failure> {
    let pack = player.pack.clone();
    match player.chance.below(4) {
        0 => {
            let Some(notice) = player.chance.pick(&pack.forms.notices) else { return Ok(()) };
            for _ in 0..2 {
                household(player, notice)?;
            }
            player.count("信：发通知");
            let sent = player
                .with_power(|office| office.notice_send(&session_of(office, SENDER), &notice.head.id))?;
            if sent.is_some_and(|sent| !office::has_error(&sent.findings)) {
                player.count("信：送出");
            }
        }
        1 | 2 => work(player)?,
        _ => answer(player)?,
    }
    Ok(())
}

/// A household that can be written to: with addresses, and with a named person behind its last rung.
fn household(player: &mut Player, notice: &Notice) -> Result<(), Failure> {
    let (mut own, mut contact) = (Vec::new(), Vec::new());
    for rung in &notice.ladder {
        if let Some(field) = &rung.address {
            let number = format!("139{:08}", player.chance.below(100_000_000));
            let cells = if notice.contact.is_some() { &mut contact } else { &mut own };
            cells.push((field.text.as_str(), number));
        }
        let Some(named) = &rung.person else { continue };
        let mut name = person(&mut player.chance);
        if let Some(posts) = &named.register {
            let post = format!("岗位{}", player.chance.below(6));
            let set = [(posts.key.text.as_str(), post.clone()), (posts.name.text.as_str(), name)];
            if player.known.of(&posts.register.text).all(|row| cell(row, &posts.key.text) != post) {
                player.record(&posts.register.text, &set)?;
            }
            name = post;
        }
        let cells = if notice.contact.is_some() { &mut contact } else { &mut own };
        cells.push((named.field.text.as_str(), name));
    }
    if let Some(book) = &notice.contact {
        let key = format!("样例单位{}", player.chance.below(6));
        contact.push((book.key.text.as_str(), key.clone()));
        player.record(&book.register.text, &contact)?;
        own.push((book.field.text.as_str(), key));
    }
    player.record(&notice.recipients.register.text, &own)?;
    Ok(())
}

fn work(player: &mut Player) -> Result<(), Failure> {
    player.count("信：办待发箱");
    let office = player.office()?;
    let mut outbox = office.notice_outbox(&session_of(office, SENDER), None, SITE, GRACE).map_err(told)?;
    for _ in 0..TURNS {
        let now = player.office()?.now();
        let due = outbox.due(now, BATCH);
        if due.is_empty() {
            match outbox.next_due(now) {
                // The day goes on: what waits for minutes or hours comes due.
                Some(next) if next > now && next - now < 12 * 3_600_000 => player.pass(next - now + 1_000),
                _ => return Ok(()),
            }
            continue;
        }
        let began: Vec<_> = due
            .iter()
            .filter_map(|due| match due {
                Due::HandOver(letter) => {
                    Some((letter.slot, outbox.event(Happening::HandingOver, letter, now)))
                }
                Due::List(place, listed) => Some((*place, listed.clone())),
                // A simulated district is no copy.
                Due::Ask(_) | Due::AskFirst(_) => None,
            })
            .collect();
        let Some(recorded) = record(player, &mut outbox, &began)? else { return Ok(()) };
        let mut ended = Vec::new();
        let mut at = 0;
        for due in &due {
            match due {
                Due::HandOver(letter) => {
                    let mine = recorded.get(at).copied().unwrap_or(false);
                    at += 1;
                    if let Some(what) = mine.then(|| hand_over(player, letter)).flatten() {
                        ended.push((letter.slot, outbox.event(what, letter, now)));
                    }
                }
                Due::List(..) => at += 1,
                Due::Ask(letter) | Due::AskFirst(letter) => {
                    let there = player.provider.accepted.contains_key(&letter.key);
                    let what = if there { Happening::HandedOver } else { Happening::Refused };
                    ended.push((letter.slot, outbox.event(what, letter, now)));
                }
            }
        }
        player.pass(2_000);
        if record(player, &mut outbox, &ended)?.is_none() {
            return Ok(());
        }
    }
    Ok(())
}

/// Records what happened; none when the power went, and the outbox with it.
fn record(
    player: &mut Player,
    outbox: &mut Outbox,
    events: &[(usize, office::LetterEvent)],
) -> Result<Option<Vec<bool>>, Failure> {
    if events.is_empty() {
        return Ok(Some(Vec::new()));
    }
    player.with_power(|office| office.notice_record(&session_of(office, SENDER), outbox, events))
}

/// What the sender learns of a hand-over: nothing, after a time-out, whatever the provider did.
fn hand_over(player: &mut Player, letter: &Outgoing) -> Option<Happening> {
    let fate = player.chance.below(100);
    if fate < 5 {
        return Some(Happening::Refused);
    }
    if fate >= 7 || player.chance.percent(50) {
        *player.provider.accepted.entry(letter.key.clone()).or_insert(0) += 1;
        player.provider.texts.insert(letter.key.clone(), letter.text.clone());
    }
    (fate >= 7).then_some(Happening::HandedOver)
}

/// A household taps its link or sends its code back; a forger tries one that is not his.
fn answer(player: &mut Player) -> Result<(), Failure> {
    let keys: Vec<String> = player.provider.texts.keys().cloned().collect();
    let Some(key) = player.chance.pick(&keys).cloned() else { return Ok(()) };
    let text = player.provider.texts[&key].clone();
    let parts: Vec<&str> = key.splitn(3, '/').collect();
    let [notice, household, _] = parts.as_slice() else { return Ok(()) };
    let address = text.split_once(&format!("{SITE}/k/")).map(|(_, rest)| rest);
    let address = address.and_then(|rest| rest.split_whitespace().next()).map(str::to_owned);
    if player.chance.percent(30) {
        player.count("信：冒充应答");
        player.played.forbidden += 1;
        let forged = match &address {
            Some(address) => {
                player.office()?.notice_tap_acknowledge(&turned(address)).map_err(told)?.is_some()
            }
            None => {
                let how = Acknowledging::Code("000000x");
                let office = player.office()?;
                let session = session_of(office, "冒充者");
                let answered = office.notice_acknowledge(&session, notice, household, how).map_err(told)?;
                !office::has_error(&answered.findings)
            }
        };
        if forged {
            player.violations.push(format!("{key}：冒充的应答被收下了"));
        }
        return Ok(());
    }
    player.count("信：应答");
    let by = address.clone();
    let answered = player.with_power(move |office| match &by {
        Some(address) => office.notice_tap_acknowledge(address),
        None => {
            let how = Acknowledging::Record(TEACHER);
            office.notice_acknowledge(&session_of(office, TEACHER), notice, household, how).map(Some)
        }
    })?;
    // An answer that was lost may stand all the same: counted as given, since the household did give it.
    if answered.is_none_or(|answered| answered.is_some_and(|one| !office::has_error(&one.findings))) {
        let letter = ((*notice).to_owned(), (*household).to_owned());
        *player.provider.acknowledged.entry(letter).or_insert(0) += 1;
    }
    Ok(())
}

/// The address with its last letter turned into another.
fn turned(address: &str) -> String {
    let mut text = address.to_owned();
    let last = text.pop().unwrap_or('0');
    text.push(if last == '0' { '1' } else { '0' });
    text
}

/// None handed over twice for one step, and no more shown as acknowledged than households answered.
pub fn check(player: &mut Player) -> Result<(), Failure> {
    let twice = player.provider.accepted.iter().filter(|(_, count)| **count > 1);
    let mut found: Vec<String> = twice.map(|(key, count)| format!("{key}交付了{count}次")).collect();
    let notices = reading(player.office()?, None)?.notices().map_err(told)?.notices.clone();
    for notice in notices {
        let query = LetterQuery::default();
        let view = reading(player.office()?, None)?.notice(&notice.id, &query).map_err(told)?;
        let given = player.provider.acknowledged.keys().filter(|(id, _)| *id == notice.id).count();
        if view.summary.funnel.acknowledged > given {
            found.push(format!("{}显示{}户应答，实际{given}户", notice.id, view.summary.funnel.acknowledged));
        }
        found.extend(view.letters.iter().filter(|one| !one.wrong.is_empty()).map(|one| one.wrong.clone()));
    }
    player.violations.extend(found);
    Ok(())
}

/// Whether the office writes rows of this register by itself, so that the player cannot know them.
pub fn written_by_office(player: &Player, register: &str) -> bool {
    let mut written = player.pack.forms.notices.iter().flat_map(|notice| notice.house());
    written.any(|house| house.register == register)
}

impl Player {
    /// Does something at the office while the power may be cut; none when it was, and the outcome is not known.
    pub fn with_power<T>(
        &mut self,
        work: impl FnOnce(&Office) -> office::Result<T>,
    ) -> Result<Option<T>, Failure> {
        let cut = self.chance.percent(8).then(|| self.chance.below(super::player::CUT_WITHIN) as u64);
        let office = self.office()?;
        if let Some(steps) = cut {
            office.cut_power_after(steps);
        }
        let answer = work(office);
        if cut.is_some() {
            self.close();
            self.played.cuts += 1;
        }
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(_) if cut.is_some() => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }
}
