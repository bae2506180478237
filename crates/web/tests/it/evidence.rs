//! Files of a row on pages: attached by a form, taken away by whoever sees the row, never run by a browser; a form that arrives
//! twice is taken once; a draw is sealed and watched.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::Answer;
use crate::District;
use crate::recording::{row, value, worked};
use crate::signing::{Browser, PASSWORD};

/// Sends a file as a browser does.
fn upload(
    district: &District,
    cookie: &str,
    address: &str,
    fields: &[(&str, &str)],
    (name, bytes): (&str, &[u8]),
) -> Answer {
    let mut body = Vec::new();
    for (field, text) in fields {
        body.extend(
            format!("--b\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{text}\r\n").as_bytes(),
        );
    }
    body.extend(
        format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
            .as_bytes(),
    );
    body.extend(bytes);
    body.extend(b"\r\n--b--\r\n");
    let request = Request::post(address)
        .header("host", "127.0.0.1:8080")
        .header("origin", "http://127.0.0.1:8080")
        .header("cookie", cookie)
        .header("content-type", "multipart/form-data; boundary=b");
    district.ask_bare(request.body(Body::from(body)).unwrap())
}

#[test]
fn a_file_is_attached_by_its_school_and_taken_away_as_what_it_is() {
    let district = worked();
    let (mut one, mut inspector) = (Browser::of(&district), Browser::of(&district));
    one.enters("学校甲", PASSWORD);
    inspector.enters("督导丁", PASSWORD);
    let own = row(&mut one, "guard");
    let address = format!("{own}/evidence");
    assert!(one.get(&own).body.contains(&address));
    let word = one.word(&address);
    let script = "<script>alert(1)</script>\n样例".as_bytes();
    let given = upload(
        &district,
        &one.cookie,
        &address,
        &[("word", &word), ("note", "样例"), ("from", "2022-01-01")],
        ("C:\\桌面\\说明.txt", script),
    );
    assert_eq!(given.status, StatusCode::OK, "{}", given.body);
    assert!(
        given.body.contains("说明.txt")
            && !given.body.contains("桌面")
            && !given.body.contains("<script>alert")
    );
    let href =
        given.body.split(&format!("href=\"{address}/")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let file = inspector.get(&format!("{address}/{href}"));
    assert_eq!(file.headers["content-type"], "application/octet-stream");
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(file.body.as_bytes(), script);
    assert_eq!(inspector.get(&format!("{address}/{href}/view")).status, StatusCode::NOT_FOUND, "no picture");
    assert_eq!(one.get(&format!("{address}/{}", "0".repeat(64))).status, StatusCode::NOT_FOUND);
    assert_eq!(one.get(&format!("{address}/..%2F..%2Fcheckpoint.key")).status, StatusCode::NOT_FOUND);
    // By a foreign form, a hostile kind, and of a row that is another's.
    assert_eq!(
        upload(&district, &one.cookie, &address, &[("word", "x")], ("a.txt", b"x")).status,
        StatusCode::FORBIDDEN
    );
    let hostile =
        upload(&district, &one.cookie, &address, &[("word", &word)], ("a.jpg", b"\x7fELF\x02\x01\x01\0"));
    assert_eq!(hostile.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(hostile.body.contains("按内容看不是可以附的文件"));
    let theirs = row(&mut inspector, "guard");
    let theirs = if theirs == own { own.replace(own.rsplit('/').next().unwrap(), "0") } else { theirs };
    assert_ne!(
        upload(&district, &one.cookie, &format!("{theirs}/evidence"), &[("word", &word)], ("a.txt", b"x"))
            .status,
        StatusCode::OK
    );
    let off = one.post(&format!("{address}/{href}"), &[("word", &word), ("why", "样例：传错")]);
    assert!(off.body.contains("还没有附材料"), "{}", off.body);
}

#[test]
fn a_form_that_arrives_twice_is_taken_once() {
    let district = worked();
    let mut one = Browser::of(&district);
    one.enters("学校甲", PASSWORD);
    let page = one.get("/registers/guard/new").body;
    let (word, once) = (value(&page, "word"), value(&page, "once"));
    assert!(once.len() >= 16);
    let fields = |name: &'static str| {
        [
            ("cell 保安编号", "B-7"),
            ("cell 姓名", name),
            ("cell 校园", "2150900001"),
            ("cell 保安员证", "是"),
            ("cell 背景审查", "是"),
            ("cell 上岗日期", "2022-02-01"),
        ]
    };
    let head = [("word", word.as_str()), ("once", once.as_str())];
    let first = one.post("/registers/guard/rows", &[&head[..], &fields("样例七")].concat());
    let again = one.post("/registers/guard/rows", &[&head[..], &fields("样例七")].concat());
    assert_eq!((first.status, again.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(first.headers["location"], again.headers["location"], "the answer of the first time");
    let fresh = value(&one.get("/registers/guard/new").body, "once");
    assert_ne!(fresh, once);
    let other = [("word", word.as_str()), ("once", fresh.as_str())];
    assert_eq!(
        one.post("/registers/guard/rows", &[&other[..], &fields("样例柒")].concat()).status,
        StatusCode::PRECONDITION_FAILED
    );
}

#[test]
fn lists_are_sealed_in_the_browser_and_no_value_is_taken_before_its_day() {
    let district = worked();
    let (mut clerk, mut school) = (Browser::of(&district), Browser::of(&district));
    clerk.enters("督导丁", PASSWORD);
    school.enters("学校甲", PASSWORD);
    let page = clerk.get("/draws").body;
    let draw = page.split("<option value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let word = value(&page, "word");
    let sealed = clerk.post("/draws", &[("word", &word), ("draw", &draw)]);
    let own = school.word("/me");
    assert_ne!(school.post("/draws", &[("word", &own), ("draw", &draw)]).status, StatusCode::SEE_OTHER);
    if sealed.status == StatusCode::UNPROCESSABLE_ENTITY {
        assert!(
            sealed.body.contains("role=\"alert\""),
            "an empty list is refused with a sentence: {}",
            sealed.body
        );
        return;
    }
    let address = sealed.headers["location"].to_str().unwrap().to_owned();
    let early = clerk.post(&address, &[("word", &word), ("value", "3045.12")]);
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("以后才公布"), "{}", early.body);
    let hall = clerk.get(&format!("{address}/hall")).body;
    assert!(hall.contains("http-equiv=\"refresh\"") && hall.contains("aria-current=\"step\""), "{hall}");
}

#[test]
fn a_file_comes_in_pieces_goes_on_where_it_stopped_and_is_attached_whole() {
    let district = worked();
    let (mut one, mut other) = (Browser::of(&district), Browser::of(&district));
    one.enters("学校甲", PASSWORD);
    other.enters("督导丁", PASSWORD);
    let own = row(&mut one, "guard");
    let address = format!("{own}/evidence");
    let word = one.word(&address);
    let text = "样例：一份较长的说明。\n".repeat(20_000);
    let (bytes, size) = (text.as_bytes(), text.len().to_string());
    let what = [("arrived", "说明.txt"), ("size", size.as_str()), ("stamp", "7")];
    let piece = |browser: &Browser<'_>, word: &str, at: usize, piece: &[u8]| {
        let at = at.to_string();
        let fields = [&[("word", word)][..], &what, &[("at", at.as_str())]].concat();
        upload(&district, &browser.cookie, &format!("{address}/pieces"), &fields, ("piece", piece))
    };
    let half = bytes.len() / 2;
    assert_eq!(piece(&one, &word, 0, &bytes[..half]).body, half.to_string());
    // The connection is cut; the page is loaded anew and asks where to go on.
    let asked = piece(&one, &word, 0, b"");
    assert_eq!((asked.status, asked.body), (StatusCode::OK, half.to_string()));
    let attach = |cookie: &str, word: &str| {
        upload(&district, cookie, &address, &[&[("word", word)][..], &what].concat(), ("", b""))
    };
    let early = attach(&one.cookie, &word);
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "half a file is none");
    assert_eq!(piece(&one, &word, half, &bytes[half..]).body, size);
    // Nobody else has it, nobody sends pieces to a row that he may not correct, and no foreign page does.
    let theirs = other.word("/me");
    assert_ne!(piece(&other, &theirs, 0, b"x").status, StatusCode::OK);
    assert_eq!(piece(&one, "x", 0, b"x").status, StatusCode::FORBIDDEN);
    let done = attach(&one.cookie, &word);
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let href =
        done.body.split(&format!("href=\"{address}/")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(one.get(&format!("{address}/{href}")).body.as_bytes(), bytes);
    assert_eq!(piece(&one, &word, 0, b"").body, "0", "nothing of it is left");
}
