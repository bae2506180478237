//! What PostgreSQL says when it refuses, in the kinds that all engines share. Its details name values: they are left out.

use crate::store::engine::{Fault, FaultKind};
use postgres::error::SqlState;

impl From<postgres::Error> for Fault {
    fn from(error: postgres::Error) -> Fault {
        let Some(told) = error.as_db_error() else {
            return if error.is_closed() || is_broken(&error) {
                lost()
            } else {
                Fault::of(FaultKind::Shape, error.to_string())
            };
        };
        let code = told.code();
        let kind = if [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(code) {
            FaultKind::Again
        } else if *code == SqlState::LOCK_NOT_AVAILABLE {
            FaultKind::Busy
        } else {
            match &code.code()[..2] {
                "23" => FaultKind::Conflict,
                "08" | "57" => FaultKind::Lost,
                "XX" => FaultKind::Corrupt,
                _ => FaultKind::Other,
            }
        };
        Fault::of(kind, format!("{}（{}）", told.message(), code.code()))
    }
}

/// Whether the machine says that nobody is there, or not any more.
fn is_broken(error: &postgres::Error) -> bool {
    std::error::Error::source(error).is_some_and(|why| why.is::<std::io::Error>())
}

/// The connection broke off.
pub(super) fn lost() -> Fault {
    Fault::of(FaultKind::Lost, "与数据库服务器的连接断了，刚才的有没有记下要看一看再办")
}
