//! Words of the devices (设备).

crate::words::words! {
    devices_lead: "摄像头、报警按钮和网关：谁在线、谁的检验还有效、哪里有未结的案件。百分之百只数检验合格而且没有过期的" / "Cameras, alarm buttons and gateways: who is heard, whose test still holds, where a case is open. 100% counts only what passed its test and has not expired";
    devices_none: "台账里还没有设备" / "No devices yet";
    devices_none_next: "把台账“设备”导入，就能上报和查看" / "Import the register of devices to receive and see them";
    devices_rates: "比率" / "Rates";
    devices_rate: "比率" / "Rate";
    devices_of: "分子 / 分母" / "Numerator / denominator";
    devices_online: "有心跳" / "Heard";
    devices_tested: "检验有效" / "Test holds";
    devices_gate: "校门外采集点在规定范围内" / "Near enough to the gate";
    devices_campuses: "全部设备检验有效的校园" / "Campuses with every test holding";
    devices_map: "全区示意图" / "Map of the district";
    devices_open: "有未结案件" / "Open case";
    devices_silent: "失联" / "Silent";
    devices_untested: "有检验失效" / "A test does not hold";
    devices_unheard: "有设备没有上报" / "Not all heard";
    devices_well: "正常" / "Well";
    devices_cases: "未结案件" / "Open cases";
    devices_campus: "校园" / "Campus";
    devices_first: "首次" / "First";
    devices_recovered: "恢复" / "Recovered";
    devices_times: "次数" / "Times";
    devices_silent_list: "失联的设备" / "Silent devices";
    devices_seen: "最后上报" / "Last heard";
    devices_since: "计为失联" / "Silent since";
    devices_by_campus: "各校园" / "Campuses";
    devices_state: "状态" / "State";
    devices_alarm: "报警" / "Alarm";
    devices_drift: "时钟偏差" / "Clock off";
    devices_list: "名册不符" / "List differs";
}
