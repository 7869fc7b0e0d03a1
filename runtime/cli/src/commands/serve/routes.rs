//! The table of routes, printed when the server is ready.

use flowright_ir::image::{Flag, PathSegment, Trigger, Verify, Workflow};

/// One line per route: method, path, workflow, and how requests are verified. `state` returns a
/// note on whether a workflow is served, if there is anything to note.
pub(crate) fn table<'w>(
    workflows: impl Iterator<Item = &'w Workflow>,
    state: impl Fn(Flag) -> Option<String>,
) -> String {
    let rows: Vec<[String; 4]> = workflows.map(|one| row(one, &state)).collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let (method_width, path_width, name_width) = (width(0), width(1), width(2));
    rows.iter()
        .map(|[method, path, name, verify]| {
            // A width in a format string is limited to 65,535.
            let pad = |text: &str, width: usize| {
                " ".repeat(width.saturating_sub(text.chars().count()).saturating_add(2))
            };
            let (method_pad, path_pad) = (pad(method, method_width), pad(path, path_width));
            let name_pad = pad(name, name_width);
            format!("{method}{method_pad}{path}{path_pad}{name}{name_pad}{verify}\n")
        })
        .collect()
}

fn row(workflow: &Workflow, state: impl Fn(Flag) -> Option<String>) -> [String; 4] {
    let Trigger::Webhook(webhook) = &workflow.trigger;
    let path: String = webhook
        .route
        .path
        .iter()
        .map(|segment| match segment {
            PathSegment::Literal(text) => format!("/{text}"),
            PathSegment::Parameter { name, .. } => format!("/{{{name}}}"),
        })
        .collect();
    let verify = match &webhook.verify {
        Verify::None { because } => format!("not verified: {because}"),
        Verify::Scheme { scheme, .. } => format!("verify {}", scheme.name),
    };
    let verify = match state(webhook.enabled) {
        Some(state) => format!("{state}, {verify}"),
        None => verify,
    };
    [
        webhook.route.method.to_string(),
        // The image has no segments for `/` alone.
        if path.is_empty() {
            "/".to_owned()
        } else {
            path
        },
        workflow.name.to_string(),
        verify,
    ]
}
