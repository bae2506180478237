//! Bits that turn by themselves: a byte of the database file is another one, anywhere. It is found when the district is opened
//! verified or audited, or it changes nothing that is printed.

use crate::by;
use crate::district::{Dice, Folder};
use crate::tamper::{answers, district};
use office::{Entropy, Office};
use std::collections::BTreeMap;

/// Flips without `DUHENG_FLIPS`.
const FEW: usize = 200;
/// One of so many flips that are found is asked all questions as well: it is refused, or answered as ever.
const ASKED: usize = 20;

fn below(dice: &mut Dice, most: usize) -> usize {
    let mut bytes = [0; 8];
    dice.fill(&mut bytes).unwrap();
    (u64::from_le_bytes(bytes) % most as u64) as usize
}

#[test]
fn a_byte_that_is_another_one_is_found_or_changes_nothing() {
    let told = |name: &str| std::env::var(name).ok().and_then(|word| word.parse::<usize>().ok());
    // To look at one again: DUHENG_FLIPS=2283 DUHENG_FLIPS_FROM=2282.
    let (flips, from) = (told("DUHENG_FLIPS").unwrap_or(FEW), told("DUHENG_FLIPS_FROM").unwrap_or(0));
    let district = district();
    let honest: BTreeMap<_, _> = answers(&district.office).into_iter().collect();
    let source = district.copy();
    let whole = std::fs::read(source.0.join("duheng.db")).unwrap();
    let (folder, mut dice) = (Folder::new(), Dice(17));
    std::fs::copy(source.0.join("checkpoint.key"), folder.0.join("checkpoint.key")).unwrap();
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    for nth in 0..flips {
        let (at, turned) = (below(&mut dice, whole.len()), below(&mut dice, 255) as u8 + 1);
        if nth < from {
            continue;
        }
        let mut bytes = whole.clone();
        bytes[at] ^= turned;
        for name in ["duheng.db-wal", "duheng.db-shm"] {
            std::fs::remove_file(folder.0.join(name)).ok();
        }
        std::fs::write(folder.0.join("duheng.db"), bytes).unwrap();
        let what = format!("flip {nth}: byte {at} by {turned:#04x}");
        let found = match Office::open(&folder.0) {
            Err(_) => "when opened",
            Ok(office) => {
                let check = office.journal_verify(&by(&office, "审计"), None, None);
                let verified = check.is_ok_and(|check| check.findings.is_empty());
                // Verification reads past the indexes; the audit has SQLite look at them too.
                let by = match (verified, office.audit().is_ok_and(|told| told.finding.is_none())) {
                    (false, _) => "by verification",
                    (true, false) => "by the audit",
                    (true, true) => "nothing printed is another",
                };
                let found = by != "nothing printed is another";
                if !found || nth % ASKED == 0 {
                    for (question, told) in answers(&office) {
                        // Whatever is answered is what was answered before; not found, figures and report are answered.
                        let owed =
                            ["board", "figures", "F26", "report"].iter().any(|one| question.ends_with(one));
                        if told.is_some() || (owed && !found) {
                            assert_eq!(Some(&told), honest.get(&question), "{what}: {question}");
                        }
                    }
                }
                by
            }
        };
        *tally.entry(found).or_insert(0) += 1;
    }
    // Said with --nocapture, for whoever writes it down.
    println!("{flips} flips over {} bytes: {tally:?}", whole.len());
    assert_eq!(tally.values().sum::<usize>(), flips - from);
    assert!(tally.get("by verification").is_some_and(|found| *found > (flips - from) / 20), "{tally:?}");
}
