//! Words of loops and their cases (环).

crate::words::words! {
    loops_lead: "{0}个环，案件{1}件，办结{2}件，超期{3}件" / "{0} loops, {1} cases, {2} closed, {3} overdue";
    no_loops: "还没有环" / "No loops yet";
    no_loops_next: "在定义包的 loops/ 下写一个" / "Write one under loops/ of the pack";
    loop_lead: "查出{0}件，办结{1}件（按期{2}件），超期{3}件" / "{0} found, {1} closed ({2} in time), {3} overdue";
    found: "查出" / "Found";
    closed: "办结" / "Closed";
    closed_in_time: "按期" / "In time";
    overdue: "超期" / "Overdue";
    recurring: "复发" / "Come back";
    waiting: "待立案" / "To be opened";
    counted_only: "只计数" / "Counted only";
    no_source: "其他" / "Other";
    overdue_by: "超期{}个工作日" / "{} worked days overdue";
    recurs_from: "复发自{}" / "Came back from {}";
    overdue_only: "只看超期" / "Overdue only";
    cases_hint: "案号、事项、单位、阶段" / "Number, subject, unit, stage";
    cases_counted: "案件，显示{0}件，共{1}件" / "Cases: {0} shown of {1}";
    cases_hidden: "另有{}件只计数，不显示内容" / "{} more are counted and not shown";
    no_cases: "没有这样的案件" / "No such cases";
    by_source: "按来源" / "By source";
    case_source: "来源" / "Source";
    case_unit: "单位" / "Unit";
    stages: "阶段" / "Stages";
    stage: "阶段" / "Stage";
    ranks: "按季排名" / "Ranks by quarter";
    case_number: "案号" / "Case";
    deadline: "期限" / "Deadline";
    escalated: "上报" / "Goes to";
    opened: "开始" / "Opened";
    closed_on: "{}办结" / "closed {}";
    due_by: "期限{}" / "due {}";
    case_differs: "台账的“{0}”是“{1}”，按步骤应为“{2}”" / "“{0}” is “{1}” in the row, “{2}” by the steps";
    case_row: "台账的这一行" / "The row of the case";
    ways: "现在可以：" / "Can be done now:";
    case_steps: "办理步骤" / "Steps";
    no_steps: "还没有办过一步" / "No step yet";
    case_step: "步骤" / "Step";
    step_day: "日期" / "Day";
    step_by: "经办人" / "By";
    step_role: "角色" / "Role";
    step_evidence: "材料" / "Material";
    step_note: "说明" / "Remark";
    stays: "各阶段" / "Stays";
    stay_from: "自" / "From";
    stay_to: "至" / "To";
}
