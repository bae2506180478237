//! What a role allows: that it is there, that it is of this kind of role, and that its scope can be told of the rows.

use super::unknown;
use crate::{Belongs, EVERYTHING, FORMS, Form, Grant, Over, Pack, Register, Right, Role, Scope, Written};
use finding::Finding;

/// Reports what does not fit of one grant of a role.
pub fn check(role: &Role, grant: &Grant, pack: &Pack, findings: &mut Vec<Finding>) {
    kind(role, grant, findings);
    let named = grant.over.iter().filter(|over| over.text != EVERYTHING);
    let ids =
        |forms: Vec<&dyn Form>| forms.into_iter().map(|form| form.head().id.clone()).collect::<Vec<_>>();
    let forms = &pack.forms;
    let (what, known) = match grant.right.over() {
        Over::Registers => ("台账", pack.registers.iter().map(|register| register.name.clone()).collect()),
        Over::Loops => (label("loops"), ids(forms.loops.iter().map(|form| form as &dyn Form).collect())),
        Over::Duties => (label("duties"), ids(forms.duties.iter().map(|form| form as &dyn Form).collect())),
        Over::Draws => (label("draws"), ids(forms.draws.iter().map(|form| form as &dyn Form).collect())),
        Over::Notices => {
            (label("notices"), ids(forms.notices.iter().map(|form| form as &dyn Form).collect()))
        }
        Over::Nothing => return,
    };
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    for over in named {
        match known.contains(&over.text.as_str()) {
            false => findings.push(unknown(over, what, &known)),
            true => inside(role, grant, over, pack, findings),
        }
    }
}

/// What the forms of a folder are called.
fn label(folder: &str) -> &'static str {
    FORMS.iter().find(|(of, _)| *of == folder).map_or("", |(_, label)| label)
}

/// The three administrators hold no right of the work, and nobody else holds theirs.
fn kind(role: &Role, grant: &Grant, findings: &mut Vec<Finding>) {
    let names: Vec<&str> = match grant.over.is_empty() {
        true => vec![""],
        false => grant.over.iter().map(|over| over.text.as_str()).collect(),
    };
    if let Some(name) = names.into_iter().find(|name| !role.kind.may_hold(grant.right, name)) {
        let over = if name.is_empty() { String::new() } else { format!("（{name}）") };
        let sentence =
            format!("“{}”不能有权“{}”{over}：三员各管各的，都不办业务", role.head.name, grant.right.label());
        findings.push(Finding::error("define.role-kind", grant.written.place(), sentence));
    }
}

/// The register by whose rows it is told how far a grant over one thing reaches.
fn told_of<'p>(grant: &Grant, over: &Written, pack: &'p Pack) -> Option<&'p Register> {
    match grant.right {
        // Whose a household is, its rows among the recipients say.
        Right::Acknowledge => {
            let notice = pack.forms.notices.iter().find(|one| one.head.id == over.text)?;
            pack.register(&notice.recipients.register.text)
        }
        right if right.over() == Over::Registers => pack.register(&over.text),
        _ => None,
    }
}

/// Fields, steps and the scope, against one register or loop.
fn inside(role: &Role, grant: &Grant, over: &Written, pack: &Pack, findings: &mut Vec<Finding>) {
    if let Some(register) = told_of(grant, over, pack) {
        let known: Vec<&str> = register.fields.iter().map(|field| field.name.as_str()).collect();
        let missing = grant.fields.iter().filter(|field| !known.contains(&field.text.as_str()));
        findings.extend(missing.map(|field| unknown(field, &format!("“{}”字段", register.name), &known)));
        let wanted = match grant.scope.unwrap_or(role.scope) {
            Scope::Own => Some((Belongs::Person, "个人")),
            Scope::Class => Some((Belongs::Class, "班")),
            Scope::School => Some((Belongs::Unit, "学校")),
            Scope::District | Scope::Below | Scope::Unit => None,
        };
        if let Some((belongs, what)) = wanted
            && pack.belonging(register, belongs).next().is_none()
        {
            let sentence = format!("“{}”没有字段写明一行属于哪个{what}，这一范围里什么也没有", register.name);
            let finding = Finding::error("define.role-scope", over.at(0..over.text.len()), sentence);
            findings.push(finding.hint("在台账的那个字段下写 belongs = \"unit\"、\"class\" 或 \"person\""));
        }
    }
    if let Some(of) = pack.forms.loops.iter().find(|one| one.head.id == over.text) {
        let known: Vec<&str> = of.steps.iter().map(|step| step.name.text.as_str()).collect();
        let missing = grant.steps.iter().filter(|step| !known.contains(&step.text.as_str()));
        findings.extend(missing.map(|step| unknown(step, &format!("“{}”步骤", of.head.name), &known)));
    }
}
