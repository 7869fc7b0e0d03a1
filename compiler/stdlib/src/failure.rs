//! How an expression or a step fails, and the codes that a flow can look at.

use std::fmt;

macro_rules! failure_codes {
    ($($name:ident = $text:literal, $docs:literal;)*) => {
        /// The code of a failure, as `e.code` shows it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum FailureCode { $(#[doc = $docs] $name,)* }

        impl FailureCode {
            /// Every code.
            pub const ALL: &'static [FailureCode] = &[$(FailureCode::$name,)*];

            /// The code as a flow sees it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(FailureCode::$name => $text,)* }
            }

            /// What it is, in a sentence.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(FailureCode::$name => $docs,)* }
            }

            /// The page that `flowright explain` prints: Markdown with what it means and what to do.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self { $(FailureCode::$name => include_str!(concat!("failure/", $text, ".md")),)* }
            }
        }
    };
}

failure_codes! {
    HttpStatus = "http_status", "An HTTP answer of another status than 2xx.";
    Timeout = "timeout", "Something took longer than it may.";
    Unreachable = "unreachable", "A host or the store could not be reached.";
    Denied = "denied", "The operator's rules forbid it.";
    Decode = "decode", "Data of another shape than expected.";
    Conflict = "conflict", "A row breaks a `unique`.";
    Interrupted = "interrupted", "The process ended while the step was under way.";
    Cancelled = "cancelled", "The step was given up.";
    Overflow = "overflow", "A number outside of its type's range.";
    DivisionByZero = "division_by_zero", "A division by zero.";
    OutOfRange = "out_of_range", "A value outside of what is allowed in its place.";
    TooLarge = "too_large", "More data than allowed.";
    TooMany = "too_many", "More rounds or rows than allowed.";
    Fail = "fail", "The flow said `fail`, or a provider refused.";
    Internal = "internal", "A defect of Flowright itself.";
}

impl FailureCode {
    /// The code of that text.
    #[must_use]
    pub fn parse(text: &str) -> Option<FailureCode> {
        FailureCode::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == text)
    }
}

/// A failure on its way to a `catch` or to the end of its execution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Which kind.
    pub code: FailureCode,
    /// What happened, for people: lower case, no full stop, nothing secret.
    pub message: String,
    /// The status of an HTTP answer, where there was one.
    pub status: Option<u16>,
    /// The way to the member of decoded data that does not fit, such as `items[2].sku`; empty for the whole, and where nothing was
    /// decoded.
    pub member: Box<str>,
    /// The name of the step that failed, as `e.step` shows it; empty where an expression failed.
    pub step: Box<str>,
}

impl Failure {
    /// A failure without a status.
    #[must_use]
    pub fn new(code: FailureCode, message: impl Into<String>) -> Failure {
        Failure {
            code,
            message: message.into(),
            status: None,
            member: Box::default(),
            step: Box::default(),
        }
    }

    /// The same as the failure of a step of that name.
    #[must_use]
    pub fn of_step(mut self, name: &str) -> Failure {
        self.step = name.into();
        self
    }

    /// A defect of Flowright itself.
    #[must_use]
    pub fn internal(message: impl Into<String>) -> Failure {
        Failure::new(FailureCode::Internal, message)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.message)
    }
}

impl std::error::Error for Failure {}
