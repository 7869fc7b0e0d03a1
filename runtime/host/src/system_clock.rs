//! The machine's clock.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{Clock, Sleep};

/// The longest a sleep may take to notice that the wall clock was set.
const RECHECK: Duration = Duration::from_secs(1);

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        wall_clock()
    }

    fn sleep_until(&self, time: i64) -> Sleep {
        Box::pin(sleep_until(wall_clock, time))
    }
}

fn wall_clock() -> i64 {
    let micros = |span: Duration| i64::try_from(span.as_micros()).unwrap_or(i64::MAX);
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => micros(since),
        Err(before) => micros(before.duration()).saturating_neg(),
    }
}

/// tokio's timers are monotonic and do not notice when the wall clock is set, so a long sleep is
/// split into short ones with a check of the wall clock in between.
async fn sleep_until(wall_clock: impl Fn() -> i64, time: i64) {
    loop {
        let left = time.saturating_sub(wall_clock());
        let Some(left) = u64::try_from(left).ok().filter(|left| *left > 0) else {
            return;
        };
        tokio::time::sleep(Duration::from_micros(left).min(RECHECK)).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use tokio::time::Instant;

    use super::*;

    const SECOND: i64 = 1_000_000;

    /// A wall clock that follows tokio's paused time and can be set.
    struct Wall {
        started: Instant,
        offset: AtomicI64,
    }

    impl Wall {
        fn start() -> Arc<Wall> {
            Arc::new(Wall {
                started: Instant::now(),
                offset: AtomicI64::new(0),
            })
        }

        fn now(&self) -> i64 {
            let run = i64::try_from(self.started.elapsed().as_micros()).unwrap();
            run + self.offset.load(Ordering::Relaxed)
        }

        /// Sets the clock forward by `jump` microseconds after `after` of real time.
        fn set_later(self: &Arc<Wall>, after: Duration, jump: i64) {
            let wall = Arc::clone(self);
            tokio::spawn(async move {
                tokio::time::sleep(after).await;
                wall.offset.fetch_add(jump, Ordering::Relaxed);
            });
        }

        async fn slept(self: Arc<Wall>, time: i64) -> Duration {
            let started = self.started;
            sleep_until(move || self.now(), time).await;
            started.elapsed()
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_sleep_ends_at_its_time() {
        let slept = Wall::start().slept(90 * SECOND + 500_000).await;
        assert!(slept >= Duration::from_millis(90_500), "{slept:?}");
        assert!(slept < Duration::from_millis(90_510), "{slept:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_time_that_has_passed_is_no_sleep() {
        for time in [i64::MIN, -1, 0] {
            assert_eq!(Wall::start().slept(time).await, Duration::ZERO);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_clock_set_forward_ends_the_sleep() {
        let wall = Wall::start();
        wall.set_later(Duration::from_secs(10), 3600 * SECOND);
        let slept = wall.slept(1000 * SECOND).await;
        assert!(slept >= Duration::from_secs(10), "{slept:?}");
        assert!(slept <= Duration::from_secs(10) + RECHECK, "{slept:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_clock_set_back_delays_the_end() {
        let wall = Wall::start();
        wall.set_later(Duration::from_millis(9900), -100 * SECOND);
        let slept = wall.slept(10 * SECOND).await;
        assert!(slept >= Duration::from_secs(110), "{slept:?}");
        assert!(slept < Duration::from_millis(110_010), "{slept:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_sleep_to_the_end_of_time_does_not_overflow() {
        let slept = tokio::time::timeout(Duration::from_secs(5), SystemClock.sleep_until(i64::MAX));
        assert!(slept.await.is_err());
    }

    #[test]
    fn the_system_clock_is_past_2024() {
        assert!(SystemClock.now() > 1_704_067_200 * SECOND);
    }
}
