//! Compulsory education and training institutions (S37–S45, S70, S71).

use super::{Edit, Trial, run};

#[test]
fn inspections_penalties_and_inspectors_follow_from_their_rows() {
    run(&[
        Trial {
            name: "一份取缔决定不成立，那一家就没有取缔",
            edits: &[Edit::Remove("办理步骤", &[("案号", "500152-AJ-003"), ("步骤", "决定取缔")])],
            prints: &[("F52", "3家", "2家"), ("F53", "3起", "3起")],
            says: &["取缔非法办学2家，行政处罚3起"],
            refused: &["loop.gap", "loop.not-from-here"],
            ..Trial::default()
        },
        Trial {
            name: "同一家机构再取缔一次，还是一家",
            edits: &[Edit::Set("执法案件", &[("案件编号", "500152-AJ-003")], &[("机构", "500152-PX-001")])],
            prints: &[("F52", "3家", "2家")],
            ..Trial::default()
        },
        Trial {
            name: "立了案没有决定，不是处罚",
            edits: &[Edit::Add(
                "执法案件",
                &[
                    ("案件编号", "甲-9"),
                    ("机构", "500152-PX-010"),
                    ("行为日期", "2022-06-01"),
                    ("立案日期", "2022-06-06"),
                    ("案由", "违规收费"),
                ],
            )],
            prints: &[("F53", "3起", "3起"), ("F52", "3家", "3家")],
            ..Trial::default()
        },
        Trial {
            name: "决定引了行为之后才施行的规章",
            edits: &[Edit::Set(
                "办理步骤",
                &[("案号", "500152-AJ-004"), ("步骤", "决定处罚")],
                &[("依据", "校外培训行政处罚暂行办法（教育部令第53号）")],
            )],
            prints: &[("case-basis-in-force", "100%", "75%")],
            says: &["处罚依据时效合规率为75%，有案件引用了行为时尚未施行的依据。"],
            refused: &["loop.law-not-in-force"],
            ..Trial::default()
        },
        Trial {
            name: "没有督导日期就没有督导：一家",
            edits: &[Edit::Set("暑期督导分工", &[("机构", "500152-PX-001")], &[("督导日期", "")])],
            prints: &[("supervised-institutions", "253家次", "252家次"), ("F54", "69名", "69名")],
            says: &["督导培训机构252家次"],
            ..Trial::default()
        },
        Trial {
            name: "一名督学一家也没有去",
            edits: &[Edit::Set("暑期督导分工", &[("责任督学", "500152-DX-001")], &[("督导日期", "")])],
            prints: &[("F54", "69名", "68名")],
            says: &["暑期由68名责任督学"],
            ..Trial::default()
        },
        Trial {
            name: "一名督学六月离任，没有人接",
            edits: &[Edit::Set("督学挂牌", &[("责任督学", "500152-DX-001")], &[("离任日期", "2022-06-30")])],
            prints: &[("supervisor-coverage", "100%", "98.55%")],
            says: &["责任督学挂牌覆盖率为98.55%，还有校园没有挂牌。"],
            ..Trial::default()
        },
        Trial {
            name: "一名督学全年没有到一处校园",
            edits: &[Edit::Remove("督学到校", &[("校园", "2150900001")])],
            prints: &[("supervisor-visits", "99.96%", "99.52%")],
            says: &["督学每月到校率为99.52%，有校园当月没有督学到校。"],
            ..Trial::default()
        },
        Trial {
            name: "一份复查单没有了，通知书到期没有复查",
            edits: &[Edit::Remove("办理步骤", &[("环", "correction-notice"), ("案号", "500152-JC-002")])],
            prints: &[("F51", "102份", "102份"), ("notices-passed", "94.12%", "93.14%")],
            ..Trial::default()
        },
        Trial {
            name: "一次检查没有了，机构就少一所",
            edits: &[Edit::Remove("执法检查", &[("检查编号", "500152-JC-003")])],
            prints: &[("F50", "253所", "252所")],
            ..Trial::default()
        },
        Trial {
            name: "第一季度没有开双减联席会议",
            edits: &[Edit::Remove("会议", &[("会议编号", "500152-HY-007")])],
            prints: &[("training-meetings-held", "100%", "75%")],
            says: &["联席会议统筹、按季召开率为75%", "双减工作联席会议按季召开率为75%，有季度没有召开。"],
            ..Trial::default()
        },
    ]);
}
