//! What an outsider is given, and what he hands back.

use super::text;
use crate::run::{Shape, Target, gist, tried};
use proof::{
    Checkpoint, Digest, Keys, LatticeHash, NoteSignature, PublicKey, Sha256, Signed, Sm3, Witness,
    WitnessRequest,
};

const WORDS: &[&str] = &[
    "— ",
    "\n\n",
    "\n",
    "sm3 ",
    "rows ",
    "time ",
    "old ",
    "key ",
    "file ",
    "+01+",
    "==",
    "=",
    "AQ",
    "duheng/",
    "18446744073709551615",
    "\r\n",
    "\"body\":null",
    "\"salt\":",
    "\\u0000",
    "{",
    "[",
    "entries ",
];

#[test]
fn checkpoint() {
    let reads = |input: &[u8]| {
        let text = text(input);
        let (bare, signed) = (Checkpoint::read(&text), Signed::read(&text));
        assert!(bare.as_ref().is_none_or(|read| read.text() == text));
        assert!(signed.as_ref().is_none_or(|read| read.text() == text));
        let witnessed =
            office::witnessed(&text, "见证+e0d9a6a4+BAkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJ");
        let size = signed.as_ref().map(|signed| signed.signatures.len());
        format!("{} {size:?} {}", bare.is_some(), witnessed.is_some())
    };
    tried(&Target { name: "checkpoint", shape: Shape::Text, words: WORDS, reads, grows: true });
}

/// Lines of signature and of keys.
#[test]
fn note() {
    let reads = |input: &[u8]| {
        let text = text(input);
        let lines = text.lines().filter_map(|line| Some((line, NoteSignature::read(line)?)));
        let read = lines.inspect(|(line, read)| assert_eq!(read.line(), *line)).count();
        let key = PublicKey::read(&text);
        assert!(key.as_ref().is_none_or(|(name, key)| PublicKey::read(&key.lines(name)).is_some()));
        assert!(LatticeHash::read(input).is_none() || input.len() == LatticeHash::BYTES);
        format!("{} {}", read.min(9), key.is_some())
    };
    tried(&Target { name: "note", shape: Shape::Text, words: WORDS, reads, grows: true });
}

#[test]
fn witness() {
    let reads = |input: &[u8]| {
        let Some(request) = WitnessRequest::read(&text(input)) else { return "none".to_owned() };
        assert_eq!(request.text(), text(input));
        let Some((origin, key)) = PublicKey::read(include_str!("../corpus/note/key")) else {
            panic!("the key of the seeds")
        };
        let keys = Keys::new(&origin, key);
        let witness = Witness::new("w", &[9; 32]).unwrap();
        let known = Checkpoint { size: request.old, ..request.signed.checkpoint.clone() };
        let signed = witness.cosign(&request, &keys, (request.old > 0).then_some(&known), 1);
        gist(&signed.map_or_else(|why| why.to_string(), |_| "signed".to_owned()))
    };
    tried(&Target { name: "witness", shape: Shape::Text, words: WORDS, reads, grows: true });
}

#[test]
fn receipt() {
    let reads = |input: &[u8]| match office::Receipt::read(&text(input)) {
        None => "none".to_owned(),
        Some(receipt) => {
            assert_eq!(office::Receipt::read(&receipt.text()), Some(receipt.clone()));
            format!("{} {}", receipt.files.len().min(9), receipt.keys)
        }
    };
    tried(&Target { name: "receipt", shape: Shape::Text, words: WORDS, reads, grows: true });
}

#[test]
fn proof_file() {
    let reads = |input: &[u8]| match office::verify_proof(&text(input), None) {
        Ok(check) => format!("holds {}", check.is_named),
        Err(finding) => gist(&finding.sentence),
    };
    tried(&Target { name: "proof", shape: Shape::Text, words: WORDS, reads, grows: true });
}

/// Paths through the tree: numbers, then digests.
#[test]
fn path() {
    let reads = |input: &[u8]| {
        let number = |at: usize| {
            input.get(at..at + 8).map_or(0, |eight| u64::from_le_bytes(eight.try_into().unwrap()))
        };
        let digests: Vec<Digest> =
            input.get(16..).unwrap_or_default().chunks_exact(32).map(|one| one.try_into().unwrap()).collect();
        let [leaf, root, path @ ..] = digests.as_slice() else { return String::new() };
        let one = proof::verify_inclusion::<Sm3>(number(0), number(8), leaf, path, root);
        let two = proof::verify_consistency::<Sha256>(number(0), number(8), leaf, root, path);
        let gone = path.is_empty() && leaf == root;
        assert!(one.is_err() || number(8) == 1 || gone, "a path of chance leads to a root of chance");
        format!("{one:?} {two:?}")
    };
    tried(&Target { name: "path", shape: Shape::Bytes, words: &[], reads, grows: true });
}

/// Entries of a journal, as a proof file carries them.
#[test]
fn act() {
    let reads = |input: &[u8]| match ledger::Act::parse(&text(input)) {
        Ok(act) => act
            .print()
            .lines()
            .map(|line| gist(line.split('\t').next().unwrap_or_default()))
            .take(6)
            .collect(),
        Err(error) => gist(&error.to_string()),
    };
    let words = &[
        "\t",
        "\n",
        "\\n",
        "cell\t",
        "number\t",
        "date\t",
        "text\t",
        "origin\t",
        "row\t",
        "close\n",
        "erase\n",
        "withdraw\n",
        "adopt-pack\n",
        "value\t",
        "9999999999999999999",
        "-0",
        "2022-02-30",
    ];
    tried(&Target { name: "act", shape: Shape::Text, words, reads, grows: true });
}
