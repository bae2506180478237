//! Every figure of the 2022 self-evaluation report that rows can carry, summed from the files' text and compared with
//! `figures.txt`, whose values are those that the report prints (norm: the district's published report).

use super::tables::{Row, Tables, all, growth, percent, quotient};
use std::collections::{BTreeMap, BTreeSet};

const GOLDEN: &str = include_str!("figures.txt");

#[test]
fn rows_add_up_to_every_figure_of_the_report() {
    let computed = figures(&Tables::of(&sample::Spec::tongnan_2022()));
    let golden: BTreeMap<String, String> = GOLDEN
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .map(|(id, value)| (id.to_owned(), value.to_owned()))
        .collect();
    for (id, value) in &golden {
        assert_eq!(computed.get(id), Some(value), "{id}");
    }
    assert_eq!(computed.len(), golden.len(), "every computed figure has its golden value");
}

fn figures(tables: &Tables) -> BTreeMap<String, String> {
    let mut figures = BTreeMap::new();
    let mut put = |id: &str, value: String| {
        assert!(figures.insert(id.to_owned(), value).is_none(), "{id} twice");
    };
    leadership(tables, &mut put);
    money(tables, &mut put);
    schools(tables, &mut put);
    safety(tables, &mut put);
    phrases(tables, &mut put);
    figures
}

type Put<'p> = dyn FnMut(&str, String) + 'p;

fn leadership(t: &Tables, put: &mut Put<'_>) {
    let scheme = t.one("依据文件", "用途", "年度评价方案");
    put("F02", t.one("依据文件", "用途", "评价工作方案").cell("文号").into());
    put("F03", scheme.cell("文号").into());
    put("F04", scheme.cell("年份").into());
    let kind = |item: &Row| t.one("会议", "会议编号", item.cell("会议")).cell("会议类型").to_owned();
    let safe = |item: &Row| item.is("类别", "学校安全");
    let education = t.distinct("会议议题", "会议", |item| {
        !safe(item) && matches!(kind(item).as_str(), "区委常委会会议" | "区政府常务会议")
    });
    let safety = t.distinct("会议议题", "会议", |item| safe(item) && kind(item) == "区委常委会会议");
    assert!(education.is_disjoint(&safety), "no meeting stands in both counts");
    put("F07", education.len().to_string());
    put("F67", safety.len().to_string());
    put("F09", t.count("好事实事", |row| row.is("学校验收", "是")).to_string());
    let owed = t.count("学校", all) * 4;
    assert_eq!(t.count("意识形态报告", all), owed, "a zero is proven by reports");
    assert!(t.count("意识形态报告", |row| row.cell("报送日期").is_empty()) == 0, "every report has its day");
    let events = t.registers().filter(|(name, _)| *name == "意识形态事件").map(|(_, rows)| rows.len());
    put("F13", events.sum::<usize>().to_string());
    put("F14", t.count("师德清单条款", |row| row.is("现行", "是")).to_string());
    let in_post = |row: &Row| (row.cell("起聘日期")..=row.cell("到期日期")).contains(&"2022-12-31");
    put("F15", t.distinct("法治副校长", "人员编号", in_post).len().to_string());
    put("F16", t.count("安全法治活动", all).to_string());
    put("F17", t.sum("安全法治活动", "宣传资料", all).to_string());
    put("F18", t.count("应急演练", all).to_string());
    for (id, kind) in [("F19", "专项整治"), ("F20", "专项检查")] {
        let begun = |row: &Row| row.is("类别", kind) && row.cell("启动日期").starts_with("2022");
        put(id, t.count("专项行动", begun).to_string());
    }
    for (id, kind) in [("F21", "教育事业规划"), ("F22", "学校布局规划")] {
        let plan = t.one("规划文件", "类别", kind);
        put(id, format!("{}—{}", plan.cell("起始年"), plan.cell("终止年")));
    }
    let goal = t.one("规划目标", "目标", "引进高职院校");
    put("F59", format!("{}-{}", goal.cell("目标下限"), goal.cell("目标上限")));
}

