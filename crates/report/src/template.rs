//! Templates (句式): sentences of an outline with placeholders.
//!
//! | written | stands for |
//! |---|---|
//! | `{F26}` `{education-budget-growth}` | the figure as printed |
//! | `{F28:小学}` | the figure of one group of a grouped indicator |
//! | `{引:〔2023〕464号}` | words taken over with their digits |
//! | `{年度}` `{上年}` `{区县}` | the evaluation year, the year before, the district |
//! | `{句:F26}` | the sentence that the indicator itself carries |
//! | `{F26\|增长=增长{结果}\|下降=下降{结果}\|持平=持平}` | words chosen by the sign or the verdict |
//! | `{并\|覆盖率={甲}\|备案率={乙}}` | several figures said together: those that print the same once (覆盖率和备案率均为100%), the others each |
//! | `{结果}` `{结果:小学}` `{界限}` `{差距}` `{未达标}` | inside a choice or an indicator's own sentence: its figure, that of a group, the threshold, how far it is from it, the groups that are not met |
//!
//! Full-width `：｜＝` do as well.

use define::{Written, nearest};
use finding::Finding;
use std::ops::Range;

/// A template taken apart. Spans are bytes of the text it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words as they stand.
    Words(Range<usize>),
    /// A figure.
    Figure(Name),
    /// Words taken over with their digits.
    Quotation(Range<usize>),
    /// The year, the year before or the district.
    Variable(Variable),
    /// The sentence of an indicator.
    Sentence(Name),
    /// Words chosen by what a figure turns out to be.
    Choice(Name, Vec<(Case, Vec<Piece>)>),
    /// Figures said together, each with what it is called.
    Together(Vec<(Range<usize>, Name)>),
}

/// The name in a placeholder and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub text: String,
    /// The group asked for, of a grouped indicator.
    pub group: Option<String>,
    pub span: Range<usize>,
}

/// What the outline itself knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variable {
    Year,
    YearBefore,
    District,
}

/// When a branch of a choice is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Grew,
    Fell,
    Level,
    Met,
    NotMet,
    CannotTell,
    Yes,
    No,
    Otherwise,
}

impl Case {
    const ALL: [(Case, &'static str); 9] = [
        (Case::Grew, "增长"),
        (Case::Fell, "下降"),
        (Case::Level, "持平"),
        (Case::Met, "达标"),
        (Case::NotMet, "未达标"),
        (Case::CannotTell, "不能判断"),
        (Case::Yes, "是"),
        (Case::No, "否"),
        (Case::Otherwise, "其他"),
    ];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(case, _)| *case == self).map_or("", |(_, word)| word)
    }
}

/// Figures said together.
const TOGETHER: &str = "并";
/// The figure of the sentence's own indicator.
pub(crate) const RESULT: &str = "结果";
/// Its threshold, its distance from the threshold, its groups that are not met.
pub(crate) const OWN: [&str; 4] = [RESULT, "界限", "差距", "未达标"];

/// Takes a template apart; what cannot be read is told in `findings` and left out.
pub(crate) fn parse(written: &Written, findings: &mut Vec<Finding>) -> Vec<Piece> {
    let mut reader = Reader { written, text: &written.text, at: 0, findings };
    let mut pieces = reader.pieces(false);
    while reader.at < reader.text.len() {
        let span = reader.at..reader.at + 1;
        reader.error("report.brace", span, "多了一个“}”");
        reader.at += 1;
        pieces.extend(reader.pieces(false));
    }
    pieces
}

struct Reader<'r> {
    written: &'r Written,
    text: &'r str,
    at: usize,
    findings: &'r mut Vec<Finding>,
}

