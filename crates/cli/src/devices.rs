//! `duheng devices` and `duheng watch`: the devices as they stand, and one pass of the watch.

use crate::asked::Dir;
use crate::shell::{Ending, Failure, print_json, reading, show, told};
use crate::words;
use clap::Args;
use office::AsOf;
use terminal::{say, table};
use view::DevicesView;

/// Lines of a list that the terminal shows.
const SHOWN: usize = 20;

#[derive(Args)]
pub struct Devices {
    #[command(flatten)]
    pub at: Dir,
    /// 只看一个校园（标识码）
    #[arg(long)]
    pub campus: Option<String>,
    /// 只给出这台设备上报用的密钥
    #[arg(long, value_name = "DEVICE")]
    pub key: Option<String>,
}

#[derive(Args)]
pub struct Watch {
    #[command(flatten)]
    pub at: Dir,
}

/// The devices; or, asked for the key of one, that key alone.
pub fn run(asked: &Devices) -> Result<Ending, Failure> {
    let office = asked.at.open()?;
    if let Some(device) = &asked.key {
        say!("{}", office.signal_key(device).map_err(told)?);
        return Ok(Ending::Clean);
    }
    let view = reading(&office, &AsOf::Now, None)?.devices(asked.campus.as_deref()).map_err(told)?;
    if asked.at.json {
        print_json(&view)?;
    } else {
        shown(&view);
    }
    Ok(Ending::Clean)
}

fn shown(view: &DevicesView) {
    say!("{}  曾经上报的设备{}个", view.at, view.heard);
    let rates: Vec<Vec<String>> = view
        .rates
        .iter()
        .map(|rate| {
            let percent = rate.percent.clone().unwrap_or_else(|| "没有可算的".to_owned());
            vec![words::rate(rate.id).to_owned(), rate.part.to_string(), rate.whole.to_string(), percent]
        })
        .collect();
    say!("{}", table(&["项目", "分子", "分母", "比率"], &rates));
    let campuses: Vec<Vec<String>> = view
        .campuses
        .iter()
        .take(SHOWN)
        .map(|one| {
            let counts = [one.devices, one.online, one.silent, one.tested, one.open].map(|n| n.to_string());
            [
                vec![one.code.clone(), one.name.clone()],
                counts.to_vec(),
                vec![words::campus(one.state).to_owned()],
            ]
            .concat()
        })
        .collect();
    say!("{}", table(&["校园", "名称", "设备", "有心跳", "失联", "检验有效", "未结", "状态"], &campuses));
    rest(view.campuses.len());
    if !view.silent.is_empty() {
        let rows = view.silent.iter().take(SHOWN);
        let rows =
            rows.map(|one| vec![one.device.clone(), one.campus.clone(), one.seen.clone(), one.since.clone()]);
        say!("{}", table(&["失联设备", "校园", "最后上报", "计为失联"], &rows.collect::<Vec<_>>()));
        rest(view.silent.len());
    }
    if !view.open.is_empty() {
        let row = |one: &view::OpenSignal| {
            let kind = one.kind.map(words::cause).unwrap_or_default();
            [&one.number, &one.campus, kind, &one.what, &one.first, &one.recovered, &one.times.to_string()]
                .map(str::to_owned)
                .to_vec()
        };
        let rows: Vec<Vec<String>> = view.open.iter().take(SHOWN).map(row).collect();
        say!("{}", table(&["未结案件", "校园", "类别", "原因", "首次", "恢复", "次数"], &rows));
        rest(view.open.len());
    }
    if view.waiting > 0 {
        say!("另有{}个起因等待立案：duheng watch", view.waiting);
    }
}

fn rest(count: usize) {
    if count > SHOWN {
        say!("……共{count}行，全部见 --json\n");
    }
}

/// One pass.
pub fn watch(asked: &Watch) -> Result<Ending, Failure> {
    let outcome = asked.at.open()?.watch().map_err(told)?;
    if asked.at.json {
        print_json(&outcome)?;
        return Ok(show(&outcome.findings));
    }
    say!(
        "{}  失联设备{}个；新立{}件，恢复{}件，结案{}件",
        outcome.at,
        outcome.silent,
        outcome.opened,
        outcome.recovered,
        outcome.closed
    );
    Ok(show(&outcome.findings))
}
