//! The scheme, commitments and problem lists (S01, S23, S64–S66).

use super::{Edit, Trial, run};

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
    ]);
}
