//! The sample's year, played by the same dice on both engines, is the same to the last digest.

use crate::{Folder, packs};
use lab::BuiltIn;
use office::{Address, AsOf, Entropy, Format, Office, Rendition, Shelf, Via, Who};
use serde_json::Value;

#[path = "../../../office/tests/it/server.rs"]
#[allow(dead_code, reason = "one server for the tests of several crates")]
mod server;

/// Dice that always fall the same way.
struct Loaded(u64);

impl Entropy for Loaded {
    fn fill(&mut self, bytes: &mut [u8]) -> office::Result<()> {
        for byte in bytes {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            *byte = (self.0 >> 24) as u8;
        }
        Ok(())
    }
}

/// What a district says of its year: values, prints, verdicts, sentences.
fn told(office: &Office, as_of: &AsOf) -> Vec<(&'static str, Value)> {
    let me = office.session(Who::Person("样例核验人".to_owned()), Via::Command);
    let reading = office.at(&me, as_of, None).unwrap();
    let report = reading.report_as(Format::Text, Rendition::Sources).unwrap();
    let report = String::from_utf8(report.bytes).unwrap();
    vec![
        ("board", serde_json::to_value(&*reading.evaluate().unwrap()).unwrap()),
        ("figures", serde_json::to_value(&*reading.figures().unwrap()).unwrap()),
        (
            "report",
            Value::from(
                report.lines().map(without_digests).take_while(|line| is_said(line)).collect::<Vec<_>>(),
            ),
        ),
    ]
}

/// A line without long runs of hexadecimal digits: in which order letters were answered turns with the speed of the machine, and so do roots.
fn without_digests(line: &str) -> String {
    let parts = line.split_inclusive(|c: char| !c.is_ascii_hexdigit());
    parts.filter(|part| part.len() < 12 || !part.starts_with(|c: char| c.is_ascii_hexdigit())).collect()
}

/// Whether a line stands before the signed checkpoint at the end.
fn is_said(line: &str) -> bool {
    !line.starts_with("duheng/chongqing-2023")
}

/// Size and root of every entry until the evening before the first letter went out: salts, keys and the order of entries are the same.
fn root(office: &Office) -> (u64, String) {
    let me = office.session(Who::Person("样例核验人".to_owned()), Via::Command);
    let day = AsOf::Day("2022-04-28".to_owned());
    let root = office.at(&me, &day, None).unwrap().journal_root().unwrap();
    (root.size, root.root)
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(200).collect()
}

/// Where two answers differ, with both sides.
fn differing(one: &Value, other: &Value, place: &str) -> Vec<String> {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) if one.len() == other.len() => one
            .iter()
            .flat_map(|(key, value)| differing(value, &other[key], &format!("{place}.{key}")))
            .collect(),
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let pairs = one.iter().zip(other).enumerate();
            pairs.flat_map(|(at, (one, other))| differing(one, other, &format!("{place}[{at}]"))).collect()
        }
        _ if one == other => Vec::new(),
        _ => vec![format!("{place}: {} / {}", short(one), short(other))],
    }
}

#[test]
fn the_played_year_is_the_same_on_both_engines() {
    let (folder, files) = (Folder::new("engines"), packs());
    let played = |name: &str, address: Option<String>| {
        let dir = folder.0.join(name);
        if let Some(address) = address {
            Address::read(&address).unwrap().note(&dir).unwrap();
        }
        let pack = BuiltIn { id: "chongqing-2023", files: &files };
        let years = [(2022, sample::year(&sample::Spec::tongnan_2022()))];
        let (played, office) =
            lab::play(&dir, &years, pack, Box::new(Loaded(20_220_101)), &Shelf::default()).unwrap();
        let findings: Vec<String> = played.findings.iter().map(ToString::to_string).collect();
        (office, findings)
    };
    let (in_files, found_there) = played("files", None);
    let (on_server, found_here) = played("server", Some(server::server().schema()));
    assert!(folder.0.join("files/duheng.db").exists() && !folder.0.join("server/duheng.db").exists());
    assert_eq!(found_there, found_here);
    assert!(root(&in_files).0 > 10_000);
    assert_eq!(root(&in_files), root(&on_server));
    for ((what, one), (_, other)) in told(&in_files, &AsOf::Now).iter().zip(&told(&on_server, &AsOf::Now)) {
        assert_eq!(differing(one, other, what), [] as [String; 0]);
    }
    let verified = on_server.journal_verify(
        &on_server.session(Who::Person("样例核验人".to_owned()), Via::Command),
        None,
        None,
    );
    assert_eq!(verified.unwrap().findings, []);
}
