//! Signing in by a provider outside, as a person does it: led there, back, and on to what he wanted to see.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use browser::{Desk, Page};

use crate::office::says;
use crate::site::Site;

/// A process that ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The real provider of `crates/cli/tests/provider`, which leads back to an address.
fn provider(port: u16, back: &str) -> Process {
    let start = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/tests/provider/start.mjs");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("provider");
    let mut command = Command::new("node");
    command.arg(start).arg(folder).args(["server.mjs", &port.to_string(), back, "ES256"]);
    let child = command.stdout(Stdio::piped()).spawn().expect("node is needed: apt-get install nodejs npm");
    let mut process = Process(child);
    let mut told = BufReader::new(process.0.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("listening") {
        line.clear();
        assert_ne!(told.read_line(&mut line).unwrap(), 0, "the provider ended");
    }
    // What it says later is read and dropped: who writes to nobody ends.
    std::thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
    process
}

/// Keeps a picture beside what was built, for whoever wants to look.
fn keep(page: &Page, name: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name).with_extension("png"), page.picture().unwrap()).unwrap();
}

fn journey(page: &Page, site: &Site, person: &str) {
    page.go(&site.duheng.bare("/registers")).unwrap();
    page.find_link("样例统一身份").unwrap().click().unwrap();
    assert_eq!(page.title().unwrap(), "统一身份");
    page.find("[name=login]").unwrap().write("zhangsan").unwrap();
    page.find("button").unwrap().click().unwrap();
    // Back, signed in, and where he wanted to go.
    says(page, ".who", person);
    assert!(page.address().unwrap().ends_with("/registers"), "{}", page.address().unwrap());
    assert_eq!(page.overhang().unwrap(), 0);
    // Out, here and there.
    page.go(&site.duheng.bare("/me")).unwrap();
    page.find("form[action='/logout'] button").unwrap().click().unwrap();
    says(page, "h1", "已退出督衡");
    says(page, "main", "样例统一身份");
    keep(page, "left");
    page.go(&site.duheng.bare("/registers")).unwrap();
    says(page, "h1", "登录");
}

#[test]
fn a_person_signs_in_by_a_provider_with_and_without_script() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let settings = format!(
        "[[oidc]]\nid = \"gov\"\nlabel = \"样例统一身份\"\nissuer = \"http://127.0.0.1:{port}\"\nclient_id = \"duheng\"\n\
         secret_file = \"identity.secret\"\n"
    );
    let person = "样例吴督学";
    let site = Site::outside("outside", &settings, person, "gov:S-zhangsan");
    let _provider = provider(port, &site.duheng.bare("/login/outside/gov/back"));
    let first = site.driver.open(&Desk::default()).unwrap();
    first.go(&site.duheng.bare("/login")).unwrap();
    keep(&first, "outside");
    drop(first);
    for desk in [Desk::default(), Desk::phone().without_script()] {
        journey(&site.driver.open(&desk).unwrap(), &site, person);
    }
}
