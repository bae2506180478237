//! A row that goes from one group to another: both are computed again, no other is, and groups come and go with their rows.

use super::*;
use ledger::Value;

const YEAR: i32 = 2022;
const COUNTY: usize = 2;

/// Sixty schools, five in each of twelve counties.
fn schools() -> BTreeMap<u64, Row> {
    let mut dice = changes::Dice(20_221_231);
    let school = |number: u64| {
        let mut row = changes::school(&mut dice, number, YEAR);
        row.values[COUNTY] = Some(Value::Text(format!("{:02}县", number % 12)));
        (number, row)
    };
    (1..=60).map(school).collect()
}

fn over(pack: &Arc<Pack>, rows: &BTreeMap<u64, Row>) -> Assessor {
    let register = pack.register("学校").unwrap();
    let list = rows.iter().map(|(number, row)| (*number, Arc::new(row.clone()))).collect();
    let mut facts = Facts::new();
    facts.add_rows(register, list);
    Assessor::new(pack.clone(), facts)
}

#[test]
fn a_row_that_changes_its_group_moves_both_groups_and_no_other() {
    let pack = pack("shapes");
    let mut rows = schools();
    let mut assessor = over(&pack, &rows);
    let mut dice = changes::Dice(7);
    let (mut kept, mut came, mut went) = (0, 0, 0);
    for step in 0..200 {
        let before = assessor.assess(YEAR);
        let number = 1 + dice.roll(60);
        // Now and then a county that was not there; a county of one school ends when that moves on.
        let county =
            if dice.roll(3) == 0 { format!("新{step}县") } else { format!("{:02}县", dice.roll(12)) };
        rows.get_mut(&number).unwrap().values[COUNTY] = Some(Value::Text(county));
        assessor.put("学校", number, &rows[&number]);
        let after = assessor.assess(YEAR);
        let anew = over(&pack, &rows).assess(YEAR);
        for (one, other) in after.outcomes.iter().zip(&anew.outcomes) {
            assert_eq!(one, other, "step {step}: {}", one.id);
        }
        let (old, new) = (before.outcome("county-area").unwrap(), after.outcome("county-area").unwrap());
        let same = |group: &&Arc<assess::GroupOutcome>| new.groups.iter().any(|new| Arc::ptr_eq(group, new));
        let untouched = old.groups.iter().filter(same).count();
        assert!(untouched + 2 >= old.groups.len(), "step {step}: {untouched} of {}", old.groups.len());
        kept += untouched;
        came += usize::from(new.groups.len() > old.groups.len());
        went += usize::from(new.groups.len() < old.groups.len());
    }
    assert!(kept > 2_000 && came > 20 && went > 10, "{kept} {came} {went}");
}
