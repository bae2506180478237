//! A notice to households before the summer holidays: contacts, one letter a household, what became of each.

use crate::Spec;
use crate::chance::Chance;
use crate::schools::Schools;
use crate::table::{File, Table};

/// Schools whose households are in the sample, and households of each.
const SCHOOLS: usize = 12;
const HOUSEHOLDS: u64 = 20;

/// Contacts, the notice, its letters and their events.
pub fn files(spec: &Spec, made: &Schools) -> Vec<File> {
    let mut chance = Chance::named(spec.seed, "letters");
    let mut contacts =
        Table::new("家庭联系", "家庭编号 学生序 监护人序 学校 班级 联系电话 企业微信 班主任 网格编号");
    let mut notices = Table::new("通知", "通知编号 定义 标题 正文 户数 日期 时刻 发件人");
    let mut letters = Table::new("信件", "通知 家庭 归属 成员 日期 责任人 应答码");
    let mut events = Events {
        table: Table::new("信件动态", "通知 家庭 序 事件 级次 次 渠道 日期 时刻 方式 凭据 经办人 责任人"),
        notice: format!("four-knows-notice-{}0702-1", spec.year),
        year: spec.year,
        order: 0,
    };
    let mut count = 0_u64;
    let sent = format!("{}-07-02", spec.year);
    for school in made.schools.iter().take(SCHOOLS) {
        let town = spec.towns.iter().position(|town| town.code == spec.towns[school.town].code);
        let villages: Vec<_> = spec.villages.iter().filter(|village| Some(village.town) == town).collect();
        for nth in 0..HOUSEHOLDS {
            count += 1;
            let household = format!("H{count:04}");
            let teacher = format!("样例班主任{:03}", count.div_ceil(5));
            let village = villages.get(nth as usize % villages.len().max(1));
            // Where a town has no villages in the sample its own chief is the last to be asked.
            let grid = village.map_or_else(
                || format!("{}-WG", spec.towns[school.town].code),
                |village| format!("{}-WG1", village.code),
            );
            let chief = match village {
                Some(village) => {
                    let place = spec.villages.iter().filter(|one| one.town == village.town);
                    let place = place.take_while(|one| one.code != village.code).count() + 1;
                    format!("样例网格长{:02}{place:02}", village.town + 1)
                }
                None => format!("样例镇街长{:02}", school.town + 1),
            };
            let (pupils, guardians) = (1 + u64::from(chance.percent(15)), 1 + u64::from(chance.percent(60)));
            let chat = !chance.percent(20);
            let mut members = Vec::new();
            for pupil in 1..=pupils {
                for guardian in 1..=guardians {
                    let account = if chat && guardian == 1 { format!("yl-{count}") } else { String::new() };
                    let phone = format!("样例-{count}-{guardian}");
                    contacts.row(&[
                        &household,
                        &pupil,
                        &guardian,
                        &school.code,
                        &"",
                        &phone,
                        &account,
                        &teacher,
                        &grid,
                    ]);
                    members.push(format!("{household}/{pupil}/{guardian}"));
                }
            }
            let code = format!("{:06}", chance.between(0, 999_999));
            letters.row(&[
                &events.notice,
                &household,
                &school.code,
                &members.join("、"),
                &sent,
                &chief,
                &code,
            ]);
            events.letter(&mut chance, &household, &code, chat, &teacher, &chief);
        }
    }
    notices.row(&[
        &events.notice,
        &"four-knows-notice",
        &"假期安全四知提醒",
        &"家长您好：假期请做到知去向、知同伴、知内容、知归时，看护孩子远离江河塘库。请点 {链接} 应答，或回复 {应答码}。",
        &count,
        &sent,
        &format!("{sent}T08:30:00+08:00"),
        &"样例值班",
    ]);
    vec![contacts.file(), notices.file(), letters.file(), events.table.file()]
}

struct Events {
    table: Table,
    notice: String,
    year: i64,
    order: u32,
}

impl Events {
    /// One letter up the ladder until it is acknowledged: by message, by chat, by a call, by a visit.
    fn letter(
        &mut self,
        chance: &mut Chance,
        household: &str,
        code: &str,
        chat: bool,
        teacher: &str,
        chief: &str,
    ) {
        self.order = 0;
        let mut attempt = 1;
        self.put(household, "交付中", 1, attempt, "短信", (2, "09:00"), ["", "", "", ""]);
        if chance.percent(5) {
            self.put(household, "未接收", 1, attempt, "短信", (2, "09:00"), ["", "", "", ""]);
            attempt = 2;
            self.put(household, "交付中", 1, attempt, "短信", (2, "09:06"), ["", "", "", ""]);
        }
        self.put(household, "已交付", 1, attempt, "短信", (2, "09:06"), ["", "", "", ""]);
        if chance.percent(94) {
            self.put(household, "已送达", 1, 0, "短信", (2, "09:10"), ["", "", "", ""]);
            if chance.percent(78) {
                self.put(household, "已应答", 1, 0, "短信", (2, "11:20"), ["回复码", code, "", ""]);
                return;
            }
        }
        if chat {
            for what in ["交付中", "已交付"] {
                self.put(household, what, 2, 1, "企业微信", (2, "15:30"), ["", "", "", ""]);
            }
            self.put(household, "已送达", 2, 0, "企业微信", (2, "15:31"), ["", "", "", ""]);
            if chance.percent(70) {
                self.put(household, "已应答", 2, 0, "企业微信", (2, "19:40"), ["回复码", code, "", ""]);
                return;
            }
        }
        self.put(household, "转名单", 3, 0, "电话", (3, "08:00"), ["", "", "", teacher]);
        if chance.percent(80) {
            self.put(household, "已应答", 3, 0, "电话", (3, "17:00"), ["登记", "", teacher, ""]);
            return;
        }
        self.put(household, "转名单", 4, 0, "入户", (4, "08:00"), ["", "", "", chief]);
        self.put(household, "已应答", 4, 0, "入户", (5, "10:00"), ["登记", "", chief, ""]);
    }

    #[allow(clippy::too_many_arguments, reason = "the columns of a row, in their order")]
    fn put(
        &mut self,
        household: &str,
        what: &str,
        rung: u32,
        attempt: u32,
        channel: &str,
        (day, clock): (u32, &str),
        evidence: [&str; 4],
    ) {
        self.order += 1;
        let date = format!("{}-07-{day:02}", self.year);
        let at = format!("{date}T{clock}:00+08:00");
        let attempt = if attempt == 0 { String::new() } else { attempt.to_string() };
        let [way, given, by, person] = evidence;
        self.table.row(&[
            &self.notice,
            &household,
            &self.order,
            &what,
            &rung,
            &attempt,
            &channel,
            &date,
            &at,
            &way,
            &given,
            &by,
            &person,
        ]);
    }
}
