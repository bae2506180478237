//! A year may follow from the one before it, and that from its own: however long the row of them is, a small stack carries it.

use super::*;

/// Of the threads that ask, many times less than they have.
const STACK: usize = 512 << 10;

#[test]
fn a_long_row_of_years_takes_no_long_stack() {
    let small = std::thread::Builder::new().stack_size(STACK);
    let asked = small.spawn(|| {
        let pack = pack("years");
        let tables = [("承诺", "项|数\n甲|3\n乙|4"), ("点数", "年度|数\n1990|1\n2022|1")];
        let mut assessor = assessor(&pack, &tables);
        // The first question opens the row at its beginning.
        assessor.assess(1995);
        let last = assessor.assess(2600);
        assert_eq!(assessor.assess(2022), Assessor::new(pack.clone(), facts(&pack, &tables)).assess(2022));
        last.outcomes.len()
    });
    assert_eq!(asked.unwrap().join().unwrap(), 1);
}
