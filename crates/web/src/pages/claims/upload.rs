//! The one form with a body: documents to proof-read, held in memory as long as they are read.

use axum::body::Bytes;
use axum::extract::Multipart;
use axum::extract::multipart::Field;
use axum::http::{HeaderMap, header};

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

/// How many bytes a form says that it has, at most as many as are taken.
pub(crate) fn announced(headers: &HeaderMap) -> usize {
    let said = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    said.and_then(|length| length.parse().ok()).unwrap_or(0).min(UPLOAD_LIMIT)
}

/// A field to its end. Room is made at once for as much as was announced, which takes no memory before it is written into: what
/// grows by doubling is held twice each time.
async fn whole(mut field: Field<'_>, room: usize) -> Option<Bytes> {
    let mut bytes = Vec::with_capacity(room);
    while let Some(chunk) = field.chunk().await.ok()? {
        bytes.extend_from_slice(&chunk);
    }
    Some(Bytes::from(bytes))
}

impl Given {
    /// Reads a form to its end, of which so many bytes were announced; `None` when it does not arrive whole or is larger than [`UPLOAD_LIMIT`].
    pub(crate) async fn read(mut form: Multipart, announced: usize) -> Option<Given> {
        let (mut given, mut room) = (Given::default(), announced);
        while let Some(field) = form.next_field().await.ok()? {
            let name = field.name().unwrap_or_default().to_owned();
            let file =
                field.file_name().unwrap_or_default().trim().chars().take(LONGEST_NAME).collect::<String>();
            let bytes = whole(field, room).await?;
            room = room.saturating_sub(bytes.len());
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
