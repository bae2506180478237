//! Marks of web pages.

use super::{SENTENCE, everywhere, lines};

const MARKS: [(&str, &str); 22] = [
    ("nothing", ""),
    ("raised mark", "<sup>12</sup>"),
    ("raised link", "<sup class=\"ref\"><a href=\"#n\">[3]</a></sup>"),
    ("raised by its style", "<span style=\"font-size: 50%; vertical-align: super\">4</span>"),
    ("circled", "<sup>①</sup>"),
    ("hidden by its style", "<span style='display: none'>99.99</span>"),
    ("hidden with what is in it", "<span style=display:none>9<span>8</span>7</span>"),
    ("hidden", "<span hidden>99</span>"),
    ("hidden as Word does it", "<span style='mso-hide:all'>99</span>"),
    ("struck", "<s>88</s>"),
    ("struck of old", "<STRIKE>88</STRIKE>"),
    ("deleted", "<del datetime=\"2022-09-01\">77</del>"),
    ("struck by its style", "<span style=\"text-decoration: line-through\">66</span>"),
    ("a comment", "<!-- 55 -->"),
    ("a script", "<script>var a = 44 < 55</script>"),
    ("a place to break", "<wbr>"),
    ("a letter without width", "&#8203;"),
    ("a place to hyphenate", "&shy;"),
    ("bold letters", "<b></b>"),
    ("an anchor", "<a name=\"_GoBack\"></a>"),
    ("a processing instruction", "<?xml:namespace prefix=\"o\" />"),
    ("an element of Word", "<o:p></o:p>"),
];

#[test]
fn no_mark_anywhere_changes_a_sentence() {
    for (what, mark) in MARKS {
        for (before, after) in everywhere() {
            let page = format!("<html><body><p>{before}{mark}{after}</p><p>尾</p></body></html>");
            assert_eq!(lines("a.html", page.as_bytes()), [SENTENCE, "尾"], "{what} behind {before}");
        }
    }
}

#[test]
fn what_is_spoken_over_a_letter_is_not_read() {
    for (at, letter) in SENTENCE.char_indices() {
        let (before, rest) = SENTENCE.split_at(at);
        let after = &rest[letter.len_utf8()..];
        for ruby in ["<rp>(</rp><rt>yi12</rt><rp>)</rp></ruby>", "<rt>yi12</ruby>"] {
            let page = format!("<p>{before}<ruby>{letter}{ruby}{after}</p>");
            assert_eq!(lines("a.html", page.as_bytes()), [SENTENCE], "{letter}{ruby}");
        }
    }
}

#[test]
fn every_letter_may_be_written_by_its_number() {
    let by_number: String = SENTENCE.chars().map(|c| format!("&#x{:X};", u32::from(c))).collect();
    assert_eq!(lines("a.html", format!("<p>{by_number}").as_bytes()), [SENTENCE]);
}

#[test]
fn a_line_is_broken_in_the_sentence_or_between_two() {
    for (before, after, count) in [
        ("教育经费15.44亿元，比上年15.28亿元", "增长2.01%。", 1),
        ("教育经费", "15.44亿元。", 1),
        ("小学三所", "初中两所", 2),
        ("共三所。", "其中小学两所。", 2),
        ("一、投入", "教育经费15.44亿元。", 2),
    ] {
        let page = format!("<p>{before}<br/>{after}</p>");
        assert_eq!(lines("a.html", page.as_bytes()).len(), count, "{before}|{after}");
    }
}

#[test]
fn cells_keep_their_columns() {
    let page = "<table><tr><th rowspan=2>项目</th><th colspan='2'>万元</th></tr><tr><td>2022年</td><td>2021年</td></tr>\
                <tr><td>小学</td><td>1<br>2</td><td></td></tr><tr><td colspan=\"2\">合计</td><td>979</td></tr></table><p>尾</p>";
    let expected = ["项目\t万元\t", "\t2022年\t2021年", "小学\t1；2\t", "合计\t\t979", "尾"];
    assert_eq!(lines("a.html", page.as_bytes()), expected);
}

#[test]
fn what_has_no_end_hides_nothing_behind_it() {
    let page = format!("<div style='display:none'>甲<p>{SENTENCE}</p>");
    assert_eq!(lines("a.html", page.as_bytes()), ["甲", SENTENCE]);
    let many = "<p hidden>甲".repeat(200_000);
    assert_eq!(lines("a.html", many.as_bytes()).len(), 200_000);
}
