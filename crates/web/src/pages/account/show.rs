//! The sign-in page, and the page of one's own account.

use askama::Template;

use view::{PersonInRole, RoleView, SecondFactorOffer, TokenView, VisitView, WebhookView};

use super::words::{self, Words};
use crate::address::with_query;
use crate::frame::Frame;
use crate::numbers::moment;
use crate::words::say;

/// The sign-in page.
#[derive(Template)]
#[template(path = "account/login.html")]
pub struct Login {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Where to go afterwards.
    pub next: String,
    /// Why the last try was refused; empty without one.
    pub refused: String,
    /// Providers outside by which one may sign in: name in addresses, label.
    pub ways: Vec<(String, String)>,
    /// Made-up people whom anybody may be; none but in a demonstration.
    pub people: Vec<PersonInRole>,
    /// Whether the server has other districts to sign in to.
    pub other: bool,
}

impl Login {
    /// The page; the frame names no places.
    pub fn new(frame: Frame, next: String, refused: String) -> Login {
        let (ways, people) = (Vec::new(), Vec::new());
        Login { words: words::of(frame.language), frame, next, refused, ways, people, other: false }
    }

    /// The address that leads to a provider.
    fn way(&self, id: &str) -> String {
        with_query(&format!("/login/outside/{id}"), &[("next", &self.next)])
    }
}

/// The page between a provider and our own pages. A browser that comes from elsewhere brings no cookie of ours along; from here it does.
#[derive(Template)]
#[template(path = "account/through.html")]
pub struct Through {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Where to go on.
    pub next: String,
}

impl Through {
    /// The page.
    pub fn new(frame: Frame, next: &str) -> Through {
        Through { words: words::of(frame.language), frame, next: next.to_owned() }
    }
}

/// The page after signing out of a visit that began by a provider.
#[derive(Template)]
#[template(path = "account/left.html")]
pub struct Left {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// That one is signed in there still.
    pub lead: String,
    /// Where that is ended.
    pub end: String,
}

impl Left {
    /// The page; `label` is what the provider is called.
    pub fn new(frame: Frame, label: String, end: String) -> Left {
        let words = words::of(frame.language);
        Left { words, frame, lead: say(words.left_lead, &[&label]), end }
    }
}

/// The page of one's own account.
#[derive(Template)]
#[template(path = "account/me.html")]
pub struct Me {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Whose it is.
    pub title: String,
    /// Whether nobody in particular is signed in but whoever sits at the machine.
    pub machine: bool,
    /// Whether a password has to be set first.
    pub must_change: bool,
    /// Whether there is a password: a made-up person of a demonstration has none.
    pub has_password: bool,
    /// Whether a number of his telephone is asked for beside it.
    pub has_second: bool,
    /// What an app for such numbers is given; none where there is one already.
    pub second: Option<SecondFactorOffer>,
    /// His roles.
    pub roles: Vec<RoleView>,
    /// Where he is signed in.
    pub visits: Vec<VisitView>,
    /// His tokens of the interface.
    pub tokens: Vec<TokenView>,
    /// The one that was just given, which is shown this once; empty without.
    pub token: String,
    /// Where changes are pushed to in his name.
    pub webhooks: Vec<WebhookView>,
    /// Whether they may be pushed anywhere.
    pub pushes: bool,
    /// The key of the one that was just set, which is shown this once; empty without.
    pub key: String,
    /// What forms carry.
    pub word: String,
    /// What speaks against what was asked; empty when nothing does.
    pub said: String,
}

impl Me {
    /// The page of whoever sits at the machine.
    pub fn machine(frame: Frame) -> Me {
        let words = words::of(frame.language);
        Me {
            title: words.machine.to_owned(),
            machine: true,
            must_change: false,
            has_password: false,
            has_second: false,
            second: None,
            roles: Vec::new(),
            visits: Vec::new(),
            tokens: Vec::new(),
            token: String::new(),
            webhooks: Vec::new(),
            pushes: false,
            key: String::new(),
            word: String::new(),
            said: String::new(),
            words,
            frame,
        }
    }

    /// The page of a person.
    pub fn of(frame: Frame, of: &office::Visitor, roles: Vec<RoleView>, visits: Vec<VisitView>) -> Me {
        let words = words::of(frame.language);
        let told =
            |visit: VisitView| VisitView { began: moment(&visit.began), seen: moment(&visit.seen), ..visit };
        Me {
            title: say(words.me_title, &[&of.person]),
            machine: false,
            must_change: of.must_change,
            has_password: of.has_password,
            has_second: of.has_second,
            roles,
            visits: visits.into_iter().map(told).collect(),
            word: of.word.clone(),
            ..Me::machine(frame)
        }
    }
}
