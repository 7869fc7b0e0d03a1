//! Times, dates, zones and formats, and what beginners write instead.

use crate::{assert_clean, assert_diagnostics, program};

/// A function with two times, two dates, a text and an int.
fn function(returns: &str, body: &str) -> String {
    program(
        &format!(
            "fn f(at: time, other: time, day: date, due: date, given: text, count: int) -> {returns} {{\n{body}\n}}"
        ),
        "",
    )
}

#[test]
fn dates_and_zones_are_computed() {
    assert_clean!(function(
        "date?",
        "let _a: int = at.year(\"Europe/Stockholm\") + day.month() + due.weekday()\nlet _b: time = at.plus_days(1, \"UTC\").start_of(\"week\", \"America/New_York\")\nlet _c: date = at.date(\"Asia/Tokyo\").plus_months(count)\nlet _d: time = day.at(\"09:00\", \"Europe/Stockholm\")\nlet _e: text = at.format(\"%Y-%m-%d %H:%M\", \"UTC\")\nlet _e2: text = day.format(\"%d.%m.%Y\").lower()\nlet _f: time? = given.to_time(\"%Y-%m-%d %H:%M\", \"UTC\")\nlet _g: time? = given.to_time(\"%Y-%m-%dT%H:%M%z\") ?? given.to_time()\nlet _h = day < due and day == date(\"2026-01-02\") and at >= time(\"2026-01-02T03:04:05Z\")\nlet _i: int = day.days_until(due)\nlet _j: date? = [day, due].sort().max()\nlet _k = min(day, due)\nlet _l: text = \"{day}\"\nlet _m = day in [due] and other > at\ngiven.to_date() ?? given.to_date(\"%d.%m.%Y\")"
    ));
}

#[test]
fn dates_are_declared_and_stored() {
    assert_clean!(
        "config first: date = date(\"2026-01-01\")\nconfig since: time = time(\"2026-01-01T00:00:00Z\")\ncollection jobs {\n  day: date = date(\"2026-01-02\")\n  due: date?\n  at: time = time(\"2026-01-02T03:04:05Z\")\n  unique (day)\n  index (due)\n  index (at)\n}\nworkflow w {\n  trigger webhook POST \"/w/{on: date}/{at: time}/{wait: duration}\" {\n    verify none because \"a test\"\n    query { until: date? }\n    body form { day: date, others: [date] }\n  }\n  let day = context.data.day\n  create jobs { day, due: context.query.until }\n  update jobs where .day > config.first and .due == null set { day: context.params.on, due: day }\n  let last = max .day of jobs where .day in [day, date(\"2026-02-03\")]\n  let all = find jobs where .at > config.since order by .day desc\n  respond 200 json { last, days: all.map(x => x.day) }\n}"
    );
}

#[test]
fn zones_that_do_not_exist() {
    assert_diagnostics!(function(
        "int",
        "let _a = at.hour(\"Europe/Stokholm\")\nlet _b = at.hour(\"CEST\")\nlet _c = at.hour(\"europe/berlin\")\nlet _d = at.hour(\"Stockholm\")\nlet _e = at.hour(\"new york\")\nlet _f = at.hour(\"+02:00\")\nlet _g = at.hour(\"UTC+1\")\nlet _h = at.hour(\"PST\")\nlet _i = at.hour(\"Local\")\nlet _j = at.hour(given)\nlet _k = at.hour(1)\n1"
    ));
}

#[test]
fn zones_that_are_missing() {
    assert_diagnostics!(function(
        "int",
        "let _a = at.hour()\nlet _b = at.hour\nlet _c = at.format(\"%Y\")\nlet _d = at.date()\nlet _e = at.plus_days(1)\nlet _f = at.start_of(\"day\")\nlet _g = day.at(\"09:00\")\nlet _h = at.getHours()\nlet _i = at.weekday()\n1"
    ));
}

