//! Files attached to rows: by who may correct the row, seen by who sees it, missing or changed ones told, erased ones gone.

use crate::by;
use crate::rights::{House, house};
use office::{Attaching, Error, Given, Session, Via, Who};

const TEXT: &[u8] = "样例：会议记录\n参加的有……".as_bytes();

fn page(house: &House, name: &str) -> Session {
    house.office.session(Who::Person(name.to_owned()), Via::Page)
}

fn file<'a>(rows: &'a [u64], name: &'a str, bytes: &'a [u8]) -> Attaching<'a> {
    Attaching { register: "guard", rows, name, bytes, from: None, until: None, note: "" }
}

fn guard(house: &House, number: &str, campus: &str) -> u64 {
    let cells = [
        ("保安编号", number),
        ("姓名", "样例"),
        ("校园", campus),
        ("保安员证", "是"),
        ("背景审查", "是"),
        ("上岗日期", "2022-02-01"),
    ];
    let outcome = house.office.record(&by(&house.office, "本机"), &[Given::new("保安员", &cells)]).unwrap();
    outcome.first_entry.unwrap()
}

fn codes(house: &House, who: &str, asked: &Attaching<'_>) -> Vec<&'static str> {
    let told = house.office.attach(&page(house, who), asked).unwrap();
    told.findings.iter().map(|finding| finding.code).collect()
}

fn verified(house: &House) -> Vec<&'static str> {
    let check = house.office.journal_verify(&by(&house.office, "本机"), None, None).unwrap();
    check.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_file_is_attached_seen_verified_taken_off_and_erased() {
    let house = house();
    let (one, two, other) = (
        guard(&house, "B-1", "2150900001"),
        guard(&house, "B-2", "2150900001"),
        guard(&house, "B-3", "2150900002"),
    );
    let school = page(&house, "学校甲");
    let told = house.office.attach(&school, &file(&[one, two], "记录.txt", TEXT)).unwrap();
    assert!(told.entry.is_some() && told.findings.is_empty(), "{:?}", told.findings);
    let see = |who: &str| house.office.at(&page(&house, who), &office::AsOf::Now, None).unwrap();
    let views = see("学校甲").evidence("guard", one).unwrap();
    assert_eq!(
        (views[0].name.as_str(), views[0].kind.as_str(), views[0].others.len()),
        ("记录.txt", "文本", 1)
    );
    assert_eq!(see("学校甲").evidence_file("guard", one, &told.digest).unwrap().1, TEXT);
    // Another school sees neither row nor file, and attaches nothing to a row of theirs; nor does it by its own row.
    assert!(matches!(see("学校乙").evidence_file("guard", one, &told.digest), Err(Error::Unknown(_))));
    assert!(matches!(see("学校乙").evidence_file("guard", other, &told.digest), Err(Error::Unknown(_))));
    assert_eq!(codes(&house, "学校甲", &file(&[one, other], "甲.txt", b"x")), ["access.denied"]);
    assert_eq!(codes(&house, "督学戊", &file(&[one], "甲.txt", b"x")), ["access.denied"]);
    // Rows of evidence are the office's own.
    let row = [
        ("文件摘要", told.digest.as_str()),
        ("所附台账", "guard"),
        ("所附行", "9"),
        ("文件名", "x"),
        ("类型", "文本"),
        ("字节", "1"),
    ];
    let row = Given::new("佐证文件", &[&row[..], &[("日期", "2022-06-01"), ("上传人", "督导丁")]].concat());
    assert!(house.office.record(&page(&house, "督导丁"), &[row]).unwrap().first_entry.is_none());

    assert_eq!(verified(&house), [] as [&str; 0]);
    let path = house.office.dir().join("evidence").join(&told.digest);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    std::fs::write(&path, "改过").unwrap();
    assert_eq!(verified(&house), ["evidence.damaged"]);
    assert!(matches!(see("学校甲").evidence_file("guard", one, &told.digest), Err(Error::Damaged(_))));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(verified(&house), ["evidence.damaged"]);
    std::fs::write(&path, TEXT).unwrap();

    let entries: Vec<u64> = [told.entry.unwrap(), told.entry.unwrap() + 1].into();
    for row in [one, two] {
        assert!(house.office.detach(&school, "guard", row, &told.digest, "").unwrap().first_entry.is_none());
        assert!(
            house
                .office
                .detach(&school, "guard", row, &told.digest, "样例：传错")
                .unwrap()
                .first_entry
                .is_some()
        );
    }
    assert!(see("学校甲").evidence("guard", one).unwrap().is_empty() && path.exists());
    assert!(
        house
            .office
            .erase(&by(&house.office, "本机"), entries[0], "个人信息保护法第四十七条")
            .unwrap()
            .entry
            .is_some()
    );
    assert!(!path.exists(), "what is erased is gone from the folder");
    assert_eq!(verified(&house), [] as [&str; 0]);
}

#[test]
fn what_is_no_such_file_and_photographs_without_a_ground_are_refused() {
    let house = house();
    let one = guard(&house, "B-1", "2150900001");
    let photograph = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01";
    for (name, bytes, code) in [
        ("照片.jpg", &b"MZ\x90\0\x03\0\0\0"[..], "evidence.kind"),
        ("空.txt", b"", "evidence.empty"),
        ("宏.docx", b"PK\x03\x04word/document.xml vbaProject.bin", "evidence.kind"),
        ("名\n字.txt", b"x", "evidence.name"),
        ("照片.jpg", photograph, "evidence.photo"),
    ] {
        assert_eq!(codes(&house, "学校甲", &file(&[one], name, bytes)), [code], "{name}");
    }
    let large = vec![b'a'; (20 << 20) + 1];
    assert_eq!(codes(&house, "学校甲", &file(&[one], "大.txt", &large)), ["evidence.large"]);
    assert_eq!(codes(&house, "学校甲", &file(&[], "无.txt", b"x")), ["evidence.rows"]);
}

#[test]
fn the_same_photograph_for_another_row_is_doubted_with_its_rows() {
    let house = house();
    let problem = |number: &str| {
        let cells = [
            ("编号", number),
            ("问题", "样例"),
            ("来源", "责任督学督导"),
            ("来源编号", "DX-1"),
            ("责任单位", "甲小学"),
            ("整改责任人", "样例校长"),
            ("发现日期", "2022-06-01"),
            ("整改期限", "2022-06-30"),
            ("严重程度", "一般"),
        ];
        let outcome =
            house.office.record(&by(&house.office, "本机"), &[Given::new("整改问题", &cells)]).unwrap();
        outcome.first_entry.unwrap()
    };
    let (one, two) = (problem("ZG-1"), problem("ZG-2"));
    let photograph = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01";
    let asked =
        |row: &'static [u64]| Attaching { register: "rectification", ..file(row, "照片.jpg", photograph) };
    let rows: [&'static [u64]; 2] = [vec![one].leak(), vec![two].leak()];
    let office = by(&house.office, "本机");
    assert!(house.office.attach(&office, &asked(rows[0])).unwrap().entry.is_some());
    let told = house.office.attach(&office, &asked(rows[1])).unwrap();
    assert!(told.entry.is_none());
    assert!(
        told.findings
            .iter()
            .any(|one| one.code == "evidence.repeated" && one.sentence.contains("整改问题第")),
        "{:?}",
        told.findings
    );
    let reasoned = office.because(Some("样例：同一处两个问题"));
    assert!(house.office.attach(&reasoned, &asked(rows[1])).unwrap().entry.is_some());
}
