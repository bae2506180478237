//! `duheng serve`: the pages, and all standing work beside them.

use crate::notice::{Channels, login};
use crate::read_document::documents;
use crate::shell::{Ending, Failure, open, told};
use clap::Args;
use jobs::{Broker, Job};
use office::Office;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use terminal::say;

#[derive(Args, Clone)]
pub struct Serve {
    /// 数据目录
    #[arg(required_unless_present = "districts")]
    pub dir: Option<PathBuf>,
    /// 一台服务器多个区县：这个目录下每个数据目录是一个区县，目录名是代码；另可在其中的 districts.toml 里写
    #[arg(long, value_name = "DIR", conflicts_with_all = ["dir", "mqtt"])]
    pub districts: Option<PathBuf>,
    /// 监听地址；端口写 0 则自选
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// 同时从这个 MQTT 代理收信号：主机:端口，或 mqtts://主机[:8883]（TLS）；用户和口令写在环境变量 DUHENG_MQTT_USER、DUHENG_MQTT_PASSWORD
    #[arg(long, value_name = "ADDRESS")]
    pub mqtt: Option<String>,
    /// 订阅的主题
    #[arg(long, requires = "mqtt", default_value = "duheng/#")]
    pub topic: String,
    /// 同时经这个短信网关发信，如 http://127.0.0.1:9000；不写则不发
    #[arg(long, value_name = "URL")]
    pub gateway: Option<String>,
    /// 反向代理的网址，如 https://duheng.example.cn：各单位凭它登录，家长的链接和设备报警也走它
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// 自带 TLS 的证书（PEM，含中间证书）；续期后自动重读
    #[arg(long, value_name = "PEM", requires = "key", requires = "public_url")]
    pub certificate: Option<PathBuf>,
    /// 证书的私钥（PEM），只许本人读
    #[arg(long, value_name = "PEM", requires = "certificate")]
    pub key: Option<PathBuf>,
    /// 准许把变更推送到这个地址（https://主机[:端口]，可写几次）；不写则谁也不能设推送
    #[arg(long = "push-to", value_name = "URL")]
    pub push_to: Vec<String>,
    /// 在这个地址另开 /metrics（Prometheus 格式）和 /health，供运维监看；没有姓名和内容，不要对外开放
    #[arg(long, value_name = "HOST:PORT")]
    pub metrics: Option<SocketAddr>,
    #[command(flatten)]
    pub channels: Channels,
}

pub fn run(asked: &Serve) -> Result<Ending, Failure> {
    match &asked.dir {
        Some(dir) => {
            let doors = web::Doors {
                public_url: asked.public_url.clone(),
                tls: tls(asked)?,
                metrics: asked.metrics,
                ..doors(asked, dir)?
            };
            pages(open(dir)?, &asked.listen, doors, work(asked, &asked.channels.link)?)
        }
        None => Err("请写数据目录，或 --districts".into()),
    }
}

/// The certificate that was asked for.
pub fn tls(asked: &Serve) -> Result<Option<web::Tls>, Failure> {
    match (&asked.certificate, &asked.key) {
        (Some(certificate), Some(key)) => Ok(Some(web::Tls::read(certificate, key).map_err(told)?)),
        _ => Ok(None),
    }
}

/// The doors of the district in `dir`; under which name and certificate is the server's to say.
pub fn doors(asked: &Serve, dir: &Path) -> Result<web::Doors, Failure> {
    let pushes = office::AllowedOrigins::read(&asked.push_to)?;
    Ok(web::Doors { providers: identity::Providers::read(dir)?, pushes, ..web::Doors::with(documents()?) })
}

/// The standing work of a district; `link` is the address before `/k/` that households are sent.
pub fn work(asked: &Serve, link: &str) -> Result<Vec<Job>, Failure> {
    let mut jobs = standing();
    if let Some(address) = &asked.mqtt {
        let broker = Broker::read(address, &asked.topic)?.trusting(asked.channels.trust()?);
        jobs.push(jobs::subscriber(match login("DUHENG_MQTT") {
            Some((user, password)) => broker.signing_in(user, password),
            None => broker,
        }));
    }
    if let Some(gateway) = &asked.gateway {
        jobs.push(jobs::sender(jobs::Route { link: link.to_owned(), ..asked.channels.route(gateway)? }));
    }
    let pushes = office::AllowedOrigins::read(&asked.push_to)?;
    if !pushes.is_empty() {
        let patience = Duration::from_millis(asked.channels.timeout);
        jobs.push(jobs::webhooks(pushes, patience, asked.channels.trust()?));
    }
    Ok(jobs)
}

/// The work that needs no address of anybody.
pub fn standing() -> Vec<Job> {
    vec![jobs::clock(), jobs::watch(), jobs::audit(jobs::HOUR)]
}

/// Opens the pages of a district and does the work until the process is told to end.
pub fn pages(office: Office, listen: &str, doors: web::Doors, work: Vec<Job>) -> Result<Ending, Failure> {
    log();
    let office = Arc::new(office);
    let address: SocketAddr =
        listen.parse().map_err(|_| format!("“{listen}”不是地址；例如 127.0.0.1:8080"))?;
    let running = jobs::run(&office, work);
    let scheme = if doors.tls.is_some() { "https" } else { "http" };
    // The link is for whoever sits at the machine: where others come in as well it is not offered.
    let ticket = if address.ip().is_loopback() { web::ticket() } else { None };
    let doors = web::Doors { ticket: ticket.clone(), ..doors };
    web::serve(office.clone(), doors, address, |address| {
        // In one piece: whoever waits for the address alone may have left before a second one.
        let link =
            ticket.as_ref().map(|ticket| format!("\n本机直接查看：{}", web::link(scheme, address, ticket)));
        say!("页面已打开：{scheme}://{address}/   （Ctrl-C 结束）{}", link.unwrap_or_default());
    })
    .map_err(told)?;
    running.end();
    office.rest().map_err(told)?;
    Ok(Ending::Clean)
}

/// Begins the log on the standard error: one line an act, from the level that `DUHENG_LOG` names (off, error, warn, info,
/// debug), info without. A second beginning in one process changes nothing.
pub fn log() {
    let level = std::env::var("DUHENG_LOG").ok().and_then(|level| level.parse().ok());
    let level: tracing::level_filters::LevelFilter =
        level.unwrap_or(tracing::level_filters::LevelFilter::INFO);
    let lines = tracing_subscriber::fmt().with_max_level(level).with_ansi(false).with_target(false);
    lines.with_writer(|| terminal::Errors).try_init().ok();
}
