//! What a district's answers are when its pages stand under an address of the server (挂载): the pages themselves know nothing of it. Every
//! address of a page that begins at the root of the district, and every cookie, is put under `/d/<code>` here and nowhere else.

use axum::http::{HeaderMap, HeaderValue, header};

/// Attributes of a page in which an address stands.
const ADDRESSES: [&str; 6] = ["href", "src", "action", "formaction", "data-choices", "data-entry"];
/// What stands before the address in a page that leads on by itself.
const LEADS_ON: &str = "0;url=";
/// What an address begins with that means the server and not the district. A browser that meets it reads the same.
const ABOVE: &str = "/..";
/// The one cookie that is the server's: the language.
const SHARED: &str = "lang";

/// An address of a district under `base`; one that does not begin at its root stays as it is.
pub(super) fn address(base: &str, of: &str) -> String {
    match of.starts_with('/') && !of.starts_with("//") {
        true => format!("{base}{of}"),
        false => of.to_owned(),
    }
}

/// The same of one that stands in a page, which may mean the server.
fn in_page(base: &str, of: &str) -> String {
    match of.strip_prefix(ABOVE) {
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        _ => address(base, of),
    }
}

/// A page of a district with all its addresses under `base`. Only what stands in a tag is looked at: text is text, whatever it says.
pub(super) fn page(base: &str, html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push_str(text);
        let end = end_of_tag(tag);
        let (tag, after) = tag.split_at(end);
        match tag.starts_with("<!") {
            true => out.push_str(tag),
            false => tag_under(base, tag, &mut out),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where a tag ends: behind the first `>` that stands in no quotes.
fn end_of_tag(tag: &str) -> usize {
    if let Some(comment) = tag.strip_prefix("<!--") {
        return comment.find("-->").map_or(tag.len(), |at| at + "<!---->".len());
    }
    if !tag[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 1;
    }
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'>', None) => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

fn tag_under(base: &str, tag: &str, out: &mut String) {
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let (before, value) = rest.split_at(at + 2);
        out.push_str(before);
        let (value, after) = value.split_at(value.find('"').unwrap_or(value.len()));
        let name =
            before[..at].rsplit(|c: char| c.is_ascii_whitespace() || c == '"').next().unwrap_or_default();
        match value.strip_prefix(LEADS_ON).filter(|_| name == "content") {
            Some(leads) => out.extend([LEADS_ON, &address(base, leads)]),
            None if ADDRESSES.contains(&name) => out.push_str(&in_page(base, value)),
            None => out.push_str(value),
        }
        // The mark that ends the value goes with what comes behind it.
        let end = after.len().min(1);
        out.push_str(&after[..end]);
        rest = &after[end..];
    }
    out.push_str(rest);
}

/// A cookie of a district: its name and its path are its own, so that a browser brings it to no other one.
pub(super) fn cookie(base: &str, code: &str, set: &str) -> String {
    let Some((name, rest)) = set.split_once('=') else { return set.to_owned() };
    if name == SHARED {
        return set.to_owned();
    }
    let part = |part: &str| match part.trim_start().strip_prefix("Path=") {
        Some(path) => format!(" Path={base}{path}"),
        None => part.to_owned(),
    };
    let parts: Vec<String> = rest.split(';').map(part).collect();
    format!("{name}.{code}={}", parts.join(";"))
}

/// Of what a browser brings to a district, what is that district's: under the names that it gave.
pub(super) fn brought(code: &str, headers: &mut HeaderMap) {
    let own = |pair: &str| {
        let (name, value) = pair.trim().split_once('=')?;
        let name = if name == SHARED { Some(name) } else { name.strip_suffix(code)?.strip_suffix('.') };
        name.map(|name| format!("{name}={value}"))
    };
    let all = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let kept: Vec<String> = all.flat_map(|line| line.split(';')).filter_map(own).collect();
    headers.remove(header::COOKIE);
    if let (false, Ok(line)) = (kept.is_empty(), HeaderValue::from_str(&kept.join("; "))) {
        headers.insert(header::COOKIE, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_in_a_tag_goes_under_and_no_text_does() {
        let under = |html: &str| page("/d/a", html);
        for (given, wanted) in [
            ("<a href=\"/x?y=1#z\">", "<a href=\"/d/a/x?y=1#z\">"),
            ("<a class=\"b\" href=\"/\">/</a>", "<a class=\"b\" href=\"/d/a/\">/</a>"),
            (
                "<form\n method=\"post\"\n action=\"/logout\">",
                "<form\n method=\"post\"\n action=\"/d/a/logout\">",
            ),
            ("<button formaction=\"/x\">", "<button formaction=\"/d/a/x\">"),
            ("<meta content=\"0;url=/x\">", "<meta content=\"0;url=/d/a/x\">"),
            ("<a title=\"a > b\" href=\"/x\">", "<a title=\"a > b\" href=\"/d/a/x\">"),
            ("<a href=\"/../login\">", "<a href=\"/login\">"),
        ] {
            assert_eq!(under(given), wanted);
        }
        for same in [
            "<a href=\"https://example.org/\">",
            "<a href=\"#main\">",
            "<a href=\"?a=/b\">",
            "<a href=\"//x\">",
            "<input name=\"next\" value=\"/x\">",
            "<p>href=\"/x\"</p>",
            "<!-- <a href=\"/x\"> -->",
            "a < b href=\"/x\"",
            "<input value=\" href=&#34;/x&#34;\">",
            "<a href=\"x",
            "<",
            "",
        ] {
            assert_eq!(under(same), same);
        }
    }

    #[test]
    fn a_cookie_has_the_name_and_the_path_of_its_district() {
        let set = cookie("/d/a", "a", "duheng=00ff; Path=/; HttpOnly");
        assert_eq!(set, "duheng.a=00ff; Path=/d/a/; HttpOnly");
        assert_eq!(cookie("/d/a", "a", "lang=en; Path=/"), "lang=en; Path=/");
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("duheng=1; duheng.b=2; duheng.a=3; lang=en; city=4; xa=5"),
        );
        brought("a", &mut headers);
        assert_eq!(headers[header::COOKIE], "duheng=3; lang=en");
        brought("b", &mut headers);
        assert_eq!(headers[header::COOKIE], "lang=en");
    }
}
