//! The form with a file.

use axum::body::Bytes;
use axum::extract::Multipart;
use office::Arriving;

/// Longest text beside the file, in bytes.
const LONGEST: usize = 4_000;

/// What a form brought.
#[derive(Default)]
pub struct Given {
    pub word: String,
    pub name: String,
    pub bytes: Bytes,
    pub also: String,
    pub from: String,
    pub until: String,
    pub note: String,
    pub reason: String,
    /// The name of a file that has come in pieces, its bytes in all and what else tells it from others.
    pub arrived: String,
    pub size: String,
    pub stamp: String,
    /// Where a piece begins.
    pub at: String,
}

impl Given {
    /// Reads a form to its end; none when it does not arrive whole or is too large.
    pub async fn read(mut form: Multipart) -> Option<Given> {
        let mut given = Given::default();
        while let Some(field) = form.next_field().await.ok()? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                // Some browsers tell the way to a file; its last part is its name.
                let file = field.file_name().unwrap_or_default();
                given.name = file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
                given.bytes = field.bytes().await.ok()?;
                continue;
            }
            let text = field.text().await.ok()?;
            let place = match name.as_str() {
                "word" => &mut given.word,
                "also" => &mut given.also,
                "from" => &mut given.from,
                "until" => &mut given.until,
                "note" => &mut given.note,
                "reason" => &mut given.reason,
                "arrived" => &mut given.arrived,
                "size" => &mut given.size,
                "stamp" => &mut given.stamp,
                "at" => &mut given.at,
                _ => continue,
            };
            if text.len() > LONGEST {
                return None;
            }
            *place = text;
        }
        Some(given)
    }

    /// What file it is of which a piece comes, or that has come in pieces.
    pub fn arriving<'g>(&'g self, register: &'g str, row: u64) -> Arriving<'g> {
        let size = self.size.parse().unwrap_or(0);
        Arriving { register, row, name: &self.arrived, size, stamp: &self.stamp }
    }

    /// Further rows that it is for.
    pub fn rows(&self) -> impl Iterator<Item = u64> {
        let parts = self.also.split(|c: char| !c.is_ascii_digit());
        parts.filter_map(|part| part.parse().ok())
    }
}
