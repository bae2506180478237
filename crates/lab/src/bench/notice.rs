//! `duheng bench notice`: letters handed over a second, recorded before and after, to a gateway on the same machine; and
//! beside it the naive sender that makes one transaction a message.

use super::generated::{grouped, machine};
use crate::built_in::{BuiltIn, Files};
use crate::failure::{Failure, told};
use crate::rehearsal::rehearsal;
use courier::loopback::{Behaviour, Loopback};
use courier::{Carrier, Client, Gateway, Outcome, Target};
use jobs::{POLL, Tally, Ways, work};
use office::{Due, Happening};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use terminal::{say, table};

const HOUSEHOLDS: usize = 50_000;
/// Letters of the naive sender: enough to see its pace.
const NAIVE: usize = 2_000;
const CONNECTIONS: usize = 48;
const PATIENCE: Duration = Duration::from_millis(200);
/// The bar of the issue: hand-overs a second.
const BAR: u64 = 3_000;

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

pub fn run(pack: BuiltIn<'_>) -> Result<(), Failure> {
    let mut lines = Vec::new();
    for (name, fail, silent) in [("不受干扰", 0, 0), ("网关5%报错、2%无答复", 5, 2)] {
        let (tally, taken) = batched(fail, silent, pack.files)?;
        if taken.most > 1 {
            return Err(format!("网关的账上有一个交付号被交付了{}次", taken.most));
        }
        let rate = per_second(tally.handed_over, tally.handing);
        lines.push(vec![
            format!("分批提交，{name}"),
            grouped(tally.handed_over),
            grouped(rate),
            grouped(tally.commits),
            grouped(tally.in_doubt),
            if fail > 0 {
                String::new()
            } else {
                format!("≥ {}：{}", grouped(BAR), if rate >= BAR { "达到" } else { "未达到" })
            },
        ]);
    }
    let (count, time) = naive(pack.files)?;
    lines.push(vec![
        "逐封提交（对照），不受干扰".to_owned(),
        grouped(count),
        grouped(per_second(count, time)),
        grouped(2 * count),
        "0".to_owned(),
        String::new(),
    ]);
    terminal::text(&table(&["发信", "交付", "每秒", "事务", "没有答复", "标尺"], &lines));
    say!(
        "{}户，{CONNECTIONS}个连接；网关在同一台机器上，每次交付前后各记一条；{}",
        grouped(HOUSEHOLDS as u64),
        machine()
    );
    Ok(())
}

fn per_second(count: u64, time: Duration) -> u64 {
    super::generated::rate(count, time)
}

fn folder(name: &str) -> Folder {
    let path = std::env::temp_dir().join(format!("duheng-bench-notice-{name}-{}", std::process::id()));
    std::fs::remove_dir_all(&path).ok();
    Folder(path)
}

fn loopback(fail: u64, silent: u64) -> Result<Loopback, Failure> {
    let behaviour = Behaviour { fail, silent, stall: 2 * PATIENCE, replies: 80, seed: 1 };
    Loopback::start("127.0.0.1:0", None, behaviour).map_err(told)
}

fn batched(fail: u64, silent: u64, files: &Files) -> Result<(Tally, courier::loopback::Taken), Failure> {
    let folder = folder("batched");
    // The second rung is not waited for: the first hand-over of every household is what is measured.
    let (office, _) = rehearsal(&folder.0, HOUSEHOLDS, 3_600, files)?;
    let loopback = loopback(fail, silent)?;
    let url = format!("http://{}", loopback.address());
    let ways = Ways {
        gateway: Target::parse(&url)?,
        wecom: None,
        smtp: None,
        trust: None,
        patience: PATIENCE,
        poll: POLL,
        connections: CONNECTIONS,
        mark: url.clone(),
    };
    let mut outbox =
        office.notice_outbox(&jobs::session(&office), None, "http://127.0.0.1:8080", 1_400).map_err(told)?;
    let tally = work(&office, &mut outbox, &ways, Duration::from_secs(5), &mut |_| {})?;
    Ok((tally, loopback.taken()))
}

/// The peer: before each message a transaction, after it another, one after the other.
fn naive(files: &Files) -> Result<(u64, Duration), Failure> {
    let folder = folder("naive");
    let (office, _) = rehearsal(&folder.0, NAIVE, 3_600, files)?;
    let loopback = loopback(0, 0)?;
    let mut gateway =
        Gateway::new(Client::new(Target::parse(&format!("http://{}", loopback.address()))?, PATIENCE));
    let mut outbox =
        office.notice_outbox(&jobs::session(&office), None, "http://127.0.0.1:8080", 1_400).map_err(told)?;
    let began = Instant::now();
    let mut count = 0;
    loop {
        let now = office.now();
        let Some(Due::HandOver(letter)) = outbox.due(now, 1).pop() else { break };
        let event = outbox.event(Happening::HandingOver, &letter, now);
        office.notice_record(&jobs::session(&office), &mut outbox, &[(letter.slot, event)]).map_err(told)?;
        if gateway.hand_over(&jobs::parcel(&letter)) != Outcome::Accepted {
            return Err("回环网关没有收".to_owned());
        }
        let event = outbox.event(Happening::HandedOver, &letter, office.now());
        office.notice_record(&jobs::session(&office), &mut outbox, &[(letter.slot, event)]).map_err(told)?;
        count += 1;
    }
    Ok((count, began.elapsed()))
}
