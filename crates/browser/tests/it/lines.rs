//! What every page must hold, whatever it shows: on a telephone no date is broken over two lines and nothing sticks out to the
//! side; in English whatever stays Chinese says that it is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use browser::{Desk, Page};
use serde_json::Value;

use crate::office::be;
use crate::site::Site;

/// How many pages of one shape are looked at.
const EACH: usize = 1;

/// What is wrong with the page shown, and where it leads.
const LOOKED: &str = r#"(() => {
  const broken = [], unsaid = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const day = /(?<![\w-])\d{4}-\d{2}(-\d{2})?|\d{4}年\d{1,2}月(\d{1,2}日)?|\d{1,2}月\d{1,2}日/g;
  const english = document.documentElement.lang === "en";
  for (let node; (node = walker.nextNode());) {
    const text = node.nodeValue, by = node.parentElement;
    if (!text.trim() || by.closest("script, style, textarea, code, pre")) continue;
    if (english && /[\u4e00-\u9fff]/.test(text) && !by.closest("[lang]").getAttribute("lang").startsWith("zh")) unsaid.push(text.trim());
    if (by.closest("select, datalist, svg")) continue;
    for (const found of text.matchAll(day)) {
      const range = document.createRange();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      const lines = new Set([...range.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.top)));
      if (lines.size > 1) broken.push(found[0]);
    }
  }
  const links = [...document.querySelectorAll("a[href]:not([download])")].map((link) => new URL(link.href));
  return {
    dates: (document.body.innerText.match(day) ?? []).length, broken, unsaid,
    out: document.documentElement.scrollWidth - innerWidth,
    links: links.filter((url) => url.origin === location.origin && !url.searchParams.has("lang")).map((url) => url.pathname + url.search),
  };
})()"#;

/// An address without what tells pages of one kind apart.
fn shape(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let named = ["new", "grid", "edit", "do", "nil", "hall"];
    let part = |(at, part): (usize, &str)| {
        if at > 1 && !named.contains(&part) { "*".to_owned() } else { part.to_owned() }
    };
    let path: Vec<String> = path.split('/').enumerate().map(part).collect();
    let names: BTreeSet<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{}?{names:?}", path.join("/"))
}

/// Whether an address is that of a file to take away, and not of a page.
fn is_file(address: &str) -> bool {
    let last = address.split('?').next().unwrap_or_default().rsplit(['/', '.']).next().unwrap_or_default();
    ["docx", "pdf", "ofd", "csv", "xlsx", "txt", "json", "html", "proof", "api"].contains(&last)
        || address.starts_with("/api/")
}

/// Looks at the pages to which one is led from the first, one of each shape: what each looks like.
fn looked_at(page: &Page, site: &Site) -> Vec<(String, Value)> {
    let (mut met, mut shapes) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let (mut open, mut seen) = (VecDeque::from(["/".to_owned()]), Vec::new());
    while let Some(address) = open.pop_front() {
        page.go(&site.duheng.bare(&address)).unwrap();
        let looked = page.evaluate(LOOKED).unwrap();
        let links = looked["links"].as_array().unwrap().iter().map(|link| link.as_str().unwrap().to_owned());
        for link in links.filter(|link| !is_file(link) && !link.starts_with("/login")) {
            let of_shape = shapes.entry(shape(&link)).or_default();
            if *of_shape < EACH && met.insert(link.clone()) {
                *of_shape += 1;
                open.push_back(link);
            }
        }
        seen.push((address, looked));
    }
    assert!(seen.len() > 60, "{} pages", seen.len());
    seen
}

#[test]
fn no_date_is_broken_and_no_page_sticks_out_on_a_telephone() {
    let site = Site::demo("sample-lines");
    let page = site.driver.open(&Desk { width: 390, height: 844, phone: true, script: true }).unwrap();
    be(&page, &site, "样例李督导");
    let seen = looked_at(&page, &site);
    let dates: i64 = seen.iter().filter_map(|(_, looked)| looked["dates"].as_i64()).sum();
    assert!(dates > 500, "{dates} dates are all that was looked at");
    let wrong = seen.iter().filter(|(_, looked)| {
        looked["broken"].as_array().is_none_or(|broken| !broken.is_empty())
            || looked["out"].as_i64() != Some(0)
    });
    let wrong: Vec<String> = wrong.map(|(at, it)| format!("{at}: {} {}", it["broken"], it["out"])).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn on_every_english_page_chinese_says_that_it_is() {
    let site = Site::demo("sample-tongues");
    let page = site.driver.open(&Desk::default()).unwrap();
    be(&page, &site, "样例李督导");
    page.go(&site.duheng.bare("/?lang=en")).unwrap();
    let seen = looked_at(&page, &site);
    let unsaid =
        seen.iter().filter(|(_, looked)| looked["unsaid"].as_array().is_none_or(|all| !all.is_empty()));
    let unsaid: Vec<String> = unsaid.map(|(at, looked)| format!("{at}: {}", looked["unsaid"][0])).collect();
    assert!(unsaid.is_empty(), "{unsaid:#?}");
}
