//! Who held which post on a day.

use serde::Serialize;

/// Persons with what they held on a day, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeopleView {
    /// The day, 2022-12-31.
    pub day: String,
    /// The persons.
    pub people: Vec<PersonHeld>,
}

/// A person with what he held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonHeld {
    /// The person.
    pub name: String,
    /// Roles and posts, roles first.
    pub held: Vec<PostHeld>,
}

/// A role or a post that somebody held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostHeld {
    /// Id of the roster that it is a post of; none of a role.
    pub roster: Option<String>,
    /// The role, with who delegated it; of a post the roster's name and the role.
    pub title: String,
    /// For which unit and class, or over which object.
    pub of: String,
    /// The last day of the term; empty without end.
    pub until: String,
}
