//! The door of a witness, asked without a socket: what C2SP `tlog-witness` says is answered.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use office::{AsOf, Given, Office, WitnessBooks};
use std::path::Path;
use tower::ServiceExt;

use crate::{District, by};

/// What a log hands out as it grows: its keys, and requests.
#[derive(Default)]
struct Handed {
    keys: String,
    first: String,
    size: u64,
    next: String,
    stale: String,
    rotated: String,
    after: String,
}

fn handed() -> Handed {
    let mut out = Handed::default();
    District::with(|office| {
        let request =
            |old| office.at(&by(office, "本机"), &AsOf::Now, None).unwrap().witness_request(old).unwrap();
        let size = || office.at(&by(office, "本机"), &AsOf::Now, None).unwrap().size();
        (out.keys, out.first, out.size) = (office.public_key().lines, request(0), size());
        record(office, "样例街道甲");
        record(office, "样例街道乙");
        (out.next, out.stale) = (request(out.size), request(out.size + 1));
        let grown = size();
        assert!(office.rotate_key(&by(office, "本机"), None).unwrap().change.is_some());
        record(office, "样例街道丙");
        (out.rotated, out.after) = (office.public_key().lines, request(grown));
    });
    out
}

fn record(office: &Office, name: &str) {
    let given = Given::new("镇街", &[("代码", "500152001"), ("名称", name), ("类型", "街道")]);
    let outcome = office.record(&by(office, "本机"), &[given]).unwrap();
    assert_eq!(outcome.entries, 1, "{outcome:?}");
}

/// Status and body of what is answered.
fn post(router: &Router, path: &str, body: impl Into<String>) -> (u16, String) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let request =
            Request::post(path).header("host", "witness.example").body(Body::from(body.into())).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        let (head, body) = answer.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        (head.status.as_u16(), String::from_utf8_lossy(&body).into_owned())
    })
}

#[test]
fn a_log_is_answered_in_the_words_of_c2sp() {
    let handed = handed();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("books-{}", std::process::id()));
    std::fs::remove_dir_all(&folder).ok();
    let books = || WitnessBooks::open(&folder, "witness.example/市教委", &mut office::Machine).unwrap();
    let (line, router) = (books().line(), web::witness_router(books()));
    let add = |request: &str| post(&router, "/add-checkpoint", request);
    assert_eq!(add("nothing").0, 400);
    assert_eq!(add(&handed.first).0, 404, "a log that is not in the books");
    assert_eq!(post(&router, "/add-key", handed.keys.as_str()).0, 404, "nobody enters himself");
    assert_eq!(books().enter(&handed.keys).unwrap(), None);
    let (status, answer) = add(&handed.first);
    assert_eq!(status, 200, "{answer}");
    assert!(
        answer.starts_with("— witness.example/市教委 ")
            && answer.ends_with('\n')
            && answer.lines().count() == 1
    );
    let checkpoint = office::with_cosignatures(&handed.first, &answer).unwrap();
    assert!(office::witnessed(&checkpoint, &line).is_some());
    // From another size than the one in the books: that one is told.
    assert_eq!(add(&handed.stale), (409, format!("{}\n", handed.size)));
    // A proof that does not hold.
    let (head, note) = handed.next.split_once("\n\n").unwrap();
    let mut lines: Vec<String> = head.lines().map(str::to_owned).collect();
    assert!(lines.len() > 1, "{head}");
    lines[1] = format!("{}=", "A".repeat(43));
    assert_eq!(add(&format!("{}\n\n{note}", lines.join("\n"))).0, 422);
    // A signature that is none of the log's.
    assert_eq!(add(&handed.next.replacen("time 20", "time 21", 1)).0, 403);
    assert_eq!(add(&handed.next).0, 200);
    assert_eq!(add(&handed.first).0, 409, "an older copy");
    // The key is changed: he does not know the new one until the old one's word is told, and keeps it.
    assert_eq!(add(&handed.after).0, 403);
    assert_eq!(post(&router, "/add-key", handed.rotated.as_str()).0, 200);
    let again = web::witness_router(books());
    assert_eq!(
        post(&again, "/add-checkpoint", handed.after.as_str()).0,
        200,
        "by the books, in another process too"
    );
    assert_eq!(post(&again, "/add-key", "nothing").0, 400);
    let large = format!("old 0\n{}", "A".repeat(64 << 10));
    assert_eq!(post(&again, "/add-checkpoint", large).0, 413);
    assert_eq!(post(&again, "/elsewhere", "").0, 404);
    std::fs::remove_dir_all(&folder).ok();
}
