//! The headings of the article, for the list beside it.

/// A heading of the report.
#[derive(Debug, PartialEq, Eq)]
pub struct Heading {
    /// Anchor in the report, as the article writes it.
    pub id: String,
    /// 1 for a part, 2 for a section.
    pub level: u8,
    /// Its text, escaped as the article has it.
    pub html: String,
}

/// The headings with an anchor, first and second level, in the order of the article. The article is of our own writing:
/// its text is escaped, so that every `<` begins a tag.
pub fn headings(article: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    for piece in article.split("<h").skip(1) {
        let level = match piece.as_bytes().first() {
            Some(b'2') => 1,
            Some(b'3') => 2,
            _ => continue,
        };
        let Some((id, rest)) = piece.split_once(" id=\"").and_then(|(_, rest)| rest.split_once("\">")) else {
            continue;
        };
        let Some((inside, _)) = rest.split_once("</h") else { continue };
        found.push(Heading { id: id.to_owned(), level, html: without_tags(inside) });
    }
    found
}

fn without_tags(html: &str) -> String {
    html.split('<')
        .enumerate()
        .map(|(nth, piece)| if nth == 0 { piece } else { piece.split_once('>').map_or("", |(_, text)| text) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_read_from_the_article() {
        let article = "<article><h1><span>自评报告</span></h1>\n<h2 id=\"part-1\">一、履行教育职责情况</h2>\n\
                       <h3 id=\"funding\">（三）投入<a class=\"figure\" href=\"/figures/F26\">1.01%</a>&lt;</h3><h2>附件</h2>";
        let heading = |id: &str, level, html: &str| Heading { id: id.into(), level, html: html.into() };
        assert_eq!(
            headings(article),
            [heading("part-1", 1, "一、履行教育职责情况"), heading("funding", 2, "（三）投入1.01%&lt;")]
        );
    }
}
