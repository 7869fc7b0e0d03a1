//! The `Program` of whole workflows: the input of lowering.

mod support;

use flowright_check::given;
use flowright_check::program::{
    Body, ExpressionKind, HttpTarget, PathSegment, SettingTextPart, Settings, Statement, StepKind,
    TextPart, Trigger, Verify, failure_type,
};
use flowright_stdlib::catalogue::{SignedPart, Source};
use flowright_stdlib::query::{Predicate, RowOperation, RowOperationKind};
use flowright_stdlib::types::Type;
use support::program;

const CONTACT_FORM: &str = include_str!("programs/contact_form.flow");
const GITHUB_PUSH: &str = include_str!("programs/github_push.flow");
const EVERYTHING: &str = include_str!("programs/everything.flow");

#[test]
fn contact_form_is_clean() {
    let program = program(CONTACT_FORM);
    let [workflow] = program.workflows.as_slice() else {
        panic!("one workflow");
    };
    let Trigger::Webhook(webhook) = &workflow.trigger;
    assert!(matches!(&webhook.verify, Verify::None { because } if because.starts_with("a public")));
    assert!(matches!(&webhook.body, Body::Form(Type::Record(record)) if record.fields.len() == 3));
    assert_eq!(
        webhook.path,
        [
            PathSegment::Literal("forms".into()),
            PathSegment::Parameter {
                name: "topic".into(),
                ty: Type::Text
            }
        ]
    );
    assert_eq!(workflow.body.ty, Type::Never);
    let owner = workflow
        .bindings
        .iter()
        .find(|one| &*one.name == "owner")
        .expect("owner");
    assert_eq!(owner.ty.to_string(), "(\"sam\" | \"kim\")?");
}

#[test]
fn an_upsert_gives_the_row_and_created() {
    let program = program(CONTACT_FORM);
    let statements = &program.workflows[0].body.statements;
    let upsert = statements.iter().find_map(|one| match one {
        Statement::Let { value, .. } => match &value.kind {
            ExpressionKind::Step(step) => Some((step, &step.kind, &value.ty)),
            _ => None,
        },
        _ => None,
    });
    let Some((
        step,
        StepKind::Row(RowOperation {
            collection,
            kind:
                RowOperationKind::Upsert {
                    unique,
                    fields,
                    on_create,
                    condition: Predicate::All,
                },
        }),
        Type::Record(ty),
    )) = upsert
    else {
        panic!("an upsert: {upsert:?}");
    };
    assert_eq!(&*step.name, "upsert customers");
    assert_eq!((*unique, *collection), (0, 0));
    assert_eq!((fields.as_slice(), on_create.len()), (&[1, 2, 3][..], 1));
    assert_eq!(step.operands.len(), 4);
    let names: Vec<&str> = ty.names().collect();
    assert_eq!(
        names,
        [
            "id",
            "name",
            "email",
            "message",
            "assigned_to",
            "created",
            "changed"
        ]
    );
}

/// The settings of a scheme, if it has that name.
fn settings_of<'v>(verify: &'v Verify, name: &str) -> Option<&'v Settings> {
    match verify {
        Verify::Scheme { scheme, settings } => (scheme.name == name).then_some(settings),
        Verify::None { .. } => None,
    }
}

#[test]
fn github_push_is_clean() {
    let program = program(GITHUB_PUSH);
    let Trigger::Webhook(webhook) = &program.workflows[0].trigger;
    assert_eq!(
        settings_of(&webhook.verify, "github")
            .expect("by github")
            .secrets("secret"),
        [0]
    );
    let users: Vec<Vec<&str>> = program
        .secrets
        .iter()
        .map(|secret| secret.used_by.iter().map(|user| &**user).collect())
        .collect();
    assert_eq!(users, [["workflow github_push"], ["channel team"]]);
    let deployments = &program.collections[0].value;
    assert_eq!(deployments.unique, [[1, 2]]);
    assert_eq!(deployments.index, [[3, 5]]);
}

