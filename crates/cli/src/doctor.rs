//! `duheng doctor`: whether everything that the house needs to run is there and well.

use crate::read_document::documents;
use crate::shell::{Ending, Failure, open, print_json, told};
use clap::Args;
use jobs::Lease;
use std::net::{TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::time::Duration;
use terminal::{say, table};
use view::{HealthLine, HealthState, HealthView};

#[derive(Args)]
pub struct Doctor {
    /// 数据目录；页面开着也可以体检
    pub dir: PathBuf,
    /// 连带看这张 TLS 证书（PEM）何时到期
    #[arg(long, value_name = "PEM")]
    pub certificate: Option<PathBuf>,
    /// 连带看这些地址连不连得上（短信网关、企业微信、邮件中继、MQTT 代理）：网址或 主机:端口，可写几次
    #[arg(long = "reach", value_name = "ADDRESS")]
    pub reach: Vec<String>,
    /// 以 JSON 输出
    #[arg(long)]
    pub json: bool,
}

/// Ports of ways of speaking, where an address names none.
const USUAL: [(&str, u16); 7] = [
    ("https", 443),
    ("http", 80),
    ("smtp", 25),
    ("smtps", 465),
    ("smtp+starttls", 587),
    ("mqtt", 1883),
    ("mqtts", 8883),
];
/// How long an address may take to be reached.
const PATIENCE: Duration = Duration::from_secs(5);
/// Days before its end at which a certificate is told.
const SOON: i64 = 21;
const DAY: i64 = 86_400;

/// Looks, and says; a thing that is bad is the end of the verb.
pub fn run(asked: &Doctor) -> Result<Ending, Failure> {
    let office = open(&asked.dir)?;
    let mut health = office.health().map_err(told)?;
    let mut lines = std::mem::take(&mut health.lines);
    lines.push(standing(&asked.dir));
    lines.push(child());
    if let Some(certificate) = &asked.certificate {
        lines.push(term(certificate, office.now() / 1_000));
    }
    lines.extend(asked.reach.iter().map(|address| reached(address)));
    let health = HealthView::of(health.time, lines);
    if asked.json {
        print_json(&health)?;
    } else {
        shown(&health);
    }
    Ok(if health.state == HealthState::Bad { Ending::Findings } else { Ending::Clean })
}

/// How a thing stands, in a word.
pub fn word(state: HealthState) -> &'static str {
    match state {
        HealthState::Good => "好",
        HealthState::Watch => "注意",
        HealthState::Bad => "不好",
    }
}

/// The lines as a table, with what is to be done below it.
pub fn shown(health: &HealthView) {
    let row = |line: &HealthLine| vec![line.name.to_owned(), word(line.state).to_owned(), line.seen.clone()];
    let rows: Vec<Vec<String>> = health.lines.iter().map(row).collect();
    say!("{}", table(&["项目", "状况", "看到的"], &rows));
    for line in &health.lines {
        if let Some(hint) = &line.hint {
            say!("{} {}：{hint}", word(line.state), line.name);
        }
    }
    let count = |state| health.lines.iter().filter(|line| line.state == state).count();
    say!(
        "{}：{}项好，{}项注意，{}项不好",
        health.time,
        count(HealthState::Good),
        count(HealthState::Watch),
        count(HealthState::Bad)
    );
}

/// Whether somebody does the standing work.
fn standing(dir: &Path) -> HealthLine {
    let line = |seen: String| HealthLine::good("jobs", "常驻工作", seen);
    match Lease::take(dir, "watch") {
        Ok(None) => line(format!("进程 {} 在做", Lease::holder(dir, "watch").unwrap_or_default())),
        Ok(Some(_)) => line("没有程序在做".to_owned())
            .but(HealthState::Watch, "duheng serve 停着：稽核、值守、发信都不会自己做"),
        Err(error) => line(error.to_string()).but(HealthState::Bad, "看数据目录的权限"),
    }
}

/// Whether documents can be read in a process of their own.
fn child() -> HealthLine {
    let line = |seen: String| HealthLine::good("documents", "读文档的子进程", seen);
    match documents() {
        Ok(_) => line("开得起来".to_owned()),
        Err(why) => line(why).but(HealthState::Bad, "看系统对进程数、内存的限制"),
    }
}

fn term(certificate: &Path, now: i64) -> HealthLine {
    let line = |seen: String| HealthLine::good("certificate", "证书", seen);
    match web::Tls::ends(certificate) {
        Err(fault) => line(fault.to_string()).but(HealthState::Bad, "换上有效的证书"),
        Ok(ends) => {
            let line = line(format!("到 {}", office::instant(ends * 1_000)));
            match (ends - now) / DAY {
                _ if ends < now => line.but(HealthState::Bad, "已过期：马上续"),
                days if days < SOON => line.but(HealthState::Watch, format!("还有{days}天到期")),
                _ => line,
            }
        }
    }
}

/// Whether something listens at an address, written as one of the web or as host and port.
fn reached(address: &str) -> HealthLine {
    let line = |seen: String| HealthLine::good("reach", "连通", seen);
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let usual = USUAL.iter().find(|(known, _)| *known == scheme).map(|(_, port)| *port);
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let place = match usual.filter(|_| !has_port) {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    // What stands behind the host may be a key.
    let bad = |why: String| {
        line(format!("{host}：{why}")).but(HealthState::Bad, "看网络、防火墙，或对方是否在运行")
    };
    let found = match place.to_socket_addrs() {
        Ok(mut found) => found.next(),
        Err(error) => return bad(error.to_string()),
    };
    match found.map(|at| TcpStream::connect_timeout(&at, PATIENCE)) {
        Some(Ok(_)) => line(format!("{host} 连得上")),
        Some(Err(error)) => bad(error.to_string()),
        None => bad("没有这个地址".to_owned()),
    }
}
