//! A generated program of a fixed length.

use crate::workflows::{SHARED, module};

/// Lines of [`lines`].
pub const LINES: usize = 1000;

/// A program of [`LINES`] lines.
pub fn lines() -> String {
    let mut text = String::from(SHARED);
    for number in 0.. {
        let longer = text.clone() + &module(number);
        if longer.lines().count() > LINES {
            break;
        }
        text = longer;
    }
    let missing = LINES - text.lines().count();
    text.extend((0..missing).map(|line| format!("// {line}\n")));
    text
}
