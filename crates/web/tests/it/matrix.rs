//! The matrix endpoint × role × row (权限矩阵), generated: the endpoints from the sources of the rooms, the roles from the packs, the rows
//! of two schools with a mark of secrecy each. All of it is executed; what is told is held against what each role is for, and
//! the answers against `matrix.txt` (`DUHENG_ANEW=1` writes it anew).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use office::{AsOf, Given, Office, RowQuery};

use crate::signing::Browser;
use crate::{Answer, District, by, campus, doors, guard};

const A: &str = "2150900001";
const B: &str = "2150900002";
/// Marks: a guard and a problem of each school. Whoever reads one where he should not has been told something.
const GUARDS: [&str; 2] = ["密保甲", "密保乙"];
const PROBLEMS: [&str; 2] = ["密题甲", "密题乙"];

/// Who there is: person, role, unit, and the marks that his role is for.
const PEOPLE: [(&str, &str, &str, &[&str]); 13] = [
    ("学校甲", "学校经办", "甲小学", &["密保甲", "密题甲"]),
    ("学校乙", "学校经办", "乙小学", &["密保乙", "密题乙"]),
    ("任过甲", "学校经办", "甲小学", &[]),
    ("班主任", "班主任", "甲小学", &[]),
    // It answers for guards, and for no problem.
    ("科室丙", "科室经办", "安全稳定科", &["密保甲", "密保乙"]),
    ("督导丁", "督导室经办", "督导室", &["密保甲", "密保乙", "密题甲", "密题乙"]),
    ("督学戊", "责任督学", "督导室", &["密题甲", "密题乙"]),
    ("镇街壬", "镇街经办", "某镇", &[]),
    ("领导癸", "区领导", "区教委", &["密保甲", "密保乙", "密题甲", "密题乙"]),
    ("评审子", "市级评审", "督导室", &["密保甲", "密保乙", "密题甲", "密题乙"]),
    ("安全己", "安全管理员", "督导室", &[]),
    ("系统庚", "系统管理员", "督导室", &[]),
    ("审计辛", "审计管理员", "督导室", &["密保甲", "密保乙", "密题甲", "密题乙"]),
];

fn rows() -> Vec<Given> {
    let unit = |name: &str, above: &str, code: &str| {
        Given::new("单位树", &[("名称", name), ("上级单位", above), ("代码", code)])
    };
    let problem = |number: &str, unit: &str, text: &str| {
        let cells = [("编号", number), ("问题", text), ("来源", "责任督学督导"), ("来源编号", "DX-1-1")];
        let who = [("责任单位", unit), ("整改责任人", "样例校长"), ("严重程度", "一般")];
        let days = [("发现日期", "2022-06-01"), ("整改期限", "2022-08-31")];
        Given::new("整改问题", &[&cells[..], &who, &days].concat())
    };
    let post = |(person, role, unit, _): &(&str, &str, &str, &[&str])| {
        let mut cells =
            vec![("任职人", *person), ("角色", *role), ("单位", *unit), ("起始日期", "2022-01-01")];
        if *person == "任过甲" {
            cells.push(("截止日期", "2022-02-01"));
        }
        if *role == "班主任" {
            cells.push(("班级", "一（1）班"));
        }
        Given::new("任职", &cells)
    };
    let mut rows = vec![unit("区教委", "", "")];
    rows.extend(["督导室", "安全稳定科", "某镇"].map(|name| unit(name, "区教委", "")));
    rows.extend([("甲小学", A), ("乙小学", B)].map(|(name, code)| unit(name, "区教委", code)));
    rows.extend([campus(A, "甲小学"), campus(B, "乙小学")]);
    rows.extend([guard("B-1", A, GUARDS[0]), guard("B-2", B, GUARDS[1])]);
    rows.extend([problem("ZG-1", "甲小学", PROBLEMS[0]), problem("ZG-2", "乙小学", PROBLEMS[1])]);
    rows.extend(PEOPLE.iter().map(post));
    rows
}

/// A district with all of them, in which anybody may be anybody.
fn district() -> District {
    let mut district = District::with(|office| {
        let outcome = office.record(&by(office, "本机"), &rows()).unwrap();
        assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    });
    let office = Office::open(&district.folder).unwrap();
    district.router = web::router(office, web::Doors { demo: true, ..doors() });
    district
}

