//! A quantity that stands in two places is the same in both: what the verbs answer in JSON, what the pages print, and what the
//! report says, of the sample district on the last day of its year.

use super::{Scratch, at, json, said};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const DAY: &str = "2022-12-31";

/// What the places say of the same quantity, by its name.
#[derive(Default)]
struct Told(BTreeMap<String, Vec<(&'static str, String)>>);

impl Told {
    fn say(&mut self, quantity: impl Into<String>, place: &'static str, value: impl ToString) {
        self.0.entry(quantity.into()).or_default().push((place, value.to_string()));
    }

    /// Every quantity of which two places say something different, or that only one place tells.
    fn differences(&self) -> Vec<String> {
        let differ =
            |said: &[(&str, String)]| said.len() < 2 || said.iter().any(|(_, value)| *value != said[0].1);
        let told = self.0.iter().filter(|(_, said)| differ(said));
        told.map(|(quantity, said)| format!("{quantity}：{said:?}")).collect()
    }
}

/// `duheng serve` over a district, asked as whoever sits at the machine.
struct Site {
    child: Child,
    address: String,
    ticket: String,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Site {
    fn open(dir: &Path) -> Site {
        let child = Command::new(env!("CARGO_BIN_EXE_duheng"))
            .args(["serve", at(dir), "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut site = Site { child: child.unwrap(), address: String::new(), ticket: String::new() };
        let mut lines = String::new();
        let mut told = BufReader::new(site.child.stdout.take().unwrap());
        (0..2).for_each(|_| _ = told.read_line(&mut lines).unwrap());
        let address = lines.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        site.address = address.expect("the address is told").to_owned();
        site.ticket = lines.split("ticket=").nth(1).expect("and how to get in").trim().to_owned();
        site
    }

    fn page(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let (address, ticket) = (&self.address, &self.ticket);
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {address}\r\nCookie: duheng={ticket}\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(
            answer.starts_with("HTTP/1.0 200") || answer.starts_with("HTTP/1.1 200"),
            "{path}: {answer:.200}"
        );
        answer
    }
}

/// Words of HTML without its marks.
fn words(html: &str) -> String {
    let mut text = String::new();
    for (at, part) in html.split('<').enumerate() {
        text += if at == 0 { part } else { part.split_once('>').map_or("", |(_, after)| after) };
    }
    ["&#38;=&", "&amp;=&", "&#60;=<", "&lt;=<", "&#62;=>", "&gt;=>"]
        .iter()
        .filter_map(|one| one.split_once('='))
        .fold(text, |text, (name, letter)| text.replace(name, letter))
        .trim()
        .to_owned()
}

/// A row of a table: the last part of the address that it leads to, and its cells.
struct Line {
    id: String,
    cells: Vec<String>,
}

impl Line {
    /// A number of a cell; an empty cell is none of them.
    fn count(&self, cell: usize) -> String {
        let bare = self.cells[cell].replace(',', "");
        if bare.is_empty() { "0".to_owned() } else { bare }
    }
}

fn lines(page: &str) -> Vec<Line> {
    let rows = page.split("<tr").skip(1).filter_map(|rest| rest.split("</tr>").next());
    rows.filter(|row| row.contains("<td"))
        .map(|row| {
            let href = row.split("href=\"").nth(1).and_then(|rest| rest.split(['"', '?']).next());
            let id = href.and_then(|href| href.rsplit('/').next()).unwrap_or_default().to_owned();
            let cells =
                row.split("<td").skip(1).map(|cell| words(cell.split_once('>').map_or("", |(_, c)| c)));
            Line { id, cells: cells.collect() }
        })
        .collect()
}

/// What stands between two marks of a page.
fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    let rest = page.split_once(before).unwrap_or_else(|| panic!("no {before}")).1;
    rest.split_once(after).unwrap_or_else(|| panic!("no {after}")).0
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("no {key}"))
}

/// The pages of lists: the key of the list in JSON, page, and for each quantity of a line its name, the sum of which keys in
/// JSON it is, and its cell.
type Listed = (&'static str, &'static str, &'static [(&'static str, &'static [&'static str], usize)]);

