//! The manual says what the language does.

use crate::district::schema;
use formula::{Scope, compile, manual};

const PAGE: &str = include_str!("../../../../docs/zh/formula.md");

#[test]
fn the_table_of_functions_is_that_of_the_language() {
    let begin = "<!-- functions:begin -->\n";
    let (before, rest) = PAGE.split_once(begin).expect("the page marks where the table begins");
    let (table, _) = rest.split_once("<!-- functions:end -->").expect("the page marks where the table ends");
    assert!(table == manual(), "put this table under line {}:\n{}", before.lines().count() + 1, manual());
}

#[test]
fn the_messages_on_the_page_are_those_of_the_language() {
    for source in ["合计(学校.学生数) + 合计(教育经费.金额)", "合计(教育经费.金饿)"] {
        let problems = compile(source, &Scope::Indicator { by: vec![] }, &schema()).unwrap_err();
        let shown = problems[0].show(source);
        assert!(PAGE.contains(&shown), "the page should show:\n{shown}");
    }
}
