//! When a device counts as silent.

/// The moment from which a device heard last at `seen` counts as silent at `now`: so many heartbeats of `every` seconds
/// missed. None while it may still be heard in time. All in milliseconds but `every`.
///
/// ```
/// // A camera that beats every minute, three missed: silent from the third minute on.
/// assert_eq!(ledger::silent_since(0, 60, 3, 179_999), None);
/// assert_eq!(ledger::silent_since(0, 60, 3, 180_000), Some(180_000));
/// ```
pub fn silent_since(seen: i64, every: u32, missed: u32, now: i64) -> Option<i64> {
    let window = i64::from(every).saturating_mul(i64::from(missed)).saturating_mul(1000);
    let since = seen.saturating_add(window);
    (now >= since).then_some(since)
}
