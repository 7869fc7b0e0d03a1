//! Enums encoded as words: generated code passes them as constants, host functions decode them.

use flowright_ir::code::{Arithmetic, Arrangement, BodyKind, Comparison, Escape, TextKind};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::log::LogLevel;

/// An enum passed from generated code to a host function.
pub(crate) trait Encode: Sized {
    /// Its word.
    fn encode(self) -> u64;

    /// Decodes a word.
    ///
    /// # Errors
    /// `internal` for a word that `encode` never returns.
    fn decode(word: u64) -> Result<Self, Failure>;
}

macro_rules! encode {
    ($($name:ident { $($variant:ident = $word:literal),* $(,)? })*) => {$(
        impl Encode for $name {
            fn encode(self) -> u64 {
                match self { $($name::$variant => $word,)* }
            }

            fn decode(word: u64) -> Result<$name, Failure> {
                match word {
                    $($word => Ok($name::$variant),)*
                    _ => Err(Failure::internal("machine code passed on an unknown word")),
                }
            }
        }
    )*};
}

encode! {
    Arithmetic { Add = 0, Subtract = 1, Multiply = 2, Divide = 3, Remainder = 4 }
    Comparison { Equal = 0, NotEqual = 1, Less = 2, LessOrEqual = 3, Greater = 4, GreaterOrEqual = 5 }
    Escape { None = 0, Json = 1, UrlPathSegment = 2, UrlPart = 3, Slack = 4, Html = 5, UrlPath = 6 }
    TextKind { Bool = 0, Int = 1, Float = 2, Time = 3, Duration = 4, Date = 5 }
    BodyKind { None = 0, Json = 1, Text = 2, Html = 3, Bytes = 4 }
    Arrangement { Sorted = 0, Distinct = 1, Grouped = 2 }
    LogLevel { Debug = 0, Info = 1, Warn = 2, Error = 3 }
    FailureCode {
        HttpStatus = 0, Timeout = 1, Unreachable = 2, Denied = 3, Decode = 4, Conflict = 5, Interrupted = 6, Cancelled = 7,
        Overflow = 8, DivisionByZero = 9, OutOfRange = 10, TooLarge = 11, TooMany = 12, Fail = 13, Internal = 14,
    }
}
