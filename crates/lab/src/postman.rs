//! Notices of the played year on their way: a gateway on this machine that fails sometimes, households that answer, and
//! the people on whose lists the rest ends.

use crate::failure::{Failure, told};
use crate::hands::Hands;
use crate::sessions::{player, reading};
use courier::Target;
use courier::loopback::{Behaviour, Loopback};
use jobs::{Ways, work};
use office::{Acknowledging, LetterQuery, Office};
use std::time::Duration;

/// Of a hundred requests so many fail, so many get no answer, the line being closed at once; of a hundred households so many reply.
const BEHAVIOUR: Behaviour = Behaviour { fail: 5, silent: 2, stall: Duration::ZERO, replies: 62, seed: 2022 };
/// How long an answer is waited for: longer than a busy machine may take, so that the year does not turn with its speed.
const PATIENCE: Duration = Duration::from_secs(20);
/// Connections to the gateway: letters go out in one order.
const CONNECTIONS: usize = 1;
/// How long a hand-over stays in doubt, by the player's clock.
const GRACE: i64 = 60_000;
/// Where one-tap links lead.
const SITE: &str = "http://127.0.0.1:8080";
/// Most turns of one day.
const TURNS: usize = 60;

/// Brings letters out and answers home.
pub struct Postman {
    hands: Hands,
    gateway: Loopback,
    under_way: Vec<String>,
}

impl Postman {
    pub fn new(hands: &Hands) -> Result<Postman, Failure> {
        let gateway = Loopback::start("127.0.0.1:0", None, BEHAVIOUR).map_err(told)?;
        Ok(Postman { hands: hands.clone(), gateway, under_way: Vec::new() })
    }

    /// A notice that was sent.
    pub fn take(&mut self, notice: String) {
        self.under_way.push(notice);
    }

    /// Works until a moment: letters as they come due, then the lists of the day.
    pub fn until(&mut self, office: &Office, end: i64) -> Result<(), Failure> {
        let mut open = Vec::new();
        for notice in std::mem::take(&mut self.under_way) {
            if !self.work(office, &notice, end)? {
                open.push(notice);
            }
        }
        self.under_way = open;
        Ok(())
    }

    /// Whether nothing of the notice is under way any more.
    fn work(&self, office: &Office, notice: &str, end: i64) -> Result<bool, Failure> {
        let address = format!("http://{}", self.gateway.address());
        let ways = Ways {
            gateway: Target::parse(&address)?,
            wecom: None,
            smtp: None,
            trust: None,
            patience: PATIENCE,
            poll: Duration::from_millis(4),
            connections: CONNECTIONS,
            mark: address,
        };
        let mut outbox =
            office.notice_outbox(&jobs::session(office), Some(notice), SITE, GRACE).map_err(told)?;
        for _ in 0..TURNS {
            let Some(due) = outbox.next_due(office.now()) else { break };
            if due > end {
                break;
            }
            self.hands.put(due.max(office.now()));
            work(office, &mut outbox, &ways, Duration::ZERO, &mut |_| {})?;
        }
        self.hands.put(end);
        self.lists(office, notice)?;
        Ok(outbox.next_due(office.now()).is_none() && self.open(office, notice)? == 0)
    }

    /// Those on whose lists households stand call and visit them, and record who was reached: most of them at once.
    fn lists(&self, office: &Office, notice: &str) -> Result<(), Failure> {
        let view = reading(office, None)?.notice(notice, &listed()).map_err(told)?;
        for (at, letter) in view.letters.iter().enumerate() {
            if at % 8 != 7 {
                let how = Acknowledging::Record(&letter.person);
                office
                    .notice_acknowledge(&player(office, &letter.person), notice, &letter.household, how)
                    .map_err(told)?;
            }
        }
        Ok(())
    }

    fn open(&self, office: &Office, notice: &str) -> Result<usize, Failure> {
        Ok(reading(office, None)?.notice(notice, &listed()).map_err(told)?.found)
    }
}

fn listed() -> LetterQuery {
    LetterQuery { state: Some(view::LetterState::Listed), limit: 500, ..LetterQuery::default() }
}
