//! Counts refused requests beyond a limit instead of writing each one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A minute in microseconds.
const MINUTE: i64 = 60_000_000;

/// The refusals of one route that were not written in a minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Summary {
    /// The workflow; empty for requests that matched no route.
    pub(super) route: String,
    /// The minute's first microsecond, since 1970.
    pub(super) minute_start: i64,
    /// How many refused requests were not written.
    pub(super) suppressed: u64,
}

/// Whether to write the line, and the summary of an earlier minute to write first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Admission {
    pub(super) write: bool,
    pub(super) summary: Option<Summary>,
}

/// The counts of the current minute, by route. There are at most as many as workflows, so a client
/// cannot increase their number.
#[derive(Debug)]
pub(super) struct Limiter {
    per_minute: u32,
    routes: Mutex<HashMap<String, Minute>>,
}

#[derive(Debug, Default)]
struct Minute {
    start: i64,
    written: u32,
    suppressed: u64,
}

impl Minute {
    /// Whether `start` begins a different minute. Requests are counted when they end, so a request
    /// received in the previous minute counts towards the current one; an even earlier minute means
    /// that the clock was set back.
    fn is_over(&self, start: i64) -> bool {
        start > self.start || start < self.start.saturating_sub(MINUTE)
    }

    /// Starts a new minute. Returns the summary of the minute that has ended, if any lines were
    /// suppressed in it.
    fn turn(&mut self, route: &str, start: i64) -> Option<Summary> {
        let ended = std::mem::replace(
            self,
            Self {
                start,
                written: 0,
                suppressed: 0,
            },
        );
        (ended.suppressed > 0).then(|| Summary {
            route: route.to_owned(),
            minute_start: ended.start,
            suppressed: ended.suppressed,
        })
    }
}

impl Limiter {
    pub(super) fn new(per_minute: u32) -> Self {
        Self {
            per_minute,
            routes: Mutex::default(),
        }
    }

    /// Counts a refused request.
    pub(super) fn admit(&self, route: &str, time: i64) -> Admission {
        let start = minute_start(time);
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = match routes.get_mut(route) {
            Some(minute) => minute,
            None => routes.entry(route.to_owned()).or_default(),
        };
        let summary = if minute.is_over(start) {
            minute.turn(route, start)
        } else {
            None
        };
        let write = minute.written < self.per_minute;
        if write {
            minute.written += 1;
        } else {
            minute.suppressed += 1;
        }
        Admission { write, summary }
    }

    /// The summaries of minutes that have ended by `now`.
    pub(super) fn ended(&self, now: i64) -> Vec<Summary> {
        self.turn(minute_start(now), Minute::is_over)
    }

    /// The summaries of all minutes, for closing the log.
    pub(super) fn all(&self) -> Vec<Summary> {
        self.turn(0, |_, _| true)
    }

    fn turn(&self, start: i64, due: fn(&Minute, i64) -> bool) -> Vec<Summary> {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        routes
            .iter_mut()
            .filter(|(_, minute)| minute.suppressed > 0 && due(minute, start))
            .filter_map(|(route, minute)| minute.turn(route, start))
            .collect()
    }
}

fn minute_start(time: i64) -> i64 {
    time.saturating_sub(time.rem_euclid(MINUTE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> i64 {
        seconds * 1_000_000
    }

    #[test]
    fn what_is_over_the_limit_is_counted_until_the_minute_ends() {
        let limiter = Limiter::new(2);
        let writes = |seconds| limiter.admit("a", at(seconds)).write;
        assert_eq!([600, 601, 602, 659].map(writes), [true, true, false, false]);
        assert!(limiter.admit("b", at(602)).write);
        assert_eq!(limiter.ended(at(659)), []);
        let summary = Summary {
            route: "a".to_owned(),
            minute_start: at(600),
            suppressed: 2,
        };
        assert_eq!(limiter.ended(at(660)), [summary]);
        assert_eq!(limiter.ended(at(720)), []);
        assert!(writes(660));
    }

    #[test]
    fn the_next_request_brings_the_summary_too() {
        let limiter = Limiter::new(0);
        assert_eq!(
            limiter.admit("a", at(60)),
            Admission {
                write: false,
                summary: None
            }
        );
        let summary = limiter.admit("a", at(130)).summary;
        assert_eq!(
            summary,
            Some(Summary {
                route: "a".to_owned(),
                minute_start: at(60),
                suppressed: 1
            })
        );
        assert_eq!(limiter.all().len(), 1);
        assert_eq!(limiter.all(), []);
    }

    #[test]
    fn a_clock_that_is_set_back_begins_another_minute() {
        let limiter = Limiter::new(1);
        assert!(limiter.admit("a", at(7200)).write);
        assert!(!limiter.admit("a", at(7199)).write);
        let after = limiter.admit("a", at(3600));
        assert!(after.write);
        assert_eq!(
            after.summary,
            Some(Summary {
                route: "a".to_owned(),
                minute_start: at(7200),
                suppressed: 1
            })
        );
        assert!(!limiter.admit("a", at(3600)).write);
        assert_eq!(limiter.ended(at(0)).len(), 1);
    }
}
