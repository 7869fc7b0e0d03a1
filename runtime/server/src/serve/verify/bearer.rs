//! `verify bearer`: `Authorization: Bearer …` with the secret itself (RFC 6750, 2.1).

use super::authorization::{added, credentials};
use super::given::Given;
use super::known::Known;
use super::own::Own;
use crate::edge::added::Added;
use crate::edge::scheme::{Built, Refusal, Request, Scheme};

/// The scheme.
pub(super) const BEARER: Own = Own {
    scheme: "bearer",
    build,
};

/// Its name in the header.
const NAME: &str = "Bearer";

fn build(given: &Given<'_>) -> Built {
    let known = Known::in_header(given.secrets())?;
    Ok(Box::new(Bearer { known }))
}

#[derive(Debug)]
struct Bearer {
    known: Known,
}

impl Scheme for Bearer {
    fn verify(&self, request: &Request<'_>) -> Result<(), Refusal> {
        let sent = credentials(request.headers, NAME)?;
        self.known.position(sent).map(drop)
    }

    fn sign(&self, request: &Request<'_>) -> Result<Added, Refusal> {
        Ok(added(request, NAME, self.known.first()?.expose()))
    }

    fn challenge(&self) -> Option<&'static str> {
        // At least one parameter (RFC 6750, 3).
        Some("Bearer realm=\"webhook\"")
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Kit, header};

    const TOKEN: &str = "mF_9.B5f-4.1JqM";

    #[test]
    fn the_token_of_the_rfc_is_accepted_in_its_forms() {
        let bearer = Kit::of("bearer").secrets("secret", &["another", TOKEN]);
        for name in ["Bearer", "bearer", "BEARER", "bEaReR"] {
            for blanks in [" ", "  "] {
                let value = format!("{name}{blanks}{TOKEN}");
                bearer.says("accepted", &[header("Authorization", &value)]);
            }
        }
        bearer.says("accepted", &[header("authorization", "Bearer another")]);
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        let bearer = Kit::of("bearer").secrets("secret", &["another", TOKEN]);
        bearer.says("missing_credentials", &[]);
        let good = format!("Bearer {TOKEN}");
        let twice = [
            header("Authorization", &good),
            header("Authorization", &good),
        ];
        bearer.says("repeated_credentials", &twice);
        for (reason, value) in [
            ("missing_credentials", String::new()),
            ("malformed_credentials", TOKEN.to_owned()),
            ("malformed_credentials", "Bearer".to_owned()),
            ("malformed_credentials", format!("Bearer{TOKEN}")),
            ("malformed_credentials", format!("Bearer\t{TOKEN}")),
            ("malformed_credentials", format!("Token {TOKEN}")),
            ("malformed_credentials", "Basic YTpi".to_owned()),
            ("malformed_credentials", format!("Bearers {TOKEN}")),
            ("wrong_credentials", format!("Bearer {TOKEN} ,")),
            ("wrong_credentials", format!("Bearer \"{TOKEN}\"")),
            ("wrong_credentials", format!("Bearer {TOKEN}=")),
            ("wrong_credentials", format!("Bearer {}", &TOKEN[1..])),
            (
                "wrong_credentials",
                format!("Bearer {}", TOKEN.to_lowercase()),
            ),
            ("wrong_credentials", "Bearer x".to_owned()),
        ] {
            bearer.says(reason, &[header("Authorization", &value)]);
        }
    }

    #[test]
    fn what_is_sent_is_accepted_and_what_is_given_stays() {
        let bearer = Kit::of("bearer").secrets("secret", &[TOKEN]);
        let added = bearer.sign(&[]);
        assert_eq!(added.headers.len(), 1);
        assert_eq!(added.headers[0].1, format!("Bearer {TOKEN}"));
        bearer.accepts_its_own("/hook");
        let given = bearer.sign(&[header("Authorization", "Bearer wrong")]);
        assert!(given.headers.is_empty());
    }

    #[test]
    fn a_secret_that_nobody_could_send_is_refused_at_start() {
        for secret in [" hunter2", "hunter2 ", "hunter2\n", "hun\u{7f}ter2"] {
            let problem = Kit::of("bearer").secrets("secret", &["k", secret]);
            let problem = problem.problem();
            assert!(problem.contains("secret 2 of `verify` cannot"), "{problem}");
        }
        let unusual = Kit::of("bearer").secrets("secret", &["a b ü"]);
        unusual.accepts_its_own("/hook");
    }

    #[test]
    fn the_challenge_names_the_scheme() {
        let bearer = Kit::of("bearer").secrets("secret", &[TOKEN]);
        assert_eq!(bearer.challenge(), Some("Bearer realm=\"webhook\""));
    }
}
