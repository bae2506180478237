//! Working an outbox until nothing is due: recorded, handed over, recorded, on many connections at once.

use crate::failure::{Failure, told};
use courier::{Carrier, Client, Gateway, Outcome, Parcel, Relay, Report, Smtp, Target, WeCom};
use office::{Channel, Due, Happening, LetterEvent, Office, Outbox, Outgoing, Reported, Session, Via, Who};
use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use wire::Trust;

/// Who acts in the journal.
const SENDER: &str = "发信";
/// Letters under way at once for each connection: enough that none waits for a transaction, and no more, since a crash
/// costs each of them an attempt.
const AHEAD: usize = 24;
/// Most events of one transaction, more or less.
const BATCH: usize = 1_000;
/// How often reports are asked for when nothing else is said, and how many at once.
pub const POLL: Duration = Duration::from_millis(100);
const REPORTS: usize = 2_000;
/// A gateway that says nothing for so many times the patience with one answer is given up, but not before [`LEAST_SILENCE`].
const SILENCES: u32 = 3;
const LEAST_SILENCE: Duration = Duration::from_secs(10);
/// Longest wait for news when nothing is due.
const IDLE: Duration = Duration::from_millis(20);

/// Where letters go and how patiently.
#[derive(Clone, Debug)]
pub struct Ways {
    /// The gateway.
    pub gateway: Target,
    /// Host and path of a WeCom robot; the gateway takes such letters without.
    pub wecom: Option<(Target, String)>,
    /// The relay of mail; the gateway takes such letters without.
    pub smtp: Option<Relay>,
    /// Authorities that gateway and robot are held against under TLS; those of the system without.
    pub trust: Option<Trust>,
    /// How long an answer is waited for.
    pub patience: Duration,
    /// How often reports are asked for.
    pub poll: Duration,
    /// Letters handed over at once.
    pub connections: usize,
    /// The name under which it is kept how far a gateway's reports were read.
    pub mark: String,
}

impl Ways {
    /// A connection to one of them.
    fn client(&self, to: &Target) -> Client {
        Client::new(to.clone(), self.patience).trusting(self.trust.clone())
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Hand-overs that the gateway took.
    pub handed_over: u64,
    /// Hand-overs that it refused.
    pub refused: u64,
    /// Hand-overs of which nobody knew at once.
    pub in_doubt: u64,
    /// Questions what became of one.
    pub asked: u64,
    /// Letters put on a person's list.
    pub listed: u64,
    /// Reports of delivery, or that there is none.
    pub delivered: u64,
    /// Replies of households.
    pub replies: u64,
    /// Transactions.
    pub commits: u64,
    /// From the first to the last hand-over.
    pub handing: Duration,
    /// The gateway said nothing any more: what is left is left for the next time, and asked about before it is sent again.
    pub given_up: bool,
}

enum Errand {
    HandOver(Outgoing),
    Ask(Outgoing),
    AskFirst(Outgoing),
}

enum News {
    Done(Outgoing, Outcome),
    Asked(Outgoing, Option<Outcome>),
    AskedFirst(Outgoing, Option<Outcome>),
    Reports(Vec<(String, Report)>, u64),
    NoReports,
    /// The gateway did not answer.
    Silence,
}

impl News {
    /// Whether it says nothing but that nothing was said.
    fn is_silence(&self) -> bool {
        let unknown = |outcome: &Option<Outcome>| matches!(outcome, None | Some(Outcome::Unknown(_)));
        match self {
            News::Silence => true,
            News::Done(_, outcome) => matches!(outcome, Outcome::Unknown(_)),
            News::Asked(_, outcome) | News::AskedFirst(_, outcome) => unknown(outcome),
            News::Reports(..) | News::NoReports => false,
        }
    }
}

/// The session of the sender.
pub fn session(office: &Office) -> Session {
    office.session(Who::Service(SENDER.to_owned()), Via::Job)
}

/// Works until nothing is due within `wait`, or the gateway says nothing any more; `progress` hears how far it has come.
///
/// # Errors
/// A store that refuses. What a gateway does is no error: it is in the tally and in the letters.
pub fn work(
    office: &Office,
    outbox: &mut Outbox,
    ways: &Ways,
    wait: Duration,
    progress: &mut dyn FnMut(&Tally),
) -> Result<Tally, Failure> {
    let (errands, taken) = channel::<Errand>();
    let (tell, news) = channel::<News>();
    let taken = Arc::new(Mutex::new(taken));
    for _ in 0..ways.connections.max(1) {
        let (taken, tell, mut carriers) = (taken.clone(), tell.clone(), Carriers::new(ways));
        std::thread::spawn(move || carry(&taken, &tell, &mut carriers));
    }
    let mark = office.notice_mark(&ways.mark).map_err(told)?.and_then(|mark| mark.parse().ok()).unwrap_or(0);
    let (poller, stop) = poll(ways, mark, tell);
    let done = Worker {
        office,
        outbox,
        errands,
        flying: BTreeSet::new(),
        landed: Vec::new(),
        held: Vec::new(),
        tally: Tally::default(),
        mark: (mark, mark),
        still: 0,
        began: None,
        heard: Instant::now(),
    }
    .run(&news, ways, wait, progress);
    drop(stop);
    poller.join().ok();
    done
}

struct Carriers {
    gateway: Gateway,
    wecom: Option<WeCom>,
    smtp: Option<Smtp>,
}

impl Carriers {
    fn new(ways: &Ways) -> Carriers {
        Carriers {
            gateway: Gateway::new(ways.client(&ways.gateway)),
            wecom: ways.wecom.as_ref().map(|(host, path)| WeCom::new(ways.client(host), path)),
            smtp: ways.smtp.as_ref().map(|relay| Smtp::new(relay.clone(), ways.patience)),
        }
    }

