//! The course of a case (办理经过): its steps gone through in their order, by the definition alone.

use crate::flow::{Actor, Circulation, Content, Flow, Moment, Offer, People, Task};
use crate::{Calendar, canonical_name, plus_days};
use define::{Date, Does, Loop, LoopStep, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// A step as recorded (办理步骤).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The caller's number of its row.
    pub number: u64,
    /// Its place in the case, from 1 (步次).
    pub nth: i64,
    /// What was done.
    pub step: String,
    /// The day; none when the cell is missing.
    pub day: Option<Date>,
    /// Who did it.
    pub by: String,
    /// In which role.
    pub role: String,
    /// The material given.
    pub evidence: String,
    /// The legal basis cited.
    pub basis: String,
    /// The reason, the remark.
    pub note: String,
    /// To whom it was done.
    pub to: String,
    /// For whom it was done.
    pub stead: String,
    /// What the case said, where it was signed.
    pub seen: Content,
}

/// What bears on the clock of a case.
#[derive(Clone, Copy, Debug)]
pub struct Times<'t> {
    /// The calendar that tells worked days.
    pub calendar: &'t Calendar,
    /// The day on which the case was opened.
    pub opened: Date,
    /// Days that the case itself sets, by stage.
    pub dues: &'t BTreeMap<String, Date>,
    /// Extensions: the caller's number, the day of approval and the new day.
    pub extensions: &'t [(u64, Date, Date)],
    /// Who signs, of a loop in whose stages is signed.
    pub signers: Option<Signers<'t>>,
}

/// What bears on a case that is signed.
#[derive(Clone, Copy, Debug)]
pub struct Signers<'t> {
    /// The stages in which is signed.
    pub flow: &'t Flow,
    /// Who is in which post.
    pub people: &'t People,
    /// What the case says now.
    pub content: &'t Content,
    /// Today.
    pub today: Date,
}

/// A stay of the case in a stage, up to the next step that leaves it or renews its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The stage.
    pub stage: String,
    /// From this day.
    pub from: Date,
    /// To this day; none while it lasts.
    pub to: Option<Date>,
    /// The day by which it had to end.
    pub deadline: Option<Date>,
}

/// What speaks against a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Number of the step's row.
    pub number: u64,
    /// Stable code: `loop.closer-is-fixer`.
    pub code: &'static str,
    /// A sentence in Chinese.
    pub sentence: String,
    /// What to do.
    pub hint: Option<String>,
}

/// What became of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Where it was, in order; the last is where it is.
    pub stays: Vec<Stay>,
    /// Positions of the steps that stand.
    pub stands: Vec<usize>,
    /// Those among them that led to another stage.
    pub led: Vec<usize>,
    /// What speaks against others.
    pub wrong: Vec<Wrong>,
    /// Extensions that no longer could be granted: they came after the day that they put off, or put nothing off.
    pub late_extensions: Vec<u64>,
    /// How it stands among those who sign.
    pub circulation: Option<Circulation>,
    /// Whose task it is today.
    pub tasks: Vec<Task>,
    /// What each of those concerned may do today.
    pub offers: Vec<Offer>,
}

impl Stay {
    /// Whether it lasted, or lasts on `today`, beyond its deadline.
    pub fn is_late(&self, today: Date) -> bool {
        self.deadline.is_some_and(|deadline| deadline < self.to.unwrap_or(today).min(today))
    }
}

impl Course {
    /// The stage that the case is in.
    pub fn stage(&self) -> &str {
        self.stays.last().map_or("", |stay| stay.stage.as_str())
    }

    /// The day on which it was closed, when it is.
    pub fn closed(&self, definition: &Loop) -> Option<Date> {
        self.stays.last().filter(|stay| definition.closes(&stay.stage)).map(|stay| stay.from)
    }

    /// The day by which the present stage has to be left.
    pub fn deadline(&self) -> Option<Date> {
        self.stays.last()?.deadline
    }

    /// How many worked days the case was overdue at the end of a day; none when it was in time.
    pub fn overdue(&self, calendar: &Calendar, day: Date) -> Option<u32> {
        let stay = self.stays.iter().rfind(|stay| stay.from <= day)?;
        let deadline = stay.deadline.filter(|_| stay.to.is_none_or(|to| to > day))?;
        (deadline < day).then(|| calendar.worked_between(deadline, day))
    }

    /// Whether no stay lasted beyond its deadline.
    pub fn in_time(&self, today: Date) -> bool {
        !self.stays.iter().any(|stay| stay.is_late(today))
    }
}

