//! Who a notice goes to: rows chosen, merged into households, each with a named person at the end of the ladder.

use crate::{Record, Records};
use define::house::FieldName;
use define::{Date, Notice, NoticePerson, Piece, pieces};
use finding::{Finding, Place};
use ledger::letter::households;
use std::collections::{BTreeMap, BTreeSet};

/// A household that a notice goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Household {
    /// Its name: the least value of the first field that makes rows one household.
    pub id: String,
    /// Where it belongs; several joined by 、.
    pub unit: String,
    /// Keys of its rows.
    pub members: Vec<String>,
    /// By rung, the named person of a list.
    pub persons: BTreeMap<u32, String>,
    /// By rung, the addresses there.
    pub addresses: BTreeMap<u32, String>,
    /// The message, when it differs from household to household; the places of link and code stay open.
    pub body: Option<String>,
}

impl Household {
    /// The households of a notice on a day, in the order of their names, with what keeps some from being written to.
    pub fn all(notice: &Notice, records: &Records, today: Date) -> (Vec<Household>, Vec<Finding>) {
        let (rows, open) = records.chosen(&notice.recipients, today.year);
        let mut findings = Vec::new();
        if !open.is_empty() {
            let sentence = format!("有{}行判断不了是否属于收件范围", open.len());
            findings.push(Finding::error("notice.recipients-unclear", notice.head.written.place(), sentence));
        }
        let fields: Vec<Vec<String>> =
            rows.iter().map(|row| notice.household.iter().map(|field| row.text(field)).collect()).collect();
        let lookup = Lookup::new(notice, records);
        let mut all: Vec<Household> = households(&fields)
            .into_iter()
            .map(|group| {
                let group: Vec<Record<'_>> =
                    group.into_iter().filter_map(|at| rows.get(at).copied()).collect();
                household(notice, &group, &lookup, &mut findings)
            })
            .collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some(twice) = all.windows(2).find(|pair| pair[0].id == pair[1].id) {
            let sentence = format!("两户的编号都是“{}”", twice[0].id);
            findings.push(Finding::error("notice.household-twice", Place::whole(&twice[0].id), sentence));
        }
        (all, findings)
    }
}

/// Registers that are looked up for every household.
struct Lookup<'r> {
    contacts: BTreeMap<String, Record<'r>>,
    posts: BTreeMap<(String, String), (String, String)>,
}

impl<'r> Lookup<'r> {
    fn new(notice: &Notice, records: &'r Records) -> Lookup<'r> {
        let contacts = notice
            .contact
            .iter()
            .flat_map(|contact| records.all(&contact.register.text).map(|row| (row.text(&contact.key), row)));
        let mut posts = BTreeMap::new();
        for person in notice.ladder.iter().filter_map(|rung| rung.person.as_ref()?.register.as_ref()) {
            for row in records.all(&person.register.text) {
                let above = person.above.as_ref().map(|above| row.text(above)).unwrap_or_default();
                let key = (person.register.text.clone(), row.text(&person.key));
                posts.insert(key, (row.text(&person.name), above));
            }
        }
        Lookup { contacts: contacts.collect(), posts }
    }

    /// The person named by a field's value: the value itself, or who holds the post, or the post above it.
    fn person(&self, person: &NoticePerson, value: &str) -> Option<String> {
        let Some(register) = &person.register else {
            return Some(value.trim().to_owned()).filter(|name| !name.is_empty());
        };
        let (mut post, mut seen) = (value.to_owned(), BTreeSet::new());
        while seen.insert(post.clone()) {
            let (name, above) = self.posts.get(&(register.register.text.clone(), post))?;
            if !name.trim().is_empty() {
                return Some(name.clone());
            }
            post = above.clone();
        }
        None
    }
}

fn household(
    notice: &Notice,
    group: &[Record<'_>],
    lookup: &Lookup<'_>,
    findings: &mut Vec<Finding>,
) -> Household {
    let id = notice
        .household
        .first()
        .and_then(|field| group.iter().map(|row| row.text(field)).filter(|id| !id.is_empty()).min());
    let id = id.or_else(|| group.first().map(Record::id)).unwrap_or_default();
    // Where addresses and names stand: in the rows themselves, or in what they point to.
    let sources: Vec<Record<'_>> = match &notice.contact {
        None => group.to_vec(),
        Some(contact) => {
            group.iter().filter_map(|row| lookup.contacts.get(&row.text(&contact.field)).copied()).collect()
        }
    };
    let (mut persons, mut addresses) = (BTreeMap::new(), BTreeMap::new());
    for (rung, number) in notice.ladder.iter().zip(1..) {
        if let Some(address) = &rung.address {
            let found = sources.iter().map(|row| row.text(address)).find(|text| !text.is_empty());
            addresses.extend(found.map(|found| (number, found)));
        }
        if let Some(person) = &rung.person {
            let found = sources.iter().find_map(|row| lookup.person(person, &row.text(&person.field)));
            persons.extend(found.map(|found| (number, found)));
        }
    }
    let last = u32::try_from(notice.ladder.len()).unwrap_or(0);
    if !persons.contains_key(&last) {
        let sentence = format!("“{id}”这一户末级没有有姓名的责任人，信不能发");
        let hint = "先在责任人名册里补齐，或写明上级网格";
        findings.push(Finding::error("notice.person-missing", Place::whole(&id), sentence).hint(hint));
    }
    let unit = notice.unit.as_ref().map(|unit| joined(group, unit)).unwrap_or_default();
    let body = notice.holes().next().is_some().then(|| {
        let piece = |piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Hole(name, _) if name == define::LINK || name == define::CODE => format!("{{{name}}}"),
            Piece::Hole(name, _) => group
                .first()
                .and_then(|row| row.register.field(name))
                .map_or_else(String::new, |(_, field)| joined(group, field)),
        };
        pieces(&notice.body.text).map(piece).collect::<String>()
    });
    if let Some(found) = body.as_deref().and_then(define::sensitive) {
        let sentence = format!("填好的正文里有“{found}”：身份证号和残疾类别不能写进消息");
        findings.push(Finding::error("notice.sensitive", Place::whole(&id), sentence));
    }
    let members = group.iter().filter_map(|row| row.row.key(row.register)).collect();
    Household { id, unit, members, persons, addresses, body }
}

/// The values of a field over the rows of a household, each once.
fn joined(group: &[Record<'_>], field: &impl FieldName) -> String {
    let values: BTreeSet<String> =
        group.iter().map(|row| row.text(field)).filter(|text| !text.is_empty()).collect();
    values.into_iter().collect::<Vec<_>>().join("、")
}
