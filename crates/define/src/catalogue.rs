//! The catalogue (目录) of a pack: every definition with the file it stands in, for people who look for one.

use crate::{FORMS, Form, Indicator, Outline, Pack, Parameter, Register, Source, Written};

/// One definition of a pack, as somebody looks for it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CatalogueItem {
    /// The folder of its form: `indicators`.
    pub form: &'static str,
    /// Its form in Chinese: 指标.
    pub label: &'static str,
    /// Its id.
    pub id: String,
    /// Its Chinese name.
    pub name: String,
    /// Path from the folder of packs: `base/registers/经费/education-budget.toml`.
    pub file: String,
    /// The report's figure that it prints: F26.
    pub figure: Option<String>,
    /// The documents behind it.
    pub norms: Vec<String>,
    /// The unit that answers for it.
    pub owner: String,
    /// Names of its fields, or of the registers and fields that it reads.
    pub fields: Vec<String>,
}

/// The forms in the order of the catalogue: folder and Chinese word.
pub fn catalogue_forms() -> impl Iterator<Item = (&'static str, &'static str)> {
    let facts = [("indicators", "指标"), ("parameters", "参数"), ("registers", "台账")];
    facts.into_iter().chain(FORMS.iter().copied()).chain([("report", "提纲")])
}

impl CatalogueItem {
    /// Id of the pack that holds the file.
    pub fn pack(&self) -> &str {
        self.file.split('/').next().unwrap_or_default()
    }

    /// The folder of its subject; empty when it lies in the folder of its form itself.
    pub fn subject(&self) -> &str {
        match self.file.split('/').collect::<Vec<_>>().as_slice() {
            [_, _, subject, _] => subject,
            _ => "",
        }
    }

    /// How well it answers to `words`: none when one of them is nowhere in it, 0 when all are in its name, figure or id.
    ///
    /// ```
    /// use define::{File, PackFiles, catalogue, check};
    /// let files = vec![
    ///     File::new("pack.toml", "id = \"p\"\nname = \"样例\""),
    ///     File::new("parameters/floor.toml", "name = \"普惠率下限\"\nunit = \"%\"\n[[values]]\nvalue = \"80%\"\n\
    ///         source = { document = \"教督〔2020〕1号\", status = \"confirmed\" }"),
    /// ];
    /// let pack = check(&[PackFiles::new("p", files)]).pack.unwrap();
    /// let floor = &catalogue(&pack)[0];
    /// assert_eq!(floor.file, "p/parameters/floor.toml");
    /// assert_eq!(floor.answers(&["普惠"]), Some(0));
    /// assert_eq!(floor.answers(&["普惠", "教督"]), Some(1));
    /// assert_eq!(floor.answers(&["普惠", "经费"]), None);
    /// ```
    pub fn answers(&self, words: &[&str]) -> Option<u8> {
        let rank = |word: &&str| {
            let word = word.to_lowercase();
            let within = |text: &String| text.to_lowercase().contains(&word);
            if self.figure.as_ref().is_some_and(|figure| figure.to_lowercase() == word)
                || within(&self.name)
                || within(&self.id)
            {
                return Some(0);
            }
            (self.norms.iter().any(within) || within(&self.owner) || self.fields.iter().any(within))
                .then_some(1)
        };
        words.iter().map(rank).try_fold(0, |worst, rank| rank.map(|rank| worst.max(rank)))
    }
}

/// Every definition of a pack and of those it extends, form by form.
pub fn catalogue(pack: &Pack) -> Vec<CatalogueItem> {
    let mut items: Vec<CatalogueItem> = pack.indicators.iter().map(of_indicator).collect();
    items.extend(pack.parameters.iter().map(of_parameter));
    items.extend(pack.registers.iter().map(of_register));
    items.extend(pack.forms.in_folders().map(|(folder, form)| of_form(folder, form)));
    items.extend(pack.outlines.iter().map(of_outline));
    items
}

/// An item without figure, norms, owner and fields.
fn item(form: &'static str, id: &str, name: &str, file: &str) -> CatalogueItem {
    let label = catalogue_forms().find(|(folder, _)| *folder == form).map_or("", |(_, label)| label);
    CatalogueItem {
        form,
        label,
        id: id.to_owned(),
        name: name.to_owned(),
        file: file.to_owned(),
        figure: None,
        norms: Vec::new(),
        owner: String::new(),
        fields: Vec::new(),
    }
}

fn norms<'s>(sources: impl Iterator<Item = &'s Source>) -> Vec<String> {
    let mut norms: Vec<String> = Vec::new();
    for source in sources {
        if !norms.contains(&source.document) {
            norms.push(source.document.clone());
        }
    }
    norms
}

fn of_indicator(one: &Indicator) -> CatalogueItem {
    CatalogueItem {
        figure: one.figure.clone(),
        norms: norms([&one.source].into_iter()),
        owner: one.owner.clone(),
        ..item("indicators", &one.id, &one.name, &one.written.source)
    }
}

fn of_parameter(one: &Parameter) -> CatalogueItem {
    CatalogueItem {
        norms: norms(one.values.iter().map(|value| &value.source)),
        ..item("parameters", &one.id, &one.name, &one.written.source)
    }
}

fn of_register(one: &Register) -> CatalogueItem {
    let fields = one.fields.iter().map(|field| field.name.clone());
    CatalogueItem {
        norms: norms([&one.source].into_iter()),
        owner: one.owner.clone(),
        fields: fields.chain(one.computed.iter().map(|computed| computed.name.clone())).collect(),
        ..item("registers", &one.id, &one.name, &one.written.source)
    }
}

fn of_form(form: &'static str, one: &dyn Form) -> CatalogueItem {
    let head = one.head();
    let named =
        one.names().into_iter().flat_map(|(register, fields)| std::iter::once(register).chain(fields));
    CatalogueItem {
        norms: norms([&head.source].into_iter()),
        owner: head.owner.clone(),
        fields: distinct(named),
        ..item(form, &head.id, &head.name, &head.written.source)
    }
}

fn of_outline(one: &Outline) -> CatalogueItem {
    let name = one.title.iter().map(|line| line.text.as_str()).collect::<String>();
    item("report", &one.id, &name, &one.source)
}

fn distinct<'w>(words: impl Iterator<Item = &'w Written>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for word in words {
        if !texts.contains(&word.text) {
            texts.push(word.text.clone());
        }
    }
    texts
}
