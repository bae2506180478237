//! Pushing changes (变更推送, webhook): what [`Reading::changes`](crate::Reading) says is sent to a program as it happens, in the name of
//! the person who set it and by his rights, one stretch of the journal after the other. Each is signed as the Standard Webhooks have
//! it: HMAC-SHA-256 over its id, its time and its body. The id names the entries, so that whoever gets one twice knows it.

use super::visit::Visitor;
use crate::ask::AsOf;
use crate::clock::instant;
use crate::district::{Office, Writing};
use crate::error::Result;
use crate::event::{Event, Told};
use crate::secret::Secret;
use crate::session::{Via, Who};
use crate::store::StoredWebhook;
use crate::view::WebhookView;
use crate::{AllowedOrigins, Error};
use finding::{Finding, Place};
use proof::{base64, hmac_sha256};

/// Webhooks of a person at once.
const MOST: usize = 5;
/// Entries that one push looks through.
const ENTRIES: u64 = 500;
/// Longest pause after it was not taken, in seconds.
const LONGEST: i64 = 3_600;
/// Longest word of the other side that is kept, in characters.
const SAID: usize = 80;

/// A webhook whose time has come.
#[derive(Clone, Debug)]
pub struct DueWebhook {
    /// Where to.
    pub address: String,
    kept: StoredWebhook,
}

/// What is pushed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// Names it for good: the webhook, the first entry looked at, the one before which was looked.
    pub id: String,
    /// When it is signed, in seconds since 1970.
    pub time: i64,
    /// `v1,` and the signature in base 64.
    pub signature: String,
    /// The changes, as JSON.
    pub body: String,
    /// Entries looked at: from the first on, and before the second.
    pub entries: (u64, u64),
}

fn wrong(code: &'static str, sentence: String) -> Finding {
    Finding::error(code, Place::whole("变更推送"), sentence)
}

impl Office {
    /// Sets a webhook of whoever asks, from an entry on: the key by which the other side knows that it comes from here, shown this
    /// once.
    ///
    /// # Errors
    /// A file that refuses. What speaks against it is in the answer.
    pub fn set_webhook(
        &self,
        of: &Visitor,
        (address, since): (&str, u64),
        allowed: &AllowedOrigins,
    ) -> Result<std::result::Result<String, Finding>> {
        if let Err(finding) = allowed.admits(address) {
            return Ok(Err(finding));
        }
        if let Some(finding) = self.beyond(since)? {
            return Ok(Err(finding));
        }
        let (address, added) = (address.to_owned(), self.now());
        let mut kept = StoredWebhook {
            id: 0,
            login: of.login.clone(),
            person: of.person.clone(),
            address,
            added,
            since,
            failures: 0,
            due: 0,
            said: String::new(),
            delivered: 0,
        };
        let put = self.with_accounts(|store| match store.webhooks(Some(&of.login))?.len() < MOST {
            true => store.put_webhook(&kept).map(Some),
            false => Ok(None),
        })?;
        let Some(id) = put else {
            return Ok(Err(wrong("webhook.many", format!("一人最多{MOST}个，请先停用不用的"))));
        };
        kept.id = id;
        let over = format!("{} 从第{since}条起", kept.address);
        self.tell(&Told { event: Event::WebhookSet, person: &of.person, by: "", over: &over, reason: "" })?;
        Ok(Ok(format!("whsec_{}", base64::write(&self.webhook_key(&kept)?))))
    }

    fn webhook_key(&self, one: &StoredWebhook) -> Result<proof::Digest> {
        let Writing { store, entropy, .. } = &mut *self.turn();
        Ok(Secret::made(self.dir(), store, &mut **entropy)?.webhook(one.id, one.added, &one.address))
    }

    /// What speaks against beginning at an entry.
    fn beyond(&self, since: u64) -> Result<Option<Finding>> {
        let size =
            self.at(&self.session(Who::Service(String::new()), Via::Command), &AsOf::Now, None)?.size();
        let finding = || wrong("webhook.entry", format!("日志只有{size}条，没有第{since}条"));
        Ok((since > size).then(finding))
    }

