//! What a district says of its providers: `identity.toml` in the data folder, secrets in files of their own.

use crate::ldap::{Asked, Filter, Ldap, Way};
use crate::oidc::{Client, Oidc};
use crate::profile;
use courier::Target;
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;
use wire::Trust;

/// Name of the file.
const FILE: &str = "identity.toml";

/// Who can be asked.
#[derive(Clone, Default)]
pub struct Providers {
    /// Where browsers are led to.
    pub oidc: Vec<Arc<Oidc>>,
    /// Who is shown passwords.
    pub ldap: Option<Arc<Ldap>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    oidc: Vec<WrittenOidc>,
    ldap: Option<WrittenLdap>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOidc {
    id: String,
    issuer: String,
    client_id: String,
    profile: Option<String>,
    label: Option<String>,
    secret_file: Option<String>,
    scopes: Option<Vec<String>>,
    subject: Option<String>,
    claim: Option<String>,
    ca: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLdap {
    url: String,
    dn: Option<String>,
    base: Option<String>,
    filter: Option<String>,
    bind_dn: Option<String>,
    secret_file: Option<String>,
    ca: Option<String>,
}

/// Files of the data folder that the settings name, by their names as they stand there: those that anybody may read, the settings
/// themselves among them, and those that are secret.
///
/// ```
/// let folder = std::env::temp_dir().join(format!("identity-files-{}", std::process::id()));
/// std::fs::create_dir_all(&folder).unwrap();
/// assert_eq!(identity::files(&folder), (Vec::new(), Vec::new()));
/// let text = "[[oidc]]\nid = \"gov\"\nissuer = \"https://id.example\"\nclient_id = \"a\"\nsecret_file = \"gov.secret\"\nca = \"ca.pem\"\n";
/// std::fs::write(folder.join("identity.toml"), text).unwrap();
/// let (open, secret) = identity::files(&folder);
/// assert_eq!((open, secret), (vec!["identity.toml".into(), "ca.pem".into()], vec!["gov.secret".to_string()]));
/// # std::fs::remove_dir_all(folder).unwrap();
/// ```
pub fn files(dir: &Path) -> (Vec<String>, Vec<String>) {
    let (mut open, mut secret) = (Vec::new(), Vec::new());
    let Ok(text) = std::fs::read_to_string(dir.join(FILE)) else { return (open, secret) };
    open.push(FILE.to_owned());
    // Settings that cannot be read are kept as they are.
    let Ok(written) = toml::from_str::<Written>(&text) else { return (open, secret) };
    for one in written.oidc {
        open.extend(one.ca);
        secret.extend(one.secret_file);
    }
    if let Some(one) = written.ldap {
        open.extend(one.ca);
        secret.extend(one.secret_file);
    }
    (open, secret)
}

impl Providers {
    /// Reads what a data folder says of them; none where it says nothing. Nobody is asked anything yet.
    ///
    /// # Errors
    /// What is wrong with the file or with what it names, in a sentence; never what a secret is.
    pub fn read(dir: &Path) -> Result<Providers, String> {
        let path = dir.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(Providers::default()),
            read => read.map_err(|why| format!("{}：{why}", path.display()))?,
        };
        let told = |why: String| format!("{FILE}：{why}");
        let written: Written = toml::from_str(&text).map_err(|why| told(why.message().to_owned()))?;
        let mut providers = Providers::default();
        for one in written.oidc {
            let id = one.id.clone();
            let provider = oidc(dir, one).map_err(|why| told(format!("[[oidc]] {id}：{why}")))?;
            if providers.oidc.iter().any(|other| other.id() == id) {
                return Err(told(format!("[[oidc]] {id} 写了两次")));
            }
            providers.oidc.push(Arc::new(provider));
        }
        if let Some(one) = written.ldap {
            providers.ldap = Some(Arc::new(ldap(dir, one).map_err(|why| told(format!("[ldap]：{why}")))?));
        }
        Ok(providers)
    }

    /// The provider of an address.
    pub fn oidc(&self, id: &str) -> Option<Arc<Oidc>> {
        self.oidc.iter().find(|one| one.id() == id).cloned()
    }
}

fn oidc(dir: &Path, written: WrittenOidc) -> Result<Oidc, String> {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if written.id.is_empty() || written.id.len() > 20 || !written.id.chars().all(plain) {
        return Err("id 只用小写字母、数字和 -，不超过20个".to_owned());
    }
    let target = Target::parse(&written.issuer)?;
    if !target.is_secured() && !target.is_local() {
        return Err("issuer 要写 https 地址".to_owned());
    }
    let preset = match &written.profile {
        None => None,
        Some(name) => {
            let known = profile::of(name);
            Some(known.ok_or_else(|| format!("没有叫“{name}”的 profile；有{}", profile::names()))?)
        }
    };
    let mut scopes = written.scopes.unwrap_or_else(|| match preset {
        Some(preset) => preset.scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        None => vec!["openid".to_owned()],
    });
    if !scopes.iter().any(|scope| scope == "openid") {
        scopes.insert(0, "openid".to_owned());
    }
    let preset_or = |written: Option<String>, preset: Option<&str>, without: &str| {
        written.unwrap_or_else(|| preset.unwrap_or(without).to_owned())
    };
    Ok(Oidc::new(Client {
        label: preset_or(written.label, preset.map(|one| one.label), "统一身份认证"),
        subject: preset_or(written.subject, preset.map(|one| one.subject), "sub"),
        id: written.id,
        issuer: written.issuer,
        client_id: written.client_id,
        secret: written.secret_file.map(|file| secret(&dir.join(file))).transpose()?,
        scopes: scopes.join(" "),
        claim: written.claim,
        trust: trust(dir, written.ca)?,
    }))
}

fn ldap(dir: &Path, written: WrittenLdap) -> Result<Ldap, String> {
    let (is_secured, rest) = match (written.url.strip_prefix("ldaps://"), written.url.strip_prefix("ldap://"))
    {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return Err("url 要写 ldaps://主机 或 ldap://主机（后者一定走 StartTLS）".to_owned()),
    };
    let authority = rest.trim_end_matches('/');
    // The address is read as those of HTTP are; the scheme is of no matter there.
    Target::parse(&format!("http://{authority}"))?;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.to_owned()),
        _ => (authority, if is_secured { "636" } else { "389" }.to_owned()),
    };
    let placed = |text: &str| text.matches("{}").count() == 1;
    let asked = match (written.dn, written.base) {
        (Some(dn), None) if placed(&dn) => Asked::Template(dn),
        (None, Some(base)) => {
            let filter = written.filter.unwrap_or_else(|| "(uid={})".to_owned());
            let filter =
                Filter::parse(&filter).filter(|_| placed(&filter)).ok_or("filter 看不懂，或没有一处 {}")?;
            let by = match (written.bind_dn, written.secret_file) {
                (Some(dn), Some(file)) => Some((dn, secret(&dir.join(file))?)),
                (None, None) => None,
                _ => return Err("bind_dn 和 secret_file 要一起写".to_owned()),
            };
            Asked::Search { base, filter, by }
        }
        _ => return Err("写 dn（其中一处 {}），或者写 base 和 filter，二者择一".to_owned()),
    };
    let trust = match trust(dir, written.ca)? {
        Some(trust) => trust,
        None => Trust::of_system()?,
    };
    let way = if is_secured { Way::Secured } else { Way::StartTls };
    Ok(Ldap::new(host, &port, way, asked, trust))
}

fn trust(dir: &Path, ca: Option<String>) -> Result<Option<Trust>, String> {
    ca.map(|file| Trust::of_file(&dir.join(file))).transpose()
}

/// A secret, which nobody but its owner may read.
fn secret(path: &Path) -> Result<String, String> {
    let wrong = |why: std::io::Error| format!("{}：{why}", path.display());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_err(wrong)?.permissions().mode();
        if mode & 0o077 != 0 {
            let (path, mode) = (path.display(), mode & 0o777);
            return Err(format!("{path} 别人也能读（权限 {mode:o}），请改成只有运行的人能读：chmod 600"));
        }
    }
    let text = std::fs::read_to_string(path).map_err(wrong)?;
    match text.trim() {
        "" => Err(format!("{} 是空的", path.display())),
        secret => Ok(secret.to_owned()),
    }
}
