//! `duheng notices` and `duheng notice`: what was sent and what became of it; sending, working the outbox, acknowledging.

use crate::asked::Dir;
use crate::packs;
use crate::shell::{Ending, Failure, open, operator, person, print_json, reading, show, told, write};
use crate::words;
use clap::{Args, Subcommand};
use courier::loopback::{Behaviour, Loopback};
use courier::{Relay, Target};
use jobs::{Route, Ways};
use office::{Acknowledging, AsOf, LetterQuery};
use std::path::PathBuf;
use std::time::Duration;
use terminal::{Progress, say, table};
use view::{Funnel, LetterState};
use wire::Trust;

/// Letters that the table of a notice shows.
const SHOWN: usize = 40;
/// How long another sender is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Args)]
pub struct Notices {
    #[command(flatten)]
    pub at: Dir,
    /// 通知编号；不写则列出全部
    pub notice: Option<String>,
    /// 只看这种状态：queued、handing-over、handed-over、delivered、undeliverable、listed、acknowledged
    #[arg(long)]
    pub state: Option<String>,
}

/// What can be done with a notice.
#[derive(Subcommand)]
pub enum NoticeVerb {
    /// 冻结收件户，每户写一封信（还不发）
    Send {
        /// 数据目录
        dir: PathBuf,
        /// 信的定义的标识或名称
        definition: String,
        /// 发件人
        #[arg(long, default_value = "值班")]
        by: String,
    },
    /// 把待发箱做到没有到时的信为止；随时可以中断，再运行接着做
    Run(RunArguments),
    /// 记一户的应答：回复码，或有姓名的经办人代录
    Ack {
        /// 数据目录
        dir: PathBuf,
        /// 通知编号
        notice: String,
        /// 家庭
        household: String,
        /// 回复码
        #[arg(long)]
        code: Option<String>,
        /// 经办人（班主任、网格责任人）
        #[arg(long, conflicts_with = "code")]
        by: Option<String>,
    },
    /// 把责任人的名单写成 XLSX
    Calls {
        /// 数据目录
        dir: PathBuf,
        /// 通知编号
        notice: String,
        /// 写到此文件
        #[arg(long)]
        out: PathBuf,
    },
    /// 演习：新建一个样例数据目录，发一项通知
    Rehearse {
        /// 数据目录
        dir: PathBuf,
        /// 户数
        #[arg(long, default_value_t = 1_500)]
        households: usize,
        /// 级与级之间等几秒
        #[arg(long, default_value_t = 1)]
        wait: u32,
    },
}

/// How letters leave the house.
#[derive(Args, Clone)]
pub struct Channels {
    /// 企业微信群机器人的地址；不写则也交给网关
    #[arg(long)]
    pub wecom: Option<String>,
    /// 邮件中继：主机:端口，或 smtps://主机[:465]、smtp+starttls://主机[:587]；用户和口令写在环境变量 DUHENG_SMTP_USER、DUHENG_SMTP_PASSWORD；不写则也交给网关
    #[arg(long, value_name = "ADDRESS")]
    pub smtp: Option<String>,
    /// 网关、机器人、邮件中继、MQTT 代理和推送对方的根证书（PEM）；不写则用这台机器所信任的
    #[arg(long, value_name = "PEM")]
    pub ca: Option<PathBuf>,
    /// 发件邮箱
    #[arg(long)]
    pub from: Option<String>,
    /// 一键链接的网址（/k/ 之前）
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    pub link: String,
    /// 等答复多少毫秒
    #[arg(long, default_value_t = 5_000)]
    pub timeout: u64,
    /// 同时几个连接
    #[arg(long, default_value_t = 32)]
    pub connections: usize,
}

/// How an outbox is worked.
#[derive(Args)]
pub struct RunArguments {
    /// 数据目录
    pub dir: PathBuf,
    /// 只做这一项通知
    #[arg(long)]
    pub notice: Option<String>,
    /// 短信网关地址，如 http://127.0.0.1:9000
    #[arg(long)]
    pub gateway: String,
    #[command(flatten)]
    pub channels: Channels,
    /// 下一封在几秒内到时就接着等
    #[arg(long, default_value_t = 0)]
    pub wait: u64,
}

