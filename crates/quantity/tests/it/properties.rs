use proptest::prelude::*;
use quantity::{Decimal, Interval, Style, Truth, Unit, parse, print, scan};
use std::fmt::Write as _;

/// Characters that numbers are made of, so that chance finds the doubtful combinations.
const INK: &str = "0123456789０９.,，:：∶-—~至%％‰零一二三四五六七八九十百千万亿两半壹贰拾佰角分元整余多近约以上不足达点之第年月日号级个人所次份〔〕“”主防GMNA+ 成倍兆m㎡/生比\n";

fn ink() -> impl Strategy<Value = String> {
    let letters: Vec<char> = INK.chars().collect();
    prop::collection::vec(prop::sample::select(letters), 0..60).prop_map(|c| c.into_iter().collect())
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0u32..20).prop_map(|(m, s)| Decimal::new(m.into(), s))
}

fn wide_decimal() -> impl Strategy<Value = Decimal> {
    (-(10i128.pow(37))..10i128.pow(37), 0u32..=38).prop_map(|(m, s)| Decimal::new(m, s))
}

fn styles() -> Vec<(&'static str, Style)> {
    let style = |unit: &str, decimals| Style {
        unit: Some(unit.to_owned()),
        decimals: Some(decimals),
        ..Style::default()
    };
    vec![
        ("元", style("亿元", 2)),
        ("元", style("万元", 1)),
        ("元", style("元", 2)),
        ("人", style("万人", 1)),
        ("人", Style::default()),
        ("%", style("%", 2)),
        ("%", Style { trim: true, ..style("%", 2) }),
        ("", Style { form: Some("ratio".into()), decimals: Some(2), ..Style::default() }),
        ("所", Style { numerals: Some("chinese".into()), ..Style::default() }),
        ("件", Style { hedge: Some("余".into()), ..Style::default() }),
        ("个", Style { hedge: Some("多".into()), digits: Some(2), ..Style::default() }),
        ("元", Style { hedge: Some("余".into()), ..style("亿元", 0) }),
        ("%", Style { form: Some("change".into()), prefix: Some("约".into()), ..style("%", 2) }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_text_makes_the_reader_fail(text in ink()) {
        for quantity in scan(&text) {
            prop_assert_eq!(&text[quantity.start..quantity.end], quantity.text.as_str());
            prop_assert!(quantity.interval.lo() <= quantity.interval.hi());
        }
        let _ = parse(&text);
    }

    #[test]
    fn nor_do_arbitrary_characters(text in any::<String>()) {
        let _ = (scan(&text).len(), parse(&text));
    }

    #[test]
    fn what_is_printed_is_read_back_and_printed_the_same(fen in 0i64..2_000_000_000_000, which in 0usize..12) {
        let (base, style) = &styles()[which];
        let unit = Unit::parse(base).unwrap();
        let shift = match *base { "元" => 2, "%" => 6, "" => 8, _ => 0 };
        let whole = if *base == "所" { fen % 10_000 } else { fen };
        let value = Interval::point(Decimal::new(whole.into(), shift));
        let Ok(printed) = print(&value, &unit, style) else {
            prop_assert!(style.hedge.is_some() || style.numerals.is_some(), "only a hedge may refuse");
            return Ok(());
        };
        let read = parse(&printed).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert!(read.interval.contains(value.lo()), "{printed} stands for {} not {value}", read.interval);
        let again = if style.hedge.is_some() {
            let least = if read.unit.is_counted() { Decimal::ZERO } else { Decimal::new(1, 2) };
            Interval::point(read.interval.lo()).add(&Interval::point(least))
        } else if style.form.is_some() {
            Interval::point(read.stated)
        } else { Interval::point(read.value()) };
        prop_assert_eq!(print(&again, &unit, style), Ok(printed));
    }

    #[test]
    fn interval_arithmetic_holds_the_true_result(a in decimal(), b in decimal(), c in decimal()) {
        let (x, y) = (Interval::new(a, c), Interval::point(b));
        for member in [a, c] {
            let point = Interval::point(member);
            prop_assert!(point.add(&y).within(&x.add(&y)));
            prop_assert!(point.sub(&y).within(&x.sub(&y)));
            prop_assert!(point.mul(&y).within(&x.mul(&y)));
            if let (Some(part), Some(all)) = (point.div(&y), x.div(&y)) {
                prop_assert!(part.within(&all));
                prop_assert!(part.mul(&y).contains(member), "{member} / {b} = {part}");
            }
            if let Some(root) = point.abs().sqrt() {
                prop_assert!(root.square().contains(member.abs()));
            }
        }
    }

    #[test]
    fn nothing_is_too_large_for_an_interval(a in wide_decimal(), b in wide_decimal()) {
        let (x, y) = (Interval::point(a), Interval::point(b));
        let sum = x.add(&y);
        prop_assert!(sum.sub(&y).contains(a), "{a} + {b} = {sum}");
        let product = x.mul(&y);
        prop_assert!(product.lo() <= product.hi());
        if let Some(quotient) = product.div(&y) {
            prop_assert!(quotient.contains(a), "{a} × {b} = {product}");
        }
        if let Some(quotient) = x.div(&y) {
            prop_assert!(quotient.mul(&y).contains(a), "{a} / {b} = {quotient}");
        }
    }

    #[test]
    fn a_decimal_is_what_it_prints(value in wide_decimal()) {
        prop_assert_eq!(value.to_string().parse::<Decimal>(), Ok(value));
        let rounded = value.round(2);
        prop_assert!(rounded.floor(2) == rounded && value.floor(2) <= rounded && rounded <= value.ceil(2));
    }
}

#[test]
fn reading_takes_time_in_proportion_to_the_text() {
    // Texts that invite looking back or ahead again and again; each would take minutes if the work were quadratic.
    for unit in ["1:", "1,", "2022-", "九", "亿", "3亿", "1+", "“五", "3.5.", "万余", "百分之", "〔2018〕"]
    {
        let text = unit.repeat(200_000 / unit.len());
        assert!(scan(&text).len() <= text.len());
    }
    let mut mixed = String::new();
    for n in 0..20_000 {
        let _ = write!(mixed, "第{n}所学校投入{n}.5万元，比上年增长{}%；", n % 100);
    }
    assert_eq!(scan(&mixed).iter().filter(|q| q.is_measure()).count(), 40_000);
}

#[test]
fn weighted_variance_of_many_schools_stays_sharp() {
    // 29,000 schools, books per pupil not ending in decimals: the spread must be known to eight places.
    let schools = 29_000i64;
    let mut pupils = Interval::ZERO;
    let mut books = Interval::ZERO;
    let rows: Vec<(Interval, Interval)> = (0..schools)
        .map(|n| (Interval::from(30 + n * 7919 % 2000), Interval::from(100 + n * 104_729 % 30_000)))
        .collect();
    for (p, b) in &rows {
        pupils = pupils.add(p);
        books = books.add(b);
    }
    let mean = books.div(&pupils).unwrap();
    let mut spread = Interval::ZERO;
    for (p, b) in &rows {
        spread = spread.add(&b.div(p).unwrap().sub(&mean).square().mul(p));
    }
    let ratio = spread.div(&pupils).unwrap().sqrt().unwrap().div(&mean).unwrap();
    assert!(ratio.hi().checked_sub(&ratio.lo()).unwrap() < Decimal::new(1, 8), "{ratio}");
}

#[test]
fn the_weighted_coefficient_of_five_schools_is_the_published_one() {
    let pupils = [45, 37, 89, 76, 55].map(Interval::from);
    let books = [279, 137, 935, 160, 402].map(Interval::from);
    let total = Interval::sum(&pupils);
    let mean = Interval::sum(&books).div(&total).unwrap();
    let squares: Vec<Interval> =
        pupils.iter().zip(&books).map(|(p, b)| b.div(p).unwrap().sub(&mean).square().mul(p)).collect();
    let ratio = Interval::sum(&squares).div(&total).unwrap().sqrt().unwrap().div(&mean).unwrap();
    assert_eq!(ratio.to_decimal_string(4), "0.5153");
}

proptest! {
    /// Money by pupils this year and last: equal where the whole numbers say so, more where they say so, never open.
    #[test]
    fn quotients_are_decided_as_the_whole_numbers_decide_them(
        money in 1i64..10_000_000_000,
        pupils in 1i64..100_000,
        times in 1i64..1_000,
        fen in -1i64..=1,
    ) {
        let quotient = |a: i64, b: i64| Interval::from(a).div(&Interval::from(b)).unwrap();
        let (before, now) = (quotient(money, pupils), quotient(money * times + fen, pupils * times));
        prop_assert_eq!(now.ge(&before), Truth::from(fen >= 0));
        prop_assert_eq!(now.gt(&before), Truth::from(fen > 0));
        prop_assert_eq!(now.eq_truth(&before), Truth::from(fen == 0));
        // Growth of nothing is nought, and not a hair beside it.
        let growth = now.div(&before).unwrap().sub(&Interval::from(1));
        prop_assert_eq!(growth.ge(&Interval::ZERO), Truth::from(fen >= 0));
        prop_assert_eq!(growth.le(&Interval::ZERO), Truth::from(fen <= 0));
        // A third of three is one, in whatever order it was reckoned.
        let back = before.mul(&Interval::from(pupils)).div(&Interval::from(money)).unwrap();
        prop_assert_eq!(back.floor(0).exact(), Some(Decimal::ONE));
        prop_assert_eq!(back.ceil(0).exact(), Some(Decimal::ONE));
    }
}
