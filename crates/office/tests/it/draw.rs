//! Draws by the definitions of the repository's own packs: sealed first, drawn after, verified from the text alone.

use crate::district::{Dice, Folder, Hands, START};
use crate::{by, now};
use office::view::{Assurance, DrawOutcome, DrawVerdict};
use office::{Clock, ImportOptions, Office, Sealing, Shelf, has_error, lots, verify_draws};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const DRAW: &str = "training-institutions";

/// One institution had two notices, one had one, one was visited without.
const VISITS: &str = "检查编号,日期,机构,形式,参与部门,检查人员,发现问题,整改通知书,整改期限
样例一,2022-03-01,P01,联查抽检,区教委,Z1、Z2,收费没有公示,样例通知1,2022-03-31
样例二,2022-04-01,P01,联查抽检,区教委,Z1、Z2,合同没有签订,样例通知2,2022-04-30
样例三,2022-04-01,P03,四不两直,区教委,Z1、Z2,超范围招生,样例通知3,2022-04-30
样例四,2022-04-01,P02,四不两直,区教委,Z1、Z2,,,
";

fn packs() -> Vec<(String, String)> {
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

fn import(office: &Office, register: &str, text: &str) {
    let files = [(format!("{register}.csv"), text.as_bytes().to_vec())];
    let outcome =
        office.import(&by(&office, "本机"), &files, &ImportOptions::default(), &mut |_| {}).unwrap();
    assert!(!has_error(&outcome.findings), "{:?}", outcome.findings);
}

fn district(officers: usize) -> (Folder, Office, Hands) {
    let folder = Folder::new();
    let hands = Hands(Arc::new(AtomicI64::new(START)));
    let dir = folder.0.join("d");
    let office = Office::init_with(
        &dir,
        "chongqing-2023",
        &packs(),
        Box::new(hands.clone()),
        Box::new(Dice(1)),
        &Shelf::default(),
    )
    .unwrap();
    import(&office, "镇街", "代码,名称,类型\n500152001,样例街道,街道\n");
    let mut text = "机构编号,名称,类别,镇街,状态,预收费监管\n".to_owned();
    for n in 0..60 {
        let (kind, state) = (["学科类", "体育类"][n % 2], if n == 7 { "注销" } else { "在营" });
        writeln!(text, "P{n:02},样例培训机构{n},{kind},500152001,{state},是").unwrap();
    }
    import(&office, "校外培训机构", &text);
    let mut text = "人员编号,姓名,单位,执法证号,在岗\n".to_owned();
    for n in 0..officers {
        writeln!(text, "Z{n},样例人员{n},区教委,样例证{n},{}", if n == 0 { "否" } else { "是" }).unwrap();
    }
    import(&office, "执法检查人员", &text);
    (folder, office, hands)
}

const DAY: i64 = 86_400_000;

/// The clock goes on by so many days.
fn wait(hands: &Hands, days: i64) {
    hands.0.fetch_add(days * DAY, Ordering::SeqCst);
}

const SEALING: Sealing<'_> = Sealing { draw: DRAW, year: None, hidden: false, issue: None, day: None };

fn seal(office: &Office, asked: &Sealing<'_>) -> DrawOutcome {
    office.seal_draw(&by(office, "本机"), asked).unwrap()
}

fn drawn(office: &Office, value: &str) -> DrawOutcome {
    office.draw(&by(office, "本机"), DRAW, None, value).unwrap()
}

/// Sealed, and drawn when the value is there.
fn sealed_and_drawn(office: &Office, hands: &Hands, value: &str) -> DrawOutcome {
    let sealed = seal(office, &SEALING);
    assert!(sealed.findings.is_empty(), "{:?}", sealed.findings);
    wait(hands, 1);
    drawn(office, value)
}

/// What an outsider says of one certificate.
fn verdict(text: &str, key: Option<&str>) -> DrawVerdict {
    verify_draws(&[("证书".to_owned(), text.to_owned())], key).0.remove(0)
}

/// Z1 may go to no institution of an even number.
fn withdraw(office: &Office) {
    let mut text = "人员,机构,事由\n".to_owned();
    (0..60).step_by(2).for_each(|n| writeln!(text, "Z1,P{n:02},近亲属任职").unwrap());
    import(office, "回避申报", &text);
}

#[test]
fn a_draw_is_sealed_drawn_recorded_and_verified_from_its_text() {
    let (_folder, office, hands) = district(6);
    withdraw(&office);
    let refused = seal(&office, &SEALING);
    assert!(refused.findings[0].sentence.starts_with("59个对象的权重不能确定，如“P00”："), "{refused:?}");
    import(&office, "执法检查", VISITS);
    let unsealed = drawn(&office, "04 09 15");
    assert!(unsealed.findings[0].sentence.starts_with("名单还没有封存"), "{unsealed:?}");
    let sealed = seal(&office, &SEALING);
    assert_eq!((sealed.objects, sealed.inspectors), (59, 5), "neither the closed one nor the one off duty");
    assert_eq!((sealed.public.day.as_str(), sealed.public.value.as_str()), ("2023-01-06", ""));
    // What is recorded after the sealing changes nothing, nor does sealing again.
    import(&office, "执法检查人员", "人员编号,姓名,单位,在岗\nZ9,样例人员9,公安局,是\n");
    assert_eq!(seal(&office, &SEALING), sealed);
    // The day of the value must have come.
    let early = drawn(&office, "04 09 15");
    assert!(early.findings[0].sentence.contains("2023-01-06以后才公布；今天2023-01-05"), "{early:?}");
    wait(&hands, 1);
    for empty in ["", "  \n"] {
        assert_eq!(drawn(&office, empty).findings[0].sentence, "没有写公开值");
    }
    let id = "校外培训机构双随机抽查";
    let drawn = office.draw(&by(&office, "本机"), id, Some(2022), "04 09 15").unwrap();
    assert_eq!((&drawn.commitment, drawn.entry, drawn.slips), (&sealed.commitment, sealed.entry, 2));
    let text = drawn.certificate.unwrap();
    // Consistent for everybody, and it holds only under the key that the reader names.
    let bare = verdict(&text, None);
    assert_eq!((bare.assurance, bare.findings.clone()), (Assurance::Consistent, vec![]));
    assert_eq!(verdict(&text, Some(&bare.fingerprint)).assurance, Assurance::Holds);
    let foreign = verdict(&text, Some("0123456789abcdef"));
    assert_eq!((foreign.assurance, foreign.findings[0].code), (Assurance::Refused, "draw.key"));
    let told = bare.told.unwrap();
    assert_eq!((told.number.as_str(), told.entry), (drawn.number.as_str(), sealed.entry));
    assert_eq!((told.public.value.as_str(), told.public.day.as_str()), ("04 09 15", "2023-01-06"));
    let certificate = lots::verify(&text).unwrap().certificate;
    assert_eq!(certificate.registration.entry, sealed.entry);
    assert!(!text.contains("样例人员"), "names of people are sensitive in this register");
    assert_eq!(certificate.plan.conflicts.len(), 30);
    let weights: Vec<u32> = certificate.plan.objects[..4].iter().map(|object| object.weight).collect();
    assert_eq!(weights, [1, 3, 1, 2], "two notices, one notice");
    // What was drawn leaves the urn for the rest of the year, until nothing is left to draw.
    let mut ever: BTreeSet<String> = certificate.slips.iter().map(|slip| slip.object.clone()).collect();
    for round in 2..=4 {
        let drawn = sealed_and_drawn(&office, &hands, "样例");
        assert_eq!(drawn.number, format!("{DRAW}-2022-{round}"));
        let certificate = lots::verify(&drawn.certificate.unwrap()).unwrap().certificate;
        for slip in certificate.slips {
            let odd = slip.object[1..].parse::<u32>().unwrap() % 2 == 1;
            assert!(odd || !slip.inspectors.contains(&"Z1".to_owned()), "{slip:?}");
            assert!(ever.insert(slip.object), "drawn again");
        }
    }
    let changed = text.replacen("Z1\tP00", "Z2\tP00", 1);
    let told = verdict(&changed, Some(&bare.fingerprint));
    assert_eq!((told.assurance, told.told.is_none()), (Assurance::Refused, true));
    assert!(told.findings[0].sentence.contains("回避情形"), "{told:?}");
    assert_eq!(office.journal_verify(&by(&office, "本机"), None, None).unwrap().findings, []);
    assert!(office.rebuild(&mut |_| {}).unwrap().equal);
}

#[test]
fn a_draw_with_too_few_people_is_refused_with_the_reason_and_leaves_no_trace() {
    let (_folder, office, hands) = district(2);
    let before = now(&office).journal_root().unwrap().size;
    let refused = seal(&office, &SEALING);
    let told: Vec<&str> = refused.findings.iter().map(|finding| finding.sentence.as_str()).collect();
    assert!(told.contains(&"检查人员只有1名，每个对象须派2名"), "{told:?}");
    assert_eq!((refused.certificate, now(&office).journal_root().unwrap().size), (None, before));
    let unknown = Sealing { draw: "no-such-draw", ..SEALING };
    assert!(office.seal_draw(&by(&office, "本机"), &unknown).unwrap_err().to_string().contains(DRAW));
    wait(&hands, 1);
    assert!(drawn(&office, "样例").findings[0].sentence.starts_with("名单还没有封存"));
}

/// A value that may be known when the lists are sealed is no value; what was announced is not changed afterwards.
#[test]
fn the_value_waited_for_is_named_with_a_later_day_and_stays() {
    let (_folder, office, hands) = district(6);
    import(&office, "执法检查", VISITS);
    for day in ["2022-12-31", "2023-01-05"] {
        let early = seal(&office, &Sealing { day: day.parse().ok(), ..SEALING });
        assert!(early.findings[0].sentence.contains("太早"), "{early:?}");
    }
    // A clock that went back does not make yesterday's value a later one.
    import(&office, "镇街", "代码,名称,类型\n500152002,样例街道乙,街道\n");
    wait(&hands, -3);
    let back = seal(&office, &Sealing { day: "2023-01-05".parse().ok(), ..SEALING });
    assert!(back.findings[0].sentence.contains("今天2023-01-05封存"), "{back:?}");
    wait(&hands, 3);
    let size = now(&office).journal_root().unwrap().size;
    let asked = Sealing { issue: Some("第2023004期"), day: "2023-01-08".parse().ok(), ..SEALING };
    let sealed = seal(&office, &asked);
    assert_eq!((sealed.findings.len(), sealed.entry), (0, size));
    assert_eq!((sealed.public.issue.as_str(), sealed.public.day.as_str()), ("第2023004期", "2023-01-08"));
    for other in
        [Sealing { issue: Some("第2023005期"), ..asked }, Sealing { day: "2023-01-09".parse().ok(), ..asked }]
    {
        let refused = seal(&office, &other);
        assert!(refused.findings[0].sentence.contains("等的公开值已写定"), "{refused:?}");
    }
    assert_eq!(now(&office).drawn(&sealed.number).unwrap().public, sealed.public);
    wait(&hands, 2);
    assert!(has_error(&drawn(&office, "04 09").findings), "the seventh");
    wait(&hands, 1);
    let drawn = drawn(&office, "04 09");
    assert_eq!(drawn.findings, []);
    assert_eq!(verdict(&drawn.certificate.unwrap(), None).told.unwrap().public.value, "04 09");
}

/// Three copies of one district, three values: each file is consistent with itself, together they contradict.
#[test]
fn several_certificates_of_one_number_are_told() {
    let files: Vec<(String, String)> = ["04 09", "04 10", "04 09"]
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let (_folder, office, hands) = district(6);
            import(&office, "执法检查", VISITS);
            (format!("证书{at}"), sealed_and_drawn(&office, &hands, value).certificate.unwrap())
        })
        .collect();
    let (verdicts, findings) = verify_draws(&files, None);
    assert!(verdicts.iter().all(|verdict| verdict.assurance == Assurance::Consistent), "{verdicts:?}");
    assert!(
        findings.len() >= 2 && findings.iter().all(|finding| finding.code == "draw.twice"),
        "{findings:?}"
    );
    assert_eq!(verify_draws(&files[..1], None).1, []);
}

