//! Registers as OData 4.0 (开放数据协议), to be read: what Excel opens under 数据 → 获取数据 → OData 源. One entity set a register that the
//! person sees in whose name is asked, made of its definition. What is asked with anything that is not understood is refused by name.

mod entities;
mod filter;
mod metadata;
mod names;
mod options;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use office::Reading;
use view::RegisterView;

use super::problem::Refused;
use crate::encoded;
use crate::site::{Site, Visit};
use entities::Around;
use names::{columns, sets};
use options::{Options, Pairs};

/// What every such address begins with.
pub(crate) const ROOT: &str = "/odata";
/// Which version is spoken.
const VERSION: (HeaderName, HeaderValue) =
    (HeaderName::from_static("odata-version"), HeaderValue::from_static("4.0"));
const JSON: &str =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

/// The addresses.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/odata", get(service))
        .route("/odata/", get(service))
        .route("/odata/$metadata", get(metadata))
        .route("/odata/{set}", get(set))
        .route("/odata/{set}/$count", get(counted))
}

/// An answer of a kind.
type Told = Result<(&'static str, Vec<u8>), Refused>;

/// Where everything of it begins, as whoever asks reached it.
fn root(visit: &Visit, headers: &HeaderMap) -> String {
    format!("{}{ROOT}/", visit.site().reached(headers))
}

async fn answered(
    visit: Visit,
    known: fn(&str) -> bool,
    question: impl FnOnce(&Reading, &Pairs) -> Told + Send + 'static,
) -> Response {
    let language = visit.language();
    let pairs = match Pairs::read(visit.uri(), known) {
        Ok(pairs) => pairs,
        Err(refused) => return refused.said(language),
    };
    let told = visit.told(move |desk| question(&desk.reading_at(&pairs.as_of()?)?, &pairs));
    let mut response = match told.await {
        Ok((kind, bytes)) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Err(refused) => refused.said(language),
    };
    response.headers_mut().extend([VERSION]);
    response
}

/// What addresses take that show no rows.
fn bare(name: &str) -> bool {
    matches!(name, "$format" | "year" | "as_of" | "lang")
}

async fn service(visit: Visit, headers: HeaderMap) -> Response {
    let root = root(&visit, &headers);
    answered(visit, bare, move |reading, _| Ok((JSON, metadata::service(&root, &reading.registers()?)))).await
}

async fn metadata(visit: Visit) -> Response {
    let known = |name: &str| bare(name) && name != "$format";
    answered(visit, known, |reading, _| Ok(("application/xml", metadata::metadata(&reading.registers()?))))
        .await
}

/// The register of an entity set.
fn named(reading: &Reading, set: &str) -> Result<RegisterView, Refused> {
    let registers = reading.registers()?;
    let at = sets(&registers).iter().position(|name| name == set).ok_or_else(Refused::nothing)?;
    registers.get(at).cloned().ok_or_else(Refused::nothing)
}

async fn set(visit: Visit, Path(set): Path<String>, headers: HeaderMap) -> Response {
    let root = root(&visit, &headers);
    match set.strip_suffix(')').and_then(|set| set.split_once('(')) {
        Some((set, key)) => {
            let (set, key) = (set.to_owned(), key.to_owned());
            answered(
                visit,
                |name| name == "$select" || bare(name),
                move |reading, pairs| one(reading, pairs, (&root, &set, &key)),
            )
            .await
        }
        None => answered(visit, |_| true, move |reading, pairs| page(reading, pairs, &root, &set)).await,
    }
}

fn page(reading: &Reading, pairs: &Pairs, root: &str, set: &str) -> Told {
    let register = named(reading, set)?;
    let columns = columns(&register);
    let options = Options::read(pairs, &columns)?;
    let query = options.query();
    let page = reading.rows(&register.id, &query)?;
    let count = match options.count {
        true => Some(reading.found(
            &register.id,
            &office::RowQuery { skip: 0, after: None, ..query },
            usize::MAX,
        )?),
        false => None,
    };
    let rows = entities::shown(&page, options.top);
    let chosen = chosen(&options, &columns);
    let address = format!("{root}{}", encoded(set));
    let next = page.next.as_deref();
    let next = next.and_then(|after| options.next(&address, pairs, (rows.len(), after)));
    let around = Around { context: context(root, set, &options, &chosen), count, next };
    Ok((JSON, entities::page(&around, rows, &chosen)))
}

fn one(reading: &Reading, pairs: &Pairs, (root, set, key): (&str, &str, &str)) -> Told {
    let register = named(reading, set)?;
    let columns = columns(&register);
    let options = Options::read(pairs, &columns)?;
    let key = key.split_once('=').map_or(key, |(_, key)| key);
    let number = key.parse().map_err(|_| Refused::nothing())?;
    let history = reading.row(&register.id, number)?;
    let present = history.versions.first().filter(|version| version.ended.is_none());
    let row = &present.ok_or_else(Refused::nothing)?.row;
    let chosen = chosen(&options, &columns);
    let context = format!("{}/$entity", context(root, set, &options, &chosen));
    Ok((JSON, entities::one(&context, row, &chosen)))
}

fn chosen<'c>(options: &Options, columns: &'c [names::Column]) -> Vec<&'c names::Column> {
    let wanted = |at: &usize| options.select.as_ref().is_none_or(|select| select.contains(at));
    columns.iter().enumerate().filter(|(at, _)| wanted(at)).map(|(_, column)| column).collect()
}

/// What the rows of an answer are of.
fn context(root: &str, set: &str, options: &Options, chosen: &[&names::Column]) -> String {
    let names: Vec<String> = chosen.iter().map(|column| encoded(&column.name)).collect();
    let some = options.select.as_ref().map(|_| format!("({})", names.join(","))).unwrap_or_default();
    format!("{root}$metadata#{}{some}", encoded(set))
}

async fn counted(visit: Visit, Path(set): Path<String>) -> Response {
    answered(
        visit,
        |name| name == "$filter" || bare(name),
        move |reading, pairs| {
            let register = named(reading, &set)?;
            let options = Options::read(pairs, &columns(&register))?;
            let found = reading.found(&register.id, &options.query(), usize::MAX)?;
            Ok(("text/plain; charset=utf-8", found.to_string().into_bytes()))
        },
    )
    .await
}
