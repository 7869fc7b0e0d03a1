//! Steps: their arguments, and how their results are used.

use flowright_check::program::Program;
use flowright_check::program::{
    Channel, Expectation, Expression, Format, HttpBodyKind, HttpStep, HttpTarget, Secret, Service,
    SettingText, SettingTextPart, SettingValue, Settings, Statement, StepKind, TextPart,
    failure_type,
};
use flowright_ir::image;
use flowright_stdlib::catalogue::{ChannelSpec, EMAIL, SLACK};
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::query::{
    Arithmetic, Assignment, Comparison, Predicate, RowOperation, RowOperationKind, Scalar,
};
use flowright_stdlib::types::Type;

use crate::build::*;
use crate::driver::{Answer, Request, run};

/// An operation on the rows of the only collection.
fn rows(kind: RowOperationKind) -> StepKind {
    StepKind::Row(RowOperation {
        collection: 0,
        kind,
    })
}

pub fn ty() -> Type {
    record_type(&[
        ("n", Type::Int),
        ("name", Type::Text),
        ("email", Type::Text.optional()),
    ])
}

/// A request to the service, with its operands.
pub fn http(path: Vec<TextPart>, query: Vec<(&str, Expression)>) -> (HttpStep, Vec<Expression>) {
    let query = query.into_iter();
    let query = query.map(|(name, value)| (name.into(), value)).collect();
    let url = Expression {
        span: span(7),
        ..expression(E::Url { path, query }, Type::Text)
    };
    let step = HttpStep {
        method: "POST".into(),
        target: HttpTarget::Service(0),
        body: HttpBodyKind::None,
        headers: vec!["Authorization".into()],
        form: Vec::new(),
        parts: Vec::new(),
        auth: None,
        timeout: None,
        expect: Expectation::Nothing,
        expected: Vec::new(),
        accept_any: false,
        max_response: None,
    };
    (step, vec![url, expression(E::Secret(0), Type::Secret)])
}

/// A request as an expression that yields a status.
pub fn http_call(name: &str, path: Vec<TextPart>, query: Vec<(&str, Expression)>) -> Expression {
    let (http, operands) = http(path, query);
    let ty = record_type(&[("status", Type::Int)]);
    step(name, StepKind::Http(http), operands, ty)
}

fn setting(text: &str) -> SettingText {
    SettingText {
        parts: vec![SettingTextPart::Literal(text.into())],
    }
}

/// A channel with these settings.
fn channel(name: &str, kind: &'static ChannelSpec, settings: &[(&'static str, &str)]) -> Channel {
    let settings = settings.iter();
    let values = settings.map(|(name, text)| (*name, SettingValue::Text(setting(text))));
    Channel {
        name: name.into(),
        kind,
        settings: Settings {
            values: values.collect(),
        },
        span: span(0),
    }
}

pub fn program(statements: Vec<Statement>) -> Program {
    let mut program = json_program(&ty(), statements);
    program.collections = vec![customers()];
    program.secrets = vec![Secret {
        name: "key".into(),
        span: span(0),
        used_by: Vec::new(),
    }];
    program.services = vec![Service {
        name: "ci".into(),
        url: setting("https://ci.example.com"),
        timeout: None,
        max_response: None,
        headers: Vec::new(),
        credentials: None,
        span: span(0),
    }];
    program
}

pub const BODY: &str = r#"{"n": 5, "name": "Ann & Co", "email": "a@b.c"}"#;

fn upsert() -> Expression {
    let operands = vec![field(data(&ty()), "name"), field(data(&ty()), "email")];
    let kind = rows(RowOperationKind::Upsert {
        unique: 0,
        fields: vec![1, 2],
        on_create: Vec::new(),
    });
    let row = record_type(&[
        ("id", Type::Int),
        ("name", Type::Text),
        ("email", Type::Text.optional()),
        ("created", Type::Bool),
    ]);
    step("upsert customers", kind, operands, row)
}

