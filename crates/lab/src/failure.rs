//! Why something could not be measured or tried.

/// What went wrong, in words for whoever started it.
pub type Failure = String;

pub(crate) fn told(error: impl std::fmt::Display) -> Failure {
    error.to_string()
}
