//! Signing in: who is nobody sees nothing, what is ended ends at the next request, and a form is the reader's own.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use office::{Given, Office};

use crate::{Answer, District, by};

const HOST: &str = "127.0.0.1:8080";

/// Somebody's browser: the cookie that it holds.
pub(crate) struct Browser<'d> {
    district: &'d District,
    pub(crate) cookie: String,
}

impl Browser<'_> {
    pub(crate) fn of(district: &District) -> Browser<'_> {
        Browser { district, cookie: String::new() }
    }

    fn ask(&mut self, request: axum::http::request::Builder, body: String) -> Answer {
        let request = request.header("host", HOST).header("cookie", &self.cookie);
        let answer = self.district.ask_bare(request.body(Body::from(body)).unwrap());
        if let Some(set) = answer.headers.get("set-cookie") {
            self.cookie = set.to_str().unwrap().split(';').next().unwrap().to_owned();
        }
        answer
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path), String::new())
    }

    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = |(name, text): &(&str, &str)| format!("{name}={}", web::encoded(text));
        let body: Vec<String> = fields.iter().map(encode).collect();
        let request = Request::post(path)
            .header("origin", format!("http://{HOST}"))
            .header("content-type", "application/x-www-form-urlencoded");
        self.ask(request, body.join("&"))
    }

    /// The word that a page's forms carry.
    pub(crate) fn word(&mut self, path: &str) -> String {
        let page = self.get(path).body;
        page.split_once("name=\"word\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
    }

    pub(crate) fn enters(&mut self, login: &str, password: &str) -> StatusCode {
        self.post("/login", &[("login", login), ("password", password)]).status
    }
}

/// Accounts for two people, with their first passwords.
fn people(office: &Office) -> [String; 2] {
    let unit = |name: &str, code: &str| Given::new("单位树", &[("名称", name), ("代码", code)]);
    let post = |person: &str, role: &str, unit: &str| {
        let cells = [("任职人", person), ("角色", role), ("单位", unit), ("起始日期", "2022-01-01")];
        Given::new("任职", &cells)
    };
    let rows = [
        unit("督导室", ""),
        unit("甲小学", "2150900001"),
        post("督导丁", "督导室经办", "督导室"),
        post("学校甲", "学校经办", "甲小学"),
    ];
    let outcome = office.record(&by(office, "本机"), &rows).unwrap();
    assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    ["督导丁", "学校甲"].map(|name| office.add_account(&by(office, "本机"), name, name).unwrap().unwrap())
}

