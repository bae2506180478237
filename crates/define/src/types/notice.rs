//! Notices (信): a message that each household must acknowledge.

use super::{Form, FormHead, Gives, List};
use crate::house::{self, House};
use crate::{Pack, WorkTable, Written};
use finding::Finding;

/// A definition of a message that each household must acknowledge (信).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says of itself.
    pub head: FormHead,
    /// The heading of the message: 暑期安全“四知”提醒.
    pub title: String,
    /// The message. `{字段}` stands for a field of a recipient's row, `{链接}` for the one-tap address, `{应答码}` for the
    /// code to reply with.
    pub body: Written,
    /// Whose rows are written to.
    pub recipients: List,
    /// Fields that make rows one household: rows that share a value of any of them get one message. The first of them
    /// names the household.
    pub household: Vec<Written>,
    /// The field that says where the household belongs: a school, a class, a unit.
    pub unit: Option<Written>,
    /// Where addresses stand when they are not in the recipients' own rows.
    pub contact: Option<NoticeContact>,
    /// The ladder (级次): by which channels, in which order. The last rung is always a named person's list.
    pub ladder: Vec<NoticeRung>,
    /// Hours in which nothing is sent (静默时段).
    pub quiet: Option<QuietHours>,
    /// Ways of acknowledging that count.
    pub ways: Vec<NoticeWay>,
}

/// A register of addresses, looked up by a field of the recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeContact {
    /// The register: 单位联系人.
    pub register: Written,
    /// Its field that is looked up.
    pub key: Written,
    /// The recipients' field that holds the same.
    pub field: Written,
}

/// One rung of a ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRung {
    /// By which channel.
    pub channel: Channel,
    /// The field that holds the address there: a telephone number, an account, a mailbox. Of the recipients, or of the
    /// contact register.
    pub address: Option<Written>,
    /// Most attempts to hand a letter over.
    pub attempts: u32,
    /// Seconds before the second attempt; twice as long before each further one.
    pub pause: u32,
    /// Seconds from here to the next rung without an acknowledgement.
    pub wait: u32,
    /// Whose list it is on, when the channel is a list.
    pub person: Option<NoticePerson>,
}

/// Who is named on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticePerson {
    /// The recipients' field (or the contact's) that names the person, or the post in `register`.
    pub field: Written,
    /// The register of posts: 网格责任人.
    pub register: Option<NoticePosts>,
}

/// A register of posts and who holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticePosts {
    /// The register.
    pub register: Written,
    /// Its field that names the post.
    pub key: Written,
    /// Its field that names who holds it.
    pub name: Written,
    /// Its field that names the post above, which stands in when nobody holds this one.
    pub above: Option<Written>,
}

/// A channel (渠道).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// 短信: a text message by a gateway.
    Message,
    /// 企业微信.
    WeCom,
    /// 邮件.
    Mail,
    /// 电话: a list of households that a named person calls.
    Calls,
    /// 入户: a list of households that a named person visits.
    Visit,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Channel; 5] =
        [Channel::Message, Channel::WeCom, Channel::Mail, Channel::Calls, Channel::Visit];

    /// The key as written in definitions.
    pub fn key(self) -> &'static str {
        match self {
            Channel::Message => "sms",
            Channel::WeCom => "wecom",
            Channel::Mail => "mail",
            Channel::Calls => "calls",
            Channel::Visit => "visit",
        }
    }

    /// The word as written in rows and shown.
    pub fn word(self) -> &'static str {
        match self {
            Channel::Message => "短信",
            Channel::WeCom => "企业微信",
            Channel::Mail => "邮件",
            Channel::Calls => "电话",
            Channel::Visit => "入户",
        }
    }

    /// Whether a letter there stands on a person's list instead of being handed to a machine.
    pub fn is_list(self) -> bool {
        matches!(self, Channel::Calls | Channel::Visit)
    }
}

/// A way of acknowledging (应答方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeWay {
    /// 链接: one tap on the signed address.
    Link,
    /// 回复码: the code sent back.
    Code,
    /// 登记: a named teacher or chief records it.
    Record,
}

impl NoticeWay {
    /// Every way.
    pub const ALL: [NoticeWay; 3] = [NoticeWay::Link, NoticeWay::Code, NoticeWay::Record];

    /// The key as written in definitions.
    pub fn key(self) -> &'static str {
        match self {
            NoticeWay::Link => "link",
            NoticeWay::Code => "code",
            NoticeWay::Record => "record",
        }
    }

    /// The word as written in rows and shown.
    pub fn word(self) -> &'static str {
        match self {
            NoticeWay::Link => "链接",
            NoticeWay::Code => "回复码",
            NoticeWay::Record => "登记",
        }
    }
}

/// Hours in which nothing is sent, in minutes of the day in China Standard Time; over midnight when `from` is the later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// From here on: 1320 for 22:00.
    pub from: u32,
    /// Until here: 420 for 07:00.
    pub to: u32,
}

/// The placeholder of the one-tap address.
pub const LINK: &str = "链接";
/// The placeholder of the reply code.
pub const CODE: &str = "应答码";