const LISTS: &[Listed] = &[
    (
        "duties",
        "/duties?on=2022-12-31",
        &[
            ("单位", &["units"], 2),
            ("应办", &["owed"], 3),
            ("已办", &["done", "late", "nil"], 4),
            ("空当", &["gaps", "contradicted"], 5),
            ("在期未办", &["open", "extended"], 6),
        ],
    ),
    (
        "rosters",
        "/rosters?on=2022-12-31",
        &[
            ("空缺", &["vacant"], 3),
            ("超量", &["overloaded"], 4),
            ("将到期", &["expiring"], 5),
            ("不合条件", &["unqualified"], 6),
            ("履职不足", &["short"], 7),
            ("缺岗", &["missed"], 8),
        ],
    ),
    (
        "loops",
        "/cases?on=2022-12-31",
        &[
            ("查出", &["/tally/found"], 1),
            ("办结", &["/tally/closed"], 2),
            ("按期", &["/tally/in_time"], 3),
            ("超期", &["/tally/overdue"], 4),
            ("复发", &["recurring"], 5),
            ("待立案", &["waiting"], 6),
        ],
    ),
    (
        "notices",
        "/notices",
        &[
            ("户", &["households"], 2),
            ("交付", &["/funnel/handed_over"], 3),
            ("送达", &["/funnel/delivered"], 4),
            ("应答", &["/funnel/acknowledged"], 5),
        ],
    ),
    ("draws", "/draws", &[("签", &["slips"], 3), ("启封", &["opened"], 4)]),
];

fn listed(dir: &str, site: &Site, told: &mut Told) {
    for (key, path, quantities) in LISTS {
        let asked: &[&str] = match *key {
            "duties" => &["duties", dir, "--year", "2022", "--on", DAY, "--json"],
            "rosters" => &["rosters", dir, "--on", DAY, "--json"],
            "loops" => &["cases", dir, "--on", DAY, "--json"],
            "notices" => &["notices", dir, "--json"],
            _ => &["draw", "list", dir, "--json"],
        };
        let (answer, page) = (json(asked), site.page(path));
        let rows = lines(&page);
        for one in list(&answer, key) {
            let id = text(one.get("id").unwrap_or(&one["number"]));
            let line = rows.iter().find(|line| line.id == id).unwrap_or_else(|| panic!("{path}: no {id}"));
            for (name, keys, cell) in *quantities {
                let of = |key: &&str| if key.starts_with('/') { one.pointer(key) } else { one.get(*key) };
                let sum: u64 =
                    keys.iter().map(|key| of(key).and_then(Value::as_u64).unwrap_or_default()).sum();
                told.say(format!("{key} {id} {name}"), "JSON", sum);
                told.say(format!("{key} {id} {name}"), "页面", line.count(*cell));
            }
            if *key == "rosters" {
                told.say(format!("{key} {id} 到岗"), "JSON", format!("{}/{}", one["covered"], one["posts"]));
                told.say(format!("{key} {id} 到岗"), "页面", line.cells[1].replace(',', ""));
            }
        }
    }
}

/// Figures: the verbs `figures`, `evaluate` and `explain`, the list of figures, the page of each, the board of indicators.
fn figures(dir: &str, site: &Site, told: &mut Told) {
    let (answer, board) = (json(&["figures", dir, "--json"]), json(&["evaluate", dir, "--json"]));
    let rows = lines(&site.page("/figures?year=2022"));
    for (at, one) in list(&answer, "figures").iter().enumerate() {
        let id = text(&one["id"]);
        let line = rows.iter().find(|line| line.cells[0] == id).unwrap_or_else(|| panic!("no {id}"));
        let page = site.page(&format!("/figures/{id}?year=2022"));
        let own = words(between(&page, "<p class=\"printed", "</p>").split_once('>').unwrap().1);
        told.say(format!("数字 {id}"), "figures", text(&one["printed"]));
        told.say(format!("数字 {id}"), "数字页", &line.cells[2]);
        told.say(format!("数字 {id}"), "本页", own);
        told.say(format!("行数 {id}"), "figures", &one["rows"]);
        told.say(format!("行数 {id}"), "数字页", line.count(4));
        // Each answer of `explain` opens the district anew: some of them.
        if at % 20 == 0 {
            told.say(
                format!("数字 {id}"),
                "explain",
                text(&json(&["explain", dir, &id, "--json"])["indicator"]["printed"]),
            );
        }
    }
    for one in list(&board, "indicators") {
        let figure = text(&one["figure"]);
        if let Some(said) = told.0.get_mut(&format!("数字 {figure}")) {
            said.push(("evaluate", text(&one["printed"])));
        }
    }
}

