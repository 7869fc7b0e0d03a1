//! The load generator: connections that each send the next request once the response has arrived.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::sleep_until;

use crate::process::Process;
use crate::shared::Result;
use crate::shared::forms::Forms;

/// The requests of one connection.
pub trait Requests: Send + 'static {
    /// The next complete request.
    fn next(&mut self) -> &[u8];
}

/// The same request again and again.
pub struct Same(pub Vec<u8>);

impl Requests for Same {
    fn next(&mut self) -> &[u8] {
        &self.0
    }
}

impl Requests for Forms {
    fn next(&mut self) -> &[u8] {
        Forms::next(self)
    }
}

/// The result of a measurement.
pub struct Measured {
    /// Requests per second.
    pub rate: f64,
    /// The latency of each response, the shortest first.
    pub latencies: Vec<Duration>,
    /// CPU time of the server's threads per request.
    pub server: Duration,
    /// The fraction of the time in which the server's threads ran: if it is nearly 1, the load
    /// generator was not the bottleneck.
    pub busy: f64,
}

/// Sends requests over a connection for each of `connections`, and measures after the warm-up.
pub fn run<R: Requests>(
    server: &Process,
    connections: Vec<R>,
    warm_up: Duration,
    round: Duration,
) -> Result<Measured> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .event_interval(4)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        // If the generator slept, the server's core would have to wake it. That would count as time
        // of the server, and would happen more often the faster the server is.
        tokio::spawn(async {
            loop {
                tokio::task::yield_now().await;
            }
        });
        let begin = Instant::now() + warm_up;
        let end = begin + round;
        let running: Vec<_> = connections
            .into_iter()
            .map(|requests| tokio::spawn(connection(server.address, requests, begin, end)))
            .collect();
        sleep_until(begin.into()).await;
        let served = server.busy();
        sleep_until(end.into()).await;
        let served = Duration::from_nanos(server.busy() - served);

        let mut latencies = Vec::new();
        for connection in running {
            latencies.extend(connection.await??);
        }
        latencies.sort_unstable();
        let count = u32::try_from(latencies.len())?;
        Ok(Measured {
            rate: f64::from(count) / round.as_secs_f64(),
            latencies,
            server: served / count.max(1),
            busy: served.as_secs_f64() / round.as_secs_f64(),
        })
    })
}

/// The latencies of the responses that arrived between `begin` and `end`.
async fn connection(
    address: SocketAddr,
    mut requests: impl Requests,
    begin: Instant,
    end: Instant,
) -> Result<Vec<Duration>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut buffer = [0; 4096];
    let mut latencies = Vec::with_capacity(1 << 14);
    let mut sent = Instant::now();
    loop {
        stream.write_all(requests.next()).await?;
        let mut length = 0;
        loop {
            let read = stream
                .read(buffer.get_mut(length..).unwrap_or_default())
                .await?;
            length += read;
            let answer = buffer.get(..length).unwrap_or_default();
            if is_whole(answer)? {
                break;
            }
            if read == 0 {
                return Err("a server closed a connection".into());
            }
        }
        let now = Instant::now();
        if now >= end {
            return Ok(latencies);
        }
        if now >= begin {
            latencies.push(now - sent);
        }
        sent = now;
    }
}

/// Whether a response is complete. Every response must be a success, because refusing a request is
/// quick.
fn is_whole(answer: &[u8]) -> Result<bool> {
    let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(false);
    };
    let (head, body) = answer.split_at(end + 4);
    if !(head.starts_with(b"HTTP/1.1 200 ") || head.starts_with(b"HTTP/1.1 201 ")) {
        return Err(format!("not a success: {}", String::from_utf8_lossy(answer)).into());
    }
    let name = b"content-length: ";
    let at = head
        .windows(name.len())
        .position(|field| field == name)
        .map(|at| at + name.len());
    let digits = at.and_then(|at| head.get(at..)).unwrap_or_default();
    let digits = digits.iter().take_while(|byte| byte.is_ascii_digit());
    let length = digits.fold(0, |length, digit| length * 10 + usize::from(digit - b'0'));
    Ok(body.len() >= length)
}