    fn of(&mut self, channel: Channel) -> &mut dyn Carrier {
        match (channel, &mut self.wecom, &mut self.smtp) {
            (Channel::WeCom, Some(wecom), _) => wecom,
            (Channel::Mail, _, Some(smtp)) => smtp,
            _ => &mut self.gateway,
        }
    }
}

/// What a carrier is given of a letter.
pub fn parcel(letter: &Outgoing) -> Parcel {
    Parcel {
        key: letter.key.clone(),
        channel: letter.channel.key(),
        to: letter.address.clone(),
        title: letter.title.clone(),
        text: letter.text.clone(),
    }
}

/// One connection: takes an errand, does it, tells.
fn carry(taken: &Mutex<Receiver<Errand>>, tell: &Sender<News>, carriers: &mut Carriers) {
    loop {
        let errand = taken.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let news = match errand {
            Ok(Errand::HandOver(letter)) => {
                let outcome = carriers.of(letter.channel).hand_over(&parcel(&letter));
                News::Done(letter, outcome)
            }
            Ok(Errand::Ask(letter)) => {
                let outcome = carriers.of(letter.channel).ask(&letter.key);
                News::Asked(letter, outcome)
            }
            Ok(Errand::AskFirst(letter)) => {
                let outcome = carriers.of(letter.channel).ask(&letter.key);
                News::AskedFirst(letter, outcome)
            }
            Err(_) => return,
        };
        if tell.send(news).is_err() {
            return;
        }
    }
}

/// Reads the gateway's reports until `stop` is dropped.
fn poll(ways: &Ways, mark: u64, tell: Sender<News>) -> (std::thread::JoinHandle<()>, Sender<()>) {
    let mut gateway = Gateway::new(ways.client(&ways.gateway));
    let usual = ways.poll;
    let (stop, stopped) = channel::<()>();
    let poller = std::thread::spawn(move || {
        let mut mark = mark;
        loop {
            let mut pause = usual;
            let news = match gateway.reports(mark, REPORTS) {
                Ok((reports, next)) if next > mark => {
                    if reports.len() >= REPORTS / 2 {
                        pause = Duration::from_millis(1);
                    }
                    mark = next;
                    News::Reports(reports, next)
                }
                Ok(_) => News::NoReports,
                // No answer this time; the next question asks the same again.
                Err(_) => News::Silence,
            };
            if tell.send(news).is_err() || stopped.recv_timeout(pause) == Err(RecvTimeoutError::Disconnected)
            {
                return;
            }
        }
    });
    (poller, stop)
}

struct Worker<'o> {
    office: &'o Office,
    outbox: &'o mut Outbox,
    errands: Sender<Errand>,
    /// Letters whose hand-over or question is under way here.
    flying: BTreeSet<usize>,
    /// Those of them whose outcome is heard and not recorded yet.
    landed: Vec<usize>,
    /// Reports of letters whose hand-over is in doubt: news that comes before its time.
    held: Vec<(String, Report)>,
    tally: Tally,
    /// How far reports were read, and how far that was kept.
    mark: (u64, u64),
    /// How often in a row the gateway had nothing to report.
    still: u32,
    began: Option<Instant>,
    /// When the gateway said anything last.
    heard: Instant,
}