#[test]
fn everything_is_clean() {
    let program = program(EVERYTHING);
    let Trigger::Webhook(trigger) = &program.workflows[0].trigger;
    let settings = settings_of(&trigger.verify, "hmac").expect("an hmac");
    assert_eq!(settings.secrets("secret"), [0, 1]);
    assert_eq!(settings.word("encoding"), Some("base64"));
    let signed = settings.signed("signed").expect("what is signed");
    assert_eq!(signed.len(), 9);
    assert_eq!(signed[6], SignedPart::Value(Source::Header("x-id".into())));
    assert_eq!(
        (trigger.max_body, trigger.allow.len(), trigger.deny.len()),
        (64_000, 2, 1)
    );
    assert_eq!(&*trigger.method, "PUT");
    assert!(trigger.when.is_some());
}

#[test]
fn parentheses_after_an_arrow_make_a_record() {
    program(
        "fn f(on: bool, a: int) -> { a: int } {\n  match on {\n    true => ({ a })\n    false => ({ a: 0 })\n  }\n}\n",
    );
}

#[test]
fn a_function_stands_behind_those_that_it_calls() {
    let text = "fn a(x: int) -> int { b(x) + c(x) }\nfn b(x: int) -> int { c(x) }\nfn c(x: int) -> int { x }\nworkflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"x\"\n  }\n  respond 200 json { a: a(1) }\n}\n";
    let program = program(text);
    let names: Vec<&str> = program.functions.iter().map(|one| &*one.name).collect();
    assert_eq!(names, ["c", "b", "a"]);
}

#[test]
fn a_url_is_cut_behind_its_host() {
    let target = |url: &str| {
        let text = format!(
            "config base: text = \"https://example.com\"\nworkflow w {{\n  trigger webhook POST \"/w\" {{\n    verify none because \"x\"\n  }}\n  http GET {url}\n  respond 204\n}}\n"
        );
        let program = program(&text);
        let Some(Statement::Expression(value)) = program.workflows[0].body.statements.first()
        else {
            panic!("a step");
        };
        let ExpressionKind::Step(step) = &value.kind else {
            panic!("a step");
        };
        let StepKind::Http(http) = &step.kind else {
            panic!("an http step");
        };
        let HttpTarget::Base(base) = &http.target else {
            panic!("a URL");
        };
        let ExpressionKind::Url { path, query: _ } = &step.operands[0].kind else {
            panic!("path and query");
        };
        let base: Vec<String> = base
            .parts
            .iter()
            .map(|part| match part {
                SettingTextPart::Literal(text) => text.to_string(),
                SettingTextPart::Config(index) => format!("config {index}"),
                SettingTextPart::Secret(index) => format!("secret {index}"),
            })
            .collect();
        let rest: Vec<String> = path
            .iter()
            .map(|part| match part {
                TextPart::Literal(text) => text.to_string(),
                TextPart::Value(value) => value.ty.to_string(),
            })
            .collect();
        (base.join("+"), rest.join("+"))
    };
    let cut = |base: &str, rest: &str| (base.to_owned(), rest.to_owned());
    assert_eq!(
        target("\"https://a.example/x/{context.ip}/y\""),
        cut("https://a.example", "/x/+text+/y")
    );
    assert_eq!(
        target("\"https://a.example\""),
        cut("https://a.example", "")
    );
    assert_eq!(
        target("\"https://a.example?q={context.ip}\""),
        cut("https://a.example", "?q=+text")
    );
    assert_eq!(target("\"{config.base}/x\""), cut("config 0", "/x"));
    assert_eq!(
        target("\"https://{config.base}:8080/x\""),
        cut("https://+config 0+:8080", "/x")
    );
    assert_eq!(target("config.base"), cut("config 0", ""));
}

#[test]
fn only_the_failure_of_a_catch_gives_its_fields() {
    let Type::Record(failure) = failure_type() else {
        panic!("a record");
    };
    assert!(given(&failure, "code").is_some());
    let Type::Record(alike) = Type::record(failure.fields.clone()) else {
        panic!("a record");
    };
    assert_eq!(failure, alike);
    assert!(given(&alike, "code").is_none());
}
