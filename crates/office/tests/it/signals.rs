//! Signals: one open case for each cause, silence within its window, refusals, and nothing acknowledged lost when the
//! process is killed.

use crate::by;
use crate::district::{Dice, Folder, Hands, START};
use office::view::{OpenSignal, Receipt, RefusalKind, SignalRefusal, WatchOutcome};
use office::{Clock, Envelope, Given, ImportOptions, KeyFile, Machine, Office, Shelf};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

const FOLDER: &str = "DUHENG_TEST_SIGNALS_FOLDER";
const CAMPUSES: [&str; 2] = ["2150900001", "2150900002"];

pub fn packs() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files
}

/// Two campuses with a gateway, a button and four cameras each.
pub fn district() -> (Office, Hands, Folder) {
    let folder = Folder::new();
    let hands = Hands(Arc::new(AtomicI64::new(START)));
    let dir = folder.0.join("district");
    let office = Office::init_with(
        &dir,
        "chongqing-2023",
        &packs(),
        Box::new(hands.clone()),
        Box::new(Dice(7)),
        &Shelf::default(),
    )
    .unwrap();
    let mut campuses = String::from("学年,标识码,名称,校园类别,城乡\n");
    let mut devices = String::from(
        "编号,类别,校园,部位,距校门,网关,心跳间隔,启用日期,最近检验日期,检验结论,检验有效期至\n",
    );
    for (at, campus) in CAMPUSES.iter().enumerate() {
        campuses += &format!("2022,{campus},样例学校{at},中小学,城区\n");
        let mut device = |id: String, kind: &str, spot: &str, gate: &str, gateway: &str, until: &str| {
            devices += &format!(
                "{id},{kind},{campus},{spot},{gate},{gateway},60,2020-09-01,2022-06-01,合格,{until}\n"
            );
        };
        let gateway = format!("WG{at}");
        device(gateway.clone(), "网关", "机房", "", "", "2023-05-31");
        device(format!("BJ{at}"), "一键报警", "门卫室", "", &gateway, "2023-05-31");
        for nth in 0..4 {
            let (spot, gate) = if nth == 0 { ("校门外", ["50", "51"][at]) } else { ("教学区", "") };
            // The second campus has one camera whose test expired on the last day of 2022.
            let until = if (at, nth) == (1, 3) { "2022-12-31" } else { "2023-05-31" };
            device(format!("SX{at}{nth}"), "摄像头", spot, gate, &gateway, until);
        }
    }
    let files =
        [("校园安防.csv".to_owned(), campuses.into_bytes()), ("设备.csv".to_owned(), devices.into_bytes())];
    let outcome =
        office.import(&by(&office, "本机"), &files, &ImportOptions::default(), &mut |_| {}).unwrap();
    assert!(outcome.recorded, "{:?}", outcome.findings);
    (office, hands, folder)
}

fn send(office: &Office, sender: &str, body: &str) -> usize {
    signed(office, sender, &office.signal_key(sender).unwrap(), body.as_bytes()).unwrap().taken
}

/// Sends a batch under a key, with the next counter.
fn signed(office: &Office, sender: &str, key: &str, body: &[u8]) -> Result<Receipt, SignalRefusal> {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    with_counter(office, sender, key, body, COUNT.fetch_add(1, Ordering::SeqCst))
}

fn with_counter(
    office: &Office,
    sender: &str,
    key: &str,
    body: &[u8],
    counter: u64,
) -> Result<Receipt, SignalRefusal> {
    let bare = Envelope { sender, time: office.now(), counter, signature: "" };
    let signature = bare.sign(key, body).unwrap_or_else(|| key.to_owned());
    office.take_in(&Envelope { signature: &signature, ..bare }, body).unwrap()
}

fn alarm(device: &str, cause: &str) -> String {
    format!("{{\"device\":\"{device}\",\"kind\":\"alarm\",\"cause\":\"{cause}\"}}\n")
}

fn beat(device: &str, at: i64) -> String {
    format!("{{\"device\":\"{device}\",\"kind\":\"heartbeat\",\"at\":{at}}}\n")
}

fn watch(office: &Office) -> WatchOutcome {
    let outcome = office.watch().unwrap();
    assert_eq!(outcome.findings, [], "nothing speaks against a case of our own");
    outcome
}

/// Open cases: what and how often.
fn open(office: &Office) -> Vec<(String, String, u64)> {
    let view = crate::now(&office).devices(None).unwrap();
    let told =
        |case: OpenSignal| (case.device, format!("{} {}", case.kind.unwrap().key(), case.what), case.times);
    view.open.into_iter().map(told).collect()
}

