//! The log of the running office: one line an act, and nothing of what people wrote.

use crate::by;
use crate::district::{CLASSES, District};
use office::Given;
use std::io::Write;
use std::sync::{Arc, Mutex};

/// What was written.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_act_is_one_line_without_names_keys_or_cells() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    tracing::subscriber::with_default(subscriber, || {
        let district = District::filled();
        district.import(&[("班级.csv", &CLASSES.replace("一班", "张三丰的班"))]);
        let given = [Given::new(
            "班级",
            &[("学年", "2022"), ("编号", "李四的班"), ("学校", "没有这所"), ("人数", "3")],
        )];
        let refused = district.office.record(&by(&district.office, "王五"), &given).unwrap();
        assert!(office::has_error(&refused.findings));
    });
    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let told: Vec<&str> = text.lines().collect();
    assert_eq!(told.iter().filter(|line| line.contains("recorded")).count(), 3, "{text}");
    assert!(told.iter().any(|line| line.contains("refused") && line.contains("act.reference")), "{text}");
    for word in ["张三丰", "李四", "王五", "没有这所", "班级", "一班"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}
