//! HTML as pages on the web have it, well formed or not: words, block by block; nothing of scripts and styles.

use super::Paragraphs;

/// Elements whose content is not text.
const SILENT: [&str; 9] =
    ["script", "style", "title", "template", "noscript", "svg", "select", "textarea", "button"];
/// Elements inside a line.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "u", "label", "wbr",
];
const ENTITIES: [(&str, &str); 22] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("middot", "·"),
    ("times", "×"),
    ("divide", "÷"),
    ("permil", "‰"),
    ("plusmn", "±"),
    ("le", "≤"),
];
/// Longest tag looked through for its quotes, in bytes; a longer one ends at the next >.
const LONGEST_TAG: usize = 2 << 10;
/// Longest name of an entity or element looked at.
const LONGEST_NAME: usize = 32;

/// The text of a page. Broken markup never stops it: what is no tag is text.
pub(super) fn text(page: &str) -> String {
    let mut gathered = Paragraphs::default();
    let mut cell = false;
    let mut rest = page;
    while let Some(at) = rest.find(['<', '&']) {
        words(&rest[..at], &mut gathered);
        rest = &rest[at..];
        rest = if rest.starts_with('&') {
            entity(rest, &mut gathered)
        } else {
            tag(rest, &mut gathered, &mut cell)
        };
        if gathered.too_long() {
            break;
        }
    }
    words(rest, &mut gathered);
    gathered.end();
    gathered.text
}

/// Spaces and line ends of the source are one space, and none beside Chinese characters, where only the source was wrapped.
fn words(source: &str, gathered: &mut Paragraphs) {
    for c in source.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            if !gathered.line.is_empty() && !gathered.line.ends_with([' ', '\t']) {
                gathered.line.push(' ');
            }
            continue;
        }
        if is_wide(c) && gathered.line.ends_with(' ') {
            let before = gathered.line.trim_end_matches(' ');
            if before.chars().next_back().is_some_and(is_wide) {
                gathered.line.truncate(before.len());
            }
        }
        gathered.line.push(c);
    }
}

fn is_wide(c: char) -> bool {
    (c as u32) >= 0x2E80
}

/// Reads `&name;` or `&#…;`; a lone & is text. The rest behind it.
fn entity<'a>(rest: &'a str, gathered: &mut Paragraphs) -> &'a str {
    let name: &str = &rest[1..];
    let end = name
        .char_indices()
        .take(LONGEST_NAME)
        .find(|(_, c)| !c.is_ascii_alphanumeric() && *c != '#')
        .map_or(name.len().min(LONGEST_NAME), |(at, _)| at);
    let Some(name) = name.get(..end) else {
        gathered.push("&");
        return &rest[1..];
    };
    let behind = &rest[1 + end..];
    let behind = behind.strip_prefix(';').unwrap_or(behind);
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => digits.parse().ok(),
    });
    if let Some(character) = number.and_then(char::from_u32).filter(|c| *c != '\0') {
        words(character.encode_utf8(&mut [0; 4]), gathered);
        return behind;
    }
    match ENTITIES.iter().find(|(known, _)| *known == name) {
        Some((_, letter)) => {
            gathered.push(letter);
            behind
        }
        None => {
            gathered.push("&");
            &rest[1..]
        }
    }
}

/// Reads one tag or comment; a lone < is text. Blocks inside a `cell` do not break its row. The rest behind it.
fn tag<'a>(rest: &'a str, gathered: &mut Paragraphs, cell: &mut bool) -> &'a str {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return comment.find("-->").map_or("", |end| &comment[end + 3..]);
    }
    let inner = &rest[1..];
    let closing = inner.starts_with('/');
    let named = inner.strip_prefix('/').unwrap_or(inner);
    if !named.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        gathered.push("<");
        return inner;
    }
    let name: String = named
        .chars()
        .take(LONGEST_NAME)
        .take_while(|c| c.is_ascii_alphanumeric())
        .collect::<String>()
        .to_ascii_lowercase();
    let Some(end) = end_of_tag(inner) else { return "" };
    let behind = &inner[end + 1..];
    if !closing && SILENT.contains(&name.as_str()) && !inner[..end].ends_with('/') {
        return skip(&name, behind);
    }
    match name.as_str() {
        "td" | "th" => {
            if std::mem::replace(cell, !closing) {
                gathered.line.truncate(gathered.line.trim_end_matches(' ').len());
                gathered.push("\t");
            }
        }
        other if INLINE.contains(&other) || other.is_empty() => {}
        "tr" | "table" => {
            *cell = false;
            gathered.end();
        }
        _ if *cell => words(" ", gathered),
        _ => gathered.end(),
    }
    behind
}

/// The > that ends a tag, not one inside a quoted value.
fn end_of_tag(inner: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if inner[..at].ends_with('=') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quote that does not close: the next > after all. Looking on to the end for each tag would be quadratic.
    inner.find('>')
}

/// What follows the end of an element whose content is not text.
fn skip<'a>(name: &str, rest: &'a str) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let begin = from + at + 2;
        let here = rest.get(begin..begin + name.len()).unwrap_or_default();
        if here.eq_ignore_ascii_case(name) {
            return rest[begin..].find('>').map_or("", |end| &rest[begin + end + 1..]);
        }
        from = begin;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn blocks_are_paragraphs_and_inline_marks_are_not() {
        let page = "<!DOCTYPE html><html><head><title>标题</title><style>p{}</style></head><body>\
                    <h1>一、投入</h1><p>经费<b>15.44</b>亿元，\n   增长<span class='a>b'>1.01%</span>。</p>\
                    <ul><li>甲&nbsp;3所<li>乙&#50;所</ul><script>if (a<b) 9</script>尾</body></html>";
        assert_eq!(text(page), "一、投入\n经费15.44亿元，增长1.01%。\n甲 3所\n乙2所\n尾\n");
    }

    #[test]
    fn rows_keep_their_cells() {
        let page =
            "<table><tr><th>项目</th><th>万元</th></tr><tr><td><p>合计</p></td><td>979</td></tr></table>";
        assert_eq!(text(page), "项目\t万元\n合计\t979\n");
    }

    #[test]
    fn broken_markup_is_read_on() {
        assert_eq!(text("3 < 5 & 7 <p>甲<!-- 乙"), "3 < 5 & 7\n甲\n");
        assert_eq!(text("<a href=\"x>甲<p>乙"), "甲\n乙\n");
        assert_eq!(text("<script>1"), "");
        let picture = format!("甲<img src=\"data:{}\">乙", "A".repeat(3 * super::LONGEST_TAG));
        assert_eq!(text(&picture), "甲\n乙\n");
        assert_eq!(text("&unknown; &#0; &#x110000;"), "&unknown; &#0; &#x110000;\n");
    }
}