fn close(office: &Office, number: &str, hands: &Hands) {
    hands.0.fetch_add(1000, Ordering::SeqCst);
    let day = office::instant(hands.0.load(Ordering::SeqCst))[..10].to_owned();
    let step = |at: &str, step: &str, by: &str| {
        let cells = [
            ("环", "alarm-handling"),
            ("案号", number),
            ("步次", at),
            ("步骤", step),
            ("日期", &*day),
            ("经办人", by),
        ];
        let mut cells = cells.to_vec();
        cells.push(("角色", "安全稳定科"));
        cells.push(("材料", "样例记录"));
        Given::new("办理步骤", &cells)
    };
    let steps = [step("1", "受理", "样例甲"), step("2", "处置", "样例甲"), step("3", "销号", "样例乙")];
    let outcome = office.record(&by(&office, "样例"), &steps).unwrap();
    assert_eq!(outcome.findings, [], "the case is closed");
}

#[test]
fn a_cause_has_one_open_case_and_another_when_it_comes_back_after_closing() {
    let (office, hands, _folder) = district();
    assert_eq!(
        send(&office, "WG0", &(alarm("SX00", "烟火") + &alarm("SX01", "烟火") + &alarm("SX02", "遮挡"))),
        3
    );
    assert_eq!(watch(&office).opened, 2, "two causes of one campus, whichever camera saw them");
    assert_eq!(send(&office, "WG0", &alarm("SX03", "烟火")), 1);
    assert_eq!(watch(&office).opened, 0, "the case is open already");
    let cases = crate::now(&office).devices(None).unwrap().open;
    let fire = cases.iter().find(|case| case.what == "烟火").unwrap();
    assert_eq!((fire.times, cases.len()), (3, 2));
    assert_eq!(send(&office, "WG1", &alarm("SX10", "烟火")), 1);
    assert_eq!(watch(&office).opened, 1, "another campus is another cause");
    close(&office, &fire.number, &hands);
    let outcome = watch(&office);
    assert_eq!((outcome.closed, outcome.opened), (1, 0));
    hands.0.fetch_add(60_000, Ordering::SeqCst);
    send(&office, "WG0", &alarm("SX00", "烟火"));
    assert_eq!(watch(&office).opened, 1, "it burns again");
    assert_eq!(open(&office).iter().filter(|(_, what, _)| what == "alarm 烟火").count(), 2);
    assert!(office.rebuild(&mut |_| {}).unwrap().equal, "what is counted is no part of the journal");
    assert_eq!(office.journal_verify(&by(&office, "本机"), None, None).unwrap().findings, []);
}

#[test]
fn a_silent_device_has_one_case_from_the_end_of_its_window_until_it_is_closed() {
    let (office, hands, _folder) = district();
    let now = || hands.0.load(Ordering::SeqCst);
    send(&office, "WG0", &(beat("SX00", now()) + &beat("SX01", now())));
    hands.0.store(START + 179_999, Ordering::SeqCst);
    assert_eq!(watch(&office).silent, 0, "three missed beats of a minute are three minutes");
    send(&office, "WG0", &beat("SX01", now()));
    hands.0.store(START + 180_000, Ordering::SeqCst);
    let outcome = watch(&office);
    assert_eq!((outcome.silent, outcome.opened), (1, 1));
    assert_eq!(open(&office), [("SX00".to_owned(), "silence 心跳中断".to_owned(), 1)]);
    hands.0.store(START + 240_000, Ordering::SeqCst);
    assert_eq!(watch(&office).opened, 0, "one case however long");
    send(&office, "WG0", &(beat("SX00", now()) + &beat("SX01", now())));
    let outcome = watch(&office);
    assert_eq!((outcome.silent, outcome.recovered), (0, 1));
    let case = crate::now(&office).devices(None).unwrap().open.remove(0);
    assert!(!case.recovered.is_empty(), "to be heard again is noted, and closes nothing");
    hands.0.store(START + 3_600_000, Ordering::SeqCst);
    send(&office, "WG0", &beat("SX01", now()));
    let outcome = watch(&office);
    assert_eq!(
        (outcome.silent, outcome.opened, outcome.recovered),
        (1, 0, 0),
        "silent again within the same case"
    );
    assert_eq!(crate::now(&office).devices(None).unwrap().open[0].recovered, "");
    close(&office, &case.number, &hands);
    assert_eq!(watch(&office).opened, 1, "closed though still silent: it is not over");
    assert_eq!(watch(&office).opened, 0);
}

