use proptest::prelude::*;

use super::{Use, check, read_date, read_instant, read_local, write_date, write_time};
use crate::calendar::{DAYS, INSTANTS};

/// A format with every directive that can be read.
const READ: &[&str] = &[
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%F",
    "%e %B %Y",
    "%A, %-d %b %Y",
    "%a %h %d %Y",
    "%Y/%j",
    "%G-W%V-%u",
    "%G %V %A",
    "%G %V %w",
    "%Y%m%d",
    "%^B %0d, %Y",
    "100%% %F",
];

#[test]
fn formats_that_are_read_are_also_written() {
    for format in READ {
        assert_eq!(check(format, Use::ReadDate), Ok(()), "{format}");
        assert_eq!(check(format, Use::WriteDate), Ok(()), "{format}");
    }
}

#[test]
fn parts_have_their_digits() {
    let local = 1_709_210_096_123_456;
    let offset = 7_200_000_000;
    for (format, text) in [
        ("%Y-%m-%d %H:%M:%S", "2024-02-29 12:34:56"),
        ("%d.%m.%y", "29.02.24"),
        ("%-d.%-m.%Y", "29.2.2024"),
        ("%A %a %B %b %h", "Thursday Thu February Feb Feb"),
        ("%^a", "THU"),
        ("%j %u %w %G-W%V %q", "060 4 4 2024-W09 1"),
        ("%I:%M %p %l %k %P", "12:34 PM 12 12 pm"),
        ("%T %R %F %D", "12:34:56 12:34 2024-02-29 02/29/24"),
        ("%f %3f %6f %.f %.3f", "123456 123 123456 .123456 .123"),
        ("%z %:z", "+0200 +02:00"),
        ("100%% %t%n%Y", "100% \t\n2024"),
    ] {
        assert_eq!(check(format, Use::WriteTime), Ok(()), "{format}");
        assert_eq!(write_time(format, local, offset).unwrap(), text, "{format}");
    }
    // Stockholm until 1879: local mean time.
    let offset = 3_208_000_000;
    assert_eq!(
        write_time("%z %:z", 0, offset).unwrap(),
        "+005328 +00:53:28"
    );
    assert_eq!(
        write_time("%e|%k|%l", 5 * 3_600_000_000, 0).unwrap(),
        " 1| 5| 5"
    );
    assert_eq!(write_date("%-d %B %Y", 0).unwrap(), "1 January 1970");
}

#[test]
fn texts_that_do_not_fit_are_null() {
    for (format, text) in [
        ("%Y-%m-%d", ""),
        ("%Y-%m-%d", "2024-02-30"),
        ("%Y-%m-%d", "2024-13-01"),
        ("%Y-%m-%d", "2024-02-29 "),
        ("%Y-%m-%d", "2024-02-29T00:00"),
        ("%Y-%m-%d", "-0001-01-01"),
        ("%d. %B %Y", "1. Mai 2024"),
        ("%A %Y-%m-%d", "Monday 2024-02-29"),
    ] {
        assert_eq!(read_date(format, text), None, "{format} {text}");
    }
    assert_eq!(
        read_date("%Y-%m-%d", "2024-2-9"),
        read_date("%F", "2024-02-09")
    );
    assert_eq!(
        read_local("%F %I:%M %p", "1970-01-01 12:01 am"),
        Some(60_000_000)
    );
    assert_eq!(read_local("%F", "1970-01-02"), Some(86_400_000_000));
    assert_eq!(read_local("%F %H", "1970-01-01 24"), None);
    assert_eq!(read_instant("%FT%T%z", "1970-01-01T02:00:00+0200"), Some(0));
    assert_eq!(read_instant("%FT%T%:z", "1970-01-01T02:00:00Z"), None);
    assert_eq!(read_instant("%FT%T%:z", "0000-01-01T00:00:00+01:00"), None);
}

