//! The modules of a crate and the arrows between them, read from their `use crate::…`: as a picture, and as a test that
//! no circle is among them.

mod arrows;
mod layers;
mod picture;

use arrows::Modules;
use std::path::Path;

/// Crates of which a picture stands in docs/modules.
const DRAWN: [&str; 2] = ["cli", "office"];

/// Prints the modules of crates, of office and cli when none is named; writes the pictures of those two. A circle is an
/// error.
pub fn run(root: &Path, crates: &[&str]) -> Result<(), String> {
    let asked = if crates.is_empty() { &DRAWN[..] } else { crates };
    let mut circles = Vec::new();
    for name in asked {
        let modules = Modules::read(root, name)?;
        println!("{name}: {} modules\n{}", modules.count(), layers::text(&modules));
        if DRAWN.contains(name) {
            let path = root.join("docs/modules").join(format!("{name}.svg"));
            let told = |why: std::io::Error| format!("{}: {why}", path.display());
            std::fs::create_dir_all(root.join("docs/modules")).map_err(told)?;
            std::fs::write(&path, picture::svg(name, &modules)).map_err(told)?;
            println!("→ {}", path.display());
        }
        circles.extend(modules.circle().map(|circle| format!("{name}: {}", circle.join(" → "))));
    }
    if circles.is_empty() { Ok(()) } else { Err(format!("a circle of modules:\n{}", circles.join("\n"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
    }

    /// Crates that are not yet without a circle; the list only becomes shorter.
    const NOT_YET: [&str; 10] =
        ["assess", "browser", "claims", "courier", "define", "paper", "quantity", "report", "sample", "web"];

    #[test]
    fn no_circle_is_among_the_modules_of_a_crate() {
        let crates = std::fs::read_dir(root().join("crates")).unwrap();
        let names = crates.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let held: Vec<String> = names.filter(|name| !NOT_YET.contains(&name.as_str())).collect();
        assert!(
            held.len() >= 10 && ["cli", "office"].into_iter().all(|name| held.iter().any(|one| one == name)),
            "{held:?}"
        );
        let circle = |name: &String| Modules::read(root(), name).unwrap().circle();
        let round: Vec<_> = held.iter().filter_map(|name| Some((name, circle(name)?))).collect();
        assert_eq!(round, []);
    }
}
