//! Transactions: kept, undone, a step back in one, cut off anywhere, and who is told that somebody wrote.

use super::*;
use std::time::{Duration, Instant};

#[test]
fn what_is_kept_is_there_and_what_is_undone_is_not() {
    on_each(|fresh| {
        let mut store = fresh.store();
        store.write(|store| put(store, 0).map(|()| (true, ()))).unwrap();
        store.write(|store| put(store, 1).map(|()| (false, ()))).unwrap();
        let failed: Result<()> = store.write(|store| put(store, 1).and(Err(Error::Undone)));
        assert!(matches!(failed, Err(Error::Undone)));
        assert!(store.gave_up(), "nothing is open");
        assert_eq!(Store::reading(&fresh.home).unwrap().size().unwrap(), 1);
    });
}

#[test]
fn a_step_back_undoes_the_last_act_alone() {
    on_each(|fresh| {
        let mut store = fresh.store();
        store.begin(|store| put(store, 0).map(|()| (true, ()))).unwrap();
        store.go_on(|store| put(store, 1).map(|()| (false, ()))).unwrap();
        store.go_on(|store| put(store, 1).map(|()| (true, ()))).unwrap();
        // One that the engine refused is undone, and those before it stay.
        assert_eq!(kind(store.go_on(|store| put(store, 1).map(|()| (true, ())))), FaultKind::Conflict);
        assert!(!store.gave_up());
        store.go_on(|store| put(store, 2).map(|()| (true, ()))).unwrap();
        assert_eq!(Store::reading(&fresh.home).unwrap().size().unwrap(), 0, "nobody else sees it yet");
        store.keep().unwrap();
        assert_eq!(Store::reading(&fresh.home).unwrap().size().unwrap(), 3);
    });
}

#[test]
fn what_others_wrote_is_noticed_and_what_oneself_wrote_is_not() {
    on_each(|fresh| {
        let mut store = fresh.store();
        let mut other = Store::open(&fresh.home).unwrap();
        let (mine, its) = (store.written_by_others().unwrap(), other.written_by_others().unwrap());
        store.write(|store| put(store, 0).map(|()| (true, ()))).unwrap();
        store.write(|store| put(store, 1).map(|()| (false, ()))).unwrap();
        assert_eq!(store.written_by_others().unwrap(), mine);
        let now = other.written_by_others().unwrap();
        assert_ne!(now, its);
        other.write(|store| put(store, 1).map(|()| (false, ()))).unwrap();
        assert_eq!((store.written_by_others().unwrap(), other.written_by_others().unwrap()), (mine, now));
        // Within a transaction of one's own too.
        other
            .write(|store| {
                assert_eq!(store.written_by_others()?, now);
                put(store, 1).map(|()| (true, ()))
            })
            .unwrap();
        assert_ne!(store.written_by_others().unwrap(), mine);
        assert_eq!(other.written_by_others().unwrap(), now);
    });
}

#[test]
fn writers_take_turns_and_none_is_lost() {
    on_each(|fresh| {
        drop(fresh.store());
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let mut store = Store::open(&fresh.home).unwrap();
                    for _ in 0..25 {
                        let next = |store: &Store| put(store, store.size()?).map(|()| (true, ()));
                        store.write(next).unwrap();
                    }
                });
            }
        });
        assert_eq!(Store::open(&fresh.home).unwrap().count().unwrap(), 100);
    });
}

#[test]
fn who_waits_too_long_is_told_that_somebody_else_writes() {
    on_each(|fresh| {
        let mut store = fresh.store();
        let mut other = Store::open(&fresh.home).unwrap();
        store.begin(|store| put(store, 0).map(|()| (true, ()))).unwrap();
        let began = Instant::now();
        assert_eq!(kind(other.write(|store| put(store, 0).map(|()| (true, ())))), FaultKind::Busy);
        assert!(began.elapsed() > Duration::from_secs(9), "{:?}", began.elapsed());
        store.keep().unwrap();
        other.write(|store| put(store, 1).map(|()| (true, ()))).unwrap();
    });
}

