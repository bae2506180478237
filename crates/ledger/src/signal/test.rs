//! Whether a test (检验) counts on a day.

use define::Date;

/// Whether a passed test holds on a day: made on it or before, and not expired. Its last day still counts; without a
/// day of the test or an end of its validity it never does.
///
/// ```
/// let day = |text: &str| text.parse().ok();
/// let on = day("2022-12-31").unwrap();
/// assert!(ledger::holds_on(true, day("2022-06-01"), day("2022-12-31"), on));
/// assert!(!ledger::holds_on(true, day("2022-06-01"), day("2022-12-30"), on), "expired the day before");
/// assert!(!ledger::holds_on(true, None, None, on), "never tested");
/// ```
pub fn holds_on(passed: bool, tested: Option<Date>, until: Option<Date>, day: Date) -> bool {
    passed && tested.is_some_and(|tested| tested <= day) && until.is_some_and(|until| day <= until)
}