/// Every address that the rooms declare, with what it takes: from their sources, so that a new one is in the matrix at once.
fn addresses() -> BTreeSet<(String, String)> {
    let mut sources = Vec::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    // The addresses of a server of many districts are none of a district's: `districts`.
    sources.retain(|file| !file.parent().is_some_and(|folder| folder.ends_with("src/districts")));
    let all: String = sources.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let mut found = BTreeSet::new();
    for piece in all.split(".route(").skip(1) {
        let (first, rest) = piece.split_once(',').unwrap();
        let path = match first.trim().strip_prefix('"') {
            Some(text) => text.trim_end_matches('"').to_owned(),
            None => {
                let named = all.split_once(&format!("const {}: &str = \"", first.trim()));
                named.unwrap_or_else(|| panic!("{first}")).1.split('"').next().unwrap().to_owned()
            }
        };
        let method = rest.trim_start().split('(').next().unwrap().to_owned();
        // The deeds of the interface are for programs with a token: `api`.
        if path.starts_with("/api/") && method != "get" {
            continue;
        }
        // What is told to who watches over the machine is told on an address of its own, and nowhere else.
        if path == "/metrics" {
            continue;
        }
        assert!(matches!(method.as_str(), "get" | "post"), "{path} {method}");
        found.insert((method, path));
    }
    found.extend(web::api_addresses().map(|path| ("get".to_owned(), path.to_owned())));
    assert!(found.len() > 80, "{found:?}");
    found
}

fn read(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => read(&path, files),
            false if path.extension().is_some_and(|ending| ending == "rs") => files.push(path),
            false => {}
        }
    }
}

/// What stands in the place of the parameters of an address: a name of the choice, and the address. *own* and *other* are rows of
/// the two schools, *none* is nobody's.
fn filled(path: &str, numbers: &BTreeMap<&str, u64>) -> Vec<(&'static str, String)> {
    let path = path.replace("{digest}", &"0".repeat(64)).replace("{entry}", "{seq}");
    let ids = ["{register}", "{loop}", "{figure}", "{duty}", "{roster}", "{draw}", "{notice}", "{body}"];
    let path = ids.iter().fold(path, |path, name| path.replace(name, "{id}"));
    let number = |mark: &str| numbers.get(mark).copied().unwrap_or(9_999_999).to_string();
    let room = path.trim_start_matches("/api").split('/').nth(1).unwrap_or_default();
    let with = |choices: &[(&'static str, Vec<(&str, String)>)]| {
        let fill = |pairs: &Vec<(&str, String)>| {
            pairs.iter().fold(path.clone(), |path, (name, text)| path.replace(name, &web::encoded(text)))
        };
        choices.iter().map(|(name, pairs)| (*name, fill(pairs))).collect::<Vec<_>>()
    };
    let one = |name, pairs: &[(&'static str, &str)]| {
        (name, pairs.iter().map(|(of, text)| (*of, (*text).to_owned())).collect::<Vec<_>>())
    };
    match room {
        "registers" if path.contains("{number}") => with(&[
            one("guard own", &[("{id}", "guard"), ("{number}", &number("密保甲"))]),
            one("guard other", &[("{id}", "guard"), ("{number}", &number("密保乙"))]),
            one("guard none", &[("{id}", "guard"), ("{number}", &number("无"))]),
            one("problem own", &[("{id}", "rectification"), ("{number}", &number("密题甲"))]),
            one("problem other", &[("{id}", "rectification"), ("{number}", &number("密题乙"))]),
        ]),
        "registers" => with(&[
            one("guard", &[("{id}", "guard")]),
            one("problem", &[("{id}", "rectification")]),
            one("appointment", &[("{id}", "appointment")]),
            one("security", &[("{id}", "security-event")]),
            one("none", &[("{id}", "none")]),
        ]),
        "steps" => with(&[one("problems", &[("{id}", "rectification")]), one("none", &[("{id}", "none")])]),
        "cases" if path.contains("{case}") => with(&[
            one("own", &[("{id}", "rectification"), ("{case}", "ZG-1")]),
            one("other", &[("{id}", "rectification"), ("{case}", "ZG-2")]),
            one("none", &[("{id}", "rectification"), ("{case}", "ZG-0")]),
        ]),
        "cases" => with(&[one("problems", &[("{id}", "rectification")]), one("none", &[("{id}", "none")])]),
        "report" => with(&[one("none", &[("{number}", "BG-2022-0")])]),
        "public" => with(&[one("closed", &[("{year}", "2022")]), one("none", &[("{year}", "2030")])]),
        "figures" => {
            with(&[one("problems", &[("{id}", "problems-found")]), one("none", &[("{id}", "none")])])
        }
        "odata" if path.contains("{set}") => with(&[
            one("guard", &[("{set}", "保安员")]),
            one("problem", &[("{set}", "整改问题")]),
            one("none", &[("{set}", "没有")]),
        ]),
        "schools" => with(&[
            one("own", &[("{code}", A)]),
            one("other", &[("{code}", B)]),
            one("none", &[("{code}", "2150999999")]),
        ]),
        "journal" if path.contains("{seq}") => {
            with(&[one("own", &[("{seq}", &number("密保甲"))]), one("none", &[("{seq}", "9999999")])])
        }
        "duties" => {
            with(&[one("ideology", &[("{id}", "ideology-reports")]), one("none", &[("{id}", "none")])])
        }
        _ => with(&[one("none", &[("{id}", "none"), ("{number}", "1"), ("{token}", "none")])]),
    }
}

/// The numbers of the rows that carry marks, as the machine sees them.
fn numbers(office: &Office) -> BTreeMap<&'static str, u64> {
    let reading = office.at(&by(office, "本机"), &AsOf::Now, None).unwrap();
    let mut found = BTreeMap::new();
    for register in ["保安员", "整改问题"] {
        for row in reading.rows(register, &RowQuery::default()).unwrap().rows {
            let mark =
                GUARDS.into_iter().chain(PROBLEMS).find(|mark| row.cells.iter().any(|cell| cell == mark));
            found.insert(mark.unwrap(), row.number);
        }
    }
    assert_eq!(found.len(), 4);
    found
}

/// The browser of a person, whether or not he is in a role today.
pub(crate) fn signed_in<'d>(district: &'d District, office: &Office, person: &str) -> Browser<'d> {
    let mut browser = Browser::of(district);
    browser.cookie = format!("duheng={}", office.sign_in_as(person, "浏览器").unwrap());
    browser
}

