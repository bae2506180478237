//! Wrong formulas: every problem at once, with its place and the nearest known name.

use crate::district::schema;
use formula::{Kind, Problem, Scope, compile};

fn problems(source: &str) -> Vec<Problem> {
    compile(source, &Scope::Indicator { by: vec![] }, &schema()).expect_err(source)
}

fn in_row(source: &str) -> Vec<Problem> {
    compile(source, &Scope::Row { register: "学校".into() }, &schema()).expect_err(source)
}

/// Code, the words underlined, and the hint.
fn told(source: &str, problems: &[Problem]) -> Vec<String> {
    let one = |problem: &Problem| {
        let hint = problem.hint.clone().unwrap_or_default();
        format!("{} [{}] {hint}", problem.code, &source[problem.span.range()])
    };
    problems.iter().map(one).collect()
}

#[test]
fn each_mistake_has_its_code_its_place_and_a_way_out() {
    for (source, expected) in [
        ("合计(教育经费.金饿)", "formula.unknown-field [金饿] 是不是“金额”？"),
        ("合计(教育金费.金额)", "formula.unknown-register [教育金费] 是不是“教育经费”？"),
        ("总计(教育经费.金额)", "formula.unknown-function [总计] 是不是“合计”？"),
        ("计数(学效)", "formula.unknown-register [学效] 是不是“学校”？"),
        ("计数(学校.名称)", "formula.register-wanted [学校.名称] 写成“学校”；数不同的值用“去重计数”"),
        ("合计(金额)", "formula.which-register [金额] 写成“教育经费.金额”"),
        ("学校.学生数", "formula.bare-field [学校.学生数] 如：合计(学校.学生数)"),
        ("学校", "formula.bare-register [学校] 如：计数(学校)"),
        ("参数.兜低", "formula.unknown-parameter [兜低] 是不是“兜底”？"),
        (
            "参数.差异系数上限",
            "formula.key-missing [参数.差异系数上限] 写成“参数.差异系数上限(…)”，有：小学、初中",
        ),
        ("参数.差异系数上限(“高中”)", "formula.unknown-key [“高中”] 是不是“初中”？"),
        ("指标.教育经费", "formula.unknown-indicator [教育经费] "),
        ("计数(学校, 学段 = “小血”)", "formula.unknown-choice [“小血”] 是不是“小学”？"),
        ("计数(学校, 寄宿或学段 = “小学”)", "formula.glued [寄宿或学段] “或”两边要空格"),
        ("计数(学校, 学生数)", "formula.kind [学生数] "),
        ("计数(学校, 学段 >= “小学”)", "formula.order [学段] "),
        (
            "合计(学校.学生数) + 合计(教育经费.金额)",
            "formula.unit-clash [合计(学校.学生数) + 合计(教育经费.金额)] ",
        ),
        (
            "合计(教育经费.金额) >= 300000",
            "formula.unit-clash [合计(教育经费.金额) >= 300000] 把“300000”写上单位“元”",
        ),
        ("计数(学校) >= 85%", "formula.unit-clash [计数(学校) >= 85%] "),
        ("若(计数(学校) > 1, “甲”, 2)", "formula.kind-clash [“甲”, 2] "),
        ("计数(保安员, 学校 = 本.标识码)", "formula.no-outer-row [本.标识码] "),
        ("合计(学校.学生数, 同 学段)", "formula.same [同 学段] 指标要逐组计算时，用 by 写明分组字段"),
        ("计数(学校, 学校.名称.长 = “甲”)", "formula.not-a-reference [名称] "),
        ("上年(3)", "formula.last-year [上年(3)] "),
        ("平均()", "formula.arguments [平均()] 写法：平均(数, 条件？)"),
        ("四舍五入(1, 计数(学校))", "formula.kind [计数(学校)] "),
        ("5 升", "formula.syntax [升] 两个词之间缺运算符，或名称里多了空格"),
        ("3.5升", "formula.number [3.5升] "),
        (
            "12345678901234567890123456789012345678901",
            "formula.number [12345678901234567890123456789012345678901] ",
        ),
    ] {
        assert_eq!(told(source, &problems(source)), [expected], "{source}");
    }
}

#[test]
fn mistakes_in_row_scope() {
    for (source, expected) in [
        ("学生 * 2", "formula.unknown-field [学生] 是不是“学生数”？"),
        ("班级.人数", "formula.other-register [班级.人数] 用聚合函数汇总它，或通过引用字段取它的一行"),
        (
            "上年(学生数)",
            "formula.last-year-row [学生数] 用聚合找到上年的行，如：上年(合计(台账.字段, 标识码 = 本.标识码))",
        ),
        (
            "计数(班级, 人数 > 本.学生数)",
            "formula.no-link [计数(班级, 人数 > 本.学生数)] 在条件里加上相等的一项，如：学校 = 本.标识码",
        ),
    ] {
        let found = in_row(source);
        assert_eq!(told(source, &found)[0], expected, "{source}");
    }
}

#[test]
fn all_problems_come_at_once_in_the_order_of_the_text() {
    let source = "合计(教育经费.金饿) / 计数(学效) + 参数.兜低 *";
    let codes: Vec<_> = problems(source).iter().map(|p| p.code).collect();
    assert_eq!(
        codes,
        ["formula.unknown-field", "formula.unknown-register", "formula.unknown-parameter", "formula.syntax"]
    );
}

#[test]
fn a_unit_clash_shows_both_places() {
    let source = "合计(学校.学生数) + 合计(教育经费.金额)";
    let problem = &problems(source)[0];
    let places: Vec<_> =
        problem.related.iter().map(|(span, what)| (&source[span.range()], what.as_str())).collect();
    assert_eq!(
        places,
        [
            ("合计(学校.学生数)", "“合计(学校.学生数)”是单位为“人”的数"),
            ("合计(教育经费.金额)", "“合计(教育经费.金额)”是单位为“元”的数")
        ]
    );
    assert_eq!(problem.show(source).lines().nth(2), Some("    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"));
}

#[test]
fn a_group_field_must_be_in_every_register_aggregated() {
    let scope = Scope::Indicator { by: vec!["学段".into()] };
    let found = compile("合计(教育经费.金额) / 计数(保安员)", &scope, &schema()).unwrap_err();
    assert_eq!(found[0].code, "formula.no-group-field");
    assert!(compile("合计(教育经费.金额) / 合计(学校.学生数)", &scope, &schema()).is_ok());
    let through = Scope::Indicator { by: vec!["学校.城乡".into()] };
    assert!(compile("计数(保安员)", &through, &schema()).is_ok());
}

#[test]
fn a_verdict_must_be_a_condition() {
    let scope = Scope::Verdict { result: Kind::Number(quantity::Unit::none()), by: vec![] };
    assert!(compile("结果 >= 0 且 结果 <= 1", &scope, &schema()).is_ok());
    assert_eq!(compile("结果 + 1", &scope, &schema()).unwrap_err()[0].code, "formula.kind");
}
