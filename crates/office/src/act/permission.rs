//! Permission (权限): the one place where it is decided whether a session may do what it asks for.

use crate::session::Session;
use finding::Finding;
use ledger::Act;

/// The decision that a session may do certain acts. Entries are written against one and without it not at all: nobody
/// but [`decide`] makes it.
pub(super) struct Allowed<'s> {
    session: &'s Session,
}

impl Allowed<'_> {
    /// Whose acts they are.
    pub fn session(&self) -> &Session {
        self.session
    }
}

/// Decides about acts of a session: allowed, or the findings that say why not.
///
/// As long as roles are no definitions everybody who has a name may do everything; who has none may do nothing.
pub(super) fn decide<'s>(
    session: &'s Session,
    _acts: &mut dyn Iterator<Item = &Act>,
) -> Result<Allowed<'s>, Vec<Finding>> {
    if session.who.name().trim().is_empty() {
        let place = finding::Place::whole("会话");
        let finding = Finding::error("access.nobody", place, "没有写明是谁在办理");
        return Err(vec![finding.hint("请写明姓名")]);
    }
    Ok(Allowed { session })
}
