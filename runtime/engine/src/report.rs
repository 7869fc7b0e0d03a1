//! What the log says of an execution: the lines of the flow itself, and a failure that nothing caught, with its place and reason.

use flowright_diagnostics::Span;
use flowright_diagnostics::render;
use flowright_ir::activation::FailureOrigin;
use flowright_stdlib::failure::Failure;
use flowright_stdlib::log::{LogLevel, LogLine};

use crate::program::Program;

/// Logs a failure with its code, span, snippet and reason; nothing of it reaches the client.
pub(crate) fn log(
    program: &Program,
    workflow: usize,
    request_id: &str,
    origin: FailureOrigin,
    failure: &Failure,
) {
    let workflow = program.workflow(workflow);
    let name = workflow.map_or("?", |one| &*one.name);
    let (span, step): (Option<Span>, _) = match origin {
        FailureOrigin::Site(site) => {
            let site = workflow.and_then(|one| one.sites.get(site.0 as usize));
            (site.map(|site| site.span), None)
        }
        FailureOrigin::Step(step) => {
            let step = workflow.and_then(|one| one.steps.get(step.0 as usize));
            (step.map(|step| step.span), step)
        }
        FailureOrigin::Unknown => (None, None),
    };
    // Data may be part of the reason; a line break in it would begin a line of the log that nobody wrote.
    let reason = one_line(&program.redacted(&failure.message));
    let report = span.map_or_else(String::new, |span| {
        let what = step.map_or_else(
            || format!("in workflow {name}"),
            |step| format!("`{}`", step.name),
        );
        render::failure(
            &program.sources,
            program.anchors.resolve(span),
            failure.code.as_str(),
            &reason,
            &what,
        )
    });
    tracing::error!(
        workflow = name,
        request_id,
        code = failure.code.as_str(),
        step = step.map(|step| &*step.name),
        reason,
        "execution failed\n{report}"
    );
}

/// Logs what a flow has written by `log`.
pub(crate) fn lines(program: &Program, workflow: usize, request_id: &str, lines: Vec<LogLine>) {
    let workflow = program.workflow(workflow);
    let name = workflow.map_or("?", |one| &*one.name);
    for line in lines {
        let message = one_line(&line.message);
        let fields = (!line.fields.is_empty()).then(|| one_line(&line.fields));
        macro_rules! write {
            ($level:ident) => {
                tracing::$level!(
                    target: "flowright::flow",
                    workflow = name,
                    request_id,
                    fields,
                    "{message}"
                )
            };
        }
        match line.level {
            LogLevel::Debug => write!(debug),
            LogLevel::Info => write!(info),
            LogLevel::Warn => write!(warn),
            LogLevel::Error => write!(error),
        }
    }
}

/// The most characters of a reason or a line that are written: it may hold data, and data may be large.
const SHOWN: usize = 1000;

fn one_line(text: &str) -> String {
    let escaped = |one: char| one.escape_debug().collect::<String>();
    let written = |one: char| {
        if one.is_control() {
            escaped(one)
        } else {
            one.to_string()
        }
    };
    let mut line: String = text.chars().take(SHOWN).map(written).collect();
    if text.chars().nth(SHOWN).is_some() {
        line.push('…');
    }
    line
}
