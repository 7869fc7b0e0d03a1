//! The value of the header `Authorization`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

/// The name of the header.
pub(crate) const AUTHORIZATION: &str = "authorization";

/// A token (RFC 6750, 2.1).
pub(super) fn bearer(token: &str) -> Zeroizing<String> {
    Zeroizing::new(format!("Bearer {token}"))
}

/// A user and a password (RFC 7617), in UTF-8; `None` if the user contains a colon, which would end
/// it.
pub(super) fn basic(user: &str, password: &str) -> Option<Zeroizing<String>> {
    if user.contains(':') {
        return None;
    }
    let both = Zeroizing::new(format!("{user}:{password}"));
    let encoded = Zeroizing::new(STANDARD.encode(both.as_bytes()));
    Some(Zeroizing::new(format!("Basic {}", encoded.as_str())))
}

#[cfg(test)]
mod tests {
    use super::{basic, bearer};

    #[test]
    fn credentials_are_written_as_the_rfcs_say() {
        assert_eq!(bearer("mF_9.B5f-4.1JqM").as_str(), "Bearer mF_9.B5f-4.1JqM");
        let example = basic("Aladdin", "open sesame").unwrap();
        assert_eq!(example.as_str(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        let example = basic("test", "123\u{a3}").unwrap();
        assert_eq!(example.as_str(), "Basic dGVzdDoxMjPCow==");
        assert_eq!(basic("", "a:b").unwrap().as_str(), "Basic OmE6Yg==");
    }

    #[test]
    fn a_user_contains_no_colon() {
        assert!(basic("a:b", "c").is_none());
    }
}
