//! Words of the journal.

crate::words::words! {
    key: "键" / "Key";
    act: "动作" / "Act";
    act_adopt_pack: "采用方案包" / "pack adopted";
    act_record: "记录" / "row recorded";
    act_withdraw: "撤回" / "row withdrawn";
    act_erase: "依法删除" / "lawful erasure";
    hash: "杂凑值" / "Hash";
    origin: "出处" / "Origin";
    origin_row: "{} 第 {} 行" / "{}, row {}";
    erased: "正文已依法删除" / "The body was lawfully erased";
    erased_next: "杂凑值仍在日志中，证明仍然成立。" / "Its hash remains in the log and every proof still holds.";
    no_entries: "日志还是空的" / "The journal is empty";
    no_entries_next: "第一次导入时写下第一批条目。" / "The first import writes the first entries.";
    entries_counted: "共 {} 条" / "{} entries";
    go_to_entry: "按号打开条目" / "Open an entry by number";
    open: "打开" / "Open";
    key_fingerprint: "签名公钥指纹" / "Fingerprint of the signing key";
    newest: "最新" / "Newest";
    older: "更早的" / "Older";
    no_checkpoint: "还没有检查点；导入后自动签发。" / "None yet; one is signed after every import.";
    take_proof: "证明文件" / "Proof file";
    take_proof_how: "一个文件，凭它用 duheng journal verify 或第二核验器核验，不需要本服务。" / "One file, which duheng journal verify or the second verifier checks without this server.";
    verify: "自己核验" / "Verify it yourself";
    actor: "经手" / "Recorded by";
    salt: "盐" / "Salt";
    verify_how: "核验只读数据目录，不需要本服务：" / "Verification reads only the data folder and needs no server:";
    entry_facts: "条目" / "Entry";
    body: "正文" / "Body";
    inclusion: "存在证明" / "Inclusion proof";
    inclusion_how: "从本条的叶子出发，依次与旁边的杂凑值合并（SM3），得到的就是签名检查点里的日志根。" / "Starting from the leaf of this entry, each hash beside the path is joined in (SM3); what results is the log root in the signed checkpoint.";
    tree_size: "日志 {} 条" / "log of {} entries";
    level: "层" / "Level";
    side: "位置" / "Side";
    left: "左" / "left";
    right: "右" / "right";
    leaf: "叶子" / "leaf";
    any_register: "全部台账" / "Every register";
    since: "从哪一天起" / "From";
    until: "到哪一天止" / "Until";
    none_found: "没有找到" / "None found";
    looked_down_to: "找到第 {} 条为止，更早的还没有看" / "looked through down to entry {}, not further";
    looked_all: "全部找过" / "looked through all";
    act_close: "封存年度" / "close a year";
    act_rotate_key: "换签名钥匙" / "change of the signing key";
}
