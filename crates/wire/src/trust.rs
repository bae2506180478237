//! Whose certificates are trusted (信任的根证书): those of the system, or of one file, as an authority of a government's own network has it.

use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

/// Authorities whose word is taken for who a server is. Clones are the same ones.
///
/// ```
/// // A certificate file that holds none is told before anything is connected.
/// let empty = std::env::temp_dir().join("no-authority.pem");
/// std::fs::write(&empty, "").unwrap();
/// assert!(wire::Trust::of_file(&empty).unwrap_err().contains("里面没有证书"));
/// ```
#[derive(Clone, Debug)]
pub struct Trust {
    config: Arc<ClientConfig>,
    /// The authorities themselves (DER), for libraries that make their own connection.
    authorities: Arc<[Vec<u8>]>,
}

impl Trust {
    /// Those whom the system trusts.
    ///
    /// # Errors
    /// None to be found.
    pub fn of_system() -> Result<Trust, String> {
        let found = rustls_native_certs::load_native_certs();
        Trust::among(found.certs).map_err(|why| format!("这台机器上没有根证书：{why}"))
    }

    /// Those of a PEM file alone.
    ///
    /// # Errors
    /// A file that cannot be read or holds none.
    pub fn of_file(path: &Path) -> Result<Trust, String> {
        let told = |why: String| format!("根证书 {}：{why}", path.display());
        let text = std::fs::read(path).map_err(|why| told(why.to_string()))?;
        let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
        Trust::among(all.map_err(|why| told(why.to_string()))?).map_err(told)
    }

    fn among(all: Vec<CertificateDer<'static>>) -> Result<Trust, String> {
        let authorities = all.iter().map(|one| one.to_vec()).collect();
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(all);
        if roots.is_empty() {
            return Err("里面没有证书".to_owned());
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|why| why.to_string())?;
        Ok(Trust {
            config: Arc::new(config.with_root_certificates(roots).with_no_client_auth()),
            authorities,
        })
    }

    /// Those of a file, or of the system where none is named.
    ///
    /// # Errors
    /// As of [`Trust::of_file`] and [`Trust::of_system`].
    pub fn of(file: Option<&Path>) -> Result<Trust, String> {
        file.map_or_else(Trust::of_system, Trust::of_file)
    }

    /// What a client under TLS is made with.
    pub fn config(&self) -> Arc<ClientConfig> {
        self.config.clone()
    }

    /// The authorities, each in DER.
    pub fn authorities(&self) -> &[Vec<u8>] {
        &self.authorities
    }
}

/// Whether something failed because of TLS, most of all because of whose certificate was shown: libraries tell it somewhere among
/// the causes of what they tell.
pub fn is_of_tls(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(one) = cause {
        let within = one.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        if one.is::<rustls::Error>() || within.is_some_and(|inner| inner.is::<rustls::Error>()) {
            return true;
        }
        cause = one.source();
    }
    false
}
