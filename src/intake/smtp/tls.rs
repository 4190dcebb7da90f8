//! Certificate and key for STARTTLS, read once from PEM files.

use crate::error::{Error, Result};
use std::path::Path;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto};

/// Makes what shakes hands.
///
/// # Errors
/// `Unavailable` when a file can't be read or isn't what it should be.
pub(super) fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor> {
    let unread = |path: &Path| Error::unavailable(format!("{} can't be read as PEM.", path.display()));
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<std::result::Result<Vec<_>, _>>)
        .map_err(|cause| unread(certificate).with_source(cause))?;
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|cause| unread(key).with_source(cause))?;
    let unfit = |cause| Error::unavailable("The certificate for STARTTLS can't be used.").with_source(cause);
    let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(unfit)?
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(unfit)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