/// How the loopback gateway behaves.
#[derive(Args)]
pub struct GatewayArguments {
    /// 监听地址；端口写 0 则自选
    #[arg(long, default_value = "127.0.0.1:9000")]
    pub listen: String,
    /// 百分之几报错
    #[arg(long, default_value_t = 5)]
    pub fail: u64,
    /// 百分之几没有答复
    #[arg(long, default_value_t = 2)]
    pub timeout: u64,
    /// 没有答复时挂多少毫秒
    #[arg(long, default_value_t = 10_000)]
    pub stall: u64,
    /// 百分之几的家庭回复
    #[arg(long, default_value_t = 80)]
    pub replies: u64,
    /// 起始数：同一个数，同样的家庭应答
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 收下的都记在这个文件里，重启接着记
    #[arg(long)]
    pub state: Option<PathBuf>,
}

/// `duheng notices`.
pub fn notices(asked: &Notices) -> Result<Ending, Failure> {
    let (reading, json) = (asked.at.reading()?, asked.at.json);
    let Some(id) = &asked.notice else {
        let view = reading.notices().map_err(told)?;
        if json {
            print_json(&view)?;
            return Ok(Ending::Clean);
        }
        let rows: Vec<Vec<String>> = view.notices.iter().map(row).collect();
        let header = ["通知", "标题", "发出", "户", "交付", "送达", "应答", "应答率", "在名单"];
        terminal::text(&table(&header, &rows));
        let definitions = view.definitions.iter().map(|one| {
            vec![
                one.card.id.clone(),
                one.card.name.clone(),
                one.ladder.iter().map(|rung| words::channel(*rung)).collect::<Vec<_>>().join(" → "),
                one.card.mechanisms.join(" "),
                one.sent.to_string(),
            ]
        });
        terminal::text(&table(&["定义", "名称", "级次", "机制", "发过"], &definitions.collect::<Vec<_>>()));
        return Ok(Ending::Clean);
    };
    let limit = if json { usize::MAX } else { SHOWN };
    let query = LetterQuery {
        state: asked.state.as_deref().map(state).transpose()?,
        limit,
        ..LetterQuery::default()
    };
    let view = reading.notice(id, &query).map_err(told)?;
    if json {
        print_json(&view)?;
        return Ok(Ending::Clean);
    }
    let summary = &view.summary;
    say!("{}  {}（{}）", summary.id, summary.title, summary.at);
    let Funnel { households, handed_over, delivered, acknowledged } = summary.funnel;
    say!(
        "  {households}户 → 已交付{handed_over} → 已送达{delivered} → 已应答{acknowledged}（{}；送达不算应答）",
        summary.rate
    );
    let states = summary.states.iter().filter(|one| one.count > 0);
    say!(
        "  {}",
        states.map(|one| format!("{}{}", words::letter(one.state), one.count)).collect::<Vec<_>>().join("  ")
    );
    let rows: Vec<Vec<String>> = view
        .letters
        .iter()
        .map(|one| {
            let short = |at: &String| at.get(5..16).unwrap_or_default().replace('T', " ");
            let rung =
                one.channel.map(|on| format!("{} {}", one.rung, words::channel(on))).unwrap_or_default();
            let way = one.way.map(words::way).unwrap_or_default();
            let by = if one.by.is_empty() { String::new() } else { format!("（{}）", one.by) };
            let next = if one.wrong.is_empty() { one.next.clone() } else { one.wrong.clone() };
            vec![
                one.household.clone(),
                words::letter(one.state).to_owned(),
                rung,
                short(&one.times.handed_over),
                short(&one.times.delivered),
                short(&one.times.acknowledged),
                format!("{way}{by}"),
                one.person.clone(),
                next,
            ]
        })
        .collect();
    terminal::text(&table(
        &["家庭", "状态", "级次", "交付", "送达", "应答", "方式", "责任人", "下一步"],
        &rows,
    ));
    if view.found > view.letters.len() {
        say!("另有{}户未列；--json 全列", view.found - view.letters.len());
    }
    Ok(Ending::Clean)
}

