//! A hand-written STARTTLS.
//!
//! lettre keeps plain text that the server sent after its reply to STARTTLS, and reads it as if it
//! had arrived encrypted: an attacker on the network could answer instead of the server (this is
//! the flaw of CVE-2011-0411, on the client's side). This implementation closes such a connection.

use std::io;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};

use super::{EmailError, error::refused};
use crate::{Dialer, Stream};

/// RFC 5321 limits a line of a reply to 512 bytes, and a reply has a few dozen lines at most.
const MAX_LINE: u64 = 1024;
const MAX_LINES: usize = 100;

/// Greets the server and encrypts the connection; fails if the server does not offer STARTTLS.
pub(super) async fn start(
    dialer: &Dialer,
    host: &str,
    hello: &str,
    plain: Stream,
) -> Result<Stream, EmailError> {
    let mut plain = BufReader::new(plain);
    expect(&mut plain, 220).await?;

    plain
        .write_all(format!("EHLO {hello}\r\n").as_bytes())
        .await?;
    let offered = expect(&mut plain, 250).await?;
    if !offered
        .iter()
        .skip(1)
        .any(|line| line.trim().eq_ignore_ascii_case("STARTTLS"))
    {
        let reason = "it does not offer STARTTLS, and credentials are not sent in plain text";
        return Err(EmailError::Protocol {
            reason: reason.to_owned(),
        });
    }

    plain.write_all(b"STARTTLS\r\n").await?;
    expect(&mut plain, 220).await?;
    if !plain.buffer().is_empty() {
        let reason = "it sent additional data before the TLS handshake";
        return Err(EmailError::Protocol {
            reason: reason.to_owned(),
        });
    }
    Ok(dialer.start_tls(host, plain.into_inner()).await?)
}

/// Reads a reply, requires this code and returns its lines.
async fn expect(plain: &mut BufReader<Stream>, expected: u16) -> Result<Vec<String>, EmailError> {
    let (code, lines) = answer(plain).await?;
    if code == expected {
        Ok(lines)
    } else {
        Err(refused(code))
    }
}

async fn answer(plain: &mut BufReader<Stream>) -> io::Result<(u16, Vec<String>)> {
    let invalid = || io::Error::new(io::ErrorKind::InvalidData, "it does not speak SMTP");
    let mut lines = Vec::new();
    while lines.len() < MAX_LINES {
        let mut line = String::new();
        plain.take(MAX_LINE).read_line(&mut line).await?;
        if line.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = line.strip_suffix('\n').ok_or_else(invalid)?.trim_end();
        let (code, rest) = line.split_at_checked(3).ok_or_else(invalid)?;
        let code = code.parse().map_err(|_| invalid())?;
        match rest.strip_prefix('-') {
            Some(text) => lines.push(text.to_owned()),
            None => {
                lines.push(rest.trim_start().to_owned());
                return Ok((code, lines));
            }
        }
    }
    Err(invalid())
}
