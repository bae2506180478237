//! Our own report read as any other text (核对): a sentence that does not survive its own check is found before anybody
//! signs it.

use claims::Verdict;
use finding::{Finding, Grade};
use paper::{Document, Notes};

/// Reads the words of a document, and tells every sentence whose numbers contradict one another. The numbers come from
/// rows, so that it is the wording of the outline, or a definition, that puts two of them together wrongly.
pub(crate) fn proofread(name: &str, document: &Document) -> Vec<Finding> {
    let text = paper::text(document, Notes::Without);
    let reading = claims::read(name, &text);
    if reading.claims.iter().all(|claim| claim.verdict != Verdict::Inconsistent) {
        return Vec::new();
    }
    let wrong = claims::findings(&reading, name, &text).into_iter().filter(|one| one.grade == Grade::Error);
    wrong
        .map(|one| {
            let sentence = format!("成文后这句话与自己的数字矛盾：{}", one.sentence);
            let hint = "请核对提纲中这句话的写法，或其中两个数字的定义是否同一口径";
            Finding { code: "report.contradicts-itself", sentence, hint: Some(hint.to_owned()), ..one }
        })
        .collect()
}
