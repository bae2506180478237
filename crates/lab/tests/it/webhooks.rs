//! Changes are pushed to a real server that fails, is slow, leads elsewhere and comes back: in order, signed, once more from an entry.

mod server;

use jobs::{Running, run, webhooks};
use office::{AllowedOrigins, Given, Office, SignIn, Typed, Via, Visitor, Who};
use proof::{base64, hmac_sha256};
use serde_json::Value;
use server::{Came, Does, Server};
use std::collections::BTreeMap;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use crate::{Folder, packs};

const PATIENCE: Duration = Duration::from_millis(300);
const A: &str = "2150900001";
const B: &str = "2150900002";

/// The machine's clock, put forward.
#[derive(Clone, Default)]
struct Ahead(Arc<AtomicI64>);

impl office::Clock for Ahead {
    fn now(&self) -> i64 {
        office::Clock::now(&office::Machine) + self.0.load(SeqCst)
    }
}

/// A district of two schools with a guard each.
struct District {
    office: Arc<Office>,
    ahead: Ahead,
    _folder: Folder,
}

impl District {
    fn new(name: &str) -> District {
        let (folder, ahead) = (Folder::new(name), Ahead::default());
        let (clock, chance) = (Box::new(ahead.clone()), Box::new(office::Machine));
        let (dir, shelf) = (folder.0.join("district"), office::Shelf::default());
        let office = Office::init_with(&dir, "chongqing-2023", &packs(), clock, chance, &shelf).unwrap();
        let district = District { office: Arc::new(office), ahead, _folder: folder };
        let unit = |name: &str, code: &str| Given::new("单位树", &[("名称", name), ("代码", code)]);
        let post = |person: &str, role: &str, unit: &str| {
            let cells = [("任职人", person), ("角色", role), ("单位", unit), ("起始日期", "2022-01-01")];
            Given::new("任职", &cells)
        };
        let school = |code: &str, name: &str| {
            let cells = [
                ("学年", "2022"),
                ("标识码", code),
                ("名称", name),
                ("校园类别", "中小学"),
                ("城乡", "城区"),
            ];
            Given::new("校园安防", &cells)
        };
        let mut rows = vec![unit("督导室", ""), unit("甲小学", A), unit("乙小学", B)];
        rows.extend([post("督导丁", "督导室经办", "督导室"), post("学校甲", "学校经办", "甲小学")]);
        rows.extend([school(A, "甲小学"), school(B, "乙小学")]);
        district.records(&rows);
        district.guards(0, &[(A, "密保甲"), (B, "密保乙")]);
        district
    }

    fn session(&self) -> office::Session {
        self.office.session(Who::Person("本机".to_owned()), Via::Command)
    }

    fn records(&self, rows: &[Given]) {
        let outcome = self.office.record(&self.session(), rows).unwrap();
        assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    }

    fn guards(&self, from: usize, all: &[(&str, &str)]) {
        let row = |(nth, (campus, name)): (usize, &(&str, &str))| {
            let number = format!("B-{}", from + nth);
            let cells =
                [("保安编号", number.as_str()), ("姓名", name), ("校园", campus), ("上岗日期", "2022-03-01")];
            Given::new("保安员", &[&cells[..], &[("保安员证", "是"), ("背景审查", "是")]].concat())
        };
        self.records(&all.iter().enumerate().map(row).collect::<Vec<_>>());
    }

    /// A person with an account and a password of his own.
    fn person(&self, name: &str) -> Visitor {
        let first = self.office.add_account(&self.session(), name, name).unwrap().unwrap();
        let typed = Typed { login: name, password: &first, number: "" };
        let SignIn::Done(token) = self.office.sign_in(typed, None, "样例").unwrap() else {
            panic!("{name}")
        };
        let visitor = self.office.visitor(&token, false).unwrap().unwrap();
        let own = "样例 口令 很长的一句 26";
        let token = self.office.change_password(&visitor, &first, own, "样例").unwrap().unwrap();
        self.office.visitor(&token, false).unwrap().unwrap()
    }

    /// The guards that everybody's lists show, by number of their rows.
    fn listed(&self) -> BTreeMap<u64, String> {
        let reading = self.office.at(&self.session(), &office::AsOf::Now, None).unwrap();
        let query = office::RowQuery { limit: 500, ..office::RowQuery::default() };
        let rows = reading.rows("保安员", &query).unwrap().rows;
        rows.into_iter().map(|row| (row.number, row.cells[1].clone())).collect()
    }

