//! What an entry does, in words.

use view::ActView;

use super::words::Words;
use crate::words::say;

/// What was done.
pub fn done(act: &ActView, words: &Words) -> &'static str {
    match act {
        ActView::AdoptPack { .. } => words.act_adopt_pack,
        ActView::Record { .. } => words.act_record,
        ActView::Withdraw { .. } => words.act_withdraw,
        ActView::Erase { .. } => words.act_erase,
        ActView::Close { .. } => words.act_close,
        ActView::RotateKey { .. } => words.act_rotate_key,
    }
}

/// Id of the register that it writes in.
pub fn register(act: &ActView) -> Option<&str> {
    match act {
        ActView::Record { register, .. } | ActView::Withdraw { register, .. } => Some(register),
        ActView::AdoptPack { .. }
        | ActView::Erase { .. }
        | ActView::Close { .. }
        | ActView::RotateKey { .. } => None,
    }
}

/// What it is about: the key of a row, a pack, an entry.
pub fn key(act: &ActView) -> String {
    match act {
        ActView::Record { key, .. } | ActView::Withdraw { key, .. } => key.clone(),
        ActView::AdoptPack { pack, .. } => pack.clone(),
        ActView::Erase { entry, .. } => entry.to_string(),
        ActView::Close { year, .. } => year.to_string(),
        ActView::RotateKey { change } => {
            change.as_ref().map(|change| format!("{} → {}", change.old, change.new)).unwrap_or_default()
        }
    }
}

/// The file and row that it was read from.
pub fn origin(act: &ActView, words: &Words) -> Option<String> {
    match act {
        ActView::Record { origin: Some(origin), .. } => {
            Some(say(words.origin_row, &[&origin.file, &origin.row.to_string()]))
        }
        ActView::Record { origin: None, .. }
        | ActView::AdoptPack { .. }
        | ActView::Withdraw { .. }
        | ActView::Erase { .. }
        | ActView::Close { .. }
        | ActView::RotateKey { .. } => None,
    }
}
