//! What the paragraphs of a draft are, told by their words and their places one after another.

use crate::kind::{Kind, document_number, is_day, numbered};
use crate::paragraph::Paragraph;

/// What every paragraph is taken for.
pub(crate) fn kinds(paragraphs: &[Paragraph]) -> Vec<Kind> {
    let mut kinds = vec![Kind::Empty; paragraphs.len()];
    let texts: Vec<String> = paragraphs.iter().map(|one| one.words().trim().to_owned()).collect();
    let filled: Vec<usize> = (0..paragraphs.len()).filter(|at| !texts[*at].is_empty()).collect();
    for at in &filled {
        if paragraphs[*at].in_table {
            kinds[*at] = Kind::Table;
        }
    }
    let flow: Vec<usize> = filled.into_iter().filter(|at| !paragraphs[*at].in_table).collect();
    let begins = head(paragraphs, &texts, &flow, &mut kinds);
    let mut attached = false;
    for (nth, at) in flow.iter().copied().enumerate().skip(begins) {
        let (one, text) = (&paragraphs[at], texts[at].as_str());
        let before = nth.checked_sub(1).map(|before| kinds[flow[before]]);
        let next = flow.get(nth + 1).map_or("", |next| texts[*next].as_str());
        let letters: Vec<char> = text.chars().collect();
        let is_centred = one.stand.align.as_deref() == Some("center");
        kinds[at] = if is_label(&letters) {
            attached = true;
            Kind::AttachmentLabel
        } else if text.starts_with("抄送") || (text.ends_with("日印发") && letters.len() < 50) {
            Kind::Edition
        } else if attached
            && (before == Some(Kind::AttachmentLabel) || is_centred && before == Some(Kind::AttachmentTitle))
        {
            Kind::AttachmentTitle
        } else if attached {
            Kind::Attached
        } else if names_attachment(text)
            || before == Some(Kind::Attachments) && numbered(&letters).is_some_and(|found| found.level == 3)
        {
            Kind::Attachments
        } else if is_day(text) {
            Kind::Date
        } else if is_day(next) && letters.len() <= 40 && !text.ends_with(['。', '；', '，', '：']) {
            Kind::Signature
        } else if let Some(found) = numbered(&letters) {
            Kind::Heading(found.level)
        } else if text.starts_with('（') && text.ends_with('）') && before == Some(Kind::Date) {
            Kind::Remark
        } else if is_centred && (text.starts_with('表') || text.starts_with('图')) {
            Kind::Table
        } else {
            Kind::Text
        };
    }
    kinds
}

/// Whether a text begins to name what is attached.
fn names_attachment(text: &str) -> bool {
    ["附件：", "附件:", "附件1"].iter().any(|lead| text.starts_with(lead))
}

fn is_label(letters: &[char]) -> bool {
    letters.starts_with(&['附', '件']) && letters[2..].iter().all(char::is_ascii_digit) && letters.len() <= 4
}

/// The head: what stands above the line, title, addressee. How many paragraphs it takes.
fn head(paragraphs: &[Paragraph], texts: &[String], flow: &[usize], kinds: &mut [Kind]) -> usize {
    let mut nth = 0;
    let text = |nth: usize| flow.get(nth).map_or("", |at| texts[*at].as_str());
    while nth < flow.len() && is_above(text(nth), nth, paragraphs[flow[nth]].size()) {
        kinds[flow[nth]] = Kind::Above;
        nth += 1;
    }
    let Some(at) = flow.get(nth).copied() else { return nth };
    let (mut lines, size) = (0, paragraphs[at].size());
    let is_centred = |nth: usize| paragraphs[flow[nth]].stand.align.as_deref() == Some("center");
    let plain =
        |text: &str| numbered(&text.chars().collect::<Vec<_>>()).is_none() && text.chars().count() <= 60;
    while nth < flow.len() && plain(text(nth)) && lines < 5 {
        let same = paragraphs[flow[nth]].size() == size;
        let ends = text(nth).ends_with(['：', ':']) && !is_centred(nth);
        let is_sentence = text(nth).ends_with('。') && !is_centred(nth) && size < 40;
        if ends || is_sentence || !(is_centred(nth) || lines == 0) {
            break;
        }
        kinds[flow[nth]] = if same { Kind::Title } else { Kind::Subtitle };
        lines += 1;
        nth += 1;
    }
    let addressed =
        |text: &str| text.ends_with(['：', ':']) && text.chars().count() < 200 && !text.contains('。');
    if lines > 0
        && nth < flow.len()
        && addressed(text(nth))
        && plain(&text(nth).chars().take(20).collect::<String>())
    {
        kinds[flow[nth]] = Kind::Addressee;
        nth += 1;
    }
    nth
}

fn is_above(text: &str, nth: usize, size: i32) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let copy = letters.len() == 6 && letters.iter().all(char::is_ascii_digit);
    let secret = ["绝密", "机密", "秘密"].iter().any(|word| text.starts_with(word)) && letters.len() < 12;
    let urgent = ["特急", "加急", "平急"].contains(&text);
    let named =
        nth < 5 && text.ends_with("文件") && letters.len() < 30 && size >= 44 && !text.contains("关于");
    let number = letters.len() < 50
        && document_number(&letters, 0).is_some_and(|(_, end)| {
            let rest: String = letters[end..].iter().collect();
            rest.trim().is_empty() || rest.contains("签发人")
        });
    copy || secret || urgent || named || number || text.starts_with("签发人")
}
