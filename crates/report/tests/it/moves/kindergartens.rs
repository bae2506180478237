//! Kindergartens (S33–S36).

use super::Edit::{Remove, Set};
use super::{Trial, run};

#[test]
fn what_is_printed_of_kindergartens_follows_from_the_work() {
    run(&[
        Trial {
            name: "一名购买服务的教师年中离岗",
            edits: &[Set("幼儿园保教人员", &[("人员编号", "500152-GM-001")], &[("离岗日期", "2022-07-08")])],
            prints: &[("F39", "81人", "80人"), ("F40", "302人", "302人")],
            says: &["通过购买服务补充教师80人"],
            ..Trial::default()
        },
        Trial {
            name: "一个班少一名教师",
            edits: &[Set("幼儿园保教人员", &[("人员编号", "500152-BJ-001")], &[("离岗日期", "2022-11-30")])],
            prints: &[
                ("F38", "2+1", "1+1"),
                ("two-plus-one-rate", "100%", "99.86%"),
                ("bought-enough", "100%", "99.22%"),
            ],
            says: &["班级按“1+1”配备"],
            ..Trial::default()
        },
        Trial {
            name: "一所园没有核查，没有一园一策",
            edits: &[Remove("一园一策", &[("幼儿园", "1150900001")])],
            prints: &[("kindergarten-plans", "100%", "99.22%"), ("kindergartens-without-plan", "0所", "1所")],
            says: &["台账覆盖率为99.22%"],
            ..Trial::default()
        },
        Trial {
            name: "补齐的没有人复查",
            edits: &[Remove("办理步骤", &[("环", "kindergarten-gaps"), ("步骤", "复查通过")])],
            prints: &[("kindergarten-gaps-closed", "49份", "0份")],
            ..Trial::default()
        },
        Trial {
            name: "一个班报成一千个孩子，园和全区都跟着多，这一格存疑",
            edits: &[Set("幼儿班级", &[("班级编号", "1150900001-01")], &[("幼儿数", "1000")])],
            prints: &[("F35", "93.6%", "98.5%")],
            refused: &["import.row.check"],
            ..Trial::default()
        },
    ]);
}
