//! LDAP (RFC 4511): the password that was typed is shown to a directory, which says whether it is right. Always under TLS: `ldaps://`, or
//! `ldap://` with StartTLS before anything else is said. Referrals are not followed: nobody else is shown a password.

mod ber;
mod circuit;
mod filter;
mod message;

use circuit::Circuit;
use message::{Done, Entry};
use std::io::{Error, Result};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};
use wire::{Trust, Wire};

pub(crate) use filter::Filter;
pub(crate) use message::answers;

/// How long the directory may take over all of it.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long somebody waits whose password it does not keep: as long as for a directory that is well.
const IN_VAIN: Duration = Duration::from_millis(500);
/// Longest name that is asked for.
const LONGEST: usize = 128;

/// A directory.
pub struct Ldap {
    host: String,
    address: String,
    way: Way,
    asked: Asked,
    trust: Trust,
    circuit: Circuit,
}

/// How TLS begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// At once.
    Secured,
    /// After a word of agreement.
    StartTls,
}

/// How a name leads to an entry.
pub(crate) enum Asked {
    /// By a pattern of its distinguished name, with `{}` for the name.
    Template(String),
    /// By a search, as somebody who may search.
    Search { base: String, filter: Filter, by: Option<(String, String)> },
}

/// What a directory says of a name and a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// They are of each other.
    Right,
    /// They are not, or there is no such name: which, is not told.
    Wrong,
    /// The directory lets this one in no more for now: locked, out of term, to be changed there first.
    Closed(&'static str),
    /// It could not be asked.
    Away(String),
}

impl Ldap {
    pub(crate) fn new(host: &str, port: &str, way: Way, asked: Asked, trust: Trust) -> Ldap {
        let address = format!("{host}:{port}");
        let circuit = Circuit::default();
        Ldap { host: host.trim_matches(['[', ']']).to_owned(), address, way, asked, trust, circuit }
    }

    /// Shows it a name and a password.
    pub fn show(&self, name: &str, password: &str) -> Shown {
        // A bind without a password succeeds and says nothing of who binds (RFC 4513, 5.1.2).
        if name.is_empty() || password.is_empty() || name.len() > LONGEST || name.contains('\0') {
            return Shown::Wrong;
        }
        if let Some(rest) = self.circuit.rests(Instant::now(), PATIENCE) {
            return Shown::Away(format!("刚才问不到，{}秒内不再问", rest.as_secs() + 1));
        }
        match self.told(name, password) {
            Ok(shown) => {
                self.circuit.answered();
                shown
            }
            Err(why) => {
                self.circuit.failed(Instant::now());
                Shown::Away(why.to_string())
            }
        }
    }

    /// Shows it a name and a password of which it knows nothing, for no answer: by how long it takes nobody learns whose password it
    /// keeps. One that is down is not waited for.
    pub fn show_in_vain(self: &Arc<Self>, name: String, password: String) {
        let (sender, answered) = channel();
        let directory = self.clone();
        let asking = std::thread::Builder::new().name("directory".to_owned());
        let asking = asking.spawn(move || sender.send(directory.show(&name, &password)));
        if asking.is_ok() {
            // Nothing is made of what it says, or that it says nothing.
            let _ = answered.recv_timeout(IN_VAIN);
        }
    }

    fn told(&self, name: &str, password: &str) -> Result<Shown> {
        let mut talk = self.begin()?;
        let dn = match &self.asked {
            Asked::Template(template) => template.replacen("{}", &escaped(name), 1),
            Asked::Search { base, filter, by } => {
                if let Some((dn, secret)) = by {
                    let done = talk.bind(dn, secret)?;
                    if done.code != message::SUCCESS {
                        return Ok(Shown::Away(format!("查人的账号绑定不上（{}）", done.code)));
                    }
                }
                match talk.search(base, filter, name)? {
                    Some(dn) => dn,
                    None => {
                        // As long is taken as over a wrong password.
                        talk.bind(&format!("cn=nobody,{base}"), password)?;
                        return Ok(Shown::Wrong);
                    }
                }
            }
        };
        Ok(judged(&talk.bind(&dn, password)?))
    }

    fn begin(&self) -> Result<Talk> {
        let wire = Wire::connect(&self.address, PATIENCE)?;
        let mut talk = Talk { wire, next: 1 };
        match self.way {
            Way::Secured => {}
            Way::StartTls => {
                let code = talk.start_tls()?.code;
                if code != message::SUCCESS {
                    return Err(Error::other(format!("它不肯用 TLS（{code}）")));
                }
            }
        }
        // What was read so far ends with the answer: nothing that came in the open is taken for said under TLS.
        Ok(Talk { wire: talk.wire.secured(&self.host, &self.trust)?, next: talk.next })
    }
}

