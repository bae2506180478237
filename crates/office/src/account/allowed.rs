//! Addresses to which something may be pushed (准许推送的地址): those that whoever runs the server named, and no others. An address is
//! allowed by its origin: scheme, host, port.

use finding::{Finding, Place};

/// Longest address.
const LONGEST: usize = 300;

/// The origins that are allowed; none at first.
///
/// ```
/// let allowed = office::AllowedOrigins::read(&["https://data.example.cn".to_owned()]).unwrap();
/// assert!(allowed.admits("https://data.example.cn/duheng?to=1").is_ok());
/// assert!(allowed.admits("https://data.example.cn:8443/duheng").is_err());
/// assert!(allowed.admits("http://data.example.cn/duheng").is_err());
/// ```
#[derive(Clone, Debug, Default)]
pub struct AllowedOrigins(Vec<String>);

impl AllowedOrigins {
    /// Reads what was named.
    ///
    /// # Errors
    /// What is no origin, in words.
    pub fn read(named: &[String]) -> Result<AllowedOrigins, String> {
        let wrong = |text: &String| format!("“{text}”不是可以推送到的地址：应是 https://主机[:端口]");
        let origins = named.iter().map(|text| origin(text.trim_end_matches('/')).ok_or_else(|| wrong(text)));
        Ok(AllowedOrigins(origins.collect::<Result<_, _>>()?))
    }

    /// Whether nothing may be pushed anywhere.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Nothing, when something may be pushed to an address.
    ///
    /// # Errors
    /// Why not.
    pub fn admits(&self, address: &str) -> Result<(), Finding> {
        let refused =
            |code, sentence: &str| Err(Finding::error(code, Place::whole("推送地址"), sentence.to_owned()));
        match origin(address) {
            None => refused(
                "webhook.address",
                "请写 https 地址，如 https://data.example.cn/duheng；本机才可用 http",
            ),
            Some(origin) if !self.0.contains(&origin) => {
                refused("webhook.not-allowed", "这个地址没有准许；请管服务器的人用 serve --push-to 准许")
            }
            Some(_) => Ok(()),
        }
    }
}

/// Scheme, host and port of an address; none of one to which nothing is pushed: in the clear to another machine, with a name of
/// somebody before the host, with what is no address.
fn origin(address: &str) -> Option<String> {
    let strange = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '@' | '#' | '\\');
    if address.len() > LONGEST || address.contains(strange) {
        return None;
    }
    let (scheme, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?']).next()?.to_ascii_lowercase();
    let usual = match scheme {
        "https" => ":443",
        "http" if is_of_this_machine(&authority) => ":80",
        _ => return None,
    };
    let host = authority.strip_suffix(usual).unwrap_or(&authority);
    (!host.is_empty()).then(|| format!("{scheme}://{host}"))
}

fn is_of_this_machine(authority: &str) -> bool {
    let is_port = |port: &str| port.parse::<u16>().is_ok();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if is_port(port) => host,
        _ => authority,
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_named_is_pushed_to_and_nothing_in_the_clear_elsewhere() {
        let named = ["https://Data.example.cn/".to_owned(), "http://127.0.0.1:9000".to_owned()];
        let allowed = AllowedOrigins::read(&named).unwrap();
        for good in
            ["https://data.example.cn", "https://DATA.example.cn:443/x", "http://127.0.0.1:9000/hooks"]
        {
            assert!(allowed.admits(good).is_ok(), "{good}");
        }
        for bad in [
            "http://data.example.cn/",
            "https://data.example.cn.evil.example/",
            "https://data.example.cn@evil.example/",
            "https://evil.example/https://data.example.cn",
            "https://data.example.cn:444/",
            "http://127.0.0.1:9001/",
            "http://169.254.169.254/latest",
            "file:///etc/passwd",
            "https:// data.example.cn",
            "https://",
            "",
        ] {
            assert!(allowed.admits(bad).is_err(), "{bad}");
        }
        assert!(AllowedOrigins::default().admits("https://data.example.cn").is_err());
        assert!(AllowedOrigins::read(&["http://data.example.cn".to_owned()]).is_err());
    }
}
