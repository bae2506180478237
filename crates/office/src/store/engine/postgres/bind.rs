//! Values as PostgreSQL takes them, and places as it numbers them.

use crate::store::engine::{Kind, Value};
use postgres::types::{IsNull, ToSql, Type, private::BytesMut};
use std::error::Error;

impl Value<'_> {
    /// Of which type it is there.
    pub(super) fn kind(&self) -> Type {
        match self {
            Value::Integer(_) => Type::INT8,
            Value::Real(_) => Type::FLOAT8,
            Value::Text(_) => Type::TEXT,
            Value::Bytes(_) => Type::BYTEA,
        }
    }
}

impl Kind {
    /// Of which type it is there.
    pub(super) fn of_column(self) -> Type {
        match self {
            Kind::Integer => Type::INT8,
            Kind::Text => Type::TEXT,
            Kind::Bytes => Type::BYTEA,
        }
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Integer(number) => number.to_sql(kind, out),
            Value::Real(size) => size.to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        if *kind == self.kind() { self.to_sql(kind, out) } else { Err("a value of another type".into()) }
    }
}

/// A sentence with its places as PostgreSQL numbers them: `$1` for `?1`.
pub(super) fn numbered(sql: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    let mut rest = sql.chars().peekable();
    while let Some(one) = rest.next() {
        let is_place = one == '?' && rest.peek().is_some_and(char::is_ascii_digit);
        text.push(if is_place { '$' } else { one });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn places_are_numbered_and_nothing_else_is_touched() {
        assert_eq!(
            numbered("SELECT a FROM t WHERE a = ?1 OR b = ?12 OR c ? 'x'"),
            "SELECT a FROM t WHERE a = $1 OR b = $12 OR c ? 'x'"
        );
    }
}
