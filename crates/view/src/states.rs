//! How a closed set of states is declared: each with its key in JSON, in addresses and in style sheets.

/// Declares an enum whose variants are written with these keys.
macro_rules! states {
    ($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $variant:ident = $key:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$what])* #[serde(rename = $key)] $variant,)*
        }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// Its key.
            pub const fn key(self) -> &'static str {
                match self {
                    $($name::$variant => $key,)*
                }
            }

            /// The one of a key, if there is one.
            pub fn of_key(key: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}

pub(crate) use states;
