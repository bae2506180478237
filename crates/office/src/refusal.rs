//! What is said of a batch: what was taken of it, or why nothing was.

use crate::view::{Receipt, RefusalKind, RefusedLine, SignalRefusal};
use ledger::LineFault;

pub(crate) fn receipt(taken: usize, faults: Vec<LineFault>, now: i64) -> Receipt {
    let refused = |fault: LineFault| {
        let LineFault { line, code, sentence } = fault;
        RefusedLine { line, code, sentence }
    };
    Receipt { taken, refused: faults.into_iter().map(refused).collect(), at: crate::clock::instant(now) }
}

pub(crate) fn unknown(code: &'static str, sentence: &str) -> SignalRefusal {
    SignalRefusal { kind: RefusalKind::Unknown, code, sentence: sentence.to_owned() }
}

pub(crate) fn broken(fault: LineFault) -> SignalRefusal {
    let large = ["signal.batch-size", "signal.batch-lines"].contains(&fault.code);
    let kind = if large { RefusalKind::Large } else { RefusalKind::Broken };
    SignalRefusal { kind, code: fault.code, sentence: fault.sentence }
}

pub(crate) fn busy() -> SignalRefusal {
    let sentence = "正在写入的信号太多，请一秒后再报".to_owned();
    SignalRefusal { kind: RefusalKind::Busy, code: "signal.busy", sentence }
}
