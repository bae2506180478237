//! A gateway's list of devices against the register.

use std::collections::BTreeSet;

/// How a list differs from the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mismatch {
    /// Listed, and not in the register under this gateway.
    pub unregistered: Vec<String>,
    /// In the register under this gateway, and not listed.
    pub missing: Vec<String>,
}

impl Mismatch {
    /// One sentence; none when nothing differs. At most three devices of a side are named.
    ///
    /// ```
    /// let told = ledger::mismatch(["a", "b"], ["b", "c"]).sentence();
    /// assert_eq!(told.as_deref(), Some("名册外1个：a；名册缺1个：c"));
    /// ```
    pub fn sentence(&self) -> Option<String> {
        let side = |word: &str, ids: &[String]| {
            let more = if ids.len() > 3 { "等" } else { "" };
            let named = ids.iter().take(3).map(String::as_str).collect::<Vec<_>>().join("、");
            (!ids.is_empty()).then(|| format!("{word}{}个：{named}{more}", ids.len()))
        };
        let sides = [side("名册外", &self.unregistered), side("名册缺", &self.missing)];
        let told: Vec<String> = sides.into_iter().flatten().collect();
        (!told.is_empty()).then(|| told.join("；"))
    }
}

/// Compares a list with the register, both in any order.
pub fn mismatch<'a>(
    listed: impl IntoIterator<Item = &'a str>,
    registered: impl IntoIterator<Item = &'a str>,
) -> Mismatch {
    let (listed, registered): (BTreeSet<&str>, BTreeSet<&str>) =
        (listed.into_iter().collect(), registered.into_iter().collect());
    let owned = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect();
    Mismatch {
        unregistered: owned(listed.difference(&registered).copied().collect()),
        missing: owned(registered.difference(&listed).copied().collect()),
    }
}