#[test]
fn a_step_gives_back_the_columns_that_are_read() {
    let row = upsert().ty;
    let answer = record(vec![
        ("n", field(data(&ty()), "n")),
        ("email", field(bound(0, &row), "email")),
        ("created", field(bound(0, &row), "created")),
    ]);
    let program = program(vec![bind(0, upsert()), json(answer)]);
    let image = crate::driver::image(&program);
    let image::StepKind::Row { returned, .. } = &image.workflows[0].workflow.steps[0].kind else {
        panic!("another step");
    };
    let returned = (returned.columns.as_slice(), returned.created);
    assert_eq!(returned, (&[2][..], true));
    let answers = vec![Answer::Json(r#"{"email": null, "created": true}"#)];
    let ran = run(&program, &Request::of(BODY), answers);
    assert_eq!(ran.result, r#"200 {"n":5,"email":null,"created":true}"#);
    assert_eq!(
        ran.steps,
        [r#"upsert customers {"name":"Ann & Co","email":"a@b.c"}"#]
    );
}

#[test]
fn a_row_that_is_not_found_is_null() {
    let column = Scalar::Column(1);
    let condition = Predicate::And(
        Box::new(Predicate::Compare(
            Comparison::Equal,
            column,
            Scalar::Parameter(0),
        )),
        Box::new(Predicate::Compare(
            Comparison::Less,
            Scalar::Column(0),
            Scalar::Parameter(1),
        )),
    );
    let find = step(
        "find one customers",
        rows(RowOperationKind::FindOne {
            condition,
            order: Vec::new(),
        }),
        vec![field(data(&ty()), "name"), int(9)],
        customer().optional(),
    );
    let program = program(vec![bind(0, find), json(bound(0, &customer().optional()))]);
    let ran = run(&program, &Request::of(BODY), vec![Answer::Null]);
    assert_eq!(ran.result, "200 null");
    assert_eq!(ran.steps, [r#"find one customers {"0":"Ann & Co","1":9}"#]);
    let row = Answer::Json(r#"{"id": 1, "name": "a"}"#);
    let ran = run(&program, &Request::of(BODY), vec![row]);
    assert_eq!(ran.result, r#"200 {"id":1,"name":"a","email":null}"#);
}

#[test]
fn new_values_are_computed_from_the_row() {
    let sum = Scalar::Arithmetic(
        Arithmetic::Add,
        Box::new(Scalar::Column(0)),
        Box::new(Scalar::Parameter(0)),
    );
    let set = vec![Assignment {
        field: 0,
        value: sum.clone(),
    }];
    let update = step(
        "update customers",
        rows(RowOperationKind::Update {
            condition: Predicate::All,
            set,
        }),
        vec![field(data(&ty()), "n")],
        Type::Int,
    );
    let program = program(vec![bind(0, update), json(bound(0, &Type::Int))]);
    let ran = run(&program, &Request::of(BODY), vec![Answer::Count(3)]);
    assert_eq!((ran.result.as_str(), ran.steps.len()), ("200 3", 1));
    let image = crate::driver::image(&program);
    let image::StepKind::Row { operation, .. } = &image.workflows[0].workflow.steps[0].kind else {
        panic!("another step");
    };
    let RowOperationKind::Update { condition, set } = &operation.kind else {
        panic!("another operation");
    };
    assert_eq!((condition, &set[0].value), (&Predicate::All, &sum));
}

#[test]
fn a_step_that_fails_is_caught_with_its_name() {
    let call = || http_call("http POST ci", vec![literal("/x")], Vec::new());
    let program = program(vec![
        bind(1, field(data(&ty()), "n")),
        try_catch(
            vec![
                bind(2, call()),
                bind(3, upsert()),
                json(bound(1, &Type::Int)),
            ],
            0,
            vec![
                bind(4, upsert()),
                json(list(vec![bound(0, &failure_type())])),
            ],
        ),
    ]);
    let failure = || Answer::Failure(FailureCode::HttpStatus, Some(503));
    let row = || Answer::Json("{}");
    let ran = run(&program, &Request::of(BODY), vec![failure(), row()]);
    insta::assert_snapshot!(ran.result);
    let ran = run(&program, &Request::of(BODY), vec![row(), failure(), row()]);
    assert!(
        ran.result.contains(r#""step":"upsert customers""#),
        "{}",
        ran.result
    );
    let ran = run(&program, &Request::of(BODY), vec![row(), row()]);
    assert_eq!(ran.result, "200 5");
}

#[test]
fn what_others_wrote_is_no_mark_up_in_slack() {
    let message = interpolated(vec![literal("<!here> "), value(field(data(&ty()), "name"))]);
    let notify = |message| {
        let operands = vec![written(Format::Slack, message)];
        let kind = StepKind::Notify {
            channel: 0,
            parts: vec!["text"],
        };
        Statement::Expression(step("notify team", kind, operands, Type::Null))
    };
    let whole = field(data(&ty()), "name");
    let statements = vec![
        notify(message),
        notify(whole),
        notify(text("<b>")),
        json(int(1)),
    ];
    let mut program = program(statements);
    let settings = [("url", "https://hooks.slack.com/x")];
    program.channels = vec![channel("team", &SLACK, &settings)];
    let ran = run(
        &program,
        &Request::of(BODY),
        vec![Answer::Null, Answer::Null, Answer::Null],
    );
    assert_eq!(
        ran.steps,
        [
            r#"notify team {"text":"<!here> Ann &amp; Co"}"#,
            r#"notify team {"text":"Ann &amp; Co"}"#,
            r#"notify team {"text":"<b>"}"#,
        ]
    );
}

#[test]
fn mail_gives_its_id() {
    let operands = vec![text("a@b.c"), field(data(&ty()), "name"), text("Hello")];
    let kind = StepKind::Notify {
        channel: 0,
        parts: vec!["to", "subject", "text"],
    };
    let mut program = program(vec![
        bind(0, step("notify mail", kind, operands, Type::Text)),
        json(bound(0, &Type::Text)),
    ]);
    let settings = [("smtp", "smtp://localhost"), ("from", "shop@b.c")];
    program.channels = vec![channel("mail", &EMAIL, &settings)];
    let ran = run(&program, &Request::of(BODY), vec![Answer::Text("<1@b.c>")]);
    assert_eq!(ran.result, r#"200 "<1@b.c>""#);
    assert_eq!(
        ran.steps,
        [r#"notify mail {"to":"a@b.c","subject":"Ann & Co","text":"Hello"}"#]
    );
}
