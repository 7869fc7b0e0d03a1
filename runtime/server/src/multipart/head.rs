//! The head of a part: header fields, each on a line, and an empty line.

use memchr::memmem;

use super::disposition::Disposition;
use super::error::HeadProblem;
use super::limits::MOST_HEAD;
use super::parameters::is_token;

/// The head of a part.
pub(super) struct Head<'b> {
    pub(super) disposition: Disposition<'b>,
    pub(super) content_type: Option<&'b str>,
    /// The index of the empty line that ends it.
    pub(super) end: usize,
}

impl<'b> Head<'b> {
    /// Reads the head at the start of `octets`.
    pub(super) fn read(octets: &'b [u8]) -> Result<Head<'b>, HeadProblem> {
        let within = octets.get(..MOST_HEAD + 2).unwrap_or(octets);
        let mut at = 0;
        let (mut disposition, mut content_type) = (None, None);
        loop {
            let rest = within.get(at..).unwrap_or_default();
            let Some(length) = memmem::find(rest, b"\r\n") else {
                return Err(if within.len() < octets.len() {
                    HeadProblem::TooLong
                } else {
                    HeadProblem::Malformed
                });
            };
            let line = rest.get(..length).unwrap_or_default();
            if line.is_empty() {
                break;
            }
            let (name, value) = field(line).ok_or(HeadProblem::Malformed)?;
            match &*name.to_ascii_lowercase() {
                b"content-disposition" => {
                    let read = Disposition::read(value)?;
                    let former = disposition.replace(read);
                    if former.is_some() {
                        return Err(HeadProblem::NoDisposition);
                    }
                }
                b"content-type" => {
                    let text = std::str::from_utf8(value).ok();
                    let text = text.filter(|text| !text.is_empty() && text.is_ascii());
                    let text = text.ok_or(HeadProblem::BadContentType)?;
                    if content_type.replace(text).is_some() {
                        return Err(HeadProblem::BadContentType);
                    }
                }
                b"content-transfer-encoding" if !is_identity(value) => {
                    return Err(HeadProblem::Encoded);
                }
                _ => {}
            }
            at += length + 2;
        }
        Ok(Head {
            disposition: disposition.ok_or(HeadProblem::NoDisposition)?,
            content_type,
            end: at,
        })
    }
}

/// The name and the value of a header field.
fn field(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let (name, value) = line.split_at_checked(memchr::memchr(b':', line)?)?;
    let value = value.strip_prefix(b":")?.trim_ascii();
    let is_text = |octet: &u8| !octet.is_ascii_control() || *octet == b'\t';
    let is_good =
        !name.is_empty() && name.iter().copied().all(is_token) && value.iter().all(is_text);
    is_good.then_some((name, value))
}

/// Whether a transfer encoding leaves the content unchanged.
fn is_identity(encoding: &[u8]) -> bool {
    [&b"7bit"[..], b"8bit", b"binary"]
        .iter()
        .any(|known| encoding.eq_ignore_ascii_case(known))
}