/// The board: points and verdicts of each scored indicator, how many are met, on the page of indicators and on the first page.
fn board(dir: &str, site: &Site, told: &mut Told) {
    const VERDICTS: [(&str, &str); 3] = [("met", "达标"), ("not-met", "未达标"), ("cannot-tell", "不能判断")];
    let (board, page) = (json(&["evaluate", dir, "--json"]), site.page("/indicators?year=2022"));
    let home = site.page("/?year=2022");
    let scored: Vec<&Value> =
        list(&board, "indicators").iter().filter(|one| !one["number"].is_null()).collect();
    for one in &scored {
        let id = text(&one["id"]);
        let own = between(&page, &format!("id=\"i-{id}\""), "</summary>");
        let points = format!("{}/{}", text(&one["points"]["points"]), text(&one["points"]["full"]));
        told.say(format!("得分 {id}"), "evaluate", points);
        let shown = words(between(own, "<span class=\"points\">", " 分"));
        told.say(format!("得分 {id}"), "指标页", shown);
        let word = VERDICTS.iter().find(|(verdict, _)| one["verdict"] == *verdict).unwrap().1;
        told.say(format!("判定 {id}"), "evaluate", word);
        told.say(
            format!("判定 {id}"),
            "指标页",
            words(between(own, "<span class=\"judged\">", "</span></span>")),
        );
    }
    for (verdict, word) in VERDICTS {
        let met = scored.iter().filter(|one| one["verdict"] == verdict).count();
        told.say(format!("{word}条数"), "evaluate", met);
        let of_home = between(
            &home,
            &format!("<a class=\"{verdict}\" href=\"/indicators?verdict={verdict}\"><b>"),
            "</b>",
        );
        told.say(format!("{word}条数"), "首页", of_home);
    }
    let score = words(between(&page, "得分</h2><span>", "</span>"));
    told.say(
        "总分",
        "evaluate",
        format!("{}/{}", text(&board["score"]["points"]), text(&board["score"]["full"])),
    );
    told.say("总分", "指标页", score.replace(' ', ""));
}

