//! Findings on their way from a child to the house.

use finding::{Finding, Grade, Place};
use serde::{Deserialize, Serialize};

/// A finding on its way.
#[derive(Serialize, Deserialize)]
pub(crate) struct Told {
    code: String,
    grade: u8,
    source: String,
    line: Option<u32>,
    column: Option<u32>,
    cell: Option<String>,
    excerpt: Option<String>,
    mark: Option<(usize, usize)>,
    sentence: String,
    hint: Option<String>,
}

const GRADES: [Grade; 4] = [Grade::Note, Grade::Warning, Grade::Doubt, Grade::Error];

impl Told {
    pub fn of(finding: &Finding) -> Told {
        let place = finding.place.clone();
        Told {
            code: finding.code.to_owned(),
            grade: GRADES.iter().position(|grade| *grade == finding.grade).unwrap_or_default() as u8,
            source: place.source,
            line: place.line,
            column: place.column,
            cell: place.cell,
            excerpt: place.excerpt,
            mark: place.mark,
            sentence: finding.sentence.clone(),
            hint: finding.hint.clone(),
        }
    }

    /// The finding; none when its code is none of the reader's.
    pub fn finding(self) -> Option<Finding> {
        Some(Finding {
            code: reader::code(&self.code)?,
            grade: *GRADES.get(usize::from(self.grade))?,
            place: Place {
                source: self.source,
                line: self.line,
                column: self.column,
                cell: self.cell,
                excerpt: self.excerpt,
                mark: self.mark,
            },
            sentence: self.sentence,
            hint: self.hint,
        })
    }
}
