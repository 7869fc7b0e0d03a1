//! Why a program cannot start with the operator's settings.

use std::fmt;

use flowright_ir::WrongGlobals;
use flowright_ir::image::Secret;
use flowright_store::{OpenError, PlanError};

/// A missing secret or config.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingValue {
    /// Its name in the program.
    pub name: Box<str>,
    /// The environment variable that sets it.
    pub variable: String,
    /// Whether it is set but empty.
    pub empty: bool,
    /// The declarations that need it: "workflow github_push", "channel team".
    pub used_by: Vec<Box<str>>,
}

/// One reason why a program cannot start.
#[derive(Debug)]
pub enum StartProblem {
    /// A secret is missing or empty.
    Secret(MissingValue),
    /// The value of a secret is not valid where the program uses it.
    SecretValue {
        /// Its name in the program.
        name: Box<str>,
        /// The declarations that need it.
        used_by: Vec<Box<str>>,
        /// What is wrong with the value, without revealing it.
        reason: String,
    },
    /// A config without default is missing.
    Config(MissingValue),
    /// A config has the wrong type.
    ConfigType {
        /// The environment variable.
        variable: String,
        /// The type that the program declares.
        expected: String,
    },
    /// The address of a service or of an `http` step cannot be used.
    Address {
        /// The owner of the address: "service ci", "http GET in workflow w".
        of: String,
        /// Why it cannot be used.
        reason: String,
    },
    /// A header of a service has a value that is not allowed in a header.
    Header {
        /// The service.
        service: Box<str>,
        /// The header.
        header: Box<str>,
    },
    /// The user of a service's `auth basic` contains a colon, which would end it.
    User {
        /// The service.
        service: Box<str>,
    },
    /// The store cannot be queried.
    Store(OpenError),
    /// The store cannot perform a step.
    Step {
        /// The step.
        step: Box<str>,
        /// Why it cannot perform the step.
        reason: PlanError,
    },
    /// A workflow was compiled for different configs and secrets.
    Globals(WrongGlobals),
}

impl StartProblem {
    /// The value of that secret is not valid where the program uses it.
    pub(crate) fn of_secret(secret: &Secret, reason: String) -> StartProblem {
        StartProblem::SecretValue {
            name: secret.name.clone(),
            used_by: secret.used_by.clone(),
            reason,
        }
    }
}

impl fmt::Display for StartProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartProblem::Secret(missing) => {
                let state = if missing.empty {
                    "is empty"
                } else {
                    "is not set"
                };
                write!(
                    f,
                    "the secret `{}` {state}: {} it; set {} or add `{}=…` to the --secrets file",
                    missing.name,
                    need(&missing.used_by),
                    missing.variable,
                    missing.name.to_uppercase(),
                )
            }
            StartProblem::SecretValue {
                name,
                used_by,
                reason,
            } => write!(
                f,
                "the secret `{name}` cannot be used: {reason}; {} it",
                need(used_by)
            ),
            StartProblem::Config(missing) => write!(
                f,
                "the config `{}` has no default and is not set: set {}",
                missing.name, missing.variable
            ),
            StartProblem::ConfigType { variable, expected } => {
                write!(f, "{variable} is not of type `{expected}`")
            }
            StartProblem::Address { of, reason } => {
                write!(f, "the address of {of} cannot be used: {reason}")
            }
            StartProblem::User { service } => write!(
                f,
                "the user of `auth basic` of service `{service}` contains a `:`, which is not allowed"
            ),
            StartProblem::Header { service, header } => write!(
                f,
                "the header `{header}` of service `{service}` is not a header that may be sent, or its value contains control characters"
            ),
            StartProblem::Store(error) => error.fmt(f),
            StartProblem::Step { step, reason } => write!(f, "`{step}`: {reason}"),
            StartProblem::Globals(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StartProblem {}

/// The maximum number of users of a secret that a message names.
const NAMED: usize = 4;

/// The declarations that need something, with the verb.
fn need(names: &[Box<str>]) -> String {
    match names {
        [] => String::from("the program needs"),
        [one] => format!("{one} needs"),
        [first @ .., last] if names.len() <= NAMED + 1 => {
            format!("{} and {last} need", first.join(", "))
        }
        _ => {
            let (named, others) = names.split_at(NAMED);
            format!("{} and {} others need", named.join(", "), others.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::need;

    #[test]
    fn of_many_a_few_are_named() {
        let names: Vec<Box<str>> = (1..=6).map(|n| format!("w{n}").into()).collect();
        let need = |count: usize| need(names.get(..count).expect("there are so many"));
        assert_eq!(need(1), "w1 needs");
        assert_eq!(need(5), "w1, w2, w3, w4 and w5 need");
        assert_eq!(need(6), "w1, w2, w3, w4 and 2 others need");
    }
}
