//! `signals/<id>.toml`.

use super::head::{self, list};
use super::must_have;
use crate::read::{Reader, Table};
use crate::{DeviceGate, DeviceTest, Devices, Signal, SignalCase, Silence};

/// Reads a definition.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Signal {
    let head = head::read(reader, &mut table, id, pack);
    let mut fields = (reader.written("", table.span()), [const { None }; 8]);
    let found = list(reader, &mut table, "devices", |reader, inner| {
        fields.0 = inner.required(reader, "campus");
        let keys = ["gateway", "interval", "from", "to", "longitude", "latitude", "key_epoch", "key_revoked"];
        fields.1 = keys.map(|key| inner.written(reader, key));
    });
    let (campus, [gateway, interval, from, to, longitude, latitude, key_epoch, key_revoked]) = fields;
    let list = found;
    let devices =
        Devices { list, campus, gateway, interval, from, to, longitude, latitude, key_epoch, key_revoked };
    let test = table.table(reader, "test").map(|mut inner| {
        let test = DeviceTest {
            day: inner.required(reader, "day"),
            result: inner.required(reader, "result"),
            passed: inner.required(reader, "passed").text,
            until: inner.required(reader, "until"),
        };
        inner.finish(reader);
        test
    });
    let gate = table.table(reader, "gate").map(|mut inner| {
        let gate = DeviceGate { at: inner.required(reader, "at"), within: inner.required(reader, "within") };
        inner.finish(reader);
        gate
    });
    let (mut causes, mut alarm_by) = (Vec::new(), Vec::new());
    if let Some(mut inner) = table.table(reader, "alarm") {
        causes = inner.texts(reader, "causes");
        alarm_by = inner.list(reader, "by");
        must_have(reader, &head.written, causes.is_empty(), "报警原因 [alarm] causes");
        must_have(reader, &head.written, alarm_by.is_empty(), "并案依据 [alarm] by");
        inner.finish(reader);
    }
    let silence = table.table(reader, "silence").map(|mut inner| {
        let missed = number(reader, &mut inner, "missed").unwrap_or(1);
        let silence = Silence { missed, by: inner.list(reader, "by") };
        must_have(reader, &head.written, silence.by.is_empty(), "并案依据 [silence] by");
        inner.finish(reader);
        silence
    });
    if silence.is_some() {
        must_have(reader, &head.written, devices.interval.is_none(), "心跳间隔 [devices] interval");
    }
    let drift = table.table(reader, "drift").and_then(|mut inner| {
        let limit = number(reader, &mut inner, "limit");
        inner.finish(reader);
        limit
    });
    let lists = table.flag(reader, "lists");
    let case = case(reader, &mut table);
    table.finish(reader);
    Signal { head, devices, test, gate, causes, alarm_by, silence, drift, lists, case }
}

fn case(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> SignalCase {
    let Some(mut inner) = table.table(reader, "case") else {
        table.missing(reader, "case");
        let register = reader.written("", table.span());
        return SignalCase { register, through: String::new(), closed: Vec::new() };
    };
    let register = inner.required(reader, "register");
    let case = SignalCase {
        through: inner.required(reader, "loop").text,
        closed: inner.texts(reader, "closed"),
        register,
    };
    must_have(reader, &case.register, case.closed.is_empty(), "结案的步骤 closed");
    inner.finish(reader);
    case
}

/// A whole number from 1 to a day's seconds.
fn number(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, key: &'static str) -> Option<u32> {
    let Some(number) = table.integer(reader, key) else {
        if table.value(key).is_none() {
            table.missing(reader, key);
        }
        return None;
    };
    let found = u32::try_from(number).ok().filter(|number| (1..=86_400).contains(number));
    if found.is_none() {
        let span = table.value(key).map_or(table.span(), |value| value.span());
        reader.error("define.number", span, format!("{key} 从1到86400"));
    }
    found
}
