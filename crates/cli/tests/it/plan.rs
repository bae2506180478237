//! `duheng plan`: a table solved and proven, its certificate verified and, spoiled, refused.

use crate::{Scratch, at, duheng, json, said};
use std::path::PathBuf;

const TABLE: &str = "村庄,学生,甲校,乙校,丙校\n学位,,90,60,60\n费用,,0,50,50\n状态,,已开,可开,可开\n\
                     东村,30,1.2,3,9\n西村,45,8.5,0.8,4\n南村,40,7,6,0.5\n";

fn file(scratch: &Scratch, name: &str, text: &str) -> PathBuf {
    let path = scratch.path(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_plan_is_proven_and_its_certificate_holds_until_it_is_spoiled() {
    let scratch = Scratch::new("plan");
    let (table, out) = (file(&scratch, "布点.csv", TABLE), scratch.path("证书.json"));
    let shown = json(&["plan", "solve", at(&table), "--format", "csv", "--certificate", at(&out), "--json"]);
    // 36 + 36 + 20 for the ways, 50 + 50 for two schools.
    assert_eq!(
        (&shown["objective"], &shown["bound"], &shown["proven"]),
        (&192.into(), &192.into(), &true.into())
    );
    assert_eq!(shown["gap"], 0.0);
    assert!(shown["seconds"].is_f64());
    let told = said(&["plan", "solve", at(&table), "--format", "csv"]);
    assert!(told.contains("已证明没有更好的方案") && told.contains("开办  3处：甲校、乙校、丙校"), "{told}");
    assert!(said(&["plan", "verify", at(&out), at(&table)]).starts_with("成立：费用192，下界192"));

    let text = std::fs::read_to_string(&out).unwrap();
    let spoiled = file(&scratch, "改.json", &text.replacen("\"bound\":\"192\"", "\"bound\":\"193\"", 1));
    let refused = duheng(&["plan", "verify", at(&spoiled), at(&table)]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(String::from_utf8(refused.stderr).unwrap().contains("不成立："));
    let other = file(&scratch, "别.csv", &TABLE.replace("0.8", "0.9"));
    assert_eq!(duheng(&["plan", "verify", at(&out), at(&other)]).status.code(), Some(1));
}

#[test]
fn what_cannot_be_done_and_what_is_badly_written_end_with_one_and_words() {
    let scratch = Scratch::new("plan-bad");
    let full = file(&scratch, "满.csv", &TABLE.replace("90,60,60", "10,20,30"));
    let output = duheng(&["plan", "solve", at(&full), "--format", "csv"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("容量：可开的场址合计容60，需求合计115"), "{told}");
    let hole = file(&scratch, "空.csv", &TABLE.replace("8.5", ""));
    let output = duheng(&["plan", "solve", at(&hole), "--format", "csv"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8(output.stderr).unwrap().contains("空.csv C6"));
}

/// The plan of places of a district, with further words.
fn places(district: &Scratch, more: &[&str]) -> serde_json::Value {
    let output = duheng(&[&["plan", "places", at(&district.0), "--json"], more].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
}

/// The value of an indicator.
fn value(district: &Scratch, id: &str) -> (String, String) {
    let shown = json(&["evaluate", at(&district.0), "--json"]);
    let one = shown["indicators"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap();
    (one["printed"].as_str().unwrap().to_owned(), one["verdict"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn places_of_the_sample_are_planned_proven_and_followed_by_figures() {
    let district = Scratch::district("places");
    let shown = places(&district, &[]);
    let scenario = &shown["scenario"];
    assert_eq!(scenario["outlook"], "proven");
    assert_eq!((&scenario["cost"], &scenario["bound"]), (&112_500_000.into(), &112_500_000.into()));
    assert_eq!((&scenario["checked"], &scenario["lacking"]), (&true.into(), &0.into()));
    let years = shown["years"].as_array().unwrap();
    assert_eq!(years.len(), 4, "2022 to 2025 together");
    assert!(years[3]["before"].as_i64() > Some(2_000) && years[3]["lacking"] == 0, "{years:?}");
    assert_eq!(value(&district, "planned-investment").0, "11250万元");
    assert_eq!(value(&district, "planned-places-gap"), ("0个".to_owned(), "met".to_owned()));

    // The proof holds elsewhere, and no longer once it is spoiled.
    let (question, proof) = (district.path("题目.json"), district.path("证书.json"));
    let papers = ["--problem", at(&question), "--certificate", at(&proof)];
    places(&district, &papers);
    let told = said(&["plan", "verify", at(&proof), at(&question)]);
    assert!(told.starts_with("成立：投资112500000元，已证明没有更省的方案"), "{told}");
    let text = std::fs::read_to_string(&proof).unwrap();
    let cheaper = file(&district, "改.json", &text.replacen("\"cost\":112500000", "\"cost\":112400000", 1));
    assert_eq!(duheng(&["plan", "verify", at(&cheaper), at(&question)]).status.code(), Some(1));

    // What is only asked changes figures beside it, and nothing that is written.
    let otherwise = places(&district, &["--forbid", "500152-CS-005", "--budget", "250000000"]);
    let cost = otherwise["scenario"]["cost"].as_i64().unwrap();
    assert!(cost > 112_500_000, "{cost}");
    let effects = otherwise["effects"].as_array().unwrap();
    let moved = effects.iter().find(|one| one["id"] == "planned-investment").unwrap();
    assert_eq!(moved["adopted"][0], "11250万元");
    assert_eq!(moved["here"][0], format!("{}万元", cost / 10_000));
    let poor = duheng(&["plan", "places", at(&district.0), "--budget", "60000000"]);
    assert_eq!(poor.status.code(), Some(1));
    let told = String::from_utf8(poor.stdout).unwrap();
    assert!(
        told.contains("超预算：至少要11250万元") && told.contains("不能同时满足：预算、标准班额"),
        "{told}"
    );
    assert!(told.contains("只加钱：最少共11250万元") && told.contains("只放宽班额：每班最少多坐"), "{told}");
    assert_eq!(value(&district, "planned-investment").0, "11250万元");

    // Fewer pupils in one community: the plan follows, and so do the figures.
    let header = "年度,村社区,学段,人数,数据性质\n";
    let more = file(&district, "学龄预测.csv", &format!("{header}2025,500152001001,小学,245,样例\n"));
    said(&["import", at(&district.0), at(&more)]);
    let now = places(&district, &[]);
    let cost = now["scenario"]["cost"].as_i64().unwrap();
    assert!(cost < 112_500_000 && now["scenario"]["checked"] == true, "{now}");
    assert_eq!(value(&district, "planned-investment").0, format!("{}万元", cost / 10_000));
}

#[test]
fn the_trade_off_costs_less_as_classes_grow_and_more_as_ways_shrink_each_step_proven() {
    let district = Scratch::district("curve");
    let shown = places(&district, &["--curve"]);
    let points = shown["points"].as_array().unwrap();
    let cost = |one: &serde_json::Value| one["cost"].as_i64().unwrap_or(i64::MAX);
    let (norms, reaches): (Vec<_>, Vec<_>) = points.iter().partition(|one| one["norm"].is_i64());
    assert!(norms.len() > 4 && reaches.len() > 3, "{points:?}");
    assert_eq!((&norms[0]["norm"], cost(norms[0])), (&0.into(), 112_500_000), "as the scenario is");
    assert!(norms.is_sorted_by(|one, next| cost(one) >= cost(next)), "{norms:?}");
    assert!(cost(norms[norms.len() - 1]) < cost(norms[0]), "{norms:?}");
    assert!(reaches.is_sorted_by(|one, next| cost(one) <= cost(next)), "{reaches:?}");
    assert!(points.iter().all(|one| one["checked"] == true), "{points:?}");
    // What classes hold beyond the norm is told: none as it is, some where it gave way.
    assert_eq!(norms[0]["over"], 0);
    assert!(norms.iter().skip(1).any(|one| one["over"].as_i64() > Some(0)), "{norms:?}");
}

#[test]
fn a_plan_over_bad_rows_says_what_is_wrong_and_solves_nothing() {
    let district = Scratch::district("places-bad");
    let header = "村社区,学位点,学段,路程,数据性质\n";
    let way = file(&district, "就学路程.csv", &format!("{header}500152001001,2150999999,小学,300,样例\n"));
    said(&["import", at(&district.0), at(&way)]);
    let output = duheng(&["plan", "places", at(&district.0)]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(told.contains("这个去处没有这个学段") && told.contains("台账有错，先改台账"), "{told}");
    let twice = "编号,名称,规划,起始年,终止年,达标年,预算,状态,数据性质\n\
                 500152-QJ-002,提前一年达标,学位,2022,2025,2024,150000000,采用,样例\n";
    let twice = file(&district, "规划情景.csv", twice);
    let refused = duheng(&["import", at(&district.0), at(&twice)]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    let told = String::from_utf8([refused.stdout, refused.stderr].concat()).unwrap();
    assert!(told.contains("一个规划只能采用一个情景"), "{told}");
}

#[test]
fn people_move_the_total_stays_and_another_standard_moves_figures() {
    let district = Scratch::district("staff");
    let shown = json(&["plan", "staff", at(&district.0), "--json"]);
    let number = |shown: &serde_json::Value, key: &str| shown[key].as_i64().unwrap();
    let sum = |shown: &serde_json::Value, list: &str, key: &str| {
        shown[list].as_array().unwrap().iter().map(|one| one[key].as_i64().unwrap()).sum::<i64>()
    };
    let lacking = number(&shown, "lacking");
    assert!(lacking > 20 && shown["checked"] == true, "{shown}");
    assert_eq!((number(&shown, "left"), sum(&shown, "moves", "people")), (0, lacking), "one move a post");
    assert_eq!(sum(&shown, "schools", "coming"), sum(&shown, "schools", "going"), "the total stays");
    for school in shown["schools"].as_array().unwrap() {
        let now = number(school, "held") + number(school, "coming") - number(school, "going");
        let fair = now >= number(school, "needed").min(number(school, "held"));
        assert!(fair, "nobody goes from a school that needs him: {school}");
    }
    let city = duheng(&["plan", "staff", at(&district.0), "--standard", "市级编制标准", "--json"]);
    assert_eq!(city.status.code(), Some(1), "more is needed than can be moved: {city:?}");
    let city: serde_json::Value = serde_json::from_slice(&city.stdout).unwrap();
    assert!(number(&city, "lacking") > lacking && number(&city, "left") > 0 && city["checked"] == true);
    let effects = city["effects"].as_array().unwrap();
    let moved = effects.iter().find(|one| one["id"] == "staff-still-lacking").unwrap();
    assert_eq!(moved["here"][0], format!("{}人", number(&city, "left")));
    assert_eq!((&moved["adopted"][1], &moved["here"][1]), (&"met".into(), &"not-met".into()));
}

/// Rows of one register written into a district.
fn import(district: &Scratch, name: &str, text: &str) {
    said(&["import", at(&district.0), at(&file(district, name, text))]);
}

/// The first line of the sample's file of a register, and one that has all these words.
fn sampled(name: &str, words: &[&str]) -> (String, String) {
    let text = std::fs::read_to_string(format!("../../samples/tongnan-2022/{name}")).unwrap();
    let line = text.lines().find(|line| words.iter().all(|word| line.contains(word))).unwrap();
    (text.lines().next().unwrap().to_owned(), line.to_owned())
}

#[test]
fn a_subject_that_lacks_is_filled_by_whoever_may_go_and_enough_teachers_move() {
    let district = Scratch::district("subjects");
    let asked = || {
        let output = duheng(&["plan", "staff", at(&district.0), "--json"]);
        let shown: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        shown["subjects"].clone()
    };
    let number = |shown: &serde_json::Value, key: &str| shown[key].as_i64().unwrap();
    let before = asked();
    let (lacking, left) = (number(&before, "lacking"), number(&before, "left"));
    assert!(lacking > left && left > 0 && before["checked"] == true && before["enough"] == true, "{before}");
    let moves = before["moves"].as_array().unwrap();
    let people = |fills: bool| -> i64 {
        moves.iter().filter(|one| one["fills"] == fills).map(|one| number(one, "people")).sum()
    };
    assert_eq!(people(true), lacking - left, "one move a post");
    let (movable, least, moving) = (number(&before, "movable"), &before["least"], &before["moving"]);
    assert_eq!(least[0].as_i64().unwrap(), (movable + 9) / 10, "a tenth of those who may be moved");
    assert_eq!(moving[0].as_i64().unwrap(), people(true) + people(false));
    assert!(moving[0].as_i64() >= least[0].as_i64() && moving[1].as_i64() >= least[1].as_i64(), "{moving}");
    assert!(moving[0].as_i64().unwrap() <= least[0].as_i64().unwrap() + 1, "{moving}");
    assert!(moves.iter().all(|one| number(one, "minutes") <= 60), "nobody goes farther than the bound");
    assert_eq!(value(&district, "subjects-still-lacking").0, format!("{left}人"));

    // A teacher more of a subject that lacks there: one fewer lacks, in the plan and in the figure.
    let gaps = before["posts"].as_array().unwrap();
    let gap = gaps.iter().find(|one| number(one, "left") > 0 && one["subject"] == "体育与健康").unwrap();
    let school = sampled("学校.csv", &[gap["school"].as_str().unwrap()]).1;
    let code = school.split(',').nth(1).unwrap();
    let (head, row) = sampled("教师任教.csv", &[code]);
    let cells: Vec<&str> = row.split(',').collect();
    let fresh = format!("2022,新教师,{code},{},体育与健康,2022,否,{},样例", cells[3], cells[7]);
    import(&district, "教师任教.csv", &format!("{head}\n{fresh}\n"));
    let after = asked();
    assert_eq!((number(&after, "lacking"), number(&after, "left")), (lacking - 1, left - 1), "{after}");
    assert_eq!(value(&district, "subjects-still-lacking").0, format!("{}人", left - 1));

    // Whoever fills a post has been there long enough: let everybody of the subject have come this year, and the post stays empty.
    let one = moves.iter().find(|one| one["fills"] == true && one["subject"] == "劳动与综合实践").unwrap();
    let from = sampled("学校.csv", &[one["from"].as_str().unwrap()]).1;
    let code = from.split(',').nth(1).unwrap().to_owned();
    let text = std::fs::read_to_string("../../samples/tongnan-2022/教师任教.csv").unwrap();
    let fresh =
        text.lines().filter(|line| line.contains(&code) && line.contains("劳动与综合实践")).map(|line| {
            let mut cells: Vec<&str> = line.split(',').collect();
            cells[5] = "2022";
            cells.join(",")
        });
    let fresh: Vec<String> = fresh.collect();
    import(&district, "教师任教.csv", &format!("{head}\n{}\n", fresh.join("\n")));
    let stayed = asked();
    let goes = |shown: &serde_json::Value| {
        let all = shown["moves"].as_array().unwrap();
        all.iter().any(|other| other["from"] == one["from"] && other["subject"] == one["subject"])
    };
    assert!(goes(&before) && !goes(&stayed), "{stayed}");
}

/// The plan of money of a district, with further words, however it ends.
fn funds(district: &Scratch, more: &[&str]) -> serde_json::Value {
    let output = duheng(&[&["plan", "funds", at(&district.0), "--json"], more].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
}

/// A decimal of yuan as fen.
fn fen(value: &serde_json::Value) -> i64 {
    let text = value.as_str().unwrap();
    let (yuan, part) = text.split_once('.').unwrap_or((text, ""));
    yuan.parse::<i64>().unwrap() * 100 + format!("{part:0<2}").parse::<i64>().unwrap()
}

/// The test of law that an indicator judges.
fn test_of_law(shown: &serde_json::Value, id: &str) -> (String, String) {
    let all = shown["tests"].as_array().unwrap();
    let one = all.iter().find(|one| one["id"] == id).unwrap();
    (one["value"].as_str().unwrap().to_owned(), one["verdict"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn each_school_has_its_sum_with_its_reason_and_a_draft_is_held_against_law() {
    let district = Scratch::district("funds");
    let shown = funds(&district, &[]);
    assert_eq!(shown["findings"], serde_json::json!([]), "parts add up to what is due: {shown}");
    let at_most: Vec<&str> =
        shown["thresholds"].as_array().unwrap().iter().map(|one| one["pupils"].as_str().unwrap()).collect();
    assert_eq!(at_most, ["461.5", "352.9"]);
    let schools = shown["schools"].as_array().unwrap();
    for one in schools {
        let parts = one["parts"].as_array().unwrap();
        assert_eq!(parts.iter().map(|part| fen(&part["amount"])).sum::<i64>(), fen(&one["due"]), "{one}");
        assert_eq!(one["rule"] == "兜底", fen(&one["due"]) == 30_000_000, "{one}");
    }
    let rules = ["按学生数", "兜底"].map(|rule| schools.iter().filter(|one| one["rule"] == rule).count());
    assert!(rules.iter().all(|many| *many > 10), "{rules:?}");
    assert_eq!((&shown["short"], &shown["due"]), (&"0".into(), &shown["budget"]));
    assert_eq!(test_of_law(&shown, "teacher-training-share"), ("5%".to_owned(), "met".to_owned()));
    assert_eq!(test_of_law(&shown, "education-budget-growth").1, "met");

    // The standards of the year that comes: more for each pupil, fewer schools on the floor, more than is budgeted.
    let next = funds(&district, &["--scenario", "照下一年标准核定"]);
    assert_eq!((&next["year"], &next["known"]), (&2023.into(), &2022.into()));
    assert_eq!(next["thresholds"][0]["pupils"], "416.7");
    let floor = |shown: &serde_json::Value| {
        shown["schools"].as_array().unwrap().iter().filter(|one| one["rule"] == "兜底").count()
    };
    assert!(floor(&next) < floor(&shown) && fen(&next["short"]) > 0, "{}", next["short"]);

    // A draft that gives one school less: its shortage, the tests and the indicators move, and nothing is written.
    let header = "年度,学校,学校名称,预算金额,教师培训费,数据性质\n";
    let text = |key: &str| schools[0][key].as_str().unwrap();
    let (code, name) = (text("school"), text("name"));
    let less = file(&district, "公用经费核定.csv", &format!("{header}2022,{code},{name},1000,0,样例\n"));
    let drafted = funds(&district, &["--draft", at(&less)]);
    assert_eq!(fen(&drafted["short"]), fen(&schools[0]["due"]) - 100_000, "{drafted}");
    assert_eq!(test_of_law(&drafted, "operating-fund-full").1, "not-met");
    let told = duheng(&["plan", "funds", at(&district.0), "--draft", at(&less)]);
    assert_eq!(told.status.code(), Some(1));
    assert_eq!(funds(&district, &[])["short"], "0", "nothing is written");
    let bad = file(&district, "公用经费核定.csv", &format!("{header}2022,{code},{name},多,0,样例\n"));
    let refused = funds(&district, &["--draft", at(&bad)]);
    assert!(refused["findings"][0]["place"].to_string().contains("D2"), "{}", refused["findings"]);

    // A child in an ordinary class, by the roll alone: the school's sum grows to the standard of special education, with the reason.
    let (head, roll) = sampled("特殊教育安置.csv", &["样例个案-330,"]);
    let cells: Vec<&str> = roll.split(',').collect();
    let at_school = schools.iter().find(|one| {
        one["rule"] == "按学生数" && one["reason"].to_string().contains("小学生") && one["school"] != cells[4]
    });
    let at_school = at_school.unwrap();
    let code = at_school["school"].as_str().unwrap();
    let row = [&cells[..4], &[code], &cells[5..]].concat().join(",");
    let rolled =
        funds(&district, &["--draft", at(&file(&district, "特殊教育安置.csv", &format!("{head}\n{row}\n")))]);
    let now = rolled["schools"].as_array().unwrap().iter().find(|one| one["school"] == code).unwrap();
    assert_eq!(fen(&now["due"]) - fen(&at_school["due"]), (6_000 - 650) * 100, "{now}");
    assert!(now["reason"].as_str().unwrap().contains("随班就读补到特教标准"), "{now}");

    // A class more moves the sum by the standard and its reason by the pupils.
    let primary =
        schools.iter().find(|one| one["rule"] == "按学生数" && one["reason"].to_string().contains("小学生"));
    let primary = primary.unwrap();
    let header = "学年,班级编号,学校,学段,年级,班名,学生数,数据性质\n";
    let code = primary["school"].as_str().unwrap();
    let class = format!("{header}2022,样例新班,{code},小学,一年级,样例新班,40,样例\n");
    let grown = funds(&district, &["--draft", at(&file(&district, "班级.csv", &class))]);
    let now = grown["schools"].as_array().unwrap().iter().find(|one| one["school"] == code).unwrap();
    assert_eq!(fen(&now["due"]) - fen(&primary["due"]), 40 * 65_000, "{now}");
    let pupils = primary["parts"][0]["count"].as_str().unwrap().parse::<i64>().unwrap() + 40;
    assert!(now["reason"].as_str().unwrap().starts_with(&format!("小学生{pupils}人×650元＝")), "{now}");
}

#[test]
fn visits_of_a_draw_become_day_trips_that_are_proven_and_checked_elsewhere() {
    let district = Scratch::district("routes");
    let draw = "school-safety-2022-12";
    let blank = district.path("路程.csv");
    said(&["plan", "routes", at(&district.0), draw, "--blank", at(&blank)]);
    let header = std::fs::read_to_string(&blank).unwrap();
    let names: Vec<&str> = header.lines().next().unwrap().split(',').skip(3).collect();
    assert!(names.len() > 8, "{header}");
    // On a line: each ten minutes behind the one before; one side of the diagonal is enough.
    let row = |at: usize| {
        let way = |to: usize| if to > at { ((to - at) * 10).to_string() } else { String::new() };
        let ways: Vec<String> = (0..names.len()).map(way).collect();
        format!("{},60,{},{}\n", names[at], 20 + at * 10, ways.join(","))
    };
    let rows: String = (0..names.len()).map(row).collect();
    let head = header.lines().next().unwrap();
    let ways = file(&district, "路程.csv", &format!("{head}\n{rows}"));
    let (question, proof) = (district.path("题目.json"), district.path("行程.json"));
    let seats = ["--seats", "6", "--problem", at(&question), "--certificate", at(&proof)];
    let asked =
        [&["plan", "routes", at(&district.0), draw, "--ways", at(&ways), "--json"][..], &seats].concat();
    let shown = json(&asked);
    assert_eq!(shown["proven"], true);
    let trips = shown["trips"].as_array().unwrap();
    let visited: usize = trips.iter().map(|trip| trip["stops"].as_array().unwrap().len()).sum();
    assert_eq!(visited, names.len());
    assert!(
        trips.len() < names.len() && trips.iter().all(|trip| trip["minutes"].as_i64() <= Some(480)),
        "{shown}"
    );
    let people = |trip: &serde_json::Value| trip["people"].as_array().unwrap().len();
    assert!(trips.iter().all(|trip| people(trip) <= 6), "{shown}");
    assert!(said(&["plan", "verify", at(&proof), at(&question)]).starts_with("成立："));
    let text = std::fs::read_to_string(&proof).unwrap();
    let bound = format!("\"bound\":{}", shown["bound"]);
    let better = file(&district, "改.json", &text.replacen(&bound, &format!("\"bound\":{}", 1), 1));
    assert_eq!(duheng(&["plan", "verify", at(&better), at(&question)]).status.code(), Some(1));

    // Fewer seats: more trips. A hole in the table is named.
    let narrow =
        json(&["plan", "routes", at(&district.0), draw, "--ways", at(&ways), "--seats", "2", "--json"]);
    assert!(narrow["trips"].as_array().unwrap().len() > trips.len());
    let holed = file(&district, "缺.csv", &format!("{head}\n{rows}").replacen(",60,", ",,", 1));
    let refused = duheng(&["plan", "routes", at(&district.0), draw, "--ways", at(&holed)]);
    assert!(String::from_utf8(refused.stderr).unwrap().contains(&format!("路程表缺“{}”的“停留”", names[0])));
}

#[test]
fn lists_are_held_against_the_roll_and_no_name_is_shown() {
    let scratch = Scratch::new("placement");
    let roll = "姓名,出生日期,证件号\n样例甲一,2014-03-05,A1\n样例乙一,2013年1月12日,\n";
    let list =
        "姓名,出生日期\n样例　甲一,20140305\n样例乙,2013-01-12\n样例丙一,2012/7/1\n样例甲一,2014-3-5\n";
    let (roll, list) = (file(&scratch, "学籍.csv", roll), file(&scratch, "残联.csv", list));
    let asked = ["plan", "placement", "--list", at(&list), "--roll", at(&roll)];
    let output = duheng(&asked);
    assert_eq!(output.status.code(), Some(1), "somebody is missing: {output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("残联.csv：4人，在读2人，拿不准1人，学籍里没有1人"), "{told}");
    assert!(told.contains("生日相同，姓名差一个字") && told.contains("学籍里没有的：名册第4行"), "{told}");
    assert!(told.contains("名册第5行与第2行是同一人") && !told.contains("样例"), "{told}");
    let shown = duheng(&[&asked[..], &["--json"]].concat());
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!((&shown[0]["perhaps"][0]["line"], &shown[0]["perhaps"][0]["roll"]), (&3.into(), &3.into()));
    let bad = file(&scratch, "卫健.csv", "姓名,出生日期\n样例秘密,三月\n");
    let refused = duheng(&["plan", "placement", "--list", at(&bad), "--roll", at(&roll)]);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("“卫健.csv”第2行") && !told.contains("样例秘密"), "{told}");
}
