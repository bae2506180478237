//! PDF and OFD, opened again by readers of another hand.

use crate::{fonts, said, sample};
use paper::{Document, Notes, Rendition};
use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};
use typeset::{Pages, Sheet, ofd, pages, pdf};

fn laid(document: &Document) -> Pages {
    pages(document, fonts(), &Sheet::OFFICIAL).unwrap().pages
}

/// What a program says of bytes given to it.
fn told(program: &str, arguments: &[&str], bytes: &[u8]) -> String {
    String::from_utf8(output(program, arguments, bytes)).unwrap()
}

fn output(program: &str, arguments: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}; install poppler-utils and qpdf"));
    let (mut stdin, bytes) = (child.stdin.take().unwrap(), bytes.to_vec());
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().ok();
    assert!(output.status.success(), "{program}: {:?}", output.status);
    output.stdout
}

/// Without the lines that are page numbers.
fn without_numbers(text: &str) -> String {
    let number = |line: &str| {
        line.trim().strip_prefix('—').is_some_and(|rest| {
            rest.strip_suffix('—').is_some_and(|inner| inner.trim().parse::<u32>().is_ok())
        })
    };
    text.lines().filter(|line| !number(line.trim_matches(['\u{c}', ' ']))).collect::<Vec<_>>().join("\n")
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let (name, mut bytes) = (file.name().unwrap().into_owned(), Vec::new());
            file.read_to_end(&mut bytes).unwrap();
            (name, bytes)
        })
        .collect()
}

/// The texts of elements of a name, in order, entities resolved.
fn texts(xml: &str, element: &str) -> Vec<String> {
    let open = format!("<{element}");
    let found = xml.split(open.as_str()).skip(1).filter_map(|rest| {
        let inner =
            rest.starts_with([' ', '>']).then(|| rest.split_once('>').map(|(_, inner)| inner)).flatten()?;
        let text = inner.split(&format!("</{element}>")).next()?;
        Some(
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&"),
        )
    });
    found.collect()
}

/// The words of an OFD: the codes of its text objects, page after page.
fn ofd_text(bytes: &[u8]) -> String {
    let mut out = String::new();
    for (_, xml) in parts(bytes).iter().filter(|(name, _)| name.ends_with("Content.xml")) {
        out += &texts(std::str::from_utf8(xml).unwrap(), "ofd:TextCode").join("\n");
        out.push('\n');
    }
    out
}

fn docx_text(document: &Document) -> String {
    let all = parts(&paper::docx(document));
    let (_, xml) = all.iter().find(|(name, _)| name == "word/document.xml").unwrap();
    texts(std::str::from_utf8(xml).unwrap(), "w:t").concat()
}

