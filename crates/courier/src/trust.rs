//! Whose certificates are trusted (信任的根证书): those of the system, or of one file, as an authority of a government's own network has it.

use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use std::path::Path;
use std::sync::Arc;

/// Authorities whose word is taken for who a server is. Clones are the same ones.
#[derive(Clone, Debug)]
pub struct Trust(Arc<ClientConfig>);

impl Trust {
    /// Those whom the system trusts.
    ///
    /// # Errors
    /// None to be found.
    pub fn of_system() -> Result<Trust, String> {
        let found = rustls_native_certs::load_native_certs();
        Trust::of(found.certs).map_err(|why| format!("这台机器上没有根证书：{why}"))
    }

    /// Those of a PEM file alone.
    ///
    /// # Errors
    /// A file that cannot be read or holds none.
    pub fn of_file(path: &Path) -> Result<Trust, String> {
        let told = |why: String| format!("根证书 {}：{why}", path.display());
        let text = std::fs::read(path).map_err(|why| told(why.to_string()))?;
        let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
        Trust::of(all.map_err(|why| told(why.to_string()))?).map_err(told)
    }

    fn of(all: Vec<CertificateDer<'static>>) -> Result<Trust, String> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(all);
        if roots.is_empty() {
            return Err("里面没有证书".to_owned());
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|why| why.to_string())?;
        Ok(Trust(Arc::new(config.with_root_certificates(roots).with_no_client_auth())))
    }

    pub(crate) fn config(&self) -> Arc<ClientConfig> {
        self.0.clone()
    }
}
