//! Texts held against a small district, and our own report held against itself.

use crate::district::{District, pack, pack_with};
use assess::{Assessment, Assessor};
use finding::Grade;
use quantity::Truth;
use report::{Against, Facts, Standing, against};

fn held(district: &District, text: &str) -> Against {
    let mut assessor: Assessor = district.assessor();
    let (now, before): (Assessment, Assessment) = (assessor.assess(2022), assessor.assess(2021));
    let facts = Facts { pack: district.pack(), assessment: &now, before: Some(&before), earlier: &[] };
    against(text, &claims::read("a.txt", text), &facts)
}

fn standing(held: &Against, text: &str, words: &str) -> Option<(Standing, Option<String>)> {
    let link = held.links.iter().find(|link| &text[link.start..link.end] == words)?;
    Some((link.standing, link.indicator.clone()))
}

fn district() -> District {
    let mut district = District::new(pack());
    district.kindergarten("样例一园", 270, true);
    district.kindergarten("样例二园", 30, false);
    district
}

#[test]
fn the_value_and_the_words_decide_together() {
    let text = "2022年一般公共预算教育经费15.44亿元，比2021年15.28亿元增长1.01%。普惠性幼儿园覆盖率90.0%。\
                全区图书90.0万册，绿化覆盖率90.0%。";
    let held = held(&district(), text);
    let proved = |id: &str| Some((Standing::Proved, Some(id.to_owned())));
    assert_eq!(standing(&held, text, "15.44亿元"), proved("budget"));
    assert_eq!(standing(&held, text, "15.28亿元"), proved("budget-before"));
    assert_eq!(standing(&held, text, "1.01%"), proved("budget-growth"));
    assert_eq!(standing(&held, text, "90.0%"), proved("inclusive-share"));
    let last = held.links.last().unwrap();
    assert_eq!(
        (last.standing, last.indicator.as_deref()),
        (Standing::Unsupported, None),
        "绿化 is another rate"
    );
    assert_eq!(held.figures(), ["F24", "F25", "F26", "F36"]);
    assert!(held.unanswered.is_empty() && held.scheme == 2, "{:?}", held.unanswered);
}

#[test]
fn a_value_that_rounds_to_the_stated_one_is_the_same() {
    for (stated, expected) in [
        ("90%", Standing::Proved),
        ("90.00%", Standing::Proved),
        ("九成", Standing::Proved),
        ("90.4%", Standing::Contradicts),
        ("89%", Standing::Contradicts),
    ] {
        let text = format!("普惠性幼儿园覆盖率为{stated}。");
        let held = held(&district(), &text);
        let found = held.links.first().map_or(Standing::Unsupported, |link| link.standing);
        assert_eq!(found, expected, "{stated}");
    }
}

#[test]
fn thresholds_are_held_against_what_is_stated() {
    let text = "普惠性幼儿园覆盖率为79.9%。";
    let held = held(&district(), text);
    let threshold = held.links[0].held.as_ref().unwrap();
    assert_eq!((threshold.sign, threshold.threshold.as_str(), threshold.holds), ("≥", "80%", Truth::No));
}

#[test]
fn what_the_rows_cannot_tell_is_unsupported_and_still_held_against_the_threshold() {
    let text = "普惠性幼儿园覆盖率为79.9%。";
    let held = held(&District::new(pack()), text);
    let link = &held.links[0];
    assert_eq!((link.standing, link.indicator.as_deref()), (Standing::Unsupported, Some("inclusive-share")));
    assert_eq!(link.held.as_ref().unwrap().holds, Truth::No);
    assert!(link.note.contains("不能证明"), "{}", link.note);
}

#[test]
fn last_years_value_is_out_of_date_and_never_proved_for_this_year() {
    let text = "2022年一般公共预算教育经费15.28亿元。";
    let held = held(&district(), text);
    assert_eq!(standing(&held, text, "15.28亿元"), Some((Standing::OutOfDate, Some("budget".to_owned()))));
    assert!(held.links[0].note.contains("2021年的数"), "{}", held.links[0].note);
}

