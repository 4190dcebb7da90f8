//! Certificate and key for STARTTLS, from PEM files. They are read again when the files have changed, so that a renewed
//! certificate is used without a restart; while only one of the two is new they don't fit, and the old pair stays.

use crate::error::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{ServerConfig, crypto};

/// Makes what shakes hands.
///
/// # Errors
/// `Unavailable` when a file can't be read or isn't what it should be.
pub(super) fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor> {
    let provider = Arc::new(crypto::ring::default_provider());
    let files = Files { certificate: certificate.to_owned(), key: key.to_owned(), provider: ring::default_provider() };
    let pair = Pair { changed: files.changed(), key: Arc::new(files.read()?) };
    let unfit = |cause| Error::unavailable("The certificate for STARTTLS can't be used.").with_source(cause);
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(unfit)?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(Renewed { files, pair: Mutex::new(pair) }));
    Ok(TlsAcceptor::from(Arc::new(config)))
}

#[derive(Debug)]
struct Files {
    certificate: PathBuf,
    key: PathBuf,
    provider: CryptoProvider,
}

impl Files {
    /// When each was last changed; none while one of them is away.
    fn changed(&self) -> Option<[SystemTime; 2]> {
        let changed = |path: &Path| std::fs::metadata(path).and_then(|found| found.modified()).ok();
        Some([changed(&self.certificate)?, changed(&self.key)?])
    }

    fn read(&self) -> Result<CertifiedKey> {
        let unread = |path: &Path| Error::unavailable(format!("{} can't be read as PEM.", path.display()));
        let chain = CertificateDer::pem_file_iter(&self.certificate)
            .and_then(Iterator::collect::<std::result::Result<Vec<_>, _>>)
            .map_err(|cause| unread(&self.certificate).with_source(cause))?;
        let secret = PrivateKeyDer::from_pem_file(&self.key).map_err(|cause| unread(&self.key).with_source(cause))?;
        CertifiedKey::from_der(chain, secret, &self.provider)
            .map_err(|cause| Error::unavailable("The certificate for STARTTLS can't be used.").with_source(cause))
    }
}

#[derive(Debug)]
struct Pair {
    changed: Option<[SystemTime; 2]>,
    key: Arc<CertifiedKey>,
}

/// What is shown to clients: the files as they are now.
#[derive(Debug)]
struct Renewed {
    files: Files,
    pair: Mutex<Pair>,
}

impl ResolvesServerCert for Renewed {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let mut pair = self.pair.lock().unwrap_or_else(PoisonError::into_inner);
        // Asked before reading: a change in between is seen the next time.
        let changed = self.files.changed();
        if changed.is_some() && changed != pair.changed {
            match self.files.read() {
                Ok(key) => {
                    *pair = Pair { changed, key: Arc::new(key) };
                    tracing::info!("a new certificate for STARTTLS is used");
                }
                Err(error) => tracing::warn!(%error, causes = error.causes(), "the old certificate for STARTTLS stays"),
            }
        }
        Some(Arc::clone(&pair.key))
    }
}
