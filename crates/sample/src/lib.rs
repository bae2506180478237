//! The sample district (样例区县): the files of a whole district's year, made deterministically.
//!
//! Published figures are the bones — schools, classes and pupils by grade, staff, towns and villages, and every sum that
//! the district's self-evaluation report for 2022 states. The rows between them are synthetic and say so: every file has
//! a column 数据性质 whose cells are 样例, or 实录 where a row carries a public fact (names of towns, document numbers).
//!
//! The same [`Spec`] gives the same bytes on every machine: no clock, no randomness but a seeded generator, no floats.
//!
//! ```
//! let files = sample::district(&sample::Spec::tongnan_2022());
//! let classes = files.iter().find(|file| file.register == "班级").unwrap();
//! assert_eq!(classes.text.lines().count() - 1, 1_707);
//! ```

mod admissions;
mod alarms;
mod before;
mod begun;
mod calendar;
mod cases;
mod chance;
mod conduct;
mod consultation;
mod contacts;
mod day;
mod devices;
mod duties;
mod equipment;
mod extensions;
mod fitness;
mod grades;
mod grid;
mod guardianship;
mod households;
mod law;
mod layout;
mod leadership;
mod letters;
mod money;
mod party;
mod people;
mod place;
mod placements;
mod planning;
mod plans;
mod preschool;
mod problems;
mod projects;
mod promises;
mod quality;
mod rechecks;
mod resources;
mod roll;
mod rosters;
mod rounds;
mod safety;
mod schools;
mod share;
mod shortcomings;
mod spec;
mod staff;
mod supervision;
mod table;
mod teaching;
mod terms;
mod travel;
mod verifications;
mod vetoes;
mod visits;
mod water;
mod year;

pub use begun::begun;
pub use people::{drawn, people};
pub use rounds::{HandedIn, Round, round};
pub use spec::{Spec, Town, Village};
pub use table::File;
pub use visits::visit;
pub use year::{Day, Given, year};

/// Every file of the district, in an order in which a row comes after the rows it refers to.
pub fn district(spec: &Spec) -> Vec<File> {
    let mut made = schools::schools(spec);
    resources::staff(spec, &mut made);
    let rooms = resources::rooms(spec, &made);
    let kindergartens = preschool::kindergartens(spec);
    let campuses = safety::campuses(spec, &made, &kindergartens);
    let mut steps = cases::Steps::new();
    let mut problems = Vec::new();
    let leadership = leadership::files(spec, &made, &mut problems, &mut steps);
    let conduct = conduct::files(spec, &made, &mut problems, &mut steps);
    let law = law::files(spec, &made, problems, &mut steps);
    let mut promises = promises::files(spec, &mut steps);
    promises.push(shortcomings::file(spec, &mut steps));
    let projects = projects::file(spec, &mut steps);
    let plans = plans::file(spec, &made, &mut steps);
    let supervision = supervision::files(spec, &campuses, &mut steps);
    let raised = vec![alarms::file(spec, &campuses, &mut steps), guardianship::file(spec, &made, &mut steps)];
    let preschool = preschool::files(spec, &kindergartens, &mut steps);
    let placements = placements::files(spec, &made, &mut steps);
    let planning = planning::files(spec, &made, &kindergartens, &mut steps);
    let vetoes = vetoes::files(spec, &mut steps);
    let households = households::households(spec, &made);
    [
        calendar::files(spec),
        vec![duties::units(), contacts::file(spec, &made)],
        place::files(spec, &made, &kindergartens),
        roll::files(spec, &made, &rooms),
        admissions::files(spec, &made),
        staff::files(spec, &made),
        vec![teaching::file(spec, &made)],
        quality::files(spec, &made),
        vec![equipment::file(spec, &made), fitness::file(spec, &made)],
        vec![plans],
        preschool,
        money::files(spec, &made, &campuses),
        vec![cases::laws()],
        leadership,
        party::files(spec, &made),
        conduct,
        law,
        planning,
        layout::files(spec, &made),
        vec![travel::file(spec)],
        vec![projects],
        safety::files(spec, &made, &campuses),
        devices::files(spec, &campuses),
        water::files(spec),
        vetoes,
        raised,
        placements,
        supervision,
        vec![quality::appraisals(spec, &made)],
        promises,
        vec![steps.file()],
        rosters::files(spec, &made, &campuses),
        vec![households::file(spec, &made, &households)],
        letters::files(spec, &households),
        duties::files(spec, &made, &kindergartens, &campuses),
        vec![verifications::file(spec)],
        terms::files(),
    ]
    .concat()
}
