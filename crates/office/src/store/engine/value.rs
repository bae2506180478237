//! Values that are bound to the places of a sentence.

/// A value that is bound, with its kind even when there is none: an engine that asks for kinds is told them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::store) enum Value<'v> {
    Integer(Option<i64>),
    Real(f64),
    Text(Option<&'v str>),
    Bytes(Option<&'v [u8]>),
}

/// The values of a sentence, in the order of their numbers.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::store::engine::Value::from(&$value)),*] };
}
pub(in crate::store) use values;

macro_rules! whole {
    ($($kind:ty),*) => { $(
        impl From<&$kind> for Value<'_> {
            fn from(number: &$kind) -> Self {
                Value::Integer(Some(i64::from(*number)))
            }
        }
    )* };
}
whole!(i64, i32, u32, bool);

impl From<&Option<i64>> for Value<'_> {
    fn from(number: &Option<i64>) -> Self {
        Value::Integer(*number)
    }
}

impl From<&Option<i32>> for Value<'_> {
    fn from(number: &Option<i32>) -> Self {
        Value::Integer(number.map(i64::from))
    }
}

impl<'v> From<&'v String> for Value<'v> {
    fn from(text: &'v String) -> Self {
        Value::Text(Some(text))
    }
}

impl<'v> From<&&'v String> for Value<'v> {
    fn from(text: &&'v String) -> Self {
        Value::Text(Some(text))
    }
}

impl<'v> From<&&'v str> for Value<'v> {
    fn from(text: &&'v str) -> Self {
        Value::Text(Some(text))
    }
}

impl<'v> From<&Option<&'v str>> for Value<'v> {
    fn from(text: &Option<&'v str>) -> Self {
        Value::Text(*text)
    }
}

impl<'v> From<&&'v [u8]> for Value<'v> {
    fn from(bytes: &&'v [u8]) -> Self {
        Value::Bytes(Some(bytes))
    }
}

impl<'v> From<&&'v Vec<u8>> for Value<'v> {
    fn from(bytes: &&'v Vec<u8>) -> Self {
        Value::Bytes(Some(bytes))
    }
}

impl<'v> From<&'v Vec<u8>> for Value<'v> {
    fn from(bytes: &'v Vec<u8>) -> Self {
        Value::Bytes(Some(bytes))
    }
}