#[test]
fn what_is_wrong_with_a_format_is_said() {
    let wrong = |format: &str, usage| check(format, usage).unwrap_err().problem;
    for (usage, format) in [
        (Use::WriteTime, ""),
        (Use::WriteTime, "%"),
        (Use::WriteTime, "%Y-%"),
        (Use::WriteTime, "%-"),
        (Use::WriteTime, "%K"),
        (Use::WriteTime, "%Z"),
        (Use::WriteTime, "%4Y"),
        (Use::WriteTime, "%:Y"),
        (Use::WriteTime, "%::z"),
        (Use::WriteTime, "%5f"),
        (Use::WriteTime, "%.Y"),
        (Use::WriteTime, "%é"),
        (Use::WriteTime, "%%"),
        (Use::WriteDate, "%H"),
        (Use::WriteDate, "%F %z"),
        (Use::ReadDate, "%Y-%m"),
        (Use::ReadDate, "%m-%d"),
        (Use::ReadDate, "%F %q"),
        (Use::ReadLocal, "%H:%M"),
        (Use::ReadLocal, "%F %I:%M"),
        (Use::ReadLocal, "%F %H:%M %p"),
        (Use::ReadLocal, "%F %M"),
        (Use::ReadLocal, "%F %H:%S"),
        (Use::ReadLocal, "%F %H:%M.%f"),
        (Use::ReadLocal, "%F %T %z"),
        (Use::ReadInstant, "%F %T"),
    ] {
        assert!(!wrong(format, usage).is_empty(), "{format}");
    }
}

#[test]
fn formats_of_other_languages_are_translated() {
    for (format, meant) in [
        ("YYYY-MM-DD", "%Y-%m-%d"),
        ("yyyy-MM-dd'T'HH:mm:ss", "%Y-%m-%dT%H:%M:%S"),
        ("DD.MM.YYYY HH:mm", "%d.%m.%Y %H:%M"),
        ("h:mm a", "%-I:%M %P"),
        ("MMM D, YYYY", "%b %-d, %Y"),
        ("2006-01-02 15:04:05", "%Y-%m-%d %H:%M:%S"),
    ] {
        assert_eq!(
            check(format, Use::WriteTime).unwrap_err().meant.as_deref(),
            Some(meant)
        );
    }
    assert!(check("today", Use::WriteTime).unwrap_err().meant.is_none());
}

proptest! {
    #[test]
    fn a_date_reads_back_in_every_format(day in DAYS, format in prop::sample::select(READ)) {
        // The ISO year of the first days of year 0 is before it.
        prop_assume!(day > -719_528 + 7);
        let text = write_date(format, day).unwrap();
        prop_assert_eq!(read_date(format, &text), Some(day), "{}", text);
    }

    #[test]
    fn a_time_reads_back(local in INSTANTS, hours in -23_i64..23) {
        let offset = hours * 3_600_000_000;
        let text = write_time("%d/%m/%Y %I:%M:%S %p%.f %z", local, offset).unwrap();
        let read = read_instant("%d/%m/%Y %I:%M:%S %p%.f %z", &text);
        prop_assert_eq!(read, Some(local - offset).filter(|at| INSTANTS.contains(at)), "{}", text);
        let text = write_time("%F %T%.6f", local, offset).unwrap();
        prop_assert_eq!(read_local("%F %T%.6f", &text), Some(local), "{}", text);
    }

    #[test]
    fn any_text_is_checked_and_what_passes_can_be_used(format in ".*", text in ".*", local in INSTANTS) {
        if check(&format, Use::WriteTime).is_ok() {
            write_time(&format, local, 0).unwrap();
        }
        if check(&format, Use::WriteDate).is_ok() {
            write_date(&format, 0).unwrap();
        }
        for (usage, read) in [
            (Use::ReadInstant, read_instant as fn(&str, &str) -> Option<i64>),
            (Use::ReadLocal, read_local),
            (Use::ReadDate, read_date),
        ] {
            if check(&format, usage).is_ok() {
                read(&format, &text);
            }
        }
    }

    #[test]
    fn formats_of_directives_can_be_used(
        format in "(%[-_0^]?[YymBbhdejAauwGVFDHIklMSTRpPqz]|%[.]?[369]?f|%:z|[ :.%/]){1,6}",
        text in "[0-9A-Za-z :.+-]{0,30}",
        local in INSTANTS,
    ) {
        if check(&format, Use::WriteTime).is_ok() {
            write_time(&format, local, 3_600_000_000).unwrap();
        }
        if check(&format, Use::ReadLocal).is_ok() {
            read_local(&format, &text);
        }
        if check(&format, Use::ReadInstant).is_ok() {
            read_instant(&format, &text);
        }
    }
}