fn money(t: &Tables, put: &mut Put<'_>) {
    let spent = |year: &str, stage: &str| {
        t.hundredths("教育经费", "金额", |row| {
            row.is("年度", year)
                && row.is("资金口径", "一般公共预算")
                && (stage.is_empty() || row.is("学段", stage))
        })
    };
    let hundred_million = 100 * 100_000_000;
    let (now, before) = (spent("2022", ""), spent("2021", ""));
    put("F24", quotient(now, hundred_million, 2) + "亿元");
    put("F25", quotient(before, hundred_million, 2) + "亿元");
    put("F26", growth((now, 1), (before, 1), 2));
    let pupils = |year: &str, stage: &str| {
        t.sum("学段学生", "在校学生", |row| row.is("年度", year) && row.is("学段", stage))
    };
    for (id, stage) in [("F27", "初中"), ("F28", "小学")] {
        let each = |year: &str| (spent(year, stage), pupils(year, stage));
        put(id, growth(each("2022"), each("2021"), 2));
    }
    let floor = t.rows("公用经费核定").iter().map(|row| row.number("预算金额")).min();
    put("F30", floor.unwrap_or_default().to_string() + "元");
    let line = |name: &str| t.hundredths("经费项目", "预算", |row| row.is("项目", name));
    for (id, name) in [
        ("F31", "教育城域网出口带宽"),
        ("F55", "高中生均公用经费"),
        ("F56", "高中改善办学条件"),
        ("F57", "高中公用经费补助"),
        ("F58", "高中教育收费返还"),
    ] {
        put(id, quotient(line(name), 100, 2) + "万元");
    }
    assert_eq!(
        t.hundredths("经费项目", "上解", |row| row.is("项目", "高中教育收费返还")),
        line("高中教育收费返还")
    );
    for (id, group) in [("F63", "公务员"), ("F64", "义务教育教师")] {
        let of = |row: &Row| row.is("人员群体", group);
        let sum = t.hundredths("工资统计", "工资总额", of);
        put(id, quotient(sum, t.sum("工资统计", "人数", of) * 100 * 10_000, 2) + "万元");
    }
    let (base, fund) =
        (t.hundredths("职工教育经费", "计提基数", all), t.hundredths("职工教育经费", "预算金额", all));
    put("F65", percent(fund, base, 1));
    put("F66", quotient(fund, 100 * 10_000, 2) + "万元");
}

