use quantity::{Interval, PrintError, Style, Unit, print};

fn printed(value: &str, unit: &str, style: Style) -> Result<String, PrintError> {
    print(&Interval::point(value.parse().unwrap()), &Unit::parse(unit).unwrap(), &style)
}

fn hedge(word: &str) -> Style {
    Style { hedge: Some(word.to_owned()), ..Style::default() }
}

fn change(unit: &str) -> Style {
    Style { form: Some("change".into()), unit: Some(unit.to_owned()), decimals: Some(2), ..Style::default() }
}

#[test]
fn the_hedge_word_follows_the_true_count() {
    for (count, word, unit, expected) in [
        ("34", "余", "件", Ok("30余件")),
        ("31", "余", "件", Ok("30余件")),
        ("39", "余", "件", Ok("30余件")),
        ("8127", "多", "个", Ok("8000多个")),
        ("23456", "余", "份", Ok("2万余份")),
        ("30", "余", "件", Err(())),
        ("8000", "多", "个", Err(())),
        ("7", "余", "件", Err(())),
        ("0", "余", "件", Err(())),
        ("-34", "余", "件", Err(())),
    ] {
        let found = printed(count, unit, hedge(word)).map_err(|_| ());
        assert_eq!(found.as_deref(), expected.as_deref(), "{count}{unit}");
    }
    let yi = Style { unit: Some("亿元".into()), ..hedge("余") };
    assert_eq!(printed("1544000000", "元", yi.clone()).as_deref(), Ok("15亿余元"));
    assert_eq!(printed("1500000000", "元", yi), Err(PrintError::Hedge("余".into())));
}

#[test]
fn a_change_has_its_word() {
    assert_eq!(printed("0.010149", "%", change("%")).as_deref(), Ok("增长1.01%"));
    assert_eq!(printed("-0.005", "%", change("%")).as_deref(), Ok("下降0.50%"));
    assert_eq!(printed("0", "%", change("%")).as_deref(), Ok("持平"));
    assert_eq!(printed("0.0324", "%", change("个百分点")).as_deref(), Ok("提高3.24个百分点"));
    assert_eq!(printed("-65894800", "元", change("万元")).as_deref(), Ok("减少6589.48万元"));
}

#[test]
fn what_is_not_known_sharply_is_not_printed() {
    let unit = Unit::parse("%").unwrap();
    let style = Style { decimals: Some(2), ..Style::default() };
    let straddling = Interval::new("0.010049".parse().unwrap(), "0.010051".parse().unwrap());
    assert_eq!(print(&straddling, &unit, &style), Err(PrintError::NotSharpEnough));
    let sharp = Interval::new("0.010051".parse().unwrap(), "0.010149".parse().unwrap());
    assert_eq!(print(&sharp, &unit, &style).as_deref(), Ok("1.01%"));
    let sign = Interval::new("-0.001".parse().unwrap(), "0.001".parse().unwrap());
    assert_eq!(print(&sign, &unit, &change("%")), Err(PrintError::NotSharpEnough));
}

#[test]
fn rounding_is_half_up_and_happens_once() {
    let two = |value| printed(value, "元", Style { decimals: Some(2), ..Style::default() }).unwrap();
    assert_eq!(two("1.005"), "1.01元");
    assert_eq!(two("1.00499999999999999999"), "1.00元");
    assert_eq!(two("-1.005"), "-1.01元");
    let ratio = Style { form: Some("ratio".into()), suffix: Some("以上".into()), ..Style::default() };
    assert_eq!(printed("9", "", ratio).as_deref(), Ok("1:9以上"));
    let chinese = Style { numerals: Some("chinese".into()), ..Style::default() };
    assert_eq!(printed("2", "所", chinese.clone()).as_deref(), Ok("两所"));
    assert_eq!(printed("13", "次", chinese).as_deref(), Ok("十三次"));
}
