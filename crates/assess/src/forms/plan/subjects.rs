//! Teachers moved by subject (学科): the fewest moves that fill what lacks, near home first, and exchanges until as many move as must.

use super::staff::StaffLine;
use super::teachers::{self, Ground, SubjectPost};
use crate::Records;
use define::StaffPlan;
use finding::Finding;
use plan::model::{Crowd, Cut, Exchange, Layout, Point, School, Section};
use std::collections::BTreeMap;

/// Teachers of one subject who go from one school to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectMove {
    /// Positions of the posts.
    pub from: usize,
    /// As `from`.
    pub to: usize,
    /// How many, and how many of them are backbone teachers.
    pub people: i64,
    /// As `people`.
    pub backbones: i64,
    /// Minutes from home to the new school, of whoever goes farthest.
    pub minutes: i64,
    /// Whether it fills what lacks; otherwise somebody comes in exchange.
    pub fills: bool,
}

/// What subjects need, and who goes where.
#[derive(Clone, Debug)]
pub struct SubjectSheet {
    /// Every subject of every stage of a school.
    pub posts: Vec<SubjectPost>,
    /// Who goes where; those that fill what lacks first.
    pub moves: Vec<SubjectMove>,
    /// Teachers who may be moved, by line of the plan.
    pub movable: Vec<i64>,
    /// Numbers of the teachers' rows, by line of the plan.
    pub rows: Vec<Vec<u64>>,
    /// How many must move, and how many backbone teachers of those who do.
    pub least: (i64, i64),
    /// How many move, and how many of them are backbone teachers.
    pub moving: (i64, i64),
    /// Lacking still, of which other code found that no moves fill more; none where it did not.
    pub proven: Option<i64>,
    /// Whether other code found that enough move.
    pub enough: bool,
}

impl SubjectSheet {
    /// Teachers of a year's plan; none where it counts people alone, or no row tells of teachers.
    pub(super) fn of(
        staff: &StaffPlan,
        lines: &[StaffLine],
        records: &Records,
        year: i32,
        findings: &mut Vec<Finding>,
    ) -> Option<SubjectSheet> {
        let of = staff.teachers.as_ref()?;
        let ground = teachers::ground((of, &staff.need), lines, records, year, findings)?;
        findings.is_empty().then(|| Moving::new(ground, lines).sheet())
    }

    /// Something of all posts of a line.
    pub fn sum(&self, line: usize, of: impl Fn(&SubjectPost) -> i64) -> i64 {
        self.posts.iter().filter(|post| post.line == line).map(of).sum()
    }

    /// Teachers who go from a line, and the backbone teachers among them.
    pub fn going(&self, line: usize) -> (i64, i64) {
        let own = self.moves.iter().filter(|one| self.posts[one.from].line == line);
        own.fold((0, 0), |sum, one| (sum.0 + one.people, sum.1 + one.backbones))
    }
}

struct Moving<'l> {
    ground: Ground,
    lines: &'l [StaffLine],
    /// Stage and subject of each post, as one number.
    kinds: Vec<usize>,
    /// Posts that lack, and groups whose post has somebody to give.
    take: Vec<usize>,
    give: Vec<usize>,
    layout: Layout,
}

