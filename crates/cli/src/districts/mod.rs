//! `duheng serve --districts` and `duheng districts`: many districts on one server, and who of the city looks over them.

mod list;

use crate::serve::{Serve, doors, log, tls, work};
use crate::shell::{Ending, Failure, print_json, told};
use clap::Args;
use jobs::Running;
use list::{FILE, List, Place};
use office::{Machine, Office, Overseers, Shelf};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use terminal::{complain, say, table};

#[derive(Args)]
pub struct Districts {
    /// 各区县的数据目录所在的目录
    pub dir: PathBuf,
    /// 给一位市级人员（或一个程序）发口令：只显示这一次，并给出要写进 districts.toml 的一行
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    /// 以 JSON 输出
    #[arg(long, display_order = 902)]
    pub json: bool,
}

/// What is shown of a district in a list.
#[derive(serde::Serialize)]
struct Shown {
    code: String,
    place: String,
    why: String,
}

/// Lists the districts of a server, each opened once to see whether it can be; or gives a person of the city a password.
pub fn run(asked: &Districts) -> Result<Ending, Failure> {
    if let Some(name) = &asked.person {
        return enrol(name);
    }
    let list = List::read(&asked.dir)?;
    let shown = |(code, place): &(String, Result<Place, String>)| {
        let opened = place.clone().and_then(|place| opened(&place, &Shelf::default()).map_err(told));
        Shown {
            code: code.clone(),
            place: place.as_ref().map_or_else(|_| String::new(), told_place),
            why: opened.err().unwrap_or_default(),
        }
    };
    let all: Vec<Shown> = list.districts.iter().map(shown).collect();
    let ending = if all.iter().all(|one| one.why.is_empty()) { Ending::Clean } else { Ending::Findings };
    if asked.json {
        print_json(&all)?;
        return Ok(ending);
    }
    let row = |one: &Shown| {
        let state =
            if one.why.is_empty() { "能打开".to_owned() } else { format!("打不开：{}", one.why) };
        vec![one.code.clone(), one.place.clone(), state]
    };
    say!("{}", table(&["代码", "在哪里", "状况"], &all.iter().map(row).collect::<Vec<_>>()));
    list.others.iter().for_each(|other| say!("{other}"));
    if list.people.is_empty() {
        say!(
            "没有市级人员：全市总览谁也看不到；用 duheng districts {} --person 姓名 发口令",
            asked.dir.display()
        );
    }
    Ok(ending)
}

fn told_place(place: &Place) -> String {
    place.database.as_ref().map_or_else(|| place.dir.display().to_string(), ToString::to_string)
}

fn enrol(name: &str) -> Result<Ending, Failure> {
    let name = name.trim();
    if name.is_empty()
        || name.chars().count() > 40
        || name.contains(['"', '\\', ':'])
        || name.chars().any(char::is_control)
    {
        return Err("请写姓名，不超过40个字，不含引号、反斜杠和冒号".into());
    }
    let (password, kept) = Overseers::enrolled().map_err(told)?;
    say!(
        "{name} 的口令：{password}\n只显示这一次。把下面一行写进 {FILE} 的 [people] 下，再重新启动：\n\"{name}\" = \"{kept}\""
    );
    Ok(Ending::Clean)
}

/// Opens a district of the list. One whose database the list names has its keys in a folder of its code, which says so from then on.
fn opened(place: &Place, shelf: &Shelf) -> office::Result<Office> {
    if let Some(database) = &place.database {
        database.note(&place.dir)?;
    }
    Office::open_with(&place.dir, Box::new(Machine), Box::new(Machine), shelf)
}

/// The standing work of a district that is open.
struct Held {
    running: Option<Running>,
    office: Arc<Office>,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.end();
        }
        // One that cannot be written any more leaves its log as it is.
        self.office.rest().ok();
    }
}

/// Opens the pages of all districts and does the work of each until the process is told to end.
pub fn serve(asked: &Serve, among: &Path) -> Result<Ending, Failure> {
    log();
    let address: SocketAddr =
        asked.listen.parse().map_err(|_| format!("“{}”不是地址；例如 127.0.0.1:8080", asked.listen))?;
    let list = List::read(among)?;
    list.others.iter().for_each(|other| complain!("{other}"));
    if list.districts.is_empty() {
        return Err(format!("{} 里没有区县", among.display()));
    }
    // Districts of one pack share it: it is read and compiled once.
    let shelf = Shelf::default();
    let members = list.districts.into_iter().map(|(code, place)| member(asked, code, place, &shelf));
    let city = web::City {
        members: members.collect(),
        people: Overseers::of(list.people),
        public_url: asked.public_url.clone(),
        tls: tls(asked)?,
        observed: web::Observed::default(),
        metrics: asked.metrics,
    };
    let (many, scheme) = (city.members.len(), if city.tls.is_some() { "https" } else { "http" });
    web::serve_districts(city, address, |address| {
        say!("{many}个区县的页面已打开：{scheme}://{address}/login   （Ctrl-C 结束）");
    })
    .map_err(told)?;
    Ok(Ending::Clean)
}

fn member(asked: &Serve, code: String, place: Result<Place, String>, shelf: &Shelf) -> web::Member {
    let (asked, shelf, link) = (asked.clone(), shelf.clone(), link(asked, &code));
    let opens = move || {
        let place = place.clone()?;
        let office = Arc::new(opened(&place, &shelf).map_err(told)?);
        let doors = doors(&asked, &place.dir)?;
        let running = Some(jobs::run(&office, work(&asked, &link)?));
        Ok(web::Opened { office: office.clone(), doors, held: Box::new(Held { running, office }) })
    };
    web::Member { code, opens: Box::new(opens) }
}

/// The address before `/k/` that households of a district are sent.
fn link(asked: &Serve, code: &str) -> String {
    let base = asked.public_url.as_ref().unwrap_or(&asked.channels.link);
    format!("{}/d/{code}", base.trim_end_matches('/'))
}
