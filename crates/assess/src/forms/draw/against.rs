//! What speaks against rows of draws just written.

use crate::forms::{Written, evidence, touched};
use crate::{Record, Records};
use define::Draw;
use define::house::{DrawRecord, DrawResult, HouseField};
use finding::{Finding, Place};
use std::collections::{BTreeMap, BTreeSet};

/// A record of a draw that nobody defined (told once, by the first draw), and slips that are not of their record or more
/// than were drawn; what was drawn and is drawn otherwise now.
pub(super) fn against(draw: &Draw, records: &Records, written: &Written) -> Vec<Finding> {
    let mut findings = Vec::new();
    unknown(draw, records, written, &mut findings);
    strays(draw, records, written, &mut findings);
    let mine = |field: HouseField| move |record: &Record<'_>| record.text(&field) == draw.head.id;
    let (of, slip) = (mine(DrawRecord::DRAW), mine(DrawResult::DRAW));
    findings.extend(evidence(records, written, &DrawRecord::HOUSE, &[DrawRecord::STATE], of));
    findings.extend(evidence(records, written, &DrawResult::HOUSE, &[], slip));
    findings
}

fn unknown(draw: &Draw, records: &Records, written: &Written, findings: &mut Vec<Finding>) {
    let draws = &records.pack().forms.draws;
    if draws.first().is_none_or(|first| first.head.id != draw.head.id) {
        return;
    }
    let known: BTreeSet<&str> = draws.iter().map(|draw| draw.head.id.as_str()).collect();
    for (house, field) in [(DrawRecord::HOUSE, DrawRecord::DRAW), (DrawResult::HOUSE, DrawResult::DRAW)] {
        for record in touched(records, written, house.register) {
            let id = record.text(&field);
            if known.contains(id.as_str()) {
                continue;
            }
            let finding = Finding::error("draw.unknown", place(&record), format!("没有标识为“{id}”的抽取"));
            findings.push(match define::nearest(&id, known.iter().copied()) {
                Some(near) => finding.hint(format!("是否想写“{near}”？")),
                None => finding,
            });
        }
    }
}

fn strays(draw: &Draw, records: &Records, written: &Written, findings: &mut Vec<Finding>) {
    let recorded = records.of_house(&DrawRecord::HOUSE).map(|record| DrawRecord::read(&record));
    let recorded: BTreeMap<String, DrawRecord> =
        recorded.filter(|one| one.draw == draw.head.id).map(|one| (one.number.clone(), one)).collect();
    for record in touched(records, written, DrawResult::HOUSE.register) {
        let slip = DrawResult::read(&record);
        if slip.draw != draw.head.id {
            continue;
        }
        let why = match recorded.get(&slip.number) {
            None => format!("“{}”没有编号为“{}”的抽取", draw.head.name, slip.number),
            Some(of) if of.year != slip.year => format!("“{}”不是这一年的抽取", slip.number),
            Some(of) if slip.order > of.drawn => {
                let drawn = of.drawn.unwrap_or(0);
                format!("“{}”抽中{drawn}个，没有第{}签", slip.number, slip.order.unwrap_or(0))
            }
            Some(_) => continue,
        };
        findings.push(Finding::error("draw.stray", place(&record), why));
    }
}

fn place(record: &Record<'_>) -> Place {
    Place::whole(format!("{}：{}", record.register.name, record.row.key(record.register).unwrap_or_default()))
}