fn schools(t: &Tables, put: &mut Put<'_>) {
    let least =
        |field: &str| t.rows("网络接入").iter().map(|row| row.number(field)).min().unwrap_or_default();
    put("F32", format!("{}G", least("内网带宽")));
    put("F33", format!("{}兆", least("到校带宽")));
    let children = |keep: fn(&Row) -> bool| {
        let of: BTreeSet<&str> =
            t.rows("幼儿园").iter().filter(|row| keep(row)).map(|row| row.cell("标识码")).collect();
        t.sum("幼儿班级", "幼儿数", |row| of.contains(row.cell("幼儿园")))
    };
    let residents = t.sum("适龄人口", "人数", |row| row.is("年龄段", "三至五岁"));
    put("F35", percent(children(all), residents, 2));
    put("F36", percent(children(|row| row.is("办别", "公办") || row.is("普惠认定", "是")), children(all), 2));
    put("F37", percent(children(|row| row.is("办别", "公办")), children(all), 2));
    let serves = |row: &Row, post: &str| row.is("岗位", post) && row.cell("离岗日期").is_empty();
    let staff = |post: &str| {
        let mut of: BTreeMap<&str, i128> =
            t.rows("幼儿班级").iter().map(|row| (row.cell("班级编号"), 0)).collect();
        for row in t.rows("幼儿园保教人员").iter().filter(|row| serves(row, post)) {
            of.entry(row.cell("班级")).and_modify(|count| *count += 1);
        }
        of
    };
    let each = |post: &str| staff(post).into_values().min().unwrap_or_default();
    put("F38", format!("{}+{}", each("教师"), each("保育员")));
    for (id, post) in [("F39", "教师"), ("F40", "保育员")] {
        put(
            id,
            t.count("幼儿园保教人员", |row| serves(row, post) && row.is("用工形式", "购买服务")).to_string(),
        );
    }
    let staff = t.count("幼儿园保教人员", |row| row.cell("离岗日期").is_empty());
    assert!(children(all) <= staff * 9, "at least as good as 1:9");
    put("F41", format!("1:{}", quotient(children(all), staff, 0)));
    let done = |project: &Row, step: &str| {
        let own = |row: &Row| row.is("环", "building") && row.is("案号", project.cell("编号"));
        t.count("办理步骤", |row| own(row) && row.is("步骤", step)) > 0
    };
    let projects = |kind: &str, step: &str, not: &str| {
        let reached = |row: &Row| (step.is_empty() || done(row, step)) && !done(row, not);
        t.count("建设项目", |row| row.is("类型", kind) && reached(row))
    };
    let places = |kind: &str| -> i128 {
        let used = t.rows("建设项目").iter().filter(|row| row.is("类型", kind) && done(row, "投用"));
        used.map(|row| row.number("新增班数") * row.number("设计班额")).sum()
    };
    put("F42", projects("小区配套幼儿园", "投用", "").to_string());
    put("F43", places("小区配套幼儿园").to_string());
    put("F44", projects("幼儿园迁建", "", "开工").to_string());
    put("F45", projects("新建小学", "投用", "").to_string());
    put("F46", places("新建小学").to_string());
    put("F47", projects("运动场建设", "竣工验收", "投用").to_string());
    put("F48", projects("校舍改造", "开工", "竣工验收").to_string());
    let arts = |school: &Row| {
        let own = |row: &Row| row.is("学校", school.cell("标识码")) && !row.is("学段", "高中");
        t.sum("学段部", "体艺专任教师", own).min(school.number("艺体教师应配"))
    };
    let filled: i128 = t.rows("学校").iter().map(arts).sum();
    put("F49", percent(filled, t.sum("学校", "艺体教师应配", all), 2));
    put("F50", t.distinct("执法检查", "机构", all).len().to_string());
    put(
        "F51",
        t.distinct("执法检查", "整改通知书", |row| !row.cell("整改通知书").is_empty()).len().to_string(),
    );
    let decided = |step: &str| t.count("办理步骤", |row| row.is("环", "penalty") && row.is("步骤", step));
    put("F52", decided("决定取缔").to_string());
    put("F53", decided("决定处罚").to_string());
    assert!(
        t.count("执法案件", all) < 6,
        "closures and penalties are decided in the same cases, never added"
    );
    put(
        "F54",
        t.distinct("暑期督导分工", "责任督学", |row| !row.cell("督导日期").is_empty()).len().to_string(),
    );
    for (id, kind) in [("F60", "中小学"), ("F61", "公办幼儿园"), ("F62", "特殊教育学校")] {
        let of = |row: &Row| row.is("单位类别", kind);
        put(id, percent(t.sum("编制", "在编人数", of), t.sum("编制", "核定编制", of), 1));
    }
}

