//! Words of a household’s page.

crate::words::words! {
    tap_button: "我已知晓" / "I have read this";
    tap_done: "已收到您的应答：{}" / "Your acknowledgement was taken: {}";
    tap_unknown: "这个链接不能用" / "This link does not work";
    tap_unknown_next: "请核对短信里的地址，或按短信里的回复码回复。" / "Check the address in the message, or reply with its code.";
    tap_busy: "请稍后再试" / "Please try again in a moment";
}
