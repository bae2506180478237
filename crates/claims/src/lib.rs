//! Text to quantities to claims to verdicts by intervals.