/// The state of that key.
fn state(key: &str) -> Result<LetterState, Failure> {
    LetterState::of_key(key).ok_or_else(|| {
        let keys: Vec<&str> = LetterState::ALL.iter().map(|one| one.key()).collect();
        format!("没有“{key}”这种状态；可写 {}", keys.join("、"))
    })
}

fn row(one: &view::NoticeSummary) -> Vec<String> {
    let listed = one.states.iter().find(|one| one.state == LetterState::Listed).map_or(0, |one| one.count);
    let Funnel { households, handed_over, delivered, acknowledged } = one.funnel;
    let at = one.at.get(..16).unwrap_or_default().replace('T', " ");
    vec![
        one.id.clone(),
        one.title.clone(),
        at,
        households.to_string(),
        handed_over.to_string(),
        delivered.to_string(),
        acknowledged.to_string(),
        one.rate.clone(),
        listed.to_string(),
    ]
}

/// `duheng notice`.
pub fn run(verb: &NoticeVerb) -> Result<Ending, Failure> {
    match verb {
        NoticeVerb::Send { dir, definition, by } => {
            let office = open(dir)?;
            let sent = office.notice_send(&person(&office, by), definition).map_err(told)?;
            if !sent.notice.is_empty() {
                say!(
                    "{}：已冻结{}户，每户一封，记在日志第{}条起。",
                    sent.notice,
                    sent.households,
                    sent.entry
                );
                say!("接着：duheng notice run {} --gateway http://…", dir.display());
            }
            Ok(show(&sent.findings))
        }
        NoticeVerb::Run(asked) => work_outbox(asked),
        NoticeVerb::Ack { dir, notice, household, code, by } => {
            let how = match (code, by) {
                (Some(code), _) => Acknowledging::Code(code),
                (None, Some(by)) => Acknowledging::Record(by),
                (None, None) => return Err("写明 --code 回复码，或 --by 经办人".to_owned()),
            };
            let office = open(dir)?;
            let session = by.as_ref().map_or_else(|| operator(&office), |by| person(&office, by));
            let done = office.notice_acknowledge(&session, notice, household, how).map_err(told)?;
            match (done.already, done.entry) {
                (true, _) => say!("{notice}/{household} 早已应答（{}）", done.at),
                (false, Some(entry)) => say!("{notice}/{household} 已应答，记在日志第{entry}条"),
                _ => {}
            }
            Ok(show(&done.findings))
        }
        NoticeVerb::Calls { dir, notice, out } => {
            let (bytes, count) =
                reading(&open(dir)?, &AsOf::Now, None)?.notice_calls(notice).map_err(told)?;
            write(out, bytes)?;
            say!("{}：{count}户，按责任人排；含电话，用毕请销毁", out.display());
            Ok(Ending::Clean)
        }
        NoticeVerb::Rehearse { dir, households, wait } => {
            let (_, notice) = lab::rehearsal(dir, *households, *wait, &packs::files("base")?.1)?;
            say!("{notice}：演习，{households}户");
            Ok(Ending::Clean)
        }
    }
}

impl Channels {
    /// The way of letters over a gateway and these channels.
    pub fn route(&self, gateway: &str) -> Result<Route, Failure> {
        let wecom = self.wecom.as_deref().map(|url| {
            let host = url.find("/cgi-bin").map_or(url, |at| &url[..at]);
            Target::parse(host).map(|target| (target, url[host.len()..].to_owned()))
        });
        let trust = self.trust()?;
        let ways = Ways {
            gateway: Target::parse(gateway)?,
            wecom: wecom.transpose()?,
            smtp: self.relay(trust.as_ref())?,
            trust,
            patience: Duration::from_millis(self.timeout),
            poll: jobs::POLL,
            connections: self.connections,
            mark: gateway.to_owned(),
        };
        // Rows write times to the second: a hand-over of this second may be a second older than its row says.
        let grace = 2 * self.timeout as i64 + 1_000;
        Ok(Route { ways, link: self.link.clone(), grace })
    }

