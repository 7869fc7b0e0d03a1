//! A clock for tests.

use std::time::Duration;

use tokio::sync::watch;

use crate::{Clock, Sleep};

/// A clock that stands still until a test moves it; moving it wakes the sleeps that are due. By
/// default it shows 1970.
#[derive(Debug, Default)]
pub struct ManualClock {
    now: watch::Sender<i64>,
}

impl ManualClock {
    /// A clock that shows `time`, in microseconds since 1970.
    #[must_use]
    pub fn at(time: i64) -> ManualClock {
        ManualClock {
            now: watch::Sender::new(time),
        }
    }

    /// Sets the clock, forward or back.
    pub fn set(&self, time: i64) {
        self.now.send_replace(time);
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        self.now.send_modify(|now| *now = now.saturating_add(by));
    }

    /// How many sleeps have neither ended nor been dropped, so that a test can wait until the code under test sleeps.
    #[must_use]
    pub fn sleepers(&self) -> usize {
        self.now.receiver_count()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> i64 {
        *self.now.borrow()
    }

    fn sleep_until(&self, time: i64) -> Sleep {
        let mut now = self.now.subscribe();
        Box::pin(async move {
            if now.wait_for(|now| *now >= time).await.is_err() {
                // The clock has been dropped, so it will never show the time.
                std::future::pending::<()>().await;
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Poll, Waker};

    use super::*;

    fn poll(sleep: &mut Sleep) -> Poll<()> {
        sleep.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn it_shows_what_it_was_set_to() {
        let clock = ManualClock::at(5);
        assert_eq!(clock.now(), 5);
        clock.advance(Duration::from_millis(2));
        assert_eq!(clock.now(), 2005);
        clock.set(-1);
        assert_eq!(clock.now(), -1);
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(), i64::MAX - 1);
    }

    #[test]
    fn a_sleep_ends_when_the_clock_shows_its_time() {
        let clock = ManualClock::at(10);
        assert_eq!(poll(&mut clock.sleep_until(10)), Poll::Ready(()));
        let mut sleep = clock.sleep_until(20);
        assert_eq!(clock.sleepers(), 1);
        for time in [19, 5, 19] {
            clock.set(time);
            assert_eq!(poll(&mut sleep), Poll::Pending);
        }
        clock.set(25);
        assert_eq!(poll(&mut sleep), Poll::Ready(()));
        drop(sleep);
        assert_eq!(clock.sleepers(), 0);
    }

    #[tokio::test]
    async fn moving_the_clock_wakes_a_task() {
        let clock = ManualClock::default();
        let task = tokio::spawn(clock.sleep_until(1_000_000));
        tokio::task::yield_now().await;
        assert!(!task.is_finished());
        clock.advance(Duration::from_secs(1));
        assert!(task.await.is_ok());
    }

    #[test]
    fn a_sleep_outlives_its_clock_and_does_not_end() {
        let mut sleep = ManualClock::default().sleep_until(1);
        assert_eq!(poll(&mut sleep), Poll::Pending);
    }
}
