//! Dated states: a later test does not write over the one before it, whatever door it comes by and in whatever order.

use crate::district::Folder;
use crate::signals::district;
use crate::{by, now};
use office::{Given, ImportOptions, Office, RowQuery};

const HEAD: &str = "编号,类别,校园,部位,网关,心跳间隔,启用日期,最近检验日期,检验结论,检验有效期至\n";

/// The last test of the first button, and those before it.
fn tests(office: &Office) -> (String, Vec<String>) {
    let reading = now(office);
    let cells = |register: &str, fields: &[&str], keep: &dyn Fn(&str) -> bool| -> Vec<String> {
        let page =
            reading.rows(register, &RowQuery { limit: RowQuery::MOST, ..RowQuery::default() }).unwrap();
        let at = |name: &&str| page.register.fields.iter().position(|field| field.name == *name).unwrap();
        let at: Vec<usize> = fields.iter().map(at).collect();
        let rows = page.rows.iter().filter(|row| keep(&row.key));
        rows.map(|row| at.iter().map(|at| row.cells[*at].as_str()).collect::<Vec<_>>().join(" ")).collect()
    };
    let last =
        cells("设备", &["最近检验日期", "检验结论", "检验有效期至"], &|key| key == "BJ0");
    let mut earlier =
        cells("设备历次检验", &["日期", "结论", "有效期至"], &|key| key.starts_with("BJ0/"));
    earlier.sort();
    (last.concat(), earlier)
}

fn import(office: &Office, test: &str) {
    let file = format!("{HEAD}BJ0,一键报警,2150900001,门卫室,WG0,60,2020-09-01,{test}\n");
    let files = [("设备.csv".to_owned(), file.into_bytes())];
    let outcome = office.import(&by(office, "本机"), &files, &ImportOptions::default(), &mut |_| {}).unwrap();
    assert!(outcome.recorded, "{:?}", outcome.findings);
}

fn record(office: &Office, cells: &[(&str, &str)]) {
    let mut all = vec![
        ("编号", "BJ0"),
        ("类别", "一键报警"),
        ("校园", "2150900001"),
        ("部位", "门卫室"),
        ("网关", "WG0"),
        ("心跳间隔", "60"),
        ("启用日期", "2020-09-01"),
    ];
    all.extend(cells);
    let outcome = office.record(&by(office, "本机"), &[Given::new("设备", &all)]).unwrap();
    assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
}

#[test]
fn a_later_test_stands_and_the_one_before_it_is_a_row_of_its_own() {
    let (office, _hands, _folder): (Office, _, Folder) = district();
    assert_eq!(tests(&office), ("2022-06-01 合格 2023-05-31".to_owned(), vec![]));
    import(&office, "2023-06-02,不合格,");
    let first = "2022-06-01 合格 2023-05-31".to_owned();
    assert_eq!(tests(&office), ("2023-06-02 不合格 ".to_owned(), vec![first.clone()]));
    // The same day once more is a correction; what was corrected is in the history of the row.
    record(&office, &[("最近检验日期", "2023-06-02"), ("检验结论", "合格"), ("检验有效期至", "2024-06-01")]);
    let last = "2023-06-02 合格 2024-06-01".to_owned();
    assert_eq!(tests(&office), (last.clone(), vec![first.clone()]));
    // An older file that comes in late puts its test where it belongs, once.
    import(&office, "2021-06-03,合格,2022-06-02");
    import(&office, "2021-06-03,合格,2022-06-02");
    let earliest = "2021-06-03 合格 2022-06-02".to_owned();
    assert_eq!(tests(&office), (last, vec![earliest, first]));
    assert!(office.rebuild(&mut |_| {}).unwrap().equal);
}
