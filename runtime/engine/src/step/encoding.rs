//! Requests and outputs as bytes, in the one [codec](flowright_stdlib::codec). Secrets are encoded
//! as holes.

use flowright_stdlib::codec::{CodecError, Decode, Decoder, Encode, Encoder};
use flowright_store::{RowOutput, WrittenRow};

use super::http::{HttpOutput, HttpRequest, RequestBody};
use super::multipart::RequestPart;
use super::notify::Message;
use super::output::StepOutput;
use super::request::StepRequest;
use super::request_text::RequestText;
use super::rows::RowRequest;

// Variant numbers are part of the format, so a number is never reused for another variant.

impl Encode for StepRequest {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        match self {
            StepRequest::Row(RowRequest { values }) => {
                encoder.octet(0)?;
                values.encode(encoder)
            }
            StepRequest::Http(HttpRequest {
                target,
                body,
                headers,
            }) => {
                encoder.octet(1)?;
                target.encode(encoder)?;
                body.encode(encoder)?;
                headers.encode(encoder)
            }
            StepRequest::Notify(Message { parts }) => {
                encoder.octet(2)?;
                parts.encode(encoder)
            }
        }
    }
}

impl Decode for StepRequest {
    fn decode(decoder: &mut Decoder<'_>) -> Result<StepRequest, CodecError> {
        let at = decoder.at();
        Ok(match decoder.octet()? {
            0 => StepRequest::Row(RowRequest {
                values: Decode::decode(decoder)?,
            }),
            1 => StepRequest::Http(HttpRequest {
                target: Decode::decode(decoder)?,
                body: Decode::decode(decoder)?,
                headers: Decode::decode(decoder)?,
            }),
            2 => StepRequest::Notify(Message {
                parts: Decode::decode(decoder)?,
            }),
            3..=u8::MAX => return Err(CodecError::Tag { at }),
        })
    }
}

impl Encode for RequestBody {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        match self {
            // The numbers 0 and 1 are taken by the variants of `RequestText`.
            RequestBody::Text(text) => text.encode(encoder),
            RequestBody::Bytes(octets) => {
                encoder.octet(2)?;
                octets.encode(encoder)
            }
            RequestBody::Multipart(parts) => {
                encoder.octet(3)?;
                parts.encode(encoder)
            }
        }
    }
}

impl Decode for RequestBody {
    fn decode(decoder: &mut Decoder<'_>) -> Result<RequestBody, CodecError> {
        let at = decoder.at();
        Ok(match decoder.octet()? {
            0 => RequestBody::Text(RequestText::Plain(Decode::decode(decoder)?)),
            1 => RequestBody::Text(RequestText::Secret(Decode::decode(decoder)?)),
            2 => RequestBody::Bytes(Decode::decode(decoder)?),
            3 => RequestBody::Multipart(Decode::decode(decoder)?),
            4..=u8::MAX => return Err(CodecError::Tag { at }),
        })
    }
}

impl Encode for RequestPart {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        match self {
            RequestPart::Text { name, text } => {
                encoder.octet(0)?;
                name.encode(encoder)?;
                text.encode(encoder)
            }
            RequestPart::Json { name, json } => {
                encoder.octet(1)?;
                name.encode(encoder)?;
                json.encode(encoder)
            }
            RequestPart::File {
                name,
                file,
                content_type,
                content,
            } => {
                encoder.octet(2)?;
                name.encode(encoder)?;
                file.encode(encoder)?;
                content_type.encode(encoder)?;
                content.encode(encoder)
            }
        }
    }
}

impl Decode for RequestPart {
    fn decode(decoder: &mut Decoder<'_>) -> Result<RequestPart, CodecError> {
        let at = decoder.at();
        Ok(match decoder.octet()? {
            0 => RequestPart::Text {
                name: Decode::decode(decoder)?,
                text: Decode::decode(decoder)?,
            },
            1 => RequestPart::Json {
                name: Decode::decode(decoder)?,
                json: Decode::decode(decoder)?,
            },
            2 => RequestPart::File {
                name: Decode::decode(decoder)?,
                file: Decode::decode(decoder)?,
                content_type: Decode::decode(decoder)?,
                content: Decode::decode(decoder)?,
            },
            3..=u8::MAX => return Err(CodecError::Tag { at }),
        })
    }
}

impl Encode for RequestText {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        match self {
            RequestText::Plain(text) => {
                encoder.octet(0)?;
                text.encode(encoder)
            }
            RequestText::Secret(secret) => {
                encoder.octet(1)?;
                secret.encode(encoder)
            }
        }
    }
}