    /// The webhooks of whoever asks.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn webhooks(&self, of: &Visitor) -> Result<Vec<WebhookView>> {
        let view = |one: StoredWebhook| WebhookView {
            id: one.id,
            address: one.address,
            since: one.since,
            delivered: if one.delivered == 0 { String::new() } else { instant(one.delivered) },
            failures: one.failures,
            due: if one.failures == 0 { String::new() } else { instant(one.due) },
            said: one.said,
        };
        let all = self.with_accounts(|store| store.webhooks(Some(&of.login)))?;
        Ok(all.into_iter().map(view).collect())
    }

    /// Begins again from an entry: everything since is pushed once more. What speaks against it.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn replay_webhook(&self, of: &Visitor, id: i64, since: u64) -> Result<Option<Finding>> {
        if let Some(finding) = self.beyond(since)? {
            return Ok(Some(finding));
        }
        if self.with_accounts(|store| store.replay_webhook(&of.login, id, since))? {
            let (event, over) = (Event::WebhookSet, format!("从第{since}条起再推"));
            self.tell(&Told { event, person: &of.person, by: "", over: &over, reason: "" })?;
        }
        Ok(None)
    }

    /// Ends a webhook of whoever asks.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn end_webhook(&self, of: &Visitor, id: i64) -> Result<()> {
        if self.with_accounts(|store| store.end_webhook(&of.login, id))? {
            let event = Event::WebhookEnded;
            self.tell_if_possible(&Told { event, person: &of.person, by: "", over: "", reason: "" });
        }
        Ok(())
    }

    /// The webhooks that have something to be pushed now. Of a person whose account is closed nothing is.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn due_webhooks(&self) -> Result<Vec<DueWebhook>> {
        let now = self.now();
        let due = self.with_accounts(|store| {
            let mut due = store.webhooks(None)?;
            let mut open = Vec::with_capacity(due.len());
            for one in &due {
                let account = store.account(&one.login)?;
                open.push(account.is_some_and(|account| !account.disabled && !account.must_change));
            }
            let mut open = open.into_iter();
            due.retain(|one| open.next() == Some(true) && one.due <= now);
            Ok(due)
        })?;
        Ok(due.into_iter().map(|kept| DueWebhook { address: kept.address.clone(), kept }).collect())
    }

    /// What is to be pushed next: the changes from where it stands on that its person sees. None when there are none.
    ///
    /// # Errors
    /// As of [`Office::at`].
    pub fn next_push(&self, to: &mut DueWebhook) -> Result<Option<Push>> {
        let session = self.session(Who::Person(to.kept.person.clone()), Via::Api);
        let reading = self.at(&session, &AsOf::Now, None)?;
        loop {
            let since = to.kept.since;
            let changes = match reading.changes(since, ENTRIES) {
                // A copy that was restored is shorter than what was pushed: it goes on when it is as long again.
                Err(Error::Unknown(_)) => return Ok(None),
                changes => changes?,
            };
            if !changes.changes.is_empty() {
                return Ok(Some(self.signed(&to.kept, &changes)?));
            }
            if changes.until == since {
                return Ok(None);
            }
            self.go_on(to, changes.until, 0)?;
        }
    }

    fn signed(&self, kept: &StoredWebhook, changes: &crate::view::ChangesView) -> Result<Push> {
        let body = serde_json::to_string(changes).map_err(|_| Error::damaged("变更写不出来"))?;
        let (entries, time) = ((changes.since, changes.until), self.now() / 1_000);
        let id = format!("duheng-{}-{}-{}", kept.id, entries.0, entries.1);
        let mac = hmac_sha256(&self.webhook_key(kept)?, format!("{id}.{time}.{body}").as_bytes());
        Ok(Push { signature: format!("v1,{}", base64::write(&mac)), id, time, body, entries })
    }

    fn go_on(&self, to: &mut DueWebhook, until: u64, delivered: i64) -> Result<()> {
        let stretch = (to.kept.since, until);
        self.with_accounts(|store| store.go_on_webhook(to.kept.id, stretch, delivered))?;
        to.kept.since = until;
        Ok(())
    }

    /// Notes that a push was taken.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn pushed(&self, to: &mut DueWebhook, push: &Push) -> Result<()> {
        self.go_on(to, push.entries.1, self.now())
    }

    /// Notes that it was not, and why; the pause before the next time doubles each time, up to an hour.
    ///
    /// # Errors
    /// A file that refuses.
    pub fn not_pushed(&self, to: &DueWebhook, why: &str) -> Result<()> {
        let pause = LONGEST.min(1_i64 << to.kept.failures.min(12));
        let (due, said): (i64, String) = (self.now() + pause * 1_000, why.chars().take(SAID).collect());
        self.with_accounts(|store| store.put_off_webhook(to.kept.id, to.kept.since, (due, &said)))
    }
}