    /// The authorities of `--ca`; none for those of the system.
    pub fn trust(&self) -> Result<Option<Trust>, Failure> {
        self.ca.as_deref().map(Trust::of_file).transpose()
    }

    fn relay(&self, trust: Option<&Trust>) -> Result<Option<Relay>, Failure> {
        let Some(address) = &self.smtp else { return Ok(None) };
        let relay = Relay::read(address, self.from.as_deref().unwrap_or("duheng@localhost"))?;
        let relay = match login("DUHENG_SMTP") {
            Some((user, password)) => relay.signing_in(user, password)?,
            None => relay,
        };
        Ok(Some(match trust {
            Some(trust) => relay.trusting(trust.clone()),
            None => relay,
        }))
    }
}

/// User and password out of the environment, where the arguments of a command stand for everybody on the machine to read.
pub fn login(name: &str) -> Option<(String, String)> {
    let user = std::env::var(format!("{name}_USER")).ok()?;
    Some((user, std::env::var(format!("{name}_PASSWORD")).unwrap_or_default()))
}

fn work_outbox(asked: &RunArguments) -> Result<Ending, Failure> {
    let route = asked.channels.route(&asked.gateway)?;
    let office = open(&asked.dir)?;
    let _lease = jobs::Lease::wait(&asked.dir, jobs::SENDER, PATIENCE).map_err(told)?.ok_or_else(|| {
        let holder = jobs::Lease::holder(&asked.dir, jobs::SENDER).unwrap_or_default();
        format!("进程 {holder} 正在发信；等它做完，或先结束它")
    })?;
    let outbox =
        office.notice_outbox(&jobs::session(&office), asked.notice.as_deref(), &route.link, route.grace);
    let mut outbox = outbox.map_err(told)?;
    let letters = outbox.states().values().sum::<usize>();
    say!("待发箱  {letters}封");
    let mut line = Progress::new("交付");
    let wait = Duration::from_secs(asked.wait);
    let done = jobs::work(&office, &mut outbox, &route.ways, wait, &mut |tally| {
        line.show(tally.handed_over + tally.refused, letters as u64);
    })?;
    drop(line);
    let states = outbox.states();
    let states = states.iter().map(|(state, count)| format!("{}{count}", state.word()));
    let rate = done.handed_over as u128 * 1_000 / done.handing.as_millis().max(1);
    say!(
        "交付{}（{rate}/秒）  未接收{}  没有答复{}  对账{}  送达回执{}  回复{}  转名单{}  事务{}",
        done.handed_over,
        done.refused,
        done.in_doubt,
        done.asked,
        done.delivered,
        done.replies,
        done.listed,
        done.commits
    );
    say!("{}", states.collect::<Vec<_>>().join("  "));
    if done.given_up {
        return Err(format!(
            "网关 {} 没有答复，先停下；已经交付的都记下了，没有答复的下次先查问再发，不会重发。请核对网关的地址和状态，再运行一次",
            asked.gateway
        ));
    }
    if let Some(at) = outbox.next_due(office.now()) {
        say!("下一封 {} 到时；到时再运行一次", office::instant(at));
    }
    Ok(Ending::Clean)
}

/// `duheng gateway`.
pub fn gateway(asked: &GatewayArguments) -> Result<Ending, Failure> {
    let behaviour = Behaviour {
        fail: asked.fail,
        silent: asked.timeout,
        stall: Duration::from_millis(asked.stall),
        replies: asked.replies,
        seed: asked.seed,
    };
    if asked.fail + asked.timeout > 100 || asked.replies > 100 {
        return Err("百分数不能超过100".to_owned());
    }
    let loopback = Loopback::start(&asked.listen, asked.state.as_deref(), behaviour);
    let loopback = loopback.map_err(|error| format!("{}：{error}", asked.listen))?;
    say!("回环网关：http://{}/   （Ctrl-C 结束）", loopback.address());
    loop {
        std::thread::park();
    }
}
