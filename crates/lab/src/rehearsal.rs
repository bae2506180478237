//! A rehearsal (演习): a district of synthetic households and one notice with short waits, to try a gateway, to measure, and
//! to be killed at random points.

use crate::built_in::Files;
use crate::failure::{Failure, told};
use office::Office;
use std::path::Path;

/// Registers of notices, as the base pack has them.
const TAKEN: [&str; 3] = ["notice", "letter", "letter-event"];
/// Households of one grid.
const GRID: usize = 100;

const PACK: &str = "id = \"rehearsal\"\nname = \"发信演习\"\nyear = 2022\nstatus = \"unofficial\"\n";
const HOUSEHOLDS: &str = r#"name = "家庭联系"
counter = "条"
kind = "state"
period = "none"
key = ["家庭编号", "监护人序"]
source = { document = "演习", status = "unofficial" }
fields = [
  { name = "家庭编号", type = "text", required = true, label = true },
  { name = "监护人序", type = "integer", required = true },
  { name = "联系电话", type = "text", sensitive = true },
  { name = "企业微信", type = "text", sensitive = true },
  { name = "班主任", type = "text" },
  { name = "网格编号", type = "text" },
  { name = "数据性质", type = "text" },
]
"#;
const GRIDS: &str = r#"name = "网格责任人"
counter = "名"
kind = "state"
period = "none"
key = ["网格编号"]
source = { document = "演习", status = "unofficial" }
fields = [
  { name = "网格编号", type = "text", required = true },
  { name = "责任人", type = "text", required = true, label = true },
  { name = "数据性质", type = "text" },
]
"#;
const NOTICE: &str = r#"name = "发信演习"
source = { document = "演习", status = "unofficial" }
body = "演习：家长您好，请点 {链接} 应答，或回复 {应答码}。"
acknowledge = ["link", "code", "record"]

[recipients]
register = "家庭联系"
household = ["家庭编号", "联系电话"]

[[ladder]]
channel = "sms"
address = "联系电话"
attempts = 4
pause = "0s"
wait = "WAIT"

[[ladder]]
channel = "wecom"
address = "企业微信"
attempts = 4
pause = "0s"
wait = "WAIT"

[[ladder]]
channel = "calls"
person = { field = "班主任" }

[[ladder]]
channel = "visit"
person = { field = "网格编号", register = "网格责任人", key = "网格编号", name = "责任人" }
"#;

/// Makes a district in `dir` with so many households and sends them one notice; `wait` seconds between rungs. The number of
/// the notice.
///
/// # Errors
/// A folder that holds something already, or packs without the registers of notices.
pub fn rehearsal(
    dir: &Path,
    households: usize,
    wait: u32,
    built_in: &Files,
) -> Result<(Office, String), Failure> {
    let mut files = vec![
        ("rehearsal/pack.toml".to_owned(), PACK.to_owned()),
        ("rehearsal/registers/household-contact.toml".to_owned(), HOUSEHOLDS.to_owned()),
        ("rehearsal/registers/grid-chief.toml".to_owned(), GRIDS.to_owned()),
        ("rehearsal/notices/rehearsal.toml".to_owned(), NOTICE.replace("WAIT", &format!("{wait}s"))),
    ];
    for name in TAKEN {
        let own =
            |path: &str| path.starts_with("base/registers/") && path.ends_with(&format!("/{name}.toml"));
        let text = built_in.iter().find(|(path, _)| own(path)).map(|(_, text)| text.clone());
        let text = text.ok_or_else(|| format!("基础定义包里没有台账 {name}"))?;
        files.push((format!("rehearsal/registers/{name}.toml"), text));
    }
    let office = Office::init(dir, "rehearsal", &files).map_err(told)?;
    let mut contacts = String::from("家庭编号,监护人序,联系电话,企业微信,班主任,网格编号,数据性质\n");
    let mut grids = String::from("网格编号,责任人,数据性质\n");
    for n in 0..households {
        let grid = n / GRID;
        if n % GRID == 0 {
            grids += &format!("G{grid},样例网格长{grid},样例\n");
        }
        // Every third household has two guardians; every fifth no WeCom account.
        let wecom = if n % 5 == 0 { String::new() } else { format!("yl-{n}") };
        contacts += &format!("H{n:06},1,样例-{n},{wecom},样例班主任{grid},G{grid},样例\n");
        if n % 3 == 0 {
            contacts += &format!("H{n:06},2,样例-{n}-2,,样例班主任{grid},G{grid},样例\n");
        }
    }
    let input = [
        ("家庭联系.csv".to_owned(), contacts.into_bytes()),
        ("网格责任人.csv".to_owned(), grids.into_bytes()),
    ];
    let imported = crate::sessions::import(&office, &input)?;
    if let Some(finding) = imported.findings.first() {
        return Err(finding.to_string());
    }
    let sent = office.notice_send(&crate::sessions::player(&office, "演习"), "rehearsal").map_err(told)?;
    match sent.findings.first() {
        Some(finding) => Err(finding.to_string()),
        None => Ok((office, sent.notice)),
    }
}
