//! What stands in the text of a page and must be marked wherever it stands, whatever page wrote it: a date, a moment's day or a
//! code is never broken over two lines, and on an English page the Chinese names of the pack and of the rows say that they
//! are Chinese, so that a screen reader speaks them and a browser takes the right font. Templates write plain words; here the
//! whole page is gone through once, after it is written.

use askama::Template;

use crate::language::Language;

/// A page as it goes out.
pub(crate) fn page(page: &impl Template, language: Language) -> askama::Result<String> {
    page.render().map(|html| marked(&html, language))
}

/// Elements whose text is not markup, or is nothing to a reader of lines.
const RAW: [&str; 9] = ["script", "style", "textarea", "title", "select", "datalist", "svg", "code", "pre"];
/// Those of them that hold no markup at all: they end at their own end alone.
const OPAQUE: [&str; 4] = ["script", "style", "textarea", "title"];
/// Elements that take no element into them, and say their language themselves; what a drawing is called is one of them.
const SAYING: [&str; 3] = ["option", "text", "tspan"];

/// Longest code that is kept on a line, and the shortest that would be missed.
const CODE: std::ops::RangeInclusive<usize> = 6..=24;

/// A part of the page in which less is marked than elsewhere.
struct Part<'h> {
    /// The element, and how many of its name are open.
    name: &'h str,
    depth: usize,
    /// Whether dates and codes are kept whole in it.
    whole: bool,
    /// Whether Chinese says in it that it is.
    chinese: bool,
}

/// The page with its marks.
pub(crate) fn marked(html: &str, language: Language) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut parts = vec![Part { name: "", depth: 1, whole: true, chinese: language != Language::Chinese }];
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let here = parts.last().map_or((true, false), |part| (part.whole, part.chinese));
        text(&rest[..at], here, &mut out);
        rest = &rest[at..];
        let (tag, after) = rest.split_at(end_of(rest));
        rest = after;
        let Some((name, closes)) = named(tag) else {
            out.push_str(tag);
            continue;
        };
        if closes {
            close(&mut parts, name);
            out.push_str(tag);
            continue;
        }
        let drawn = parts.iter().any(|part| part.name == "svg");
        let speaks = (SAYING.contains(&name) || drawn && name == "title")
            && parts.iter().all(|part| part.chinese || RAW.contains(&part.name))
            && rest.split('<').next().is_some_and(|words| words.chars().any(is_han));
        match tag.strip_suffix('>').filter(|_| speaks && language != Language::Chinese) {
            Some(open) => out.extend([open, " lang=\"zh\">"]),
            None => out.push_str(tag),
        }
        if OPAQUE.contains(&name) {
            let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if RAW.contains(&name) {
            let (code, chinese) = (matches!(name, "code" | "pre"), here.1);
            parts.push(Part { name, depth: 1, whole: false, chinese: code && chinese });
        } else if tag.contains(" lang=\"zh") {
            parts.push(Part { name, depth: 1, whole: here.0, chinese: false });
        } else if let Some(part) = parts.last_mut().filter(|part| part.name == name) {
            part.depth += 1;
        }
    }
    text(rest, parts.last().map_or((true, false), |part| (part.whole, part.chinese)), &mut out);
    out
}

fn close(parts: &mut Vec<Part<'_>>, name: &str) {
    let Some(part) = parts.last_mut().filter(|part| part.name == name) else { return };
    part.depth -= 1;
    if part.depth == 0 {
        parts.pop();
    }
}

