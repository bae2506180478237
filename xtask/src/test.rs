//! `cargo xtask test`: everything that the tests start is there, then all of them.

use crate::commands::{self, cargo};
use std::path::Path;
use std::process::{Command, Stdio};

/// The programs that tests start, and the Debian packages that bring them.
const NEEDED: [(&str, &[&str]); 11] = [
    ("chromedriver", &["chromium", "chromium-driver", "fonts-noto-cjk"]),
    ("node", &["nodejs"]),
    ("openssl", &["openssl"]),
    ("curl", &["curl", "ca-certificates"]),
    ("mosquitto_pub", &["mosquitto-clients"]),
    // A mail server with TLS and sign-in, in Python.
    ("aiosmtpd", &["python3-aiosmtpd"]),
    // Debian keeps it where only an administrator's path looks.
    ("/usr/sbin/mosquitto", &["mosquitto"]),
    ("/usr/sbin/slapd", &["slapd"]),
    // Independent readers of what is written.
    ("pdftotext", &["poppler-utils", "fonts-noto-cjk"]),
    ("qpdf", &["qpdf"]),
    // Its programs lie in a folder for each version; this one comes with any of them.
    ("pg_lsclusters", &["postgresql"]),
];

pub fn run(root: &Path) -> Result<(), String> {
    println!("xtask: 1/3 the programs that tests start");
    for (program, packages) in NEEDED {
        if !is_there(program) {
            println!("xtask: {program} is missing: installing {}", packages.join(" "));
            installed(packages)?;
        }
    }
    println!("xtask: 2/3 building every crate with its tests; from nothing this takes some minutes");
    commands::run(cargo(root).args(["test", "--workspace", "--no-run"]))?;
    println!("xtask: 3/3 running the tests");
    // All that fail are told, not those of the first crate alone.
    commands::run(cargo(root).args(["test", "--workspace", "--no-fail-fast"]))
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn installed(packages: &[&str]) -> Result<(), String> {
    let told = |why| format!("{why}\nInstall {} and run this again.", packages.join(" "));
    commands::run(Command::new("apt-get").args(["update", "-q"])).map_err(told)?;
    let words = ["install", "-y", "-q", "--no-install-recommends"];
    // Nobody is there to answer what a package would ask, such as a directory's password.
    let mut install = Command::new("apt-get");
    commands::run(install.args(words).args(packages).env("DEBIAN_FRONTEND", "noninteractive")).map_err(told)
}
