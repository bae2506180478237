//! What is written: numbers of headings in their order, the document's number, days, names of attachments, marks
//! (GB/T 9704-2012, 7.2.5, 7.3 and 7.4).

use crate::draft::Draft;
use crate::fault::{Edit, Fault};
use crate::kind::{Kind, document_number, in_chinese, numbered};
use crate::marks::{half_width, straight};
use crate::paragraph::Paragraph;

pub(crate) fn faults(draft: &Draft) -> Vec<Fault> {
    let mut faults = headings(draft);
    for (at, one) in draft.paragraphs.iter().enumerate() {
        faults.extend(document_numbers(at, one));
        faults.extend(days(at, one));
        faults.extend(endings(at, one));
        // What is attached may be a form, a formula, somebody else's text.
        if !matches!(one.kind, Kind::Above | Kind::Empty | Kind::Attached) {
            faults.extend(marks(at, one));
        }
    }
    faults
}

fn letters(at: usize, from: usize, to: usize, with: impl Into<String>) -> Edit {
    Edit::Letters { at, from, to, with: with.into() }
}

/// Numbers of headings go on from one to the next, and their marks are the norm's.
fn headings(draft: &Draft) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut counts = [0_u32; 4];
    for (at, one) in draft.paragraphs.iter().enumerate() {
        if one.kind == Kind::AttachmentLabel {
            counts = [0; 4];
        }
        let Kind::Heading(level) = one.kind else { continue };
        let lead = one.text.iter().take_while(|letter| letter.is_whitespace()).count();
        let Some(found) = numbered(&one.text[lead..]) else { continue };
        let deep = usize::from(level) - 1;
        let expected = counts[deep] + 1;
        let restarts = level > 1 && found.value == 1;
        let value = if found.value == expected || restarts { found.value } else { expected };
        counts[deep] = value;
        counts[deep + 1..].fill(0);
        let right = match level {
            1 => format!("{}、", in_chinese(value)),
            2 => format!("（{}）", in_chinese(value)),
            3 => format!("{value}{}", if one.text[lead + found.length - 1] == '．' { '．' } else { '.' }),
            _ => format!("（{value}）"),
        };
        let mend = letters(at, lead, lead + found.length, right.clone());
        let written: String = one.text[lead..lead + found.length].iter().collect();
        if value != found.value {
            let sentence = format!("标题序号“{written}”与前面的不连续，应是“{right}”");
            let remedy = "补上缺的部分，或把以下序号改连续；文中引用这些序号的地方一并核对";
            faults.push(Fault::of("paper.heading-order", at, sentence, remedy).mend(mend));
        } else if !found.is_right {
            let sentence = format!("标题序号写作“{written}”");
            let remedy = "层次序数依次用“一、”“（一）”“1.”“（1）”";
            faults.push(Fault::of("paper.heading-mark", at, sentence, remedy).mend(mend));
        }
        let stops = one.text.iter().filter(|letter| **letter == '。').count();
        if level == 1 && stops == 1 && one.text.last() == Some(&'。') && one.text.len() <= 30 {
            let fault =
                Fault::of("paper.heading-end", at, "独占一行的标题末尾有句号", "标题独占一行时末尾不用句号");
            faults.push(fault.mend(letters(at, one.text.len() - 1, one.text.len(), "")));
        }
    }
    faults
}

/// 发文字号: the year in full in six-cornered brackets, the number without 第 and noughts before it.
fn document_numbers(at: usize, one: &Paragraph) -> Vec<Fault> {
    let (mut faults, mut from) = (Vec::new(), 0);
    while let Some((start, end)) = document_number(&one.text, from) {
        let year: String = one.text[start + 1..start + 5].iter().collect();
        let number: String =
            one.text[start + 6..end - 1].iter().filter(|letter| letter.is_ascii_digit()).collect();
        let right = format!("〔{year}〕{}号", number.trim_start_matches('0'));
        let written: String = one.text[start..end].iter().collect();
        if written != right {
            let sentence = format!("发文字号写作“{written}”");
            let remedy = format!("写作“{right}”：年份用六角括号，序号不编虚位、不加“第”");
            faults.push(
                Fault::of("paper.document-number", at, sentence, remedy).mend(letters(at, start, end, right)),
            );
        }
        from = end;
    }
    faults
}

/// Days are written in Arabic figures in full, without noughts before month and day.
fn days(at: usize, one: &Paragraph) -> Vec<Fault> {
    let mut faults = Vec::new();
    let remedy = "成文日期用阿拉伯数字将年、月、日标全，月、日不编虚位";
    let fault = |written: &str| Fault::of("paper.date", at, format!("日期写作“{written}”"), remedy);
    if one.kind == Kind::Date {
        let written = one.words();
        if let Some(right) = day(written.trim()).filter(|right| *right != written.trim()) {
            let lead = one.text.iter().take_while(|letter| letter.is_whitespace()).count();
            let end = lead + written.trim().chars().count();
            return vec![fault(written.trim()).mend(letters(at, lead, end, right))];
        }
        return faults;
    }
    if one.kind == Kind::Above {
        return faults;
    }
    for mark in 2..one.text.len() {
        let is_padded = matches!(one.text[mark], '月' | '日')
            && one.text[mark - 2] == '0'
            && one.text[mark - 1].is_ascii_digit()
            && mark >= 3
            && matches!(one.text[mark - 3], '年' | '月');
        if is_padded {
            let written: String = one.text[mark - 2..=mark].iter().collect();
            faults.push(fault(&written).mend(letters(at, mark - 2, mark - 1, "")));
        }
    }
    faults
}

