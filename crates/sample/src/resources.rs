//! Teachers, rooms and grounds of the schools.

use crate::chance::Chance;
use crate::schools::{Area, Kind, School, Schools, Section, Stage};
use crate::share::{share, share_above};
use crate::spec::Spec;

/// What the sections of a school share. Areas in hundredths of a square metre, equipment in hundredths of 万元.
pub(crate) struct Rooms {
    pub(crate) site: u64,
    pub(crate) floor: u64,
    pub(crate) teaching: u64,
    pub(crate) indoor_sports: u64,
    pub(crate) sports: u64,
    pub(crate) equipment: u64,
    pub(crate) multimedia: u64,
    pub(crate) music: u64,
    pub(crate) arts: u64,
}

/// Gives every section its teachers. Totals of secondary schools, of primary schools and of private schools are met.
pub(crate) fn staff(spec: &Spec, made: &mut Schools) {
    let mut chance = Chance::named(spec.seed, "staff");
    let groups: [Vec<usize>; 6] = {
        let of = |stage: Stage, kinds: &[Kind], public: bool| {
            let fits = |section: &Section| {
                let school = &made.schools[section.school];
                section.stage == stage && kinds.contains(&school.kind) && school.public == public
            };
            (0..made.sections.len()).filter(|at| fits(&made.sections[*at])).collect()
        };
        let juniors = [Kind::Junior, Kind::Complete, Kind::Combined];
        [
            of(Stage::Junior, &juniors, true),
            of(Stage::Junior, &juniors, false),
            of(Stage::Primary, &[Kind::Combined], true),
            of(Stage::Primary, &[Kind::Combined], false),
            of(Stage::Primary, &[Kind::Primary], true),
            of(Stage::Primary, &[Kind::Primary], false),
        ]
    };
    let pupils = |group: &[usize]| group.iter().map(|at| made.sections[*at].pupils).sum::<u64>();
    let (middle, combined, primary) = spec.teachers;
    let (middle_staff, primary_staff, private_staff) = spec.staff;
    let private = share(
        private_staff * 88 / 100,
        &[pupils(&groups[1]) * 12, pupils(&groups[3]) * 10, pupils(&groups[5]) * 10],
    );
    let totals = [
        middle - combined - private[0],
        private[0],
        combined - private[1],
        private[1],
        primary - private[2],
        private[2],
    ];
    let private_others =
        share(private_staff - private.iter().sum::<u64>(), &[private[0] + private[1], private[2]]);
    let others = [
        middle_staff - middle - private_others[0],
        private_others[0],
        primary_staff - primary - private_others[1],
        private_others[1],
    ];
    for (group, total) in groups.iter().zip(totals) {
        let weights: Vec<u64> = group
            .iter()
            .map(|at| {
                let section = &made.sections[*at];
                let rate = match (section.stage, made.schools[section.school].area) {
                    (Stage::Primary, Area::Urban) => 275,
                    (Stage::Primary, Area::Seat) => 255,
                    (Stage::Primary, Area::Rural) => 190,
                    _ => 335,
                };
                section.class_count * rate * chance.between(94, 106)
            })
            .collect();
        for (at, teachers) in group.iter().zip(share_above(total, &weights, 2)) {
            made.sections[*at].teachers = teachers;
        }
    }
    let sides =
        [vec![&groups[0], &groups[2]], vec![&groups[1], &groups[3]], vec![&groups[4]], vec![&groups[5]]];
    for (side, total) in sides.iter().zip(others) {
        let group: Vec<usize> = side.iter().flat_map(|group| group.iter().copied()).collect();
        let weights: Vec<u64> = group.iter().map(|at| made.sections[*at].class_count).collect();
        for (at, other) in group.iter().zip(share(total, &weights)) {
            made.sections[*at].staff = made.sections[*at].teachers + other;
        }
    }
    for section in made.sections.iter_mut().filter(|section| section.stage != Stage::Senior) {
        let area = made.schools[section.school].area;
        let (low, high) = match section.stage {
            Stage::Primary => (88, 99),
            _ => (84, 97),
        };
        section.degree = section.teachers * chance.between(low, high) / 100;
        let level = match area {
            Area::Urban => chance.between(100, 135),
            Area::Seat => chance.between(95, 130),
            Area::Rural => chance.between(70, 200),
        };
        section.backbone = ((section.pupils * level).div_ceil(10_000)).min(section.teachers);
    }
    arts(spec, made);
    for school in &mut made.schools {
        school.counsellors = match (school.kind, school.area) {
            (Kind::Primary, Area::Rural) => u64::from(chance.percent(45)),
            (_, Area::Urban) => chance.between(1, 2),
            _ => u64::from(chance.percent(85)),
        };
    }
}

