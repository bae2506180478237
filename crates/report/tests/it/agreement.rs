//! A quantity that stands in two places is the same in both: what formulas read of a form and what the form shows, what stands in
//! a register and what is added up of it elsewhere, what an indicator prints and what the report's sentences and tables say.

use crate::shipped::{packs, sample, written};
use assess::loops::Cases;
use assess::{Assessor, Book, Facts, Records, RosterSheet, Rows, covered_duty};
use define::{Date, File, Pack};
use ledger::duty::State;
use quantity::Decimal;
use report::Report;
use std::collections::BTreeMap;
use std::sync::Arc;

const YEAR: i32 = 2022;

/// What the places say of the same quantity, by its name.
#[derive(Default)]
struct Told(BTreeMap<String, Vec<(&'static str, String)>>);

impl Told {
    fn say(&mut self, quantity: impl Into<String>, place: &'static str, value: impl ToString) {
        self.0.entry(quantity.into()).or_default().push((place, value.to_string()));
    }

    /// Every quantity of which two places say something different.
    fn differences(&self) -> Vec<String> {
        let differ = self.0.iter().filter(|(_, said)| said.iter().any(|(_, value)| *value != said[0].1));
        differ.map(|(quantity, said)| format!("{quantity}：{said:?}")).collect()
    }

    /// How many quantities stand in two places at least.
    fn twice(&self) -> usize {
        self.0.values().filter(|said| said.len() > 1).count()
    }
}

/// Formulas asked of the sample beside those of the pack.
#[derive(Default)]
struct Asked(Vec<(String, String)>);

impl Asked {
    fn ask(&mut self, quantity: impl Into<String>, formula: impl Into<String>) {
        self.0.push((quantity.into(), formula.into()));
    }

    /// The pack with an indicator for each formula.
    fn pack(&self) -> Pack {
        let mut packs = packs();
        for (at, (_, formula)) in self.0.iter().enumerate() {
            let text = format!(
                "name = \"对照{at}\"\nformula = '''{formula}'''\nowner = \"督导室\"\nperiod = \"calendar-year\"\nsource = {{ document = \"对照\", status = \"local\" }}\n"
            );
            packs[1].files.push(File::new(format!("indicators/agreement-{at}.toml"), text));
        }
        let checked = define::check(&packs);
        let wrong: Vec<_> = checked
            .findings
            .iter()
            .filter(|one| one.grade == finding::Grade::Error)
            .map(ToString::to_string)
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        checked.pack.unwrap()
    }

    /// What each formula comes to over rows.
    fn answer(&self, place: &'static str, rows: &BTreeMap<String, Rows>, told: &mut Told) {
        let pack = Arc::new(self.pack());
        let mut facts = Facts::new();
        for register in &pack.registers {
            facts.add_rows(register, rows.get(&register.name).cloned().unwrap_or_default());
        }
        let mut assessor = Assessor::new(pack, facts);
        for (at, (quantity, formula)) in self.0.iter().enumerate() {
            let outcome = assessor.outcome(&format!("agreement-{at}"), YEAR);
            let value = outcome.and_then(|one| one.value.clone());
            told.say(quantity, place, value.unwrap_or_else(|| format!("{formula}不能得出")));
        }
    }
}

/// What one formula comes to over rows.
pub fn answered(formula: &str, rows: &BTreeMap<String, Rows>) -> String {
    let (mut asked, mut told) = (Asked::default(), Told::default());
    asked.ask("", formula);
    asked.answer("", rows, &mut told);
    told.0.into_values().flatten().map(|(_, value)| value).collect()
}

fn end() -> Date {
    Date::new(YEAR, 12, 31).unwrap()
}

fn count(count: usize) -> String {
    Decimal::from(count as i64).to_string()
}

/// What the forms show on the last day of the year, and the formulas that count the same in their tables.
fn forms(rows: &BTreeMap<String, Rows>) -> Told {
    let pack = &sample().pack;
    let records = Records::new(pack.clone(), rows.clone());
    let (mut told, mut asked) = (Told::default(), Asked::default());
    let mut say = |quantity: String, formula: String, shown: usize| {
        told.say(quantity.clone(), "页面", count(shown));
        asked.ask(quantity, formula);
    };
    for roster in &pack.forms.rosters {
        let (name, sheet) = (&roster.head.name, RosterSheet::new(roster, &records, end()));
        let held = || sheet.posts.iter().flat_map(|post| &post.holders);
        say(format!("责 {name} 岗位"), format!("计数(责任.「{name}」)"), sheet.posts.len());
        let covered = sheet.posts.iter().filter(|post| post.is_covered()).count();
        say(format!("责 {name} 到岗"), format!("计数(责任.「{name}」, 到岗)"), covered);
        say(format!("责 {name} 在岗"), format!("计数(在岗.「{name}」)"), held().count());
        let expiring = held().filter(|one| one.expiring).count();
        say(format!("责 {name} 即将到期"), format!("计数(在岗.「{name}」, 即将到期)"), expiring);
        if let Some(shifts) = &sheet.shifts {
            say(format!("责 {name} 班次"), format!("计数(班次.「{name}」)"), shifts.len());
            let kept = shifts.len() - sheet.missed().count();
            say(format!("责 {name} 到班"), format!("计数(班次.「{name}」, 到岗)"), kept);
        }
    }
    for duty in &pack.forms.duties {
        let (name, covered) = (&duty.head.name, covered_duty(duty, &records, YEAR, end()));
        let tally = covered.matrix.tally();
        let of = |count: u64| usize::try_from(count).unwrap();
        say(format!("期 {name} 应办"), format!("计数(应办.「{name}」)"), of(tally.owed));
        let discharged = tally.done + tally.late + tally.nil;
        say(format!("期 {name} 履行"), format!("计数(应办.「{name}」, 履行)"), of(discharged));
        let gaps = covered.matrix.occurrences.iter();
        let gaps = gaps.filter(|one| matches!(one.state, State::Gap | State::Contradicted)).count();
        say(format!("期 {name} 空当"), format!("计数(应办.「{name}」, 空当)"), gaps);
    }
    for one in &pack.forms.loops {
        let (name, cases) = (&one.head.name, Cases::of(one, &records, end(), None));
        let all = cases.tally(|_| "").into_values().next().unwrap_or_default();
        let of = |count: u64| usize::try_from(count).unwrap();
        let waiting = assess::loops::openings(one, &records).len();
        say(format!("环 {name} 查出"), format!("计数(闭环.「{name}」)"), of(all.found) + waiting);
        say(format!("环 {name} 办结"), format!("计数(闭环.「{name}」, 办结)"), of(all.closed));
        say(format!("环 {name} 超期"), format!("计数(闭环.「{name}」, 超期)"), of(all.overdue));
    }
    for notice in &pack.forms.notices {
        let (name, book) = (&notice.head.name, Book::among(notice, &records));
        say(format!("信 {name} 信件"), format!("计数(告知.「{name}」)"), book.letters.len());
        let answered = book.letters.values().filter(|kept| kept.acknowledgement().is_some()).count();
        say(format!("信 {name} 应答"), format!("计数(告知.「{name}」, 应答)"), answered);
    }
    asked.answer("公式", rows, &mut told);
    told
}

/// What stands in one register and is added up in another.
const SUMS: &[(&str, &str, &str)] = &[
    ("义务教育学生", "合计(班级.学生数)", "合计(学校.义务教育学生)"),
    ("义务教育学生", "合计(班级.学生数)", "合计(学段部.在校生, 学段 <> \"高中\")"),
    ("中小学学生", "合计(学段部.在校生)", "合计(学校.全部学生)"),
    ("高中学生", "合计(高中班级.学生数)", "合计(普通高中.在校生)"),
    ("中小学班", "计数(班级) * 1个", "合计(学段部.班数, 学段 <> \"高中\")"),
    ("公用经费学生", "合计(班级.学生数, 学校.办别 = \"公办\")", "合计(公用经费核定.学生合计)"),
    ("在园幼儿", "合计(幼儿班级.幼儿数)", "合计(幼儿园.在园幼儿)"),
    ("幼儿班", "计数(幼儿班级) * 1个", "合计(幼儿园.班数)"),
    ("专任教师", "合计(学段部.专任教师, 学段 <> \"高中\")", "合计(教师队伍.专任教师)"),
    (
        "督查立案",
        "计数(整改问题, 在(来源, \"专项督查\", \"镇街专项检查\", \"学校专项抽查\"))",
        "合计(督查检查.立案)",
    ),
];

fn sums(rows: &BTreeMap<String, Rows>) -> Told {
    let (mut told, mut one, mut other) = (Told::default(), Asked::default(), Asked::default());
    for (quantity, left, right) in SUMS {
        one.ask(format!("{quantity}（{left}、{right}）"), *left);
        other.ask(format!("{quantity}（{left}、{right}）"), *right);
    }
    one.answer("一处", rows, &mut told);
    other.answer("另一处", rows, &mut told);
    told
}

/// The digits of a text, Arabic ones and those of Chinese numerals.
fn digits(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_digit() || "一二两三四五六七八九十".contains(*c)).collect()
}

/// What the indicators print, and what the report's sentences and tables say of them.
fn sentences(assessor: &mut Assessor, report: &Report) -> Told {
    let mut told = Told::default();
    let assessment = assessor.assess(YEAR);
    let pack = assessor.pack().clone();
    for figure in report.document.body.figures() {
        let source = figure.source.split('.').next().unwrap_or_default();
        let known = |one: &&define::Indicator| one.id == source || one.figure.as_deref() == Some(source);
        let Some(indicator) = pack.indicators.iter().find(known) else { continue };
        let Some(outcome) = assessment.outcome(&indicator.id) else { continue };
        let groups = outcome.groups.iter().filter_map(|group| group.printed.clone());
        let gap = outcome.gap.iter().flat_map(|gap| [gap.threshold.clone(), gap.printed.clone()]);
        let all: Vec<String> = outcome.printed.iter().cloned().chain(groups).chain(gap).collect();
        let said = digits(&figure.text);
        let (place, quantity) = ("句子", format!("{}：{}", figure.id, figure.text));
        if said.is_empty() || figure.text.starts_with("（暂不能得出") {
            continue;
        }
        let same = all.iter().map(|one| digits(one)).find(|one| *one == said);
        told.say(quantity.clone(), place, said);
        told.say(quantity, "指标", same.unwrap_or_else(|| format!("{all:?}")));
    }
    for answered in &report.coverage {
        let outcome = assessment.outcome(&answered.indicator);
        let quantity = format!("对照表 {}", answered.indicator);
        told.say(quantity.clone(), "对照表", format!("{:?}", answered.verdict));
        told.say(quantity, "指标", format!("{:?}", outcome.and_then(|one| one.verdict)));
        let item = assessment.score.as_ref().and_then(|score| score.item(&answered.indicator));
        let quantity = format!("得分 {}", answered.indicator);
        told.say(quantity.clone(), "对照表", &answered.points);
        told.say(
            quantity,
            "评分",
            item.map(|item| format!("{}/{}", item.printed(), item.weight)).unwrap_or_default(),
        );
    }
    told
}

fn whole(rows: &BTreeMap<String, Rows>) -> Assessor {
    let mut facts = Facts::new();
    for register in &sample().pack.registers {
        facts.add_rows(register, rows.get(&register.name).cloned().unwrap_or_default());
    }
    Assessor::new(sample().pack.clone(), facts)
}

#[test]
fn what_a_form_shows_is_what_formulas_read_of_it() {
    let told = forms(&sample().rows);
    assert!(told.differences().is_empty(), "\n{}", told.differences().join("\n"));
    assert!(told.twice() > 150, "only {} quantities were compared", told.twice());
}

#[test]
fn what_is_added_up_elsewhere_is_what_the_rows_come_to() {
    let told = sums(&sample().rows);
    assert!(told.differences().is_empty(), "\n{}", told.differences().join("\n"));
    assert_eq!(told.twice(), SUMS.len());
}

#[test]
fn a_sentence_says_what_its_indicator_prints() {
    let mut assessor = whole(&sample().rows);
    let report = written(&mut assessor, &sample().rows, YEAR);
    let told = sentences(&mut assessor, &report);
    assert!(told.differences().is_empty(), "\n{}", told.differences().join("\n"));
    assert!(told.twice() > 150, "only {} quantities were compared", told.twice());
}

/// The comparison is no idle one: a class of no school is in one sum and not in the other, and a report written before a row
/// was changed says what is no longer so.
#[test]
fn what_differs_is_found() {
    let mut rows = sample().rows.clone();
    let classes = sample().pack.register("班级").unwrap();
    let (school, _) = classes.field("学校").unwrap();
    let of = rows.get_mut("班级").unwrap();
    let (number, row) = of.nth(0).unwrap().clone();
    let mut stray = ledger::Row::clone(&row);
    stray.values[school] = Some(ledger::Value::Text("2150999999".to_owned()));
    of.put(number, Arc::new(stray));
    let found = sums(&rows).differences();
    assert!(found.iter().any(|one| one.starts_with("义务教育学生")), "{found:?}");

    let mut before = whole(&sample().rows);
    let stale = written(&mut before, &sample().rows, YEAR);
    let mut rows = sample().rows.clone();
    halve(&mut rows, "会议");
    halve(&mut rows, "会议议题");
    let found = sentences(&mut whole(&rows), &stale).differences();
    assert!(found.iter().any(|one| one.starts_with("figure-F07")), "{found:?}");
}

/// Every second row of a register is gone.
fn halve(rows: &mut BTreeMap<String, Rows>, register: &str) {
    let of = rows.get_mut(register).unwrap();
    *of = of.iter().filter(|(number, _)| number % 2 == 0).cloned().collect();
}
