//! Products by which offices here sign in, as they stand behind OpenID Connect: what is written of them in `identity.toml` is a name.
//!
//! WeCom (企业微信), DingTalk (钉钉) and its edition for governments, on which 渝快政 stands, hand out codes by OAuth 2.0 and tell who somebody is by calls
//! of their own, without a signed ID token. A district joins them by the platform of unified identity (统一身份认证) before them, which speaks OpenID
//! Connect; which claim carries the number of a person there is as recalled (凭记忆), and `subject` in the file overrides it.

/// What a product presets.
pub(crate) struct Profile {
    /// Its name in the file.
    pub name: &'static str,
    /// What stands on the button.
    pub label: &'static str,
    /// What is asked for.
    pub scopes: &'static [&'static str],
    /// The claim that says who somebody is.
    pub subject: &'static str,
}

/// All of them.
const ALL: [Profile; 3] = [
    // 凭记忆: the number that a company gives its members.
    Profile {
        name: "企业微信", label: "企业微信登录", scopes: &["openid", "profile"], subject: "userid"
    },
    // 凭记忆: the same for all applications of a company.
    Profile { name: "钉钉", label: "钉钉登录", scopes: &["openid", "corpid"], subject: "unionId" },
    // 凭记忆: the edition of DingTalk for governments numbers accounts so.
    Profile {
        name: "渝快政", label: "渝快政登录", scopes: &["openid", "profile"], subject: "accountId"
    },
];

/// The profile of a name.
pub(crate) fn of(name: &str) -> Option<&'static Profile> {
    ALL.iter().find(|one| one.name == name)
}

/// All names, to be told.
pub(crate) fn names() -> String {
    ALL.map(|one| one.name).join("、")
}
