//! Letters under random events: nothing lost, nothing twice, delivered never counted as acknowledged.

use define::{Channel, Notice, NoticeWay, QuietHours};
use ledger::letter::{
    Event, Evidence, Happening, Keys, Letter, Next, State, households, proved, quiet_until,
};
use proof::{Hash, Sm3, hex};
use proptest::prelude::*;

const SECOND: i64 = 1_000;

/// The notice of a definition file with this ladder.
fn notice(quiet: Option<QuietHours>) -> Notice {
    let text = "name = \"提醒\"\nsource = { document = \"样例\", status = \"local\" }\nbody = \"请点 {链接}\"\n\
                acknowledge = [\"link\", \"record\"]\n[recipients]\nregister = \"户\"\nhousehold = [\"户号\"]\n\
                [[ladder]]\nchannel = \"sms\"\naddress = \"电话\"\nattempts = 3\npause = \"1m\"\nwait = \"1h\"\n\
                [[ladder]]\nchannel = \"wecom\"\naddress = \"企微\"\nattempts = 2\nwait = \"2h\"\n\
                [[ladder]]\nchannel = \"calls\"\nwait = \"1d\"\nperson = { field = \"班主任\" }\n\
                [[ladder]]\nchannel = \"visit\"\nperson = { field = \"网格长\" }\n";
    let register = "name = \"户\"\ncounter = \"户\"\nkind = \"state\"\nperiod = \"none\"\nkey = [\"户号\"]\n\
                    source = { document = \"样例\", status = \"local\" }\nfields = [\n\
                    { name = \"户号\", type = \"text\", required = true },\n{ name = \"电话\", type = \"text\" },\n\
                    { name = \"企微\", type = \"text\" },\n{ name = \"班主任\", type = \"text\" },\n\
                    { name = \"网格长\", type = \"text\" },\n]\n";
    let pack = "id = \"p\"\nname = \"p\"\nyear = 2022\nstatus = \"unofficial\"\n";
    let files = [("pack.toml", pack), ("registers/household.toml", register), ("notices/n.toml", text)];
    let files = files.map(|(path, text)| define::File::new(path, text.to_owned())).to_vec();
    // The three registers of what was sent are not there, and nothing here needs them.
    let checked = define::check(&[define::PackFiles::new("p", files)]);
    let mut notice = checked.pack.unwrap().forms.notices.remove(0);
    notice.quiet = quiet;
    notice
}