fn marks(answer: &Answer) -> BTreeSet<&'static str> {
    let head: String = answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}\n")).collect();
    let said = format!("{head}{}", answer.body);
    GUARDS.into_iter().chain(PROBLEMS).filter(|mark| said.contains(mark)).collect()
}

/// The same question with what the questions name taken out of its answer.
fn bare(answer: &Answer, named: &str) -> (u16, String) {
    let parts: Vec<&str> = named.trim_start_matches("/api").split('/').collect();
    let page_of_row = !named.starts_with("/api") && matches!(parts[1], "registers" | "cases");
    let last = if page_of_row { parts.get(3) } else { parts.last() };
    let last = last.filter(|part| part.bytes().any(|byte| byte.is_ascii_digit())).unwrap_or(&"-");
    // The digest of a style sheet or script may have the same digits in it.
    let (first, others) = answer.body.split_once("?v=").map_or((&*answer.body, ""), |parts| parts);
    let behind = others.split("?v=").map(|part| part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    let body = std::iter::once(first).chain(behind).collect::<String>();
    (answer.status.as_u16(), body.replace(*last, "N"))
}

#[test]
fn every_endpoint_is_asked_by_every_role_about_its_own_and_about_anothers() {
    let district = district();
    let office = Office::open(&district.folder).unwrap();
    let numbers = numbers(&office);
    let all = addresses();
    let gets: Vec<&String> = all.iter().filter(|(method, _)| method == "get").map(|(_, path)| path).collect();
    // One line an address and choice: what everybody is answered.
    let mut table: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open = vec![
        "/login",
        "/health",
        "/duheng.css",
        "/duheng.js",
        "/grid.js",
        "/mark.svg",
        "/k/{token}",
        "/api/openapi.json",
    ];
    open.extend(["/login/outside/{id}", "/login/outside/{id}/back"]);
    open.extend(["/public/{year}", "/public/{year}/report.txt"]);
    open.extend(["/public/{year}/report.pdf", "/public/{year}/report.ofd"]);

    let mut nobody = Browser::of(&district);
    for path in &gets {
        for (choice, address) in filled(path, &numbers) {
            let answer = nobody.get(&address);
            let is_open = open.contains(&path.as_str());
            // A browser is led to the sign-in page; a program is told that it brings no token.
            let to_program = ["/api/", "/odata"].iter().any(|program| address.starts_with(program));
            let led = answer.status.as_u16() == if to_program { 401 } else { 303 };
            assert_eq!(led, !is_open, "{address}");
            assert!(is_open || to_program || answer.body.is_empty(), "{address} tells nobody anything");
            assert!(is_open || marks(&answer).is_empty(), "{address}");
            table.entry(format!("{path} | {choice}")).or_default().push(answer.status.as_u16().to_string());
        }
    }
    for (person, _, _, allowed) in PEOPLE {
        let mut browser = signed_in(&district, &office, person);
        let mut seen = BTreeSet::new();
        let mut answers: BTreeMap<String, (u16, String)> = BTreeMap::new();
        for path in &gets {
            for (choice, address) in filled(path, &numbers) {
                let answer = browser.get(&address);
                let told = marks(&answer);
                let foreign: Vec<_> = told.iter().filter(|mark| !allowed.contains(mark)).collect();
                assert!(foreign.is_empty(), "{person} is told {foreign:?} by {address}");
                assert!(answer.status.as_u16() < 500, "{person} {address}: {}", answer.body);
                seen.extend(told);
                answers.insert(format!("{path} | {choice}"), bare(&answer, &address));
                table
                    .entry(format!("{path} | {choice}"))
                    .or_default()
                    .push(answer.status.as_u16().to_string());
            }
        }
        assert_eq!(seen, allowed.iter().copied().collect(), "{person} sees what his role is for");
        // Another's row is no more there than one that never was.
        if person == "学校甲" {
            for (line, answer) in &answers {
                let none = line.replace(" other", " none").replace("problem none", "guard none");
                if let Some(none) =
                    answers.get(&none).filter(|_| line.ends_with("other") && !line.contains("problem"))
                {
                    assert_eq!(answer, none, "{line}");
                }
            }
        }
        // Searches, orders and filters of a list, and what is counted beside it.
        for (name, text) in
            [("q", GUARDS[1]), ("eq.保安编号", "B-2"), ("sort", "姓名"), ("sort", "-姓名"), ("in", "姓名")]
        {
            let address = format!("/registers/guard?{}={}", web::encoded(name), web::encoded(text));
            // What he asked for himself stands in his answer.
            let told = marks(&browser.get(&address));
            let foreign = told.into_iter().find(|mark| !allowed.contains(mark) && *mark != text);
            assert_eq!(foreign, None, "{person} {address}");
        }
    }
    let people: Vec<&str> = std::iter::once("（未登录）").chain(PEOPLE.iter().map(|one| one.0)).collect();
    let mut text = format!(
        "# 权限矩阵：地址 × 身份，答复的状态码；由 matrix.rs 生成\n地址 | 行 | {}\n",
        people.join(" | ")
    );
    for (line, statuses) in &table {
        text.push_str(&format!("{line} | {}\n", statuses.join(" | ")));
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/matrix.txt");
    if std::env::var_os("DUHENG_ANEW").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), text, "DUHENG_ANEW=1 writes it anew");
}

