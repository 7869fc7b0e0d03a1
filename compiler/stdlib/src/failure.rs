//! Failures of expressions and steps, and the codes that a flow can inspect.

use std::fmt;

macro_rules! failure_codes {
    ($($name:ident = $text:literal, $docs:literal;)*) => {
        /// The code of a failure, as returned by `e.code`.
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

            /// A one-sentence description.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(FailureCode::$name => $docs,)* }
            }

            /// The page that `flowright explain` prints: Markdown with the meaning and the remedy.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self { $(FailureCode::$name => include_str!(concat!("failure/", $text, ".md")),)* }
            }
        }
    };
}

failure_codes! {
    HttpStatus = "http_status", "An HTTP response with a status other than 2xx.";
    Timeout = "timeout", "An operation exceeded its time limit.";
    Unreachable = "unreachable", "A host or the store could not be reached.";
    Denied = "denied", "The egress guard forbids the address.";
    Decode = "decode", "Data does not have the expected shape.";
    Conflict = "conflict", "A row violates a `unique`.";
    Interrupted = "interrupted", "The process ended while the step was running.";
    Cancelled = "cancelled", "The step was cancelled.";
    Overflow = "overflow", "A number outside of its type's range.";
    DivisionByZero = "division_by_zero", "A division by zero.";
    OutOfRange = "out_of_range", "A value that is not valid in its place.";
    TooLarge = "too_large", "More data than allowed.";
    TooMany = "too_many", "More iterations or log lines than allowed.";
    Fail = "fail", "The workflow ran `fail`, or a mail server or chat provider refused the message.";
    Internal = "internal", "A bug in Flowright.";
}

impl FailureCode {
    /// The code with that text.
    #[must_use]
    pub fn parse(text: &str) -> Option<FailureCode> {
        FailureCode::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == text)
    }
}

/// A failure that is propagating to a `catch` or to the end of its execution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Its code.
    pub code: FailureCode,
    /// What happened, for humans: lower case, no full stop, no secrets.
    pub message: String,
    /// The status of the HTTP response, if there was one.
    pub status: Option<u16>,
    /// The path to the member of decoded data that does not fit, such as `items[2].sku`; empty for
    /// the root, and if nothing was decoded.
    pub member: Box<str>,
    /// The name of the step that failed, as returned by `e.step`; empty if an expression failed.
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

    /// The failure, attributed to the step with that name.
    #[must_use]
    pub fn of_step(mut self, name: &str) -> Failure {
        self.step = name.into();
        self
    }

    /// A bug in Flowright itself.
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