#[test]
fn formats_of_other_languages() {
    assert_diagnostics!(function(
        "text",
        "let _a = day.format(\"YYYY-MM-DD\")\nlet _b = at.format(\"yyyy-MM-dd'T'HH:mm:ss\", \"UTC\")\nlet _c = at.format(\"2006-01-02 15:04\", \"UTC\")\nlet _d = day.format(\"today\")\nlet _e = at.format(\"%Y-%m-%d %Z\", \"UTC\")\nlet _f = at.format(\"%s\", \"UTC\")\nlet _g = at.format(\"%Q\", \"UTC\")\nlet _h = at.format(\"100% sure\", \"UTC\")\nlet _i = day.format(\"%Y-%m-%d %H:%M\")\nlet _j = at.strftime(\"%Y\", \"UTC\")\nday.format(given)"
    ));
}

#[test]
fn texts_that_are_read_by_the_wrong_format() {
    assert_diagnostics!(function(
        "date?",
        "let _a = given.to_time(\"%Y-%m-%d %H:%M\")\nlet _b = given.to_time(\"%Y-%m-%d %H:%M %z\", \"UTC\")\nlet _c = given.to_time(\"%H:%M\", \"UTC\")\nlet _d = given.to_time(\"%Y-%m-%d %I:%M\", \"UTC\")\nlet _e = given.to_date(\"%Y-%m\")\nlet _f = given.to_date(\"%Y-%m-%d %H:%M\")\nlet _g: date = given.to_date()\nlet _h = given.to_time(\"%Y-%m-%d %M\", \"UTC\")\ngiven.to_date(\"dd.MM.yyyy\")"
    ));
}

#[test]
fn dates_are_not_added() {
    assert_diagnostics!(function(
        "date",
        "let _a = day + 1\nlet _b = day - 7d\nlet _c = due - day\nlet _d = at - day\nlet _e = day.plus_days(1d)\nlet _f = -day\nlet _g = due.days_until(at)\nday * 2"
    ));
}

#[test]
fn dates_texts_and_times_are_different() {
    assert_diagnostics!(function(
        "date",
        "let _a = day == \"2026-01-02\"\nlet _b = at < \"2026-01-02T03:04:05Z\"\nlet _c = day == given\nlet _d = day < at\nlet _e: date = \"2026-01-02\"\nlet _f: time = \"2026-01-02\"\nlet _g: date = at\nlet _h: time = day\nlet _i: text = day\nlet _j: date = given\nlet _k = day in [\"2026-01-02\"]\nlet _l = day == 20260102\nat"
    ));
}

#[test]
fn literals_that_are_no_times_or_dates() {
    assert_diagnostics!(function(
        "date",
        "let _a = date(\"2026-13-01\")\nlet _b = date(\"02.01.2026\")\nlet _c = time(\"2026-01-02\")\nlet _d = time(\"2026-01-02 03:04\")\nlet _e = date(given)\nlet _f = date(2026, 1, 2)\nlet _g = day.at(\"9:00\", \"UTC\")\nlet _h = at.start_of(\"days\", \"UTC\")\nlet _i = day.start_of(\"hour\")\nlet _j = at.start_of(\"decade\", \"UTC\")\ndate()"
    ));
}

#[test]
fn functions_of_other_languages() {
    assert_diagnostics!(function(
        "date",
        "let _a = today()\nlet _b = day.hour()\nlet _c = day.getFullYear()\nlet _d = day.addDays(1)\nlet _e = at.toISOString()\nlet _f = day.diff(due)\nlet _g = given.strptime(\"%Y\")\nlet _h = at.year\nlet _i = day.year\nnow()"
    ));
}

#[test]
fn declarations_of_dates_that_do_not_fit() {
    assert_diagnostics!(
        "config first: date = \"2026-01-01\"\nconfig since: time = \"today\"\ncollection jobs {\n  day: date = \"2026-01-02\"\n  due: Date?\n  at: datetime = now()\n  end: date = now()\n  last: date = date(\"2026-02-30\")\n}\nworkflow w {\n  trigger webhook POST \"/w\" { verify none because \"a test\" }\n  let _a = sum .day of jobs where .day > \"2026-01-01\"\n  let _b = count jobs where .day < now()\n  let _c = count jobs where .day + 1 < date(\"2026-01-01\")\n  respond 204\n}"
    );
}