/// What stands on more than one page, and what a verb counts beside a page.
fn counts(dir: &str, site: &Site, told: &mut Told) {
    let home = site.page("/?year=2022");
    let root = json(&["journal", "root", dir, "--json"]);
    told.say("日志条数", "journal root", &root["size"]);
    let shown = between(&home, "<a href=\"/journal\">", "条</small>");
    told.say("日志条数", "首页", digits(shown.rsplit("end\">").next().unwrap()));
    let registers = lines(&site.page("/registers?year=2022"));
    for line in lines(&home).iter().filter(|line| line.cells.len() == 2) {
        let own = registers.iter().find(|one| one.id == line.id);
        told.say(format!("行数 {}", line.id), "首页", line.count(1));
        told.say(format!("行数 {}", line.id), "台账页", own.map_or(String::new(), |own| own.count(1)));
    }
    told.say("学校和幼儿园", "about", json(&["about", dir, "--json"]).as_array().map_or(0, Vec::len));
    told.say("学校和幼儿园", "学校页", lines(&site.page("/schools")).len());
    let devices = json(&["devices", dir, "--json"]);
    let page = site.page("/devices");
    for (rate, line) in list(&devices, "rates").iter().zip(lines(between(&page, "id=\"rates\"", "</table>")))
    {
        let name = format!("设备 {}", text(&rate["id"]));
        told.say(
            name.clone(),
            "devices",
            format!("{} {} / {}", text(&rate["percent"]), rate["part"], rate["whole"]),
        );
        told.say(name, "设备页", format!("{} {}", line.cells[1], line.cells[2].replace(',', "")));
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Every figure of the report: on its page and in the file that was written, and what its indicator prints.
fn report(dir: &str, site: &Site, told: &mut Told) {
    let board = json(&["evaluate", dir, "--json"]);
    let page = site.page("/report?year=2022");
    let file = std::fs::read_to_string(Path::new(dir).join("report/自评报告.html")).unwrap();
    let cited = |html: &str| -> Vec<(String, String)> {
        let links = html.split("data-figure=\"").skip(1).filter_map(|rest| {
            let (id, rest) = rest.split_once('"')?;
            Some((id.to_owned(), words(rest.split_once('>')?.1.split("</a>").next()?)))
        });
        links.collect()
    };
    let (on_page, in_file) = (cited(&page), cited(&file));
    assert!(on_page.len() > 150, "{} figures on the page", on_page.len());
    for (at, (id, said)) in on_page.iter().enumerate() {
        let quantity = format!("报告 {at} {id}");
        told.say(quantity.clone(), "报告页", said);
        // The file has no addresses where nobody serves pages: its figures stand in the same order.
        told.say(quantity.clone(), "报告文件", in_file.get(at).map_or("", |(_, words)| words));
        let known = |one: &&Value| one["id"] == **id || one["figure"] == **id;
        let Some(indicator) = list(&board, "indicators").iter().find(known) else { continue };
        let groups = list(indicator, "groups").iter().map(|group| &group["printed"]);
        let printed = [&indicator["printed"], &indicator["gap"], &indicator["threshold"]];
        let all: BTreeSet<String> = printed.into_iter().chain(groups).map(|one| digits(&text(one))).collect();
        let said = digits(said);
        if !said.is_empty() {
            let shown = if all.contains(&said) { said.clone() } else { format!("{all:?}") };
            told.say(format!("{quantity} 数"), "报告页", said);
            told.say(format!("{quantity} 数"), "evaluate", shown);
        }
    }
}

#[test]
fn what_pages_print_is_what_the_verbs_answer_and_the_report_says() {
    let district = Scratch::district("agreement");
    let dir = at(&district.0);
    let site = Site::open(&district.0);
    let mut told = Told::default();
    listed(dir, &site, &mut told);
    figures(dir, &site, &mut told);
    board(dir, &site, &mut told);
    counts(dir, &site, &mut told);
    report(dir, &site, &mut told);
    assert!(told.differences().is_empty(), "\n{}", told.differences().join("\n"));
    assert!(told.0.len() > 700, "only {} quantities were compared", told.0.len());
}

/// The comparison is no idle one: a page that says one more than the verb is found, and so is a quantity that only one tells.
#[test]
fn what_differs_is_found() {
    let page = "<table><tr><td><a href=\"/duties/drowning-nil\">零报告</a></td><td>每月</td><td>23</td><td>1,276</td></tr></table>";
    let line = &lines(page)[0];
    assert_eq!((line.id.as_str(), line.count(3).as_str()), ("drowning-nil", "1276"));
    let mut told = Told::default();
    told.say("应办", "JSON", 1276);
    told.say("应办", "页面", line.count(3));
    assert!(told.differences().is_empty());
    told.say("应办", "首页", 1277);
    told.say("已办", "JSON", 1);
    assert_eq!(told.differences().len(), 2);
}

/// A page that an open server made before is not shown when another process changed rows that its plan does not look at: what a plan
/// does to all indicators follows from theirs. (What the server writes itself is held by the tests of `office::state`.)
#[test]
fn what_a_plan_does_to_indicators_follows_rows_that_it_does_not_look_at() {
    let scratch = Scratch::district("plan-page");
    let site = Site::open(&scratch.0);
    let effects = |site: &Site| {
        let html = site.page("/plans/school-places");
        words(&html[html.find("id=\"effects\"").expect("what it does to indicators")..])
    };
    let before = effects(&site);
    assert_eq!(before, effects(&site));
    let key = "2022/2050201/教育事业费/一般公共预算";
    said(&["withdraw", at(&scratch.0), "教育经费", key, "--reason", "样例：记错了"]);
    let after = effects(&site);
    assert_ne!(before, after, "less was spent than the year before");
    assert_eq!(after, effects(&Site::open(&scratch.0)), "whoever opens it now sees the same");
}
