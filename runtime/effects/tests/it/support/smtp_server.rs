//! A mail server that records what it is sent.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

/// How the server behaves.
#[derive(Clone, Default)]
pub(crate) struct Script {
    /// Speaks TLS: from the first byte on, or after STARTTLS.
    pub(crate) tls: Option<TlsAcceptor>,
    pub(crate) implicit: bool,
    /// Plain text to send after the reply to STARTTLS.
    pub(crate) injected: &'static str,
    /// Replies to this verb with this text.
    pub(crate) instead: Option<(&'static str, &'static str)>,
    /// Never sends anything.
    pub(crate) silent: bool,
    /// Sends an endless line instead of a greeting.
    pub(crate) endless: bool,
}

/// The commands with their line endings, each with a flag that is set if it arrived encrypted; and
/// the messages, as they were sent.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    pub(crate) commands: Vec<(bool, String)>,
    pub(crate) messages: Vec<String>,
}

impl Kept {
    /// How many commands have this verb.
    pub(crate) fn count(&self, verb: &str) -> usize {
        self.commands
            .iter()
            .filter(|(_, command)| command.starts_with(verb))
            .count()
    }
}

pub(crate) struct SmtpServer {
    pub(crate) address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
}

enum End {
    StartTls,
    Closed,
}

impl SmtpServer {
    pub(crate) async fn listen(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let kept = Arc::<Mutex<Kept>>::default();
        let server = Self {
            address,
            kept: Arc::clone(&kept),
        };
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                let (script, kept) = (script.clone(), Arc::clone(&kept));
                tokio::spawn(async move {
                    let encrypted = script.implicit;
                    match (&script.tls, encrypted) {
                        (Some(tls), true) => {
                            let mut stream = BufReader::new(tls.accept(tcp).await.ok()?);
                            talk(&mut stream, &script, &kept, true, true).await?;
                        }
                        (tls, _) => {
                            let mut plain = BufReader::new(tcp);
                            let end = talk(&mut plain, &script, &kept, false, true).await?;
                            if let (End::StartTls, Some(tls)) = (end, tls) {
                                let stream = tls.accept(plain.into_inner()).await.ok()?;
                                let mut stream = BufReader::new(stream);
                                talk(&mut stream, &script, &kept, true, false).await?;
                            }
                        }
                    }
                    Some(())
                });
            }
        });
        server
    }

    pub(crate) fn kept(&self) -> Kept {
        self.kept.lock().expect("not poisoned").clone()
    }
}

async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    script: &Script,
    kept: &Mutex<Kept>,
    encrypted: bool,
    greet: bool,
) -> Option<End> {
    if script.silent {
        return std::future::pending().await;
    }
    if script.endless {
        loop {
            stream.write_all(&[b'2'; 1024]).await.ok()?;
        }
    }
    if greet {
        stream.write_all(b"220 test\r\n").await.ok()?;
    }
    loop {
        let Some(command) = line(stream).await else {
            return Some(End::Closed);
        };
        let verb = command.split([' ', '\r']).next()?.to_ascii_uppercase();
        kept.lock().ok()?.commands.push((encrypted, command));
        if let Some((_, answer)) = script.instead.filter(|(refused, _)| *refused == verb) {
            stream.write_all(answer.as_bytes()).await.ok()?;
            continue;
        }
        let answer = match verb.as_str() {
            "EHLO" if encrypted => "250-test\r\n250 AUTH PLAIN LOGIN\r\n",
            "EHLO" if script.tls.is_some() => "250-test\r\n250-STARTTLS\r\n250 SIZE 1000000\r\n",
            "EHLO" => "250-test\r\n250 AUTH PLAIN LOGIN\r\n",
            "AUTH" => "235 welcome\r\n",
            "MAIL" | "RCPT" => "250 fine\r\n",
            "STARTTLS" => {
                let answer = format!("220 go on\r\n{}", script.injected);
                stream.write_all(answer.as_bytes()).await.ok()?;
                return Some(End::StartTls);
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.ok()?;
                let mut message = String::new();
                loop {
                    let line = line(stream).await?;
                    if line == ".\r\n" {
                        break;
                    }
                    message.push_str(line.strip_prefix('.').unwrap_or(&line));
                }
                kept.lock().ok()?.messages.push(message);
                "250 taken\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await.ok()?;
                return Some(End::Closed);
            }
            _ => "502 what\r\n",
        };
        stream.write_all(answer.as_bytes()).await.ok()?;
    }
}

async fn line<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    let mut line = String::new();
    (stream.read_line(&mut line).await.ok()? > 0).then_some(line)
}
