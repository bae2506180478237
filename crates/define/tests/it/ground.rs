//! What is asked of people has a ground: where somebody is, and pictures. A pack without one is not taken into use.

use define::{File, PackFiles, check};
use finding::{Finding, Grade};

const HEAD: &str = "name = \"巡查\"\ncounter = \"次\"\nkind = \"event\"\nperiod = \"none\"\nkey = [\"编号\"]\nowner = \"样例\"\n\
    source = { document = \"样例\", status = \"unofficial\" }\n";

/// What is said of a register with a field, in a pack that is to be taken into use.
fn told(head: &str, fields: &[(&str, &str)]) -> Vec<Finding> {
    let field = |(name, kind): &(&str, &str)| format!("[[fields]]\nname = \"{name}\"\n{kind}\n");
    let fields: String =
        [("编号", "type = \"text\"\nrequired = true")].iter().chain(fields).map(field).collect();
    let pack = File::new("pack.toml", "id = \"p\"\nname = \"样例\"");
    let register = File::new("registers/walk.toml", format!("{HEAD}{head}\n{fields}"));
    let checked = check(&[PackFiles::new("p", vec![pack, register])]).into_use();
    checked.findings.into_iter().filter(|one| one.code == "define.ground").collect()
}

#[test]
fn a_track_or_pictures_without_a_ground_are_refused_with_what_asks_for_them() {
    let (text, number) = ("type = \"text\"", "type = \"decimal\"");
    let person = ("巡查人", "type = \"text\"\nbelongs = \"person\"");
    for (fields, word, key) in [
        (&[("行进轨迹", text)][..], "行进轨迹”要填轨迹", "positions"),
        (&[("到岗打卡", "type = \"boolean\"")], "到岗打卡”要填打卡", "positions"),
        (&[person, ("经度", number)], "经度”要填经度", "positions"),
        (&[("现场照片", text)], "现场照片”要填照片", "photos"),
    ] {
        let found = told("", fields);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].sentence.contains(word) && found[0].grade == Grade::Error, "{found:?}");
        assert!(found[0].hint.as_deref().unwrap_or_default().contains(key), "{found:?}");
        assert_eq!(told(&format!("{key} = \"样例规定：第三条\""), fields), [], "with a ground");
    }
    // The place of a thing is nobody's, and a device that works is no picture.
    assert_eq!(told("", &[("经度", number), ("视频有效", "type = \"boolean\"")]), []);
}

#[test]
fn a_pack_that_a_year_keeps_is_read_as_it_is() {
    let pack = File::new("pack.toml", "id = \"p\"\nname = \"样例\"");
    let register = File::new(
        "registers/walk.toml",
        format!(
            "{HEAD}[[fields]]\nname = \"编号\"\ntype = \"text\"\nrequired = true\n[[fields]]\nname = \"轨迹\"\ntype = \"text\"\n"
        ),
    );
    let checked = check(&[PackFiles::new("p", vec![pack, register])]);
    assert!(checked.findings.iter().any(|one| one.code == "define.ground"));
    assert!(!finding::has_error(&checked.findings), "{:?}", checked.findings);
    assert!(finding::has_error(&checked.into_use().findings));
}
