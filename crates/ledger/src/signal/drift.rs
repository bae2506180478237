//! A device's clock against ours.

/// How far a device's clock is ahead of the time of receipt (negative: behind), in milliseconds.
pub fn drift(clock: i64, received: i64) -> i64 {
    clock.saturating_sub(received)
}

/// Whether a clock is off by more than `limit` seconds either way. Exactly the limit is not.
///
/// ```
/// assert!(!ledger::drifts(60_000, 60) && ledger::drifts(60_001, 60) && ledger::drifts(-60_001, 60));
/// ```
pub fn drifts(drift: i64, limit: u32) -> bool {
    drift.unsigned_abs() > u64::from(limit) * 1000
}
