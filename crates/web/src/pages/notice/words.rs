//! Words of notices (信).

crate::words::words! {
    notices_lead: "发出{}项通知，共{}封信；送达不算应答" / "{} notices, {} letters; delivered is not acknowledged";
    no_notices: "还没有发过通知" / "No notice was sent yet";
    no_notices_next: "duheng notice send 发一项。" / "duheng notice send sends one.";
    send: "发出" / "Send";
    send_sure: "确认" / "Sure";
    send_lead: "收件的户按今天的台账定下，信件、级次由定义规定；发出后不能收回。" / "The households are fixed by today's registers; what is sent cannot be called back.";
    households: "户" / "Households";
    household: "家庭" / "Household";
    handed_over: "已交付" / "Handed over";
    delivered: "已送达" / "Delivered";
    acknowledged: "已应答" / "Acknowledged";
    on_list: "在名单" / "On a list";
    acknowledged_rate: "应答率" / "Acknowledged share";
    sent_at: "发出" / "Sent";
    ladder: "级次" / "Ladder";
    times_sent: "发过" / "Times sent";
    acknowledged_lead: "应答率 {}：只算有凭据的应答（链接令牌、回复码、有姓名的代录），送达不算。" / "Acknowledged {}: only acknowledgements with evidence count (token of the link, reply code, a named record); delivered does not.";
    letters_found: "{}封" / "{} letters";
    state_of_letter: "状态" / "State";
    rung: "第几级" / "Rung";
    way_of_answer: "方式" / "Way";
    person_named: "责任人" / "Named person";
    next_step: "下一步" / "Next";
    channel_message: "短信" / "Message";
    channel_wecom: "企业微信" / "WeCom";
    channel_mail: "邮件" / "Mail";
    channel_calls: "电话" / "Telephone";
    channel_visit: "入户" / "Visit";
    letter_queued: "待发" / "Queued";
    letter_handing_over: "交付中" / "Handing over";
    letter_handed_over: "已交付" / "Handed over";
    letter_delivered: "已送达" / "Delivered";
    letter_undeliverable: "未送达" / "Undeliverable";
    letter_listed: "在名单" / "On a list";
    letter_acknowledged: "已应答" / "Acknowledged";
    way_link: "链接" / "Link";
    way_code: "回复码" / "Code";
    way_record: "代录" / "Recorded on behalf";
    pick: "选" / "Pick";
    record_ack: "记为已应答" / "Record as acknowledged";
    record_lead: "当面或电话确认过的，勾上：记在您名下，标明是代记的，不算家长本人应答。" / "Tick households that told you so in person or by telephone: it is recorded in your name and marked as recorded, not as their own.";
}
