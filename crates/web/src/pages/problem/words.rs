//! Words of what could not be done.

crate::words::words! {
    go_home: "回到概览" / "To the overview";
}
