//! `slack { url }`: a message by an incoming webhook of Slack. Source:
//! <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>.

use serde_json::{Value, json};

use super::text::only_text;
use crate::catalogue::{
    Bare, ChannelSpec, Delivery, Markup, Parts, SettingKind, SettingSpec, WebhookDelivery,
};

/// Slack's error words are well below this number of bytes; anything longer is a page from a proxy.
const MAX_REASON: usize = 60;

/// The kind.
pub static SLACK: ChannelSpec = ChannelSpec {
    name: "slack",
    docs: "Messages through a Slack incoming webhook.",
    snippet: "slack { url secrets.${1:slack_url} }",
    settings: &[SettingSpec {
        name: "url",
        kind: SettingKind::Url,
        required: Some("url secrets.NAME"),
        repeated: false,
        sample: "url secrets.NAME",
        snippet: "url secrets.${1:slack_url}",
        docs: "Required: the URL of a Slack incoming webhook.",
    }],
    unbuilt: &[],
    message: &[
        only_text(Markup::Slack),
        SettingSpec {
            name: "blocks",
            kind: SettingKind::JsonList(Markup::Slack),
            required: None,
            repeated: false,
            sample: "blocks json [ { type: \"divider\" } ]",
            snippet: "blocks json [\n  { type: \"section\", text: { type: \"mrkdwn\", text: \"${1:text}\" } }\n]",
            docs: "The [blocks](https://docs.slack.dev/reference/block-kit/blocks) of which the message consists; `text` is then what notifications show. Values in their texts are escaped, so they cannot contain markup.",
        },
    ],
    any_of: &[],
    message_unbuilt: &[],
    bare: Bare::Part("text"),
    message_snippet: " \"$0\"",
    gives_id: false,
    delivery: Delivery::Webhook(WebhookDelivery { payload, reason }),
};

fn payload(message: &Parts<'_>) -> Value {
    let blocks = message.get("blocks");
    // The flow has already written the blocks as JSON.
    let blocks = blocks.and_then(|blocks| serde_json::from_str::<Value>(blocks).ok());
    match blocks {
        Some(blocks) => json!({ "text": message.get("text"), "blocks": blocks }),
        None => json!({ "text": message.get("text") }),
    }
}

/// Slack describes the error with a single word.
fn reason(body: &str) -> Option<String> {
    let word = body.trim();
    let is_word = (1..=MAX_REASON).contains(&word.len())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_word.then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_sent_beside_the_text() {
        let parts = [("text", "a"), ("blocks", r#"[{"type":"divider"}]"#)];
        assert_eq!(
            payload(&Parts::new(&parts)).to_string(),
            r#"{"blocks":[{"type":"divider"}],"text":"a"}"#
        );
        let parts = [("text", "a")];
        assert_eq!(payload(&Parts::new(&parts)).to_string(), r#"{"text":"a"}"#);
    }
}
