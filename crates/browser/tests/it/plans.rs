//! 规划: a scenario is edited by hand, and what follows moves on the page, with script and without.

use browser::Desk;

use crate::site::Site;

#[test]
fn a_scenario_is_edited_by_hand_and_what_follows_moves() {
    let site = Site::open();
    for desk in [Desk::default(), Desk::phone().without_script()] {
        let page = site.driver.open(&desk).unwrap();
        page.go(&site.duheng.page("/plans")).unwrap();
        page.find("main table td a").unwrap().click().unwrap();
        let before = page.text("main .lead").unwrap();
        assert!(before.contains("已证明没有更省的"), "{before}");
        assert!(page.all("#effects tbody tr").unwrap().len() >= 26, "every indicator stands there");
        assert!(page.all("#effects b").unwrap().is_empty(), "as adopted nothing reads otherwise");
        assert!(page.all("#map svg .well, #map svg .open").unwrap().len() > 20, "schools are drawn");
        assert!(page.find("#map svg").unwrap().attribute("aria-label").unwrap().unwrap().contains("地图"));

        // What the plan does is left alone: it costs something else, and figures follow.
        let name = page.text("#measures tr:has(b) td").unwrap();
        page.find("#measures tr:has(b) a[aria-label^='不做']").unwrap().click().unwrap();
        let after = page.text("main .lead").unwrap();
        assert_ne!(before, after, "{name}");
        assert!(!page.all("#effects b").unwrap().is_empty(), "{name}");
        assert!(page.text("#effects").unwrap().contains("万元"), "{name}");
        assert!(page.text("#measures").unwrap().contains("定为不做"), "{name}");
        page.find_link("回到采用的情景").unwrap().click().unwrap();
        assert_eq!(page.text("main .lead").unwrap(), before);

        // Less money than the least: it is said what contradicts.
        page.find("input[name=budget]").unwrap().write("100").unwrap();
        page.find("form[action^='/plans/'] button").unwrap().click().unwrap();
        page.find("#clash").unwrap();
        assert!(page.text("main .lead").unwrap().contains("超预算"));
        assert!(page.text("#clash").unwrap().contains("预算"));
        assert_eq!(page.overhang().unwrap(), 0, "nothing sticks out");

        page.find_link("放宽班额、收紧路程各花多少").unwrap().click().unwrap();
        assert!(page.all("#curve tbody tr").unwrap().len() > 8);
        assert!(page.all("#curve svg rect.value").unwrap().len() > 3, "bars are drawn");
        assert_eq!(page.overhang().unwrap(), 0, "nothing sticks out");
        assert_eq!(page.complaints().unwrap(), Vec::<String>::new());
    }
}
