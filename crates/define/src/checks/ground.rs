//! What is asked of people without a ground: where somebody is, and pictures.

use crate::house::Boundary;
use crate::{Belongs, CodeKind, Field, FieldType, Pack, Register};
use finding::Finding;

/// What a field of a person's track is called; what is read out of a place alone (a device, a boundary) is none.
const TRACKS: [&str; 5] = ["轨迹", "定位", "打卡", "行踪", "考勤位置"];
/// How a place is told in numbers.
const PLACES: [&str; 3] = [Boundary::LONGITUDE.name, Boundary::LATITUDE.name, "坐标"];
/// What a field of pictures is called.
const PICTURES: [&str; 4] = ["照片", "影像", "视频", "截图"];

/// Reports fields that ask a person where he is, or for pictures, in registers that name no ground for it (`positions`, `photos`).
pub fn check(pack: &Pack, findings: &mut Vec<Finding>) {
    for register in &pack.registers {
        let of_people = register.fields.iter().any(|field| names_person(pack, field));
        for field in &register.fields {
            let track = named(field, &TRACKS).or_else(|| named(field, &PLACES).filter(|_| of_people));
            let picture = named(field, &PICTURES).filter(|_| field.kind == FieldType::Text);
            if let (Some(word), None) = (track, &register.positions) {
                findings.push(without(register, field, ("positions", word), "人在哪里"));
            } else if let (Some(word), None) = (picture, &register.photos) {
                findings.push(without(register, field, ("photos", word), "留影像"));
            }
        }
    }
}

/// The word of a list that stands in a field's name.
fn named(field: &Field, words: &[&'static str]) -> Option<&'static str> {
    words.iter().find(|word| field.name.contains(**word)).copied()
}

fn without(register: &Register, field: &Field, (key, word): (&str, &str), what: &str) -> Finding {
    let sentence = format!("“{}.{}”要填{word}，台账没有写明要{what}的依据", register.name, field.name);
    let place = field.written.at(0..field.written.text.len());
    let hint = format!("有依据的，在台账里写 {key} = \"哪份文件、哪一条\"；没有的，不要这个字段");
    Finding::warning("define.ground", place, sentence).hint(hint)
}

/// Whether a field says which person a row is of, by itself or by the row that it points to.
fn names_person(pack: &Pack, field: &Field) -> bool {
    let itself = |field: &Field| {
        let code = matches!(field.kind, FieldType::Code { kind: CodeKind::Citizen, .. });
        field.belongs == Some(Belongs::Person) || code
    };
    let pointed = || match &field.kind {
        FieldType::Ref { register, .. } => {
            pack.register(register).is_some_and(|register| register.fields.iter().any(itself))
        }
        _ => false,
    };
    itself(field) || pointed()
}
