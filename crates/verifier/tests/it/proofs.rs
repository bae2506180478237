//! Proof files and checkpoints, good ones and thousands of changed ones: both verifiers say the same, for the same reasons.

use crate::chance::{Chance, changed};
use crate::node::verdicts;
use proof::*;
use serde_json::{Value, json};

const ORIGIN: &str = "duheng/样例区";

/// A log of some entries, as proof files of each, with the checkpoint over them and its keys. The key was changed at those
/// entries, from that of byte 7 to that of byte 8 and so on.
fn log(entries: usize, changes: &[u64]) -> (Vec<String>, Signed, Keys) {
    let signer = |at: usize| LogSigner::from_secret(&[7 + at as u8; 32]).unwrap();
    let mut keys = Keys::new(ORIGIN, signer(0).public_key());
    for (at, entry) in changes.iter().enumerate() {
        keys = keys.rotated(Rotation::sign(ORIGIN, *entry, &signer(at), &signer(at + 1))).unwrap();
    }
    let texts: Vec<String> =
        (0..entries).map(|at| format!("duheng-entry\t2\t{at}\t样例\n{{\"行\":\"{at}\"}}")).collect();
    let salt = |at: usize| [at as u8 + 1; SALT];
    let (root, nodes) = tree::<Sm3>(&texts, salt);
    let (twin, twins) = tree::<Sha256>(&texts, salt);
    let (size, time) = (entries as u64, "2022-06-01T09:00:00+08:00".to_owned());
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size, root, twin, rows: [3; 32], time };
    let signs =
        (0..=changes.len()).map(signer).filter(|one| keys.of(size).any(|key| *key == one.public_key()));
    let bare = Signed { checkpoint, signatures: Vec::new() };
    let signed = signs.fold(bare, |signed, signer| signed.beside(&signer));
    let digits =
        |path: Option<Vec<Digest>>| path.unwrap().iter().map(|step| hex::write(step)).collect::<Vec<_>>();
    let file = |at: usize| {
        let erased = at % 5 == 4;
        let text = texts[at].as_bytes();
        let proof = json!({
            "format": "duheng-inclusion-proof/2",
            "entry": at,
            "body": (!erased).then(|| texts[at].clone()),
            "salt": (!erased).then(|| hex::write(&salt(at))),
            "leaf": hex::write(&salted_leaf::<Sm3>(&salt(at), text)),
            "path": digits(inclusion::<Sm3>(&nodes, at as u64, size)),
            "twin": hex::write(&salted_leaf::<Sha256>(&salt(at), text)),
            "twin_path": digits(inclusion::<Sha256>(&twins, at as u64, size)),
            "checkpoint": signed.text(),
            "key": keys.text(),
        });
        serde_json::to_string_pretty(&proof).unwrap()
    };
    ((0..entries).map(file).collect(), signed.clone(), keys.clone())
}

fn tree<H: Hash>(texts: &[String], salt: impl Fn(usize) -> [u8; SALT]) -> (Digest, Vec<Vec<Digest>>) {
    let (mut edge, mut nodes) = (Edge::default(), vec![vec![]; 8]);
    for (at, text) in texts.iter().enumerate() {
        let leaf = salted_leaf::<H>(&salt(at), text.as_bytes());
        edge.append::<H>(leaf, |level, _, digest| nodes[level as usize].push(digest));
    }
    (edge.root::<H>(), nodes)
}

/// What the first verifier says, in the words of the second.
fn first(text: &str, key: &str) -> (String, Vec<String>) {
    match office::verify_proof(text, (!key.is_empty()).then_some(key)) {
        Err(finding) => ("refused".into(), vec![finding.code.to_owned()]),
        Ok(check) => ((if check.is_named { "holds" } else { "consistent" }).into(), vec![]),
    }
}

/// A text of JSON changed as JSON: a name of one field for another, a value for another, one left out, one more.
fn rearranged(text: &str, chance: &mut Chance) -> String {
    let Value::Object(mut fields) = serde_json::from_str(text).unwrap() else {
        panic!("a proof is an object")
    };
    let names: Vec<String> = fields.keys().cloned().collect();
    let (one, other) = (chance.pick(&names).clone(), chance.pick(&names).clone());
    match chance.below(6) {
        0 => drop(fields.remove(&one)),
        1 => drop(fields.insert(one, Value::Null)),
        2 => drop(fields.insert("more".to_owned(), json!(1))),
        3 => drop(fields.insert("entry".to_owned(), json!(chance.below(14)))),
        4 => drop(fields.insert("body".to_owned(), json!("样例：别的内容"))),
        _ => {
            let value = fields[&other].clone();
            fields.insert(one, value);
        }
    }
    Value::Object(fields).to_string()
}

