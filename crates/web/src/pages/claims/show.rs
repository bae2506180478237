//! 核对: a document is given, and comes back with every claim marked, the arithmetic beside it, gravest first.
//!
//! The page asks for a file and shows the reading in its answer; nothing is kept. The same sheet stands alone as a file
//! (`duheng claims --html`).

use askama::Template;
use office::Checked;
use view::{AgainstView, BeforeView, Holds, LinkStanding, LinkView, Piece, Told, ToldKind};

use super::marked::{self, Paragraph};
use super::structure::{Structure, structures};
use super::words::{self, Words};
use crate::address::figure_address;
use crate::frame::Frame;
use crate::language::Language;
use crate::numbers::counted;
use crate::words::say;

/// Most that a page of the site lists of each kind, gravest first: nobody reads more on one, and what tens of thousands would hold in
/// memory belongs to other readers. The file that stands alone lists everything.
const MOST_LISTED: usize = 1_000;

/// Where a document is given, and what came of one.
#[derive(Template)]
#[template(path = "claims/show.html")]
pub struct Claims {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The word that shows that the form is ours.
    pub token: String,
    /// Largest file, in words.
    pub limit: String,
    /// Why the document could not be read.
    pub refused: Vec<String>,
    /// What was read.
    pub sheet: Option<Sheet>,
}

/// A reading that stands alone.
#[derive(Template)]
#[template(path = "claims/alone.html")]
struct Alone {
    words: &'static Words,
    sheet: Sheet,
}

/// A reading for a reader.
pub struct Sheet {
    /// The words of its language.
    pub words: &'static Words,
    /// Name of the document.
    pub source: String,
    /// What was found, in one line.
    pub summary: String,
    /// What came of it, gravest first.
    pub items: Vec<Item>,
    /// That there is more than is listed; empty when there is not.
    pub more: String,
    /// The document.
    pub paragraphs: Vec<Paragraph>,
    /// The rows' answer, when they were asked.
    pub held: Option<Held>,
    /// Last year's text, when it was given.
    pub before: Option<BeforeView>,
    /// That there is more beside it than is listed; empty when there is not.
    pub before_more: String,
}

/// A claim or a remark.
pub struct Item {
    /// Its number on the sheet, to which the text leads.
    pub number: usize,
    /// Class of the style sheet.
    pub class: &'static str,
    /// The verdict in a word.
    pub verdict: &'static str,
    /// What is asserted.
    pub title: String,
    /// Paragraph and character.
    pub place: String,
    /// The sentence with its marks.
    pub pieces: Vec<Piece>,
    /// The arithmetic.
    pub note: String,
    /// Of what it is made; nothing for a remark.
    pub structure: Option<Structure>,
    /// The advice.
    pub advice: Option<String>,
}

/// What the rows say of a text.
pub struct Held {
    /// In one line.
    pub summary: String,
    /// Contradictions, what is out of date, thresholds missed, numbers without support.
    pub items: Vec<HeldItem>,
    /// That there is more than is listed; empty when there is not.
    pub more: String,
    /// Indicators of the scheme that the text does not answer.
    pub unanswered: Vec<(String, String)>,
}

/// A number that the rows do not bear out.
pub struct HeldItem {
    /// Class of the style sheet.
    pub class: &'static str,
    /// The standing in a word.
    pub verdict: &'static str,
    /// The indicator.
    pub name: String,
    /// Its page, for a site.
    pub href: String,
    /// Paragraph and character.
    pub place: String,
    /// The sentence.
    pub pieces: Vec<Piece>,
    /// One line.
    pub note: String,
}

/// Writes a reading as a page that stands alone: no script, printable.
///
/// # Errors
/// A template that cannot be filled, which is ours.
pub fn alone(
    checked: &Checked,
    held: Option<&AgainstView>,
    before: Option<&BeforeView>,
) -> Result<String, askama::Error> {
    let words = words::of(Language::Chinese);
    Alone { words, sheet: Sheet::new(checked, held, before, words, false) }.render()
}

impl Sheet {
    /// A reading in words. `linked` says whether indicators have pages to lead to.
    pub fn new(
        checked: &Checked,
        held: Option<&AgainstView>,
        before: Option<&BeforeView>,
        words: &'static Words,
        linked: bool,
    ) -> Sheet {
        let told = checked.told();
        let number = |kind: ToldKind| counted(told.iter().filter(|one| one.kind == kind).count() as u64);
        let summary = say(
            words.claims_summary,
            &[
                &counted(checked.reading.quantities.len() as u64),
                &counted(checked.reading.claims.len() as u64),
                &number(ToldKind::Inconsistent),
                &number(ToldKind::Undetermined),
                &number(ToldKind::Consistent),
                &number(ToldKind::Remark),
            ],
        );
        let most = if linked { MOST_LISTED } else { usize::MAX };
        let (before, before_more) = before.map(|before| cut(before, most, words)).unzip();
        Sheet {
            words,
            source: checked.prose.source.clone(),
            summary,
            paragraphs: marked::paragraphs(&checked.prose.text, &told, held, linked, most),
            more: more(told.len(), most, words),
            items: items(checked, told, most, words),
            held: held.map(|held| Held::new(held, most, words, linked)),
            before,
            before_more: before_more.unwrap_or_default(),
        }
    }
}

