//! `notices/<id>.toml`.

use super::head::{self, list};
use super::must_have;
use crate::read::{Reader, Table};
use crate::{
    Channel, Notice, NoticeContact, NoticePerson, NoticePosts, NoticeRung, NoticeWay, QuietHours, Written,
};
use finding::Finding;

/// Attempts to hand over when a rung does not say.
const ATTEMPTS: u32 = 3;
/// Seconds before the second attempt when a rung does not say.
const PAUSE: u32 = 60;
/// Most attempts that a rung may ask for.
const ATTEMPTS_LIMIT: i64 = 20;
/// Most rungs of a ladder.
const RUNGS_LIMIT: usize = 9;

/// Reads a definition.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Notice {
    let head = head::read(reader, &mut table, id, pack);
    let title = table.text(reader, "title").unwrap_or_else(|| head.name.clone());
    let body = table.required(reader, "body");
    let (mut household, mut unit) = (Vec::new(), None);
    let recipients = list(reader, &mut table, "recipients", |reader, inner| {
        household = inner.one_or_more(reader, "household");
        unit = inner.written(reader, "unit");
    });
    must_have(reader, &head.written, household.is_empty(), "户的字段 household");
    let contact = table.table(reader, "contact").map(|mut inner| {
        let register = inner.required(reader, "register");
        let key = inner.required(reader, "key");
        let field = inner.required(reader, "field");
        inner.finish(reader);
        NoticeContact { register, key, field }
    });
    let ladder: Vec<NoticeRung> =
        table.tables(reader, "ladder").into_iter().map(|inner| rung(reader, inner)).collect();
    if ladder.len() > RUNGS_LIMIT {
        wrong(reader, "define.notice-ladder", &head.written, format!("级次不能多于{RUNGS_LIMIT}级"));
    }
    if !ladder.last().is_some_and(|last| last.channel.is_list()) {
        let sentence = "最后一级必须落到一个有姓名的责任人的名单上（calls 或 visit）".to_owned();
        wrong(reader, "define.notice-ladder", &head.written, sentence);
    }
    let quiet = table.list(reader, "quiet");
    let quiet = hours(reader, &quiet);
    let ways = ways(reader, &mut table);
    must_have(reader, &head.written, ways.is_empty(), "应答方式 acknowledge");
    table.finish(reader);
    Notice { head, title, body, recipients, household, unit, contact, ladder, quiet, ways }
}

fn rung(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> NoticeRung {
    let words = Channel::ALL.map(|channel| (channel.key(), channel));
    if table.value("channel").is_none() {
        table.missing(reader, "channel");
    }
    let channel = table.word(reader, "channel", &words).unwrap_or(Channel::Message);
    let address = table.written(reader, "address");
    let attempts = table.integer(reader, "attempts");
    let wait = table.written(reader, "wait");
    let wait = wait.map_or(0, |written| span(reader, &written));
    let pause = table.written(reader, "pause");
    let pause = pause.map_or(PAUSE, |written| span(reader, &written));
    let person = table.table(reader, "person").map(|mut inner| {
        let field = inner.required(reader, "field");
        let register = inner.written(reader, "register").map(|register| NoticePosts {
            register,
            key: inner.required(reader, "key"),
            name: inner.required(reader, "name"),
            above: inner.written(reader, "above"),
        });
        inner.finish(reader);
        NoticePerson { field, register }
    });
    match (channel.is_list(), address.is_some(), person.is_some()) {
        (true, _, false) => {
            let sentence = format!("“{}”是名单，要写明责任人 person", channel.key());
            reader.error("define.notice-ladder", table.span(), sentence);
        }
        (false, false, _) => {
            let sentence = format!("“{}”要写明地址的字段 address", channel.key());
            reader.error("define.notice-ladder", table.span(), sentence);
        }
        _ => {}
    }
    let number = attempts.unwrap_or(i64::from(ATTEMPTS));
    if !(1..=ATTEMPTS_LIMIT).contains(&number) {
        reader.error("define.number", table.span(), format!("attempts 应在1到{ATTEMPTS_LIMIT}之间"));
    }
    table.finish(reader);
    let attempts = u32::try_from(number.clamp(1, ATTEMPTS_LIMIT)).unwrap_or(ATTEMPTS);
    NoticeRung { channel, address, attempts, pause, wait, person }
}

/// A span of time, `30m`, `4h`, `1d`, in seconds.
fn span(reader: &mut Reader<'_>, written: &Written) -> u32 {
    let text = written.text.trim();
    let unit = match text.chars().last() {
        Some('s') => Some(1),
        Some('m') => Some(60),
        Some('h') => Some(3_600),
        Some('d') => Some(86_400),
        _ => None,
    };
    let number = text.get(..text.len().saturating_sub(1)).and_then(|digits| digits.parse::<u32>().ok());
    let seconds = unit.zip(number).and_then(|(unit, number)| number.checked_mul(unit));
    seconds.filter(|seconds| *seconds <= 90 * 86_400).unwrap_or_else(|| {
        let sentence = format!("“{text}”不是时长；写作 30m、4h、1d，至多90天");
        wrong(reader, "define.notice-wait", written, sentence);
        0
    })
}

fn hours(reader: &mut Reader<'_>, written: &[Written]) -> Option<QuietHours> {
    let minutes = |written: &Written| {
        let (hour, minute) = written.text.split_once(':')?;
        let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    };
    match written {
        [] => None,
        [from, to] => match (minutes(from), minutes(to)) {
            (Some(from), Some(to)) if from != to => Some(QuietHours { from, to }),
            _ => {
                wrong(reader, "define.notice-quiet", from, "静默时段写作 [\"22:00\", \"07:00\"]".to_owned());
                None
            }
        },
        [first, ..] => {
            wrong(reader, "define.notice-quiet", first, "静默时段写两个钟点".to_owned());
            None
        }
    }
}

fn ways(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Vec<NoticeWay> {
    let mut ways = Vec::new();
    for written in table.list(reader, "acknowledge") {
        match NoticeWay::ALL.into_iter().find(|way| way.key() == written.text) {
            Some(way) if !ways.contains(&way) => ways.push(way),
            Some(_) => {}
            None => {
                let known = NoticeWay::ALL.map(NoticeWay::key).join("、");
                let sentence = format!("没有应答方式“{}”，可用：{known}", written.text);
                wrong(reader, "define.word", &written, sentence);
            }
        }
    }
    ways
}

fn wrong(reader: &mut Reader<'_>, code: &'static str, written: &Written, sentence: String) {
    let place = written.at(0..written.text.len());
    reader.findings.push(Finding::error(code, place, sentence));
}