#[test]
fn a_clock_that_is_off_and_a_list_that_differs_are_causes() {
    let (office, hands, _folder) = district();
    let now = hands.0.load(Ordering::SeqCst);
    send(&office, "WG0", &(beat("SX00", now + 60_000) + &beat("SX01", now - 60_001)));
    let list =
        "{\"device\":\"WG0\",\"kind\":\"list\",\"devices\":[\"BJ0\",\"SX00\",\"SX01\",\"SX02\",\"SX99\"]}\n";
    send(&office, "WG0", list);
    watch(&office);
    let mut found = open(&office);
    found.sort();
    let expected = [
        ("SX01".to_owned(), "drift 设备时钟与收到的时间不符".to_owned(), 1),
        ("WG0".to_owned(), "list 名册外1个：SX99；名册缺1个：SX03".to_owned(), 1),
    ];
    assert_eq!(found, expected);
}

#[test]
fn rates_stand_on_what_was_heard_and_what_was_tested() {
    let (office, hands, _folder) = district();
    let now = hands.0.load(Ordering::SeqCst);
    let all: String = ["WG0", "BJ0", "SX00", "SX01", "SX02"].map(|device| beat(device, now)).concat();
    send(&office, "WG0", &all);
    let view = crate::now(&office).devices(None).unwrap();
    assert_eq!(view.at, office::instant(START));
    let rates: Vec<_> = view
        .rates
        .iter()
        .map(|rate| (rate.id.key(), rate.part, rate.whole, rate.percent.clone().unwrap()))
        .collect();
    let expected = [
        ("online", 5, 12, "41.66%".to_owned()),
        ("tested", 11, 12, "91.66%".to_owned()),
        ("gate", 1, 2, "50%".to_owned()),
        ("campuses-tested", 1, 2, "50%".to_owned()),
    ];
    assert_eq!(rates, expected);
    let one = crate::now(&office).devices(Some(CAMPUSES[1])).unwrap();
    assert_eq!((one.campuses.len(), one.campuses[0].state.key(), one.campuses[0].tested), (1, "untested", 5));
}

#[test]
fn what_may_not_come_in_is_refused_with_its_reason() {
    let (office, _, _folder) = district();
    let key = office.signal_key("WG0").unwrap();
    let refusal = |sender: &str, key: &str, body: &[u8]| {
        let refusal = signed(&office, sender, key, body).unwrap_err();
        (refusal.kind, refusal.code, refusal.sentence)
    };
    let good = alarm("SX00", "烟火");
    let nobody = refusal("WG9", &key, good.as_bytes());
    assert_eq!((nobody.0, nobody.1), (RefusalKind::Unknown, "signal.signature"));
    let forged = format!("{}{}", if key.starts_with('0') { '1' } else { '0' }, &key[1..]);
    for forged in [forged.as_str(), "", "zz", &key[..62], &office.signal_key("WG1").unwrap()] {
        assert_eq!(refusal("WG0", forged, good.as_bytes()), nobody, "what is known here is told to nobody");
    }
    let refusal = |sender: &str, key: &str, body: &[u8]| {
        let (kind, code, _) = refusal(sender, key, body);
        (kind, code)
    };
    assert_eq!(refusal("WG0", &key, b"[{"), (RefusalKind::Broken, "signal.json"));
    let many = good.repeat(2_001);
    assert_eq!(refusal("WG0", &key, many.as_bytes()), (RefusalKind::Large, "signal.batch-lines"));
    assert_eq!(refusal("WG0", &key, &vec![b'x'; 1_100_000]), (RefusalKind::Large, "signal.batch-size"));
    let mixed = good.clone()
        + "{broken\n"
        + &alarm("SX10", "烟火")
        + &alarm("SX01", "断电")
        + &alarm("SX77", "烟火")
        + &beat("SX02", START);
    let receipt = signed(&office, "WG0", &key, mixed.as_bytes()).unwrap();
    let found: Vec<(usize, &str)> = receipt.refused.iter().map(|line| (line.line, line.code)).collect();
    let expected = [
        (2, "signal.line"),
        (3, "signal.device-foreign"),
        (4, "signal.cause-unknown"),
        (5, "signal.device-unknown"),
    ];
    assert_eq!((receipt.taken, found), (2, expected.to_vec()));
    watch(&office);
    assert_eq!(open(&office).len(), 1, "the good lines of a batch count");
    let own = office.signal_key("SX10").unwrap();
    assert!(signed(&office, "SX10", &own, alarm("SX10", "烟火").as_bytes()).is_ok(), "for itself it may");
}

