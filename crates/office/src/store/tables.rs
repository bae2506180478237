//! All tables with their columns, as rows are written into them and carried from one engine to another.

use super::engine::Kind::{Bytes, Integer, Text};
use super::engine::{Part, Table};

pub(super) const ENTRY: Table = Table {
    name: "entry",
    columns: &[("seq", Integer), ("at", Integer), ("author", Text), ("body", Bytes), ("salt", Bytes)],
    key: 1,
};
pub(super) const NODE: Table = Table {
    name: "node",
    columns: &[("level", Integer), ("number", Integer), ("digest", Bytes), ("twin", Bytes)],
    key: 2,
};
pub(super) const VERSION: Table = Table {
    name: "version",
    columns: &[
        ("register", Text),
        ("number", Integer),
        ("since", Integer),
        ("key", Text),
        ("until", Integer),
        ("body", Text),
        ("salt", Bytes),
    ],
    key: 3,
};
const META: Table = Table { name: "meta", columns: &[("name", Text), ("value", Text)], key: 1 };
const CHECKPOINT: Table = Table { name: "checkpoint", columns: &[("size", Integer), ("text", Text)], key: 1 };
const SUM: Table =
    Table { name: "sum", columns: &[("register", Text), ("present", Integer), ("lanes", Bytes)], key: 1 };
const STANDING: Table =
    Table { name: "standing", columns: &[("register", Text), ("size", Integer), ("digest", Bytes)], key: 2 };
const ADOPTION: Table =
    Table { name: "adoption", columns: &[("seq", Integer), ("hash", Text), ("year", Integer)], key: 1 };
const CLOSING: Table = Table { name: "closing", columns: &[("seq", Integer), ("year", Integer)], key: 1 };
const ERASURE: Table = Table { name: "erasure", columns: &[("seq", Integer), ("entry", Integer)], key: 1 };
const ROTATION: Table = Table { name: "key_change", columns: &[("seq", Integer), ("note", Text)], key: 1 };
const PACK: Table = Table { name: "pack", columns: &[("hash", Text), ("files", Text)], key: 1 };
const BEAT: Table = Table {
    name: "beat",
    columns: &[("device", Text), ("seen", Integer), ("clock", Integer), ("times", Integer)],
    key: 1,
};
const CAUSE: Table = Table {
    name: "cause",
    columns: &[
        ("key", Text),
        ("signal", Text),
        ("device", Text),
        ("kind", Text),
        ("what", Text),
        ("first", Integer),
        ("last", Integer),
        ("times", Integer),
        ("opened", Text),
        ("recovered", Integer),
    ],
    key: 1,
};
const LIST: Table =
    Table { name: "list", columns: &[("gateway", Text), ("at", Integer), ("devices", Text)], key: 1 };
const SENDER: Table = Table {
    name: "sender",
    columns: &[("device", Text), ("epoch", Integer), ("greatest", Integer), ("given", Integer)],
    key: 2,
};
const ACCOUNT: Table = Table {
    name: "account",
    columns: &[
        ("login", Text),
        ("person", Text),
        ("person_key", Text),
        ("password", Text),
        ("disabled", Integer),
        ("must_change", Integer),
        ("failures", Integer),
        ("locked_until", Integer),
        ("added", Integer),
        ("second", Text),
        ("second_step", Integer),
    ],
    key: 1,
};
const VISIT: Table = Table {
    name: "visit",
    columns: &[
        ("id", Integer),
        ("token", Text),
        ("login", Text),
        ("person", Text),
        ("began", Integer),
        ("seen", Integer),
        ("agent", Text),
        ("provider", Text),
    ],
    key: 1,
};
const LINK: Table =
    Table { name: "link", columns: &[("provider", Text), ("subject", Text), ("login", Text)], key: 2 };
const DRAFT: Table = Table {
    name: "draft",
    columns: &[("person", Text), ("subject", Text), ("text", Text), ("written", Integer)],
    key: 2,
};
const TOKEN: Table = Table {
    name: "token",
    columns: &[
        ("id", Integer),
        ("digest", Text),
        ("login", Text),
        ("person", Text),
        ("name", Text),
        ("writes", Integer),
        ("added", Integer),
        ("until", Integer),
        ("seen", Integer),
    ],
    key: 1,
};
const WEBHOOK: Table = Table {
    name: "webhook",
    columns: &[
        ("id", Integer),
        ("login", Text),
        ("person", Text),
        ("address", Text),
        ("added", Integer),
        ("since", Integer),
        ("failures", Integer),
        ("due", Integer),
        ("said", Text),
        ("delivered", Integer),
    ],
    key: 1,
};
const ANSWERED: Table = Table {
    name: "answered",
    columns: &[("person", Text), ("word", Text), ("content", Text), ("answer", Text), ("at", Integer)],
    key: 2,
};
const TAKEN: Table = Table {
    name: "taken",
    columns: &[("person", Text), ("word", Text), ("row", Integer), ("at", Integer)],
    key: 2,
};

/// The tables of a part. Facts about the store come last: with them a copy is whole.
pub(super) fn of(part: Part) -> &'static [&'static Table] {
    match part {
        Part::Journal => &[
            &ENTRY,
            &NODE,
            &CHECKPOINT,
            &VERSION,
            &SUM,
            &STANDING,
            &ADOPTION,
            &CLOSING,
            &ERASURE,
            &ROTATION,
            &PACK,
            &META,
        ],
        Part::Signals => &[&BEAT, &CAUSE, &LIST, &SENDER],
        Part::Accounts => &[&ACCOUNT, &VISIT, &LINK, &DRAFT, &TOKEN, &WEBHOOK, &ANSWERED, &TAKEN],
    }
}
