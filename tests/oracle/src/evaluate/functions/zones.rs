//! Local times in zones, found by trying the rules of a zone one after the other.
//!
//! A local time is represented by the number of microseconds of the instant at which a clock in UTC
//! shows that time.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// In microseconds: no zone is further from UTC than this, and no change of a zone is larger.
const FURTHEST: i64 = 27 * 3_600_000_000;

/// Between these instants, the clock is ahead of UTC by a constant number of microseconds.
struct Rule {
    from: i64,
    until: i64,
    ahead: i64,
}

fn zone(name: &str) -> TimeZone {
    match ZONES.get(name) {
        Ok(zone) => zone,
        Err(_) => unreachable!("the checker has accepted the zone {name}"),
    }
}

/// The number of microseconds by which the clock is ahead of UTC.
pub(super) fn ahead(name: &str, instant: i64) -> i64 {
    let instant = Timestamp::from_microsecond(instant).unwrap_or(Timestamp::MAX);
    i64::from(zone(name).to_offset(instant).seconds()) * 1_000_000
}

/// The local time at an instant.
pub(super) fn local(name: &str, instant: i64) -> i64 {
    instant.saturating_add(ahead(name, instant))
}

/// The rules that apply near a local time.
fn rules(name: &str, local: i64) -> Vec<Rule> {
    let zone = zone(name);
    let mut from = local - FURTHEST;
    let mut rules = Vec::new();
    if let Ok(start) = Timestamp::from_microsecond(from) {
        for change in zone.following(start) {
            let until = change.timestamp().as_microsecond();
            let ahead = ahead(name, from);
            rules.push(Rule { from, until, ahead });
            from = until;
            if from > local + FURTHEST {
                return rules;
            }
        }
    }
    let ahead = ahead(name, from);
    rules.push(Rule {
        from,
        until: i64::MAX,
        ahead,
    });
    rules
}

/// The first instant at which the clock shows the time, or a later one.
pub(super) fn first(name: &str, local: i64) -> i64 {
    let rules = rules(name, local);
    let mut instants = rules
        .iter()
        .map(|rule| (rule.from.max(local - rule.ahead), rule.until));
    match instants.find(|(instant, until)| instant < until) {
        Some((instant, _)) => instant,
        None => unreachable!("the last rule holds for ever"),
    }
}

/// The last instant at or before `end` at which the clock shows the time; otherwise as [`first`].
pub(super) fn last_until(name: &str, local: i64, end: i64) -> i64 {
    let rules = rules(name, local);
    let mut shown = rules.iter().rev().filter_map(|rule| {
        let instant = local - rule.ahead;
        ((rule.from..rule.until).contains(&instant) && instant <= end).then_some(instant)
    });
    shown.next().unwrap_or_else(|| first(name, local))
}