/// Where a tag ends: behind its `>`, which may stand in a quoted value too.
fn end_of(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The name of a tag, and whether it closes; none of a comment or the doctype.
fn named(tag: &str) -> Option<(&str, bool)> {
    let inside = tag.strip_prefix('<')?;
    let (inside, closes) = inside.strip_prefix('/').map_or((inside, false), |inside| (inside, true));
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    (end > 0).then(|| (&inside[..end], closes))
}

/// A text between two tags. Where the marks are not all of it, it is held together: in a row of boxes it stays one.
fn text(words: &str, (whole, chinese): (bool, bool), out: &mut String) {
    let lasting = words.trim_matches(|c: char| c.is_ascii_whitespace());
    let (mut inner, mut marks, mut bare) = (String::new(), 0, false);
    let mut put = |piece: &str, is_chinese: bool, inner: &mut String| {
        let before = marks;
        match is_chinese {
            true => {
                inner.push_str("<span lang=\"zh\">");
                let _ = dates(piece, whole, inner);
                inner.push_str("</span>");
                marks += 1;
            }
            false => {
                let (kept, plain) = dates(piece, whole, inner);
                marks += kept;
                bare |= plain;
            }
        }
        bare |= before > 0 && marks > before;
    };
    if chinese && lasting.chars().any(is_han) {
        for (piece, is_chinese) in tongues(lasting) {
            put(piece, is_chinese, &mut inner);
        }
    } else if whole {
        put(lasting, false, &mut inner);
    }
    if marks == 0 {
        out.push_str(words);
        return;
    }
    let (before, after) = words.split_once(lasting).unwrap_or_default();
    let (open, close) = if bare { ("<span>", "</span>") } else { ("", "") };
    out.extend([before, open, &inner, close, after]);
}

/// Whether a character is one of Chinese writing.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// A text in pieces: words in which Chinese stands, with the blanks between them, and the others.
fn tongues(words: &str) -> Vec<(&str, bool)> {
    let (mut pieces, mut from, mut spoken) = (Vec::new(), 0, false);
    // Where the piece so far ends, and where the blank before the next word begins.
    let mut end = 0;
    let mut at = 0;
    for word in words.split(char::is_whitespace) {
        let next = at + word.len();
        if !word.is_empty() {
            let is_chinese = word.chars().any(is_han);
            if end > 0 && is_chinese != spoken {
                // Blanks belong to what is not Chinese.
                let cut = if spoken { end } else { at };
                pieces.push((&words[from..cut], spoken));
                from = cut;
            }
            (spoken, end) = (is_chinese, next);
        }
        at = next + words[next..].chars().next().map_or(0, char::len_utf8);
    }
    pieces.push((&words[from..], spoken));
    pieces
}

/// Writes a text with each date and each code in it kept whole: how many there were, and whether there was anything else.
fn dates(words: &str, whole: bool, out: &mut String) -> (usize, bool) {
    let (mut from, mut kept, mut at, mut plain) = (0, 0, 0, false);
    let bytes = words.as_bytes();
    while whole && at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
        let word = words[at..at + length].trim_end_matches('-');
        let is_code =
            word.contains('-') && word.bytes().any(|b| b.is_ascii_digit()) && CODE.contains(&word.len());
        let end = if is_code { Some(word.len()) } else { day(&words[at..]) };
        if let Some(end) = end {
            plain |= from < at;
            out.extend([&words[from..at], "<span class=\"whole\">", &words[at..at + end], "</span>"]);
            (from, kept) = (at + end, kept + 1);
        }
        at += end.unwrap_or(0).max(length);
    }
    out.push_str(&words[from..]);
    (kept, plain || from < words.len())
}

