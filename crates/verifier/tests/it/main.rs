//! Two verifiers, one answer.

mod chance;
mod draws;
mod node;
mod norms;
mod proofs;
