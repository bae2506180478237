//! The document of the interface (OpenAPI 3.1), made of the questions and deeds themselves and held against the file beside them.
//! `DUHENG_ANEW=1 cargo test -p web --lib api` writes it anew.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::acts::{Done, ONCE, RowGiven, Withdrawal};
use super::files::ENDINGS;
use super::problem::Problem;
use super::question::{COMMON, Kind, Parameter, Question};
use super::steps::{StepTaken, StepsDone, StepsTaken};
use super::{PREFIX, all};

/// A deed: method, address, name, what it is, its body, the status of its answer.
type Deed = (&'static str, &'static str, &'static str, &'static str, &'static str, Value);

fn schema(kind: Kind) -> Value {
    match kind {
        Kind::Text => {
            json!({ "type": "string", "maxLength": 200, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" })
        }
        Kind::Equal => json!({ "type": "array", "items": { "type": "string", "pattern": "^[^:]+:" } }),
        Kind::Number(most) => json!({ "type": "integer", "minimum": 0, "maximum": most }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Day => {
            json!({ "type": "string", "pattern": "^20[0-4][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$" })
        }
        Kind::Moment => json!({ "type": "string",
            "pattern": "^(0|[1-9][0-9]{0,8}|20[0-4][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|open)$" }),
        Kind::Language => json!({ "enum": ["zh", "en"] }),
    }
}

fn behind(one: &Parameter) -> Value {
    json!({ "name": one.name, "in": "query", "description": one.about, "schema": schema(one.kind) })
}

/// The parts of an address that stand in braces.
fn parts(path: &str) -> Vec<Value> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    let of = |name: &str| match name {
        "format" => json!({ "enum": ENDINGS.map(|(ending, _)| ending) }),
        "number" | "entry" => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        _ => json!({ "type": "string", "minLength": 1, "maxLength": 200 }),
    };
    names.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": of(name) })).collect()
}

fn answers(status: &str, shape: Value, tag: bool) -> Value {
    let mut good = json!({ "description": "答复", "content": { "application/json": { "schema": shape } } });
    if tag {
        good["headers"] = json!({ "ETag": { "schema": { "type": "string" } } });
    }
    let problem = json!({ "description": "没有办成", "content": { "application/problem+json":
        { "schema": { "$ref": "#/components/schemas/Problem" } } } });
    json!({ status: good, "default": problem })
}

/// What an address of a file answers.
fn files() -> Value {
    let file = |(_, media): (&str, &str)| {
        (media.to_owned(), json!({ "schema": { "type": "string", "format": "binary" } }))
    };
    let mut answers = answers("200", Value::Null, false);
    answers["200"]["content"] = Value::Object(ENDINGS.map(file).into_iter().collect());
    answers
}

fn asked(question: &Question, shapes: &mut SchemaGenerator) -> Value {
    let mut parameters = parts(question.path);
    parameters.extend(question.parameters.iter().chain(&COMMON).map(behind));
    let answers = match question.shape {
        Some(shape) => answers("200", shape(shapes).to_value(), question.name == "row"),
        None => files(),
    };
    json!({ "operationId": question.name, "summary": question.about, "parameters": parameters,
            "responses": answers })
}

fn deeds() -> [Deed; 5] {
    let header = |name: &str, pattern: &str, about: &str| {
        json!({ "name": name, "in": "header", "required": true, "description": about,
                "schema": { "type": "string", "pattern": pattern, "maxLength": 200 } })
    };
    let once = header(ONCE, "^[A-Za-z0-9-]{1,64}$", "自己起的键：再发一次不会办两遍，答复相同");
    let seen = header("if-match", "^\"[0-9]{1,9}\"$", "看到的那一版的 ETag");
    [
        ("post", "/api/registers/{register}/rows", "record", "记一行", "201", once.clone()),
        ("put", "/api/registers/{register}/rows/{number}", "correct", "更正一行", "200", seen),
        (
            "post",
            "/api/registers/{register}/rows/{number}/withdrawal",
            "withdraw",
            "撤回一行",
            "200",
            Value::Null,
        ),
        ("post", "/api/cases/{loop}/{case}/steps", "step", "办一步", "201", once.clone()),
        ("post", "/api/cases/{loop}/steps", "steps", "一次办多件，每件各有结果", "200", once),
    ]
}

fn body(name: &str, shapes: &mut SchemaGenerator) -> Value {
    let mut shape = match name {
        "withdraw" => shapes.subschema_for::<Withdrawal>(),
        "step" => shapes.subschema_for::<StepTaken>(),
        "steps" => shapes.subschema_for::<StepsTaken>(),
        _ => shapes.subschema_for::<RowGiven>(),
    };
    shape.ensure_object();
    json!({ "required": true, "content": { "application/json": { "schema": shape } } })
}

/// The document.
fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut shapes = settings.clone().for_serialize().into_generator();
    let mut given = settings.for_deserialize().into_generator();
    shapes.subschema_for::<Problem>();
    let mut paths = Map::new();
    let mut put = |path: &str, method: &str, what: Value| {
        let known = paths.entry(path.to_owned()).or_insert_with(|| json!({}));
        known[method] = what;
    };
    for question in all() {
        put(question.path, "get", asked(question, &mut shapes));
    }
    let done = [shapes.subschema_for::<Done>().to_value(), shapes.subschema_for::<StepsDone>().to_value()];
    for (method, path, name, about, status, header) in deeds() {
        let mut parameters = parts(path);
        parameters.extend(Some(header).filter(|header| !header.is_null()));
        let what = json!({ "operationId": name, "summary": about, "parameters": parameters,
            "requestBody": body(name, &mut given), "responses": answers(status, done[usize::from(name == "steps")].clone(), false) });
        put(path, method, what);
    }
    let mut schemas = shapes.take_definitions(true);
    schemas.extend(given.take_definitions(true));
    json!({
        "openapi": "3.1.0",
        "info": { "title": "督衡接口", "version": "1", "description":
            "页面能看的、能办的，程序也能看、能办。令牌在“我的账号”里发；它有发它的人的权，不多一分。出错一律是 RFC 9457 的 problem+json。" },
        // Beside the document itself: wherever the district stands.
        "servers": [{ "url": "../" }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas,
        },
    })
}

#[test]
fn the_document_says_what_the_interface_does() {
    let mut made = serde_json::to_string_pretty(&document()).unwrap();
    made.push('\n');
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/api/openapi.json");
    if std::env::var_os("DUHENG_ANEW").is_some() {
        std::fs::write(file, &made).unwrap();
    }
    let kept = std::fs::read_to_string(file).unwrap();
    assert!(
        kept == made,
        "接口变了：DUHENG_ANEW=1 cargo test -p web --lib api 重写 openapi.json，并看清变了什么"
    );
}

#[test]
fn every_deed_that_is_routed_is_in_the_document() {
    let source = concat!(include_str!("acts.rs"), include_str!("steps.rs"));
    let routed: Vec<&str> = source
        .split("(\"/api/")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(path, _)| path)
        .filter(|path| !path.contains("{}"))
        .collect();
    let said = deeds().map(|(_, path, ..)| path.trim_start_matches(PREFIX));
    assert_eq!(routed, said);
}
