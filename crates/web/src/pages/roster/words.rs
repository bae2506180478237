//! Words of rosters (责).

crate::words::words! {
    rosters_lead: "{}张责任表，{}个岗位，空缺{}个" / "{} rosters, {} posts, {} of them vacant";
    roster_lead: "岗位{}个，到岗{}个，空缺{}个；{}人在岗" / "{} posts, {} held, {} vacant; {} people";
    no_rosters: "还没有责任表" / "No rosters yet";
    no_rosters_next: "在定义包的 rosters/ 下写一个文件就有了。" / "A file under rosters/ of the pack makes one.";
    posts_held: "到岗" / "Held";
    posts_counted: "{}个岗位，第{}页，共{}页" / "{} posts, page {} of {}";
    post_object: "对象" / "Object";
    post_until: "任期至" / "Until";
    post_gap: "曾空缺" / "was vacant";
    overloaded: "超量" / "Overloaded";
    loads: "各人负责几个" / "Load of each person";
    load_bound: "上限{}" / "bound {}";
    load_rest: "另有{}人未画出" / "{} more people not drawn";
    idle: "名单上还没有对象的人" / "On the list without an object";
    shifts: "班次" / "Shifts";
    shifts_counted: "应到{}，缺岗{}" / "{} due, {} missed";
    shift_missed: "缺岗" / "Missed";
    call_chain: "呼叫链" / "Call chain";
    call_chain_hint: "网格编号、学校标识码或村社区代码" / "Cell, school code or village code";
    chain_broken: "断" / "broken";
}
