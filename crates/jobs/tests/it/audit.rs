//! The audit as a job: what agrees is noted, and what somebody changes on the disk is told at the next pass.

use crate::Folder;
use jobs::{audit, run};
use std::time::{Duration, Instant};

#[test]
fn a_row_changed_behind_the_house_is_told_at_the_next_audit() {
    let folder = Folder::new("audit");
    let office = folder.office();
    let session = office.session(office::Who::Person("样例甲".to_owned()), office::Via::Command);
    let given = [office::Given::new("镇街", &[("名称", "样例镇")])];
    let recorded = office.record(&session, &given).unwrap();
    assert!(recorded.findings.is_empty() && recorded.entries == 1, "{recorded:?}");
    let until = |what: &str, holds: &dyn Fn(&office::view::AuditView) -> bool| {
        let began = Instant::now();
        loop {
            match office.audited().unwrap() {
                Some(told) if holds(&told) => return told,
                told => assert!(began.elapsed() < Duration::from_secs(30), "{what}: {told:?}"),
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    let running = run(&office, vec![audit(Duration::from_millis(20))]);
    let good = until("it agrees", &|told| told.finding.is_none());
    assert_eq!(good.size, 2);
    // Another process that has the folder open is told as well.
    assert!(folder.office().audited().unwrap().is_some_and(|told| told.finding.is_none()));
    let behind = rusqlite::Connection::open(folder.path().join("duheng.db")).unwrap();
    behind.busy_timeout(Duration::from_secs(10)).unwrap();
    assert_eq!(behind.execute("UPDATE version SET body = replace(body, '样例镇', '别的镇')", []).unwrap(), 1);
    let bad = until("it is told", &|told| told.finding.is_some());
    let finding = bad.finding.unwrap();
    assert!(finding.code == "audit.differs" && finding.sentence.contains("日志第1条"), "{finding:?}");
    assert!(folder.office().audited().unwrap().is_some_and(|told| told.finding.is_some()));
    // Mended from the journal it agrees again.
    office.rebuild(&mut |_| {}).unwrap();
    until("it agrees again", &|told| told.finding.is_none());
    running.end();
}
