//! The words of the pages: every key with both languages on one line. What more than one room says stands in
//! `frame.rs`; what a room alone says stands in its own `words.rs`. A key with one language does not compile; a place
//! missing in one of them fails the test that each catalogue carries with it.

/// Makes a catalogue: `Words` with a field a key, [`of`] to choose a language, and the test that both say the same.
macro_rules! catalogue {
    ([$($wide:ident)?] $($key:ident: $zh:literal / $en:literal;)*) => {
        /// Words in one language. `{}` stands for what `say` fills in, in order; `{0}`, `{1}` by position.
        #[allow(missing_docs, reason = "the words say it themselves")]
        pub struct Words {
            $($wide: &'static $crate::words::Words,)?
            $(pub $key: &'static str,)*
        }

        static ZH: Words = Words { $($wide: $crate::words::of($crate::language::Language::Chinese),)? $($key: $zh,)* };
        static EN: Words = Words { $($wide: $crate::words::of($crate::language::Language::English),)? $($key: $en,)* };

        /// The words in a language.
        pub const fn of(language: $crate::language::Language) -> &'static Words {
            match language {
                $crate::language::Language::Chinese => &ZH,
                $crate::language::Language::English => &EN,
            }
        }

        #[cfg(test)]
        #[test]
        fn both_languages_say_everything_with_the_same_places() {
            for (key, zh, en) in [$((stringify!($key), ZH.$key, EN.$key),)*] {
                $crate::words::agree(key, zh, en);
            }
        }
    };
}

/// The words of a room; what it does not say itself it takes from the frame.
///
/// ```text
/// words! {
///     devices_online: "在线" / "Online";
/// }
/// ```
macro_rules! words {
    ($($all:tt)*) => {
        $crate::words::catalogue! { [wide] $($all)* }

        impl std::ops::Deref for Words {
            type Target = $crate::words::Words;

            fn deref(&self) -> &Self::Target {
                self.wide
            }
        }
    };
}

pub(crate) use catalogue;
pub(crate) use words;

mod frame;

pub use frame::{Words, of};

/// Fills the places of a sentence.
///
/// ```
/// assert_eq!(web::say("共 {} 行，先列 {} 行", &["1,707", "50"]), "共 1,707 行，先列 50 行");
/// assert_eq!(web::say("first {1} of {0} rows", &["1,707", "50"]), "first 50 of 1,707 rows");
/// ```
pub fn say(sentence: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    let mut next = 0;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((place, after)) = after.split_once('}') else { break };
        out.push_str(before);
        let at = place.parse().unwrap_or(next);
        next = at + 1;
        out.push_str(values.get(at).copied().unwrap_or(""));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Fails when a key does not say the same in both languages.
#[cfg(test)]
pub(crate) fn agree(key: &str, zh: &str, en: &str) {
    let has_han = |words: &str| words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{key} says nothing");
    assert_eq!(zh.matches('{').count(), en.matches('{').count(), "{key} has other places in English");
    assert!(!has_han(en), "{key} is not English: {en}");
    assert!(!zh.is_ascii(), "{key} is not Chinese: {zh}");
}
