//! Words that the report uses: set phrases whose number must come from rows, documents it cites.

use crate::table::{File, Table};

pub(crate) fn files() -> Vec<File> {
    vec![phrases(), documents()]
}

const KNOWN: &str = "已核";
const UNKNOWN: &str = "未查到官方组成";

/// Phrase, group inside it, items, and whether an official list of the items was found.
const PHRASES: [(&str, &str, &[&str], &str); 25] = [
    ("五主", "主体", &["样例主体一", "样例主体二", "样例主体三", "样例主体四", "样例主体五"], UNKNOWN),
    ("五心", "五心强校", &["样例之心一", "样例之心二", "样例之心三", "样例之心四", "样例之心五"], UNKNOWN),
    ("三位一体", "责任体系", &["党建领航", "书记领责", "党员领先"], KNOWN),
    ("六个校园", "校园", &["清廉校园", "书香校园", "智慧校园", "法治校园", "平安校园", "绿色校园"], KNOWN),
    ("六长", "网格", &["镇街长", "村社长", "网格长", "校长", "师长", "家长"], UNKNOWN),
    ("四知", "家长知", &["去向", "同伴", "内容", "归时"], KNOWN),
    ("三防", "防范", &["人防", "物防", "技防"], KNOWN),
    ("五育", "育人", &["德育", "智育", "体育", "美育", "劳动教育"], KNOWN),
    ("五项管理", "管理", &["作业", "睡眠", "手机", "读物", "体质"], KNOWN),
    ("885", "报表", &["党建", "经济", "平安", "改革", "创新", "生态", "文化", "民生"], KNOWN),
    (
        "885",
        "问题清单",
        &["巡视", "督查", "审计", "环保", "网络舆情", "安全生产", "信访", "社会平安稳定"],
        KNOWN,
    ),
    ("885", "机制", &["样例机制一", "样例机制二", "样例机制三", "样例机制四", "样例机制五"], UNKNOWN),
    ("两不愁三保障", "不愁", &["吃", "穿"], KNOWN),
    ("两不愁三保障", "保障", &["义务教育", "基本医疗", "住房安全"], KNOWN),
    (
        "两个只增不减",
        "只增不减",
        &["一般公共预算教育支出", "按在校学生人数平均的一般公共预算教育支出"],
        KNOWN,
    ),
    ("双创", "创建", &["义务教育优质均衡", "学前教育普及普惠"], KNOWN),
    ("双减", "减负", &["作业负担", "校外培训负担"], KNOWN),
    ("双随机", "随机", &["抽取检查对象", "选派检查人员"], KNOWN),
    ("一票否决", "否决", &["溺水事故"], KNOWN),
    ("三个100%", "达标率", &["专职保安配备率", "封闭化管理达标率", "一键式报警和视频监控达标率"], KNOWN),
    ("2+1", "教师", &["教师", "教师"], KNOWN),
    ("2+1", "保育员", &["保育员"], KNOWN),
    ("1+N", "骨干", &["学校老师"], KNOWN),
    ("天天处处人人", "覆盖", &["天天播", "处处放", "人人看"], KNOWN),
    ("意识形态闭环", "环节", &["组织领导", "研判通报", "应急处置", "考核评价", "责任追究"], KNOWN),
];

fn phrases() -> File {
    let mut table = Table::new("政策用语", "词语 分组 序号 项目 依据");
    for (phrase, group, items, basis) in PHRASES {
        for (at, item) in items.iter().enumerate() {
            table.row(&[&phrase, &group, &(at + 1), item, &basis]);
        }
    }
    table.file()
}

/// Documents are public facts, whatever the district.
fn documents() -> File {
    let mut table = Table::new("依据文件", "文号 机关代字 年份 序号 标题 用途").recorded(true);
    for (issuer, year, number, title, purpose) in [
        ("渝府办发", 2018, 193, "对区县人民政府履行教育职责评价工作方案", "评价工作方案"),
        ("渝教函", 2023, 464, "2023年对区县人民政府履行教育职责评价方案", "年度评价方案"),
        ("教督", 2017, 6, "县域义务教育优质均衡发展督导评估办法", "评价标准"),
        ("教督", 2020, 1, "县域学前教育普及普惠督导评估办法", "评价标准"),
    ] {
        let mark = format!("{issuer}〔{year}〕{number}号");
        table.row(&[&mark, &issuer, &year, &number, &title, &purpose]);
    }
    table.file()
}