impl Decode for RequestText {
    fn decode(decoder: &mut Decoder<'_>) -> Result<RequestText, CodecError> {
        let at = decoder.at();
        Ok(match decoder.octet()? {
            0 => RequestText::Plain(Decode::decode(decoder)?),
            1 => RequestText::Secret(Decode::decode(decoder)?),
            2..=u8::MAX => return Err(CodecError::Tag { at }),
        })
    }
}

impl Encode for StepOutput {
    fn encode(&self, encoder: &mut Encoder) -> Result<(), CodecError> {
        match self {
            StepOutput::Row(RowOutput::Written(row)) => {
                encoder.octet(7)?;
                row.encode(encoder)
            }
            StepOutput::Row(RowOutput::AllWritten(rows)) => {
                encoder.octet(8)?;
                rows.encode(encoder)
            }
            StepOutput::Row(RowOutput::Values(values)) => {
                encoder.octet(9)?;
                values.encode(encoder)
            }
            StepOutput::Row(RowOutput::Found(found)) => {
                encoder.octet(1)?;
                found.encode(encoder)
            }
            StepOutput::Row(RowOutput::Count(count)) => {
                encoder.octet(2)?;
                count.encode(encoder)
            }
            StepOutput::Row(RowOutput::Rows(rows)) => {
                encoder.octet(5)?;
                rows.encode(encoder)
            }
            StepOutput::Row(RowOutput::Value(value)) => {
                encoder.octet(6)?;
                value.encode(encoder)
            }
            StepOutput::Http(HttpOutput {
                status,
                headers,
                body,
            }) => {
                encoder.octet(3)?;
                status.encode(encoder)?;
                headers.encode(encoder)?;
                body.encode(encoder)
            }
            StepOutput::Sent(id) => {
                encoder.octet(4)?;
                id.encode(encoder)
            }
        }
    }
}

impl Decode for StepOutput {
    fn decode(decoder: &mut Decoder<'_>) -> Result<StepOutput, CodecError> {
        let at = decoder.at();
        Ok(match decoder.octet()? {
            // A written row, encoded by a version that did not record whether an upsert had changed
            // it.
            0 => {
                let row = Decode::decode(decoder)?;
                let created = Decode::decode(decoder)?;
                StepOutput::Row(RowOutput::Written(WrittenRow {
                    row,
                    created,
                    changed: true,
                }))
            }
            1 => StepOutput::Row(RowOutput::Found(Decode::decode(decoder)?)),
            2 => StepOutput::Row(RowOutput::Count(Decode::decode(decoder)?)),
            3 => StepOutput::Http(HttpOutput {
                status: Decode::decode(decoder)?,
                headers: Decode::decode(decoder)?,
                body: Decode::decode(decoder)?,
            }),
            4 => StepOutput::Sent(Decode::decode(decoder)?),
            5 => StepOutput::Row(RowOutput::Rows(Decode::decode(decoder)?)),
            6 => StepOutput::Row(RowOutput::Value(Decode::decode(decoder)?)),
            7 => StepOutput::Row(RowOutput::Written(Decode::decode(decoder)?)),
            8 => StepOutput::Row(RowOutput::AllWritten(Decode::decode(decoder)?)),
            9 => StepOutput::Row(RowOutput::Values(Decode::decode(decoder)?)),
            10..=u8::MAX => return Err(CodecError::Tag { at }),
        })
    }
}

#[cfg(test)]
mod tests {
    use flowright_effects::Bytes;
    use flowright_stdlib::codec::{SecretText, decode, encode};
    use flowright_store::Datum;
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;

    const LIMIT: usize = 1 << 20;

    fn text() -> impl Strategy<Value = Box<str>> {
        any::<String>().prop_map(String::into_boxed_str)
    }

    fn datum() -> impl Strategy<Value = Datum> {
        prop_oneof![
            Just(Datum::Null),
            any::<bool>().prop_map(Datum::Bool),
            any::<i64>().prop_map(Datum::Int),
            any::<i64>().prop_map(Datum::Time),
            (-1e300..1e300).prop_map(Datum::Float),
            text().prop_map(Datum::Text),
            vec(text().prop_map(Datum::Text), 0..3).prop_map(Datum::List),
            text().prop_map(Datum::Json),
            vec(any::<u8>(), 0..8).prop_map(|octets| Datum::Bytes(octets.into())),
        ]
    }

    fn written() -> impl Strategy<Value = WrittenRow> {
        let parts = (vec(datum(), 0..8), any::<bool>(), any::<bool>());
        parts.prop_map(|(row, created, changed)| WrittenRow {
            row,
            created,
            changed,
        })
    }