#[test]
fn pdf_ofd_docx_and_text_say_the_same() {
    for rendition in Rendition::ALL {
        let document = paper::rendition(&sample::document(8), rendition);
        let pages = laid(&document);
        let plain = said(&paper::text(&document, Notes::With)).replace('｜', "");
        let pdf = pdf(&pages, fonts()).unwrap();
        let pdf = without_numbers(&told("pdftotext", &["-raw", "-enc", "UTF-8", "-", "-"], &pdf));
        // The head of a table is said again on each page that it goes on to.
        let head = said("序号评价指标判定正文");
        let once = |text: &str| text.replacen(&head, "§", 1).replace(&head, "").replace('§', &head);
        assert_eq!(once(&said(&pdf)), plain, "PDF, {rendition:?}");
        let ofd = without_numbers(&ofd_text(&ofd(&pages, fonts())));
        assert_eq!(once(&said(&ofd)), plain, "OFD, {rendition:?}");
        assert_eq!(said(&docx_text(&document)), plain, "DOCX, {rendition:?}");
        assert_eq!(said(&pages.text()), plain, "pages, {rendition:?}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::document(4);
    let both = || (pdf(&laid(&document), fonts()).unwrap(), ofd(&laid(&document), fonts()));
    let (first, second) = (both(), both());
    assert!(first.0 == second.0, "PDF");
    assert!(first.1 == second.1, "OFD");
}

#[test]
fn the_pdf_is_an_archive_with_tags_and_bookmarks() {
    let bytes = pdf(&laid(&sample::document(4)), fonts()).unwrap();
    let path = std::env::temp_dir().join(format!("duheng-typeset-{}.pdf", std::process::id()));
    std::fs::write(&path, &bytes).unwrap();
    let path = path.to_str().unwrap();
    told("qpdf", &["--check", path], &[]);
    let plain = output("qpdf", &["--qdf", "--object-streams=disable", path, "-"], &[]);
    std::fs::remove_file(path).unwrap();
    let text = String::from_utf8_lossy(&plain);
    for wanted in [
        "pdfaid:part>2<",
        "pdfaid:conformance>A<",
        "/MarkInfo",
        "/StructTreeRoot",
        "/Outlines",
        "/S /TH",
        "/S /Link",
        "/Lang (zh-CN)",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    let info = told("pdffonts", &["-"], &bytes);
    let fonts: Vec<&str> = info.lines().skip(2).collect();
    assert!(
        fonts.len() >= 3 && fonts.iter().all(|line| line.contains(" yes yes yes ")),
        "embedded, cut, with their letters: {info}"
    );
}

#[test]
fn the_ofd_names_what_it_holds() {
    let all = parts(&ofd(&laid(&sample::document(4)), fonts()));
    let part =
        |name: &str| String::from_utf8(all.iter().find(|(part, _)| part == name).unwrap().1.clone()).unwrap();
    let (document, resources) = (part("Doc_0/Document.xml"), part("Doc_0/PublicRes.xml"));
    assert_eq!(all[0].0, "OFD.xml");
    let pages = all.iter().filter(|(name, _)| name.ends_with("Content.xml")).count();
    assert_eq!(document.matches("<ofd:Page ID=").count(), pages);
    for family in ["仿宋_GB2312", "黑体", "方正小标宋简体"] {
        assert!(resources.contains(&format!("FontName=\"{family}\"")), "{family}");
    }
    assert_eq!(document.matches("<ofd:OutlineElem").count(), document.matches("</ofd:OutlineElem>").count());
    let mut numbers: Vec<usize> = all
        .iter()
        .filter(|(name, _)| name.ends_with(".xml"))
        .flat_map(|(_, xml)| {
            let xml = String::from_utf8(xml.clone()).unwrap();
            xml.split(" ID=\"")
                .skip(1)
                .filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
                .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
                .collect::<Vec<usize>>()
        })
        .collect();
    let (count, most) = (numbers.len(), numbers.iter().copied().max().unwrap());
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), count, "every number once");
    assert!(document.contains(&format!("<ofd:MaxUnitID>{most}<")));
    for (name, bytes) in all.iter().filter(|(name, _)| name.ends_with(".ttf")) {
        let (read, findings) = typeset::Fonts::of([(name.clone(), bytes.clone())]);
        assert!(
            !read.is_empty() && findings.iter().all(|one| one.code != "typeset.font-unreadable"),
            "{name}"
        );
    }
}

/// Readers have nothing to say of the PDF, not even on the side.
#[test]
fn nobody_complains_of_the_pdf() {
    let path = std::env::temp_dir().join(format!("duheng-typeset-told-{}.pdf", std::process::id()));
    std::fs::write(&path, pdf(&laid(&sample::document(4)), fonts()).unwrap()).unwrap();
    for (program, arguments) in
        [("pdfinfo", &["-struct"][..]), ("pdftotext", &[][..]), ("qpdf", &["--check"][..])]
    {
        let behind = if program == "pdftotext" { &["-"][..] } else { &[] };
        let output = Command::new(program).args(arguments).arg(&path).args(behind).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{program}: {said}");
    }
    std::fs::remove_file(path).unwrap();
}

/// What a camera would read off a code lies in the OFD as a file, so that nobody needs a camera.
#[test]
fn the_ofd_carries_what_its_codes_say() {
    let document = sample::document(4);
    let all = parts(&ofd(&laid(&document), fonts()));
    let part = |name: &str| all.iter().find(|(part, _)| part == name).map(|(_, bytes)| bytes.clone());
    let main = String::from_utf8(part("Doc_0/Document.xml").unwrap()).unwrap();
    let listed = String::from_utf8(part("Doc_0/Attachs/Attachments.xml").expect("a list")).unwrap();
    assert!(main.contains("<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>"));
    assert!(listed.contains("<ofd:FileLoc>file_1.txt</ofd:FileLoc>") && listed.contains("Format=\"txt\""));
    assert_eq!(part("Doc_0/Attachs/file_1.txt").unwrap(), "duheng/样例区\n94\n".as_bytes());
    let mut plain = Document::default();
    plain.body.paragraph("p", vec![paper::Run::text("无附件")]);
    let all = parts(&ofd(&laid(&plain), fonts()));
    assert!(all.iter().all(|(name, _)| !name.contains("Attachs")), "no list of nothing");
}
