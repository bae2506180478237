//! The plan: `xtask/mechanisms.toml`, a mechanism a table.

/// One mechanism as planned.
pub struct Mechanism {
    /// Its number: S17.
    pub number: String,
    /// Its name in Chinese.
    pub name: String,
    /// The form that fits it, by its character: 责.
    pub form: String,
    /// Its settings.
    pub settings: String,
    /// What it wants beyond the ordinary.
    pub wants: Option<String>,
    /// Definition files that carry no tags.
    pub files: Vec<String>,
    /// The example to show, when the first that bites is not the best: id and name.
    pub proof: Option<(String, String)>,
}

/// Reads the plan; mechanisms come by number.
pub fn read(text: &str) -> Result<Vec<Mechanism>, String> {
    let table: toml::Table = text.parse().map_err(|e| format!("mechanisms.toml: {e}"))?;
    let mut plan = Vec::new();
    for (number, value) in &table {
        let text = |key: &str| value.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        let need = |key: &str| text(key).ok_or(format!("mechanisms.toml: {number} has no {key}"));
        let files = value.get("files").and_then(|value| value.as_array());
        plan.push(Mechanism {
            number: number.clone(),
            name: need("name")?,
            form: need("form")?,
            settings: need("settings")?,
            wants: text("wants"),
            files: files.into_iter().flatten().filter_map(|file| file.as_str().map(str::to_owned)).collect(),
            proof: text("proof")
                .and_then(|proof| proof.split_once(": ").map(|(id, name)| (id.to_owned(), name.to_owned()))),
        });
    }
    plan.sort_by(|one, other| one.number.cmp(&other.number));
    Ok(plan)
}

/// The folder of a form's definitions, its English name and its character.
pub const FORMS: [(&str, &str, &str); 12] = [
    ("rosters", "roster", "责"),
    ("duties", "duty", "期"),
    ("loops", "loop", "环"),
    ("draws", "draw", "抽"),
    ("notices", "notice", "信"),
    ("signals", "signal", "信号"),
    ("roles", "role", "权"),
    ("registers", "register", "账"),
    ("indicators", "indicator", "标"),
    ("report", "report", "文"),
    ("plans", "plan", "布"),
    ("instruments", "instrument", "文书"),
];

/// The folder of a form.
pub fn folder(form: &str) -> Option<&'static str> {
    FORMS.iter().find(|(_, _, character)| *character == form).map(|(folder, _, _)| *folder)
}

/// A form in both languages: 责 roster.
pub fn both(form: &str) -> String {
    match FORMS.iter().find(|(_, _, character)| *character == form) {
        Some((_, english, _)) => format!("{form} {english}"),
        None => form.to_owned(),
    }
}
