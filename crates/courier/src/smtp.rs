//! Mail (RFC 5321) by a relay: one message a transaction, the session kept; plain to a relay inside the house, under TLS (RFC 8314,
//! RFC 3207) and with a sign-in (RFC 4954) to any other. The protocol and the writing of messages are lettre's.

use crate::{Carrier, Outcome, Parcel};
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Body, Mailbox, Message};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, CertificateStore, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use std::fmt;
use std::time::Duration;
use wire::{Place, Trust};

/// How a relay is spoken to, with the usual ports: in the clear; under TLS from the first byte; in the clear until STARTTLS, and
/// nothing said before it.
const WAYS: [(&str, u16); 3] = [(PLAIN, 25), (TLS, 465), (START_TLS, 587)];
const PLAIN: &str = "smtp";
const TLS: &str = "smtps";
const START_TLS: &str = "smtp+starttls";

/// A relay (邮件中继): where it is, how it is spoken to, as whom.
#[derive(Clone)]
pub struct Relay {
    place: Place,
    /// The mailbox that letters come from.
    from: String,
    login: Option<(String, String)>,
    trust: Option<Trust>,
}

impl Relay {
    /// Reads an address: `host:port` or `smtp://host[:25]` in the clear, `smtps://host[:465]`, `smtp+starttls://host[:587]`.
    ///
    /// ```
    /// use courier::Relay;
    /// let relay = Relay::read("smtps://mail.example.cn", "notice@example.cn").unwrap();
    /// assert_eq!(relay.to_string(), "smtps://mail.example.cn:465");
    /// assert!(Relay::read("ftp://mail.example.cn", "notice@example.cn").is_err());
    /// ```
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(address: &str, from: &str) -> Result<Relay, String> {
        let place = Place::read(address, &WAYS).ok_or_else(|| {
            format!("“{address}”不是邮件中继的地址；要写成 主机:端口、smtps://主机 或 smtp+starttls://主机")
        })?;
        Ok(Relay { place, from: from.to_owned(), login: None, trust: None })
    }

    /// The same, signing in. A password goes to another machine under TLS alone.
    ///
    /// # Errors
    /// A relay of another machine that is spoken to in the clear.
    pub fn signing_in(self, user: String, password: String) -> Result<Relay, String> {
        if self.place.scheme == PLAIN && !self.place.is_local() {
            return Err(format!("{self} 不加密，口令不能发过去；用 smtps:// 或 smtp+starttls://"));
        }
        Ok(Relay { login: Some((user, password)), ..self })
    }

    /// The same, trusting these authorities instead of the system's.
    #[must_use]
    pub fn trusting(self, trust: Trust) -> Relay {
        Relay { trust: Some(trust), ..self }
    }

    /// What TLS is spoken with.
    fn parameters(&self) -> Result<TlsParameters, String> {
        let trust = self.trust.clone().map_or_else(Trust::of_system, Ok)?;
        let builder =
            TlsParameters::builder(self.place.name().to_owned()).certificate_store(CertificateStore::None);
        let all = trust.authorities().iter().filter_map(|one| Certificate::from_der(one.clone()).ok());
        all.fold(builder, |builder, one| builder.add_root_certificate(one)).build().map_err(|why| told(&why))
    }

    /// A session, signed in.
    fn open(&self, patience: Duration) -> Result<SmtpConnection, String> {
        let hello = ClientId::Domain("duheng".to_owned());
        let at = (self.place.name(), self.place.port);
        let under = (self.place.scheme != PLAIN).then(|| self.parameters()).transpose()?;
        let from_the_start = under.as_ref().filter(|_| self.place.scheme == TLS);
        let opened = SmtpConnection::connect(at, Some(patience), &hello, from_the_start, None);
        let mut session = opened.map_err(|why| told(&why))?;
        if let (START_TLS, Some(under)) = (self.place.scheme, &under) {
            if !session.can_starttls() {
                session.abort();
                return Err("邮件中继不会 STARTTLS".to_owned());
            }
            session.starttls(under, &hello).map_err(|why| told(&why))?;
        }
        if let Some((user, password)) = &self.login {
            let who = Credentials::new(user.clone(), password.clone());
            if let Err(why) = session.auth(&[Mechanism::Plain, Mechanism::Login], &who) {
                session.abort();
                return Err(format!("登录邮件中继：{}", told(&why)));
            }
        }
        Ok(session)
    }
}

