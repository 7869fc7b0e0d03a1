//! Turns panics of a future into values.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

/// Runs `work` to its end; if it panics, returns the panic's message. By then unwinding has dropped
/// everything on the work's stack.
///
/// Takes a pinned future, so that the large future of a request is not stored twice.
pub(super) fn catch_panic<T>(
    mut work: impl Future<Output = T> + Unpin,
) -> impl Future<Output = Result<T, String>> {
    poll_fn(move |cx| {
        // After a panic the work is not polled again, and its shared state is behind locks that
        // ignore poisoning.
        match catch_unwind(AssertUnwindSafe(|| Pin::new(&mut work).poll(cx))) {
            Ok(polled) => polled.map(Ok),
            Err(panic) => Poll::Ready(Err(message(&*panic))),
        }
    })
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use tokio::task::yield_now;

    use super::catch_panic;

    #[tokio::test]
    async fn a_panic_before_and_after_a_wait_is_its_message() {
        for wait in [false, true] {
            let number = 7;
            let work = pin!(async {
                if wait {
                    yield_now().await;
                }
                panic!("number {number}");
            });
            let caught: Result<(), String> = catch_panic(work).await;
            assert_eq!(caught, Err("number 7".to_owned()));
        }
    }

    #[tokio::test]
    async fn a_payload_that_is_no_text_is_a_panic_too() {
        let work = pin!(async { std::panic::panic_any(7) });
        let caught: Result<(), String> = catch_panic(work).await;
        assert_eq!(caught, Err("no message".to_owned()));
    }

    #[tokio::test]
    async fn what_does_not_panic_is_given() {
        let work = pin!(async {
            yield_now().await;
            5
        });
        assert_eq!(catch_panic(work).await, Ok(5));
    }
}
