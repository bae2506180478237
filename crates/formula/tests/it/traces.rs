//! From a result down to the rows, and what depends on what.

use crate::district::*;
use formula::{Evaluation, Source};

#[test]
fn a_trace_tells_every_term_its_value_and_its_rows() {
    let world = five_schools();
    let source = "合计(学校.学生数, 学段 = “小学”) * 1元/人 / 参数.兜底 + 占比(学校, 学生数 >= 50) + 指标.一般公共预算教育经费 / 上年(指标.一般公共预算教育经费)";
    let trace = Evaluation::new(&world, 2022).trace(&indicator(source));
    let told: Vec<String> = trace
        .terms
        .iter()
        .map(|term| {
            let from = match &term.source {
                Source::Register { name, rows, against } => format!("{name}{rows:?} 未达{against:?}"),
                other => format!("{other:?}"),
            };
            assert_eq!(term.text, &source[term.span.range()]);
            format!("{} {} {}", shown(&term.value, 4), term.year, from)
        })
        .collect();
    assert_eq!(
        told,
        [
            "171 2022 学校[11, 12, 13] 未达[]",
            "300000 2022 Parameter { name: \"兜底\", key: None }",
            "0.6 2022 学校[11, 12, 13, 14, 15] 未达[11, 12]",
            "1543500000 2022 Indicator { name: \"一般公共预算教育经费\", key: None }",
            "1528066528.07 2021 Indicator { name: \"一般公共预算教育经费\", key: None }",
        ]
    );
}

#[test]
fn a_group_is_traced_to_its_own_rows() {
    let world = five_schools();
    let evaluation = Evaluation::new(&world, 2022);
    let formula = grouped("合计(学校.图书) / 合计(学校.学生数)", &["学段"]);
    let groups = evaluation.groups(&formula);
    let trace = evaluation.trace_group(&formula, &groups[0].key);
    assert_eq!(trace.answer, groups[0].value);
    assert!(matches!(&trace.terms[0].source, Source::Register { rows, .. } if rows == &[14, 15]));
}

#[test]
fn a_row_is_traced_to_its_fields_and_to_the_rows_it_looks_at() {
    let world = five_schools();
    let evaluation = Evaluation::new(&world, 2022);
    let trace = evaluation.trace_row(&row("学校", "学生数 / 合计(学生数, 同 学段)"), 12).unwrap();
    assert_eq!(shown(&trace.answer, 4), "0.2164");
    let sources: Vec<_> = trace.terms.iter().map(|term| &term.source).collect();
    assert!(matches!(sources[0], Source::Field { field, row: 12, .. } if field == "学生数"));
    assert!(sources.iter().any(|s| matches!(s, Source::Register { rows, .. } if rows == &[11, 12, 13])));
    assert!(evaluation.trace_row(&row("学校", "学生数"), 99).is_none());
}

#[test]
fn dependencies_name_registers_fields_parameters_and_years() {
    let formula = grouped(
        "合计(班级.人数, 学校.城乡 = “城区”) / 上年(合计(班级.人数)) + 参数.差异系数上限(“小学”)",
        &["学校.学段"],
    );
    let depends = formula.depends();
    let fields: Vec<_> = depends.fields.iter().map(|(r, f, y)| format!("{r}.{f}{y:+}")).collect();
    assert_eq!(
        fields,
        [
            "学校.城乡+0",
            "学校.学段-1",
            "学校.学段+0",
            "学校.标识码-1",
            "学校.标识码+0",
            "班级.人数-1",
            "班级.人数+0",
            "班级.学校-1",
            "班级.学校+0"
        ]
    );
    assert!(depends.registers.contains(&("班级".into(), -1)));
    assert!(depends.parameters.contains(&("差异系数上限".into(), 0)));
}
