//! The `http` step.

use flowright_effects::{HttpClient, HttpError, HttpRequest, Url};
use flowright_ir::image::{Expectation, HttpBodyKind};
use flowright_stdlib::decode;
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::{Context, View};
use flowright_stdlib::types::{RecordLayout, Type, memory_words};

use super::ResultWords;
use super::plan::HttpPlan;

/// The request that the plan and the arguments describe.
pub(super) fn request(plan: &HttpPlan, arguments: &View<'_>) -> Result<HttpRequest, Failure> {
    let mut fields = arguments.fields()?.into_iter();
    let mut next = || {
        fields
            .next()
            .ok_or_else(|| Failure::internal("an http step lacks an argument"))
    };

    let mut request = HttpRequest::new(plan.method.clone(), address(&plan.base, next()?.text()?)?);
    let kind = match plan.template.body {
        HttpBodyKind::None => None,
        HttpBodyKind::Json => Some("application/json"),
        HttpBodyKind::Text => Some("text/plain; charset=utf-8"),
    };
    if let Some(kind) = kind {
        request.body = next()?.text()?.to_owned().into();
        let own = plan
            .template
            .headers
            .iter()
            .any(|name| name.eq_ignore_ascii_case("content-type"));
        if !own {
            header(&mut request, "content-type", kind)?;
        }
    }
    for (name, value) in &plan.headers {
        let replaced = plan
            .template
            .headers
            .iter()
            .any(|own| own.eq_ignore_ascii_case(name.as_str()));
        if !replaced {
            request.headers.push((name.clone(), value.clone()));
        }
    }
    for name in &plan.template.headers {
        header(&mut request, name, next()?.text()?)?;
    }
    request.timeout = plan.timeout;
    request.max_response = plan.max_response;
    Ok(request)
}

fn header(request: &mut HttpRequest, name: &str, value: &str) -> Result<(), Failure> {
    request
        .header(name, value)
        .map_err(|error| Failure::new(FailureCode::OutOfRange, error.to_string()))
}

/// The base with the path and query after it. What is added is already encoded and cannot change the host.
fn address(base: &Url, rest: &str) -> Result<Url, Failure> {
    let refused = || {
        Failure::new(
            FailureCode::Denied,
            "the path of an http step leads to another host",
        )
    };
    if !(rest.is_empty() || rest.starts_with(['/', '?'])) {
        return Err(refused());
    }
    let text = format!("{}{rest}", base.as_str().trim_end_matches('/'));
    let url = Url::parse(&text)
        .map_err(|error| Failure::new(FailureCode::OutOfRange, error.to_string()))?;
    if url.origin() != base.origin() || !url.username().is_empty() {
        return Err(refused());
    }
    Ok(url)
}

/// Sends it, and writes what the flow reads of the answer into the arena.
pub(super) async fn send(
    client: &HttpClient,
    plan: &HttpPlan,
    request: HttpRequest,
    context: &mut Context,
) -> Result<ResultWords, Failure> {
    let response = client
        .send(request)
        .await
        .map_err(|error| failure(&error))?;
    let fine = (200..300).contains(&response.status);
    if !fine && !plan.template.accept_any {
        let mut failure = Failure::new(
            FailureCode::HttpStatus,
            format!("the answer has status {}", response.status),
        );
        failure.status = Some(response.status);
        return Err(failure);
    }
    let Type::Record(record) = &plan.template.result else {
        return Err(Failure::internal("the result of an http step is no record"));
    };
    let layout = RecordLayout::of(record);
    let address = context.allocate(layout.words)?;
    let place = |name: &str| {
        let (index, field) = record.field(name)?;
        Some((layout.offsets.get(index).copied()?, &field.ty))
    };
    if let Some((offset, _)) = place("status") {
        context.store(address, offset, u64::from(response.status))?;
    }
    if let Some((offset, _)) = place("headers") {
        let readable = response
            .headers
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
        let pairs = context.allocate_headers(readable)?;
        store_pair(context, address, offset, pairs)?;
    }
    if fine {
        let place = place("body").map(|(offset, ty)| BodyPlace {
            address,
            offset,
            ty,
        });
        body(context, &plan.template.expect, &response.body, place)?;
    }
    Ok([address, 0, 0, 0])
}

/// Where in the result the body goes.
struct BodyPlace<'a> {
    /// The result.
    address: u64,
    /// The field's first word in it.
    offset: u32,
    /// The field's type.
    ty: &'a Type,
}

impl BodyPlace<'_> {
    /// Where a value of so many words goes. Under `accept any` the field has a tag that is not the value's own, which is set here.
    fn value(&self, context: &mut Context, words: u32) -> Result<u64, Failure> {
        let room = memory_words(self.ty);
        let tag = match room.checked_sub(words) {
            Some(0) => 0,
            Some(1) if self.ty.is_nullable() => 1,
            _ => {
                return Err(Failure::internal(
                    "a body is of another size than its place",
                ));
            }
        };
        if tag == 1 {
            context.store(self.address, self.offset, 1)?;
        }
        Ok(self
            .address
            .wrapping_add(u64::from(self.offset.saturating_add(tag)) * 8))
    }
}

/// Reads the body as it is expected to be, also where the flow does not look at it.
fn body(
    context: &mut Context,
    expect: &Expectation,
    octets: &[u8],
    place: Option<BodyPlace<'_>>,
) -> Result<(), Failure> {
    match expect {
        Expectation::Nothing => Ok(()),
        Expectation::Json(shape) => {
            let to = match place {
                Some(place) => place.value(context, shape.words())?,
                None => context.allocate(shape.words())?,
            };
            decode::json_at(context, shape, octets, to).map_err(decode::DecodeError::into_failure)
        }
        Expectation::Text => {
            let text = std::str::from_utf8(octets)
                .map_err(|_| Failure::new(FailureCode::Decode, "the answer is not UTF-8 text"))?;
            let Some(place) = place else { return Ok(()) };
            let pair = context.allocate_bytes(text.as_bytes())?;
            let to = place.value(context, 2)?;
            store_pair(context, to, 0, pair)
        }
    }
}

fn store_pair(
    context: &mut Context,
    address: u64,
    offset: u32,
    pair: [u64; 2],
) -> Result<(), Failure> {
    let [first, second] = pair;
    context.store(address, offset, first)?;
    context.store(address, offset + 1, second)
}

fn failure(error: &HttpError) -> Failure {
    let code = FailureCode::parse(error.code()).unwrap_or(FailureCode::Internal);
    Failure::new(code, error.to_string())
}
