//! Values, verdicts, gaps, sentences, lineage.

use super::*;
use assess::{Verdict, run_examples};
use formula::Source;

const SCHOOLS: &str = "学年|标识码|县|城乡|学段|学生数|班数|面积
2021|一|甲县|城区|小学|100|4|400
2022|一|甲县|城区|小学|120|4|600
2022|二|甲县|乡村|小学|80|4|400
2022|三|乙县|乡村|初中|100|4|500";

#[test]
fn a_figure_is_printed_judged_and_told_how_far_it_is_from_its_threshold() {
    let mut assessor = assessor(&pack("shapes"), &[("学校", SCHOOLS)]);
    let assessment = assessor.assess(2022);
    let area = assessment.outcome("area-per-pupil").unwrap();
    assert_eq!(area.printed.as_deref(), Some("66.7%"));
    assert_eq!(area.value.as_deref(), Some("66.666666666667"));
    assert_eq!(area.verdict, Some(Verdict::NotMet));
    let gap = area.gap.as_ref().unwrap();
    assert_eq!((gap.sign, gap.threshold.as_str(), gap.good), ("≥", "85%", false));
    assert_eq!(gap.printed, "18.3个百分点");
    assert_eq!(area.problem.as_deref(), Some("面积达标学校占66.7%，离85%还差18.3个百分点"));
    let size = assessment.outcome("class-size").unwrap();
    assert_eq!((size.printed.as_deref(), size.verdict), (Some("25.0人/个"), Some(Verdict::Met)));
    assert!(size.gap.as_ref().unwrap().good);
    let growth = assessment.outcome("pupils-growth").unwrap();
    assert_eq!(growth.sentence.as_deref(), Some("2022年在校学生增长200.00%"));
    assert_eq!(assessment.outcome("names").unwrap().printed.as_deref(), Some("二、三"));
}

#[test]
fn a_grouped_indicator_is_met_when_every_group_is() {
    let mut assessor = assessor(&pack("shapes"), &[("学校", SCHOOLS)]);
    let assessment = assessor.assess(2022);
    let county = assessment.outcome("county-area").unwrap();
    let told: Vec<_> = county
        .groups
        .iter()
        .map(|g| (g.key.join(""), g.printed.clone().unwrap(), g.verdict.unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("乙县".to_string(), "5.00㎡/人".to_string(), Verdict::Met),
            ("甲县".to_string(), "5.00㎡/人".to_string(), Verdict::Met),
        ]
    );
    assert_eq!(county.verdict, Some(Verdict::Met));
    let variation = assessment.outcome("area-variation").unwrap();
    assert_eq!(variation.sentence.as_deref(), Some("生均面积差异系数初中0.0000、小学0.0000，其中小学0.0000"));
    assert_eq!(variation.parameters.len(), 2);
    assert_eq!(variation.status, define::Status::Secondary, "no surer than its thresholds");
}

#[test]
fn the_worked_example_of_five_schools_gives_a_variation_of_0_5153() {
    let text = "学年|标识码|县|学段|学生数|面积
2022|一|甲县|小学|45|279
2022|二|甲县|小学|37|137
2022|三|甲县|小学|89|935
2022|四|甲县|小学|76|160
2022|五|甲县|小学|55|402";
    let mut assessor = assessor(&pack("shapes"), &[("学校", text)]);
    let outcome = assessor.outcome("area-variation", 2022).unwrap();
    assert_eq!(outcome.groups[0].printed.as_deref(), Some("0.5153"));
    assert_eq!(outcome.verdict, Some(Verdict::NotMet), "0.4888 unweighted would have passed");
    assert_eq!(outcome.problem.as_deref(), Some("生均面积差异系数小学0.5153，未达到标准"));
}

#[test]
fn what_is_missing_is_never_nought() {
    let text = "学年|标识码|县|学段|学生数|班数|面积\n2022|一|甲县|小学||4|600\n2022|二|甲县|小学|80|4|400";
    let mut assessor = assessor(&pack("shapes"), &[("学校", text)]);
    let assessment = assessor.assess(2022);
    let pupils = assessment.outcome("pupils").unwrap();
    assert_eq!((pupils.value.as_deref(), pupils.printed.as_deref(), pupils.verdict), (None, None, None));
    let told = assess::tell_reason(&pupils.reasons[0], |register, row| {
        assert_eq!((register, row), ("学校", 1));
        Some("样例一校".to_string())
    });
    assert_eq!(told, "2022年“学校”里样例一校的“学生数”没有填");
    let growth = assessment.outcome("pupils-growth").unwrap();
    assert_eq!((growth.verdict, growth.sentence.as_deref()), (Some(Verdict::CannotTell), None));
    let certified = assessment.outcome("certified").unwrap();
    assert_eq!(certified.verdict, Some(Verdict::CannotTell), "nobody reported teachers");
    assert!(certified.reasons[0].to_string().contains("教师"));
    let whole = assessment.outcome("whole").unwrap();
    assert_eq!(whole.parts.len(), 3);
    assert_eq!(whole.verdict, Some(Verdict::CannotTell));
    assert_eq!(assessor.outcome("area-variation", 2016).unwrap().verdict, Some(Verdict::CannotTell));
}

