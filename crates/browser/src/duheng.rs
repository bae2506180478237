//! The program under test: the real `duheng` executable, started as a reader starts it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::Error;

/// A running `duheng serve`; stopped when dropped.
pub struct Duheng {
    process: Child,
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub address: String,
    /// What the link carries that lets in whoever sits at the machine.
    ticket: String,
}

impl Duheng {
    /// Serves a district's folder on a free port of loopback.
    ///
    /// # Errors
    /// [`Error::Duheng`] when the program does not start or ends before it names its address.
    pub fn serve(executable: &Path, folder: &Path) -> Result<Duheng, Error> {
        Duheng::start(executable, "serve", folder, &[])
    }

    /// The same as a demonstration, whose made-up people sign in by one click.
    ///
    /// # Errors
    /// As of [`Duheng::serve`].
    pub fn demo(executable: &Path, folder: &Path) -> Result<Duheng, Error> {
        Duheng::demo_with(executable, folder, &[])
    }

    /// As [`Duheng::demo`], with further words of the command.
    ///
    /// # Errors
    /// As of [`Duheng::serve`].
    pub fn demo_with(executable: &Path, folder: &Path, words: &[&str]) -> Result<Duheng, Error> {
        Duheng::start(executable, "demo", folder, words)
    }

    fn start(executable: &Path, verb: &str, folder: &Path, words: &[&str]) -> Result<Duheng, Error> {
        // Started beside the folder, as at a desk, so that the pages name it by its own name.
        let beside =
            folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = folder.file_name().unwrap_or(folder.as_os_str());
        let mut command = Command::new(executable);
        command.args([OsStr::new(verb), name, OsStr::new("--listen"), OsStr::new("127.0.0.1:0")]);
        command.args(words);
        let mut process = command
            .current_dir(beside)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| Error::Duheng(format!("{}: {e}", executable.display())))?;
        let mut lines = BufReader::new(process.stdout.take().expect("stdout is piped above")).lines();
        let address = lines.by_ref().map_while(Result::ok).find_map(|line| address_in(&line));
        let ticket = lines.by_ref().map_while(Result::ok).find_map(|line| ticket_in(&line));
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        match (address, ticket) {
            (Some(address), Some(ticket)) => Ok(Duheng { process, address, ticket }),
            _ => {
                let _ = process.kill();
                let _ = process.wait();
                Err(Error::Duheng(format!(
                    "`duheng serve {}` ended before it named its address",
                    folder.display()
                )))
            }
        }
    }

    /// The address that leads whoever sits at the machine to a page of it.
    pub fn page(&self, path: &str) -> String {
        format!("{}/login?ticket={}&next={}", self.address, self.ticket, encoded(path))
    }

    /// The address of a page of it as it is, for whoever is signed in already, or is nobody.
    pub fn bare(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

impl Drop for Duheng {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The executable: what `DUHENG_BIN` names, or else built from this workspace with the profile of this very program.
///
/// # Errors
/// [`Error::Duheng`] when it cannot be built.
pub fn executable() -> Result<PathBuf, Error> {
    if let Some(named) = std::env::var_os("DUHENG_BIN") {
        return std::path::absolute(&named).map_err(|e| Error::Duheng(format!("DUHENG_BIN: {e}")));
    }
    let odd = |why: String| Error::Duheng(format!("the executable could not be built: {why}"));
    // target/debug/deps/it-0123 or target/debug/screenshots: the folder of the profile lies one or two above.
    let own = std::env::current_exe().map_err(|e| odd(e.to_string()))?;
    let mut folder = own.parent().unwrap_or(Path::new("."));
    if folder.file_name() == Some(OsStr::new("deps")) {
        folder = folder.parent().unwrap_or(folder);
    }
    let target = folder.parent().unwrap_or(folder);
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build.args(["build", "--quiet", "--package", "cli", "--bin", "duheng", "--target-dir"]).arg(target);
    if folder.file_name() == Some(OsStr::new("release")) {
        build.arg("--release");
    }
    let status = build.current_dir(env!("CARGO_MANIFEST_DIR")).status().map_err(|e| odd(e.to_string()))?;
    match status.success() {
        true => Ok(folder.join("duheng")),
        false => Err(odd(format!("cargo build: {status}"))),
    }
}

/// Makes the sample district in a new folder with `duheng demo --once`.
///
/// # Errors
/// [`Error::Duheng`] when the program fails; its own words are in it.
pub fn demonstration(executable: &Path, folder: &Path) -> Result<(), Error> {
    let made = Command::new(executable)
        .args([OsStr::new("demo"), OsStr::new("--once"), folder.as_os_str()])
        .output()
        .map_err(|e| Error::Duheng(format!("{}: {e}", executable.display())))?;
    match made.status.success() {
        true => Ok(()),
        false => Err(Error::Duheng(format!(
            "demo --once {}: {}\n{}",
            folder.display(),
            made.status,
            String::from_utf8_lossy(&made.stderr)
        ))),
    }
}

/// The address inside a line that the program prints when it listens.
fn address_in(line: &str) -> Option<String> {
    let from = line.find("http://127.0.0.1:")?;
    let rest = &line[from..];
    let end = rest.find(|c: char| c.is_whitespace() || c > '~').unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches('/').to_owned())
}

/// The ticket inside the line that lets in whoever sits at the machine.
fn ticket_in(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("ticket=")?;
    Some(rest.chars().take_while(char::is_ascii_hexdigit).collect())
}

/// A path as a value in an address.
fn encoded(path: &str) -> String {
    let letter = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::{address_in, encoded, ticket_in};

    #[test]
    fn the_address_is_read_from_what_the_program_prints() {
        assert_eq!(
            address_in("督衡 → http://127.0.0.1:40123/（Ctrl-C）").as_deref(),
            Some("http://127.0.0.1:40123")
        );
        assert_eq!(address_in("http://127.0.0.1:8642/").as_deref(), Some("http://127.0.0.1:8642"));
        assert_eq!(address_in("listening"), None);
        let link = "本机直接查看：http://127.0.0.1:8642/login?ticket=00ff12";
        assert_eq!(ticket_in(link).as_deref(), Some("00ff12"));
        assert_eq!(encoded("/figures/F26?lang=en"), "/figures/F26%3Flang%3Den");
    }
}
