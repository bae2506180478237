//! A synthetic district: budget lines, classes, commitments.

use assess::{Assessor, Facts, Records, Rows};
use define::{Date, File, Pack, PackFiles};
use ledger::{Row, Value};
use quantity::Decimal;
use report::{Input, Log, Report};
use std::collections::BTreeMap;
use std::sync::Arc;

const FILES: [(&str, &str); 14] = [
    ("pack.toml", include_str!("pack/pack.toml")),
    ("registers/budget.toml", include_str!("pack/registers/budget.toml")),
    ("registers/classes.toml", include_str!("pack/registers/classes.toml")),
    ("registers/kindergarten.toml", include_str!("pack/registers/kindergarten.toml")),
    ("registers/commitment.toml", include_str!("pack/registers/commitment.toml")),
    ("parameters/class-cap.toml", include_str!("pack/parameters/class-cap.toml")),
    ("indicators/budget.toml", include_str!("pack/indicators/budget.toml")),
    ("indicators/budget-before.toml", include_str!("pack/indicators/budget-before.toml")),
    ("indicators/budget-growth.toml", include_str!("pack/indicators/budget-growth.toml")),
    ("indicators/largest-class.toml", include_str!("pack/indicators/largest-class.toml")),
    ("indicators/inclusive-share.toml", include_str!("pack/indicators/inclusive-share.toml")),
    ("indicators/funding.toml", include_str!("pack/indicators/funding.toml")),
    ("indicators/schooling.toml", include_str!("pack/indicators/schooling.toml")),
    ("report/self-evaluation.toml", include_str!("pack/report/self-evaluation.toml")),
];

pub fn pack() -> Pack {
    pack_with(|outline| outline)
}

/// The pack with another outline.
pub fn pack_with(change: impl Fn(String) -> String) -> Pack {
    let files = FILES.map(|(name, text)| match name {
        "report/self-evaluation.toml" => File::new(name, change(text.to_string())),
        _ => File::new(name, text),
    });
    let checked = define::check(&[PackFiles::new("sample", files.to_vec())]);
    let wrong: Vec<_> = checked.findings.iter().filter(|f| f.grade == finding::Grade::Error).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    checked.pack.unwrap()
}

pub struct District {
    pack: Arc<Pack>,
    rows: BTreeMap<&'static str, Vec<Row>>,
    pub wordings: Vec<report::Wording>,
    pub attached: Vec<report::Attached>,
}

fn text(words: &str) -> Option<Value> {
    Some(Value::Text(words.to_string()))
}

fn number(number: i128) -> Option<Value> {
    Some(Value::Number(Decimal::new(number, 0)))
}

impl District {
    pub fn new(pack: Pack) -> Self {
        let mut district = District {
            pack: Arc::new(pack),
            rows: BTreeMap::new(),
            wordings: Vec::new(),
            attached: Vec::new(),
        };
        district.budget(2021, 152_846_129_000);
        district.budget(2022, 154_390_000_037);
        for (name, stage, pupils) in
            [("样例小学1班", "小学", 47), ("样例小学2班", "小学", 40), ("样例初中1班", "初中", 49)]
        {
            let values = vec![number(2022), text(name), text(stage), number(pupils)];
            district.rows.entry("班级").or_default().push(Row { values });
        }
        for (id, category, content) in
            [("样例1", "投入", "新增样例学位500个。"), ("样例3", "投入", "补足样例经费")]
        {
            let day = Date::new(2023, 12, 31).unwrap();
            let values = vec![
                text(id),
                text(category),
                text(content),
                text("样例科室"),
                Some(Value::Date(Date::new(2022, 12, 30).unwrap())),
                Some(Value::Date(day)),
            ];
            district.rows.entry("工作承诺").or_default().push(Row { values });
        }
        district
    }

    /// Takes over the rows of another one, and not its wordings.
    pub fn clone_rows(&mut self, other: &District) {
        self.rows = other.rows.clone();
    }

    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The budget of a year in fen, on two lines.
    pub fn budget(&mut self, year: i128, fen: i128) {
        let rows = self.rows.entry("教育经费").or_default();
        rows.retain(|row| row.values[0] != number(year));
        for (name, fen) in [("样例科目一", fen - 1_000_000), ("样例科目二", 1_000_000)] {
            let money = Some(Value::Number(Decimal::new(fen, 2)));
            rows.push(Row { values: vec![number(year), text(name), money] });
        }
    }

    pub fn kindergarten(&mut self, name: &str, children: i128, inclusive: bool) {
        let values = vec![number(2022), text(name), number(children), Some(Value::Boolean(inclusive))];
        self.rows.entry("幼儿园").or_default().push(Row { values });
    }

    pub fn report(&self) -> Report {
        self.try_report().unwrap()
    }

    pub fn assessor(&self) -> Assessor {
        let mut facts = Facts::new();
        for (name, rows) in &self.rows {
            let register = self.pack.register(name).unwrap();
            facts.add_rows(register, (1..).zip(rows.iter().cloned().map(Arc::new)).collect());
        }
        Assessor::new(self.pack.clone(), facts)
    }

    pub fn try_report(&self) -> Result<Report, Vec<finding::Finding>> {
        let mut assessor = self.assessor();
        let assessment = assessor.assess(2022);
        let all = self.rows.iter().map(|(name, rows)| {
            let rows: Rows = (1..).zip(rows.iter().cloned().map(Arc::new)).collect();
            ((*name).to_owned(), rows)
        });
        let records = Records::new(self.pack.clone(), all.collect());
        let commitments = report::promised(&self.pack, &records, Date::new(2022, 12, 31).unwrap());
        report::write(&Input {
            pack: &self.pack,
            outline: &self.pack.outlines[0],
            assessor: &assessor,
            assessment: &assessment,
            commitments: &commitments,
            district: "样例区",
            addressee: Some("样例市人民政府"),
            issuer: Some("样例区人民政府"),
            date: paper::Day::new(2023, 3, 1),
            remark: Some("样例数据"),
            made_up: true,
            attached: &self.attached,
            wordings: &self.wordings,
            log: Some(Log { size: 12, root: "ab".repeat(32) }),
        })
    }
}
