//! Pictures of a DOCX as a reader will see it: LibreOffice → PDF → PNG.
//!
//! The fonts that official documents name are not free, so free ones of the same kind stand in for them (Fandol, from
//! Debian's texlive-lang-chinese), by a fontconfig file of this run only.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Named font and the PostScript name of the free font that stands in.
const STAND_INS: [(&str, &str); 4] = [
    ("仿宋_GB2312", "FandolFang-Regular"),
    ("楷体_GB2312", "FandolKai-Regular"),
    ("黑体", "FandolHei-Regular"),
    ("宋体", "FandolSong-Regular"),
];

/// Makes `report-page-1.png` of the first page of `docx` in `folder`, and the PDF beside it in the build folder.
///
/// Needs `soffice` and `pdftoppm` (Debian: libreoffice-writer, poppler-utils, fonts-noto-cjk) and fetches the fonts with `apt-get
/// download` once, into `work`.
pub fn picture(docx: &Path, folder: &Path, work: &Path) -> Result<PathBuf, String> {
    std::fs::create_dir_all(work).map_err(|e| format!("{}: {e}", work.display()))?;
    let fonts = fonts(&work.join("fonts"))?;
    let configuration = work.join("fonts.conf");
    std::fs::write(&configuration, aliases(&fonts, &work.join("cache"))).map_err(|e| e.to_string())?;
    let profile = work.join("libreoffice").canonicalize().or_else(|_| {
        let made = work.join("libreoffice");
        std::fs::create_dir_all(&made).and_then(|()| made.canonicalize())
    });
    let profile = profile.map_err(|e| e.to_string())?;
    run(Command::new("soffice")
        .env("FONTCONFIG_FILE", &configuration)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(work)
        .arg(docx))?;
    let name = docx.file_stem().ok_or("the DOCX has no name")?;
    let pdf = work.join(name).with_extension("pdf");
    std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
    let picture = folder.join("report-page-1");
    run(Command::new("pdftoppm")
        .args(["-r", "96", "-f", "1", "-l", "1", "-singlefile", "-png"])
        .arg(&pdf)
        .arg(&picture))?;
    Ok(picture.with_extension("png"))
}

/// The folder with the fonts that stand in, fetched when it is not there.
fn fonts(folder: &Path) -> Result<PathBuf, String> {
    let unpacked = folder.join("usr/share/texlive/texmf-dist/fonts/opentype/public/fandol");
    if unpacked.is_dir() {
        return unpacked.canonicalize().map_err(|e| e.to_string());
    }
    std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
    run(Command::new("apt-get").args(["download", "texlive-lang-chinese"]).current_dir(folder))?;
    let package = std::fs::read_dir(folder)
        .map_err(|e| e.to_string())?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .ok_or("apt-get download left no package")?;
    run(Command::new("dpkg-deb").arg("-x").arg(&package).arg(folder))?;
    std::fs::remove_file(&package).map_err(|e| e.to_string())?;
    unpacked.canonicalize().map_err(|e| e.to_string())
}

/// A configuration in which each free font carries the name of the one that it stands in for. The names are given as
/// the fonts are scanned, hence a cache of its own and
/// little from the system's configuration.
fn aliases(fonts: &Path, cache: &Path) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n\
         <cachedir>{}</cachedir>\n<dir>/usr/share/fonts</dir>\n<dir>{}</dir>\n",
        cache.display(),
        fonts.display()
    );
    for (named, name) in STAND_INS {
        out.push_str(&format!(
            "<match target=\"scan\"><test name=\"postscriptname\"><string>{name}</string></test>\
             <edit name=\"family\" mode=\"assign\"><string>{named}</string></edit>\
             <edit name=\"weight\" mode=\"assign\"><const>regular</const></edit></match>\n"
        ));
    }
    // No free font is like 小标宋: a bold 宋体 comes nearest, made bold by the system's rule for that.
    out.push_str(
        "<match target=\"pattern\"><test name=\"family\"><string>方正小标宋简体</string></test>\
         <edit name=\"family\" mode=\"assign\" binding=\"strong\"><string>宋体</string></edit>\
         <edit name=\"weight\" mode=\"assign\" binding=\"strong\"><const>bold</const></edit></match>\n",
    );
    out.push_str("<include ignore_missing=\"yes\">/etc/fonts/conf.d/90-synthetic.conf</include>\n");
    out.push_str("</fontconfig>\n");
    out
}

fn run(command: &mut Command) -> Result<(), String> {
    let shown = format!("{command:?}");
    match command.output() {
        Ok(done) if done.status.success() => Ok(()),
        Ok(done) => Err(format!("{shown}: {}\n{}", done.status, String::from_utf8_lossy(&done.stderr))),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}
