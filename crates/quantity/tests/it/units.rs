//! Units as somebody may write them to be a burden.

use quantity::Unit;

#[test]
fn units_of_the_field_are_read() {
    for text in ["亿元", "万亿元", "元/人", "元/人/年", "个百分点", "㎡", "百万人"] {
        assert_eq!(Unit::parse(text).unwrap().name(), text);
    }
}

/// Each name and each word of scale once took its part of the stack, and the 128th name an overflow.
#[test]
fn a_unit_without_end_is_none() {
    for text in [
        "元".to_owned() + &"/人".repeat(4),
        "元".to_owned() + &"/人".repeat(200_000),
        "亿".repeat(4) + "元",
        "亿".repeat(200_000) + "元",
    ] {
        assert!(Unit::parse(&text).is_err(), "{} bytes", text.len());
    }
}

/// Products of products: in formulas over indicators over formulas powers double at each step.
#[test]
fn powers_grow_without_overflow() {
    let mut unit = Unit::parse("万元").unwrap();
    for _ in 0..40 {
        unit = unit.mul(&unit);
    }
    assert!(!unit.is_pure() && unit.div(&unit).is_pure());
}
