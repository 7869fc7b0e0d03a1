//! Contains panics: a bug in one answer does not take down the server.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

/// The message of a panic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bug(pub String);

impl std::fmt::Display for Bug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}. This is a bug in Flowright; please report it with the files",
            self.0
        )
    }
}

/// Runs code that may panic. After a panic, the caller must not trust anything that the code was
/// modifying.
///
/// # Errors
/// The message of the panic.
pub(super) fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, Bug> {
    panic::catch_unwind(AssertUnwindSafe(run)).map_err(|panic| Bug(words(&*panic)))
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("it panicked").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_and_held() {
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(
            guarded(|| panic!("a word")),
            Err::<(), _>(Bug("a word".to_owned()))
        );
        let number = 2;
        assert_eq!(
            guarded(|| panic!("{number} words")),
            Err::<(), _>(Bug("2 words".to_owned()))
        );
    }
}
