use claims::{Verdict, findings, read};
use proptest::prelude::*;

/// The fuzz target: any bytes at all. What it gives must point into the text.
fn survives(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let reading = read("任意文本", &text);
    for claim in &reading.claims {
        assert!(claim.start <= claim.end && text.get(claim.start..claim.end).is_some());
        assert_eq!(claim.strength.is_some(), claim.verdict == Verdict::Consistent);
    }
    let characters = text.chars().count();
    let view = reading.view(&text);
    assert!(view.claims.iter().all(|c| c.start <= c.end && c.end <= characters));
    assert_eq!(
        serde_json::to_value(&view).unwrap()["claims"].as_array().unwrap().len(),
        reading.claims.len()
    );
    for finding in findings(&reading, "任意文本", &text) {
        let _ = finding.to_string();
    }
}

/// Pieces of official prose, so that chance puts them together in ways nobody would.
const PIECES: [&str; 40] = [
    "2022年",
    "教育经费",
    "15.44亿元",
    "比上年",
    "15.28亿元",
    "增长",
    "下降",
    "1.01%",
    "，",
    "。",
    "；",
    "其中",
    "占",
    "总数的",
    "比例为",
    "个百分点",
    "3.5",
    "（",
    "）",
    "分别为",
    "、",
    "65%",
    "和",
    "师生比",
    "1:19.85",
    "生均",
    "34所",
    "28073人",
    "共计",
    "“公参民”",
    "等",
    "两个",
    "由",
    "提高到",
    "首次超过",
    "3万亿元",
    "年均",
    "倍",
    "\n",
    "8.2:53.9:37.9",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn no_text_is_too_strange(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60)) {
        survives(pieces.concat().as_bytes());
    }

    #[test]
    fn nor_are_arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survives(&bytes);
    }

    /// Figures computed exactly and printed by rounding are never accused, whatever their size and precision.
    #[test]
    fn what_was_computed_and_rounded_is_never_accused(
        old in 100i64..1_000_000_000,
        new in 100i64..1_000_000_000,
        places in 0u32..3,
        rate_places in 0u32..3,
    ) {
        use quantity::{Decimal, Interval, Style, Unit, print};
        let yuan = Unit::parse("元").unwrap();
        let money = |fen: i64| {
            let style = Style { unit: Some("万元".into()), decimals: Some(places), ..Style::default() };
            print(&Interval::point(Decimal::new(fen.into(), 2)), &yuan, &style).unwrap()
        };
        let (new, old) = (new * 10_000, old * 10_000);
        let change = (new - old).abs();
        let rate = Interval::from(change).div(&Interval::from(old)).unwrap();
        let style = Style { unit: Some("%".into()), decimals: Some(rate_places), ..Style::default() };
        let Ok(rate) = print(&rate, &Unit::percent(), &style) else { return Ok(()) };
        let (verb, way) = if new < old { ("减少", "下降") } else { ("增加", "增长") };
        let text = format!(
            "全区教育经费{}，比上年{}{verb}{}，{way}{rate}。",
            money(new), money(old), money(change)
        );
        let reading = read("计算", &text);
        prop_assert!(!reading.is_wrong(), "{text}: {:?}", reading.claims);
        prop_assert!(reading.claims.len() >= 2, "{text}: {:?}", reading.claims);
    }
}

#[test]
fn time_and_memory_grow_with_the_text_only() {
    // Each piece repeated asks to look back or ahead over everything, if the reader did so.
    for piece in [
        "（",
        "（（15.44亿元）",
        "15.44亿元，",
        "15.44亿元、",
        "比上年15.28亿元",
        "其中3所，",
        "占",
        "占总数的65%，",
        "占1814597万元的15.68%，",
        "共计3人，",
        "分别为3人、4人，",
        "“甲”“乙”",
        "、甲",
        "结构比为8:2:1，",
        "生均3元，5所，",
        "1:9",
        "比",
        "15.44亿元\n",
        "（15.44亿元）",
        "万兆10G",
        "99999999999999999999999999999999999999999亿元增长",
        "师生比1:9，3名学生，",
    ] {
        survives(piece.repeat(60_000 / piece.len()).as_bytes());
    }
}

#[test]
fn what_is_shown_grows_with_the_text_alone() {
    let page = "全县教育经费总投入15.44亿元，其中学前教育2.31亿元。\n".to_owned()
        + &"不含数字的一句话。\n".repeat(200);
    let size = |pages: usize| {
        let text = page.repeat(pages);
        let view = claims::read("a.txt", &text).view(&text);
        view.claims.iter().map(|claim| claim.span.len()).sum::<usize>() + view.claims.len() * 100
    };
    assert!(size(40) <= 5 * size(10) + 1000, "{} after {}", size(40), size(10));
}
