//! Leadership, evaluation reform, teachers' conduct, law education, rectification.

use super::Edit::{Add, Remove, Set};
use super::{Trial, run};

#[test]
fn leadership_follows_its_rows() {
    run(&[
        Trial {
            name: "联系期二月就满，没有人接上",
            edits: &[Set("领导联系学校", &[], &[("终止日期", "2022-02-01")])],
            prints: &[("leader-link-coverage", "100%", "0%")],
            says: &["联系学校的覆盖率为0%"],
            ..Trial::default()
        },
        Trial {
            name: "一次到校没有学校确认",
            edits: &[Set("联系活动", &[("日期", "2022-03-02")], &[("确认人", ""), ("确认日期", "")])],
            prints: &[("leader-visits", "154次", "152次")],
            ..Trial::default()
        },
        Trial {
            name: "不是联系领导的到校不算",
            edits: &[Add(
                "联系活动",
                &[
                    ("日期", "2022-05-10"),
                    ("领导", "样例区领导24"),
                    ("学校", "2150900001"),
                    ("形式", "调研"),
                    ("确认人", "样例校长"),
                    ("确认日期", "2022-05-10"),
                ],
            )],
            prints: &[("leader-visits", "154次", "154次")],
            ..Trial::default()
        },
        Trial {
            name: "同一份纪要录了第二次会",
            edits: &[
                Add(
                    "会议",
                    &[
                        ("会议编号", "重复"),
                        ("日期", "2022-01-18"),
                        ("会议类型", "区政府常务会议"),
                        ("纪要编号", "样例纪要〔2022〕1号"),
                    ],
                ),
                Add(
                    "会议议题",
                    &[
                        ("会议", "重复"),
                        ("序号", "1"),
                        ("日期", "2022-01-18"),
                        ("议题", "重复"),
                        ("类别", "教育规划"),
                        ("形式", "研究"),
                        ("责任单位", "区教委"),
                    ],
                ),
            ],
            prints: &[("F07", "13次", "13次")],
            ..Trial::default()
        },
        Trial {
            name: "去掉一次常务会议的议题",
            edits: &[Remove("会议议题", &[("会议", "500152-HY-001")])],
            prints: &[("F07", "13次", "12次")],
            refused: &["loop.case-has-steps"],
            ..Trial::default()
        },
        Trial {
            name: "一项议定事项没有核实",
            edits: &[
                Remove("办理步骤", &[("案号", "500152-HY-001/1"), ("步骤", "核实办结")]),
                Set("会议议题", &[("会议", "500152-HY-001"), ("序号", "1")], &[("办结日期", "")]),
            ],
            prints: &[("meeting-items-settled", "90.24%", "87.8%")],
            ..Trial::default()
        },
        Trial {
            name: "学校没有验收的实事不算",
            edits: &[Remove("办理步骤", &[("环", "practical-help-items"), ("步骤", "学校验收")])],
            prints: &[("F09", "30余件", "0件")],
            ..Trial::default()
        },
        Trial {
            name: "一个单位的报告退回修改",
            edits: &[Set("成员单位报告", &[("单位", "区委组织部")], &[("审阅意见", "退回修改")])],
            prints: &[("member-reports", "100%", "95.45%"), ("member-reports-missing", "", "区委组织部")],
            ..Trial::default()
        },
        Trial {
            name: "一方的联动责任到期",
            edits: &[Set("联动责任", &[("主体", "样例主体五")], &[("终止日期", "2022-06-30")])],
            prints: &[("F08", "五主", "四主")],
            ..Trial::default()
        },
    ]);
}