fn safety(t: &Tables, put: &mut Put<'_>) {
    // Periods of so many months in which something of a kind was done, town by town where towns are told apart.
    let rounds = |kind: &str, months: u32| {
        let of = t.rows("督查检查");
        let of = of.iter().filter(|row| row.is("类别", kind));
        let period = |row: &&Row| (row.cell("日期")[5..7].parse::<u32>().unwrap() - 1) / months;
        of.map(|row| (row.cell("镇街").to_owned(), period(&row))).collect::<BTreeSet<_>>().len()
    };
    put("F70", format!("{}/2", rounds("专项督查", 6)));
    let towns = t.count("镇街", all);
    put("F71", format!("{}/4", rounds("镇街专项检查", 3) as i128 / towns));
    put("F72", format!("{}/12", rounds("学校专项抽查", 1)));
    put("F75", t.count("保安员", |row| row.cell("离岗日期").is_empty()).to_string());
    let farthest =
        t.rows("设备").iter().filter(|row| !row.cell("距校门").is_empty()).map(|row| row.number("距校门"));
    put("F77", format!("{}米", farthest.max().unwrap_or_default()));
    put(
        "F78",
        t.count("设备", |row| row.is("类别", "摄像头") && row.cell("停用日期").is_empty()).to_string(),
    );
    let campuses = t.count("校园安防", all);
    let guarded = t.count("校园安防", |campus| {
        let posted = t.count("保安员", |guard| {
            guard.cell("校园") == campus.cell("标识码") && guard.cell("离岗日期").is_empty()
        });
        let code = campus.cell("标识码");
        let of = |register: &str, own: &str, field: &str| t.sum(register, field, |row| row.cell(own) == code);
        let taught = of("班级", "学校", "学生数") + of("高中班级", "学校", "学生数");
        let other = of("中职特教班级", "学校", "学生数");
        let pupils = taught + of("幼儿班级", "幼儿园", "幼儿数") + other;
        posted
            >= if pupils < 100 {
                1
            } else if pupils < 1000 {
                2
            } else {
                3 + (pupils - 1000) / 500
            }
    });
    let checked = |row: &Row| row.is("项目", "封闭化管理") && row.is("结论", "合格");
    let closed = t.distinct("安防核验", "校园", checked).len() as i128;
    let kinds = |kind: &'static str| t.distinct("设备", "校园", move |row| row.is("类别", kind));
    let watched = kinds("一键报警").intersection(&kinds("摄像头")).count() as i128;
    put("F79", [guarded, closed, watched].map(|met| percent(met, campuses, 0)).join(" "));
    let eve = t.rows("安全提醒教育").iter().find(|row| row.is("放假前次数", "1")).unwrap();
    put("F80", ["每天时长", "每周时长", "放假前时长"].map(|field| eve.cell(field).to_owned()).join("/"));
    let every_day = percent(t.count("防溺水宣传", all), towns * 153, 0);
    let placed = t.distinct("防溺水点位", "村社区", all).len() as i128;
    let everywhere = percent(placed, t.count("村社区", all), 0);
    let summer = |row: &Row| row.cell("通知").ends_with("-002");
    let answered = t.count("信件动态", |row| summer(row) && row.is("事件", "已应答"));
    let everyone = percent(answered, t.count("信件", summer), 0);
    put("F82", [every_day, everywhere, everyone].join(" "));
}

/// Set phrases: as many rows as the phrase says.
fn phrases(t: &Tables, put: &mut Put<'_>) {
    let items = |phrase: &str, group: &str| {
        t.count("政策用语", |row| row.is("词语", phrase) && (group.is_empty() || row.is("分组", group)))
    };
    for (id, phrase) in [
        ("F08", "五主"),
        ("F10", "五心"),
        ("F11", "三位一体"),
        ("F12", "六个校园"),
        ("F23", "两个只增不减"),
        ("F69", "六长"),
        ("F73", "一票否决"),
        ("F74", "三防"),
        ("F76", "1+N"),
        ("F81", "四知"),
    ] {
        put(id, items(phrase, "").to_string());
    }
    put("F34", format!("{}+{}", items("两不愁三保障", "不愁"), items("两不愁三保障", "保障")));
    put("F83", ["报表", "问题清单", "机制"].map(|group| items("885", group).to_string()).concat());
    put("F85", ["五育", "五项管理"].map(|phrase| items(phrase, "").to_string()).join("/"));
    put("F86", ["双创", "双减", "双随机"].map(|phrase| items(phrase, "").to_string()).join("/"));
}
