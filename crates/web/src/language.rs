//! The language of a page: Chinese unless the reader chose English, by `?lang=en` or the cookie that it leaves.

use axum::http::{HeaderMap, HeaderValue, Uri, header};

use crate::words::{self, Words};

/// A language of the pages. Names and sentences of the pack stay as the official documents write them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// 中文, the default.
    Chinese,
    /// English.
    English,
}

impl Language {
    /// The words of the frame in this language.
    pub fn words(self) -> &'static Words {
        words::of(self)
    }

    /// What `?lang=` and the cookie write: `zh`, `en`.
    pub fn code(self) -> &'static str {
        match self {
            Language::Chinese => "zh",
            Language::English => "en",
        }
    }

    /// The `lang` attribute of the page.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        }
    }

    /// The language that the switch offers.
    pub fn other(self) -> Language {
        match self {
            Language::Chinese => Language::English,
            Language::English => Language::Chinese,
        }
    }

    fn from_code(code: &str) -> Option<Language> {
        match code {
            "zh" => Some(Language::Chinese),
            "en" => Some(Language::English),
            _ => None,
        }
    }

    /// The language that the address asks for, if it does.
    pub fn asked(uri: &Uri) -> Option<Language> {
        let pairs = uri.query()?.split('&');
        pairs.filter_map(|pair| pair.strip_prefix("lang=")).filter_map(Language::from_code).next_back()
    }

    /// The language of a request: asked for in the address, else in the cookie, else Chinese.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Language {
        let kept = || {
            let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
            cookies
                .flat_map(|c| c.split(';'))
                .filter_map(|c| c.trim().strip_prefix("lang="))
                .find_map(Language::from_code)
        };
        Language::asked(uri).or_else(kept).unwrap_or(Language::Chinese)
    }

    /// The cookie that keeps the choice for a year.
    pub fn cookie(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Language::Chinese => "lang=zh; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax",
            Language::English => "lang=en; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_prevails_over_the_cookie_and_chinese_is_the_default() {
        let of = |uri: &str, cookie: Option<&str>| {
            let mut headers = HeaderMap::new();
            if let Some(cookie) = cookie {
                headers.insert(header::COOKIE, cookie.parse().unwrap());
            }
            Language::of(&uri.parse().unwrap(), &headers)
        };
        assert_eq!(of("/", None), Language::Chinese);
        assert_eq!(of("/?lang=en", None), Language::English);
        assert_eq!(of("/", Some("a=b; lang=en")), Language::English);
        assert_eq!(of("/?lang=zh", Some("lang=en")), Language::Chinese);
        assert_eq!(of("/?lang=fr", Some("lang=en")), Language::English);
        assert_eq!(of("/?slang=en", Some("lang=<script>")), Language::Chinese);
    }
}
