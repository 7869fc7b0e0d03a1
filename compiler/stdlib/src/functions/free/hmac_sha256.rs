//! `hmac_sha256(key, text)`.

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Parameter, Pattern};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::write::digits;

pub(in crate::functions) const HMAC_SHA256: Function = Function {
    name: "hmac_sha256",
    on: Pattern::Nothing,
    property: false,
    parameters: &[
        Parameter {
            name: "key",
            ty: Pattern::Secret,
            docs: "the secret: `secrets.NAME`",
        },
        Parameter {
            name: "text",
            ty: Pattern::Text,
            docs: "what is signed, as UTF-8",
        },
    ],
    returns: Pattern::Text,
    docs: "The HMAC-SHA256 of a text under a secret, in hexadecimal digits. Of all functions, only this one makes a text from a secret.",
    examples: EXAMPLES,
    code: Implementation::Host(hmac_sha256),
};

/// An example would need a secret, which examples cannot declare.
const EXAMPLES: &[Example] = &[];

fn hmac_sha256(call: &mut Call<'_>) -> Result<(), Failure> {
    call.spend_bytes(call.word(3)?.saturating_mul(4));
    let key = Hmac::<Sha256>::new_from_slice(call.text(0)?.as_bytes());
    let mut hmac = key.map_err(|_| Failure::internal("a key has a wrong length"))?;
    hmac.update(call.text(2)?.as_bytes());
    let code = hmac.finalize().into_bytes();
    let hex: Vec<u8> = code.iter().copied().flat_map(digits).collect();
    let words = call.context.allocate_bytes(&hex)?;
    call.give(&words);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::HMAC_SHA256;
    use crate::functions::testing::*;

    #[test]
    fn it_is_that_of_rfc_4231() {
        let code = on_text(&HMAC_SHA256, &["Jefe", "what do ya want for nothing?"]);
        assert_eq!(
            code.text(),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
