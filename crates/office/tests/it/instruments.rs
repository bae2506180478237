//! Documents about a row: written from the row and from what belongs to it, and not at all while a fact is missing or not seen.

use crate::rights::{House, house};
use office::{Error, Format, Given};

const ORDER: &str = "rectification-order";

fn problem(key: &str, unit: &str, words: &str, due: &str, counted_only: &str) -> Given {
    Given::new(
        "整改问题",
        &[
            ("编号", key),
            ("问题", words),
            ("来源", "自查"),
            ("来源编号", "样例"),
            ("责任单位", unit),
            ("整改责任人", "样例甲"),
            ("发现日期", "2022-06-01"),
            ("整改期限", due),
            ("严重程度", "较重"),
            ("敏感", counted_only),
            ("数据性质", "样例"),
        ],
    )
}

fn district() -> Given {
    Given::new("区县", &[("区划代码", "500152"), ("名称", "样例区"), ("上级", "样例市")])
}

fn issued(house: &House, who: &str, key: &str) -> office::Result<String> {
    let reading = house.see(who);
    let number = reading.instrument_row(ORDER, key)?;
    let printed = reading.instrument(ORDER, number, Format::Text)?;
    Ok(String::from_utf8(printed.bytes).unwrap())
}

#[test]
fn a_document_follows_from_its_row_and_lacks_nothing() {
    let house = house();
    house.given(&[
        problem("W1", "甲小学", "消防栓没有水", "2022-07-01", "否"),
        problem("W2", "甲小学", "样例内容", "2022-07-02", "是"),
    ]);
    let told = |error: Error| error.to_string();
    // The name of the district is a fact of the document.
    let lacking = issued(&house, "督导丁", "W1").map_err(told).unwrap_err();
    assert!(lacking.contains("还缺区县"), "{lacking}");
    let reading = house.see("督导丁");
    let number = reading.instrument_row(ORDER, "W1").unwrap();
    assert_eq!(reading.instruments("整改问题", number).unwrap()[0].lacking, ["区县"]);
    house.given(&[district()]);
    let text = issued(&house, "督导丁", "W1").unwrap();
    for words in
        ["甲小学：", "消防栓没有水", "2022年7月1日前", "样例区人民政府教育督导室", "样例数据", "整改问题#"]
    {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    // What is only counted is written to nobody, and what is not there neither.
    let refused = issued(&house, "督导丁", "W2").map_err(told).unwrap_err();
    assert!(refused.contains("不出") && !refused.contains("样例内容"), "{refused}");
    assert!(issued(&house, "督导丁", "W9").is_err());
    assert!(house.see("督导丁").instrument("没有的文书", number, Format::Text).is_err());
    // Another day in the row is another day on paper.
    house.given(&[problem("W1", "甲小学", "消防栓没有水", "2022-07-15", "否")]);
    let text = issued(&house, "督导丁", "W1").unwrap();
    assert!(text.contains("2022年7月15日前") && !text.contains("2022年7月1日前"), "{text}");
}

#[test]
fn nobody_gets_a_document_about_a_row_that_he_does_not_see() {
    let house = house();
    house.given(&[district(), problem("W1", "甲小学", "消防栓没有水", "2022-07-01", "否")]);
    let number = house.see("督导丁").instrument_row(ORDER, "W1").unwrap();
    let other = house.see("学校乙");
    assert!(other.instruments("整改问题", number).unwrap().is_empty());
    let refused = other.instrument(ORDER, number, Format::Pdf).map(|_| ()).unwrap_err().to_string();
    assert!(refused.contains("不出") && !refused.contains("消防栓"), "{refused}");
}

#[test]
fn every_format_says_the_same() {
    let house = house();
    house.given(&[district(), problem("W1", "甲小学", "消防栓没有水", "2022-07-01", "否")]);
    let reading = house.see("督导丁");
    let number = reading.instrument_row(ORDER, "W1").unwrap();
    for format in Format::ALL {
        let bytes = reading.instrument(ORDER, number, format).unwrap().bytes;
        assert_eq!(
            bytes,
            reading.instrument(ORDER, number, format).unwrap().bytes,
            "{format:?} is the same twice"
        );
        let name = format!("通知书.{}", format.ending());
        if format != Format::Ofd {
            let prose = reader::prose(&name, &bytes).unwrap();
            assert!(prose.text.contains("消防栓没有水"), "{format:?}");
        }
    }
}
