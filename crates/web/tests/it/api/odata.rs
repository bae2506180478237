//! OData: what it says is what the lists of the registers say; what it does not understand it refuses by name.

use axum::body::Body;
use axum::http::Request;
use serde_json::Value;

use super::{A, B, Program, a_guard, district, read, refused};
use crate::{Answer, District};
use web::encoded;

const SET: &str = "/odata/%E4%BF%9D%E5%AE%89%E5%91%98";

/// An entity set asked with options.
fn asked(program: &Program<'_>, options: &[(&str, &str)]) -> Answer {
    let pairs: Vec<String> = options.iter().map(|(name, text)| format!("{name}={}", encoded(text))).collect();
    program.get(&format!("{SET}?{}", pairs.join("&")))
}

/// What is found, by a column.
fn found(program: &Program<'_>, options: &[(&str, &str)]) -> Vec<String> {
    let told = read(&asked(program, options));
    let rows = told["value"].as_array().unwrap_or_else(|| panic!("{options:?} {told}"));
    rows.iter().map(|row| row["保安编号"].as_str().unwrap().to_owned()).collect()
}

/// A district with so many guards more.
fn with_guards(count: usize) -> District {
    let district = district();
    let writer = Program::of(&district, "学校甲", true);
    for nth in 0..count {
        let mut cells = a_guard(&format!("O-{nth:03}"), A);
        cells["姓名"] = format!("样例{}", ["甲", "乙", "丙"][nth % 3]).into();
        cells["上岗日期"] = format!("2022-{:02}-01", nth % 12 + 1).into();
        if nth % 4 == 0 {
            cells["离岗日期"] = "2022-12-31".into();
        }
        let recorded = writer.records(&format!("o-{nth}"), cells);
        assert!(recorded.status.is_success(), "{}", recorded.body);
    }
    district
}

#[test]
fn every_register_that_is_seen_is_an_entity_set_and_says_what_its_list_says() {
    let district = with_guards(6);
    for person in ["督导丁", "学校甲"] {
        let program = Program::of(&district, person, false);
        let service = read(&program.get("/odata/"));
        let metadata = program.get("/odata/$metadata");
        assert_eq!(metadata.headers["content-type"], "application/xml");
        assert_eq!(metadata.headers["odata-version"], "4.0");
        let registers = read(&program.get("/api/registers"));
        let sets = service["value"].as_array().unwrap();
        assert_eq!(sets.len(), registers.as_array().unwrap().len());
        for (set, register) in sets.iter().zip(registers.as_array().unwrap()) {
            let name = set["name"].as_str().unwrap();
            assert_eq!(set["title"], register["name"]);
            assert!(metadata.body.contains(&format!("<EntityType Name=\"{name}\">")), "{name}");
            let told = read(&program.get(&format!("/odata/{}?$count=true", set["url"].as_str().unwrap())));
            let id = register["id"].as_str().unwrap();
            let list = read(&program.get(&format!("/api/registers/{id}/rows?limit=500")));
            assert_eq!(told["@odata.count"], register["rows"], "{name}");
            let (entities, rows) = (told["value"].as_array().unwrap(), list["rows"].as_array().unwrap());
            assert_eq!(entities.len(), rows.len(), "{name}");
            for (entity, row) in entities.iter().zip(rows) {
                same(entity, row, &list["register"]);
            }
        }
    }
}

/// An entity says of each cell what the list says.
fn same(entity: &Value, row: &Value, register: &Value) {
    assert_eq!(entity["行号"], row["number"]);
    assert_eq!(entity["日志条目"], row["entry"]);
    for (field, cell) in register["fields"].as_array().unwrap().iter().zip(row["cells"].as_array().unwrap()) {
        let name = field["name"].as_str().unwrap().replace(['（', '）', '(', ')', '/', '-', '、', '·'], "_");
        let (told, cell) = (&entity[&name], cell.as_str().unwrap());
        let as_listed = match told {
            Value::Null => String::new(),
            Value::Bool(true) => "是".to_owned(),
            Value::Bool(false) => "否".to_owned(),
            Value::String(text) => text.clone(),
            number => number.to_string(),
        };
        assert_eq!(as_listed, cell, "{name}");
        if field["sensitive"] == true && !cell.is_empty() {
            assert_eq!(told, "●●●", "{name}");
        }
    }
}

