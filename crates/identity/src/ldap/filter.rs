//! Filters (RFC 4515) with one place for a name: read once, so that whatever is typed is a value and never a part of the filter.

use super::ber::{OCTETS, part, parts};

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Filter {
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Not(Box<Filter>),
    /// An attribute that is there at all.
    Present(String),
    /// An attribute that is equal to a value, in which `{}` stands for the name.
    Equal(String, String),
}

/// How deep filters may stand in each other.
const DEEPEST: usize = 8;

impl Filter {
    /// Reads one: `(&(objectClass=person)(uid={}))`. Values with stars or escapes are not taken: they are not needed to find a name.
    pub fn parse(text: &str) -> Option<Filter> {
        let (filter, rest) = one(text.trim(), DEEPEST)?;
        rest.is_empty().then_some(filter)
    }

    /// The filter for a name, as it is sent.
    pub fn of(&self, name: &str) -> Vec<u8> {
        let all = |filters: &[Filter]| filters.iter().map(|one| one.of(name)).collect::<Vec<_>>();
        match self {
            Filter::All(filters) => parts(0xa0, &all(filters)),
            Filter::Any(filters) => parts(0xa1, &all(filters)),
            Filter::Not(filter) => part(0xa2, &filter.of(name)),
            Filter::Present(attribute) => part(0x87, attribute.as_bytes()),
            Filter::Equal(attribute, value) => {
                let value = value.replace("{}", name);
                parts(0xa3, &[part(OCTETS, attribute.as_bytes()), part(OCTETS, value.as_bytes())])
            }
        }
    }
}

fn one(text: &str, deep: usize) -> Option<(Filter, &str)> {
    let inner = text.strip_prefix('(')?;
    let deep = deep.checked_sub(1)?;
    match inner.chars().next()? {
        '&' => many(&inner[1..], deep).map(|(all, rest)| (Filter::All(all), rest)),
        '|' => many(&inner[1..], deep).map(|(all, rest)| (Filter::Any(all), rest)),
        '!' => {
            let (filter, rest) = one(&inner[1..], deep)?;
            Some((Filter::Not(Box::new(filter)), rest.strip_prefix(')')?))
        }
        _ => {
            let (item, rest) = inner.split_once(')')?;
            Some((compared(item)?, rest))
        }
    }
}

fn many(mut text: &str, deep: usize) -> Option<(Vec<Filter>, &str)> {
    let mut all = Vec::new();
    while !text.starts_with(')') {
        let (filter, rest) = one(text, deep)?;
        all.push(filter);
        text = rest;
    }
    let rest = text.strip_prefix(')')?;
    (!all.is_empty()).then_some((all, rest))
}

fn compared(item: &str) -> Option<Filter> {
    let (attribute, value) = item.split_once('=')?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | ';');
    if attribute.is_empty() || !attribute.chars().all(plain) {
        return None;
    }
    match value {
        "*" => Some(Filter::Present(attribute.to_owned())),
        value if value.is_empty() || value.contains(['*', '\\', '(']) => None,
        value => Some(Filter::Equal(attribute.to_owned(), value.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_read_and_a_name_is_a_value_in_it() {
        let filter = Filter::parse("(&(objectClass=person)(|(uid={})(mail={}@x))(!(disabled=*)))").unwrap();
        let name = "a)(uid=*";
        let sent = filter.of(name);
        assert_eq!(sent[0], 0xa0);
        // As it was typed, after its own length.
        let value = [&[OCTETS, name.len() as u8], name.as_bytes()].concat();
        assert!(sent.windows(value.len()).any(|part| part == value));
        assert_eq!(
            Filter::parse("(uid={})").unwrap().of("甲"),
            [&[0xa3, 10, 4, 3][..], b"uid", &[4, 3], "甲".as_bytes()].concat()
        );
    }

    #[test]
    fn what_is_no_filter_is_refused() {
        let deep = format!("{}(uid={{}}){}", "(!".repeat(20), ")".repeat(20));
        for text in [
            "",
            "uid={}",
            "(uid={}",
            "(uid={}))",
            "(&)",
            "(uid=a*)",
            "(uid=\\2a)",
            "(=x)",
            "(u d=x)",
            "(!)",
            &deep,
        ] {
            assert_eq!(Filter::parse(text), None, "{text}");
        }
    }
}
