//! `flowright send WORKFLOW|URL [--json FILE] [--header …] …`
//!
//! In: a workflow of a program, or a URL, and what to send. Out: the response. The request is
//! signed as the `verify` of the workflow requires, with the secrets that a server would use.

mod answer;
mod payload;
mod target;

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use flowright_effects::{
    Dialer, Egress, HttpClient, HttpError, HttpRequest, HttpResponse, IpNet, Method, Url,
};
use flowright_engine::Operator;
use flowright_host::Host;
use flowright_ir::ValidImage;
use flowright_ir::image::{BodyDecoder, Verify, Webhook};
use flowright_server::Secret;
use flowright_server::edge::added::Added;
use flowright_server::serve::{Unsigned, sign};

use super::serve::operator;
use crate::compile;
use crate::output::{Exit, Stop, complain, print};
use crate::project::{self, ProjectError};
use payload::Payload;
use target::Target;

/// How long a response may take; a sync workflow may wait for other services.
const PATIENCE: Duration = Duration::from_secs(120);
/// How large a response may be.
const MAX_ANSWER: usize = 64 << 20;

/// Sends a request to a workflow, signed as its `verify` requires, and prints the response.
///
/// The secrets are set as for `serve`: FLOWRIGHT_SECRET_<NAME>, or the lines of the --secrets file.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The name of a workflow, or a URL.
    #[arg(value_name = "WORKFLOW|URL")]
    to: String,
    /// The program: a folder with .flow files, or one of them.
    #[arg(long, default_value = ".", value_name = "PATH")]
    program: PathBuf,
    /// Where the server listens; not needed with a URL.
    #[arg(
        long,
        env = "FLOWRIGHT_SERVER",
        default_value = "http://127.0.0.1:8080",
        value_name = "URL"
    )]
    server: Url,
    /// A file with lines NAME=value; variables FLOWRIGHT_SECRET_<NAME> take precedence.
    #[arg(long, env = "FLOWRIGHT_SECRETS", value_name = "FILE")]
    secrets: Option<PathBuf>,
    #[command(flatten)]
    payload: Payload,
    /// A header of the request.
    #[arg(long, value_name = "NAME: VALUE", value_parser = payload::header)]
    header: Vec<(String, String)>,
    /// A path parameter.
    #[arg(long, value_name = "NAME=VALUE", value_parser = payload::pair)]
    param: Vec<(String, String)>,
    /// A query parameter.
    #[arg(long, value_name = "NAME=VALUE", value_parser = payload::pair)]
    query: Vec<(String, String)>,
    /// The method; by default that of the workflow.
    #[arg(long)]
    method: Option<String>,
}

/// Exits with 0 if the response is 2xx or 3xx, 1 if it is anything else or there is none, 2 for
/// wrong usage.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    match send(arguments) {
        Ok(response) => {
            print(&answer::shown(&response));
            let is_fine = (200..400).contains(&response.status);
            if is_fine { Exit::Fine } else { Exit::Found }
        }
        Err(stop) => stop.exit("send"),
    }
}

fn send(arguments: &Arguments) -> Result<HttpResponse, Stop> {
    let url = arguments.to.parse::<Url>().ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
    let image = image(arguments, url.is_some())?;
    let found = match &url {
        Some(url) => Ok(Target::at(
            url,
            image.as_ref(),
            arguments.method.as_deref(),
            arguments.payload.is_given(),
        )),
        None => Target::of(
            &arguments.to,
            image.as_ref(),
            &arguments.server,
            &arguments.param,
        ),
    };
    let mut target = found.map_err(Stop::usage)?;
    if let Some(method) = &arguments.method {
        target.method = method.to_uppercase();
    }
    if !arguments.query.is_empty() {
        target
            .url
            .query_pairs_mut()
            .extend_pairs(&arguments.query)
            .finish();
    }
    let takes_parts = |webhook: &Webhook| matches!(webhook.body, BodyDecoder::Multipart(_));
    let takes_parts = target.webhook.is_some_and(takes_parts);
    let payload = arguments.payload.read(takes_parts);
    let (body, content_type) = payload.map_err(Stop::usage)?;
    let mut headers = arguments.header.clone();
    let names_type = |(name, _): &(String, String)| name.eq_ignore_ascii_case("content-type");
    if let Some(content_type) = content_type
        && !headers.iter().any(names_type)
    {
        headers.push(("Content-Type".to_owned(), content_type));
    }
    match (&target.webhook, &image) {
        (Some(webhook), Some(image)) => {
            let added = signature(arguments, image, webhook, &target, &headers, &body)?;
            let fields = added.headers.iter();
            headers.extend(fields.map(|(name, value)| (name.to_string(), value.clone())));
            if !added.query.is_empty() {
                let mut query = target.url.query_pairs_mut();
                query.extend_pairs(&added.query).finish();
            }
        }
        (_, None) | (None, _) => complain(
            "flowright send: no workflow of the program has this URL, so the request is not signed",
        ),
    }
    let method = Method::from_bytes(target.method.as_bytes());
    let method =
        method.map_err(|_| Stop::usage(format_args!("`{}` is not a method", target.method)))?;
    let mut request = HttpRequest::new(method, target.url);
    for (name, value) in &headers {
        request.header(name, value).map_err(Stop::usage)?;
    }
    request.body = body.into();
    request.timeout = PATIENCE;
    request.max_response = MAX_ANSWER;
    let response = exchange(request)?;
    if response.status == 204 && target.has_condition {
        complain(
            "flowright send: the workflow has a `when`; a request that it rejects gets 204, too",
        );
    }
    Ok(response)
}

