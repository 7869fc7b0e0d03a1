//! Contestants take turns; the result is the median of their rounds.

use std::time::Duration;

use crate::CONNECTIONS;
use crate::load::{self, Measured, Requests};
use crate::process::Process;
use crate::shared::Result;
use crate::shared::contestants::Contestant;
use crate::shared::table::Table;

/// How long to measure.
#[derive(Clone, Copy)]
pub struct Plan {
    pub rounds: usize,
    pub warm_up: Duration,
    pub round: Duration,
}

/// The results of all rounds.
pub struct Standing {
    contestants: Vec<(Contestant, Vec<Measured>)>,
}

/// Starts the contestants, and sends requests to each in turn.
pub fn run<R: Requests>(
    contestants: &[Contestant],
    core: Option<usize>,
    plan: Plan,
    mut requests: impl FnMut() -> R,
) -> Result<Standing> {
    let mut processes = Vec::new();
    for contestant in contestants {
        processes.push(Process::start(*contestant, core)?);
    }
    let mut standing: Vec<_> = contestants.iter().map(|one| (*one, Vec::new())).collect();
    for _ in 0..plan.rounds {
        for (process, (_, measured)) in processes.iter().zip(&mut standing) {
            let connections = (0..CONNECTIONS).map(|_| requests()).collect();
            measured.push(load::run(process, connections, plan.warm_up, plan.round)?);
        }
    }
    Ok(Standing {
        contestants: standing,
    })
}

impl Standing {
    /// A row for each contestant.
    pub fn table(&self) -> Table {
        let first = self.contestants.first().map(|(first, _)| *first);
        let mut table = Table::new(&[
            "server",
            "requests/s",
            "Flowright is",
            "p50 µs",
            "p99 µs",
            "server CPU µs/request",
            "server busy",
        ]);
        for (contestant, measured) in &self.contestants {
            let of = |part: fn(&Measured) -> f64| median(measured.iter().map(part).collect());
            let ratio = first.map_or(1.0, |first| self.ratio(first, *contestant));
            table.row([
                contestant.title().to_owned(),
                format!("{:.0}", of(|round| round.rate)),
                format!("{ratio:.3}×"),
                format!("{:.0}", of(|round| percentile(&round.latencies, 50))),
                format!("{:.0}", of(|round| percentile(&round.latencies, 99))),
                format!("{:.2}", of(|round| micros(round.server))),
                format!("{:.0} %", of(|round| round.busy) * 100.0),
            ]);
        }
        table
    }

    /// The requests per second of one contestant, as a multiple of the other's.
    pub fn ratio(&self, one: Contestant, other: Contestant) -> f64 {
        self.compare(one, other, |round| round.rate)
    }

    /// The 99th percentile of the latencies of one contestant, as a multiple of the other's.
    pub fn late(&self, one: Contestant, other: Contestant) -> f64 {
        self.compare(one, other, |round| percentile(&round.latencies, 99))
    }

    fn compare(&self, one: Contestant, other: Contestant, part: fn(&Measured) -> f64) -> f64 {
        let ratios = self
            .of(one)
            .zip(self.of(other))
            .map(|(one, other)| part(one) / part(other));
        median(ratios.collect())
    }

    fn of(&self, contestant: Contestant) -> impl Iterator<Item = &Measured> {
        let mut all = self.contestants.iter();
        all.find(|(one, _)| *one == contestant)
            .into_iter()
            .flat_map(|(_, measured)| measured)
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    sorted
        .get(sorted.len() * percent / 100)
        .copied()
        .map_or(f64::NAN, micros)
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
