//! Adds the verification of a webhook's requests.

use flowright_check::SymbolKind;
use flowright_diagnostics::{Code, Edit, FileRange};
use flowright_stdlib::catalogue::{GITHUB, HMAC, SchemeSpec};
use flowright_syntax::ast::{Node, WebhookTrigger};

use super::action::{Action, insert, replace};
use super::declare::declare_secret;
use super::place::Place;

/// The maximum number of declared secrets that are suggested.
const SECRETS: usize = 2;

/// The suggested schemes, with their descriptions.
const WAYS: [(&SchemeSpec, &str); 2] = [
    (&GITHUB, "with GitHub's signature"),
    (&HMAC, "with an HMAC"),
];

pub(super) fn verify(place: &Place<'_>) -> Vec<Action> {
    let mut triggers = place.nodes.iter().filter_map(|node| {
        let Node::Trigger(trigger) = node else {
            return None;
        };
        trigger.as_webhook()
    });
    let Some(trigger) = triggers.next() else {
        return Vec::new();
    };
    if trigger
        .settings
        .iter()
        .any(|one| &*one.name.text == "verify")
    {
        return Vec::new();
    }
    let mut all = place.analysis.diagnostics.iter();
    let whole = place.at(trigger.span);
    let mends =
        all.position(|one| one.code == Code::MissingVerify && whole.covers(one.primary.span));
    let Some(mends) = mends else {
        return Vec::new();
    };
    let new = place.free_name("webhook_key", |one| one.kind == SymbolKind::Secret);
    let declared = place.symbols(SymbolKind::Secret).take(SECRETS);
    let mut secrets: Vec<(String, Option<Edit<FileRange>>)> = declared
        .map(|secret| (secret.name.to_string(), None))
        .collect();
    secrets.push((new.clone(), Some(declare_secret(place, &new))));
    let mut actions = Vec::new();
    for (scheme, words) in WAYS {
        for (secret, declaration) in &secrets {
            let which = match declaration {
                Some(_) => format!("a new secret `{secret}`"),
                None => format!("the secret `{secret}`"),
            };
            let mut edits: Vec<Edit<FileRange>> = declaration.iter().cloned().collect();
            let setting = scheme.sample.replace("NAME", secret);
            edits.push(added(place, trigger, &setting));
            let title = format!("Verify requests {words} and {which}");
            actions.push(Action::mending(Some(mends), title, edits));
        }
    }
    let none = "verify none because \"say why anyone may call this\"";
    let edits = vec![added(place, trigger, none)];
    actions.push(Action::mending(
        Some(mends),
        "Accept unverified requests, with a reason",
        edits,
    ));
    actions
}

/// The edit that adds a setting before the others.
fn added(place: &Place<'_>, trigger: &WebhookTrigger, setting: &str) -> Edit<FileRange> {
    let whole = place.at(trigger.span);
    let indent = place.indent(whole.start);
    if let Some(first) = trigger.settings.first() {
        let first = place.at(first.span).start;
        let before = place.between(place.line_start(first), first);
        let own_line = before.trim().is_empty();
        let between = if own_line {
            format!("\n{before}")
        } else {
            ", ".to_owned()
        };
        return insert(place.file(), first, format!("{setting}{between}"));
    }
    let block = format!("{{\n{indent}  {setting}\n{indent}}}");
    let method = place.at(trigger.method.span);
    let head = place.at(trigger.path_span).end.max(method.end);
    let rest = FileRange::new(place.file(), head, whole.end);
    let Some(brace) = place.slice(rest).find('{') else {
        return insert(place.file(), head, format!(" {block}"));
    };
    let start = head.saturating_add(super::place::offset(brace));
    let braces = FileRange::new(place.file(), start, rest.end);
    if place
        .slice(braces)
        .trim_matches(['{', '}', ' ', '\n'])
        .is_empty()
    {
        return replace(braces, block);
    }
    // There is a setting that could not be read.
    let line = format!("\n{indent}  {setting}\n{indent}  ");
    insert(place.file(), start.saturating_add(1), line)
}
