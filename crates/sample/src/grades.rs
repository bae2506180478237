//! Classes and pupils of every grade, so that each grade and the private schools have their exact totals.

use crate::chance::Chance;
use crate::schools::{Area, Class, Kind, School, Schools, Section, Stage};
use crate::share::{share, share_above, share_within};
use crate::spec::Spec;

pub(crate) fn fill(spec: &Spec, made: &mut Schools) {
    let mut chance = Chance::named(spec.seed, "classes");
    let private_classes =
        [share(spec.private.0, &spec.classes[..6]), share(spec.private.1, &spec.classes[6..])].concat();
    // A private class holds about as many pupils as any; junior classes a little more.
    let private_weights: Vec<u64> = private_classes
        .iter()
        .zip([40, 40, 40, 40, 40, 40, 44, 44, 44])
        .map(|(count, size)| count * size)
        .collect();
    let private_pupils = share(spec.private.2, &private_weights);
    for grade in 0..9 {
        let (classes, pupils) = (private_classes[grade], private_pupils[grade]);
        grade_of(spec, made, &mut chance, grade, false, (classes, pupils));
        let rest = (spec.classes[grade] - classes, spec.pupils[grade] - pupils);
        grade_of(spec, made, &mut chance, grade, true, rest);
    }
    for section in &mut made.sections {
        let school = &mut made.schools[section.school];
        if section.stage == Stage::Senior {
            senior(section, &mut chance);
        }
        let boarding = match (section.stage, school.area) {
            (Stage::Senior, _) | (Stage::Primary, Area::Rural | Area::Urban) => 0,
            (Stage::Primary, Area::Seat) => chance.between(4, 15),
            (Stage::Junior, Area::Urban) => chance.between(15, 30),
            (Stage::Junior, _) => chance.between(40, 62),
        };
        school.boarders += section.pupils * boarding / 100;
    }
}

/// One grade (counted from 0) of the public or of the private schools: its classes among the sections, its pupils among
/// the classes.
fn grade_of(
    spec: &Spec,
    made: &mut Schools,
    chance: &mut Chance,
    grade: usize,
    public: bool,
    (classes, pupils): (u64, u64),
) {
    let stage = if grade < 6 { Stage::Primary } else { Stage::Junior };
    let schools = &made.schools;
    let mut group: Vec<&mut Section> = made
        .sections
        .iter_mut()
        .filter(|section| section.stage == stage && schools[section.school].public == public)
        .collect();
    let widths: Vec<u64> = group
        .iter()
        .map(|section| {
            let school = &schools[section.school];
            // A school opened this year has not yet filled its upper grades.
            let filling = school.built == spec.year && grade > 2;
            school.width * if filling { 60 } else { 100 }
        })
        .collect();
    let counts = share_above(classes, &widths, 1);
    let mut weights = Vec::new();
    for (section, count) in group.iter().zip(&counts) {
        for _ in 0..*count {
            weights.push(usual_size(&schools[section.school], section) * chance.between(92, 108));
        }
    }
    let mut sizes = share_within(pupils, &weights, 4, 65).into_iter();
    for (section, count) in group.iter_mut().zip(counts) {
        for (number, pupils) in (1..=count as usize).zip(&mut sizes) {
            section.classes.push(Class { grade: grade + 1, number, pupils });
            section.pupils += pupils;
            section.class_count += 1;
        }
    }
}

/// Pupils that a class of this section tends to have, in tenths: many in the city, few in the villages, hardly any in
/// one village school of twelve.
fn usual_size(school: &School, section: &Section) -> u64 {
    match (section.stage, school.area) {
        _ if !school.public => 400,
        (Stage::Primary, Area::Urban) if school.width >= 70 => 540,
        (Stage::Primary, Area::Urban) => 485,
        (Stage::Primary, Area::Seat) => 395,
        (Stage::Primary, Area::Rural)
            if school.kind == Kind::Primary && section.school.is_multiple_of(12) =>
        {
            70
        }
        (Stage::Primary, Area::Rural) => 110 + section.school as u64 * 37 % 170,
        (_, Area::Urban) => 545,
        (_, Area::Seat) => 455,
        (_, Area::Rural) => 400,
    }
}

/// A senior section has totals only: its classes are no part of compulsory education.
fn senior(section: &mut Section, chance: &mut Chance) {
    section.class_count = chance.between(48, 58);
    section.pupils = section.class_count * chance.between(49, 52);
    section.teachers = section.class_count * 41 / 10;
    section.staff = section.teachers + section.class_count / 6;
    section.degree = section.teachers * 12 / 100;
    section.backbone = section.teachers * 20 / 100;
    section.arts = section.teachers * 7 / 100;
}
