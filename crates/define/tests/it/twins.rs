//! One datum, one place: numbers that look like what rows elsewhere come to are told.

use define::{File, PackFiles, check};

const SOURCE: &str = "source = { document = \"样例\", status = \"unofficial\" }";

fn register(name: &str, counter: &str, head: &str, fields: &str) -> File {
    let text = format!(
        "name = \"{name}\"\ncounter = \"{counter}\"\nkind = \"snapshot\"\nperiod = \"none\"\nkey = [\"编号\"]\nowner = \"样例\"\n{SOURCE}\n{head}\n[[fields]]\nname = \"编号\"\ntype = \"text\"\nrequired = true\n{fields}"
    );
    File::new(format!("registers/{}.toml", name.len() + head.len() + fields.len()), text)
}

fn number(name: &str, unit: &str) -> String {
    format!("[[fields]]\nname = \"{name}\"\ntype = \"integer\"\nunit = \"{unit}\"\n")
}

const SCHOOL: &str = "[[fields]]\nname = \"学校\"\ntype = \"ref\"\nto = \"学校\"\nby = \"编号\"\n";

fn told(files: Vec<File>) -> Vec<String> {
    let head = File::new("pack.toml", "id = \"p\"\nname = \"样例\"");
    let checked = check(&[PackFiles::new("p", [vec![head], files].concat())]);
    let twins =
        checked.findings.into_iter().filter(|one| ["define.twin", "define.apart-idle"].contains(&one.code));
    twins.map(|one| format!("{} {}", one.code, one.sentence)).collect()
}

fn schools() -> File {
    register("学校", "所", "", "")
}

#[test]
fn a_number_that_rows_elsewhere_come_to_is_told() {
    let bodies = register("议事机构", "个", "", &number("成员单位数", "个"));
    let units = register("成员单位", "个", "", "");
    assert_eq!(
        told(vec![bodies, units]),
        ["define.twin “议事机构.成员单位数”像是台账“成员单位”的行数：一个数只填一处"]
    );
    let classes = register("班级", "个", "", &format!("{SCHOOL}{}", number("学生数", "人")));
    let campus = register("校园", "所", "", &format!("{SCHOOL}{}", number("在校学生", "人")));
    let both = told(vec![schools(), classes.clone(), campus.clone()]);
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(both.iter().any(|one| one.contains("“校园.在校学生”像是“班级.学生数”")), "{both:?}");
    // What is added up of it is no second one.
    let sum =
        "[[computed]]\nname = \"全部学生\"\nformula = '合计(班级.学生数, 学校 = 本.编号)'\nunit = \"人\"\n";
    assert_eq!(told(vec![register("学校", "所", "", sum), classes]), [] as [String; 0]);
}

#[test]
fn a_reason_or_another_office_stands_for_it_and_an_idle_reason_is_told() {
    let units = || register("成员单位", "个", "", "");
    let bodies = |head: &str| register("议事机构", "个", head, &number("成员单位数", "个"));
    assert_eq!(told(vec![bodies("apart = { \"成员单位数\" = \"各机构不同\" }"), units()]), [] as [String; 0]);
    assert_eq!(told(vec![bodies("declared = \"区委编办\""), units()]), [] as [String; 0]);
    let idle =
        told(vec![bodies("apart = { \"编号\" = \"没有\", \"成员单位数\" = \"各机构不同\" }"), units()]);
    assert_eq!(idle, ["define.apart-idle “编号”没有与别处相像的数，apart 不必写"]);
}

#[test]
fn a_pack_that_asks_a_datum_twice_is_not_taken_into_use() {
    let bodies = register("议事机构", "个", "", &number("成员单位数", "个"));
    let head = File::new("pack.toml", "id = \"p\"\nname = \"样例\"");
    let files = vec![head, bodies, register("成员单位", "个", "", "")];
    let refused = check(&[PackFiles::new("p", files)]).into_use().findings;
    let twin = refused.iter().find(|one| one.code == "define.twin").expect("it is told");
    assert_eq!(twin.grade, finding::Grade::Error);
    assert!(twin.sentence.contains("台账“成员单位”"), "the other source is named: {}", twin.sentence);
}
