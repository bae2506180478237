//! Addresses inside the site: percent-encoding of names, and the query of a page with one thing changed.

use std::fmt::Write as _;
use view::TermKind;

/// A name as it stands in a path or a query: every byte outside RFC 3986's unreserved set percent-encoded.
///
/// ```
/// assert_eq!(web::encoded("学校 A"), "%E5%AD%A6%E6%A0%A1%20A");
/// ```
pub fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => write!(out, "%{byte:02X}").expect("writing to a String does not fail"),
        }
    }
    out
}

/// The way back; none of what is not so written.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split('%');
    bytes.extend(parts.next()?.bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(part.get(2..)?.bytes());
    }
    String::from_utf8(bytes).ok()
}

/// A path with the given query; pairs whose value is empty are left out.
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(if out.contains('?') { '&' } else { '?' });
        out.push_str(&encoded(name));
        out.push('=');
        out.push_str(&encoded(value));
    }
    out
}

/// The same address in another language: `lang` replaced or added, all else as it was.
pub fn in_language(path: &str, query: Option<&str>, code: &str) -> String {
    let kept = query.unwrap_or("").split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let pairs: Vec<String> = kept.map(str::to_owned).chain([format!("lang={code}")]).collect();
    format!("{path}?{}", pairs.join("&"))
}

/// The page of a figure or an indicator.
pub fn figure_address(id: &str) -> String {
    format!("/figures/{}", encoded(id))
}

/// The page of a register.
pub fn register_address(id: &str) -> String {
    format!("/registers/{}", encoded(id))
}

/// The page of what a term is taken from: of draws, notices and signals that of all; none of a parameter or a field.
pub fn term_address(kind: TermKind, id: Option<&str>) -> String {
    let of =
        |folder: &str| id.map_or_else(|| format!("/{folder}"), |id| format!("/{folder}/{}", encoded(id)));
    match kind {
        TermKind::Duty => of("duties"),
        TermKind::Loop => of("cases"),
        TermKind::Draw => "/draws".to_owned(),
        TermKind::Notice => "/notices".to_owned(),
        TermKind::Signal => "/devices".to_owned(),
        TermKind::Register => id.map_or_else(String::new, register_address),
        TermKind::Indicator => id.map_or_else(String::new, figure_address),
        TermKind::Roster => of("rosters"),
        TermKind::Parameter | TermKind::Field | TermKind::Instrument | TermKind::Scheme => String::new(),
    }
}

/// A document of an instrument about a row, in a format.
pub fn instrument_address(id: &str, number: u64, ending: &str) -> String {
    format!("/instruments/{}/{number}/{ending}", encoded(id))
}

/// The page of a notice.
pub fn notice_address(id: &str) -> String {
    format!("/notices/{}", encoded(id))
}

/// The page of a roster.
pub fn roster_address(id: &str) -> String {
    format!("/rosters/{}", encoded(id))
}

/// The page of a row.
pub fn row_address(register: &str, number: u64) -> String {
    format!("/registers/{}/{number}", encoded(register))
}

/// The page of a draw.
pub fn draw_address(number: &str) -> String {
    format!("/draws/{}", encoded(number))
}

/// The page of a school, or of any other body by its key.
pub fn school_address(code: &str) -> String {
    format!("/schools/{}", encoded(code))
}

/// The page of an entry.
pub fn entry_address(entry: u64) -> String {
    format!("/journal/{entry}")
}

/// The page of a loop on a day.
pub fn loop_address(id: &str, on: &str) -> String {
    with_query(&format!("/cases/{}", encoded(id)), &[("on", on)])
}

/// The page of a case on a day.
pub fn case_address(id: &str, case: &str, on: &str) -> String {
    with_query(&format!("/cases/{}/{}", encoded(id), encoded(case)), &[("on", on)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_names_only_what_is_given() {
        let pairs = [("sort", "金额"), ("after", ""), ("q", "a&b=c")];
        assert_eq!(
            with_query("/registers/budget", &pairs),
            "/registers/budget?sort=%E9%87%91%E9%A2%9D&q=a%26b%3Dc"
        );
    }

    #[test]
    fn the_language_switch_keeps_the_rest_of_the_address() {
        assert_eq!(in_language("/figures/F26", None, "en"), "/figures/F26?lang=en");
        assert_eq!(in_language("/registers/x", Some("lang=zh&sort=a"), "en"), "/registers/x?sort=a&lang=en");
    }
}
