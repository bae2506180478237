//! Every question answers in the shape that the document of the interface gives it.

use serde_json::{Map, Value};

use super::{Program, district, read};

/// What of a value is not as a schema has it. Of the schemas' words those are read that the document uses.
fn unlike(document: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches('#');
        return unlike(document, document.pointer(name).unwrap(), value, at, found);
    }
    for choice in ["anyOf", "oneOf"] {
        if let Some(all) = schema[choice].as_array() {
            let fits = |one: &Value| {
                let mut wrong = Vec::new();
                unlike(document, one, value, at, &mut wrong);
                wrong.is_empty()
            };
            if !all.iter().any(fits) {
                found.push(format!("{at}: {value} is none of {choice}"));
            }
            return;
        }
    }
    for one in schema["allOf"].as_array().into_iter().flatten() {
        unlike(document, one, value, at, found);
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = &schema["type"];
    let fits = kinds.is_null()
        || kinds == kind
        || kinds.as_array().is_some_and(|all| all.iter().any(|one| one == kind));
    if !fits || schema.get("const").is_some_and(|only| only != value) {
        return found.push(format!("{at}: {kind} is not {kinds}"));
    }
    if let Some(all) = schema["enum"].as_array()
        && !all.contains(value)
    {
        found.push(format!("{at}: {value} is not among {all:?}"));
    }
    match value {
        Value::Array(items) if schema.get("items").is_some() => {
            for (nth, item) in items.iter().enumerate() {
                unlike(document, &schema["items"], item, &format!("{at}/{nth}"), found);
            }
        }
        Value::Object(members) if schema.get("properties").is_some() => {
            let empty = Map::new();
            let known = schema["properties"].as_object().unwrap_or(&empty);
            for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !members.contains_key(name) {
                    found.push(format!("{at}: {name} is missing"));
                }
            }
            for (name, member) in members {
                match known.get(name) {
                    Some(schema) => unlike(document, schema, member, &format!("{at}/{name}"), found),
                    None => found.push(format!("{at}: {name} is not in the document")),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_question_answers_in_the_shape_of_the_document() {
    let district = district();
    let program = Program::of(&district, "督导丁", false);
    let document = read(&Program { district: &district, token: String::new() }.get("/api/openapi.json"));
    let number = read(&program.get(super::ROWS))["rows"][0]["number"].to_string();
    let (mut answered, mut wrong) = (0, Vec::new());
    // Files have no shape of their own.
    for path in web::api_addresses().filter(|path| !path.ends_with("{format}")) {
        let filled = [
            ("{register}", "guard"),
            ("{number}", number.as_str()),
            ("{figure}", "F26"),
            ("{loop}", "rectification"),
            ("{entry}", "0"),
            ("{body}", "甲小学"),
        ];
        let filled =
            filled.iter().fold(path.to_owned(), |path, (name, text)| path.replace(name, &web::encoded(text)));
        // What there is none of in a new district: one roster, duty, draw, notice, case is asked for by its list.
        let Some(filled) = named(&program, &filled) else { continue };
        let answer = program.get(&filled);
        if !answer.status.is_success() {
            assert!(matches!(answer.status.as_u16(), 403 | 404), "{filled} {}", answer.body);
            continue;
        }
        let shape =
            &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        assert!(!shape.is_null(), "{path} is not in the document");
        answered += 1;
        unlike(&document, shape, &read(&answer), path, &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(answered >= 20, "{answered}");
}

/// An address whose part in braces is the first id that its list shows.
fn named(program: &Program<'_>, path: &str) -> Option<String> {
    let Some((list, _)) = path.split_once("/{") else { return Some(path.to_owned()) };
    let told = read(&program.get(list)).to_string();
    let id = told.split("\"id\":\"").nth(1)?.split('"').next()?;
    let (before, rest) = path.split_once('{')?;
    let (_, after) = rest.split_once('}')?;
    (!after.contains('{')).then(|| format!("{before}{}{after}", web::encoded(id)))
}
