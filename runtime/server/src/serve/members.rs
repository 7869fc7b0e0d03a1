//! Decodes the query parameters and headers that a trigger declares with their types.
//!
//! In: a request for which `when` is true. Out: the records of the declared members in the input of
//! its execution. Members that the workflow does not read are only checked.

use std::borrow::Cow;

use flowright_engine::Execution;
use flowright_ir::image::{ContextMember, MembersDecoder, Webhook, Workflow};
use flowright_stdlib::decode::{Charset, Pairs};
use flowright_stdlib::types::Type;

use super::input::{Facts, InputError, refused};

type Pair<'p> = (Cow<'p, [u8]>, Cow<'p, [u8]>);

/// Decodes the declared query parameters, then the declared headers.
pub(super) fn decode_members(
    execution: &mut Execution,
    workflow: &Workflow,
    webhook: &Webhook,
    facts: &Facts<'_>,
) -> Result<(), InputError> {
    let mut decode = |part, member, decoder: &MembersDecoder, pairs, charset| {
        let members = &workflow.input.members;
        let read = members.iter().position(|one| one.kind == member);
        put(execution, read, decoder, pairs, charset).map_err(|error| match error {
            InputError::Mismatch(error) => InputError::Mismatch(error.within(part)),
            other => other,
        })
    };
    if let Some(decoder) = &webhook.query {
        let query = facts.parts.uri.query().unwrap_or_default().as_bytes();
        let pairs: Vec<Pair<'_>> = Pairs::of(query).collect();
        let is_utf8 = |octets: &[u8]| std::str::from_utf8(octets).is_ok();
        let charset = if pairs
            .iter()
            .all(|(name, value)| is_utf8(name) && is_utf8(value))
        {
            Charset::Utf8
        } else {
            facts.content.charset
        };
        decode(
            "query",
            ContextMember::DeclaredQuery,
            decoder,
            pairs,
            charset,
        )?;
    }
    if let Some(decoder) = &webhook.headers {
        let headers = facts.parts.headers.iter();
        let pairs = headers.map(|(name, value)| {
            (
                Cow::Borrowed(name.as_str().as_bytes()),
                Cow::Borrowed(value.as_bytes()),
            )
        });
        let member = ContextMember::DeclaredHeaders;
        decode("headers", member, decoder, pairs.collect(), Charset::Utf8)?;
    }
    Ok(())
}

fn put(
    execution: &mut Execution,
    read: Option<usize>,
    decoder: &MembersDecoder,
    pairs: Vec<Pair<'_>>,
    charset: Charset,
) -> Result<(), InputError> {
    let MembersDecoder { shape, defaults } = decoder;
    let pairs = pairs.into_iter();
    let decoded = match read {
        Some(member) => execution
            .member(member)?
            .pairs(shape, pairs, defaults, charset),
        None => execution
            .allocate(&Type::Null)?
            .check_pairs(shape, pairs, defaults, charset),
    };
    decoded.map_err(refused)
}
