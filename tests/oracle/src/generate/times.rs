//! Times, dates, and texts in the notations of their functions.

use flowright_stdlib::functions::{Notation, Pattern};

use super::generator::Generator;

impl Generator<'_> {
    /// `date("2026-02-28")`
    pub(super) fn date_literal(&mut self) -> String {
        let all = [
            "2026-02-28",
            "2024-02-29",
            "2025-12-31",
            "1970-01-01",
            "0000-01-01",
            "9999-12-31",
            "2026-03-29",
            "2026-10-25",
            "2020-12-31",
        ];
        let one = self.source.pick(&all).copied().unwrap_or("2026-01-01");
        format!("date(\"{one}\")")
    }

    /// `time("2026-03-29T01:00:00Z")`
    pub(super) fn time_literal(&mut self) -> String {
        let all = [
            "2026-03-29T00:59:59.999999Z",
            "2026-03-29T01:30:00Z",
            "2026-10-25T00:30:15Z",
            "2026-10-25T01:30:15Z",
            "2024-02-29T23:59:59+01:00",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "1890-01-01T00:00:00Z",
            "2011-12-30T09:59:00Z",
        ];
        let one = self
            .source
            .pick(&all)
            .copied()
            .unwrap_or("2026-01-01T00:00:00Z");
        format!("time(\"{one}\")")
    }

    /// Whether an argument of that type can be written independently of the other arguments.
    pub(super) fn can_be_written(&self, pattern: Pattern) -> bool {
        // Patterns and paths are generated with their functions.
        !matches!(
            pattern,
            Pattern::Written(Notation::Regex | Notation::JsonPath)
        )
    }

    /// A text in the notation, as a literal.
    pub(super) fn in_notation(&mut self, notation: Notation) -> String {
        let all: &[&str] = match notation {
            Notation::Zone => &[
                "UTC",
                "Europe/Stockholm",
                "America/New_York",
                "Asia/Kolkata",
                "Pacific/Apia",
                "Australia/Lord_Howe",
                "America/Havana",
                "Africa/Casablanca",
                "Asia/Tokyo",
            ],
            Notation::Clock => &["00:00", "02:30", "09:00", "23:59:59", "12:05"],
            Notation::TimeUnit => &["minute", "hour", "day", "week", "month", "year"],
            Notation::DateUnit => &["week", "month", "year"],
            Notation::TimeFormat => &[
                "%Y-%m-%d %H:%M:%S",
                "%A, %-d %B %Y %I:%M %p",
                "%a %e %b %H:%M:%S.%3f %z",
                "%j %u %V %:z %%",
            ],
            Notation::DateFormat => &["%d.%m.%Y", "%A, %-d %B %Y", "week %V, %a", "%-m/%-d/%Y"],
            Notation::InstantFormat => &["%Y-%m-%dT%H:%M:%S%:z", "%d/%m/%Y %H:%M %z"],
            Notation::LocalFormat => &["%Y-%m-%d %H:%M", "%d/%m/%Y %I:%M %p", "%Y-%m-%d"],
            Notation::DayFormat => &["%Y-%m-%d", "%d.%m.%Y", "%-d %B %Y"],
            Notation::Instant | Notation::Day | Notation::Regex | Notation::JsonPath => {
                unreachable!("the functions that take it are written elsewhere")
            }
        };
        format!("\"{}\"", self.source.pick(all).copied().unwrap_or_default())
    }
}
