use quantity::{Form, parse, scan};

#[test]
fn every_expression_has_its_value() {
    let mut wrong = Vec::new();
    for line in include_str!("../figures.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, text, form, stated, unit, lo, hi] = columns[..] else { panic!("seven columns: {line}") };
        let found = match parse(text) {
            Ok(q) => format!(
                "{}\t{}\t{}\t{}\t{}",
                match q.form {
                    Form::Plain => "plain",
                    Form::Range => "range",
                    Form::Ratio => "ratio",
                    Form::Sum => "sum",
                    Form::Date => "date",
                    Form::Clock => "clock",
                    Form::Ordinal => "ordinal",
                    Form::Code => "code",
                    Form::Phrase => "phrase",
                },
                q.stated,
                q.unit,
                q.interval.lo(),
                q.interval.hi()
            ),
            Err(error) => error.to_string(),
        };
        let expected = [form, stated, unit, lo, hi].join("\t");
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn texts(text: &str) -> Vec<String> {
    scan(text).into_iter().filter(|q| q.is_measure()).map(|q| q.text).collect()
}

#[test]
fn running_text_gives_its_quantities_and_no_others() {
    for (text, expected) in [
        ("依据〔2018〕193号文件，2022年9月1日起对第3类学校督查1 次", vec!["1 次"]),
        ("坚持“五主”联动和“三防”建设，十分重视，一起努力，进一步落实“十四五”规划", vec![]),
        ("师生比达1:9以上，8:30前到校，比分为3比2", vec!["1:9以上", "3比2"]),
        ("2022年3所学校共有96个班、4,320名学生", vec!["3所", "96个", "4,320名"]),
        ("全区18.5亿元，其中A4纸采购12.5万元", vec!["18.5亿元", "12.5万元"]),
        ("按GB/T 29315-2022配备保安员3名", vec!["3名"]),
        ("近三年来近30所学校、三四个镇街、百余名教师", vec!["三年", "30所", "三四个", "百余名"]),
        ("三年级、九年一贯制学校、一家长、所有家长", vec![]),
        ("内网10G互通、万兆到校", vec!["10G", "万兆"]),
        ("每百名学生高于规定学历教师数达到4.2人以上", vec!["百名", "4.2人以上"]),
        ("增长了38.2%，比上年提高0.05个百分点，是1949年的1466倍", vec!["38.2%", "0.05个百分点", "1466倍"]),
        ("1.2022年全区新增学位720个\n2.2023年新增300个", vec!["720个", "300个"]),
        ("2020年至2022年分别为65%、67%、63%", vec!["65%", "67%", "63%"]),
        ("8.7︰59.3︰32.0", vec!["8.7︰59.3︰32.0"]),
    ] {
        assert_eq!(texts(text), expected, "{text}");
    }
}

#[test]
fn positions_mark_the_characters_read() {
    let text = "全年发放宣传资料2万余份，约15.44亿元";
    for quantity in scan(text) {
        assert_eq!(&text[quantity.start..quantity.end], quantity.text);
    }
    let about = scan(text).pop().unwrap();
    assert_eq!((about.before, about.text.as_str()), (Some("约"), "15.44亿元"));
}
