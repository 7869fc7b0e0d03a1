//! The local time, in a zone, of the time that a function is called on.

use crate::calendar::Date;
use crate::clock::DAY;
use crate::failure::{Failure, FailureCode};
use crate::functions::Call;
use crate::functions::{Notation, Parameter, Pattern};
use crate::zone::Zone;

/// The fuel for looking up the rules of a zone.
const LOOKUP: u64 = 30;

/// The parameter for the zone.
pub(in crate::functions) const ZONE: Parameter = Parameter {
    name: "zone",
    ty: Pattern::Written(Notation::Zone),
    docs: "a zone of the IANA database, such as \"Europe/Stockholm\", or \"UTC\"",
};

/// The zone whose name's words start at that index.
pub(in crate::functions) fn zone(call: &mut Call<'_>, at: usize) -> Result<Zone, Failure> {
    call.spend(LOOKUP);
    // The compiler has checked the name.
    Zone::named(call.text(at)?).ok_or_else(|| Failure::internal("an unknown zone"))
}

/// The local time of the receiver in the zone whose name's words start at that index.
pub(super) fn local(call: &mut Call<'_>, at: usize) -> Result<(Zone, i64), Failure> {
    let zone = zone(call, at)?;
    let local = fitting(zone.local(call.int(0)?))?;
    Ok((zone, local))
}

/// Returns a part of the local time of the receiver; the zone is the only argument.
pub(super) fn give_part(call: &mut Call<'_>, part: fn(i64) -> i64) -> Result<(), Failure> {
    let (_, local) = local(call, 1)?;
    call.give(&[part(local).cast_unsigned()]);
    Ok(())
}

/// The day of a local time.
pub(super) fn day(local: i64) -> i64 {
    local.div_euclid(DAY)
}

/// The date of a local time.
pub(super) fn date(local: i64) -> Date {
    Date::of(day(local))
}

/// The seconds since midnight of a local time.
pub(super) fn second_of_day(local: i64) -> i64 {
    local.rem_euclid(DAY) / 1_000_000
}

/// Returns the time at which the clock in the zone shows the same time of day as at the receiver,
/// on another day. `day_after(day, n)` computes that day for the arguments `(n, zone)`.
pub(super) fn give_moved(
    call: &mut Call<'_>,
    day_after: fn(i64, i64) -> Option<i64>,
) -> Result<(), Failure> {
    let count = call.int(1)?;
    let (zone, local) = local(call, 2)?;
    if count == 0 {
        // The time itself, even if it is the second of two times at which the clock shows the same.
        call.give(&[call.word(0)?]);
        return Ok(());
    }
    let day = fitting(day_after(day(local), count))?;
    let time = fitting(zone.first(day * DAY + local.rem_euclid(DAY)))?;
    call.give(&[time.cast_unsigned()]);
    Ok(())
}

/// A computed time or date, which must have a text form.
pub(in crate::functions) fn fitting<T>(value: Option<T>) -> Result<T, Failure> {
    value.ok_or_else(|| {
        let message = "the time is outside of the years 0 to 9999";
        Failure::new(FailureCode::Overflow, message)
    })
}
