//! One plan a school (一校一策): what it lacks, and how far it has come with it.

use crate::cases::Steps;
use crate::day::Day;
use crate::schools::{Area, School, Schools};
use crate::spec::Spec;
use crate::table::{File, Table};

/// Every school has its plan and had it approved. Most run until the next summer; a few were due in December: of these the
/// greater part was made good and looked at again, the rest is overdue.
pub(crate) fn file(spec: &Spec, made: &Schools, steps: &mut Steps) -> File {
    let mut table = Table::new("一校一策", "学年 学校 提出日期 主要差距 措施 责任人 期限");
    for (at, school) in made.schools.iter().enumerate() {
        let asked = Day::of(spec.year, 10, 10).after(at as u64 % 9).workday();
        let short = at % 9 == 3;
        let due = if short { Day::of(spec.year, 12, 20) } else { Day::of(spec.year + 1, 7, 10) };
        let (lack, measure) = lacks(school, at);
        let head = format!("样例校长{:02}", at + 1);
        table.row(&[&spec.year, &school.code, &asked, &lack, &measure, &head, &due]);
        let mut case = steps.of("school-shortfalls", format!("{}/{}", spec.year, school.code));
        let office = ("样例科员一", "基础教育科");
        case.did("审定方案", asked.after(9).workday(), office, ["样例审定意见", "", ""]);
        if short && at % 4 != 0 {
            case.did("补齐", Day::of(spec.year, 12, 8), (&head, "学校"), ["样例补齐材料", "", ""]);
            case.did("复查通过", Day::of(spec.year, 12, 16), office, ["样例复查表", "", ""]);
        }
    }
    table.file()
}

fn lacks(school: &School, at: usize) -> (&'static str, &'static str) {
    match (school.area, at % 3) {
        (Area::Urban, 0) => ("生均体育运动场馆面积不足", "改造运动场，错峰使用"),
        (Area::Urban, _) => ("班额偏大", "控制起始年级招生，新校分流"),
        (Area::Seat, 0) => ("骨干教师不足", "交流轮岗，结对培养"),
        (Area::Seat, _) => ("网络多媒体教室不足", "添置设备，共用教室"),
        (Area::Rural, 0) => ("体艺教师不足", "走教支教，定向招聘"),
        (Area::Rural, _) => ("教学仪器设备陈旧", "分年更新设备"),
    }
}
