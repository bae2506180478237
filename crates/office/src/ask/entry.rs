//! Acts and their authors as they are shown.

use crate::session::{Via, Who};
use crate::view::{ActCell, ActView, OriginView, RowRef, WhoKind};
use ledger::Act;

/// An act as it is shown.
pub(super) fn act_view(act: Act) -> ActView {
    match act {
        Act::AdoptPack { pack, hash, year } => ActView::AdoptPack { pack, hash, year },
        Act::Record { register, key, origin, cells } => ActView::Record {
            register,
            key,
            origin: origin.map(|origin| OriginView { file: origin.file, row: origin.row }),
            cells: cells
                .into_iter()
                .map(|(field, value)| ActCell { field, value: value.to_string() })
                .collect(),
        },
        Act::Withdraw { register, key, reason } => ActView::Withdraw { register, key, reason },
        Act::Erase { entry, row, reason } => {
            ActView::Erase { entry, row: RowRef { register: row.register, number: row.number }, reason }
        }
        Act::Close { year, pack, size, root, day, values, sentences } => ActView::Close {
            year,
            pack,
            size,
            root,
            day: day.to_string(),
            values: values.len() as u64,
            sentences: sentences.len() as u64,
        },
        Act::RotateKey { note } => {
            let change = proof::Rotation::read(&note).map(|rotation| crate::signing::change(&rotation));
            ActView::RotateKey { change }
        }
    }
}

/// What whoever acts is.
pub(super) fn who(who: &Who) -> WhoKind {
    match who {
        Who::Person(_) => WhoKind::Person,
        Who::Service(_) => WhoKind::Service,
        Who::Device(_) => WhoKind::Device,
        Who::Household(_) => WhoKind::Household,
    }
}

/// The door by which an act came.
pub(super) fn via(via: Via) -> crate::view::Via {
    use crate::view::Via as Shown;
    match via {
        Via::Command => Shown::Command,
        Via::Page => Shown::Page,
        Via::Api => Shown::Api,
        Via::Job => Shown::Job,
        Via::Signal => Shown::Signal,
        Via::Play => Shown::Play,
    }
}