#[test]
fn cut_off_anywhere_either_all_of_it_is_there_or_nothing() {
    on_each(|fresh| {
        let mut kept = fresh.store().size().unwrap();
        let strides = if matches!(fresh.home, Home::File(_)) { 6 } else { 1 };
        let (mut cut, mut whole) = (0, 0);
        for steps in 1..40_u64 {
            let mut store = Store::open(&fresh.home).unwrap();
            store.cut_after(steps * strides);
            let first = kept;
            let done = store
                .write(|store| (first..first + 5).try_for_each(|seq| put(store, seq)).map(|()| (true, ())));
            drop(store);
            let there = Store::open(&fresh.home).unwrap().count().unwrap();
            assert!(there == first || there == first + 5, "{steps}: {first} and {there}");
            assert!(done.is_err() || there == first + 5, "{steps}: what was answered is there");
            if done.is_ok() {
                whole += 1
            } else {
                cut += 1
            }
            kept = there;
        }
        assert!(cut > 5 && whole > 5, "{cut} cut off and {whole} whole");
    });
}

#[test]
fn a_commit_whose_answer_was_lost_is_looked_up() {
    let (name, fresh) = Fresh::alone();
    let mut store = fresh.store();
    // Lost before it was kept: nothing is there, and that is known.
    store.begin(|store| store.put_checkpoint(1, "一").map(|()| (true, ()))).unwrap();
    server::server().cut_off(&name);
    assert!(matches!(store.keep_signed(1, "一"), Err(Error::Undone)));
    assert_eq!(store.checkpoint_of(1).unwrap(), None);
    // Kept, and the answer lost: it is found.
    store.begin(|store| store.put_checkpoint(1, "一").map(|()| (true, ()))).unwrap();
    store.engine.lose_next_answer();
    store.keep_signed(1, "一").unwrap();
    assert_eq!(store.checkpoint_of(1).unwrap().as_deref(), Some("一"));
    // Kept by somebody else meanwhile: ours is not there.
    store.begin(|store| store.put_checkpoint(2, "二").map(|()| (true, ()))).unwrap();
    server::server().cut_off(&name);
    let mut other = Store::open(&fresh.home).unwrap();
    other.write(|store| store.put_checkpoint(2, "另一个").map(|()| (true, ()))).unwrap();
    assert!(matches!(store.keep_signed(2, "二"), Err(Error::Undone)));
}

#[test]
fn a_server_that_was_gone_is_found_again() {
    let (name, fresh) = Fresh::alone();
    let mut store = fresh.store();
    put(&store, 0).unwrap();
    let accounts = AccountStore::open(&fresh.home).unwrap();
    for seq in 1..4 {
        server::server().cut_off(&name);
        store.write(|store| put(store, seq).map(|()| (true, ()))).unwrap();
        server::server().cut_off(&name);
        assert_eq!(store.size().unwrap(), seq + 1);
        accounts.put_draft("甲", "题", "文", 1).unwrap();
    }
    // What was begun before is not gone on with as if nothing had been.
    store.begin(|store| put(store, 9).map(|()| (true, ()))).unwrap();
    server::server().cut_off(&name);
    assert_eq!(kind(store.go_on(|store| put(store, 10).map(|()| (true, ())))), FaultKind::Lost);
    assert!(store.gave_up());
    store.undo();
    assert!(store.entry(9).unwrap().is_none());
}

#[test]
fn no_refusal_tells_a_password() {
    let asked = Address::read("postgres://duheng:geheim@127.0.0.1:9/none").unwrap();
    let refused = Store::open(&Home::Server(asked)).err().unwrap();
    assert!(!format!("{refused} {refused:?} {}", refused.logged()).contains("geheim"), "{refused}");
    for wrong in [
        "postgres://a:geheim@[",
        "postgres://geheim",
        "mysql://a:geheim@b/c",
        "postgres://a:geheim@far.example/d",
    ] {
        let refused = Address::read(wrong).unwrap_err();
        assert!(!format!("{refused} {refused:?}").contains("geheim"), "{refused}");
    }
}
