//! Damaged files are an answer, never a panic.

use crate::by;
use crate::district::{BUDGET, District, Folder};
use office::{AsOf, Office};

/// Everything that can be asked; whether it answers or refuses does not matter here.
fn ask_everything(office: &Office) -> usize {
    let session = by(&office, "本机");
    let mut refusals = match office.at(&session, &AsOf::Now, None) {
        Err(_) => 1,
        Ok(reading) => [
            reading.evaluate().is_err(),
            reading.figures().is_err(),
            reading.explain("F26").is_err(),
            reading.registers().is_err(),
            reading.rows("教育经费", &Default::default()).is_err(),
            reading.row("教育经费", 1).is_err(),
            reading.entry(3).is_err(),
        ]
        .iter()
        .filter(|refused| **refused)
        .count(),
    };
    refusals += usize::from(
        office
            .journal_verify(&by(&office, "本机"), None, None)
            .map_or(true, |check| !check.findings.is_empty()),
    );
    refusals += usize::from(office.rebuild(&mut |_| {}).map_or(true, |outcome| !outcome.equal));
    let file = ("教育经费.csv".to_owned(), BUDGET.replace("0.37", "0.38").into_bytes());
    refusals +=
        usize::from(office.import(&by(&office, "本机"), &[file], &Default::default(), &mut |_| {}).is_err());
    refusals
}

#[test]
fn flipped_and_cut_database_files_are_refused_without_a_panic() {
    let district = District::filled();
    district.behind().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let key = std::fs::read(district.dir().join("checkpoint.key")).unwrap();
    let whole = std::fs::read(district.dir().join("duheng.db")).unwrap();
    let mut random: u64 = 20_221_231;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    let mut noticed = 0;
    for round in 0..60 {
        let mut bytes = whole.clone();
        if round % 4 == 0 {
            bytes.truncate(next(whole.len()));
        } else {
            for _ in 0..1 + next(16) {
                let at = next(bytes.len());
                bytes[at] ^= 1 << next(8);
            }
        }
        let folder = Folder::new();
        std::fs::write(folder.0.join("checkpoint.key"), &key).unwrap();
        std::fs::write(folder.0.join("duheng.db"), &bytes).unwrap();
        noticed += match Office::open(&folder.0) {
            Err(_) => 1,
            Ok(office) => usize::from(ask_everything(&office) > 0),
        };
    }
    assert!(noticed > 15, "{noticed} of 60 damaged files were noticed");
}

#[test]
fn a_damaged_key_or_pack_is_said_plainly() {
    let district = District::filled();
    district.behind().execute("UPDATE pack SET files = replace(files, '教育经费', '教育费用')", []).unwrap();
    let opened = Office::open(&district.dir()).unwrap();
    let told = opened.at(&by(&opened, "本机"), &AsOf::Now, None).err().unwrap().to_string();
    assert!(told.contains("定义包"), "{told}");
    std::fs::write(district.dir().join("checkpoint.key"), "zz").unwrap();
    let told = Office::open(&district.dir()).err().unwrap().to_string();
    assert!(told.contains("checkpoint.key"), "{told}");
}

#[test]
fn a_folder_of_another_version_is_told_as_such() {
    let district = District::filled();
    let dir = district.dir().to_owned();
    district.behind().execute("UPDATE meta SET value = '1' WHERE name = 'schema'", []).unwrap();
    let told = Office::open(&dir).err().unwrap().to_string();
    assert!(told.contains("由另一版本的督衡写成") && told.contains(dir.to_str().unwrap()), "{told}");
}
