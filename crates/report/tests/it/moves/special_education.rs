//! Special education (S29–S32).

use super::Edit::{Remove, Set};
use super::{Edit, Trial, run};

#[test]
fn what_is_printed_of_special_education_follows_from_the_work() {
    run(&[
        Trial {
            name: "一名还没有作出安置决定",
            edits: &[
                Remove("办理步骤", &[("案号", "500152-样例个案-001"), ("步骤", "决定安置")]),
                Set("安置个案", &[("编号", "500152-样例个案-001")], &[("决定日期", "")]),
            ],
            prints: &[
                ("disabled-placement", "100%", "99.7%"),
                ("placed-ordinary", "236人", "235人"),
                ("placement-assessed", "100%", "100%"),
            ],
            says: &["安置率为99.7%"],
            ..Trial::default()
        },
        Trial {
            name: "一名只做了两名专家的评估",
            edits: &[
                Remove("办理步骤", &[("案号", "500152-样例个案-001"), ("步次", "3")]),
                Remove("办理步骤", &[("案号", "500152-样例个案-001"), ("步次", "4")]),
                Remove("办理步骤", &[("案号", "500152-样例个案-001"), ("步次", "5")]),
                Remove("办理步骤", &[("案号", "500152-样例个案-001"), ("步次", "6")]),
                Set("安置个案", &[("编号", "500152-样例个案-001")], &[("决定日期", "")]),
            ],
            prints: &[("placement-assessed", "100%", "99.7%"), ("placement-plans", "100%", "100%")],
            says: &["安置前评估率为99.7%"],
            ..Trial::default()
        },
        Trial {
            name: "名单外的人评估，不收",
            edits: &[Set(
                "办理步骤",
                &[("案号", "500152-样例个案-001"), ("步次", "3")],
                &[("经办人", "外人")],
            )],
            refused: &["loop.doer-unknown"],
            ..Trial::default()
        },
        Trial {
            name: "一名孩子没有个案",
            edits: &[
                Remove("办理步骤", &[("案号", "500152-样例个案-001")]),
                Remove("安置个案", &[("编号", "500152-样例个案-001")]),
            ],
            prints: &[("placement-plans", "100%", "99.7%")],
            ..Trial::default()
        },
        Trial {
            name: "比对出来的一名还没有清零",
            edits: &[Remove("办理步骤", &[("案号", "500152-样例比对-001"), ("步骤", "核实无误销号")])],
            prints: &[("disabled-placement", "100%", "99.7%")],
            ..Trial::default()
        },
        Trial {
            name: "康复专家聘期都满了",
            edits: &[Set("残疾儿童教育专家", &[("专业", "康复")], &[("到期日期", "2022-11-01")])],
            prints: &[("placement-experts", "1个", "0个")],
            ..Trial::default()
        },
        Trial {
            name: "一名送教上门的孩子有一周没有人去",
            edits: &[Remove("办理步骤", &[("案号", "500152-样例个案-298"), ("步次", "5"), ("步骤", "送教")])],
            prints: &[("home-teaching-in-time", "94.74%", "92.11%")],
            says: &["按期送教率为92.11%"],
            refused: &["loop.gap"],
            ..Trial::default()
        },
    ]);
}

#[test]
fn the_draft_of_the_special_school_stands_with_its_round_of_comments() {
    let answered: super::Cells<'_> = &[("处理", "采纳"), ("答复日期", "2022-12-20")];
    let step: super::Cells<'_> = &[
        ("环", "consultation-round"),
        ("案号", "500152-ZY-001"),
        ("步次", "2"),
        ("步骤", "形成审定稿"),
        ("日期", "2022-12-22"),
        ("经办人", "样例起草人"),
        ("角色", "主办单位"),
        ("材料", "样例审定稿"),
    ];
    run(&[
        Trial {
            name: "没有征求过意见的方案，不算形成",
            edits: &[
                Remove("征求意见", &[("编号", "500152-ZY-001")]),
                Remove("办理步骤", &[("环", "consultation-round")]),
                Remove("反馈意见", &[("征求意见", "500152-ZY-001")]),
            ],
            prints: &[("special-school-plans", "1份", "0份"), ("consultation-answered", "88.89%", "—")],
            says: &["专门学校建设方案还没有形成，或者没有征求意见。"],
            refused: &["loop.taken-off"],
            ..Trial::default()
        },
        Trial {
            name: "征求的是别的文稿的意见",
            edits: &[Set("征求意见", &[("编号", "500152-ZY-001")], &[("文稿", "别的方案")])],
            prints: &[("special-school-plans", "1份", "0份")],
            ..Trial::default()
        },
        Trial {
            name: "最后一条意见答复了",
            edits: &[Set("反馈意见", &[("编号", "500152-YJ-009")], answered)],
            prints: &[("consultation-answered", "88.89%", "100%")],
            gone: &["征求到的意见答复率为88.89%"],
            says: &["征求到的意见答复率为100%"],
            ..Trial::default()
        },
        Trial {
            name: "还有一条没有答复，不能形成审定稿",
            edits: &[Edit::Add("办理步骤", step)],
            refused: &["loop.condition"],
            ..Trial::default()
        },
        Trial {
            name: "都答复了，可以形成审定稿",
            edits: &[Set("反馈意见", &[("编号", "500152-YJ-009")], answered), Edit::Add("办理步骤", step)],
            ..Trial::default()
        },
    ]);
}
