//! Allocations of whole requests: server and client run in one process, but the client allocates
//! nothing.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::thread;

use crate::allocator::counted;
use crate::shared::contestants::{Contestant, FORM, PUSH};
use crate::shared::forms::Forms;
use crate::shared::table::{Table, verdict};
use crate::shared::{Result, push};

/// The maximum number of allocations allowed for the push with Flowright.
const TARGET: f64 = 25.0;

/// Requests over one connection before counting starts, so that buffers have grown.
const WARM_UP: u32 = 500;
const REQUESTS: u32 = 3000;

pub fn measure(table: &mut Table) -> Result<()> {
    let push = push::request();
    for contestant in PUSH {
        row(table, contestant, |client| client.ask(&push))?;
    }
    for contestant in FORM {
        let mut forms = Forms::new(0);
        row(table, contestant, |client| client.ask(forms.next()))?;
    }
    Ok(())
}

fn row(
    table: &mut Table,
    contestant: Contestant,
    mut ask: impl FnMut(&mut Client) -> io::Result<()>,
) -> Result<()> {
    let data = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let (ready, address) = mpsc::channel();
    let path = data.path().to_owned();
    // It serves until the process ends.
    thread::spawn(move || {
        let served = contestant.serve(&path, |address| {
            ready.send(address).ok();
        });
        if let Err(error) = served {
            eprintln!("{}: {error}", contestant.name());
        }
    });
    let mut client = Client::connect(address.recv()?)?;
    for _ in 0..WARM_UP {
        ask(&mut client)?;
    }
    let (result, asked) = counted(|| (0..REQUESTS).try_for_each(|_| ask(&mut client)));
    result?;
    let each = |total: u64| total as f64 / f64::from(REQUESTS);
    let (target, met) = if contestant == Contestant::Flowright {
        (
            format!("≤ {TARGET:.0}"),
            verdict(each(asked.calls) <= TARGET),
        )
    } else {
        Default::default()
    };
    let (calls, bytes) = (each(asked.calls), each(asked.bytes));
    let title = contestant.title().to_owned();
    table.row([
        title,
        format!("{calls:.2}"),
        format!("{bytes:.0}"),
        target,
        met,
    ]);
    Ok(())
}

struct Client {
    stream: TcpStream,
    buffer: [u8; 4096],
}

impl Client {
    fn connect(address: SocketAddr) -> Result<Client> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Client {
            stream,
            buffer: [0; 4096],
        })
    }

    /// Sends a request and reads its response, which arrives in one piece because it is short and
    /// written at once.
    fn ask(&mut self, request: &[u8]) -> io::Result<()> {
        self.stream.write_all(request)?;
        let length = self.stream.read(&mut self.buffer)?;
        let answer = self.buffer.get(..length).unwrap_or_default();
        if answer.starts_with(b"HTTP/1.1 20") {
            return Ok(());
        }
        Err(io::Error::other(format!(
            "not a success: {}",
            String::from_utf8_lossy(answer)
        )))
    }
}
