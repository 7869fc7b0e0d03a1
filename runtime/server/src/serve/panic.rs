//! Panics of a future as values.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;

/// Runs `work` to its end; where it panics, gives the panic's message. What the work owned is dropped by then.
pub(super) async fn catch_panic<T>(work: impl Future<Output = T>) -> Result<T, String> {
    let mut work = pin!(work);
    poll_fn(|cx| {
        // After a panic the work is not polled again, and what it shares with others is behind locks that ignore poisoning.
        match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx))) {
            Ok(polled) => polled.map(Ok),
            Err(panic) => std::task::Poll::Ready(Err(message(&*panic))),
        }
    })
    .await
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}

#[cfg(test)]
mod tests {
    use tokio::task::yield_now;

    use super::catch_panic;

    #[tokio::test]
    async fn a_panic_before_and_after_a_wait_is_its_message() {
        for wait in [false, true] {
            let number = 7;
            let caught = catch_panic(async {
                if wait {
                    yield_now().await;
                }
                panic!("number {number}");
            });
            let caught: Result<(), String> = caught.await;
            assert_eq!(caught, Err("number 7".to_owned()));
        }
    }

    #[tokio::test]
    async fn a_payload_that_is_no_text_is_a_panic_too() {
        let caught = catch_panic(async { std::panic::panic_any(7) });
        let caught: Result<(), String> = caught.await;
        assert_eq!(caught, Err("no message".to_owned()));
    }

    #[tokio::test]
    async fn what_does_not_panic_is_given() {
        let caught = catch_panic(async {
            yield_now().await;
            5
        });
        assert_eq!(caught.await, Ok(5));
    }
}
