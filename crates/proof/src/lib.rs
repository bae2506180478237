//! What an outsider recomputes: SM3 Merkle log, signed checkpoints, proofs.
