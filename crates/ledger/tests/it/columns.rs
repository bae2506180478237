//! Frames: rows as columns, and one row changed in place.

use super::*;
use formula::{Cells, Frame};

fn rows(register: &Register, text: &str) -> Vec<Row> {
    read_table(register, &table("表.csv", text), None).rows.into_iter().map(|read| read.row).collect()
}

/// A frame cell by cell, so that two frames that hold the same are equal whatever their form.
fn cells(frame: &Frame) -> Vec<Vec<String>> {
    frame
        .columns
        .iter()
        .map(|column| {
            (0..frame.len())
                .map(|row| match &column.cells {
                    _ if column.missing.get(row) => "-".to_string(),
                    Cells::Numbers { mantissas, scale } => {
                        quantity::Decimal::new(i128::from(mantissas[row]), *scale).to_string()
                    }
                    Cells::Wide { mantissas, scale } => {
                        quantity::Decimal::new(mantissas[row], *scale).to_string()
                    }
                    Cells::Spans(spans) => spans[row].to_decimal_string(30),
                    Cells::Texts { ids, words } => words[ids[row] as usize].to_string(),
                    Cells::Booleans(yes) => yes[row].to_string(),
                    Cells::Dates(days) => days[row].to_string(),
                })
                .collect()
        })
        .collect()
}

#[test]
fn numbers_stand_in_the_base_of_their_unit_and_years_apart() {
    let pack = pack();
    let register = pack.register("幼儿园").unwrap();
    let text = "学年|标识码|在园幼儿|持证率|校舍价值|补助\n2022|1150015201|3|93.6%|1.5|0.01\n2021|1150015201|4|||\n2022|1150015202|5|90||";
    let rows = rows(register, text);
    let frames = ledger::frames(register, rows.iter().enumerate().map(|(at, row)| (at as u64 + 10, row)));
    assert_eq!(frames.keys().copied().collect::<Vec<_>>(), [Some(2021), Some(2022)]);
    let frame = &frames[&Some(2022)];
    assert_eq!(frame.rows, [10, 12]);
    let at = |name: &str| register.field(name).unwrap().0;
    let cells = cells(frame);
    assert_eq!(cells[at("持证率")], ["0.936", "0.9"]);
    assert_eq!(cells[at("校舍价值")], ["15000", "-"]);
    assert_eq!(cells[at("补助")], ["0.01", "-"]);
}

#[test]
fn a_date_in_the_spring_belongs_to_the_school_year_before() {
    let mut register = pack().register("幼儿园").unwrap().clone();
    register.period_field = Some("设立日期".into());
    let rows = rows(
        &register,
        "学年|标识码|在园幼儿|设立日期\n2022|1150015201|3|2022-08-31\n2022|1150015202|3|2022-09-01",
    );
    assert_eq!(rows.iter().map(|row| row.year(&register)).collect::<Vec<_>>(), [Some(2021), Some(2022)]);
    register.period = define::Period::CalendarYear;
    assert_eq!(rows[0].year(&register), Some(2022));
}

#[test]
fn rows_put_and_removed_in_place_give_the_frame_built_anew() {
    let pack = pack();
    let register = pack.register("幼儿园").unwrap();
    let text = |seed: u64| {
        // A small generator of rows: every cell is sometimes missing, numbers vary in width and scale.
        let pick = |step: u64, of: u64| {
            (seed.wrapping_mul(6_364_136_223_846_793_005).rotate_left(step as u32) >> 8) % of
        };
        let maybe = |step: u64, text: String| if pick(step, 4) == 0 { String::new() } else { text };
        format!(
            "学年|标识码|在园幼儿|城乡|普惠|持证率|校舍价值|设立日期|名称\n2022|11500{:05}|{}|{}|{}|{}|{}|{}|样例{}园",
            seed % 100_000,
            pick(1, 900),
            maybe(2, ["城区", "镇区", "乡村"][pick(3, 3) as usize].to_string()),
            maybe(4, ["是", "否"][pick(5, 2) as usize].to_string()),
            maybe(6, format!("{}.{}%", pick(7, 100), pick(8, 1000))),
            maybe(
                9,
                format!("{}{}.{}", pick(10, 9) + 1, "0".repeat(pick(11, 18) as usize), pick(12, 10_000))
            ),
            maybe(13, format!("20{:02}-0{}-1{}", pick(14, 100), pick(15, 9) + 1, pick(16, 10))),
            pick(17, 5),
        )
    };
    let mut kept: BTreeMap<u64, Row> = BTreeMap::new();
    let mut frame = ledger::frame(register, Vec::new());
    let mut at_once = frame.clone();
    let mut waiting: BTreeMap<u64, Option<Row>> = BTreeMap::new();
    for seed in 1..400_u64 {
        let number = seed.wrapping_mul(2_654_435_761) % 40;
        if seed % 5 == 0 {
            assert_eq!(ledger::remove_row(&mut frame, number), kept.remove(&number).is_some());
        } else {
            let row = rows(register, &text(seed)).remove(0);
            ledger::put_row(&mut frame, register, number, &row);
            assert_eq!(ledger::put_row(&mut frame, register, number, &row), Vec::<String>::new());
            kept.insert(number, row);
        }
        waiting.insert(number, kept.get(&number).cloned());
        let anew = ledger::frame(register, kept.iter().map(|(number, row)| (*number, row)).collect());
        assert_eq!(frame.rows, anew.rows);
        assert_eq!(cells(&frame), cells(&anew), "after step {seed}");
        if seed % 9 == 0 {
            let rows = waiting.iter().map(|(number, row)| (*number, row.as_ref())).collect();
            ledger::put_rows(&mut at_once, register, &rows);
            waiting.clear();
            assert_eq!(at_once.rows, anew.rows);
            assert_eq!(cells(&at_once), cells(&anew), "all at once after step {seed}");
        }
    }
}
