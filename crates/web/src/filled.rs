//! A form as it comes back: its fields by name, each with what was written.

use axum::extract::{Form, FromRequest, Request};
use axum::response::{IntoResponse, Response};

/// Most fields of one form: a thousand boxes that are ticked, and what stands around them.
const MOST: usize = 1_100;

/// The fields of a form in their order.
pub(crate) struct Filled(Vec<(String, String)>);

impl Filled {
    /// What was written in a field; empty when the form has none of that name.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(of, _)| of == name).map_or("", |(_, text)| text.as_str())
    }

    /// The same as a text of its own.
    pub fn take(&self, name: &str) -> String {
        self.text(name).to_owned()
    }

    /// Everything that was written in fields of a name, as of boxes that are ticked.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(of, _)| of == name).map(|(_, text)| text.as_str())
    }

    /// Every field whose name begins so, without what it begins with.
    pub fn under<'f>(&'f self, head: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        self.0.iter().filter_map(move |(name, text)| Some((name.strip_prefix(head)?, text.as_str())))
    }
}

impl<S: Send + Sync> FromRequest<S> for Filled {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Filled, Response> {
        let Form(fields): Form<Vec<(String, String)>> =
            Form::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        if fields.len() > MOST {
            return Err(axum::http::StatusCode::PAYLOAD_TOO_LARGE.into_response());
        }
        Ok(Filled(fields))
    }
}
