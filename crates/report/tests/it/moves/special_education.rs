//! Special education (S29–S32).

use super::Edit::{Remove, Set};
use super::{Trial, run};

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
    ]);
}
