//! Where points of the map stand in a drawing.

use crate::Point;

/// From millionths of a degree to whole units of a drawing: north is up, both sides are alike, and a degree of longitude is drawn shorter
/// than one of latitude as it is at thirty degrees (0.866; near enough for China's inhabited south, the shape alone suffers).
///
/// ```
/// use view::{Point, Projection};
/// let corners = [
///     Point { longitude: 105_000_000, latitude: 30_000_000 },
///     Point { longitude: 106_000_000, latitude: 30_500_000 },
/// ];
/// let projection = Projection::of(&corners, (760, 560), 16).unwrap();
/// assert_eq!(projection.size(), (760, 452));
/// assert_eq!(projection.at(corners[0]), (16, 436));
/// assert!(Projection::of(&[], (760, 560), 16).is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Projection {
    left: i64,
    top: i64,
    /// Units for so many millionths.
    units: i64,
    millionths: i64,
    margin: i64,
    size: (i64, i64),
}

impl Projection {
    /// One into which all points fit, within `room` units across and down, with a margin around; none without points.
    pub fn of(points: &[Point], room: (i64, i64), margin: i64) -> Option<Projection> {
        let flat: Vec<(i64, i64)> = points.iter().copied().map(flat).collect();
        let (left, right) = (flat.iter().map(|p| p.0).min()?, flat.iter().map(|p| p.0).max()?);
        let (top, bottom) = (flat.iter().map(|p| p.1).min()?, flat.iter().map(|p| p.1).max()?);
        let (wide, high) = ((right - left).max(1), (bottom - top).max(1));
        let (across, down) = (room.0 - 2 * margin, room.1 - 2 * margin);
        let (units, millionths) = if across * high <= down * wide { (across, wide) } else { (down, high) };
        let side = |length: i64| length * units / millionths + 2 * margin;
        Some(Projection { left, top, units, millionths, margin, size: (side(wide), side(high)) })
    }

    /// Units across and down that the drawing takes.
    pub fn size(&self) -> (i64, i64) {
        self.size
    }

    /// Where a point stands, from the left and from the top.
    pub fn at(&self, point: Point) -> (i64, i64) {
        let (x, y) = flat(point);
        let scaled = |offset: i64| self.margin + offset * self.units / self.millionths;
        (scaled(x - self.left), scaled(y - self.top))
    }
}

fn flat(point: Point) -> (i64, i64) {
    (point.longitude * 866 / 1_000, -point.latitude)
}
