//! Figures of the field.

use crate::district::*;
use formula::{Answer, Cells, Column, Evaluation, Kind, Scope, compile};

#[test]
fn the_coefficient_of_variation_of_five_schools_is_0_5153() {
    let world = five_schools();
    assert_eq!(value(&world, "加权平均(学校.图书 / 学校.学生数, 学校.学生数)"), "6.3344");
    assert_eq!(value(&world, "差异系数(学校.图书 / 学校.学生数, 学校.学生数)"), "0.5153");
    assert_eq!(
        value(&world, "差异系数(学校.图书 / 学校.学生数, 1)"),
        "0.4888",
        "unweighted it would seem met"
    );
    assert_eq!(value(&world, "差异系数(学校.图书 / 学校.学生数, 学校.学生数) <= 50%"), "否");
    assert_eq!(value(&world, "加权标准差(图书 / 学生数, 学校.学生数)"), "3.2639");
}

#[test]
fn aggregates_count_sum_and_list() {
    let world = five_schools();
    for (source, expected) in [
        ("计数(学校)", "5"),
        ("计数(学校, 学生数 >= 50 且 非 学段 = \"初中\")", "1"),
        ("合计(学校.学生数, 学校.学段 = “小学”)", "171"),
        ("合计(学校.学生数, 学生数 > 1000)", "0"),
        ("平均(学校.学生数)", "60.4"),
        ("最大(学校.学生数)", "89"),
        ("最小(学校.学生数, 在(学校.城乡, \"城区\", \"镇区\"))", "37"),
        ("中位数(学校.学生数)", "55"),
        ("中位数(学校.学生数, 学段 = \"初中\")", "65.5"),
        ("去重计数(学校.城乡)", "3"),
        ("占比(学校, 学生数 >= 50)", "0.6"),
        ("占比(学校, 学生数 >= 50, 学段 = \"小学\")", "0.3333"),
        ("名单(学校.城乡)", "城区、镇区、乡村"),
        ("名单(学校.名称, 学生数 < 50)", "样例一小、样例二小"),
        ("首个(学校.名称, 学段 = \"初中\")", "样例四中"),
        ("连写(最小(学校.学生数), \"—\", 年度, \"年\")", "37—2022年"),
        ("全部(学校, 学生数 >= 37)", "是"),
        ("全部(学校, 寄宿)", "否"),
        ("存在(学校, 寄宿)", "是"),
        ("较大(合计(学校.学生数) * 100元/人, 参数.兜底)", "300000"),
        ("较小(1, 2) + 绝对值(-3) + 四舍五入(2.345, 2) + 进一(1.01) + 取整(-0.5)", "7.35"),
        ("若(计数(学校) > 3所, \"多\", \"少\")", "多"),
        ("参数.差异系数上限(\"初中\")", "0.45"),
        ("年度 - 2000", "22"),
        ("指标.一般公共预算教育经费 / 上年(指标.一般公共预算教育经费) - 1", "0.0101"),
        ("2022-09-01 - 2022-08-25 >= 7天", "是"),
    ] {
        assert_eq!(value(&world, source), expected, "{source}");
    }
}

#[test]
fn what_is_not_there_is_unknown_with_its_place_never_nought() {
    let world = five_schools();
    for (source, expected) in [
        ("计数(学校, 寄宿)", "说不清：2022年台账“学校”第14号记录的“寄宿”没有填"),
        ("计数(学校, 寄宿 且 学生数 < 50)", "1"),
        ("平均(学校.学生数, 学生数 > 1000)", "说不清：台账“学校”没有符合条件的记录"),
        ("合计(学校.学生数) / 合计(学校.学生数, 学生数 > 1000)", "说不清：除数为零"),
        ("合计(班级.人数)", "说不清：2022年没有台账“班级”的数据"),
        ("上年(参数.兜底)", "说不清：参数“兜底”在2021年没有有效值"),
        ("若(计数(学校) > 3, 1, 平均(班级.人数))", "1"),
        ("计数(学校, 有值(学校.寄宿))", "4"),
    ] {
        assert_eq!(value(&world, source), expected, "{source}");
    }
}

#[test]
fn groups_by_a_field_and_the_limit_of_each_group() {
    let world = five_schools();
    let evaluation = Evaluation::new(&world, 2022);
    let formula = grouped("差异系数(学校.图书 / 学校.学生数, 学校.学生数)", &["学段"]);
    let scope = Scope::Verdict { result: formula.kind().clone(), by: vec!["学段".into()] };
    let met = compile("结果 <= 参数.差异系数上限(学段)", &scope, &schema()).unwrap();
    let told: Vec<_> = evaluation
        .groups(&formula)
        .into_iter()
        .map(|group| {
            let verdict = evaluation.verdict(&met, &group.value, &group.key);
            format!("{} {} {}", shown(&group.key[0], 0), shown(&group.value, 4), shown(&verdict, 0))
        })
        .collect();
    assert_eq!(told, ["初中 0.5987 否", "小学 0.3604 是"]);
    assert_eq!(formula.describe(), "按学段分别计算：以学生数为权的“学校”的图书除以学生数的差异系数");
}

