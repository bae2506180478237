//! The map of a scenario on paper: the boundary, villages as small squares, schools numbered as in the table below it, those with more pupils
//! than seats as triangles. It is drawn of the same answer as the page's.

use crate::view::{PlanMapSchool, PlanMapView, Projection};
use paper::{Drawing, Listing, ListingColumn};

/// Most units across and down, and what stays free around.
const WIDE: i64 = 720;
const HIGH: i64 = 480;
const MARGIN: i64 = 24;

/// The map above the table of its schools; none where no coordinates are known.
pub(super) fn on_paper(view: &PlanMapView) -> Option<Listing> {
    let header = |(at, header): (usize, &str)| ListingColumn { header: header.to_owned(), number: at != 1 };
    let headers = ["图中编号", "学校", "学生（人）", "学位（个）", "缺（个）"];
    let row = |(nth, one): (usize, &PlanMapSchool)| {
        let numbers = [one.pupils, one.seats, one.lacking].map(|number| number.to_string());
        [(nth + 1).to_string(), one.name.clone()].into_iter().chain(numbers).collect()
    };
    Some(Listing {
        caption: "学校分布".to_owned(),
        columns: headers.into_iter().enumerate().map(header).collect(),
        rows: view.schools.iter().enumerate().map(row).collect(),
        drawing: Some(drawn(view)?),
    })
}

fn drawn(view: &PlanMapView) -> Option<Drawing> {
    let mut all = view.boundary.clone();
    all.extend(view.points.iter().map(|one| one.at));
    all.extend(view.schools.iter().map(|one| one.at));
    let scale = Projection::of(&all, (WIDE, HIGH), MARGIN)?;
    let (over, schools, points) = (view.over(), view.schools.len(), view.points.len());
    let label = format!(
        "学校分布图：住地{points}处（小方点），学校{schools}所（编号见下表），其中{over}所学位不够（三角）"
    );
    let side = |length: i64| usize::try_from(length).unwrap_or(1);
    let mut drawing = Drawing::new("map", label, side(scale.size().0), side(scale.size().1));
    let ring = view.boundary.iter().zip(view.boundary.iter().cycle().skip(1));
    ring.for_each(|(from, to)| drawing.line(scale.at(*from), scale.at(*to)));
    view.points.iter().for_each(|one| drawing.block(scale.at(one.at), 1));
    for (nth, one) in (1..).zip(&view.schools) {
        let (x, y) = scale.at(one.at);
        match one.lacking > 0 {
            true => drawing.triangle((x, y), 5),
            false => drawing.frame((x, y), 3),
        }
        drawing.number((x + 7, y - 3), nth);
    }
    Some(drawing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{PlanMapPoint, Point};

    fn view(lacking: i64) -> PlanMapView {
        let at = |longitude, latitude| Point { longitude, latitude };
        let school = |name: &str, at, lacking| PlanMapSchool {
            name: name.to_owned(),
            at,
            pupils: 300 + lacking,
            seats: 300,
            lacking,
        };
        PlanMapView {
            boundary: vec![
                at(105_000_000, 30_000_000),
                at(106_000_000, 30_000_000),
                at(105_500_000, 30_500_000),
            ],
            points: vec![PlanMapPoint {
                name: "样例村".into(), at: at(105_400_000, 30_100_000), pupils: 40
            }],
            schools: vec![
                school("样例小学", at(105_300_000, 30_100_000), 0),
                school("样例中学", at(105_700_000, 30_150_000), lacking),
            ],
            flows: Vec::new(),
            missing: 0,
        }
    }

    #[test]
    fn a_map_stands_above_the_table_of_its_schools() {
        let told = on_paper(&view(12)).unwrap();
        assert_eq!(told.rows, [["1", "样例小学", "300", "300", "0"], ["2", "样例中学", "312", "300", "12"]]);
        let drawing = told.drawing.unwrap();
        assert!(
            drawing.label.contains("学校2所") && drawing.label.contains("1所学位不够"),
            "{}",
            drawing.label
        );
        assert!((drawing.width as i64) <= WIDE && (drawing.height as i64) <= HIGH);
        // A school that is too full is drawn otherwise, and one that lies elsewhere elsewhere.
        assert_ne!(Some(&drawing), drawn(&view(0)).as_ref());
        let mut moved = view(12);
        moved.schools[0].at.latitude += 100_000;
        assert_ne!(drawing.stretches(), drawn(&moved).unwrap().stretches());
        assert!(on_paper(&PlanMapView::default()).is_none(), "nothing is known of where anything lies");
    }
}
