//! A pack drafted out of an official table: taken as it stands, held against last year's, unclear things told.

use define::{Draft, File, PackFiles, TableRows, Wanted, check, draft};

const HEAD: &str = r#"
id = "old"
name = "旧方案"
year = 2022
[[aspects]]
id = "A1"
name = "党的领导"
[[aspects]]
id = "A2"
name = "经费投入"
"#;

fn old() -> Vec<File> {
    let scored = |id: &str, number: u32, aspect: &str, name: &str, weight: &str| {
        let text = format!(
            "name = \"{name}\"\nnumber = {number}\naspect = \"{aspect}\"\nparts = [\"growth\"]\nweight = \"{weight}\"\nowner = \"督导室\"\n\
             period = \"calendar-year\"\nsource = {{ document = \"旧文件\", status = \"unofficial\" }}\n"
        );
        File::new(format!("indicators/{aspect}/{id}.toml"), text)
    };
    vec![
        File::new("pack.toml", HEAD),
        File::new(
            "registers/budget.toml",
            "name = \"经费\"\nperiod = \"calendar-year\"\nperiod_field = \"年度\"\nkey = [\"年度\"]\nowner = \"财政科\"\n\
             source = { document = \"样例\", status = \"unofficial\" }\n\
             fields = [{ name = \"年度\", type = \"integer\", required = true }, { name = \"金额\", type = \"money\", required = true }]\n",
        ),
        File::new(
            "indicators/growth.toml",
            "name = \"经费总额\"\nunit = \"元\"\nformula = \"合计(经费.金额)\"\nmet_when = \"结果 > 0元\"\nowner = \"财政科\"\n\
             period = \"calendar-year\"\nsource = { document = \"样例\", status = \"unofficial\" }\n",
        ),
        scored("leadership", 1, "A1", "党政定期研究教育工作", "5"),
        scored("funding", 2, "A2", "教育经费只增不减", "10"),
        scored("network", 3, "A2", "教育信息化建设", "3"),
    ]
}

fn drafted(rows: &[&[&str]]) -> Draft {
    let files = old();
    let checked = check(&[PackFiles::new("old", files.clone())]);
    let rows: TableRows =
        (3..).zip(rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())).collect();
    let wanted = Wanted { id: "new", name: "新方案", year: 2023, document: "渝教函〔2024〕1号" };
    draft(&checked.pack.unwrap(), &files, &rows, &wanted)
}

const TABLE: &[&[&str]] = &[
    &["附件：评价指标表", "", "", "", ""],
    &["评价内容", "评价指标", "分值", "评分标准", "责任单位"],
    &["一、党的领导", "1.党政定期研究教育工作", "6分", "每年不少于2次", "区委办"],
    &["二、经费投入", "2.教育经费做到只增不减", "10", "总量、生均都不减", "区财政局"],
    &["", "", "", "减少的不得分", ""],
    &["", "3.教师培训经费", "四", "按工资总额1.5%", ""],
    &["合计", "", "100", "", ""],
];

#[test]
fn the_table_is_taken_as_it_stands_and_held_against_last_year() {
    let draft = drafted(TABLE);
    let crossed: Vec<(Option<u32>, &str, Option<&str>, String)> = draft
        .crosswalk
        .iter()
        .map(|one| {
            (
                one.number,
                one.name.as_str(),
                one.before.as_ref().map(|(id, ..)| id.as_str()),
                one.changes.join("；"),
            )
        })
        .collect();
    assert_eq!(
        crossed,
        [
            (
                Some(1),
                "党政定期研究教育工作",
                Some("leadership"),
                "分值 5→6；责任单位 督导室→区委办".to_owned()
            ),
            (
                Some(2),
                "教育经费做到只增不减",
                Some("funding"),
                "名称 教育经费只增不减→教育经费做到只增不减；责任单位 督导室→区财政局".to_owned()
            ),
            (Some(3), "教师培训经费", None, String::new()),
            (None, "教育信息化建设", Some("network"), "今年没有这一条".to_owned()),
        ]
    );
    let codes: Vec<&str> = draft.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["draft.points-unclear", "draft.no-owner", "draft.renamed", "draft.undefined"]);
    assert_eq!(draft.findings[0].place.source.as_str(), "第8行");
    let funding = draft.files.iter().find(|file| file.path.ends_with("/funding.toml")).unwrap();
    assert!(funding.text.contains("note = \"总量、生均都不减 减少的不得分\""), "{}", funding.text);
    assert!(funding.text.contains("parts = [\"growth\"]") && funding.text.contains("weight = \"10\""));
}

#[test]
fn the_draft_lies_over_last_years_pack_once_what_is_new_is_defined() {
    let mut draft = drafted(TABLE);
    for file in &mut draft.files {
        file.text = file.text.replace("parts = []", "parts = [\"growth\"]");
    }
    let packs = [PackFiles::new("old", old()), PackFiles::new("new", draft.files)];
    let checked = check(&packs);
    assert!(!finding::has_error(&checked.findings), "{:?}", checked.findings);
    let pack = checked.pack.unwrap();
    let numbered: Vec<(u32, &str)> =
        pack.indicators.iter().filter_map(|one| Some((one.number?, one.name.as_str()))).collect();
    assert_eq!(numbered, [(1, "党政定期研究教育工作"), (2, "教育经费做到只增不减"), (3, "教师培训经费")]);
    let aspects: Vec<&str> = pack.aspects.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((pack.year, aspects), (Some(2023), vec!["党的领导", "经费投入"]));
    // What the scheme dropped is computed on, without points.
    assert!(pack.indicator("network").is_some_and(|one| one.number.is_none() && one.weight.is_none()));
}

