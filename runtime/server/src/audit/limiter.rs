//! Counts refused requests instead of writing each.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use crate::edge::scheme::unix_seconds;

/// What was not written of a route in a minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Summary {
    /// The workflow, or nothing for requests that found none.
    pub(super) route: String,
    /// The minute's first second, since 1970.
    pub(super) minute_start: u64,
    /// How many refused requests were not written.
    pub(super) suppressed: u64,
}

/// Whether to write, and what of an earlier minute to write before.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Admission {
    pub(super) write: bool,
    pub(super) summary: Option<Summary>,
}

/// The counts of the running minute, by route. There are as many as workflows, which a client can't add to.
#[derive(Debug)]
pub(super) struct Limiter {
    per_minute: u32,
    routes: Mutex<HashMap<String, Minute>>,
}

#[derive(Debug, Default)]
struct Minute {
    start: u64,
    written: u32,
    suppressed: u64,
}

impl Minute {
    /// Begins anew, and gives what the ended minute left unwritten.
    fn turn(&mut self, route: &str, start: u64) -> Option<Summary> {
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
    pub(super) fn admit(&self, route: &str, time: SystemTime) -> Admission {
        let start = minute_start(time);
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = match routes.get_mut(route) {
            Some(minute) => minute,
            None => routes.entry(route.to_owned()).or_default(),
        };
        // A request that was received in the minute before counts for the one that runs.
        let summary = if start > minute.start {
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

    /// The summaries of minutes that have ended by then.
    pub(super) fn ended(&self, now: SystemTime) -> Vec<Summary> {
        self.turn(minute_start(now), |minute, start| minute.start < start)
    }

    /// The summaries of everything, for the end of the log.
    pub(super) fn all(&self) -> Vec<Summary> {
        self.turn(0, |_, _| true)
    }

    fn turn(&self, start: u64, due: fn(&Minute, u64) -> bool) -> Vec<Summary> {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        routes
            .iter_mut()
            .filter(|(_, minute)| minute.suppressed > 0 && due(minute, start))
            .filter_map(|(route, minute)| minute.turn(route, start))
            .collect()
    }
}

fn minute_start(time: SystemTime) -> u64 {
    unix_seconds(time) / 60 * 60
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
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
            minute_start: 600,
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
                minute_start: 60,
                suppressed: 1
            })
        );
        assert_eq!(limiter.all().len(), 1);
        assert_eq!(limiter.all(), []);
    }
}