/// Goes through the steps of a case, which must be in the order of their numbers. A step against which anything speaks
/// does not count: the case stays where it was.
///
/// ```
/// use std::collections::BTreeMap;
/// # use define::{Date, File, Loop, PackFiles};
/// use ledger::{Calendar, loops::{Taken, Times, course}};
/// # fn rectification() -> Loop {
/// #     let text = r#"
/// # name = "整改销号"
/// # source = { document = "甲", status = "local" }
/// # case = { register = "问题", opened = "发现日期" }
/// # first = "发现"
/// # stages = [{ name = "发现", days = 5 }, { name = "待复核", days = 5 }, { name = "已销号", closed = true }]
/// # steps = [
/// #     { name = "整改", from = ["发现"], to = "待复核" },
/// #     { name = "复核销号", from = ["待复核"], to = "已销号", other_than = ["整改"] },
/// # ]"#;
/// #     let register = |name: &str, field: &str| format!("name = \"{name}\"\nkind = \"state\"\nperiod = \"none\"\n\
/// #         key = [\"{field}\"]\nsource = {{ document = \"甲\", status = \"local\" }}\n[[fields]]\n\
/// #         name = \"{field}\"\ntype = \"date\"\nrequired = true\n");
/// #     let files = vec![
/// #         File::new("pack.toml", "name = \"甲\"\nyear = 2022\n"),
/// #         File::new("registers/a.toml", register("问题", "发现日期")),
/// #         File::new("registers/b.toml", register("办理步骤", "日期")),
/// #         File::new("registers/c.toml", register("延期", "日期")),
/// #         File::new("loops/l.toml", text),
/// #     ];
/// #     let checked = define::check(&[PackFiles::new("p", files)]);
/// #     checked.pack.unwrap_or_else(|| panic!("{:?}", checked.findings)).forms.loops[0].clone()
/// # }
/// let definition = rectification(); // 整改 leads to 待复核, 复核销号 by another person to 已销号
/// let day = |d| Date::new(2022, 3, d).unwrap();
/// let (calendar, dues) = (Calendar::default(), BTreeMap::new());
/// let times = Times { calendar: &calendar, opened: day(1), dues: &dues, extensions: &[], signers: None };
/// let taken = |nth, step: &str, d, by: &str| Taken {
///     number: nth as u64, nth, step: step.into(), day: Some(day(d)), by: by.into(), ..Taken::default()
/// };
/// let own = course(&definition, &times, &[taken(1, "整改", 3, "甲"), taken(2, "复核销号", 4, "甲")]);
/// assert_eq!((own.stage(), own.wrong[0].code), ("待复核", "loop.closer-is-fixer"));
/// let other = course(&definition, &times, &[taken(1, "整改", 3, "甲"), taken(2, "复核销号", 4, "乙")]);
/// assert_eq!((other.stage(), other.closed(&definition)), ("已销号", Some(day(4))));
/// ```
pub fn course(definition: &Loop, times: &Times<'_>, taken: &[Taken]) -> Course {
    let mut going =
        Going { definition, times, taken, course: Course::default(), since: 0, before: times.opened };
    going.enter(&definition.first, times.opened);
    going.begin();
    for at in 0..taken.len() {
        going.step(at);
    }
    going.end();
    going.course
}

struct Going<'g> {
    definition: &'g Loop,
    times: &'g Times<'g>,
    taken: &'g [Taken],
    course: Course,
    /// How many standing steps there were when the present stage was entered.
    since: usize,
    /// The day of the step before.
    before: Date,
}

