//! Districts of other shapes: all of them whole, no two alike.

use super::tables::{Tables, all};
use std::collections::BTreeSet;

#[test]
fn the_same_district_is_the_same_to_the_byte() {
    let spec = sample::Spec::shaped(7);
    assert_eq!(sample::district(&spec), sample::district(&spec));
}

#[test]
fn thirty_shapes_keep_their_totals_and_their_references() {
    let mut codes = BTreeSet::new();
    for n in 1..=30 {
        let spec = sample::Spec::shaped(n);
        let t = Tables::of(&spec);
        assert_eq!(t.count("学校", all), spec.schools() as i128, "{n}");
        assert_eq!(t.count("班级", all), i128::from(spec.classes.iter().sum::<u64>()), "{n}");
        assert_eq!(t.sum("班级", "学生数", all), i128::from(spec.pupils.iter().sum::<u64>()), "{n}");
        assert_eq!(t.sum("幼儿班级", "幼儿数", all), i128::from(spec.children.0), "{n}");
        let budget = t.hundredths("教育经费", "金额", |row| {
            row.is("年度", "2022") && row.is("资金口径", "一般公共预算")
        });
        assert_eq!(budget, i128::from(spec.budget.1), "{n}");
        let schools = t.distinct("学校", "标识码", all);
        assert_eq!(schools.len(), spec.schools(), "{n}: school codes are distinct");
        assert!(t.distinct("学段部", "学校", all).is_subset(&schools), "{n}");
        for row in t.rows("学段部") {
            assert!(row.number("专任教师") <= row.number("教职工"), "{n}: {}", row.cell("名称"));
            assert!(row.number("体艺专任教师") <= row.number("专任教师"), "{n}: {}", row.cell("名称"));
        }
        for row in t.rows("学校") {
            assert!(
                row.hundredths("运动场地面积") <= row.hundredths("占地面积"),
                "{n}: {}",
                row.cell("名称")
            );
            assert!(
                row.hundredths("教学及辅助用房面积") <= row.hundredths("校舍建筑面积"),
                "{n}: {}",
                row.cell("名称")
            );
            assert!(codes.insert(row.cell("标识码").to_owned()), "no two districts share a school code");
        }
    }
}
