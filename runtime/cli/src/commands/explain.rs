//! `flowright explain CODE`

use clap::Args;
use flowright_diagnostics::{Code, nearest};

use crate::output::{Exit, complain, print};

/// Prints the page of a diagnostic's code.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The code, such as E0101; without one, all codes are listed.
    code: Option<String>,
}

/// 0 where there is such a code, 2 otherwise.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    let Some(text) = &arguments.code else {
        for code in Code::ALL {
            print(&format!("{}  {}\n", code.as_str(), code.title()));
        }
        return Exit::Fine;
    };
    let Some(code) = Code::parse(text) else {
        let near = nearest(text, Code::ALL.iter().map(|code| code.as_str()));
        let hint = near.map_or_else(
            || String::from("`flowright explain` lists all codes"),
            |near| format!("did you mean {near}? `flowright explain` lists all codes"),
        );
        complain(&format!(
            "flowright explain: there is no code `{text}`; {hint}"
        ));
        return Exit::Usage;
    };
    print(code.page());
    Exit::Fine
}
