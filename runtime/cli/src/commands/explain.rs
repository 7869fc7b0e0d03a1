//! `flowright explain CODE`

use clap::Args;
use flowright_diagnostics::{Code, nearest};
use flowright_stdlib::failure::FailureCode;

use crate::output::{Exit, complain, print};

/// Prints the page of a diagnostic or failure code.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The code, such as E0101 or timeout; without it, all codes are listed.
    code: Option<String>,
}

/// Exits with 0 if the code exists, 2 otherwise.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    let Some(text) = &arguments.code else {
        print(&list());
        return Exit::Fine;
    };
    if let Some(page) = page(text) {
        print(page);
        return Exit::Fine;
    }
    let failures = FailureCode::ALL.iter().map(|code| code.as_str());
    let codes = Code::ALL.iter().map(|code| code.as_str()).chain(failures);
    let hint = nearest(text, codes).map_or_else(
        || String::from("`flowright explain` lists all codes"),
        |near| format!("did you mean {near}? `flowright explain` lists all codes"),
    );
    complain(&format!(
        "flowright explain: there is no code `{text}`; {hint}"
    ));
    Exit::Usage
}

fn page(code: &str) -> Option<&'static str> {
    let failure = || FailureCode::parse(&code.to_ascii_lowercase()).map(FailureCode::page);
    Code::parse(code).map(Code::page).or_else(failure)
}

/// The codes of diagnostics, then those of failures.
fn list() -> String {
    let mut list = String::new();
    for code in Code::ALL {
        list.push_str(&format!("{}  {}\n", code.as_str(), code.title()));
    }
    list.push('\n');
    for code in FailureCode::ALL {
        list.push_str(&format!("{:16}  {}\n", code.as_str(), code.title()));
    }
    list
}
