//! Pages of a register: every row once, in order, whatever is asked.

use crate::district::District;
use crate::now;
use office::RowQuery;
use office::view::RowView;

fn filled() -> (District, Vec<(String, i64)>) {
    let district = District::new();
    let mut text = String::from("年度,科目,金额\n");
    let mut rows = Vec::new();
    for number in 0..433_i64 {
        // Few different amounts, so that many rows share one, negative ones too.
        let amount = number * 7_919 % 37 - 11;
        text += &format!("2022,科目{:03},{amount}.00\n", number * 101 % 433);
        rows.push((format!("科目{:03}", number * 101 % 433), amount));
    }
    let outcome = district.import(&[("教育经费.csv", &text)]);
    assert!(outcome.recorded, "{:?}", outcome.findings.first());
    (district, rows)
}

fn walk(district: &District, query: RowQuery) -> Vec<RowView> {
    let (mut all, mut query, mut pages) = (Vec::new(), query, 0);
    loop {
        let page = now(&district.office).rows("教育经费", &query).unwrap();
        all.extend(page.rows);
        pages += 1;
        assert!(pages < 500, "paging does not end");
        match page.next {
            Some(next) => query.after = Some(next),
            None => return all,
        }
    }
}

fn cells(rows: &[RowView]) -> Vec<(String, i64)> {
    let amount = |row: &RowView| row.cells[2].trim_end_matches(".00").parse().unwrap();
    rows.iter().map(|row| (row.cells[1].clone(), amount(row))).collect()
}

#[test]
fn pages_put_together_are_the_whole_register_in_order() {
    let (district, rows) = filled();
    for limit in [1, 7, 50, 433, 500] {
        assert_eq!(cells(&walk(&district, RowQuery { limit, ..Default::default() })), rows);
    }
    for descending in [false, true] {
        let sort =
            |name: &str| RowQuery { sort: Some(name.into()), descending, limit: 20, ..Default::default() };
        let by_amount = cells(&walk(&district, sort("金额")));
        let mut expected: Vec<(usize, i64)> = rows.iter().map(|row| row.1).enumerate().collect();
        expected.sort_by_key(|(at, amount)| (*amount, *at));
        if descending {
            expected.reverse();
        }
        let expected: Vec<(String, i64)> = expected.into_iter().map(|(at, _)| rows[at].clone()).collect();
        assert_eq!(by_amount, expected, "numbers are sorted by size, not by their digits");
        let by_name = cells(&walk(&district, sort("科目")));
        assert!(by_name.is_sorted_by(|a, b| if descending { a.0 > b.0 } else { a.0 < b.0 }));
        assert_eq!(by_name.len(), rows.len());
    }
}

#[test]
fn filters_and_searches_find_what_a_reading_of_all_rows_finds() {
    let (district, rows) = filled();
    let equal = RowQuery {
        equal: vec![("金额".into(), "5.00".into())],
        sort: Some("科目".into()),
        limit: 3,
        ..Default::default()
    };
    let found = cells(&walk(&district, equal));
    assert_eq!(found.len(), rows.iter().filter(|row| row.1 == 5).count());
    assert!(found.iter().all(|row| row.1 == 5) && found.is_sorted());
    for field in ["", "科目"] {
        let query =
            RowQuery { containing: Some((field.into(), "42".into())), limit: 2, ..Default::default() };
        let found = cells(&walk(&district, query));
        assert_eq!(found, rows.iter().filter(|row| row.0.contains("42")).cloned().collect::<Vec<_>>());
    }
}

#[test]
fn what_cannot_be_asked_is_refused_in_words() {
    let (district, _) = filled();
    let ask = |query: RowQuery| now(&district.office).rows("教育经费", &query).unwrap_err().to_string();
    let named = |name: &str| RowQuery { sort: Some(name.into()), ..Default::default() };
    assert!(ask(named("金饿")).contains("金饿"));
    assert!(ask(named("金额') OR 1=1 --")).contains("没有字段"));
    assert!(ask(RowQuery { after: Some("去年".into()), ..Default::default() }).contains("起点"));
    let hostile = RowQuery { equal: vec![("科目".into(), "' OR ''='".into())], ..Default::default() };
    assert!(now(&district.office).rows("教育经费", &hostile).unwrap().rows.is_empty());
    let told = now(&district.office).rows("教育经废", &RowQuery::default()).unwrap_err().to_string();
    assert!(told.contains("是否想写“教育经费”"), "{told}");
}

#[test]
fn everyone_may_read_a_register_as_a_plain_table() {
    let district = District::filled();
    let behind = district.behind();
    let sum: f64 = behind
        .query_row(
            r#"SELECT SUM(CAST("人数" AS REAL)) FROM "register_class" WHERE "学年" = '2022'"#,
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!((sum - 119.0).abs() < 1e-9);
}
