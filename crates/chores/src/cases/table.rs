//! What must be seen of each case: the column "right result" of `cases/EXPECT.tsv` as checks of the machine.

/// Something that must be seen after an import.
#[derive(Debug)]
pub enum Seen {
    /// It is given with a reason, since the rows are as like each other as no meetings are.
    Reasoned,
    /// It was recorded, and so many rows are there that were not.
    Recorded(i64),
    /// Nothing was recorded.
    Refused,
    /// A finding names the cell.
    At(&'static str),
    /// A finding of grade warning or above names the cell.
    Warned(&'static str),
    /// A finding names the row.
    Row(u32),
    /// Errors name exactly these cells.
    Errors(&'static [&'static str]),
    /// A finding has this code.
    Code(&'static str),
    /// No finding has this code.
    Lacks(&'static str),
    /// The present row of a key holds a value in a field.
    Holds(&'static str, &'static str, &'static str),
    /// There is no row of that key.
    Keyless(&'static str),
    /// All of these, or all of those.
    Either(&'static [Seen], &'static [Seen]),
    /// The district can be evaluated.
    Evaluates,
    /// Looked at on that day, worked days are known up to that one: told when they are counted beyond it.
    Calendar(&'static str, &'static str),
    /// A finding says these words.
    Says(&'static str),
    /// The figure prints nothing, since it cannot be told.
    Quiet(&'static str),
}

use Seen::*;

const MEETING: &str = "区政府常务会议";

/// The cases and what must be seen of them.
pub const CASES: &[(&str, &[Seen])] = &[
    (
        "IMP-01",
        &[
            Recorded(1),
            Holds("500152-BA-901", "上岗日期", "2022-09-01"),
            Holds("500152-BA-901", "最近考核日期", "2022-10-08"),
            Holds("500152-BA-901", "考核有效期至", "2023-10-07"),
        ],
    ),
    ("IMP-02a", &[Either(&[Refused], &[Warned("A2")]), At("A2")]),
    ("IMP-03", &[Refused, Warned("A2")]),
    ("IMP-05a", &[Recorded(1), Holds("2023/2150900001", "全年可用率", "99.78")]),
    ("IMP-05c", &[Refused, At("E2")]),
    ("IMP-06", &[Refused, At("I2")]),
    ("IMP-07", &[Refused, Errors(&["G2", "G3"])]),
    ("IMP-08", &[Refused, At("B2"), At("A3")]),
    ("IMP-09", &[Recorded(1), Holds("2022/9990901/其他经费/一般公共预算", "金额", "18190448.15")]),
    ("IMP-11", &[Recorded(1), Holds("500152-BA-911", "姓名", "样例甄某")]),
    ("IMP-12", &[Recorded(1), Holds("500152-BA-912", "姓名", "样例保安")]),
    ("IMP-13", &[Recorded(0), Holds("500152-BA-001", "姓名", "样例保安测试")]),
    ("IMP-15a", &[Recorded(0), Holds("500152-BA-001", "姓名", "样例保安测试")]),
    ("IMP-15c", &[Recorded(0), Holds("500152-BA-001", "姓名", "样例保安测试")]),
    ("IMP-15e", &[Warned("A2"), Keyless("500152-ba-001")]),
    ("IMP-16", &[Either(&[Recorded(1), Holds("500152-BA-916", "校园", "2150900001")], &[Refused, At("C2")])]),
    ("IMP-17a", &[Recorded(1), Holds("500152-BA-920", "姓名", "样例保安测试")]),
    (
        "IMP-17c",
        &[Recorded(1), Holds("500152-BA-922", "姓名", "样例保安测试"), Code("import.encoding.gb18030")],
    ),
    ("IMP-17d", &[Recorded(1), Holds("500152-BA-923", "姓名", "样例䶮𬭚")]),
    ("IMP-17e", &[Refused, Code("import.encoding.cut"), Lacks("import.header.unknown")]),
    ("IMP-17f", &[Recorded(1), Holds("500152-BA-924", "姓名", "样例保安测试")]),
    ("IMP-18a", &[Recorded(1), Holds("500152-BA-930", "姓名", "样例保安测试")]),
    ("IMP-18b", &[Recorded(1), Holds("500152-BA-931", "姓名", "样例保安测试")]),
    ("IMP-18c", &[Refused, Code("import.csv.chinese-comma")]),
    ("IMP-20a", &[Refused, Errors(&["D5"])]),
    ("IMP-20b", &[Refused, Errors(&["D3"])]),
    (
        "IMP-21",
        &[
            Recorded(2),
            Holds("500152-BA-944", "姓名", "样例保安测试"),
            Holds("500152-BA-945", "姓名", "样例保安测试"),
        ],
    ),
    (
        "IMP-22",
        &[Either(
            &[Recorded(1), Holds("2022/9992201/其他经费/一般公共预算", "金额", "18188500"), Row(1), Row(2)],
            &[Refused, Row(1)],
        )],
    ),
    (
        "IMP-23",
        &[Either(
            &[Recorded(1), Holds("2022/9992301/其他经费/一般公共预算", "金额", "18188500"), At("G1")],
            &[Refused, Code("import.header.unit")],
        )],
    ),
    (
        "IMP-23b",
        &[Either(
            &[Recorded(1), Holds("2022/9992302/其他经费/一般公共预算", "金额", "18188500")],
            &[Refused, At("G2")],
        )],
    ),
    ("IMP-24", &[Refused, Code("import.header.merged")]),
    ("IMP-25", &[Refused, Code("import.cell.merged"), At("C2")]),
    ("IMP-26a", &[Row(3)]),
    ("IMP-26c", &[Recorded(1), At("D1")]),
    ("IMP-27", &[Recorded(1), Code("import.sheet.left")]),
    ("IMP-28", &[Refused, Code("import.file.old-excel")]),
    ("IMP-29", &[Refused, Code("import.file.web-page")]),
    ("IMP-32", &[Refused, Code("import.file.open-document")]),
    ("IMP-35a", &[Recorded(1), Holds("500152-BA-965", "上岗日期", "2022-09-01")]),
    ("IMP-35b", &[Recorded(1), Holds("500152-BA-965", "上岗日期", "2022-09-01")]),
    ("IMP-36", &[Recorded(1), Holds("500152-BA-966", "姓名", "样例保安测试")]),
    ("IMP-38", &[Recorded(1), Holds("500152-BA-968", "姓名", "样例保安测试")]),
    (
        "IMP-39",
        &[Either(
            &[Recorded(1), Holds("500152-BA-969", "姓名", "样例保安测试")],
            &[Refused, Code("import.xlsx.broken")],
        )],
    ),
    ("IMP-39b", &[Recorded(1), Holds("500152-BA-970", "姓名", "样例保安测试")]),
    ("IMP-40", &[At("D2"), Refused]),
    // There is no way to know: whatever becomes of it is right.
    ("IMP-40b", &[Either(&[Recorded(1)], &[Refused])]),
    ("IMP-41", &[Refused, Errors(&["B8", "B9", "B10", "B11", "B12", "B18", "B20"])]),
    ("IMP-42", &[Refused, Errors(&["B8", "B9", "B12", "B13"])]),
    (
        "IMP-42c",
        &[
            Reasoned,
            Recorded(6),
            Holds("500152-HY-970", "日期", "2022-09-01"),
            Holds("500152-HY-971", "日期", "2022-09-01"),
            Holds("500152-HY-972", "日期", "2022-09-01"),
            Holds("500152-HY-973", "日期", "2022-09-01"),
            Holds("500152-HY-974", "日期", "2022-09-01"),
            Holds("500152-HY-975", "日期", "2022-09-01"),
        ],
    ),
    ("IMP-44", &[Either(&[Holds("500152-BA-113", "考核结论", "合格")], &[Refused])]),
    ("IMP-44b", &[Refused, At("G2"), At("H2"), At("I2")]),
    (
        "IMP-46",
        &[
            Refused,
            Errors(&[
                "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G18", "G19", "G20", "G21", "G24",
                "G25",
            ]),
        ],
    ),
    ("IMP-48", &[Refused, Errors(&["D2", "D3", "D4", "D5", "D10", "D12", "D13", "D15", "D17"])]),
    (
        "IMP-48b",
        // A guard whose background was looked at and found wanting may not stand at a gate: the cell is read as 否.
        &[Either(
            &[Recorded(1), Holds("500152-BA-996", "保安员证", "是")],
            &[Refused, Code("roster.unqualified")],
        )],
    ),
    ("IMP-49", &[Recorded(1), Holds("500152-BA-971", "姓名", "样例保安测试"), At("A1"), At("L1")]),
    ("IMP-50", &[Refused, Row(3), Row(4), Code("import.row.total"), Code("import.row.signature")]),
    ("IMP-51a", &[Refused, Errors(&["G2", "G3", "G4"]), Evaluates]),
    ("IMP-51b", &[Either(&[Recorded(1)], &[Refused])]),
    (
        "IMP-53",
        &[
            Recorded(1),
            Holds("500152-BA-972", "最近考核日期", ""),
            Holds("500152-BA-972", "考核结论", ""),
            Holds("500152-BA-972", "考核有效期至", ""),
        ],
    ),
    ("IMP-54", &[Either(&[Recorded(2), Holds("500152-BA-973", "姓名", "=1+1")], &[Refused])]),
    ("IMP-55", &[Refused, Code("import.row.check")]),
    (
        "IMP-56",
        &[Either(&[Recorded(1), Holds("500152-BA-975", "最近考核日期", "2022-10-08")], &[Refused, At("G1")])],
    ),
    (
        "IMP-56b",
        &[Either(&[Recorded(1), Holds("500152-BA-976", "姓名", "样例保安测试")], &[Refused, At("B1")])],
    ),
    ("IMP-58", &[Refused, Row(2)]),
    ("IMP-60", &[Refused]),
    ("IMP-61", &[Refused, Row(2)]),
    ("IMP-62", &[Refused]),
    (
        "IMP-67",
        &[
            Either(&[Recorded(0), Holds("2022/2150900001", "核定编制", "74")], &[Refused, At("B2")]),
            Keyless("2022/2150900001.0"),
        ],
    ),
    ("IMP-71", &[Refused, Code("import.xlsx.broken")]),
    ("IMP-72", &[Refused, Code("import.file.cut")]),
    (
        "IMP-73",
        &[Either(&[Holds("500152-HY-901", "会议类型", MEETING)], &[Refused, Code("import.row.check")])],
    ),
    (
        "IMP-74",
        &[
            Recorded(1),
            Holds("500152-BA-984", "姓名", "样例保安测试"),
            Holds("500152-BA-984", "最近考核日期", "2022-10-08"),
            Holds("500152-BA-984", "考核有效期至", "2023-10-07"),
        ],
    ),
    ("IMP-75", &[Refused, At("A4"), Says("第2行")]),
    (
        "NOT-01",
        &[
            Recorded(5),
            Holds("500152-JT-901/1/1", "联系电话", ""),
            Holds("500152-JT-905/1/1", "联系电话", ""),
        ],
    ),
    ("NOT-01b", &[Row(2), Says("电话")]),
    ("NOT-03", &[Refused, Errors(&["F2", "F3", "F4", "F5"])]),
    ("NOT-05", &[Either(&[Recorded(0)], &[Refused])]),
    ("DAT-02", &[Recorded(0), Calendar("2023-10-09", "2023-12-31")]),
    ("DAT-03", &[Refused, At("A2")]),
    ("DAT-04", &[Row(2)]),
    ("FIG-01", &[Recorded(0), Quiet("F62")]),
    ("FIG-03", &[Refused, Evaluates]),
    ("WF-02a", &[Refused]),
    ("WF-02b", &[Refused]),
];