/// A conversation with a directory.
struct Talk {
    wire: Wire,
    next: i32,
}

impl Talk {
    fn number(&mut self) -> i32 {
        self.next += 1;
        self.next
    }

    fn start_tls(&mut self) -> Result<Done> {
        let number = self.number();
        message::say(&mut self.wire, &message::start_tls(number))?;
        message::done(&mut self.wire, number, message::EXTENDED_RESPONSE)
    }

    fn bind(&mut self, dn: &str, password: &str) -> Result<Done> {
        let number = self.number();
        message::say(&mut self.wire, &message::bind(number, dn, password))?;
        message::done(&mut self.wire, number, message::BIND_RESPONSE)
    }

    /// The distinguished name of the one entry that is found; none when there is none, or more than one.
    fn search(&mut self, base: &str, filter: &Filter, name: &str) -> Result<Option<String>> {
        let number = self.number();
        message::say(&mut self.wire, &message::search(number, base, &filter.of(name)))?;
        let mut found = Vec::new();
        loop {
            match message::entry(&mut self.wire, number)? {
                Entry::Found(dn) => found.push(dn),
                Entry::Elsewhere => {}
                Entry::End(message::SUCCESS | message::SIZE_LIMIT | message::NO_SUCH_OBJECT) => break,
                Entry::End(code) => return Err(Error::other(format!("查人查不了（{code}）"))),
            }
        }
        let one = found.pop().filter(|dn| !dn.is_empty());
        Ok(if found.is_empty() { one } else { None })
    }
}

/// What the answer to a bind says of the password.
fn judged(done: &Done) -> Shown {
    let closed = match (done.policy, done.code) {
        (Some(0), _) => Some("目录里的口令过期了"),
        (Some(1), _) => Some("目录里的账号被锁"),
        (Some(2), _) => Some("请先到目录那边改口令"),
        // What Active Directory writes beside "wrong".
        (_, message::INVALID_CREDENTIALS) => windows(&done.text),
        _ => None,
    };
    match (closed, done.code) {
        (Some(why), _) => Shown::Closed(why),
        (None, message::SUCCESS) => Shown::Right,
        (None, message::INVALID_CREDENTIALS | message::NO_SUCH_OBJECT | message::INVALID_DN) => Shown::Wrong,
        (None, message::REFERRAL) => Shown::Away("它让去问别处，不去".to_owned()),
        (None, code) => Shown::Away(format!("它不肯（{code}）")),
    }
}

fn windows(text: &str) -> Option<&'static str> {
    let code = text.split("data ").nth(1)?.split([',', ' ']).next()?;
    match code {
        "775" => Some("目录里的账号被锁"),
        "533" | "701" => Some("目录里的账号停用了"),
        "532" => Some("目录里的口令过期了"),
        "773" => Some("请先到目录那边改口令"),
        _ => None,
    }
}

/// A name as a value inside a distinguished name (RFC 4514): letters of any script stay, all signs are written by their numbers.
fn escaped(name: &str) -> String {
    let sign = |letter: char| {
        letter.is_ascii() && !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_' | '.' | '@')
    };
    let write = |letter: char| match sign(letter) {
        true => format!("\\{:02x}", u32::from(letter)),
        false => letter.to_string(),
    };
    name.chars().map(write).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_one_value_of_a_distinguished_name() {
        assert_eq!(escaped("zhang.san-7@x_y"), "zhang.san-7@x_y");
        assert_eq!(escaped("张三"), "张三");
        assert_eq!(
            escaped("a,ou=b+c=\"d\\ #<>;\n"),
            "a\\2cou\\3db\\2bc\\3d\\22d\\5c\\20\\23\\3c\\3e\\3b\\0a"
        );
    }

    #[test]
    fn what_closes_an_account_is_told_apart_from_a_wrong_password() {
        let done = |code, policy, text: &str| Done { code, policy, text: text.to_owned() };
        assert_eq!(judged(&done(0, None, "")), Shown::Right);
        assert_eq!(judged(&done(49, None, "")), Shown::Wrong);
        assert_eq!(judged(&done(32, None, "")), Shown::Wrong);
        assert_eq!(judged(&done(49, Some(1), "")), Shown::Closed("目录里的账号被锁"));
        assert_eq!(judged(&done(0, Some(2), "")), Shown::Closed("请先到目录那边改口令"));
        let windows =
            "80090308: LdapErr: DSID-0C090446, comment: AcceptSecurityContext error, data 533, v3839";
        assert_eq!(judged(&done(49, None, windows)), Shown::Closed("目录里的账号停用了"));
        assert!(matches!(judged(&done(10, None, "")), Shown::Away(_)), "a referral is not followed");
        assert!(matches!(judged(&done(52, None, "")), Shown::Away(_)));
    }
}
