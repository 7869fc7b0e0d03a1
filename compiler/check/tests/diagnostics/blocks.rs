//! Messages with blocks.

use crate::{assert_clean, assert_diagnostics};

fn message(parts: &str) -> String {
    let mut text = String::from(
        "secret slack_url\nchannel team = slack { url secrets.slack_url }\nworkflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    body json { name: text, note: text?, kind: \"a\" | \"b\", count: int, lines: [{ item: text }], blocks: [{ type: text }], data: json }\n  }\n\n  let data = context.data\n  notify team {\n    text data.name\n",
    );
    for line in parts.lines() {
        text.push_str(&format!("    {line}\n"));
    }
    text.push_str("  }\n  respond 204\n}\n");
    text
}

#[test]
fn blocks_that_are_fine() {
    assert_clean!(message(
        "blocks json [{ type: \"divider\" }, { type: \"section\", text: { type: \"mrkdwn\", text: \"*{data.name}* {data.count}\" }, n: data.count, kind: data.kind }]"
    ));
    assert_clean!(message("blocks json []"));
    assert_clean!(message(
        "blocks json [\n  { type: \"section\", text: { type: \"mrkdwn\", text: data.note ?? \"none\" } },\n  { type: \"section\", fields: data.lines.map(line => { type: \"mrkdwn\", text: line.item, emoji: true }) },\n  if data.count > 1 { { type: \"divider\" } } else { { type: \"divider\" } },\n]"
    ));
}

#[test]
fn blocks_without_json() {
    assert_diagnostics!(message("blocks [{ type: \"divider\" }]"));
    assert_diagnostics!(message("blocks json { type: \"divider\" }"));
    assert_diagnostics!(message("blocks \"[]\""));
    assert_diagnostics!(message("blocks json data.blocks"));
}

#[test]
fn blocks_whose_texts_are_computed_elsewhere() {
    assert_diagnostics!(message("blocks json [data.data]"));
    assert_diagnostics!(message(
        "blocks json [{ type: \"section\", text: data.note }]"
    ));
    assert_diagnostics!(message(
        "blocks json [{ type: \"actions\", elements: data.blocks }]"
    ));
    assert_diagnostics!(message(
        "blocks json [{ ...data.lines[0] ?? { item: \"x\" } }, data.lines]"
    ));
}

#[test]
fn members_that_are_given_twice() {
    assert_diagnostics!(message(
        "blocks json [{ type: \"divider\", type: \"section\" }]"
    ));
}

#[test]
fn secrets_in_blocks() {
    assert_diagnostics!(message(
        "blocks json [{ type: \"section\", text: secrets.slack_url }]"
    ));
}

#[test]
fn blocks_of_a_mail_and_attachments() {
    assert_diagnostics!(message("block json [{ type: \"divider\" }]"));
    assert_diagnostics!(message("attachments json [{ type: \"divider\" }]"));
}
