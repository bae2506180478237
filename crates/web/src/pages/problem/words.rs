//! Words of what could not be done.

crate::words::words! {
    without_conditions: "不带条件看这一页" / "This page without conditions";
    go_back: "回到刚才那一页" / "Back to where you were";
    go_there: "到公布的地址" / "To the published address";
    go_home: "回到概览" / "To the overview";
}
