//! What is asked of a child, and what is said when it gives no answer.

use crate::Limits;
use finding::{Finding, Place};
use reader::Encoding;

/// What is asked of a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// The text of a document.
    Prose,
    /// The tables of a file, whose encoding may be known.
    Tables(Option<Encoding>),
}

/// Why there is no answer.
pub(crate) enum Unanswered {
    /// Others take all places, or no child can be started.
    Busy,
    /// Who asked has left.
    Left,
    /// It took too long.
    Late,
    /// The child died; its last words.
    Died(String),
}

const QUESTIONS: [(u8, Question); 4] = [
    (b'p', Question::Prose),
    (b't', Question::Tables(None)),
    (b'u', Question::Tables(Some(Encoding::Utf8))),
    (b'g', Question::Tables(Some(Encoding::Gb18030))),
];

impl Question {
    /// The byte that stands for it on its way.
    pub fn mark(self) -> u8 {
        QUESTIONS.iter().find(|(_, question)| *question == self).map_or(0, |(mark, _)| *mark)
    }

    /// What a byte stands for.
    pub fn of(mark: u8) -> Option<Question> {
        QUESTIONS.iter().find(|(known, _)| *known == mark).map(|(_, question)| *question)
    }

    /// Longest file that is looked at, in bytes.
    pub fn longest(self) -> usize {
        match self {
            Question::Prose => reader::DOCUMENT_LIMIT,
            Question::Tables(_) => reader::FILE_LIMIT,
        }
    }

    /// What reading a file of that many bytes may cost.
    pub fn limits(self, length: usize) -> Limits {
        match self {
            Question::Prose => Limits::DOCUMENT,
            Question::Tables(_) => Limits::table(length),
        }
    }

    /// The finding that says why there is no answer.
    pub fn finding(self, name: &str, why: &Unanswered) -> Finding {
        let is_prose = self == Question::Prose;
        let code = |prose, table| if is_prose { prose } else { table };
        let (code, sentence, hint) = match why {
            Unanswered::Busy => (code("prose.busy", "import.file.busy"), "正在读的文件太多", "请稍后再试"),
            Unanswered::Left => (
                code("prose.cancelled", "import.file.cancelled"),
                "没有读完：要求读它的人已经离开",
                "请再交一次",
            ),
            Unanswered::Late | Unanswered::Died(_) => {
                let hint = match is_prose {
                    true => "请在 WPS、Word 中另存一次，或只交要核对的那几页",
                    false => "请在 WPS、Excel 中另存为 CSV，或分成几个文件",
                };
                (code("prose.too-costly", "import.file.too-costly"), why.cost(), hint)
            }
        };
        Finding::error(code, Place::whole(name), sentence).hint(hint)
    }
}

impl Unanswered {
    /// What ran out, as far as it is known.
    fn cost(&self) -> &'static str {
        match self {
            Unanswered::Died(words) if words.contains("overflowed its stack") => "里面一层套一层，套得太深",
            Unanswered::Died(words) if words.contains("memory allocation") => "读它要用的内存超过上限",
            Unanswered::Late => "读它用的时间超过上限",
            _ => "读它用的时间或内存超过上限",
        }
    }
}
