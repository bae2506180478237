//! A small reader of markup: enough to tell that it is well formed and to walk over its tags.

/// One tag: name and attributes as written.
#[derive(Debug)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Elements without an end tag in HTML.
const VOID: [&str; 4] = ["meta", "br", "col", "!DOCTYPE"];

/// Every opening tag in order.
///
/// # Panics
/// When tags do not close in order, or a stray `<`, `&` or control character stands in the text.
pub fn tags(markup: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        check_words(&rest[..at]);
        let end = rest[at..].find('>').expect("a tag that ends") + at;
        let inside = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if inside.starts_with('?') {
            continue;
        }
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags close in order");
            continue;
        }
        let alone = inside.ends_with('/');
        let inside = inside.trim_end_matches('/');
        let (name, words) = inside.split_once([' ', '\n']).unwrap_or((inside, ""));
        if name == "style" {
            let end = rest.find("</style>").expect("styles that end");
            rest = &rest[end + "</style>".len()..];
            continue;
        }
        if !alone && !VOID.contains(&name) {
            open.push(name.to_string());
        }
        found.push(Tag { name: name.to_string(), attributes: attributes(words) });
    }
    check_words(rest);
    assert!(open.is_empty(), "left open: {open:?}");
    found
}

fn check_words(words: &str) {
    assert!(!words.chars().any(|c| c.is_control() && !"\t\n\r".contains(c)), "control characters: {words:?}");
    for (at, _) in words.match_indices('&') {
        assert!(words[at..].contains(';'), "a stray &: {words:?}");
    }
}

fn attributes(words: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = words.trim();
    while let Some((name, after)) = rest.split_once("=\"") {
        let (value, left) = after.split_once('"').expect("a quoted value");
        found.push((name.trim().to_string(), value.to_string()));
        rest = left;
    }
    found
}

use crate::sample;

#[test]
fn html_is_well_formed_and_runs_nothing() {
    let page = paper::html(&sample::document(), &|_| None);
    let tags = tags(&page);
    assert!(tags.iter().all(|tag| tag.name != "script"));
    assert!(
        tags.iter()
            .all(|tag| tag.attributes.iter().all(|(name, _)| !name.starts_with("on") && name != "style"))
    );
    assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
}

#[test]
fn every_figure_is_an_anchor_that_leads_where_the_caller_says() {
    let hostile = |figure: &paper::Figure| {
        (figure.source != "F25").then(|| format!("/figures/{}?a=\"&b='<", figure.source))
    };
    let page = paper::article(&sample::document(), &hostile);
    let tags = tags(&page);
    let figures: Vec<&Tag> = tags.iter().filter(|tag| tag.get("class") == Some("figure")).collect();
    assert_eq!(figures.len(), 4);
    assert_eq!(figures[0].get("data-figure"), Some("F24"));
    assert_eq!(figures[0].get("href"), Some("/figures/F24?a=&quot;&amp;b=&#39;&lt;"));
    assert_eq!(figures[1].get("href"), Some("#note-2"), "nothing said: the note");
    let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    for target in tags.iter().filter_map(|tag| tag.get("href")?.strip_prefix('#')) {
        assert_eq!(ids.iter().filter(|id| **id == target).count(), 1, "{target} is there once");
    }
}