/// One draw whose certificate cannot be made again is shown as damaged; the others are not hidden by it.
#[test]
fn a_damaged_draw_is_shown_as_such_beside_the_others() {
    let (folder, office, hands) = district(6);
    import(&office, "执法检查", VISITS);
    let first = sealed_and_drawn(&office, &hands, "04 09").number;
    let second = sealed_and_drawn(&office, &hands, "04 10");
    let (entry, second) = (second.entry, second.number);
    let at = hands.now();
    drop(office);
    let sql = rusqlite::Connection::open(folder.0.join("d/duheng.db")).unwrap();
    // The checkpoint under which the lists of the second were sealed: another one gives another certificate.
    let changed = sql.execute("delete from checkpoint where size = ?1", [entry as i64 + 1]).unwrap();
    assert_eq!(changed, 1);
    drop(sql);
    let hands = Hands(Arc::new(AtomicI64::new(at)));
    let office =
        Office::open_with(&folder.0.join("d"), Box::new(hands), Box::new(Dice(2)), &Shelf::default())
            .unwrap();
    let list = now(&office).draws().unwrap();
    let states: Vec<(&str, &str, usize)> =
        list.draws.iter().map(|one| (one.number.as_str(), one.state.key(), one.findings.len())).collect();
    assert_eq!(states, [(second.as_str(), "damaged", 1), (first.as_str(), "open", 0)]);
    assert!(!list.floors[0].reached && list.floors[0].done == 2, "{:?}", list.floors);
    let view = now(&office).drawn(&second).unwrap();
    assert_eq!(
        (view.state.key(), view.findings[0].code, view.certificate.clone()),
        ("damaged", "draw.damaged", None)
    );
    assert!(now(&office).drawn(&first).unwrap().certificate.is_some());
}

