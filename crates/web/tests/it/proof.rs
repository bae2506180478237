//! The proof of an entry is a file to take away, which is checked without the server.

use crate::{District, by, campus};

#[test]
fn the_proof_of_an_entry_is_taken_away_and_holds_by_itself() {
    let district = District::with(|office| {
        let outcome = office.record(&by(office, "本机"), &[campus("2150900001", "甲小学")]).unwrap();
        assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    });
    let page = district.get("/journal/1").body;
    assert!(page.contains("href=\"/journal/1/proof\" download"), "{page}");
    let file = district.get("/journal/1/proof");
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let check = office::verify_proof(&file.body, None).unwrap();
    assert_eq!(check.proof.entry, 1);
    let other = file.body.replace("\"entry\": 1", "\"entry\": 0");
    assert!(office::verify_proof(&other, None).is_err());
    assert_eq!(district.get("/journal/99999/proof").status.as_u16(), 404);
}
