//! Rosters carried by changes of links, persons and objects are those made anew, line by line.

use super::changes::Dice;
use super::*;
use assess::RowChange;
use define::Date;
use formula::{Cells, Column, Frame};
use ledger::Value;

const SCHOOLS: &str = r#"
name = "校园"
counter = "处"
key = ["标识码"]
period = "none"
source = { document = "样例", status = "unofficial" }
fields = [
    { name = "标识码", type = "text", required = true },
    { name = "应配", type = "integer", required = true },
]
"#;

const GUARDS: &str = r#"
name = "保安"
counter = "名"
key = ["编号", "校园"]
period = "none"
source = { document = "样例", status = "unofficial" }
fields = [
    { name = "编号", type = "text", required = true },
    { name = "校园", type = "ref", to = "校园", by = "标识码", required = true },
    { name = "上岗", type = "date", required = true },
    { name = "离岗", type = "date" },
    { name = "有证", type = "boolean", required = true },
]
"#;

const ROSTER: &str = r#"
name = "校园保安"
owner = "安全科"
source = { document = "样例", status = "unofficial" }
mechanisms = ["S57"]
links = { register = "保安", person = "编号", object = "校园", from = "上岗", to = "离岗" }
objects = { register = "校园" }
people = { register = "保安", qualified = "有证" }
least = "应配"
usual = 1
most = 3
warn_days = 60
"#;

/// Indicators read both tables, or nobody would keep them.
fn read(name: &str, unit: &str, formula: &str) -> String {
    format!(
        "name = \"{name}\"\nunit = \"{unit}\"\nformula = \"{formula}\"\nmet_when = \"结果 >= 0\"\nsource = {{ document = \"样例\", status = \"unofficial\" }}\n"
    )
}

fn guards() -> Arc<Pack> {
    let files = vec![
        File::new("pack.toml", "id = \"p\"\nname = \"样例\""),
        File::new("registers/campus.toml", SCHOOLS),
        File::new("registers/guard.toml", GUARDS),
        File::new("rosters/guards.toml", ROSTER),
        File::new("indicators/posts.toml", read("到岗处", "处", "计数(责任.校园保安, 到岗)")),
        File::new("indicators/holders.toml", read("在岗人次", "人", "计数(在岗.校园保安)")),
    ];
    let checked = check(&[PackFiles::new("p", files)]);
    let errors = checked.findings.iter().filter(|finding| finding.grade == finding::Grade::Error);
    assert_eq!(errors.map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
    Arc::new(checked.pack.unwrap())
}

fn campus(dice: &mut Dice, number: u64) -> Row {
    let needed = i32::try_from(dice.roll(4)).unwrap();
    Row { values: vec![Some(Value::Text(format!("校{number}"))), Some(Value::Number(needed.into()))] }
}

fn guard(dice: &mut Dice) -> Row {
    let mut day =
        |from: i32| Date::new(from + dice.roll(2) as i32, 1 + dice.roll(12) as u8, 1 + dice.roll(28) as u8);
    let (from, to) = (day(2021), day(2022));
    let ends = dice.roll(3) == 0;
    Row {
        values: vec![
            Some(Value::Text(format!("员{}", dice.roll(12)))),
            Some(Value::Text(format!("校{}", dice.roll(9)))),
            from.map(Value::Date),
            to.filter(|_| ends).map(Value::Date),
            Some(Value::Boolean(dice.roll(6) > 0)),
        ],
    }
}

type Kept = BTreeMap<(&'static str, u64), Row>;

/// Rows as they were and as they will be.
type Changes = BTreeMap<(&'static str, u64), (Option<Row>, Option<Row>)>;

fn anew(pack: &Arc<Pack>, kept: &Kept) -> Assessor {
    let mut facts = Facts::new();
    for name in ["校园", "保安"] {
        let rows = kept.iter().filter(|((of, _), _)| *of == name);
        let rows = rows.map(|((_, number), row)| (*number, Arc::new(row.clone())));
        facts.add_rows(pack.register(name).unwrap(), rows.collect());
    }
    Assessor::new(pack.clone(), facts)
}

fn cell(column: &Column, row: usize) -> String {
    if column.missing.get(row) {
        return format!("{:?}", column.reasons.get(&(row as u32)));
    }
    match &column.cells {
        Cells::Numbers { mantissas, scale } => format!("{} {scale}", mantissas[row]),
        Cells::Texts { ids, words } => words[ids[row] as usize].to_string(),
        Cells::Booleans(yes) => yes[row].to_string(),
        Cells::Dates(days) => days[row].to_string(),
        other => format!("{other:?}"),
    }
}

fn lines(frame: Option<Arc<Frame>>) -> Vec<Vec<String>> {
    let Some(frame) = frame else { return Vec::new() };
    (0..frame.len()).map(|row| frame.columns.iter().map(|column| cell(column, row)).collect()).collect()
}

#[test]
fn a_roster_carried_by_changes_is_the_one_made_anew() {
    let pack = guards();
    let mut several = 0;
    for seed in 0..5 {
        let mut dice = Dice(seed);
        let mut kept: Kept = (0..8).map(|number| (("校园", number), campus(&mut dice, number))).collect();
        kept.extend((0..10).map(|number| (("保安", number), guard(&mut dice))));
        let mut carried = anew(&pack, &kept);
        for step in 0..150 {
            for name in ["责任.校园保安", "在岗.校园保安"] {
                let (one, other) =
                    (lines(carried.rows(name, 2022)), lines(anew(&pack, &kept).rows(name, 2022)));
                assert_eq!(one, other, "seed {seed}, step {step}: {name}");
                several += usize::from(name.starts_with('在') && one.len() > 2);
            }
            // One to three rows at once, put, changed or taken out.
            let mut changes: Changes = BTreeMap::new();
            for _ in 0..=dice.roll(3) {
                let key =
                    if dice.roll(6) == 0 { ("校园", dice.roll(9)) } else { ("保安", dice.roll(16)) };
                let after = (dice.roll(4) > 0).then(|| match key.0 {
                    "校园" => campus(&mut dice, key.1),
                    _ => guard(&mut dice),
                });
                let before = kept.get(&key).cloned();
                changes.entry(key).or_insert((before, None)).1 = after;
            }
            carried.follow(changes.iter().map(|((register, number), (before, after))| RowChange {
                register,
                number: *number,
                before: before.as_ref(),
                after: after.as_ref(),
            }));
            for (key, (_, after)) in changes {
                match after {
                    Some(row) => drop(kept.insert(key, row)),
                    None => drop(kept.remove(&key)),
                }
            }
        }
    }
    assert!(several > 200, "{several} tables had lines to tell apart");
}
