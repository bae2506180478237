//! What a district is made to be: its towns and the totals that its rows must add up to.

use crate::chance::Chance;

/// A town or subdistrict (镇街).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// Statistical division code, nine digits.
    pub code: String,
    /// Name: 双江镇.
    pub name: String,
}

/// A village or community (村社区).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Village {
    /// Statistical division code, twelve digits.
    pub code: String,
    /// Name.
    pub name: String,
    /// Index of its town.
    pub town: usize,
}

/// The totals of one district. Counts are of rows or of what a field adds up to; money is in fen unless the name says
/// otherwise, areas in hundredths of a square metre.
///
/// ```
/// let spec = sample::Spec::tongnan_2022();
/// assert_eq!(spec.pupils.iter().sum::<u64>(), 69_954);
/// assert_eq!(spec.classes.iter().sum::<u64>(), 1_707);
/// assert_eq!(spec.schools(), 94);
/// ```
#[derive(Clone, Debug)]
pub struct Spec {
    /// Division code, six digits: 500152.
    pub code: String,
    /// Name: 潼南区.
    pub name: String,
    /// The city or province above it.
    pub above: String,
    /// Evaluation year, and the school year that begins in it.
    pub year: i64,
    /// Whether place names and document numbers are public facts.
    pub real: bool,
    /// Province and serial under which its school codes are numbered: (50, 900000).
    pub serial: (u64, u64),
    /// Seed of everything that is left to chance.
    pub seed: u64,
    /// Square kilometres, registered and resident population in hundredths of 万人.
    pub land: (u64, u64, u64),
    /// Towns; the first `streets` are urban subdistricts.
    pub towns: Vec<Town>,
    /// How many of the towns are urban.
    pub streets: usize,
    /// Villages and communities.
    pub villages: Vec<Village>,
    /// Names of urban primary schools that the year's projects speak of; the first three opened this year.
    pub named_primaries: Vec<String>,
    /// Public primary schools: urban, in town seats, in villages.
    pub primaries: (usize, usize, usize),
    /// Private primary schools.
    pub private_primaries: usize,
    /// Complete secondary schools (完全中学), junior schools in the urban area, junior schools in towns.
    pub secondaries: (usize, usize, usize),
    /// Nine-year schools: public, private.
    pub combined: (usize, usize),
    /// Classes by grade, from the first to the ninth.
    pub classes: [u64; 9],
    /// Pupils by grade.
    pub pupils: [u64; 9],
    /// Private schools: primary classes, junior classes, pupils.
    pub private: (u64, u64, u64),
    /// Full-time teachers: junior sections and combined primaries together, combined primaries alone, primary schools.
    pub teachers: (u64, u64, u64),
    /// All staff: secondary schools (their primary sections included), primary schools, private schools among them.
    pub staff: (u64, u64, u64),
    /// Site area and floor area of all schools.
    pub site: (u64, u64),
    /// Share of arts and sports posts filled, in ten thousandths.
    pub arts_filled: u64,
    /// Children in kindergarten: all, in public ones, in public and inclusive ones; residents aged three to five.
    pub children: (u64, u64, u64, u64),
    /// Kindergartens: attached to primary schools, public, private inclusive, other private.
    pub kindergartens: (usize, usize, usize, usize),
    /// Posts bought: teachers, carers.
    pub bought: (u64, u64),
    /// General public budget education funds: last year's total and this year's.
    pub budget: (u64, u64),
    /// Last year's spending on primary and junior schools, and its growth per pupil in ten thousandths.
    pub stage_budget: [(u64, u64); 2],
    /// Last year's pupils, primary and junior.
    pub last_pupils: [u64; 2],
    /// Civil servants and compulsory teachers: heads, and average pay in fen.
    pub pay: [(u64, u64); 2],
    /// Pay base of the training money.
    pub training_base: u64,
    /// Senior-high funding: the four lines, in hundredths of 万元.
    pub senior_funds: [u64; 4],
    /// Quotas: (in post, quota) of schools, public kindergartens, the special school.
    pub quotas: [(u64, u64); 3],
    /// Meetings on education, and on school safety at the standing committee.
    pub meetings: (usize, usize),
    /// Practical-help items accepted, and still open.
    pub helps: (usize, usize),
    /// Legal vice-principals and tutors.
    pub legal_tutors: usize,
    /// Safety activities, the leaflets handed out, drills.
    pub activities: (usize, u64, usize),
    /// Training institutions: registered, inspected, notices.
    pub institutions: (usize, usize, usize),
    /// Responsible inspectors.
    pub supervisors: usize,
    /// Guards.
    pub guards: u64,
    /// Cameras.
    pub cameras: u64,
    /// Children with disabilities: in ordinary classes, in the special school, taught at home.
    pub placements: (usize, usize, usize),
}

