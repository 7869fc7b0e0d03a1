//! Which certificates are trusted.

use std::{fmt, sync::Arc};

use rustls::{
    ClientConfig, RootCertStore, crypto::ring::default_provider, pki_types::CertificateDer,
};
use tokio_rustls::TlsConnector;

/// Which certificates are trusted: those that the authorities of the web have signed, and what the operator
/// adds. TLS 1.2 and 1.3, by rustls and ring; there is no way to leave the check out.
#[derive(Clone)]
pub struct Tls {
    config: Arc<ClientConfig>,
}

impl Tls {
    /// The authorities of the web.
    #[must_use]
    pub fn web() -> Self {
        Self::with_roots(web_roots())
    }

    /// The authorities of the web, and these of the operator.
    ///
    /// # Errors
    ///
    /// When one of them is not a certificate that can sign.
    pub fn trusting<'a>(
        authorities: impl IntoIterator<Item = CertificateDer<'a>>,
    ) -> Result<Self, rustls::Error> {
        let mut roots = web_roots();
        for authority in authorities {
            roots.add(authority.into_owned())?;
        }
        Ok(Self::with_roots(roots))
    }

    fn with_roots(roots: RootCertStore) -> Self {
        // The provider is named here, so that it does not matter what others set as the process's default.
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring has the cipher suites of TLS 1.2 and 1.3")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self {
            config: Arc::new(config),
        }
    }

    /// `protocol` is the name to ask for by ALPN: a server that speaks another one must not take the connection.
    pub(super) fn connector(&self, protocol: Option<&[u8]>) -> TlsConnector {
        let Some(protocol) = protocol else {
            return TlsConnector::from(Arc::clone(&self.config));
        };
        let mut config = ClientConfig::clone(&self.config);
        config.alpn_protocols = vec![protocol.to_vec()];
        TlsConnector::from(Arc::new(config))
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls").finish_non_exhaustive()
    }
}

fn web_roots() -> RootCertStore {
    RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    }
}
