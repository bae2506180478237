//! The round of comments (征求意见) on the draft of a special school: who commented, what was answered.

use crate::cases::Steps;
use crate::day::Day;
use crate::spec::Spec;
use crate::table::{File, Table};

/// What units wrote, and how it was dealt with; the last one came late and waits for its answer.
const COMMENTS: [(&str, &str, &str); 9] = [
    ("区公安局", "明确闭环管理中公安派驻人员的职责", "采纳"),
    ("区司法局", "补充学生法律援助和申诉渠道", "采纳"),
    ("区人民检察院", "评估程序写明专门教育指导委员会的表决方式", "采纳"),
    ("区财政局", "建设资金分年度列入预算", "部分采纳"),
    ("区规划自然资源局", "选址与学校布局规划衔接", "采纳"),
    ("区人力社保局", "专业教师和心理咨询人员的待遇另行明确", "部分采纳"),
    ("区卫生健康委", "配备医务室和转诊绿色通道", "采纳"),
    ("团区委", "把毕业学生的跟踪帮扶写入方案", "不采纳"),
    ("区妇联", "增加家长课堂的内容", ""),
];

/// The round on a draft that is called as the plan is (规划文件).
pub(crate) fn files(spec: &Spec, draft: &str, steps: &mut Steps) -> Vec<File> {
    let (sent, due) = (Day::of(spec.year, 11, 7), Day::of(spec.year, 12, 7));
    let number = spec.number("ZY", 1);
    let mut rounds = Table::new("征求意见", "编号 文稿 版本 发出日期 反馈期限 主办单位 印发日期");
    rounds.row(&[&number, &draft, &"征求意见稿", &sent, &due, &"区教委", &""]);
    let collected = Day::of(spec.year, 12, 8);
    steps.of("consultation-round", number.clone()).did(
        "截止汇总",
        collected,
        ("样例起草人", "主办单位"),
        ["样例意见汇总表", "", ""],
    );
    let mut comments = Table::new("反馈意见", "编号 征求意见 提出单位 意见 收到日期 处理 答复日期");
    for (at, (unit, comment, dealt)) in COMMENTS.into_iter().enumerate() {
        let received = sent.after(3 + at as u64 * 3).workday();
        let answered = match dealt {
            "" => String::new(),
            _ => received.after(12).workday().to_string(),
        };
        comments.row(&[&spec.number("YJ", at + 1), &number, &unit, &comment, &received, &dealt, &answered]);
    }
    vec![rounds.file(), comments.file()]
}
