//! After the played year, and some new acts: every link that any of the made-up people is offered opens.

use browser::Desk;
use serde_json::json;

use crate::office::{be, files_problem, says};
use crate::site::Site;

/// One of each role.
const PEOPLE: [&str; 12] = [
    "样例李督导",
    "样例王安全",
    "样例赵基教",
    "样例吴督学",
    "样例郑区长",
    "样例钱评审",
    "样例方系统",
    "样例高安全",
    "样例宋审计",
    "样例何镇办",
    "样例孙班主任",
    "样例陈校办",
];

/// Goes through the links from the first page on, so many of each shape, within the page: what does not open is told.
const CRAWL: &str = r#"(async () => {
  const met = new Set(["/"]), shapes = {}, open = [["/", ""]], lost = [];
  const named = ["new", "grid", "edit", "do", "nil", "hall"];
  const shape = (url) => url.pathname.split("/").map((part, at) => at > 1 && !named.includes(part) ? "*" : part).join("/")
    + [...url.searchParams.keys()].sort().join();
  let gone = 0;
  while (open.length) {
    const [address, from] = open.shift();
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    gone += 1;
    if (!answer.ok || answer.url.includes("/login")) lost.push(from + " leads to " + address + ": " + answer.status);
    if (!(answer.headers.get("content-type") ?? "").includes("html")) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const link of page.querySelectorAll("a[href]")) {
      const url = new URL(link.getAttribute("href"), location.origin + address);
      url.hash = "";
      if (url.origin !== location.origin || url.searchParams.has("lang")) continue;
      const key = shape(url), path = url.pathname + url.search;
      if ((shapes[key] ?? 0) >= EACH || met.has(path)) continue;
      shapes[key] = (shapes[key] ?? 0) + 1;
      met.add(path);
      open.push([path, address]);
    }
  }
  return { gone, lost };
})()"#;

#[test]
fn every_link_that_anybody_is_offered_opens_after_the_year_and_new_acts() {
    let site = Site::demo("sample-crawl");
    let page = site.driver.open(&Desk::default()).unwrap();
    be(&page, &site, "样例吴督学");
    files_problem(&page, &site, ["YC-1", "样例：应急灯不亮", "样例-3"]);
    says(&page, "h1", "应急灯不亮");
    be(&page, &site, "样例李督导");
    page.go(&site.duheng.bare("/draws")).unwrap();
    page.find("form.filling button").unwrap().click().unwrap();
    says(&page, "main", "名单");
    for person in PEOPLE {
        be(&page, &site, person);
        let told = page.awaited(&CRAWL.replace("EACH", "3")).unwrap();
        assert_eq!(told["lost"], json!([]), "{person}");
        assert!(told["gone"].as_u64().unwrap() > 3, "{person}: {told}");
    }
}