/// How long a Chinese date is that a text begins with: `2022年9月`, `2022年9月1日`, `9月1日`.
fn day(words: &str) -> Option<usize> {
    let number = |from: usize, most: usize, unit: &str| {
        let digits = words[from..].bytes().take_while(u8::is_ascii_digit).count();
        let end = from + digits;
        ((1..=most).contains(&digits) && words[end..].starts_with(unit)).then(|| end + unit.len())
    };
    match number(0, 4, "年") {
        Some(year) => number(year, 2, "月").map(|month| number(month, 2, "日").unwrap_or(month)),
        None => number(0, 2, "月").and_then(|month| number(month, 2, "日")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_a_code_are_kept_whole_wherever_they_stand() {
        let said = |html: &str| marked(html, Language::Chinese);
        assert_eq!(said("<td>2022-12-17</td>"), "<td><span class=\"whole\">2022-12-17</span></td>");
        assert_eq!(
            said("<td>\n2022-12-17 17:02:56 </td>"),
            "<td>\n<span><span class=\"whole\">2022-12-17</span> 17:02:56</span> </td>"
        );
        assert_eq!(
            said("<b>于2023年8月28日，9月1日前</b>"),
            "<b><span>于<span class=\"whole\">2023年8月28日</span>，<span class=\"whole\">9月1日</span>前</span></b>"
        );
        assert_eq!(said("<a>500152-JT-001</a>"), "<a><span class=\"whole\">500152-JT-001</span></a>");
        for same in [
            "<td>2022年度，13次，共 1,707 行</td>",
            "<p title=\"a > 2022-12-17\">a</p>",
            "<script>const on = \"2022-12-17\" < 3;</script>",
            "<textarea>2022-12-17</textarea><title>2022-12-17</title>",
            "<select><option>2022-12-17</option></select>",
            "<code>duheng explain x-2022-12</code>",
            "<svg><text>2022-12-17</text><title>2022-12-17</title></svg>",
            "<p>summer-water-notice-20220708-1 four-knows</p>",
            "<!doctype html><p>甲&#39;乙</p>",
        ] {
            assert_eq!(said(same), same);
        }
    }

    #[test]
    fn on_an_english_page_chinese_says_that_it_is_and_on_a_chinese_one_nothing_does() {
        let said = |html: &str| marked(html, Language::English);
        assert_eq!(said("<td>潼州小学（样例）</td>"), "<td><span lang=\"zh\">潼州小学（样例）</span></td>");
        assert_eq!(
            said("<a>only rows failing “在用” here</a>"),
            "<a><span>only rows failing <span lang=\"zh\">“在用”</span> here</span></a>"
        );
        assert_eq!(
            said("<a>责任单位 安全稳定科, 2022年9月1日</a>"),
            "<a><span lang=\"zh\">责任单位 安全稳定科, <span class=\"whole\">2022年9月1日</span></span></a>"
        );
        assert_eq!(said("<td>13次</td>"), "<td><span lang=\"zh\">13次</span></td>");
        assert_eq!(
            said("<select><option value=\"甲\">编号</option><option>Any</option></select><b>甲</b>"),
            "<select><option value=\"甲\" lang=\"zh\">编号</option><option>Any</option></select><b><span lang=\"zh\">甲</span></b>"
        );
        assert_eq!(
            said("<svg><text x=\"1\">户</text><g><title>户: 3</title></g><title>3</title></svg>"),
            "<svg><text x=\"1\" lang=\"zh\">户</text><g><title lang=\"zh\">户: 3</title></g><title>3</title></svg>"
        );
        assert_eq!(said("<pre>甲 a</pre>"), "<pre><span><span lang=\"zh\">甲</span> a</span></pre>");
        assert_eq!(said("样例李督导"), "<span lang=\"zh\">样例李督导</span>");
        for same in [
            "<a lang=\"zh-CN\"><b>中<a>文</a></b></a>",
            "<div lang=\"zh\"><div>甲<option>乙</option></div>丙</div>",
            "<title>甲</title><script>'甲'</script>",
            "<td>nothing of the kind</td>",
        ] {
            assert_eq!(said(same), same);
        }
        let chinese = "<td>潼州小学（样例）</td><option>编号</option>";
        assert_eq!(marked(chinese, Language::Chinese), chinese);
    }

    #[test]
    fn nothing_but_marks_is_added() {
        let html = "<main>\n甲 2022-12-17 b <b>x</b>—乙\u{3000}丙<br>&#60; 3月4日, 2022-W02</main> end";
        let plain = marked(html, Language::English);
        let plain = ["<span>", "</span>", "<span class=\"whole\">", "<span lang=\"zh\">"]
            .iter()
            .fold(plain, |text, mark| text.replace(mark, ""));
        assert_eq!(plain, html);
    }
}