#[test]
fn what_was_given_once_is_not_taken_again_whoever_gives_it() {
    let (office, hands, folder) = district();
    let key = office.signal_key("WG0").unwrap();
    let body = beat("SX00", START);
    let give =
        |counter| with_counter(&office, "WG0", &key, body.as_bytes(), counter).map(|receipt| receipt.taken);
    let code = |counter| give(counter).unwrap_err().code;
    assert_eq!(give(100), Ok(1));
    assert_eq!(give(98), Ok(1), "batches on two connections overtake each other");
    assert_eq!((code(100), code(98), code(20)), ("signal.replayed", "signal.replayed", "signal.replayed"));
    // Another process over the same folder knows it too.
    let other = Office::open_with(
        &folder.0.join("district"),
        Box::new(hands.clone()),
        Box::new(Dice(9)),
        &Shelf::default(),
    );
    let refused = with_counter(&other.unwrap(), "WG0", &key, body.as_bytes(), 100).unwrap_err();
    assert_eq!((refused.kind, refused.code), (RefusalKind::Replayed, "signal.replayed"));
    // A recorded batch with another counter, body or time is a forged one.
    let bare = Envelope { sender: "WG0", time: START, counter: 200, signature: "" };
    let signature = bare.sign(&key, body.as_bytes()).unwrap();
    let own = Envelope { signature: &signature, ..bare };
    for (envelope, body) in [
        (Envelope { counter: 201, ..own }, body.clone()),
        (Envelope { time: START + 1, ..own }, body.clone()),
        (Envelope { sender: "WG1", ..own }, body.clone()),
        (own, beat("SX01", START)),
    ] {
        let refused = office.take_in(&envelope, body.as_bytes()).unwrap().unwrap_err();
        assert_eq!(refused.code, "signal.signature", "{envelope:?}");
    }
    // One that was held back for a day says nothing of now.
    hands.0.fetch_add(86_400_001, Ordering::SeqCst);
    assert_eq!(office.take_in(&own, body.as_bytes()).unwrap().unwrap_err().code, "signal.untimely");
}

#[test]
fn a_leaked_key_is_void_with_the_next_epoch_and_a_revoked_device_is_heard_no_more() {
    let (office, hands, _folder) = district();
    let (body, mut keys) = (beat("WG0", START), Vec::new());
    let record = |epoch: &str, revoked: &str| {
        let cells = [
            ("编号", "WG0"),
            ("类别", "网关"),
            ("校园", CAMPUSES[0]),
            ("部位", "机房"),
            ("心跳间隔", "60"),
            ("启用日期", "2020-09-01"),
            ("密钥代次", epoch),
            ("密钥吊销", revoked),
        ];
        let outcome = office.record(&by(&office, "本机"), &[Given::new("设备", &cells)]).unwrap();
        assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
        hands.0.fetch_add(2_000, Ordering::SeqCst);
    };
    for epoch in ["", "2", "3"] {
        if !epoch.is_empty() {
            record(epoch, "");
        }
        keys.push(office.signal_key("WG0").unwrap());
        let answers: Vec<bool> =
            keys.iter().map(|key| signed(&office, "WG0", key, body.as_bytes()).is_ok()).collect();
        assert_eq!(answers.iter().filter(|taken| **taken).count(), 1, "{answers:?}");
        assert_eq!(answers.last(), Some(&true));
    }
    record("3", "是");
    assert!(office.signal_key("WG0").unwrap_err().to_string().contains("吊销"));
    assert_eq!(signed(&office, "WG0", &keys[2], body.as_bytes()).unwrap_err().code, "signal.signature");
}

#[test]
fn a_lost_key_is_told_and_never_made_anew_in_silence() {
    let (office, hands, folder) = district();
    let (dir, key) = (folder.0.join("district"), office.signal_key("WG0").unwrap());
    drop(office);
    let open =
        || Office::open_with(&dir, Box::new(hands.clone()), Box::new(Dice(9)), &Shelf::default()).unwrap();
    let file = dir.join("signals.key");
    let kept = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let told = open().signal_key("WG0").unwrap_err().to_string();
    assert!(told.contains("signals.key 不见了") && told.contains("--renew signals"), "{told}");
    assert!(!file.exists());
    std::fs::write(&file, "11".repeat(32)).unwrap();
    assert!(open().signal_key("WG0").unwrap_err().to_string().contains("不是原来的那一把"));
    std::fs::write(&file, kept).unwrap();
    assert_eq!(open().signal_key("WG0").unwrap(), key);
    let office = open();
    office.renew_key(KeyFile::Signals).unwrap();
    assert_ne!(office.signal_key("WG0").unwrap(), key, "a new one is made by whoever asks for it");
}