#[test]
fn a_threshold_outside_its_dates_is_unknown() {
    let text = SCHOOLS.replace("2022", "2016").replace("2021", "2015");
    let mut assessor = assessor(&pack("shapes"), &[("学校", &text)]);
    let outcome = assessor.outcome("area-variation", 2016).unwrap();
    assert_eq!(outcome.groups[1].printed.as_deref(), Some("0.0000"), "the value is known");
    assert_eq!(outcome.verdict, Some(Verdict::CannotTell), "but not the threshold of 2016");
    assert!(outcome.reasons.iter().any(|reason| reason.to_string().contains("差异系数上限")));
}

#[test]
fn a_lineage_leads_down_to_the_rows_of_both_years() {
    let pack = pack("shapes");
    let mut assessor = assessor(&pack, &[("学校", SCHOOLS)]);
    assessor.assess(2022);
    let growth = assessor.explain("pupils-growth", 2022, &[]).unwrap();
    assert_eq!(growth.formula, "指标.在校学生 / 上年(指标.在校学生) - 1");
    let below: Vec<(i32, String)> =
        growth.inputs.iter().map(|input| (input.year, input.below.as_ref().unwrap().value())).collect();
    assert_eq!(below, [(2022, "300".to_string()), (2021, "100".to_string())]);
    let school = |year, row| ("学校".to_string(), year, row);
    assert_eq!(growth.rows(), [school(2021, 1), school(2022, 2), school(2022, 3), school(2022, 4)]);
    let group = assessor.explain("county-area", 2022, &["甲县".to_string()]).unwrap();
    assert_eq!(group.rows(), [school(2022, 2), school(2022, 3)]);
    assert_eq!(assessor.explain("county-area", 2022, &["丙县".to_string()]), None);
    let cell = assessor.explain_cell("学校", "生均面积", 2022, 2).unwrap();
    assert_eq!(cell.value(), "5");
    let fields: Vec<&str> = cell
        .inputs
        .iter()
        .filter_map(|input| match &input.source {
            Source::Field { field, .. } => Some(field.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(fields, ["面积", "学生数"]);
}

#[test]
fn a_row_that_breaks_a_check_is_told_at_its_place() {
    let pack = pack("shapes");
    let text =
        "学年|标识码|县|学段|学生数|班数\n2022|一|甲县|小学|3|4\n2022|二|甲县|小学||4\n2022|三|甲县|小学|4|4";
    let assessor = assessor(&pack, &[("学校", text)]);
    let place = |row: u64| Some(finding::Place::cell("表.csv", row as u32 + 1, 1));
    let findings = assessor.broken_checks("学校", 2022, place);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        findings[0].to_string(),
        "错误 表.csv A2：班数不应多于学生数 [import.check]\n    → 应当：班数 <= 学生数 * 1个 / 1人"
    );
    assert!(assessor.broken_checks("学校", 2022, |_| None).is_empty());
}

#[test]
fn examples_that_come_out_otherwise_are_told_with_the_reason() {
    let files = |value: &str, verdict: &str| {
        let register = "name = \"教育经费\"\ncounter = \"笔\"\nperiod = \"calendar-year\"\nperiod_field = \"年度\"\nkey = [\"年度\"]\n\
            source = { document = \"样例\", status = \"local\" }\nfields = [{ name = \"年度\", type = \"integer\", required = true }, { name = \"金额\", type = \"money\" }]";
        let indicator = "name = \"增长率\"\nunit = \"%\"\nformula = \"合计(教育经费.金额) / 上年(合计(教育经费.金额)) - 1\"\nmet_when = \"结果 >= 0\"\n\
            print = { decimals = 2 }\nsource = { document = \"样例\", status = \"local\" }";
        let example = format!(
            "[[example]]\nname = \"增长\"\nyear = 2022\nvalue = \"{value}\"\nverdict = \"{verdict}\"\n[example.facts]\n\
             \"教育经费\" = [{{ \"年度\" = 2021, \"金额\" = \"1528461290\" }}, {{ \"金额\" = \"1543900000.37\" }}]\n\
             [[example]]\nname = \"没有上年\"\nyear = 2022\nverdict = \"{verdict}\"\nfacts.\"教育经费\" = [{{ \"金额\" = \"1\" }}]"
        );
        let files = vec![
            File::new("pack.toml", "id = \"p\"\nname = \"样例\""),
            File::new("registers/budget.toml", register),
            File::new("indicators/growth.toml", indicator),
            File::new("indicators/growth.example.toml", example),
        ];
        Arc::new(check(&[PackFiles::new("p", files)]).pack.unwrap())
    };
    let told: Vec<String> = run_examples(&files("1.05%", "met")).iter().map(|f| f.sentence.clone()).collect();
    assert_eq!(
        told,
        [
            "示例“增长”的值应为“1.05%”，算出来是“1.01%”",
            "示例“没有上年”的判定应为“met”，算出来是“cannot-tell”"
        ]
    );
    let right = run_examples(&files("1.01%", "met"));
    assert_eq!(right.len(), 1);
    assert!(right[0].hint.as_ref().unwrap().contains("2021年没有台账“教育经费”的数据"));
}

#[test]
fn looking_back_year_by_year_ends() {
    let pack = pack("shapes");
    let mut assessor = assessor(&pack, &[("承诺", "编号|名额\n一|3\n二|4")]);
    assert_eq!(assessor.outcome("pledged-before", 2022).unwrap().printed.as_deref(), Some("21人"));
    assert_eq!(assessor.outcome("pledged-before", 1990).unwrap().printed.as_deref(), Some("21人"));
    assert_eq!(assessor.outcome("pledged-before", 2022).unwrap().printed.as_deref(), Some("21人"));
}
