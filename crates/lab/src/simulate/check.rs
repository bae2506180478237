//! What must hold at the end of every year, asked from outside and judged by rules of its own.

use super::player::Player;
use super::rows::{cell, key_of};
use super::{duty, loops, notice, roster};
use crate::failure::{Failure, told};
use crate::sessions::{player as person, reading};
use define::house::BY_OFFICE;
use office::RowQuery;
use std::collections::BTreeMap;

/// Everything that must hold.
pub fn all(player: &mut Player) -> Result<(), Failure> {
    rows(player)?;
    journal(player)?;
    roster::check(player);
    loops::check(player);
    notice::check(player)?;
    duty::check(player)?;
    Ok(())
}

/// Nothing lost, nothing twice: the rows of each register are those that were answered "recorded", each once.
fn rows(player: &mut Player) -> Result<(), Failure> {
    let pack = player.pack.clone();
    let mut found = Vec::new();
    for register in &pack.registers {
        // Keys and cells of sensitive fields are not shown to the player; such rows are only counted.
        let hidden =
            register.fields.iter().any(|field| field.sensitive && register.key.contains(&field.name));
        let mut present: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut after = None;
        loop {
            let query = RowQuery { after, limit: RowQuery::MOST, ..RowQuery::default() };
            let page = reading(player.office()?, None)?.rows(&register.id, &query).map_err(told)?;
            for row in page.rows {
                let name = if hidden { row.number.to_string() } else { row.key.clone() };
                if present.insert(name, row.cells).is_some() {
                    found.push(format!("“{}”里有两行“{}”", register.name, row.key));
                }
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        // Keys and cells of sensitive fields are not shown to the player; such rows are only counted.
        let hidden =
            register.fields.iter().any(|field| field.sensitive && register.key.contains(&field.name));
        // What the office writes by itself it counts, and not the player.
        let by_office = BY_OFFICE.iter().any(|house| house.register == register.name);
        if by_office || notice::written_by_office(player, &register.name) {
            continue;
        }
        let known: Vec<_> = player.known.of(&register.name).cloned().collect();
        if known.len() != present.len() {
            found.push(format!("“{}”应有{}行，现有{}行", register.name, known.len(), present.len()));
            continue;
        }
        for given in known.iter().filter(|_| !hidden) {
            let key = key_of(register, given);
            let Some(cells) = present.get(&key) else {
                found.push(format!("“{}”的“{key}”丢了", register.name));
                continue;
            };
            for (field, shown) in register.fields.iter().zip(cells).filter(|(field, _)| !field.sensitive) {
                if cell(given, &field.name) != shown {
                    found.push(format!("“{}”的“{key}”里“{}”变成了“{shown}”", register.name, field.name));
                }
            }
        }
    }
    player.violations.extend(found);
    Ok(())
}

/// The journal verifies, and rows made again from it are the rows that stand.
fn journal(player: &mut Player) -> Result<(), Failure> {
    let verified = {
        let office = player.office()?;
        office.journal_verify(&person(office, "样例核验人"), None, None)
    };
    match verified {
        Ok(verified) => {
            let told = verified.findings.iter().map(|finding| format!("日志核验：{finding}"));
            player.violations.extend(told);
        }
        Err(error) => player.violations.push(format!("日志核验：{error}")),
    }
    match player.office()?.rebuild(&mut |_| {}) {
        Ok(rebuilt) if rebuilt.equal => {}
        Ok(rebuilt) => {
            let told = rebuilt.findings.iter().map(|finding| format!("重建：{finding}"));
            player.violations.extend(told);
        }
        Err(error) => player.violations.push(format!("重建：{error}")),
    }
    Ok(())
}