/// Arts and sports teachers: 0.9 for a hundred pupils are needed, and the district fills the given share of the posts.
fn arts(spec: &Spec, made: &mut Schools) {
    let needed: Vec<u64> =
        made.schools.iter().map(|school| (made.pupils(school) * 9).div_ceil(1000).max(1)).collect();
    for (school, needed) in made.schools.iter_mut().zip(needed) {
        school.arts_needed = needed;
    }
    // The share is met exactly to a hundredth of a percent: the need grows post by post until some gap prints it.
    let short = loop {
        let total: u64 = made.schools.iter().map(|school| school.arts_needed).sum();
        let gap = total - (total * spec.arts_filled + 5_000) / 10_000;
        if ((total - gap) * 20_000 + total) / (2 * total) == spec.arts_filled {
            break gap;
        }
        if let Some(largest) = made.schools.iter_mut().max_by_key(|school| school.arts_needed) {
            largest.arts_needed += 1;
        }
    };
    let mut order: Vec<usize> = (0..made.schools.len()).filter(|at| made.schools[*at].public).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(made.schools[*at].arts_needed), *at));
    let mut gaps = vec![0; made.schools.len()];
    for (turn, at) in order.iter().cycle().take(short as usize).enumerate() {
        // Every second missing post is in a village school with a single one.
        let at = if turn % 2 == 0 { *at } else { order[order.len() - 1 - turn / 2 % order.len()] };
        gaps[at] += 1;
    }
    for (at, school) in made.schools.iter().enumerate() {
        let filled = school.arts_needed.saturating_sub(gaps[at]);
        let sections: Vec<usize> =
            school.sections.iter().copied().filter(|at| made.sections[*at].stage != Stage::Senior).collect();
        let weights: Vec<u64> = sections.iter().map(|at| made.sections[*at].pupils).collect();
        for (at, arts) in sections.iter().zip(share(filled, &weights)) {
            made.sections[*at].arts = arts.min(made.sections[*at].teachers);
        }
    }
}

/// Rooms and grounds of every school, in the order of the schools; site and floor area have their exact totals.
pub(crate) fn rooms(spec: &Spec, made: &Schools) -> Vec<Rooms> {
    let mut chance = Chance::named(spec.seed, "rooms");
    let mut rooms: Vec<Rooms> =
        made.schools.iter().enumerate().map(|(at, school)| room(made, at, school, &mut chance)).collect();
    let rest = |taken: u64, total: u64| total.saturating_sub(taken);
    let weights: Vec<u64> =
        made.schools.iter().map(|school| made.all_pupils(school) * chance.between(80, 130) + 9_000).collect();
    let sites = share(rest(rooms.iter().map(|room| room.sports).sum(), spec.site.0), &weights);
    let floors = share(rest(rooms.iter().map(|room| room.teaching).sum(), spec.site.1), &weights);
    for (room, (site, floor)) in rooms.iter_mut().zip(sites.into_iter().zip(floors)) {
        (room.site, room.floor) = (room.sports + site, room.teaching + floor);
    }
    rooms
}

fn room(made: &Schools, at: usize, school: &School, chance: &mut Chance) -> Rooms {
    // What the standards ask of the whole school, section by section; a senior pupil weighs 1.2 junior ones.
    let ask = |primary: u64, junior: u64| -> u64 {
        made.of(school)
            .map(|section| {
                section.pupils
                    * match section.stage {
                        Stage::Primary => primary,
                        Stage::Junior => junior,
                        Stage::Senior => junior * 12 / 10,
                    }
            })
            .sum()
    };
    let mut level = |urban: (u64, u64), seat: (u64, u64), rural: (u64, u64)| {
        let (low, high) = match school.area {
            Area::Urban => urban,
            Area::Seat => seat,
            Area::Rural => rural,
        };
        chance.between(low, high)
    };
    // A school that opened this year has room to grow into.
    let grown = if school.built >= 2020 { 125 } else { 100 };
    let net_teaching = ask(450, 580) * level((97, 118), (102, 140), (115, 200)) * grown / 10_000;
    // Some junior schools in towns sit on wide old grounds: no fault of theirs, but the district's grounds are unequal.
    let wide =
        if school.kind == Kind::Junior && school.area == Area::Seat && at.is_multiple_of(3) { 3 } else { 1 };
    let sports_all = ask(750, 1020) * level((80, 112), (98, 150), (110, 240)) * grown * wide / 10_000;
    let equipment = ask(2000, 2500) * level((98, 135), (95, 150), (100, 210)) * grown / 10_000;
    let multimedia = ask(230, 240) * level((98, 125), (100, 135), (115, 220)) * grown / 10_000;
    let pupils = made.all_pupils(school);
    let indoor = match pupils {
        1500.. => level((60, 120), (60, 90), (0, 0)) * 1000,
        600..1500 => level((0, 60), (0, 40), (0, 0)) * 1000,
        _ => 0,
    };
    let indoor_sports = indoor.min(sports_all / 3);
    let classes: u64 = made.of(school).filter(|s| s.stage != Stage::Senior).map(|s| s.class_count).sum();
    let halls = classes.div_ceil(12);
    let short = u64::from(halls > 2 && level((1, 10), (1, 10), (1, 10)) <= 2);
    Rooms {
        site: 0,
        floor: 0,
        teaching: net_teaching + indoor_sports,
        indoor_sports,
        sports: sports_all - indoor_sports,
        equipment: equipment / 100,
        multimedia: multimedia.div_ceil(10_000).max(1),
        music: halls - short,
        arts: halls,
    }
}
