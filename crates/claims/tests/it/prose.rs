use claims::{Verdict, read};

/// Each block of the file is a text and what must come out of it; nothing else in it may be accused.
#[test]
fn every_text_is_read_as_it_should_be() {
    let mut wrong = Vec::new();
    for block in include_str!("../prose.txt").split("# ").skip(1) {
        let (name, rest) = block.split_once('\n').unwrap();
        let text: Vec<&str> = rest.lines().filter(|l| !l.starts_with("= ")).collect();
        let text = text.join("\n");
        let reading = read(name, &text);
        let mut accused: Vec<(String, &str)> = Vec::new();
        for line in rest.lines().filter_map(|l| l.strip_prefix("= ")) {
            let words: Vec<&str> = line.split(' ').collect();
            let [published, relation, verdict] = words[..3] else { panic!("{line}") };
            let slip = words.get(3).copied();
            if verdict == "inconsistent" {
                accused.push((published.replace('_', " "), relation));
            }
            let published = published.replace('_', " ");
            let about = |c: &&claims::Claim| c.published.text == published && c.relation.name() == relation;
            let found: Vec<_> = reading.claims.iter().filter(about).collect();
            let right = found
                .iter()
                .any(|c| c.verdict.name() == verdict && (slip.is_none() || c.slip.map(|s| s.name()) == slip));
            if !right {
                let shown: Vec<_> =
                    found.iter().map(|c| (c.verdict.name(), c.slip.map(|s| s.name()), &c.note)).collect();
                wrong.push(format!("{name}: {line}\n    found {shown:?}"));
            }
        }
        for claim in reading.claims.iter().filter(|c| c.verdict == Verdict::Inconsistent) {
            if !accused.iter().any(|(p, r)| *p == claim.published.text && *r == claim.relation.name()) {
                wrong.push(format!("{name}: wrongly accused {} {}", claim.published.text, claim.note));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{} wrong", wrong.join("\n"), wrong.len());
}