impl Reader<'_> {
    fn error(&mut self, code: &'static str, span: Range<usize>, sentence: impl Into<String>) {
        self.findings.push(Finding::error(code, self.written.at(span), sentence));
    }

    fn next(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, any: &[char]) -> bool {
        match self.next() {
            Some(letter) if any.contains(&letter) => {
                self.at += letter.len_utf8();
                true
            }
            _ => false,
        }
    }

    /// Pieces up to the end, a `}`, or inside a choice a `|`.
    fn pieces(&mut self, branch: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut start = self.at;
        loop {
            let stop = match self.next() {
                None | Some('}') => true,
                Some('|' | '｜') => branch,
                Some('{') => {
                    self.words(start, &mut pieces);
                    pieces.extend(self.placeholder());
                    start = self.at;
                    continue;
                }
                _ => false,
            };
            if stop {
                self.words(start, &mut pieces);
                return pieces;
            }
            self.at += self.next().map_or(0, char::len_utf8);
        }
    }

    fn words(&self, start: usize, pieces: &mut Vec<Piece>) {
        if start < self.at {
            pieces.push(Piece::Words(start..self.at));
        }
    }

    fn placeholder(&mut self) -> Option<Piece> {
        let open = self.at;
        self.at += 1;
        let name = self.name();
        let piece = if self.take(&[':', '：']) {
            let start = self.at;
            let end = self.text[start..].find(['{', '}']).map_or(self.text.len(), |away| start + away);
            self.at = end;
            self.after_colon(&name, start..end)
        } else if matches!(self.next(), Some('|' | '｜')) {
            match name.text.as_str() {
                TOGETHER => self.together(&name),
                _ => self.choice(name.clone()),
            }
        } else {
            match name.text.as_str() {
                "" => {
                    self.error("report.placeholder-empty", open..self.at, "花括号里没有写名称");
                    None
                }
                "年度" => Some(Piece::Variable(Variable::Year)),
                "上年" => Some(Piece::Variable(Variable::YearBefore)),
                "区县" => Some(Piece::Variable(Variable::District)),
                _ => Some(Piece::Figure(name)),
            }
        };
        if !self.take(&['}']) {
            self.error("report.brace", open..open + 1, "“{”没有对应的“}”");
            self.at = self.text.len();
            return None;
        }
        piece
    }

    fn name(&mut self) -> Name {
        let start = self.at;
        let rest = &self.text[start..];
        self.at += rest.find(['{', '}', '|', '｜', ':', '：']).unwrap_or(rest.len());
        let words = &self.text[start..self.at];
        let lead = words.len() - words.trim_start().len();
        let text = words.trim().to_string();
        let span = start + lead..start + lead + text.len();
        Name { text, group: None, span }
    }

    fn after_colon(&mut self, name: &Name, words: Range<usize>) -> Option<Piece> {
        match name.text.as_str() {
            "引" if words.is_empty() => {
                self.error("report.quotation-empty", name.span.clone(), "“引”后面没有写要引用的文字");
                None
            }
            "引" => Some(Piece::Quotation(words)),
            "句" => {
                let text = self.text[words.clone()].trim().to_string();
                Some(Piece::Sentence(Name { text, group: None, span: words }))
            }
            _ if name.text.is_empty() || words.is_empty() => {
                self.error("report.placeholder-empty", name.span.clone(), "冒号前后都要写文字");
                None
            }
            _ => {
                let group = Some(self.text[words.clone()].trim().to_string());
                Some(Piece::Figure(Name { group, ..name.clone() }))
            }
        }
    }

    fn choice(&mut self, name: Name) -> Option<Piece> {
        let mut branches = Vec::new();
        while self.take(&['|', '｜']) {
            let start = self.at;
            let rest = &self.text[start..];
            let end = start + rest.find(['=', '＝', '{', '}', '|', '｜']).unwrap_or(rest.len());
            let word = self.text[start..end].trim().to_string();
            self.at = end;
            if !self.take(&['=', '＝']) {
                let sentence = format!("“{word}”后面要写“=”和文字，如 增长=增长{{结果}}");
                self.error("report.branch", start..end, sentence);
                self.pieces(true);
                continue;
            }
            let pieces = self.pieces(true);
            match Case::ALL.iter().find(|(_, known)| *known == word) {
                Some((case, _)) if branches.iter().any(|(taken, _)| taken == case) => {
                    self.error("report.branch", start..end, format!("“{word}”写了两次"));
                }
                Some((case, _)) => branches.push((*case, pieces)),
                None => {
                    let known = Case::ALL.iter().map(|(_, word)| *word);
                    let hint = match nearest(&word, known.clone()) {
                        Some(near) => format!("是否想写“{near}”？"),
                        None => format!("可以用：{}", known.collect::<Vec<_>>().join("、")),
                    };
                    let sentence = format!("不认识的情形“{word}”");
                    let place = self.written.at(start..end);
                    self.findings.push(Finding::error("report.branch", place, sentence).hint(hint));
                }
            }
        }
        self.complete(&name, &branches);
        Some(Piece::Choice(name, branches))
    }

    fn together(&mut self, word: &Name) -> Option<Piece> {
        let mut said = Vec::new();
        while self.take(&['|', '｜']) {
            let start = self.at;
            let rest = &self.text[start..];
            self.at += rest.find(['=', '＝', '{', '}', '|', '｜']).unwrap_or(rest.len());
            let label = start..self.at;
            let figure = self.take(&['=', '＝']).then(|| self.pieces(true));
            match figure.as_deref() {
                Some([Piece::Figure(name)]) if !self.text[label.clone()].trim().is_empty() => {
                    said.push((label, name.clone()));
                }
                _ => self.error("report.together", label, "并列的每一项写成 名称={编号或标识}"),
            }
        }
        if said.len() < 2 {
            self.error(
                "report.together",
                word.span.clone(),
                "并列的至少两项，如 {并|覆盖率={甲}|备案率={乙}}",
            );
        }
        Some(Piece::Together(said))
    }

    /// A choice must have words for whatever comes: the whole of a group, or 其他. What cannot be told speaks for itself.
    fn complete(&mut self, name: &Name, branches: &[(Case, Vec<Piece>)]) {
        let has = |case: Case| branches.iter().any(|(taken, _)| *taken == case);
        if has(Case::Otherwise) || branches.is_empty() {
            return;
        }
        let groups: [&[Case]; 3] =
            [&[Case::Grew, Case::Fell, Case::Level], &[Case::Met, Case::NotMet], &[Case::Yes, Case::No]];
        if groups.iter().any(|group| group.iter().all(|case| has(*case))) {
            return;
        }
        let missing: Vec<&str> = groups
            .iter()
            .filter(|group| group.iter().any(|case| has(*case)))
            .flat_map(|group| group.iter().filter(|case| !has(**case)).map(|case| case.word()))
            .collect();
        let missing = if missing.is_empty() { "其他".to_string() } else { missing.join("、") };
        self.error("report.branch-missing", name.span.clone(), format!("缺少“{missing}”时的写法"));
    }
}