#[test]
fn what_is_no_table_of_indicators_is_refused_and_what_is_written_twice_is_told() {
    let draft = drafted(&[&["姓名", "电话"], &["甲", "1"]]);
    assert!(draft.files.is_empty());
    assert_eq!(draft.findings[0].code, "draft.no-head");
    let twice: &[&[&str]] =
        &[&["方面", "评价指标", "分值"], &["投入", "经费增长", "5"], &["投入", "2.经费增长", "5"]];
    assert!(drafted(twice).findings.iter().any(|finding| finding.code == "draft.twice"));
}

/// As such tables are: a title, a head of two rows with a merged cell, points in brackets and in rows below, an aspect over
/// several rows, several lines in a cell, the head again on the next page, totals, a note below.
const AS_THEY_ARE: &[&[&str]] = &[
    &["附件1", "", "", "", "", ""],
    &["对区县人民政府履行教育职责评价指标表", "", "", "", "", ""],
    &["评价指标", "", "", "评分细则", "分值", "责任\n单位"],
    &["一级指标", "二级指标", "评价要点", "", "", ""],
    &[
        "一、党的领导\n（6分）",
        "1.党政定期研究\n教育工作（6分）",
        "①常务会研究",
        "每年不少于2次，\n少一次扣1分",
        "４分",
        "区委办\n区政府办",
    ],
    &["", "", "②联系学校", "每人至少到校1次", "2", ""],
    &["评价指标", "", "", "评分细则", "分值", "责任\n单位"],
    &["一级指标", "二级指标", "评价要点", "", "", ""],
    &["二、经费投入（14分）", "2.教育经费只增不减（以决算为准）", "", "总量、生均都不减", "10", "区财政局"],
    &["", "3.教育信息化建设（3分）", "", "网络到校", "", "信息中心"],
    &["小计", "", "", "", "13", ""],
    &["合计", "", "", "", "20", ""],
    &["注：评分细则另发。", "", "", "", "", ""],
];

#[test]
fn a_table_as_the_real_ones_are_is_read_as_a_person_reads_it() {
    let draft = drafted(AS_THEY_ARE);
    let crossed: Vec<(&str, Option<&str>, String)> = draft
        .crosswalk
        .iter()
        .map(|one| {
            (one.name.as_str(), one.before.as_ref().map(|(id, ..)| id.as_str()), one.changes.join("；"))
        })
        .collect();
    assert_eq!(
        crossed,
        [
            (
                "党政定期研究教育工作",
                Some("leadership"),
                "分值 5→6；责任单位 督导室→区委办、区政府办".to_owned()
            ),
            (
                "教育经费只增不减（以决算为准）",
                Some("funding"),
                "名称 教育经费只增不减→教育经费只增不减（以决算为准）；责任单位 督导室→区财政局".to_owned()
            ),
            ("教育信息化建设", Some("network"), "责任单位 督导室→信息中心".to_owned()),
        ]
    );
    let told: Vec<(&str, &str, &str)> = draft
        .findings
        .iter()
        .map(|finding| (finding.code, finding.place.source.as_str(), finding.sentence.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("draft.points-sum", "第14行", "表里的合计是20分，所列各条相加是19分"),
            ("draft.remark", "第15行", "表里的注没有取：注：评分细则另发。"),
            ("draft.points-sum", "第11行", "方面“经费投入”写的是14分，所列各条相加是13分"),
            (
                "draft.renamed",
                "第11行",
                "“教育经费只增不减（以决算为准）”作为去年的“教育经费只增不减”改了名处理，请核对"
            ),
        ]
    );
    let leadership = draft.files.iter().find(|file| file.path.ends_with("/leadership.toml")).unwrap();
    let criteria = "note = \"①常务会研究 每年不少于2次， 少一次扣1分 ②联系学校 每人至少到校1次\"";
    assert!(leadership.text.contains(criteria), "{}", leadership.text);
    assert!(draft.files[0].text.contains("name = \"党的领导\""), "{}", draft.files[0].text);
}

#[test]
fn aspects_in_rows_of_their_own_and_points_only_in_brackets() {
    let draft = drafted(&[
        &["评价指标", "评价标准"],
        &["（一）党的领导（5分）", ""],
        &["1.党政定期研究教育工作（5分）", "每年不少于2次"],
        &["（二）经费投入（共12分）", ""],
        &["2.教育经费只增不减〔9分〕", "都不减"],
        &["3.教育信息化建设", "没有写分"],
    ]);
    let codes: Vec<(&str, &str)> =
        draft.findings.iter().map(|finding| (finding.code, finding.place.source.as_str())).collect();
    assert_eq!(codes, [("draft.points-unclear", "第8行")]);
    let aspects = draft.files[0].text.matches("[[aspects]]").count();
    assert_eq!(aspects, 2);
    assert!(draft.files.iter().any(|file| file.path == "indicators/A2/funding.toml"));
    let changes: Vec<String> = draft.crosswalk.iter().map(|one| one.changes.join("；")).collect();
    assert_eq!(changes, ["", "分值 10→9", ""]);
}
