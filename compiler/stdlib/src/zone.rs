//! Zones of the IANA database, and local times in them.
//!
//! The rules are compiled into the program, so that results do not depend on the machine.
//! A local time is a number like an instant: the microseconds between 1970 and the time that the
//! clock shows, both in the zone.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};

use crate::calendar::{Date, INSTANTS};
use crate::clock::DAY;

const SECOND: i64 = 1_000_000;

/// The rules of this release of the database. Zones that have been used stay decoded.
static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A zone.
pub(crate) struct Zone(TimeZone);

impl Zone {
    /// The zone with that name, spelled as in the database.
    pub(crate) fn named(name: &str) -> Option<Zone> {
        let zone = DATABASE.get(name).ok()?;
        (zone.iana_name() == Some(name) && !zone.is_unknown()).then_some(Zone(zone))
    }

    /// The number of microseconds by which the clock is ahead of UTC at an instant.
    pub(crate) fn offset(&self, instant: i64) -> i64 {
        // The last day of the year 9999 is beyond the database's range; no zone has changes there.
        let timestamp = Timestamp::from_microsecond(instant).unwrap_or(Timestamp::MAX);
        microseconds(self.0.to_offset(timestamp))
    }

    /// The local time at an instant, if its year has four digits.
    pub(crate) fn local(&self, instant: i64) -> Option<i64> {
        let local = instant.checked_add(self.offset(instant))?;
        INSTANTS.contains(&local).then_some(local)
    }

    /// The first instant at which the clock shows that time, or the end of the gap that skips it.
    pub(crate) fn first(&self, local: i64) -> Option<i64> {
        self.instant(local, |_| false)
    }

    /// The last instant at or before `end` at which the clock shows that time; otherwise as
    /// [`first`](Self::first).
    pub(crate) fn last_until(&self, local: i64, end: i64) -> Option<i64> {
        self.instant(local, |second| second <= end)
    }

    /// `takes_second` decides whether the second instant of a repeated time is chosen.
    fn instant(&self, local: i64, takes_second: impl FnOnce(i64) -> bool) -> Option<i64> {
        let time = date_time(local)?;
        let instant = match self.0.to_ambiguous_timestamp(time).offset() {
            AmbiguousOffset::Unambiguous { offset } => local.checked_sub(microseconds(offset))?,
            AmbiguousOffset::Fold { before, after } => {
                let second = local.checked_sub(microseconds(after))?;
                if takes_second(second) {
                    second
                } else {
                    local.checked_sub(microseconds(before))?
                }
            }
            AmbiguousOffset::Gap { after, .. } => {
                // With the offset that applies after the gap, the time is before the gap.
                let before = Timestamp::from_microsecond(local - microseconds(after)).ok()?;
                let mut changes = self.0.following(before);
                let change = changes.find(|change| change.offset() == after)?;
                change.timestamp().as_microsecond()
            }
        };
        INSTANTS.contains(&instant).then_some(instant)
    }
}

/// The names of all zones.
pub(crate) fn names() -> Vec<String> {
    let names = DATABASE.available();
    names.map(|name| name.as_str().to_owned()).collect()
}

fn microseconds(offset: Offset) -> i64 {
    i64::from(offset.seconds()) * SECOND
}

/// A local time in parts.
pub(crate) fn date_time(local: i64) -> Option<DateTime> {
    let date = Date::of(local.div_euclid(DAY));
    let time = local.rem_euclid(DAY);
    let second = time / SECOND;
    DateTime::new(
        date.year.try_into().ok()?,
        date.month.try_into().ok()?,
        date.day.try_into().ok()?,
        (second / 3600).try_into().ok()?,
        (second / 60 % 60).try_into().ok()?,
        (second % 60).try_into().ok()?,
        (time % SECOND * 1000).try_into().ok()?,
    )
    .ok()
}

