//! A key that differs from a present one only in form is that key, also of rows that were recorded a moment ago.

use crate::district::District;
use crate::now;
use office::RowQuery;

#[test]
fn a_key_in_another_form_is_the_row_that_is_there() {
    let district = District::new();
    let put = |rows: &str| district.import(&[("教育经费.csv", &format!("年度,科目,金额\n{rows}"))]);
    let count = || now(&district.office).rows("教育经费", &RowQuery::default()).unwrap().rows.len();
    assert!(put("2022,ab-01,1\n2022,007,2\n").recorded);
    for (nth, (rows, key)) in
        [("2022,AB-01,5\n", "ab-01"), ("2022,7,6\n", "007"), ("2022,Ａb-01,7\n", "ab-01")]
            .into_iter()
            .enumerate()
    {
        let outcome = put(rows);
        assert!(outcome.recorded, "{:?}", outcome.findings);
        let told: Vec<&str> = outcome.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(told, ["import.key-form"], "{key}");
        assert_eq!((outcome.registers[0].recorded, outcome.registers[0].changed), (0, 1));
        // What was recorded since is known as well, without going through the register again.
        assert!(put(&format!("2022,NEU-{nth},1\n")).recorded);
        let again = put(&format!("2022,neu-{nth},2\n"));
        assert_eq!(again.findings[0].code, "import.key-form");
        assert_eq!(count(), 3 + nth);
    }
}
