//! The `duheng` command: verbs over office, pages by web. Rules live below; here are words and files only.
// Figures of progress and timing are shown to a person, never judged.
#![allow(clippy::float_arithmetic)]

mod about;
mod arguments;
mod asked;
mod backup;
mod bench;
mod burden;
mod cases;
mod claims;
mod demo;
mod devices;
mod districts;
mod doctor;
mod doors;
mod draw;
mod drill;
mod duties;
mod editions;
mod explain;
mod help;
mod import;
mod init;
mod journal;
mod judged;
mod keys;
mod moving;
mod notice;
mod pack;
mod packs;
mod paper;
mod plan;
mod print;
mod read_document;
mod report;
mod rosters;
mod rotate;
mod serve;
mod shell;
mod simulate;
mod template;
mod user;
mod verifier;
mod witness;
mod words;

use arguments::{Arguments, Verb};
use clap::Parser;
use shell::{Ending, Failure};
use std::process::ExitCode;
use terminal::complain;

/// Memory is given by many threads at once and kept for years; that of the system's own library grows with their number.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    keep_private();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let words = help::told(&error);
            if error.use_stderr() {
                complain!("{}", words.trim_end());
                return ExitCode::from(2);
            }
            terminal::text(&words);
            return ExitCode::SUCCESS;
        }
    };
    if arguments.clock_confirmed {
        shell::confirm_clock();
    }
    match run(arguments.verb) {
        Ok(Ending::Clean) => ExitCode::SUCCESS,
        Ok(Ending::Findings) => ExitCode::from(1),
        Err(failure) => {
            complain!("{}", help::machine::in_chinese(&failure));
            ExitCode::from(2)
        }
    }
}

/// Whatever this program writes is for its owner alone: registers of children, lists of telephone numbers, keys.
fn keep_private() {
    #[cfg(unix)]
    nix::sys::stat::umask(nix::sys::stat::Mode::from_bits_truncate(0o077));
}

fn run(verb: Verb) -> Result<Ending, Failure> {
    match verb {
        Verb::Demo(asked) => demo::run(&asked),
        Verb::Serve(asked) => match &asked.districts {
            Some(among) => districts::serve(&asked, among),
            None => serve::run(&asked),
        },
        Verb::Districts(asked) => districts::run(&asked),
        Verb::Devices(asked) => devices::run(&asked),
        Verb::Watch(asked) => devices::watch(&asked),
        Verb::User { verb } => user::run(&verb),
        Verb::Init(asked) => init::run(&asked),
        Verb::Import(asked) => import::run(&asked),
        Verb::Template(asked) => template::run(&asked),
        Verb::Evaluate(asked) => judged::evaluate(&asked),
        Verb::Figures(asked) => judged::figures(&asked),
        Verb::Explain(asked) => explain::run(&asked),
        Verb::About(asked) => about::run(&asked),
        Verb::Burden(asked) => burden::run(&asked),
        Verb::Report(asked) => report::run(&asked),
        Verb::Print(asked) => print::run(&asked),
        Verb::Claims(asked) => claims::run(&asked),
        Verb::ReadDocument => read_document::run(),
        Verb::Pack { verb } => pack::run(&verb),
        Verb::Paper { verb } => paper::run(&verb),
        Verb::Plan { verb } => plan::run(&verb),
        Verb::Draw { verb } => draw::run(&verb),
        Verb::Duties(asked) => duties::run(&asked),
        Verb::Cases(asked) => cases::run(&asked),
        Verb::Step(asked) => cases::step(&asked),
        Verb::Rosters(asked) => rosters::run(&asked),
        Verb::Notices(asked) => notice::notices(&asked),
        Verb::Notice { verb } => notice::run(&verb),
        Verb::Gateway(asked) => notice::gateway(&asked),
        Verb::Journal { verb } => journal::run(&verb),
        Verb::Doctor(asked) => doctor::run(&asked),
        Verb::Backup(asked) => backup::backup(&asked),
        Verb::Restore(asked) => backup::restore(&asked),
        Verb::Drill(asked) => drill::run(&asked),
        Verb::Move(asked) => moving::run(&asked),
        Verb::Keys(asked) => keys::run(&asked),
        Verb::Withdraw(asked) => doors::withdraw(&asked),
        Verb::Erase(asked) => doors::erase(&asked),
        Verb::Adopt(asked) => doors::adopt(&asked),
        Verb::Close(asked) => doors::close(&asked),
        Verb::Forward(asked) => editions::forward(&asked),
        Verb::Editions(asked) => editions::run(&asked),
        Verb::Rebuild(asked) => journal::rebuild(&asked),
        Verb::Simulate(asked) => simulate::run(&asked),
        Verb::Verifier(asked) => verifier::run(&asked),
        Verb::Bench(asked) => bench::run(&asked),
    }
}
