//! Certificates of draws, good ones and thousands of changed ones: both verifiers say the same, for the same reasons.

use crate::chance::{Chance, changed};
use crate::node::verdicts;
use proof::draw::*;

const TIMES: [&str; 6] = [
    "2022-06-01T09:00:00+08:00",
    "2022-06-01T15:59:59Z",
    "2022-06-01T16:00:00Z",
    "2022-06-02T00:00:00+08:00",
    "2022-06-01T23:59:59+08:00",
    "2022-05-31",
];

/// A plan of some size, with strata, weights, earlier draws, floors, conflicts and loads so tight that inspectors change
/// places.
fn plan(chance: &mut Chance) -> Plan {
    let strata = 1 + chance.below(3);
    let objects = strata + chance.below(12);
    let inspectors = 2 + chance.below(7);
    let team = 2 + chance.below(2) as u32;
    let sealed = (chance.below(4) == 0).then(|| seal(&SECRET));
    let stratum = |at| format!("类\t{at}");
    let quota = |chance: &mut Chance| match chance.below(3) {
        0 => Quota::Share(chance.below(10_500) as u32),
        _ => Quota::Count(chance.below(5) as u32),
    };
    let mut plan = Plan {
        number: "样例-2022-1".into(),
        title: "样例\\抽查".into(),
        year: 2022,
        draw: 1 + chance.below(3) as u32,
        draws: chance.below(5) as u32,
        team,
        load: 1 + chance.below(4) as u32,
        repeat: chance.below(4) == 0,
        public: Announced {
            source: "样例彩票".into(), issue: "第1期".into(), day: "2022-06-02".into()
        },
        sealed,
        strata: (0..strata)
            .map(|at| Stratum {
                name: stratum(at),
                quota: quota(chance),
                floor: [0, 500, 5_000][chance.below(3)],
            })
            .collect(),
        objects: Vec::new(),
        inspectors: (0..inspectors)
            .map(|at| Inspector { id: format!("D{at}"), name: String::new(), unit: "区教委".into() })
            .collect(),
        conflicts: Vec::new(),
    };
    for at in 0..objects {
        let (id, name) = (format!("J{at}"), format!("样例机构{at}"));
        let (stratum, weight) = (stratum(chance.below(strata)), 1 + [0, 0, 2, 999_999][chance.below(4)]);
        plan.objects.push(Object { id, name, stratum, weight, drawn: u32::from(chance.below(5) == 0) });
    }
    for object in 0..objects {
        for inspector in 0..inspectors {
            if chance.below(5) == 0 {
                let (inspector, object) = (format!("D{inspector}"), format!("J{object}"));
                plan.conflicts.push(Conflict { inspector, object, reason: "亲属".into() });
            }
        }
    }
    plan
}

const SECRET: [u8; 32] = [5; 32];

/// A certificate of a plan that chance made; none when nothing can be drawn by it.
fn certificate(chance: &mut Chance) -> Option<Certificate> {
    let plan = plan(chance);
    let registration =
        Registration::alone(&plan, &[7; 32], TIMES[*chance.pick(&[0, 0, 0, 1, 4, 2, 3, 5])]).unwrap();
    let secret = plan.sealed.map(|_| SECRET);
    Certificate::draw(plan, Origin { value: "04 09 15".into(), secret }, registration).ok()
}

/// What the first verifier says, in the words of the second.
fn first(text: &str, key: &str) -> (String, Vec<String>) {
    match verify(text) {
        Err(differences) => ("refused".into(), differences.iter().map(|one| one.code().to_owned()).collect()),
        Ok(_) if key.is_empty() => ("consistent".into(), vec![]),
        Ok(verified) if verified.public_key().is(key) => ("holds".into(), vec![]),
        Ok(_) => ("refused".into(), vec!["draw.key".into()]),
    }
}

/// Asks both of all texts and counts what they agree on: held, consistent, refused for the form, refused for the content.
fn agreed(texts: &[String], key: &str) -> [usize; 4] {
    let mut counts = [0; 4];
    for (text, second) in texts.iter().zip(verdicts(texts, key)) {
        let first = first(text, key);
        assert_eq!(first, second, "\n{text}");
        let form = first.1 == ["draw.form"];
        counts[match first.0.as_str() {
            "holds" => 0,
            "consistent" => 1,
            _ if form => 2,
            _ => 3,
        }] += 1;
    }
    counts
}

#[test]
fn what_is_drawn_by_one_is_drawn_by_the_other() {
    let mut chance = Chance(11);
    let mut texts = Vec::new();
    while texts.len() < 600 {
        texts.extend(certificate(&mut chance).map(|certificate| certificate.print()));
    }
    let [_, consistent, form, content] = agreed(&texts, "");
    // Some were registered too late.
    assert!(consistent > 300 && form == 0 && content > 50, "{consistent} {form} {content}");
    let key = verify(&texts[texts.iter().position(|text| verify(text).is_ok()).unwrap()])
        .unwrap()
        .public_key()
        .fingerprint();
    assert_eq!(agreed(&texts, &key)[0], consistent);
    assert_eq!(agreed(&texts, "0123456789abcdef")[0], 0);
}

#[test]
fn ten_thousand_changed_certificates_get_one_answer_from_both() {
    let mut chance = Chance(12);
    let mut good = Vec::new();
    while good.len() < 40 {
        good.extend(
            certificate(&mut chance)
                .map(|certificate| certificate.print())
                .filter(|text| verify(text).is_ok()),
        );
    }
    let texts: Vec<String> = (0..10_000).map(|at| changed(&good[at % good.len()], &mut chance)).collect();
    let [_, consistent, form, content] = agreed(&texts, "");
    assert!(consistent < 600 && form > 3_000 && content > 2_000, "{consistent} {form} {content}");
}