#[test]
fn filters_orders_and_pages_find_what_they_say() {
    let district = with_guards(24);
    let program = Program::of(&district, "督导丁", false);
    let all = found(&program, &[]);
    assert_eq!(all.len(), 26);
    let filter = |text: &str| found(&program, &[("$filter", text)]);
    assert_eq!(filter("保安编号 eq 'O-003'"), ["O-003"]);
    assert_eq!(filter("'O-003' eq 保安编号"), ["O-003"]);
    assert_eq!(filter(&format!("校园 eq '{B}'")), ["B-2"]);
    assert_eq!(filter("startswith(保安编号,'B-')"), ["B-1", "B-2"]);
    assert_eq!(filter("contains(保安编号,'-00') and 上岗日期 ge 2022-08-01"), ["O-007", "O-008", "O-009"]);
    assert_eq!(filter("endswith(保安编号,'23') or 保安编号 eq 'B-1'"), ["B-1", "O-023"]);
    assert_eq!(filter("not (startswith(保安编号,'O-')) and not 保安员证 ne true").len(), 2);
    assert_eq!(filter("离岗日期 ne null").len(), 6);
    assert_eq!(filter("离岗日期 eq null").len(), 20);
    // What is missing is in no order with anything, and is not the same.
    assert_eq!(filter("离岗日期 lt 2023-01-01").len(), 6);
    assert_eq!(filter("离岗日期 ne 2022-12-31").len(), 20);
    assert_eq!(filter("保安员证 and startswith(保安编号,'O-')").len(), 24);
    assert!(filter("保安员证 eq false or not 保安员证").is_empty());
    assert_eq!(filter("(保安编号 eq 'O-001' or 保安编号 eq 'O-002') and 上岗日期 gt 2022-02-28"), ["O-002"]);
    assert!(filter("保安编号 eq 'it''s'").is_empty());
    let first = read(&asked(&program, &[("$top", "1")]))["value"][0]["行号"].clone();
    assert_eq!(filter(&format!("行号 le {first}")), ["B-1"]);
    assert_eq!(filter(&format!("日志条目 gt {first}")).len(), 25);

    let mut sorted = all.clone();
    sorted.sort();
    assert_eq!(found(&program, &[("$orderby", "保安编号")]), sorted);
    sorted.reverse();
    assert_eq!(found(&program, &[("$orderby", "保安编号 desc")]), sorted);
    let part = found(&program, &[("$orderby", "保安编号 desc"), ("$skip", "3"), ("$top", "4")]);
    assert_eq!(part, sorted[3..7]);
    let counted =
        read(&asked(&program, &[("$filter", "离岗日期 ne null"), ("$count", "true"), ("$top", "0")]));
    assert_eq!((counted["@odata.count"].as_u64(), counted["value"].as_array().unwrap().len()), (Some(6), 0));
    let bare = program.get(&format!("{SET}/$count?$filter={}", encoded("离岗日期 ne null")));
    assert_eq!(bare.body, "6");
    let told = read(&asked(&program, &[("$select", "保安编号"), ("$top", "1")]));
    assert_eq!(told["value"][0].as_object().unwrap().len(), 1);
    assert!(told["@odata.context"].as_str().unwrap().starts_with("http://127.0.0.1:8080/odata/$metadata#"));
    let one = read(&program.get(&format!("{SET}({first})")));
    assert_eq!(one["行号"], first);
    assert_eq!(program.get(&format!("{SET}(99999)")).status.as_u16(), 404);
}

#[test]
fn pages_that_follow_one_another_are_the_whole() {
    let district = district();
    let office = office::Office::open(&district.folder).unwrap();
    let rows: Vec<office::Given> =
        (0..1_203).map(|nth| crate::guard(&format!("P-{nth:04}"), [A, B][nth % 2], "样例保安")).collect();
    let outcome = office.record(&crate::by(&office, "本机"), &rows).unwrap();
    assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    let program = Program::of(&district, "督导丁", false);
    for options in [
        vec![],
        vec![("$orderby", "校园 desc")],
        vec![("$filter", "startswith(保安编号,'P-')"), ("$top", "1100"), ("$skip", "7")],
    ] {
        let mut numbers: Vec<u64> = Vec::new();
        let mut answer = asked(&program, &options);
        let mut pages = 0;
        loop {
            let told = read(&answer);
            numbers.extend(told["value"].as_array().unwrap().iter().map(|row| row["行号"].as_u64().unwrap()));
            pages += 1;
            let Some(next) = told["@odata.nextLink"].as_str() else { break };
            answer = program.get(next.strip_prefix("http://127.0.0.1:8080").unwrap());
        }
        let wanted = if options.len() == 3 { 1_100 } else { 1_205 };
        assert_eq!((numbers.len(), pages), (wanted, 3), "{options:?}");
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), wanted, "{options:?}");
    }
}

