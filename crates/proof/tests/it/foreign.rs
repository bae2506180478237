//! Readers of another hand, as they are on crates.io: `signed_note` reads our checkpoints and verifies the Ed25519 line among
//! lines it does not know; `tlog_tiles` proves entries and growth under the SHA-256 root, and makes it itself from the leaves.

use proof::*;
use signed_note::{Note, StandardVerifier, Verifier as _, VerifierList};
use tlog_tiles::{Hash, check_record, check_tree};

const ORIGIN: &str = "duheng/潼南区";
const ENTRIES: u64 = 23;

/// The SHA-256 tree over entries as the journal makes it, and its root at each size.
struct Log {
    nodes: Vec<Vec<Digest>>,
    roots: Vec<Digest>,
}

fn entry(at: u64) -> Digest {
    salted_leaf::<Sha256>(&[at as u8; SALT], format!("duheng-entry\t2\t{at}\t样例\n").as_bytes())
}

fn log() -> Log {
    let (mut edge, mut nodes) = (Edge::default(), vec![Vec::new(); 8]);
    let mut roots = vec![edge.root::<Sha256>()];
    for at in 0..ENTRIES {
        edge.append::<Sha256>(entry(at), |level, _, digest| nodes[level as usize].push(digest));
        roots.push(edge.root::<Sha256>());
    }
    Log { nodes, roots }
}

fn signer(byte: u8) -> LogSigner {
    LogSigner::from_secret(&[byte; 32]).unwrap()
}

fn checkpoint(log: &Log, size: u64) -> Checkpoint {
    let (twin, time) = (log.roots[size as usize], "2022-12-31T00:00:00Z".to_owned());
    Checkpoint { origin: ORIGIN.to_owned(), size, root: [1; 32], twin, rows: [3; 32], time }
}

fn hashes(path: &[Digest]) -> Vec<Hash> {
    path.iter().map(|digest| Hash(*digest)).collect()
}

/// What the foreign reader makes of a note: the names of the signatures that it verified, and the checkpoint.
fn read(note: &str, keys: &[&PublicKey]) -> Result<(usize, tlog_tiles::Checkpoint), String> {
    let known = |key: &&PublicKey| {
        let lines = key.lines(ORIGIN);
        Box::new(StandardVerifier::new(lines.lines().next().unwrap()).unwrap())
            as Box<dyn signed_note::Verifier>
    };
    let known = VerifierList::new(keys.iter().map(known).collect());
    let note = Note::from_bytes(note.as_bytes()).map_err(|error| error.to_string())?;
    let (verified, _) = note.verify(&known).map_err(|error| error.to_string())?;
    let read = tlog_tiles::Checkpoint::from_bytes(note.text()).map_err(|error| error.to_string())?;
    Ok((verified.len(), read))
}

#[test]
fn a_foreign_reader_verifies_our_checkpoints_under_the_line_that_we_publish() {
    let (log, key) = (log(), signer(7).public_key());
    for size in [1, 2, 7, ENTRIES] {
        let note = checkpoint(&log, size).sign(&signer(7)).text();
        let (verified, told) = read(&note, &[&key]).unwrap();
        assert_eq!((verified, told.origin(), told.size()), (1, ORIGIN, size));
        assert_eq!(*told.hash(), Hash(log.roots[size as usize]));
        assert!(told.extension().starts_with("sm3 ") && told.extension().contains("\ntime "));
        assert!(read(&note, &[&signer(8).public_key()]).is_err(), "another key");
        let changed = note.replacen("time 2022", "time 2023", 1);
        assert!(
            read(&changed, &[&key]).is_err(),
            "a line of ours that it does not know is signed all the same"
        );
    }
    // Where the key is changed the lines of both verify, and so does a witness's beside them.
    let both = checkpoint(&log, 9).sign(&signer(7)).beside(&signer(8)).text();
    assert_eq!(read(&both, &[&key, &signer(8).public_key()]).unwrap().0, 2);
}

#[test]
fn a_foreign_reader_proves_our_entries_and_our_growth_under_the_sha_256_root() {
    let log = log();
    for size in 1..=ENTRIES {
        let root = Hash(log.roots[size as usize]);
        for at in 0..size {
            let path = inclusion::<Sha256>(&log.nodes, at, size).unwrap();
            check_record(&hashes(&path), size, root, at, Hash(entry(at))).unwrap();
            let other = Hash(entry(at + 1));
            assert!(check_record(&hashes(&path), size, root, at, other).is_err(), "{at} of {size}");
        }
        for older in 1..=size {
            let path = consistency::<Sha256>(&log.nodes, older, size).unwrap();
            check_tree(&hashes(&path), size, root, older, Hash(log.roots[older as usize])).unwrap();
            let other = Hash([7; 32]);
            assert!(check_tree(&hashes(&path), size, root, older, other).is_err(), "{older} of {size}");
        }
    }
}

#[test]
fn what_a_foreign_hand_hashes_is_what_we_hash() {
    let text = [&[3; SALT][..], "样例".as_bytes()].concat();
    assert_eq!(tlog_tiles::record_hash(&text), Hash(leaf::<Sha256>(&text)));
    let [one, other] = [entry(1), entry(2)];
    assert_eq!(tlog_tiles::node_hash(Hash(one), Hash(other)), Hash(node::<Sha256>(&one, &other)));
    let lines = signer(7).public_key().lines(ORIGIN);
    let verifier = StandardVerifier::new(lines.lines().next().unwrap()).unwrap();
    assert_eq!(verifier.name(), ORIGIN);
}