/// The text with everything that is not plain words blanked out, byte for byte, so that spans stay what they are.
pub(crate) fn only_words(text: &str, pieces: &[Piece]) -> String {
    let mut kept = vec![b'#'; text.len()];
    keep(text.as_bytes(), pieces, &mut kept);
    // Spans of words lie on character boundaries and everything else is ASCII.
    String::from_utf8_lossy(&kept).into_owned()
}

fn keep(text: &[u8], pieces: &[Piece], kept: &mut [u8]) {
    for piece in pieces {
        match piece {
            Piece::Words(span) => kept[span.clone()].copy_from_slice(&text[span.clone()]),
            Piece::Choice(_, branches) => branches.iter().for_each(|(_, inner)| keep(text, inner, kept)),
            Piece::Together(said) => {
                said.iter().for_each(|(label, _)| kept[label.clone()].copy_from_slice(&text[label.clone()]));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Piece>, Vec<Finding>) {
        let mut findings = Vec::new();
        let pieces = parse(&Written::new(text, "report/outline.toml", 3, 8), &mut findings);
        (pieces, findings)
    }

    #[test]
    fn a_sentence_comes_apart_into_words_figures_and_quotations() {
        let (pieces, findings) = read("共{F24}，见{引：渝教函〔2023〕464号}。");
        assert!(findings.is_empty());
        assert_eq!(pieces.len(), 5);
        assert!(matches!(&pieces[1], Piece::Figure(name) if name.text == "F24" && name.span == (4..7)));
        assert!(matches!(&pieces[3], Piece::Quotation(_)));
    }

    #[test]
    fn a_choice_holds_placeholders_of_its_own() {
        let (pieces, findings) = read("{F26|增长=增长{结果}|下降＝下降{结果}｜持平=持平}");
        assert!(findings.is_empty(), "{findings:?}");
        let Piece::Choice(name, branches) = &pieces[0] else { panic!("a choice") };
        assert_eq!((name.text.as_str(), branches.len()), ("F26", 3));
        assert!(matches!(&branches[0].1[1], Piece::Figure(name) if name.text == RESULT));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_place() {
        for (text, code, place) in [
            ("甲{F24", "report.brace", "report/outline.toml:3:9"),
            ("甲}乙", "report.brace", "report/outline.toml:3:9"),
            ("{}", "report.placeholder-empty", "report/outline.toml:3:8"),
            ("{引:}", "report.quotation-empty", "report/outline.toml:3:9"),
            ("{:小学}", "report.placeholder-empty", "report/outline.toml:3:9"),
            ("{F26|增长=甲|下降=乙}", "report.branch-missing", "report/outline.toml:3:9"),
            ("{F26|增涨=甲|其他=乙}", "report.branch", "report/outline.toml:3:13"),
            ("{并|甲率={a}}", "report.together", "report/outline.toml:3:9"),
            ("{并|甲率={a}|乙率={b}|丙率=无}", "report.together", "report/outline.toml:3:25"),
        ] {
            let (_, findings) = read(text);
            assert_eq!(findings.len(), 1, "{text}: {findings:?}");
            assert_eq!((findings[0].code, findings[0].place.to_string().as_str()), (code, place), "{text}");
        }
    }

    #[test]
    fn blanking_out_keeps_every_byte_where_it_was() {
        let text = "共{F24|达标=好3|未达标=差}年{引:2}末";
        let (pieces, _) = read(text);
        let words = only_words(text, &pieces);
        assert_eq!(words.len(), text.len());
        assert_eq!(words.find('3'), text.find('3'));
        assert!(!words.contains('2') && words.ends_with('末'));
    }
}