impl Going<'_> {
    fn enter(&mut self, stage: &str, day: Date) {
        self.end_stay(day);
        let own = self.definition.stage(stage);
        let by_days = own.and_then(|own| own.days).map(|days| self.times.calendar.add_worked(day, days));
        let deadline = by_days.or_else(|| self.times.dues.get(stage).copied());
        self.course.stays.push(Stay { stage: stage.to_owned(), from: day, to: None, deadline });
    }

    fn end_stay(&mut self, day: Date) {
        self.extend(Some(day));
        if let Some(stay) = self.course.stays.last_mut() {
            stay.to = Some(day);
        }
    }

    fn end(&mut self) {
        if let Some(signers) = self.times.signers {
            // What was changed since it was signed is signed anew; who has the task is told of today.
            self.settle(signers.content, self.before);
            let moment = self.moment(signers, signers.content, signers.today);
            let circulation = self.course.circulation.as_ref();
            let told =
                circulation.map(|one| (one.tasks(signers.flow, moment), one.offers(signers.flow, moment)));
            (self.course.tasks, self.course.offers) = told.unwrap_or_default();
        }
        self.extend(None);
        let first = self.times.opened;
        let before = self.times.extensions.iter().filter(|(_, approved, _)| *approved < first);
        self.course.late_extensions.extend(before.map(|(number, ..)| *number));
    }

    /// Puts off the deadline of the last stay by the extensions approved while it lasted.
    fn extend(&mut self, to: Option<Date>) {
        let Some(stay) = self.course.stays.last_mut() else { return };
        let mut mine: Vec<_> = self.times.extensions.iter().collect();
        mine.sort_by_key(|(number, approved, _)| (*approved, *number));
        for (number, approved, until) in mine {
            // An extension approved on the day on which a stage changed belongs to the new stage.
            if *approved < stay.from || to.is_some_and(|to| *approved >= to) {
                continue;
            }
            match stay.deadline {
                Some(deadline) if *approved <= deadline && deadline < *until => stay.deadline = Some(*until),
                _ => self.course.late_extensions.push(*number),
            }
        }
    }

    fn step(&mut self, at: usize) {
        let taken = &self.taken[at];
        let before = self.course.wrong.len();
        if !taken.seen.is_empty() {
            self.settle(&taken.seen, taken.day.unwrap_or(self.before));
        }
        let (definition, stage) = (self.definition, self.course.stage().to_owned());
        if taken.nth != at as i64 + 1 {
            let sentence = format!("第{}步写作第{}步，步次要从1起连续", at + 1, taken.nth);
            self.wrong(taken, "loop.gap", sentence, None);
        }
        let day = taken.day.unwrap_or(self.before);
        if day < self.times.opened {
            let sentence = format!("“{}”的日期{day}早于案件开始的{}", taken.step, self.times.opened);
            self.wrong(taken, "loop.before-case", sentence, None);
        } else if day < self.before {
            let sentence = format!("“{}”的日期{day}早于上一步的{}", taken.step, self.before);
            self.wrong(taken, "loop.out-of-order", sentence, None);
        }
        let Some(step) = definition.step(&taken.step) else {
            let names: Vec<&str> = definition.steps.iter().map(|step| step.name.text.as_str()).collect();
            let sentence = format!("“{}”没有步骤“{}”", definition.head.name, taken.step);
            let near = nearest(&taken.step, names.iter().copied());
            let hint = near
                .map_or_else(|| format!("可用：{}", names.join("、")), |near| format!("是否想写“{near}”？"));
            return self.wrong(taken, "loop.step-unknown", sentence, Some(hint));
        };
        if !step.from.contains(&stage) {
            // What follows a refused step is refused with it; saying so of each would only bury the reason.
            if before == 0 {
                let ways: Vec<&str> = definition.ways(&stage).map(|step| step.name.text.as_str()).collect();
                let sentence = format!("案件在“{stage}”，不能“{}”", taken.step);
                let hint = (!ways.is_empty()).then(|| format!("可以：{}", ways.join("、")));
                self.wrong(taken, "loop.not-from-here", sentence, hint);
            }
            return;
        }
        self.who(step, taken);
        self.with(step, taken);
        if step.does != Does::Moves {
            self.sign(step, taken, day);
        }
        if self.course.wrong.len() > before {
            return;
        }
        self.before = day;
        self.course.stands.push(at);
        let stays = self.course.stays.len();
        if step.does != Does::Moves {
            self.follow(day);
        } else if step.to != stage {
            self.enter(&step.to, day);
            self.since = self.course.stands.len();
        } else if step.renews {
            self.enter(&step.to, day);
        }
        if self.course.stays.len() > stays {
            self.course.led.push(at);
        }
    }

    fn moment<'m>(&self, signers: Signers<'m>, content: &'m Content, day: Date) -> Moment<'m> {
        let late = self.course.stays.last().and_then(|stay| stay.deadline).is_some_and(|by| by < day);
        Moment { people: signers.people, day, late, content }
    }

    fn begin(&mut self) {
        if let Some(signers) = self.times.signers {
            let moment = self.moment(signers, signers.content, self.times.opened);
            self.course.circulation = Some(Circulation::begin(signers.flow, moment));
        }
    }

    /// Lets the case go where the marks lead, by what it says.
    fn settle(&mut self, content: &Content, day: Date) {
        let Some(signers) = self.times.signers else { return };
        let moment = self.moment(signers, content, day);
        if let Some(circulation) = &mut self.course.circulation {
            circulation.settle(signers.flow, moment);
        }
        self.follow(day);
    }

    /// Does with the tasks of the case what a step does.
    fn sign(&mut self, step: &LoopStep, taken: &Taken, day: Date) {
        let Some(signers) = self.times.signers else { return };
        if step.does.names_somebody() && taken.to.trim().is_empty() {
            return self.wrong(taken, "flow.to-missing", format!("“{}”要写明交给谁", taken.step), None);
        }
        let content = if taken.seen.is_empty() { signers.content } else { &taken.seen };
        let moment = self.moment(signers, content, day);
        let stead = Some(canonical_name(&taken.stead)).filter(|stead| !stead.is_empty());
        let actor = Actor { by: canonical_name(&taken.by), stead };
        let to = canonical_name(&taken.to);
        let Some(circulation) = &mut self.course.circulation else { return };
        if let Err(refused) = circulation.act(signers.flow, &actor, step.does, &to, moment) {
            let (code, sentence) = refused.said(&taken.by, &taken.step, &taken.to);
            self.wrong(taken, code, sentence, None);
        }
    }

    /// Enters the stage in which those who sign have brought it.
    fn follow(&mut self, day: Date) {
        let (Some(signers), Some(circulation)) = (self.times.signers, &self.course.circulation) else {
            return;
        };
        let stage = signers.flow.stage(circulation.at).to_owned();
        if stage != self.course.stage() {
            self.enter(&stage, day);
            self.since = self.course.stands.len();
        }
    }

    /// Who did it, in which role, and who did what must lie before.
    fn who(&mut self, step: &LoopStep, taken: &Taken) {
        if !step.role.is_empty() && !step.role.contains(&taken.role) {
            let sentence = format!("“{}”应由{}办，写的是“{}”", taken.step, step.role.join("、"), taken.role);
            self.wrong(taken, "loop.role", sentence, None);
        }
        let standing = |from: usize| self.course.stands[from..].iter().map(|at| &self.taken[*at]);
        let own = standing(0)
            .find(|earlier| {
                step.other_than.contains(&earlier.step) && crate::same_person(&earlier.by, &taken.by)
            })
            .map(|earlier| earlier.step.clone());
        let mut missing = Vec::new();
        for need in &step.after {
            let actors: BTreeSet<String> = standing(self.since)
                .filter(|earlier| earlier.step == need.step)
                .map(|earlier| crate::canonical_name(&earlier.by))
                .collect();
            if (actors.len() as u32) < need.actors {
                missing.push((need.step.clone(), need.actors, actors.len()));
            }
        }
        if let Some(own) = own {
            let closes = self.definition.closes(&step.to);
            let code = if closes { "loop.closer-is-fixer" } else { "loop.same-person" };
            let sentence = format!("{}办过“{own}”，不能自己“{}”", taken.by, taken.step);
            self.wrong(taken, code, sentence, Some("换一个人办".to_owned()));
        }
        for (name, actors, found) in missing {
            let sentence = format!("“{}”之前要有{actors}人“{name}”，现有{found}人", taken.step);
            self.wrong(taken, "loop.too-few", sentence, None);
        }
    }

    /// What must come with it.
    fn with(&mut self, step: &LoopStep, taken: &Taken) {
        for (needed, text, code, what) in [
            (step.evidence, &taken.evidence, "loop.evidence-missing", "佐证材料"),
            (step.reason, &taken.note, "loop.reason-missing", "理由（写在说明里）"),
            (step.basis, &taken.basis, "loop.basis-missing", "依据"),
        ] {
            if needed && text.trim().is_empty() {
                self.wrong(taken, code, format!("“{}”须有{what}", taken.step), None);
            }
        }
    }

    fn wrong(&mut self, taken: &Taken, code: &'static str, sentence: String, hint: Option<String>) {
        self.course.wrong.push(Wrong { number: taken.number, code, sentence, hint });
    }
}

/// The first day that is so many months before a day; the last day of a shorter month.
pub fn months_before(day: Date, months: u32) -> Date {
    let total = day.year * 12 + i32::from(day.month) - 1 - months as i32;
    let (year, month) = (total.div_euclid(12), total.rem_euclid(12) as u8 + 1);
    Date::new(year, month, day.day)
        .or_else(|| (28..=30).rev().find_map(|last| Date::new(year, month, last)))
        .unwrap_or_else(|| plus_days(day, -30 * months as i32))
}
