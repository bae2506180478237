//! Visits that follow a draw: who was drawn goes to what was drawn.

use crate::year::Given;

/// The row of a visit to a drawn object by those who were drawn for it; none for draws whose visits are recorded otherwise.
///
/// ```
/// let row = sample::visit("training-institutions", 1, "2022-04-14", ("500152-PX-010", "500152-RY-003、500152-RY-004"));
/// assert_eq!(row.unwrap().register, "执法检查");
/// assert!(sample::visit("school-safety", 1, "2022-04-14", ("2150900001", "500152-DX-001")).is_none());
/// ```
pub fn visit(draw: &str, nth: usize, date: &str, (object, inspectors): (&str, &str)) -> Option<Given> {
    if draw != "training-institutions" {
        return None;
    }
    let number = format!("样例-SJ-{nth:03}");
    let cells = [
        ("检查编号", number.as_str()),
        ("日期", date),
        ("机构", object),
        ("形式", "双随机一公开"),
        ("参与部门", "样例联合检查组"),
        ("检查人员", inspectors),
        ("数据性质", "样例"),
    ];
    let cells = cells.map(|(field, text)| (field.to_owned(), text.to_owned())).to_vec();
    Some(Given { register: "执法检查".to_owned(), cells })
}
