//! The requests of steps; and a test that requests and outputs match.

use bytes::Bytes;
use flowright_engine::testing::Scripted;
use flowright_engine::{
    HttpOutput, HttpRequest, Message, RequestBody, RequestPart, RequestText, StepOutput,
    StepRequest,
};
use flowright_stdlib::codec::SecretText;

use crate::kit::{World, flow};

const ITEMS: &str = r#"
secret key
secret slack_url
service ci {
  url "https://ci.example.com/base"
  header "X-Service" secrets.key
}
channel team = slack { url secrets.slack_url }
collection rows {
  name: text
  note: text?
  unique (name)
}
"#;

fn http(status: u16, headers: &[(&str, &str)], body: &'static str) -> Scripted {
    let headers = headers.iter();
    Scripted::Output(StepOutput::Http(HttpOutput {
        status,
        headers: headers
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect(),
        body: Bytes::from_static(body.as_bytes()),
    }))
}

#[tokio::test]
async fn a_request_holds_what_the_flow_computed_and_secrets_as_holes() {
    let statements = r#"
  let id = "a/b"
  http POST ci "/jobs/{id}" {
    header "X-Key" secrets.key
    header "X-Plain" "plain {id}"
    query { page: 2 }
    json { id }
  }
  respond 204"#;
    let world = World::new(&flow(statements, ITEMS), [http(200, &[], "")]);
    assert_eq!(world.run().await, Ok((204, String::new())));
    let requests = world.effects.requests();
    let expected = StepRequest::Http(HttpRequest {
        target: RequestText::Plain("/jobs/a%2Fb?page=2".into()),
        body: Some(RequestBody::Text(RequestText::Plain(
            r#"{"id":"a/b"}"#.into(),
        ))),
        headers: vec![
            RequestText::Secret(SecretText::hole()),
            RequestText::Plain("plain a/b".into()),
        ],
    });
    assert_eq!(requests, [expected]);
    let Some(StepRequest::Http(request)) = requests.first() else {
        panic!("another step");
    };
    let RequestText::Secret(secret) = &request.headers[0] else {
        panic!("no secret");
    };
    assert_eq!(secret.expose(), Some("the secret key"));
    assert!(!format!("{requests:?}").contains("the secret"));
}

#[tokio::test]
async fn a_text_that_holds_a_secret_is_a_hole_as_a_whole() {
    let statements = r#"
  http POST ci "/jobs" {
    query { key: secrets.key }
    text "the key is {secrets.key}"
  }
  respond 204"#;
    let world = World::new(&flow(statements, ITEMS), [http(200, &[], "")]);
    assert_eq!(world.run().await, Ok((204, String::new())));
    let hole = || RequestText::Secret(SecretText::hole());
    let expected = StepRequest::Http(HttpRequest {
        target: hole(),
        body: Some(RequestBody::Text(hole())),
        headers: Vec::new(),
    });
    assert_eq!(world.effects.requests(), [expected]);
}