/// Entries of the journal by the register that they are about, without those of the security register.
fn written(office: &Office) -> u64 {
    let reading = office.at(&by(office, "本机"), &AsOf::Now, None).unwrap();
    let told = reading.rows("安全记录", &RowQuery::default()).unwrap().register.rows;
    reading.size() - told
}

#[test]
fn no_deed_is_done_on_what_is_anothers_and_every_refusal_is_told() {
    let district = district();
    let office = Office::open(&district.folder).unwrap();
    let numbers = numbers(&office);
    let posts: Vec<String> =
        addresses().into_iter().filter(|(method, _)| method == "post").map(|(_, path)| path).collect();
    let before = written(&office);
    // Of school A's row by school B, by who was of A once, by who does no work, and the other way round.
    for (person, choices) in [
        ("学校乙", ["guard own", "problem own", "own"]),
        ("任过甲", ["guard own", "problem own", "own"]),
        ("班主任", ["guard own", "problem own", "own"]),
        ("镇街壬", ["guard own", "problem own", "own"]),
        ("系统庚", ["guard own", "problem own", "own"]),
        ("审计辛", ["guard own", "problem own", "own"]),
        ("评审子", ["guard own", "problem own", "own"]),
        ("学校甲", ["guard other", "problem other", "other"]),
    ] {
        let mut browser = signed_in(&district, &office, person);
        let word = browser.word("/me");
        for path in posts
            .iter()
            .filter(|path| ["/registers", "/cases", "/steps"].iter().any(|room| path.starts_with(room)))
        {
            for (choice, address) in filled(path, &numbers) {
                if path.contains("{number}") && !choices.contains(&choice)
                    || path.contains("{case}") && !choices.contains(&choice)
                {
                    continue;
                }
                let (code, case) = if person == "学校甲" { (B, "ZG-2") } else { (A, "ZG-1") };
                let block =
                    format!("保安编号\t姓名\t校园\t保安员证\t上岗日期\nB-7\t外人\t{code}\t是\t2022-02-01");
                let answer = browser.post(
                    &address,
                    &[
                        ("word", word.as_str()),
                        ("cell 保安编号", "B-7"),
                        ("cell 姓名", "外人"),
                        ("cell 校园", code),
                        ("cell 保安员证", "是"),
                        ("cell 上岗日期", "2022-02-01"),
                        ("cell 编号", "ZG-7"),
                        ("cell 问题", "外人"),
                        ("why", "样例"),
                        ("reason", "样例"),
                        ("step", "制定方案"),
                        ("evidence", "样例"),
                        ("do", "record"),
                        ("block", &block),
                        ("case", case),
                    ],
                );
                assert!(
                    // Of many at once each has its own answer.
                    path.starts_with("/steps")
                        || !answer.status.is_success() && !answer.status.is_redirection(),
                    "{person} {address} {}",
                    answer.status
                );
                assert!(!answer.status.is_server_error(), "{person} {address} {}", answer.body);
                let allowed = PEOPLE.iter().find(|one| one.0 == person).unwrap().3;
                let told = marks(&answer);
                assert!(told.iter().all(|mark| allowed.contains(mark)), "{person} {address} {told:?}");
            }
        }
    }
    assert_eq!(written(&office), before, "nothing was recorded");
    let reading = office.at(&by(&office, "本机"), &AsOf::Now, None).unwrap();
    let told = reading.rows("安全记录", &RowQuery { limit: 500, ..RowQuery::default() }).unwrap();
    let refused: BTreeSet<String> =
        told.rows.iter().filter(|row| row.cells[2] == "被拒绝").map(|row| row.cells[3].clone()).collect();
    let all = ["学校乙", "任过甲", "班主任", "镇街壬", "系统庚", "审计辛", "评审子", "学校甲"];
    assert_eq!(refused, all.map(str::to_owned).into(), "whoever tried stands in the register");
}

