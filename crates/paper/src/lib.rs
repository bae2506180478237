//! A document tree and its writers: DOCX, HTML, plain text.
