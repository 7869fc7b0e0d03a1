//! When to stop: SIGTERM, or SIGINT from a terminal. When to reload: SIGHUP.

use std::future::Future;
use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// Completes when the process is told to stop.
///
/// # Errors
/// If no signal handler can be installed.
pub(super) fn stop() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: finishing requests in progress; a second signal stops at once");
    })
}

/// Yields when the process is told to reload the program.
///
/// # Errors
/// If no signal handler can be installed.
pub(super) fn hangup() -> io::Result<Signal> {
    signal(SignalKind::hangup())
}

/// Completes when the process is told to stop a second time: an operator who asks twice does not
/// intend to wait.
///
/// # Errors
/// If no signal handler can be installed.
pub(super) async fn again() -> io::Result<()> {
    stop_twice().await?;
    tracing::warn!("stopped with requests still in progress");
    Ok(())
}

async fn stop_twice() -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    for _ in 0..2 {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
    Ok(())
}
