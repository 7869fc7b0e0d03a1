//! Texts that are decoded from another form.

use crate::failure::Failure;
use crate::functions::Call;

/// Returns the bytes as a text, or null if they are not UTF-8, or if `octets` is `None`.
pub(super) fn give_decoded(call: &mut Call<'_>, octets: Option<Vec<u8>>) -> Result<(), Failure> {
    let text = octets.and_then(|octets| String::from_utf8(octets).ok());
    match text {
        Some(text) => {
            let [address, length] = call.context.allocate_bytes(text.as_bytes())?;
            call.give(&[1, address, length]);
        }
        None => call.give(&[0, 0, 0]),
    }
    Ok(())
}
