//! When to stop: SIGTERM, or SIGINT from a terminal.

use std::future::Future;
use std::io;

use tokio::signal::unix::{SignalKind, signal};

/// Done when the process is told to stop.
///
/// # Errors
/// When the system gives no signals.
pub(super) fn stop() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: finishing what has begun; a second signal stops at once");
    })
}

/// Done when the process is told to stop for the second time: whoever says it twice does not want to wait.
///
/// # Errors
/// When the system gives no signals.
pub(super) async fn again() -> io::Result<()> {
    stop_twice().await?;
    tracing::warn!("stopped before everything that had begun was finished");
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
