//! Documents that end whoever reads them, and askers who leave: the house stays, and says what is wrong.
#![allow(missing_docs)]

mod codes;

use finding::Finding;
use reader::Prose;
use sandbox::{Cancellation, Limits, Sandbox};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Limits that are soon reached.
const NARROW: Limits = Limits { memory: 512 << 20, cpu: 1, stack: 1 << 20, wall: Duration::from_secs(4) };

/// A sandbox whose child is this very program.
fn sandbox(limits: Limits) -> Sandbox {
    Sandbox::with_words(&["--exact", "the_other_end", "--nocapture", "--test-threads=1"], limits).unwrap()
}

/// Not a test but the child of one.
#[test]
fn the_other_end() {
    if std::env::var_os(sandbox::MARK).is_some() {
        let (mut from, mut to) = (std::io::stdin().lock(), std::io::stdout().lock());
        let served = sandbox::serve_child_by(reads, NARROW, &mut from, &mut to);
        std::process::exit(i32::from(served.is_err()));
    }
}

/// A reader; some names stand for documents over which no reader comes to an end.
fn reads(name: &str, bytes: &[u8]) -> Result<Prose, Finding> {
    match name {
        "deep" => assert!(deeper(1) > 0),
        "large" => assert!(black_box(vec![7_u8; 4 << 30]).len() > 1),
        "long" => while black_box(true) {},
        "asleep" => std::thread::sleep(Duration::from_secs(600)),
        "unsound" => panic!("index out of bounds"),
        _ => {}
    }
    reader::prose(name, bytes)
}

fn deeper(level: u64) -> u64 {
    if black_box(level) == 0 { level } else { black_box(deeper(level + 1)) + level }
}

fn refused(name: &str, bytes: &[u8]) -> Finding {
    let finding = sandbox(NARROW).prose(name, bytes, &Cancellation::default()).unwrap_err();
    assert!(finding.hint.is_some() && finding.place.source == name, "{finding}");
    finding
}

#[test]
fn a_document_is_read_as_the_reader_reads_it() {
    let asked = Cancellation::default();
    let gb18030 = [0xBD, 0xCC, 0xD3, 0xFD, 0xBE, 0xAD, 0xB7, 0xD1];
    for (name, bytes) in [
        ("年报.html", "<p>教育经费<b>15.44</b>亿元</p><p>增长1.01%</p>".as_bytes()),
        ("甲.txt", &gb18030[..]),
        ("空.txt", b""),
        ("旧.doc", b"\xD0\xCF\x11\xE0"),
    ] {
        assert_eq!(sandbox(NARROW).prose(name, bytes, &asked), reader::prose(name, bytes), "{name}");
    }
    let large = "教育经费逐年增长。\n".repeat(100_000);
    assert_eq!(sandbox(NARROW).prose("大.txt", large.as_bytes(), &asked).unwrap().text, large);
}

#[test]
fn a_document_over_which_the_reader_dies_is_told_so() {
    for (name, why) in
        [("deep", "套得太深"), ("large", "内存超过上限"), ("long", "超过上限"), ("asleep", "时间超过上限")]
    {
        let began = Instant::now();
        let finding = refused(name, b"3");
        assert_eq!(finding.code, "prose.too-costly", "{name}: {finding}");
        assert!(finding.sentence.contains(why), "{name}: {finding}");
        assert!(began.elapsed() < Duration::from_secs(20), "{name}: {:?}", began.elapsed());
    }
    assert_eq!(refused("unsound", b"3").code, "prose.broken");
}

#[test]
fn a_document_larger_than_any_is_refused_unread() {
    assert_eq!(refused("大.txt", &vec![b' '; reader::DOCUMENT_LIMIT + 1]).code, "prose.too-large");
}

#[test]
fn an_asker_who_leaves_frees_the_place_at_once() {
    let sandbox = sandbox(Limits { wall: Duration::from_secs(300), ..NARROW });
    let asked = Cancellation::default();
    let began = Instant::now();
    std::thread::scope(|scope| {
        let askers: Vec<_> = (0..8).map(|_| scope.spawn(|| sandbox.prose("asleep", b"3", &asked))).collect();
        std::thread::sleep(Duration::from_millis(300));
        asked.cancel();
        for asker in askers {
            assert_eq!(asker.join().unwrap().unwrap_err().code, "prose.cancelled");
        }
    });
    assert!(sandbox.prose("a.txt", b"3", &Cancellation::default()).is_ok());
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn a_program_that_answers_nothing_is_a_finding() {
    let mute = Sandbox::with_words(&["--exact", "no_such_test"], NARROW).unwrap();
    let finding = mute.prose("a.txt", b"3", &Cancellation::default()).unwrap_err();
    assert_eq!(finding.code, "prose.too-costly");
}
