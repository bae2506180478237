//! Duties in a simulation: nil reports in and out of season, incidents that they deny, and a naive reading of zero.

use super::player::Player;
use super::rows::cell;
use crate::failure::{Failure, told};
use crate::sessions::reading;
use define::{Date, Duty, Register, Rhythm};
use office::Given;

/// What the district itself is called where it owes.
const DISTRICT: &str = "全区";

/// Reports nil, records what a report would deny, or denies what is recorded.
pub fn act(player: &mut Player) -> Result<(), Failure> {
    let pack = player.pack.clone();
    let with_nil: Vec<&Duty> = pack.forms.duties.iter().filter(|duty| duty.nil).collect();
    let Some(duty) = player.chance.pick(&with_nil).copied() else { return Ok(()) };
    if let (Some((unit, day)), true) = (denied(player, duty), player.chance.percent(40))
        && let Some(period) = period(duty.rhythm, day)
    {
        player.count("期：否认已记的事");
        let row = report(player, duty, &unit, &period);
        let why = format!("“{}”{unit}{period}有事，却报零", duty.head.name);
        return player.forbid(&[row], "样例报告人", &why);
    }
    if let (Some(incident), true) = (&duty.incident, player.chance.percent(30)) {
        player.count("期：出事");
        let mut set = vec![(incident.date.text.as_str(), player.today.to_string())];
        if let (Some(field), Some(unit)) = (&incident.unit, unit(player, duty)) {
            set.push((&field.text, unit));
        }
        player.record(&incident.list.register.text, &set)?;
        return Ok(());
    }
    player.count("期：零报告");
    let unit = unit(player, duty).unwrap_or_else(|| DISTRICT.to_owned());
    let back = player.chance.below(120) as i32;
    let day = ledger::plus_days(player.today, -back);
    let Some(period) = period(duty.rhythm, day) else { return Ok(()) };
    let row = report(player, duty, &unit, &period);
    player.give(&[row], "样例报告人")?;
    Ok(())
}

fn report(player: &Player, duty: &Duty, unit: &str, period: &str) -> Given {
    let today = player.today.to_string();
    let cells = [
        ("期", duty.head.id.as_str()),
        ("单位", unit),
        ("期间", period),
        ("日期", &today),
        ("报告人", "样例报告人"),
        ("数据性质", "样例"),
    ];
    Given::new("零报告", &cells)
}

/// The period of a day, for rhythms whose periods the calendar alone decides.
fn period(rhythm: Rhythm, day: Date) -> Option<String> {
    let Date { year, month, .. } = day;
    Some(match rhythm {
        Rhythm::Year => format!("{year}"),
        Rhythm::HalfYear => format!("{year}-H{}", (month - 1) / 6 + 1),
        Rhythm::Quarter => format!("{year}-Q{}", (month - 1) / 3 + 1),
        Rhythm::Month => format!("{year}-{month:02}"),
        Rhythm::Day => day.to_string(),
        _ => return None,
    })
}

/// A unit that owes: a row of the scope without its year.
fn unit(player: &mut Player, duty: &Duty) -> Option<String> {
    let scope = duty.scope.as_ref()?;
    let pack = player.pack.clone();
    let register = pack.register(&scope.list.register.text)?;
    let row = player.known.any(&mut player.chance, &register.name)?;
    Some(id(register, row))
}

fn id(register: &Register, row: &Given) -> String {
    let own = register.key.iter().filter(|key| register.period_field.as_ref() != Some(key));
    own.map(|key| cell(row, key)).collect::<Vec<_>>().join("/")
}

/// An incident on record, of a period that is over: a nil report would deny it.
fn denied(player: &Player, duty: &Duty) -> Option<(String, Date)> {
    let incident = duty.incident.as_ref().filter(|incident| incident.list.condition.is_none())?;
    let over =
        |day: &Date| period(duty.rhythm, *day) != period(duty.rhythm, player.today) && *day < player.today;
    player.known.of(&incident.list.register.text).find_map(|row| {
        let day: Date = cell(row, &incident.date.text).parse().ok().filter(over)?;
        let known = incident.known.as_ref().map_or(Some(day), |field| cell(row, &field.text).parse().ok())?;
        let unit = match &incident.unit {
            Some(field) => cell(row, &field.text).to_owned(),
            None => DISTRICT.to_owned(),
        };
        (known <= player.today && !unit.is_empty()).then_some((unit, day))
    })
}

/// No zero is proved without reports: where a year's zero is said to be proved, nothing that happened is on record, and
/// no more is discharged than there are rows that could discharge it.
pub fn check(player: &mut Player) -> Result<(), Failure> {
    let pack = player.pack.clone();
    let (year, today) = (player.today.year, player.today);
    let view = reading(player.office()?, Some(year))?.duties(Some(today)).map_err(told)?;
    let mut found = Vec::new();
    for (duty, summary) in pack.forms.duties.iter().zip(&view.duties) {
        let nils = player.known.of("零报告").filter(|row| cell(row, "期") == duty.head.id).count() as u64;
        let of = |list: &define::List| player.known.of(&list.register.text).count();
        // What happened and was recorded is a report as well.
        let facts = duty.fact.as_ref().map_or(0, |fact| of(&fact.list))
            + duty.incident.as_ref().map_or(0, |incident| of(&incident.list));
        if summary.nil > nils {
            found.push(format!("“{}”显示零报告{}份，实有{nils}份", duty.head.name, summary.nil));
        }
        if summary.done + summary.late > 0 && facts as u64 + nils == 0 {
            found.push(format!("“{}”没有一行事实，却显示已办", duty.head.name));
        }
        let proved = summary.zero.as_ref().is_some_and(|zero| zero.state == view::ZeroState::Proved);
        if !proved {
            continue;
        }
        if summary.owed == 0 || summary.gaps + summary.open + summary.ahead + summary.contradicted > 0 {
            found.push(format!("“{}”的零没有报齐就算证明了", duty.head.name));
        }
        let Some(incident) = duty.incident.as_ref().filter(|incident| incident.list.condition.is_none())
        else {
            continue;
        };
        let of_year = format!("{year}-");
        let happened = player.known.of(&incident.list.register.text).any(|row| {
            let known = incident
                .known
                .as_ref()
                .map_or(cell(row, &incident.date.text), |field| cell(row, &field.text));
            cell(row, &incident.date.text).starts_with(&of_year) && known <= today.to_string().as_str()
        });
        if happened {
            found.push(format!("“{}”有事在案，零却算证明了", duty.head.name));
        }
    }
    player.violations.extend(found);
    Ok(())
}
