//! The posts of a roster as a table: chosen by state and text, sorted by a column.

use view::{HolderView, PostState, PostView, RosterView};

use super::show::{Asked, Choice};
use super::words::Words;
use crate::address::register_address;
use crate::address::with_query;
use crate::marks::Verdict;

/// Columns that can be sorted by.
const COLUMNS: [&str; 5] = ["object", "role", "holder", "until", "state"];

/// A post as a line of the table.
pub struct Line {
    /// The object.
    pub object: String,
    /// The role.
    pub role: String,
    /// Who holds it, each with the row that says so.
    pub holders: Vec<(String, String)>,
    /// The last day of the term that ends first.
    pub until: String,
    /// What calls for somebody to act, or that it is held.
    pub state: String,
    /// Its colour.
    pub verdict: Verdict,
    /// When in the year it had too few.
    pub gaps: String,
    /// What names the object, for its call chain; empty when that is not shown.
    pub key: String,
}

/// A column.
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Sorts by it, or the other way round.
    pub href: String,
    /// `ascending` or `descending` when the posts are sorted by it.
    pub order: Option<&'static str>,
}

/// The word of a state.
fn word(state: PostState, words: &Words) -> &'static str {
    match state {
        PostState::Vacant => words.post_vacant,
        PostState::Unqualified => words.post_unqualified,
        PostState::Expiring => words.post_expiring,
        PostState::Short => words.post_short,
        PostState::Open => words.post_open,
        PostState::Held => words.post_held,
    }
}

/// An address of the page as asked for, with some keys of the query set otherwise.
pub fn address(path: &str, asked: &Asked, other: &[(&str, &str)]) -> String {
    let mut query = [
        ("on", asked.on.as_str()),
        ("state", &asked.state),
        ("sort", &asked.sort),
        ("q", &asked.q),
        ("page", ""),
    ];
    for (key, value) in other {
        if let Some(slot) = query.iter_mut().find(|(name, _)| name == key) {
            slot.1 = value;
        }
    }
    with_query(path, &query)
}

/// All, and each state that occurs.
pub fn choices(view: &RosterView, path: &str, asked: &Asked, words: &Words) -> Vec<Choice> {
    let all = Choice {
        href: address(path, asked, &[("state", "")]),
        name: words.all,
        count: view.posts.len(),
        current: asked.state.is_empty(),
    };
    let choice = |state: PostState| Choice {
        href: address(path, asked, &[("state", state.key())]),
        name: word(state, words),
        count: view.posts.iter().filter(|post| post.state == state).count(),
        current: asked.state == state.key(),
    };
    let of_state =
        PostState::ALL.iter().copied().map(choice).filter(|choice| choice.count > 0 || choice.current);
    std::iter::once(all).chain(of_state).collect()
}

/// The columns; the role is left out when roles are not told apart.
pub fn columns(view: &RosterView, path: &str, asked: &Asked, words: &Words) -> Vec<Column> {
    let names = [words.post_object, words.post_role, words.post_holder, words.post_until, words.post_state];
    let roles = view.posts.iter().any(|post| !post.role.is_empty());
    let shown = COLUMNS.into_iter().zip(names).filter(|(column, _)| roles || *column != "role");
    let column = |(column, name): (&'static str, &'static str)| {
        let (sorted, descending) = order(asked);
        let here = sorted == column;
        let sort = if here && !descending { format!("-{column}") } else { column.to_owned() };
        Column {
            name,
            href: address(path, asked, &[("sort", &sort)]),
            order: here.then_some(if descending { "descending" } else { "ascending" }),
        }
    };
    shown.map(column).collect()
}

fn order(asked: &Asked) -> (&str, bool) {
    match asked.sort.strip_prefix('-') {
        Some(column) => (column, true),
        None => (&asked.sort, false),
    }
}

/// Whether posts may be chosen by it.
pub fn is_state(key: &str) -> bool {
    PostState::ALL.iter().any(|state| state.key() == key)
}

/// Whether posts may be sorted by it.
pub fn is_order(sort: &str) -> bool {
    COLUMNS.contains(&sort.strip_prefix('-').unwrap_or(sort))
}

/// The posts asked for, in the order asked for, and how many they are.
pub fn lines(view: &RosterView, asked: &Asked, words: &Words) -> (Vec<Line>, usize) {
    let holds = |post: &PostView| {
        asked.q.is_empty()
            || post.object.contains(&asked.q)
            || post.role.contains(&asked.q)
            || post.holders.iter().any(|holder| holder.name.contains(&asked.q))
    };
    let mut posts: Vec<&PostView> = view
        .posts
        .iter()
        .filter(|post| asked.state.is_empty() || post.state.key() == asked.state)
        .filter(|post| holds(post))
        .collect();
    let (sorted, descending) = order(asked);
    let first = |post: &PostView| post.holders.first().map(|holder| holder.name.clone()).unwrap_or_default();
    match sorted {
        "object" => posts.sort_by(|a, b| a.object.cmp(&b.object)),
        "role" => posts.sort_by(|a, b| a.role.cmp(&b.role)),
        "holder" => posts.sort_by_key(|post| first(post)),
        "until" => posts.sort_by_key(|post| (until(post).is_empty(), until(post))),
        _ => posts.sort_by_key(|post| post.state),
    }
    if descending {
        posts.reverse();
    }
    let count = posts.len();
    (posts.into_iter().map(|post| line(post, view, words)).collect(), count)
}

/// The last day of the term that ends first.
fn until(post: &PostView) -> String {
    post.holders.iter().map(|holder| holder.to.clone()).filter(|to| !to.is_empty()).min().unwrap_or_default()
}

fn line(post: &PostView, view: &RosterView, words: &Words) -> Line {
    let register = register_address(&view.links.id);
    let holder = |holder: &HolderView| (holder.name.clone(), format!("{register}/{}", holder.row));
    let short = post.holders.iter().find_map(|holder| holder.work.filter(|work| work.is_short()));
    let more = match (post.state, short, post.least) {
        (PostState::Vacant, _, Some(least)) if least > 1 => format!(" {}/{least}", post.holders.len()),
        (PostState::Short, Some(work), _) => {
            format!(" {}/{}{}", work.done, work.owed, view.work.as_deref().unwrap_or_default())
        }
        _ => String::new(),
    };
    let gaps: Vec<String> = post.gaps.iter().map(|days| format!("{}—{}", days.from, days.to)).collect();
    Line {
        object: post.object.clone(),
        role: post.role.clone(),
        holders: post.holders.iter().map(holder).collect(),
        until: until(post),
        state: format!("{}{more}", word(post.state, words)),
        verdict: match post.state {
            PostState::Vacant | PostState::Unqualified => Verdict::NotMet,
            PostState::Held => Verdict::Met,
            PostState::Expiring | PostState::Short | PostState::Open => Verdict::CannotTell,
        },
        gaps: gaps.join("，"),
        key: post.key.clone().unwrap_or_default(),
    }
}
