//! Who acts or asks (会话): the first argument of every act and every question, and the head of every entry.

use crate::error::{Error, Result};

/// Who stands behind a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A person, by name.
    Person(String),
    /// Standing work of the house itself, such as the device watch, by name.
    Service(String),
    /// A device or gateway, by its number.
    Device(String),
    /// A household (家庭), which has no account: its address is its permission.
    Household(String),
}

impl Who {
    /// The name as it was given.
    pub fn name(&self) -> &str {
        match self {
            Who::Person(name) | Who::Service(name) | Who::Device(name) | Who::Household(name) => name,
        }
    }

    /// The word for the kind of it in the head of an entry.
    pub fn kind(&self) -> &'static str {
        match self {
            Who::Person(_) => "person",
            Who::Service(_) => "service",
            Who::Device(_) => "device",
            Who::Household(_) => "household",
        }
    }

    fn of(kind: &str, name: &str) -> Option<Who> {
        let name = name.to_owned();
        Some(match kind {
            "person" => Who::Person(name),
            "service" => Who::Service(name),
            "device" => Who::Device(name),
            "household" => Who::Household(name),
            _ => return None,
        })
    }
}

/// The door by which a session came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// The command line.
    Command,
    /// A page.
    Page,
    /// A program.
    Api,
    /// Standing work.
    Job,
    /// What a device said.
    Signal,
    /// A played year or a simulation.
    Play,
}

impl Via {
    const ALL: [(Via, &'static str); 6] = [
        (Via::Command, "command"),
        (Via::Page, "page"),
        (Via::Api, "api"),
        (Via::Job, "job"),
        (Via::Signal, "signal"),
        (Via::Play, "play"),
    ];

    /// The word in the head of an entry.
    pub fn word(self) -> &'static str {
        Via::ALL.iter().find(|(via, _)| *via == self).map_or("", |(_, word)| word)
    }
}

/// A session: who, in which post, by which door, since when.
///
/// ```
/// use office::{Session, Via, Who};
/// let session = Session::new(Who::Person("督学 甲".into()), Via::Page, 1_655_000_000_000).in_post("复核人");
/// assert_eq!((session.who.name(), session.post.as_deref()), ("督学 甲", Some("复核人")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Who acts or asks.
    pub who: Who,
    /// The post (职务) in which, when it matters.
    pub post: Option<String>,
    /// By which door.
    pub via: Via,
    /// Since when, in milliseconds since 1970: what "today" is for its questions.
    pub at: i64,
    /// Why what is implausible (存疑) holds all the same; kept in the journal beside it.
    pub reason: Option<String>,
}

impl Session {
    /// A session that begins at a moment. Doors take it from [`crate::Office::session`], which knows the time.
    pub fn new(who: Who, via: Via, at: i64) -> Session {
        Session { who, post: None, via, at, reason: None }
    }

    /// The same in a post.
    pub fn in_post(self, post: &str) -> Session {
        Session { post: Some(post.to_owned()).filter(|post| !post.is_empty()), ..self }
    }

    /// The same with a reason for what is implausible.
    #[must_use]
    pub fn because(self, reason: Option<&str>) -> Session {
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        Session { reason: reason.map(str::to_owned), ..self }
    }

    /// The line that the head of an entry carries: kind, name, post, door, with TAB between them.
    pub(crate) fn line(&self) -> String {
        // What would end a field or a line is told as a space: the head is one line of four fields, always.
        let plain = |text: &str| text.replace(finding::is_control, " ");
        let post = plain(self.post.as_deref().unwrap_or_default());
        format!("{}\t{}\t{post}\t{}", self.who.kind(), plain(self.who.name()), self.via.word())
    }
}

/// Who made an entry, as its head says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Author {
    pub who: Who,
    pub post: Option<String>,
    pub via: Via,
}

impl Author {
    /// Reads what [`Session::line`] wrote.
    pub fn read(line: &str) -> Result<Author> {
        let parts: Vec<&str> = line.split('\t').collect();
        let [kind, name, post, via] = parts.as_slice() else {
            return Err(Error::damaged("条目的头写得不对"));
        };
        let who = Who::of(kind, name);
        let via = Via::ALL.iter().find(|(_, word)| word == via).map(|(via, _)| *via);
        match (who, via) {
            (Some(who), Some(via)) => {
                Ok(Author { who, post: Some((*post).to_owned()).filter(|post| !post.is_empty()), via })
            }
            _ => Err(Error::damaged("条目的头写得不对")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_back_and_holds_four_fields_whatever_the_name() {
        for (who, post) in [
            (Who::Person("张\t三\n".to_owned()), "复核\t人"),
            (Who::Service("信号值守".to_owned()), ""),
            (Who::Household("样例-1".to_owned()), "家长"),
        ] {
            let session = Session::new(who, Via::Job, 0).in_post(post);
            let author = Author::read(&session.line()).expect("it reads what it wrote");
            assert_eq!(author.who.kind(), session.who.kind());
            assert_eq!(author.via, Via::Job);
            assert_eq!(author.post.is_some(), !post.is_empty());
        }
        assert!(Author::read("person\t张三\t\tdoor").is_err());
        assert!(Author::read("robot\t张三\t\tpage").is_err());
    }
}