#[test]
fn a_case_by_hand_is_not_opened_twice() {
    let (office, hands, _folder) = district();
    let key = "campus-cameras/报警/烟火/2150900001";
    let case = |number: &str| {
        let cells = [
            ("案号", number),
            ("信号", "campus-cameras"),
            ("设备", "SX00"),
            ("校园", CAMPUSES[0]),
            ("类别", "报警"),
            ("原因", "烟火"),
            ("归并", key),
            ("日期", "2023-01-05"),
            ("首次时间", "2023-01-05T08:00:00+08:00"),
        ];
        Given::new("预警事件", &cells)
    };
    assert_eq!(office.record(&by(&office, "样例"), &[case("手-1")]).unwrap().findings, []);
    let refused = office.record(&by(&office, "样例"), &[case("手-2")]).unwrap().findings;
    assert!(refused.iter().any(|finding| finding.code == "signal.case-twice"), "{refused:?}");
    send(&office, "WG0", &alarm("SX00", "烟火"));
    assert_eq!(watch(&office).opened, 0, "the one by hand is its case");
    close(&office, "手-1", &hands);
    assert_eq!(watch(&office).closed, 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// Whatever is sent in whatever order and batches, watched in between or not: as many open cases as causes.
    #[test]
    fn as_many_open_cases_as_causes(
        sent in proptest::collection::vec((0usize..2, 0usize..4, 0usize..3, any::<bool>()), 1..40),
    ) {
        let (office, hands, _folder) = district();
        let mut causes: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for (campus, camera, cause, watched) in sent {
            let what = ["烟火", "遮挡", "越界闯入"][cause];
            hands.0.fetch_add(10, Ordering::SeqCst);
            send(&office, &format!("WG{campus}"), &alarm(&format!("SX{campus}{camera}"), what));
            *causes.entry((campus, cause)).or_default() += 1;
            if watched {
                watch(&office);
            }
        }
        watch(&office);
        let found = open(&office);
        prop_assert_eq!(found.len(), causes.len());
        prop_assert_eq!(found.iter().map(|(_, _, times)| times).sum::<u64>(), causes.values().sum::<u64>());
    }
}

/// Not a test of its own: the process that is started by the next one, and killed.
#[test]
fn child_that_is_killed() {
    let Ok(dir) = std::env::var(FOLDER) else { return };
    let office = Office::open(dir.as_ref()).unwrap();
    std::thread::scope(|threads| {
        for (at, _) in CAMPUSES.iter().enumerate() {
            let office = &office;
            threads.spawn(move || {
                let gateway = format!("WG{at}");
                let key = office.signal_key(&gateway).unwrap();
                // Counters go on where the process before was killed, as those of a device with a clock do.
                let start = Machine.now() as u64;
                for turn in 0.. {
                    let device = format!("SX{at}{}", turn % 4);
                    let line = format!("{{\"device\":\"{device}\",\"kind\":\"heartbeat\"}}\n");
                    let body = line.repeat(5);
                    let receipt =
                        with_counter(office, &gateway, &key, body.as_bytes(), start + turn).unwrap();
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "ack {device} {}", receipt.taken).unwrap();
                    out.flush().unwrap();
                }
            });
        }
    });
}

#[test]
fn no_acknowledged_heartbeat_is_lost_when_the_process_is_killed() {
    let (office, _, folder) = district();
    drop(office);
    let dir: PathBuf = folder.0.join("district");
    let mut acknowledged: BTreeMap<String, u64> = BTreeMap::new();
    let rounds = 8;
    for round in 0..rounds {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "signals::child_that_is_killed", "--nocapture"])
            .env(FOLDER, &dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut heard = 0;
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while let Some(Ok(line)) = lines.next() {
            let Some((device, taken)) = line.split_once("ack ").and_then(|(_, rest)| rest.split_once(' '))
            else {
                continue;
            };
            *acknowledged.entry(device.to_owned()).or_default() += taken.parse::<u64>().unwrap();
            heard += 1;
            if heard == 7 + round * 13 {
                // SIGKILL; what is still in the pipe was acknowledged too.
                child.kill().unwrap();
            }
        }
        assert!(!child.wait().unwrap().success(), "the child was to die");
    }
    let store = rusqlite::Connection::open(dir.join("signals.db")).unwrap();
    for (device, acknowledged) in acknowledged {
        let kept: i64 =
            store.query_row("SELECT times FROM beat WHERE device = ?1", [&device], |row| row.get(0)).unwrap();
        let kept = u64::try_from(kept).unwrap();
        assert!(kept >= acknowledged, "{device}: {acknowledged} acknowledged, {kept} kept");
        assert!(kept <= acknowledged + 5 * rounds as u64, "{device}: a batch in flight at each kill at most");
    }
}
