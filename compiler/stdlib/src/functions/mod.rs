//! The functions of the language, one file each, in one table.
//!
//! The table drives the checker, the interpreter, the machine code, hover, completion and the
//! documentation; the examples run as tests.

mod any;
mod bool;
mod bytes;
mod call;
mod date;
mod free;
mod json;
mod list;
mod map;
mod notation;
mod number;
mod pattern;
mod sample;
mod signature;
#[cfg(test)]
mod testing;
mod text;
mod time;

pub use call::Call;
pub use notation::Notation;
pub use pattern::{Gives, LambdaPattern, Pattern, Unknowns};
pub use signature::{Example, Function, INDEX, Implementation, Inlined, Parameter, Receiver};

use crate::types::Type;

/// A library function: an index into [`FUNCTIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionId(pub u16);

/// Every function.
pub const FUNCTIONS: &[&Function] = &[
    &text::length::LENGTH,
    &text::is_empty::IS_EMPTY,
    &text::lower::LOWER,
    &text::upper::UPPER,
    &text::trim::TRIM,
    &text::split::SPLIT,
    &text::contains::CONTAINS,
    &text::starts_with::STARTS_WITH,
    &text::ends_with::ENDS_WITH,
    &text::remove_prefix::REMOVE_PREFIX,
    &text::remove_suffix::REMOVE_SUFFIX,
    &text::replace::REPLACE,
    &text::take::TAKE,
    &text::is_email::IS_EMAIL,
    &text::text_to_int::TEXT_TO_INT,
    &text::text_to_float::TEXT_TO_FLOAT,
    &text::text_to_decimal::TEXT_TO_DECIMAL,
    &text::slice::SLICE,
    &text::lines::LINES,
    &text::repeat::REPEAT,
    &text::pad_start::PAD_START,
    &text::pad_end::PAD_END,
    &text::base64::BASE64,
    &text::hex::HEX,
    &text::url_encode::URL_ENCODE,
    &text::sha256::SHA256,
    &list::length::LENGTH,
    &list::is_empty::IS_EMPTY,
    &list::contains::CONTAINS,
    &list::take::TAKE,
    &list::join::JOIN,
    &list::map::MAP,
    &list::filter::FILTER,
    &list::find::FIND,
    &list::any::ANY,
    &list::all::ALL,
    &list::count::COUNT,
    &list::flat_map::FLAT_MAP,
    &list::sum::SUM,
    &list::sum_of::SUM_OF,
    &list::avg::AVG,
    &list::avg_of::AVG_OF,
    &list::min::MIN,
    &list::max::MAX,
    &list::min_by::MIN_BY,
    &list::max_by::MAX_BY,
    &list::sort::SORT,
    &list::sort_by::SORT_BY,
    &list::unique::UNIQUE,
    &list::unique_by::UNIQUE_BY,
    &list::group_by::GROUP_BY,
    &list::fold::FOLD,
    &list::zip::ZIP,
    &list::first::FIRST,
    &list::last::LAST,
    &list::append::APPEND,
    &list::skip::SKIP,
    &list::slice::SLICE,
    &list::reverse::REVERSE,
    &list::concat::CONCAT,
    &list::chunk::CHUNK,
    &list::index_of::INDEX_OF,
    &number::int_to_float::INT_TO_FLOAT,
    &number::int_to_text::INT_TO_TEXT,
    &number::float_to_text::FLOAT_TO_TEXT,
    &number::int_abs::INT_ABS,
    &number::int_pow::INT_POW,
    &number::int_clamp::INT_CLAMP,
    &number::float_abs::FLOAT_ABS,
    &number::float_clamp::FLOAT_CLAMP,
    &number::floor::FLOOR,
    &number::ceil::CEIL,
    &number::round::ROUND,
    &number::int_to_decimal::INT_TO_DECIMAL,
    &number::float_to_decimal::FLOAT_TO_DECIMAL,
    &number::decimal_to_text::DECIMAL_TO_TEXT,
    &number::decimal_to_text_with::DECIMAL_TO_TEXT_WITH,
    &number::decimal_to_float::DECIMAL_TO_FLOAT,
    &number::decimal_abs::DECIMAL_ABS,
    &number::decimal_clamp::DECIMAL_CLAMP,
    &number::decimal_floor::DECIMAL_FLOOR,
    &number::decimal_ceil::DECIMAL_CEIL,
    &number::decimal_round::DECIMAL_ROUND,
    &number::decimal_round_half_even::DECIMAL_ROUND_HALF_EVEN,
    &bool::bool_to_text::BOOL_TO_TEXT,
    &time::time_to_text::TIME_TO_TEXT,
    &time::unix_seconds::UNIX_SECONDS,
    &time::unix_milliseconds::UNIX_MILLISECONDS,
    &time::from_unix_seconds::FROM_UNIX_SECONDS,
    &time::from_unix_milliseconds::FROM_UNIX_MILLISECONDS,
    &time::duration_to_text::DURATION_TO_TEXT,
    &time::duration_abs::DURATION_ABS,
    &json::get::GET,
    &json::member::MEMBER,
    &json::element::ELEMENT,
    &any::to_json::TO_JSON,
    &list::to_map::TO_MAP,
    &map::length::LENGTH,
    &map::is_empty::IS_EMPTY,
    &map::keys::KEYS,
    &map::values::VALUES,
    &map::entries::ENTRIES,
    &map::position::POSITION,
    &map::set::SET,
    &map::remove::REMOVE,
    &map::merge::MERGE,
    &text::title::TITLE,
    &text::matches::MATCHES,
    &text::match_groups::MATCH_GROUPS,
    &text::replace_match::REPLACE_MATCH,
    &text::slug::SLUG,
    &text::from_base64::FROM_BASE64,
    &text::from_hex::FROM_HEX,
    &text::url_decode::URL_DECODE,
    &text::to_bytes::TO_BYTES,
    &bytes::length::LENGTH,
    &bytes::is_empty::IS_EMPTY,
    &bytes::take::TAKE,
    &bytes::to_text::TO_TEXT,
    &bytes::base64::BASE64,
    &bytes::hex::HEX,
    &bytes::sha256::SHA256,
    &free::hmac_sha256::HMAC_SHA256,
    &free::uuid::UUID,
    &free::random::RANDOM,
    &free::min::MIN,
    &free::max::MAX,
    &time::year::YEAR,
    &time::month::MONTH,
    &time::day::DAY,
    &time::hour::HOUR,
    &time::minute::MINUTE,
    &time::second::SECOND,
    &time::weekday::WEEKDAY,
    &time::day_of_year::DAY_OF_YEAR,
    &time::iso_week::ISO_WEEK,
    &time::start_of::START_OF,
    &time::plus_days::PLUS_DAYS,
    &time::plus_months::PLUS_MONTHS,
    &time::plus_years::PLUS_YEARS,
    &time::time_format::TIME_FORMAT,
    &time::time_date::TIME_DATE,
    &time::text_to_time::TEXT_TO_TIME,
    &time::text_to_time_with_offset::TEXT_TO_TIME_WITH_OFFSET,
    &time::text_to_time_in_zone::TEXT_TO_TIME_IN_ZONE,
    &date::year::YEAR,
    &date::month::MONTH,
    &date::day::DAY,
    &date::weekday::WEEKDAY,
    &date::day_of_year::DAY_OF_YEAR,
    &date::iso_week::ISO_WEEK,
    &date::start_of::START_OF,
    &date::plus_days::PLUS_DAYS,
    &date::plus_months::PLUS_MONTHS,
    &date::plus_years::PLUS_YEARS,
    &date::days_until::DAYS_UNTIL,
    &date::at::AT,
    &date::date_format::DATE_FORMAT,
    &date::date_to_text::DATE_TO_TEXT,
    &date::text_to_date::TEXT_TO_DATE,
    &date::text_to_date_in_format::TEXT_TO_DATE_IN_FORMAT,
    &free::time::TIME,
    &free::date::DATE,
];