#[test]
fn party_building_follows_its_rows() {
    run(&[
        Trial {
            name: "一校的责任清单到期没有续签",
            edits: &[Set("党建责任清单", &[("学校", "2150900001")], &[("到期日期", "2022-11-30")])],
            prints: &[("duty-lists-signed", "100%", "98.94%")],
            gone: &["责任清单签订率均为100%"],
            ..Trial::default()
        },
        Trial {
            name: "一种责任没有一所学校签",
            edits: &[Remove("党建责任清单", &[("责任", "党员领先")])],
            prints: &[("F11", "三位一体", "两位一体")],
            ..Trial::default()
        },
        Trial {
            name: "一校的一份议事规则废止",
            edits: &[Set(
                "学校议事规则",
                &[("学校", "2150900001"), ("规则", "党组织会议议事规则")],
                &[("废止日期", "2022-12-01")],
            )],
            prints: &[("party-rules-filed", "100%", "98.94%")],
            ..Trial::default()
        },
        Trial {
            name: "一校没有实行党组织领导的校长负责制",
            edits: &[Set(
                "学校党建",
                &[("学校", "2150900001")],
                &[("领导体制实施日期", ""), ("实施文件", "")],
            )],
            prints: &[("principal-responsibility", "100%", "98.88%")],
            ..Trial::default()
        },
        Trial {
            name: "一校没有记党建",
            edits: &[Remove("学校党建", &[("学校", "2150900001")])],
            prints: &[("principal-responsibility", "100%", "98.88%")],
            ..Trial::default()
        },
    ]);
}

#[test]
fn nothing_happened_only_when_all_have_said_so_and_nothing_is_recorded() {
    run(&[
        Trial {
            name: "记了一件事件",
            edits: &[Add(
                "意识形态事件",
                &[
                    ("编号", "YS-1"),
                    ("发生日期", "2022-05-10"),
                    ("学校", "2150900001"),
                    ("概况", "样例"),
                    ("级别", "较大"),
                ],
            )],
            prints: &[("F13", "未发生", "发生1起"), ("ideology-incidents", "0起", "1起")],
            gone: &["全年未发生学校意识形态不安全事件"],
            says: &["全年发生1起学校意识形态不安全事件", "全年发生学校意识形态事件1起。"],
            ..Trial::default()
        },
        Trial {
            name: "一校一季没有报",
            edits: &[Remove("意识形态报告", &[("学校", "2150900001"), ("季度", "4")])],
            prints: &[("F13", "未发生", "—"), ("ideology-nil-reports", "100%", "99.73%")],
            gone: &["全年未发生学校意识形态不安全事件"],
            ..Trial::default()
        },
        Trial {
            name: "没有通报的报告",
            edits: &[Set("意识形态报告", &[], &[("通报日期", "")])],
            prints: &[("ideology-bulletins", "97.34%", "0%")],
            ..Trial::default()
        },
    ]);
}

#[test]
fn evaluation_and_conduct_follow_their_rows() {
    run(&[
        Trial {
            name: "触碰一条，没有立案",
            edits: &[Add(
                "负面清单触碰",
                &[
                    ("编号", "CP-X"),
                    ("自查", "500152-PJ-002"),
                    ("学校", "2150900002"),
                    ("发现日期", "2022-04-29"),
                    ("条款", "样例"),
                    ("事实", "样例"),
                ],
            )],
            prints: &[("negative-list-open", "0条", "1条")],
            gone: &["触碰条款均已整改"],
            says: &["触碰条款尚有1条没有整改", "对照负面清单自查发现的问题还有1条没有整改。"],
            ..Trial::default()
        },
        Trial {
            name: "触碰的一条没有复核销号",
            edits: &[
                Remove("办理步骤", &[("案号", "ZC-500152-CP-001"), ("步骤", "复核销号")]),
                Set("整改问题", &[("编号", "ZC-500152-CP-001")], &[("复核人", ""), ("销号日期", "")]),
            ],
            prints: &[("negative-list-open", "0条", "1条")],
            ..Trial::default()
        },
        Trial {
            name: "一校秋季没有自查",
            edits: &[Remove("评价改革自查", &[("编号", "500152-PJ-150")])],
            prints: &[("evaluation-check-coverage", "100%", "98.94%")],
            ..Trial::default()
        },
        Trial {
            name: "一校的激励考核方案停用",
            edits: &[Set("激励考核方案", &[("学校", "2150900001")], &[("停用日期", "2022-12-01")])],
            prints: &[("incentive-appraisal", "100%", "98.94%")],
            ..Trial::default()
        },
        Trial {
            name: "少一条条款",
            edits: &[Set("师德清单条款", &[("序号", "60")], &[("现行", "否")])],
            prints: &[("F14", "60条", "59条")],
            says: &["师德清单现行59条，应当恰好六十条。"],
            ..Trial::default()
        },
        Trial {
            name: "复核撤销了处理",
            edits: &[Set("师德事件", &[("编号", "500152-SD-003")], &[("复核结果", "撤销")])],
            prints: &[("ethics-qualified", "99.98%", "100%"), ("ethics-in-appraisal", "100%", "—")],
            refused: &["loop.case-differs"],
            ..Trial::default()
        },
        Trial {
            name: "处理生效而没有反映到考核",
            edits: &[Set("教师考核", &[], &[("等次", "合格"), ("师德事件", "")])],
            prints: &[("ethics-in-appraisal", "100%", "0%")],
            ..Trial::default()
        },
    ]);
}

