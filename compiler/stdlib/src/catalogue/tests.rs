use std::collections::HashSet;

use super::{
    Algorithm, BODIES, Bare, CHANNELS, Check, Delivery, Encoding, HMAC, KeyEncoding, Owner,
    SCHEMES, SIGNED, SettingKind, Written, channel, scheme,
};

#[test]
fn every_setting_has_docs_and_says_how_it_is_written() {
    for owner in Owner::all() {
        let mut names = HashSet::new();
        for one in owner.settings() {
            let of = format!("`{}` of {owner}", one.name);
            assert!(names.insert(one.name), "{of} stands there twice");
            assert!(one.docs.ends_with('.'), "{of}: docs");
            let is_named = |text: &str| text.split([' ', '{']).next() == Some(one.name);
            assert!(is_named(one.snippet), "{of}: snippet");
            assert!(is_named(one.sample), "{of}: sample");
            let proposes = one.snippet.ends_with(' ');
            let has_words = matches!(
                one.kind,
                SettingKind::Choice { .. } | SettingKind::Body | SettingKind::Verify
            );
            assert!(!proposes || has_words, "{of}: nothing would be proposed");
        }
        for one in owner.unbuilt() {
            assert!(one.sample.starts_with(one.word), "{}", one.word);
        }
    }
}

#[test]
fn every_scheme_says_how_it_is_written() {
    let mut names = HashSet::new();
    for one in SCHEMES {
        assert!(names.insert(one.name), "{} stands there twice", one.name);
        assert_eq!(scheme(one.name), Some(*one));
        assert!(one.snippet.starts_with(one.name), "{}: snippet", one.name);
        let sample = format!("verify {}", one.name);
        assert!(one.sample.starts_with(&sample), "{}: sample", one.name);
        assert!(one.docs.ends_with('.'), "{}: docs", one.name);
        let has_secret = Owner::Scheme(one).setting("secret").is_some();
        let needs_secret = one.written == Written::Secret || matches!(one.check, Check::Hmac(_));
        assert!(!needs_secret || has_secret, "{}: secret", one.name);
        // If a form alone verifies requests, or the scheme is written `NAME(secrets.k)`, any other
        // setting would never be read.
        let mut others = one.settings.iter().filter(|one| one.name != "secret");
        match one.check {
            Check::Hmac(_) => assert!(others.next().is_none(), "{}", one.name),
            Check::Nothing | Check::Own => {
                let required = others.any(|other| other.required.is_some());
                assert!(one.written != Written::Secret || !required, "{}", one.name);
            }
        }
        assert_ne!(one.one_of.len(), 1, "{}: nothing to choose from", one.name);
        for name in one.one_of {
            let setting = Owner::Scheme(one).setting(name);
            let fits = setting.is_some_and(|one| one.required.is_none() && !one.repeated);
            assert!(fits, "{}: {name}", one.name);
        }
        assert_eq!(
            one.written == Written::Because,
            matches!(one.check, Check::Nothing),
            "{}",
            one.name
        );
    }
}

#[test]
fn every_channel_says_how_it_is_written() {
    let mut names = HashSet::new();
    for one in CHANNELS {
        assert!(names.insert(one.name), "{} stands there twice", one.name);
        assert_eq!(channel(one.name), Some(*one));
        assert!(one.snippet.starts_with(one.name), "{}: snippet", one.name);
        assert!(one.docs.ends_with('.'), "{}: docs", one.name);
        let is_message = |kind: &SettingKind| {
            matches!(
                kind,
                SettingKind::Message(_)
                    | SettingKind::JsonList(_)
                    | SettingKind::Address
                    | SettingKind::Recipients
            )
        };
        assert!(one.message.iter().all(|part| is_message(&part.kind)));
        assert_ne!(one.any_of.len(), 1, "{}: nothing to choose from", one.name);
        for name in one.any_of {
            let part = Owner::Message(one).setting(name);
            let is_optional = part.is_some_and(|part| part.required.is_none());
            assert!(is_optional, "{}: {name}", one.name);
        }
        // The senders receive texts.
        let is_text = |kind: &SettingKind| {
            matches!(
                kind,
                SettingKind::Url
                    | SettingKind::Server { .. }
                    | SettingKind::VisibleAddress
                    | SettingKind::Choice { .. }
                    | SettingKind::Literal
            )
        };
        assert!(one.settings.iter().all(|one| is_text(&one.kind)));
        match one.bare {
            Bare::Part(part) => {
                let required = one.message.iter().filter(|one| one.required.is_some());
                assert!(required.map(|one| one.name).eq([part]), "{}", one.name);
            }
            Bare::Refused { sample, .. } => assert!(sample.starts_with("notify ")),
        }
        if let Delivery::Webhook(_) = one.delivery {
            let [url] = one.settings else {
                panic!("{}: nothing reads a setting but `url`", one.name);
            };
            assert!(url.name == "url" && matches!(url.kind, SettingKind::Url));
        }
    }
}

#[test]
fn words_are_what_they_stand_for() {
    for one in BODIES.iter().chain(SIGNED) {
        assert!(one.snippet.starts_with(one.word), "{}", one.word);
        assert!(one.docs.ends_with('.'), "{}", one.word);
    }
    let choices = |name: &str| match Owner::Scheme(&HMAC).setting(name).map(|one| one.kind) {
        Some(SettingKind::Choice { words, .. }) => words,
        _ => &[],
    };
    assert!(!choices("algorithm").is_empty() && !choices("encoding").is_empty());
    let mut algorithms = choices("algorithm").iter();
    assert!(algorithms.all(|word| Algorithm::named(word).is_some()));
    let mut encodings = choices("encoding").iter();
    assert!(encodings.all(|word| Encoding::named(word).is_some()));
    let mut keys = choices("key_encoding").iter();
    assert!(keys.all(|word| KeyEncoding::named(word).is_some()));
}
