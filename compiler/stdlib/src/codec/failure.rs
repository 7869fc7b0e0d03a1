//! Failures, as stored in the journal.

use super::decoder::Decoder;
use super::encoder::Encoder;
use super::error::CodecError;
use super::owned::{Decode, Encode};
use crate::failure::{Failure, FailureCode};

/// Encoded as text, which stays the same when failure codes are added.
impl Encode for FailureCode {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        encoder.text(self.as_str())
    }
}

impl Decode for FailureCode {
    fn decode(decoder: &mut Decoder<'_>) -> Result<FailureCode, CodecError> {
        let at = decoder.at();
        FailureCode::parse(decoder.text()?).ok_or(CodecError::Tag { at })
    }
}

impl Encode for Failure {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        let Failure {
            code,
            message,
            status,
            // The position in the source at which the mismatch is shown; it has already been shown.
            member: _,
            step,
        } = self;
        code.encode(encoder)?;
        message.encode(encoder)?;
        status.encode(encoder)?;
        step.encode(encoder)
    }
}

impl Decode for Failure {
    fn decode(decoder: &mut Decoder<'_>) -> Result<Failure, CodecError> {
        Ok(Failure {
            code: FailureCode::decode(decoder)?,
            message: String::decode(decoder)?,
            status: Option::decode(decoder)?,
            member: Box::default(),
            step: Box::decode(decoder)?,
        })
    }
}
