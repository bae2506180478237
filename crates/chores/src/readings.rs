//! Texts whose reading is known: the corpus of claims, and a published report.

use claims::corpus::{Case, Outcome, Row, given_right, measure};
use claims::{Reading, Relation, Strength, Verdict};
use std::path::Path;

/// Least share of decidable claims that are read as they should be, and of planted errors that are found, in hundredths.
const VERIFIED: usize = 90;
/// Least number of the report's figures that are linked to rows of the sample district.
const LINKED: usize = 50;

/// Holds every case of the corpus against its expected verdict: numbers read, verdict with operands given, no wrong
/// accusation from the sentence alone. The count of cases and what is wrong.
pub fn corpus(lines: &str) -> Result<(usize, Vec<String>), String> {
    let cases: Result<Vec<Case>, _> = lines.lines().map(serde_json::from_str).collect();
    let rows = measure(&cases.map_err(|error| format!("corpus: {error}"))?);
    let mut wrong = Vec::new();
    for row in &rows {
        let said = |of: &Option<String>| of.clone().unwrap_or_else(|| "nothing".to_owned());
        if !given_right(row) {
            wrong.push(format!(
                "claim {}: {} is expected, operands give {}",
                row.id,
                row.expected,
                said(&row.given)
            ));
        }
        if row.numbers == Some(false) {
            wrong.push(format!("claim {}: its numbers are read otherwise", row.id));
        }
        wrong.extend(row.accused.iter().map(|note| format!("claim {}: wrongly accused: {note}", row.id)));
        if row.planted.verified > 0 {
            wrong.push(format!("claim {}: an error planted into it is called right", row.id));
        }
    }
    let whole = rows.iter().filter(|row| row.read.is_some()).count();
    let settled = |row: &&Row| matches!(row.read, Some(Outcome::Verified | Outcome::AccusedRightly));
    let verified = rows.iter().filter(settled).count();
    if verified * 100 < whole * VERIFIED {
        wrong.push(format!("claims: only {verified} of {whole} decidable ones read as they should be"));
    }
    let (planted, found) =
        rows.iter().fold((0, 0), |(all, found), row| (all + row.planted.all, found + row.planted.found));
    if found * 100 < planted * VERIFIED {
        wrong.push(format!("claims: only {found} of {planted} planted errors found"));
    }
    Ok((rows.len(), wrong))
}

/// Relations of the published report that its text alone decides, each with what must come out.
pub fn report(text: &str) -> (usize, Vec<String>) {
    let reading = claims::read("report.txt", text);
    let expected: [(&str, bool); 14] = [
        ("no wrong accusation", !reading.is_wrong()),
        ("C01: 1.01% is compatible and cannot be reproduced", compatible(&reading, "1.01%")),
        ("C25: 10G is 万兆", consistent(&reading, Relation::Same, "")),
        ("C09: three primary schools are named", consistent(&reading, Relation::Count, "3所")),
        ("C26: 30余件", interval(&reading, "30余件", "[31, 39]")),
        ("C26: 2万余份", interval(&reading, "2万余份", "[20001, 29999]")),
        ("C26: 8000多个", interval(&reading, "8000多个", "[8001, 8999]")),
        ("C27: 0.7% has other decimals than 0.87%", remarked(&reading, "decimals", "0.7%")),
        ("C28: 达1:9以上 says it twice", remarked(&reading, "", "1:9以上")),
        ("C32: 升化 is 深化", remarked(&reading, "character", "升化")),
        ("C32: 798.56万 lacks 元", remarked(&reading, "unit-missing", "798.56万")),
        ("C32: a space in 1 次", remarked(&reading, "", "1 次")),
        ("F59: 1-2所 is a range", interval(&reading, "1-2所", "[1, 2]")),
        ("F24: 15.44亿元", interval(&reading, "15.44亿元", "[1543500000, 1544500000]")),
    ];
    let wrong =
        expected.iter().filter(|(_, holds)| !holds).map(|(what, _)| format!("report: not so: {what}"));
    (expected.len(), wrong.collect())
}

/// Holds the published report against the sample district: how many figures are linked to rows, and what is wrong.
pub fn against(district: &office::Reading, path: &Path) -> Result<(usize, Vec<String>), String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let checked = office::check("report.txt", &bytes).map_err(|finding| finding.to_string())?;
    let held = district.against(&checked).map_err(|error| error.to_string())?;
    let mut wrong = Vec::new();
    if held.figures.len() < LINKED {
        wrong.push(format!("report: only {} figures are linked to rows", held.figures.len()));
    }
    for link in held.links.iter().filter(|link| link.standing == office::view::LinkStanding::Contradicts) {
        wrong.push(format!("report: {} is said to contradict {}", link.text, link.name));
    }
    Ok((held.figures.len(), wrong))
}

fn compatible(reading: &Reading, published: &str) -> bool {
    reading.claims.iter().any(|claim| {
        claim.published.text == published
            && claim.verdict == Verdict::Consistent
            && claim.strength == Some(Strength::Compatible)
    })
}

fn consistent(reading: &Reading, relation: Relation, published: &str) -> bool {
    reading.claims.iter().any(|claim| {
        claim.relation == relation
            && claim.verdict == Verdict::Consistent
            && claim.published.text.contains(published)
    })
}

fn interval(reading: &Reading, text: &str, expected: &str) -> bool {
    reading.quantities.iter().any(|q| q.text == text && q.interval.to_string() == expected)
}

fn remarked(reading: &Reading, code: &str, words: &str) -> bool {
    reading.remarks.iter().any(|remark| {
        let excerpt = remark.place.excerpt.as_deref().unwrap_or_default();
        let (from, to) = remark.place.mark.unwrap_or_default();
        remark.code.ends_with(code) && excerpt.get(from..to).is_some_and(|marked| marked.contains(words))
    })
}