/// The text beside last year's, each of its three lists as far as it is listed, and how much is not.
fn cut(before: &BeforeView, most: usize, words: &Words) -> (BeforeView, String) {
    let longest = before.fell.len().max(before.vanished.len()).max(before.repeated.len());
    let listed = BeforeView {
        source: before.source.clone(),
        vanished: before.vanished.iter().take(most).cloned().collect(),
        fell: before.fell.iter().take(most).cloned().collect(),
        repeated: before.repeated.iter().take(most).cloned().collect(),
    };
    (listed, more(longest, most, words))
}

/// How many of so many are not listed; empty when all are.
fn more(all: usize, most: usize, words: &Words) -> String {
    match all.saturating_sub(most) {
        0 => String::new(),
        left => say(words.claims_more, &[&counted(most as u64), &counted(left as u64)]),
    }
}

fn items(checked: &Checked, told: Vec<Told>, most: usize, words: &'static Words) -> Vec<Item> {
    let mut structures = structures(checked);
    let mut structure = |told: &Told| {
        let of_place = structures.get_mut(&(told.start, told.title.clone()))?;
        (told.kind != ToldKind::Remark && !of_place.is_empty()).then(|| of_place.remove(0))
    };
    let item = |(at, one): (usize, Told)| Item::new(at + 1, structure(&one), one, words);
    told.into_iter().take(most).enumerate().map(item).collect()
}

impl Item {
    fn new(number: usize, structure: Option<Structure>, told: Told, words: &'static Words) -> Item {
        let (class, verdict) = verdict(&told, words);
        let Told { title, place, pieces, note, advice, .. } = told;
        let place = place.split_once(':').map_or(place.clone(), |(_, place)| place.to_owned());
        Item { number, class, verdict, title, place, pieces, note, structure, advice }
    }
}

/// The class and the word of a claim's verdict.
fn verdict(told: &Told, words: &'static Words) -> (&'static str, &'static str) {
    match told.kind {
        ToldKind::Inconsistent => ("not-met", words.inconsistent),
        ToldKind::Remark => ("remark", words.remark),
        ToldKind::Undetermined => ("cannot-tell", words.undetermined),
        ToldKind::Consistent if told.gravity == 1 => ("compatible", words.compatible),
        ToldKind::Consistent => ("met", words.entailed),
    }
}

impl Held {
    fn new(held: &AgainstView, most: usize, words: &'static Words, linked: bool) -> Held {
        let of = |standing: LinkStanding| {
            held.links.iter().filter(|link| link.standing == standing).count() as u64
        };
        let summary = say(
            words.held_summary,
            &[
                &counted(of(LinkStanding::Proved)),
                &counted(held.figures.len() as u64),
                &counted(of(LinkStanding::Contradicts)),
                &counted(of(LinkStanding::OutOfDate)),
                &counted(of(LinkStanding::Unsupported)),
                &format!("{}/{}", held.scheme - held.unanswered.len(), held.scheme),
            ],
        );
        let href = |link: &LinkView| match (linked, &link.indicator) {
            (true, Some(indicator)) => figure_address(link.figure.as_ref().unwrap_or(indicator)),
            _ => String::new(),
        };
        let item = |link: &LinkView, class, verdict, note: String| HeldItem {
            class,
            verdict,
            name: link.name.clone(),
            href: href(link),
            place: link.place.split_once(':').map_or(String::new(), |(_, place)| place.to_owned()),
            pieces: link.pieces.clone(),
            note,
        };
        let missed = held.links.iter().filter_map(|link| {
            let threshold = link.threshold.as_ref().filter(|threshold| threshold.holds == Holds::No)?;
            let note =
                say(words.missed_note, &[&link.text, threshold.sign, &threshold.value, &threshold.document]);
            Some(item(link, "not-met", words.missed, note))
        });
        let standing = |name: LinkStanding, class, verdict| {
            let links = held.links.iter().filter(move |link| link.standing == name);
            links.map(move |link| item(link, class, verdict, link.note.clone()))
        };
        let mut items = standing(LinkStanding::Contradicts, "not-met", words.contradicts)
            .chain(standing(LinkStanding::OutOfDate, "cannot-tell", words.out_of_date))
            .chain(missed)
            .chain(standing(LinkStanding::Unsupported, "remark", words.unsupported));
        let unanswered = held.unanswered.iter().map(|one| {
            let href = if linked { figure_address(&one.indicator) } else { String::new() };
            (format!("{}. {}", one.number, one.name), href)
        });
        let listed: Vec<HeldItem> = items.by_ref().take(most).collect();
        let more = more(listed.len() + items.count(), most, words);
        Held { summary, items: listed, more, unanswered: unanswered.collect() }
    }
}
