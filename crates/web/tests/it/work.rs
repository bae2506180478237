//! The pages of draws and of one school: what is closed stays closed, what is open can be taken away and verified.

use crate::by;
use axum::http::StatusCode;
use office::view::Assurance;
use office::{Given, Office, Sealing};

use crate::{Ahead, District};

/// A town, six training institutions with one visit each, four officers.
fn fill(office: &Office) {
    let mut rows = vec![Given::new("镇街", &[("代码", "500152001"), ("名称", "样例镇"), ("类型", "镇")])];
    for at in 1..=6 {
        let (code, visit, name) = (format!("PX-{at}"), format!("JC-{at}"), format!("样例机构<{at}>"));
        let institution = [
            ("机构编号", code.as_str()),
            ("名称", &name),
            ("类别", "体育类"),
            ("镇街", "500152001"),
            ("状态", "在营"),
            ("预收费监管", "是"),
        ];
        rows.push(Given::new("校外培训机构", &institution));
        let visited = [
            ("检查编号", visit.as_str()),
            ("日期", "2022-03-01"),
            ("机构", &code),
            ("形式", "联查抽检"),
            ("参与部门", "区教委"),
            ("检查人员", "RY-1、RY-2"),
        ];
        rows.push(Given::new("执法检查", &visited));
        let (officer, name) = (format!("RY-{at}"), format!("样例人员{at}"));
        let person = [
            ("人员编号", officer.as_str()),
            ("姓名", &name),
            ("单位", "区教委"),
            ("执法证号", &officer),
            ("在岗", "是"),
        ];
        rows.push(Given::new("执法检查人员", &person));
    }
    let outcome = office.record(&by(office, "样例"), &rows).unwrap();
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
}

/// Seals the lists, and draws when the public value is there.
fn draw(office: &Office, ahead: &Ahead, hidden: bool) {
    let sealing = Sealing { draw: "training-institutions", hidden, ..Sealing::default() };
    let sealed = office.seal_draw(&by(office, "督导室"), &sealing).unwrap();
    assert_eq!(sealed.findings, []);
    ahead.a_day();
    let drawn = office.draw(&by(office, "督导室"), "training-institutions", None, "样例<值>").unwrap();
    assert_eq!((drawn.findings, drawn.seals.is_some()), (vec![], hidden));
}

#[test]
fn a_draw_has_its_certificate_to_take_away_and_the_proof_by_hand() {
    let district = District::on_days(|office, ahead| {
        fill(office);
        draw(office, ahead, false);
    });
    let list = district.get("/draws").body;
    assert!(
        list.contains("href=\"/draws/training-institutions-2022-1\"") && list.contains("还没达到全年下限")
    );
    let page = district.get("/draws/training-institutions-2022-1").body;
    assert!(page.contains("样例机构&#60;") && !page.contains("样例机构<"), "names are escaped");
    assert!(page.contains("openssl dgst -sm3") && page.contains("对象6个，检查人员6名，回避0条"));
    assert!(
        page.contains("样例&#60;值&#62;") && page.contains("等的公开值"),
        "the value and where to compare it"
    );
    let file = district.get("/draws/training-institutions-2022-1/certificate.txt");
    assert!(
        file.headers["content-disposition"]
            .to_str()
            .unwrap()
            .contains("training-institutions-2022-1.draw.txt")
    );
    let (verdicts, _) = office::verify_draws(&[("证书".to_owned(), file.body)], None);
    assert_eq!(verdicts[0].assurance, Assurance::Consistent, "{verdicts:?}");
    let second = district.get("/verifier.html");
    assert!(second.headers["content-disposition"].to_str().unwrap().contains("duheng-verifier.html"));
    assert_eq!(second.body, verifier::page());
    assert_eq!(district.get("/draws/nothing").status, StatusCode::NOT_FOUND);
    assert_eq!(district.get("/draws/training-institutions-2022-1/seals.txt").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_draw_sealed_until_arrival_shows_seals_and_no_object() {
    let district = District::on_days(|office, ahead| {
        fill(office);
        draw(office, ahead, true);
    });
    for path in
        ["/draws", "/draws/training-institutions-2022-1", "/draws/training-institutions-2022-1/seals.txt"]
    {
        let page = district.get(path);
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.body.contains("PX-") && !page.body.contains("RY-"), "{path}: {}", page.body);
    }
    let page = district.get("/draws/training-institutions-2022-1?lang=en").body;
    assert!(page.contains("Sealed until arrival") && page.contains("1 drawn, 1 still sealed"), "{page}");
    let none = district.get("/draws/training-institutions-2022-1/certificate.txt");
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[test]
fn everything_about_one_body_stands_on_one_page() {
    let district = District::with(fill);
    let page = district.get("/schools/PX-3");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("样例机构&#60;3&#62;") && page.body.contains("/registers/inspection-visit/"));
    assert!(page.body.contains("JC-3") && !page.body.contains("JC-4"), "its own visit and no other");
    assert_eq!(district.get("/schools/PX-7").status, StatusCode::NOT_FOUND);
    assert!(district.get("/schools?lang=en").body.contains("No school yet"));
}