#[test]
fn ten_thousand_changed_proofs_get_one_answer_from_both() {
    let (files, _, keys) = log(13, &[]);
    let key = keys.first();
    let mut chance = Chance(21);
    let mut texts = files.clone();
    for at in 0..10_000 {
        let file = &files[at % files.len()];
        texts.push(if chance.below(3) == 0 {
            rearranged(file, &mut chance)
        } else {
            changed(file, &mut chance)
        });
    }
    let [form, content, sound] = agreed(&texts, "");
    assert!(form > 3_000 && content > 1_500 && (13..2_500).contains(&sound), "{form} {content} {sound}");
    let few = &texts[..500];
    assert!(
        agreed(few, &key.fingerprint())[2] >= 13 && agreed(few, "0123456789abcdef0123456789abcdef")[2] == 0
    );
}

/// Asks both of all texts and counts what they agree on: refused for the form, for the content, not refused.
fn agreed(texts: &[String], named: &str) -> [usize; 3] {
    let mut counts = [0; 3];
    for (text, second) in texts.iter().zip(verdicts(texts, named)) {
        let first = first(text, named);
        // A text that does not begin as a proof does is none for the first and another thing for the second.
        let alike = if text.trim_start().starts_with('{') { first == second } else { first.0 == second.0 };
        assert!(alike, "{first:?} {second:?}\n{text}");
        counts[match (first.0.as_str(), first.1.first().map(String::as_str)) {
            ("refused", Some("proof.form")) => 0,
            ("refused", _) => 1,
            _ => 2,
        }] += 1;
    }
    counts
}

#[test]
fn a_checkpoint_holds_under_both_lines_of_its_key_and_under_nothing_else() {
    let (_, signed, keys) = log(13, &[]);
    let (key, lines) = (keys.first(), keys.text());
    let other = LogSigner::from_secret(&[8; 32]).unwrap().public_key().lines(ORIGIN);
    let note = signed.text();
    assert_eq!(verdicts(std::slice::from_ref(&note), &lines)[0].0, "holds");
    for named in ["", &key.fingerprint(), &other, &key.lines("duheng/别区")] {
        assert_eq!(verdicts(std::slice::from_ref(&note), named)[0].0, "refused", "{named}");
    }
    let mut chance = Chance(22);
    let texts: Vec<String> = (0..2_000).map(|_| changed(&note, &mut chance)).collect();
    for (text, (second, codes)) in texts.iter().zip(verdicts(&texts, &lines)) {
        let first = Signed::read(text).is_some_and(|signed| signed.is_by(key));
        assert_eq!(first, second == "holds", "{codes:?}\n{text}");
    }
}

/// Logs whose key was changed: long before, twice, at the last entry (where both sign), at one that is not there yet.
#[test]
fn changed_keys_lead_both_verifiers_the_same_way() {
    let logs = [&[4][..], &[4, 5], &[3, 12], &[12], &[4, 40]].map(|changes| log(13, changes));
    let mut chance = Chance(23);
    let mut texts: Vec<String> = logs.iter().flat_map(|(files, ..)| files.clone()).collect();
    // A note of one log among the keys of another, and signatures of the one key alone.
    for (files, signed, keys) in &logs {
        for key in keys.all() {
            let alone = signed.clone().only(key).text();
            texts.push(files[0].replace(&json!(signed.text()).to_string(), &json!(alone).to_string()));
        }
        for (_, _, other) in &logs {
            let (own, foreign) = (json!(keys.text()).to_string(), json!(other.text()).to_string());
            texts.push(files[0].replace(&own, &foreign));
        }
    }
    for at in 0..1_000 {
        let (files, ..) = &logs[at % logs.len()];
        texts.push(changed(&files[at % files.len()], &mut chance));
    }
    let [form, content, sound] = agreed(&texts, "");
    assert!(form > 300 && content > 100 && sound >= 65, "{form} {content} {sound}");
    let few: Vec<String> = logs.iter().map(|(files, ..)| files[0].clone()).collect();
    for (_, _, keys) in &logs {
        let mut named: Vec<String> = keys.all().map(PublicKey::fingerprint).collect();
        named.extend(keys.all().map(|key| key.lines(ORIGIN)));
        named.push(keys.text());
        named.push(keys.within(12).text());
        for named in named {
            assert!(agreed(&few, &named)[2] >= 1, "{named}");
        }
    }
    // Keys by themselves, as somebody gives them with a checkpoint.
    let (_, signed, keys) = &logs[1];
    let note = signed.text();
    assert_eq!(verdicts(std::slice::from_ref(&note), &keys.text())[0].0, "holds");
    for _ in 0..40 {
        let named = changed(&keys.text(), &mut chance);
        let first = Keys::read(&format!("{}\n", named.trim())).is_some_and(|keys| keys.signed(signed));
        let second = &verdicts(std::slice::from_ref(&note), &named)[0];
        assert_eq!(first, second.0 == "holds", "{second:?}\n{named}");
    }
}
