//! A mail server that records the mails it receives (RFC 5321, as far as a client without
//! extensions needs it).

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A mail server on the loopback interface.
pub struct MailServer {
    address: SocketAddr,
    mails: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    /// Listens on a free port.
    ///
    /// # Panics
    /// If no port is available on the loopback interface.
    #[must_use]
    pub fn start() -> MailServer {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let mails = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&mails);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let kept = Arc::clone(&kept);
                thread::spawn(move || converse(stream, &kept));
            }
        });
        MailServer { address, mails }
    }

    /// `smtp://127.0.0.1:PORT`
    #[must_use]
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The mails received: envelope lines, then the message, with newlines.
    ///
    /// # Panics
    /// If a session has panicked.
    #[must_use]
    pub fn mails(&self) -> Vec<String> {
        self.mails.lock().unwrap().clone()
    }
}

fn converse(stream: TcpStream, kept: &Mutex<Vec<String>>) -> Option<()> {
    let mut writer = stream.try_clone().ok()?;
    let mut lines = BufReader::new(stream).lines();
    let mut mail = String::new();
    writer.write_all(b"220 localhost\r\n").ok()?;
    while let Some(Ok(line)) = lines.next() {
        let command = line.to_ascii_uppercase();
        if command.starts_with("DATA") {
            writer.write_all(b"354 go on\r\n").ok()?;
            while let Some(Ok(line)) = lines.next() {
                if line == "." {
                    break;
                }
                mail.push_str(&line);
                mail.push('\n');
            }
            kept.lock().unwrap().push(std::mem::take(&mut mail));
            writer.write_all(b"250 taken\r\n").ok()?;
        } else if command.starts_with("QUIT") {
            writer.write_all(b"221 bye\r\n").ok()?;
            return Some(());
        } else {
            if command.starts_with("MAIL") || command.starts_with("RCPT") {
                mail.push_str(&line);
                mail.push('\n');
            }
            writer.write_all(b"250 fine\r\n").ok()?;
        }
    }
    Some(())
}
