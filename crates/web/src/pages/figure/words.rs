//! Words of figures.

crate::words::words! {
    printed: "报告写法" / "As printed";
    exact: "精确值" / "Exact value";
    year: "年度" / "Year";
    points: "自评得分" / "Points computed";
    verified: "核定得分" / "Points verified";
    reopened: "核定时为 {}，后来的记录使它成了 {}：这一条待重新核定" / "{} when it was verified, {} by what was recorded since: to be verified again";
    verified_by: "{}，{}：{}" / "{}, {}: {}";
    figures_title: "报告引用的数字" / "Figures cited by the report";
    figures_lead: "每个数字的报告写法、精确值和背后的行数。" / "How each is printed, what it is exactly, and how many rows are behind it.";
    figures_hint: "编号或名称" / "number or name";
    no_figures: "没有符合条件的数字" / "No such figure";
    no_figures_next: "换个词再试，或清空筛选。" / "Try another word, or clear the filter.";
    how_computed: "怎样算出" / "How it is computed";
    met_when: "达标条件" / "Met when";
    term: "算项" / "Term";
    from: "来自" / "From";
    gathers: "汇总的分项" / "Parts it gathers";
    groups: "分组结果" / "Group by group";
    compare: "算项对照" / "Terms side by side";
    rows_behind: "进入计算的行" / "Rows that entered";
    rows_counted: "{} 行" / "{} rows";
    rows_first: "共 {} 行，先列 {} 行" / "first {1} of {0} rows";
    more_rows: "打开台账" / "Open the register";
    parameters: "参数" / "Parameters";
    declared: "申报" / "Declared by another office";
    recompute: "自己复算" / "Recompute it yourself";
    recompute_how: "不必相信本页。用这两条命令可从数据目录重新算出同一个数，并列出全部行和证明。" / "There is no need to trust this page. These commands compute the number again from the data folder, with every row and proof.";
    proof: "存在证明" / "Proof";
    open_proof: "打开条目 #{} 的证明" / "Open the proof of entry #{}";
    field_term: "本行字段" / "field of the row";
    parameter_term: "参数" / "parameter";
}
