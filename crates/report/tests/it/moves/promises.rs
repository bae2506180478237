//! The scheme, commitments and problem lists (S01, S23, S64–S66).

use super::{Cells, Edit, Trial, run};

#[test]
fn promises_and_goals_follow_from_their_rows() {
    run(&[
        Trial {
            name: "去年的承诺没有核实完成，列为上轮整改",
            edits: &[Edit::Remove("办理步骤", &[("案号", "500152-CN-011"), ("步骤", "核实完成")])],
            prints: &[("commitments-open", "11项", "12项")],
            says: &["上轮整改：完成教育城域网出口扩容（区教委，2022年9月28日到期没有完成）。"],
            ..Trial::default()
        },
        Trial {
            name: "普惠性幼儿园覆盖率降了，规划目标跟着没有达到",
            edits: &[Edit::Set("幼儿园", &[("办别", "民办")], &[("普惠认定", "否")])],
            prints: &[("F36", "99.3%", "57.3%"), ("plan-goals-reached", "60%", "40%")],
            says: &["已监测目标的达成率为40%"],
            ..Trial::default()
        },
        Trial {
            name: "依据文件里改什么，方案的条数都不变",
            edits: &[Edit::Set("依据文件", &[("用途", "年度评价方案")], &[("标题", "别的方案")])],
            prints: &[("F05", "10个方面", "10个方面"), ("F06", "26条", "26条")],
            ..Trial::default()
        },
        Trial {
            name: "清单上一个问题报了没有核销，过了期限",
            edits: &[Edit::Remove("办理步骤", &[("案号", "500152-QD-001"), ("步骤", "核销")])],
            prints: &[("problem-lists-in-time", "75%", "62.5%")],
            says: &["全年问题清单按期办结率为62.5%"],
            ..Trial::default()
        },
        Trial {
            name: "一项投入承诺核实完成又撤了回来",
            edits: &[Edit::Remove("办理步骤", &[("案号", "500152-CN-011"), ("步骤", "核实完成")])],
            prints: &[("investment-pledges-open", "5项", "6项")],
            says: &["在办投入承诺6项逐项督办"],
            ..Trial::default()
        },
        Trial {
            name: "教师待遇低于公务员，常设预警触发",
            edits: &[Edit::Set("工资统计", &[("人员群体", "公务员")], &[("人数", "100")])],
            prints: &[("pledge-alerts", "0项", "1项")],
            gone: &["总量、生均、待遇的常设预警均未触发"],
            says: &["总量、生均、待遇的常设预警已触发1项，编制预算时先行补足"],
            ..Trial::default()
        },
    ]);
}

/// The steps by which the problem of missing posts would be closed.
const ASKED: Cells<'_> = &[
    ("环", "self-problems"),
    ("案号", "500152-ZP-003"),
    ("步次", "2"),
    ("步骤", "申请销号"),
    ("日期", "2022-11-10"),
    ("经办人", "样例承办人"),
    ("角色", "责任单位"),
    ("材料", "样例申请"),
];
const CLOSED: Cells<'_> = &[
    ("环", "self-problems"),
    ("案号", "500152-ZP-003"),
    ("步次", "3"),
    ("步骤", "数据好转销号"),
    ("日期", "2022-11-16"),
    ("经办人", "样例督导员"),
    ("角色", "督导室"),
    ("材料", "样例编制数据"),
];
const STRUCK: Edit<'_> = Edit::Set("自评问题", &[("编号", "500152-ZP-003")], &[("销号日期", "2022-11-16")]);

/// How many posts one school of the city lacked in the year before.
const fn lacked(posts: &'static [(&'static str, &'static str)]) -> Edit<'static> {
    Edit::Add("编制", posts)
}

#[test]
fn what_the_self_evaluation_owned_up_to_is_closed_by_better_data_alone() {
    run(&[
        Trial {
            name: "上年没有报数，不知道好转没有：不能销号",
            edits: &[Edit::Add("办理步骤", ASKED), Edit::Add("办理步骤", CLOSED), STRUCK],
            refused: &["loop.condition-open"],
            ..Trial::default()
        },
        Trial {
            name: "上年缺得少，今年缺得多：不能销号",
            edits: &[
                Edit::Add("办理步骤", ASKED),
                Edit::Add("办理步骤", CLOSED),
                STRUCK,
                lacked(&[
                    ("年度", "2021"),
                    ("单位代码", "甲"),
                    ("单位名称", "甲校"),
                    ("单位类别", "中小学"),
                    ("城乡", "城区"),
                    ("核定编制", "100"),
                    ("在编人数", "99"),
                ]),
            ],
            refused: &["loop.condition"],
            ..Trial::default()
        },
        Trial {
            name: "今年缺得比上年少：销号",
            edits: &[
                Edit::Add("办理步骤", ASKED),
                Edit::Add("办理步骤", CLOSED),
                STRUCK,
                lacked(&[
                    ("年度", "2021"),
                    ("单位代码", "甲"),
                    ("单位名称", "甲校"),
                    ("单位类别", "中小学"),
                    ("城乡", "城区"),
                    ("核定编制", "9000"),
                    ("在编人数", "100"),
                ]),
            ],
            prints: &[("self-problems-teachers", "1个", "0个"), ("self-problems-development", "2个", "2个")],
            gone: &["自评问题清单中的师资问题尚有1个"],
            says: &["自评问题清单中的师资问题均已销号"],
            ..Trial::default()
        },
        Trial {
            name: "没有步骤而写了销号日期：不收，也不算",
            edits: &[STRUCK],
            prints: &[("self-problems-teachers", "1个", "1个")],
            refused: &["loop.case-differs"],
            ..Trial::default()
        },
        Trial {
            name: "基线不能靠改期限拖过去",
            edits: &[Edit::Set("自评问题", &[("编号", "500152-ZP-003")], &[("期限", "2025-12-31")])],
            refused: &["import.row.check", "loop.deadline-moved"],
            ..Trial::default()
        },
        Trial {
            name: "一组问题一个也没有列：不说都销号了",
            edits: &[
                Edit::Remove("自评问题", &[("组别", "师资")]),
                Edit::Remove("办理步骤", &[("案号", "500152-ZP-003")]),
            ],
            prints: &[("self-problems-teachers", "1个", "—")],
            ..Trial::default()
        },
    ]);
}

#[test]
fn towns_are_compared_by_what_they_owe_and_did() {
    let day: Cells<'_> = &[("镇街", "500152110"), ("日期", "2022-06-07")];
    run(&[Trial {
        name: "一个镇一天没有播",
        edits: &[Edit::Remove("防溺水宣传", day)],
        gone: &["各镇街该报、该查、该播的都按期办了"],
        says: &["没有按期办完的镇街有双江镇99.41%"],
        ..Trial::default()
    }]);
}
