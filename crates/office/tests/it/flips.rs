//! What a disk may do: a byte of the database file is another one, a page is torn, short, stale, or was written to another
//! place. It is found when the district is opened, verified or audited, or it changes nothing that is printed.

use crate::by;
use crate::district::{BUDGET, Dice, Folder};
use crate::tamper::{answers, district};
use office::{Entropy, Office};
use std::collections::BTreeMap;

/// Flips without `DUHENG_FLIPS`, faults of pages without `DUHENG_PAGES`.
const FEW: usize = 200;
/// Bytes of a page, and of what a disk writes at once.
const PAGE: usize = 4096;
const SECTOR: usize = 512;
/// One of so many flips that are found is asked all questions as well: it is refused, or answered as ever.
const ASKED: usize = 20;

fn below(dice: &mut Dice, most: usize) -> usize {
    let mut bytes = [0; 8];
    dice.fill(&mut bytes).unwrap();
    (u64::from_le_bytes(bytes) % most as u64) as usize
}

/// The honest district, from one of whose files damaged ones are made.
struct Trial {
    honest: BTreeMap<String, Option<String>>,
    folder: Folder,
    tally: BTreeMap<&'static str, usize>,
}

fn told(name: &str) -> Option<usize> {
    std::env::var(name).ok().and_then(|word| word.parse().ok())
}

impl Trial {
    fn of(office: &Office, source: &Folder) -> Trial {
        let folder = Folder::new();
        std::fs::copy(source.0.join("checkpoint.key"), folder.0.join("checkpoint.key")).unwrap();
        let honest = answers(office).into_iter().collect();
        Trial { honest, folder, tally: BTreeMap::new() }
    }

    /// Opens a damaged file and says by what it was found; whatever is answered is what was answered before.
    fn tried(&mut self, bytes: &[u8], what: &str, ask: bool) {
        let folder = &self.folder.0;
        for name in ["duheng.db-wal", "duheng.db-shm"] {
            std::fs::remove_file(folder.join(name)).ok();
        }
        std::fs::write(folder.join("duheng.db"), bytes).unwrap();
        let found = match Office::open(folder) {
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
                if !found || ask {
                    for (question, told) in answers(&office) {
                        // Not found, figures and report are answered.
                        let owed =
                            ["board", "figures", "F26", "report"].iter().any(|one| question.ends_with(one));
                        if told.is_some() || (owed && !found) {
                            assert_eq!(Some(&told), self.honest.get(&question), "{what}: {question}");
                        }
                    }
                }
                by
            }
        };
        *self.tally.entry(found).or_insert(0) += 1;
    }
}

#[test]
fn a_byte_that_is_another_one_is_found_or_changes_nothing() {
    // To look at one again: DUHENG_FLIPS=2283 DUHENG_FLIPS_FROM=2282.
    let (flips, from) = (told("DUHENG_FLIPS").unwrap_or(FEW), told("DUHENG_FLIPS_FROM").unwrap_or(0));
    let district = district();
    let source = district.copy();
    let mut trial = Trial::of(&district.office, &source);
    let whole = std::fs::read(source.0.join("duheng.db")).unwrap();
    let mut dice = Dice(17);
    for nth in 0..flips {
        let (at, turned) = (below(&mut dice, whole.len()), below(&mut dice, 255) as u8 + 1);
        if nth < from {
            continue;
        }
        let mut bytes = whole.clone();
        bytes[at] ^= turned;
        trial.tried(&bytes, &format!("flip {nth}: byte {at} by {turned:#04x}"), nth % ASKED == 0);
    }
    let tally = trial.tally;
    // Said with --nocapture, for whoever writes it down.
    println!("{flips} flips over {} bytes: {tally:?}", whole.len());
    assert_eq!(tally.values().sum::<usize>(), flips - from);
    assert!(tally.get("by verification").is_some_and(|found| *found > (flips - from) / 20), "{tally:?}");
}

#[test]
fn a_page_that_is_torn_short_stale_or_elsewhere_is_found_or_changes_nothing() {
    let faults = told("DUHENG_PAGES").unwrap_or(FEW);
    let district = district();
    let before = std::fs::read(district.copy().0.join("duheng.db")).unwrap();
    assert!(district.import(&[("教育经费.csv", &BUDGET.replace("0.37", "0.38"))]).recorded);
    let source = district.copy();
    let mut trial = Trial::of(&district.office, &source);
    let whole = std::fs::read(source.0.join("duheng.db")).unwrap();
    let pages = whole.len() / PAGE;
    let page = |bytes: &[u8], at: usize| bytes[at * PAGE..(at + 1) * PAGE].to_vec();
    let put = |at: usize, content: &[u8]| {
        [&whole[..at * PAGE], content, &whole[at * PAGE + content.len()..]].concat()
    };
    // Pages that the last act wrote: of the others the stale page is the page itself.
    let written: Vec<usize> =
        (0..before.len() / PAGE).filter(|at| page(&before, *at) != page(&whole, *at)).collect();
    assert!(written.len() > 4, "the act wrote {written:?}");
    let mut dice = Dice(29);
    for nth in 0..faults {
        let at = below(&mut dice, pages);
        let (changed, cut) =
            (written[below(&mut dice, written.len())], SECTOR * (1 + below(&mut dice, PAGE / SECTOR - 1)));
        let (what, bytes) = match nth % 5 {
            0 => (format!("page {changed} is as it was before"), put(changed, &page(&before, changed))),
            1 => (
                format!("page {changed} is torn at {cut}"),
                put(changed, &[&page(&whole, changed)[..cut], &page(&before, changed)[cut..]].concat()),
            ),
            2 => (
                format!("page {at} is empty from {cut} on"),
                put(at, &[&page(&whole, at)[..cut], &vec![0; PAGE - cut]].concat()),
            ),
            3 => {
                let other = (at + 1 + below(&mut dice, pages - 1)) % pages;
                (format!("page {other} stands in the place of {at}"), put(at, &page(&whole, other)))
            }
            _ => (format!("the file ends in page {at}"), whole[..at * PAGE + cut].to_vec()),
        };
        if bytes == whole {
            continue;
        }
        trial.tried(&bytes, &format!("fault {nth}: {what}"), nth % ASKED < 5);
    }
    let tally = trial.tally;
    println!("{faults} faults over {pages} pages: {tally:?}");
    let all = tally.values().sum::<usize>();
    let harmless = tally.get("nothing printed is another").copied().unwrap_or_default();
    // Empty places of pages and pages that wait to be used may change without harm; hardly more.
    assert!(all > faults / 2 && harmless * 4 < all, "{tally:?}");
}
