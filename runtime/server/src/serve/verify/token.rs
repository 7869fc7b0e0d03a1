//! `verify token { … }`: the secret itself, in a header, in the query or in the body.

use super::carried::Carried;
use super::given::Given;
use super::known::Known;
use super::own::Own;
use crate::edge::place::Place;
use crate::edge::scheme::{Built, header_name};

/// The scheme.
pub(super) const TOKEN: Own = Own {
    scheme: "token",
    build,
};

fn build(given: &Given<'_>) -> Built {
    let of_query = given.settings.literal("query");
    let of_body = given.settings.literal("body");
    let (place, known) = match (of_query, of_body) {
        (Some(name), _) => (Place::Query(name.to_owned()), Known::of(given.secrets())?),
        (None, Some(path)) => (Place::Body(path.to_owned()), Known::of(given.secrets())?),
        (None, None) => (
            Place::Header(header_name(given.literal("header")?)?),
            Known::in_header(given.secrets())?,
        ),
    };
    Ok(Box::new(Carried { place, known }))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Kit, header};
    use crate::edge::scheme::SetupError;

    fn gitlab() -> Kit {
        let kit = Kit::of("token").secrets("secret", &["old", "0FooBar!=z"]);
        kit.header("header", "X-Gitlab-Token")
    }

    fn hub() -> Kit {
        let kit = Kit::of("token").secrets("secret", &["meat y+&=%", "old"]);
        kit.literal("query", "hub.verify_token")
    }

    #[test]
    fn the_header_of_gitlab_is_compared() {
        for (reason, headers) in [
            ("accepted", vec![header("X-Gitlab-Token", "0FooBar!=z")]),
            ("accepted", vec![header("x-gitlab-token", "old")]),
            ("missing_credentials", vec![]),
            ("missing_credentials", vec![header("X-Gitlab-Token", "")]),
            ("missing_credentials", vec![header("X-Token", "old")]),
            (
                "repeated_credentials",
                vec![
                    header("X-Gitlab-Token", "old"),
                    header("X-Gitlab-Token", "old"),
                ],
            ),
            (
                "wrong_credentials",
                vec![header("X-Gitlab-Token", "0foobar!=z")],
            ),
            (
                "wrong_credentials",
                vec![header("X-Gitlab-Token", "0FooBar!=")],
            ),
            (
                "wrong_credentials",
                vec![header("X-Gitlab-Token", "0FooBar!=zz")],
            ),
            (
                "wrong_credentials",
                vec![header("X-Gitlab-Token", "old, old")],
            ),
        ] {
            gitlab().says(reason, &headers);
        }
        assert_eq!(gitlab().challenge(), None);
    }

    #[test]
    fn the_parameter_of_the_query_is_compared() {
        for (reason, target) in [
            (
                "accepted",
                "/?hub.mode=x&hub.verify_token=meat+y%2B%26%3D%25",
            ),
            ("accepted", "/?hub.verify_token=meat%20y%2b%26%3d%25&a=b"),
            ("accepted", "/?hub%2Everify_token=old"),
            ("missing_credentials", "/"),
            ("missing_credentials", "/?"),
            ("missing_credentials", "/?hub.verify_token"),
            ("missing_credentials", "/?hub.verify_token="),
            ("missing_credentials", "/?Hub.verify_token=old"),
            (
                "repeated_credentials",
                "/?hub.verify_token=old&hub.verify_token=old",
            ),
            ("wrong_credentials", "/?hub.verify_token=olds"),
            ("wrong_credentials", "/?hub.verify_token=%6Gold"),
        ] {
            hub().says_at(reason, target, &[]);
        }
        hub().says("missing_credentials", &[header("hub.verify_token", "old")]);
    }

    #[test]
    fn the_member_of_the_body_is_compared() {
        let kit = Kit::of("token").secrets("secret", &["k \u{fc}", "old"]);
        let kit = kit.literal("body", "auth.passcode");
        for (reason, body) in [
            ("accepted", r#"{"n":1,"auth":{"passcode":"k \u00fc"}}"#),
            ("accepted", r#"{"auth":{"passcode":"old"},"passcode":"x"}"#),
            ("accepted", "auth.passcode=k+%C3%BC"),
            ("missing_credentials", ""),
            ("missing_credentials", "{}"),
            ("missing_credentials", r#"{"auth":{"passcode":""}}"#),
            ("missing_credentials", r#"{"auth":{"passcode":null}}"#),
            ("missing_credentials", r#"["old"]"#),
            ("missing_credentials", "auth.passcode="),
            ("malformed_credentials", r#"{"auth":{"passcode":["old"]}}"#),
            ("malformed_credentials", r#"{"auth":"old"}"#),
            ("malformed_credentials", r#"{"auth":{"passcode":"old"}}}"#),
            ("malformed_credentials", r#"{"auth":{"passcode":"old"#),
            (
                "repeated_credentials",
                r#"{"auth":{"passcode":"wrong","passcode":"old"}}"#,
            ),
            (
                "repeated_credentials",
                r#"{"auth":{"passcode":"old"},"auth":{}}"#,
            ),
            (
                "repeated_credentials",
                "auth.passcode=old&auth.passcode=old",
            ),
            ("wrong_credentials", r#"{"auth":{"passcode":"olds"}}"#),
            ("wrong_credentials", "auth.passcode=ol"),
        ] {
            kit.says_of(reason, body);
        }
        kit.says("missing_credentials", &[header("auth.passcode", "old")]);
    }

    #[test]
    fn what_is_sent_is_accepted_and_what_is_given_stays() {
        gitlab().accepts_its_own("/hook");
        hub().accepts_its_own("/hook");
        hub().accepts_its_own("/hook?a=b");
        let given = gitlab().sign(&[header("X-Gitlab-Token", "wrong")]);
        assert!(given.headers.is_empty());
        assert!(
            hub()
                .sign_at("/?hub.verify_token=wrong", &[])
                .query
                .is_empty()
        );
    }

    #[test]
    fn what_cannot_work_is_refused_at_start() {
        let nowhere = Kit::of("token").secrets("secret", &["k"]);
        assert_eq!(nowhere.error(), SetupError::NoSetting { setting: "header" });
        let empty = Kit::of("token").secrets("secret", &["k", ""]);
        let empty = empty.header("header", "X-Token");
        assert_eq!(empty.error(), SetupError::EmptySecret { number: 2 });
        let broken = Kit::of("token").secrets("secret", &["k\r\nx: y"]);
        let broken = broken.header("header", "X-Token");
        assert_eq!(broken.error(), SetupError::NotInHeader { number: 1 });
        // A query can contain any character.
        let lines = Kit::of("token").secrets("secret", &[" k\r\n"]);
        lines.literal("query", "token").accepts_its_own("/");
    }
}