/// A day as it is to be written; none of what is no day of the calendar.
fn day(written: &str) -> Option<String> {
    let parts: Vec<&str> = written
        .split(['年', '月', '日', '.', '．', '/', '-', '－'])
        .filter(|part| !part.is_empty())
        .collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let figure = |text: &str| -> Option<u32> {
        if text.chars().all(|letter| letter.is_ascii_digit()) {
            return text.parse().ok();
        }
        let letters: Vec<char> = text.replace(['○', '零'], "〇").chars().collect();
        let digit =
            |letter: &char| "〇一二三四五六七八九".chars().position(|one| one == *letter).map(|at| at as u32);
        match letters.as_slice() {
            ['十'] => Some(10),
            ['十', one] => Some(10 + digit(one)?),
            [tens, '十'] => Some(10 * digit(tens)?),
            [tens, '十', one] => Some(10 * digit(tens)? + digit(one)?),
            all => all.iter().try_fold(0, |sum, letter| Some(sum * 10 + digit(letter)?)),
        }
    };
    let (year, month, day) = (figure(year)?, figure(month)?, figure(day)?);
    let is_day = (1000..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then(|| format!("{year}年{month}月{day}日"))
}

/// How addressee, title, names of attachments and the edition end.
fn endings(at: usize, one: &Paragraph) -> Option<Fault> {
    let end = one.text.iter().rposition(|letter| !letter.is_whitespace())?;
    let last = one.text[end];
    match one.kind {
        Kind::Addressee if last != '：' => {
            let fault =
                Fault::of("paper.addressee-end", at, "主送机关后面不是全角冒号", "主送机关后标全角冒号");
            Some(fault.mend(letters(at, end, end + 1, "：")))
        }
        Kind::Title if "。！；，：".contains(last) => {
            let fault = Fault::of("paper.title-end", at, format!("标题末尾有“{last}”"), "标题末尾不用标点");
            Some(fault.mend(letters(at, end, end + 1, "")))
        }
        Kind::Attachments if "。；，、;,".contains(last) => {
            let fault =
                Fault::of("paper.attachments-end", at, format!("附件名称后有“{last}”"), "附件名称后不加标点");
            Some(fault.mend(letters(at, end, end + 1, "")))
        }
        Kind::Attachments => {
            let lead = one.text.iter().take_while(|letter| letter.is_whitespace()).count();
            let rest = &one.text[lead..];
            if rest.starts_with(&['附', '件', ':']) {
                let fault = Fault::of("paper.attachments-mark", at, "“附件”后面不是全角冒号", "写作“附件：”");
                return Some(fault.mend(letters(at, lead + 2, lead + 3, "：")));
            }
            let number = usize::from(rest.starts_with(&['附', '件', '：'])) * 3;
            let found = numbered(&rest[number..]).filter(|found| found.level == 3 && !found.is_right)?;
            let fault = Fault::of("paper.attachments-mark", at, "附件序号后面不是点", "附件序号写作“1.”");
            let at_mark = lead + number + found.length - 1;
            Some(fault.mend(letters(at, at_mark, at_mark + 1, ".")))
        }
        Kind::Edition if one.words().trim_start().starts_with("抄送") => {
            let lead = one.text.iter().take_while(|letter| letter.is_whitespace()).count();
            if one.text.get(lead + 2) != Some(&'：') {
                let fault = Fault::of("paper.copies", at, "“抄送”后面不是全角冒号", "写作“抄送：”");
                let is_mark = matches!(one.text.get(lead + 2), Some(':' | ' ' | '\u{3000}'));
                return Some(fault.mend(letters(at, lead + 2, lead + 2 + usize::from(is_mark), "：")));
            }
            if last == '。' {
                return None;
            }
            let fault = Fault::of("paper.copies", at, "抄送机关最后没有句号", "最后一个抄送机关后标句号");
            Some(fault.mend(letters(at, end + 1, end + 1, "。")))
        }
        _ => None,
    }
}

/// Half-width marks and straight quotation marks among Chinese words.
fn marks(at: usize, one: &Paragraph) -> Vec<Fault> {
    let mut faults = Vec::new();
    for wrong in half_width(&one.text) {
        // The colon and brackets that other rules speak of are theirs.
        let is_elsewhere = (matches!(one.kind, Kind::Addressee) && one.text[wrong.from] == ':')
            || (matches!(one.kind, Kind::Heading(_))
                && wrong.from < 6
                && matches!(one.text[wrong.from], '(' | ')'))
            || (matches!(one.kind, Kind::Attachments | Kind::Edition) && wrong.from < 4)
            || document_number(&one.text, 0).is_some_and(|(start, end)| (start..end).contains(&wrong.from));
        if !is_elsewhere {
            let written: String = one.text[wrong.from..wrong.to].iter().collect();
            let sentence = format!("中文里用了半角的“{written}”");
            let fault = Fault::of("paper.mark-width", at, sentence, "中文里用全角标点");
            faults.push(fault.mend(letters(at, wrong.from, wrong.to, wrong.right)));
        }
    }
    for wrong in straight(&one.text) {
        let fault = Fault::of("paper.mark-straight", at, "引号是直的", "用“”");
        faults.push(fault.mend(letters(at, wrong.from, wrong.to, wrong.right)));
    }
    faults
}
