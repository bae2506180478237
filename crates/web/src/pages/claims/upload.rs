//! The one form with a body: documents to proof-read, held in memory as long as they are read.

use axum::body::Bytes;
use axum::extract::Multipart;

/// Largest form with documents: 32 MiB.
pub(crate) const UPLOAD_LIMIT: usize = 32 << 20;
/// Longest name of a file, in characters.
const LONGEST_NAME: usize = 80;

/// A form with documents: `file`, `before`, and whether the rows are asked.
#[derive(Default)]
pub(crate) struct Given {
    pub file: Option<(String, Bytes)>,
    pub before: Option<(String, Bytes)>,
    pub against: bool,
}

impl Given {
    /// Reads a form to its end; `None` when it does not arrive whole or is larger than [`UPLOAD_LIMIT`].
    pub(crate) async fn read(mut form: Multipart) -> Option<Given> {
        let mut given = Given::default();
        while let Some(field) = form.next_field().await.ok()? {
            let name = field.name().unwrap_or_default().to_owned();
            let file =
                field.file_name().unwrap_or_default().trim().chars().take(LONGEST_NAME).collect::<String>();
            let bytes = field.bytes().await.ok()?;
            let document = (!bytes.is_empty() || !file.is_empty()).then_some((file, bytes));
            match name.as_str() {
                "file" => given.file = document,
                "before" => given.before = document,
                "against" => given.against = true,
                _ => {}
            }
        }
        Some(given)
    }
}
