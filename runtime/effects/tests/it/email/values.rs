//! What the values of a mail may contain.

use flowright_effects::{
    Dialer, notify,
    notify::email::{Content, Email, EmailError, EmailSettings, send},
};
use flowright_host::Host;

use super::{FROM, HELLO, plain, settings};
use crate::support::{Canary, Script, SmtpServer, loopback_client, loopback_open};

/// The body of a message, decoded.
fn body(message: &str) -> String {
    let (_, body) = message.split_once("\r\n\r\n").expect("headers and a body");
    let mut bytes = Vec::new();
    let joined = body.replace("=\r\n", "");
    let mut parts = joined.split('=');
    bytes.extend_from_slice(parts.next().unwrap_or_default().as_bytes());
    for part in parts {
        let (hex, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(hex, 16).expect("hex"));
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[tokio::test]
async fn a_mail_arrives() {
    let server = SmtpServer::listen(Script::default()).await;
    let smtp = format!("smtp://{}", server.address);
    let text = "We have received\nyour message.\n.\n..dots\n=20 gr\u{fc}n \u{1F680}\n";
    let message = [
        ("to", "Kim <kim@example.com>"),
        ("subject", "Thank you, J\u{f6}rg"),
        ("text", text),
    ];
    let settings = [("smtp", smtp.as_str()), ("from", FROM)];
    let id = notify::send(
        &loopback_client(),
        &Host::system(),
        "email",
        &settings,
        &message,
    )
    .await;
    let id = id.expect("taken").expect("an id");
    assert!(
        id.starts_with('<') && id.ends_with("@shop.example>"),
        "{id}"
    );

    let kept = server.kept();
    let commands: Vec<&str> = kept
        .commands
        .iter()
        .map(|(_, command)| command.as_str())
        .collect();
    assert_eq!(
        commands,
        [
            "EHLO [127.0.0.1]\r\n",
            "MAIL FROM:<hello@shop.example>\r\n",
            "RCPT TO:<kim@example.com>\r\n",
            "DATA\r\n",
            "QUIT\r\n",
        ]
    );
    let [message] = kept.messages.as_slice() else {
        panic!("{:?}", kept.messages)
    };
    assert!(
        message.contains(&format!("Message-ID: {id}\r\n")),
        "{message}"
    );
    assert!(
        message.contains("To: Kim <kim@example.com>\r\n"),
        "{message}"
    );
    assert!(
        message.contains("Subject: Thank you, =?utf-8?"),
        "{message}"
    );
    assert!(
        message.contains("Content-Type: text/plain; charset=utf-8\r\n"),
        "{message}"
    );
    assert_eq!(
        body(message).trim_end(),
        text.replace('\n', "\r\n").trim_end()
    );
}

#[tokio::test]
async fn several_recipients_get_one_mail_that_hides_some_of_them() {
    let server = SmtpServer::listen(Script::default()).await;
    let smtp = format!("smtp://{}", server.address);
    let message = [
        ("to", "kim@example.com"),
        ("to", "Jo <jo@example.com>"),
        ("cc", "boss@example.com"),
        ("bcc", "audit@shop.example"),
        ("reply_to", "order-7@shop.example"),
        ("subject", "hi"),
        ("text", "hello"),
        ("html", "<p>hello</p>"),
    ];
    let settings = [
        ("smtp", smtp.as_str()),
        ("from", FROM),
        ("reply_to", "help@shop.example"),
    ];
    let (client, host) = (loopback_client(), Host::system());
    let sent = notify::send(&client, &host, "email", &settings, &message).await;
    sent.expect("taken");
    let kept = server.kept();
    let recipients = kept.commands.iter().map(|(_, command)| command.as_str());
    let recipients = recipients.filter(|command| command.starts_with("RCPT"));
    assert_eq!(
        recipients.collect::<Vec<_>>(),
        [
            "RCPT TO:<kim@example.com>\r\n",
            "RCPT TO:<jo@example.com>\r\n",
            "RCPT TO:<boss@example.com>\r\n",
            "RCPT TO:<audit@shop.example>\r\n",
        ]
    );
    let [message] = kept.messages.as_slice() else {
        panic!("{:?}", kept.messages)
    };
    for header in [
        "To: kim@example.com, Jo <jo@example.com>\r\n",
        "Cc: boss@example.com\r\n",
        "Reply-To: order-7@shop.example\r\n",
    ] {
        assert!(message.contains(header), "{header}: {message}");
    }
    assert!(!message.contains("audit@"), "{message}");
}

#[tokio::test]
async fn hostile_values_make_one_message_to_one_recipient() {
    let evil = "x\r\n.\r\nMAIL FROM:<evil@evil.example>\r\nRCPT TO:<b@evil.example>\r\nDATA\r\nSubject: b\r\n\r\nb\r\n.\r\n";
    let newlines = evil.replace("\r\n", "\n");
    let returns = evil.replace("\r\n", "\r");
    let mixed = evil.replace("\r\n.\r\n", "\n.\r\n");
    for hostile in [
        evil,
        &newlines,
        &returns,
        &mixed,
        "\r\nBcc: b@evil.example\r\n\r\nb",
        "\n.\r",
        ".",
        "\r\n.\r\n",
    ] {
        let server = SmtpServer::listen(Script::default()).await;
        let email = Email {
            subject: hostile,
            content: Content::Text(hostile),
            ..HELLO
        };
        send(
            &Dialer::new(loopback_open()),
            &Host::system(),
            &plain(&server),
            &email,
        )
        .await
        .expect("taken");
        let kept = server.kept();
        assert_eq!(
            (kept.messages.len(), kept.count("MAIL"), kept.count("RCPT")),
            (1, 1, 1),
            "{hostile:?}"
        );
        let message = kept.messages.concat();
        let (headers, _) = message.split_once("\r\n\r\n").expect("headers and a body");
        assert!(
            !headers.contains("\r\nBcc") && !headers.contains("\r\nMAIL"),
            "{headers}"
        );
        let expected = hostile
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace('\n', "\r\n");
        assert_eq!(body(&message).trim_end(), expected.trim_end());
    }
}

#[tokio::test]
async fn a_hostile_address_never_reaches_the_server() {
    let canary = Canary::listen().await;
    let url = format!("smtp://127.0.0.1:{}", canary.port);
    for address in [
        "kim@example.com\r\nRCPT TO:<b@evil.example>",
        "kim@example.com\nBcc: b@evil.example",
        "kim@example.com\rb",
        "Kim\r\nBcc: b@evil.example <kim@example.com>",
        "kim@example.com, b@evil.example",
        "kim@example.com> SIZE=1 <b@evil.example",
        "",
    ] {
        let email = Email {
            to: &[address],
            ..HELLO
        };
        let error = send(
            &Dialer::new(loopback_open()),
            &Host::system(),
            &settings(&url),
            &email,
        )
        .await;
        let error = error.expect_err(address);
        assert!(
            matches!(error, EmailError::BadAddress { field: "to" }),
            "{address:?}: {error}"
        );
        assert_eq!(error.code(), "fail");
        let from = EmailSettings::parse(&url, address, None);
        assert!(
            matches!(from, Err(EmailError::BadAddress { field: "from" })),
            "{address:?}"
        );
    }
    assert_eq!(canary.others().await, 0);
}