#[test]
fn law_education_follows_its_rows() {
    run(&[
        Trial {
            name: "全部法治副校长的任期六月就满",
            edits: &[Set("法治副校长", &[("类型", "法治副校长")], &[("到期日期", "2022-06-01")])],
            prints: &[
                ("legal-vice-principal-coverage", "100%", "0%"),
                ("F15", "140名", "46名"),
                ("legal-vice-principal-hours", "100%", "—"),
            ],
            says: &["法治副校长配备率为0%，还有学校没有配备。"],
            ..Trial::default()
        },
        Trial {
            name: "一人的任期上年就满",
            edits: &[Set(
                "法治副校长",
                &[("人员编号", "500152-FZ-003")],
                &[("起聘日期", "2018-05-09"), ("到期日期", "2021-05-08")],
            )],
            prints: &[("F15", "140名", "139名"), ("legal-vice-principal-coverage", "100%", "98.94%")],
            ..Trial::default()
        },
        Trial {
            name: "一人任三校",
            edits: &[Add(
                "法治副校长",
                &[
                    ("人员编号", "500152-FZ-001"),
                    ("姓名", "样例"),
                    ("类型", "法治副校长"),
                    ("派出机关", "公安机关"),
                    ("学校", "2150900003"),
                    ("起聘日期", "2022-06-01"),
                    ("到期日期", "2025-05-08"),
                ],
            )],
            prints: &[("legal-vice-principal-load", "2所", "3所")],
            refused: &["roster.load"],
            ..Trial::default()
        },
        Trial {
            name: "在别的学校讲的课不算",
            edits: &[Set(
                "安全法治活动",
                &[("主讲人编号", "500152-FZ-002"), ("学校", "2150900002")],
                &[("学校", "2150900003")],
            )],
            prints: &[("legal-vice-principal-hours", "100%", "99.21%"), ("F16", "386次", "386次")],
            says: &["法治副校长课时达标率为99.21%，有人全年授课不足规定课时。"],
            ..Trial::default()
        },
        Trial {
            name: "少一次活动、少一次演练",
            edits: &[
                Remove("安全法治活动", &[("活动编号", "500152-HD-001")]),
                Remove("应急演练", &[("演练编号", "500152-YL-001")]),
            ],
            prints: &[("F16", "386次", "385次"), ("F18", "184次", "183次")],
            ..Trial::default()
        },
        Trial {
            name: "宣传资料多一万份",
            edits: &[Set("安全法治活动", &[("活动编号", "500152-HD-001")], &[("宣传资料", "10052")])],
            prints: &[("F17", "2万余份", "3万余份")],
            ..Trial::default()
        },
    ]);
}

