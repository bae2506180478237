//! Why a job could not be done.

/// What went wrong, in words for whoever reads the terminal or the log: a job goes on, so there is nothing to match on.
pub type Failure = String;

pub(crate) fn told(error: impl std::fmt::Display) -> Failure {
    error.to_string()
}