/// The local time of those parts.
pub(crate) fn of_date_time(time: DateTime) -> Option<i64> {
    let date = Date {
        year: time.year().into(),
        month: time.month().into(),
        day: time.day().into(),
    };
    let second =
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    let fraction = i64::from(time.subsec_nanosecond()) / 1000;
    Some(date.days()? * DAY + second * SECOND + fraction)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Zone, names};
    use crate::calendar::INSTANTS;
    use crate::decode::constant;
    use crate::schema::Constant;
    use crate::types::Type;

    const HOUR: i64 = 3_600_000_000;

    fn time(text: &str) -> i64 {
        match constant(&Type::Time, text) {
            Ok(Constant::Time(at)) => at,
            other => panic!("{text}: {other:?}"),
        }
    }

    fn zone(name: &str) -> Zone {
        Zone::named(name).unwrap()
    }

    #[test]
    fn names_are_those_of_the_database_exactly() {
        for known in [
            "UTC",
            "Europe/Stockholm",
            "America/Argentina/Buenos_Aires",
            "Etc/GMT+5",
        ] {
            assert!(Zone::named(known).is_some(), "{known}");
        }
        for unknown in [
            "",
            "utc",
            "europe/stockholm",
            "CEST",
            "+01:00",
            "Etc/Unknown",
            "Local",
        ] {
            assert!(Zone::named(unknown).is_none(), "{unknown}");
        }
        assert!(names().len() > 400);
        for name in names() {
            assert!(Zone::named(&name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_skipped_time_is_the_end_of_its_gap_and_a_repeated_one_the_first() {
        let stockholm = zone("Europe/Stockholm");
        let gap = time("2026-03-29T01:00:00Z");
        for skipped in ["02:00:00", "02:30:00", "02:59:59.999999"] {
            assert_eq!(
                stockholm.first(time(&format!("2026-03-29T{skipped}Z"))),
                Some(gap)
            );
        }
        assert_eq!(stockholm.first(time("2026-03-29T03:00:00Z")), Some(gap));
        let repeated = time("2026-10-25T02:30:00Z");
        let first = time("2026-10-25T00:30:00Z");
        assert_eq!(stockholm.first(repeated), Some(first));
        assert_eq!(
            stockholm.last_until(repeated, first + HOUR),
            Some(first + HOUR)
        );
        assert_eq!(
            stockholm.last_until(repeated, first + HOUR - 1),
            Some(first)
        );
        // A day that the calendar of Samoa skipped.
        let apia = zone("Pacific/Apia");
        assert_eq!(
            apia.first(time("2011-12-30T12:00:00Z")),
            Some(time("2011-12-30T10:00:00Z"))
        );
        // A change of half an hour.
        let lord_howe = zone("Australia/Lord_Howe");
        assert_eq!(
            lord_howe.first(time("2026-10-04T02:15:00Z")),
            Some(time("2026-10-03T15:30:00Z"))
        );
    }

    #[test]
    fn the_ends_of_the_range_are_instants_too() {
        for name in ["UTC", "Asia/Tokyo", "Pacific/Apia", "America/Los_Angeles"] {
            let zone = zone(name);
            for instant in [*INSTANTS.start(), *INSTANTS.end()] {
                let back = zone.local(instant).and_then(|local| zone.first(local));
                assert!(back.is_none_or(|back| back == instant), "{name}");
            }
        }
        assert_eq!(zone("Asia/Tokyo").local(*INSTANTS.end()), None);
        assert_eq!(zone("America/Los_Angeles").local(*INSTANTS.start()), None);
        assert_eq!(zone("UTC").local(*INSTANTS.end()), Some(*INSTANTS.end()));
    }

    /// The first instant at which the clock shows a time that is not before `local`, found by
    /// trying the rules that apply around then, one after the other.
    fn first_not_before(zone: &Zone, local: i64) -> i64 {
        let start = jiff::Timestamp::from_microsecond(local - 27 * HOUR).unwrap();
        let ends = zone
            .0
            .following(start)
            .map(|change| change.timestamp().as_microsecond());
        let ends: Vec<i64> = ends.take_while(|end| *end < local + 27 * HOUR).collect();
        let starts = [local - 27 * HOUR].into_iter().chain(ends.iter().copied());
        let mut candidates = starts.clone().zip(starts.skip(1).chain([i64::MAX]));
        candidates
            .find_map(|(start, end)| {
                let instant = start.max(local - zone.offset(start));
                (instant < end).then_some(instant)
            })
            .unwrap()
    }

    proptest! {
        #[test]
        fn a_local_time_is_the_first_that_is_not_before_it(
            index in any::<prop::sample::Index>(),
            local in -2_208_988_800_000_000_i64..4_102_444_800_000_000,
        ) {
            let names = names();
            let zone = zone(&names[index.index(names.len())]);
            prop_assert_eq!(zone.first(local), Some(first_not_before(&zone, local)));
        }

        #[test]
        fn local_times_near_a_change_are_so_too(
            index in any::<prop::sample::Index>(),
            after in 0_i64..2_000_000_000,
            near in -3 * HOUR..3 * HOUR,
        ) {
            let names = names();
            let zone = zone(&names[index.index(names.len())]);
            let after = jiff::Timestamp::from_second(after).unwrap();
            let change = zone.0.following(after).next();
            if let Some(change) = change.map(|change| change.timestamp().as_microsecond()) {
                let local = change + zone.offset(change) + near;
                prop_assert_eq!(zone.first(local), Some(first_not_before(&zone, local)));
            }
        }

        #[test]
        fn an_instant_comes_back_from_its_local_time(
            index in any::<prop::sample::Index>(),
            instant in -2_208_988_800_000_000_i64..4_102_444_800_000_000,
        ) {
            let names = names();
            let zone = zone(&names[index.index(names.len())]);
            let local = zone.local(instant).unwrap();
            prop_assert_eq!(zone.last_until(local, instant), Some(instant));
            prop_assert!(zone.first(local).unwrap() <= instant);
        }
    }
}