#[test]
fn what_is_not_understood_is_refused_by_its_name() {
    let district = district();
    let program = Program::of(&district, "督导丁", false);
    for (name, text, said) in [
        ("$expand", "校园", "$expand"),
        ("$search", "x", "$search"),
        ("$apply", "aggregate($count as n)", "$apply"),
        ("top", "1", "top"),
        ("$top", "-1", "$top"),
        ("$skip", "100001", "$skip"),
        ("$count", "yes", "$count"),
        ("$format", "xml", "json"),
        ("$select", "工资", "工资"),
        ("$orderby", "保安编号,校园", "一次只能按一列"),
        ("$orderby", "保安编号 up", "asc"),
        ("$filter", "工资 gt 5", "工资"),
        ("$filter", "tolower(姓名) eq 'x'", "tolower"),
        ("$filter", "保安编号 like 'x'", "like"),
        ("$filter", "保安编号 eq", "没有写完"),
        ("$filter", "保安编号 eq 5", "Edm.String"),
        ("$filter", "上岗日期 gt '2022'", "Edm.Date"),
        ("$filter", "(保安编号 eq 'x'", ")"),
        ("$filter", "保安编号 eq 'x", "引号"),
        ("$filter", "保安编号 eq 'x') or (1 eq 1", "读不懂"),
        ("$filter", "contains(上岗日期,'2022')", "不是文字"),
        ("$filter", &format!("{}保安编号 eq 'x'", "not ".repeat(60)), "层"),
    ] {
        let answer = asked(&program, &[(name, text)]);
        assert_eq!(answer.status.as_u16(), 400, "{name}={text} {}", answer.body);
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        let problem = read(&answer);
        let told = problem["findings"][0].to_string();
        assert!(told.contains(said), "{name}={text}: {told}");
        assert!(problem["code"].as_str().unwrap().starts_with("odata."), "{problem}");
    }
    let many = vec!["保安编号 eq 'x'"; 101].join(" or ");
    assert!(asked(&program, &[("$filter", &many)]).body.contains("100"));
    // Several faults are told at once.
    let both = read(&asked(&program, &[("$top", "x"), ("$expand", "y")]));
    assert_eq!(both["findings"].as_array().unwrap().len(), 2);
    refused(&program.get("/odata/%E5%B7%A5%E8%B5%84"), 404, "api.not-found");
}

#[test]
fn what_is_masked_is_neither_told_nor_found_by() {
    let district = district();
    let program = Program::of(&district, "督导丁", false);
    let registers = read(&program.get("/api/registers"));
    let mut tried = 0;
    for register in registers.as_array().unwrap() {
        for field in register["fields"].as_array().unwrap().iter().filter(|field| field["sensitive"] == true)
        {
            let (set, name) = (register["name"].as_str().unwrap(), field["name"].as_str().unwrap());
            let set = set.replace(['（', '）', '(', ')', '/', '-', '、', '·'], "_");
            for option in [
                format!("$filter={}", encoded(&format!("{name} ne null"))),
                format!("$orderby={}", encoded(name)),
            ] {
                let answer = program.get(&format!("/odata/{}?{option}", encoded(&set)));
                assert_eq!(answer.status.as_u16(), 400, "{set} {name}");
                assert!(answer.body.contains("敏感"), "{set} {name} {}", answer.body);
                tried += 1;
            }
        }
    }
    assert!(tried > 4, "{tried}");
}

#[test]
fn excel_brings_a_token_as_a_password() {
    let district = district();
    let program = Program::of(&district, "学校甲", false);
    let with = |path: &str, pair: &str| {
        let said = format!("Basic {}", office::base64::write(pair.as_bytes()));
        let request = Request::get(path).header("host", "127.0.0.1:8080").header("authorization", said);
        district.ask_bare(request.body(Body::empty()).unwrap())
    };
    let told = read(&with(SET, &format!("学校甲:{}", program.token)));
    assert_eq!(told["value"].as_array().unwrap().len(), 1, "he sees his own");
    let nobody = with(SET, "学校甲:dh_none");
    assert_eq!(nobody.status.as_u16(), 401);
    assert!(nobody.headers["www-authenticate"].to_str().unwrap().starts_with("Basic "));
    assert_eq!(nobody.headers["content-type"], "application/problem+json");
    // Elsewhere a name and a password are nothing that a program brings.
    assert_eq!(with("/api/registers", &format!("x:{}", program.token)).status.as_u16(), 401);
    assert_eq!(
        district
            .ask_bare(Request::get("/odata/").header("host", "127.0.0.1:8080").body(Body::empty()).unwrap())
            .status
            .as_u16(),
        401
    );
}

#[test]
fn the_rows_of_an_earlier_moment_are_those_of_then() {
    let district = district();
    let (program, writer) = (Program::of(&district, "督导丁", false), Program::of(&district, "学校甲", true));
    let size = read(&program.get("/api/standing"))["size"].as_u64().unwrap();
    assert!(writer.records("then-1", a_guard("T-1", A)).status.is_success());
    let then = size.to_string();
    let numbers = |options: &[(&str, &str)]| found(&program, options);
    assert_eq!(numbers(&[]), ["B-1", "B-2", "T-1"]);
    assert_eq!(numbers(&[("as_of", &then)]), ["B-1", "B-2"]);
    assert_eq!(numbers(&[("as_of", &then), ("$orderby", "保安编号 desc")]), ["B-2", "B-1"]);
    let listed = read(&program.get(&format!("/api/registers/guard/rows?as_of={then}")));
    assert_eq!(listed["rows"].as_array().unwrap().len(), 2);
}
