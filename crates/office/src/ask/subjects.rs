//! What is told of teachers by subject (学科): no teacher's number, and no exact way, which would tell where somebody lives.

use crate::view::{SubjectGap, SubjectLine, SubjectMoveView, SubjectsView};
use assess::plan::{StaffSheet, SubjectMove, SubjectPost, SubjectSheet};
use quantity::Decimal;
use std::collections::BTreeMap;

/// Minutes of a quarter of an hour.
const QUARTER: i64 = 15;

/// Subjects, schools that lack one, and moves of a plan of people.
pub(super) fn told(sheet: &StaffSheet, of: &SubjectSheet) -> SubjectsView {
    let sum = |count: fn(&SubjectPost) -> i64| of.posts.iter().map(count).sum::<i64>();
    let name = |at: usize| sheet.lines[of.posts[at].line].name.clone();
    let moved = |one: &SubjectMove| SubjectMoveView {
        from: name(one.from),
        to: name(one.to),
        stage: of.posts[one.to].stage.clone(),
        subject: of.posts[one.to].subject.clone(),
        people: one.people,
        backbones: one.backbones,
        minutes: (one.minutes + QUARTER - 1) / QUARTER * QUARTER,
        fills: one.fills,
    };
    let gap = |post: &SubjectPost| SubjectGap {
        school: sheet.lines[post.line].name.clone(),
        stage: post.stage.clone(),
        subject: post.subject.clone(),
        held: post.held,
        needed: people(post.needed),
        lacking: post.lacking(),
        left: post.left(),
    };
    let mut posts: Vec<SubjectGap> = of.posts.iter().filter(|post| post.lacking() > 0).map(gap).collect();
    posts.sort_by_key(|one| std::cmp::Reverse((one.lacking, one.left)));
    SubjectsView {
        teachers: sum(|post| post.held),
        lacking: sum(SubjectPost::lacking),
        filled: sum(|post| post.moves.0),
        left: sum(SubjectPost::left),
        checked: of.proven == Some(sum(SubjectPost::left)),
        movable: of.movable.iter().sum(),
        least: [of.least.0, of.least.1],
        moving: [of.moving.0, of.moving.1],
        enough: of.enough,
        subjects: subjects(of),
        posts,
        moves: of.moves.iter().map(moved).collect(),
    }
}

/// All schools together, subject by subject in the order of the definition.
fn subjects(of: &SubjectSheet) -> Vec<SubjectLine> {
    let mut order: Vec<(&str, &str)> = Vec::new();
    let mut all: BTreeMap<(&str, &str), Vec<&SubjectPost>> = BTreeMap::new();
    for post in of.posts.iter().filter(|post| post.needed > 0 || post.held > 0) {
        let key = (post.stage.as_str(), post.subject.as_str());
        all.entry(key).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        all.entry(key).or_default().push(post);
    }
    order.sort_by_key(|(stage, _)| *stage);
    let line = |(stage, subject): (&str, &str)| {
        let posts = &all[&(stage, subject)];
        let sum = |count: fn(&SubjectPost) -> i64| posts.iter().map(|post| count(post)).sum::<i64>();
        SubjectLine {
            stage: stage.to_owned(),
            subject: subject.to_owned(),
            held: sum(|post| post.held),
            needed: people(sum(|post| post.needed)),
            lacking: sum(SubjectPost::lacking),
            beyond: sum(SubjectPost::beyond),
            left: sum(SubjectPost::left),
        }
    };
    order.iter().map(|key| line(*key)).collect()
}

/// Ten thousandths as a decimal of people.
fn people(parts: i64) -> String {
    Decimal::checked_new(parts.into(), 4).map(|one| one.to_string()).unwrap_or_default()
}
