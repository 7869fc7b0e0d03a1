//! Logs an execution: the flow's own lines, and an uncaught failure with its place and reason.

use flowright_diagnostics::Span;
use flowright_diagnostics::render;
use flowright_ir::activation::FailureOrigin;
use flowright_ir::image::{StepKind, StepTemplate, Workflow};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::log::{LogLevel, LogLine};

use crate::program::Program;

/// The information that an operator needs to find a failure, without any of its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureSummary {
    /// The code.
    pub code: FailureCode,
    /// The step that failed; none if an expression failed.
    pub step: Option<Box<str>>,
    /// File, line and column, if known.
    pub place: Option<String>,
}

/// Summarises the origin of a failure.
pub(crate) fn summary(
    program: &Program,
    workflow: usize,
    origin: FailureOrigin,
    failure: &Failure,
) -> FailureSummary {
    let (span, step) = located(program.workflow(workflow), origin, failure);
    let place = span.and_then(|span| {
        let range = program.anchors.resolve(span);
        let file = program.sources.get(range.file)?;
        let at = file.line_column(range.start);
        Some(format!("{}:{}:{}", file.path, at.line, at.column))
    });
    FailureSummary {
        code: failure.code,
        step: step.map(|step| step.name.clone()),
        place,
    }
}

/// The place of a failure in its flow, and its step if it has one.
fn located<'w>(
    workflow: Option<&'w Workflow>,
    origin: FailureOrigin,
    failure: &Failure,
) -> (Option<Span>, Option<&'w StepTemplate>) {
    match origin {
        FailureOrigin::Site(site) => {
            let site = workflow.and_then(|one| one.sites.get(site.0 as usize));
            (site.map(|site| site.span), None)
        }
        FailureOrigin::Step(step) => {
            let step = workflow.and_then(|one| one.steps.get(step.0 as usize));
            let span = step.and_then(|step| place(step, failure));
            (span, step)
        }
        FailureOrigin::Unknown => (None, None),
    }
}

/// Logs a failure with its code, span, snippet and reason; none of this reaches the client.
pub(crate) fn log(
    program: &Program,
    workflow: usize,
    request_id: &str,
    origin: FailureOrigin,
    failure: &Failure,
) {
    let workflow = program.workflow(workflow);
    let name = workflow.map_or("?", |one| &*one.name);
    let (span, step) = located(workflow, origin, failure);
    // The reason may contain data, and a line break in it would forge a line of the log.
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

/// Logs the lines that a flow has written with `log`.
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

/// Where a step failed: the step, or the member in its `expect` that the response does not match.
fn place(step: &StepTemplate, failure: &Failure) -> Option<Span> {
    let StepKind::Http(http) = &step.kind else {
        return Some(step.span);
    };
    if failure.code != FailureCode::Decode {
        return Some(step.span);
    }
    let member = without_indexes(&failure.member);
    let covers = |way: &str| {
        let rest = member.strip_prefix(way);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']) || way.is_empty())
    };
    let members = http.expected.iter().filter(|(way, _)| covers(way));
    let nearest = members.max_by_key(|(way, _)| way.len());
    Some(nearest.map_or(step.span, |(_, span)| *span))
}

/// `items[2].sku` in its declared form: `items[].sku`.
fn without_indexes(member: &str) -> String {
    let mut way = String::new();
    let mut in_index = false;
    for letter in member.chars() {
        match letter {
            '[' => in_index = true,
            ']' => in_index = false,
            _ if in_index => continue,
            _ => {}
        }
        way.push(letter);
    }
    way
}

/// The maximum number of characters of a reason or a line that are written: it may contain data,
/// and data may be large.
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
