//! Lists of address ranges.

use std::net::IpAddr;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::SettingSpec;
use flowright_syntax::ast::Setting;

use super::operands::texts;
use crate::program::SettingValue;
use crate::reports::Reports;

/// The ranges in the list given for a setting.
pub(super) fn setting(
    setting: &Setting,
    spec: &SettingSpec,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let texts = texts(setting, spec, "address ranges as strings", reports)?;
    let mut ranges = Vec::with_capacity(texts.len());
    for (text, span) in texts {
        match problem(&text) {
            None => ranges.push(text),
            Some(problem) => reports.push(not_cidr(span, &text, &problem)),
        }
    }
    Some(SettingValue::Ranges(ranges))
}

/// Why the text is not a valid address or address range.
fn problem(text: &str) -> Option<String> {
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (text, None),
    };
    let Ok(address) = address.parse::<IpAddr>() else {
        return Some(format!("`{address}` is not an IP address"));
    };
    let bits: u8 = if address.is_ipv4() { 32 } else { 128 };
    let prefix = prefix?;
    let digits = !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_digit());
    let length = if digits {
        prefix.parse::<u8>().ok()
    } else {
        None
    };
    match length {
        Some(length) if length <= bits => beyond(address, length),
        _ => Some(format!("the prefix length is at most {bits}")),
    }
}

/// A range with address bits beyond its prefix, such as `192.0.2.1/24`, is probably a mistake.
fn beyond(address: IpAddr, length: u8) -> Option<String> {
    let masked: IpAddr = match address {
        IpAddr::V4(v4) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(length)).unwrap_or(0);
            std::net::Ipv4Addr::from_bits(v4.to_bits() & mask).into()
        }
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or(0);
            std::net::Ipv6Addr::from_bits(v6.to_bits() & mask).into()
        }
    };
    (masked != address).then(|| format!("the range must be written `{masked}/{length}`"))
}

/// `E0404`: an invalid address range.
fn not_cidr(span: Span, text: &str, problem: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotCidr,
        span,
        format!("`{text}` is not an address range: {problem}"),
    )
    .label(problem)
    .help("write a range as `\"192.0.2.0/24\"` or `\"2001:db8::/32\"`, or a single address as `\"192.0.2.1\"`")
}
