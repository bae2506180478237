//! Computed fields where rows are shown, the rows that fail them, and what is asked of schools.

use crate::district::District;
use crate::now;
use office::RowQuery;
use office::view::RowView;

pub const STOCK: &str = r#"
name = "藏书"
counter = "所"
kind = "snapshot"
period = "calendar-year"
period_field = "年度"
key = ["年度", "学校"]
owner = "装备中心"
source = { document = "样例", status = "unofficial" }
mechanisms = ["S37"]
fields = [
    { name = "年度", type = "integer", required = true },
    { name = "学校", type = "text", required = true, label = true },
    { name = "册数", type = "integer", unit = "册" },
    { name = "学生", type = "integer", unit = "人", required = true },
    { name = "馆员电话", type = "text", sensitive = true },
]

[[computed]]
name = "生均"
formula = "册数 / 学生"

[[computed]]
name = "达标"
formula = "册数 / 学生 >= 25册/人"

[[computed]]
name = "有人管"
formula = "有值(馆员电话)"
"#;

const ROWS: &str = "年度,学校,册数,学生,馆员电话\n\
                    2021,甲校,1000,100,\n\
                    2022,甲校,2500,100,139\n\
                    2022,乙校,1000,300,\n\
                    2022,丙校,,100,\n";

fn cells(row: &RowView) -> Vec<(&str, Option<bool>)> {
    row.computed.iter().map(|cell| (cell.text.as_str(), cell.holds)).collect()
}

#[test]
fn computed_fields_stand_in_the_year_of_each_row_and_tell_nothing_that_is_masked() {
    let district = District::with(&[("registers/stock.toml", STOCK)]);
    assert!(district.import(&[("藏书.csv", ROWS)]).recorded);
    let page = now(&district.office).rows("藏书", &RowQuery::default()).unwrap();
    assert_eq!(page.register.lead, 2);
    let named: Vec<&str> = page.register.computed.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(named, ["生均", "达标", "有人管"]);
    for row in &page.rows {
        assert_eq!(
            cells(row)[2],
            (ledger::MASK, None),
            "whether there is a number would tell the number's row"
        );
    }
    let shown: Vec<_> = page.rows.iter().map(|row| (row.label.as_str(), cells(row)[..2].to_vec())).collect();
    assert_eq!(
        shown,
        [
            ("甲校", vec![("10", None), ("否", Some(false))]),
            ("甲校", vec![("25", None), ("是", Some(true))]),
            ("乙校", vec![("3.3333", None), ("否", Some(false))]),
            ("丙校", vec![("不能判断", None), ("不能判断", None)]),
        ]
    );
    let history = now(&district.office).row("藏书", page.rows[2].number).unwrap();
    assert_eq!(cells(&history.versions[0].row)[..2], [("3.3333", None), ("否", Some(false))]);
    // Changed, it is another.
    assert!(district.import(&[("藏书.csv", &ROWS.replace("乙校,1000", "乙校,9000"))]).recorded);
    let history = now(&district.office).row("藏书", page.rows[2].number).unwrap();
    assert_eq!(cells(&history.versions[0].row)[..2], [("30", None), ("是", Some(true))]);
    assert!(history.versions[1].row.computed.is_empty(), "what was is shown as it was recorded");
}

#[test]
fn the_rows_that_fail_are_listed_page_by_page() {
    let district = District::with(&[("registers/stock.toml", STOCK)]);
    assert!(district.import(&[("藏书.csv", ROWS)]).recorded);
    let ask = |field: &str, after: Option<String>| {
        let query = RowQuery { failing: Some(field.into()), after, limit: 1, ..RowQuery::default() };
        now(&district.office).rows("藏书", &query)
    };
    let first = ask("达标", None).unwrap();
    assert_eq!(first.rows[0].label, "乙校");
    let second = ask("达标", first.next.clone()).unwrap();
    assert_eq!((second.rows[0].label.as_str(), second.next), ("丙校", None));
    for field in ["生均", "册数", "没有"] {
        assert!(ask(field, None).unwrap_err().to_string().contains("没有算出的是否"), "{field}");
    }
}

#[test]
fn what_is_asked_of_schools_is_counted_by_forms_and_cells() {
    let district = District::filled();
    let burden = now(&district.office).burden().unwrap();
    let lines: Vec<_> = burden
        .lines
        .iter()
        .map(|line| (line.name.as_str(), line.bodies, line.sum.forms, line.sum.cells))
        .collect();
    assert_eq!(lines.iter().map(|line| line.0).collect::<Vec<_>>(), ["学校"], "{lines:?}");
    let (_, bodies, forms, cells) = lines[0];
    assert_eq!(bodies, forms, "one return a year");
    assert_eq!(burden.all.seconds, forms * burden.seconds_a_form + cells * burden.seconds_a_cell);
    assert!(burden.most.seconds >= burden.median.seconds && burden.bodies == bodies);
}
