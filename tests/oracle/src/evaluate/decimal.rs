//! Numbers by their decimal digits: rounded, converted and recognised the slow way.

/// The int with the value of a whole float, if there is one.
pub(super) fn as_int(value: f64) -> Option<i64> {
    // Through the decimal digits, which represent every whole float exactly.
    format!("{value:.0}").parse().ok()
}

/// Halves in the decimal representation round away from zero.
pub(super) fn rounded(value: f64, digits: usize) -> f64 {
    let mut written: Vec<char> = format!("{value}").chars().collect();
    let Some(point) = written.iter().position(|one| *one == '.') else {
        return value;
    };
    let end = point + digits;
    if written.len() <= end + 1 {
        return value;
    }
    let up = written[end + 1] >= '5';
    written.truncate(end + 1);
    let mut at = end;
    let mut carry = up;
    while carry {
        match written[at] {
            '.' => {}
            '9' => written[at] = '0',
            '-' => {
                written.insert(1, '1');
                carry = false;
            }
            digit => {
                written[at] = char::from(digit as u8 + 1);
                carry = false;
            }
        }
        if carry && at == 0 {
            written.insert(0, '1');
            carry = false;
        }
        at = at.saturating_sub(1);
    }
    let written: String = written.into_iter().collect();
    written.trim_end_matches('.').parse().unwrap_or(value)
}

/// Whether a text is a valid number: a minus, digits without leading zeros, and for floats a
/// fraction and an exponent.
pub(super) fn is_number(text: &str, fraction: bool) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((text, exponent)) => (text, Some(exponent)),
        None => (text, None),
    };
    let (whole, behind) = match text.split_once('.') {
        Some((whole, behind)) => (whole, Some(behind)),
        None => (text, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|one| one.is_ascii_digit());
    let is_plain = is_digits(whole) && (whole == "0" || !whole.starts_with('0'));
    let signless = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    let has_more = behind.is_some() || exponent.is_some();
    is_plain
        && behind.is_none_or(is_digits)
        && signless.is_none_or(is_digits)
        && (fraction || !has_more)
}
