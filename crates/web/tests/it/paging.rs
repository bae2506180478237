//! The pages of a register: forth, back, to a number, and how many rows are found.

use crate::{District, by, campus, guard};

const A: &str = "2150900001";

/// A district with 123 guards, every third of whom is called 样例丙.
fn district() -> District {
    District::with(|office| {
        let name = |nth: usize| ["样例甲", "样例乙", "样例丙"][nth % 3];
        let rows = (0..123).map(|nth| guard(&format!("B-{nth:03}"), A, name(nth)));
        let rows: Vec<office::Given> = std::iter::once(campus(A, "甲小学")).chain(rows).collect();
        let outcome = office.record(&by(office, "本机"), &rows).unwrap();
        assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    })
}

/// The numbers of guards on a page, in their order.
fn shown(district: &District, address: &str) -> Vec<String> {
    let page = district.get(address).body;
    let cells = page.split("\">B-").skip(1).filter_map(|rest| rest.split('<').next());
    cells.map(|number| format!("B-{number}")).collect()
}

/// Where a link of the page leads whose mark is this.
fn link(district: &District, address: &str, mark: &str) -> Option<String> {
    let page = district.get(address).body;
    let end = page.find(mark)?;
    let href = page[..end].rfind("href=\"")? + 6;
    Some(page[href..].split('"').next()?.replace("&#38;", "&").replace("&amp;", "&"))
}

#[test]
fn pages_go_forth_and_back_and_to_a_number() {
    let district = district();
    let all: Vec<String> = (0..123).map(|nth| format!("B-{nth:03}")).collect();
    let first = "/registers/guard?sort=%E4%BF%9D%E5%AE%89%E7%BC%96%E5%8F%B7";
    assert_eq!(shown(&district, first), all[..50]);
    let second = link(&district, first, "rel=\"next\"").unwrap();
    assert_eq!(shown(&district, &second), all[50..100]);
    let third = link(&district, &second, "rel=\"next\"").unwrap();
    assert_eq!(shown(&district, &third), all[100..]);
    assert!(link(&district, &third, "rel=\"next\"").is_none());
    let back = link(&district, &third, "rel=\"prev\"").unwrap();
    assert_eq!(shown(&district, &back), all[50..100]);
    assert_eq!(shown(&district, &format!("{first}&page=3")), all[100..]);
    // There is no tenth page: the last one is shown.
    assert_eq!(shown(&district, &format!("{first}&page=10")), all[100..]);
    assert!(district.get(first).body.contains("max=\"3\""));
}

#[test]
fn how_many_are_found_is_told_and_turned_over() {
    let district = district();
    let found = "/registers/guard?field=%E5%A7%93%E5%90%8D&q=%E6%A0%B7%E4%BE%8B%E4%B8%99";
    let page = district.get(found).body;
    assert!(page.contains("找到 41 行，共 123 行"), "{page}");
    assert!(!page.contains("name=\"page\""), "41 rows are one page");
    let wide = "/registers/guard?q=%E6%A0%B7%E4%BE%8B";
    assert!(district.get(wide).body.contains("找到 123 行"));
    assert_eq!(shown(&district, &format!("{wide}&page=3")).len(), 23);
    let carried = district.get(wide).body;
    assert!(carried.contains("name=\"q\" value=\"样例\""), "a jump keeps what is looked for");
}