/// What of the register of security is told of a person's refusals: over what.
fn refused_to(office: &Office, person: &str) -> Vec<String> {
    let reading = office.at(&by(office, "本机"), &AsOf::Now, None).unwrap();
    let told = reading.rows("安全记录", &RowQuery { limit: 500, ..RowQuery::default() }).unwrap();
    let at = |name: &str| told.register.fields.iter().position(|field| field.name == name).unwrap();
    let (who, over) = (at("何人"), at("所涉"));
    let mine = told.rows.iter().filter(|row| row.cells[2] == "查看被拒绝" && row.cells[who] == person);
    mine.map(|row| row.cells[over].clone()).collect()
}

#[test]
fn who_asks_for_what_is_anothers_leaves_a_trace_and_who_mistypes_leaves_none() {
    let district = district();
    let office = Office::open(&district.folder).unwrap();
    let numbers = numbers(&office);
    let mut browser = signed_in(&district, &office, "学校乙");
    let guard = |mark: &str| format!("/registers/guard/{}", numbers[mark]);
    let [own, other] = [guard(GUARDS[1]), guard(GUARDS[0])];
    for nothing in
        [own.as_str(), "/registers/none", "/registers/guard/9999999", "/nowhere", "/cases/rectification/ZG-0"]
    {
        browser.get(nothing);
    }
    let asked = [other.as_str(), "/cases/rectification/ZG-1", "/schools/2150900001", "/journal"];
    let before = written(&office);
    for address in asked {
        assert!(!browser.get(address).status.is_success(), "{address}");
    }
    // It is told after the answer.
    let began = std::time::Instant::now();
    while refused_to(&office, "学校乙").len() < asked.len() && began.elapsed().as_secs() < 10 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let told: BTreeSet<String> = refused_to(&office, "学校乙").into_iter().collect();
    assert_eq!(told, asked.map(str::to_owned).into(), "each of them, and nothing that leads nowhere");
    assert_eq!(written(&office), before);
    // Who tries all day fills no journal.
    for _ in 0..80 {
        browser.get(&other);
    }
    std::thread::sleep(std::time::Duration::from_millis(500));
    let told = refused_to(&office, "学校乙").len();
    assert!((30..=33).contains(&told), "{told}: thirty, then at 32, 64");
}