    fn octets() -> impl Strategy<Value = Bytes> {
        vec(any::<u8>(), 0..64).prop_map(Bytes::from)
    }

    fn part() -> impl Strategy<Value = RequestText> {
        prop_oneof![
            text().prop_map(RequestText::Plain),
            Just(RequestText::Secret(SecretText::new("hunter2-hunter2"))),
        ]
    }

    fn body() -> impl Strategy<Value = RequestBody> {
        let named = || (text(), part());
        let file = (text(), text(), text(), octets());
        let parts = prop_oneof![
            named().prop_map(|(name, text)| RequestPart::Text { name, text }),
            named().prop_map(|(name, json)| RequestPart::Json { name, json }),
            file.prop_map(|(name, file, content_type, content)| RequestPart::File {
                name,
                file,
                content_type,
                content,
            }),
        ];
        prop_oneof![
            part().prop_map(RequestBody::Text),
            octets().prop_map(RequestBody::Bytes),
            vec(parts, 0..4).prop_map(RequestBody::Multipart),
        ]
    }

    fn texts(body: &RequestBody) -> Vec<&RequestText> {
        match body {
            RequestBody::Text(text) => vec![text],
            RequestBody::Bytes(_) => Vec::new(),
            RequestBody::Multipart(parts) => parts
                .iter()
                .filter_map(|part| match part {
                    RequestPart::Text { text, .. } | RequestPart::Json { json: text, .. } => {
                        Some(text)
                    }
                    RequestPart::File { .. } => None,
                })
                .collect(),
        }
    }

    fn request() -> impl Strategy<Value = StepRequest> {
        let row = vec(datum(), 0..8).prop_map(|values| StepRequest::Row(RowRequest { values }));
        let http = (part(), option::of(body()), vec(part(), 0..4));
        let http = http.prop_map(|(target, body, headers)| {
            StepRequest::Http(HttpRequest {
                target,
                body,
                headers,
            })
        });
        let notify =
            vec((text(), text()), 0..4).prop_map(|parts| StepRequest::Notify(Message { parts }));
        prop_oneof![row, http, notify]
    }

    fn output() -> impl Strategy<Value = StepOutput> {
        let row = || vec(datum(), 0..8);
        let rows = prop_oneof![
            written().prop_map(RowOutput::Written),
            vec(written(), 0..3).prop_map(RowOutput::AllWritten),
            row().prop_map(RowOutput::Values),
            option::of(row()).prop_map(RowOutput::Found),
            any::<u64>().prop_map(RowOutput::Count),
            vec(row(), 0..4).prop_map(RowOutput::Rows),
            datum().prop_map(RowOutput::Value),
        ];
        let http = (any::<u16>(), vec((text(), text()), 0..4), octets());
        let http = http.prop_map(|(status, headers, body)| {
            StepOutput::Http(HttpOutput {
                status,
                headers,
                body,
            })
        });
        prop_oneof![
            rows.prop_map(StepOutput::Row),
            http,
            option::of(text()).prop_map(StepOutput::Sent),
        ]
    }

    proptest! {
        #[test]
        fn a_request_comes_back_without_its_secrets(request in request()) {
            let octets = encode(&request, LIMIT).unwrap();
            prop_assert!(!octets.windows(7).any(|part| part == b"hunter2"));
            let back: StepRequest = decode(&octets).unwrap();
            prop_assert_eq!(&back, &request);
            if let StepRequest::Http(back) = back {
                let texts = [&back.target].into_iter().chain(back.body.iter().flat_map(texts));
                let filled = texts.chain(&back.headers).any(|text| match text {
                    RequestText::Plain(_) => false,
                    RequestText::Secret(secret) => secret.is_filled(),
                });
                prop_assert!(!filled);
            }
        }

        #[test]
        fn an_output_comes_back(output in output()) {
            let octets = encode(&output, LIMIT).unwrap();
            prop_assert_eq!(decode::<StepOutput>(&octets).unwrap(), output);
        }

        #[test]
        fn what_is_cut_off_or_changed_is_an_error_or_another_value(
            output in output(),
            at in any::<prop::sample::Index>(),
            byte in any::<u8>(),
        ) {
            let mut octets = encode(&output, LIMIT).unwrap();
            let at = at.index(octets.len());
            prop_assert!(decode::<StepOutput>(&octets[..at]).is_err());
            octets[at] = byte;
            let _ = decode::<StepOutput>(&octets);
            let _ = decode::<StepRequest>(&octets);
        }
    }
}