    /// Waits, the clock running fast, until something holds.
    fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let began = Instant::now();
        while !holds() {
            assert!(began.elapsed() < Duration::from_secs(60), "{what}");
            self.ahead.0.fetch_add(2_000, SeqCst);
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Entries of a push: from the first, before the second.
fn entries(came: &Came) -> (u64, u64) {
    let told: Value = serde_json::from_str(&came.body).unwrap();
    (told["since"].as_u64().unwrap(), told["until"].as_u64().unwrap())
}

/// The guards of a copy that follows pushes.
fn mirror(came: &[Came]) -> BTreeMap<u64, String> {
    let mut rows = BTreeMap::new();
    for one in came {
        let told: Value = serde_json::from_str(&one.body).unwrap();
        for change in
            told["changes"].as_array().unwrap().iter().filter(|change| change["register"] == "guard")
        {
            let number = change["number"].as_u64().unwrap();
            match change["row"].is_null() {
                true => rows.remove(&number),
                false => rows.insert(number, change["row"]["cells"][1].as_str().unwrap().to_owned()),
            };
        }
    }
    rows
}

fn running(district: &District, servers: &[&Server]) -> (AllowedOrigins, Running) {
    let named: Vec<String> = servers.iter().map(|server| format!("http://{}", server.address)).collect();
    let allowed = AllowedOrigins::read(&named).unwrap();
    let running = run(&district.office, vec![webhooks(allowed.clone(), PATIENCE, None)]);
    (allowed, running)
}

#[test]
fn what_changes_is_pushed_in_order_and_signed_through_failures_of_every_kind() {
    let district = District::new("pushed");
    let visited = Arc::new(AtomicUsize::new(0));
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    let elsewhere_at = elsewhere.local_addr().unwrap();
    let count = visited.clone();
    std::thread::spawn(move || elsewhere.incoming().for_each(|_| _ = count.fetch_add(1, SeqCst)));
    let server = Server::start(Does::Fails, elsewhere_at);
    let (allowed, running) = running(&district, &[&server]);
    let person = district.person("督导丁");
    let key = district.office.set_webhook(&person, (&server.url(), 0), &allowed).unwrap().unwrap();
    for (nth, does) in [Does::Fails, Does::IsSlow, Does::Leads, Does::HangsUp].into_iter().enumerate() {
        server.does(does);
        let before = district.office.webhooks(&person).unwrap()[0].failures;
        district.guards(10 * (nth + 1), &[(A, "样例保安"), (B, "样例保安")]);
        let failures = || district.office.webhooks(&person).unwrap()[0].failures;
        district.until("it is tried again", || failures() >= before + 2);
        let said = &district.office.webhooks(&person).unwrap()[0];
        assert_eq!((said.since, said.delivered.is_empty(), said.due.is_empty()), (0, true, false));
        assert!(!said.said.is_empty() && server.taken().is_empty());
    }
    assert_eq!(visited.load(SeqCst), 0, "where it was led nobody goes");
    // The same push came again and again under the same id.
    let ids: Vec<String> = server.came().iter().map(|came| came.headers["webhook-id"].clone()).collect();
    assert!(ids.len() >= 5 && ids.iter().all(|id| id.split('-').nth(2) == Some("0")), "{ids:?}");
    server.does(Does::Takes);
    district.until("all is taken", || mirror(&server.taken()) == district.listed());
    let taken = server.taken();
    for pair in taken.windows(2) {
        assert_eq!(entries(&pair[0]).1, entries(&pair[1]).0, "one after the other");
    }
    let secret = base64::read(key.strip_prefix("whsec_").unwrap()).unwrap();
    for came in &taken {
        let text =
            format!("{}.{}.{}", came.headers["webhook-id"], came.headers["webhook-timestamp"], came.body);
        let signature = format!("v1,{}", base64::write(&hmac_sha256(&secret, text.as_bytes())));
        assert_eq!(came.headers["webhook-signature"], signature);
    }
    assert_eq!(district.office.webhooks(&person).unwrap()[0].failures, 0);

    // Once more from an entry on: the copy is the same, and what was before it does not come.
    let (from, before) = (entries(&taken[0]).1 - 3, taken.len());
    let id = district.office.webhooks(&person).unwrap()[0].id;
    assert_eq!(district.office.replay_webhook(&person, id, from).unwrap(), None);
    assert!(district.office.replay_webhook(&person, id, 1 << 40).unwrap().is_some());
    district.until("it is pushed again", || server.taken().len() > before);
    assert_eq!(entries(&server.taken()[before]).0, from);
    district.office.end_webhook(&person, id).unwrap();
    let quiet = server.came().len();
    district.guards(90, &[(A, "样例保安")]);
    std::thread::sleep(Duration::from_millis(2_500));
    assert_eq!(server.came().len(), quiet, "ended is ended");
    running.end();
}

#[test]
fn nobody_is_pushed_what_he_does_not_see_nor_to_where_nobody_allowed() {
    let district = District::new("allowed");
    let (own, other) = (
        Server::start(Does::Takes, ([127, 0, 0, 1], 1).into()),
        Server::start(Does::Takes, ([127, 0, 0, 1], 1).into()),
    );
    let school = district.person("学校甲");
    let (allowed, first) = running(&district, &[&own]);
    let refused = district.office.set_webhook(&school, (&other.url(), 0), &allowed).unwrap();
    assert_eq!(refused.unwrap_err().code, "webhook.not-allowed");
    assert!(district.office.set_webhook(&school, (&own.url(), 1 << 40), &allowed).unwrap().is_err());
    district.office.set_webhook(&school, (&own.url(), 0), &allowed).unwrap().unwrap();
    district.until("his is pushed", || !mirror(&own.taken()).is_empty());
    let told: String = own.taken().into_iter().map(|came| came.body).collect();
    assert!(told.contains("密保甲") && !told.contains("密保乙") && !told.contains(B), "{told}");
    first.end();
    // What is allowed no more is not pushed to, though it was when it was set.
    let quiet = own.came().len();
    let (_, second) = running(&district, &[&other]);
    district.guards(50, &[(A, "样例保安")]);
    let failed = || district.office.webhooks(&school).unwrap()[0].failures > 0;
    district.until("it is refused", failed);
    assert_eq!((own.came().len(), other.came().len()), (quiet, 0));
    second.end();
    // Of a closed account nothing is pushed.
    let (_, third) = running(&district, &[&own]);
    district.office.disable_account(&district.session(), "学校甲", true).unwrap();
    district.ahead.0.fetch_add(7_200_000, SeqCst);
    std::thread::sleep(Duration::from_millis(2_500));
    assert_eq!(own.came().len(), quiet);
    third.end();
}
