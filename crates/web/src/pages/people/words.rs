//! Words of who held what.

crate::words::words! {
    people_lead: "{} 在任：{} 人。按现在所知；只列您看得到的任职、委托和责任关系。" / "Held on {}: {} persons. By what is known now, and of the appointments, delegations and links that you see.";
    people_hint: "姓名、职务或单位" / "name, role or unit";
    person: "姓名" / "Name";
    title: "职务" / "Role";
    of: "单位或对象" / "Unit or object";
    until: "任期至" / "Until";
    nobody: "这一天没有人在任" / "Nobody held a post on this day";
    nobody_next: "换一天，或清除筛选。" / "Try another day, or clear the filter.";
    more: "还有 {} 人，请写姓名再找。" / "{} more; search by name.";
}