fn event(what: Happening, rung: u32, attempt: u32, at: i64) -> Event {
    Event { what, rung, attempt, at }
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let one = (0..7_usize, 1..6_u32, 1..4_u32, 0..400_i64);
    prop::collection::vec(one, 0..60).prop_map(|drawn| {
        let mut at = 0;
        drawn
            .into_iter()
            .map(|(what, rung, attempt, later)| {
                at += later * SECOND;
                event(Happening::ALL[what], rung, attempt, at)
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// Whatever is thrown at a letter in whatever order: what is taken never hands over twice on a rung, never sends
    /// after an acknowledgement or while a hand-over is in doubt, and is acknowledged by an acknowledgement alone.
    #[test]
    fn no_order_of_events_loses_or_doubles(events in events()) {
        let mut letter = Letter::default();
        let mut taken: Vec<Event> = Vec::new();
        for event in &events {
            if let Ok(next) = letter.step(event) {
                prop_assert_eq!(next.events(), letter.events() + 1);
                taken.push(*event);
                letter = next;
            }
        }
        for rung in 1..6 {
            let count = |what| taken.iter().filter(|event| event.rung == rung && event.what == what).count();
            prop_assert!(count(Happening::HandedOver) <= 1, "rung {} handed over twice", rung);
            prop_assert!(count(Happening::Delivered) + count(Happening::Undeliverable) <= count(Happening::HandedOver));
            let begun = count(Happening::HandingOver);
            prop_assert!(count(Happening::HandedOver) + count(Happening::Refused) <= begun);
        }
        let acknowledged: Vec<usize> = taken
            .iter()
            .enumerate()
            .filter(|(_, event)| event.what == Happening::Acknowledged)
            .map(|(at, _)| at)
            .collect();
        prop_assert!(acknowledged.len() <= 1);
        prop_assert_eq!(letter.acknowledged(), acknowledged.len() == 1);
        prop_assert_eq!(letter.state() == State::Acknowledged, acknowledged.len() == 1);
        if let Some(at) = acknowledged.first() {
            prop_assert!(taken[..*at].iter().any(|one| matches!(one.what, Happening::HandingOver | Happening::Listed)));
            prop_assert!(taken[*at..].iter().all(|one| !matches!(one.what, Happening::HandingOver | Happening::Listed)));
        }
        // Between two hand-overs the first is known to have ended.
        let mut open = false;
        for event in &taken {
            match event.what {
                Happening::HandingOver => {
                    prop_assert!(!open, "sent while in doubt");
                    open = true;
                }
                Happening::HandedOver | Happening::Refused => open = false,
                _ => {}
            }
        }
        prop_assert_eq!(letter.pending(), open);
        // The same events give the same letter again.
        prop_assert_eq!(Letter::of(&taken), Ok(letter));
    }

    /// A sender that does what is due, with a gateway that answers at random and is silent at random: every letter ends
    /// acknowledged or on the last list, within the attempts of its ladder.
    #[test]
    fn whatever_the_gateway_does_every_letter_ends(answers in prop::collection::vec(0..6_u32, 64), wecom: bool) {
        let notice = notice(None);
        let (mut letter, mut now, mut handed) = (Letter::default(), 0_i64, Vec::new());
        let mut answers = answers.into_iter().cycle();
        for _ in 0..200 {
            now += SECOND;
            let put = |what, rung, attempt| letter.step(&event(what, rung, attempt, now)).unwrap();
            match letter.next(&notice, |rung| rung == 1 || wecom, now) {
                Next::Nothing => break,
                Next::Wait(at) => {
                    prop_assert!(at > now);
                    now = at - SECOND;
                }
                Next::List { rung } => letter = put(Happening::Listed, rung, 0),
                Next::HandOver { rung, attempt } => letter = put(Happening::HandingOver, rung, attempt),
                Next::Reconcile => {
                    let (rung, attempt) = (letter.rung(), letter.attempt());
                    match answers.next().unwrap() {
                        0 => {} // still no answer: asked again
                        1 | 2 => letter = put(Happening::Refused, rung, attempt),
                        3 => {
                            letter = put(Happening::HandedOver, rung, attempt);
                            letter = letter.step(&event(Happening::Undeliverable, rung, 0, now)).unwrap();
                            handed.push(rung);
                        }
                        4 => {
                            letter = put(Happening::HandedOver, rung, attempt);
                            handed.push(rung);
                        }
                        _ => {
                            letter = put(Happening::HandedOver, rung, attempt);
                            letter = letter.step(&event(Happening::Acknowledged, rung, 0, now)).unwrap();
                        }
                    }
                }
            }
        }
        prop_assert_eq!(letter.next(&notice, |_| true, now + 1_000_000 * SECOND), Next::Nothing);
        prop_assert!(letter.state() == State::Acknowledged || letter.state() == State::Listed && letter.rung() == 4);
        handed.dedup();
        prop_assert!(handed.windows(2).all(|pair| pair[0] < pair[1]));
    }

    /// Nothing is handed over within quiet hours, and what waits for their end is due at the end.
    #[test]
    fn nothing_is_sent_in_quiet_hours(from in 0..1_440_u32, to in 0..1_440_u32, at in 0..200_000_000_i64) {
        prop_assume!(from != to);
        let quiet = Some(QuietHours { from, to });
        let minute = ((at / 60_000 + 480) % 1_440) as u32;
        let within = if from < to { (from..to).contains(&minute) } else { minute >= from || minute < to };
        let until = quiet_until(quiet, at);
        prop_assert_eq!(until.is_some(), within);
        let next = Letter::default().next(&notice(quiet), |_| true, at);
        match until {
            None => prop_assert_eq!(next, Next::HandOver { rung: 1, attempt: 1 }),
            Some(end) => {
                prop_assert_eq!(next, Next::Wait(end));
                prop_assert!(end > at && end - at <= 86_400_000);
                prop_assert_eq!(((end / 60_000 + 480) % 1_440) as u32, to);
                prop_assert_eq!(quiet_until(quiet, end), None);
            }
        }
    }

    /// Rows fall into households whatever their order: the same sets, and rows of one household are connected.
    #[test]
    fn households_do_not_depend_on_the_order_of_rows(rows in prop::collection::vec((0..6_u8, 0..6_u8), 1..12), turn in 0..12_usize) {
        let text = |rows: &[(u8, u8)]| -> Vec<[String; 2]> {
            rows.iter().map(|(family, phone)| [format!("H{family}"), if *phone == 0 { String::new() } else { format!("P{phone}") }]).collect()
        };
        let turned: Vec<(u8, u8)> = rows.iter().cycle().skip(turn % rows.len()).take(rows.len()).copied().collect();
        let sets = |rows: &[(u8, u8)]| {
            let mut sets: Vec<Vec<(u8, u8)>> = households(&text(rows))
                .into_iter()
                .map(|group| { let mut set: Vec<_> = group.into_iter().map(|at| rows[at]).collect(); set.sort(); set })
                .collect();
            sets.sort();
            sets
        };
        let found = sets(&rows);
        prop_assert_eq!(&found, &sets(&turned));
        prop_assert_eq!(found.iter().map(Vec::len).sum::<usize>(), rows.len());
        for (nth, one) in found.iter().enumerate() {
            for other in &found[nth + 1..] {
                let shared = one.iter().any(|a| other.iter().any(|b| a.0 == b.0 || a.1 == b.1 && a.1 != 0));
                prop_assert!(!shared, "two households share a row's value");
            }
        }
    }

    /// A token that differs in whatever byte proves nothing; the right one does.
    #[test]
    fn a_forged_token_proves_nothing(token in "[0-9a-f]{32}", at in 0..32_usize, digit in "[0-9a-f]") {
        let digest = hex::write(&Sm3::digest(&[token.as_bytes()]));
        let keys = Keys { token: &digest, code: "" };
        let ways = [NoticeWay::Link];
        let given = |given| proved(&Evidence { way: Some(NoticeWay::Link), given, by: "" }, &keys, &ways);
        prop_assert_eq!(given(&token), Ok(NoticeWay::Link));
        let mut forged = token.clone();
        forged.replace_range(at..=at, &digit);
        if forged != token {
            prop_assert_eq!(given(&forged).unwrap_err().code, "notice.token-forged");
        }
        prop_assert_eq!(given(&digest).unwrap_err().code, "notice.token-forged");
        prop_assert_eq!(given("").unwrap_err().code, "notice.token-forged");
    }
}

#[test]
fn the_ladder_is_climbed_rung_by_rung() {
    let notice = notice(None);
    assert_eq!(
        notice.ladder.iter().map(|rung| rung.channel).collect::<Vec<_>>()[..2],
        [Channel::Message, Channel::WeCom]
    );
    let hour = 3_600 * SECOND;
    let letter =
        Letter::of(&[event(Happening::HandingOver, 1, 1, 0), event(Happening::Refused, 1, 1, 0)]).unwrap();
    assert_eq!(letter.next(&notice, |_| true, 0), Next::Wait(60 * SECOND));
    assert_eq!(letter.next(&notice, |_| true, 60 * SECOND), Next::HandOver { rung: 1, attempt: 2 });
    let letter = letter.step(&event(Happening::HandingOver, 1, 2, 60 * SECOND)).unwrap();
    assert_eq!(letter.next(&notice, |_| true, 90 * hour), Next::Reconcile);
    let letter = letter.step(&event(Happening::HandedOver, 1, 2, 60 * SECOND)).unwrap();
    // News of its delivery does not begin the wait anew.
    let letter = letter.step(&event(Happening::Delivered, 1, 0, hour)).unwrap();
    assert_eq!(letter.next(&notice, |_| true, hour), Next::Wait(hour + 60 * SECOND));
    assert_eq!(letter.next(&notice, |_| true, hour + 60 * SECOND), Next::HandOver { rung: 2, attempt: 1 });
    assert_eq!(letter.next(&notice, |rung| rung == 1, hour + 60 * SECOND), Next::List { rung: 3 });
}
