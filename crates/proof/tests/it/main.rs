//! The norms' and RFC 9162's own cases, carried as files of numbers.

/// The changes that the second verifier is asked about as well.
#[path = "../../../verifier/tests/it/chance.rs"]
mod chance;
mod draw;
mod foreign;
mod mutations;
mod rotation;

use proof::*;

fn lines(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split([' ', '\t']).collect())
}

fn bytes(field: &str) -> Vec<u8> {
    if field == "\"\"" { Vec::new() } else { hex::read(field).unwrap_or_else(|| panic!("{field}")) }
}

/// A digest. Some cases carry shorter words in its place: they stand for themselves, padded, and must lead to the same
/// answer; an empty or a longer one is refused by its form.
fn digest(field: &str) -> Option<Digest> {
    let mut padded = Some(bytes(field)).filter(|bytes| !bytes.is_empty())?;
    padded.resize(padded.len().max(32), 0);
    padded.try_into().ok()
}

fn path(field: &str) -> Option<Vec<Digest>> {
    if field == "-" { Some(Vec::new()) } else { field.split(',').map(digest).collect() }
}

#[test]
fn sm3_digests_agree() {
    for case in lines(include_str!("../vectors/sm3.txt")) {
        let message = bytes(case[0]).repeat(case[1].parse().unwrap());
        assert_eq!(hex::write(&Sm3::digest(&[&message])), case[2]);
        let (front, back) = message.split_at(message.len() / 3);
        assert_eq!(hex::write(&Sm3::digest(&[front, back])), case[2], "in parts");
    }
}

#[test]
fn sm2_signatures_are_accepted_and_refused() {
    let text = include_str!("../vectors/sm2.txt");
    let mut refused = 0;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let case: Vec<&str> = line.split('\t').collect();
        let key = [vec![4], bytes(case[0])].concat();
        let signature = [bytes(case[3]), bytes(case[4])].concat();
        let accept = case[5] == "accept";
        refused += usize::from(!accept);
        assert_eq!(verify_sm2(case[1], &key, case[2].as_bytes(), &signature), accept, "{line}");
        assert!(!verify_sm2(case[1], &key, case[2].as_bytes(), &signature[..63]), "a cut signature");
    }
    assert!(refused >= 2);
}

#[test]
fn roots_agree_at_every_size() {
    let mut nodes: Vec<Vec<Digest>> = vec![Vec::new(); 64];
    let mut edge = Edge::default();
    for (size, case) in lines(include_str!("../vectors/roots.txt")).enumerate() {
        if size > 0 {
            edge.append::<Sha256>(leaf::<Sha256>(&bytes(case[0])), |level, index, digest| {
                assert_eq!(nodes[level as usize].len() as u64, index, "nodes arrive in order");
                nodes[level as usize].push(digest);
            });
        }
        assert_eq!(hex::write(&edge.root::<Sha256>()), case[1], "size {size}");
        assert_eq!(root::<Sha256>(&nodes, size as u64), Some(edge.root::<Sha256>()));
        let again = Edge::read(&nodes, size as u64).unwrap();
        assert_eq!(again.root::<Sha256>(), edge.root::<Sha256>(), "an edge read from stored nodes");
    }
}

#[test]
fn inclusion_cases_agree_those_to_be_refused_too() {
    let mut counts = [0, 0];
    for case in lines(include_str!("../vectors/inclusion.txt")) {
        let verified = match (digest(case[2]), digest(case[3]), path(case[4])) {
            (Some(root), Some(leaf), Some(path)) => {
                let (index, size) = (case[0].parse().unwrap(), case[1].parse().unwrap());
                verify_inclusion::<Sha256>(index, size, &leaf, &path, &root).is_ok()
            }
            _ => false,
        };
        assert_eq!(verified, case[5] == "accept", "{case:?}");
        counts[usize::from(verified)] += 1;
    }
    assert_eq!(counts.iter().sum::<i32>(), 98);
    assert!(counts[0] > 80 && counts[1] > 2, "{counts:?}");
}

#[test]
fn consistency_cases_agree_those_to_be_refused_too() {
    let mut accepted = 0;
    for case in lines(include_str!("../vectors/consistency.txt")) {
        let verified = match (digest(case[2]), digest(case[3]), path(case[4])) {
            (Some(older), Some(root), Some(path)) => {
                let (from, size) = (case[0].parse().unwrap(), case[1].parse().unwrap());
                verify_consistency::<Sha256>(from, size, &older, &root, &path).is_ok()
            }
            _ => false,
        };
        assert_eq!(verified, case[5] == "accept", "{case:?}");
        accepted += i32::from(verified);
    }
    assert!(accepted > 2);
}

#[test]
fn every_proof_of_every_size_verifies_and_no_changed_one_does() {
    const MOST: u64 = 40;
    let mut nodes: Vec<Vec<Digest>> = vec![Vec::new(); 64];
    let mut edge = Edge::default();
    let mut roots = vec![edge.root::<Sm3>()];
    let leaves: Vec<Digest> = (0..MOST).map(|n| salted_leaf::<Sm3>(&[n as u8; SALT], b"row")).collect();
    for leaf in &leaves {
        edge.append::<Sm3>(*leaf, |level, _, digest| nodes[level as usize].push(digest));
        roots.push(edge.root::<Sm3>());
    }
    for size in 1..=MOST {
        let root = &roots[size as usize];
        for index in 0..size {
            let path = inclusion::<Sm3>(&nodes, index, size).unwrap();
            let leaf = &leaves[index as usize];
            assert_eq!(verify_inclusion::<Sm3>(index, size, leaf, &path, root), Ok(()), "{index} of {size}");
            assert!(verify_inclusion::<Sm3>(index + 1, size, leaf, &path, root).is_err());
            for step in 0..path.len() {
                let mut changed = path.clone();
                changed[step][31] ^= 1;
                assert_eq!(verify_inclusion::<Sm3>(index, size, leaf, &changed, root), Err(Refused::Root));
            }
        }
        for older in 1..size {
            let path = consistency::<Sm3>(&nodes, older, size).unwrap();
            let old = &roots[older as usize];
            assert_eq!(verify_consistency::<Sm3>(older, size, old, root, &path), Ok(()), "{older} to {size}");
            assert!(verify_consistency::<Sm3>(older, size, root, old, &path).is_err(), "exchanged roots");
        }
    }
}

#[test]
fn a_changed_checkpoint_is_refused() {
    let signer = LogSigner::from_secret(&[9; 32]).unwrap();
    let key = signer.public_key();
    let made = Checkpoint {
        origin: "样例区".into(),
        size: 8127,
        root: [3; 32],
        twin: [4; 32],
        rows: [5; 32],
        time: "2022-12-31T08:00:00Z".into(),
    };
    let text = made.sign(&signer).text();
    assert!(Signed::read(&text).unwrap().is_by(&key));
    let refused = |text: String| Signed::read(&text).is_none_or(|signed| !signed.is_by(&key));
    assert!(refused(text.replace("8127", "8128")));
    assert!(refused(text.replace("样例区", "样例县")));
    assert!(refused(text.replace("2022-12-31", "2022-12-30")));
    assert!(refused(text.clone() + "x"));
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        if let Ok(changed) = String::from_utf8(bytes) {
            assert!(refused(changed), "byte {at}");
        }
    }
}
