//! The program that serves requests, at a start and at every reload. Mistakes, missing secrets and
//! programs that cannot be compiled to machine code are found before a table is touched.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flowright_compile::{Engine, Uncompiled};
use flowright_diagnostics::Sources;
use flowright_effects::HttpClient;
use flowright_engine::{Network, Operator, Program, ProgramParts, StartProblem};
use flowright_host::Host;
use flowright_ir::{ValidImage, interpreter};
use flowright_server::serve::Site;
use flowright_stdlib::memory::Limits;
use flowright_store::Store;

use super::operator::{self, SecretsError};

/// The inputs of a program.
#[derive(Clone)]
pub(super) struct ProgramInputs {
    pub path: PathBuf,
    pub secrets: Option<PathBuf>,
    pub engine: Engine,
}

/// The values that every program of a server shares.
#[derive(Clone)]
pub(super) struct Surroundings {
    pub client: HttpClient,
    pub host: Host,
    pub limits: Limits,
}

/// A compiled program with the operator's settings for it, before its tables have been opened.
pub(super) struct Prepared {
    sources: Sources,
    pub image: ValidImage,
    operator: Operator,
    uncompiled: Option<Uncompiled>,
}

/// A program that can answer requests.
pub(super) struct Ready {
    pub site: Site,
    /// The workflows that are still to be compiled; until then the interpreter runs them.
    pub uncompiled: Option<Uncompiled>,
}

/// Why a program that compiles cannot be run.
pub(super) enum Refusal {
    Secrets(SecretsError),
    /// Problems with the values that the operator has set or left unset.
    Problems(Vec<StartProblem>),
    /// Why code generation or the routes refuse the program.
    Program(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Secrets(error) => error.fmt(f),
            Refusal::Problems(problems) => {
                let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
            Refusal::Program(error) => f.write_str(error),
        }
    }
}

impl Prepared {
    /// # Errors
    /// If the secrets cannot be read, one is missing or bad, or the program cannot be compiled to
    /// machine code.
    pub(super) fn new(
        sources: Sources,
        image: ValidImage,
        secrets: Option<&Path>,
        engine: Engine,
    ) -> Result<Prepared, Refusal> {
        let uncompiled = match engine {
            Engine::Jit => Some(Uncompiled::new(&image).map_err(refused)?),
            Engine::Interpreter => None,
        };
        let operator = operator::read(secrets).map_err(Refusal::Secrets)?;
        operator::warn_of_unknown(&operator, &image);
        let problems = operator.problems(&image);
        if !problems.is_empty() {
            return Err(Refusal::Problems(problems));
        }
        Ok(Prepared {
            sources,
            image,
            operator,
            uncompiled,
        })
    }

    /// Opens the program on its tables.
    ///
    /// # Errors
    /// If a value set by the operator does not match the program's declaration, or two routes are
    /// the same.
    pub(super) fn ready(self, store: Store, surroundings: Surroundings) -> Result<Ready, Refusal> {
        let Surroundings {
            client,
            host,
            limits,
        } = surroundings;
        let parts = ProgramParts {
            image: &self.image,
            executables: interpreter(&self.image),
            sources: self.sources,
            store,
            effects: Box::new(Network::new(client, host.clone())),
            host,
            limits,
        };
        let program = Program::new(parts, &self.operator).map_err(Refusal::Problems)?;
        Ok(Ready {
            site: Site::new(Arc::new(program)).map_err(refused)?,
            uncompiled: self.uncompiled,
        })
    }
}

fn refused(error: impl fmt::Display) -> Refusal {
    Refusal::Program(error.to_string())
}