#[test]
fn a_nine_year_school_is_split_1_to_1_1_to_1_32() {
    // Norm: 教督〔2012〕3号: 166 primary and 210 lower secondary pupils share 23226 books as 9711.6 and 13514.4.
    let world = District::default().with(
        "学校",
        2022,
        vec![1, 2, 3],
        vec![
            texts("标识码", &["九甲", "九甲", "独乙"]),
            texts("学段", &["小学", "初中", "小学"]),
            numbers("学生数", &["166", "210", "80"]),
            numbers("图书", &["23226", "23226", "800"]),
        ],
    );
    let mut evaluation = Evaluation::new(&world, 2022);
    let weighted = evaluation.column(&row("学校", "学生数 * 若(学段 = “小学”, 1, 1.1)"), "折算人数").unwrap();
    assert_eq!(weighted.cells, Cells::Numbers { mantissas: vec![1660, 2310, 800], scale: 1 });
    let mut frame = (*world.frames[&("学校".to_string(), 2022)]).clone();
    frame.columns.push(weighted);
    let world = District::default().with("学校", 2022, frame.rows, frame.columns);
    evaluation = Evaluation::new(&world, 2022);
    let books = evaluation.rows(&row("学校", "图书 * 折算人数 / 合计(折算人数, 同 标识码)"));
    let told: Vec<_> = books.iter().map(|answer| shown(answer, 1)).collect();
    assert_eq!(told, ["9711.6", "13514.4", "800"]);
}

fn with_guards() -> District {
    five_schools()
        .with(
            "保安员",
            2022,
            vec![1, 2, 3, 4],
            vec![
                texts("学校", &["甲", "甲", "丙", "无"]),
                texts("姓名", &["样例子", "样例丑", "样例寅", "样例卯"]),
                Column::dates(
                    "上岗日期",
                    &[formula::day(2020, 9, 1), formula::day(2022, 3, 1), None, Some(0)],
                ),
            ],
        )
        .with(
            "班级",
            2022,
            vec![1, 2, 3],
            vec![
                texts("学校", &["甲", "甲", "丙"]),
                numbers("人数", &["45", "46", ""]),
                numbers("年级", &["1", "2", "1"]),
            ],
        )
}

#[test]
fn registers_are_linked_by_equality_and_by_reference() {
    let world = with_guards();
    let evaluation = Evaluation::new(&world, 2022);
    let counts: Vec<_> =
        evaluation.rows(&row("学校", "计数(保安员, 学校 = 本.标识码)")).iter().map(|a| shown(a, 0)).collect();
    assert_eq!(counts, ["2", "0", "1", "0", "0"]);
    assert_eq!(value(&world, "占比(学校, 计数(保安员, 保安员.学校 = 本.标识码) >= 1)"), "0.4");
}

#[test]
fn a_pointer_to_nowhere_is_told() {
    let world = with_guards();
    assert_eq!(
        value(&world, "计数(保安员, 保安员.学校.城乡 = “城区”)"),
        "说不清：2022年台账“保安员”第4号记录的“学校”在“学校”中找不到"
    );
    assert_eq!(value(&world, "计数(保安员, 有值(保安员.学校.城乡) 且 保安员.学校.城乡 = “城区”)"), "2");
    assert_eq!(value(&world, "合计(班级.人数, 年级 = 2)"), "46");
    assert_eq!(
        value(&world, "全部(班级, 人数 <= 45)"),
        "否",
        "one class of 46 settles it, whatever the missing one is"
    );
    assert_eq!(value(&world, "去重计数(班级.学校) >= 2所"), "是");
}

#[test]
fn a_computed_column_ends_when_the_numbers_end() {
    let world = five_schools();
    let evaluation = Evaluation::new(&world, 2022);
    let halves = evaluation.column(&row("学校", "学生数 / 8"), "半").unwrap();
    assert_eq!(halves.cells, Cells::Numbers { mantissas: vec![5625, 4625, 11125, 9500, 6875], scale: 3 });
    let thirds = evaluation.column(&row("学校", "学生数 / 3"), "三").unwrap();
    assert!(matches!(thirds.cells, Cells::Spans(_)));
    let boarders = evaluation.column(&row("学校", "若(寄宿, 学生数, 0)"), "寄宿生").unwrap();
    assert_eq!(boarders.missing.count(), 1);
    assert!(boarders.reasons[&3][0].to_string().contains("第14号记录的“寄宿”"));
    assert!(matches!(row("学校", "学生数 > 3").kind(), Kind::Boolean));
    let _: Vec<Answer> = evaluation.rows(&row("学校", "学生数 > 3"));
}

#[test]
fn a_row_that_may_belong_anywhere_leaves_every_count_open_unless_it_is_filtered_out() {
    let world = five_schools().with(
        "保安员",
        2022,
        vec![1, 2],
        vec![texts("学校", &["甲", ""]), texts("姓名", &["样例子", "样例丑"])],
    );
    let evaluation = Evaluation::new(&world, 2022);
    let told = |source: &str| {
        let answers = evaluation.rows(&row("学校", source));
        answers.iter().map(|answer| shown(answer, 0)).collect::<Vec<_>>()
    };
    let open = "说不清：2022年台账“保安员”第2号记录的“学校”没有填";
    assert_eq!(told("计数(保安员, 学校 = 本.标识码)"), [open; 5]);
    assert_eq!(told("计数(保安员, 学校 = 本.标识码 且 姓名 <> “样例丑”)"), ["1", "0", "0", "0", "0"]);
    let groups = evaluation.groups(&grouped("计数(保安员)", &["学校"]));
    assert_eq!(shown(&groups[0].value, 0), open);
}