/// Without user and password.
impl fmt::Display for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.place.fmt(f)
    }
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Sessions with a relay, one after the other.
pub struct Smtp {
    relay: Relay,
    patience: Duration,
    session: Option<SmtpConnection>,
}

impl Smtp {
    /// Mail by a relay, which is waited for so long at each step.
    pub fn new(relay: Relay, patience: Duration) -> Smtp {
        Smtp { relay, patience, session: None }
    }

    /// A session that takes the message next: nothing is handed over yet. One that was kept may have been ended by the other
    /// side, and is made anew then.
    fn ready(&mut self, message: &Message) -> Result<SmtpConnection, String> {
        if let Some(mut kept) = self.session.take() {
            match envelope(&mut kept, message) {
                Ok(()) => return Ok(kept),
                Err(why) if why.status().is_some() => return Err(told(&why)),
                Err(_) => {}
            }
        }
        let mut session = self.relay.open(self.patience)?;
        envelope(&mut session, message).map_err(|why| {
            session.abort();
            told(&why)
        })?;
        Ok(session)
    }
}

impl Carrier for Smtp {
    fn hand_over(&mut self, parcel: &Parcel) -> Outcome {
        let Some(message) = message(&self.relay.from, parcel) else {
            return Outcome::Refused("邮箱的写法不对".to_owned());
        };
        let mut session = match self.ready(&message) {
            Ok(session) => session,
            Err(why) => return Outcome::Refused(why),
        };
        // From here on it may have arrived, whatever we hear.
        match session.message(&message.formatted()) {
            Ok(_) => {
                self.session = Some(session);
                Outcome::Accepted
            }
            Err(why) if why.status().is_some() => Outcome::Refused(told(&why)),
            Err(why) => Outcome::Unknown(told(&why)),
        }
    }

    fn ask(&mut self, _key: &str) -> Option<Outcome> {
        None
    }
}

/// A parcel as a message; none where a mailbox is none.
fn message(from: &str, parcel: &Parcel) -> Option<Message> {
    let id: String = parcel.key.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mailbox = |text: &str| Some(Mailbox::new(None, text.parse().ok()?));
    let text = Body::new_with_encoding(parcel.text.clone(), ContentTransferEncoding::Base64).ok()?;
    let head = Message::builder().from(mailbox(from)?).to(mailbox(&parcel.to)?);
    let head = head.message_id(Some(format!("<{id}@duheng>"))).subject(parcel.title.clone());
    head.header(ContentType::TEXT_PLAIN).body(text).ok()
}

/// What comes before the message itself.
fn envelope(session: &mut SmtpConnection, message: &Message) -> Result<(), Error> {
    let (from, to) = (message.envelope().from().cloned(), message.envelope().to());
    session.command(Mail::new(from, Vec::new()))?;
    for one in to {
        session.command(Rcpt::new(one.clone(), Vec::new()))?;
    }
    session.command(Data).map(drop)
}

/// What went wrong. What the relay said beside its code may repeat a mailbox, and is not.
fn told(why: &Error) -> String {
    match why.status() {
        Some(code) => format!("邮件中继答 {code}"),
        None if why.is_tls() || wire::is_of_tls(why) => "邮件中继的证书不受信任，或 TLS 不成".to_owned(),
        None if why.is_timeout() || is_late(why) => "邮件中继没有应答".to_owned(),
        None => "与邮件中继的连接断了".to_owned(),
    }
}

/// Whether a wait came to its end; a socket with a deadline tells that in another word.
fn is_late(why: &Error) -> bool {
    let cause = std::error::Error::source(why).and_then(|cause| cause.downcast_ref::<std::io::Error>());
    cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::WouldBlock)
}
