//! Looking back, vetoes of the year before, deadlines put off (S07, S22, S56, S74).

use super::{Edit, Trial, run};

#[test]
fn what_was_closed_is_looked_at_again() {
    run(&[
        Trial {
            name: "又有一个没有回看",
            edits: &[Edit::Remove("整改回看", &[("问题", "500152-ZG2021-001")])],
            prints: &[("closures-rechecked", "91.67%", "83.33%")],
            says: &["往年销号的问题回头看率为83.33%，有问题当年没有回看或者反弹。"],
            ..Trial::default()
        },
        Trial {
            name: "回看出反弹，不算守住",
            edits: &[Edit::Set("整改回看", &[("问题", "500152-ZG2021-001")], &[("结论", "有反弹")])],
            prints: &[("closures-rechecked", "91.67%", "83.33%")],
            ..Trial::default()
        },
        Trial {
            name: "专项反弹而不另立问题",
            edits: &[Edit::Set("合规复查", &[("专项行动", "500152-ZX2021-001")], &[("结论", "反弹")])],
            prints: &[("compliance-relapses", "0次", "1次")],
            gone: &["往年办结的专项回头看没有反弹"],
            says: &["往年办结的专项回头看反弹1次"],
            refused: &["import.row.check"],
        },
        Trial {
            name: "一次复查也没有：不说没有反弹",
            edits: &[Edit::Remove("合规复查", &[("结论", "巩固")])],
            prints: &[("compliance-relapses", "0次", "—")],
            gone: &["往年办结的专项回头看没有反弹"],
            ..Trial::default()
        },
        Trial {
            name: "没有办结的专项谈不上复查",
            edits: &[
                Edit::Remove("办理步骤", &[("案号", "500152-ZX2021-001")]),
                Edit::Set("专项行动", &[("编号", "500152-ZX2021-001")], &[("办结日期", "")]),
                Edit::Set("合规复查", &[("专项行动", "500152-ZX2021-001")], &[("复查人", "样例督导员二")]),
            ],
            prints: &[("campaigns-open", "0项", "1项")],
            refused: &["import.row.check"],
            ..Trial::default()
        },
        Trial {
            name: "办结的人自己回头看",
            edits: &[Edit::Set(
                "办理步骤",
                &[("案号", "500152-ZX2021-001"), ("步骤", "回头看")],
                &[("经办人", "样例牵头人")],
            )],
            refused: &["loop.same-person"],
            ..Trial::default()
        },
    ]);
}

#[test]
fn the_veto_of_the_year_before_is_not_one_of_this_year() {
    run(&[
        Trial {
            name: "上年的溺亡和否决不进今年的数",
            edits: &[
                Edit::Remove("溺亡事件", &[("编号", "500152-NS2021-001")]),
                Edit::Remove("办理步骤", &[("环", "drowning-veto")]),
            ],
            prints: &[("drownings", "0人", "0人"), ("vetoed-units", "0个", "0个")],
            ..Trial::default()
        },
        Trial {
            name: "作出否决的人审申诉",
            edits: &[Edit::Set(
                "办理步骤",
                &[("环", "drowning-veto"), ("步骤", "维持")],
                &[("经办人", "样例考核专员")],
            )],
            refused: &["loop.closer-is-fixer"],
            ..Trial::default()
        },
        Trial {
            name: "今年又有一名，单位被否决",
            edits: &[
                Edit::Add(
                    "溺亡事件",
                    &[
                        ("编号", "甲-1"),
                        ("发生日期", "2022-07-04"),
                        ("地点", "甲塘"),
                        ("镇街", "500152110"),
                        ("责任单位", "甲镇"),
                    ],
                ),
                Edit::Add(
                    "办理步骤",
                    &[
                        ("环", "drowning-veto"),
                        ("案号", "甲-1"),
                        ("步次", "1"),
                        ("步骤", "责任倒查"),
                        ("日期", "2022-07-18"),
                        ("经办人", "甲"),
                        ("角色", "联合调查组"),
                        ("材料", "报告"),
                    ],
                ),
                Edit::Add(
                    "办理步骤",
                    &[
                        ("环", "drowning-veto"),
                        ("案号", "甲-1"),
                        ("步次", "2"),
                        ("步骤", "一票否决"),
                        ("日期", "2022-07-27"),
                        ("经办人", "乙"),
                        ("角色", "区委考核办"),
                        ("材料", "决定"),
                        ("说明", "巡查中断"),
                    ],
                ),
            ],
            prints: &[("drownings", "0人", "1人"), ("vetoed-units", "0个", "1个")],
            gone: &["没有单位被否决", "全年没有发生少年儿童溺亡"],
            says: &["全年少年儿童溺亡1人", "当年考核不得评优的单位1个"],
            ..Trial::default()
        },
    ]);
}

#[test]
fn a_deadline_is_put_off_before_it_is_over() {
    run(&[
        Trial {
            name: "没有批准延期，迟报就是没有按期",
            edits: &[Edit::Remove("延期", &[("形", "member-reports-yearly")])],
            prints: &[("member-reports", "100%", "95.45%")],
            ..Trial::default()
        },
        Trial {
            name: "过了期限才批准，不收",
            edits: &[Edit::Set("延期", &[("形", "member-reports-yearly")], &[("批准日期", "2022-12-19")])],
            refused: &["duty.extension-late"],
            ..Trial::default()
        },
    ]);
}
