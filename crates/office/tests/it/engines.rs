//! The same office on PostgreSQL: what holds on files holds there too, and both come to the same journal.

use crate::district::{BUDGET, CLASSES, Dice, District, Folder, SCHOOLS};
use crate::{by, now};
use office::{AsOf, Office, Restoring, Shelf, restore};
use std::process::Command;

/// Under this name in the environment every district of these tests lies on a server.
pub const ON_SERVER: &str = "DUHENG_TEST_ON_SERVER";

/// Groups of tests that reach into no file, and so can be asked of either engine.
const ALIKE: [&str; 6] = ["about::", "computed::", "dated::", "doubts::", "edition::", "thread::"];

#[test]
fn what_holds_on_files_holds_on_a_server() {
    if std::env::var_os(ON_SERVER).is_some() {
        return;
    }
    let mut again = Command::new(std::env::current_exe().unwrap());
    let told = again.args(ALIKE).env(ON_SERVER, "1").output().unwrap();
    let said = String::from_utf8_lossy(&told.stdout);
    assert!(told.status.success(), "{said}");
    let passed = said.lines().filter(|line| line.ends_with("... ok")).count();
    assert!(passed > 18, "{passed} tests were asked");
}

/// A district with its databases on a server.
fn on_server() -> District {
    let folder = Folder::new();
    let address = office::Address::read(&crate::server::server().schema()).unwrap();
    address.note(&folder.0.join("district")).unwrap();
    District::in_folder(folder, &[])
}

fn filled(district: District) -> District {
    let outcome = district.import(&[("教育经费.csv", BUDGET), ("学校.csv", SCHOOLS), ("班级.csv", CLASSES)]);
    assert!(outcome.recorded, "{:?}", outcome.findings);
    district
}

#[test]
fn both_engines_come_to_the_same_journal_and_figures() {
    let (file, server) = (filled(District::new()), filled(on_server()));
    let root = |district: &District| now(&district.office).journal_root().unwrap();
    assert_eq!(root(&file).root, root(&server).root);
    assert_eq!(file.printed(&AsOf::Now), server.printed(&AsOf::Now));
    assert!(!server.dir().join("duheng.db").exists(), "nothing of it lies in the folder");
    let session = by(&server.office, "本机");
    assert!(server.office.journal_verify(&session, None, None).unwrap().findings.is_empty());
    assert_eq!(server.office.audit().unwrap().finding, None);
    assert!(server.office.rebuild(&mut |_| {}).unwrap().equal);
}

#[test]
fn a_backup_of_a_server_is_restored_as_files() {
    let server = filled(on_server());
    let (to, back) = (server.dir().with_file_name("backup"), server.dir().with_file_name("back"));
    let receipt = server.office.backup(&to, true).unwrap();
    let outcome = restore(&to, &back, Restoring::default()).unwrap();
    assert!(outcome.restored, "{:?}", outcome.findings);
    assert_eq!(outcome.entries, receipt.entries);
    let restored = Office::open(&back).unwrap();
    assert_eq!(now(&restored).journal_root().unwrap().root, now(&server.office).journal_root().unwrap().root);
}

#[test]
fn two_offices_over_one_server_see_what_the_other_wrote() {
    let first = filled(on_server());
    let clock = Box::new(first.hands.clone());
    let second = Office::open_with(&first.dir(), clock, Box::new(Dice(2)), &Shelf::default()).unwrap();
    let before = first.entries();
    let more = "年度,科目,金额\n2023,教育事业费,1\n";
    let files = [("教育经费.csv".to_owned(), more.as_bytes().to_vec())];
    let options = office::ImportOptions::default();
    let outcome = second.import(&by(&second, "本机"), &files, &options, &mut |_| {}).unwrap();
    assert!(outcome.recorded, "{:?}", outcome.findings);
    assert_eq!(first.entries(), before + 1);
    assert!(first.import(&[("教育经费.csv", "年度,科目,金额\n2024,教育事业费,2\n")]).recorded);
    assert_eq!(now(&second).journal_root().unwrap().size, before + 2);
    let check = second.journal_verify(&by(&second, "本机"), None, None).unwrap();
    assert!(check.findings.is_empty(), "{:?}", check.findings);
}

#[test]
fn a_server_that_goes_away_in_the_midst_loses_nothing_that_was_answered() {
    let (name, address) = crate::server::server().database();
    let folder = Folder::new();
    office::Address::read(&address).unwrap().note(&folder.0.join("district")).unwrap();
    let district = filled(District::in_folder(folder, &[]));
    let began = district.entries();
    let (mut answered, mut undone, mut unknown) = (Vec::new(), Vec::new(), 0);
    std::thread::scope(|scope| {
        let cutting = scope.spawn(|| {
            for _ in 0..24 {
                std::thread::sleep(std::time::Duration::from_millis(120));
                crate::server::server().cut_off(&name);
            }
        });
        for year in 2023..2101 {
            let text = format!("年度,科目,金额\n{year},教育事业费,1\n");
            let files = [("教育经费.csv".to_owned(), text.into_bytes())];
            let (session, options) = (by(&district.office, "本机"), office::ImportOptions::default());
            match district.office.import(&session, &files, &options, &mut |_| {}) {
                Ok(outcome) => {
                    assert!(outcome.recorded, "{:?}", outcome.findings);
                    answered.push(year);
                }
                Err(office::Error::Undone) => undone.push(year),
                Err(office::Error::Store(_)) => unknown += 1,
                Err(other) => panic!("{other:?}"),
            }
            if cutting.is_finished() {
                break;
            }
        }
    });
    let keys = "SELECT key FROM version WHERE until IS NULL AND key >= '2023'";
    let there: Vec<u32> = crate::server::server()
        .told(&name, keys)
        .unwrap()
        .lines()
        .filter_map(|key| key.split_once('/')?.0.parse().ok())
        .collect();
    assert!(answered.len() > 2, "{answered:?} {undone:?} {unknown}");
    assert!(answered.iter().all(|year| there.contains(year)), "none that was answered is lost");
    assert!(!undone.iter().any(|year| there.contains(year)), "what is told as undone is not there");
    assert_eq!(district.entries(), began + there.len() as u64, "none is there twice");
    let check = district.office.journal_verify(&by(&district.office, "本机"), None, None).unwrap();
    assert!(check.findings.is_empty(), "{:?}", check.findings);
}

#[test]
fn a_folder_that_names_an_empty_database_is_no_district_and_a_full_one_is_not_made_again() {
    let folder = Folder::new();
    let dir = folder.0.join("district");
    let address = office::Address::read(&crate::server::server().schema()).unwrap();
    address.note(&dir).unwrap();
    assert!(!Office::is_there(&dir).unwrap());
    assert!(matches!(Office::open(&dir), Err(office::Error::NoDistrict(of)) if of == dir));
    Office::init(&dir, "small", &crate::district::pack()).unwrap();
    assert!(Office::is_there(&dir).unwrap());
    assert!(matches!(Office::init(&dir, "small", &crate::district::pack()), Err(office::Error::Taken(_))));
    let other = folder.0.join("other");
    address.note(&other).unwrap();
    assert!(matches!(Office::init(&other, "small", &crate::district::pack()), Err(office::Error::Taken(_))));
    let elsewhere = office::Address::read(&crate::server::server().schema()).unwrap();
    assert!(matches!(elsewhere.note(&dir), Err(office::Error::Taken(_))));
    use std::os::unix::fs::PermissionsExt as _;
    let mode = std::fs::metadata(dir.join("database")).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "the address may hold a password");
}
