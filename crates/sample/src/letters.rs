//! Letters (信件) to households, and what became of each: the year's two notices as rows. The played year sends its own.

use crate::chance::Chance;
use crate::day::Day;
use crate::grid;
use crate::households::Household;
use crate::spec::Spec;
use crate::table::{File, Table};

/// A notice: its definition, its heading, month and day, and how many of a hundred households never answer.
const NOTICES: [(&str, &str, (i64, i64), u64); 2] = [
    ("four-knows-notice", "假期安全四知提醒", (4, 29), 4),
    ("summer-water-notice", "暑期防溺水提醒", (7, 8), 0),
];

/// The three registers being written.
struct Book {
    notices: Table,
    letters: Table,
    events: Table,
}

/// A letter on its way: its events in their order.
struct Letter<'b> {
    events: &'b mut Table,
    notice: String,
    household: String,
    order: u64,
    rung: u64,
    day: Day,
    hour: u64,
}

impl Letter<'_> {
    /// Something happens: the event, attempt, channel, way, who did it, on whose list it is.
    fn went(&mut self, what: &str, [attempt, channel, way, by, person]: [&str; 5]) {
        self.order += 1;
        let at = format!("{}T{:02}:{:02}:00+08:00", self.day, self.hour, self.order * 4);
        self.events.row(&[
            &self.notice,
            &self.household,
            &self.order,
            &what,
            &self.rung,
            &attempt,
            &channel,
            &self.day,
            &at,
            &way,
            &by,
            &person,
        ]);
    }
}

pub(crate) fn files(spec: &Spec, households: &[Household]) -> Vec<File> {
    let mut book = Book {
        notices: Table::new("通知", "通知编号 定义 标题 正文 户数 日期 时刻 发件人"),
        letters: Table::new("信件", "通知 家庭 归属 成员 日期 责任人"),
        events: Table::new("信件动态", "通知 家庭 序 事件 级次 次 渠道 日期 时刻 方式 经办人 责任人"),
    };
    for (at, (definition, title, (month, day), silent)) in NOTICES.into_iter().enumerate() {
        let mut chance = Chance::named(spec.seed, definition);
        let (number, day) = (spec.number("TZ", at + 1), Day::of(spec.year, month, day));
        let (body, at) = ("样例正文：家长您好", format!("{day}T17:00:00+08:00"));
        let count = households.len();
        book.notices.row(&[&number, &definition, &title, &body, &count, &day, &at, &"样例发件人"]);
        for household in households {
            let visitor = visitor(spec, household);
            let members = members(household);
            book.letters.row(&[&number, &household.number, &household.school, &members, &day, &visitor]);
            let letter = Letter {
                events: &mut book.events,
                notice: number.clone(),
                household: household.number.clone(),
                order: 0,
                rung: 1,
                day,
                hour: 17,
            };
            let answers = !chance.percent(silent);
            on_its_way(letter, household, &visitor, answers, chance.percent(62));
        }
    }
    vec![book.notices.file(), book.letters.file(), book.events.file()]
}

/// By telephone message where there is a number; some call back at once, others are called by the teacher of the class, and
/// whom nobody reaches ends on the list of the grid.
fn on_its_way(mut letter: Letter<'_>, household: &Household, visitor: &str, answers: bool, soon: bool) {
    let answered = |by: &str| ["", "", "登记", by, ""].map(str::to_owned);
    if household.reached {
        for what in ["交付中", "已交付", "已送达"] {
            let attempt = if what == "已送达" { "" } else { "1" };
            letter.went(what, [attempt, "短信", "", "", ""]);
        }
        if soon && answers {
            return letter.went("已应答", answered(&household.teacher).each_ref().map(String::as_str));
        }
    }
    // The list of teachers is the last but one rung.
    let last = if letter.notice.ends_with("001") { 4 } else { 3 };
    (letter.day, letter.hour, letter.rung) = (letter.day.after(1), 9, last - 1);
    letter.went("转名单", ["", "电话", "", "", &household.teacher]);
    if answers {
        return letter.went("已应答", answered(&household.teacher).each_ref().map(String::as_str));
    }
    (letter.day, letter.rung) = (letter.day.after(1), last);
    letter.went("转名单", ["", "入户", "", "", visitor]);
}

/// Who visits it at last.
fn visitor(spec: &Spec, household: &Household) -> String {
    household.village.map_or_else(|| "样例镇街长".to_owned(), |village| grid::chief(spec, village))
}

/// Keys of its rows, joined.
fn members(household: &Household) -> String {
    let (pupils, guardians) = household.members;
    let of = |pupil: u64| (1..=guardians).map(move |guardian| (pupil, guardian));
    let keys =
        (1..=pupils).flat_map(of).map(|(pupil, guardian)| format!("{}/{pupil}/{guardian}", household.number));
    keys.collect::<Vec<_>>().join("、")
}
