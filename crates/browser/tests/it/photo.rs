//! A photograph of a telephone: turned as it was held, made smaller before it is sent, and there after the page is.

use browser::Desk;

use crate::grid::picture;
use crate::office::{be, files_problem, says};
use crate::site::Site;

/// Takes a picture of twelve megapixels as a telephone does that is held upright: the pixels lie, and a mark says how to turn them.
const TAKES: &str = r##"(async () => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [4000, 3000];
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#5a7"; pen.fillRect(0, 0, 4000, 3000);
  pen.fillStyle = "#a33"; pen.fillRect(0, 0, 400, 3000);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", .95));
  const plain = new Uint8Array(await blob.arrayBuffer());
  // EXIF of one entry: orientation 6, to be turned a quarter to the right.
  const exif = [0xff, 0xe1, 0, 34, 69, 120, 105, 102, 0, 0, 77, 77, 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const marked = new Uint8Array([...plain.slice(0, 2), ...exif, ...plain.slice(2)]);
  const held = new DataTransfer();
  held.items.add(new File([marked], "photo.jpg", { type: "image/jpeg" }));
  const field = document.querySelector("input[type=file]");
  field.files = held.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  return marked.length;
})()"##;

/// How large the file is that would be sent, in pixels.
const SENT: &str = r##"(async () => {
  const file = document.querySelector("input[type=file]").files[0];
  const seen = await createImageBitmap(file, { imageOrientation: "none" });
  return [seen.width, seen.height];
})()"##;

#[test]
fn a_photograph_is_turned_and_made_smaller_before_it_is_sent() {
    let site = Site::demo("sample-photo");
    let page = site.driver.open(&Desk::phone()).unwrap();
    be(&page, &site, "样例吴督学");
    files_problem(&page, &site, ["YT-1", "样例：灭火器过期", "样例-4"]);
    says(&page, "h1", "灭火器过期");
    page.find("a.button[href$='/evidence']").unwrap().click().unwrap();
    page.find("input[type=file]").unwrap();
    page.awaited(TAKES).unwrap();
    says(&page, "form[enctype] [role=status]", "小");
    let sent = page.awaited(SENT).unwrap();
    let size = |at: usize| sent[at].as_u64().unwrap();
    assert_eq!((size(0), size(1)), (1920, 2560), "upright, and not larger than is looked at");
    page.find("form[enctype] button").unwrap().click().unwrap();
    says(&page, "main", "photo.jpg");
    page.find("section.evidence img").unwrap();
    assert_eq!(page.overhang().unwrap(), 0);
    picture(&page, "photo");
}