/// A piece of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'b> {
    /// As it stands.
    Text(&'b str),
    /// A placeholder, by what stands between the braces, and the byte where that begins.
    Hole(&'b str, usize),
}

/// The pieces of a message. An opening brace without a closing one is text.
///
/// ```
/// use define::{Piece, pieces};
/// let found: Vec<Piece> = pieces("请回复{应答码}。").collect();
/// assert_eq!(found, [Piece::Text("请回复"), Piece::Hole("应答码", 10), Piece::Text("。")]);
/// ```
pub fn pieces(body: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = body.get(at..).filter(|rest| !rest.is_empty())?;
        if let Some(inner) = rest.strip_prefix('{')
            && let Some((hole, _)) = inner.split_once('}')
        {
            let found = Piece::Hole(hole, at + 1);
            at += hole.len() + 2;
            return Some(found);
        }
        let next =
            rest.char_indices().skip(1).find(|(_, letter)| *letter == '{').map_or(rest.len(), |(n, _)| n);
        at += next;
        rest.get(..next).map(Piece::Text)
    })
}

/// Words that say what a message may not: kinds of disability (残疾类别), which are personal data of a minor.
const DISABILITY: [&str; 12] = [
    "残疾",
    "残障",
    "智力障碍",
    "视力障碍",
    "听力障碍",
    "言语障碍",
    "肢体障碍",
    "精神障碍",
    "孤独症",
    "自闭症",
    "脑瘫",
    "唐氏",
];

/// What in a message is personal data that no message may carry: an identity number (公民身份号码, GB 11643, eighteen
/// characters), a word for a kind of disability. None when there is nothing of the kind.
///
/// ```
/// assert_eq!(define::sensitive("请家长知去向、知同伴、知内容、知归时"), None);
/// assert_eq!(define::sensitive("学生11010519491231002X今日缺席"), Some("11010519491231002X"));
/// assert_eq!(define::sensitive("孤独症儿童家长会"), Some("孤独症"));
/// ```
pub fn sensitive(text: &str) -> Option<&str> {
    if let Some(word) = DISABILITY.iter().find_map(|word| text.find(word).map(|at| at..at + word.len())) {
        return text.get(word);
    }
    let bytes = text.as_bytes();
    (0..bytes.len().saturating_sub(17)).find_map(|at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_digit);
        let window = bytes.get(at..at + 18)?;
        let (last, digits) = window.split_last()?;
        let after = bytes.get(at + 18).is_some_and(u8::is_ascii_digit);
        let number = digits.iter().all(u8::is_ascii_digit)
            && (last.is_ascii_digit() || matches!(last, b'X' | b'x'))
            && !before
            && !after;
        number.then(|| text.get(at..at + 18)).flatten()
    })
}

impl Notice {
    /// The rung of that number, from 1.
    pub fn rung(&self, number: u32) -> Option<&NoticeRung> {
        self.ladder.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// Fields of recipients' rows that the message shows.
    pub fn holes(&self) -> impl Iterator<Item = (&str, usize)> {
        pieces(&self.body.text).filter_map(|piece| match piece {
            Piece::Hole(name, at) if name != LINK && name != CODE => Some((name, at)),
            _ => None,
        })
    }
}

impl Form for Notice {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn family(&self) -> &'static str {
        crate::words::family::LETTER
    }

    fn tables(&self, pack: &Pack) -> Vec<WorkTable> {
        crate::tables::notice(self, pack)
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        let (mut own, mut theirs): (Vec<&Written>, Vec<&Written>) = (Vec::new(), Vec::new());
        own.extend(&self.household);
        own.extend(&self.unit);
        let mut posts = Vec::new();
        for rung in &self.ladder {
            let list = if self.contact.is_some() { &mut theirs } else { &mut own };
            list.extend(&rung.address);
            if let Some(person) = &rung.person {
                list.push(&person.field);
                if let Some(register) = &person.register {
                    let fields = [&register.key, &register.name].into_iter().chain(&register.above).collect();
                    posts.push((&register.register, fields));
                }
            }
        }
        if let Some(contact) = &self.contact {
            own.push(&contact.field);
            theirs.push(&contact.key);
        }
        let mut names = vec![(&self.recipients.register, own)];
        names.extend(self.contact.as_ref().map(|contact| (&contact.register, theirs)));
        names.extend(posts);
        names
    }

    fn house(&self) -> Vec<House> {
        vec![house::Notice::HOUSE, house::Letter::HOUSE, house::LetterEvent::HOUSE]
    }

    fn fits(&self, pack: &Pack, findings: &mut Vec<Finding>) {
        crate::checks::notice(self, pack, findings);
    }

    /// A letter bears on the letters of its notice.
    fn lines(&self, _pack: &Pack, _family: &str) -> Vec<(String, String)> {
        let house = [
            (house::Notice::HOUSE, house::Notice::NUMBER),
            (house::Letter::HOUSE, house::Letter::NOTICE),
            (house::LetterEvent::HOUSE, house::LetterEvent::NOTICE),
        ];
        house.map(|(house, notice)| (house.register.to_owned(), notice.name.to_owned())).into()
    }

    fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let condition = self.recipients.condition.iter();
        condition.map(|condition| (condition, &self.recipients.register, Gives::Truth)).collect()
    }
}
