//! `cargo xtask readme`: the commands of README.md, one after another, as printed.
//!
//! They are run in the checkout, as a reader runs them, with what they make taken away afterwards. What opens pages is
//! asked for its first page and then ended; `cargo xtask test` is left to whoever runs the tests anyhow.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// Where the commands put what they make; it has to be free.
const MADE: [&str; 6] = ["out", "papers", "draw.txt", "notice.pdf", "verifier.html", "duheng-demo"];
/// Left out.
const LEFT_OUT: &str = "cargo xtask test";
/// What a command says that goes on until it is ended.
const SERVING: &str = "Ctrl-C";

/// Runs the commands of README.md, after having seen that README.zh.md prints the same ones.
pub fn run(root: &Path) -> Result<(), String> {
    let read = |name: &str| std::fs::read_to_string(root.join(name)).map_err(|why| format!("{name}: {why}"));
    let lines = commands(&read("README.md")?);
    same(&lines, &commands(&read("README.zh.md")?))?;
    let made: Vec<PathBuf> = MADE.iter().map(|name| root.join(name)).collect();
    if let Some(there) = made.iter().find(|path| path.exists()) {
        return Err(format!("{} is there already: this needs a fresh one", there.display()));
    }
    let outcome = one_after_another(root, &lines);
    for path in made {
        // Whatever kind it is, it was not there before.
        std::fs::remove_dir_all(&path).or_else(|_| std::fs::remove_file(&path)).ok();
    }
    outcome
}

fn one_after_another(root: &Path, lines: &[String]) -> Result<(), String> {
    let mut before = String::new();
    for (at, line) in lines.iter().enumerate() {
        if line == LEFT_OUT {
            continue;
        }
        println!("\nreadme {}/{}: {line}", at + 1, lines.len());
        // What is set in the terminal holds for the lines that follow.
        if line.starts_with("export ") || line.starts_with("alias ") {
            before.push_str(line);
            before.push('\n');
        }
        let began = Instant::now();
        one(root, &format!("{before}{line}"))?;
        println!("readme: done in {:.1} s", began.elapsed().as_secs_f32());
    }
    Ok(())
}

/// Runs one command to its end, or until it has opened its pages.
fn one(root: &Path, script: &str) -> Result<(), String> {
    let mut child = Command::new("bash")
        .args(["-e", "-O", "expand_aliases", "-c", script])
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .process_group(0)
        .spawn()
        .map_err(|why| format!("bash: {why}"))?;
    let Some(said) = child.stdout.take() else { return Err("nothing to read from".to_owned()) };
    for said in BufReader::new(said).lines() {
        let said = said.map_err(|why| why.to_string())?;
        println!("  {said}");
        if said.contains(SERVING) {
            let answered = first_page(&said);
            end(&mut child)?;
            return answered;
        }
    }
    let status = child.wait().map_err(|why| why.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("{script}\n{status}")) }
}

/// Asks for the page whose address a line names.
fn first_page(said: &str) -> Result<(), String> {
    let address = said.split("http://").nth(1).and_then(|rest| rest.split('/').next());
    let address = address.ok_or_else(|| format!("no address in “{said}”"))?;
    let told = |why: std::io::Error| format!("{address}: {why}");
    let mut stream = TcpStream::connect(address).map_err(told)?;
    write!(stream, "GET /login HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").map_err(told)?;
    let mut page = Vec::new();
    stream.read_to_end(&mut page).map_err(told)?;
    let status = String::from_utf8_lossy(&page[..page.len().min(15)]).into_owned();
    println!("  GET /login → {status}, {} bytes", page.len());
    if status.starts_with("HTTP/1.1 200") { Ok(()) } else { Err(format!("{address}/login: {status}")) }
}

/// Ends a command with everything that it started, as Ctrl-C does.
fn end(child: &mut Child) -> Result<(), String> {
    let group = format!("-{}", child.id());
    Command::new("kill").args(["-INT", "--", &group]).status().map_err(|why| why.to_string())?;
    child.wait().map(|_| ()).map_err(|why| why.to_string())
}

/// The commands in the fenced blocks of a text, and those of its lines that begin with one, without their comments.
fn commands(text: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let command = if fenced { line.split(" #").next() } else { spoken(line) };
        commands.extend(command.map(str::trim).filter(|command| !command.is_empty()).map(str::to_owned));
    }
    commands
}

/// The command with which a line of prose begins: `cargo …` in backticks.
fn spoken(line: &str) -> Option<&str> {
    line.strip_prefix('`')?
        .split('`')
        .next()
        .filter(|words| words.starts_with("cargo ") || words.starts_with("duheng "))
}

fn same(english: &[String], chinese: &[String]) -> Result<(), String> {
    let set = |lines: &[String]| lines.iter().cloned().collect::<BTreeSet<_>>();
    let (english, chinese) = (set(english), set(chinese));
    match english.symmetric_difference(&chinese).next() {
        None => Ok(()),
        Some(line) => Err(format!("README.md and README.zh.md differ: {line}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str) -> String {
        std::fs::read_to_string(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(name)).unwrap()
    }

    #[test]
    fn both_languages_print_the_same_commands() {
        let english = commands(&text("README.md"));
        assert!(english.len() > 12 && english.iter().any(|line| line == LEFT_OUT), "{english:?}");
        assert_eq!(same(&english, &commands(&text("README.zh.md"))), Ok(()));
    }

    #[test]
    fn a_command_is_what_stands_before_its_comment() {
        let text = "text\n```\nduheng figures out    # every figure\n\ncargo xtask test\n```\n`cargo run -- x` does\n`not`\n";
        assert_eq!(commands(text), ["duheng figures out", "cargo xtask test", "cargo run -- x"]);
    }
}
