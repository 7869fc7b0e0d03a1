//! Describes the machine on which the numbers were measured.

use std::fs;

/// The machine in one line.
pub fn description() -> String {
    let model = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".into());
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|total| total.split_whitespace().next()?.parse::<u64>().ok())
        .map_or_else(
            || "unknown".into(),
            |kib| format!("{} GB", (kib * 1024).div_ceil(1 << 30)),
        );
    // The machine's processors, not only those to which this process is pinned.
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cores = processors
        .lines()
        .filter(|line| line.starts_with("processor"))
        .count();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let virtual_machine = field("/proc/cpuinfo", "flags")
        .is_some_and(|flags| flags.split(' ').any(|flag| flag == "hypervisor"));
    let kind = if virtual_machine {
        " (virtual machine)"
    } else {
        ""
    };
    format!(
        "{model}{kind}, {cores} cores, {memory} of memory, Linux {}",
        kernel.trim()
    )
}

fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
