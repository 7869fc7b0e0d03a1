//! The flags of `serve`. Each is also an environment variable `FLOWRIGHT_…` of the same name.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use flowright_compile as compile;
use flowright_effects::IpNet;
use flowright_server::audit;
use flowright_server::serve::ServerSettings;
use flowright_stdlib::memory::Limits;

use super::listen::ListenAddress;
use super::logging::LogFormat;
use super::program::ProgramInputs;

/// The longest duration a flag accepts, in seconds: a year.
const LONGEST: u64 = 365 * 24 * 60 * 60;

/// Compiles a program and serves its webhooks.
#[derive(Args)]
pub(crate) struct Arguments {
    /// A folder with .flow files, or one of them.
    pub(super) path: PathBuf,
    /// Where to listen: an address or a name, and a port; port 0 picks a free port.
    #[arg(
        long,
        env = "FLOWRIGHT_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDR"
    )]
    pub(super) listen: ListenAddress,
    /// Where to serve the health probes /live and /ready.
    #[arg(long, env = "FLOWRIGHT_HEALTH", value_name = "ADDR")]
    pub(super) health: Option<ListenAddress>,
    /// The folder for rows and the audit log.
    #[arg(
        long,
        env = "FLOWRIGHT_DATA",
        default_value = ".flowright",
        value_name = "DIR"
    )]
    pub(super) data: PathBuf,
    /// A file with lines NAME=value; variables FLOWRIGHT_SECRET_<NAME> take precedence.
    #[arg(long, env = "FLOWRIGHT_SECRETS", value_name = "FILE")]
    pub(super) secrets: Option<PathBuf>,
    /// What runs the workflows.
    #[arg(long, env = "FLOWRIGHT_ENGINE", value_enum, default_value_t = Engine::Jit)]
    engine: Engine,
    /// Non-public address ranges that workflows may reach.
    #[arg(
        long,
        env = "FLOWRIGHT_ALLOW_EGRESS",
        value_name = "CIDR",
        value_delimiter = ',',
        value_parser = range
    )]
    pub(super) allow_egress: Vec<IpNet>,
    /// PEM files of additional CA certificates to trust. May be given several times.
    #[arg(
        long,
        env = "FLOWRIGHT_CA_FILE",
        value_name = "PEM",
        value_delimiter = ','
    )]
    pub(super) ca_file: Vec<PathBuf>,
    /// Proxies whose X-Forwarded-For is trusted.
    #[arg(
        long,
        env = "FLOWRIGHT_TRUSTED_PROXY",
        value_name = "CIDR",
        value_delimiter = ',',
        value_parser = range
    )]
    trusted_proxy: Vec<IpNet>,
    /// Time limit for the head of a request, in seconds.
    #[arg(long, env = "FLOWRIGHT_HEADER_TIMEOUT", default_value_t = 10, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=LONGEST))]
    header_timeout: u64,
    /// How long a client may pause while it sends a body or reads a response, in seconds.
    #[arg(long, env = "FLOWRIGHT_BODY_IDLE_TIMEOUT", default_value_t = 10, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=LONGEST))]
    body_idle_timeout: u64,
    /// Time limit for receiving a whole body, and for a client to read its whole response, in seconds.
    #[arg(long, env = "FLOWRIGHT_BODY_TIMEOUT", default_value_t = 60, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=LONGEST))]
    body_timeout: u64,
    /// Maximum number of open connections.
    #[arg(long, env = "FLOWRIGHT_MAX_CONNECTIONS", default_value_t = 10_000, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    max_connections: u32,
    /// Maximum number of requests in progress; further ones get 503.
    #[arg(long, env = "FLOWRIGHT_MAX_REQUESTS", default_value_t = 4_096, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    max_requests: u32,
    /// Maximum size of all responses that clients have not read yet, in megabytes; beyond it, requests get 503.
    #[arg(long, env = "FLOWRIGHT_MAX_UNSENT", default_value_t = 256, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    max_unsent: u32,
    /// Maximum memory of one execution, in megabytes.
    #[arg(long, env = "FLOWRIGHT_MAX_MEMORY", default_value_t = 16, value_name = "MB", value_parser = clap::value_parser!(u16).range(1..))]
    max_memory: u16,
    /// Maximum size of the audit log, in megabytes.
    #[arg(long, env = "FLOWRIGHT_AUDIT_MAX_SIZE", default_value_t = 512, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..))]
    audit_max_size: u32,
    /// Days to keep the audit log.
    #[arg(long, env = "FLOWRIGHT_AUDIT_MAX_AGE", default_value_t = 90, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    audit_max_age: u32,
    /// Reload the program when one of its files changes, as on SIGHUP.
    #[arg(long, env = "FLOWRIGHT_WATCH")]
    pub(super) watch: bool,
    /// The format of the log.
    #[arg(long, env = "FLOWRIGHT_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub(super) log_format: LogFormat,
}

/// A range of addresses in CIDR notation, or a single address.
fn range(text: &str) -> Result<IpNet, String> {
    if let Ok(address) = text.parse::<IpAddr>() {
        return Ok(IpNet::from(address));
    }
    let network: IpNet = text.parse().map_err(|_| {
        String::from("not an address such as 10.1.2.3, nor a range such as 10.0.0.0/8")
    })?;
    let whole = network.trunc();
    if network == whole {
        Ok(network)
    } else {
        Err(format!(
            "the range must be written with its first address: {whole}"
        ))
    }
}

/// What runs the workflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engine {
    /// Machine code.
    Jit,
    /// The interpreter, for hosts that forbid executable memory.
    Interpreter,
}

impl Arguments {
    pub(super) fn engine(&self) -> compile::Engine {
        match self.engine {
            Engine::Jit => compile::Engine::Jit,
            Engine::Interpreter => compile::Engine::Interpreter,
        }
    }

    pub(super) fn server(&self) -> ServerSettings {
        ServerSettings {
            trusted_proxies: self.trusted_proxy.iter().copied().collect(),
            header_timeout: Duration::from_secs(self.header_timeout),
            body_idle: Duration::from_secs(self.body_idle_timeout),
            body_total: Duration::from_secs(self.body_timeout),
            connections: self.max_connections as usize,
            requests: self.max_requests as usize,
            unsent_bytes: self.max_unsent as usize * 1_000_000,
        }
    }

    pub(super) fn inputs(&self) -> ProgramInputs {
        ProgramInputs {
            path: self.path.clone(),
            secrets: self.secrets.clone(),
            engine: self.engine(),
        }
    }

    pub(super) fn audit(&self) -> audit::Settings {
        let mut settings = audit::Settings::new(self.data.join("audit"));
        settings.total_bytes = u64::from(self.audit_max_size) * 1_000_000;
        settings.age = Duration::from_secs(u64::from(self.audit_max_age) * 24 * 60 * 60);
        settings
    }

    pub(super) fn limits(&self) -> Limits {
        Limits {
            memory: usize::from(self.max_memory) << 20,
            ..Limits::default()
        }
    }
}
