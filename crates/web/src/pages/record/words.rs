//! Words of recording by hand.

crate::words::words! {
    new_row: "记一行：{}" / "A new row: {}";
    edit_row: "更正：{}" / "Correct: {}";
    required: "必填" / "required";
    save: "保存" / "Save";
    choose: "请选" / "choose";
    kept: "已有内容，遮盖着；不写就不变" / "There is something, masked; left empty it stays";
    key_stays: "主键不能改：写错了的，撤回这一行另记" / "The key stays: withdraw a row whose key is wrong, and record another";
    checklist: "检查单" / "Checklist";
    checklist_lead: "没有查的不点；有问题的写一句是什么，保存后按此立案。" / "Leave what was not looked at; say what is wrong, and a case is opened of it.";
    fine: "合格" / "In order";
    wrong: "有问题" / "Not in order";
    what_is_wrong: "是什么问题" / "What is wrong";
    reason: "存疑的理由" / "Why it holds all the same";
    reason_lead: "有存疑的地方。核对无误的，写明理由再保存，理由随数据进日志。" / "Something is implausible. If it is right, say why and save again; the reason goes into the journal.";
    theirs: "别人写下的" / "What somebody else wrote";
    stale_lead: "保存就以您写的为准；不想覆盖就返回。" / "Saving puts yours in its place; go back to leave theirs.";
    withdraw: "撤回这一行" / "Withdraw this row";
    why: "事由" / "Reason";
    open: "打开遮盖的内容" / "Open what is masked";
    open_lead: "每次打开都记下是谁、为什么。" / "Each time it is recorded who looked, and why.";
    opened: "已打开，第 {} 条记下了。" / "Opened; entry {} records it.";
    nothing_to_do: "这一行您只能看。" / "You may only look at this row.";
    do_case: "办理：{}" / "Do: {}";
    stage: "现在" / "At present";
    evidence: "材料" / "Material";
    basis: "依据" / "Legal basis";
    note: "说明" / "Remark";
    to_whom: "交给" / "To";
    filer: "填报人" / "Who filed it";
    stead: "· 代" / "· for";
    do_it: "办理" / "Do it";
    no_step: "现在没有您能办的步骤。" / "There is no step that you may do now.";
    queued: "没有连上：已存在这台手机上，连上就自动发出，不会发两次。" / "No connection: it is kept on this device and goes out by itself when there is one, never twice.";
    do_many: "批量办理：{}" / "Do many: {}";
    pick_all: "全选" / "Tick all";
    pick_none: "全不选" / "Tick none";
    many_lead: "勾上要办的，一次办同一步；每一件各自办成或不成，不成的写明为什么。" / "Tick the cases and do one step in all of them: each is done or refused by itself, and says why.";
    back: "返回" / "Back";
}
