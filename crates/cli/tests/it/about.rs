//! One school on the sample district: what every register and form of work says of it.

use crate::{Scratch, at, duheng, json};

#[test]
fn one_school_is_told_by_its_registers_rosters_and_duties() {
    let district = Scratch::district("about");
    let dir = at(&district.0);
    let view = json(&["about", dir, "2150900001", "--json"]);
    let names = |part: &str, key: &str| -> Vec<String> {
        let list = view[part].as_array().unwrap();
        list.iter().map(|one| one[key].as_str().unwrap().to_owned()).collect()
    };
    assert!(names("own", "name").contains(&"学校".to_owned()), "{:?}", names("own", "name"));
    let posts = names("posts", "roster");
    assert!(posts.contains(&"legal-vice-principals".to_owned()), "{posts:?}");
    assert!(posts.contains(&"campus-guards".to_owned()), "{posts:?}");
    for duty in view["duties"].as_array().unwrap() {
        let (owed, done) = (duty["owed"].as_u64().unwrap(), duty["discharged"].as_u64().unwrap());
        let gaps = duty["gaps"].as_array().unwrap().len() as u64;
        assert!(owed > 0 && done + gaps <= owed, "{duty}");
    }
    let ideology = names("duties", "duty").iter().position(|id| id == "ideology-reports").unwrap();
    assert_eq!(view["duties"][ideology]["owed"], 4, "a report each quarter");
    // The classes on the page are the school's classes in the file, of this school year and of the last.
    let pointing = view["pointing"].as_array().unwrap();
    let classes = pointing.iter().find(|one| one["id"] == "class").unwrap();
    let file = std::fs::read_to_string("../../samples/tongnan-2022/班级.csv").unwrap();
    let own = file.lines().filter(|line| line.split(',').any(|cell| cell == "2150900001")).count();
    assert_eq!((own, classes["count"].as_u64()), (23, Some(46)));
    let bodies = json(&["about", dir, "--json"]);
    assert!(bodies.as_array().unwrap().len() > 94, "94 schools, and kindergartens");
    let refused = duheng(&["about", dir, "2150999999"]);
    assert!(!refused.status.success() && refused.stdout.is_empty());
}