#[test]
fn an_earlier_state_of_the_rows_is_told_by_its_name() {
    let mut old = District::new(pack());
    old.budget(2022, 150_000_000_000);
    let earlier = old.assessor().assess(2022);
    let district = district();
    let now = district.assessor().assess(2022);
    let states = [("2023-02-01".to_owned(), &earlier)];
    let facts = Facts { pack: district.pack(), assessment: &now, before: None, earlier: &states };
    let text = "一般公共预算教育经费15.00亿元。";
    let held = against(text, &claims::read("a.txt", text), &facts);
    assert_eq!(held.links[0].standing, Standing::OutOfDate);
    assert!(held.links[0].note.starts_with("2023-02-01"), "{}", held.links[0].note);
}

#[test]
fn scopes_years_plans_and_changes_are_not_accused() {
    for text in [
        "城区普惠性幼儿园覆盖率为80.1%。",
        "其中民办普惠性幼儿园覆盖率为80.1%。",
        "2020年普惠性幼儿园覆盖率为80.1%。",
        "上年普惠性幼儿园覆盖率为80.1%。",
        "力争普惠性幼儿园覆盖率达到95%。",
        "普惠性幼儿园覆盖率不低于85%。",
        "普惠性幼儿园覆盖率提高5.1个百分点。",
        "普惠性幼儿园覆盖率增长5.1%。",
        "到2025年，普惠性幼儿园覆盖率为95%。",
        "与普惠性幼儿园覆盖率相关的问卷满意度为80.1%。",
    ] {
        let held = held(&district(), text);
        assert!(!held.is_wrong(), "{text}: {:?}", held.links);
    }
}

#[test]
fn what_the_outline_puts_around_a_figure_names_it_too() {
    // The name is 普惠性幼儿园覆盖率; the outline says 普惠性幼儿园覆盖率{F36}, the sentence other words around it.
    for (text, wrong) in [
        ("2022年，全区普惠性幼儿园覆盖率达到84.1%。", true),
        ("按《到2025年发展规划》，普惠性幼儿园覆盖率已达84.1%。", true),
        ("上年普惠性幼儿园覆盖率达到84.1%。", false),
        ("全区民办普惠性幼儿园覆盖率达到84.1%。", false),
        ("普惠性幼儿园覆盖率目标为84.1%。", false),
    ] {
        let held = held(&district(), text);
        assert_eq!(held.is_wrong(), wrong, "{text}: {:?}", held.links);
    }
}

#[test]
fn an_indicator_that_nothing_speaks_of_is_unanswered() {
    let held = held(&district(), "一般公共预算教育经费15.44亿元。");
    let open: Vec<&str> = held.unanswered.iter().map(|one| one.indicator.as_str()).collect();
    assert_eq!(open, ["schooling"]);
    let spoken = self::held(&district(), "教育经费只增不减；班额与普惠另行报告。");
    assert!(spoken.unanswered.is_empty(), "{:?}", spoken.unanswered);
}

#[test]
fn any_text_is_read_without_a_panic() {
    let mut seed = 7u64;
    let letters: Vec<char> = "普惠性幼儿园覆盖率为9.0%，。\n（）“”亿元年2022、〔〕第".chars().collect();
    let district = district();
    for _ in 0..60 {
        let text: String = (0..200)
            .map(|_| {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                letters[(seed >> 33) as usize % letters.len()]
            })
            .collect();
        let held = held(&district, &text);
        assert!(held.links.is_sorted_by_key(|link| link.start));
        assert!(held.links.windows(2).all(|two| two[0].end <= two[1].start), "links do not overlap");
    }
}

#[test]
fn a_sentence_that_does_not_survive_its_own_check_is_a_finding() {
    // The outline compares with the wrong figure: this year's twice.
    let wrong = pack_with(|outline| outline.replace("比{上年}年{F25}", "比{上年}年{F24}"));
    let report = District::new(wrong).report();
    let told: Vec<_> = report.findings.iter().filter(|one| one.grade == Grade::Error).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].code, "report.contradicts-itself");
    assert!(told[0].to_string().contains("15.44亿元增长1.01%"), "{}", told[0]);
    let sound = District::new(pack()).report();
    assert!(sound.findings.iter().all(|one| one.grade != Grade::Error));
}