#[tokio::test]
async fn a_request_in_parts_holds_each_part() {
    let statements = r#"
  let raw = "\u{ff}x".to_bytes()
  let none: text? = null
  let file = { name: "a.txt", content_type: "text/plain", bytes: raw, more: 7 }
  http POST ci "/jobs" {
    multipart {
      title: "t"
      count: 7
      tags: ["a", "b"]
      none
      key: "the {secrets.key}"
      order: { id: 1, raw }
      file
      files: [file]
      raw
    }
  }
  http PUT ci "/raw" { header "Content-Type" "image/png", bytes raw }
  let got = http GET ci "/raw" { expect bytes }
  let gone = http GET ci "/raw" { expect bytes, accept any }
  respond 200 text "{got.body.hex()} {gone.body == null}""#;
    let answers = [
        http(200, &[], ""),
        http(200, &[], ""),
        http(200, &[], "\u{ff}"),
        http(404, &[], "x"),
    ];
    let world = World::new(&flow(statements, ITEMS), answers);
    assert_eq!(world.run().await, Ok((200, "c3bf true".to_owned())));
    let plain = |text: &str| RequestText::Plain(text.into());
    let text = |name: &str, text: &str| RequestPart::Text {
        name: name.into(),
        text: plain(text),
    };
    let content = Bytes::from_static("\u{ff}x".as_bytes());
    let file = |name: &str, file: &str, kind: &str| RequestPart::File {
        name: name.into(),
        file: file.into(),
        content_type: kind.into(),
        content: content.clone(),
    };
    let parts = vec![
        text("title", "t"),
        text("count", "7"),
        text("tags", "a"),
        text("tags", "b"),
        RequestPart::Text {
            name: "key".into(),
            text: RequestText::Secret(SecretText::hole()),
        },
        RequestPart::Json {
            name: "order".into(),
            json: plain(r#"{"id":1,"raw":"w794"}"#),
        },
        file("file", "a.txt", "text/plain"),
        file("files", "a.txt", "text/plain"),
        file("raw", "blob", "application/octet-stream"),
    ];
    let request = |target: &str, body: Option<RequestBody>, headers: Vec<RequestText>| {
        StepRequest::Http(HttpRequest {
            target: plain(target),
            body,
            headers,
        })
    };
    let expected = [
        request("/jobs", Some(RequestBody::Multipart(parts)), Vec::new()),
        request(
            "/raw",
            Some(RequestBody::Bytes(content.clone())),
            vec![plain("image/png")],
        ),
        request("/raw", None, Vec::new()),
        request("/raw", None, Vec::new()),
    ];
    assert_eq!(world.effects.requests(), expected);
}

#[tokio::test]
async fn parts_that_cannot_be_sent_fail() {
    let statements = r#"
  let raw = "x".repeat(900_000).to_bytes()
  var codes: [text] = []
  try {
    http POST ci "/x" {
      multipart { file: { name: "a", content_type: "a/b\r\nX: y", bytes: raw } }
    }
  } catch e {
    codes = codes.append(e.code)
  }
  try {
    let many = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flat_map(x => [raw, raw])
    http POST ci "/x" { multipart { many } }
  } catch e {
    codes = codes.append(e.code)
  }
  try {
    let ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    let many = ten.flat_map(a => ten).flat_map(b => ten).flat_map(c => ten).flat_map(d => ten)
    let empty = many.flat_map(x => ["", ""])
    http POST ci "/x" { multipart { empty } }
  } catch e {
    codes = codes.append(e.code)
  }
  respond 200 json codes"#;
    let world = World::new(&flow(statements, ITEMS), []);
    let expected = r#"["out_of_range","too_large","too_large"]"#;
    assert_eq!(world.run().await, Ok((200, expected.to_owned())));
    assert_eq!(world.effects.requests(), []);
}

#[tokio::test]
async fn what_an_answer_holds_is_what_the_flow_reads() {
    let statements = r#"
  let got = http GET ci "/x" { expect { id: int, tags: [text] }, accept any }
  respond 200 json {
    status: got.status
    kind: got.headers["x-kind"]
    id: got.body?.id
    tags: got.body?.tags
  }"#;
    let text = flow(statements, ITEMS);
    let body = r#"{"id": 7, "tags": ["a", "b"], "more": 1}"#;
    let world = World::new(&text, [http(201, &[("x-kind", "thing")], body)]);
    let expected = r#"{"status":201,"kind":"thing","id":7,"tags":["a","b"]}"#;
    assert_eq!(world.run().await, Ok((200, expected.to_owned())));

    let world = World::new(&text, [http(404, &[], "not JSON at all")]);
    let expected = r#"{"status":404,"kind":null,"id":null,"tags":null}"#;
    assert_eq!(world.run().await, Ok((200, expected.to_owned())));
}

#[tokio::test]
async fn rows_go_to_the_store_and_come_back() {
    let statements = r#"
  let none = find one rows where .name == "a"
  let made = upsert rows by (name) { name: "a", note: null }
  let again = upsert rows by (name) { name: "a", note: "seen" }
  let found = find one rows where .name == "a"
  let count = update rows where .name == "a" set { note: "changed" }
  respond 200 json {
    none: none == null
    made: made.created
    again: again.created
    note: again.note
    found: found?.note
    count
  }"#;
    let world = World::new(&flow(statements, ITEMS), []);
    let expected =
        r#"{"none":true,"made":true,"again":false,"note":"seen","found":"seen","count":1}"#;
    assert_eq!(world.run().await, Ok((200, expected.to_owned())));
    assert_eq!(world.effects.requests(), [], "rows are no effects");
}

#[tokio::test]
async fn a_message_holds_its_parts() {
    let statements = "  notify team \"<b> & more\"\n  respond 204";
    let sent = Scripted::Output(StepOutput::Sent(None));
    let world = World::new(&flow(statements, ITEMS), [sent]);
    assert_eq!(world.run().await, Ok((204, String::new())));
    let message = StepRequest::Notify(Message {
        parts: vec![("text".into(), "<b> & more".into())],
    });
    assert_eq!(world.effects.requests(), [message]);
}
