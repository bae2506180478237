//! The second verifier, run by node.

use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

/// Asks the core: `script` sees it, and `cases`, and leaves what it found in `answers`.
pub fn ask(script: &str, cases: &Value) -> Vec<Value> {
    let program = format!(
        "{}\nconst cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));\nconst answers = [];\n{script}\n\
         process.stdout.write(JSON.stringify(answers));",
        verifier::core()
    );
    let mut node = Command::new("node")
        .args(["-e", &program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs the second verifier: install Debian's nodejs");
    let mut stdin = node.stdin.take().unwrap();
    let text = cases.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = node.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What the second verifier says of texts, each with the key that the reader names: assurance, and codes in their order.
pub fn verdicts(texts: &[String], key: &str) -> Vec<(String, Vec<String>)> {
    let script = "for (const text of cases.texts) {\n\
                    const { assurance, findings } = verdict(utf8(text), cases.key);\n\
                    answers.push([assurance, findings.map((one) => one.code)]);\n\
                  }";
    let answers = ask(script, &json!({ "texts": texts, "key": key }));
    answers.into_iter().map(|answer| serde_json::from_value(answer).unwrap()).collect()
}