#[test]
fn rectification_and_campaigns_are_closed_by_their_steps() {
    run(&[
        Trial {
            name: "没有步骤而写了销号，不收，也不算",
            edits: &[Set(
                "整改问题",
                &[("编号", "DC-500152-DC-048")],
                &[("完成日期", "2022-05-10"), ("复核人", "样例复核人99"), ("销号日期", "2022-05-11")],
            )],
            prints: &[("problems-closed", "97.22%", "97.22%"), ("problems-closed-late", "1个", "1个")],
            refused: &["loop.case-differs"],
            ..Trial::default()
        },
        Trial {
            name: "过了期限没有整改的补上，仍是超过期限",
            edits: &[
                Add(
                    "办理步骤",
                    &[
                        ("环", "rectification"),
                        ("案号", "DC-500152-DC-048"),
                        ("步次", "2"),
                        ("步骤", "完成整改"),
                        ("日期", "2022-12-20"),
                        ("经办人", "样例整改人032"),
                        ("角色", "责任单位"),
                        ("材料", "样例照片"),
                    ],
                ),
                Add(
                    "办理步骤",
                    &[
                        ("环", "rectification"),
                        ("案号", "DC-500152-DC-048"),
                        ("步次", "3"),
                        ("步骤", "复核销号"),
                        ("日期", "2022-12-21"),
                        ("经办人", "样例复核人99"),
                        ("角色", "督导室"),
                        ("材料", "样例复核单"),
                    ],
                ),
                Set(
                    "整改问题",
                    &[("编号", "DC-500152-DC-048")],
                    &[("完成日期", "2022-12-20"), ("复核人", "样例复核人99"), ("销号日期", "2022-12-21")],
                ),
            ],
            prints: &[("problems-closed", "97.22%", "98.15%"), ("problems-closed-late", "1个", "1个")],
            ..Trial::default()
        },
        Trial {
            name: "再有一个过了期限",
            edits: &[
                Remove("办理步骤", &[("案号", "DC-500152-DC-005"), ("步骤", "完成整改")]),
                Remove("办理步骤", &[("案号", "DC-500152-DC-005"), ("步骤", "复核销号")]),
                Set(
                    "整改问题",
                    &[("编号", "DC-500152-DC-005")],
                    &[("完成日期", ""), ("复核人", ""), ("销号日期", "")],
                ),
            ],
            prints: &[("problems-closed-late", "1个", "2个")],
            gone: &["有1个超过期限"],
            says: &["有2个超过期限", "有2个问题没有按期整改到位。"],
            ..Trial::default()
        },
        Trial {
            name: "专项查出的一个问题没有复核",
            edits: &[
                Remove("办理步骤", &[("案号", "500152-ZG-023"), ("步骤", "复核销号")]),
                Set("整改问题", &[("编号", "500152-ZG-023")], &[("复核人", ""), ("销号日期", "")]),
            ],
            prints: &[("campaign-problems-closed", "100%", "95.65%")],
            ..Trial::default()
        },
        Trial {
            name: "一项专项行动没有报办结",
            edits: &[
                Remove("办理步骤", &[("案号", "500152-ZX-003")]),
                Set("专项行动", &[("编号", "500152-ZX-003")], &[("办结日期", "")]),
            ],
            prints: &[("campaigns-open", "0项", "1项"), ("F19", "3项", "3项")],
            gone: &["均已办结，转入持续检查"],
            says: &["尚有1项没有办结", "还有1项专项行动没有办结。"],
            ..Trial::default()
        },
        Trial {
            name: "少一项专项整治、一项专项检查",
            edits: &[
                Remove("专项行动", &[("编号", "500152-ZX-003")]),
                Remove("专项行动", &[("编号", "500152-ZX-005")]),
            ],
            prints: &[("F19", "3项", "2项"), ("F20", "两个", "一个")],
            refused: &["loop.case-has-steps"],
            ..Trial::default()
        },
    ]);
}

