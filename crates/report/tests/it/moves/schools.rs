//! Plans, projects, classes and teachers (S23–S28, S37–S41, S46–S51).

use super::{Edit, Trial, run};

#[test]
fn projects_plans_classes_and_teachers_follow_from_their_rows() {
    run(&[
        Trial {
            name: "一个新校的投用没有办，就没有投用，学位也没有",
            edits: &[Edit::Remove("办理步骤", &[("案号", "500152-XM-001"), ("步骤", "投用")])],
            prints: &[("F45", "3所", "2所"), ("F46", "4860个", "3240个")],
            says: &["2所小学投用，新增学位3240个"],
            ..Trial::default()
        },
        Trial {
            name: "学位跟着班数走",
            edits: &[Edit::Set("建设项目", &[("编号", "500152-XM-001")], &[("新增班数", "40")])],
            prints: &[("F45", "3所", "3所"), ("F46", "4860个", "5040个")],
            says: &["新增学位5040个"],
            ..Trial::default()
        },
        Trial {
            name: "一处运动场验收不合格，退回在建",
            edits: &[Edit::Add(
                "办理步骤",
                &[
                    ("环", "building"),
                    ("案号", "500152-XM-008"),
                    ("步次", "3"),
                    ("步骤", "验收不合格"),
                    ("日期", "2022-11-10"),
                    ("经办人", "样例基建科长"),
                    ("角色", "区教委"),
                    ("说明", "跑道起鼓"),
                ],
            )],
            prints: &[("F47", "7所", "6所")],
            says: &["6所学校的运动场建设"],
            ..Trial::default()
        },
        Trial {
            name: "一校的方案没有审定",
            edits: &[Edit::Remove("办理步骤", &[("环", "school-shortfalls"), ("案号", "2022/2150900001")])],
            prints: &[("school-plans", "100%", "98.94%")],
            says: &["一校一策覆盖率为98.94%"],
            ..Trial::default()
        },
        Trial {
            name: "一个班多出二十人，过了标准班额",
            edits: &[Edit::Set("班级", &[("班级编号", "2150900030-101")], &[("学生数", "66")])],
            prints: &[("oversize-classes", "0个", "1个")],
            says: &["义务教育学校还有超大班额1个。"],
            ..Trial::default()
        },
        Trial {
            name: "班级的学生少了，公用经费的测算跟着少，补足的多",
            edits: &[Edit::Set("班级", &[("学校", "2150900072")], &[("学生数", "1")])],
            prints: &[("operating-fund-full", "100%", "100%")],
            ..Trial::default()
        },
        Trial {
            name: "特殊教育学校一个班多出二十人，照特教标准的钱就不够了",
            edits: &[Edit::Set("中职特教班级", &[("班级编号", "5150900001-101")], &[("学生数", "28")])],
            prints: &[("operating-fund-full", "100%", "98.89%")],
            ..Trial::default()
        },
        Trial {
            name: "一个学段部少了体艺教师，艺体教师达标率就降",
            edits: &[Edit::Set("学段部", &[("学校", "2150900005")], &[("体艺专任教师", "0")])],
            prints: &[("F49", "96.93%", "94.60%")],
            says: &["艺体教师达标率提高到94.60%"],
            ..Trial::default()
        },
        Trial {
            name: "一所学校的交流教师都没有走成",
            edits: &[Edit::Remove("交流轮岗", &[("原学校", "2150900001")])],
            prints: &[("rotation", "15.08%", "14.89%")],
            ..Trial::default()
        },
    ]);
}
