//! A window: going to pages, finding elements, reading and clicking them, taking pictures.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::wire::{call, from_base64};
use crate::{Desk, Error};
use serde_json::{Value, json};

/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Marks the page that is shown, and has it say whether a script of its own kept a form from being sent.
const MARK: &str = "window.shown = 'here'; addEventListener('submit', e => { if (e.defaultPrevented) window.shown = 'kept' })";
/// Whether the marked page is no longer there and another one complete, or its script kept the form.
const LEFT: &str =
    "window.shown === 'kept' || (window.shown === undefined && document.readyState === 'complete')";

/// A browser window; closed when dropped.
pub struct Page {
    port: u16,
    session: String,
}

/// An element found on a page.
pub struct Element<'p> {
    page: &'p Page,
    id: String,
}

impl Page {
    pub(crate) fn open(port: u16, profiles: &Path, desk: &Desk) -> Result<Page, Error> {
        static OPENED: AtomicU32 = AtomicU32::new(0);
        let profile = profiles.join(OPENED.fetch_add(1, Ordering::Relaxed).to_string());
        let arguments = json!([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--lang=zh-CN",
            "--force-color-profile=srgb",
            format!("--user-data-dir={}", profile.display()),
            format!("--window-size={},{}", desk.width, desk.height),
        ]);
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "pageLoadStrategy": "normal",
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
        } } });
        let opened =
            call(port, "POST", "/session", Some(&wanted)).map_err(|e| Error::Missing(e.to_string()))?;
        let session =
            opened["sessionId"].as_str().ok_or_else(|| Error::Wire("a session without an id".into()))?;
        let page = Page { port, session: session.to_owned() };
        page.command(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": desk.width, "height": desk.height, "mobile": desk.phone,
                    "deviceScaleFactor": if desk.phone { 2 } else { 1 } }),
        )?;
        if !desk.script {
            page.command("Emulation.setScriptExecutionDisabled", json!({ "value": true }))?;
        }
        Ok(page)
    }

    /// A command of Chromium's own protocol, for what WebDriver has no word for.
    fn command(&self, name: &str, parameters: Value) -> Result<Value, Error> {
        self.post("goog/cdp/execute", &json!({ "cmd": name, "params": parameters }))
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, Error> {
        call(self.port, "POST", &format!("/session/{}/{path}", self.session), Some(body))
    }

    fn get(&self, path: &str) -> Result<Value, Error> {
        call(self.port, "GET", &format!("/session/{}/{path}", self.session), None)
    }

    /// Goes to an address and waits until the page has loaded.
    pub fn go(&self, address: &str) -> Result<(), Error> {
        self.post("url", &json!({ "url": address })).map(drop)
    }

    /// The address of the page shown.
    pub fn address(&self) -> Result<String, Error> {
        Ok(words(self.get("url")?))
    }

    /// The title of the page shown.
    pub fn title(&self) -> Result<String, Error> {
        Ok(words(self.get("title")?))
    }

    /// The first element that the CSS selector names; waits up to five seconds for it.
    pub fn find(&self, selector: &str) -> Result<Element<'_>, Error> {
        self.first(json!({ "using": "css selector", "value": selector }))
    }

    /// The first link with exactly this text.
    pub fn find_link(&self, text: &str) -> Result<Element<'_>, Error> {
        self.first(json!({ "using": "link text", "value": text }))
    }

    fn first(&self, wanted: Value) -> Result<Element<'_>, Error> {
        patiently(|| self.post("element", &wanted)).map(|value| self.element(&value))
    }

    /// Every element that the CSS selector names now, in the order of the document; none is not an error.
    pub fn all(&self, selector: &str) -> Result<Vec<Element<'_>>, Error> {
        let found = self.post("elements", &json!({ "using": "css selector", "value": selector }))?;
        Ok(found.as_array().map(|a| a.iter().map(|v| self.element(v)).collect()).unwrap_or_default())
    }

    fn element(&self, value: &Value) -> Element<'_> {
        Element { page: self, id: value[ELEMENT].as_str().unwrap_or("").to_owned() }
    }

    /// The text of the first element that the selector names, as a reader sees it; waits up to five seconds for it.
    pub fn text(&self, selector: &str) -> Result<String, Error> {
        let none = || Error::Refused { kind: "no such element".into(), message: selector.to_owned() };
        patiently(|| self.texts(selector)?.into_iter().next().ok_or_else(none))
    }

    /// The texts of every element that the selector names, all read at one moment.
    pub fn texts(&self, selector: &str) -> Result<Vec<String>, Error> {
        let read =
            format!("[...document.querySelectorAll({})].map(e => e.innerText.trim())", json!(selector));
        let read = patiently(|| self.evaluate(&read))?;
        Ok(read.as_array().map(|a| a.iter().cloned().map(words).collect()).unwrap_or_default())
    }

    /// Evaluates an expression in the page, from outside: works with the page's own script switched off as well.
    /// An expression that throws (a document that is not there yet has no element) is refused with what it threw.
    pub fn evaluate(&self, expression: &str) -> Result<Value, Error> {
        let mut answer =
            self.command("Runtime.evaluate", json!({ "expression": expression, "returnByValue": true }))?;
        match &answer["exceptionDetails"] {
            Value::Null => Ok(answer["result"]["value"].take()),
            thrown => Err(Error::Refused { kind: "javascript error".into(), message: thrown.to_string() }),
        }
    }

    /// As [`Page::evaluate`], of an expression that promises a value: waits until it keeps its word.
    pub fn awaited(&self, expression: &str) -> Result<Value, Error> {
        let asked = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut answer = self.command("Runtime.evaluate", asked)?;
        match &answer["exceptionDetails"] {
            Value::Null => Ok(answer["result"]["value"].take()),
            thrown => Err(Error::Refused { kind: "javascript error".into(), message: thrown.to_string() }),
        }
    }

    /// Cuts the connection of the page, or gives it back.
    pub fn offline(&self, cut: bool) -> Result<(), Error> {
        self.command("Network.enable", json!({}))?;
        let so = json!({ "offline": cut, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.command("Network.emulateNetworkConditions", so).map(drop)
    }

    /// Lets so many bytes a second go up.
    pub fn slow(&self, bytes: u32) -> Result<(), Error> {
        self.command("Network.enable", json!({}))?;
        let so =
            json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes });
        self.command("Network.emulateNetworkConditions", so).map(drop)
    }

    /// How far the page is wider than the window, in CSS pixels; 0 when nothing scrolls sideways.
    pub fn overhang(&self) -> Result<i64, Error> {
        let wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        patiently(|| self.evaluate(wider))?.as_i64().ok_or_else(|| Error::Wire("no width".into()))
    }

    /// What the browser had to complain of since it was last asked: errors of script, addresses that failed, and
    /// whatever the page's own content policy refused.
    pub fn complaints(&self) -> Result<Vec<String>, Error> {
        let said = self.post("se/log", &json!({ "type": "browser" }))?;
        let said = said.as_array().map(Vec::as_slice).unwrap_or_default();
        let said = said.iter().map(|line| words(line["message"].clone()));
        // The page with which a window opens is the browser's own, and complains of itself when it is left early.
        Ok(said.filter(|line| !line.starts_with("chrome://")).collect())
    }

    /// Waits until the page marked by [`MARK`] has made way for another one.
    fn leaves(&self) -> Result<(), Error> {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            // Between two pages there is none that could answer.
            match self.evaluate(LEFT) {
                Ok(left) if left == true => return Ok(()),
                Err(error) if Instant::now() > until => return Err(error),
                _ if Instant::now() > until => {
                    let message = "the form was not sent within twenty seconds".to_owned();
                    return Err(Error::Refused { kind: "no answer".into(), message });
                }
                _ => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    /// A PNG picture of what the window shows.
    pub fn picture(&self) -> Result<Vec<u8>, Error> {
        let coded = words(self.get("screenshot")?);
        from_base64(&coded).ok_or_else(|| Error::Wire("a screenshot that is not base64".into()))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = call(self.port, "DELETE", &format!("/session/{}", self.session), None);
    }
}

impl Element<'_> {
    fn at(&self, what: &str) -> String {
        format!("element/{}/{what}", self.id)
    }

    /// The text as a reader sees it.
    pub fn text(&self) -> Result<String, Error> {
        Ok(words(self.page.get(&self.at("text"))?))
    }

    /// An attribute of the element, `None` when it has none of that name.
    pub fn attribute(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.page.get(&self.at(&format!("attribute/{name}")))?.as_str().map(str::to_owned))
    }

    /// Clicks in the middle of the element, as a mouse does. The page of a link has loaded when this returns, and that
    /// which answers a form; a form that its page's script keeps for itself is not waited for.
    pub fn click(&self) -> Result<(), Error> {
        let sends = self.page.get(&self.at("property/type"))?.as_str() == Some("submit");
        if sends {
            patiently(|| self.page.evaluate(MARK))?;
        }
        self.page.post(&self.at("click"), &json!({}))?;
        // The driver knows of a form's answer only once it is on its way, which is some time after the click.
        if sends { self.page.leaves() } else { Ok(()) }
    }

    /// Types into the element after what is there.
    pub fn write(&self, text: &str) -> Result<(), Error> {
        self.page.post(&self.at("value"), &json!({ "text": text })).map(drop)
    }
}

/// Asks again for up to five seconds while the driver refuses, as it does while a page is being loaded.
fn patiently<T>(mut ask: impl FnMut() -> Result<T, Error>) -> Result<T, Error> {
    let until = Instant::now() + Duration::from_secs(5);
    loop {
        match ask() {
            Err(Error::Refused { .. }) if Instant::now() < until => {
                std::thread::sleep(Duration::from_millis(50))
            }
            done => return done,
        }
    }
}

fn words(value: Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}
