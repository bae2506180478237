//! `duheng notices` and `duheng notice`: what was sent and what became of it; sending, working the outbox, acknowledging.

pub mod rehearsal;
pub mod work;

use crate::arguments::{GatewayArguments, NoticeVerb, RunArguments};
use crate::say::say;
use crate::table::table;
use crate::{Ending, Failure, open, print_json, show, told};
use courier::Target;
use courier::loopback::{Behaviour, Loopback};
use office::{Acknowledging, AsOf, LetterQuery};
use std::path::Path;
use std::time::Duration;

/// Letters that the table of a notice shows.
const SHOWN: usize = 40;

/// `duheng notices`.
pub fn notices(dir: &Path, notice: Option<&str>, state: Option<&str>, json: bool) -> Result<Ending, Failure> {
    let office = open(dir)?;
    let Some(id) = notice else {
        let view = office.notices(&AsOf::Now).map_err(told)?;
        if json {
            print_json(&view)?;
            return Ok(Ending::Clean);
        }
        let rows: Vec<Vec<String>> = view.notices.iter().map(row).collect();
        print!(
            "{}",
            table(&["通知", "标题", "发出", "户", "交付", "送达", "应答", "应答率", "在名单"], &rows)
        );
        let definitions = view.definitions.iter().map(|one| {
            vec![
                one.id.clone(),
                one.name.clone(),
                one.ladder.join(" → "),
                one.mechanisms.join(" "),
                one.sent.to_string(),
            ]
        });
        print!("{}", table(&["定义", "名称", "级次", "机制", "发过"], &definitions.collect::<Vec<_>>()));
        return Ok(Ending::Clean);
    };
    let limit = if json { usize::MAX } else { SHOWN };
    let query = LetterQuery { state: state.unwrap_or_default().to_owned(), limit, ..LetterQuery::default() };
    let view = office.notice(id, &query, &AsOf::Now).map_err(told)?;
    if json {
        print_json(&view)?;
        return Ok(Ending::Clean);
    }
    let summary = &view.summary;
    say!("{}  {}（{}）", summary.id, summary.title, summary.at);
    let [all, handed, delivered, acknowledged] = summary.funnel;
    say!(
        "  {all}户 → 已交付{handed} → 已送达{delivered} → 已应答{acknowledged}（{}；送达不算应答）",
        summary.rate
    );
    let states = summary.states.iter().filter(|(.., count)| *count > 0);
    say!("  {}", states.map(|(_, word, count)| format!("{word}{count}")).collect::<Vec<_>>().join("  "));
    let rows: Vec<Vec<String>> = view
        .letters
        .iter()
        .map(|one| {
            let times = one.times.clone().map(|at| at.get(5..16).unwrap_or_default().replace('T', " "));
            let [handed, delivered, acknowledged] = times;
            let rung = if one.rung == 0 { String::new() } else { format!("{} {}", one.rung, one.channel) };
            let next = if one.wrong.is_empty() { one.next.clone() } else { one.wrong.clone() };
            vec![
                one.household.clone(),
                one.word.to_owned(),
                rung,
                handed,
                delivered,
                acknowledged,
                one.way.clone(),
                one.person.clone(),
                next,
            ]
        })
        .collect();
    print!("{}", table(&["家庭", "状态", "级次", "交付", "送达", "应答", "方式", "责任人", "下一步"], &rows));
    if view.found > view.letters.len() {
        say!("另有{}户未列；--json 全列", view.found - view.letters.len());
    }
    Ok(Ending::Clean)
}

fn row(one: &office::view::NoticeSummary) -> Vec<String> {
    let listed = one.states.iter().find(|(code, ..)| *code == "listed").map_or(0, |(.., count)| *count);
    let [all, handed, delivered, acknowledged] = one.funnel.map(|count| count.to_string());
    let at = one.at.get(..16).unwrap_or_default().replace('T', " ");
    vec![
        one.id.clone(),
        one.title.clone(),
        at,
        all,
        handed,
        delivered,
        acknowledged,
        one.rate.clone(),
        listed.to_string(),
    ]
}

/// `duheng notice`.
pub fn run(verb: &NoticeVerb) -> Result<Ending, Failure> {
    match verb {
        NoticeVerb::Send { dir, definition, by } => {
            let sent = open(dir)?.notice_send(definition, by).map_err(told)?;
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
            let done = open(dir)?.notice_acknowledge(notice, household, how).map_err(told)?;
            match (done.already, done.entry) {
                (true, _) => say!("{notice}/{household} 早已应答（{}）", done.at),
                (false, Some(entry)) => say!("{notice}/{household} 已应答，记在日志第{entry}条"),
                _ => {}
            }
            Ok(show(&done.findings))
        }
        NoticeVerb::Calls { dir, notice, out } => {
            let (bytes, count) = open(dir)?.notice_calls(notice).map_err(told)?;
            std::fs::write(out, bytes).map_err(|error| format!("{}：{error}", out.display()))?;
            say!("{}：{count}户，按责任人排；含电话，用毕请销毁", out.display());
            Ok(Ending::Clean)
        }
        NoticeVerb::Rehearse { dir, households, wait } => {
            let (_, notice) = rehearsal::made(dir, *households, *wait)?;
            say!("{notice}：演习，{households}户");
            Ok(Ending::Clean)
        }
    }
}

fn work_outbox(asked: &RunArguments) -> Result<Ending, Failure> {
    let patience = Duration::from_millis(asked.timeout);
    let wecom = asked.wecom.as_deref().map(|url| {
        let host = url.find("/cgi-bin").map_or(url, |at| &url[..at]);
        Target::parse(host).map(|target| (target, url[host.len()..].to_owned()))
    });
    let smtp =
        asked.smtp.clone().zip(Some(asked.from.clone().unwrap_or_else(|| "duheng@localhost".to_owned())));
    let ways = work::Ways {
        gateway: Target::parse(&asked.gateway)?,
        wecom: wecom.transpose()?,
        smtp,
        patience,
        poll: work::POLL,
        connections: asked.connections,
        mark: asked.gateway.clone(),
    };
    let office = open(&asked.dir)?;
    // Rows write times to the second: a hand-over of this second may be a second older than its row says.
    let grace = 2 * asked.timeout as i64 + 1_000;
    let mut outbox = office.notice_outbox(asked.notice.as_deref(), &asked.link, grace).map_err(told)?;
    say!("待发箱  {}封", outbox.states().values().sum::<usize>());
    let done = work::work(&office, &mut outbox, &ways, Duration::from_secs(asked.wait))?;
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
