//! A flow, served by the real server.

use std::future::pending;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use flowright_server::audit::{self, Audit};
use flowright_server::serve::{Server, ServerSettings, Site};

use super::super::Result;
use super::super::program::{self, Engine};

pub(super) fn serve(
    flow: &str,
    engine: Engine,
    data: &Path,
    ready: impl FnOnce(SocketAddr),
) -> Result<()> {
    let program = program::load(flow, engine, data)?;
    let site = Site::new(program).map_err(|error| error.to_string())?;
    let audit = Audit::open(&audit::Settings::new(data.join("audit")))?;
    super::runtime()?.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let server = Server::bind(address, site, ServerSettings::default(), audit).await?;
        ready(server.address()?);
        server.run(pending()).await;
        Ok(())
    })
}
