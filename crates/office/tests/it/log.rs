//! The log of the running office: one line an act, and nothing of what people wrote.

use crate::by;
use crate::district::{CLASSES, District};
use office::Given;
use std::cell::RefCell;
use std::io::Write;

thread_local! {
    /// What this thread's acts wrote: other tests write their own at the same time.
    static LINES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// A writer into the lines of the thread that writes.
struct Lines;

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_act_is_one_line_without_names_keys_or_cells() {
    // One subscriber for the whole process: whether a line is wanted is remembered for all threads.
    tracing_subscriber::fmt().with_ansi(false).with_writer(|| Lines).init();
    let district = District::filled();
    district.import(&[("班级.csv", &CLASSES.replace("一班", "张三丰的班"))]);
    let given =
        [Given::new("班级", &[("学年", "2022"), ("编号", "李四的班"), ("学校", "没有这所"), ("人数", "3")])];
    let refused = district.office.record(&by(&district.office, "王五"), &given).unwrap();
    assert!(office::has_error(&refused.findings));
    let text = LINES.with_borrow(|lines| String::from_utf8(lines.clone()).unwrap());
    let told: Vec<&str> = text.lines().collect();
    assert_eq!(told.iter().filter(|line| line.contains("recorded")).count(), 3, "{text}");
    assert!(told.iter().any(|line| line.contains("refused") && line.contains("act.reference")), "{text}");
    for word in ["张三丰", "李四", "王五", "没有这所", "班级", "一班"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}
