//! A hundred slips planted one at a time into a clean text: nearly all must be found, most by name, and nothing in the
//! clean text may be accused.

use claims::{Slip, Verdict, read};
use quantity::{Decimal, Interval};

/// A small generator of numbers, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, from: i64, to: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from + ((self.0 >> 33) % (to - from) as u64) as i64
    }
}

fn hundredths(n: i64) -> String {
    Decimal::new(n.into(), 2).fixed(2)
}

/// 100 · one / other, rounded half up to two places.
fn percent(one: i64, other: i64) -> String {
    let rate = Interval::from(one * 100).div(&Interval::from(other)).unwrap();
    rate.round(2).unwrap().fixed(2)
}

/// A sentence with named holes, and what stands in them.
#[derive(Clone)]
struct Sentence {
    shape: &'static str,
    words: Vec<(&'static str, String)>,
}

impl Sentence {
    fn get(&self, name: &str) -> String {
        self.words.iter().find(|(n, _)| *n == name).map(|(_, w)| w.clone()).unwrap()
    }

    fn with(&self, name: &'static str, word: String) -> Sentence {
        let mut other = self.clone();
        other.words.iter_mut().filter(|(n, _)| *n == name).for_each(|(_, w)| w.clone_from(&word));
        other
    }

    fn text(&self) -> String {
        self.words
            .iter()
            .fold(self.shape.to_owned(), |text, (name, word)| text.replace(&format!("<{name}>"), word))
    }
}

const SUBJECTS: [&str; 8] = [
    "一般公共预算教育经费",
    "事业收入",
    "教育费附加",
    "教师培训经费",
    "校舍维修资金",
    "学生资助资金",
    "信息化建设投入",
    "基本建设支出",
];

const RATES: [&str; 6] = [
    "学前三年毛入园率",
    "普惠性幼儿园覆盖率",
    "初中三年巩固率",
    "体质健康合格率",
    "教师持证率",
    "编制使用率",
];

fn growth(dice: &mut Dice, subject: &'static str) -> Sentence {
    let old = dice.roll(1_234_567, 98_765_432);
    let new = old + dice.roll(old / 40, old / 6);
    Sentence {
        shape: "<year>年<subject><new><unit>，比<base>年<old>万元增加<delta><delta_unit>，<way><rate>%。",
        words: vec![
            ("year", "2022".into()),
            ("base", "2021".into()),
            ("subject", subject.into()),
            ("new", hundredths(new)),
            ("old", hundredths(old)),
            ("delta", hundredths(new - old)),
            ("rate", percent(new - old, old)),
            ("wrong_rate", percent(new - old, new)),
            ("unit", "万元".into()),
            ("delta_unit", "万元".into()),
            ("way", "增长".into()),
        ],
    }
}

fn points(dice: &mut Dice, subject: &'static str) -> Sentence {
    let old = dice.roll(6_000, 9_000);
    let rise = dice.roll(111, 800);
    Sentence {
        shape: "<subject>为<new>%，比上年<old>%提高<rise><points>。",
        words: vec![
            ("subject", subject.into()),
            ("new", hundredths(old + rise)),
            ("old", hundredths(old)),
            ("rise", hundredths(rise)),
            ("points", "个百分点".into()),
        ],
    }
}

fn share(dice: &mut Dice) -> Sentence {
    let whole = dice.roll(3_000, 9_000);
    let part = dice.roll(whole / 3, whole * 2 / 3);
    Sentence {
        shape: "全区共有教师<whole>人，其中女教师<part>人，占总数的<rate>%。",
        words: vec![
            ("whole", whole.to_string()),
            ("part", part.to_string()),
            ("rate", percent(part, whole)),
            ("wrong_rate", percent(part, whole - part)),
        ],
    }
}

fn partition(dice: &mut Dice) -> Sentence {
    let (public, private) = (dice.roll(40_000, 80_000), dice.roll(4_000, 9_000));
    Sentence {
        shape: "义务教育在校生<whole>人，其中公办学校<one>人、民办学校<other>人。",
        words: vec![
            ("whole", (public + private).to_string()),
            ("one", public.to_string()),
            ("other", private.to_string()),
        ],
    }
}

fn lists(dice: &mut Dice) -> Sentence {
    let old: Vec<i64> = (0..3).map(|_| dice.roll(2_000, 9_000)).collect();
    let new: Vec<i64> =
        old.iter().enumerate().map(|(i, o)| o + o * (3 + 2 * i as i64) / 100 + dice.roll(5, 40)).collect();
    let rate = |i: usize| percent(new[i] - old[i], old[i]);
    Sentence {
        shape: "小学、初中、高中在校生分别为<n0>人、<n1>人、<n2>人，分别比上年的<o0>人、<o1>人、<o2>人增长<r0>%、<r1>%、<r2>%。",
        words: vec![
            ("n0", new[0].to_string()),
            ("n1", new[1].to_string()),
            ("n2", new[2].to_string()),
            ("o0", old[0].to_string()),
            ("o1", old[1].to_string()),
            ("o2", old[2].to_string()),
            ("r0", rate(0)),
            ("r1", rate(1)),
            ("r2", rate(2)),
        ],
    }
}

fn clean(dice: &mut Dice) -> Vec<Sentence> {
    let mut text = Vec::new();
    for (at, subject) in SUBJECTS.into_iter().enumerate() {
        text.push(growth(dice, subject));
        if let Some(rate) = RATES.get(at) {
            text.push(points(dice, rate));
        }
        match at % 3 {
            0 => text.push(share(dice)),
            1 => text.push(partition(dice)),
            _ => text.push(lists(dice)),
        }
    }
    text
}

/// The point one place to the left or right.
fn moved_point(number: &str, right: bool) -> String {
    let value: Decimal = number.parse().unwrap();
    let by = Decimal::ten_to(if right { 1 } else { -1 });
    value.checked_mul(&by).unwrap().to_string()
}

fn swapped(number: &str) -> Option<String> {
    let mut digits: Vec<char> = number.chars().collect();
    let at = (0..digits.len() - 1).find(|i| {
        digits[*i].is_ascii_digit()
            && digits[i + 1].is_ascii_digit()
            && digits[*i] != digits[i + 1]
            && digits[i + 1] != '0'
    })?;
    digits.swap(at, at + 1);
    Some(digits.into_iter().collect())
}

/// The sentence with a slip of this kind in it, if it can have one.
fn plant(text: &[Sentence], at: usize, slip: Slip, dice: &mut Dice) -> Option<Sentence> {
    let sentence = &text[at];
    let has = |name: &str| sentence.words.iter().any(|(n, _)| *n == name);
    let number = if has("delta") {
        ["new", "old", "delta", "rate"][dice.roll(0, 4) as usize]
    } else if has("rise") {
        ["new", "old", "rise"][dice.roll(0, 3) as usize]
    } else if has("one") {
        ["whole", "one", "other"][dice.roll(0, 3) as usize]
    } else if has("part") {
        "rate"
    } else {
        "r1"
    };
    match slip {
        Slip::DecimalPoint if number != "one" && number != "other" && number != "whole" => {
            Some(sentence.with(number, moved_point(&sentence.get(number), dice.roll(0, 2) == 1)))
        }
        Slip::Unit if has("delta") => {
            let unit = if dice.roll(0, 2) == 0 { "unit" } else { "delta_unit" };
            Some(sentence.with(unit, if dice.roll(0, 2) == 0 { "亿元" } else { "元" }.into()))
        }
        Slip::CopiedLine if has("delta") && at > 0 => {
            let before = text[..at].iter().rev().find(|s| s.words.iter().any(|(n, _)| *n == "delta"))?;
            Some(sentence.with("rate", before.get("rate")))
        }
        Slip::RotatedList if has("r0") => {
            let (a, b, c) = (sentence.get("r0"), sentence.get("r1"), sentence.get("r2"));
            Some(sentence.with("r0", b).with("r1", c).with("r2", a))
        }
        Slip::PercentForPoint if has("rise") => Some(sentence.with("points", "%".into())),
        Slip::YearLabel if has("base") => {
            Some(sentence.with("base", if dice.roll(0, 2) == 0 { "2022" } else { "2023" }.into()))
        }
        Slip::WrongDenominator if has("wrong_rate") => {
            Some(sentence.with("rate", sentence.get("wrong_rate")))
        }
        Slip::SwappedDigits => Some(sentence.with(number, swapped(&sentence.get(number))?)),
        Slip::Direction if has("way") => Some(sentence.with("way", "下降".into())),
        _ => None,
    }
}

const KINDS: [Slip; 9] = [
    Slip::DecimalPoint,
    Slip::Unit,
    Slip::CopiedLine,
    Slip::RotatedList,
    Slip::PercentForPoint,
    Slip::YearLabel,
    Slip::WrongDenominator,
    Slip::SwappedDigits,
    Slip::Direction,
];

#[test]
fn of_a_hundred_planted_slips_nearly_all_are_found_and_named() {
    let mut dice = Dice(2022);
    let (mut planted, mut found, mut named) = (0, 0, 0);
    let mut missed = Vec::new();
    while planted < 100 {
        let text = clean(&mut dice);
        let whole: String = text.iter().map(Sentence::text).collect::<Vec<_>>().join("\n");
        let reading = read("clean", &whole);
        let accused: Vec<_> = reading.claims.iter().filter(|c| c.verdict == Verdict::Inconsistent).collect();
        assert!(accused.is_empty(), "accused without cause: {accused:#?}");
        let confirmed = reading.claims.iter().filter(|c| c.verdict == Verdict::Consistent).count();
        assert!(confirmed >= text.len(), "only {confirmed} of {} sentences confirmed", text.len());
        for _ in 0..10 {
            let slip = KINDS[planted % KINDS.len()];
            let start = dice.roll(0, text.len() as i64) as usize;
            let place = (start..text.len()).chain(0..start);
            let Some((at, wrong)) = place
                .filter_map(|at| plant(&text, at, slip, &mut dice).map(|s| (at, s)))
                .find(|(at, s)| s.text() != text[*at].text())
            else {
                panic!("no sentence takes {slip:?}")
            };
            planted += 1;
            let mut lines: Vec<String> = text.iter().map(Sentence::text).collect();
            lines[at] = wrong.text();
            let begin: usize = lines[..at].iter().map(|l| l.len() + 1).sum();
            let end = begin + lines[at].len();
            let reading = read("planted", &lines.join("\n"));
            let here: Vec<_> = reading
                .claims
                .iter()
                .filter(|c| c.verdict == Verdict::Inconsistent && c.start >= begin && c.end <= end)
                .collect();
            let elsewhere =
                reading.claims.iter().filter(|c| c.verdict == Verdict::Inconsistent).count() - here.len();
            assert_eq!(elsewhere, 0, "a sentence without slip was accused beside {}", lines[at]);
            found += usize::from(!here.is_empty());
            let right = here.iter().any(|c| c.slip == Some(slip));
            named += usize::from(right);
            if !right {
                let told: Vec<_> = here.iter().map(|c| (c.slip, c.note.clone())).collect();
                missed.push(format!("{slip:?} in {}: {told:?}", lines[at]));
            }
        }
    }
    println!("planted {planted}, found {found}, named {named}\n{}", missed.join("\n"));
    assert!(found >= 95 && named >= 80, "found {found}, named {named} of {planted}\n{}", missed.join("\n"));
}