impl FunctionId {
    /// The function, if the id is in the table.
    #[must_use]
    pub fn get(self) -> Option<&'static Function> {
        FUNCTIONS.get(usize::from(self.0)).copied()
    }
}

/// The functions with that name, for any receiver.
pub fn named(name: &str) -> impl Iterator<Item = (FunctionId, &'static Function)> {
    (0_u16..)
        .map(FunctionId)
        .zip(FUNCTIONS.iter().copied())
        .filter(move |(_, one)| one.name == name)
}

/// The function with that name that is called without a receiver.
#[must_use]
pub fn free(name: &str) -> Option<(FunctionId, &'static Function)> {
    named(name).find(|(_, one)| one.on == Pattern::Nothing)
}

/// All functions that are called without a receiver.
pub fn all_free() -> impl Iterator<Item = (FunctionId, &'static Function)> {
    (0_u16..)
        .map(FunctionId)
        .zip(FUNCTIONS.iter().copied())
        .filter(|(_, one)| one.on == Pattern::Nothing)
}

/// The functions that are written as an index of a value of that type.
pub fn indexes(ty: &Type) -> impl Iterator<Item = (FunctionId, &'static Function)> {
    named(INDEX).filter(|(_, one)| one.on.accepts(ty))
}

/// The functions that can be called by name on a value of that type.
pub fn on(ty: &Type) -> impl Iterator<Item = (FunctionId, &'static Function)> {
    (0_u16..)
        .map(FunctionId)
        .zip(FUNCTIONS.iter().copied())
        .filter(move |(_, one)| one.name != INDEX && one.on.accepts(ty))
}
