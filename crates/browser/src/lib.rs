//! A browser for the tests and the screenshots: real Chromium, driven through chromedriver by the W3C WebDriver
//! protocol. It looks at the house from outside, as a reader at a desk does, and depends on no crate of it.
//!
//! ```no_run
//! # fn main() -> Result<(), browser::Error> {
//! let driver = browser::Driver::start()?;
//! let page = driver.open(&browser::Desk::default())?;
//! page.go("http://127.0.0.1:8642/report")?;
//! page.find_link("1.01%")?.click()?;
//! assert!(page.text("main")?.contains("一般公共预算教育经费"));
//! # Ok(())
//! # }
//! ```

mod duheng;
mod page;
mod wire;

use std::fmt;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

pub use duheng::{Duheng, demonstration, executable};
pub use page::{Element, Page};

/// What the browser could not do.
#[derive(Debug)]
pub enum Error {
    /// chromedriver or Chromium could not be started. A browser test that meets this fails; it never skips.
    Missing(String),
    /// The driver could not be spoken with.
    Wire(String),
    /// The driver answered with an error of the protocol, such as `no such element`.
    Refused {
        /// The error code of the protocol.
        kind: String,
        /// The command and the first line of the driver's message.
        message: String,
    },
    /// The `duheng` executable could not be built or did not serve.
    Duheng(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Missing(why) => write!(
                f,
                "{why}; browser tests need Chromium and its driver (Debian: apt-get install chromium chromium-driver \
                 fonts-noto-cjk, or `cargo xtask test`)"
            ),
            Error::Wire(why) => write!(f, "chromedriver: {why}"),
            Error::Refused { kind, message } => write!(f, "{kind}: {message}"),
            Error::Duheng(why) => write!(f, "duheng: {why}"),
        }
    }
}

impl std::error::Error for Error {}

/// The reader's desk: the size of the window in CSS pixels, and whether script runs.
#[derive(Clone, Copy, Debug)]
pub struct Desk {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// A telephone: touch, a mobile viewport, two device pixels for one of CSS.
    pub phone: bool,
    /// Whether the page's own script may run.
    pub script: bool,
}

impl Default for Desk {
    /// The common office screen, 1366×768, with script.
    fn default() -> Desk {
        Desk { width: 1366, height: 768, phone: false, script: true }
    }
}

impl Desk {
    /// An inspector's telephone, 390×844.
    pub fn phone() -> Desk {
        Desk { width: 390, height: 844, phone: true, script: true }
    }

    /// The same desk with script switched off.
    pub fn without_script(self) -> Desk {
        Desk { script: false, ..self }
    }
}

/// A running chromedriver; stopped when dropped.
pub struct Driver {
    process: Child,
    port: u16,
    profiles: PathBuf,
}

impl Driver {
    /// Starts `chromedriver` on a free port of loopback.
    ///
    /// # Errors
    /// [`Error::Missing`] when it is not installed or does not come up.
    pub fn start() -> Result<Driver, Error> {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| Error::Missing(format!("chromedriver: {e}")))?;
        let mut lines = BufReader::new(process.stdout.take().expect("stdout is piped above")).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| started_on(&line));
        // What it says later is read and dropped, so that its pipe never fills.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let nth = STARTED.fetch_add(1, Ordering::Relaxed);
        let profiles = std::env::temp_dir().join(format!("duheng-browser-{}-{nth}", std::process::id()));
        match port {
            Some(port) => Ok(Driver { process, port, profiles }),
            None => {
                let _ = process.kill();
                let _ = process.wait();
                Err(Error::Missing("chromedriver ended before it named its port".into()))
            }
        }
    }

    /// Opens a window with an empty profile of its own.
    ///
    /// # Errors
    /// [`Error::Missing`] when Chromium does not start.
    pub fn open(&self, desk: &Desk) -> Result<Page, Error> {
        Page::open(self.port, &self.profiles, desk)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.profiles);
    }
}

/// `ChromeDriver was started successfully on port 40123.` gives 40123.
fn started_on(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim_end_matches(['.', '\r']).parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_port_is_read_from_the_first_words() {
        assert_eq!(super::started_on("ChromeDriver was started successfully on port 40123."), Some(40123));
        assert_eq!(super::started_on("Starting ChromeDriver 156.0 on port 0"), None);
    }
}