const VILLAGES: &str = include_str!("../data/tongnan-villages.csv");

impl Spec {
    /// The sample district: the published bones of Tongnan's schools, the sums of its self-evaluation report for 2022,
    /// and synthetic rows between them.
    pub fn tongnan_2022() -> Spec {
        let mut towns: Vec<Town> = Vec::new();
        let mut villages = Vec::new();
        for line in VILLAGES.lines().skip(1) {
            let mut cells = line.split(',').map(str::to_owned);
            let (Some(code), Some(name), Some(town_code), Some(town_name)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            if towns.last().is_none_or(|town| town.code != town_code) {
                towns.push(Town { code: town_code, name: town_name });
            }
            villages.push(Village { code, name, town: towns.len() - 1 });
        }
        let named = ["潼州小学", "青石小学", "东安小学", "实验小学"];
        Spec {
            code: "500152".into(),
            name: "潼南区".into(),
            above: "重庆市".into(),
            year: 2022,
            real: true,
            serial: (50, 900_000),
            seed: 5_001_522_022,
            land: (158_300, 10_300, 6_800),
            towns,
            streets: 3,
            villages,
            named_primaries: named.map(str::to_owned).to_vec(),
            primaries: (14, 24, 34),
            private_primaries: 2,
            secondaries: (2, 4, 7),
            combined: (4, 3),
            classes: [208, 200, 198, 191, 199, 197, 173, 167, 174],
            pupils: [7498, 7287, 7728, 7571, 7557, 7758, 8059, 8108, 8388],
            private: (121, 36, 6429),
            teachers: (2085, 298, 2755),
            staff: (2161, 2876, 464),
            site: (131_285_414, 87_420_654),
            arts_filled: 9693,
            children: (18_560, 10_642, 18_430, 19_829),
            kindergartens: (20, 42, 64, 2),
            bought: (81, 302),
            budget: (152_843_721_635, 154_387_430_104),
            stage_budget: [(51_233_641_827, 70), (36_418_275_209, 87)],
            last_pupils: [45_812, 24_318],
            pay: [(4_126, 15_138_642), (4_387, 17_021_355)],
            training_base: 53_237_333_333,
            senior_funds: [185_926, 97_900, 50_000, 270_730],
            quotas: [(5_062, 5_323), (290, 300), (24, 27)],
            meetings: (13, 6),
            helps: (34, 2),
            legal_tutors: 140,
            activities: (386, 23_680, 184),
            institutions: (281, 253, 102),
            supervisors: 69,
            guards: 483,
            cameras: 8_436,
            placements: (236, 61, 38),
        }
    }

    /// A district of another size and mix: number `n` of a scale run, counted from 1. Everything about it is synthetic.
    ///
    /// ```
    /// let (one, two) = (sample::Spec::shaped(1), sample::Spec::shaped(2));
    /// assert_ne!(one.code, two.code);
    /// assert_ne!(one.schools(), two.schools());
    /// ```
    pub fn shaped(n: u32) -> Spec {
        let base = Spec::tongnan_2022();
        let mut chance = Chance::named(u64::from(n), "shape");
        let size = chance.between(40, 180);
        let count = |number: usize| (number * size as usize).div_ceil(100);
        let sum = |number: u64| (number * size).div_ceil(100);
        let pair = |(a, b): (u64, u64)| (sum(a), sum(b));
        let code = format!("59{:04}", n % 10_000);
        let town_count = count(base.towns.len()).max(4);
        let towns: Vec<Town> = (0..town_count)
            .map(|at| Town { code: format!("{code}{:03}", at + 1), name: format!("样例{:02}镇", at + 1) })
            .collect();
        let villages = (0..town_count)
            .flat_map(|town| (0..chance.between(5, 20)).map(move |at| (town, at)))
            .map(|(town, at)| Village {
                code: format!("{}{:03}", towns[town].code, at + 1),
                name: format!("样例{:02}村", at + 1),
                town,
            })
            .collect();
        let grade = |numbers: [u64; 9], chance: &mut Chance| {
            numbers.map(|number| sum(number) * chance.between(94, 106) / 100)
        };
        let streets = (town_count / 7).max(1);
        let (urban, town, rural) = base.primaries;
        let provinces = [50, 11, 13, 21, 31, 33, 41, 42, 44, 51, 53, 61];
        Spec {
            name: format!("样例第{n}区"),
            above: "样例市".into(),
            real: false,
            serial: (provinces[(n / 1000) as usize % provinces.len()], u64::from(n % 1000) * 1000),
            seed: u64::from(n),
            land: (sum(base.land.0), sum(base.land.1), sum(base.land.2)),
            streets,
            villages,
            named_primaries: Vec::new(),
            primaries: (count(urban), count(town), count(rural) + chance.between(0, 6) as usize),
            secondaries: (count(base.secondaries.0), count(base.secondaries.1), count(base.secondaries.2)),
            combined: (count(base.combined.0), base.combined.1),
            classes: grade(base.classes, &mut chance),
            pupils: grade(base.pupils, &mut chance),
            private: (sum(base.private.0), sum(base.private.1), sum(base.private.2)),
            teachers: (sum(base.teachers.0), sum(base.teachers.1), sum(base.teachers.2)),
            staff: (sum(base.staff.0), sum(base.staff.1), sum(base.staff.2)),
            site: pair(base.site),
            arts_filled: chance.between(8_800, 9_990),
            children: {
                let all = sum(base.children.0);
                // What is left must fill the private kindergartens that are not inclusive.
                let left = 25 * (count(base.kindergartens.3) + 8) as u64;
                let wide = (all * chance.between(850, 995) / 1000).min(all - left);
                (all, all * chance.between(45, 62) / 100, wide, all * 100 / chance.between(82, 97))
            },
            kindergartens: {
                let (attached, public, private, other) = base.kindergartens;
                (count(attached), count(public), count(private), count(other) + 8)
            },
            bought: pair(base.bought),
            budget: (sum(base.budget.0), sum(base.budget.1) * chance.between(995, 1030) / 1000),
            stage_budget: base.stage_budget.map(|(spent, growth)| (sum(spent), growth)),
            last_pupils: base.last_pupils.map(sum),
            pay: base.pay.map(|(heads, average)| (sum(heads), average * chance.between(90, 110) / 100)),
            training_base: sum(base.training_base),
            senior_funds: base.senior_funds.map(sum),
            quotas: base.quotas.map(|(posts, quota)| (sum(posts), sum(quota).max(sum(posts)))),
            helps: (count(base.helps.0), base.helps.1),
            legal_tutors: count(base.legal_tutors),
            activities: (count(base.activities.0), sum(base.activities.1), count(base.activities.2)),
            institutions: (
                count(base.institutions.0),
                count(base.institutions.1),
                count(base.institutions.2),
            ),
            supervisors: count(base.supervisors),
            guards: sum(base.guards) * 115 / 100,
            cameras: sum(base.cameras),
            placements: (count(base.placements.0), count(base.placements.1), count(base.placements.2)),
            code,
            towns,
            ..base
        }
    }

    /// How many compulsory schools (义务教育学校) it has.
    pub fn schools(&self) -> usize {
        let (urban, town, rural) = self.primaries;
        let (complete, junior_urban, junior_town) = self.secondaries;
        urban
            + town
            + rural
            + self.private_primaries
            + complete
            + junior_urban
            + junior_town
            + self.combined.0
            + self.combined.1
    }

    /// A row number that no other district has: `500152-HY-007`.
    pub(crate) fn number(&self, kind: &str, number: usize) -> String {
        format!("{}-{kind}-{number:03}", self.code)
    }
}
