//! What axe-core (an outsider's checks of accessibility, 无障碍) has to say of every page: nothing, in both languages, at a desk and on a
//! telephone. It is not ours and does not lie here: `DUHENG_AXE` names its file (`axe.min.js`), which `.ci/run` fetches. Without
//! the name nothing is looked at, and that is said.

use std::collections::{BTreeMap, BTreeSet};

use browser::{Desk, Page};
use serde_json::Value;

use crate::office::be;
use crate::site::Site;

/// Those whose pages are looked at; a page that an earlier one saw is not looked at again.
const PEOPLE: [&str; 8] = [
    "样例李督导",
    "样例陈校办",
    "样例王安全",
    "样例吴督学",
    "样例郑区长",
    "样例方系统",
    "样例孙班主任",
    "样例何镇办",
];

/// One address of each shape to which the links from the first page on lead.
const ADDRESSES: &str = r#"(async () => {
  const met = new Set(["/"]), shapes = new Set(), open = ["/"], found = [];
  const named = ["new", "grid", "edit", "do", "nil", "hall"];
  const shape = (url) => url.pathname.split("/").map((part, at) => at > 1 && !named.includes(part) ? "*" : part).join("/")
    + [...url.searchParams.keys()].sort().join();
  while (open.length) {
    const address = open.shift();
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!(answer.headers.get("content-type") ?? "").includes("html")) continue;
    found.push([shape(new URL(location.origin + address)), address]);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const link of page.querySelectorAll("a[href]")) {
      const url = new URL(link.getAttribute("href"), location.origin + address);
      if (url.origin !== location.origin || url.searchParams.has("lang")) continue;
      const key = shape(url), path = url.pathname + url.search;
      if (shapes.has(key) || met.has(path)) continue;
      shapes.add(key);
      met.add(path);
      open.push(path);
    }
  }
  return found;
})()"#;

/// What axe-core finds: rule, how grave, which element, so many of each.
const LOOKED: &str = r#"axe.run(document, { resultTypes: ["violations"] }).then((told) => told.violations.map((one) =>
  [one.id, one.impact, one.nodes.length, one.nodes[0].html.slice(0, 160)]))"#;

/// The text of axe-core; none when nobody names its file.
fn axe() -> Option<String> {
    let path = std::env::var_os("DUHENG_AXE")?;
    Some(std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("DUHENG_AXE {path:?}: {why}")))
}

/// The addresses that people see, each once: who sees it, the address.
fn addresses(site: &Site) -> Vec<(&'static str, String)> {
    let (mut shapes, mut all) = (BTreeSet::new(), vec![("", "/login".to_owned())]);
    let page = site.driver.open(&Desk::default()).unwrap();
    for person in PEOPLE {
        be(&page, site, person);
        for one in page.awaited(ADDRESSES).unwrap().as_array().unwrap() {
            if shapes.insert(one[0].as_str().unwrap().to_owned()) {
                all.push((person, one[1].as_str().unwrap().to_owned()));
            }
        }
        all.push((person, "/registers/nothing".to_owned()));
    }
    all
}

/// What speaks against a page.
fn against(page: &Page, axe: &str) -> Vec<(String, String)> {
    page.evaluate(&format!("{axe};0")).unwrap();
    let told = page.awaited(LOOKED).unwrap();
    let words = |one: &Value| format!("{} {}× {}", one[1], one[2], one[3]);
    told.as_array().unwrap().iter().map(|one| (one[0].to_string(), words(one))).collect()
}

#[test]
fn nothing_speaks_against_any_page_in_both_languages_at_a_desk_and_on_a_telephone() {
    let Some(axe) = axe() else {
        eprintln!("axe-core: not looked at, DUHENG_AXE names no file");
        return;
    };
    let site = Site::demo("sample-axe");
    let all = addresses(&site);
    assert!(all.len() > 40, "{all:?}");
    // One line a rule and page: what is found on many is found once.
    let (mut found, mut looked) = (BTreeMap::<String, Vec<String>>::new(), 0);
    for desk in [Desk::default(), Desk::phone()] {
        let page = site.driver.open(&desk).unwrap();
        let mut who = "";
        for (person, address) in &all {
            if *person != who {
                be(&page, &site, person);
                who = person;
            }
            for language in ["zh", "en"] {
                let sign = if address.contains('?') { '&' } else { '?' };
                page.go(&site.duheng.bare(&format!("{address}{sign}lang={language}"))).unwrap();
                looked += 1;
                for (rule, words) in against(&page, &axe) {
                    let width = desk.width;
                    found
                        .entry(rule)
                        .or_default()
                        .push(format!("{person} {address} {language} {width}: {words}"));
                }
            }
        }
    }
    println!("axe-core: {looked} looks at {} pages", all.len());
    let told = |(rule, places): (&String, &Vec<String>)| {
        format!("{rule}: {}\n  {}", places.len(), places[..places.len().min(12)].join("\n  "))
    };
    assert!(found.is_empty(), "{}", found.iter().map(told).collect::<Vec<_>>().join("\n"));
}
