//! Words of draws (抽).

crate::words::words! {
    draws_lead: "名单先封，种子后到；证书人人可以重算。" / "Lists are committed first, the seed comes later; anybody recomputes the certificate.";
    no_draws: "还没有抽取" / "No draw yet";
    no_draws_next: "用 duheng draw seal 封存第一次的名单。" / "Seal the first lists with duheng draw seal.";
    draw_number: "抽取编号" / "Draw";
    draw_day: "日期" / "Day";
    draw_state: "状态" / "State";
    draw_listed: "名单已封" / "Lists committed";
    draw_closed: "到达前密封" / "Sealed until arrival";
    draw_open: "已公开" / "Open";
    draw_damaged: "已损坏" / "Damaged";
    draw_announced: "等的公开值" / "Public value waited for";
    draw_fingerprint: "公钥指纹" / "FINGERPRINT";
    draw_slips: "抽出" / "Drawn";
    draw_opened: "启封" / "Opened";
    draw_floor: "{}年{}：已抽{}次，全年不少于{}次" / "{} {}: {} draws done, at least {} in the year";
    draw_reached: "已达到全年下限" / "Floor of the year reached";
    draw_short: "还没达到全年下限" / "Floor of the year not reached";
    draw_stratum: "层" / "Stratum";
    draw_size: "对象" / "Objects";
    draw_quota: "本次抽" / "This draw";
    draw_year: "全年抽过" / "In the year";
    draw_least: "全年下限" / "Floor";
    draw_rule: "规则" / "Rule";
    draw_outcome: "抽中的" / "Drawn";
    draw_slip: "签" / "Slip";
    draw_object: "对象" / "Object";
    draw_inspectors: "检查人员" / "Inspectors";
    draw_lists: "对象{}个，检查人员{}名，回避{}条" / "{} objects, {} inspectors, {} withdrawals";
    draw_listed_note: "名单和规则已封存入账，种子要等公开值公布。" / "Lists and rule are committed in the journal; the seed waits for the public value.";
    draw_closed_note: "抽出{}个，还有{}个没有启封：抽中了谁，检查人员到达后逐签启封才知道。" / "{} drawn, {} still sealed: who was drawn is told slip by slip when inspectors have arrived.";
    draw_by_hand: "不靠系统重做一遍" / "Drawn again by hand";
    draw_certificate: "证书" / "Certificate";
    draw_second: "第二核验器" / "the second verifier";
    draw_second_note: "不用督衡的程序也能核验：一个离线的网页，" / "It is verified without Duheng's program, too, by one offline page:";
    draw_seals: "封签" / "Seals";
    draw_commitment: "承诺值" / "Commitment";
    draw_public: "公开值" / "Public value";
    draw_root: "封签根" / "Root of the seals";
    draw_seed: "种子" / "Seed";
    draw_digest: "证书杂凑值" / "Digest of the certificate";
}
