//! What a definition says of itself, as it is shown.

use crate::view::{Card, SourceView, Status};
use define::{FormHead, Source};

/// The card of a form of work.
pub(crate) fn card(head: &FormHead) -> Card {
    Card {
        id: head.id.clone(),
        name: head.name.clone(),
        owner: head.owner.clone(),
        source: source(&head.source),
        mechanisms: head.mechanisms.clone(),
        note: head.note.clone(),
    }
}

/// A document and how sure it is.
pub(crate) fn source(source: &Source) -> SourceView {
    SourceView { document: source.document.clone(), status: status(source.status) }
}

/// How sure the ground of a definition is.
pub(crate) fn status(status: define::Status) -> Status {
    match status {
        define::Status::Confirmed => Status::Confirmed,
        define::Status::Secondary => Status::Secondary,
        define::Status::Recalled => Status::Recalled,
        define::Status::Derived => Status::Derived,
        define::Status::Local => Status::Local,
        define::Status::Unofficial => Status::Unofficial,
    }
}