#[test]
fn what_is_found_counts_before_its_case_is_opened() {
    let found = [("发现问题", "安全出口上锁")];
    let prints = [
        ("problems-found", "108个", "109个"),
        ("problems-closed", "97.22%", "96.33%"),
        ("problems-closed-late", "1个", "2个"),
    ];
    run(&[
        Trial {
            name: "演练查出问题，没有立案",
            edits: &[Set("应急演练", &[("演练编号", "500152-YL-001")], &found)],
            prints: &prints,
            ..Trial::default()
        },
        Trial {
            name: "督查查出问题，没有立案",
            edits: &[Set("督查检查", &[("检查编号", "500152-DC-001")], &found)],
            prints: &prints,
            ..Trial::default()
        },
        Trial {
            name: "督学到校查出问题，没有立案",
            edits: &[Set("督学到校", &[("校园", "2150900001"), ("日期", "2022-01-06")], &found)],
            prints: &prints,
            ..Trial::default()
        },
        Trial {
            name: "联席会议交办问题，没有立案",
            edits: &[Set("会议议题", &[("会议", "500152-HY-030")], &[("交办问题", "校门口人车混行")])],
            prints: &prints,
            ..Trial::default()
        },
        Trial {
            name: "检查机构查出问题，没有下发通知书，也没有立案",
            edits: &[Set("执法检查", &[("检查编号", "500152-JC-003")], &found)],
            prints: &prints,
            ..Trial::default()
        },
        Trial {
            name: "下发通知书而不写查出了什么",
            edits: &[Set("执法检查", &[("检查编号", "500152-JC-002")], &[("发现问题", "")])],
            refused: &["import.row.check"],
            ..Trial::default()
        },
    ]);
}

#[test]
fn what_cannot_be_is_refused() {
    let lesson = [("主讲人编号", "无此人")];
    run(&[
        Trial {
            name: "议题的日期在会议的另一年",
            edits: &[Set("会议议题", &[("会议", "500152-HY-030")], &[("日期", "2021-12-20")])],
            refused: &["import.row.check"],
            ..Trial::default()
        },
        Trial {
            name: "期限早于发现",
            edits: &[Set("整改问题", &[("编号", "DC-500152-DC-189")], &[("整改期限", "2022-12-01")])],
            prints: &[("problems-closed-late", "1个", "2个")],
            refused: &["import.row.check"],
            ..Trial::default()
        },
        Trial {
            name: "整改的人自己销号",
            edits: &[Set(
                "办理步骤",
                &[("案号", "DC-500152-DC-005"), ("步骤", "复核销号")],
                &[("经办人", "样例整改人001")],
            )],
            prints: &[("problems-closed", "97.22%", "96.3%")],
            refused: &["loop.closer-is-fixer"],
            ..Trial::default()
        },
        Trial {
            name: "有事件而报无",
            edits: &[
                Add(
                    "意识形态事件",
                    &[
                        ("编号", "YS-1"),
                        ("发生日期", "2022-09-20"),
                        ("学校", "2150900001"),
                        ("概况", "样例"),
                        ("级别", "一般"),
                    ],
                ),
                Add(
                    "零报告",
                    &[
                        ("期", "ideology-reports"),
                        ("单位", "2150900001"),
                        ("期间", "2022-Q3"),
                        ("日期", "2022-10-08"),
                        ("报告人", "样例"),
                    ],
                ),
            ],
            prints: &[("F13", "未发生", "发生1起")],
            refused: &["duty.nil-contradicted"],
            ..Trial::default()
        },
        Trial {
            name: "没有的条款",
            edits: &[Set(
                "师德事件",
                &[("编号", "500152-SD-001")],
                &[("条款版本", "2019"), ("条款序号", "99")],
            )],
            refused: &["import.row.check"],
            ..Trial::default()
        },
        Trial {
            name: "受到师德处理的评优秀",
            edits: &[Set("教师考核", &[], &[("等次", "优秀"), ("师德事件", ""), ("事由", "样例")])],
            refused: &["import.row.check"],
            ..Trial::default()
        },
        Trial {
            name: "没有步骤的师德决定",
            edits: &[Remove("办理步骤", &[("案号", "500152-SD-003")])],
            refused: &["loop.case-differs"],
            ..Trial::default()
        },
        Trial {
            name: "主讲人不在名册上",
            edits: &[Set("安全法治活动", &[("活动编号", "500152-HD-001")], &lesson)],
            refused: &["import.row.check"],
            ..Trial::default()
        },
    ]);
}