impl<'l> Moving<'l> {
    fn new(ground: Ground, lines: &'l [StaffLine]) -> Moving<'l> {
        let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut kinds = Vec::new();
        for post in &ground.posts {
            let next = known.len();
            kinds.push(*known.entry((&post.stage, &post.subject)).or_insert(next));
        }
        let take = (0..ground.posts.len()).filter(|at| ground.posts[*at].lacking() > 0).collect();
        let beyond = |at: &usize| ground.posts[ground.groups[*at].post].beyond() > 0;
        let give = (0..ground.groups.len()).filter(beyond).collect();
        let layout = empty();
        let mut moving = Moving { ground, lines, kinds, take, give, layout };
        moving.layout = moving.layout();
        moving
    }

    /// Posts that lack are points, groups of those who may be moved are sections, a post gives no more than it has beyond its need.
    fn layout(&self) -> Layout {
        let (posts, groups) = (&self.ground.posts, &self.ground.groups);
        let mut givers: BTreeMap<usize, usize> = BTreeMap::new();
        let mut layout = empty();
        for at in &self.give {
            let group = &groups[*at];
            let post = &posts[group.post];
            let school = *givers.entry(group.post).or_insert_with(|| {
                layout.schools.push(School { name: self.name(group.post), limit: Some(post.beyond()) });
                layout.schools.len() - 1
            });
            let (name, kind) = (self.name(group.post), self.kinds[group.post]);
            layout.sections.push(Section { name, kind, school, classes: group.many, norm: 1 });
        }
        for at in &self.take {
            let way = |(nth, group): (usize, &usize)| {
                let group = &groups[*group];
                let alike = self.kinds[group.post] == self.kinds[*at];
                let minutes = self.ground.minutes(&group.home, posts[*at].line).filter(|_| alike)?;
                // Of two ways alike a backbone teacher's counts for less: some of them must go.
                Some((nth, 2 * minutes + i64::from(!group.backbone)))
            };
            let reach = self.give.iter().enumerate().filter_map(way).collect();
            let (name, kind) = (self.name(*at), self.kinds[*at]);
            layout.points.push(Point { name, kind, pupils: vec![posts[*at].lacking()], reach });
        }
        layout
    }

    fn name(&self, post: usize) -> String {
        let post = &self.ground.posts[post];
        format!("{}{}", self.lines[post.line].name, post.subject)
    }

    fn sheet(mut self) -> SubjectSheet {
        let flows = plan::seat(&self.layout, 0, &[]).flows;
        let cut: Option<Cut> = plan::shortage(&self.layout, 0);
        let proven = plan::check_seating(&self.layout, 0, &flows, cut.as_ref()).ok();
        let mut gone = vec![0; self.ground.groups.len()];
        let mut moves = Vec::new();
        for (point, section, many) in &flows {
            let (to, group) = (self.take[*point], self.give[*section]);
            let from = self.ground.groups[group].post;
            gone[group] += many;
            self.ground.posts[to].moves.0 += many;
            self.ground.posts[from].moves.1 += many;
            moves.push(self.moved(group, to, *many, true));
        }
        let asked = self.exchange(gone);
        let pairs = plan::exchange(&asked);
        let found = plan::check_exchange(&asked, &pairs);
        for (one, other, many) in &pairs {
            let (here, there) = (self.ground.groups[*one].post, self.ground.groups[*other].post);
            moves.push(self.moved(*one, there, *many, false));
            moves.push(self.moved(*other, here, *many, false));
        }
        let mut movable = vec![0; self.lines.len()];
        for group in &self.ground.groups {
            movable[self.ground.posts[group.post].line] += group.many;
        }
        let moves = together(moves);
        let moving = moves.iter().fold((0, 0), |sum, one| (sum.0 + one.people, sum.1 + one.backbones));
        SubjectSheet {
            posts: self.ground.posts,
            moves,
            movable,
            rows: self.ground.rows,
            least: (asked.least(), asked.least_backbones(moving.0)),
            moving,
            proven,
            enough: found == Ok(moving),
        }
    }

    /// Those of a group who go to a post.
    fn moved(&self, group: usize, to: usize, many: i64, fills: bool) -> SubjectMove {
        let own = &self.ground.groups[group];
        SubjectMove {
            from: own.post,
            to,
            people: many,
            backbones: if own.backbone { many } else { 0 },
            minutes: self.ground.minutes(&own.home, self.ground.posts[to].line).unwrap_or(0),
            fills,
        }
    }

    /// Who may still move in exchange.
    fn exchange(&self, gone: Vec<i64>) -> Exchange {
        let lines = self.lines.len();
        let area = |line: usize| usize::from(self.lines[line].area != self.lines[0].area);
        let crowd = |group: &teachers::Group| {
            let post = &self.ground.posts[group.post];
            let reach = (0..lines).filter_map(|line| Some((line, self.ground.minutes(&group.home, line)?)));
            Crowd {
                kind: self.kinds[group.post],
                school: post.line,
                area: area(post.line),
                many: group.many,
                backbone: group.backbone,
                reach: reach.collect(),
            }
        };
        let crowds = self.ground.groups.iter().map(crowd).collect();
        Exchange { crowds, gone, due: self.ground.due, backbones: self.ground.backbones }
    }
}

fn empty() -> Layout {
    let (points, schools, sections) = (Vec::new(), Vec::new(), Vec::new());
    Layout { years: vec![2000], due: 0, points, schools, sections, actions: Vec::new(), apart: Vec::new() }
}

/// Moves between the same two posts as one, those that fill what lacks first.
fn together(moves: Vec<SubjectMove>) -> Vec<SubjectMove> {
    let mut all: BTreeMap<(bool, usize, usize), SubjectMove> = BTreeMap::new();
    for one in moves {
        let sum = all.entry((!one.fills, one.from, one.to)).or_insert_with(|| SubjectMove {
            people: 0,
            backbones: 0,
            minutes: 0,
            ..one.clone()
        });
        sum.people += one.people;
        sum.backbones += one.backbones;
        sum.minutes = sum.minutes.max(one.minutes);
    }
    all.into_values().collect()
}