/// The program, if there is one. With a URL, none is needed.
fn image(arguments: &Arguments, has_url: bool) -> Result<Option<ValidImage>, Stop> {
    let paths = std::slice::from_ref(&arguments.program);
    if has_url && matches!(project::files(paths), Err(ProjectError::Empty(_))) {
        return Ok(None);
    }
    let (_, image) = compile::program(&arguments.program)?;
    Ok(Some(image))
}

/// The signature that the `verify` of the workflow requires from a sender.
fn signature(
    arguments: &Arguments,
    image: &ValidImage,
    webhook: &Webhook,
    target: &Target<'_>,
    headers: &[(String, String)],
    body: &[u8],
) -> Result<Added, Stop> {
    let operator = operator::read(arguments.secrets.as_deref()).map_err(Stop::usage)?;
    if let Some(missing) = missing(&operator, image, webhook) {
        return Err(Stop::Failed(format!(
            "the request is signed with the secret `{missing}`, which is not set: set FLOWRIGHT_SECRET_{}, or name a secrets file with --secrets",
            missing.to_uppercase()
        )));
    }
    let secret = |index: usize| {
        let name = &image.secrets.get(index)?.name;
        let value = operator.secrets.get(&**name)?;
        (!value.is_empty()).then(|| Secret::new(value.as_str()))
    };
    let path = &target.url[url::Position::BeforePath..url::Position::AfterQuery];
    let unsigned = Unsigned {
        method: &target.method,
        target: path,
        headers,
        body,
        now: Host::system().clock.now(),
    };
    sign(&webhook.verify, secret, &unsigned).map_err(Stop::failed)
}

/// The secret that would be used to sign, if the operator has set none of the secrets that could be
/// used.
fn missing<'i>(operator: &Operator, image: &'i ValidImage, webhook: &Webhook) -> Option<&'i str> {
    let Verify::Scheme { settings, .. } = &webhook.verify else {
        return None;
    };
    let names: Vec<&str> = settings
        .every_secret()
        .filter_map(|index| image.secrets.get(index).map(|secret| &*secret.name))
        .collect();
    let is_set = |name: &&str| {
        operator
            .secrets
            .get(*name)
            .is_some_and(|value| !value.is_empty())
    };
    if names.iter().any(is_set) {
        None
    } else {
        names.first().copied()
    }
}

fn exchange(request: HttpRequest) -> Result<HttpResponse, Stop> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Stop::failed)?;
    // A person chose the destination, not data, so every address may be reached.
    let everywhere = ["0.0.0.0/0", "::/0"].into_iter();
    let everywhere = everywhere.filter_map(|range| range.parse::<IpNet>().ok());
    let client = HttpClient::new(Dialer::new(Egress::open(everywhere)));
    let origin = request.url.origin().ascii_serialization();
    runtime.block_on(client.send(request)).map_err(|error| {
        Stop::Failed(match error {
            HttpError::Unreachable { reason } => format!(
                "no server at {origin}: {reason}; start one with `flowright serve PATH`, or set its address with --server"
            ),
            error => error.to_string(),
        })
    })
}