impl Worker<'_> {
    fn run(
        mut self,
        news: &Receiver<News>,
        ways: &Ways,
        wait: Duration,
        progress: &mut dyn FnMut(&Tally),
    ) -> Result<Tally, Failure> {
        let silence = (ways.patience * SILENCES).max(LEAST_SILENCE);
        let window = AHEAD * ways.connections.max(1);
        loop {
            let mut events = Vec::new();
            let now = self.office.now();
            let mut next =
                news.recv_timeout(if self.flying.is_empty() { Duration::from_millis(1) } else { IDLE });
            while let Ok(one) = next {
                self.hear(one, now, &mut events);
                if events.len() >= 2 * BATCH {
                    break;
                }
                next = news.try_recv().map_err(|_| RecvTimeoutError::Timeout);
            }
            for (key, report) in std::mem::take(&mut self.held) {
                self.report(key, report, now, &mut events);
            }
            let mut sending = Vec::new();
            for due in self.outbox.due(now, window.saturating_sub(self.flying.len()).min(BATCH)) {
                match due {
                    Due::HandOver(letter) => {
                        sending.push((events.len(), letter.clone()));
                        events.push((letter.slot, self.outbox.event(Happening::HandingOver, &letter, now)));
                    }
                    Due::Ask(letter) if self.flying.contains(&letter.slot) => {
                        self.outbox.put_off(letter.slot, now + ways.patience.as_millis() as i64);
                    }
                    Due::Ask(letter) => {
                        self.flying.insert(letter.slot);
                        self.tally.asked += 1;
                        self.errands.send(Errand::Ask(letter)).map_err(told)?;
                    }
                    Due::AskFirst(letter) => {
                        self.flying.insert(letter.slot);
                        self.tally.asked += 1;
                        self.errands.send(Errand::AskFirst(letter)).map_err(told)?;
                    }
                    Due::List(slot, event) => {
                        self.tally.listed += 1;
                        events.push((slot, event));
                    }
                }
            }
            progress(&self.tally);
            let landed = std::mem::take(&mut self.landed);
            if !events.is_empty() {
                self.still = 0;
                self.tally.commits += 1;
                let recorded =
                    self.office.notice_record(&session(self.office), self.outbox, &events).map_err(told)?;
                landed.iter().for_each(|slot| {
                    self.flying.remove(slot);
                });
                // Only what stands in the journal as being handed over leaves the house.
                for (at, letter) in sending {
                    if recorded.get(at) == Some(&true) {
                        self.began.get_or_insert_with(Instant::now);
                        self.flying.insert(letter.slot);
                        self.errands.send(Errand::HandOver(letter)).map_err(told)?;
                    }
                }
            }
            if events.is_empty() {
                landed.iter().for_each(|slot| {
                    self.flying.remove(slot);
                });
            }
            if self.held.is_empty() && self.mark.0 > self.mark.1 {
                self.office.set_notice_mark(&ways.mark, &self.mark.0.to_string()).map_err(told)?;
                self.mark.1 = self.mark.0;
            }
            // Letters under way stand in the journal as being handed over: the next time asks about them first.
            if self.heard.elapsed() > silence {
                return Ok(Tally { given_up: true, ..self.tally });
            }
            if self.flying.is_empty() && events.is_empty() {
                let due = self.outbox.next_due(now).map(|at| Duration::from_millis((at - now).max(0) as u64));
                match due {
                    Some(due) if due <= wait => std::thread::sleep(due.min(IDLE)),
                    _ if self.still >= 2 => return Ok(self.tally),
                    _ => {}
                }
            }
        }
    }

    fn hear(&mut self, news: News, now: i64, events: &mut Vec<(usize, LetterEvent)>) {
        if !news.is_silence() {
            self.heard = Instant::now();
        }
        let (letter, outcome) = match news {
            News::NoReports => {
                self.still += 1;
                return;
            }
            News::Silence => return,
            News::Reports(reports, mark) => {
                self.mark.0 = mark;
                reports.into_iter().for_each(|(key, report)| self.report(key, report, now, events));
                return;
            }
            News::AskedFirst(letter, outcome) => return self.asked_first(letter, outcome, now, events),
            News::Done(letter, outcome) => (letter, Some(outcome)),
            News::Asked(letter, outcome) => (letter, outcome),
        };
        self.landed.push(letter.slot);
        let mut made = |what, note: String| {
            let mut event = self.outbox.event(what, &letter, now);
            event.note = note;
            events.push((letter.slot, event));
        };
        match outcome {
            Some(Outcome::Accepted) => {
                self.tally.handed_over += 1;
                self.tally.handing = self.began.map_or(Duration::ZERO, |began| began.elapsed());
                made(Happening::HandedOver, String::new());
            }
            Some(Outcome::Refused(why)) => {
                self.tally.refused += 1;
                made(Happening::Refused, why);
            }
            Some(Outcome::Unknown(_)) => {
                self.tally.in_doubt += 1;
                self.outbox.put_off(letter.slot, now + 2 * IDLE.as_millis() as i64);
            }
            // Twice is worse than once too few: the wait of the rung ends as if it had arrived, and the next one follows.
            None => made(Happening::HandedOver, "渠道不能查询，按已交付计，不再重发".to_owned()),
        }
    }

    /// What a gateway knows of a letter that this district, a copy, has not handed over itself.
    fn asked_first(
        &mut self,
        letter: Outgoing,
        outcome: Option<Outcome>,
        now: i64,
        events: &mut Vec<(usize, LetterEvent)>,
    ) {
        self.landed.push(letter.slot);
        let note = match outcome {
            Some(Outcome::Accepted) => "恢复以前已经交付，经网关查得，不再重发",
            // Twice is worse than once too few: the rung ends as if it had arrived, and the next one follows.
            None if self.outbox.is_older_than_copy(&letter) => "恢复后渠道不能查询，按已交付计，不再重发",
            Some(Outcome::Refused(_)) | None => return self.outbox.clear(&letter),
            Some(Outcome::Unknown(_)) => {
                self.tally.in_doubt += 1;
                return self.outbox.put_off(letter.slot, now + 2 * IDLE.as_millis() as i64);
            }
        };
        for what in [Happening::HandingOver, Happening::HandedOver] {
            let mut event = self.outbox.event(what, &letter, now);
            note.clone_into(&mut event.note);
            events.push((letter.slot, event));
        }
    }

    fn report(&mut self, key: String, report: Report, now: i64, events: &mut Vec<(usize, LetterEvent)>) {
        let reported = match &report {
            Report::Delivered => Reported::Delivered,
            Report::Undeliverable => Reported::Undeliverable,
            Report::Reply(code) => Reported::Reply(code),
        };
        match self.outbox.report(&key, reported, now) {
            Some(event) => {
                match report {
                    Report::Reply(_) => self.tally.replies += 1,
                    _ => self.tally.delivered += 1,
                }
                events.push(event);
            }
            // Its hand-over is in doubt still; once that is known the report has its place.
            None if self.outbox.in_doubt(&key) => self.held.push((key, report)),
            None => {}
        }
    }
}
