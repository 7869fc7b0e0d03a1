//! A flow, served by the real server.

use std::future::pending;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

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
    let clock = Arc::clone(&program.host().clock);
    let site = Site::new(program).map_err(|error| error.to_string())?;
    let audit = Audit::open(&audit::Settings::new(data.join("audit")), clock)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    super::runtime()?.block_on(async {
        let server = Server::new(listener, site, ServerSettings::default(), audit)?;
        ready(server.address()?);
        server.run(pending()).await;
        Ok(())
    })
}
