//! Which certificates are trusted.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring::default_provider,
    pki_types::{
        CertificateDer,
        pem::{Error as PemError, PemObject},
    },
};
use tokio_rustls::TlsConnector;

/// Which certificates are trusted: those signed by the authorities of the system or by authorities
/// that the operator adds. Uses TLS 1.2 and 1.3, with rustls and ring; verification cannot be
/// disabled.
///
/// The system's store is read when the first connection needs it.
#[derive(Clone)]
pub struct Tls {
    added: RootCertStore,
    config: Arc<OnceLock<Arc<ClientConfig>>>,
}

impl Tls {
    /// Trusts the authorities of the system; if it has none, the authorities trusted on the web.
    #[must_use]
    pub fn system() -> Self {
        Self::with_added(RootCertStore::empty())
    }

    /// Trusts the authorities of the system, and these of the operator.
    ///
    /// # Errors
    ///
    /// If one of the certificates is not a CA certificate.
    pub fn trusting<'a>(
        authorities: impl IntoIterator<Item = CertificateDer<'a>>,
    ) -> Result<Self, rustls::Error> {
        let mut added = RootCertStore::empty();
        for authority in authorities {
            added.add(authority.into_owned())?;
        }
        Ok(Self::with_added(added))
    }

    fn with_added(added: RootCertStore) -> Self {
        Self {
            added,
            config: Arc::default(),
        }
    }

    fn config(&self) -> &Arc<ClientConfig> {
        self.config.get_or_init(|| {
            let mut roots = system_roots();
            roots.extend(self.added.roots.iter().cloned());
            // The provider is given explicitly, so that a process-wide default set elsewhere has no
            // effect.
            let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
                .with_safe_default_protocol_versions()
                .expect("ring has the cipher suites of TLS 1.2 and 1.3")
                .with_root_certificates(roots)
                .with_no_client_auth();
            Arc::new(config)
        })
    }

    /// `protocol` is the ALPN protocol to request: a server that speaks another one must not accept
    /// the connection.
    pub(super) fn connector(&self, protocol: Option<&[u8]>) -> TlsConnector {
        let Some(protocol) = protocol else {
            return TlsConnector::from(Arc::clone(self.config()));
        };
        let mut config = ClientConfig::clone(self.config());
        config.alpn_protocols = vec![protocol.to_vec()];
        TlsConnector::from(Arc::new(config))
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls").finish_non_exhaustive()
    }
}

/// The system's roots, from OpenSSL's environment variables or the system's store. A container may
/// have no store.
fn system_roots() -> RootCertStore {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    roots
}

/// The certificates of a PEM file; at least one.
///
/// # Errors
///
/// If the file is not a PEM file with certificates.
pub fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, PemError> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>()?;
    if certificates.is_empty() {
        return Err(PemError::NoItemsFound);
    }
    Ok(certificates)
}