/// What a closed draw lets anybody see: the entries that it wrote, its seals, and the answers about draws.
fn visible(office: &Office, from: u64, seals: &str) -> String {
    let size = now(&office).journal_root().unwrap().size;
    let entries = now(&office).entries(None, (size - from) as usize).unwrap();
    let bodies = entries.into_iter().map(|entry| entry.body.unwrap());
    let views = now(&office).draws().unwrap();
    let each = views.draws.iter().map(|draw| format!("{:?}", now(&office).drawn(&draw.number).unwrap()));
    let mut seen: Vec<String> = bodies.chain(each).collect();
    seen.extend([format!("{views:?}"), seals.to_owned()]);
    seen.join("\n")
}

/// Keys of objects (P00) and of people (Z1) in a text.
fn keys(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let key = |word: &&str| {
        let rest = word.strip_prefix('P').filter(|rest| rest.len() == 2).or(word.strip_prefix('Z'));
        rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    words.filter(key).map(str::to_owned).collect()
}

#[test]
fn a_draw_sealed_until_arrival_tells_nothing_before_and_opens_what_was_sealed() {
    let (folder, office, hands) = district(6);
    import(&office, "执法检查", VISITS);
    let listed = seal(&office, &Sealing { hidden: true, ..SEALING });
    wait(&hands, 1);
    let drawn = drawn(&office, "04 09 15");
    assert_eq!((drawn.certificate, drawn.slips, drawn.entry), (None, 2, listed.entry));
    let seals = drawn.seals.unwrap();
    assert_eq!(keys(&visible(&office, listed.entry, &seals)), BTreeSet::new());
    let closed = now(&office).drawn(&drawn.number).unwrap();
    assert_eq!((closed.state.key(), closed.slips, closed.opened, closed.seed.as_str()), ("closed", 2, 0, ""));
    assert_eq!((closed.certificate.clone(), closed.page.clone(), closed.table.clone()), (None, None, vec![]));
    // The next draw waits, and no row of the register may tell the seed meanwhile.
    let next = seal(&office, &SEALING);
    assert_eq!(next.findings[0].sentence, "第1次抽取还有2签没有启封，启封完才能抽下一次");
    // Whoever is not sent learns nothing; whoever is opens one slip, and only what is on it can be seen.
    let nobody = office.reveal_draw(&by(&office, "本机"), &drawn.number, "Z99").unwrap();
    assert_eq!(nobody.findings[0].sentence, "没有派给“Z99”而尚未启封的签");
    let mut opened = Vec::new();
    for sent in ["Z1", "Z2", "Z3", "Z4", "Z5"] {
        while opened.len() < 2 {
            let outcome = office.reveal_draw(&by(&office, "本机"), &drawn.number, sent).unwrap();
            if !outcome.findings.is_empty() {
                break;
            }
            assert!(outcome.inspectors.contains(&sent.to_owned()));
            let opening = outcome.opening.clone().unwrap();
            let told = office::verify_opening(&opening, &seals).unwrap();
            assert_eq!((told.object, told.inspectors), (outcome.object.clone(), outcome.inspectors.clone()));
            assert!(seals.contains(&told.root));
            let other = if outcome.object == "P01" { "P03" } else { "P01" };
            let forged = opening.replace(&outcome.object, other);
            let finding = office::verify_opening(&forged, &seals).unwrap_err();
            assert!(finding.sentence.starts_with("这一签不在封签里"), "{finding:?}");
            opened.push(outcome);
            if opened.len() == 1 {
                let only: BTreeSet<String> =
                    opened[0].inspectors.iter().chain([&opened[0].object]).cloned().collect();
                assert_eq!(keys(&visible(&office, listed.entry, &seals)), only);
            }
        }
    }
    // With the last slip the certificate is open, and it is what the opened slips said.
    let text = opened[1].certificate.clone().unwrap();
    assert_eq!(verdict(&text, None).assurance, Assurance::Consistent);
    let certificate = lots::verify(&text).unwrap().certificate;
    assert_eq!(certificate.seals().unwrap().print(), seals);
    for outcome in &opened {
        let slip = &certificate.slips[outcome.slip as usize - 1];
        assert_eq!((&slip.object, &slip.inspectors), (&outcome.object, &outcome.inspectors));
    }
    let again = office.reveal_draw(&by(&office, "本机"), &drawn.number, "Z1").unwrap();
    assert_eq!(again.findings[0].sentence, "已全部启封");
    // Opened anew, the same page: the certificate is made again and has the digest recorded.
    drop(office);
    let office = Office::open(&folder.0.join("d")).unwrap();
    let view = now(&office).drawn(&drawn.number).unwrap();
    assert_eq!(
        (view.state.key(), view.certificate.as_deref(), view.table.len()),
        ("open", Some(text.as_str()), 2)
    );
    assert!(view.page.clone().unwrap().contains("到达前密封"));
    assert!(office.rebuild(&mut |_| {}).unwrap().equal);
}

/// The signing key is changed twice between the sealing and the last slip.
#[test]
fn what_was_sealed_under_a_key_opens_after_it_was_given_up() {
    let (folder, office, hands) = district(6);
    import(&office, "执法检查", VISITS);
    seal(&office, &Sealing { hidden: true, ..SEALING });
    let old = office.public_key();
    let rotate = |office: &Office| {
        let outcome = office.rotate_key(&by(office, "本机"), None).unwrap();
        assert!(outcome.change.is_some(), "{outcome:?}");
    };
    rotate(&office);
    wait(&hands, 1);
    let drawn = drawn(&office, "04 09 15");
    rotate(&office);
    drop(office);
    let (dir, clock) = (folder.0.join("d"), Box::new(hands.clone()));
    let office = Office::open_with(&dir, clock, Box::new(Dice(7)), &Shelf::default()).unwrap();
    let mut text = None;
    for sent in ["Z1", "Z2", "Z3", "Z4", "Z5"] {
        while text.is_none() {
            let outcome = office.reveal_draw(&by(&office, "本机"), &drawn.number, sent).unwrap();
            if !outcome.findings.is_empty() {
                break;
            }
            text = outcome.certificate;
        }
    }
    let text = text.unwrap();
    let told = |named: &str| verdict(&text, Some(named)).assurance;
    assert_eq!((told(&old.fingerprint), told(&old.lines)), (Assurance::Holds, Assurance::Holds));
    assert_eq!(told(&office.public_key().lines), Assurance::Holds, "one of the keys that are published now");
    assert_eq!(told(&office.public_key().fingerprint), Assurance::Refused, "another key signed it");
    std::fs::remove_file(dir.join(format!("checkpoint-{}.key", old.fingerprint))).unwrap();
    let office = Office::open(&dir).unwrap();
    let damaged = now(&office).drawn(&drawn.number).unwrap();
    assert_eq!(damaged.certificate, None, "{damaged:?}");
}

#[test]
fn an_open_list_is_not_closed_afterwards_and_the_floor_of_the_year_is_told() {
    let (_folder, office, hands) = district(6);
    import(&office, "执法检查", VISITS);
    let listed = seal(&office, &SEALING);
    let refused = seal(&office, &Sealing { hidden: true, ..SEALING });
    let sentence = format!("“{}”的名单已封，规则里没有密数，不能再改为到达前密封", listed.number);
    assert_eq!(refused.findings[0].sentence, sentence);
    assert_eq!(now(&office).drawn(&listed.number).unwrap().state.key(), "listed");
    let floor = |office: &Office| now(&office).draws().unwrap().floors.last().cloned().unwrap();
    let first = sealed_and_drawn(&office, &hands, "样例");
    let told = floor(&office);
    assert_eq!((told.done, told.wanted, told.reached), (1, 2, false));
    // 59 institutions in two kinds; 5% of each is 2, rounded up, and each draw takes one of each.
    let drawn: Vec<(u64, u64, u64)> =
        told.strata.iter().map(|one| (one.size, one.drawn, one.least)).collect();
    assert_eq!(drawn, [(29, 1, 2), (30, 1, 2)]);
    sealed_and_drawn(&office, &hands, "样例");
    assert!(floor(&office).reached, "{:?}", floor(&office));
    let again = now(&office).drawn(&first.number).unwrap();
    assert_eq!(again.certificate, first.certificate, "made again to the byte");
    let lists = again.lists.unwrap();
    assert_eq!((lists.objects, lists.inspectors, lists.conflicts), (59, 5, 0));
}
