//! Four requests at once to a server on this machine: `parallel` of a workflow, and `join!`.

use std::net::SocketAddr;
use std::time::Instant;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Empty, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::executing;
use crate::shared::Result;
use crate::shared::program::{self, Engine};
use crate::shared::table::Table;

/// How many times as long as `join!` the workflow may take.
const TARGET: f64 = 1.1;

const WARM_UP: usize = 500;
const RUNS: usize = 5_000;

const ANSWER: &[u8] = br#"{"count":7}"#;

/// The answer of each of the four services.
#[derive(Deserialize)]
struct Stock {
    count: i64,
}

pub fn measure(table: &mut Table) -> Result<()> {
    let address = serve()?;
    let data = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let program = program::load(&flow(address), Engine::Jit, data.path())?;
    let runtime = executing::runtime()?;
    let client = Client::builder(TokioExecutor::new()).build_http::<Empty<Bytes>>();
    let uri: Uri = format!("http://{address}/stock").parse()?;
    let mut flow = Vec::new();
    let mut hand = Vec::new();
    // The two take turns, so that other load on the machine affects both.
    for run in 0..WARM_UP + RUNS {
        if run == WARM_UP {
            flow.clear();
            hand.clear();
        }
        let begun = Instant::now();
        let answer = executing::run(&runtime, &program, None)?;
        flow.push(begun.elapsed());
        let begun = Instant::now();
        let total = runtime.block_on(by_hand(&client, &uri))?;
        hand.push(begun.elapsed());
        if answer != b"28" || total != 28 {
            return Err("not four answers".into());
        }
    }
    executing::compare(
        table,
        ("an execution with `parallel`", flow),
        ("hyper and `join!` by hand, into structs", hand),
        TARGET,
    );
    Ok(())
}

fn flow(address: SocketAddr) -> String {
    let branches: String = ["a", "b", "c", "d"]
        .map(|name| {
            format!("    {name} {{ http GET stock \"/stock\" {{ expect {{ count: int }} }} }}\n")
        })
        .concat();
    format!(
        r#"secret github

service stock {{ url "http://{address}" }}

workflow fan_out {{
  trigger webhook GET "/products" {{
    verify none because "a benchmark"
    body none
  }}

  let all = parallel {{
{branches}  }}
  respond 200 json all.a.body.count + all.b.body.count + all.c.body.count + all.d.body.count
}}
"#
    )
}

async fn by_hand(client: &Client<HttpConnector, Empty<Bytes>>, uri: &Uri) -> Result<i64> {
    let (a, b, c, d) = tokio::join!(
        stock(client, uri),
        stock(client, uri),
        stock(client, uri),
        stock(client, uri)
    );
    Ok(a? + b? + c? + d?)
}

async fn stock(client: &Client<HttpConnector, Empty<Bytes>>, uri: &Uri) -> Result<i64> {
    let answer = client.get(uri.clone()).await?;
    let body = answer.into_body().collect().await?.to_bytes();
    Ok(serde_json::from_slice::<Stock>(&body)?.count)
}

/// A server that always gives the same answer, on a thread of its own.
fn serve() -> Result<SocketAddr> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    std::thread::spawn(move || runtime.block_on(answer_all(listener)));
    Ok(address)
}

async fn answer_all(listener: std::net::TcpListener) -> std::io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (socket, _) = listener.accept().await?;
        socket.set_nodelay(true)?;
        let answer = service_fn(|_: Request<Incoming>| async {
            Ok::<_, std::convert::Infallible>(Response::new(Full::new(Bytes::from_static(ANSWER))))
        });
        tokio::spawn(
            hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(socket), answer),
        );
    }
}
