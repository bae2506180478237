//! A batch of signals as it comes in: JSON lines, or one JSON array.
//!
//! Each line stands for itself: a bad one is told with its number and leaves the others alone. Only what is no batch at
//! all (too large, not UTF-8, an array that does not end) is refused as a whole.

use super::instant::milliseconds;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;

/// Longest batch, in bytes.
pub const BATCH_LIMIT: usize = 1 << 20;
/// Most lines of a batch.
pub const LINES_LIMIT: usize = 2_000;
/// Longest line, in bytes: a gateway's list of some two thousand devices.
pub const LINE_LIMIT: usize = 64 << 10;
/// Longest name of a device or a cause, in bytes.
const NAME_LIMIT: usize = 96;
/// Most devices of a list.
const LIST_LIMIT: usize = 2_000;

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignalKind {
    /// 心跳: the device is there.
    Heartbeat,
    /// 报警: something happened.
    Alarm,
    /// 名册: these devices hang on it.
    List,
}

/// One signal, well formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The line, from 1.
    pub line: usize,
    /// The device.
    pub device: String,
    /// What it says.
    pub kind: SignalKind,
    /// What happened, of an alarm.
    pub cause: String,
    /// The device's clock, in milliseconds; none when it has none.
    pub at: Option<i64>,
    /// Devices of a list.
    pub devices: Vec<String>,
}

/// Why a line or a batch is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// The line, from 1; 0 for the batch as a whole.
    pub line: usize,
    /// Stable code.
    pub code: &'static str,
    /// One sentence.
    pub sentence: String,
}

impl LineFault {
    /// A fault of a line.
    pub fn new(line: usize, code: &'static str, sentence: impl Into<String>) -> LineFault {
        LineFault { line, code, sentence: sentence.into() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    device: String,
    kind: String,
    #[serde(default)]
    cause: String,
    #[serde(default)]
    at: Option<Clock>,
    #[serde(default)]
    devices: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Clock {
    Milliseconds(i64),
    Text(String),
}

/// The items of an array, one more than a batch may have and no others: what stands behind is not read.
#[derive(Default)]
struct Items(Vec<Value>);

impl<'t> DeserializeSeed<'t> for &mut Items {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'t> Visitor<'t> for &mut Items {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("signals")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element()? {
            self.0.push(item);
            if self.0.len() > LINES_LIMIT {
                return Err(serde::de::Error::custom("too many"));
            }
        }
        Ok(())
    }
}

/// Reads a batch: what is well formed, and what is wrong with the rest.
///
/// ```
/// let text = b"{\"device\":\"SX-1\",\"kind\":\"heartbeat\"}\n{\"device\":\"BJ-1\",\"kind\":\"alarm\"}\n";
/// let (told, faults) = ledger::read_batch(text).unwrap();
/// assert_eq!((told.len(), told[0].device.as_str()), (1, "SX-1"));
/// assert_eq!((faults[0].line, faults[0].code), (2, "signal.cause-missing"));
/// ```
///
/// # Errors
/// A batch that is none.
pub fn read_batch(bytes: &[u8]) -> Result<(Vec<Told>, Vec<LineFault>), LineFault> {
    let whole = |code, sentence: String| Err(LineFault::new(0, code, sentence));
    if bytes.len() > BATCH_LIMIT {
        return whole("signal.batch-size", format!("一批不能超过{}字节", BATCH_LIMIT));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return whole("signal.encoding", "不是UTF-8文字".to_owned());
    };
    let text = text.trim_start_matches('\u{feff}');
    let mut read: Vec<(usize, Result<Written, String>)> = Vec::new();
    if text.trim_start().starts_with('[') {
        let mut items = Items::default();
        let mut json = serde_json::Deserializer::from_str(text);
        let outcome = items.deserialize(&mut json).and_then(|()| json.end());
        if let Err(error) = outcome
            && items.0.len() <= LINES_LIMIT
        {
            return whole("signal.json", format!("不是完整的JSON数组：{error}"));
        }
        let items =
            items.0.into_iter().map(|item| serde_json::from_value(item).map_err(|error| error.to_string()));
        read.extend((1..).zip(items));
    } else {
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let parsed = match line.len() {
                0..=LINE_LIMIT => serde_json::from_str(line).map_err(|error| error.to_string()),
                _ => Err(format!("一行不能超过{LINE_LIMIT}字节")),
            };
            read.push((number, parsed));
            if read.len() > LINES_LIMIT {
                break;
            }
        }
    }
    match read.len() {
        0 => return whole("signal.batch-empty", "一条信号也没有".to_owned()),
        count if count > LINES_LIMIT => {
            return whole("signal.batch-lines", format!("一批不能超过{LINES_LIMIT}条"));
        }
        _ => {}
    }
    let (mut told, mut faults) = (Vec::with_capacity(read.len()), Vec::new());
    for (line, parsed) in read {
        match parsed {
            Err(why) => faults.push(LineFault::new(line, "signal.line", why)),
            Ok(written) => match well_formed(line, written) {
                Ok(one) => told.push(one),
                Err(fault) => faults.push(fault),
            },
        }
    }
    Ok((told, faults))
}

fn well_formed(line: usize, written: Written) -> Result<Told, LineFault> {
    let fault = |code, sentence: &str| Err(LineFault::new(line, code, sentence));
    let Written { device, kind, cause, at, devices } = written;
    let kind = match kind.as_str() {
        "heartbeat" => SignalKind::Heartbeat,
        "alarm" => SignalKind::Alarm,
        "list" => SignalKind::List,
        _ => return fault("signal.kind", "kind 只能是 heartbeat、alarm、list"),
    };
    let named = |name: &str| {
        !name.is_empty()
            && name.len() <= NAME_LIMIT
            && !name.chars().any(|c| c.is_control())
            && name.trim() == name
    };
    if !named(&device) || !devices.iter().all(|device| named(device)) {
        return fault("signal.device", "设备编号不能空白、过长或带控制字符");
    }
    if kind == SignalKind::Alarm && cause.is_empty() {
        return fault("signal.cause-missing", "报警要写明原因 cause");
    }
    if kind == SignalKind::Alarm && !named(&cause) {
        return fault("signal.cause", "原因不能过长或带控制字符");
    }
    if kind != SignalKind::List && !devices.is_empty() || devices.len() > LIST_LIMIT {
        return fault("signal.list", "devices 只用于名册，至多两千个");
    }
    let at = match at {
        None => None,
        Some(Clock::Milliseconds(at)) => Some(at),
        Some(Clock::Text(text)) => match milliseconds(&text) {
            Some(at) => Some(at),
            None => return fault("signal.time", "at 应是带时区的时间，或1970年以来的毫秒数"),
        },
    };
    Ok(Told { line, device, kind, cause, at, devices })
}