/// A district with two people, and their passwords after the first change.
pub(crate) fn district() -> District {
    let mut first = None;
    let district = District::with(|office| first = Some(people(office)));
    for (name, first) in ["督导丁", "学校甲"].into_iter().zip(first.unwrap()) {
        let mut browser = Browser::of(&district);
        assert_eq!(browser.enters(name, &first), StatusCode::SEE_OTHER);
        // Nothing is seen before a password of one's own is set.
        assert_eq!(browser.get("/registers").headers["location"], "/me");
        let word = browser.word("/me");
        let fields =
            |new: &'static str| [("old", first.clone()), ("new", new.to_owned()), ("again", new.to_owned())];
        let change = |browser: &mut Browser<'_>, new: &'static str| {
            let fields = fields(new);
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
            browser.post("/me/password", &[&[("word", word.as_str())], fields.as_slice()].concat())
        };
        assert_eq!(change(&mut browser, "短的").status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(change(&mut browser, PASSWORD).status, StatusCode::SEE_OTHER);
        assert_eq!(browser.get("/me").status, StatusCode::OK);
    }
    district
}

pub(crate) const PASSWORD: &str = "竹影扫阶尘不动也无痕-7";

#[test]
fn who_is_nobody_is_led_to_the_sign_in_page_and_sees_nothing() {
    let district = district();
    let mut nobody = Browser::of(&district);
    for path in ["/", "/registers", "/registers/guard?q=x", "/journal/0", "/report", "/me"] {
        let answer = nobody.get(path);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.headers["location"].to_str().unwrap().starts_with("/login"), "{path}");
        assert!(answer.body.is_empty(), "{path}");
    }
    for path in ["/claims", "/logout", "/me/password"] {
        assert_eq!(nobody.post(path, &[("word", "x")]).status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let page = nobody.get("/login?next=%2Fregisters");
    assert!(
        page.body.contains("value=\"/registers\"") && !page.body.contains("督导丁"),
        "no names to choose from"
    );
    assert_eq!(nobody.get("/health").body, "ok\n");
    assert!(nobody.get("/k/none").status == StatusCode::NOT_FOUND, "a household needs no account");
    // A token that nobody was given, and the machine's own under another name.
    for cookie in ["duheng=00", "duheng=", "lang=en; duheng=0123456789abcdeg"] {
        nobody.cookie = cookie.to_owned();
        assert_eq!(nobody.get("/registers").status, StatusCode::SEE_OTHER, "{cookie}");
    }
    let public = Request::get("/registers").header("host", "edu.example.gov.cn");
    let machine = public.header("cookie", format!("duheng={}", crate::TICKET)).body(Body::empty()).unwrap();
    assert_eq!(district.ask_bare(machine).status, StatusCode::SEE_OTHER, "the link is for this machine");
}

#[test]
fn everybody_sees_his_own_and_no_kept_page_of_another() {
    let district = district();
    let (mut office, mut school) = (Browser::of(&district), Browser::of(&district));
    assert_eq!(office.enters("督导丁", PASSWORD), StatusCode::SEE_OTHER);
    assert_eq!(school.enters("学校甲", PASSWORD), StatusCode::SEE_OTHER);
    // The same address, first asked by the one who sees more.
    for _ in 0..2 {
        let (theirs, own) = (office.get("/registers"), school.get("/registers"));
        assert!(theirs.body.contains("督导丁") && !theirs.body.contains("学校甲"), "each reads his own name");
        assert!(own.body.contains("学校甲") && !own.body.contains("督导丁"));
        assert!(theirs.body.contains("href=\"/journal\"") && !own.body.contains("href=\"/journal\""));
    }
    for path in
        ["/journal", "/journal/0", "/indicators", "/figures", "/report", "/draws", "/devices", "/notices"]
    {
        assert_eq!(school.get(path).status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(office.get("/indicators").status, StatusCode::OK);
    // A row of a register that is not his is no more there than one that never was.
    let row = school.get("/registers/appointment/1");
    assert_eq!(
        (row.status, school.get("/registers/appointment/99999").status),
        (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND)
    );
}

#[test]
fn a_form_is_the_readers_own_and_a_visit_ends_at_once() {
    let district = district();
    let (mut one, mut other) = (Browser::of(&district), Browser::of(&district));
    one.enters("学校甲", PASSWORD);
    other.enters("督导丁", PASSWORD);
    let word = one.word("/me");
    assert_ne!(word, other.word("/me"));
    assert_eq!(other.post("/logout", &[("word", &word)]).status, StatusCode::FORBIDDEN, "another's word");
    assert_eq!(other.post("/logout", &[]).status, StatusCode::FORBIDDEN);
    assert_eq!(other.get("/me").status, StatusCode::OK);
    // A page elsewhere sends a form with the cookie of its reader.
    let foreign = Request::post("/logout").header("origin", "https://example.org");
    let foreign = foreign.header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(other.ask(foreign, format!("word={word}")).status, StatusCode::FORBIDDEN);
    // Signed in twice: the one ends the other.
    let mut second = Browser::of(&district);
    second.enters("学校甲", PASSWORD);
    let page = one.get("/me").body;
    let visit = page.split_once("name=\"visit\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    assert_eq!(one.post("/me/visits", &[("word", &word), ("visit", &visit)]).status, StatusCode::SEE_OTHER);
    assert_eq!(second.get("/me").status, StatusCode::SEE_OTHER);
    let kept = one.cookie.clone();
    assert_eq!(one.post("/logout", &[("word", &word)]).status, StatusCode::SEE_OTHER);
    one.cookie = kept;
    assert_eq!(one.get("/me").status, StatusCode::SEE_OTHER, "the old token is void");
    // An account that is disabled ends what is open.
    let office = Office::open(&district.folder).unwrap();
    office.disable_account(&by(&office, "本机"), "督导丁", true).unwrap();
    assert_eq!(other.get("/me").status, StatusCode::SEE_OTHER);
    assert_eq!(other.enters("督导丁", PASSWORD), StatusCode::FORBIDDEN);
}

#[test]
fn five_wrong_passwords_close_an_account_and_tell_nothing() {
    let district = district();
    let mut browser = Browser::of(&district);
    let told = |answer: &Answer| {
        answer.body.split("role=\"alert\"").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    let unknown = browser.post("/login", &[("login", "无此人"), ("password", "x")]);
    let wrong = browser.post("/login", &[("login", "学校甲"), ("password", "x")]);
    assert_eq!((unknown.status, told(&unknown)), (wrong.status, told(&wrong)));
    for _ in 0..4 {
        assert_eq!(browser.enters("学校甲", "x"), StatusCode::FORBIDDEN);
    }
    assert_eq!(browser.enters("学校甲", PASSWORD), StatusCode::FORBIDDEN, "closed for a while");
    assert_eq!(browser.enters("督导丁", PASSWORD), StatusCode::SEE_OTHER, "others are not");
    // Without a demonstration nobody is somebody by a click.
    assert_eq!(browser.post("/login", &[("person", "督导丁")]).status, StatusCode::FORBIDDEN);
}

#[test]
fn cookies_go_by_tls_alone_where_the_address_is_https() {
    let district = district();
    let answer = Browser::of(&district).post("/login", &[("login", "学校甲"), ("password", PASSWORD)]);
    let set = answer.headers["set-cookie"].to_str().unwrap();
    assert!(["HttpOnly", "SameSite=Strict", "Secure"].iter().all(|part| set.contains(part)), "{set}");
    let away = Browser::of(&district)
        .post("/login", &[("login", "学校甲"), ("password", PASSWORD), ("next", "https://example.org/")]);
    assert_eq!(away.headers["location"], "/");
}
