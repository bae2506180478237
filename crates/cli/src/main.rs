//! The `duheng` command: verbs over office, pages by web. Rules live below; here are words and files only.
// Figures of progress and timing are shown to a person, never judged.
#![allow(clippy::float_arithmetic)]

mod about;
mod arguments;
mod bench;
mod cases;
mod claims;
mod demo;
mod devices;
mod draw;
mod duties;
mod explain;
mod import;
mod journal;
mod judged;
mod mqtt;
mod notice;
mod pack;
mod packs;
mod played;
mod postman;
mod progress;
mod report;
mod rosters;
mod say;
mod simulate;
mod table;

use arguments::{Arguments, Verb};
use clap::Parser;
use say::say;
use std::path::Path;
use std::process::ExitCode;

/// How a verb ended: nothing wrong, or done with findings of grade error.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Clean,
    Findings,
}

/// A verb that could not be done, in words.
type Failure = String;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let asked = !error.use_stderr();
            error.print().ok();
            return if asked { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    match run(arguments.verb) {
        Ok(Ending::Clean) => ExitCode::SUCCESS,
        Ok(Ending::Findings) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(2)
        }
    }
}

fn run(verb: Verb) -> Result<Ending, Failure> {
    match verb {
        Verb::Demo(asked) => demo::run(&asked),
        Verb::Serve { dir, listen, mqtt, topic } => {
            let login = std::env::var("DUHENG_MQTT_USER").ok();
            let login = login.map(|user| (user, std::env::var("DUHENG_MQTT_PASSWORD").unwrap_or_default()));
            serve(&dir, &listen, mqtt.map(|address| mqtt::Broker { address, topic, login }))
        }
        Verb::Devices { dir, campus, key, json } => {
            devices::run(&dir, campus.as_deref(), key.as_deref(), json)
        }
        Verb::Watch { dir, json } => devices::watch(&dir, json),
        Verb::Init { dir, pack } => {
            let (id, files) = packs::files(&pack)?;
            let office = office::Office::init(&dir, &id, &files).map_err(told)?;
            let scheme = office.scheme().map_err(told)?;
            say!("已新建 {}，采用定义包 {}（{}）", dir.display(), scheme.id, &scheme.hash[..12]);
            Ok(Ending::Clean)
        }
        Verb::Import(asked) => import::run(&asked),
        Verb::Evaluate(asked) => judged::evaluate(&asked),
        Verb::Figures { dir, as_of, json } => judged::figures(&dir, as_of.as_deref(), json),
        Verb::Explain { dir, id, proofs, json } => explain::run(&dir, &id, proofs.as_deref(), json),
        Verb::About { dir, code, json } => about::run(&dir, code.as_deref(), json),
        Verb::Report { dir, out, format, as_of } => report::run(&dir, &out, &format, as_of.as_deref()),
        Verb::Claims(asked) => claims::run(&asked),
        Verb::Pack { verb } => pack::run(&verb),
        Verb::Draw { verb } => draw::run(&verb),
        Verb::Duties(asked) => duties::run(&asked),
        Verb::Cases(asked) => cases::run(&asked),
        Verb::Step(asked) => cases::step(&asked),
        Verb::Rosters(asked) => rosters::run(&asked),
        Verb::Notices { dir, notice, state, json } => {
            notice::notices(&dir, notice.as_deref(), state.as_deref(), json)
        }
        Verb::Notice { verb } => notice::run(&verb),
        Verb::Gateway(asked) => notice::gateway(&asked),
        Verb::Journal { verb } => journal::run(&verb),
        Verb::Rebuild { dir, json } => journal::rebuild(&dir, json),
        Verb::Simulate(asked) => simulate::run(&asked),
        Verb::Bench { name } => bench::run(&name),
    }
}

/// Opens the district in `dir`.
fn open(dir: &Path) -> Result<office::Office, Failure> {
    office::Office::open(dir).map_err(told)
}

/// A moment of the journal as asked for; now when nothing was.
fn moment(as_of: Option<&str>) -> Result<office::AsOf, Failure> {
    as_of.map_or(Ok(office::AsOf::Now), str::parse)
}

fn told(error: impl std::fmt::Display) -> Failure {
    error.to_string()
}

/// Writes a value as indented JSON.
fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    say!("{}", serde_json::to_string_pretty(value).map_err(told)?);
    Ok(())
}

/// Shows findings, gravest first, and says how the verb ends by them.
fn show(findings: &[office::Finding]) -> Ending {
    let mut sorted: Vec<_> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.grade));
    for finding in sorted {
        eprintln!("{finding}");
    }
    if office::has_error(findings) { Ending::Findings } else { Ending::Clean }
}

fn serve(dir: &Path, listen: &str, broker: Option<mqtt::Broker>) -> Result<Ending, Failure> {
    let office = std::sync::Arc::new(open(dir)?);
    let address = listen.parse().map_err(|_| format!("“{listen}”不是地址；例如 127.0.0.1:8080"))?;
    devices::keep_watch(office.clone());
    if let Some(broker) = broker {
        mqtt::keep_listening(office.clone(), broker);
    }
    web::serve(office, address, |address| {
        say!("页面已打开：http://{address}/   （Ctrl-C 结束）");
    })
    .map_err(told)?;
    Ok(Ending::Clean)
}
