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

/// One answer to whoever does not hold the key of a device in use, that tells nobody which devices there are.
pub(crate) fn unknown() -> SignalRefusal {
    let sentence = "编号或签名不符".to_owned();
    SignalRefusal { kind: RefusalKind::Unknown, code: "signal.signature", sentence }
}

/// To a sender whose key was right: its time tells nothing of now.
pub(crate) fn untimely(now: i64) -> SignalRefusal {
    let sentence = format!("设备的时间与现在（{}）相差超过一天，请先校时", crate::clock::instant(now));
    SignalRefusal { kind: RefusalKind::Broken, code: "signal.untimely", sentence }
}

/// To a sender whose key was right: it, or somebody who listened, has given this before.
pub(crate) fn replayed() -> SignalRefusal {
    let sentence = "这个计数已经用过；没有收到应答要再报的，计数加大、重新签名".to_owned();
    SignalRefusal { kind: RefusalKind::Replayed, code: "signal.replayed", sentence }
}

pub(crate) fn broken(fault: LineFault) -> SignalRefusal {
    let large = ["signal.batch-size", "signal.batch-lines"].contains(&fault.code);
    let kind = if large { RefusalKind::Large } else { RefusalKind::Broken };
    SignalRefusal { kind, code: fault.code, sentence: fault.sentence }
}

/// To a sender whose key was right: it gives more than its part.
pub(crate) fn often() -> SignalRefusal {
    let sentence = format!("十秒内超过{}批，请十秒后再报", crate::pace::MOST);
    SignalRefusal { kind: RefusalKind::Often, code: "signal.often", sentence }
}

pub(crate) fn busy() -> SignalRefusal {
    let sentence = "正在写入的信号太多，请一秒后再报".to_owned();
    SignalRefusal { kind: RefusalKind::Busy, code: "signal.busy", sentence }
}
