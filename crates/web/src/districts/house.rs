//! One district of a server: opened when it is first asked for, shut when it cannot be read any more, and opened again when it can.

use std::any::Any;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use office::{AsOf, Office, Session, Via, Who};
use view::{DistrictLine, DistrictState, DistrictSummary};

use super::{City, Member};
use crate::Doors;
use crate::bounds::Bounds;
use crate::routes;
use crate::site::Mounted;

/// A district that is open.
pub(super) struct Open {
    pub office: Arc<Office>,
    pub router: Router,
    /// What goes on as long as it is open, such as its standing work.
    _held: Box<dyn Any + Send + Sync>,
}

/// A district and what is known of it.
pub(super) struct House {
    pub code: String,
    /// What its addresses begin with.
    pub base: String,
    member: Member,
    standing: Mutex<Known>,
    /// Whose turn it is to open it.
    opening: Mutex<()>,
}

#[derive(Default)]
struct Known {
    open: Option<Arc<Open>>,
    /// Why it cannot be opened; empty when nobody has tried, or it can.
    why: String,
    name: String,
    summary: Option<DistrictSummary>,
    /// Entries when it was last looked at.
    now: u64,
}

impl House {
    pub fn of(member: Member) -> House {
        let code = member.code.clone();
        House {
            base: format!("/d/{code}"),
            code,
            member,
            standing: Mutex::default(),
            opening: Mutex::default(),
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The district if it is open.
    pub fn opened(&self) -> Option<Arc<Open>> {
        self.known().open.clone()
    }

    /// Whether it was tried in vain to open it.
    pub fn is_shut(&self) -> bool {
        let known = self.known();
        known.open.is_none() && !known.why.is_empty()
    }

    /// What it is called; its code as long as that is not known.
    pub fn name(&self) -> String {
        let name = self.known().name.clone();
        if name.is_empty() { self.code.clone() } else { name }
    }

    /// Opens it, when it is not open. Nobody else opens it at the same time.
    pub fn open(&self, city: &City, bounds: &Bounds) -> Option<Arc<Open>> {
        let _turn = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = self.opened() {
            return Some(open);
        }
        match self.made(city, bounds) {
            Ok((open, name)) => {
                let open = Arc::new(open);
                let mut known = self.known();
                (known.open, known.name, known.why) = (Some(open.clone()), name, String::new());
                Some(open)
            }
            Err(why) => {
                self.shut(&why);
                None
            }
        }
    }

    fn made(&self, city: &City, bounds: &Bounds) -> Result<(Open, String), String> {
        let opened = (self.member.opens)()?;
        let reading = opened.office.at(&session(&opened.office), &AsOf::Now, None);
        let name = reading.and_then(|reading| reading.district()).map_err(|error| error.to_string())?;
        let mounted = Mounted {
            base: self.base.clone(),
            name: if name.is_empty() { self.code.clone() } else { name.clone() },
            bounds: bounds.apart(),
        };
        let doors = Doors {
            public_url: city
                .public_url
                .as_ref()
                .map(|url| format!("{}{}", url.trim_end_matches('/'), self.base)),
            tls: city.tls.clone(),
            observed: city.observed.clone(),
            ..opened.doors
        };
        let router = routes::mounted(opened.office.clone(), doors, mounted);
        Ok((Open { office: opened.office, router, _held: opened.held }, name))
    }

    /// Says why it cannot be opened, once until it is something else.
    fn shut(&self, why: &str) {
        let mut known = self.known();
        if let Some(open) = known.open.take() {
            // Its standing work ends when nobody asks it any more; nobody waits for that here.
            std::thread::spawn(move || drop(open));
        }
        if known.why != why {
            tracing::warn!(district = self.code, "a district cannot be opened");
            why.clone_into(&mut known.why);
        }
    }

    /// Looks what it comes to now, where anything was recorded since the last look or the day is another one; false when it cannot be
    /// read any more.
    pub fn look(&self, open: &Open) -> bool {
        let session = session(&open.office);
        let looked = open.office.at(&session, &AsOf::Now, None).and_then(|reading| {
            let (now, day) = (reading.size(), reading.today().to_string());
            let same = |summary: &DistrictSummary| summary.standing.size == now && summary.day == day;
            let is_fresh = self.known().summary.as_ref().is_some_and(same);
            self.known().now = now;
            let fresh = if is_fresh { None } else { Some(reading.district_summary()?) };
            Ok((now, fresh))
        });
        match looked {
            Ok((now, fresh)) => {
                let mut known = self.known();
                known.now = now;
                if let Some(fresh) = fresh {
                    known.why.clear();
                    fresh.district.clone_into(&mut known.name);
                    known.summary = Some(fresh);
                }
            }
            // One without a scheme is open all the same: there is nothing to sum up.
            Err(error @ (office::Error::Pack(_) | office::Error::Unknown(_))) => {
                self.known().why = error.to_string();
            }
            Err(error) => {
                self.shut(&error.to_string());
                return false;
            }
        }
        true
    }

    /// Its line in the overview.
    pub fn line(&self) -> DistrictLine {
        let known = self.known();
        let state = match (&known.open, &known.summary) {
            (Some(_), Some(_)) => DistrictState::Open,
            (Some(_), None) => DistrictState::Computing,
            (None, _) if known.why.is_empty() => DistrictState::Waiting,
            (None, _) => DistrictState::Shut,
        };
        let summed = known.summary.as_ref().map_or(known.now, |summary| summary.standing.size);
        DistrictLine {
            code: self.code.clone(),
            name: if known.name.is_empty() { self.code.clone() } else { known.name.clone() },
            state,
            why: known.why.clone(),
            since: known.now.saturating_sub(summed),
            summary: known.summary.clone(),
        }
    }
}

/// Standing work of the server, which sees the whole and shows counts of it.
fn session(office: &Office) -> Session {
    office.session(Who::Service("全市总览".to_owned()), Via::Job)
}
